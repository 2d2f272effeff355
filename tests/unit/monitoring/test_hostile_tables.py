"""Workbooks made to cost much, and files that are no tables: refused in words."""

import io
import zipfile

import pytest

from edaphon.monitoring.tables import TableLimits, TableSpec, read_bytes
from edaphon.monitoring.tables.sheet_xml import LONGEST_FORMAT

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def packed(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


def relations(*pairs):
    found = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(pairs, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{found}</Relationships>'


def book(cells, texts=(), code="0.00"):
    """Return a workbook of one sheet, its parts written by hand."""
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return packed({
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" '
        f'formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>'
        "</styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>'
        f"{cells}</sheetData></worksheet>",
    })  # fmt: skip


def shared_cell(place, text=0):
    return f'<c r="{place}" t="s"><v>{text}</v></c>'


def read(data, name="lab.xlsx", **limits):
    return read_bytes(data, name, TableSpec(limits=TableLimits(**limits)))


def codes(raw):
    return [problem.code for problem in raw.problems]


def test_a_workbook_by_hand_is_read():
    raw = read(book(shared_cell("A1") + shared_cell("B2", 1), ["point", "soc"]))

    assert [list(row) for row in raw.rows] == [["point", ""], ["", "soc"]]


@pytest.mark.parametrize(("more", "told"), [(0, []), (1, ["XLSX_DAMAGED"])])
def test_a_number_format_is_as_long_as_spreadsheets_write_it(more, told):
    code = ("[$-" * LONGEST_FORMAT)[: LONGEST_FORMAT + more]
    raw = read(book('<c r="A1" s="0"><v>45000</v></c>', code=code))

    assert codes(raw) == told


@pytest.mark.parametrize(("length", "told"), [(10, []), (11, ["CELL_TOO_LONG"])])
@pytest.mark.parametrize("is_shared", [True, False])
def test_a_long_text_is_told_by_its_first_cell(length, told, is_shared):
    text = "a" * length
    inline = f'<c r="C7" t="inlineStr"><is><t>{text}</t></is></c>'
    cells = shared_cell("C7") + shared_cell("D7") if is_shared else inline
    raw = read(book(cells, [text]), cell_bytes=10)

    assert codes(raw) == told
    assert [(one.where.row, one.where.column) for one in raw.problems] == [
        (7, "C") for _ in told
    ]


@pytest.mark.parametrize(("count", "told"), [(5, []), (6, ["XLSX_TOO_MANY_CELLS"])])
def test_texts_that_no_cell_names_are_counted_too(count, told):
    assert codes(read(book(shared_cell("A1"), ["x"] * count), cells=5)) == told


@pytest.mark.parametrize(
    ("data", "kind", "chinese"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "a PDF", "PDF 文件"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "图片"),
        (b"\xff\xd8\xff\xe0", "a picture", "图片"),
        (b"Rar!\x1a\x07", "an archive of files", "压缩包"),
        (b"{\\rtf1 text}", "a text document (RTF)", "RTF 文档"),
        (packed({"word/document.xml": "<a/>"}), "a Word document", "Word 文档"),
        (packed({"content.xml": "<a/>"}), "an OpenDocument file", "OpenDocument 文件"),
        (packed({"lab.csv": "a,b\n"}), "an archive of files", "压缩包"),
    ],
)
@pytest.mark.parametrize("name", ["lab.csv", "lab.xlsx"])
def test_a_file_that_is_no_table_is_told_by_what_it_is(data, kind, chinese, name):
    (problem,) = read(data, name).problems

    assert problem.code == "FILE_NO_TABLE"
    assert f"the file is {kind}." in problem.text("en")
    assert f"实为{chinese}" in problem.text("zh")


def test_a_workbook_without_its_main_part_is_damaged():
    data = packed({"[Content_Types].xml": "<a/>", "xl/styles.xml": "<a/>"})

    assert codes(read(data)) == ["XLSX_DAMAGED"]
