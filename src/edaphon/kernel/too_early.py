"""A time that cannot be: an account from before what it accounts for."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.errors import Problem

Place = tuple[str | int, ...]

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
    if not _has_come(end, moment):
        facts = {"found": found, "end": last_day(end)}
        problems.append(Problem(code="RUN_BEFORE_PERIOD_END", facts=facts))
    if sealed_at and moment < datetime.fromisoformat(sealed_at):
        facts = {"found": found, "sealed": sealed_at}
        problems.append(Problem(code="RUN_BEFORE_SEAL", facts=facts))
    return tuple(problems)


def signed_later(moment: datetime, document: object) -> Iterator[tuple[Place, str]]:
    """Give every statement of a document that is signed after some time.

    Parameters
    ----------
    moment
        Time of the account, with its offset.
    document
        Plain values; every ``signed_on`` in it is a day or an instant.

    Yields
    ------
    tuple of tuple and str
        Place of the day in the document, and the day.

    Examples
    --------
    >>> tenure = {"land": {"tenure": {"signed_on": "2031-01-01"}}}
    >>> list(signed_later(datetime(2026, 1, 1, tzinfo=UTC), tenure))
    [(('land', 'tenure', 'signed_on'), '2031-01-01')]
    """
    for place, day in _signed(document, ()):
        if not _has_come(day, moment):
            yield place, day


def _signed(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "signed_on" and isinstance(item, str):
                yield (*place, key), item
            else:
                yield from _signed(item, (*place, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _signed(item, (*place, at))


def _has_come(day: str, moment: datetime) -> bool:
    """Tell whether a day has begun anywhere on Earth; what is no day has."""
    try:
        begins = datetime.fromisoformat(day)
    except ValueError:
        return True  # the form tells it
    if begins.tzinfo is None:
        begins = begins.replace(tzinfo=UTC) - EARLIEST_DAY
    return moment >= begins
