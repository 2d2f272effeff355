"""``edaphon start``: from a folder of files to a project, question by question."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.map_table import print_proposal
from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    json_option,
    language,
    leave,
    print_json,
    print_problems,
    print_refusal,
    quoted,
    say,
    text,
)
from edaphon.cli.start_answers import BACK, KEPT, Given, changed_answers, kept
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.files import explained, write_atomically
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.starting import Question, State, TakenBack

STOP, WHY = "q", "?"
"""What a person types to stop, to be told more; BACK takes the last answer back, or the
one whose id stands behind it, and LATER puts a question off with those of its group."""

STEPS = (
    marked("See what is still open: edaphon check {folder}"),
    marked("See what the plan may bring: edaphon plan {folder}"),
    marked("Seal the plan before the first sample: edaphon seal {folder}"),
    marked("Make the account: edaphon account {folder}"),
)
"""What to do after the questions."""


@click.command(
    name="start",
    help=text(
        marked(
            "Make a project of the files in DIR, question by question.\n\n"
            "Put the laboratory's files and the map of the fields into the folder, "
            "then answer: every choice is shown with its meaning. Enter takes what is "
            "proposed or leaves a question blank, ? tells why it is asked, < takes the "
            "last answer back and < ID any other, > puts a group of questions off, "
            "q stops; a later call goes on. project.yaml and the "
            "sampling plan are written from the answers, and what stands in them stays."
        )
    ),
    epilog=text(marked("Example: edaphon start my-project --lang zh")),
)
@click.argument(
    "folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path)
)
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=text(
        marked(
            "Take answers from a file, start.json of another folder; < takes one back."
        )
    ),
)
@click.option(
    "--answer",
    "given",
    multiple=True,
    metavar="ID=TEXT",
    help=text(
        marked(
            "Give one answer by the id of its question, or another one than is kept; "
            "ID=< takes it back. The id ends at the first = that makes one."
        )
    ),
)
@json_option
def command(
    folder: Path, answers: Path | None, given: tuple[str, ...], *, as_json: bool
) -> None:
    """Run the verb."""
    try:
        state, back = _begun(folder, Given(answers, given))
        if not as_json:
            _tell_back(back)
        if not as_json and _is_terminal():
            state = _asked(state)
        written = _write(state)
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(CHECK_FAILED)
    waiting = _open(state)
    if as_json:
        told = {"written": written, "questions": [_record(one) for one in waiting]}
        print_json({**told, "taken_back": [_back(one) for one in back]})
    else:
        _tell(state, written, waiting)
    if any(not one.may_be_blank for one in waiting):
        leave(CHECK_FAILED)


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _begun(folder: Path, given: Given) -> tuple["State", list["TakenBack"]]:
    """Return the state after the answers that are kept or given with the call.

    With it what was taken back for them.
    """
    from edaphon.starting import questions, state_of  # noqa: PLC0415 - slow to load

    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    state = state_of(folder, kept(folder / KEPT), language())
    state, told = changed_answers(state, given)
    while given:
        asked = next((one for one in questions(state) if _answers(given, one)), None)
        if asked is not None:
            state = _given_to(state, asked, given)
            continue
        apart = next((one for one in _open(state) if given.reads_apart(one)), None)
        if apart is not None:
            state = _after(state, apart, "no")
            continue
        before = len(given)
        state = _put_off(_reopened(state, given), given)
        if len(given) == before and not _asks(state, given):
            facts = {"found": ", ".join(given.ids()), "known": _ids(state)}
            raise EdaphonError(Problem(code="ANSWER_UNASKED", facts=facts))
    return state, told


def _answers(given: Given, question: "Question") -> bool:
    return given.has(question.id) or given.corrects(question)


def _given_to(state: "State", question: "Question", given: Given) -> "State":
    """Return the state after the answer to a question; a map is corrected first."""
    for correction in given.corrections(question):
        return _after(state, question, correction)
    return _after(state, question, given.pop(question.id))


def _asks(state: "State", given: Given) -> bool:
    return any(_answers(given, one) for one in _open(state))


def _reopened(state: "State", given: Given) -> "State":
    """Return the state with the group asked again that an answer belongs to."""
    from edaphon.starting import put_off, resumed  # noqa: PLC0415 - slow to load

    group = next((one.group for one in put_off(state) if given.has(one.id)), "")
    return resumed(state, group) if group else state


def _put_off(state: "State", given: Given) -> "State":
    """Return the state after the groups are put off that an answer names."""
    from edaphon.starting import LATER, PUT_OFF, groups  # noqa: PLC0415 - slow to load

    if _asks(state, given):
        return state
    for group in [name for name in sorted(groups()) if given.has(PUT_OFF + name)]:
        given.pop(f"{PUT_OFF}{group}")
        asked = next((one for one in _open(state) if one.group == group), None)
        if asked is not None:
            state = _after(state, asked, LATER)
    return state


def _ids(state: "State") -> str:
    return ", ".join(one.id for one in _open(state)) or "–"


def _after(state: "State", question: "Question", given: str) -> "State":
    from edaphon.starting import answered, taken  # noqa: PLC0415 - slow to load

    return answered(state, question, taken(question, given))


def _open(state: "State") -> list["Question"]:
    from edaphon.starting import questions  # noqa: PLC0415 - slow to load

    return list(questions(state))


def _write(state: "State") -> list[str]:
    """Write answers and documents, those that are new; return their paths."""
    from edaphon.cli.new import project_id  # noqa: PLC0415 - slow to load
    from edaphon.starting import documents  # noqa: PLC0415 - slow to load

    folder = state.folder
    if not state.answers and state.text is None:
        return []
    found = documents(state, str(project_id(folder.resolve().name)))
    answers = json.dumps(dict(state.answers), ensure_ascii=False, indent=1) + "\n"
    for path, content in {**found, KEPT: answers}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / path, content.encode())
    return list(found)


# --- At the terminal --------------------------------------------------------------


def _asked(state: "State") -> "State":
    """Ask until nothing is open or the person stops."""
    from edaphon.starting import questions, resumed  # noqa: PLC0415 - slow to load

    say(text("Enter takes a proposal or leaves blank; ? why, < back, > later, q stop."))
    state = resumed(state)
    section = ""
    while (question := next(questions(state), None)) is not None:
        if question.section[language()] != section:
            section = question.section[language()]
            say(f"\n== {section} ==")
        _show(state, question)
        given = click.prompt(
            _prompt(question), default="", show_default=False, err=True
        )
        if given == STOP:
            break
        if given.startswith(BACK):
            state = _back_at(state, given.removeprefix(BACK).strip())
        elif given == WHY:
            say(question.helps[language()] or text("There is nothing more to say."))
        else:
            state = _tried(state, question, given)
    return state


def _back_at(state: "State", name: str) -> "State":
    """Return the state before an answer, the last one without a name."""
    from edaphon.starting import taken_back  # noqa: PLC0415 - slow to load

    name = name or next(reversed([*state.answers]), "")
    if name not in state.answers:
        say(text("No answer has this id: {found}.").format(found=name or "–"))
        return state
    try:
        found = taken_back(state, name)
    except EdaphonError as error:
        print_problems(error.problems)
        return state
    _tell_back([found])
    return found.state


def _tell_back(back: list["TakenBack"]) -> None:
    """Tell which answers are open again, and what was made of them."""
    for one in back:
        line = text("Taken back: {answers}.")
        say(line.format(answers=", ".join(one.answers)))
        if one.fields:
            line = text("Taken out of project.yaml, and written anew: {fields}.")
            say(line.format(fields=", ".join(one.fields)))
        if one.state.replans:
            say(text("plan/sampling.yaml is made anew from the answers."))


def _back(one: "TakenBack") -> dict[str, object]:
    return {
        "answers": list(one.answers),
        "fields": list(one.fields),
        "plan": one.state.replans,
    }


def _tried(state: "State", question: "Question", given: str) -> "State":
    """Return the state after an answer; the same, with the reason told, if refused."""
    try:
        return _after(state, question, given)
    except EdaphonError as error:
        print_problems(error.problems)
        return state


def _show(state: "State", question: "Question") -> None:
    if question.kind == "map":
        from edaphon.starting import open_proposal  # noqa: PLC0415 - slow to load

        found = open_proposal(state, question)
        if found is not None:
            print_proposal(found)
    for line in _lines(question):
        say(line)


def _lines(question: "Question") -> Iterator[str]:
    yield f"\n{question.asks[language()]}"
    for number, choice in enumerate(question.choices, start=1):
        says = choice.says[language()]
        code = "" if choice.value == says else f"  ({choice.value})"
        yield f"  {number}. {says}{code}"
    yield f"  {_typed(question)}"


def _typed(question: "Question") -> str:
    """Return what can be typed."""
    from edaphon.starting import wanted  # noqa: PLC0415 - slow to load

    told = [text("Type {wanted}.").format(wanted=wanted(question)[language()])]
    if question.proposal:
        told.append(text("Enter takes {found}.").format(found=_proposed(question)))
    elif question.may_be_blank:
        told.append(text("Enter leaves it blank."))
    if question.group:
        told.append(text("> asks these later."))
    return (" " if language() == "en" else "").join(told)


def _proposed(question: "Question") -> str:
    """Return what Enter takes, in the words of the list above it."""
    words = {choice.value: choice.says[language()] for choice in question.choices}
    if question.kind in {"yes_no", "map"}:
        words = {"yes": text(marked("yes")), "no": text(marked("no"))}
    return words.get(question.proposal, question.proposal)


def _prompt(question: "Question") -> str:
    if question.proposal:
        return f"[{_proposed(question)}]"
    return text("(may be blank)") if question.may_be_blank else ">"


def _record(question: "Question") -> dict[str, object]:
    return {
        "id": question.id,
        "section": dict(question.section),
        "asks": dict(question.asks),
        "helps": dict(question.helps),
        "kind": question.kind,
        "choices": [
            {"value": one.value, "says": dict(one.says)} for one in question.choices
        ],
        "is_open": question.is_open,
        "proposal": question.proposal,
        "may_be_blank": question.may_be_blank,
        "group": question.group,
    }


def _tell(state: "State", written: list[str], waiting: list["Question"]) -> None:
    from edaphon.starting import next_steps  # noqa: PLC0415 - slow to load

    for path in written:
        echo(f"{state.folder}/{path}")
    if waiting:
        line = text("Questions open: {count}; the next is “{asks}”.")
        say(line.format(count=len(waiting), asks=waiting[0].asks[language()]))
        say(text("Go on: edaphon start {folder}").format(folder=quoted(state.folder)))
        return
    _tell_put_off(state)
    say("")
    steps = [*(one[language()] for one in next_steps(state)), *map(text, STEPS)]
    for number, step in enumerate(steps, start=1):
        say(f"{number}. " + step.format(folder=quoted(state.folder)))


def _tell_put_off(state: "State") -> None:
    from edaphon.starting import put_off  # noqa: PLC0415 - slow to load

    left = put_off(state)
    if left:
        sections = dict.fromkeys(one.section[language()] for one in left)
        line = text("Put off until later: {count} questions ({sections}).")
        told = (", " if language() == "en" else "、").join(sections)
        say(line.format(count=len(left), sections=told))
        say(text("Go on: edaphon start {folder}").format(folder=quoted(state.folder)))
