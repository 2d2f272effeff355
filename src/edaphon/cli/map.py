"""``edaphon map``: propose a column map for a file, ask, and save it."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edaphon.cli.map_answers import Talk
from edaphon.cli.map_table import print_proposal, show
from edaphon.cli.output import (
    CHECK_FAILED,
    language,
    leave,
    print_refusal,
    say,
    text,
)
from edaphon.cli.start_answers import KEPT
from edaphon.cli.start_answers import kept as answers_of
from edaphon.kernel.errors import EdaphonError, Problem, Where, shown
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.monitoring import Proposal, Question

_HELP = ("?", "？")
"""Answers that ask what a question means."""

_WORDS = ("MAP_WORDS", "DEPTH_UNCLEAR")
"""Questions about the words of a column."""

_STOP = "q"
"""Answer that ends the questions where Enter takes a proposal."""


@click.command(
    name="map",
    help=text(
        marked(
            "Propose a column map for a laboratory file, and save it.\n\n"
            "DIR is the project folder, FILE a table inside it. Nothing is guessed "
            "silently: what is unsure is asked at the terminal, or answered with "
            "--answer and --word."
        )
    ),
    epilog=text(
        marked(
            "Example: edaphon map my-project lab/2026.xlsx --answer 有机质=som:g/kg "
            "--accept"
        )
    ),
)
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--sheet", help=text(marked("Worksheet to map.")))
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="COL=CODE:UNIT",
    help=text(
        marked("Settle a column by header or letter, or a setting: @encoding=gb18030.")
    ),
)
@click.option(
    "--word",
    "words",
    multiple=True,
    metavar="COL:WORD=MEANING",
    help=text(marked("Say what a word of a column means; *=skip leaves others out.")),
)
@click.option(
    "--accept",
    is_flag=True,
    help=text(marked("Save without asking, if no question is open.")),
)
@click.option(
    "--yes",
    is_flag=True,
    help=text(
        marked(
            "Say yes to what is proposed, and save; what a column holds and its unit "
            "are never settled by it."
        )
    ),
)
@click.option("--dry-run", is_flag=True, help=text(marked("Write nothing.")))
@click.option("--json", "as_json", is_flag=True, help=text(marked("Print JSON.")))
def command(**options: Any) -> None:  # noqa: ANN401 - click's values
    """Run the verb."""
    try:
        _run(**options)
    except EdaphonError as error:
        print_refusal(error, as_json=options["as_json"])
        leave(CHECK_FAILED)


def _run(
    folder: Path,
    file: Path,
    sheet: str | None,
    answers: Sequence[str],
    words: Sequence[str],
    **flags: bool,
) -> None:
    talk = _talk(folder, file, sheet)
    for given in answers:
        talk.answer(given)
    for given in words:
        talk.word(given)
    if not talk.kept.is_empty:
        say(
            text("What project.yaml or edaphon start knows of {file} is kept.").format(
                file=talk.name
            )
        )
    proposal = talk.proposal()
    if flags["yes"]:
        proposal = _agreed(talk, proposal)
    asks = _is_terminal() and not (flags["accept"] or flags["yes"] or flags["as_json"])
    if asks and not proposal.problems:
        print_proposal(proposal)
        proposal = _asked(talk, proposal)
    show(proposal, as_json=flags["as_json"])
    if proposal.problems or proposal.questions:
        leave(CHECK_FAILED)
    wants = flags["accept"] or flags["yes"]
    if asks and not flags["dry_run"]:
        wants = click.confirm(text("Save this map in project.yaml?"), err=True)
    _save(folder, proposal, wants=wants, dry_run=flags["dry_run"])


def _talk(folder: Path, file: Path, sheet: str | None) -> Talk:
    from edaphon.evidence import read  # noqa: PLC0415 - slow import
    from edaphon.starting import kept_map  # noqa: PLC0415 - slow import

    inside = folder / file
    path = inside if inside.is_file() or not file.is_file() else file
    if not path.is_file():
        line = text("There is no file {file}, neither here nor in {folder}.")
        raise click.UsageError(line.format(file=file, folder=folder))
    try:
        name = path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        where = Where(file=path.as_posix())
        problem = Problem(
            code="PATH_OUTSIDE", where=where, facts={"found": path.as_posix()}
        )
        raise EdaphonError(problem) from None
    project, problems = read(folder)
    if any(problem.code.startswith(("DOCUMENT_", "YAML_")) for problem in problems):
        raise EdaphonError(problems)
    kept = kept_map(folder, answers_of(folder / KEPT), (name, sheet or ""), language())
    return Talk(path=path, name=name, sheet=sheet, project=project, kept=kept)


def _agreed(talk: Talk, proposal: "Proposal") -> "Proposal":
    """Say yes wherever something is proposed, settings of the file first."""
    seen: set[tuple[str, str]] = set()
    while True:
        fresh = [
            one
            for one in proposal.questions
            if (one.about, one.problem.code) not in seen
        ]
        if not fresh:
            return proposal
        seen.add((fresh[0].about, fresh[0].problem.code))
        if talk.agree(fresh[0]):
            proposal = talk.proposal()


def _asked(talk: Talk, proposal: "Proposal") -> "Proposal":
    """Ask every open question until none is left or the person stops."""
    while proposal.questions:
        question = proposal.questions[0]
        say(question.problem.text(language()))
        if proposal.words(question.about) and question.problem.code in _WORDS:
            settled = _ask_words(talk, proposal, question)
        else:
            settled = _ask(talk, question)
        if not settled:
            return proposal
        proposal = talk.proposal()
        if any(_is_same(one, question) for one in proposal.questions):
            say(text("That does not settle the question; ? explains what does."))
    return proposal


def _is_same(one: "Question", other: "Question") -> bool:
    return (one.about, one.problem) == (other.about, other.problem)


def _ask(talk: Talk, question: "Question") -> bool:
    """Ask until an answer is understood; False when the person stops."""
    about = text("Answer: {typed}").format(typed=question.typed(language()))
    for given in _replies(about, question):
        known = len(talk.columns)
        try:
            talk.answer(f"{question.about}={given}")
            talk.proposal()
        except EdaphonError as error:
            say("\n".join(problem.text(language()) for problem in error.problems))
            del talk.columns[known:]
        except click.BadParameter as error:
            say(error.format_message())
        else:
            return True
    return False


def _ask_words(talk: Talk, proposal: "Proposal", question: "Question") -> bool:
    known = proposal.column(question.about).details.get("values", {})
    words = proposal.words(question.about)
    for word in words:
        means = text("“{word}” means").format(word=shown(word))
        means = f"{means}: {question.typed(language())}"
        given = next(_replies(means, question, known.get(word, "")), "")
        if not given:
            return False
        talk.words.append((question.about, word, given))
    return bool(words)


def _replies(
    about: str, question: "Question", proposal: str | None = None
) -> Iterator[str]:
    """Yield what a person types, until it is the sign to stop; ``?`` explains."""
    likely = question.proposal if proposal is None else proposal
    takes = text("(Enter takes the proposal, ? explains, q stops)")
    hint = takes if likely else text("(? explains, empty to stop)")
    while True:
        given = click.prompt(f"{about} {hint}", default=likely, err=True).strip()
        if given in ("", _STOP):
            return
        if given in _HELP:
            say(question.helped(language()))
            continue
        yield given


def _save(folder: Path, proposal: "Proposal", *, wants: bool, dry_run: bool) -> None:
    from edaphon.monitoring import save_map  # noqa: PLC0415 - slow import

    if not wants or dry_run:
        say(text("Nothing was written."))
        if not (wants or dry_run or _is_terminal()):
            say(text("Nothing is open: add --accept to save this map."))
        return
    save_map(folder, proposal.record())
    line = text("The map of {file} is saved in project.yaml.")
    say(line.format(file=proposal.path))


def _is_terminal() -> bool:
    return sys.stdin.isatty()
