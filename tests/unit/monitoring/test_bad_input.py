"""Every bad text table and workbook gets its own answer, row by row of the table.

Each case is a real file in a real project folder. The message is read in both
languages, place and remedy included, and no row of a faulty file is imported.
"""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from edaphon.kernel.errors import Problem
from edaphon.monitoring.importing import read_evidence
from tests.unit.monitoring.folder import (
    CONSTANTS,
    codes,
    entry,
    folder,
    imported,
    workbook,
)

HEAD = "plot,soc\n"
PLOT, CONTENT = {"is": "point"}, {"is": "soc", "unit": "g/kg"}
DATED = {"plot": PLOT, "soc": CONTENT, "day": {"is": "sampled_on"}}
SAMPLED = {"id": {"is": "sample_id"}, "soc": CONTENT}
DEEP = {"plot": PLOT, "depth": {"is": "depth"}, "soc": CONTENT}
NO_DEPTH = {"campaign": "t0", "stratum": "s1", "role": "project"}


def found_with(code: str, found) -> Problem:
    """Return the first problem of a code, failing with all codes otherwise."""
    chosen = [problem for problem in found.problems if problem.code == code]
    assert chosen, codes(found)
    return chosen[0]


TEXT_CASES = [
    # row of the table, bytes, what project.yaml adds, code, English, Chinese
    (1, b"", {}, "CSV_EMPTY", "holds no text", "没有内容"),
    (2, b"plot,soc\n", {}, "CSV_NO_ROWS", "plot, soc", "plot, soc"),
    (3, "plot,soc,备注\nP1,12,旱地\n".encode("gb18030"), {}, "CSV_ENCODING",
     "not UTF-8 at byte 9; it looks like gb18030", "看起来是 gb18030"),
    (5, "plot,soc\nP1,12\n".encode("utf-16"), {}, "CSV_ENCODING",
     "looks like utf-16", "看起来是 utf-16"),
    (5, "plot,soc\nP1,12\n".encode("utf-16-le"), {}, "CSV_ENCODING",
     "looks like utf-16-le", "看起来是 utf-16-le"),
    (3, b"plot,soc\nP\xff\xff1,12\n", {}, "CSV_ENCODING_UNKNOWN",
     "neither UTF-8, UTF-16 nor GB18030", "第 10 字节"),
    (3, "plot,soc\nP1旱,12\n".encode("gbk"), {"encoding": "utf-8"},
     "CSV_ENCODING_WRONG", "cannot be read as utf-8", "不能按 utf-8 读出"),
    (3, "plot,soc\nP1旱,12\n".encode(), {"encoding": "utf-16-le"},
     "CSV_MOJIBAKE", "is what “P1旱,12", "“P1旱,12"),
    (3, "样品编号,soc\nP1,12\n".encode(), {"encoding": "gbk"},
     "CSV_MOJIBAKE", "is what “样品编号,soc” becomes", "是“样品编号,soc”"),
    (3, "样品编号,soc\nP1,12\n".encode().decode("gbk").encode(), {},
     "CSV_MOJIBAKE", "鏍峰搧缂栧彿", "是“样品编号”"),
    (6, b"plot,soc\nP\x001,12\n", {}, "CSV_CONTROL_CHAR", "U+0000", "U+0000"),
    (7, b"plot;soc\nP1;1,5\nP2;1,75\n", {}, "CSV_DIALECT",
     "plot | soc ⏎ P1 | 1,5 ⏎ P2 | 1,75", "P1 | 1,5"),
    (8, b'plot,soc\nP1,"1,234"\n', {}, "NUMBER_AMBIGUOUS",
     "1,234", "小数点还是千分位？"),
    (9, "plot,soc\nP1,１２.５\n".encode(), {}, "NUMBER_FORMAT", "１２.５", "“１２.５”"),
    (9, "plot,soc\nP1,12²\n".encode(), {}, "NUMBER_FORMAT", "12²", "12²"),
    (9, "plot,soc\nP1,٣\n".encode(), {}, "NUMBER_FORMAT", "٣", "٣"),
    (9, b"plot,soc\nP1,1_000\n", {}, "NUMBER_FORMAT", "1_000", "1_000"),
    (10, b"plot,soc\nP1,nan\n", {}, "NUMBER_FORMAT", "nan", "nan"),
    (10, b"plot,soc\nP1,inf\n", {}, "NUMBER_FORMAT", "inf", "inf"),
    (10, b"plot,soc\nP1,#DIV/0!\n", {}, "NUMBER_FORMAT", "#DIV/0!", "#DIV/0!"),
    (10, b"plot,soc\nP1,n.d.\n", {}, "DETECTION_LIMIT", "not detected", "未检出"),
    (11, b'plot,soc\nP1,12\n"P2,13\nP3,14\n', {}, "CSV_QUOTE", "line 3", "第 3 行"),
    (12, b"plot,soc\nP1,12,7\n", {}, "CSV_WIDTH", "has 3 cells", "有 3 列"),
    (12, b"plot,soc\nP1\nP2,3\n", {}, "CSV_WIDTH", "has 1 cells", "有 1 列"),
    (13, b"plot,soc,soc\nP1,12,13\n", {}, "CSV_HEADER_DUP", "column B", "B 列"),
    (13, b"plot,soc,S OC\nP1,12,13\n", {}, "CSV_HEADER_DUP", "S OC", "S OC"),
    (14, b"plot,soc\nP1," + b"9" * 40_000 + b"\n", {}, "CELL_TOO_LONG",
     "more than 32768 bytes", "超过 32768 字节"),
    (14, b"plot,soc\nP1," + b"9" * 140_000 + b"\n", {}, "CELL_TOO_LONG",
     "more than 32768 bytes", "超过 32768 字节"),
    (16, b"plot,soc\nP1,12\nP1,13\n", {}, "ID_CONFLICT",
     "12 g/kg at lab.csv!B2", "lab.csv!B2"),
    (17, b"plot,soc,day\nP1,12,03/04/2025\n", {"columns": DATED}, "DATE_AMBIGUOUS",
     "03/04/2025", "03/04/2025"),
    (18, b"plot,soc,day\nP1,12,2025-02-30\n", {"columns": DATED}, "DATE_INVALID",
     "2025-02-30", "2025-02-30"),
    (18, b"plot,soc,day\nP1,12,2205-02-03\n", {"columns": DATED}, "DATE_FUTURE",
     "2205-02-03", "2205-02-03"),
    (18, "plot,soc,day\nP1,12,5月4日\n".encode(), {"columns": DATED},
     "DATE_INCOMPLETE", "no single day", "不能确定到某一天"),
    (19, b"plot,soc\nP1,1420\n", {}, "VALUE_RANGE",
     "within 0 … 580 g/kg (organic matter holds about 58 % carbon",
     "应在 0 … 580 g/kg 之内（有机质含碳约 58%"),
    (19, b"plot,soc\nP1,12\n",
     {"columns": {"plot": {"is": "point"}, "soc": {"is": "soc"}}}, "UNIT_MISSING",
     "states no unit", "没有写明计量单位"),
    (21, b"id,soc\n1E5,12\n", {"columns": SAMPLED}, "ID_MANGLED", "1E5", "1E5"),
    (22, b"plot,soc\r\nP1,12\nP2", {}, "CSV_TRUNCATED",
     "1 of 2 cells and no line end", "只有 1 列"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "data", "more", "code", "english", "chinese"),
    TEXT_CASES,
    ids=[f"{case[0]}-{case[3]}-{at}" for at, case in enumerate(TEXT_CASES)],
)
def test_bad_text_table_gets_its_answer(
    tmp_path, row, data, more, code, english, chinese
):
    found = imported(tmp_path, data, **more)
    problem = found_with(code, found)

    assert row <= 22
    assert english in problem.text("en")
    assert chinese in problem.text("zh") + problem.entry.title["zh"]
    assert problem.where.file == "lab.csv"
    assert problem.remedy("en")
    assert problem.remedy("zh")
    assert problem.severity == "warning" or found.observations.is_empty()


def test_bom_is_no_part_of_the_first_column_name(tmp_path):  # row 4
    found = imported(tmp_path, b"\xef\xbb\xbfplot,soc\nP1,12\n")

    assert codes(found) == []
    assert found.observations["point"].to_list() == ["P1"]


def test_formula_text_stays_text(tmp_path):  # row 20
    columns = {"plot": PLOT, "soc": CONTENT, "how": {"is": "procedure"}}
    cell = '=HYPERLINK("x")'
    found = imported(
        tmp_path, 'plot,soc,how\nP1,12,"=HYPERLINK(""x"")"\n', columns=columns
    )

    assert found.observations["procedure"].to_list() == [cell]


def test_all_problems_of_a_file_come_in_one_pass(tmp_path):
    data = 'plot,soc\nP1,１２\nP2,900\nP3,12,4\nP4,"1,234"\n'
    found = imported(tmp_path, data)

    assert codes(found) == [
        "NUMBER_FORMAT", "VALUE_RANGE", "CSV_WIDTH", "NUMBER_AMBIGUOUS",
    ]  # fmt: skip
    assert [problem.where.row for problem in found.problems] == [2, 3, 4, 5]


def test_more_than_200_problems_of_a_file_are_counted(tmp_path):
    rows = "".join(f"P{n},x{n}\n" for n in range(250))
    found = imported(tmp_path, HEAD + rows)

    assert codes(found) == ["NUMBER_FORMAT"] * 200 + ["PROBLEMS_MORE"]
    assert "50 more problems" in found.problems[-1].text("en")
    assert "还有 50 个问题未列出" in found.problems[-1].text("zh")


def test_an_error_is_never_left_out_for_warnings(tmp_path):
    rows = "".join(f"P{n},90\n" for n in range(250))
    found = imported(tmp_path, HEAD + rows + "P999,x\n")

    assert "NUMBER_FORMAT" in codes(found)


# --- Workbooks ----------------------------------------------------------------


def rezipped(data: bytes, **changes: bytes | None) -> bytes:
    """Return a workbook with parts added or replaced, named ``a__b`` for ``a/b``."""
    wanted = {name.replace("__", "/"): content for name, content in changes.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in wanted:
                new.writestr(name, old.read(name))
        for name, content in wanted.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


ROWS = [["plot", "soc"], ["P1", 12], ["P2", 13.5]]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    b"<worksheet>&b;</worksheet>"
)


def hide_row(book):
    book.active.row_dimensions[3].hidden = True


def hide_column(book):
    book.active.column_dimensions["B"].hidden = True


def merge_values(book):
    book.active.merge_cells("B2:B3")


def second_sheet(book):
    book.create_sheet("方法").append(["HJ 695"])


def hidden_sheet(book):
    book.create_sheet("旧").append(["x"])
    book["旧"].sheet_state = "hidden"


BOOK_CASES = [
    (23, workbook([["plot", "soc"], ["P1", "=6*2"]]), {}, "XLSX_FORMULA_NO_VALUE",
     "column B", "B 列"),
    (24, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
     {}, "XLSX_ENCRYPTED", "without a password", "取消密码"),
    (24, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, {}, "XLSX_NOT_ZIP",
     "ending .xls", "扩展名 .xls"),
    (24, b"plot,soc\nP1,12\n", {}, "XLSX_NOT_ZIP", "not those of a workbook", "文件头"),
    (24, workbook(ROWS)[:900], {}, "XLSX_DAMAGED", "BadZipFile", "BadZipFile"),
    (25, rezipped(workbook(ROWS), xl__big=b"\0" * 210 * 1024**2), {},
     "XLSX_INFLATED_SIZE", "more than 209715200 bytes", "超过 209715200 字节"),
    (26, rezipped(workbook(ROWS), **{SHEET.replace("/", "__"): BOMB}), {},
     "XLSX_XML_FORBIDDEN", "an entity", "实体"),
    (27, rezipped(workbook(ROWS), **{"xl__vbaProject.bin": b"x"}), {},
     "XLSX_ACTIVE_CONTENT", "xl/vbaProject.bin", "xl/vbaProject.bin"),
    (27, rezipped(workbook(ROWS), **{"xl__externalLinks__externalLink1.xml": b"<a/>"}),
     {}, "XLSX_ACTIVE_CONTENT", "externalLink1", "外部链接"),
    (27, rezipped(workbook(ROWS), **{"xl__embeddings__oleObject1.bin": b"x"}), {},
     "XLSX_ACTIVE_CONTENT", "oleObject1", "嵌入对象"),
    (29, workbook(ROWS, merge_values), {}, "XLSX_MERGED", "column B", "B 列"),
    (29, workbook(ROWS, hide_row), {}, "HIDDEN_DATA", "hold data: 3", "有数据：3"),
    (29, workbook(ROWS, hide_column), {}, "HIDDEN_DATA", "hold data: B", "有数据：B"),
    (29, workbook(ROWS, hidden_sheet), {}, "SHEET_HIDDEN", "“旧”", "“旧”"),
    (29, workbook(ROWS, second_sheet), {}, "SHEET_CHOICE",
     "Sheet, 方法", "Sheet, 方法"),
    (29, workbook(ROWS), {"sheet": "结果"}, "SHEET_MISSING",
     "there are: Sheet", "现有：Sheet"),
    (31, workbook([["plot", "soc"], ["P1", "12 "]]), {}, "NUMBER_FORMAT", "12 ", "12 "),
    (31, workbook([["Report"], ["Client"], ["plot", "soc"], ["P1", 12]]), {},
     "HEADER_ROW", "header_rows: [3]", "header_rows: [3]"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "data", "more", "code", "english", "chinese"),
    BOOK_CASES,
    ids=[f"{case[0]}-{case[3]}-{at}" for at, case in enumerate(BOOK_CASES)],
)
def test_bad_workbook_gets_its_answer(
    tmp_path, row, data, more, code, english, chinese
):
    found = imported(tmp_path, data, name="lab.xlsx", **more)
    problem = found_with(code, found)

    assert row >= 23
    assert english in problem.text("en")
    assert chinese in problem.text("zh")
    assert problem.severity == "warning" or found.observations.is_empty()


def test_three_cells_in_the_largest_sheet_are_read_at_once(tmp_path):  # row 28
    def far_cell(book):
        book.active["XFD1048576"] = "far"

    found = imported(
        tmp_path, workbook([["plot", "soc"], ["P1", 12]], far_cell), name="lab.xlsx"
    )

    assert "COLUMN_UNREAD" in codes(found)
    assert "XFD" in found_with("COLUMN_UNREAD", found).text("en")
    assert found.observations["number"].to_list() == ["12"]


def test_merging_the_whole_sheet_costs_nothing(tmp_path):  # rows 28, 29
    merged = rezipped(
        workbook(ROWS),
        **{
            SHEET.replace("/", "__"): (
                f'<worksheet xmlns="{MAIN}"><sheetData>'
                '<row r="1"><c r="A1" t="inlineStr"><is><t>plot</t></is></c>'
                '<c r="B1" t="inlineStr"><is><t>soc</t></is></c></row>'
                '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>12</v></c></row>'
                '</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/>'
                "</mergeCells></worksheet>"
            ).encode()
        },
    )
    found = imported(tmp_path, merged, name="lab.xlsx")

    assert codes(found) == ["XLSX_MERGED"]


@pytest.mark.parametrize("epoch", ["1900", "1904"])
def test_both_date_systems_give_the_same_day(tmp_path, epoch):  # row 30
    def dated(book):
        if epoch == "1904":
            book.epoch = CALENDAR_MAC_1904
        book.active.append(["plot", "soc", "day"])
        book.active.append(["P1", 12, dt.date(2020, 10, 5)])

    found = imported(tmp_path, workbook((), dated), name="lab.xlsx", columns=DATED)

    assert codes(found) == []
    assert found.observations["phenomenon_time"].to_list() == ["2020-10-05"]


def test_depth_that_became_a_date_is_refused(tmp_path):
    rows = [["plot", "depth", "soc"], ["P1", dt.date(2026, 10, 20), 12]]
    found = imported(
        tmp_path, workbook(rows), name="lab.xlsx", columns=DEEP, constants=NO_DEPTH
    )
    problem = found_with("DEPTH_DATE", found)

    assert problem.where.column == "B"
    assert "20th of October" in problem.needed("en")
    assert "10 月 20 日" in problem.needed("zh")


def test_long_numeric_sample_number_is_refused(tmp_path):
    rows = [["id", "soc"], [4101010110000123, 12]]
    found = imported(tmp_path, workbook(rows), name="lab.xlsx", columns=SAMPLED)
    problem = found_with("ID_DIGITS", found)

    assert "more than 15 digits" in problem.text("en")
    assert "文本格式" in problem.remedy("zh")


def test_sample_number_that_became_a_date_is_told(tmp_path):
    rows = [["id", "soc"], [dt.date(2026, 9, 2), 12]]
    found = imported(tmp_path, workbook(rows), name="lab.xlsx", columns=SAMPLED)

    assert "ID_MANGLED" in codes(found)


def test_hidden_rows_are_read_or_left_as_stated(tmp_path):
    data = workbook(ROWS, hide_row)
    points = {}
    for answer in ("read", "leave"):
        place = tmp_path / answer
        place.mkdir()
        found = imported(place, data, name="lab.xlsx", hidden=answer)
        points[answer] = found.observations["point"].to_list()

    assert points == {"read": ["P1", "P2"], "leave": ["P1"]}


def test_merged_plot_name_speaks_for_all_its_depths(tmp_path):
    def merged(book):
        book.active.merge_cells("A2:A4")

    rows = [
        ["plot", "depth", "soc"],
        ["P1", "0-10", 12],
        [None, "10-20", 9],
        [None, "20-30", 7],
    ]
    found = imported(
        tmp_path, workbook(rows, merged), name="lab.xlsx", columns=DEEP,
        constants=NO_DEPTH,
    )  # fmt: skip

    assert codes(found) == ["ID_FILLED_DOWN"]
    assert "A" in found.problems[0].text("en")
    assert "A 列的合并单元格" in found.problems[0].text("zh")
    assert found.observations["point"].to_list() == ["P1"] * 3


def test_missing_point_in_a_text_table_is_not_filled_down(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,12\n,9\n")
    problem = found_with("ID_MISSING", found)

    assert problem.where.row == 3
    assert "must be repeated in a CSV file" in problem.remedy("en")
    assert "逐行填写" in problem.remedy("zh")


def test_a_missing_file_is_a_problem_and_not_an_exception(tmp_path):
    project = folder(tmp_path, {"lab.csv": b"plot,soc\nP1,12\n"}, [entry("lab.csv")])
    (tmp_path / "lab.csv").unlink()
    found = read_evidence(project)

    assert codes(found) == ["PATH_MISSING"]
    assert found.files == {}


def test_one_bad_file_keeps_none_of_its_rows_and_all_of_the_others(tmp_path):
    files = {"a.csv": b"plot,soc\nP1,12\nP2,x\n", "b.csv": b"plot,soc\nP3,13\n"}
    project = folder(tmp_path, files, [entry("a.csv"), entry("b.csv")])
    found = read_evidence(project)

    assert codes(found) == ["NUMBER_FORMAT"]
    assert found.observations["point"].to_list() == ["P3"]
    assert CONSTANTS["campaign"] == found.observations["campaign"].item()
    assert sorted(found.files) == ["a.csv", "b.csv"]
