"""The checklist says Provided only of what is there, and None only where it is said."""

from copy import deepcopy
from dataclasses import replace

import pytest
from msgspec import ValidationError, convert, to_builtins

from edaphon.accounting.account import accounts
from edaphon.monitoring.land.record import Geography
from edaphon.reporting.content import content_record
from edaphon.schemas.models.project import ProjectDocument
from tests.property.test_silence import blanked, fields, full_project
from tests.unit.reporting.cases import METHODS, evidence, source_of, with_document

MCS, VM0042 = METHODS

SITE = ("control_sites", 0)
OF_SITES = [
    SITE, *[(*SITE, name) for name in (
        "distance_km", "precipitation_difference_mm", "same_practice_years",
        "weather_station_km",
    )],
]  # fmt: skip
NAMED = {
    "control_sites": [("control_sites",), *OF_SITES],
    "permanence": [("permanence", name) for name in (
        "internal", "external", "natural", "longevity_years",
    )],
    "authorisation": [("authorisation",)],
    "practice": [
        ("practice", "product"), ("practice", "change_percent"),
        ("practice", "product", "registration"), ("practice", "product", "strains"),
    ],
    "livestock": [("sources_absent", "livestock")],
    "uniqueness": [("uniqueness",)],
    "baseline": [("baseline", "description"), ("baseline", "reassess_on")],
}  # fmt: skip
"""Row of the checklist, and fields of the project that it names."""


def untold(found):
    """Return evidence whose project answers no row in words of its own."""
    return with_document(found, disclosure=None)


def rows_of(source):
    listed = to_builtins(content_record(source).disclosure)
    return {item["id"]: item for item in listed}


LISTS = {"evidence", "laboratory", "missing", "moved", "events"}
"""Lists of any length: with one entry less, what the row names still is there."""


OF_ACCOUNTS = ("sources_absent", "amendments")
"""Its silence is known by the account, which is not made again here."""


def is_left_blank(place):
    """Tell whether a blank takes away what is told, not a language or an entry."""
    is_told = place[-1] not in {"en", "zh"} and LISTS.isdisjoint(place)
    return is_told and place != OF_ACCOUNTS


def lacking(row):
    """Return what a row says that it lacks."""
    return row["text"]["en"].partition("Lacking: ")[2]


class Told:
    """The source of one report and its checklist, and those with a field less."""

    def __init__(self, found):
        self.document = found.project.document
        self.source = source_of(accounts(found, METHODS))
        self.rows = rows_of(self.source)
        self._found = {}

    def without(self, place):
        """Return the rows with a field left blank; None where it is asked for."""
        if place not in self._found:
            self._found[place] = self._without(place)
        return self._found[place]

    def _without(self, place):
        try:
            project = convert(blanked(self.document, [place]), ProjectDocument)
        except ValidationError:
            return None
        return rows_of(replace(self.source, project=project))


@pytest.fixture(scope="module")
def example():
    return Told(untold(evidence()))


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    return Told(untold(full_project().evidence(tmp_path_factory.mktemp("full"))))


@pytest.fixture(params=["example", "full"])
def told(request):
    return request.getfixturevalue(request.param)


def test_a_blank_field_leaves_no_row_at_provided_that_told_it(told):
    faults = []
    for place in fields(told.document):
        rows = told.without(place)
        for name, row in told.rows.items() if rows else ():
            changed = rows[name]["text"] != row["text"]
            if rows[name]["state"] == "provided" and changed:
                faults.append((name, place, rows[name]["text"]["en"]))

    assert faults == []


def test_a_blank_field_makes_no_row_not_applicable(told):
    faults = []
    for place in fields(told.document):
        rows = told.without(place)
        for name, row in rows.items() if rows else ():
            was = told.rows[name]["state"]
            if row["state"] == "not_applicable" and was != "not_applicable":
                faults.append((name, place))

    assert faults == []


def test_a_blank_field_that_changes_what_is_told_changes_what_is_lacking(told):
    faults = []
    for place in filter(is_left_blank, fields(told.document)):
        rows = told.without(place)
        for name, row in told.rows.items() if rows else ():
            changed = rows[name]["text"] != row["text"]
            if rows[name]["state"] == "partly" and changed:
                same = lacking(rows[name]) == lacking(row)
                faults += [(name, place, rows[name]["text"]["en"])] if same else []

    assert faults == []


@pytest.mark.parametrize("name", NAMED)
def test_a_row_without_a_field_that_it_names_is_not_provided(told, name):
    for place in NAMED[name]:
        holder = told.document
        for step in place[:-1]:
            holder = holder[step] if isinstance(step, int) else holder.get(step, {})
        rows = told.without(place)
        if rows is None:
            continue
        row = rows[name]
        assert row["state"] in {"partly", "not_provided"}, (name, place)


def account_of(found):
    return rows_of(source_of(accounts(untold(found), [VM0042])))


def without_places(count):
    """Return the example with so many points of no place."""
    found = evidence()
    names = sorted(found.coordinates)[:count]
    points = tuple(item for item in found.geography.points if item.id not in set(names))
    return replace(found, geography=replace(found.geography, points=points))


@pytest.mark.parametrize("count", [1, 18, 58])
def test_points_without_a_place_are_named_as_lacking(count):
    rows = account_of(without_places(count))

    for name in ("geolocation_file", "sampling_plan"):
        assert rows[name]["state"] == "partly"
        assert f"points without: {count}" in lacking(rows[name])
    assert str(58 - count) in rows["geolocation_file"]["text"]["en"]


def test_the_example_has_a_map_and_a_place_for_every_point(example):
    assert example.rows["geolocation_file"]["state"] == "provided"
    assert example.rows["sampling_plan"]["state"] == "provided"
    assert example.rows["control_sites"]["state"] == "provided"


def test_a_stratum_that_the_map_leaves_out_is_named():
    found = evidence()
    kept = tuple(item for item in found.geography.parcels if item.stratum != "S2")
    rows = account_of(replace(found, geography=replace(found.geography, parcels=kept)))

    for name in ("geolocation_file", "location"):
        assert rows[name]["state"] == "partly"
        assert "parcels of S2" in lacking(rows[name])


def test_without_a_map_there_is_no_geolocation_file():
    rows = account_of(replace(evidence(), geography=Geography()))

    assert rows["geolocation_file"]["state"] == "not_provided"


def test_one_control_site_of_all_is_a_part():
    """1 of 24 described, every other cell blank: nothing of Table 7 was shown."""
    rows = account_of(with_document(evidence(), control_sites=[{"point": "S1-C01"}]))
    row = rows["control_sites"]

    assert row["state"] == "partly"
    assert "control sites (points without: 23)" in lacking(row)
    assert "proof of similarity (points without: 1)" in lacking(row)


@pytest.mark.parametrize(
    "respect",
    [
        "same_slope_class", "same_texture", "same_soil_group",
        "same_land_cover_history", "same_ecoregion", "same_climate_zone",
    ],
)  # fmt: skip
def test_a_respect_of_a_control_site_that_is_not_stated_is_not_provided(respect):
    sites = deepcopy(evidence().project.document["control_sites"])
    sites[3].pop(respect)
    row = account_of(with_document(evidence(), control_sites=sites))["control_sites"]

    assert row["state"] == "partly"


def test_a_method_that_makes_no_table_7_tests_has_no_results_of_them():
    rows = rows_of(source_of(accounts(untold(evidence()), [MCS])))

    assert "results of the Table 7 tests" in lacking(rows["control_sites"])


def test_livestock_is_not_applicable_only_where_the_project_denies_it(example):
    denied = example.rows["livestock"]
    assert denied["state"] == "not_applicable"
    assert denied["text"]["en"].startswith("Stated not to exist: ")

    absent = {**evidence().project.document["sources_absent"]}
    del absent["livestock"]
    rows = account_of(with_document(evidence(), sources_absent=absent))
    assert rows["livestock"]["state"] == "not_provided"


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (None, "not_provided"),
        ({"en": "-"}, "not_provided"),
        ({"en": "We mean to ask.", "zh": "拟申请。"}, "stated"),
    ],
)
def test_an_authorisation_is_the_projects_word_and_silence_is_no_claim(given, state):
    rows = account_of(with_document(evidence(), authorisation=given))

    assert rows["authorisation"]["state"] == state


def test_a_longevity_that_is_not_stated_is_named_as_lacking():
    risk = {**evidence().project.document["permanence"]}
    del risk["longevity_years"]
    rows = account_of(with_document(evidence(), permanence=risk))

    assert "longevity" in lacking(rows["permanence"])


def test_a_refused_account_has_no_net_quantity():
    shallow = evidence().observations.filter(
        evidence().observations["top_cm"].is_in(["", "0"])
    )
    rows = account_of(replace(evidence(), observations=shallow))

    assert "gross and net quantity" in lacking(rows["result"])
    assert "standard error and deduction" in lacking(rows["uncertainty"])


def test_kinds_of_microbial_evidence_without_a_test_are_named(example):
    row = example.rows["microbial"]

    assert row["state"] == "partly"
    assert lacking(row) == "enzyme activity."
