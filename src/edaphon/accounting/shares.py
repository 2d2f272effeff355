"""What each member of a project holds of its carbon units, whole and to the last."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from edaphon.accounting.account import Account
from edaphon.accounting.evidence import Evidence
from edaphon.kernel.units import AREA_DECIMALS, rounded_down
from edaphon.monitoring import Roster
from edaphon.schemas.models.project import Members

HEADER = (
    "method", "member", "parcels", "area_ha", "hectare_days", "share", "units",
)  # fmt: skip
"""Columns of ``account/shares.csv``: area is that held on every day of the period."""

SHARE_DECIMALS = 9
"""Decimals of a published share [1], rounded down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one member holds under one method."""

    member: str
    parcels: int
    """Parcels in the project on any day of the period."""
    area_ha: Fraction
    """Area held on every day of the period [ha]."""
    hectare_days: Fraction
    """Area times days in the period, over all parcels [ha d]."""
    share: Fraction
    """Exact share of the units [1]."""
    units: int
    """Whole carbon units [t CO2e]."""


def shares(roster: Roster, rule: str, units: int) -> tuple[Share, ...]:
    """Return the units of each member by the stated rule; they add up to all units.

    Each gets its exact share rounded down; the units that are left go one by one to
    the largest remainders, and between equal ones in the order of the codes.

    Parameters
    ----------
    roster
        Parcels of the members, with the period of the account.
    rule
        ``area_days``, ``area`` or ``equal``.
    units
        Units of the account [t CO2e].
    """
    start, end = roster.start, roster.end
    area: dict[str, Fraction] = {}
    days: dict[str, Fraction] = {}
    parcels: dict[str, set[str]] = {}
    for item in roster.holdings:
        if lasting := item.days(start, end):
            code = item.member
            whole = item.area_ha if item.stays(start, end) else Fraction(0)
            area[code] = area.get(code, Fraction(0)) + whole
            days[code] = days.get(code, Fraction(0)) + item.area_ha * lasting
            parcels.setdefault(code, set()).add(item.parcel)
    equal = dict.fromkeys(parcels, Fraction(1))
    weights = {"area_days": days, "area": area, "equal": equal}[rule]
    total = sum(weights.values(), start=Fraction(0)) or Fraction(1)
    counts = apportioned(weights, units)
    return tuple(
        Share(
            member=name,
            parcels=len(parcels[name]),
            area_ha=area[name],
            hectare_days=days[name],
            share=weights[name] / total,
            units=counts[name],
        )
        for name in sorted(parcels)
    )


def apportioned(weights: Mapping[str, Fraction], units: int) -> dict[str, int]:
    """Share whole units by weight, by the method of largest remainders.

    Examples
    --------
    >>> apportioned({"a": Fraction(1), "b": Fraction(2)}, 100)
    {'a': 33, 'b': 67}
    """
    total = sum(weights.values(), Fraction(0))
    if not total:
        return dict.fromkeys(weights, 0)
    exact = {name: units * weight / total for name, weight in weights.items()}
    counts = {name: int(share) for name, share in exact.items()}
    rest = units - sum(counts.values())
    by_remainder = sorted(exact, key=lambda name: (counts[name] - exact[name], name))
    for name in by_remainder[:rest]:
        counts[name] += 1
    return counts


def shares_text(evidence: Evidence, accounts: Sequence[Account]) -> bytes:
    """Return ``account/shares.csv``: every member under every method.

    Only for evidence with a roster.
    """
    roster, stated = evidence.roster, evidence.project.model.members
    if roster is None or not isinstance(stated, Members):
        return b""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for account in accounts:
        for item in shares(roster, stated.share, account.units):
            writer.writerow(
                (
                    account.pack.id, item.member, item.parcels,
                    rounded_down(item.area_ha, AREA_DECIMALS),
                    rounded_down(item.hectare_days, AREA_DECIMALS),
                    rounded_down(item.share, SHARE_DECIMALS),
                    item.units,
                )
            )  # fmt: skip
    return out.getvalue().encode()
