"""How large an expected number may be: beyond, it stands in another unit or column."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET

from edaphon.kernel import units
from edaphon.kernel.errors import Problem
from edaphon.schemas.documents import Document
from edaphon.schemas.models.expected import ExpectedDocument, ExpectedStratum

GAIN_UNIT = "t{C}/har/a"
"""Unit in which gains are counted."""

Size = tuple[str, str, str]
"""Least, most and unit of a number."""

CHANGE: Size = ("-20", "20", GAIN_UNIT)
"""More carbon than a year's growth of plants leaves on any field."""

OF_LAYERS: dict[str, Size] = {
    "soc": ("0", "580", "g/kg"),
    "bulk_density": ("0.1", "2.7", "g/cm3"),
    "shares": ("-10", "10", "1"),
}
"""Carbon of pure organic matter, densities from peat to quartz, parts of a change."""

PER_CENT: Size = ("0", "60", "%")
"""A standard deviation beyond makes soils and samples of less than nothing."""

SPREAD: Size = ("0", "100", "t{C}/har")
"""A change that differs by more than a topsoil holds."""

OF_PARTS: dict[tuple[str, str], Size] = {
    ("spread", "between_fields"): SPREAD,
    ("spread", "within_fields"): SPREAD,
    ("spread", "soc_percent"): PER_CENT,
    ("spread", "density_percent"): PER_CENT,
    ("errors", "laboratory_percent"): PER_CENT,
    ("errors", "ring_percent"): PER_CENT,
    ("errors", "analysis_percent"): PER_CENT,
    ("errors", "sample_density_percent"): PER_CENT,
}


def size_faults(model: ExpectedDocument, document: Document) -> Iterator[Problem]:
    """Yield numbers that no soil has.

    Yields
    ------
    Problem
        ``EXPECTED_RANGE`` with the limits.
    """
    for at, item in enumerate(model.strata):
        yield from _of_stratum(item, at, document)
    for (part, name), size in OF_PARTS.items():
        value = str(getattr(getattr(model, part), name))
        yield from _fault(document, (part, name), value, size)


def _of_stratum(
    item: ExpectedStratum, at: int, document: Document
) -> Iterator[Problem]:
    path = ("strata", at)
    if item.gain is not UNSET:
        yield from _fault(
            document,
            (*path, "gain", "value"),
            item.gain.value,
            CHANGE,
            unit=item.gain.unit,
        )
    yield from _fault(document, (*path, "control_change"), item.control_change, CHANGE)
    for name, size in OF_LAYERS.items():
        for layer, value in enumerate(getattr(item, name)):
            yield from _fault(document, (*path, name, layer), value, size)


def _fault(
    document: Document,
    path: tuple[str | int, ...],
    value: str,
    size: Size,
    unit: str = "",
) -> Iterator[Problem]:
    """Yield what is wrong with one number; one in a strange unit is told elsewhere."""
    least, most, canonical = size
    unit = unit or canonical
    if not (units.is_unit(unit) and units.compatible(unit, canonical)):
        return
    number = units.convert(Decimal(value), unit, canonical)
    if not Decimal(least) <= number <= Decimal(most):
        yield Problem(
            code="EXPECTED_RANGE",
            where=document.where(*path),
            facts={
                "field": path[-2] if path[-1] == "value" else _name(path),
                "found": _with_unit(value, unit),
                "least": least,
                "most": _with_unit(most, canonical),
            },
        )


def _with_unit(value: str, unit: str) -> str:
    return value if unit == "1" else f"{value} {unit}"


def _name(path: tuple[str | int, ...]) -> str:
    return str(next(step for step in reversed(path) if isinstance(step, str)))
