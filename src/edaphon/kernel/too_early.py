"""A time that cannot be: an account from before what it accounts for."""

from datetime import UTC, datetime, timedelta

from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.errors import Problem

EARLIEST_DAY = timedelta(hours=14)
"""How long before midnight UTC a day begins where it begins first (UTC+14)."""


def too_early(moment: datetime, end: str, sealed_at: str = "") -> tuple[Problem, ...]:
    """Return what an account of some time comes before.

    Parameters
    ----------
    moment
        Time of the account, with its offset.
    end
        Day on which the period ends, ``2024-10-15``, itself out of the period. It has
        come once it has begun anywhere on Earth.
    sealed_at
        Instant at which the plan was sealed; empty where it was not.

    Examples
    --------
    >>> now = datetime(2024, 10, 14, 9, tzinfo=UTC)
    >>> [item.code for item in too_early(now, "2024-10-15")]
    ['RUN_BEFORE_PERIOD_END']
    >>> too_early(now + timedelta(hours=1), "2024-10-15")
    ()
    """
    found = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    problems = []
    if day_to_come(end, moment):
        facts = {"found": found, "end": last_day(end)}
        problems.append(Problem(code="RUN_BEFORE_PERIOD_END", facts=facts))
    if sealed_at and moment < datetime.fromisoformat(sealed_at):
        facts = {"found": found, "sealed": sealed_at}
        problems.append(Problem(code="RUN_BEFORE_SEAL", facts=facts))
    return tuple(problems)


def day_to_come(day: str, moment: datetime) -> bool:
    """Tell whether a day, or an instant, has not begun anywhere on Earth."""
    begins = datetime.fromisoformat(day)
    if begins.tzinfo is None:
        begins = begins.replace(tzinfo=UTC) - EARLIEST_DAY
    return moment < begins
