"""What is not known is told as not known, with what is lacking."""

import shutil

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from edaphon.evidence.project import read
from edaphon.reporting.content import content_record
from tests.unit.reporting import cases
from tests.unit.reporting.cases import METHODS, evidence, source_of, with_document


def report(**changes):
    found = with_document(evidence(), **changes)
    return content_record(source_of(accounts(found, METHODS)))


def section(name, **changes):
    """Return a section of the example's document, some of its fields left out."""
    held = evidence().project.document[name]
    return {
        key: value for key, value in held.items() if changes.get(key, 1) is not None
    }


@pytest.fixture(scope="module")
def unrated():
    return report(permanence=section("permanence", natural=None))


@pytest.fixture(scope="module")
def unsaid():
    return report(sources_absent=None)


def sentences(content, language="en"):
    return [getattr(item, language) for item in content.summary.sentences]


def test_an_unknown_input_is_the_reason_why_nothing_is_counted(unrated):
    (mcs,) = [one for one in sentences(unrated) if "Unified method" in one]

    assert mcs.endswith(
        "no carbon is counted. Inputs that are not known: Natural risk."
    )
    assert any(
        "未知的输入数据：自然风险评分。" in one for one in sentences(unrated, "zh")
    )
    assert not any(" 0 conditions" in one for one in sentences(unrated))


def test_conditions_that_stand_against_an_account_are_named(unrated):
    (vm0042,) = [one for one in sentences(unrated) if "VM0042" in one]

    assert "Conditions that stand against it: 8.7-rating." in vm0042


def test_deductions_are_a_dash_where_the_buffer_is_not_known(unrated):
    for method in unrated.methods:
        rows = [*method.summary.rows, method.summary.total]
        assert {row.deductions for row in rows} == {None}


def test_quantities_are_partly_provided_where_a_source_is_not_known(unsaid):
    (field,) = [item for item in unsaid.disclosure if item.id == "quantities"]

    assert field.state == "partly"
    assert all(name in field.text.en for name in ("Liming", "Livestock"))


def test_a_source_that_nobody_speaks_of_is_open_and_has_no_figure(unsaid):
    rows = {item.title.en: item for item in unsaid.boundary}

    assert rows["Liming"].state == "open"
    assert "never taken as zero" in rows["Liming"].reason.en
    for method in unsaid.methods:
        assert method.computed_units is None
        assert "limestone_applied" in method.lacking["units"]
        assert "co2_lime" not in {item.name for item in method.sources}


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    """Return the example project without a word on its climate, accounted for."""
    folder = tmp_path_factory.mktemp("silent") / "project"
    shutil.copytree(cases.EXAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    file = folder / "project.yaml"
    file.write_text(file.read_text("utf-8").replace("  wet_climate: false\n", ""))
    return folder


def test_what_the_project_file_told_is_listed_like_what_a_data_file_told(silent):
    _, problems = read(silent)
    found, told = gather(silent)

    (silence,) = [item for item in problems if item.code == "LAND_SILENT"]
    assert silence in told
    assert silence in found.warnings


def test_a_field_whose_silence_moved_the_figures_is_named_up_front(silent):
    found, _ = gather(silent)
    content = content_record(source_of(accounts(found, METHODS)))

    assert [item.status for item in content.methods] == ["refused", "refused"]
    assert (
        "land.wet_climate is not stated. The answer that credits least was taken."
        in sentences(content)
    )
    assert any(item.code == "LAND_SILENT" for item in content.data.warnings)
