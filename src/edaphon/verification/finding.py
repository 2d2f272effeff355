"""What one check of the list says: passed, failed, not checked, or a note."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.language import Language

Verdict = Literal["passed", "failed", "not_checked", "note"]

LEFT_OUT = "REPORTS_LEFT_OUT"
"""Code of a check that the caller left out: nobody asked an answer of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One statement of one check; what passed without remark has no code."""

    step: int
    """Number of the check in the list."""
    verdict: Verdict
    code: str = ""
    where: Where = field(default_factory=Where)
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def problem(self) -> Problem | None:
        """The statement as the catalogue words it; None without a code."""
        if not self.code:
            return None
        return Problem(code=self.code, where=self.where, facts=self.facts)

    def text(self, language: Language) -> str:
        """Return the statement on one line, empty when there is none."""
        problem = self.problem
        return problem.text(language) if problem else ""

    def as_json(self) -> dict[str, Any]:
        """Return the finding for machines, in both languages."""
        problem = self.problem
        told = problem.as_json() if problem else {}
        return {**told, "step": self.step, "verdict": self.verdict}


def of_problem(step: int, verdict: Verdict, problem: Problem) -> Finding:
    """Return the finding that a problem of a room below is.

    What this machine lacks never fails a bundle: it is not checked.
    """
    return Finding(
        step=step,
        verdict="not_checked" if problem.of_this_machine else verdict,
        code=problem.code,
        where=problem.where,
        facts=problem.facts,
    )
