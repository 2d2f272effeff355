"""A forecast that is sealed with its plan, and what came beside it."""

import json
import shutil
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from msgspec import UNSET

from edaphon.bundle import open_bundle
from edaphon.cli.main import build
from edaphon.cli.plan import lines
from edaphon.evidence.plan import read_plan, seal_of_project
from edaphon.evidence.project import load
from edaphon.kernel.errors import EdaphonError
from edaphon.planning.comparing import compared, sealed_forecast
from edaphon.planning.forecasting import forecast
from edaphon.reporting import source_of_bundle
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.compose import compose
from edaphon.reporting.page import page
from edaphon.schemas.records import read
from tests.planned_project import (
    COSTS,
    EXPECTED,
    FORECAST,
    expectations,
    planned,
    written,
)
from tests.synthetic_bundle import published
from tests.synthetic_documents import MCS, METHODS
from tests.synthetic_project import SyntheticProject

pytestmark = pytest.mark.slow

BEFORE = datetime(2021, 9, 1, tzinfo=UTC)
AFTER = "1830000000"
"""An instant after the period."""
FEW = 6


def run(verb, *words, lang="en"):
    return CliRunner().invoke(
        build(), [verb, *map(str, words)],
        env={"SOURCE_DATE_EPOCH": AFTER, "EDAPHON_LANG": lang},
    )  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def few():
    """Let a forecast of a few projects pass, so that the tests end soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("edaphon.planning.forecasting.LEAST_DRAWS", FEW // 2)
        yield


@pytest.fixture(scope="module")
def forecasted(tmp_path_factory, few):  # noqa: ARG001 - asked for, so that it comes first
    """Return a folder with data, whose forecast was made before its plan is sealed."""
    project = SyntheticProject(points=8, controls=6, sealed_at=None)
    project.plan.pop("reference_mass")
    folder = written(tmp_path_factory.mktemp("forecasted"), project=project)
    forecast(folder, draws=FEW)
    return folder


@pytest.fixture
def folder(forecasted, tmp_path):
    """Return a copy of it that a test may change."""
    return shutil.copytree(forecasted, tmp_path / "project")


def told_by_the_plan(folder):
    """Return what reading the plan tells, by code."""
    return {item.code: item for item in read_plan(load(folder))[1]}


def test_a_forecast_is_sealed_with_its_plan_and_what_it_was_made_from(folder):
    _, seal = seal_of_project(folder, BEFORE)

    assert set(seal.beside) == {FORECAST, EXPECTED, COSTS}
    assert read_plan(load(folder))[0].seal == seal
    assert "FORECAST_CHANGED" not in told_by_the_plan(folder)


def test_a_plan_without_a_forecast_is_sealed_as_ever(tmp_path):
    _, seal = seal_of_project(written(tmp_path, project=planned()), BEFORE)

    assert seal.beside == {}
    assert "beside" not in seal.record()


@pytest.mark.parametrize("path", [EXPECTED, COSTS, "project.yaml"])
def test_a_forecast_of_other_files_is_not_sealed(folder, path):
    (folder / path).write_bytes((folder / path).read_bytes() + b"# later\n")
    with pytest.raises(EdaphonError) as caught:
        seal_of_project(folder, BEFORE)

    problem = caught.value.problems[0]
    assert problem.code == "FORECAST_OLD"
    assert path in problem.found("en")
    assert "edaphon plan DIR" in problem.remedy("en")


@pytest.mark.parametrize("path", [FORECAST, EXPECTED, COSTS])
def test_what_is_changed_after_sealing_is_told(folder, path):
    seal_of_project(folder, BEFORE)
    (folder / path).write_bytes((folder / path).read_bytes() + b"\n")
    problem = told_by_the_plan(folder)["FORECAST_CHANGED"]

    assert problem.severity == "warning"
    assert problem.where.file == path
    assert "Put the sealed file back" in problem.remedy("en")
    assert "恢复" in problem.remedy("zh")


def test_a_sealed_forecast_is_never_written_over(folder):
    seal_of_project(folder, BEFORE)
    held = (folder / FORECAST).read_bytes()
    again = forecast(folder, draws=FEW + 2)

    assert again.is_sealed
    assert not again.is_written
    assert (folder / FORECAST).read_bytes() == held


# --- What came --------------------------------------------------------------------


def test_history_sets_what_came_beside_the_sealed_forecast(folder):
    seal_of_project(folder, BEFORE)
    published(folder)
    shown = run("history", folder)
    told = json.loads(run("history", folder, "--json").stdout)["achieved"]

    assert shown.exit_code == 0, shown.output
    assert "the sealed forecast expected" in shown.stdout
    assert [item["method"] for item in told] == list(METHODS)
    assert {item["end"] for item in told} == {"2024-10-20"}
    assert all(item["standing"] in {"below", "inside", "above"} for item in told)


def reported(folder):
    """Return content and source of the report of a folder's account."""
    with open_bundle(folder / "out/synthetic.zip") as bundle:
        source = source_of_bundle(bundle)
    return content_record(source), source


def test_a_report_sets_what_came_beside_the_sealed_forecast(folder):
    seal_of_project(folder, BEFORE)
    published(folder)
    content, source = reported(folder)
    shown = {
        language: page(compose(content, language, source.evidence.geography)).decode()
        for language in ("en", "zh")
    }

    assert [item.method for item in content.declared.forecast] == list(METHODS)
    assert "A forecast is never a credit." in shown["en"]
    assert "Sealed forecast: " in shown["en"]
    assert "预测不是碳信用。" in shown["zh"]


def test_a_bundle_holds_no_forecast_that_was_changed(folder):
    seal_of_project(folder, BEFORE)
    (folder / FORECAST).write_bytes((folder / FORECAST).read_bytes() + b"\n")
    published(folder)
    with open_bundle(folder / "out/synthetic.zip") as bundle:
        names = set(bundle.names)

    assert FORECAST not in names
    assert EXPECTED in names
    assert reported(folder)[0].declared.forecast is UNSET


def test_a_bundle_with_a_sealed_forecast_replays(folder):
    seal_of_project(folder, BEFORE)
    run("account", folder, "--no-reports")
    replayed = run("replay", folder / "out/synthetic.zip")

    assert replayed.exit_code == 0, replayed.output


def test_nothing_is_compared_with_a_forecast_that_was_changed(folder):
    seal_of_project(folder, BEFORE)
    published(folder)
    (folder / FORECAST).write_bytes((folder / FORECAST).read_bytes() + b"\n")
    shown = run("history", folder)

    assert "FORECAST_CHANGED" in shown.stdout
    assert "the sealed forecast expected" not in shown.stdout


def test_a_forecast_that_nobody_sealed_is_compared_with_nothing(folder):
    plan, _ = read_plan(load(folder))

    assert sealed_forecast(folder, plan) is None


@pytest.mark.parametrize(
    ("units", "standing"), [(299, "below"), (300, "inside"), (600, "inside"),
                            (601, "above")]
)  # fmt: skip
def test_a_result_lies_below_inside_or_above(forecasted, units, standing):
    """By hand: 100 to 200 t CO2e a year are 300 to 600 in three years."""
    record = json.loads((forecasted / FORECAST).read_text("utf-8"))
    case = record["methods"][0]["forecast"]["figures"]
    case |= {"expected": "150.0", "low": "100.0", "high": "200.0"}
    told = read("forecast", json.dumps(record).encode(), file=FORECAST)
    (found,) = compared(told, [(MCS, "2021-10-20", "2024-10-20", units)])

    assert (found.expected, found.low, found.high) == ("450.0", "300.0", "600.0")
    assert found.standing == standing


# --- The verb ---------------------------------------------------------------------


def test_the_verb_prints_figures_and_that_a_forecast_is_no_credit(folder):
    shown = run("plan", folder, "--draws", FEW)

    assert shown.exit_code == 0, shown.output
    assert "A forecast is never a credit" in shown.stdout
    for words in ("Expected:", "Four in five:", "Detectable:", "Break-even:",
                  "twice as many points"):  # fmt: skip
        assert words in shown.stdout
    assert "projects accounted" in shown.stderr


def test_the_verb_speaks_chinese(folder):
    shown = run("plan", folder, "--draws", FEW, lang="zh")

    assert "不是碳信用" in shown.stdout
    assert "Expected" not in shown.stdout


def test_the_verb_gives_json(folder):
    told = json.loads(run("plan", folder, "--draws", FEW, "--json").stdout)

    assert told["v"] == "edaphon.forecast/1"
    assert told["written"] is True


def test_a_sealed_forecast_is_told_to_stay(folder):
    seal_of_project(folder, BEFORE)

    assert "sealed stays" in run("plan", folder, "--draws", FEW).stderr


def test_a_forecast_after_the_seal_is_told_to_come_late(folder):
    (folder / FORECAST).unlink()
    seal_of_project(folder, BEFORE)
    shown = run("plan", folder, "--draws", FEW)

    assert "sealed without a forecast" in shown.stderr
    assert (folder / FORECAST).is_file()


def test_a_refusal_is_told_with_its_remedy(folder):
    (folder / EXPECTED).unlink()
    shown = run("plan", folder)

    assert shown.exit_code == 1
    assert "--template" in shown.stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_template_has_the_strata_and_layers_of_the_project(tmp_path, lang):
    planned().write(tmp_path)
    shown = run("plan", tmp_path, "--template", lang=lang)
    text = (tmp_path / EXPECTED).read_text("utf-8")

    assert shown.exit_code == 0, shown.output
    assert [text.count(f"- id: {name}") for name in ("S1", "S2")] == [1, 1]
    assert "0-10, 10-20, 20-30, 30-40 cm" in text
    assert "{" + "id}" not in text
    assert (tmp_path / COSTS).read_text("utf-8") == "item,per,amount,currency\n"


def test_a_blank_template_asks_for_everything_that_is_needed(tmp_path):
    planned().write(tmp_path)
    run("plan", tmp_path, "--template")
    shown = run("plan", tmp_path)

    assert shown.exit_code == 1
    for field in ("strata/0/soc", "strata/1/control_change", "spread", "errors"):
        assert f"“{field}” is still empty" in shown.stdout


def test_a_template_writes_over_nothing(folder):
    held = (folder / EXPECTED).read_bytes()
    shown = run("plan", folder, "--template")

    assert shown.exit_code == 0
    assert shown.stdout == ""
    assert "was kept as it is" in shown.stderr
    assert (folder / EXPECTED).read_bytes() == held


def test_a_table_is_printed_where_no_gain_is_stated(tmp_path):
    project = planned()
    project.document["methods"] = [MCS]
    told = forecast(written(tmp_path, expectations(None), project=project), draws=FEW)
    printed = "\n".join(lines(told.record))

    assert "none of its rows is chosen" in printed
    assert printed.count("t C/ha a year: expected") == 11
