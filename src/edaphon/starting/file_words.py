"""What files, columns and settings are called, and why each is asked about."""

from collections.abc import Mapping

from edaphon.evidence import codes
from edaphon.kernel.language import Text
from edaphon.starting.question import Choice
from edaphon.starting.state import LEFT_OUT, POINTS, ROSTER

KINDS = (
    ("soil", "Results of soil samples", "土壤样品检测结果"),
    ("microbial", "Results of microbial tests", "微生物检测结果"),
    ("product", "Certificates of the product", "产品检验结果"),
    ("application", "Applications of the product", "产品施用记录"),
    ("activity", "Fuel, fertiliser, animals", "活动数据（燃料、肥料、牲畜等）"),
    ("yield", "Yields", "产量记录"),
    (ROSTER, "Households or members with their parcels", "农户等成员名册"),
    (POINTS, "Places of the points, for the plan", "采样点位置（写入采样方案）"),
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
    "row is a sample with carbon and bulk density. A table of points alone goes into "
    "the plan. What is left out is never read; it can be added later by taking the "
    "answer out of start.json.",
    zh="据此确定查找哪些列、各行记录什么。土壤检测结果每行为一个样品，含有机碳、容重等；"
    "仅有采样点位置的表写入采样方案。不读取的文件不进入核算；"
    "以后需要时，从 start.json 删去该答案即可。",
)
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
COLUMN_HELP = Text(
    en="A number from the list, or a code with its unit: soc:g/kg; edaphon words lists "
    "the codes. A column that is left out counts for nothing.",
    zh="填写序号，或代码加单位，如 soc:g/kg；代码可用 edaphon words 查询。"
    "不读取的列不进入核算。",
)
LIMIT_HELP = Text(
    en="The laboratory's report states it beside the procedure. A value below it is "
    "kept as below the limit, never as zero. Example: 0.1.",
    zh="检出限见检测报告的方法说明。低于检出限的结果按“低于检出限”保留，不作零计。示例：0.1。",
)
SETTING_HELP: Mapping[str, Text] = {
    "encoding": Text(
        en="How the file was saved. Excel in China saves CSV as gb18030, most others "
        "as utf-8. Right is the one with which all words can be read.",
        zh="文件的保存编码。中文 Excel 另存的 CSV 多为 gb18030，其他多为 utf-8；"
        "以文字显示正常为准。",
    ),
    "dates": Text(
        en="4/5/2026 is the 5th of April in America and the 4th of May elsewhere; days "
        "decide season and campaign. Ask who wrote the file.",
        zh="日期写法因地而异，4/5/2026 在美国为 4 月 5 日，在欧洲为 5 月 4 日；"
        "日期决定采样季节和批次，请向填表人确认。",
    ),
    "decimal": Text(
        en="Whether 1,250 is one and a quarter or more than a thousand. Look at a "
        "value that you know: a bulk density lies near 1.3.",
        zh="确认 1,250 是一又四分之一还是一千二百五十。"
        "可对照已知数值，如容重在 1.3 左右。",
    ),
    "missing": Text(
        en="Words that stand where nothing was measured, with commas between: n.d.,-. "
        "They stay missing; none becomes zero.",
        zh="表示未测定的写法，用逗号隔开，如 缺测,-。缺测仍为缺测，不作零计。",
    ),
    "header_rows": Text(
        en="The rows that name the columns, counted from 1: 3, or 3,4 where the unit "
        "stands below; none where the file has no header.",
        zh="列名所在的行，自 1 计，如 3；单位另占一行的填 3,4；没有表头的填 none。",
    ),
    "hidden": Text(
        en="Hidden rows and columns may be old drafts or real results: open the sheet "
        "and look.",
        zh="隐藏的行列可能是旧稿，也可能是有效结果，请打开工作表核对。",
    ),
}
"""Why a setting of a file is asked for."""


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
    shown = f" [{unit}]" if unit else ""
    return Text(en=entry.name["en"] + shown, zh=entry.name["zh"] + shown)


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
