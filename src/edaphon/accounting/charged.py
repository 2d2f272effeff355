"""What earlier accounts charged for a time that is closed, from their records.

A cumulative account states all of it anew. A rating, a factor, a yield or a shift that
is stated milder later would give back what was charged before; an equation therefore
takes the earlier charge as its floor, under its own name with ``_before``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import UNSET

from edaphon.accounting.campaign_days import first_day
from edaphon.accounting.evidence import Evidence
from edaphon.evidence import EarlierAccount
from edaphon.kernel.calendar_years import years_between
from edaphon.schemas.models.account import CampaignErrors

Read = Callable[[EarlierAccount], float | None]

BEFORE = "_before"
"""Put behind the name of an equation whose result stands as a floor later."""

FIGURES = ("soil_removal", "buffer", "amendment_leakage", "yield_leakage",
           "displaced_leakage")  # fmt: skip
"""Figures that stand in a record under their own name [t CO2e]."""

INCREASES = (
    "fuel_increase", "lime_increase", "enteric_increase", "manure_ch4_increase",
    "manure_n2o_increase", "burning_ch4_increase", "burning_n2o_increase",
    "n2o_fertiliser_increase", "n2o_fixation_increase", "product_increase",
    "flooded_increase",
)  # fmt: skip
"""Emission increases, each a row of a record's ``emission_changes`` [t CO2e]."""

SHIFT, SHIFT_ERROR = "laboratory_shift", "shift_error"
"""Shift of a laboratory that archived samples showed, and its error [1]."""

STORED = 1e-6
"""Last digit of a figure in a record [t CO2e]: rounding charges nothing."""

CLOSED_YEARS = "closed_years"
"""Time that earlier accounts closed [a]."""

FLOORS = (
    *(f"{name}{BEFORE}" for name in (*FIGURES, *INCREASES, SHIFT, SHIFT_ERROR)),
    CLOSED_YEARS,
)
"""Inputs that `charged` gives."""


def charged(evidence: Evidence, method: str) -> Mapping[str, tuple[float, str]]:
    """Return each floor by its name, with its unit; 0 where no account came before.

    The largest that any closed period before this one bore. What a record does not
    say is unknown, and left out.
    """
    accounts = list(_closed(evidence, method))
    found: dict[str, tuple[float, str]] = {}
    for name, read in _readers(method):
        values = [read(item) for item in accounts]
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            slack = -STORED if name == "soil_removal" else STORED
            found[f"{name}{BEFORE}"] = (
                max([0.0, *(value - slack for value in known)]),
                "t{CO2e}",
            )
    found[CLOSED_YEARS] = (_closed_years(evidence, accounts), "a")
    return {**found, **_shift(accounts, method)}


def _closed_years(evidence: Evidence, accounts: Sequence[EarlierAccount]) -> float:
    """Return the time from the first campaign to the one that ended the last of them.

    The charge of a steady rate is that rate over this time.
    """
    if not accounts:
        return 0.0
    last = first_day(evidence, accounts[-1].last_campaign)
    return float(years_between(first_day(evidence), last))


def _closed(evidence: Evidence, method: str) -> Iterator[EarlierAccount]:
    """Yield the accounts of the periods before this one that bear their charges.

    Those that stand; of a period for which none that stands was decided, all that were.
    """
    end = evidence.project.model.period.end
    closed = [i for i in evidence.earlier if i.end < end and i.is_closed(method)]
    for period in dict.fromkeys(item.end for item in closed):
        held = [item for item in closed if item.end == period]
        yield from [item for item in held if item.is_standing] or held


def _readers(method: str) -> Iterator[tuple[str, Read]]:
    for name in FIGURES:
        yield name, partial(EarlierAccount.figure, method=method, name=name)
    for name in INCREASES:
        yield name, partial(_increase, method=method, name=name)


def _increase(item: EarlierAccount, method: str, name: str) -> float | None:
    """Return what a source emitted more by the record of an account."""
    account = item.under(method)
    changes = UNSET if account is None else account.emission_changes
    for row in () if changes is UNSET else changes.rows:
        if row.name == name and row.value is not None:
            return float(row.value)
    return None


def _shift(
    accounts: list[EarlierAccount], method: str
) -> Mapping[str, tuple[float, str]]:
    """Return the shift that the last account applied, as far as it lowers a gain."""
    if not accounts:
        return {f"{SHIFT}{BEFORE}": (1.0, "1"), f"{SHIFT_ERROR}{BEFORE}": (0.0, "1")}
    account = accounts[-1].under(method)
    errors = None if account is None else account.campaign_errors
    return {} if errors is None else _as_floors(errors)


def _as_floors(errors: CampaignErrors) -> Mapping[str, tuple[float, str]]:
    if errors.shift is None or errors.shift_error is None:
        return {}
    return {
        f"{SHIFT}{BEFORE}": (max(1.0, float(errors.shift)), "1"),
        f"{SHIFT_ERROR}{BEFORE}": (float(errors.shift_error), "1"),
    }
