"""Assays as a microbial laboratory reports them: copies as 1.41×10^5 or 未检出."""

from collections.abc import Mapping, Sequence
from datetime import date

from making.microbes import DEPTH, Assay
from making.tables import Row, Sheet, xlsx_bytes


def microbial_book(rounds: Mapping[date, Sequence[Assay]], laboratory: str) -> bytes:
    """Return the workbook of a microbial laboratory: a sheet a round, by its day."""
    sheets = [_round(day, found) for day, found in rounds.items()]
    return xlsx_bytes(sheets, title="微生物检测结果", author=laboratory)


def _round(day: date, found: Sequence[Assay]) -> Sheet:
    name = str(day.year)
    rows: list[Row] = [
        [f"{name} 年土壤微生物检测结果（0～20 cm）"],
        ["样点编号", "采样日期", "采样深度", "微生物生物量碳(mg/kg)",
         "氨基葡萄糖(mg/kg)", "胞壁酸(mg/kg)", "接种菌拷贝数(copies/g)"],
    ]  # fmt: skip
    rows += [
        [
            assay.point,
            day,
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
