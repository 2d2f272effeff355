"""Every soil and microbial cell of the example, read again by csv and openpyxl.

Neither the readers nor the unit conversion of the program take part: position,
value, unit, point and depth of every observation follow from the files alone.
"""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import openpyxl
import polars as pl
import pytest

from edaphon.accounting.gathering import gather
from tests.conftest import ROOT

PROJECT = ROOT / "examples" / "huang-huai"


class Sheet(NamedTuple):
    """Where a table holds what."""

    path: str
    sheet: str
    first_row: int
    point: int
    """Position of the column of points, counted from 0."""
    depth: int
    columns: dict[str, str]
    """Property by column letter."""


ASSAYS = {"D": "mbc", "E": "glucosamine", "F": "muramic_acid", "G": "strain_marker"}
SHEETS = (
    Sheet("lab/土壤检测结果2021.csv", "", 5, 2, 4, {
        "F": "soc", "G": "total_n", "H": "ph", "I": "available_p",
        "K": "bulk_density", "L": "coarse_mass",
    }),
    Sheet("lab/土壤检测报告2024.xlsx", "结果", 5, 1, 3, {
        "E": "soc", "F": "total_n", "G": "available_p", "I": "ph",
    }),
    Sheet("lab/土壤检测报告2024.xlsx", "容重", 4, 0, 1, {
        "C": "bulk_density", "D": "coarse_mass",
    }),
    *(
        Sheet("lab/微生物检测.xlsx", year, 3, 0, 2, ASSAYS)
        for year in ("2021", "2022", "2024")
    ),
)  # fmt: skip
"""All of them in the vocabulary's own units: g/kg, %, g/cm3, mg/kg, copies/g."""

POINT = re.compile(r"S[1-3]-[PC]\d\d")


def table(sheet: Sheet) -> list[list[Any]]:
    """Return the cells of a table, rows in file order."""
    path = PROJECT / sheet.path
    if path.suffix == ".csv":
        return list(csv.reader(path.read_text("gb18030").splitlines()))
    return [list(row) for row in openpyxl.load_workbook(path)[sheet.sheet].values]


def filled(sheet: Sheet) -> Iterator[tuple[int, str, str, list[Any]]]:
    """Yield number, point, depth and cells of each row of a sample.

    A merged point is written in its first row. Samples whose name ends in P are
    duplicates of the laboratory; means and footers have no depth.
    """
    point = ""
    for number, row in enumerate(table(sheet), start=1):
        if number < sheet.first_row:
            continue
        point = str(row[sheet.point] or point)
        depth = str(row[sheet.depth] or "")
        is_duplicate = any(re.fullmatch(r".*\d{3}P", str(cell)) for cell in row[:2])
        if POINT.fullmatch(point) and depth and not is_duplicate:
            yield number, point, depth.removesuffix("cm").replace("～", "-"), row


def number_in(cell: Any) -> Decimal | None:
    """Return the number of a cell, None where nothing was measured or found."""
    text = str(cell if cell is not None else "").strip()
    if "×10^" in text:
        mantissa, power = text.split("×10^")
        return Decimal(mantissa).scaleb(int(power))
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


Origin = tuple[str, str, int, str]
Fact = tuple[str, str, str, Decimal]


def raw(sheet: Sheet) -> dict[Origin, Fact]:
    """Return what each cell of a table says: property, point, depth, number."""
    found = {}
    for row, point, depth, cells in filled(sheet):
        for letter, name in sheet.columns.items():
            number = number_in(cells[ord(letter) - ord("A")])
            if number is not None:
                found[sheet.path, sheet.sheet, row, letter] = (
                    name, point, depth, number,
                )  # fmt: skip
    return found


@cache
def observations() -> pl.DataFrame:
    return gather(PROJECT)[0].observations


def observed(sheet: Sheet) -> dict[Origin, Fact]:
    """Return the same from the table of observations; limits of detection left out."""
    rows = observations().filter(
        (pl.col("file") == sheet.path)
        & (pl.col("sheet") == sheet.sheet)
        & pl.col("property").is_in(list(sheet.columns.values()))
        & (pl.col("censored") == "")
        & (pl.col("number") != "")
    )
    return {
        (row["file"], row["sheet"], row["row"], row["column"]): (
            row["property"],
            row["point"],
            f"{row['top_cm']}-{row['bottom_cm']}",
            Decimal(row["number"]),
        )
        for row in rows.iter_rows(named=True)
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: f"{one.path} {one.sheet}")
def test_every_cell_became_one_observation_and_none_was_invented(sheet):
    expected = raw(sheet)

    assert len(expected) > 150
    assert observed(sheet) == expected


@pytest.mark.parametrize(
    ("path", "encoding", "name", "column", "factor"),
    [
        ("activity/施用记录.csv", "gb18030", "product_applied", 7, "1"),
        ("activity/产量.csv", "gb18030", "yield", 4, "0.015"),
        ("product/产品检验单.csv", "utf-8-sig", "viable_count", 4, "1e8"),
        ("product/产品检验单.csv", "utf-8-sig", "product_carbon_content", 6, "1"),
    ],
)
def test_records_in_chinese_units_are_converted_exactly(
    path, encoding, name, column, factor
):
    lines = (PROJECT / path).read_text(encoding).splitlines()
    expected = {
        row: Decimal(cells[column]) * Decimal(factor)
        for row, cells in enumerate(csv.reader(lines), start=1)
        if row > 1
    }
    rows = observations().filter(
        (pl.col("file") == path) & (pl.col("property") == name)
    )

    found = dict(zip(rows["row"], map(Decimal, rows["number"]), strict=True))
    assert found == expected
    assert set(rows["column"]) == {"ABCDEFGH"[column]}


def test_the_book_of_inputs_keeps_scenario_year_and_unit():
    path = "activity/投入品台账.csv"
    lines = (PROJECT / path).read_text("utf-8-sig").splitlines()
    roles = {"基准线": "baseline", "项目": "project"}
    kinds = {
        "化肥氮施用量": ("synthetic_n_applied", Decimal("0.001")),
        "柴油用量": ("diesel_used", Decimal(1)),
    }
    expected = {
        (roles[role], year, kinds[item][0]): Decimal(amount) * kinds[item][1]
        for role, year, item, amount, _, _ in list(csv.reader(lines))[1:]
    }
    rows = observations().filter(pl.col("file") == path)
    keys = rows.select("role", "campaign", "property").rows()

    assert dict(zip(keys, map(Decimal, rows["number"]), strict=True)) == expected
