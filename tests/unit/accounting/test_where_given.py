"""What an account lacks is told with the field or the table that gives it."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from edaphon.accounting.where_given import DENIED, FIELDS, RECORDED, place_of
from edaphon.cli import check
from edaphon.evidence import properties
from edaphon.methods.engine.account_needs import input_units
from edaphon.schemas.forms import schema
from tests.synthetic_project import SyntheticProject

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "huang-huai"
INPUTS = input_units()
FACTORS = "\nfactors:\n  nobody_knows: {value: 1, unit: '1', reference: A paper}\n"


@pytest.fixture
def folder(tmp_path):
    """A copy of the example project."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "hh"))


def edit(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def lacking(folder):
    """Return what the unified method lacks by `edaphon check`, in both languages."""
    result = CliRunner().invoke(check.command, [str(folder), "--json"])
    told = json.loads(result.stdout)["problems"]
    return next(one["found"] for one in told if one["code"] == "UNITS_UNKNOWN")


def exists(path):
    """Tell whether a dotted path is a field of project.yaml."""
    if path.endswith(".yaml"):
        return True
    form = schema("project")
    here = form
    for name in path.split("."):
        while "$ref" in here:
            here = form["$defs"][here["$ref"].rpartition("/")[2]]
        known = here.get("properties", {})
        if name not in known and "additionalProperties" not in here:
            return False
        if name not in known:
            return isinstance(here["additionalProperties"], dict)
        here = known[name]
    return True


@pytest.mark.parametrize("name", sorted({*FIELDS, *DENIED, *RECORDED}))
def test_every_place_is_a_field_or_a_property_of_an_input(name):
    assert name in INPUTS
    assert exists(FIELDS.get(name, "id"))
    assert exists(f"sources_absent.{DENIED.get(name, 'fuel')}")
    begins = RECORDED.get(name, "soc")
    assert any(code.startswith(begins) for code in properties())
    assert place_of(name)["en"]


def test_a_name_that_says_it_all_has_no_place():
    assert place_of("years") is None


def test_what_project_yaml_does_not_say_is_told_with_its_field(tmp_path):
    project = SyntheticProject()
    del project.document["sources_absent"]
    project.document.pop("permanence", None)
    told = lacking(project.write(tmp_path))

    assert "else 0 (sources_absent.woody_plants)" in told["en"]
    assert "取 0（sources_absent.woody_plants）" in told["zh"]


@pytest.mark.parametrize(
    ("table", "old", "new", "english", "chinese"),
    [
        ("产品检验单.csv", "A2204", "A2205",
         "organic carbon content of lot A2204 (", "批次 A2204 的产品有机碳含量（"),
    ],
)  # fmt: skip
def test_a_lot_without_its_content_is_named_with_its_table(
    folder, table, old, new, english, chinese
):
    (file,) = folder.rglob(table)
    edit(file, old, new)
    told = lacking(folder)

    assert english in told["en"]
    assert f"{table}, product_carbon_content)" in told["en"]
    assert chinese in told["zh"]
    assert "as stated" not in told["en"]
    assert "申报值" not in told["zh"]


def test_a_factor_that_no_method_has_is_told_with_its_row_and_every_name(folder):
    file = folder / "project.yaml"
    text = file.read_text("utf-8").replace("\nfactors:\n", FACTORS)
    assert "nobody_knows" in text
    file.write_text(text, "utf-8")
    result = CliRunner().invoke(check.command, [str(folder), "--json"])
    told = [
        one
        for one in json.loads(result.stdout)["problems"]
        if one["code"] == "PARAMETER_UNKNOWN"
    ]

    assert told
    rows = text.splitlines()
    for one in told:
        assert rows[one["where"]["row"] - 1].startswith("  nobody_knows:")
        assert "…" not in one["needed"]["en"]
        assert "fuel_factor.diesel" in one["needed"]["en"]
