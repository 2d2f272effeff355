"""The PDF report: PDF/A-3a, the same bytes each time, fonts inside, text to copy."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from msgspec import structs

from edaphon.kernel.errors import EdaphonError
from edaphon.reporting import paper as module
from edaphon.reporting.layout.blocks import Chapter, Document, Paragraph
from edaphon.reporting.layout.compose import compose
from edaphon.reporting.paper import paper
from tests.unit.reporting.cases import CASES, members, report, source

pytestmark = pytest.mark.slow


def pdf(name, language):
    return members(name)[f"report/report.{language}.pdf"]


def text_of(data, tmp_path):
    """Return the text of a PDF, as a reader copies it."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    (tmp_path / "report.pdf").write_bytes(data)
    call = ["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"]
    return subprocess.run(call, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pdf_is_flagged_as_archival(name, language):
    data = pdf(name, language)

    assert data.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>3</pdfaid:part>" in data
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_same_document_gives_the_same_bytes():
    document = compose(report("credited"), "zh", source("credited").evidence.geography)

    told = members("credited")["report/report.json"].decode()

    assert paper(document, told) == pdf("credited", "zh")


def test_date_is_the_callers():
    data = pdf("credited", "en")

    assert b"2026-11-24" in data or b"D:20261124" in data


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Summary", "Computed by Edaphon, not verified", "Synthetic project",
                "Page 2 of", "Disclosure checklist")),
        ("zh", ("摘要", "未经核查", "模拟项目", "第 2 页", "公开内容核对表", "承诺书")),
    ],
)  # fmt: skip
def test_text_can_be_copied(language, said, tmp_path):
    text = text_of(pdf("credited", language), tmp_path)

    assert [words for words in said if words not in text] == []


def test_every_page_says_not_verified(tmp_path):
    pages = text_of(pdf("credited", "zh"), tmp_path).rstrip("\f").split("\f")

    assert all("未经核查" in re.sub(r"\s", "", page) for page in pages)
    assert all("模拟项目" in re.sub(r"\s", "", page) for page in pages)


def test_fonts_are_embedded(tmp_path):
    if not shutil.which("pdffonts"):
        pytest.skip("pdffonts is not installed")
    (tmp_path / "report.pdf").write_bytes(pdf("credited", "zh"))
    call = ["pdffonts", str(tmp_path / "report.pdf")]
    lines = subprocess.run(call, capture_output=True, check=True).stdout.decode()

    fonts = lines.splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes\s+yes\s+yes\b", line) for line in fonts)


def one_line(text):
    chapter = Chapter(id="only", title="Only", blocks=(Paragraph(text),))
    return Document(
        language="en", title="T", kind="K", subtitle="", cover=(), banner=("B",),
        footer="F", author="A", date="2026-11-24",
        words={"contents": "C", "annex": "A", "page": "{page} {pages}", "seal": "S"},
        front=(chapter,),
    )  # fmt: skip


def test_text_from_a_project_is_never_typst_markup(tmp_path):
    hostile = '#read("/etc/passwd") *bold* $x$ @ref <label> \\'

    text = text_of(paper(one_line(hostile)), tmp_path)

    assert '#read("/etc/passwd")' in text


def test_character_without_a_glyph_is_refused_with_a_remedy():
    with pytest.raises(EdaphonError) as refusal:
        paper(one_line("\U00012000 \ue123"))

    problem = refusal.value.problems[0]
    assert problem.code == "REPORT_TYPESET"
    assert "U+12000 CUNEIFORM SIGN A" in problem.found("en")
    assert "--no-reports" in problem.remedy("en")
    assert "--no-reports" in problem.remedy("zh")
    assert "Remove the character" in problem.remedy("en")
    assert "请从" in problem.remedy("zh")


def test_missing_fonts_are_refused_with_a_remedy(monkeypatch):
    monkeypatch.setattr(module, "FONT_PACKAGE", "no_such_fonts")
    module._fonts.cache_clear()

    with pytest.raises(EdaphonError) as refusal:
        paper(replace(one_line("x")))

    module._fonts.cache_clear()
    problem = refusal.value.problems[0]
    assert problem.code == "REPORT_FONTS"
    assert "pip install manimgx-fonts-cjk" in problem.remedy("en")
    assert "pip install manimgx-fonts-cjk" in problem.remedy("zh")


def test_a_typesetter_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(EdaphonError) as caught:
        paper(one_line("x"))

    (problem,) = caught.value.problems
    assert problem.code == "REPORT_FONTS"
    assert "typst is not installed" in problem.text("en")
    assert "manimgx-fonts-cjk typst" in problem.text("zh")


@pytest.mark.parametrize(
    ("language", "summary", "chart"),
    [
        ("en", "Summary", "From the measured effect to the account result"),
        ("zh", "摘要", "自实测效应至核算结果"),
    ],
)
def test_results_and_chart_of_the_summary_are_one_page(
    tmp_path, language, summary, chart
):
    second = text_of(pdf("credited", language), tmp_path).split("\f")[1]

    assert summary in second
    assert chart in second


@pytest.mark.parametrize("language", ["en", "zh"])
def test_how_to_replay_stands_below_its_heading(tmp_path, language):
    pages = text_of(pdf("credited", language), tmp_path).split("\f")
    (page,) = [one for one in pages if "edaphon replay BUNDLE.zip" in one]

    assert {"en": "Annex B", "zh": "附录B"}[language] in page.replace("附录 B", "附录B")


def test_a_digest_is_copied_as_it_is(tmp_path):
    """Bug: signs of no width stood within, and what was pasted matched nothing."""
    told = text_of(pdf("credited", "en"), tmp_path)
    digest = report("credited").digests.account

    assert "\N{ZERO WIDTH SPACE}" not in told
    assert digest in told


@pytest.mark.parametrize("language", ["en", "zh"])
def test_chapters_take_no_more_than_fourteen_pages(tmp_path, language):
    pages = text_of(pdf("credited", language), tmp_path).split("\f")
    head = {"en": "Annex A", "zh": "附录A"}[language]
    starts = [
        place
        for place, page in enumerate(pages, 1)
        if any(line.replace(" ", "").startswith(head.replace(" ", ""))
               and "...." not in line for line in page.splitlines())
    ]  # fmt: skip

    assert starts[0] - 1 <= 14


def test_the_record_lies_within_the_paper(tmp_path):
    if not shutil.which("pdfdetach"):
        pytest.skip("pdfdetach is not installed")
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf("credited", "en"))
    found = tmp_path / "found.json"
    call = ["pdfdetach", "-save", "1", "-o", str(found), str(file)]
    subprocess.run(call, capture_output=True, check=True)

    assert found.read_bytes() == members("credited")["report/report.json"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_letters_of_every_latin_alphabet_may_stand_in_a_drawing(language, tmp_path):
    """A parcel called Pole Duże stopped the whole account."""
    found = source("credited")
    parcels = [
        structs.replace(one, id=name)
        for one, name in zip(
            found.evidence.geography.parcels,
            ("Pole Duże", "Źródło", "Žďár", "Şeker", "Ő", "地块ż1"),
            strict=False,
        )
    ]
    geography = structs.replace(found.evidence.geography, parcels=parcels)
    document = compose(report("credited"), language, geography)

    assert "Duże" in text_of(paper(document), tmp_path)
