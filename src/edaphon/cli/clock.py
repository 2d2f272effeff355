"""The one clock of the command line."""

import os
from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant, or ``SOURCE_DATE_EPOCH`` where that is set.

    The variable is the one that reproducible builds use: with it, two calls on the
    same folder write the same bundle.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isascii() and fixed.isdigit():
        return datetime.fromtimestamp(int(fixed), tz=UTC)
    return datetime.now(tz=UTC).replace(microsecond=0)
