"""What a field of the disclosure list may be answered with."""

from collections.abc import Callable
from dataclasses import dataclass

from edaphon.reporting.wording import enumerated
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.report import Report


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A field that this account does not fall under, with the reason."""

    reason: Text


@dataclass(frozen=True, slots=True)
class Partly:
    """A field of whose content the records hold a part, with what they lack."""

    told: Text
    lacks: Text
    is_computed: bool = False
    """Whether what is lacking is a result, which no words of a project can give."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the project says in its own words, with no record beside them."""

    told: Text


@dataclass(frozen=True, slots=True)
class Outside:
    """A field that is answered after the account, by somebody else."""


Answer = Text | Partly | Stated | NotApplicable | Outside | None
"""Text that holds all that the field names, a part of it, the project's words alone,
the reason why the field does not apply, or nothing."""

Answering = Callable[[Report], Answer]


def partly(told: Text, lacks: list[Text], *, is_computed: bool = False) -> Answer:
    """Return the text alone where nothing lacks, else what is told with what lacks."""
    if not lacks:
        return told
    return Partly(told, enumerated(lacks), is_computed)
