"""Every equation of our packs is computed by an account, or named as not covered."""

from itertools import product

import pytest

from edaphon.accounting.account import accounts
from edaphon.methods.engine.pack import pack
from edaphon.methods.engine.reachable import out_of_reach
from tests.synthetic_documents import (
    ACTIVITY,
    END,
    MCS,
    METHODS,
    PRODUCT,
    SOIL,
    START,
    VM0042,
    exactly,
)
from tests.synthetic_project import SyntheticProject

WAYS = ("natural", "hyman", "linear")
MASSES = ("whole", "mineral")

CORES = {"sample_mass": "g", "core_diameter": "mm", "core_count": "1"}

RINGS = "lab/rings.csv"

HERD = {
    "enteric_factor": ("5", "kg/a"), "volatile_solids_rate": ("8", "kg/t/d"),
    "manure_system_share": ("0.5", "1"), "manure_ch4_factor": ("0.5", "g/kg"),
    "nitrogen_excretion": ("10", "kg/a"), "manure_n2o_factor": ("0.005", "1"),
}  # fmt: skip


def with_every_source() -> SyntheticProject:
    """Return a project with a herd, liming, burnt residue, compost and biochar."""
    project = SyntheticProject()
    del project.document["sources_absent"]["woody_plants"]
    project.fertilise("baseline", "project")
    years = {"baseline": range(2018, 2021), "project": range(2022, 2025)}
    for role, year in [(of, str(one)) for of in years for one in years[of]]:
        for item, amount, unit in (
            ("livestock_heads_sheep", "100", "{head}"),
            ("livestock_weight_sheep", "40", "kg"),
            ("residue_burnt_wheat", "1000", "kg"),
            ("limestone_applied", "3", "t"),
            ("imported_carbon_compost", "3", "t{C}"),
            ("imported_carbon_biochar", "3", "t{C}"),
        ):
            project.tables[ACTIVITY].append(
                {"role": role, "year": year, "item": item, "amount": amount,
                 "unit": unit}
            )  # fmt: skip
    for role, year in product(("project", "control"), (START, END)):
        project.tables[ACTIVITY].append(
            {"role": role, "year": year, "item": "tree_carbon", "amount": "5",
             "unit": "t{C}/har"}
        )  # fmt: skip
    project.document["factors"] |= {
        f"{name}.sheep": {
            **exactly(value),
            "unit": unit,
            "reference": "IPCC",
        }
        for name, (value, unit) in HERD.items()
    }
    return project


def certified() -> SyntheticProject:
    """Return a project whose product brings carbon, and whose yields are recorded."""
    project = SyntheticProject()
    product = project.document["practice"]["product"]
    product["carrier_carbon"] = {"value": "3", "unit": "t{C}"}
    project.tables[PRODUCT][0]["carbon"] = "25"
    carbon = {"is": "product_carbon_content", "unit": "%"}
    project.map_column(PRODUCT, "carbon", **carbon)
    for role, amount in (("project", "9"), ("control", "10")):
        project.tables[ACTIVITY].append(
            {"role": role, "year": "2022", "item": "yield", "amount": amount,
             "unit": "t/har"}
        )  # fmt: skip
    return project


def paddy() -> SyntheticProject:
    """Return a paddy with measured methane."""
    project = SyntheticProject()
    project.document["scenario"] = "paddy"
    project.document["factors"] |= {
        f"ch4_flooded.{role}": {
            **exactly("5"), "unit": "t{CO2e}/har/a", "reference": "Chambers", "tier": 3,
        }
        for role in ("baseline", "project")
    }  # fmt: skip
    return project


def planned(interpolation: str, mass: str) -> SyntheticProject:
    """Return a project whose plan chooses how a stock is computed."""
    project = SyntheticProject()
    project.plan |= {"interpolation": interpolation, "mass": mass}
    return project


def archived() -> SyntheticProject:
    """Return a project whose archived samples were analysed again."""
    project = SyntheticProject()
    project.archive(1.01)
    return project


def weighed() -> SyntheticProject:
    """Return a project that weighs its cores and reports no bulk density."""
    project = SyntheticProject()
    for row in project.tables[SOIL]:
        del row["bd"]
        row |= {"sample_mass": "700", "core_diameter": "43", "core_count": "3"}
    columns = soil_columns(project)
    del columns["bd"]
    columns |= {name: {"is": name, "unit": unit} for name, unit in CORES.items()}
    return project


def ringed() -> SyntheticProject:
    """Return a project that measures bulk density in thinner layers."""
    project = SyntheticProject(strata={"S1": 120})
    kept = ("point", "stratum", "role", "campaign")
    project.tables[RINGS] = [
        {**{name: row[name] for name in kept}, "top": str(top), "bottom": str(top + 5),
         "bd": row["bd"]}
        for row in project.tables[SOIL]
        for top in (int(row["top"]), int(row["top"]) + 5)
    ]  # fmt: skip
    for row in project.tables[SOIL]:
        del row["bd"]
    columns = soil_columns(project)
    named = {name: columns[name] for name in (*kept, "top", "bottom")}
    density = columns.pop("bd")
    project.document["files"].append(
        {"path": RINGS, "about": "soil", "columns": {**named, "bd": density}}
    )
    return project


def soil_columns(project: SyntheticProject) -> dict[str, dict[str, str]]:
    """Return the column map of the soil table."""
    return next(
        entry["columns"] for entry in project.document["files"] if entry["path"] == SOIL
    )


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    """Names and settings of the equations that gave a value, by pack."""
    projects = [
        SyntheticProject(design="independent"),
        with_every_source(),
        certified(),
        paddy(),
        archived(),
        weighed(),
        ringed(),
        *(planned(way, mass) for way in WAYS for mass in MASSES),
    ]
    return {
        (account.pack.id, step.equation.name, step.equation.when)
        for project in projects
        for account in accounts(
            project.evidence(tmp_path_factory.mktemp("project")), METHODS
        )
        for step in account.run.steps.values()
        if step.equation and step.values.size
    }


@pytest.mark.parametrize("method", METHODS)
def test_every_equation_is_computed_or_named_as_not_covered(computed, method):
    left_out = {(method, item.name, item.when) for item in out_of_reach(pack(method))}
    every = {(method, item.name, item.when) for item in pack(method).equations}

    assert every - computed - left_out == set()
    assert left_out & computed == set()


def test_a_plan_chooses_the_curve_and_the_mass_of_a_stock(tmp_path):
    found = {}
    for way in WAYS:
        for mass in MASSES:
            account = planned(way, mass).account(tmp_path / way / mass, MCS)
            found[way, mass] = account.run.value("gain")
            assert account.settings["interpolation"] == way

    assert len(set(found.values())) == len(WAYS) * len(MASSES)


def test_vm0042_keeps_to_the_published_stock(tmp_path):
    asked = planned("linear", "mineral").account(tmp_path / "a", VM0042)
    not_asked = planned("hyman", "whole").account(tmp_path / "b", VM0042)

    change = "soil_change_project"
    assert asked.run.value(change) == not_asked.run.value(change)
