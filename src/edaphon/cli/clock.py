"""The one clock of the command line."""

import os
from datetime import UTC, datetime

import click

from edaphon.cli.output import text

FIXED = "SOURCE_DATE_EPOCH"

LAST = 253402300799
"""The last second of the year 9999 [s since 1970]; no record can write a later one."""


def now() -> datetime:
    """Return the present instant, or ``SOURCE_DATE_EPOCH`` where that is set.

    The variable is the one that reproducible builds use: with it, two calls on the
    same folder write the same bundle.

    Raises
    ------
    click.UsageError
        As `fixed`.
    """
    return fixed() or datetime.now(tz=UTC).replace(microsecond=0)


def fixed() -> datetime | None:
    """Return the instant that ``SOURCE_DATE_EPOCH`` names, None where it is not set.

    Raises
    ------
    click.UsageError
        When it names none. Libraries read the variable too and stumble over it, so
        that every call asks here first.
    """
    given = os.environ.get(FIXED, "")
    if not given:
        return None
    is_number = given.isascii() and given.isdigit() and len(given) <= len(str(LAST))
    if is_number and int(given) <= LAST:
        return datetime.fromtimestamp(int(given), tz=UTC)
    line = text(
        "SOURCE_DATE_EPOCH is “{given}”, which is no time: write whole seconds since "
        "1970, at most {last}, or remove the variable."
    )
    raise click.UsageError(line.format(given=given[:40], last=LAST))
