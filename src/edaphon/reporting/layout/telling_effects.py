"""How co-effects and safeguards are told; what nobody gave is said to be no data."""

from collections.abc import Mapping

from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.telling import Form, Given
from edaphon.reporting.number_text import plain
from edaphon.reporting.wording import read_in, same, sided
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.effects import (
    Effect,
    EffectSafeguard,
    EffectSdg,
    EffectValue,
)


def no_data(reader: Reader) -> str:
    """Return what stands where nothing was given."""
    return reader.word("verdict", "no_data")


def _number(given: Given[Effect]) -> str:
    return no_data(given.reader) if given.value is None else plain(given.value)


def _title(given: Given[Effect]) -> str:
    title, unit = (
        given.reader.pick(given.item.title),
        given.reader.unit(given.item.unit),
    )
    return f"{title} [{unit}]" if unit else title


def _value(given: Given[Effect]) -> str:
    reader, found = given.reader, given.item.baseline
    if found is None:
        return no_data(reader)
    return reader.gettext("{value} ({when})").format(
        value=plain(found.value), when=found.when
    )


def _years(given: Given[Effect]) -> str:
    reader = given.reader
    colon = reader.gettext(": ")
    told = [
        f"{one.when}{colon}{no_data(reader) if one.value is None else plain(one.value)}"
        for one in given.item.years
    ]
    return reader.gettext("; ").join(told) or no_data(reader)


def _change(given: Given[Effect]) -> str:
    item = given.item
    if item.change is None:
        return no_data(given.reader)
    told = plain(item.change)
    if item.change_percent is None:
        return told
    return given.reader.gettext("{change} ({percent}%)").format(
        change=told, percent=plain(item.change_percent)
    )


def _sources(given: Given[Effect]) -> str:
    """Return every source once, with the place in it or the rows."""
    reader, item = given.reader, given.item
    values = [*([item.baseline] if item.baseline else []), *item.years]
    told = dict.fromkeys(place_of(reader, one) for one in values if one.file)
    bare = any(one.value is not None and not one.file for one in values)
    parts = [*told, *([reader.word("verdict", "not_shown")] if bare else [])]
    return reader.gettext("; ").join(parts) or no_data(reader)


def place_of(reader: Reader, one: EffectValue) -> str:
    """Return file and place of a value: page as stated, or rows that were read."""
    if one.rows:
        rows = reader.gettext(", ").join(map(str, one.rows))
        return reader.gettext("{file}, rows {rows}").format(file=one.file, rows=rows)
    return _cited(reader, one.file, one.at)


def _cited(reader: Reader, file: str, at: str) -> str:
    place = reader.pick(sided(at) or same(at))
    return reader.gettext("{file}, {place}").format(file=file, place=place)


def _evidence(given: Given[EffectSafeguard]) -> str:
    item = given.item
    if not item.file:
        return no_data(given.reader)
    return _cited(given.reader, item.file, item.at)


def _words(given: Given[object]) -> str:
    """Return somebody's words, of both languages or plain; no data for none."""
    found = given.value
    if not found:
        return no_data(given.reader)
    told = found if isinstance(found, Text) else sided(str(found)) or same(found)
    return read_in(told, given.reader.language)


def _count(given: Given[EffectSafeguard]) -> str:
    return no_data(given.reader) if given.value is None else str(given.value)


def _targets(given: Given[Effect]) -> str:
    found = list[EffectSdg](given.value)
    return given.reader.gettext(", ").join(
        f"{one.target} ({one.mark})" for one in found
    )


EFFECT_FORMS: Mapping[str, Form] = {
    "effect_number": _number,
    "effect_title": _title,
    "effect_value": _value,
    "effect_years": _years,
    "effect_change": _change,
    "effect_sources": _sources,
    "effect_evidence": _evidence,
    "effect_words": _words,
    "effect_count": _count,
    "effect_targets": _targets,
}
"""Forms of co-effects, by the name that the data give them."""
