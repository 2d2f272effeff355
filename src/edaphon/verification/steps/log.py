"""Checks 13 to 20: what only a transparency log can answer."""

# spec/verification: leaf to heads

from collections.abc import Callable, Iterator

from edaphon.verification.checklist import number_of
from edaphon.verification.examination import Examination
from edaphon.verification.finding import Finding


def unanswered(name: str) -> Callable[[Examination], Iterator[Finding]]:
    """Return the check that says: there is no log to ask."""

    def check(exam: Examination) -> Iterator[Finding]:
        """Answer *not checked*; no bundle of this version carries a proof."""
        del exam
        yield Finding(step=number_of(name), verdict="not_checked", code="LOG_NONE")

    return check
