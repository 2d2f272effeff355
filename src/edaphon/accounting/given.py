"""Inputs of equations: given by the project, or made of records with their rows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from edaphon.accounting.stated import stated
from edaphon.methods import Input, Origin, Rows
from edaphon.schemas.models.project import Factors, Quantity
from edaphon.schemas.record import stated_or

ASSUMED = Origin("assumed")
OBSERVED = Origin("observations")


def recorded(
    name: str,
    unit: str,
    axis: str,
    found: Sequence[tuple[float, Sequence[int]]],
) -> Input:
    """Return an input made of records: each value with the rows behind it."""
    made = given(name, unit, axis, [value for value, _ in found], OBSERVED)
    return replace(made, rows=Rows.of_lists(rows for _, rows in found))


def given(
    name: str, unit: str, axis: str, values: Sequence[Any], origin: Origin
) -> Input:
    """Return an input over an axis, one value an element."""
    return Input(
        name=name,
        unit=unit,
        over=axis,
        values=np.array([float(value) for value in values], dtype=np.float64),
        origin=origin,
    )


def end_of(factor: Factors, unit: str, path: str, *, high: bool) -> float:
    """Return the high or the low end of a stated range; its value without a range."""
    end = stated_or(factor.high if high else factor.low, factor.value)
    found = [
        stated(Quantity(value=value, unit=factor.unit), unit, path)
        for value in (factor.value, end)
    ]
    return max(found) if high else min(found)
