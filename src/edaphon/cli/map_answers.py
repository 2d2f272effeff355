"""What has been settled for one file, and how an answer of ``edaphon map`` is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edaphon.cli.output import text
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.evidence import Project
    from edaphon.monitoring import Proposal, Question
    from edaphon.starting import KeptMap

ANSWER_FORM = marked(
    "COLUMN=CODE:UNIT, COLUMN=limit:NUMBER, COLUMN=pattern:{point}-{replicate}, "
    "COLUMN=also:point, or @SETTING=VALUE for the file"
)
HEADER_FORM = marked("2, or 2,3 for two rows; none where no row names the columns")
WORD_FORM = marked("COLUMN:WORD=MEANING")


@dataclass(slots=True, kw_only=True)
class Talk:
    """What has been settled so far for one file."""

    path: Path
    name: str
    sheet: str | None
    project: "Project | None"
    kept: "KeptMap"
    """What project.yaml or a start says of the file already."""
    settings: dict[str, object] = field(default_factory=dict)
    columns: list[tuple[str, str]] = field(default_factory=list)
    words: list[tuple[str, str, str]] = field(default_factory=list)

    def answer(self, given: str) -> None:
        """Take ``COLUMN=CODE:UNIT`` or ``@SETTING=VALUE``.

        It is parted at the first sign of equality that makes a column of the file.
        """
        about, mark, answer = self._parted(given, "=")
        if not mark or not about:
            raise _wrong_form(given, "--answer", ANSWER_FORM)
        if about.startswith("@"):
            self.settings[about[1:]] = _setting(about[1:], answer)
        else:
            self.columns.append((about, answer))

    def word(self, given: str) -> None:
        """Take ``COLUMN:WORD=MEANING``; a word may hold either sign."""
        about, mark, rest = self._parted(given.rpartition("=")[0], ":")
        meaning = given.rpartition("=")[2]
        if not mark or not meaning:
            raise _wrong_form(given, "--word", WORD_FORM)
        self.words.append((about, rest, meaning))

    def _parted(self, given: str, mark: str) -> tuple[str, str, str]:
        if given.startswith("@"):
            return given.partition(mark)
        ends = [at for at, sign in enumerate(given) if sign == mark]
        known = next((at for at in ends if given[:at] in self._columns), None)
        if known is None:
            return given.rpartition(mark)
        return given[:known], mark, given[known + 1 :]

    @property
    def _columns(self) -> frozenset[str]:
        """Headers and letters of the file, as far as its settings are known."""
        found = self._proposed(())
        return frozenset(
            name for one in found.columns for name in (one.header, one.letter)
        )

    def _proposed(self, answers: Sequence[tuple[str, str]]) -> "Proposal":
        from edaphon.monitoring import propose  # noqa: PLC0415 - slow import

        return propose(
            self.path,
            sheet=self.sheet,
            name=self.name,
            project=self.project,
            settings={**self.kept.told.settings, **self.settings},
            answers=answers,
        )

    def proposal(self) -> "Proposal":
        """Return the proposal after everything settled so far.

        What was said before counts for the columns that the file still has, and
        beside what is said now.
        """
        known, now = self._columns, {about for about, _ in self.columns}
        held = [
            one
            for one in self.kept.told.columns
            if one[0] in known and one[0] not in now
        ]
        proposal = self._proposed([*held, *self.columns])
        words = [one for one in self.kept.told.words if one[0] in {h for h, _ in held}]
        for about, word, meaning in [*words, *self.words]:
            proposal = proposal.worded(about, word, meaning)
        return self._with_details(proposal, now).beside(self.kept.constants)

    def _with_details(self, proposal: "Proposal", now: set[str]) -> "Proposal":
        """Keep what project.yaml says of a column that is still what it was."""
        columns = tuple(
            replace(one, details={**self._details(one.header, one.code), **one.details})
            if now.isdisjoint((one.header, one.letter))
            else one
            for one in proposal.columns
        )
        return replace(proposal, columns=columns)

    def _details(self, header: str, code: str) -> dict[str, object]:
        held = self.kept.columns.get(header, {})
        if held.get("is") != code:
            return {}
        return {name: said for name, said in held.items() if name not in {"is", "unit"}}

    def agree(self, question: "Question") -> bool:
        """Say yes to what a question proposes; False where only a person can."""
        if not question.proposal or question.wants_a_person:
            return False
        if question.about.startswith("@"):
            self.answer(f"{question.about}={question.proposal}")
        elif question.proposal == "yes":
            self._agree_words(question)
        else:
            self.columns.append((question.about, question.proposal))
        return True

    def _agree_words(self, question: "Question") -> None:
        guess = self.proposal().column(question.about)
        for word, meaning in guess.details.get("values", {}).items():
            self.words.append((question.about, word, meaning))


def _setting(name: str, answer: str) -> Any:  # noqa: ANN401 - text, or a list of it
    from edaphon.monitoring import SETTINGS, setting_value  # noqa: PLC0415 - slow import

    if name not in SETTINGS:
        known = ", ".join("@" + one for one in SETTINGS)
        line = text("{given}; the settings are {known}")
        told = line.format(given="@" + name, known=known)
        raise click.BadParameter(told, param_hint="--answer")
    try:
        return setting_value(name, answer)
    except ValueError as error:
        told = f"@{name}={answer}"
        if name == "header_rows":  # the others have choices
            raise _wrong_form(told, "--answer", HEADER_FORM) from None
        known = ", ".join(map(_visible, error.args))
        line = text("{given}; the choices are {known}")
        told = line.format(given=told, known=known)
        raise click.BadParameter(told, param_hint="--answer") from None


def _visible(choice: str) -> str:
    return choice.replace("\t", "\\t")


def _wrong_form(given: str, option: str, form: str) -> click.BadParameter:
    line = text("{given}; it is written {form}")
    return click.BadParameter(
        line.format(given=given, form=text(form)), param_hint=option
    )
