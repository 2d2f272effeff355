"""Dated limits of a yearly change beyond which a paper must show it."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, convert, field

from edaphon.evidence import path_problem
from edaphon.kernel import units
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.language import LANGUAGES
from edaphon.kernel.yaml_text import load_yaml
from edaphon.schemas.documents import Document
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.expected import ExpectedDocument, ExpectedStratum


class GainLimit(Struct, frozen=True, forbid_unknown_fields=True):
    """Largest yearly change that needs no paper, and where it is from."""

    since: str = field(name="from")
    """First day on which it holds, ISO."""
    most: Annotated[str, Meta(pattern=r"^[0-9]+(\.[0-9]+)?$")]
    reference: Text
    mark: Literal["P", "S", "M", "D"]


class _Limits(Struct, frozen=True, forbid_unknown_fields=True):
    unit: str
    limits: Annotated[list[GainLimit], Meta(min_length=1)]


@cache
def _limits() -> _Limits:
    file = resources.files("edaphon.planning") / "gain_limits.yaml"
    return convert(load_yaml(file.read_bytes()), _Limits)


def gain_limit(day: str) -> GainLimit:
    """Return the limit in force on a day, the first one for earlier days.

    Examples
    --------
    >>> gain_limit("2024-01-01").most
    '2'
    """
    listed = sorted(_limits().limits, key=lambda one: one.since)
    return next((one for one in reversed(listed) if one.since <= day), listed[0])


def gain_faults(
    model: ExpectedDocument, document: Document, folder: Path, day: str
) -> Iterator[Problem]:
    """Yield yearly changes that a paper must show, and papers that are not there.

    Parameters
    ----------
    model, document
        The expectations, and where each of them stands.
    folder
        Project folder.
    day
        Day whose limit holds: the end of the period.

    Yields
    ------
    Problem
        ``EXPECTED_ODD`` (a question) without a paper; of a paper that is named the
        codes of `path_problem`, and ``PAPER_EMPTY``.
    """
    limit = gain_limit(day)
    for at, item in enumerate(model.strata):
        for one in _changes(item, at):
            if one.file is not UNSET:
                yield from _paper(folder, one.file, document.where(*one.place, "file"))
            elif _is_beyond(one.value, one.unit, limit):
                yield Problem(
                    code="EXPECTED_ODD",
                    where=document.where(*one.place, one.field),
                    facts=_facts(one, item.id, limit),
                )


class _Change(Struct, frozen=True):
    """One yearly change of a stratum as it is stated."""

    name: str
    place: tuple[str | int, ...]
    field: str
    value: str
    unit: str
    file: str | UnsetType


def _changes(item: ExpectedStratum, at: int) -> Iterator[_Change]:
    name, unit = "control_change", _limits().unit
    yield _Change(name, ("strata", at), name, item.control_change, unit, item.file)
    if item.gain is not UNSET:
        gain, place = item.gain, ("strata", at, "gain")
        yield _Change("gain", place, "value", gain.value, gain.unit, gain.file)


def _is_beyond(value: str, given: str, limit: GainLimit) -> bool:
    """Tell whether a change is beyond the limit; a strange unit is told elsewhere."""
    unit = _limits().unit
    if not (units.is_unit(given) and units.compatible(given, unit)):
        return False
    return abs(units.convert(Decimal(value), given, unit)) > Decimal(limit.most)


def _facts(one: _Change, stratum: str, limit: GainLimit) -> dict[str, object]:
    shown = {lang: units.display(one.unit, lang) for lang in LANGUAGES}
    held = {lang: units.display(_limits().unit, lang) for lang in LANGUAGES}
    return {
        "field": one.name,
        "stratum": stratum,
        "found": {lang: f"{one.value} {shown[lang]}" for lang in LANGUAGES},
        "least": f"-{limit.most}",
        "most": {lang: f"{limit.most} {held[lang]}" for lang in LANGUAGES},
        "source": {"en": limit.reference.en, "zh": limit.reference.zh},
        "place": "strata.gain.file" if one.name == "gain" else "strata.file",
    }


def _paper(folder: Path, file: str, where: Where) -> Iterator[Problem]:
    if problem := path_problem(folder, file, where):
        yield problem
    elif not (folder / file).read_bytes().strip():
        yield Problem(code="PAPER_EMPTY", where=where, facts={"found": file})


def papers(model: ExpectedDocument) -> tuple[str, ...]:
    """Return the papers that expectations name."""
    named = [
        part.file
        for item in model.strata
        for part in (item, item.gain)
        if part is not UNSET
    ]
    return tuple(dict.fromkeys(str(file) for file in named if file is not UNSET))
