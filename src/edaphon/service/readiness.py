"""Whether an account may be made of a project folder, and what it would credit.

`edaphon check` and `edaphon account` both go through `prepared`: what the one tells is
what stops the other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from edaphon.accounting import Look, accounts, look
from edaphon.kernel.errors import EdaphonError, Problem, Where, each_once
from edaphon.kernel.files import refuse_what_is_in_the_way
from edaphon.kernel.language import LANGUAGES
from edaphon.kernel.too_early import too_early
from edaphon.methods import unknown_packs
from edaphon.methods.showing import description

if TYPE_CHECKING:
    from edaphon.accounting import Account, Evidence
    from edaphon.evidence import Project

OUT = "out"
"""Folder of results inside a project folder."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A project folder, what stops its account, and the account where nothing does."""

    look: Look
    """What the files say."""
    problems: tuple[Problem, ...]
    """Every problem of files, methods and clock, each once."""
    evidence: "Evidence | None" = None
    """None while a problem of the files stops."""
    accounts: "tuple[Account, ...]" = ()
    """Accounts of the methods; empty while anything of files or methods stops."""

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """Errors and open questions: an account waits for all of them."""
        return tuple(item for item in self.problems if item.stops())


def prepared(
    folder: Path,
    method_ids: Sequence[str] = (),
    *,
    now: datetime,
    progress: Progress | None = None,
) -> Prepared:
    """Read a project folder and account for it as far as it may be, writing nothing.

    Parameters
    ----------
    folder
        Project folder.
    method_ids
        Packs; those of the project document when empty.
    now
        Time of the account, with its offset.
    progress
        Told what is being done.

    Returns
    -------
    Prepared
        Nothing is raised for what is wrong in the folder or in a method.
    """
    found = look(folder, methods=method_ids, progress=progress)
    problems = [*found.problems, *_method_problems(found.project, method_ids)]
    around = (*_clock_problems(found, now), *_place_problems(folder, found))
    if found.project is None or any(item.stops() for item in problems):
        return Prepared(look=found, problems=each_once((*problems, *around)))
    if progress:
        progress("account")
    evidence = found.evidence()
    try:
        done = accounts(evidence, tuple(method_ids) or evidence.project.methods)
    except EdaphonError as error:
        problems += error.problems
        done = ()
    return Prepared(
        look=found,
        problems=each_once((*problems, *around)),
        evidence=evidence,
        accounts=done,
    )


def _method_problems(
    project: "Project | None", method_ids: Sequence[str]
) -> Iterator[Problem]:
    """Tell of every method that is not installed, with its place where it has one."""
    if method_ids:
        yield from unknown_packs(method_ids)
        return
    if project is not None:
        for method in project.methods:
            where = project.where_method(method)
            for problem in unknown_packs([method]):
                yield replace(problem, where=where)


def _clock_problems(found: Look, now: datetime) -> tuple[Problem, ...]:
    """Tell of a clock before the end of the period, the seal or a signature."""
    if found.project is None or any(item.stops() for item in found.problems):
        return ()  # the period itself may be what is wrong
    project = found.project
    early = too_early(now, str(project.period.end), found.plan.sealed_at)
    signed = [
        Problem(code="SIGNED_LATER", where=where, facts={"day": day})
        for where, day in project.signed_after(now)
    ]
    return (*early, *signed)


def _place_problems(folder: Path, found: Look) -> tuple[Problem, ...]:
    """Tell of what stands where the bundle belongs."""
    if found.project is None:
        return ()
    try:
        refuse_what_is_in_the_way(
            folder / OUT, [folder / OUT / f"{found.project.id}.zip"]
        )
    except EdaphonError as error:
        return error.problems
    return ()


# --- What would not be credited ---------------------------------------------------


def credit_problems(done: Prepared) -> Iterator[Problem]:
    """Warn of what makes a method of the project credit nothing.

    Yields
    ------
    Problem
        ``NOT_CREDITED`` for every condition that stands against a method, and
        ``UNITS_UNKNOWN`` where its units cannot be computed.
    """
    for account in done.accounts:
        method = account.pack.id
        where = _place(done, method)
        for item in account.assessed:
            if item.stands_against:
                facts = {
                    "method": method,
                    "condition": item.condition.id,
                    "found": item.outcome.found,
                    "cure": item.outcome.cure,
                }
                yield Problem(code="NOT_CREDITED", where=where, facts=facts)
        if lacking := account.asked:
            facts = {"method": method, "lacking": _titles(account, lacking)}
            yield Problem(code="UNITS_UNKNOWN", where=where, facts=facts)


def _place(done: Prepared, method: str) -> Where:
    """Return where the project names a method."""
    project = done.look.project
    if project is None:
        return Where(file="project.yaml", path="methods")
    return project.where_method(method)


def _titles(account: "Account", names: Sequence[str]) -> dict[str, str]:
    """Return what is lacking by its title and where it is given, in both languages."""
    titles = description(account.pack)["names"]
    lots = account.lots_lacking()
    listed: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for name in names:
        place = account.place_of(name)
        for language, found in listed.items():
            title = titles.get(name, {}).get(language, name)
            if lots and name == "stated_carrier_carbon":
                found.append(lots[language])
            elif place:
                found.append(_PLACED[language].format(title, place[language]))
            else:
                found.append(title)
    between = {"en": "; ", "zh": "；"}
    return {key: between[key].join(found) for key, found in listed.items()}


_PLACED = {"en": "{} ({})", "zh": "{}（{}）"}
"""A title, and where it is given."""
