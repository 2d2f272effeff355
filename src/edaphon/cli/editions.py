"""Editions in words: which rules, since when, and what comes next."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from edaphon.cli.output import (
    echo,
    exit_code,
    language,
    leave,
    print_json,
    print_refusal,
    text,
)
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import marked
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
    """Print what rules a method on a day, where no day of a project is stated."""
    from edaphon.methods.editions import rule_on  # noqa: PLC0415 - seldom needed

    try:
        found = rule_on(chosen.editions, _day(on), {})
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(exit_code(error))
    if as_json:
        print_json(
            {
                "id": chosen.id,
                "day": found.day,
                "used": [item.edition.id for item in found.used],
                "superseded": [item.id for item in found.superseded],
                "next": [item.id for item in found.next],
            }
        )
        return
    echo(f"{chosen.id}  {found.day}")
    used = [item.edition for item in found.used]
    _print(used, "in_force")
    _print(found.superseded, "superseded")
    _print(found.next, "next")


def _print(editions: "Sequence[Edition]", stands: str) -> None:
    from edaphon.methods.editions import transition_told  # noqa: PLC0415 - loaded

    for item in editions:
        name = f"{item.title[language()]} {item.edition}"
        echo(f"  {_line(name, item.since, item.until, stands)}")
        told = transition_told(item)[language()]
        for line in (told, item.asks[language()] if stands == "next" else ""):
            if line:
                echo(f"    {line}")
        echo(f"    {item.source[language()]} [{item.mark}]")


def _day(on: str) -> str:
    """Return a day that exists, or end the call."""
    try:
        return str(date.fromisoformat(on))
    except ValueError:
        line = text("“{day}” is no day; write it as 2026-06-11.")
        raise click.UsageError(line.format(day=on)) from None
