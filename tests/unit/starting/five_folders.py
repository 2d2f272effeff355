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

YEARS = (2022, 2023, 2024)


def chinese():
    """Merged headers in a workbook, books in GB18030 and mu, controls by name."""
    return {
        "实验室/土壤检测.xlsx": _chinese_soil(),
        "实验室/微生物.csv": _gb([
            ["点位", "采样日期", "土层（cm）", "菌株特异标记（copies/g）",
             "微生物量碳（mg/kg）", "氨基葡萄糖（mg/kg）", "胞壁酸（mg/kg）"],
            *(_microbes(point, year) for year in (FIRST, LAST) for point in POINTS),
        ]),
        "台账/产品检验单.csv": _gb([
            ["批号", "检测日期", "有效活菌数（亿/g）", "产品有机碳（%）"],
            ["B1", "2021/9/20", "3.2", "18.0"],
        ]),
        "台账/施用记录.csv": _gb([
            ["地块编号", "作物年度", "施用日期", "作物", "批号", "施用总量(kg)",
             "操作人"],
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
    head = [
        "点位",
        "采样日期",
        "有机碳（g/kg）",
        "",
        "",
        "",
        "容重（g/cm³）",
        "",
        "",
        "",
    ]
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
        for cells in (
            block(1, 10, 1),
            block(3, 6, 2),
            block(7, 10, 2),
            "A2:A3",
            "B2:B3",
        )
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


def american():
    """A farm's workbook: days as month/day/year, a sheet a year, notes and means."""
    sheets = {"Read me": [["Hill Farm soil carbon"], ["Prepared by the county lab"]]}
    for year in (FIRST, LAST):
        rows = [
            [f"Hill Farm soil test {year}"],
            [],
            ["Site", "Treatment", "Date sampled", "Top depth (in)", "Bottom depth (in)",
             "Organic carbon (%)", "Bulk density (g/cc)", "Notes"],
        ]  # fmt: skip
        for top, bottom in LAYERS:
            for point in POINTS:
                side = "check" if point[0] == "C" else "treated"
                note = "wet" if (point, top) == ("P2", 20) else None
                rows.append([point, side, f"10/6/{year}", *_inches(top, bottom),
                             float(f"{float(carbon(point, year, top)) / 10:.3f}"),
                             float(density(point, year, top)), note])  # fmt: skip
            rows.append(["Mean", None, None, *_inches(top, bottom), 1.0, 1.3, None])
        rows.append([])
        rows.append(["* oven dry, lab no. 2214"])
        sheets[f"Soil {year}"] = rows
    seed = [
        ["Year", "Field", "Seed lot", "Inoculant (lb)"],
        *([str(year), "all", "B1", "1000"] for year in YEARS),
    ]
    sheets["Seeding"] = seed
    return {"Hill Farm soil.xlsx": workbook(sheets)}


def _inches(top, bottom):
    """Layers of four inches."""
    return top * 4 // 10, bottom * 4 // 10


def german():
    """Semicolons, decimal commas, Latin-1; a book of yields in dt/ha."""
    soil = [
        ["Prüfbericht 2214"],
        ["Punkt", "Variante", "Datum", "von cm", "bis cm", "Corg (g/kg)",
         "TRD (g/cm³)", "Bemerkung"],
    ]  # fmt: skip
    for year in (FIRST, LAST):
        for point in POINTS:
            for top, bottom in LAYERS:
                side = "unbehandelt" if point[0] == "C" else "beimpft"
                name = f"{point[0]} {point[1:]}"
                soil.append([name, side, f"14.10.{year}", top, bottom,
                             comma(carbon(point, year, top)),
                             comma(density(point, year, top)), ""])  # fmt: skip
        soil.append(["Mittelwert", "", "", "", "", "9,00", "1,350", ""])
    book = [
        ["Jahr", "Variante", "Kultur", "Ertrag (dt/ha)"],
        *([str(year), side, "Weizen", comma(amount)]
          for year in YEARS
          for side, amount in (("beimpft", "78.5"), ("unbehandelt", "77.0"))),
    ]  # fmt: skip
    return {
        "Labor/Bodenproben.csv": text(soil, delimiter=";", encoding="latin-1"),
        "Ackerschlagkartei.csv": text(book, delimiter=";", encoding="latin-1"),
    }


def spanish():
    """Spanish headers, decimal commas, <LD and s/d; the places in a table apart."""
    soil = [["Punto", "Fecha de muestreo", "Profundidad (cm)",
             "Carbono orgánico (g/kg)", "Densidad aparente (g/cm3)",
             "Nitrógeno amoniacal (mg/kg)"]]  # fmt: skip
    for year in (FIRST, LAST):
        for point in POINTS:
            for top, bottom in LAYERS:
                ammonium = "<LD" if top == 30 else "s/d" if top == 20 else "3,2"
                soil.append([point, f"08/10/{year}", f"{top}-{bottom}",
                             comma(carbon(point, year, top)),
                             comma(density(point, year, top)), ammonium])  # fmt: skip
    places = [["Punto", "Longitud", "Latitud", "Tratamiento"]]
    for point in POINTS:
        east, north = place(point)
        side = "testigo" if point[0] == "C" else "inoculado"
        places.append([point, comma(f"{east:.4f}"), comma(f"{north:.4f}"), side])
    return {
        "laboratorio/resultados.csv": text(soil, delimiter=";"),
        "puntos.csv": text(places, delimiter=";"),
    }


def meter():
    """An analyser's exports with lines of settings, ids with layers; densities apart.

    An export names no sampling day, only when it ran.
    """
    folder = {}
    volumes = [["Plot", "Sampling date", "Depth (cm)", "Bulk density (g/cm3)"]]
    for year in (FIRST, LAST):
        export = [
            ["Instrument", "EA 4000", "Serial", "4711"],
            ["Operator", "jk"],
            [],
            ["Sample ID", "Depth (cm)", "Run date", "Weight (mg)", "C (%)", "N (%)"],
        ]
        for point in POINTS:
            for layer, (top, bottom) in enumerate(LAYERS, start=1):
                share = f"{float(carbon(point, year, top)) / 10:.3f}"
                export.append([f"{point}-{layer}", f"{top}-{bottom}", f"{year}-11-20",
                               "25.13", share, "0.112"])  # fmt: skip
                volumes.append([point, f"{year}-10-08", f"{top}-{bottom}",
                                density(point, year, top)])  # fmt: skip
        folder[f"analyser/run {year}.csv"] = text(export)
    return {**folder, "field/bulk density.csv": text(volumes)}
