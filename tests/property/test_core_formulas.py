"""Formulas over all cores of an account, proved on small accounts that are drawn.

A core's line of the formula is computed with the numbers that its symbols stand
for; the body takes all cores at once.
"""

import math
from dataclasses import dataclass
from itertools import permutations
from random import Random

import numpy as np
import pytest

from edaphon.methods.engine.equation import Grouped
from edaphon.methods.engine.formula import Symbol, parse
from edaphon.methods.engine.formula_value import Known, sides, value
from edaphon.methods.shared.shared_errors import SHARED_ERRORS
from tests.property.formula_proof import functions

WEIGHTS = [item for item in SHARED_ERRORS if item.name.endswith("_weight")]
SUMS = [item for item in SHARED_ERRORS if item.name.startswith("drawn_")]


def name_of(equation):
    return "-".join([equation.name, *(value for _, value in equation.when)])


@dataclass(frozen=True)
class Core:
    """One core, its group and point, and its stock where it has one."""

    group: int
    point: int
    sign: float
    stock: float


def drawn_cores(random):
    """Return groups, points and cores in the order of the axes, some without stock."""
    areas = [random.choice((-12.5, -3.0, 4.0, 8.5)) for _ in range(4)]
    cores = []
    for group in range(4):
        for point in range(random.randint(1, 4)):
            for sign in random.choice(((-1.0, 1.0), (-1.0, 1.0), (-1.0,), (1.0,))):
                stock = math.nan if random.random() < 0.2 else 40.0 + point
                cores.append(Core(group, 10 * group + point, sign, stock))
    return areas, cores


def bounds(keys):
    starts = [place for place, key in enumerate(keys) if key not in keys[:place]]
    return np.array([*starts, len(keys)], dtype=np.int64)


def computed_weights(equation, areas, cores):
    stocks = np.array([core.stock for core in cores])
    return equation(
        by_group=Grouped(stocks, bounds([core.group for core in cores])),
        by_point=Grouped(stocks, bounds([core.point for core in cores])),
        signed_area=np.array([areas[core.group] for core in cores]),
        round_sign=np.array([core.sign for core in cores]),
    )


def printed_weights(equation, areas, cores):
    right = sides(parse(equation.formula))[1]
    return [
        value(
            right,
            Known(
                symbols=symbols_of(core, areas, cores), functions=functions(equation)
            ),
        )
        for core in cores
    ]


def symbols_of(core, areas, cores):
    at_point = {item.sign: item.stock for item in cores if item.point == core.point}
    changes = []
    for point in sorted({item.point for item in cores if item.group == core.group}):
        pair = {item.sign: item.stock for item in cores if item.point == point}
        changes.append(pair.get(1.0, math.nan) - pair.get(-1.0, math.nan))
    return {
        Symbol("τ", "i"): core.sign,
        Symbol("a", "h"): areas[core.group],
        Symbol("S", "i"): core.stock,
        Symbol("S", "i,t0"): at_point.get(-1.0, math.nan),
        Symbol("S", "i,t1"): at_point.get(1.0, math.nan),
        Symbol("d", "h"): changes,
        Symbol("S", "h,τ"): [
            item.stock
            for item in cores
            if item.group == core.group and item.sign == core.sign
        ],
    }


DRAWN = [drawn_cores(Random(number)) for number in range(60)]  # noqa: S311 - always the same


@pytest.mark.parametrize("equation", WEIGHTS, ids=name_of)
def test_the_weight_of_a_core_is_what_its_formula_says(equation):
    for drawn in DRAWN:
        found = computed_weights(equation, *drawn)

        assert found.tolist() == printed_weights(equation, *drawn)


def test_weights_of_both_roles_and_designs_have_formulas_of_their_own():
    for one, other in permutations(WEIGHTS, 2):
        assert sides(parse(one.formula))[1] != sides(parse(other.formula))[1]
        assert any(
            computed_weights(one, *drawn).tolist() != printed_weights(other, *drawn)
            for drawn in DRAWN
        )


def drawn_profiles(random):
    """Return cores with layers, reference masses and weights, and two draws."""
    layers = [random.randint(2, 4) for _ in range(random.randint(1, 4))]
    return {
        "masses": [[random.randint(800, 1600) / 4 for _ in range(n)] for n in layers],
        "carbon": [[random.randint(8, 80) / 8 for _ in range(n)] for n in layers],
        "reference": [random.randint(100, 300) * 1.0 for _ in layers],
        "weight": [random.choice((-25.0, -4.0, 0.0, 8.0, 12.5)) for _ in layers],
        "errors": [[random.randint(-8, 8) / 64 for _ in "123"] for _ in "12"],
    }


def printed_sum(equation, drawn, errors):
    right = sides(parse(equation.formula))[1]
    assert right[0] == Symbol("Σ", "i")
    held = "min" if dict(equation.when)["mass"] == "mineral" else "l"
    index = "p" if "project" in equation.name else "c"
    density, start, end = errors
    found = []
    for place, weight in enumerate(drawn["weight"]):
        symbols = {
            Symbol("ω", index): weight,
            Symbol("M*"): drawn["reference"][place],
            Symbol("M", held): drawn["masses"][place],
            Symbol("S", "l"): drawn["carbon"][place],
            Symbol("ε", "d"): density,
            Symbol("β", "t0"): start,
            Symbol("β", "t1"): end,
        }
        known = Known(symbols=symbols, functions=functions(equation))
        found.append(value(right[1:], known))
    return math.fsum(found)


@pytest.mark.parametrize("equation", SUMS, ids=name_of)
def test_the_sum_under_a_draw_is_what_its_formula_says(equation):
    for number in range(20):
        check_sums(equation, drawn_profiles(Random(number)))  # noqa: S311 - always the same


def check_sums(equation, drawn):
    offsets = np.cumsum([0, *map(len, drawn["masses"])]).astype(np.int64)
    errors = np.array(drawn["errors"])

    found = equation(
        masses=Grouped(np.concatenate(drawn["masses"]), offsets),
        carbon=Grouped(np.concatenate(drawn["carbon"]), offsets),
        reference_mass=np.array(drawn["reference"]),
        weight=np.array(drawn["weight"]),
        density_error=errors[:, 0],
        bias_start=errors[:, 1],
        bias_end=errors[:, 2],
    )

    printed = [printed_sum(equation, drawn, item) for item in drawn["errors"]]
    assert found.tolist() == pytest.approx(printed, rel=1e-9, abs=1e-9)
