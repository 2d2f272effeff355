"""Laws of the importers: any bytes give problems and never a traceback.

And what is imported is what stood in the file: a number is kept to the digit, or
refused; it never becomes another number.
"""

import csv
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edaphon.monitoring.cells.dates import parse_day
from edaphon.monitoring.cells.depths import parse_depth, parse_interval, split_depth
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.importing import read_file
from edaphon.monitoring.rows.column_map import FileMap
from edaphon.monitoring.rows.row_places import Design
from edaphon.monitoring.tables import RawTable, TableSpec, read_bytes
from edaphon.monitoring.tables.encodings import garbled
from edaphon.monitoring.wizard.wizard import propose

DESIGN = Design(
    campaigns=[("t0", "2020-01-01", "2020-12-31")],
    strata=frozenset({"s1"}),
    scenario="cropland",
    latest="2026-01-01",
)
NAMES = ["a.csv", "a.xls", "a.xlsx", "a.txt"]
XLS = Path(__file__).parents[1] / "unit" / "monitoring" / "data" / "lab.xls"

quick = settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

cells = st.one_of(
    st.text(max_size=12),
    st.sampled_from([
        "", "12", "12.5", "<0.05", "ND", "1,234", "0-20", "20-Oct", "样点", "有机碳",
        "2020-05-04", "平均值", "以下空白", "S1P", "１２", "nan", "1e5", "\x00", '"',
        "=1+1", "0.05L", "耕层", "-", "*", "-10", "g/kg", "soc(g/kg)",
    ]),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
)  # fmt: skip
tables = st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=8)


def told(problems) -> None:
    """Render every problem in both languages; a missing fact would raise."""
    for problem in problems:
        for language in ("en", "zh"):
            assert problem.text(language).startswith(f"[{problem.code}]")


def as_csv(rows) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("utf-8", "surrogatepass")


@quick
@given(data=st.binary(max_size=400), name=st.sampled_from(NAMES))
@example(data=b"\xff\xfe", name="a.csv")
@example(data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name="a.xls")
@example(data=b"PK\x03\x04", name="a.xlsx")
@example(data=b"sep=;\n", name="a.csv")
@example(data=b"<table><tr><td rowspan=99999999>", name="a.xls")
def test_any_bytes_give_a_table_or_problems(data, name):
    raw = read_bytes(data, name, TableSpec(header_rows=(1,)))

    assert isinstance(raw, RawTable)
    assert raw.rows or raw.problems
    told(raw.problems)


@quick
@given(data=st.text(max_size=200), encoding=st.sampled_from(
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
))  # fmt: skip
def test_any_text_in_any_encoding_gives_a_table_or_problems(data, encoding):
    raw = read_bytes(
        data.encode(encoding, "ignore"), "a.csv", TableSpec(encoding=encoding)
    )

    assert raw.rows or raw.problems
    told(raw.problems)


@quick
@given(at=st.integers(0, 5000), byte=st.integers(0, 255), cut=st.integers(1, 5632))
def test_a_damaged_xls_gives_problems(at, byte, cut):
    data = bytearray(XLS.read_bytes())
    data[at] = byte
    raw = read_bytes(bytes(data[:cut]), "lab.xls", TableSpec(header_rows=(1,)))

    assert raw.rows or raw.problems
    told(raw.problems)


@quick
@given(rows=tables, at=st.integers(0, 4000), byte=st.integers(0, 255))
def test_a_damaged_xlsx_gives_problems(rows, at, byte):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([_writable(cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    data = bytearray(stream.getvalue())
    data[at % len(data)] = byte
    raw = read_bytes(bytes(data), "a.xlsx", TableSpec(header_rows=(1,)))

    assert raw.rows or raw.problems
    told(raw.problems)


SHEET = "xl/worksheets/sheet1.xml"


@quick
@given(xml=st.text(alphabet='<>/="crvtfs 1AZ09&;', max_size=120))
@example(xml='<c r="ZZZ9999999"><v>1</v></c>')
@example(xml='<c t="s"><v>99</v></c><c t="s"><v>-1</v></c>')
@example(xml='<mergeCell ref="A1:XFD1048576"/><col min="1" max="99999999" hidden="1"/>')
def test_any_sheet_gives_a_table_or_problems(xml):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    stream, out = io.BytesIO(), io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            body = f"<worksheet><sheetData><row>{xml}</row></sheetData></worksheet>"
            new.writestr(part, body if part == SHEET else old.read(part))
    raw = read_bytes(out.getvalue(), "a.xlsx", TableSpec(header_rows=(1,)))

    assert raw.rows or raw.problems
    told(raw.problems)


@quick
@given(rows=tables, dates=st.sampled_from([None, "ymd", "dmy", "serial"]))
def test_any_cells_under_any_map_give_rows_or_problems(tmp_path_factory, rows, dates):
    header = ["样点", "土层", "有机碳(g/kg)", "日期", "处理", "样号"]
    path = tmp_path_factory.mktemp("fuzz") / "a.csv"
    path.write_bytes(as_csv([header, *(row + [""] * (6 - len(row)) for row in rows)]))
    record = {
        "path": "a.csv",
        "dates": dates,
        "columns": {
            "样点": {"is": "point"},
            "土层": {"is": "depth"},
            "有机碳(g/kg)": {"is": "soc"},
            "日期": {"is": "sampled_on"},
            "处理": {"is": "role", "values": {"T": "project"}, "others": "skip"},
            "样号": {"is": "sample_id"},
        },
        "constants": {"campaign": "t0", "stratum": "s1"},
    }
    records, problems = read_file(path, FileMap.of(record), DESIGN)

    told(problems)
    if records is not None:
        values = [cell for row in rows for cell in row]
        for value in records.observations["value"]:
            assert value in {cell.strip(" \t") for cell in values} or problems


@quick
@given(rows=tables)
def test_the_wizard_never_fails(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("fuzz") / "a.csv"
    path.write_bytes(as_csv(rows))
    proposal = propose(path)

    told(proposal.problems)
    told(question.problem for question in proposal.questions)
    assert proposal.record()["path"] == "a.csv"


# --- Values are never silently changed ----------------------------------------

FORMS = [NumberForm(), NumberForm(decimal=","), NumberForm(detection_limit="1")]


@given(cell=st.text(max_size=20), form=st.sampled_from(FORMS))
def test_a_cell_is_a_plain_decimal_or_nothing(cell, form):
    parsed = parse_number(cell, form)

    assert re.fullmatch(r"(-?[0-9]+(\.[0-9]+)?)?", parsed.text)
    assert not (parsed.text and parsed.problem)


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_a_plain_decimal_is_kept_to_the_digit(number):
    text = format(number, "f")

    assert parse_number(text, NumberForm()).text == text
    assert parse_number(text.replace(".", ","), NumberForm(decimal=",")).text == text


@given(number=st.decimals("0.001", "999", places=3), tens=st.integers(-9, 12))
def test_a_power_of_ten_keeps_its_value(number, tens):
    for text in (f"{number}E{tens:+03d}", f"{number}×10^{tens}"):
        parsed = parse_number(text, NumberForm())

        assert Decimal(parsed.text) == number.scaleb(tens)


@given(cell=st.text(max_size=16))
def test_days_depths_and_headers_never_fail(cell):
    for form in (None, "iso", "ymd", "dmy", "mdy", "serial"):
        day = parse_day(cell, form)
        assert not (day.text and day.problem)
    interval = parse_interval(cell)
    assert not (interval.top and interval.problem)
    parse_depth(cell, "cm", negative_down=True)
    assert len(split_depth(cell)[0]) <= len(cell)
    garbled(cell)


@given(top=st.integers(0, 300), thickness=st.integers(1, 100))
@pytest.mark.parametrize("mark", ["-", "～", "—", "至", "_", " to "])
def test_every_spelling_of_an_interval_keeps_its_numbers(top, thickness, mark):
    interval = parse_interval(f"{top}{mark}{top + thickness}cm")

    assert (interval.top, interval.bottom) == (str(top), str(top + thickness))


def _writable(cell: str) -> str:
    """Return a cell without the characters that XML cannot hold."""
    return re.sub("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", "", cell)
