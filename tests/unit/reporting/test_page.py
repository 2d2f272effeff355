"""The HTML report: opens from disk, asks for nothing, equal in both languages."""

import re

import pytest

from edaphon.reporting.charts.svg import DARK, LIGHT
from edaphon.reporting.page import WASHES_DARK, WASHES_LIGHT, formula
from tests.architecture.bilingual import HALF_WIDTH, WRITTEN_OUT
from tests.unit.reporting.cases import CASES, page_text
from tests.unit.reporting.reading import Page, numbers

pytestmark = pytest.mark.slow

FORBIDDEN = (
    "帐", "泄露", "抵消", "作废", "退役", "发现项", "移除量", "重复计算结果", "碳单位",
    "基线情景", "双重计算", "增温潜势",
)  # fmt: skip

FIGURES = re.compile(r"^(?:f|w|v|s|units)-")


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_page_is_well_formed_and_self_contained(name, language):
    text = page_text(name, language)
    page = Page(text)

    assert page.faults == []
    assert page.sources == []
    assert page.styles == []
    assert page.images_without_name == 0
    assert "http://" not in text
    assert "https://" not in text
    assert "url(" not in text


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_ids_are_unique_and_every_link_leads_somewhere(name, language):
    page = Page(page_text(name, language))
    other = {"en": "report.zh.html", "zh": "report.en.html"}[language]
    inside = {link[1:] for link in page.links if link.startswith("#")}

    assert len(page.ids) == len(set(page.ids))
    assert inside <= set(page.ids)
    assert {link for link in page.links if not link.startswith("#")} == {
        other,
        f"report.{language}.pdf",
        "report.json",
    }


@pytest.mark.parametrize("name", CASES)
def test_every_figure_is_the_same_number_in_both_languages(name):
    english, chinese = (Page(page_text(name, language)) for language in ("en", "zh"))
    figures = [identity for identity in english.ids if FIGURES.match(identity)]

    assert len(figures) > 50
    assert {
        identity: (numbers(english.by_id[identity]), numbers(chinese.by_id[identity]))
        for identity in figures
        if numbers(english.by_id.get(identity, ""))
        != numbers(chinese.by_id.get(identity, ""))
    } == {}


def table_numbers(text):
    """Return the numbers of all right-aligned cells, in order."""
    cells = re.findall(r'class="a-right[^"]*">(.*?)</t[dh]>', text)
    return [numbers(re.sub(r"<[^>]+>", "", cell)) for cell in cells]


@pytest.mark.parametrize("name", CASES)
def test_tables_hold_the_same_numbers_in_both_languages(name):
    body = {
        language: page_text(name, language).split("<tbody>", 1)[1]
        for language in ("en", "zh")
    }
    heads = re.compile(r"<thead>.*?</thead>", re.DOTALL)
    english, chinese = (
        table_numbers(heads.sub("", body[language])) for language in ("en", "zh")
    )

    assert english == chinese


@pytest.mark.parametrize("name", CASES)
def test_chinese_is_set_as_chinese(name):
    seen = [word.strip() for word in Page(page_text(name, "zh")).words if word.strip()]

    assert [word for word in seen if HALF_WIDTH.search(WRITTEN_OUT.sub("", word))] == []
    assert [word for word in seen for bad in FORBIDDEN if bad in word] == []


def test_page_states_its_language_and_policy():
    english, chinese = page_text("credited", "en"), page_text("credited", "zh")

    assert '<html lang="en">' in english
    assert '<html lang="zh-Hans">' in chinese
    assert "default-src &#39;none&#39;" in english or "default-src 'none'" in english


def test_every_page_says_not_verified_and_synthetic():
    for language, said in (("en", "not verified"), ("zh", "未经核查")):
        text = page_text("credited", language)
        assert said in text
    assert "Synthetic project" in page_text("credited", "en")
    assert "模拟项目" in page_text("credited", "zh")


def test_refused_page_shows_the_reason_before_any_figure():
    text = page_text("refused", "zh")

    assert text.index("补救办法") < text.index('id="project"')


def test_figures_carry_unit_and_clause_on_hovering():
    text = page_text("credited", "en")

    assert re.search(
        r'title="D = [^"]*t\u00a0C[^"]*standard uncertainty[^"]*§3 eq\. 3"', text
    )


def test_page_without_map_has_none():
    assert 'id="map"' not in page_text("no_map", "en")
    assert 'id="map"' in page_text("credited", "en")


def test_text_from_a_project_is_never_markup():
    assert str(formula("<script>CO2</script>")) == (
        "&lt;script&gt;CO<sub>2</sub>&lt;/script&gt;"
    )


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("608 tCO2e", "608 tCO<sub>2</sub>e"),
        ("CH4, N2O", "CH<sub>4</sub>, N<sub>2</sub>O"),
        ("co2_per_carbon CO2X", "co2_per_carbon CO2X"),
    ],
)
def test_figures_of_gases_are_lowered(text, set_as):
    assert str(formula(text)) == set_as


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("colours", "washes"), [(LIGHT, WASHES_LIGHT), (DARK, WASHES_DARK)]
)
def test_text_has_the_contrast_of_wcag_aa(colours, washes):
    grounds = {"paper": colours["paper"], **washes}
    weak = [
        (text, name)
        for text in ("ink", "quiet", "leaf", "soil", "loss")
        for name, ground in grounds.items()
        if contrast(colours[text], ground) < 4.5
    ]

    assert weak == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_only_the_main_part_is_printed_from_a_browser(language):
    """Zh took 77 pages of paper; the PDF holds the annexes."""
    page = page_text("credited", language)
    sections = re.findall(r'<section id="([^"]+)"( class="annex")?', page)
    annexes = {name for name, annex in sections if annex}
    printed = re.search(r"@media print \{(.*?)\n\}", page, re.DOTALL)[1]

    assert {"evidence", "replay", "disclosure", "data"} <= annexes
    assert {"summary", "statement", "quantification", "result"} <= {
        name for name, annex in sections if not annex
    }
    assert re.search(r"\.annex[^{]*\{ display: none; \}", printed)
    assert page.index('class="printed"') > page.rindex("<section")
