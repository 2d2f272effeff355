"""A column of a file under proposal, and what is known of its project."""

from dataclasses import dataclass

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.wizard.proposal import Guess, Question

TOO_SURE = 0.5
"""Confidence below which a person must say yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the file under proposal."""

    file: str
    sheet: str
    header: str
    letter: str
    cells: tuple[str, ...]
    """Different cells that hold something, in order of appearance."""
    dates: bool = False
    """Whether a spreadsheet holds some of the cells as dates."""
    is_named: bool = True
    """Whether the header names it; where the file has none it is only a letter."""

    def problem(self, code: str, **facts: object) -> Problem:
        """Return a problem with this column."""
        where = Where(file=self.file, sheet=self.sheet, column=self.letter)
        return Problem(code=code, where=where, facts={"name": self.header, **facts})

    def ask(self, problem: Problem, proposal: str = "") -> Question:
        """Return a question about this column."""
        return Question(about=self.header, problem=problem, proposal=proposal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of the project to which a file belongs."""

    scenario: str = ""
    """Kind of land, for the plausible ranges."""
    campaigns: frozenset[str] = frozenset()
    strata: frozenset[str] = frozenset()

    @classmethod
    def of(cls, project: Project | None) -> "Context":
        """Return the context of a project, an empty one without a project."""
        if project is None:
            return cls()
        return cls(
            scenario=project.scenario,
            campaigns=frozenset(one.id for one in project.campaigns),
            strata=frozenset(one.id for one in project.strata),
        )


def unsure(guess: Guess, column: Column) -> list[Question]:
    """Ask about a column whose header may mean several things."""
    if guess.confidence >= TOO_SURE:
        return []
    codes = ", ".join((guess.code, *guess.alternatives))
    problem = column.problem(
        "MAP_UNSURE", codes=codes, samples=", ".join(guess.samples)
    )
    return [column.ask(problem, guess.code)]
