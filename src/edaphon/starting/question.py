"""A question as a record: what is asked, why, and what an answer may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from edaphon.kernel.language import Text

Kind = Literal[
    "text", "choice", "day", "days", "number", "yes_no", "column", "map",
    "count", "runs", "groups", "places", "area",
]  # fmt: skip
"""What an answer is: words, one of some choices, a day, first and last day, a number,
yes or no, the meaning of a column, a yes to a whole column map, living cells in an
amount of product, runs against known values, points put together under names, points
with longitude and latitude, or an area in whatever unit."""

LATER = ">"
"""What puts a question off, and all others of its group with it."""

NOTHING = Text(en="", zh="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that may be given."""

    value: str
    says: Text
    """What it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that only a person can tell."""

    id: str
    """Name under which its answer is kept: ``name``, ``file:lab/a.csv|SOC``."""
    section: Text
    """Heading under which it is asked."""
    asks: Text
    helps: Text = NOTHING
    """Why it is asked, and what follows from the answer."""
    kind: Kind = "text"
    choices: Sequence[Choice] = ()
    is_open: bool = False
    """Whether another answer than the choices may be given too."""
    proposal: str = ""
    """Answer that a bare Enter takes."""
    may_be_blank: bool = False
    """Whether it may stay without an answer; the field is then left out."""
    pattern: str = ""
    """Regular expression of a text."""
    group: str = ""
    """Questions that may be put off together with one answer; empty for one that
    cannot be."""
