"""The printed formula of every equation is proved equal to its body."""

import re
from fractions import Fraction as Ratio
from functools import cache
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edaphon.methods.engine.equation import FloatArray
from edaphon.methods.engine.formula import (
    Cases,
    Fence,
    Fraction,
    Root,
    Row,
    parse,
    symbols,
)
from edaphon.methods.engine.pack import pack, pack_ids
from tests.property.formula_mutants import mutants
from tests.property.formula_proof import (
    Case,
    Sample,
    cases,
    differences,
    sample,
)

ALL = [item for name in pack_ids() for item in cases(name)]

DISTINCT = list(
    {
        (item.equation.formula, item.equation.body.__code__, item.equation.when): item
        for item in ALL
    }.values()
)
"""Every body with its formula once; packs share those of the trunk and the sources."""

DRAWN = 300
"""Samples an equation, always the same."""


@cache
def samples(case_name: str) -> tuple[Sample, ...]:
    case = next(item for item in ALL if str(item) == case_name)
    return tuple(
        sample(case, Random(number))  # noqa: S311 - always the same
        for number in range(DRAWN)
    )


@pytest.mark.parametrize("case", ALL, ids=str)
def test_every_symbol_stands_for_an_argument_and_every_argument_stands_there(case):
    assert case.binding.problems == ()


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_docstring_says_in_words_what_an_equation_is_for(case):
    words = set(re.split(r"[^\w,−*]+", case.equation.text.replace(", ", " ")))
    typed = {
        item for item in symbols(parse(case.equation.formula)) if len(item) > 1
    } - {"else"}

    assert "=" not in case.equation.text
    assert words & typed == set()


@pytest.mark.parametrize("case", ALL, ids=str)
def test_a_number_in_a_formula_is_the_value_of_its_parameter(case):
    parameters = pack(case.pack_id).parameters
    sources = {item.name: item.source for item in case.equation.arguments}
    for name, number in case.binding.constants.items():
        assert parameters[sources[name]].number == float(Ratio(number))


@pytest.mark.parametrize("case", DISTINCT, ids=str)
@settings(
    deadline=None, derandomize=True, max_examples=30, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)  # fmt: skip
@given(random=st.randoms(use_true_random=False))
def test_formula_and_body_give_the_same(case, random):
    assert list(differences(case, case.right, [sample(case, random)])) == []


@pytest.mark.parametrize("case", DISTINCT, ids=str)
def test_formula_and_body_give_the_same_at_edges_and_in_every_case(case):
    chosen: set[tuple[Cases, int]] = set()
    drawn = samples(str(case))

    assert list(differences(case, case.right, drawn, chosen)) == []
    assert chosen >= set(every_case(case.right))


def every_case(row: Row) -> list[tuple[Cases, int]]:
    """Return each case of each choice in a formula."""
    found: list[tuple[Cases, int]] = []
    for part in row:
        match part:
            case Cases(choices):
                found += [(part, place) for place in range(len(choices))]
            case Fence(inside=inside) | Root(inside):
                found += every_case(inside)
            case Fraction(above, below):
                found += every_case(above) + every_case(below)
    return found


@pytest.mark.parametrize("case", DISTINCT, ids=str)
def test_a_formula_with_one_thing_changed_is_found_out(case: Case):
    lived = [
        told
        for told, changed in mutants(case.right)
        if next(differences(case, changed, samples(str(case))), None) is None
    ]

    assert lived == []


@pytest.mark.parametrize("case", DISTINCT, ids=str)
def test_an_argument_moves_nothing_where_the_equation_says_it_is_not_used(case: Case):
    for argument in case.equation.arguments:
        unless = getattr(argument.origin, "unless", "")
        only_with = argument.origin.only_with
        for item in samples(str(case)):
            given = item.body
            is_idle = (unless and known(given[unless])) or (
                only_with and not (known(given[only_with]) and given[only_with])
            )
            if is_idle:
                other = {**given, argument.name: given[argument.name] * 3 + 1}
                assert np.array_equal(
                    case.equation(**given), case.equation(**other), equal_nan=True
                )


def known(value: float | FloatArray) -> bool:
    return bool(np.all(np.isfinite(value)))
