"""Crops that books and descriptions of a project name, and where each stands first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from edaphon.accounting.applications import ROW
from edaphon.accounting.crop_words import CropKind, affirmed, crops_named
from edaphon.accounting.evidence import Evidence, once
from edaphon.accounting.yearly import SCENARIOS
from edaphon.kernel.errors import Where
from edaphon.monitoring import place_of

BOOKS = ("crop", "application_way")
"""Properties whose words name what grows."""

SINCE = 6
"""Reading rules from which a word of a file keeps its kind, whatever its map says."""

DESCRIBED = (("practice", "description"), ("baseline", "description"))
"""Fields of project.yaml that say what grows in the project and in its baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words that name a crop of some kind."""

    words: str
    """The cell, or the name of the field."""
    kinds: frozenset[CropKind]
    roles: frozenset[str]
    """Roles of the rows; none for a description."""
    where: Where
    """First place."""


@once
def named_crops(evidence: Evidence) -> tuple[Named, ...]:
    """Return what names a crop of some kind, once for each word."""
    found = (*_booked(evidence), *_described(evidence), *_renamed(evidence))
    return tuple(item for item in found if item.kinds)


def named_of(evidence: Evidence, kind: CropKind) -> list[Named]:
    """Return what names crops of one kind, once for each word."""
    return [item for item in named_crops(evidence) if kind in item.kinds]


def _booked(evidence: Evidence) -> Iterator[Named]:
    rows = evidence.observations.filter(pl.col("property").is_in(BOOKS)).sort(ROW)
    for (words,), listed in rows.group_by("value", maintain_order=True):
        yield Named(
            words=str(words),
            kinds=crops_named(str(words)),
            roles=frozenset(listed["role"]),
            where=place_of(listed.row(0, named=True)),
        )


def _described(evidence: Evidence) -> Iterator[Named]:
    for part, name in DESCRIBED:
        texts = evidence.project.get(part, name) or {}
        yield Named(
            words=f"{part}.{name}",
            kinds=crops_named(" / ".join(map(affirmed, texts.values()))),
            roles=frozenset(),
            where=evidence.project.where(part, name),
        )


def _renamed(evidence: Evidence) -> Iterator[Named]:
    """Yield words of files whose map takes them for crops of another kind."""
    if evidence.rules < SINCE:
        return
    for at, file in enumerate(evidence.project.get("files") or ()):
        for header, rule in (file.get("columns") or {}).items():
            words = rule.get("values") if isinstance(rule, Mapping) else None
            if not words or rule.get("is") not in BOOKS:
                continue
            for word, meant in words.items():
                lost = crops_named(str(word)) - crops_named(str(meant))
                where = evidence.project.where("files", at, "columns", header)
                roles = frozenset(SCENARIOS)
                yield Named(words=str(word), kinds=lost, roles=roles, where=where)
