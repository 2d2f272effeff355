"""Reports of soil laboratories: a GBK table, and a workbook with a hidden note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from making.samples import Layer
from making.tables import Cell, Row, Sheet, csv_bytes, xlsx_bytes

METHOD = "HJ 695-2014"
DETECTION_LIMIT = 1.0
"""Limit of ammonium nitrogen [mg/kg]."""

Days = tuple[date, int]
"""First day of a piece of work, and its length in days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One batch of a laboratory: the samples of a campaign."""

    laboratory: str
    client: str
    report: str
    """Number of the report."""
    prefix: str
    """What begins the number of a sample."""
    sampled: Days
    analysed: Days | None = None
    """Days of analysis; a batch without them does not say."""
    issued: date | None = None
    received: str = ""
    """Day on which the samples came."""
    archive: str = ""
    """Title of the sheet of archived samples."""
    archive_prefix: str = ""
    """What began the number of a sample that was archived."""
    note: str = ""
    """What the laboratory wrote for itself on a hidden sheet."""


def sampling_day(batch: Batch, point: str, points: Sequence[str]) -> date:
    """Return the day on which a point was visited."""
    at = points.index(point)
    return batch.sampled[0] + timedelta(days=at * batch.sampled[1] // len(points))


def analysis_day(batch: Batch, at: int, count: int) -> date:
    """Return the day on which a sample of the batch was analysed."""
    start, days = batch.analysed or batch.sampled
    return start + timedelta(days=at * days // count)


def table(batch: Batch, layers: Sequence[Layer], points: Sequence[str]) -> bytes:
    """Return a table: GBK, two title rows, units in their own row."""
    rows: list[Row] = [
        [f"{batch.laboratory} 土壤检测结果"],
        [batch.client, "", "", "", f"报告编号：{batch.report}"],
        ["序号", "样品编号", "采样点", "采样日期", "土层", "有机碳", "全氮", "pH",
         "有效磷", "铵态氮", "容重", "砾石质量百分比", "备注",
         *(["检测日期"] if batch.analysed else [])],
        ["", "", "", "", "cm", "g/kg", "g/kg", "", "mg/kg", "mg/kg", "g/cm3", "%", ""],
    ]  # fmt: skip
    for number, layer in enumerate(layers, start=1):
        row = _row_of_table(batch, number, layer, points)
        if batch.analysed:
            day = analysis_day(batch, number - 1, len(layers))
            row.append(_dotted(day))
        rows.append(row)
        rows += _controls_of_table(batch, number, layer)
    mean = sum(layer.carbon for layer in layers) / len(layers)
    rows += [
        ["", "平均值", "", "", "", f"{mean:.2f}"],
        ["", "以下空白"],
        ["检测人：×××", "", "", "校核人：×××"],
    ]
    return csv_bytes(rows, encoding="gb18030")


def _dotted(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def _row_of_table(
    batch: Batch, number: int, layer: Layer, points: Sequence[str]
) -> list[Cell]:
    return [
        number,
        f"{batch.prefix}-{number:03d}",
        layer.point,
        _dotted(sampling_day(batch, layer.point, points)),
        f"{layer.top}-{layer.bottom}",
        f"{layer.carbon:.2f}",
        f"{layer.nitrogen:.3f}",
        f"{layer.ph:.2f}",
        "/" if number == 57 else f"{layer.phosphorus:.1f}",
        _ammonium(layer),
        f"{layer.density:.2f}",
        f"{layer.stones:.1f}",
        "样品偏湿，已风干" if number == 23 else "",
    ]


def _ammonium(layer: Layer) -> str:
    return "＜1.0" if layer.ammonium < DETECTION_LIMIT else f"{layer.ammonium:.1f}"


def _controls_of_table(batch: Batch, number: int, layer: Layer) -> list[Row]:
    """Return the duplicate, blank or reference that follows a sample now and then."""
    if number % 40 == 0:
        doubled = f"{layer.carbon * 1.006:.2f}"
        return [["", f"{batch.prefix}-{number:03d}P", layer.point, "",
                 f"{layer.top}-{layer.bottom}", doubled]]  # fmt: skip
    if number == 60:
        return [["", "空白1", "", "", "", "0.02"]]
    if number == 61:
        return [["", "质控样GBW07412", "", "", "", "10.71"]]
    return []


def archive_table(batch: Batch, archived: Sequence[tuple[int, Layer]]) -> bytes:
    """Return a table of archived samples of the first campaign, analysed again."""
    rows: list[Row] = [["留样编号", "采样点", "土层/cm", "检测日期", "有机碳/(g/kg)"]]
    for at, (number, layer) in enumerate(archived):
        day = analysis_day(batch, at, len(archived))
        rows.append([*_archived_row(batch, number, layer, _dotted(day))])
    return csv_bytes(rows, encoding="gb18030")


def _archived_row(batch: Batch, number: int, layer: Layer, day: Cell) -> list[Cell]:
    return [
        f"{batch.archive_prefix}-{number:03d}R",
        layer.point,
        f"{layer.top}～{layer.bottom}",
        day,
        f"{layer.carbon:.2f}",
    ]


def workbook(
    batch: Batch,
    layers: Sequence[Layer],
    points: Sequence[str],
    archived: Sequence[tuple[int, Layer]],
) -> bytes:
    """Return a workbook of several sheets, with a hidden note at its end."""
    sheets = [
        _cover(batch),
        _results(batch, layers, points),
        _archive(batch, archived),
        _densities(layers),
        _methods(),
        Sheet(name="内部备注", rows=[[batch.note]], is_hidden=True),
    ]
    title = f"土壤检测报告 {batch.sampled[0].year}"
    return xlsx_bytes(sheets, title=title, author=batch.laboratory)


def _cover(batch: Batch) -> Sheet:
    rows: list[Row] = [
        ["检 测 报 告"],
        [],
        ["报告编号", batch.report],
        ["委托单位", batch.client.removeprefix("委托单位：")],
        ["样品名称", "土壤"],
        ["检测类别", "委托检测"],
        ["签发日期", batch.issued],
        ["检测单位", batch.laboratory],
    ]
    return Sheet(
        name="封面", rows=rows, merged=("A1:D1",), header=(1,), widths=(14, 36)
    )


def _results(batch: Batch, layers: Sequence[Layer], points: Sequence[str]) -> Sheet:
    rows: list[Row] = [
        ["土壤检测结果表"],
        [batch.client, *[None] * 4, f"收样日期：{batch.received}"],
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
        day = analysis_day(batch, number - 1, len(layers))
        visited = sampling_day(batch, layer.point, points) if first else None
        rows.append([*_row_of_workbook(batch, number, layer, visited), day])
    duplicate = layers[11]
    depth = f"{duplicate.top}～{duplicate.bottom}"
    again = f"{duplicate.carbon * 0.995:.2f}"
    rows.append([f"{batch.prefix}-012P", duplicate.point, None, depth, again])
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


def _row_of_workbook(
    batch: Batch, number: int, layer: Layer, visited: date | None
) -> list[Cell]:
    """Return a row; only the uppermost layer of a point names point and day."""
    seen = layer.ammonium >= DETECTION_LIMIT
    return [
        f"{batch.prefix}-{number:03d}",
        layer.point if visited else None,
        visited,
        f"{layer.top}～{layer.bottom}",
        f"{layer.carbon:.2f}",
        round(layer.nitrogen, 3),
        round(layer.phosphorus, 1),
        f"{layer.ammonium:.1f}" if seen else "未检出",
        round(layer.ph, 2),
        None,
    ]


def _archive(batch: Batch, archived: Sequence[tuple[int, Layer]]) -> Sheet:
    """Return the samples of the first campaign that were analysed again."""
    rows: list[Row] = [
        [batch.archive],
        ["留样编号", "点位编号", "采样深度", "检测日期", "有机碳(g/kg)"],
    ]
    rows += [
        _archived_row(batch, number, layer, analysis_day(batch, at, len(archived)))
        for at, (number, layer) in enumerate(archived)
    ]
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
