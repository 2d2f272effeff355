"""A pack as a document, by clause and as a drawing."""

import re
import xml.etree.ElementTree as ET

import pytest

from edaphon.methods.engine.pack import pack, pack_ids
from edaphon.methods.engine.reachable import reachable
from edaphon.methods.showing.clauses import by_clause, by_name
from edaphon.methods.showing.document import figure, html, markdown, place_of
from edaphon.methods.showing.graph import svg
from edaphon.methods.showing.wording import Words

VM = "verra.vm0042/2.2"
LANGUAGES = ("en", "zh")
COVERED = [
    *range(1, 5), *range(6, 10), *range(11, 15), *range(16, 54), *range(55, 60),
    *range(70, 72), *range(74, 80),
]  # fmt: skip
"""Equations of VM0042 v2.2 that are not listed as not covered."""

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("pack_id", pack_ids())
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_every_equation_condition_and_parameter(pack_id, language):
    method, page = pack(pack_id), html(pack(pack_id), language)

    for item in reachable(method):
        assert f"({item.number})" in page or f"（{item.number}）" in page
        assert place_of(item) in page
    for condition in method.conditions:
        assert condition.title[language] in page
    assert method.digest in page
    assert method.document["conformity"][language] in page
    assert page.count("<math") > 100


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_english_page_holds_no_chinese(pack_id):
    page = re.sub(r"<style>.*?</style>", "", html(pack(pack_id), "en"), flags=re.DOTALL)

    assert HAN.findall(page) == []
    assert HAN.findall(markdown(pack(pack_id), "en")) == []


def test_the_page_opens_from_disk_alone():
    page = html(pack(VM), "zh")

    assert '<html lang="zh-Hans">' in page
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert "<script" not in page


def test_chinese_prints_where_lines_the_chinese_way():
    page = markdown(pack(VM), "zh")

    assert "式中：" in page
    assert "—— 项目面积，单位为 hm²" in page
    assert "；\n" in page


def test_the_markdown_carries_tex_and_worked_numbers():
    page = markdown(pack(VM), "en")

    assert r"\qquad\text{(70)}" in page
    assert "117.2555" in page


def test_numbers_are_printed_without_exponent_or_minus_zero():
    assert figure(1094.903782) == "1094.903782"
    assert figure(-0.0) == "0"
    assert figure(float("nan")) == "–"


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_input_setting_and_axis_has_a_chinese_word(pack_id):
    method, words = pack(pack_id), Words(pack(pack_id), "zh")
    names = {item.name for item in method.equations}

    for item in method.equations:
        assert words.over(item) != item.over
        for name, value in item.when:
            assert words.word("values", value) != value
            assert words.word("settings", name) != name
        for argument in item.arguments:
            meaning = words.meaning(argument)
            assert meaning.symbol != argument.name, argument
            if argument.source not in names and meaning.origin == "evidence":
                assert words.word("inputs", argument.source) != argument.source


def test_a_clause_leads_to_its_equations_in_order():
    found = [item.name for item in by_clause(pack(VM), "Eq. 74")]

    assert {"uncertainty", "freedom", "removal_error"} <= set(found)
    assert "mean_variance" not in found


def test_a_clause_with_a_range_is_found_by_each_number():
    assert "fertiliser_direct" in [item.name for item in by_clause(pack(VM), "Eq. 19")]
    assert by_clause(pack(VM), "equation 34")[0].name == "displacement_leakage"


@pytest.mark.parametrize(
    ("wanted", "name"),
    [("Eq. 44", "stock_change_baseline"), ("Eq. 45", "stock_change_project"),
     ("公式（46）", "soil_change_baseline"), ("Eq. (47)", "soil_change_project"),
     ("Eq. 48", "tree_change_baseline"), ("Eq. 51", "shrub_change_project")],
)  # fmt: skip
def test_baseline_comes_before_project_as_in_the_methodology(wanted, name):
    assert by_clause(pack(VM), wanted)[0].name in {name, "soil_sign", "mean_change"}
    assert name in [item.name for item in by_clause(pack(VM), wanted)]


def test_a_section_is_found_as_it_stands():
    found = {item.name for item in by_clause(pack(VM), "§8.6.2")}

    assert {"change_variance", "mean_variance"} <= found
    assert "uncertainty" not in found


def test_an_equation_is_found_by_name_and_by_number():
    assert by_name(pack(VM), "uncertainty")[0].number == "74"
    assert by_name(pack(VM), "(75a)")[0].name == "buffer_rating"
    assert by_name(pack(VM), "999") == ()


def test_every_equation_of_the_methodology_leads_somewhere():
    assert [
        number for number in COVERED if not by_clause(pack(VM), f"Eq. {number}")
    ] == []


@pytest.mark.parametrize("pack_id", pack_ids())
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_graph_draws_each_figure_once_and_never_over_another(pack_id, language):
    drawn = svg(pack(pack_id), language)
    tree = ET.fromstring(drawn)  # noqa: S314 - our own text
    space = "{http://www.w3.org/2000/svg}"
    boxes = [
        tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))
        for rect in tree.iter(f"{space}rect")
        if rect.get("rx") == "5"
    ]

    assert 25 < len(boxes) < 70
    for index, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, *_ in boxes[index + 1 :]:
            assert abs(x - other_x) >= width or abs(y - other_y) >= height


def test_the_graph_is_the_same_every_time():
    assert svg(pack(VM), "zh") == svg(pack(VM), "zh")


def test_the_graph_groups_the_emission_sources():
    drawn = svg(pack(VM), "en")

    assert "(6–32, 52–59)" in drawn
    assert "Emission of one fuel" not in drawn
