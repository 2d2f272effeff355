"""Editions in words: which rules, since when, and what comes next."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    language,
    leave,
    print_json,
    text,
)
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import marked
from edaphon.kernel.marks import legend_of_marks
from edaphon.schemas.record import stated_or

if TYPE_CHECKING:
    from edaphon.methods import MethodPack
    from edaphon.methods.editions import Edition
    from edaphon.schemas.models.account import Account, EditionStated

STANDING = {
    "in_force": marked("in force"),
    "transition": marked("by transition"),
    "superseded": marked("superseded"),
    "next": marked("next"),
}
"""How an edition stands to an account, in words."""


def edition_lines(account: "Account") -> list[str]:
    """Return the editions that rule an account and those to come, a line each."""
    told = text("Editions on {day}:").format(day=account.editions_day)
    return [told, *(f"  {line}" for line in _lines(account.editions))]


def _lines(editions: "Iterable[EditionStated]") -> Iterable[str]:
    for item in editions:
        if item.stands != "superseded":
            since, until = stated_or(item.from_, ""), stated_or(item.to, "")
            title = getattr(item.title, language())
            yield _line(f"{title} {item.edition}", since, until, item.stands)
            why = stated_or(item.reason, None) or stated_or(item.asks, None)
            if why:
                yield f"  {getattr(why, language())}"


def _line(name: str, since: str, until: str, stands: str) -> str:
    days = f"{since or text('day not known')} – {until}".rstrip()
    return f"{name}  {days}  [{text(STANDING[stands])}]"


def show_on(chosen: "MethodPack", on: str, *, as_json: bool) -> None:
    """Print what rules a method on a day, where no day of a project is stated.

    Every document is told with every edition that is known of it, whether or not the
    pack follows the one that rules; where it does not the call fails, after the answer.
    """
    from edaphon.methods.editions import rule_on  # noqa: PLC0415 - seldom needed

    day, problems = _day(on), list[Problem]()
    try:
        rule_on(chosen.editions, day, {})
    except EdaphonError as error:
        problems += error.problems
    if as_json:
        print_json(_record(chosen, day, problems))
    else:
        _print_day(chosen, day, is_followed=not problems)
    if problems:
        leave(CHECK_FAILED)


def _record(
    chosen: "MethodPack", day: str, problems: "Sequence[Problem]"
) -> dict[str, object]:
    ordered = sorted(chosen.editions, key=_place)
    ruling = [item for item in chosen.editions if item.covers(day)]
    told: dict[str, object] = {
        "id": chosen.id,
        "day": day,
        "used": [item.id for item in ruling if item.is_followed],
        "not_followed": [item.id for item in ruling if not item.is_followed],
        "superseded": [item.id for item in ordered if _is_over(item, day)],
        "next": [item.id for item in ordered if not item.begun(day)],
    }
    if problems:
        told["problems"] = [item.as_json() for item in problems]
    return told


def _place(item: "Edition") -> tuple[bool, str, str]:
    return (not item.since, item.since, item.id)


def _is_over(item: "Edition", day: str) -> bool:
    return bool(item.until) and item.until < day


def _print_day(chosen: "MethodPack", day: str, *, is_followed: bool) -> None:
    """Print every document with its editions in time, and what follows for the pack."""
    from edaphon.methods.editions import account_day  # noqa: PLC0415 - loaded

    echo(f"{chosen.id}  {day}")
    for document in dict.fromkeys(item.document for item in chosen.editions):
        of_it = [item for item in chosen.editions if item.document == document]
        _print_document(sorted(of_it, key=_place), day)
    if is_followed:
        line = text("The pack implements every edition that rules on {day}.")
        echo(line.format(day=day))
    else:
        line = text(
            "The pack does not implement every edition that rules on {day}: it makes "
            "no account for that day. The first day on which it implements an edition "
            "of every document is {first}; a period that ended earlier is accounted "
            "by the editions of that day."
        )
        echo(line.format(day=day, first=account_day(chosen.editions, "")))
    marks = {item.mark for item in chosen.editions}
    echo(legend_of_marks(language(), marks))


def _print_document(of_it: "Sequence[Edition]", day: str) -> None:
    """Print one document: which edition rules on a day, and all that are known."""
    ruling = [item for item in of_it if item.covers(day)]
    named = ruling[-1] if ruling else of_it[-1]
    line = text("  {title}: {told}")
    told = _verdict(ruling, of_it, day)
    echo(line.format(title=named.title[language()], told=told))
    for item in of_it:
        _print_edition(item, day)


def _verdict(ruling: "Sequence[Edition]", of_it: "Sequence[Edition]", day: str) -> str:
    if ruling and ruling[-1].is_followed:
        line = text("edition {edition} rules on {day}; the pack implements it")
        return line.format(edition=ruling[-1].edition, day=day)
    if ruling:
        line = text(
            "edition {edition} rules on {day}; the pack does not implement it, it "
            "implements {followed} [EDITION_OTHER]"
        )
        followed = text(", ").join(item.edition for item in of_it if item.is_followed)
        known = followed or text("none")
        return line.format(edition=ruling[-1].edition, day=day, followed=known)
    if any(item.is_followed for item in of_it):
        line = text("no edition that is known here covers {day} [EDITION_NONE]")
        return line.format(day=day)
    return text("none of its editions is implemented or had to be on {day}").format(
        day=day
    )


def _print_edition(item: "Edition", day: str) -> None:
    """Print one edition: days, standing, whether it is followed, what it asks."""
    from edaphon.methods.editions import transition_told  # noqa: PLC0415 - loaded

    stands = "in_force" if item.covers(day) else "next"
    if _is_over(item, day):
        stands = "superseded"
    held = text("implemented") if item.is_followed else text("not implemented")
    echo(f"    {_line(item.edition, item.since, item.until, stands)}  {held}")
    told = [item.asks[language()]] if stands != "superseded" else []
    if stands == "superseded":
        told.append(transition_told(item)[language()])
    for line in filter(None, told):
        echo(f"      {line}")
    echo(f"      {item.source[language()]} [{item.mark}]")


def _day(on: str) -> str:
    """Return a day that exists, or end the call."""
    try:
        return str(date.fromisoformat(on))
    except ValueError:
        line = text("“{day}” is no day; write it as 2026-06-11.")
        raise click.UsageError(line.format(day=on)) from None
