"""What the cells of a column are, whatever its header says: days, years, units."""

import re
from collections.abc import Sequence
from functools import cache

from edaphon.evidence import codes, unit_code
from edaphon.monitoring.cells.dates import looks_like_day

LOOKED_AT = 200
"""Different cells that are looked at."""

_DIGITS = re.compile(r"[0-9]+(\.[0-9]+)?")
_YEAR = re.compile(r"(19|20)[0-9]{2}(年度?)?")


def are_days(cells: Sequence[str]) -> bool:
    """Tell whether all cells are days; digits alone are numbers.

    Examples
    --------
    >>> are_days(["2021-10-04", "04.10.2021"]), are_days(["20211004"])
    (True, False)
    """
    seen = cells[:LOOKED_AT]
    return bool(seen) and all(
        looks_like_day(cell) and not _DIGITS.fullmatch(cell) for cell in seen
    )


def are_years(cells: Sequence[str]) -> bool:
    """Tell whether all cells are years alone.

    Examples
    --------
    >>> are_years(["1998年", "2004"]), are_years(["1998年6月"])
    (True, False)
    """
    seen = cells[:LOOKED_AT]
    return bool(seen) and all(_YEAR.fullmatch(cell) for cell in seen)


def are_units(cells: Sequence[str]) -> bool:
    """Tell whether all cells are units in which something of ours is given.

    Examples
    --------
    >>> are_units(["kg/亩", "升"]), are_units(["A", "B"]), are_units(["12"])
    (True, False, False)
    """
    seen = cells[:LOOKED_AT]
    return bool(seen) and all(
        not _DIGITS.fullmatch(cell) and unit_code(cell) in _known() for cell in seen
    )


@cache
def _known() -> frozenset[str]:
    """Return the units of all properties, and those of an amount on a piece of land."""
    known = {unit for entry in codes().values() for unit in entry.factors}
    return frozenset(known - {"1"})
