"""Every observed input names the rows it was made of, and no other row."""

import json
import math
from dataclasses import replace

import polars as pl
import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.bundle_members import result
from edaphon.accounting.trace import text
from edaphon.evidence.observations import arranged, from_csv
from tests.synthetic_documents import MCS, SOIL
from tests.synthetic_project import SyntheticProject


def inputs(account):
    """Return the inputs of a trace by name."""
    lines = map(json.loads, text(account))
    return {line["name"]: line for line in lines if "origin" in line}


def listed(line, place):
    bounds = line["rows"]["offsets"]
    return line["rows"]["ids"][bounds[place] : bounds[place + 1]]


@pytest.fixture(scope="module")
def evidence(tmp_path_factory):
    return SyntheticProject().evidence(tmp_path_factory.mktemp("lineage"))


@pytest.fixture(scope="module")
def found(evidence):
    return inputs(accounts(evidence, [MCS])[0])


@pytest.fixture(scope="module")
def written(evidence):
    """Return the observation table as the bundle holds it."""
    members = result(evidence, accounts(evidence, [MCS]))
    return from_csv(members["account/observations.csv"])


@pytest.mark.parametrize(
    ("name", "code"), [("soc_reported", "soc"), ("density_reported", "bulk_density")]
)
def test_the_rows_of_a_layer_hold_its_value(name, code, found, written):
    line = found[name]

    assert line["origin"] == {"kind": "observations", "paths": []}
    for place, value in enumerate(line["values"]):
        (row,) = listed(line, place)
        record = written.row(row, named=True)
        assert record["property"] == code
        assert float(record["number"]) == value


def test_replicates_of_a_layer_are_all_named(evidence):
    row = evidence.observations.filter(pl.col("property") == "soc").head(1)
    second = row.with_columns(pl.lit(9999, pl.Int64).alias("row"))
    table = arranged(pl.concat([evidence.observations, second.cast(dict(row.schema))]))

    line = inputs(accounts(replace(evidence, observations=table), [MCS])[0])[
        "soc_reported"
    ]

    counts = [len(listed(line, place)) for place in range(len(line["values"]))]
    assert sorted(counts)[-2:] == [1, 2]


def test_a_row_that_failed_is_never_named(evidence):
    table = evidence.observations.with_row_index("id")
    row = int(table.filter(pl.col("property") == "soc")["id"][0])
    failed = evidence.observations.with_columns(
        pl.when(pl.int_range(pl.len()) == row).then(4).otherwise("flag").alias("flag")
    )
    again = replace(evidence, observations=failed)

    for name, line in inputs(accounts(again, [MCS])[0]).items():
        assert row not in line.get("rows", {"ids": []})["ids"], name


def test_layers_of_a_broken_core_have_no_carbon_and_name_no_rows(tmp_path):
    project = SyntheticProject()
    (gone,) = project.rows(SOIL, point="S1-P1", top="10", campaign="start")
    project.tables[SOIL].remove(gone)
    project.plan = None

    line = inputs(project.account(tmp_path, MCS))["soc_reported"]

    unknown = [place for place, value in enumerate(line["values"]) if value is None]
    assert len(unknown) == 3
    assert [listed(line, place) for place in unknown] == [[], [], []]


def test_a_yearly_amount_names_the_records_of_its_scenario(found, written):
    line = found["synthetic_n"]

    for place, role in enumerate(("baseline", "project")):
        rows = [written.row(row, named=True) for row in listed(line, place)]
        assert rows
        assert {item["role"] for item in rows} == {role}
        assert {item["property"] for item in rows} == {"synthetic_n_applied"}
        total = math.fsum(float(item["number"]) for item in rows)
        assert line["values"][place] * len(rows) == pytest.approx(total)


def test_what_nobody_stated_is_assumed_and_what_is_stated_names_its_field(tmp_path):
    project = SyntheticProject()
    project.document["leakage"] = {
        **project.document.get("leakage", {}), "diverted_residues": "2",
    }  # fmt: skip
    del project.document["sources_absent"]["displaced_livestock"]
    del project.document["practice"]["product"]["sterile_carrier_on_control"]

    found = inputs(project.account(tmp_path, MCS))

    assert found["diverted_residues"]["origin"] == {
        "kind": "project", "paths": ["leakage/diverted_residues"],
    }  # fmt: skip
    assert "displaced_livestock" not in found
    assert found["carrier_on_control"]["origin"] == {"kind": "assumed", "paths": []}
    assert found["issued_before"]["origin"] == {"kind": "project", "paths": ["earlier"]}
    assert found["planned_campaigns"]["origin"] == {
        "kind": "plan", "paths": ["planned_days"],
    }  # fmt: skip
    assert found["planned_reference_mass"]["origin"]["kind"] in {"plan", "project"}
