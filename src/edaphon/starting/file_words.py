"""What files, columns and settings are called, and why each is asked about."""

from edaphon.evidence import codes
from edaphon.kernel.language import Text
from edaphon.kernel.units import display
from edaphon.starting.question import Choice
from edaphon.starting.state import AREAS, LEFT_OUT, POINTS, ROSTER

KINDS = (
    ("soil", "Results of soil samples", "土壤样品检测结果"),
    ("microbial", "Results of microbial tests", "微生物检测结果"),
    ("product", "Certificates of the product", "产品检验结果"),
    ("application", "Applications of the product", "产品施用记录"),
    ("activity", "Fuel, fertiliser, animals", "活动数据（燃料、肥料、牲畜等）"),
    ("yield", "Yields", "产量记录"),
    (ROSTER, "Households or members with their parcels", "农户等成员名册"),
    (POINTS, "Places of the points, for the plan", "采样点位置（写入采样方案）"),
    (AREAS, "Areas of parcels or strata, asked for apart", "面积表（面积另行询问）"),
    ("sensor", "Loggers and chambers", "监测仪器、气体采样箱数据"),
    (LEFT_OUT, "No data of this account: leave it out", "不是本次核算的数据，不读取"),
)  # fmt: skip
"""What a file may hold: word, English, Chinese."""

ROLES = (
    Choice(value="project", says=Text(en="project land", zh="项目地")),
    Choice(value="control", says=Text(en="control land", zh="对照地")),
    Choice(value="baseline", says=Text(en="baseline", zh="基准线")),
)
"""What a word of a column of roles may mean."""

ABOUT_HELP = Text(
    en="It decides which columns are looked for and what the rows count for. Soil: a "
    "row is a sample with carbon, bulk density or stones. A table of points alone goes "
    "into the plan; areas are asked for by stratum. What is left out is never read; "
    "later the answer can be taken back by its id.",
    zh="据此确定查找哪些列、各行记录什么。土壤检测结果每行为一个样品，含有机碳、容重或"
    "砾石等；仅有采样点位置的表写入采样方案；面积按碳层另行询问。不读取的文件不进入"
    "核算；以后需要时，可按问题编号撤回该答案。",
)
PARCEL = Text(
    en="the parcel, named as on the map: amounts per hectare count on its area",
    zh="地块，编号与地块图一致：单位面积用量按其面积计",
)
"""What a column of points is in records: rows are of parcels there."""
SAME_HELP = Text(
    en="Yes: its columns mean the same, and nothing is asked twice. No: it is asked "
    "about like any other file.",
    zh="填“是”则各列含义相同，不再逐项询问；填“否”则按其他文件逐项询问。",
)
WORD_HELP = Text(
    en="Project land gets the practice, control land does not; baseline is for records "
    "of the years before. Another word is kept as it stands.",
    zh="项目地实施措施，对照地不实施；基准线用于措施实施前各年的记录。其他写法原样保留。",
)


ITEM_HELP = Text(
    en="The code of what is measured or used (edaphon words finds it). Rows of other "
    "things are left out with skip. Kilograms of a fertiliser are none of nitrogen: "
    "give kg{product} as the unit and a column of its content, or a table of nitrogen.",
    zh="填写项目对应的代码（edaphon words 可查询）；与核算无关的行填 skip 不读取。"
    "肥料实物量不是氮量：单位应写 kg{product} 并另列含氮量，或改用折纯量。",
)


def name_of(word: str) -> Text:
    """Return what a code, a basis or a setting is called."""
    code, _, unit = word.partition(":")
    if word in NAMES:
        return NAMES[word]
    if word in {f"pattern:{one}" for one in ("{point}", "{}")}:
        return Text(en="each id is a place of its own", zh="各编号均为不同位置")
    if code == "pattern" and unit.endswith("{}"):
        return Text(en="point and layer", zh="采样点及土层号")
    if code == "pattern":
        return Text(en="point and number of the subsample", zh="采样点及分样号")
    entry = codes().get(code)
    if entry is None:
        return Text(en=word, zh=word)
    english, chinese = (
        f" [{display(unit, one)}]" if unit else "" for one in ("en", "zh")
    )
    return Text(en=entry.name["en"] + english, zh=entry.name["zh"] + chinese)


NAMES = {
    "fine_earth": Text(
        en="fine earth per volume of fine earth (stones taken off both)",
        zh="细土质量除以细土体积（均已扣除砾石）",
    ),
    "fine_earth_per_core": Text(
        en="fine earth per volume of the whole ring", zh="细土质量除以整环体积"
    ),
    "whole_soil": Text(
        en="whole soil with stones per volume of the ring",
        zh="含砾石全土质量除以整环体积",
    ),
    "also:point": Text(
        en="its words are a part of the point's id", zh="该列内容是采样点编号的一部分"
    ),
    "remark": Text(
        en="a note, such as a parcel that no map shows; nothing is counted by it",
        zh="仅作备注（如图上没有的地块），不参与计算",
    ),
    "value": Text(
        en="amounts, each read with the unit of its row", zh="数值，按各行单位读取"
    ),
    "item": Text(en="names of what each row holds", zh="各行内容的名称"),
    "skip": Text(
        en="leave such rows out", zh="不读取此类行"
    ),
    "none": Text(en="the file has no header", zh="文件没有表头"),
    "ignore": Text(en="leave the column out", zh="不读取该列"),
    ".": Text(en="a point: 12.5", zh="小数点，如 12.5"),
    ",": Text(en="a comma: 12,5", zh="小数逗号，如 12,5"),
    "read": Text(en="read it too", zh="一并读取"),
    "leave": Text(en="leave it out", zh="不读取"),
    "iso": Text(en="2026-05-04", zh="2026-05-04"),
    "ymd": Text(en="2026/5/4: year, month, day", zh="2026/5/4：年、月、日"),
    "dmy": Text(en="4/5/2026: day, month, year", zh="4/5/2026：日、月、年"),
    "mdy": Text(en="5/4/2026: month, day, year", zh="5/4/2026：月、日、年"),
    "serial": Text(en="46146: day number of a spreadsheet", zh="46146：日期序号"),
}  # fmt: skip
