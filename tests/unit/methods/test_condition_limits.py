"""Every limit of every condition, at its edge and from both sides.

Expected verdicts are written out from the clauses: a limit that must be reached holds
at the limit, one that must be exceeded does not.
"""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from edaphon.methods.engine.condition import Facts
from edaphon.methods.engine.left_out import LeftOut
from edaphon.methods.engine.pack import pack
from edaphon.methods.engine.unit_checks import unit_problems
from edaphon.schemas.models.project import MovedItem, ProjectDocument
from edaphon.science.alike import Alike, Determined, Unlike

MCS, VM = "edaphon.mcs/1.1", "verra.vm0042/2.2"

GROUPS = [
    {"label": role, "stratum": "S1", "role": role, "both": 3, "end": 3, "planned": 10,
     "points": 5, "fields": 3, "lost": 0}
    for role in ("project", "control")
]  # fmt: skip
TEXT = {"en": "some"}
MOVED = {"point": "P", "reason": TEXT}
PLACE = {"point": "P", "stratum": "S1", "is_mapped": True, "off_plan_m": 0.0,
         "outside_m": 0.0, "role": "project", "on_project": False,
         "has_map": True}  # fmt: skip
SIGNED = {"text": TEXT, "signed_on": "2021-01-01", "signed_by": "A"}
SILENT = {"id": "2024", "start": "2024-10-01", "end": "2024-10-02"}
LAST = {**SILENT, "laboratory": "L"}
SITE = {
    "point": "C1", "distance_km": "1", "precipitation_difference_mm": "1",
    "weather_station_km": "1", "same_practice_years": "9", "slope_percent_class": "0-3",
    **{f"same_{name}": True for name in (
        "slope_class", "texture", "soil_group", "land_cover_history", "ecoregion",
        "climate_zone")},
}  # fmt: skip
ARCHIVE = {"count": 20, "unmatched": [], "undated": [], "apart": []}
SAMPLING = {
    "archive": ARCHIVE, "depth_below_cm": 20.0, "light": [], "lost": [], "falling": [],
    "unlisted": [], "unwitnessed": {},
    "stones": {"project": (0.1, 0.1), "control": (0.1, 0.1)},
    "yearly_changes": {"project": 0.4, "control": 0.1},
    "plan": {
        "present": True, "sealed_at": "2021-09-20T00:00:00Z", "intact": True,
        "witnessed": False,
        "reference_mass": True, "later_campaigns": {"2024": "2024-10-01"},
        "months_off": 0.0,
    },
    "months_apart": 0.0, "years_between": 3.0, "design": "paired", "depth_cm": 30.0,
    "deepest_cm": 50.0, "layers_within": 3, "layers_below": 1, "increments": 3,
    "reference_exceeds": [], "reference_share": 1.0, "moved": [], "missing": [],
    "places": [PLACE],
    "procedures": {"start": ["A"], "end": ["A"]}, "inorganic_apart": True,
    "derivations": {"start": ["soc"], "end": ["soc"]}, "groups": GROUPS,
    "alike": Alike(bases=("fine_earth",)),
    "period_apart": {"start": 0.0, "end": 0.0},
    "first_sampling": "2021-10-08", "last_sampling": "2024-10-04",
    "first_application": "",
}  # fmt: skip
PROJECT = {
    "v": "edaphon.project/3", "id": "P", "name": TEXT, "proponent": {"name": TEXT},
    "jurisdiction": "CN", "scenario": "cropland", "methods": [MCS],
    "period": {"start": "2021-10-15", "end": "2024-10-15"},
    "strata": [{"id": "S1"}],
    "files": [{"path": "a.csv", "columns": {"a": {"is": "soc"}}}],
    "campaigns": [LAST, LAST],
    "sampling": {"design": "paired", "gps_error_m": "5"},
    "practice": {"start": "2021-10-20", "change": "changed", "change_percent": "9",
                 "category": "fertiliser", "kind": "microbial_inoculant",
                 "description": TEXT},
    "land": {"cover": "cropland", "converted_from_native": "never",
             "organic_soil": False, "tenure": SIGNED},
    "uniqueness": SIGNED,
    "leakage": {"yield_change_percent": "0"},
    "baseline": {"look_back": {"start": "2018-01-01", "end": "2021-01-01"},
                 "sealed_on": "2021-10-12"},
    "additionality": {"statement": SIGNED, "barriers": TEXT,
                      "regulatory_surplus": True, "adoption_percent": "1"},
    "permanence": {"internal": "1", "external": "1", "natural": "1",
                   "longevity_years": "99"},
    "control_sites": [{**SITE, "point": name} for name in ("C1", "C2", "C3")],
}  # fmt: skip


def reached(share):
    """Return an application that reached a share of a stratum."""
    return LeftOut(place="S1", year="2022", held=share)


FACTS = {
    "project": PROJECT, "sampling": SAMPLING, "microbial": {},
    "activity": {
        "baseline": ["2018", "2019", "2020"], "project": ["2022"], "unapplied": [],
        "crops_without": [], "applied_shares": [reached(0.98)],
    },
}  # fmt: skip
FIGURES = {
    "horizon_half_width": 0.5,
    "soil_change_project": 1.0,
}
SEASON = 2 / 12


def eight(role, lost):
    """Return groups of which the one of a side lacks so many of its eight points."""
    return [
        {**item, "points": 8, "lost": lost if item["role"] == role else 0}
        for item in GROUPS
    ]


def known(changes: dict[str, Any]) -> Facts:
    """Return facts under which every condition holds, but for some changes."""
    facts: Any = deepcopy(FACTS)
    for path, value in changes.items():
        place = facts
        *above, last = path.split("/")
        for step in above:
            place = place[int(step) if step.isdigit() else step]
        place[int(last) if last.isdigit() else last] = value
        if value is UNSET:
            del place[last]
    facts["project"] = msgspec.convert(facts["project"], ProjectDocument)
    facts["sampling"]["moved"] = msgspec.convert(
        facts["sampling"]["moved"], list[MovedItem]
    )
    return Facts(**facts)


def verdict(pack_id: str, condition: str, facts=None, figures=None, **limits) -> str:
    """Return what a condition says, by default under the pack's own limits."""
    return outcome(pack_id, condition, facts, figures, **limits).result


def outcome(pack_id: str, condition: str, facts=None, figures=None, **limits):
    """Return what a condition finds."""
    method = pack(pack_id)
    (found,) = [item for item in method.conditions if item.id == condition]
    held = dict(method.parameters)
    for limit in found.limits:
        if limit.name in limits:
            value = str(limits[limit.name])
            held[limit.source] = replace(held[limit.source], value=value)
    shown = {**FIGURES, **(figures or {})}
    return found.assess(known(facts or {}), shown, held)


EDGES = [
    (MCS, "C1", "period_months", "sampling/plan/months_off", 2.0, 2.01),
    (VM, "9-planned", "period_months", "sampling/plan/months_off", 2.0, 2.01),
    (MCS, "C2", "least_fields", "sampling/groups/1/fields", 3, 2),
    *((MCS, "C5", "most_share", "sampling/groups", eight(role, 2), eight(role, 3))
      for role in ("project", "control")),
    (MCS, "C9n", "least_points", "sampling/groups/0/points", 5, 4),
    (MCS, "C4", "least_depth_below", "sampling/depth_below_cm", 10.0, 9.9),
    (MCS, "C3", "least_years", "sampling/years_between", 3.0 - SEASON, 2.83),
    (MCS, "C3", "season_months", "sampling/years_between", 3.0 - SEASON, 2.83),
    (MCS, "C3a", "season_months", "sampling/months_apart", 2.0, 2.01),
    *((pack_id, condition, "most_yearly", f"sampling/yearly_changes/{role}",
       sign * 3.0, sign * 3.001)
      for pack_id, condition in ((MCS, "C3c"), (VM, "8.2.1-rate"))
      for role, sign in (("project", 1), ("control", -1))),
    (MCS, "C3p", "period_months", "sampling/period_apart/start", 2.0, 2.01),
    (MCS, "C3p", "period_months", "sampling/period_apart/end", 2.0, 2.01),
    (VM, "9-period", "period_months", "sampling/period_apart/start", 2.0, 2.01),
    (VM, "9-period", "period_months", "sampling/period_apart/end", 2.0, 2.01),
    *((pack_id, condition, limit, f"project/baseline/look_back/{end}", at, beyond)
      for pack_id, condition in ((MCS, "C3s"), (VM, "8.2-baseline"))
      for limit, end, at, beyond in (
          ("most_gap", "end", "2020-10-20", "2020-10-19"),
          ("most_back", "start", "2011-10-20", "2011-10-19"))),
    (MCS, "C3b", "gps_error", "sampling/moved",
     [{**MOVED, "metres": "5"}], [{**MOVED, "metres": "5.1"}]),
    *((pack_id, condition, "gps_error", f"sampling/places/0/{name}", 5.0, 5.1)
      for pack_id, condition in ((MCS, "C3b"), (VM, "8.2.1-places"))
      for name in ("off_plan_m", "outside_m")),
    (MCS, "C4", "least_depth", "sampling/depth_cm", 30.0, 29.9),
    (MCS, "C4", "least_layers", "sampling/layers_within", 3, 2),
    (MCS, "C4", "least_below", "sampling/layers_below", 1, 0),
    (VM, "4.2", "least_change", "project/practice/change_percent", "5.1", "5"),
    (VM, "4.2", "least_change", "project/practice/change_percent", "-5.1", "-5"),
    *((pack_id, condition, "cleared_years", "project/land/converted_from_native",
       *days)
      for pack_id, condition in ((MCS, "S1"), (VM, "4.3"))
      for days in (("2011-10-20", "2011-10-21"), ("2011-09", "2011-10"),
                   ("2010", "2011"))),
    (VM, "8.2-reassess", "most_years", "project/period/end",
     "2031-10-20", "2031-10-21"),
    (VM, "4.6", "most_loss", "project/leakage/yield_change_percent", "-5", "-5.1"),
    *((pack_id, condition, "most_adoption", "project/additionality/adoption_percent",
       "19.9", "20")
      for pack_id, condition in ((MCS, "C7"), (VM, "7"))),
    (VM, "8.2-controls", "least_sites", "sampling/groups/1/both", 3, 2),
    (VM, "8.2-table7", "most_distance", "project/control_sites/0/distance_km",
     "250", "250.1"),
    (VM, "8.2-table7", "most_precipitation",
     "project/control_sites/0/precipitation_difference_mm", "-100", "-100.1"),
    (VM, "8.2-table7", "most_station", "project/control_sites/0/weather_station_km",
     "50", "50.1"),
    (VM, "8.2-table7", "least_years", "project/control_sites/0/same_practice_years",
     "5", "4.9"),
    (VM, "8.2-table7", "most_slope", "project/control_sites/0/slope_percent_class",
     "4-8", "9-16"),
    (VM, "8.2.1-depth", "least_depth", "sampling/depth_cm", 30.0, 29.9),
    (VM, "8.2.1-depth", "least_depth", "sampling/deepest_cm", 30.0, 29.9),
    (VM, "8.2.1-depth", "least_increments", "sampling/increments", 2, 1),
    (VM, "8.2.1-depth", "least_share", "sampling/reference_share", 0.9, 0.89),
    (VM, "8.2.1-points", "recommended", "sampling/groups/0/end", 3, 2),
    (VM, "8.2.1-season", "season_months", "sampling/months_apart", 2.0, 2.01),
    (VM, "9-interval", "most_years", "sampling/years_between", 5.0 + SEASON, 5.17),
    (VM, "9-interval", "season_months", "sampling/years_between", 5.0 + SEASON, 5.17),
    (VM, "8.7-rating", "internal", "project/permanence/internal", "35", "35.1"),
    (VM, "8.7-rating", "external", "project/permanence/external", "20", "20.1"),
    (VM, "8.7-rating", "natural", "project/permanence/natural", "35", "35.1"),
    (VM, "8.7-rating", "least_years", "project/permanence/longevity_years",
     "40", "39"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pack_id", "condition", "limit", "path", "at", "beyond"), EDGES
)
def test_a_condition_holds_at_its_limit_and_not_beyond(
    pack_id, condition, limit, path, at, beyond
):
    assert verdict(pack_id, condition, {path: at}) == "met", limit
    assert verdict(pack_id, condition, {path: beyond}) == "not_met", limit


def test_a_stratum_without_a_control_site_is_refused():
    groups = [*GROUPS, {**GROUPS[1], "stratum": "S2"}]
    paths = {"sampling/groups": [{**item} for item in groups]}
    one, none = ({**paths, "sampling/groups/2/both": count} for count in (1, 0))

    assert verdict(VM, "8.2-controls", one) == "met"
    assert verdict(VM, "8.2-controls", none) == "not_met"


def test_the_fewest_control_sites_of_a_stratum_are_told():
    groups = [*GROUPS, {**GROUPS[1], "stratum": "S2", "both": 5}]
    found = outcome(VM, "8.2-controls", {"sampling/groups": groups}).found

    assert found.en == "8 control sites, at least 3 per stratum."
    assert found.zh == "对照点 8 个，每个碳层不少于 3 个。"


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (1, "p0.", "p0。"),
        (5, "p0; p1; p2; p3; p4.", "p0；p1；p2；p3；p4。"),
        (6, "p0; p1; p2; p3; p4 and 1 more.", "p0；p1；p2；p3；p4等 6 项。"),
    ],
)
def test_five_things_that_are_wrong_are_named_before_the_rest_is_counted(
    count, english, chinese
):
    names = [f"p{number}" for number in range(count)]
    silent = outcome(MCS, "C5", {"sampling/missing": names}).found
    unlike = [
        {**SITE, "point": name, "same_texture": name not in names}
        for name in [*names, *"abc"]
    ]
    sites = outcome(VM, "8.2-table7", {"project/control_sites": unlike}).found

    assert silent.en.endswith(f"reason: {english}")
    assert silent.zh.endswith(f"原因：{chinese}")
    assert sites.en.replace(" texture class", "").endswith(f"stated: {english}")
    assert sites.zh.replace(" 质地", "").endswith(f"未说明：{chinese}")


def test_the_total_rating_is_a_limit_of_its_own():
    rated = {"project/permanence/internal": "30", "project/permanence/natural": "20"}
    at, beyond = ({**rated, "project/permanence/external": x} for x in ("10", "10.1"))

    assert verdict(VM, "8.7-rating", at) == "met"
    assert verdict(VM, "8.7-rating", beyond) == "not_met"


def test_the_bar_of_uncertainty_is_the_estimate_itself():
    assert verdict(VM, "8.6-bar", figures={"horizon_half_width": 1.0}) == "met"
    assert verdict(VM, "8.6-bar", figures={"horizon_half_width": 1.01}) == "not_met"


def test_a_year_of_look_back_that_is_lacking_is_not_assessed():
    for place in ((VM, "6"), (MCS, "C9")):
        assert verdict(*place) == "met"
        two = {"activity/baseline": ["2019", "2020"]}
        assert verdict(*place, two) == "not_assessed"


@pytest.mark.parametrize(
    ("share", "result"), [(0.97, "met"), (0.969, "not_assessed"), (0, "not_assessed")]
)
def test_an_application_reaches_the_land_but_for_three_in_a_hundred(share, result):
    facts = {"activity/applied_shares": [reached(share)]}

    assert verdict(MCS, "C9", facts) == result


@pytest.mark.parametrize(("pack_id", "condition"), [(MCS, "C3a"), (VM, "8.2.1-season")])
@pytest.mark.parametrize(
    ("role", "start", "end", "result"),
    [
        ("project", 0.105, 0.1, "met"), ("project", 0.1051, 0.1, "not_assessed"),
        ("project", 0.1, 0.2, "met"), ("project", 0.0, 0.0, "met"),
        ("control", 0.1, 0.105, "met"), ("control", 0.1, 0.1051, "not_assessed"),
        ("control", 0.2, 0.1, "met"),
    ],
)  # fmt: skip
def test_stones_may_move_by_half_a_point_where_that_earns(
    pack_id, condition, role, start, end, result
):
    """Fewer on project land earn, and so do more on control land; no others are asked.

    An independent re-analysis that nothing stands against settles them.
    """
    facts = {f"sampling/stones/{role}": (start, end)}
    faulty, sound = (
        {**facts, "sampling/reanalysis_fault": fault} for fault in ("own_party", "")
    )

    assert verdict(pack_id, condition, facts) == result
    assert verdict(pack_id, condition, faulty) == result
    assert verdict(pack_id, condition, sound) == "met"


@pytest.mark.parametrize(("pack_id", "condition"), [(MCS, "C3a"), (VM, "8.2.1-season")])
def test_land_without_stones_of_both_campaigns_is_not_asked(pack_id, condition):
    assert verdict(pack_id, condition, {"sampling/stones": {}}) == "met"


def test_a_point_that_is_lost_without_being_listed_is_refused():
    assert verdict(MCS, "C5", {"sampling/unlisted": ["P1"]}) == "not_met"


STRICT = {
    (MCS, "C9", "least_years"): 4, (MCS, "C9", "least_share"): 0.99,
    (MCS, "C1", "period_months"): 0.5, (VM, "9-planned", "period_months"): 0.5,
    (MCS, "C3p", "period_months"): 0.5, (VM, "9-period", "period_months"): 0.5,
    (MCS, "C3s", "most_gap"): 9, (VM, "8.2-baseline", "most_gap"): 9,
    (MCS, "C3s", "most_back"): 3, (VM, "8.2-baseline", "most_back"): 3,
    (MCS, "C2", "least_fields"): 4, (MCS, "C9n", "least_points"): 6,
    (MCS, "C5", "most_share"): 0.19, (MCS, "C3a", "most_stones"): 0.003,
    (VM, "8.2.1-season", "most_stones"): 0.003,
    (MCS, "C3c", "most_yearly"): 0.5, (VM, "8.2.1-rate", "most_yearly"): 0.5,
    (MCS, "C4", "least_depth_below"): 30, (MCS, "C3a", "least_archived"): 30,
    (MCS, "C3r", "least_archived"): 30, (MCS, "C3", "least_years"): 4,
    (MCS, "C3", "season_months"): 0, (MCS, "C3a", "season_months"): 0.5,
    (MCS, "C3b", "gps_error"): 1, (VM, "8.2.1-places", "gps_error"): 1,
    (MCS, "C4", "least_depth"): 31,
    (MCS, "C4", "least_layers"): 4, (MCS, "C4", "least_below"): 2,
    (MCS, "S1", "cleared_years"): 30, (MCS, "C7", "most_adoption"): 0.5,
    (VM, "4.2", "least_change"): 10, (VM, "4.3", "cleared_years"): 30,
    (VM, "4.6", "most_loss"): 1, (VM, "6", "least_years"): 4,
    (VM, "7", "most_adoption"): 0.5, (VM, "8.2-controls", "least_sites"): 4,
    (VM, "8.2-controls", "least_of_stratum"): 4,
    (VM, "8.2-table7", "most_distance"): 0.5,
    (VM, "8.2-table7", "most_precipitation"): 0.5,
    (VM, "8.2-table7", "most_station"): 0.5,
    (VM, "8.2-table7", "least_years"): 10, (VM, "8.2-table7", "most_slope"): 2,
    (VM, "8.2.1-depth", "least_depth"): 31,
    (VM, "8.2.1-depth", "least_increments"): 4,
    (VM, "8.2.1-depth", "least_share"): 2, (VM, "8.2.1-points", "recommended"): 4,
    (VM, "8.2.1-season", "season_months"): 0.5,
    (VM, "9-interval", "most_years"): 2, (VM, "9-interval", "season_months"): 0,
    (VM, "8.2-reassess", "most_years"): 2,
    (VM, "8.6-bar", "most_width"): 0.4, (VM, "8.7-rating", "internal"): 0.5,
    (VM, "8.7-rating", "external"): 0.5, (VM, "8.7-rating", "natural"): 0.5,
    (VM, "8.7-rating", "total"): 2, (VM, "8.7-rating", "least_years"): 100,
}  # fmt: skip
"""A stricter value of each limit, under which the condition no longer holds."""

TOLD = {
    (MCS, "C2", "metres"), (MCS, "C5", "witness_days"),
    (VM, "8.2.1-complete", "witness_days"),
}  # fmt: skip
"""Limits that the gathering of the facts applies; the condition only says them."""

NEAR = {
    "sampling/plan/months_off": 1.0,
    "sampling/period_apart/end": 1.0,
    "sampling/months_apart": 1.0,
    "sampling/groups/0/lost": 1,
    "sampling/stones/project": (0.104, 0.1),
    "sampling/yearly_changes/project": 0.9,
    "sampling/moved": [{**MOVED, "metres": "2"}],
    "project/land/converted_from_native": "2001-01-01",
    "project/leakage/yield_change_percent": "-2",
}
"""Facts that hold under the packs' limits, but with less room."""


@pytest.mark.parametrize("place", STRICT, ids=" ".join)
def test_every_limit_is_a_parameter_that_decides(place):
    pack_id, condition, limit = place
    years = {MCS: 2.9, VM: 5.1}[pack_id] if limit == "season_months" else 3.0
    facts = {**NEAR, "sampling/years_between": years}
    if place == (MCS, "C3a", "least_archived"):
        facts["sampling/procedures"] = {"start": ["A"], "end": ["B"]}

    assert verdict(pack_id, condition, facts) == "met"
    strict = verdict(pack_id, condition, facts, **{limit: STRICT[place]})
    other = "not_applicable" if condition == "C3r" else "not_assessed"
    assert strict in {"not_met", other}


@pytest.mark.parametrize("fault", ["unmatched", "undated", "apart"])
def test_an_archived_sample_that_is_no_pair_of_the_batch_refuses(fault):
    facts = {f"sampling/archive/{fault}": ["P1 0-10 cm"]}

    assert verdict(MCS, "C3r", facts) == "not_met"


def test_no_limit_is_left_out_here():
    limits = {
        (pack_id, item.id, limit.name)
        for pack_id in (MCS, VM)
        for item in pack(pack_id).conditions
        for limit in item.limits
    }

    assert limits == set(STRICT) | TOLD
    assert TOLD.isdisjoint(STRICT)


@pytest.mark.parametrize("pack_id", [MCS, VM])
def test_limits_stand_in_the_unit_that_their_condition_takes(pack_id):
    method = pack(pack_id)
    name = "season_months"
    held = {**method.parameters, name: replace(method.parameters[name], unit="d")}
    without = {key: held[key] for key in held if key != name}

    assert unit_problems(method) == []
    told = unit_problems(replace(method, parameters=held))
    assert {item.code for item in told} == {"METHOD_UNIT"}
    told = unit_problems(replace(method, parameters=without))
    assert {item.code for item in told} == {"METHOD_PARAMETER"}


@pytest.mark.parametrize("name", ["start", "end"])
def test_two_laboratories_that_nobody_named_are_not_the_same(name):
    place = {"start": 0, "end": 1}[name]
    facts = {f"project/campaigns/{place}": SILENT}

    assert verdict(VM, "8.2.1-season", facts) == "not_assessed"
    assert (
        verdict(VM, "8.2.1-season", {"project/campaigns": [SILENT, SILENT]})
        == "not_assessed"
    )


@pytest.mark.parametrize(("pack_id", "condition"), [(MCS, "C3a"), (VM, "8.2.1-season")])
def test_two_procedures_that_nobody_named_are_not_the_same(pack_id, condition):
    facts = {"sampling/procedures": {"start": [], "end": []}}

    assert verdict(pack_id, condition, facts) == "not_assessed"


def test_a_bridge_serves_one_pack_and_not_the_other():
    facts = {
        "sampling/procedures": {"start": ["A"], "end": ["B"]},
        "project/campaigns/1": {**LAST, "bridging": "40 samples"},
    }
    few = {**facts, "sampling/archive/count": 9}

    assert verdict(MCS, "C3a", facts) == "met"
    assert verdict(MCS, "C3a", few) == "not_met"
    assert verdict(VM, "8.2.1-season", facts) == "not_met"


def unlike(*kinds):
    """Return a stratum whose points were determined in several ways."""
    parts = [
        Determined(kind=(kind,), end=end, depth=("0", "10"), points=("P1",))
        for kind, end in zip(kinds, ("start", "end"), strict=False)
    ]
    return (Unlike(stratum="S1", parts=tuple(parts)),)


ALIKE = [
    (Alike(bases=("fine_earth",)), "met"),
    (Alike(bases=("fine_earth", "whole_soil")), "not_met"),
    (Alike(quantities=unlike("soc", "som")), "not_met"),
    (Alike(procedures=unlike("A", "B")), "met"),
    (Alike(procedures=unlike("A", "B"), is_uniform=False), "not_met"),
    (Alike(procedures=unlike("A", "B"), is_bridge=False), None),
    (Alike(nameless=("P1 start 0-10 cm",)), "not_assessed"),
]


@pytest.mark.parametrize(("alike", "result"), ALIKE)
@pytest.mark.parametrize(("pack_id", "condition"), [(MCS, "C3a"), (VM, "8.2.1-season")])
def test_a_bridge_serves_campaigns_of_one_procedure_each(
    pack_id, condition, alike, result
):
    """The archive bridges one pack, a re-analysis on file the other."""
    facts = {
        "sampling/alike": alike, "sampling/reanalysis_fault": "",
        "project/campaigns/1": {**LAST, "bridging": "40 samples"},
    }  # fmt: skip

    expected = result or {MCS: "not_met", VM: "met"}[pack_id]
    assert verdict(pack_id, condition, facts) == expected


def test_a_day_of_clearing_that_is_no_date_is_asked_for():
    facts = {"project/land/converted_from_native": "long ago"}

    assert verdict(VM, "4.3", facts) == "not_assessed"


@pytest.mark.parametrize(
    ("pack_id", "condition", "path"),
    [
        (VM, "4.2", "project/practice/change"),
        (VM, "4.3", "project/land/cover"),
        (VM, "4.3", "project/land/organic_soil"),
    ],
)
def test_an_answer_that_is_not_given_is_asked_for(pack_id, condition, path):
    assert verdict(pack_id, condition, {path: UNSET}) == "not_assessed"


def test_organic_soil_is_outside_the_method():
    assert verdict(VM, "4.3", {"project/land/organic_soil": True}) == "not_met"


def test_control_sites_are_counted_and_no_others():
    """More sampled points than described sites: only those of the control count."""
    groups = {"sampling/groups/0/both": 9}

    assert verdict(VM, "8.2-table7", groups) == "met"
    assert verdict(VM, "8.2-table7", {"sampling/groups/1/both": 4}) == "not_assessed"


@pytest.mark.parametrize(
    ("aspect", "result"), [(True, "met"), (False, "not_met"), (UNSET, "not_met")]
)
def test_aspect_is_asked_where_nobody_says_how_steep_it_is(aspect, result):
    site = {**SITE, "slope_percent_class": "steep", "same_aspect": aspect}
    sites = [{**site, "point": name} for name in ("C1", "C2", "C3")]
    for item in sites:
        if aspect is UNSET:
            del item["same_aspect"]

    assert verdict(VM, "8.2-table7", {"project/control_sites": sites}) == result


def test_years_that_nobody_states_are_none():
    path = "project/control_sites/0/same_practice_years"

    assert verdict(VM, "8.2-table7", {path: UNSET}, least_years=1) == "not_met"
    assert verdict(VM, "8.2-table7", {path: "1"}, least_years=1) == "met"
