"""What stops an account is told by the check: one list of problems for both verbs.

Every breakage is one that a person can make in a project folder. For each the two verbs
are called as a person calls them, and what the account refuses for must have stood in
the check, as an error or a question, with exit code 1.
"""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from edaphon.cli.main import build
from edaphon.service import publication, readiness
from tests.synthetic_bundle import stand_in
from tests.synthetic_documents import ACTIVITY, MICROBES, PRODUCT, SOIL
from tests.synthetic_project import SyntheticProject

Project = SyntheticProject


def soc_of_a_layer_is_missing(it: Project) -> None:
    it.tables[SOIL][0]["soc"] = "/"


def soc_of_a_layer_is_empty(it: Project) -> None:
    it.tables[SOIL][1]["soc"] = ""


def a_layer_is_missing(it: Project) -> None:
    it.drop(point="S1-P1", campaign="end", top="0")


def the_deep_layer_is_missing(it: Project) -> None:
    it.drop(point="S1-P1", campaign="end", top="30")


def the_layers_are_others(it: Project) -> None:
    for row in it.rows(point="S1-P1", top="30"):
        row["bottom"] = "45"


def the_layers_overlap(it: Project) -> None:
    it.rows(point="S1-P1", campaign="end", top="10")[0]["top"] = "5"


def a_number_is_none(it: Project) -> None:
    it.tables[SOIL][0]["soc"] = "14;2"


def a_number_is_impossible(it: Project) -> None:
    it.tables[SOIL][0]["soc"] = "14000"


def a_number_is_below_zero(it: Project) -> None:
    it.tables[SOIL][0]["bd"] = "-1.2"


def a_date_is_none(it: Project) -> None:
    it.tables[SOIL][0]["date"] = "2021-13-40"


def a_depth_is_upside_down(it: Project) -> None:
    it.tables[SOIL][0]["top"] = "20"


def a_row_is_told_twice(it: Project) -> None:
    it.tables[SOIL].append({**it.tables[SOIL][0], "soc": "15.1"})


def a_stratum_is_unknown(it: Project) -> None:
    it.tables[SOIL][0]["stratum"] = "S9"


def a_role_is_unknown(it: Project) -> None:
    it.tables[SOIL][0]["role"] = "perhaps"


def a_campaign_is_unknown(it: Project) -> None:
    it.tables[SOIL][0]["campaign"] = "middle"


def a_unit_is_unknown(it: Project) -> None:
    it.tables[ACTIVITY][0]["unit"] = "bushel"


def an_item_is_unknown(it: Project) -> None:
    it.tables[ACTIVITY][0]["item"] = "moon_dust"


def an_amount_is_blank(it: Project) -> None:
    it.tables[ACTIVITY][0]["amount"] = ""


def an_amount_is_negative(it: Project) -> None:
    it.tables[ACTIVITY][0]["amount"] = "-14000"


def a_record_stands_twice(it: Project) -> None:
    it.tables[ACTIVITY].append(dict(it.tables[ACTIVITY][0]))


def a_lot_is_unknown(it: Project) -> None:
    it.rows(ACTIVITY, lot="B1")[0]["lot"] = "B7"


def a_count_is_no_number(it: Project) -> None:
    it.tables[PRODUCT][0]["cfu"] = "3.2 x"


def an_assay_is_no_number(it: Project) -> None:
    it.tables[MICROBES][0]["mbc"] = "high"


def a_column_is_not_in_the_file(it: Project) -> None:
    it.map_column(SOIL, "nitrogen", **{"is": "total_nitrogen", "unit": "g/kg"})


def a_column_is_not_in_the_map(it: Project) -> None:
    del it.document["files"][0]["columns"]["bd"]


def a_property_is_unknown(it: Project) -> None:
    it.document["files"][0]["columns"]["soc"]["is"] = "socc"


def a_unit_of_a_column_is_missing(it: Project) -> None:
    del it.document["files"][0]["columns"]["soc"]["unit"]


def stones_without_a_basis(it: Project) -> None:
    del it.document["files"][0]["columns"]["bd"]["basis"]
    it.document["land"]["stone_free"] = False


def no_file_is_named(it: Project) -> None:
    it.document["files"] = []


def a_file_is_not_there(it: Project) -> None:
    it.document["files"][0]["path"] = "lab/other.csv"


def a_file_lies_outside(it: Project) -> None:
    it.document["files"][0]["path"] = "../soil.csv"


def a_field_is_empty(it: Project) -> None:
    it.document["proponent"]["name"] = None


def a_field_is_unknown(it: Project) -> None:
    it.document["colour"] = "green"


def the_form_is_old(it: Project) -> None:
    it.document["v"] = "edaphon.project/1"


def the_period_ends_before_it_begins(it: Project) -> None:
    it.document["period"] = {"start": "2024-10-20", "end": "2021-10-20"}


def the_period_is_not_over(it: Project) -> None:
    it.document["period"]["end"] = "2094-10-20"


def the_plan_was_sealed_in_the_future(it: Project) -> None:
    assert it.sealed_at is not None
    it.sealed_at = it.sealed_at.replace(year=2093)


def a_method_is_unknown(it: Project) -> None:
    it.document["methods"] = ["edaphon.mcs/9.9"]


def a_factor_is_unknown(it: Project) -> None:
    it.document["factors"]["moon"] = dict(it.document["factors"]["product_emissions"])


def a_factor_is_in_another_unit(it: Project) -> None:
    it.document["factors"]["product_emissions"]["unit"] = "m"


def a_factor_has_one_end(it: Project) -> None:
    it.document["factors"]["product_emissions"]["low"] = "0.1"


def the_count_of_the_label_is_in_metres(it: Project) -> None:
    it.document["practice"]["product"]["labelled_count"]["unit"] = "m"


def the_carrier_is_in_metres(it: Project) -> None:
    carbon = {"value": "6", "unit": "m"}
    it.document["practice"]["product"]["carrier_carbon"] = carbon
    del it.document["sources_absent"]["carrier"]


def the_parcels_are_not_there(it: Project) -> None:
    it.document["fields"] = {"path": "fields.geojson", "crs": "EPSG:4490"}


def the_roster_is_not_there(it: Project) -> None:
    roster = {"path": "members.csv", "columns": {"code": {"is": "member"}}}
    it.document["members"] = {"roster": roster, "share": {"by": "area"}}


def the_plan_and_the_project_differ(it: Project) -> None:
    assert it.plan is not None
    it.plan["depth_cm"] = "20"


def the_plan_has_another_layer(it: Project) -> None:
    assert it.plan is not None
    it.plan["layers"][1] = ["12", "20"]


def the_plan_names_a_stratum_that_is_not(it: Project) -> None:
    assert it.plan is not None
    it.plan["points"][0]["stratum"] = "S9"


def the_plan_names_a_test_that_is_not(it: Project) -> None:
    assert it.plan is not None
    it.plan["tests"] = ["mood"]


def the_plan_has_no_points(it: Project) -> None:
    assert it.plan is not None
    it.plan["points"] = []


def the_plan_is_of_another_form(it: Project) -> None:
    assert it.plan is not None
    it.plan["v"] = "edaphon.plan/9"


def the_plan_is_not_there(it: Project) -> None:
    it.document["sampling"]["plan"] = "plan/other.yaml"


BROKEN = [
    found
    for found in list(globals().values())
    if callable(found) and getattr(found, "__annotations__", {}).get("it") is Project
]


def changed(file: str, old: str, new: str) -> Any:
    def change(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def rewritten(file: str, data: bytes) -> Any:
    return lambda folder: (folder / file).write_bytes(data)


ON_DISK = {
    "the plan was changed after its seal": changed(
        "plan/sampling.yaml", "reference_mass: '3900'", "reference_mass: '3800'"
    ),
    "the seal is broken": rewritten("plan/seal.json", b"{}"),
    "the seal names a day that is none": changed(
        "plan/seal.json", "2021-09-01", "2021-09-31"
    ),
    "the plan is no YAML": rewritten("plan/sampling.yaml", b"v: ["),
    "the project is no YAML": rewritten("project.yaml", b"v: ["),
    "a file is empty": rewritten(SOIL, b""),
    "a file has a header only": changed(SOIL, "point,", "punkt,"),
    "a file is not in its encoding": rewritten(SOIL, b"point,soc\n\xff\xfe\xb4,1\n"),
    "a file is a picture": rewritten(SOIL, b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "a column is named twice": changed(SOIL, "point,stratum", "point,point"),
    "a row is too long": changed(SOIL, "\n", "\n1,2,3,4,5,6,7,8,9,10,11,12,13\n"),
    "the project is gone": lambda folder: (folder / "project.yaml").unlink(),
}
"""Breakages of the folder on disk, by what they are."""


@pytest.fixture
def once(monkeypatch):
    """Read a folder of the same bytes once, and account once for what was read."""
    looks: dict[Any, Any] = {}
    done: dict[Any, Any] = {}
    look, accounts = readiness.look, readiness.accounts

    def looked(folder: Path, *, methods: Any, progress: Any) -> Any:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        key = (folder, *methods, *((path, path.read_bytes()) for path in files))
        if key not in looks:
            looks[key] = look(folder, methods=methods, progress=progress)
        return looks[key]

    def accounted(evidence: Any, methods: Any) -> Any:
        key = (id(evidence.observations), tuple(methods))
        if key not in done:
            done[key] = evidence, accounts(evidence, methods)
        return done[key][1]

    monkeypatch.setattr(readiness, "look", looked)
    monkeypatch.setattr(readiness, "accounts", accounted)


@pytest.fixture
def call(monkeypatch, once):  # noqa: ARG001 - asked for what it patches
    """Call a verb as a person does, with a stand-in for the reports."""
    monkeypatch.setattr(publication, "report_members", stand_in)
    monkeypatch.setenv("EDAPHON_LANG", "en")

    def run(verb: str, folder: Path, *words: str) -> Result:
        return CliRunner().invoke(build(), [verb, str(folder), *words, "--json"])

    return run


def told(run: Result) -> set[tuple[str, str]]:
    """Return the problems of a run that stop, each with its severity."""
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    problems = json.loads(run.stdout).get("problems", [])
    return {
        (item["code"], item["severity"])
        for item in problems
        if item["severity"] != "warning"
    }


def agree(call, folder: Path) -> set[str]:
    """Assert that the two verbs agree; return the codes of the refusal."""
    checked = call("check", folder)
    before = sorted(folder.iterdir())
    tried = call("account", folder, "--dry-run")
    accounted = call("account", folder)
    refused = told(accounted) if accounted.exit_code else set()
    assert bool(refused) == bool(accounted.exit_code)
    assert refused <= told(checked)
    assert checked.exit_code == accounted.exit_code
    stopped = {item for item in refused if item[0] != "RUN_BEFORE_PERIOD_END"}
    assert bool(tried.exit_code) == bool(stopped)
    assert (told(tried) if tried.exit_code else set()) == stopped
    if refused:
        assert sorted(folder.iterdir()) == before
    return {code for code, _ in refused}


@pytest.mark.parametrize("breaking", BROKEN, ids=lambda one: one.__name__)
def test_what_stops_the_account_is_told_by_the_check(call, tmp_path, breaking):
    project = SyntheticProject()
    breaking(project)

    agree(call, project.write(tmp_path))


@pytest.mark.parametrize("breaking", ON_DISK.values(), ids=ON_DISK.keys())
def test_a_broken_folder_is_told_by_the_check(call, tmp_path, breaking):
    folder = SyntheticProject().write(tmp_path)
    breaking(folder)

    agree(call, folder)


SECTIONS = sorted(SyntheticProject().document.keys() | {"members", "fields"})
WRONG: tuple[Any, ...] = (
    *(None, "text", 7, [], [7], [{"path": 7}], [["text"]]),
    *({}, {"roster": {}, "path": 7}),
)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_another_kind_is_told_by_the_check(call, tmp_path, section):
    for at, wrong in enumerate(WRONG):
        project = SyntheticProject(strata={"S1": 120}, points=2, controls=2)
        project.document[section] = deepcopy(wrong)
        folder = tmp_path / str(at)

        agree(call, project.write(folder))


@pytest.mark.parametrize("place", ["land/tenure/text", "additionality/statement/text"])
def test_a_part_of_a_section_that_is_blank_is_told(call, tmp_path, place):
    project = SyntheticProject(strata={"S1": 120}, points=2, controls=2)
    *above, last = place.split("/")
    found = project.document
    for step in above:
        found = found[step]
    found[last] = {"zh": "-"}

    assert "ENTRY_EMPTY" in agree(call, project.write(tmp_path))


@pytest.mark.parametrize(
    ("breaking", "code"),
    [
        (soc_of_a_layer_is_missing, "LAYER_EMPTY"),
        (soc_of_a_layer_is_empty, "LAYER_EMPTY"),
        (the_period_is_not_over, "RUN_BEFORE_PERIOD_END"),
        (the_plan_was_sealed_in_the_future, "RUN_BEFORE_SEAL"),
        (a_factor_is_unknown, "PARAMETER_UNKNOWN"),
        (a_method_is_unknown, "METHOD_UNKNOWN"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_the_check_told_of_these_only_after_the_account(call, tmp_path, breaking, code):
    project = SyntheticProject()
    breaking(project)

    assert code in agree(call, project.write(tmp_path))


def test_a_sound_folder_stops_neither(call, tmp_path):
    assert agree(call, SyntheticProject().write(tmp_path)) == set()
