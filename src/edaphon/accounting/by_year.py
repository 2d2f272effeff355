"""The summary table of an account: whole tonnes by calendar year, adding up."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from edaphon.kernel.calendar_years import vintages

Record = dict[str, Any]

Shares = tuple[Fraction, Fraction]
"""Parts of the period that have passed before a year and at its end."""


def summary(record: Mapping[str, Any], period: Mapping[str, str]) -> Record:
    """Return whole tonnes by year: project − baseline − leakage − deductions = result.

    Parameters
    ----------
    record
        The account's record, of which scenario totals, waterfall, vintages, units and
        computed units are read.
    period
        First day and the day after the last.

    Returns
    -------
    dict
        Leakage is rounded up and the two soil changes down, over the part of the
        period that has passed, so that years add up to the total. The deductions
        hold what remains; a part that is not known is ``None``, and so are they where
        the equations give no units: what they hold is not known then.
    """
    parts = vintages(period["start"], period["end"])
    whole = sum(days for _, days in parts)
    totals, leakage = _totals(record["scenario_totals"]), _leakage(record["waterfall"])
    units = {item["year"]: int(item["units"]) for item in record["vintages"]}
    is_known = record["computed_units"] is not None
    rows, before = [], Fraction(0)
    for year, days in parts:
        through = before + Fraction(days, whole)
        tonnes = _tonnes(totals, leakage, (before, through))
        rows.append(_row(year, tonnes, units[year], is_known=is_known))
        before = through
    tonnes = _tonnes(totals, leakage, (Fraction(0), Fraction(1)))
    return {
        "rows": rows,
        "total": _row("", tonnes, int(record["units"]), is_known=is_known),
        "is_complete": bool(totals),
    }


def _totals(texts: Mapping[str, str | None]) -> dict[str, Fraction]:
    """Return the soil change of each role [t CO2e], empty unless both are known."""
    known = {
        role: Fraction(value) for role, value in texts.items() if value is not None
    }
    return known if len(known) == len(texts) else {}


def _leakage(waterfall: list[Mapping[str, Any]]) -> Fraction | None:
    """Return leakage over the period [t CO2e]; 0 for a method that has no such term."""
    for item in waterfall:
        if item["name"] == "leakage":
            return None if item["value"] is None else -Fraction(item["value"])
    return Fraction(0)


def _tonnes(
    totals: Mapping[str, Fraction], leakage: Fraction | None, shares: Shares
) -> dict[str, int | None]:
    return {
        "baseline": rounded_down(totals["control"], shares) if totals else None,
        "project": rounded_down(totals["project"], shares) if totals else None,
        "leakage": None if leakage is None else rounded_up(leakage, shares),
    }


def _row(
    year: str, tonnes: Mapping[str, int | None], units: int, *, is_known: bool
) -> Record:
    known = [tonnes[name] for name in ("project", "baseline", "leakage")]
    deductions = None
    if is_known and None not in known:
        project, *less = [part for part in known if part is not None]
        deductions = project - sum(less) - units
    return {"year": year, **tonnes, "deductions": deductions, "units": units}


def rounded_down(total: Fraction, shares: Shares) -> int:
    """Return the whole tonnes of a part of the period; parts add up to the whole."""
    before, through = (math.floor(total * share) for share in shares)
    return through - before


def rounded_up(total: Fraction, shares: Shares) -> int:
    """Return the whole tonnes of a part, a begun tonne counted as one."""
    before, through = (math.ceil(total * share) for share in shares)
    return through - before
