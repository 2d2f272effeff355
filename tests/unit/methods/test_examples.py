"""Worked examples: every equation and every variant has one, and all hold."""

import math

import pytest

from edaphon.methods.engine.pack import pack, pack_ids
from edaphon.methods.engine.unit_checks import settings_of, unit_problems
from edaphon.methods.engine.worked_examples import Check, check, examples, exercised
from tests.property.formula_proof import cases
from tests.unit.methods.clamps import calls, differs, without_one_limit

QUOTED = ("t(", "UNC of the two strata")
"""Examples that quote a table of quantiles instead of a calculation by hand."""

CASES = [
    pytest.param(name, item, id=f"{name}: {item['name']['en']}")
    for name in pack_ids()
    for item in examples(pack(name))
]


@pytest.mark.parametrize(("pack_id", "example"), CASES)
def test_example_holds(pack_id, example):
    differing = [
        (item.quantity, item.expected, item.found)
        for item in check(pack(pack_id), example)
        if not item.holds
    ]

    assert differing == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_variant_of_every_equation_is_exercised(pack_id):
    method = pack(pack_id)
    run = [item for example in examples(method) for item in exercised(method, example)]
    lacking = [
        (item.name, item.when)
        for item in method.equations
        if not any(item is done for done in run)
    ]

    assert lacking == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_example_is_named_in_both_languages_and_worked_by_hand(pack_id):
    for example in examples(pack(pack_id)):
        assert set(example["name"]) == {"en", "zh"}
        assert example.get("worked") or example["name"]["en"].startswith(QUOTED)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_units_agree_on_every_edge_under_every_setting(pack_id):
    assert unit_problems(pack(pack_id)) == []
    assert len(list(settings_of(pack(pack_id)))) >= 12


def comparison(expected: float, found: float, *, relative: bool = False) -> Check:
    title = {"en": "a", "zh": "甲"}
    return Check(
        title=title, quantity="x", expected=expected, found=found, within=1e-3,
        relative=relative,
    )  # fmt: skip


def test_no_value_is_only_equal_to_no_value():
    assert comparison(math.nan, math.nan).holds
    assert not comparison(math.nan, 0.0).holds
    assert not comparison(0.0, math.nan).holds
    assert comparison(math.nan, math.nan).as_json()["expected"] is None


def test_a_tolerance_is_absolute_unless_it_is_called_relative():
    assert not comparison(1000.0, 1000.5).holds
    assert comparison(1000.0, 1000.5, relative=True).holds


WHOLE_ARRAYS = {"mass_of_thin_layers"}
"""Equations over many layers at once, whose limits the tests of ``science`` pin."""

IDLE = {("removal_buffer", "max: only argument 2")}
"""A loss of the project leaves nothing above zero, with its inner limit or without."""


@pytest.mark.parametrize("pack_id", pack_ids())
def test_examples_notice_each_min_max_and_rounding_that_is_gone(pack_id):
    """Of formula and body together, which their proof of each other cannot notice."""
    made = calls(pack(pack_id))
    lived = {
        (item.equation.name, told)
        for item in cases(pack_id)
        if item.equation.name not in WHOLE_ARRAYS
        for told, changed in without_one_limit(item.right)
        if not any(
            differs(item, changed, call)
            for call in made.get((item.equation.name, item.equation.when), [])
        )
    }

    assert lived <= IDLE
