"""Functions that a printed formula may name, and when two of its values are one."""

import math
from collections.abc import Mapping

import numpy as np

from edaphon.methods.engine.formula import Symbol
from edaphon.methods.engine.formula_value import Named
from edaphon.science.chi_square import quantile as chi_square
from edaphon.science.freedom import satterthwaite
from edaphon.science.student import normal_quantile, quantile


def _known_values(values: float | list[float]) -> float:
    """Return how many values are known; of one number, 1 or 0."""
    held = values if isinstance(values, list) else [values]
    return float(sum(not math.isnan(value) for value in held))


def _variance(values: list[float]) -> float:
    """Return s²; one value has none."""
    return float(np.var(values, ddof=1)) if len(values) > 1 else math.nan


def _freedom(variances: list[float], freedoms: list[float]) -> float:
    if len(variances) != len(freedoms):
        return math.nan
    return satterthwaite(variances, freedoms)


FUNCTIONS: Mapping[Symbol, Named] = {
    Symbol("min"): Named(min),
    Symbol("max"): Named(max),
    Symbol("t"): Named(quantile),
    Symbol("z"): Named(normal_quantile),
    Symbol("χ", "", "²"): Named(chi_square),
    Symbol("n"): Named(_known_values, of_values=True),
    Symbol("s", "", "²"): Named(_variance, of_values=True),
    Symbol("ν"): Named(_freedom, of_values=True),
}
"""Functions by the symbol that a formula names them with."""


def is_same(symbol: str, printed: float, computed: float) -> bool:
    """Tell whether formula and body agree to a relative 1e-9.

    No value agrees with no value alone. Where no term has variance, the formula of a
    freedom divides zero by zero, and the body says what that stands for: a freedom
    without limit.
    """
    if math.isnan(printed):
        is_freedom = symbol.startswith("df")
        return math.isnan(computed) or (is_freedom and math.isinf(computed))
    return math.isclose(printed, computed, rel_tol=1e-9, abs_tol=1e-9)
