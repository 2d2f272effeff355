"""Every size is allowed at its limit and refused one beyond it."""

from dataclasses import replace

import pytest

from edaphon.monitoring.tables import (
    STANDARD,
    TableLimits,
    TableSpec,
    read_bytes,
    read_table,
)
from tests.unit.monitoring.folder import workbook


def codes_of(data: bytes, limits: TableLimits, name: str = "a.csv") -> list[str]:
    """Return the codes that reading gives under some limits."""
    spec = TableSpec(header_rows=(1,), limits=limits)
    return [problem.code for problem in read_bytes(data, name, spec).problems]


def test_standard_limits_are_those_of_the_trust_model():
    assert STANDARD.text_bytes == 200 * 1024**2
    assert STANDARD.rows == 5_000_000
    assert STANDARD.columns == 200
    assert STANDARD.cell_bytes == 32 * 1024
    assert STANDARD.inflated_bytes == 200 * 1024**2
    assert STANDARD.cells == 1_000_000


@pytest.mark.parametrize(("rows", "wanted"), [(3, []), (4, ["CSV_TOO_MANY_ROWS"])])
def test_rows(rows, wanted):
    assert codes_of(b"a,b\n" * rows, replace(STANDARD, rows=3)) == wanted


def test_too_many_rows_are_told_with_the_limit():
    spec = TableSpec(limits=replace(STANDARD, rows=1))
    problem = read_bytes(b"a,b\n1,2\n", "a.csv", spec).problems[0]

    assert "after row 1" in problem.text("en")
    assert "第 1 行之后仍有数据" in problem.text("zh")
    assert "nothing was imported" in problem.remedy("en")


@pytest.mark.parametrize(("width", "wanted"), [(3, []), (4, ["TABLE_TOO_WIDE"])])
def test_columns(width, wanted):
    row = ",".join("abcd"[:width]).encode() + b"\n"
    book = workbook([list("abcd"[:width])])

    assert codes_of(row * 2, replace(STANDARD, columns=3)) == wanted
    assert codes_of(book, replace(STANDARD, columns=3), "a.xlsx") == wanted


def test_a_table_that_is_too_wide_is_told_with_its_width():
    spec = TableSpec(limits=replace(STANDARD, columns=2))
    problem = read_bytes(b"a,b,c\n1,2,3\n", "a.csv", spec).problems[0]

    assert "has 3 columns" in problem.text("en")
    assert "表格有 3 列" in problem.text("zh")


@pytest.mark.parametrize(("length", "wanted"), [(4, []), (5, ["CELL_TOO_LONG"])])
@pytest.mark.parametrize("char", ["x", "土"])
def test_cells(length, wanted, char):
    limits = replace(STANDARD, cell_bytes=4 * len(char.encode()))
    cell = char * length

    assert codes_of(f"a,b\n1,{cell}\n".encode(), limits) == wanted
    assert codes_of(workbook([["a", "b"], ["1", cell]]), limits, "a.xlsx") == wanted


@pytest.mark.parametrize(("more", "wanted"), [(0, []), (1, ["FILE_TOO_BIG"])])
def test_bytes_of_a_file(tmp_path, more, wanted):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n")
    limits = replace(STANDARD, text_bytes=path.stat().st_size - more)
    raw = read_table(path, TableSpec(header_rows=(1,), limits=limits))

    assert [problem.code for problem in raw.problems] == wanted
    assert all("8 bytes" in problem.text("en") for problem in raw.problems)
    assert all("8 字节" in problem.text("zh") for problem in raw.problems)


def test_a_file_that_is_not_there_is_told(tmp_path):
    problem = read_table(tmp_path / "no.csv", TableSpec()).problems[0]

    assert problem.code == "FILE_MISSING"
    assert "no file at this path" in problem.text("en")
    assert "没有文件" in problem.text("zh")


@pytest.mark.parametrize(("cells", "wanted"), [(4, []), (3, ["XLSX_TOO_MANY_CELLS"])])
def test_cells_of_a_sheet(cells, wanted):
    book = workbook([["a", "b"], [1, 2]])

    assert codes_of(book, replace(STANDARD, cells=cells), "a.xlsx") == wanted


def test_a_sheet_with_too_many_cells_is_told_with_the_limit():
    spec = TableSpec(limits=replace(STANDARD, cells=1))
    problem = read_bytes(workbook([["a", "b"]]), "a.xlsx", spec).problems[0]

    assert "more than 1 filled cells" in problem.text("en")
    assert "超过 1 个" in problem.text("zh")


def test_inflated_bytes_are_counted_and_not_believed():
    book = workbook([["a", "b"], [1, 2]])
    enough = replace(STANDARD, inflated_bytes=10**6)
    little = replace(STANDARD, inflated_bytes=500)

    assert codes_of(book, enough, "a.xlsx") == []
    assert codes_of(book, little, "a.xlsx") == ["XLSX_INFLATED_SIZE"]


@pytest.mark.parametrize(
    ("place", "kind"), [("/dev/zero", "a device"), ("folder", "a folder")]
)
def test_what_is_no_regular_file_is_named(place, kind, tmp_path):
    path = tmp_path / place
    if not path.exists():
        path.mkdir()
    (problem,) = read_table(path, TableSpec()).problems

    assert problem.code == "FILE_NOT_REGULAR"
    assert f"There is {kind} at this path" in problem.found("en")
    assert "Give the path of the file" in problem.remedy("en")
    assert "请填写表格文件的路径" in problem.remedy("zh")
