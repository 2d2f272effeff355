"""Every limit of a condition stands in the words of its refusal, with its unit.

Each limit of both packs is moved until its condition stands against a project; the
words must then name it, so that nobody has to read a parameter to know what is asked.
"""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest

from edaphon.methods import pack
from edaphon.methods.engine.condition import Condition
from tests.synthetic_documents import END, MCS, METHODS, SOIL, START, VM0042
from tests.unit.accounting.verdicts import broken

TRIED = (777.5, 123.25, 40.75, 6.75, 0.75, 0.0625, -3.75)
"""Values of a limit, none of which another limit or a figure has."""

UNITS = {
    "t{C}/har/a": (" t C/ha a year", " t C/hm²"),
    "1": ("", ""), "mo": (" months", " 个月"), "a": (" years", " 年"),
    "d": (" days", " 天"), "cm": (" cm", " cm"), "m": (" m", " m"),
    "km": (" km", " km"), "mm": (" mm", " mm"), "%": (" %", "%"),
}  # fmt: skip
"""How a unit is written behind a number, in English and Chinese."""


def sound(project):
    """Leave the project as it is."""


def other_procedure(project):
    for row in project.rows(campaign=END):
        row["method"] = "HJ 695-2014"


def moved(project):
    entry = {"point": "S1-P1", "metres": "900", "reason": {"en": "Tree", "zh": "有树"}}
    project.document["sampling"]["moved"] = [entry]
    project.document["sampling"]["gps_error_m"] = "1000"


def unseen_loss(project):
    project.rows(point="S1-C1", campaign=START, top="0")[0]["bd"] = "-"
    project.document["sampling"]["missing"] = [
        {"point": "S1-C1", "campaign": START, "reason": {"en": "Stones"}}
    ]


def small_change(project):
    project.document["practice"] |= {"change": "changed", "change_percent": "1"}


def cleared_before(project):
    project.document["land"]["converted_from_native"] = "2001-05-31"


def steep(project):
    for site in project.document["control_sites"]:
        site |= {"slope_percent_class": "9-12", "same_aspect": False}


def fewer_stones(project):
    for row in project.rows():
        fell = (row["campaign"], row["role"]) == (END, "project")
        row["st"] = "10" if fell else "40"
    rule = {"is": "coarse_fraction", "unit": "%", "basis": "mass"}
    project.map_column(SOIL, "st", **rule)


def fast(project):
    for row in project.rows(campaign=END, role="project"):
        row["soc"] = f"{float(row['soc']) * 1.35:.4f}"


CASES = {
    (MCS, "C2", "metres"): (sound, {"least_fields": 777.0}),
    (MCS, "C3", "season_months"): (sound, {"least_years": 777.0}),
    (MCS, "C3a", "least_archived"): (other_procedure, {}),
    (MCS, "C3a", "most_stones"): (fewer_stones, {}),
    (MCS, "C3b", "gps_error"): (moved, {}),
    (MCS, "C3c", "most_yearly"): (fast, {}),
    (MCS, "S1", "cleared_years"): (cleared_before, {}),
    (MCS, "C5", "witness_days"): (unseen_loss, {}),
    (VM0042, "4.2", "least_change"): (small_change, {}),
    (VM0042, "4.3", "cleared_years"): (cleared_before, {}),
    (VM0042, "8.2-table7", "most_slope"): (steep, {}),
    (VM0042, "8.2.1-complete", "witness_days"): (unseen_loss, {}),
    (VM0042, "8.2.1-places", "gps_error"): (moved, {}),
    (VM0042, "8.2.1-rate", "most_yearly"): (fast, {}),
    (VM0042, "8.2.1-season", "most_stones"): (fewer_stones, {}),
    (VM0042, "9-interval", "season_months"): (sound, {"most_years": 0.25}),
}
"""Project and other limits under which a limit is told; the sound one for the rest."""

LIMITS = [
    (method, condition.id, limit.name)
    for method in METHODS
    for condition in pack(method).conditions
    for limit in condition.limits
]


@cache
def given(change, method):
    """Return each condition with its facts, figures and limits in one project."""
    seen = {}
    assess = Condition.assess

    def noting(condition, facts, figures, parameters):
        seen[condition.id] = (condition, facts, figures, parameters)
        return assess(condition, facts, figures, parameters)

    with TemporaryDirectory() as folder, patch.object(Condition, "assess", noting):
        broken(change, Path(folder), method)
    return seen


def says(words, value, unit, language):
    """Tell whether words name a value with its unit; a share may be in per cent."""
    written = [re.escape(f"{value:g}{UNITS[unit][language]}")]
    if unit == "1":
        written += [f"{100 * value:g} ?%", f"{100 * value:.1f} ?%"]
        points = (" percentage points", " 个百分点")[language]
        written.append(f"{100 * value:g}{points}")
    return re.search(rf"(?<![\d.])(?:{'|'.join(written)})(?![\d.]*\d)", words)


@pytest.mark.parametrize(("method", "condition", "limit"), LIMITS)
def test_a_limit_stands_in_the_words_with_its_unit(method, condition, limit):
    change, others = CASES.get((method, condition, limit), (sound, {}))
    rule, facts, figures, parameters = given(change, method)[condition]
    units = {item.name: parameters[item.source].unit for item in rule.limits}
    base = {item.name: parameters[item.source].number for item in rule.limits}

    for value in TRIED:
        outcome = rule.body(facts, figures, **{**base, **others, limit: value})
        told = [f"{outcome.found[one]} {outcome.cure[one]}" for one in ("en", "zh")]
        is_against = not outcome.holds or bool(outcome.cure["en"])
        if is_against or (condition, outcome.result) == ("C3r", "not_applicable"):
            break
    else:
        pytest.fail("no value of the limit makes its condition speak")

    for language, words in enumerate(told):
        assert says(words, value, units[limit], language), words


def test_no_condition_names_a_parameter_instead_of_its_value():
    """Brothers of a limit that was named and not told."""
    for method in METHODS:
        names = [
            name for name in pack(method).parameters if "_" in name
        ]  # others are words
        for change in {sound, *(case[0] for case in CASES.values())}:
            for rule, facts, figures, parameters in given(change, method).values():
                outcome = rule.assess(facts, figures, parameters)
                words = " ".join((*outcome.found.values(), *outcome.cure.values()))
                named = set(re.findall(r"\w+", words, re.ASCII))
                assert named.isdisjoint(names)
