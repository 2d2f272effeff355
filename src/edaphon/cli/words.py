"""``edaphon words``: look up the codes, units and choices that files may hold."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    json_option,
    language,
    leave,
    print_json,
    say,
    text,
)
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.evidence import Word

GROUPS = {
    "places": marked("Places, days and names: what says where a value belongs"),
    "soil": marked("Soil"),
    "microbial": marked("Microbes"),
    "gas": marked("Gases"),
    "climate": marked("Climate"),
    "management": marked("Activity, yields, products"),
    "unit": marked("Units, and what may be given in them"),
    "choice": marked("Fields of project.yaml that take certain words"),
}
"""Heading of each group of words."""

MOST_IN_FULL = 12
"""Words that are shown with all their spellings."""


@click.command(
    name="words",
    help=text(
        marked(
            "List the words that Edaphon reads, or look one up.\n\n"
            "TEXT is part of a header, name, code, unit or choice, in English or "
            "Chinese: 容重, Corg, g/100g, paired."
        )
    ),
    epilog=text(marked("Example: edaphon words 有机质")),
)
@click.argument("sought", metavar="[TEXT]", required=False, default="")
@json_option
def command(sought: str, *, as_json: bool) -> None:
    """Run the verb."""
    from edaphon.evidence import nearest, words  # noqa: PLC0415 - slow to load

    found = words(sought)
    if as_json:
        print_json({"sought": sought, "words": [_record(word) for word in found]})
    else:
        _print(found, in_full=bool(sought) and len(found) <= MOST_IN_FULL)
    if not found:
        line = text("Nothing is called “{given}”. Codes that look like it: {near}.")
        say(line.format(given=sought, near=nearest(sought)))
        leave(CHECK_FAILED)
    if not sought and not as_json:
        say(text("Look one up with all its spellings: edaphon words TEXT"))


def _record(word: "Word") -> dict[str, object]:
    return {
        "kind": word.kind,
        "code": word.code,
        "name": dict(word.name),
        "values": list(word.values),
        "also": list(word.also),
    }


def _print(found: Sequence["Word"], *, in_full: bool) -> None:
    for group, members in groupby(found, key=_group):
        echo(text(GROUPS[group]))
        for word in members:
            for line in _lines(word, in_full=in_full):
                echo(f"  {line}")


def _group(word: "Word") -> str:
    return word.domain or word.kind


def _lines(word: "Word", *, in_full: bool) -> Iterator[str]:
    values = ", ".join(value for value in word.values if value)
    name = word.name[language()]
    if word.kind == "choice":
        yield f"{word.code}: {values}"
        yield f"    {name}"
        return
    yield "  ".join(part for part in (word.code, name, values) if part)
    also = word.also if in_full else ()
    if also:
        label = text("written") if word.kind == "unit" else text("headers")
        yield f"    {label}: {', '.join(also)}"
