"""The fields of a published form that take certain words only, and what they mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edaphon.kernel.language import LANGUAGES
from edaphon.schemas.forms import schema
from edaphon.schemas.settling import Schema, resolved

BETWEEN = " | "
"""Stands between the languages of a description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A field that takes certain words only."""

    field: str
    """Path in the document; ``[]`` after a list, ``*`` for a name of one's own."""
    values: tuple[str, ...]
    means: Mapping[str, str]
    """What the field says, and its words where they need it, in each language."""


def choices(name: str) -> Iterator[Choice]:
    """Yield every choice of a published form, in the order of its fields.

    Parameters
    ----------
    name
        Form, ``project`` or ``plan``.

    Yields
    ------
    Choice
        One for each field whose rule lists its words.

    Examples
    --------
    >>> next(one for one in choices("project") if one.field == "scenario").values
    ('cropland', 'grassland', 'paddy', 'forest', 'degraded')
    """
    whole = schema(name)
    yield from _choices(whole, whole, "")


def _choices(rule: Schema, whole: Schema, path: str) -> Iterator[Choice]:
    rule = resolved(rule, whole)
    told = rule.get("description", "")
    if "enum" in rule:
        means = dict(zip(LANGUAGES, (told.split(BETWEEN) * 2)[:2], strict=True))
        values = tuple(str(value) for value in rule["enum"])
        yield Choice(field=path, values=values, means=means)
    for key, below in rule.get("properties", {}).items():
        yield from _choices(below, whole, f"{path}.{key}".lstrip("."))
    rest = rule.get("additionalProperties")
    if isinstance(rest, dict):
        yield from _choices(rest, whole, f"{path}.*")
    if "items" in rule:
        yield from _choices(rule["items"], whole, f"{path}[]")
    for part in (*rule.get("anyOf", ()), *rule.get("oneOf", ())):
        yield from _choices(part, whole, path)
