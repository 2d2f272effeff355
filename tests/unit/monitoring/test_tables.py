"""Reading raw cells: workbooks of both kinds, HTML under .xls, and real files."""

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from edaphon.evidence.observations import COLUMNS
from edaphon.monitoring.tables import TableSpec, read_bytes, read_table
from edaphon.monitoring.tables.sheet_xml import date_text, is_long, number_text
from tests.unit.monitoring.folder import workbook

DATA = Path(__file__).parent / "data"
HEAD = TableSpec(header_rows=(1,))


def cells(data: bytes, name: str, spec: TableSpec = HEAD) -> list[list[str]]:
    """Return the cells of a file as lists."""
    return [list(row) for row in read_bytes(data, name, spec).rows]


def test_an_xls_workbook_reads_like_any_other():
    """The file was made with xlwt 1.3.0: two rows, row 3 and sheet 封面 hidden."""
    raw = read_table(DATA / "lab.xls", TableSpec(header_rows=(1,), hidden="read"))

    assert [list(row) for row in raw.rows] == [
        ["样品编号", "土层", "有机碳(g/kg)", "采样日期", "编码"],
        ["S1", "0-20", "12.5", "2026-05-04", "1234567890123460"],
        ["S2", "20-40", "8.25", "2026-05-04", "12"],
    ]
    assert raw.dates == {(2, 4), (3, 4)}
    assert raw.long_numbers == {(2, 5)}
    assert raw.hidden_rows == {3}
    assert [problem.code for problem in raw.problems] == ["SHEET_HIDDEN"]


def test_an_xls_workbook_cut_short_is_damaged():
    data = (DATA / "lab.xls").read_bytes()[:2000]
    problem = read_bytes(data, "lab.xls", HEAD).problems[0]

    assert problem.code == "XLSX_DAMAGED"
    assert "save it anew" in problem.remedy("en")
    assert "另存" in problem.remedy("zh")


@pytest.mark.parametrize("start", ["<html><body>", "<!DOCTYPE html>", "", "\ufeff"])
def test_html_under_the_name_xls_is_recognised(start):
    page = (
        f"{start}<table><tr><th rowspan=2>样点</th><th colspan='2'>有机碳</th></tr>"
        "<tr><th>0-20cm</th><th>20-40cm</th></tr>"
        "<tr><td>P1<td>12.5<br></td><td>&lt;0.5</td></tr></table>"
    )
    raw = read_bytes(page.encode(), "lab.xls", HEAD)

    assert [list(row) for row in raw.rows] == [
        ["样点", "有机碳", ""], ["", "0-20cm", "20-40cm"], ["P1", "12.5", "<0.5"],
    ]  # fmt: skip
    assert [(one.left, one.right) for one in raw.merges] == [(1, 1), (2, 3)]


def test_a_page_without_a_table_is_empty():
    raw = read_bytes(b"<html>nothing</html>", "lab.xls", HEAD)

    assert [problem.code for problem in raw.problems] == ["CSV_EMPTY"]


def test_tab_text_under_the_name_xls_is_text():
    assert cells(b"a\tb\n1\t2\n", "lab.xls") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_delimiter_and_line_end_gives_the_same_cells(end, mark):
    lines = [mark.join(["plot", "soc"]), mark.join(["P1", "12.5"])]
    text = end.join(lines) + end

    assert cells(text.encode(), "a.csv") == [["plot", "soc"], ["P1", "12.5"]]


def test_mixed_line_ends_and_blank_lines_keep_their_row_numbers():
    raw = read_bytes(b"a,b\r\n\n1,2\r3,4\n", "a.csv", HEAD)

    assert list(raw.numbers) == [1, 3, 4]
    assert raw.problems == ()


def test_quoted_cells_may_hold_delimiters_quotes_and_lines():
    data = b'a,b\n"x,""y""\nz",2\n'

    assert cells(data, "a.csv") == [["a", "b"], ['x,"y"\nz', "2"]]


def test_equally_good_delimiters_are_asked():
    raw = read_bytes(b"a,b;c\n1,2;3\n", "a.csv", HEAD)

    assert raw.problems[0].code == "CSV_DIALECT"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("12.5", "12.5"), ("0.30000000000000004", "0.3"), ("1.2E-05", "0.000012"),
        ("120000000", "120000000"), ("1E+20", "100000000000000000000"),
        ("11.009704696771786", "11.0097046967718"), ("-0.1", "-0.1"), ("x", "x"),
    ],
)  # fmt: skip
def test_stored_numbers_show_15_digits(stored, shown):
    assert number_text(stored) == shown


def test_numbers_of_16_digits_are_long():
    assert is_long("1234567890123456")
    assert not is_long("123456789012345")
    assert not is_long("0.1234567890123456")


@pytest.mark.parametrize(
    ("serial", "shown"),
    [("46146", "2026-05-04"), ("46146.5", "2026-05-04T12:00:00"), ("0.5", ""),
     ("1e300", ""), ("x", ""), ("nan", "")],
)  # fmt: skip
def test_day_numbers_become_days(serial, shown):
    assert date_text(serial, CALENDAR_WINDOWS_1900) == shown


def test_what_openpyxl_writes_comes_back():
    rows = [["名称", "值"], ["a", 1], ["b", 2.5], ["c", True], ["d", None], ["e", "<1"]]

    assert cells(workbook(rows), "a.xlsx") == [
        ["名称", "值"], ["a", "1"], ["b", "2.5"], ["c", "TRUE"], ["d", ""], ["e", "<1"],
    ]  # fmt: skip


def test_the_real_workbook_equals_its_text_twin(shared_data):
    folder = shared_data / "esm_simpleesm"
    book = read_table(
        folder / "Test_SimpleESM.xlsx", TableSpec(sheet="BD", header_rows=(1,))
    )
    twin = read_table(folder / "bulk_density.csv", HEAD)

    assert book.problems == twin.problems == ()
    assert [list(row) for row in book.rows] == [list(row) for row in twin.rows]


def test_the_real_workbook_reads_as_openpyxl_reads_it(shared_data):
    path = shared_data / "esm_simpleesm" / "Test_SimpleESM.xlsx"
    ours = read_table(path, TableSpec(sheet="Concentrations", header_rows=(1,)))
    theirs = openpyxl.load_workbook(path)["Concentrations"].values

    for row, other in zip(ours.rows, theirs, strict=True):
        for cell, value in zip(row, other, strict=True):
            shown = value if isinstance(value, str) else f"{value or 0:.15g}"
            assert cell == (shown if value is not None else "")


def test_columns_of_observations_are_those_of_the_contract():
    assert len(COLUMNS) == 25
    assert all(re.fullmatch("[a-z_]+", name) for name in COLUMNS)


def test_an_encoding_of_which_nobody_knows_is_told(tmp_path):
    (tmp_path / "a.csv").write_bytes("点,碳\n".encode())
    raw = read_table(tmp_path / "a.csv", TableSpec(encoding="foo"), name="a.csv")

    assert [one.code for one in raw.problems] == ["CSV_ENCODING_WRONG"]
