"""What a notebook prints: both languages, safe HTML, drawings that stand alone."""

from xml.etree import ElementTree as ET

import pytest

import edaphon
from edaphon.notebook.markup import safe, table
from edaphon.notebook.words import language_of
from tests.plain_yaml import as_yaml, read_yaml
from tests.synthetic_project import SyntheticProject


@pytest.fixture
def shown(project, sealed):
    """Everything that has HTML of its own."""
    return [
        one
        for opened in (project, sealed)
        for one in (
            opened, opened.account(), opened.account().figures,
            opened.account()["net_removals"], opened.account()["net_removals"].walk(),
            opened.plots,
        )
    ]  # fmt: skip


def test_everything_has_a_text_and_a_page(shown):
    for one in shown:
        assert repr(one)
        ET.fromstring(f"<page>{one._repr_html_()}</page>")  # noqa: S314 - ours


def test_an_account_says_that_nobody_has_verified_it(project, sealed):
    assert "quantified reductions and removals (unverified): " in repr(
        project.account()
    )
    assert "核算结果（未经核查）：" in repr(sealed.account())
    assert "尚未复算" in repr(sealed)


def test_a_walk_prints_equation_clause_and_first_rows(project, sealed):
    english = repr(project.account()["net_removals"].walk())
    chinese = repr(sealed.account()["net_removals"].walk())

    assert english.startswith("net_removals = ")
    assert "edaphon.mcs/1.1 §3 eq. 11 [D]" in english
    assert "Raw rows behind this figure: " in english
    assert " row " in english.splitlines()[-1]
    assert " 第 " in chinese.splitlines()[-1]


def test_text_of_a_file_is_no_markup():
    assert safe("<script>\x1b") == "&lt;script&gt;\\u001b"
    assert "<b>" not in table(["<b>"], [("<b>", None)])


def test_drawings_are_those_of_the_report_and_need_no_stylesheet(project):
    plots = project.plots

    assert {"map", "profiles-chart"} <= {*plots}
    for plot in plots.values():
        drawing = ET.fromstring(plot._repr_svg_())  # noqa: S314 - ours
        assert drawing.tag.endswith("svg")
        assert drawing[0].text
        assert "class=" not in plot.svg
    assert repr(plots["map"]) == "map: Parcels and sampling points"


def test_the_language_is_asked_for_or_that_of_the_command_line(monkeypatch):
    monkeypatch.setenv("EDAPHON_LANG", "zh")

    assert language_of() == "zh"
    assert language_of("en") == "en"
    with pytest.raises(ValueError, match="'en' or 'zh'"):
        language_of("de")


def test_a_project_shows_what_was_read(project):
    assert "observations" in project._repr_html_()
    assert repr(edaphon.open("nowhere")) == "<edaphon project nowhere>"


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """Account of a project that says nothing of its fuel."""
    folder = SyntheticProject().write(tmp_path_factory.mktemp("refused"))
    document = folder / "project.yaml"
    told = read_yaml(document)
    told["methods"] = ["edaphon.mcs/1.1"]
    told.pop("sources_absent", None)
    document.write_text(as_yaml(told), "utf-8")
    return edaphon.open(folder, lang="en").account()


def test_a_walk_to_nothing_says_what_the_evidence_lacks(refused):
    walk = refused["net_removals"].walk()

    assert refused.status == "refused"
    first, second, *_ = repr(walk).splitlines()
    assert first == "edaphon.mcs/1.1  refused, 0 t CO2e counted"
    assert second == "Not computed; the evidence lacks:"
    assert "net_removals = unknown" in repr(walk)
    assert "Not computed; the evidence lacks:" in walk._repr_html_()
