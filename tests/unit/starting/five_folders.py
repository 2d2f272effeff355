"""The files of five invented projects, each messy in its own way."""

from tests.unit.starting.five_truths import (
    FIRST,
    LAST,
    LAYERS,
    POINTS,
    PROJECT,
    block,
    carbon,
    comma,
    density,
    deviation,
    land_map,
    place,
    text,
    workbook,
)

PARCEL_MU = 15 * 10.0
YEARS = (2022, 2023, 2024)


def chinese():
    """Merged headers in a workbook, books in GB18030 and mu, controls by name."""
    return {
        "实验室/土壤检测.xlsx": _chinese_soil(),
        "实验室/微生物.csv": _gb([
            ["点位", "采样日期", "土层（cm）", "菌株特异标记（copies/g）", "微生物量碳（mg/kg）",
             "氨基葡萄糖（mg/kg）", "胞壁酸（mg/kg）"],
            *(_microbes(point, year) for year in (FIRST, LAST) for point in POINTS),
        ]),
        "台账/产品检验单.csv": _gb([
            ["批号", "检测日期", "有效活菌数（亿/g）", "产品有机碳（%）"],
            ["B1", "2021/9/20", "3.2", "18.0"],
        ]),
        "台账/施用记录.csv": _gb([
            ["地块编号", "作物年度", "施用日期", "作物", "批号", "施用总量(kg)", "操作人"],
            *([f"F-{point}", str(year), f"{year}年3月20日", "小麦", "B1", "300", "甲"]
              for year in YEARS for point in PROJECT),
        ]),
        "台账/投入品.csv": _gb([
            ["情景", "年份", "项目", "数值", "单位"],
            *([side, str(year), item, amount, unit]
              for side, years in (("基准线", (2018, 2019, 2020)), ("项目", YEARS))
              for year in years
              for item, amount, unit in (("柴油用量", "4200", "L"),
                                         ("化肥氮施用量", "13200", "kg"))),
        ]),
        "台账/产量.csv": _gb([
            ["碳层", "处理", "年度", "作物", "亩产(kg/亩)"],
            *(["S1", side, str(year), "小麦", amount]
              for year in YEARS for side, amount in (("项目地", "471.3"),
                                                     ("对照地", "466.7"))),
        ]),
        "fields.geojson": land_map(),
        "papers/声明.pdf": b"%PDF-1.4 signed",
        "papers/质控.pdf": b"%PDF-1.4 quality",
    }  # fmt: skip


def _gb(rows):
    return text(rows, encoding="gb18030")


def _chinese_soil():
    """Two rows of headers: carbon and density over four layers each; one title row."""
    depths = [f"{top}-{bottom}cm" for top, bottom in LAYERS]
    head = ["点位", "采样日期", "有机碳（g/kg）", "", "", "", "容重（g/cm³）", "", "", ""]
    sheets = {
        f"{year}年": [
            [f"某县土肥站检验报告 {year}-017"],
            head,
            ["", "", *depths, *depths],
            *([point, f"{year}/10/8",
               *(float(carbon(point, year, top)) for top, _ in LAYERS),
               *(float(density(point, year, top)) for top, _ in LAYERS)]
              for point in POINTS),
        ]
        for year in (FIRST, LAST)
    }  # fmt: skip
    merged = [
        (name, cells)
        for name in sheets
        for cells in (block(1, 10, 1), block(3, 6, 2), block(7, 10, 2), "A2:A3", "B2:B3")
    ]
    return workbook(sheets, merged)


def _microbes(point, year):
    number = int(point[1:]) - 1
    treated = year == LAST and point[0] == "P"
    marker = 2e5 * (1.5 + deviation(number)) if treated else 0.0
    cells = [point, f"{year}/10/8", "0-20", f"{marker:.0f}"]
    for spot, (before, rise) in enumerate(((300, 60), (800, 25), (60, 4))):
        level = before * (1 + 0.02 * deviation(number, spot))
        if year == LAST:
            level += 0.01 * before * deviation(number, spot + 5)
        cells.append(f"{level + treated * rise:.3f}")
    return cells
