"""What proves the printed formula of an equation and its body equal.

Numbers are drawn for the arguments; the body is called with them and the formula
computed with them. They are eighths, so that sums are exact and no difference hides
behind a tolerance.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction as Ratio
from functools import cache
from typing import Any, get_args

import numpy as np
from scipy.interpolate import CubicHermiteSpline, CubicSpline

from edaphon.methods.engine.equation import (
    Argument,
    Equation,
    Factor,
    FloatArray,
    Grouped,
    Values,
)
from edaphon.methods.engine.formula import Cases, Row, Symbol, parse
from edaphon.methods.engine.formula_value import Known, Named, sides, value
from edaphon.methods.engine.pack import pack
from edaphon.methods.showing.formula_binding import Binding, bound
from edaphon.methods.showing.formula_functions import FUNCTIONS, is_same
from edaphon.methods.showing.wording import Words
from edaphon.science.interpolation import hyman_slopes

POSITIVE_UNITS = {"har", "a", "g", "mm"}

NOT_NEGATIVE = {
    "pooled_deviation", "product_applied", "removal_error",
}  # fmt: skip

COUNTS = {"group_points", "project_points"}

PROBABILITY = (0.667, 0.8, 0.9, 0.95)

OWN_RANGE: dict[str, Callable[[Any], float]] = {
    **dict.fromkeys(
        ("campaign_error_chance", "confidence", "eligibility_confidence",
         "lost_confidence", "power", "probability", "significance"),
        lambda random: random.choice(PROBABILITY),
    ),
    **dict.fromkeys(
        ("fertiliser_nitrogen_rises", "fuel_rises", "manure_rises",
         "organic_n_rises",
         "residue_nitrogen_rises", "synthetic_n_rises", "volatilised_nitrogen_rises"),
        lambda random: random.choice((0.0, 1.0)),
    ),
    "core_count": lambda random: float(random.randint(1, 12)),
    "layer_mass": lambda random: random.randint(800, 9600) / 4,
    **dict.fromkeys(
        ("core_mass", "full_mass"), lambda random: 400.0 * random.randint(1, 5)
    ),
    **dict.fromkeys(
        ("point_full_mass", "reference_mass", "scheme_mass"),
        lambda random: random.randint(800, 9600) / 4,
    ),
    **dict.fromkeys(
        ("complete", "core_is_whole", "light_point", "lost_field"),
        lambda random: random.choice((0.0, 1.0)),
    ),
    **dict.fromkeys(
        ("light_points", "lost_fields", "lost_points"),
        lambda random: float(random.randint(0, 2)),
    ),
    **dict.fromkeys(
        ("density_correlation", "laboratory_correlation"),
        lambda random: random.randint(-8, 8) / 8,
    ),
    "least_archived": lambda random: float(random.randint(1, 5)),
    "planned_campaigns": lambda random: float(random.randint(1, 6)),
    "layer_carbon": lambda random: random.randint(0, 320) / 8,
    "mineral_mass": lambda random: random.randint(800, 9600) / 4,
    "som_per_soc_mineral": lambda random: random.randint(12, 20) / 8,
    "som_per_soc_reported": lambda random: random.randint(12, 20) / 8,
    "stone_density": lambda random: random.randint(18, 24) / 8,
    **dict.fromkeys(
        ("density_of_whole_soil", "density_per_core", "without_carbonate",
         "without_stones", "without_wood"),
        lambda random: random.choice((0.0, 1.0)),
    ),
    **dict.fromkeys(
        ("coarse_mass_reported", "coarse_volume_reported"),
        lambda random: random.randint(0, 7) * 12.5,
    ),
    "coarse_fraction": lambda random: random.randint(0, 7) / 8,
    **dict.fromkeys(
        ("bulk_density", "density_reported"),
        lambda random: random.randint(8, 24) / 8,
    ),
}  # fmt: skip
"""Quantities whose numbers are of another kind than most."""

SIGNED = {"signed_area"}
"""Areas that are below zero on control land."""

NEVER_MISSING = {
    "coarse_fraction", "density_of_whole_soil", "density_per_core", "thickness",
    "without_carbonate", "without_stones",
}  # fmt: skip
"""What every layer has."""


@dataclass(frozen=True)
class Sample:
    """Numbers for one call: what the body takes, what the formula takes."""

    body: dict[str, Any]
    symbols: dict[Symbol, Any]


@dataclass(frozen=True)
class Case:
    """One equation of one pack, and what its symbols stand for."""

    pack_id: str
    equation: Equation
    binding: Binding

    @property
    def right(self) -> Row:
        return sides(parse(self.equation.formula))[1]

    def __str__(self) -> str:
        when = ",".join(value for _, value in self.equation.when)
        return "-".join(filter(None, (self.pack_id, self.equation.name, when)))


@cache
def cases(pack_id: str) -> tuple[Case, ...]:
    """Return every equation and variant of a pack."""
    words = Words(pack(pack_id), "en")
    return tuple(
        Case(pack_id, item, bound(item, words, functions(item)))
        for item in pack(pack_id).equations
    )


def functions(equation: Equation) -> dict[Symbol, Named]:
    """Return the functions that formulas may name, two of them written anew here."""
    way = dict(equation.when).get("interpolation", "linear")
    return {
        **FUNCTIONS,
        Symbol("ν"): Named(satterthwaite, of_values=True),
        Symbol("f"): Named(
            lambda at, mass, carbon: on_curve(way, at, mass, carbon), of_values=True
        ),
        Symbol("f", "nat"): Named(
            lambda at, mass, carbon: on_curve("natural", at, mass, carbon),
            of_values=True,
        ),
        Symbol("f", "c"): Named(
            lambda at, mass, carbon: continued(way, at, mass, carbon), of_values=True
        ),
        Symbol("f", "nat,c"): Named(
            lambda at, mass, carbon: continued("natural", at, mass, carbon),
            of_values=True,
        ),
        Symbol("slope"): Named(
            lambda at, mass, carbon: on_curve(way, at, mass, carbon, 1), of_values=True
        ),
        Symbol("slope", "nat"): Named(
            lambda at, mass, carbon: on_curve("natural", at, mass, carbon, 1),
            of_values=True,
        ),
    }


def continued(way: str, at: float, mass: list[float], carbon: list[float]) -> float:
    """Return the same, below the core along the straight line of its deepest layer."""
    whole = float(np.sum(mass))
    if math.isnan(at) or at <= whole:
        return on_curve(way, at, mass, carbon)
    content = carbon[-1] / mass[-1]
    return on_curve(way, whole, mass, carbon) + (at - whole) * content


def satterthwaite(variances: list[float], freedoms: list[float]) -> float:
    """Return the freedom of a sum of variances, without limit where it is zero."""
    if len(variances) != len(freedoms):
        return math.nan
    weights = sum(v * v / df for v, df in zip(variances, freedoms, strict=True))
    return sum(variances) ** 2 / weights if weights else math.inf


def on_curve(
    way: str, at: float, mass: list[float], carbon: list[float], order: int = 0
) -> float:
    """Return carbon at a mass, on the curve through the cumulative pairs of a core.

    Of order 1, its slope.
    """
    masses, carbons = np.cumsum([0.0, *mass]), np.cumsum([0.0, *carbon])
    if (
        math.isnan(at)
        or at > masses[-1]
        or len(mass) < 2
        or not np.isfinite(masses).all()
    ):
        return math.nan
    if way == "linear":
        secants = np.diff(carbons) / np.diff(masses)
        where = min(int(np.searchsorted(masses, at, "right")), len(mass)) - 1
        value = float(np.interp(at, masses, carbons))
        return float(secants[where]) if order else value
    if way == "natural":
        return float(CubicSpline(masses, carbons, bc_type="natural")(at, order))
    widths = np.diff(masses)
    slopes = hyman_slopes(widths, np.diff(carbons) / widths)
    return float(CubicHermiteSpline(masses, carbons, slopes)(at, order))


def differences(
    case: Case, right: Row, samples: Iterable[Sample],
    chosen: set[tuple[Cases, int]] | None = None,
) -> Iterator[str]:  # fmt: skip
    """Yield where a right side and the body of an equation differ.

    What is chosen of the cases of the right side is added to a set where one is given.
    """
    seen = set() if chosen is None else chosen
    given = functions(case.equation)
    for sample in samples:
        known = Known(symbols=sample.symbols, functions=given, chosen=seen)
        try:
            printed = value(right, known)
        except (ArithmeticError, TypeError, ValueError) as refused:
            yield f"{refused}: {sample.body}"
            continue
        computed = float(np.ravel(case.equation(**sample.body))[0])
        if not is_same(case.equation.symbol, printed, computed):
            yield f"formula {printed!r}, body {computed!r}: {sample.body}"


def sample(case: Case, random: Any) -> Sample:
    """Draw numbers for the arguments of an equation."""
    uneven = random.random() < 0.1 and not case.equation.vectorised
    draw = Draw(random, few=random.random() < 0.4, uneven=uneven)
    body: dict[str, Any] = {}
    symbols: dict[Symbol, Any] = {}
    by_name = {item.name: symbol for symbol, item in case.binding.arguments.items()}
    given = thin_layers(random) if case.equation.name == "mass_of_thin_layers" else {}
    for argument in case.equation.arguments:
        if argument.name in given:
            values = given[argument.name]
            body[argument.name] = Grouped(np.array(values), np.array([0, len(values)]))
            is_layer = not argument.name.startswith("thin_")
            symbols[by_name[argument.name]] = values[0] if is_layer else values
            continue
        if argument.name in case.binding.constants:
            body[argument.name] = float(Ratio(case.binding.constants[argument.name]))
            continue
        shape = shape_of(case.equation, argument)
        symbol = by_name[argument.name]
        draw.symbol = symbol
        body[argument.name], symbols[symbol] = draw.argument(argument, shape)
    return Sample(body, symbols)


def thin_layers(random: Any) -> dict[str, tuple[float, ...]]:
    """Return one layer of a core and thinner layers that cover it and more."""
    count = random.randint(1, 5)
    bounds = [4.0 * place for place in range(count + 1)]
    top = random.choice((0.0, 1.5, 3.0))
    bottom = random.choice([depth for depth in (3.5, *bounds[1:]) if depth > top])
    return {
        "top": (top,),
        "bottom": (bottom,),
        "thin_top": tuple(bounds[:-1]),
        "thin_bottom": tuple(bounds[1:]),
        "thin_bulk_density": tuple(random.randint(8, 24) / 8 for _ in range(count)),
        "thin_coarse_fraction": tuple(random.randint(0, 7) / 8 for _ in range(count)),
    }


def shape_of(equation: Equation, argument: Argument) -> Any:
    """Return the shape that a body declares for an argument."""
    return get_args(equation.body.__annotations__[argument.name])[0]


class Draw:
    """Numbers drawn for one call."""

    def __init__(self, random: Any, *, few: bool, uneven: bool) -> None:
        self.random, self.few, self.uneven = random, few, uneven
        self.lengths: dict[Any, int] = {}
        self.symbol = Symbol("")
        """The symbol of the argument whose numbers are drawn."""

    def argument(self, argument: Argument, shape: Any) -> tuple[Any, Any]:
        """Return what the body takes and what the formula takes."""
        if shape is float:
            return self.single(argument)
        if shape is Factor:
            return self.factor(argument)
        if shape is FloatArray:
            body, printed = self.element(argument)
            return np.array([body]), printed
        values = tuple(self.number(argument) for _ in range(self.length(argument)))
        if shape is Grouped:
            return Grouped(np.array(values), np.array([0, len(values)])), values
        assert shape is Values, shape
        return values, values

    def single(self, argument: Argument) -> tuple[float, float]:
        """Return a number, or that there is none where that may be."""
        may_be_missing = getattr(argument.origin, "may_be_missing", False)
        if may_be_missing and self.random.random() < 0.4:
            return self.missing(argument)
        number = self.number(argument)
        return number, number

    def element(self, argument: Argument) -> tuple[float, float]:
        """Return a number of a whole array, in which any value may be unknown."""
        is_flag = argument.source.removeprefix("thin_") in NEVER_MISSING
        if not is_flag and self.random.random() < 0.1:
            return self.missing(argument)
        return self.single(argument)

    def missing(self, argument: Argument) -> tuple[float, float]:
        """Return that there is no number: the formula may leave it out."""
        is_zero = getattr(argument.origin, "missing_is_zero", False)
        return math.nan, 0.0 if is_zero else math.nan

    def factor(self, argument: Argument) -> tuple[Any, Factor]:
        """Return a factor; the body takes one without a range as a number."""
        if self.random.random() < 0.2:
            number = self.number(argument)
            return number, Factor(number, number, number)
        ends = Factor(*sorted(self.number(argument) for _ in range(3)))
        return ends, ends

    def length(self, argument: Argument) -> int:
        """Return how many values; the same for all that run over one index."""
        origin = argument.origin
        least = 0 if origin.may_be_empty else 1
        if self.uneven and least:
            return self.random.randint(1, 4)
        if origin.where not in self.lengths:
            self.lengths[origin.where] = self.random.randint(least, 5)
        return self.lengths[origin.where]

    def number(self, argument: Argument) -> float:
        """Return one number that this quantity may have."""
        name, unit = argument.source.removeprefix("thin_"), argument.origin.unit
        if name in OWN_RANGE:
            return OWN_RANGE[name](self.random)
        if name in COUNTS or self.symbol.base == "df":
            return float(self.random.randint(1, 4 if self.few else 60))
        number = self.eighths()
        if unit in POSITIVE_UNITS and name not in SIGNED:
            return abs(number) or 1.0
        if unit.startswith("t2") or name in NOT_NEGATIVE:
            return abs(number)
        return number

    def eighths(self) -> float:
        """Return a number that floats hold exactly; few of them where ties matter."""
        if self.few:
            return self.random.choice((-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0))
        return self.random.randint(-400, 400) / 8
