"""Quantities that a project document states, in the unit that an equation wants."""

import re
from decimal import Decimal

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.units import compatible, convert
from edaphon.schemas.models.project import Quantity

NOTES = re.compile(r"\{[^{}]*\}")
"""Annotations of a UCUM code, such as the substance of ``t{C}``."""


def stated(quantity: Quantity, unit: str, path: str) -> float:
    """Return a stated quantity in a unit.

    An annotation that one side leaves out is understood; two that differ are two
    different things. A rate for each animal may say so with ``{head}``.

    Parameters
    ----------
    quantity
        Value and unit as the project document gives them.
    unit
        UCUM code wanted.
    path
        Place in the project document, for a refusal.

    Raises
    ------
    EdaphonError
        ``UNIT_UNKNOWN``, or ``UNIT_INCOMPATIBLE`` when the quantity measures
        something else.

    Examples
    --------
    >>> stated(Quantity(value="250", unit="kg"), "t{C}", "factors/x")
    0.25
    """
    given = quantity.unit.replace("/{head}", "")
    value = Decimal(quantity.value)
    for source, target in _spellings(given, unit):
        if _is_compatible(source, target, path):
            return float(convert(value, source, target))
    facts = {"unit": quantity.unit, "wanted": unit}
    raise EdaphonError(Problem(code="UNIT_INCOMPATIBLE", where=_at(path), facts=facts))


def is_stated_in(quantity: Quantity, unit: str) -> bool:
    """Tell whether a stated quantity can be given in a unit."""
    spellings = _spellings(quantity.unit, unit)
    return any(compatible(source, target) for source, target in spellings)


def _spellings(given: str, wanted: str) -> list[tuple[str, str]]:
    pairs = [(given, wanted), (given, NOTES.sub("", wanted))]
    if not NOTES.search(wanted):
        pairs.append((NOTES.sub("", given), wanted))
    return pairs


def _is_compatible(source: str, target: str, path: str) -> bool:
    try:
        return compatible(source, target)
    except EdaphonError:
        facts = {"unit": source}
        problem = Problem(code="UNIT_UNKNOWN", where=_at(path), facts=facts)
        raise EdaphonError(problem) from None


def _at(path: str) -> Where:
    return Where(file="project.yaml", path=path)
