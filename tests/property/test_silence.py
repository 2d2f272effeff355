"""Silence is not "no": a field left out of project.yaml never earns a unit.

A made-up project that fills every field which can move a figure is accounted for;
then each field, and a sample of pairs, is left blank. A refusal or a question is an
answer; more units are not. Fields that fail today are named below and are to be
emptied; each must still fail, or its line goes.
"""

import random
from copy import deepcopy
from dataclasses import replace

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.activity import activity
from edaphon.accounting.gathering import gather
from edaphon.evidence import project
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.forms import schema
from tests.plain_yaml import as_yaml
from tests.synthetic_documents import (
    ACTIVITY,
    END,
    MCS,
    MICROBES,
    PRODUCT,
    SOIL,
    START,
    VM0042,
)
from tests.synthetic_members import REGISTER, ROSTER, SEAL, roster_row
from tests.synthetic_project import SyntheticProject

PAIRS = 40

KNOWN = {}
"""Field, and why its silence earns units today."""

OF_FILES = ("files", "campaigns", "strata", "period", "sampling", "id")
"""Fields that decide how files are read; all others leave the observations alone."""


def full_project():
    """Return a project whose every field could move a figure, and does so downwards."""
    made = SyntheticProject(points=6, controls=4, gain=2.8)
    made.archive(1.01)
    for row in made.rows(ACTIVITY, role="project"):
        if row["item"] in {"diesel_used", "synthetic_n_applied"}:
            row["amount"] = str(float(row["amount"]) * 1.5)
    document = made.document
    document["land"] |= {
        "drained": False, "wet_climate": True, "irrigated": True, "calcareous": False,
        "clay_silt_percent": "60",
    }  # fmt: skip
    product = document["practice"]["product"]
    product["carrier_carbon"] = {"value": "8", "unit": "t{C}"}
    del product["sterile_carrier_on_control"]
    document["campaign_errors"] = {
        "laboratory": runs("10.71", ("10.93", "10.49", "10.92")),
        "bulk_density": runs("100", ("100.6", "99.4", "100.6")),
    }
    document["leakage"] |= {
        "yield_change_percent": "-2", "displaced_livestock": "5",
        "diverted_residues": "5", "displaced_production": "5",
    }  # fmt: skip
    for name in (*document["leakage"], "carrier", "amendments", "woody_plants"):
        document["sources_absent"].pop(name, None)
    imported(made)
    planted(made)
    document["sampling"] |= {
        "mass": "whole", "interpolation": "hyman", "reference_mass": "3800",
    }  # fmt: skip
    stones(made)
    deeper(made)
    certificates(made)
    told_besides(made)
    members(made)
    return made


def runs(known, found):
    """Return runs whose bound lies above the default."""
    return [
        {"day": f"2021-11-0{day}", "found": value, "known": known, "file": SOIL}
        for day, value in enumerate(found, start=1)
    ]


def members(made):
    """Let two members hold the land, with a register that people here can read."""
    written = {"encoding": "utf-8", "delimiter": ",", "decimal": ".", "dates": "iso"}
    made.tables[ROSTER] = [
        roster_row(f"H{number}", f"P{number}", stratum, area)
        for number, (stratum, area) in enumerate(made.strata.items())
    ]
    made.tables[REGISTER] = [
        {"code": f"H{number}", "name": "A. Farmer"} for number in range(2)
    ]
    made.tables[SEAL] = [{"v": "edaphon.register/1"}]
    made.document["members"] = {
        "roster": {"path": ROSTER, **written}, "share": "area_days",
        "register": {"path": REGISTER, **written}, "seal": SEAL,
    }  # fmt: skip


SAID = {"en": "As the records say.", "zh": "见记录。"}
STATEMENT = {
    "text": SAID, "signed_on": "2021-08-01", "signed_by": "A. Farmer",
    "file": SOIL,
}  # fmt: skip


def told_besides(made):
    """Fill the fields that only people read, or that seldom stand in a project."""
    document = made.document
    party = {"name": SAID, "identifier": "1", "contact": "2", "role": SAID}
    document |= {
        "proponent": party, "parties": [party], "licence": "CC-BY-4.0",
        "uniqueness": STATEMENT, "authorisation": SAID,
        "previous_report": "none", "ex_ante": "500", "disclosure": {"risks": SAID},
        "laboratory": [{
            "name": SAID, "accreditation": "CNAS L0001", "scope": "soil",
            "valid_until": "2030-01-01",
        }],
    }  # fmt: skip
    document["land"] |= {"history": SAID, "tenure": STATEMENT}
    document["milestones"] = {
        "listed": "2021-08-01", "validated": "2022-02-01", "registered": "2022-06-01",
        "requested": "2025-01-10",
    }  # fmt: skip
    document["additionality"]["statement"] = STATEMENT
    document["baseline"] |= {"description": SAID, "reassess_on": "2031-10-20"}
    document["permanence"]["events"] = [STATEMENT | {"happened_on": "2021-08-01"}]
    for campaign in document["campaigns"]:
        campaign |= {"procedure": "dry combustion", "bridging": "10 of the start"}
    document["strata"][0] |= {"name": SAID, "controls": document["strata"][0]["id"]}
    for site in document["control_sites"]:
        site |= {"slope_percent_class": "0-2", "same_aspect": True}
    product = document["practice"]["product"]
    product |= {"name": SAID, "standard": "GB 20287-2006", "form": "powder"}
    product["strains"][0]["accession"] = "MN000001"
    product["labelled_count"]["relation"] = ">="
    product["legal_minimum"]["relation"] = ">="
    document["practice"]["change_percent"] = "10"
    document["factors"]["product_emissions"] |= {
        "low": "0.4", "high": "0.7", "file": SOIL,
    }  # fmt: skip
    document["sampling"] |= {
        "plan": "plan/sampling.yaml", "seal": "plan/seal.json", "gps_error_m": "3",
        "moved": [{"point": "S1-P1", "metres": "2", "reason": SAID}],
    }  # fmt: skip
    document["files"][0] |= {
        "encoding": "utf-8", "delimiter": ",", "decimal": ".", "missing": ["n.a."],
        "hidden": "leave",
    }  # fmt: skip


def stones(made):
    """Give each layer stones that rise, and a density of the whole soil.

    On control land they rise by less than what no soil changes in years.
    """
    made.document["land"]["stone_free"] = False
    for number, row in enumerate(made.tables[SOIL]):
        more = 1 if "-P" in row["point"] else 0.4
        row["stones"] = str(4 + number % 3 + more * (row["campaign"] == END))
    made.map_column(SOIL, "stones", **{"is": "coarse_mass", "unit": "%"})
    for entry in made.document["files"]:
        if entry["path"] == SOIL:
            entry["columns"]["bd"]["basis"] = "whole_soil"


def deeper(made):
    """Take the later cores deeper, so that stones leave none lighter than the first."""
    for row in made.rows(SOIL, campaign=END, top="30"):
        row["bottom"] = "45"
    made.plan["later_layers"] = [*made.plan["layers"][:-1], ["30", "45"]]


def imported(made):
    """Record compost and biochar of both scenarios, and compost of the controls."""
    years = {"baseline": ("2018", "2019", "2020"), "project": ("2022", "2023", "2024")}
    years["control"] = years["project"]
    made.fertilise("baseline", "project")
    amounts = {
        "compost": {"baseline": "4", "project": "12", "control": "0.1"},
        "biochar": {"baseline": "1", "project": "3"},
    }
    for stratum in made.document["strata"]:
        stratum["control_area_ha"] = "8"
        for material, roles in amounts.items():
            made.tables[ACTIVITY] += [
                {"role": role, "year": year, "item": f"imported_carbon_{material}",
                 "amount": amount, "unit": "t{C}", "stratum": stratum["id"]}
                for role, amount in roles.items() for year in years[role]
            ]  # fmt: skip
    made.map_column(ACTIVITY, "stratum", **{"is": "stratum"})


def planted(made):
    """Record trees that were lost on project land, and shrubs that stayed."""
    for stratum in made.document["strata"]:
        made.tables[ACTIVITY] += [
            {"role": role, "year": campaign, "item": f"{kind}_carbon",
             "amount": "4" if (kind, role, campaign) == ("tree", "project", END)
             else "5", "unit": "t{C}/har", "stratum": stratum["id"]}
            for kind in ("tree", "shrub") for role in ("project", "control")
            for campaign in (START, END)
        ]  # fmt: skip


def certificates(made):
    """Give three batches of the product their carbon; one holds more than others."""
    made.tables[PRODUCT] = [
        {"batch": f"B{number}", "cfu": "320000000", "carbon": carbon}
        for number, carbon in enumerate(("18", "40", "18"), start=1)
    ]
    made.map_column(PRODUCT, "carbon", **{"is": "product_carbon_content", "unit": "%"})


def fields(value, place=()):
    """Yield the place of every field; of most lists only the first entry is opened."""
    if place:
        yield place
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from fields(inner, (*place, name))
    elif isinstance(value, list) and value:
        every = value if place[:1] in {("files",), ("campaigns",)} else value[:1]
        for number, inner in enumerate(every):
            yield from fields(inner, (*place, number))


def is_column(place):
    return len(place) == 4 and place[0] == "files" and place[2] == "columns"


def _opened(holder, step):
    """Return what stands at a step; nothing where the other field took it away."""
    if isinstance(holder, list):
        return holder[step] if step < len(holder) else {}
    return holder.get(step, {})


def blanked(document, places):
    copy = deepcopy(document)
    for place in sorted(places, key=str, reverse=True):
        holder = copy
        for step in place[:-1]:
            holder = _opened(holder, step)
        if is_column(place):
            holder[place[-1]] = {"is": "ignore"}
        elif isinstance(holder, list):
            holder.pop(place[-1])
        else:
            holder.pop(place[-1], None)
    return copy


class Case:
    """The full project, its evidence, and the units of both methods."""

    def __init__(self, folder, made=None):
        self.made = made or full_project()
        self.evidence = self.made.evidence(folder)
        self.folder = folder
        self.units = self.of(self.evidence)

    def of(self, evidence):
        names = (MCS, VM0042)
        found = accounts(evidence, names)
        return {name: item.units for name, item in zip(names, found, strict=True)}

    def without(self, *places):
        """Return units with fields left blank; empty when that is asked or refused."""
        text = as_yaml(blanked(self.made.document, places))
        (self.folder / "project.yaml").write_text(text, "utf-8")
        try:
            found = project.load(self.folder)
            if any(place[0] in OF_FILES for place in places):
                return self.of(gather(self.folder)[0])
            return self.of(replace(self.evidence, project=found))
        except EdaphonError:
            return {}

    def rises(self, *places):
        return {
            name: units
            for name, units in self.without(*places).items()
            if units > self.units[name]
        }


FIELDS = list(fields(full_project().document))

NOT_FILLED = {
    **{
        f"sources_absent/{name}": "the project has it, and says how much"
        for name in (
            "fuel", "synthetic_nitrogen", "organic_nitrogen", "amendments", "carrier",
            "displaced_livestock", "diverted_residues", "displaced_production",
            "woody_plants",
        )
    },
    "campaigns/*/reanalysis": "it only answers a question that is not asked here",
    "fields/axes": "the map of points gives longitude first",
    "fields/within": "the box only asks about places outside it",
    "fields/id": "its map names the features by id",
    "fields/statement": "the areas are stated, and no map of parcels departs from them",
    "practice/product/carrier_carbon/relation": "as of the labelled count",
    "practice/product/sterile_carrier_on_control": "stands in place of the carbon",
    "practice/product/sterile_carrier_record": "stands in place of the carbon",
    "sampling/reference_mass/*": "one mass for all strata stands in its place",
    "sampling/missing": "every point of the project has its two cores",
    "files/*/sheet": "the files are no workbooks",
    "members/roster/sheet": "the roster is no workbook",
    "members/register/sheet": "the register is no workbook",
    "files/*/header_rows": "the first row is the header",
    "files/*/constants": "every row states what it is",
    **{
        f"files/*/columns/*/{name}": "the importers' tests leave it out"
        for name in (
            "values", "ignore_case", "others", "negative_down", "top", "bottom",
            "campaign", "detection_limit", "procedure", "pattern", "also",
        )
    },
}  # fmt: skip
"""Field of the schema that the full project leaves out, and why."""


def of_schema(node, place=()):
    """Yield the place of every field of a schema, ``*`` for any name or number."""
    if "$ref" in node:
        node = SCHEMA["$defs"][node["$ref"].split("/")[-1]]
    for way in node.get("anyOf", ()):
        yield from of_schema(way, place)
    for name, inner in node.get("properties", {}).items():
        yield (*place, name)
        yield from of_schema(inner, (*place, name))
    for inner in (node.get("items"), node.get("additionalProperties")):
        if isinstance(inner, dict):
            yield (*place, "*")
            yield from of_schema(inner, (*place, "*"))


SCHEMA = schema("project")


def is_filled(place):
    return any(
        len(place) == len(field)
        and all(
            step in {"*", str(found)} for step, found in zip(place, field, strict=True)
        )
        for field in FIELDS
    )


def test_every_field_of_the_schema_is_left_blank_here_or_named():
    spared = {
        named(place)
        for place in of_schema(SCHEMA)
        if not is_filled(place)
        and not any(named(place).startswith(f"{name}/") for name in NOT_FILLED)
    }

    assert spared == set(NOT_FILLED)


def named(place):
    return "/".join(map(str, place))


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return Case(tmp_path_factory.mktemp("full"))


def test_the_full_project_is_credited_under_both_methods(case):
    assert all(case.units.values())


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(
            place,
            marks=[pytest.mark.xfail(reason=KNOWN[named(place)], strict=True)]
            if named(place) in KNOWN
            else [],
        )
        for place in FIELDS
    ],
    ids=named,
)
def test_a_blank_field_never_earns_a_unit(case, place):
    assert not case.rises(place)


PLAN_FIELDS = [
    *fields(full_project().plan),
    *(("points", 6, name) for name in full_project().plan["points"][6]),
    ("points", 6),
]
"""Fields of the plan, of its first point and of its first control point."""


@pytest.mark.parametrize("place", PLAN_FIELDS, ids=named)
def test_a_blank_field_of_the_plan_never_earns_a_unit(case, tmp_path, place):
    made = deepcopy(case.made)
    made.plan = blanked(made.plan, [place])

    try:
        found = case.of(made.evidence(tmp_path))
    except EdaphonError:
        return
    assert all(found[name] <= case.units[name] for name in found)


MEASURED = [
    (path, header)
    for path, headers in {
        SOIL: ("soc", "bd", "stones", "method"),
        PRODUCT: ("cfu", "carbon", "batch"),
        MICROBES: ("strain_marker", "mbc", "glucosamine", "muramic_acid"),
        ACTIVITY: ("item", "amount", "unit", "year", "role", "stratum", "lot"),
    }.items()
    for header in headers
]
WHICH = {
    "the first": lambda rows: rows[:1],
    "the second": lambda rows: rows[1:2],
    "the last": lambda rows: rows[-1:],
    "the start": lambda rows: [row for row in rows if row.get("campaign") == START],
    "the end": lambda rows: [row for row in rows if row.get("campaign") == END],
    "all": list,
}
CELLS = [(path, header, which) for path, header in MEASURED for which in WHICH]


@pytest.mark.parametrize("cell", CELLS, ids=" ".join)
def test_blank_cells_never_earn_a_unit(case, tmp_path, cell):
    path, header, which = cell
    made = deepcopy(case.made)
    for row in WHICH[which](made.tables[path]):
        row[header] = ""

    try:
        found = case.of(made.evidence(tmp_path))
    except EdaphonError:
        return
    assert all(found[name] <= case.units[name] for name in found)


def test_a_fall_in_yield_left_blank_earns_no_unit(tmp_path):
    made = full_project()
    made.document["leakage"]["yield_change_percent"] = "-8"
    fallen = Case(tmp_path, made)

    assert fallen.units[MCS]
    assert not fallen.rises(("leakage", "yield_change_percent"))
    assert not fallen.rises(("leakage",))


def test_two_blank_fields_never_earn_a_unit(case):
    choose = random.Random(5)  # noqa: S311 - the same sample each time
    sound = [place for place in FIELDS if named(place) not in KNOWN]

    for pair in [choose.sample(sound, 2) for _ in range(PAIRS)]:
        assert not case.rises(*pair), [named(place) for place in pair]


@pytest.mark.parametrize(
    ("stated", "climate", "leaching"),
    [
        ({}, ("dry", "wet"), ("no", "yes")),
        ({"wet_climate": True}, ("wet", "wet"), ("yes", "yes")),
        ({"wet_climate": False}, ("dry", "dry"), ("no", "yes")),
        ({"irrigated": True}, ("dry", "wet"), ("yes", "yes")),
        ({"irrigated": False}, ("dry", "wet"), ("no", "yes")),
        ({"wet_climate": False, "irrigated": True}, ("dry", "dry"), ("yes", "yes")),
        ({"wet_climate": False, "irrigated": False}, ("dry", "dry"), ("no", "no")),
    ],
)
def test_climate_that_is_not_stated_is_the_one_that_credits_least(
    case, stated, climate, leaching
):
    land = {
        name: value
        for name, value in case.made.document["land"].items()
        if name not in {"wet_climate", "irrigated"}
    }
    document = {**case.made.document, "land": {**land, **stated}}
    found = replace(case.evidence.project, document=document)
    axes = {
        axis.name: axis for axis in activity(replace(case.evidence, project=found)).axes
    }

    assert axes["scenario"].attributes["climate"] == climate
    assert axes["scenario"].attributes["leaching"] == leaching


def test_dry_land_that_says_nothing_of_irrigation_earns_no_unit(tmp_path):
    made = full_project()
    made.document["land"] |= {"wet_climate": False, "irrigated": True}
    dry = Case(tmp_path, made)

    assert dry.without(("land", "irrigated")).keys() == dry.units.keys()
    assert not dry.rises(("land", "irrigated"))


SITE = ("control_sites", 0)
BAD = {
    "another laboratory": {("campaigns", 1, "laboratory"): "Another laboratory"},
    "loss on ignition": {
        ("campaigns", number, "procedure"): "loss on ignition" for number in (0, 1)
    },
    "another procedure": {("campaigns", 1, "procedure"): "wet oxidation"},
    "organic soil": {("land", "organic_soil"): True},
    "converted": {("land", "converted_from_native"): "2016-05-01"},
    "required by law": {("additionality", "regulatory_surplus"): False},
    "usual practice": {("additionality", "adoption_percent"): "80"},
    "yields fell": {("leakage", "yield_change_percent"): "-20"},
    "other texture": {(*SITE, "same_texture"): False},
    "other soil": {(*SITE, "same_soil_group"): False},
    "other slope": {(*SITE, "same_slope_class"): False},
    "other history": {(*SITE, "same_land_cover_history"): False},
    "other climate": {(*SITE, "same_climate_zone"): False},
    "far control": {(*SITE, "distance_km"): "900"},
    "far rain": {(*SITE, "precipitation_difference_mm"): "900"},
    "far station": {(*SITE, "weather_station_km"): "900"},
    "young control": {(*SITE, "same_practice_years"): "1"},
    "deficit within": {("permanence", "internal"): "60"},
}
"""What is wrong with a project, and the fields that say so. A blank may hide a bad
value, which a project in its best case never has."""


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_a_bad_value_left_blank_earns_no_unit(tmp_path, case, change):
    made = full_project()
    if any(place[0] == "campaigns" for place in change):
        for campaign in made.document["campaigns"]:
            del campaign["bridging"]
        for row in made.tables[SOIL]:
            row["method"] = ""
    for place, value in change.items():
        holder = made.document
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] = value
    bad = Case(tmp_path, made)

    assert any(bad.units[name] < case.units[name] for name in case.units)
    for place in change:
        assert not bad.rises(place), named(place)
