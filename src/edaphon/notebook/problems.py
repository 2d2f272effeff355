"""What is wrong or open in a project folder, as a list that a notebook shows."""

from collections.abc import Sequence
from typing import overload

from edaphon.kernel.errors import Problem
from edaphon.kernel.language import Language, marked
from edaphon.notebook.markup import table
from edaphon.notebook.words import text

SEVERITIES = {
    "error": marked("error"),
    "question": marked("question"),
    "warning": marked("warning"),
}


class Problems(Sequence[Problem]):
    """Problems in the order in which `edaphon check` tells them.

    Parameters
    ----------
    problems
        As the rooms below tell them.
    language
        Language in which they are shown.
    """

    def __init__(self, problems: Sequence[Problem], language: Language) -> None:
        self._problems = tuple(problems)
        self._language = language

    @overload
    def __getitem__(self, place: int) -> Problem: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Problem]: ...
    def __getitem__(self, place: int | slice) -> Problem | Sequence[Problem]:
        """Return one problem, or some."""
        return self._problems[place]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._problems)

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """Errors and open questions: an account waits for all of them."""
        return tuple(item for item in self._problems if item.stops())

    def __repr__(self) -> str:
        told = [item.text(self._language) for item in self._problems]
        return "\n".join(told) or text("No problems.", self._language)

    def _repr_html_(self) -> str:
        language = self._language
        heads = [
            text("Severity", language), text("Code", language),
            text("Place", language), text("Found", language),
            text("What to do", language),
        ]  # fmt: skip
        return table(heads, [self._row(item) for item in self._problems])

    def _row(self, item: Problem) -> tuple[str, ...]:
        language = self._language
        return (
            text(SEVERITIES[item.severity], language),
            item.code,
            item.where.text(language),
            item.found(language),
            item.remedy(language),
        )
