"""Books of the cooperative: product, applications, inputs, yields."""

from collections.abc import Mapping, Sequence
from datetime import date

from making.dice import Dice
from making.land import Parcel
from making.microbes import DEPTH, ROUNDS, Assay
from making.tables import Cell, Row, Sheet, csv_bytes, xlsx_bytes
from making.truth import GROUNDS

LABORATORY = "中原微生物生态实验室（虚构）"

CROP_YEARS = (2022, 2023, 2024)
"""Crop years of the practice: wheat sown in October before, maize of the year."""

LOOK_BACK = (2019, 2020, 2021)
"""Crop years before."""

DOSE = 2.0
"""Product per season [kg/mu]."""

LICENCE = "微生物肥（0000）准字（0000）号"
BATCH_CARBON = 18.0
"""Organic carbon of the granules [%]."""

ROUND_DAYS = {
    "2021": date(2021, 10, 9),
    "2022": date(2022, 10, 10),
    "2024": date(2024, 10, 9),
}


def microbial_book(rounds: Mapping[str, Sequence[Assay]]) -> bytes:
    """Return lab/微生物检测.xlsx: a sheet a round."""
    sheets = [_round(name, rounds[name]) for name, _ in ROUNDS]
    return xlsx_bytes(sheets, title="微生物检测结果", author=LABORATORY)


def _round(name: str, found: Sequence[Assay]) -> Sheet:
    rows: list[Row] = [
        [f"{name} 年土壤微生物检测结果（0～20 cm）"],
        ["样点编号", "采样日期", "采样深度", "微生物生物量碳(mg/kg)",
         "氨基葡萄糖(mg/kg)", "胞壁酸(mg/kg)", "接种菌拷贝数(copies/g)"],
    ]  # fmt: skip
    rows += [
        [
            assay.point,
            ROUND_DAYS[name],
            f"{DEPTH[0]}～{DEPTH[1]}cm",
            round(assay.biomass, 1),
            round(assay.glucosamine, 1),
            round(assay.muramic, 2),
            _copies(assay.marker),
        ]
        for assay in found
    ]
    rows.append(["以下空白"])
    return Sheet(
        name=name,
        rows=rows,
        merged=("A1:G1",),
        header=(1, 2),
        widths=(10, 12, 11, 22, 20, 16, 24),
    )


def _copies(copies: float) -> str:
    if not copies:
        return "未检出"
    power = len(str(int(copies))) - 1
    return f"{copies / 10**power:.2f}×10^{power}"


BATCHES: Sequence[tuple[str, int, str, str, str]] = (
    ("A2109", 2021, "2021/9/6", "2022/3/5", "autumn"),
    ("A2204", 2022, "2022/4/18", "2022/10/17", "summer"),
    ("A2209", 2022, "2022/9/8", "2023/3/7", "autumn"),
    ("A2304", 2023, "2023/4/20", "2023/10/19", "summer"),
    ("A2309", 2023, "2023/9/11", "2024/3/10", "autumn"),
    ("A2404", 2024, "2024/4/16", "2024/10/15", "summer"),
)
"""Lot, year, made on, good until, season of use."""


def certificates(dice: Dice) -> bytes:
    """Return product/产品检验单.csv: what each lot held when it was applied."""
    rows: list[Row] = [
        ["批号", "生产日期", "有效期至", "检测日期", "有效活菌数（亿/g）",
         "杂菌率（%）", "产品有机碳（%）", "登记证号"],
    ]  # fmt: skip
    drawn = dice.uniform("counts", count=2 * len(BATCHES))
    for at, (lot, year, made, until, season) in enumerate(BATCHES):
        tested = f"{year}/10/5" if season == "autumn" else f"{year}/6/2"
        count, others = 2.25 + 0.6 * drawn[2 * at], 3 + 6 * drawn[2 * at + 1]
        measured = [f"{count:.2f}", f"{others:.1f}", f"{BATCH_CARBON:.1f}"]
        rows.append([lot, made, until, tested, *measured, LICENCE])
    return csv_bytes(rows, encoding="utf-8-sig")


def applications(land: Sequence[Parcel]) -> bytes:
    """Return activity/施用记录.csv: every parcel, every season, in mu and kg."""
    rows: list[Row] = [
        ["地块编号", "作物年度", "施用日期", "作物", "批号", "亩用量(kg/亩)",
         "施用面积(亩)", "施用总量(kg)", "施用方式", "操作人"],
    ]  # fmt: skip
    for lot, year, _, _, season in BATCHES:
        crop_year = year + 1 if season == "autumn" else year
        day = f"{year}年10月16日" if season == "autumn" else f"{year}年6月12日"
        crop = "冬小麦" if season == "autumn" else "夏玉米"
        for parcel, mu in _treated(land):
            amount = [f"{DOSE:.1f}", f"{mu:.1f}", f"{mu * DOSE:.1f}"]
            row: list[Cell] = [
                parcel,
                crop_year,
                day,
                crop,
                lot,
                *amount,
                "种肥同播",
                "×××",
            ]
            rows.append(row)
    return csv_bytes(rows, encoding="gb18030")


def _treated(land: Sequence[Parcel]) -> list[tuple[str, float]]:
    """Return the treated parcels with their area on paper [mu]."""
    return [
        (parcel.id, round(parcel.hectares * 15 * 0.995, 1))
        for parcel in land
        if not parcel.is_control
    ]


def product_applied(land: Sequence[Parcel]) -> float:
    """Return the product applied over the period [kg]."""
    mu = sum(mu for _, mu in _treated(land))
    return mu * DOSE * len(BATCHES)


def amounts(dice: Dice, hectares: float) -> dict[tuple[str, int, str], float]:
    """Return the inputs of each scenario, crop year and item: litres and kg of N."""
    drawn = dice.normal("amounts", count=4 * len(LOOK_BACK))
    found = {}
    for at, (before, after) in enumerate(zip(LOOK_BACK, CROP_YEARS, strict=True)):
        noise = [0.012 * value for value in drawn[4 * at : 4 * at + 4]]
        found["基准线", before, "柴油用量"] = round(98 * hectares * (1 + noise[0]), -1)
        found["基准线", before, "化肥氮施用量"] = round(
            452 * hectares * (1 + noise[1]), -1
        )
        found["项目", after, "柴油用量"] = round(103 * hectares * (1 + noise[2]), -1)
        found["项目", after, "化肥氮施用量"] = round(
            428 * hectares * (1 + noise[3]), -1
        )
    return found


def activity_book(found: Mapping[tuple[str, int, str], float]) -> bytes:
    """Return activity/投入品台账.csv: one row an item and crop year."""
    rows: list[Row] = [["情景", "年份", "项目", "数值", "单位", "凭证"]]
    for number, ((scenario, year, item), value) in enumerate(
        sorted(found.items()), start=1
    ):
        unit = "L" if item == "柴油用量" else "kg"
        rows.append([scenario, year, item, f"{value:.0f}", unit, f"凭证{number:02d}号"])
    rows.append(["合计见各年度汇总表"])
    return csv_bytes(rows[:-1], encoding="utf-8-sig")


def yields(dice: Dice) -> list[tuple[str, str, int, str, float]]:
    """Return stratum, role, crop year, crop and yield [kg/mu]."""
    found = []
    for row, ground in enumerate(GROUNDS):
        for turn, year in enumerate(CROP_YEARS):
            drawn = dice.normal("yields", row, turn, count=4)
            season = 0.02 * drawn[0]
            for side, role in enumerate(("project", "control")):
                lift = 1.022 if role == "project" else 1.0
                for crop, mean in (
                    ("冬小麦", 452 + 24 * row),
                    ("夏玉米", 508 + 21 * row),
                ):
                    value = mean * lift * (1 + season + 0.008 * drawn[2 + side])
                    found.append((ground.id, role, year, crop, round(value, 1)))
    return found


def yield_book(found: Sequence[tuple[str, str, int, str, float]]) -> bytes:
    """Return activity/产量.csv."""
    words = {"project": "项目地", "control": "对照地"}
    rows: list[Row] = [["碳层", "处理", "年份", "作物", "亩产(kg/亩)"]]
    rows += [
        [stratum, words[role], year, crop, f"{value:.1f}"]
        for stratum, role, year, crop, value in found
    ]
    return csv_bytes(rows, encoding="gb18030")


def yield_change(found: Sequence[tuple[str, str, int, str, float]]) -> float:
    """Return the change of yield against control over all crops [%]."""
    sums = {
        role: sum(item[4] for item in found if item[1] == role)
        for role in ("project", "control")
    }
    return round(100 * (sums["project"] / sums["control"] - 1), 1)
