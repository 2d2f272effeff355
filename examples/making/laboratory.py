"""Reports of the soil laboratory: a GBK table of 2021, a workbook of 2024."""

from collections.abc import Sequence
from datetime import date, timedelta

from making.samples import Layer
from making.tables import Cell, Row, Sheet, csv_bytes, xlsx_bytes

NAME = "豫东土壤检测中心（虚构）"
CLIENT = "委托单位：豫东沃土农业专业合作社（虚构）"
METHOD = "HJ 695-2014"
DETECTION_LIMIT = 1.0
"""Limit of ammonium nitrogen [mg/kg]."""

FIRST_DAYS = (date(2021, 10, 8), 5)
LAST_DAYS = (date(2024, 10, 8), 5)
"""First day of a campaign, and its length in days."""


def sampling_day(layer: Layer, days: tuple[date, int], points: Sequence[str]) -> date:
    """Return the day on which a point was visited."""
    at = points.index(layer.point)
    return days[0] + timedelta(days=at * days[1] // len(points))


ANALYSED = (date(2024, 10, 28), 10)
"""First day of analysis of the batch of 2024, and its length in days."""


def analysis_day(at: int, count: int) -> date:
    """Return the day on which a sample of the batch was analysed."""
    return ANALYSED[0] + timedelta(days=at * ANALYSED[1] // count)


def report_2021(layers: Sequence[Layer], points: Sequence[str]) -> bytes:
    """Return lab/土壤检测结果2021.csv: GBK, two title rows, units in their own row."""
    rows: list[Row] = [
        [f"{NAME} 土壤检测结果"],
        [CLIENT, "", "", "", "报告编号：YD-2021-1108"],
        ["序号", "样品编号", "采样点", "采样日期", "土层", "有机碳", "全氮", "pH",
         "有效磷", "铵态氮", "容重", "砾石质量百分比", "备注"],
        ["", "", "", "", "cm", "g/kg", "g/kg", "", "mg/kg", "mg/kg", "g/cm3", "%", ""],
    ]  # fmt: skip
    for number, layer in enumerate(layers, start=1):
        rows.append(_row_2021(number, layer, points))
        rows += _controls_2021(number, layer)
    mean = sum(layer.carbon for layer in layers) / len(layers)
    rows += [
        ["", "平均值", "", "", "", f"{mean:.2f}"],
        ["", "以下空白"],
        ["检测人：×××", "", "", "校核人：×××"],
    ]
    return csv_bytes(rows, encoding="gb18030")


def _row_2021(number: int, layer: Layer, points: Sequence[str]) -> list[Cell]:
    day = sampling_day(layer, FIRST_DAYS, points)
    return [
        number,
        f"TR2110-{number:03d}",
        layer.point,
        f"{day.year}.{day.month}.{day.day}",
        f"{layer.top}-{layer.bottom}",
        f"{layer.carbon:.2f}",
        f"{layer.nitrogen:.3f}",
        f"{layer.ph:.2f}",
        "/" if number == 57 else f"{layer.phosphorus:.1f}",
        _ammonium_2021(layer),
        f"{layer.density:.2f}",
        f"{layer.stones:.1f}",
        "样品偏湿，已风干" if number == 23 else "",
    ]


def _ammonium_2021(layer: Layer) -> str:
    return "＜1.0" if layer.ammonium < DETECTION_LIMIT else f"{layer.ammonium:.1f}"


def _controls_2021(number: int, layer: Layer) -> list[Row]:
    """Return the duplicate, blank or reference that follows a sample now and then."""
    if number % 40 == 0:
        doubled = f"{layer.carbon * 1.006:.2f}"
        return [["", f"TR2110-{number:03d}P", layer.point, "",
                 f"{layer.top}-{layer.bottom}", doubled]]  # fmt: skip
    if number == 60:
        return [["", "空白1", "", "", "", "0.02"]]
    if number == 61:
        return [["", "质控样GBW07412", "", "", "", "10.71"]]
    return []


def report_2024(
    layers: Sequence[Layer],
    points: Sequence[str],
    archived: Sequence[tuple[int, Layer]],
) -> bytes:
    """Return the workbook of 2024, with a hidden note at its end."""
    sheets = [
        _cover(),
        _results(layers, points),
        _archive(archived),
        _densities(layers),
        _methods(),
        Sheet(
            name="内部备注",
            rows=[["2024-11-03 马弗炉校准后重测 3 个样品，结果已更新。"]],
            is_hidden=True,
        ),
    ]
    return xlsx_bytes(sheets, title="土壤检测报告 2024", author=NAME)


def _cover() -> Sheet:
    rows: list[Row] = [
        ["检 测 报 告"],
        [],
        ["报告编号", "YD-2024-1126"],
        ["委托单位", "豫东沃土农业专业合作社（虚构）"],
        ["样品名称", "土壤"],
        ["检测类别", "委托检测"],
        ["签发日期", date(2024, 11, 26)],
        ["检测单位", NAME],
    ]
    return Sheet(
        name="封面", rows=rows, merged=("A1:D1",), header=(1,), widths=(14, 36)
    )


def _results(layers: Sequence[Layer], points: Sequence[str]) -> Sheet:
    rows: list[Row] = [
        ["土壤检测结果表"],
        [CLIENT, *[None] * 4, "收样日期：2024-10-14"],
        ["样品编号", "点位编号", "采样日期", "采样深度", "土壤养分", None, None, None,
         "土壤 pH", "备注", "检测日期"],
        [None, None, None, None, "有机碳(g/kg)", "全氮(g/kg)", "有效磷(mg/kg)",
         "铵态氮(mg/kg)", None, None, None],
    ]  # fmt: skip
    merged = ["A1:K1", "A2:E2", "F2:K2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:H3",
              "I3:I4", "J3:J4", "K3:K4"]  # fmt: skip
    for number, layer in enumerate(layers, start=1):
        first = layer.top == 0
        if first:
            merged += [
                f"{column}{len(rows) + 1}:{column}{len(rows) + 4}" for column in "BC"
            ]
        day = analysis_day(number - 1, len(layers))
        rows.append([*_row_2024(number, layer, points, first=first), day])
    duplicate = layers[11]
    depth = f"{duplicate.top}～{duplicate.bottom}"
    again = f"{duplicate.carbon * 0.995:.2f}"
    rows.append(["2024-HH-012P", duplicate.point, None, depth, again])
    rows.append(["空白", None, None, None, "0.01"])
    mean = sum(layer.carbon for layer in layers) / len(layers)
    rows += [["平均值", None, None, None, f"{mean:.2f}"], ["以下空白"]]
    return Sheet(
        name="结果",
        rows=rows,
        merged=merged,
        header=(1, 3, 4),
        widths=(16, 11, 12, 11, 13, 12, 14, 14, 9, 20, 12),
    )


def _row_2024(
    number: int, layer: Layer, points: Sequence[str], *, first: bool
) -> list[Cell]:
    seen = layer.ammonium >= DETECTION_LIMIT
    return [
        f"2024-HH-{number:03d}",
        layer.point if first else None,
        sampling_day(layer, LAST_DAYS, points) if first else None,
        f"{layer.top}～{layer.bottom}",
        f"{layer.carbon:.2f}",
        round(layer.nitrogen, 3),
        round(layer.phosphorus, 1),
        f"{layer.ammonium:.1f}" if seen else "未检出",
        round(layer.ph, 2),
        None,
    ]


def _archive(archived: Sequence[tuple[int, Layer]]) -> Sheet:
    """Return the samples of 2021 that were analysed again among those of 2024."""
    rows: list[Row] = [
        ["2021年留样复测"],
        ["留样编号", "点位编号", "采样深度", "检测日期", "有机碳(g/kg)"],
    ]
    for at, (number, layer) in enumerate(archived):
        rows.append(
            [
                f"TR2110-{number:03d}R",
                layer.point,
                f"{layer.top}～{layer.bottom}",
                analysis_day(at, len(archived)),
                f"{layer.carbon:.2f}",
            ]
        )
    return Sheet(
        name="留样复测",
        rows=rows,
        merged=("A1:E1",),
        header=(1, 2),
        widths=(16, 11, 11, 12, 13),
    )


def _densities(layers: Sequence[Layer]) -> Sheet:
    rows: list[Row] = [
        ["环刀法容重记录（环刀容积 100 cm³）"],
        ["点位", "土层", "容重", "砾石质量含量"],
        [None, "cm", "g/cm³", "%"],
    ]
    for layer in layers:
        depth = f"{layer.top}-{layer.bottom}"
        rows.append(
            [layer.point, depth, round(layer.density, 2), round(layer.stones, 1)]
        )
    return Sheet(
        name="容重",
        rows=rows,
        merged=("A1:D1",),
        header=(1, 2, 3),
        widths=(12, 10, 10, 16),
    )


def _methods() -> Sheet:
    rows: list[Row] = [
        ["检测项目", "检测依据", "检出限", "主要仪器"],
        ["有机碳", METHOD, "0.06 g/kg", "总有机碳分析仪"],
        ["全氮", "NY/T 1121.24-2012", "—", "自动定氮仪"],
        ["有效磷", "NY/T 1121.7-2014", "0.5 mg/kg", "分光光度计"],
        ["铵态氮", "HJ 634-2012", "1.0 mg/kg", "分光光度计"],
        ["pH", "NY/T 1121.2-2006", "—", "pH 计"],
        ["容重", "NY/T 1121.4-2006", "—", "环刀、天平"],
    ]
    return Sheet(name="方法", rows=rows, header=(1,), widths=(12, 22, 14, 20))
