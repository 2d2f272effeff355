"""Every problem of every file in one pass, counted, and an exit code to build on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from edaphon.cli import check
from edaphon.cli.main import build
from edaphon.kernel.errors import EdaphonError
from edaphon.planning.basis import read_basis
from tests.plain_yaml import as_yaml
from tests.planned_project import COSTS, EXPECTED, expectations
from tests.synthetic_project import SyntheticProject
from tests.unit.evidence.test_plan import PLAN
from tests.unit.evidence.test_project import SOUND

FIELD = [[115.65, 34.4], [115.654, 34.4], [115.654, 34.404], [115.65, 34.404]]
TABLE = "样品编号,采样点,碳层,处理,上界,下界,有机碳,批次\n"
FILES = """\
files:
  - path: lab/soil.csv
    encoding: utf-8
    columns:
      样品编号: {is: sample_id}
      采样点: {is: point}
      碳层: {is: stratum}
      处理: {is: role, values: {项目: project, 对照: control}}
      上界: {is: top, unit: cm}
      下界: {is: bottom, unit: cm}
      有机碳: {is: soc, unit: g/kg}
      批次: {is: campaign}
    constants: {procedure: HJ 695-2014}
fields: {path: fields.geojson, crs: "EPSG:4490"}
methods:"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project folder with plan, parcel and one table."""
    for name in ("lab", "plan"):
        (tmp_path / name).mkdir()
    text = SOUND.replace(
        "  - {id: S1, area_ha: 12.50}\n  - {id: S2}\n", "  - {id: S1}\n"
    )
    start, end = text.index("files:"), text.index("methods:")
    text = text[:start] + FILES + text[end + len("methods:") :]
    (tmp_path / "project.yaml").write_text(text, "utf-8")
    plan = PLAN.replace("S2", "S1").replace(
        "{S1: 3900, S1: 4050.5}", "3900"
    )  # fmt: skip
    (tmp_path / "plan" / "sampling.yaml").write_text(plan, "utf-8")
    feature = {
        "type": "Feature",
        "properties": {"id": "F1", "stratum": "S1"},
        "geometry": {"type": "Polygon", "coordinates": [[*FIELD, FIELD[0]]]},
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "fields.geojson").write_text(json.dumps(collection), "utf-8")
    rows = [
        f"{name}-{campaign}-{top},{name},S1,{role},{top},{top + 10},"
        f"{18.6 - top / 10},{campaign}"
        for name, role in (("P1", "项目"), ("P2", "对照"))
        for campaign in ("2021", "2025")
        for top in (0, 10, 20, 30)
    ]
    (tmp_path / "lab" / "soil.csv").write_text(TABLE + "\n".join(rows) + "\n", "utf-8")
    return tmp_path


def run(folder: Path, *more: str):
    return CliRunner().invoke(check.command, [str(folder), *more])


def test_a_folder_without_errors_is_ready_and_says_what_it_holds(folder):
    result = run(folder)

    assert result.exit_code == 0, result.output
    assert "PLAN_NOT_SEALED" in result.stdout
    assert "Errors: 0, questions: 0, warnings: " in result.stdout
    assert "observations: 16, parcels: 1, area: 16.3195 ha." in result.stdout
    assert result.stderr.startswith("Ready")
    assert result.stderr.rstrip().endswith(f"edaphon account {folder}")


def test_what_a_method_would_not_credit_is_a_warning(tmp_path):
    project = SyntheticProject()
    del project.document["sources_absent"]
    folder = project.write(tmp_path)

    result = run(folder)
    told = json.loads(run(folder, "--json").stdout)["problems"]

    assert result.exit_code == 0
    unpaid = [one for one in told if one["code"] in check.UNPAID]
    assert {one["where"]["path"] for one in unpaid} == {"methods/0", "methods/1"}
    sources = next(one for one in unpaid if "condition C9" in one["found"]["en"])
    assert "Not known: lime, organic nitrogen" in sources["found"]["en"]
    assert "displaced production" in sources["found"]["en"]  # told whole
    assert "sources_absent" in sources["remedy"]["zh"]
    assert {one["code"] for one in unpaid} == {"NOT_CREDITED", "UNITS_UNKNOWN"}
    assert "methods that would credit nothing" in result.stderr


def test_a_project_that_is_credited_is_told_of_nothing_unpaid(tmp_path):
    result = run(SyntheticProject().write(tmp_path))

    assert not [code for code in check.UNPAID if code in result.stdout]
    assert result.stderr.splitlines()[-1] == f"Ready: edaphon account {tmp_path}"


def test_problems_of_every_file_are_told_in_one_pass(folder):
    table = (
        (folder / "lab" / "soil.csv").read_text("utf-8").replace("18.6,", "１８.6,", 1)
    )
    (folder / "lab" / "soil.csv").write_text(table, "utf-8")
    plan = (folder / "plan" / "sampling.yaml").read_text("utf-8")
    (folder / "plan" / "sampling.yaml").write_text(
        plan.replace("[10, 20]", "[12, 20]"), "utf-8"
    )
    shapes = (folder / "fields.geojson").read_text("utf-8").replace("34.404]", "95]", 1)
    (folder / "fields.geojson").write_text(shapes, "utf-8")
    text = (folder / "project.yaml").read_text("utf-8").replace("Y43", "Y44")
    (folder / "project.yaml").write_text(text, "utf-8")

    result = run(folder)
    told = json.loads(run(folder, "--json").stdout)

    assert result.exit_code == 1
    files = {problem["where"]["file"] for problem in told["problems"]}
    assert files >= {
        "project.yaml", "plan/sampling.yaml", "fields.geojson", "lab/soil.csv",
    }  # fmt: skip
    codes = {problem["code"] for problem in told["problems"]}
    assert codes >= {"CREDIT_CODE_CHECK", "PLAN_LAYERS", "GEO_RANGE"}
    assert told["ready"] is False
    assert told["counts"]["error"] >= 4
    assert all(problem["remedy"]["zh"].endswith("。") for problem in told["problems"])
    assert "Correct the errors" in result.stderr


def test_each_problem_is_told_once(folder):
    text = (folder / "project.yaml").read_text("utf-8")
    (folder / "project.yaml").write_text(
        text.replace("lab/soil.csv", "lab/x.csv"), "utf-8"
    )

    told = json.loads(run(folder, "--json").stdout)["problems"]

    missing = [problem for problem in told if problem["code"] == "PATH_MISSING"]
    assert len(missing) == 1


def test_a_document_that_cannot_be_read_still_lets_the_plan_be_checked(folder):
    (folder / "project.yaml").write_text("v: [", "utf-8")
    (folder / "plan" / "sampling.yaml").write_text("v: edaphon.plan/2\n", "utf-8")

    result = run(folder)

    assert result.exit_code == 1
    assert "YAML_SYNTAX" in result.stdout
    assert "ENTRY_CHOICE" in result.stdout
    assert "once project.yaml is complete" in result.stderr


def test_questions_alone_hold_the_account_and_are_not_done(folder):
    text = (folder / "project.yaml").read_text("utf-8")
    (folder / "project.yaml").write_text(text.replace("{zh: 示范公司}", ""), "utf-8")

    result = run(folder)

    assert result.exit_code == 1
    assert not json.loads(run(folder, "--json").stdout)["ready"]
    assert "questions: 1" in result.stdout
    assert "waits for the answers" in result.stderr


def test_a_period_that_goes_on_is_no_fault_of_the_files(tmp_path, monkeypatch):
    folder = SyntheticProject().write(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1710000000")  # March 2024

    run = CliRunner().invoke(check.command, [str(folder)])

    assert run.exit_code == 1
    assert "RUN_BEFORE_PERIOD_END" in run.stdout
    assert "an account can be made once the period has ended" in run.stderr


def in_the_way(folder, kind):
    out = folder / "out"
    if kind == "file":
        out.write_text("x")
    elif kind == "link":
        out.symlink_to(folder / "lab")
    else:
        (out / "synthetic.zip").mkdir(parents=True)


@pytest.mark.parametrize(
    ("kind", "code"),
    [("file", "FILE_EXISTS"), ("link", "FILE_LINK"), ("folder", "FILE_EXISTS")],
)
def test_what_stands_in_the_place_of_the_bundle_is_told_beforehand(
    tmp_path, kind, code
):
    folder = SyntheticProject().write(tmp_path)
    in_the_way(folder, kind)

    result = run(folder)
    account = CliRunner().invoke(build(), ["account", str(folder)])

    assert (result.exit_code, account.exit_code) == (1, 1)
    assert code in result.stdout
    assert code in account.stdout


def test_a_folder_that_is_no_project_is_a_failed_check(tmp_path):
    result = run(tmp_path)

    assert result.exit_code == 1
    assert "DOCUMENT_MISSING" in result.stdout


def test_a_method_that_is_not_installed_is_told_with_its_place(folder):
    path = folder / "project.yaml"
    text = path.read_text("utf-8").replace("edaphon.mcs/1.1", "edaphon.mcs/9.9")
    path.write_text(text, "utf-8")
    told = json.loads(run(folder, "--json").stdout)["problems"]
    problem = next(one for one in told if one["code"] == "METHOD_UNKNOWN")

    assert problem["where"]["path"] == "methods/0"
    assert "edaphon.mcs/1.1" in problem["needed"]["zh"]


def test_a_missing_folder_is_a_wrong_call(tmp_path):
    result = run(tmp_path / "nowhere")

    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_the_messages_follow_the_language(folder, monkeypatch):
    monkeypatch.setenv("EDAPHON_LANG", "zh")

    assert "采样方案没有封存记录。" in run(folder).stdout


def test_a_big_file_is_announced(folder, monkeypatch):
    monkeypatch.setattr(check, "BIG", 1)

    assert "Reading lab/soil.csv" in run(folder).stderr


# --- Expectations -----------------------------------------------------------------


def expected(folder, change):
    """Write expectations of the made-up project after a change; return the text."""
    document = expectations()
    change(document)
    text = as_yaml(document)
    (folder / EXPECTED).write_text(text, "utf-8")


@pytest.fixture
def accountable(tmp_path):
    """Return the folder of a project that has all its samples, and expectations."""
    folder = SyntheticProject().write(tmp_path)
    expected(folder, lambda _: None)
    return folder


def test_sound_expectations_are_no_news(accountable):
    found = check.checked(accountable, quiet=True)

    assert (found.of_forecast, found.forecast_waits, found.is_ready) == (
        (), False, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda held: held["spread"].pop("soc_percent"), "ENTRY_MISSING"),
        (lambda held: held.update(project="another"), "EXPECTED_PROJECT"),
        (lambda held: held["strata"].pop(), "EXPECTED_DIFFERS"),
        (lambda held: held["strata"][0]["gain"].update(value="19"), "EXPECTED_ODD"),
        (lambda held: held["strata"][0].update(soc=["9"]), "EXPECTED_LAYERS"),
        (lambda held: held["spread"].update(soc_percent="99"), "EXPECTED_RANGE"),
        (lambda held: held.update(price={"amount": "1", "currency": "EUR"}),
         "COSTS_CURRENCY"),
    ],
)  # fmt: skip
def test_check_tells_what_plan_tells_of_expectations(accountable, change, code):
    expected(accountable, change)
    rows = "item,per,amount,currency\ncoring,point,200,CNY\n"
    (accountable / COSTS).write_text(rows, "utf-8")
    found = check.checked(accountable, quiet=True)
    with pytest.raises(EdaphonError) as caught:
        read_basis(accountable)

    assert code in {one.code for one in found.of_forecast}
    assert list(found.of_forecast) == list(caught.value.problems)
    assert all(one in found.problems for one in found.of_forecast)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "stops edaphon plan and no account"), ("zh", "只影响 edaphon plan")],
)
def test_faulty_expectations_stop_no_account(accountable, lang, words):
    expected(accountable, lambda held: held.update(project="another"))
    shown = CliRunner().invoke(
        build(), ["check", str(accountable)],
        env={"EDAPHON_LANG": lang, "SOURCE_DATE_EPOCH": "1830000000"},
    )  # fmt: skip

    assert shown.exit_code == 0, shown.output
    assert "EXPECTED_PROJECT" in shown.stdout
    assert words in shown.stderr


def test_expectations_are_read_although_the_project_is_not_sound(accountable):
    expected(accountable, lambda held: held["spread"].pop("soc_percent"))
    (accountable / "project.yaml").write_text("id: [", "utf-8")
    found = check.checked(accountable, quiet=True)

    assert {one.code for one in found.of_forecast} == {"ENTRY_MISSING"}
    assert not found.is_ready
