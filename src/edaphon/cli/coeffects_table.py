"""The co-effects of a bundle on the terminal: the worsened first, no data in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from edaphon.cli.output import echo, language, print_json, text
from edaphon.kernel.language import halves, marked

if TYPE_CHECKING:
    from edaphon.bundle import Bundle
    from edaphon.schemas.models.account import Text
    from edaphon.schemas.models.effects import (
        Effect,
        EffectSafeguard,
        EffectsRecord,
        EffectValue,
    )

NAME = "coeffects"
"""What is written in the place of a figure."""

VERDICTS = {
    "worse": marked("worse"),
    "incomplete": marked("not decided: years without data"),
    "not_shown": marked("stated, not shown"),
    "no_baseline": marked("not decided: no baseline"),
    "no_change": marked("no change"),
    "told": marked("told, not judged"),
    "better": marked("better"),
    "no_data": marked("no data"),
}
STATUSES = {
    "no": marked("no"),
    "partly": marked("partly"),
    "stated": marked("stated, not shown"),
    "no_data": marked("no data"),
    "not_applicable": marked("said not to apply"),
    "on_file": marked("yes, evidence on file"),
}


def read_effects(bundle: "Bundle") -> "EffectsRecord | None":
    """Return the co-effects of an opened bundle, None where it has none.

    Raises
    ------
    EdaphonError
        ``RECORD_VERSION`` or ``RECORD_FORM`` for a table of another form.
    """
    from edaphon.accounting import COEFFECTS  # noqa: PLC0415 - slow to load
    from edaphon.schemas.records import read  # noqa: PLC0415 - slow to load

    if COEFFECTS not in bundle.names:
        return None
    return read("effects", bundle.read(COEFFECTS), file=COEFFECTS)


def print_effects(found: "EffectsRecord | None", *, as_json: bool) -> None:
    """Print the co-effects of a bundle."""
    if as_json:
        from msgspec import to_builtins  # noqa: PLC0415 - loaded by then

        print_json({"replayed": False, NAME: to_builtins(found)})
        return
    if found is None:
        echo(text("No data: the project gives no record of co-effects."))
        return
    for item in found.indicators:
        for line in _indicator(item):
            echo(line)
    topics = text(", ").join(_words(item.title) for item in found.without)
    if topics:
        echo(text("No data on: {topics}").format(topics=topics))
    echo(text("Safeguards:"))
    for one in found.safeguards:
        for line in _safeguard(one):
            echo("  " + line)


def _indicator(item: "Effect") -> Iterator[str]:
    from edaphon.kernel.units import display  # noqa: PLC0415 - loaded by then

    unit = display(item.unit, language())
    share = f" ({item.change_percent} %)" if item.change_percent else ""
    line = text("{verdict}  {title}: {before} -> {after}, change {change}")
    yield line.format(
        verdict=text(VERDICTS[item.verdict]),
        title=_words(item.title),
        before=_known(item.baseline.value if item.baseline else None),
        after=f"{_known(item.mean)} {unit}".rstrip(),
        change=_known(item.change) + share,
    ).rstrip()
    for one in [*([item.baseline] if item.baseline else []), *item.years]:
        line = text("{when}: {value}  {source}")
        yield (
            "  "
            + line.format(
                when=one.when, value=_known(one.value), source=_source(one)
            ).rstrip()
        )


def _source(one: "EffectValue") -> str:
    if one.value is None:
        return ""
    if not one.file:
        return text(VERDICTS["not_shown"])
    if one.rows:
        rows = ", ".join(map(str, one.rows))
        return text("{file}, rows {rows}").format(file=one.file, rows=rows)
    return text("{file}, {place}").format(
        file=one.file, place=halves(one.at)[language()]
    )


def _cited(file: str, at: str) -> str:
    """Return file and place in it, by its half of the language of the call."""
    return text("{file}, {place}").format(file=file, place=halves(at)[language()])


def _safeguard(one: "EffectSafeguard") -> Iterator[str]:
    yield f"{text(STATUSES[one.status])}  {_words(one.title)}"
    if one.file:
        yield "  " + text("{file}, {place}").format(
            file=one.file, place=halves(one.at)[language()]
        )
    count = text(VERDICTS["no_data"])
    if one.open_grievances is not None:
        count = str(one.open_grievances)
    if one.status != "no_data":
        yield "  " + text("Open grievances: {count}").format(count=count)


def _known(value: str | None) -> str:
    return text(VERDICTS["no_data"]) if value is None else value


def _words(title: "Text") -> str:
    return title.zh if language() == "zh" else title.en
