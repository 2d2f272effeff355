"""How ``edaphon map`` shows a proposal: a table in words, or JSON."""

import unicodedata
from typing import TYPE_CHECKING, Any

from edaphon.cli.output import echo, language, print_json, print_problems, say, text
from edaphon.kernel.errors import MOST_PROBLEMS, Problem, Where, shown
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.monitoring import Proposal, Question

HEADINGS = (
    marked("Column"), marked("Header"), marked("Is"), marked("Unit"),
    marked("Sure"), marked("Why"), marked("Values"), marked("Or"),
)  # fmt: skip
_WIDEST = 28
"""Most characters of a cell that are shown."""


def show(proposal: "Proposal", *, as_json: bool) -> None:
    """Print a proposal, its problems, and its open questions as options of a call."""
    open_problems = [
        *proposal.problems,
        *(question.problem for question in proposal.questions),
    ]
    if as_json:
        print_json(_as_json(proposal))
        return
    print_proposal(proposal)
    print_problems(open_problems)
    if proposal.questions:
        where = Where(file=proposal.path)
        count = {"count": len(proposal.questions)}
        print_problems([Problem(code="MAP_OPEN", where=where, facts=count)])
        _print_options(proposal)


def _print_options(proposal: "Proposal") -> None:
    """Print the open questions as options of a call, proposals filled in."""
    options = [
        f"{option}{_choices(proposal, question)}"
        for question in proposal.questions
        for option in proposal.options(question)
    ]
    if options:
        say(text("To answer, check these and add them to the call:"))
    for option in options[:MOST_PROBLEMS]:
        say(f"  {option}")


def _choices(proposal: "Proposal", question: "Question") -> str:
    """Return what an answer may be, where only certain words are taken."""
    known = proposal.choices(question)
    return f"   ({', '.join(known)})" if known and not question.proposal else ""


def _as_json(proposal: "Proposal") -> dict[str, Any]:
    return {
        "entry": proposal.record(),
        "columns": [
            {
                "column": guess.letter,
                "header": guess.header,
                "is": guess.code,
                "unit": guess.unit,
                "confidence": guess.confidence,
                "reason": {"en": guess.why("en"), "zh": guess.why("zh")},
                "samples": list(guess.samples),
                "alternatives": list(guess.alternatives),
            }
            for guess in proposal.columns
        ],
        "questions": [
            {
                "about": question.about,
                "proposal": question.proposal,
                "options": list(proposal.options(question)),
                "problem": question.problem.as_json(),
            }
            for question in proposal.questions
        ],
        "problems": [problem.as_json() for problem in proposal.problems],
    }


def print_proposal(proposal: "Proposal") -> None:
    """Print the settings of a file and what each of its columns is."""
    settings = proposal.record()
    settings.pop("columns")
    for name, value in settings.items():
        echo(f"{name}: {shown(value)}")
    rows = [[text(heading) for heading in HEADINGS]]
    rows += [
        [
            guess.letter,
            guess.header,
            guess.code,
            guess.unit,
            f"{guess.confidence:.0%}",
            guess.why(language()),
            " | ".join(guess.samples),
            ", ".join(guess.alternatives[:2]),
        ]
        for guess in proposal.columns
    ]
    cells = [[shown(cell, _WIDEST) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (
            cell + " " * (width - _width(cell))
            for cell, width in zip(row, widths, strict=True)
        )
        echo("  ".join(padded).rstrip())


def _width(cell: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in cell)
