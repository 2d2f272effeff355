"""Where a start stands: the folder, its document so far, the answers."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import polars as pl

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Language
from edaphon.monitoring import (
    TableSpec,
    read_table,
    rows_seen,
    tables_in,
)
from edaphon.schemas.documents import Written, read_document
from edaphon.schemas.forms import check_form
from edaphon.starting.maps import COPY, ENDS, MAP, STRATUM_BY, Drawn, drawn

Entry: TypeAlias = Mapping[str, Any]
"""A mapping of a document, whatever it holds."""

NAMED_BY = "fields.id"
"""Question which property of the map holds the ids."""

FILE, PLAN, LAND = "project.yaml", "plan/sampling.yaml", "fields.geojson"
SEAL = "seal.json"

TABLES = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")
"""How the names of tables end."""

TEXTS = (".csv", ".tsv", ".txt")
"""How the names of tables end that are plain text."""

PAPERS = "papers/"
"""Folder of the papers: nothing in it is read as a table."""
PAPER = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".doc", ".docx", ".odt")
"""How the names of papers end that lie elsewhere."""
NO_PAPERS = ("out", "earlier", "private", "plan")
"""Folders whose files are no papers of this account, or are for nobody to see."""

PRIVATE = "private"
"""Folder of what never leaves this computer."""

LOOKED_AT = 65_536
"""Beginning of a text in which a row is looked for [bytes]."""

LEFT_OUT = "leave"
"""Answer about a file that is no data."""

POINTS = "points"
"""Answer about a file of places: it goes into the plan and holds no data."""

AREAS = "areas"
"""Answer about a file of areas: they are asked for by stratum, and it holds no data."""

ROSTER = "roster"
"""Answer about a file of members: project.yaml names it, and it holds no data."""

SOIL = ("soil", "microbial")
"""What a file is about whose rows stand for samples of soil."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedPoint:
    """A sampling point of the map."""

    id: str
    stratum: str
    role: str
    longitude: float
    latitude: float


@dataclass(frozen=True, kw_only=True)
class State:
    """What is known so far; every question follows from it alone."""

    folder: Path
    language: Language
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What was answered, in order; empty for a question that stays blank."""
    stated: Entry = field(default_factory=lambda: MappingProxyType({}))
    """What project.yaml states already, as plain values."""
    text: str | None = None
    """Text of project.yaml after an answer was taken back; None while it is as on the
    disk."""
    replans: bool = False
    """Whether the plan that lies there is made again, an answer to it taken back."""

    def answering(self, answers: Mapping[str, str]) -> "State":
        """Return the state of the same folder with other answers."""
        if self.text is None:
            return state_of(self.folder, answers, self.language)
        return replace(self, answers=answers)

    def at(self, path: str) -> Any:  # noqa: ANN401 - any value of a document
        """Return what project.yaml states at a path; None where it is silent."""
        value: Any = self.stated
        for part in path.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Tables of the folder that hold anything, in order.

        A workbook of several sheets gives one each, ``lab/a.xlsx#2024``.
        """
        return tuple(
            key
            for path in tables_in(self.folder)
            if not path.startswith(PAPERS) and path.lower().endswith(TABLES)
            if _has_rows(self.folder / path)
            for key in _keys(path, _sheets(self.folder / path))
        )

    @cached_property
    def papers(self) -> tuple[str, ...]:
        """Files of the folder that may be signed papers or certificates, in order."""
        return tuple(_papers(self.folder))

    def place(self, key: str) -> tuple[Path, str, str]:
        """Return file, path and sheet of a table; without a sheet where it has one."""
        if (self.folder / key).is_file():
            return self.folder / key, key, ""
        path, _, sheet = key.rpartition("#")
        return self.folder / path, path, sheet

    @cached_property
    def mapped(self) -> tuple[Entry, ...]:
        """Entries of ``files`` that project.yaml states."""
        listed = self.stated.get("files")
        return tuple(
            item
            for item in (listed if isinstance(listed, list) else ())
            if isinstance(item, Mapping) and item.get("path") and item.get("columns")
        )

    def is_mapped(self, key: str) -> bool:
        """Tell whether project.yaml says how a table is read."""
        _, path, sheet = self.place(key)
        if path == self.at("members.roster.path"):
            return True
        return any(
            item["path"] == path and (not sheet or str(item.get("sheet", "")) == sheet)
            for item in self.mapped
        )

    @cached_property
    def maps(self) -> tuple[str, ...]:
        """Maps of the folder that may be that of the fields, in order."""
        return tuple(
            path
            for path in tables_in(self.folder)
            if path.lower().endswith(ENDS) and not path.endswith(COPY)
        )

    @property
    def land(self) -> str:
        """Path of the map of parcels and points; empty where there is none."""
        said = self.at(MAP) or self.answers.get(MAP, "")
        path = str(said or LAND)
        return path if said != LEFT_OUT and (self.folder / path).is_file() else ""

    @property
    def drawn(self) -> Drawn:
        """What the map of the folder holds."""
        return drawn(self.folder / (self.land or LAND), self.land, self.named_by)

    def stratum_of(self, properties: Entry) -> str:
        """Return the stratum that a feature names, by whatever property."""
        said = properties.get("stratum") or properties.get(
            self.answers.get(STRATUM_BY, ""), ""
        )
        return str(said)

    @cached_property
    def features(self) -> tuple[MappedPoint, ...]:
        """Points of the map of the folder."""
        return tuple(
            MappedPoint(
                id=item.id,
                stratum=self.stratum_of(item.properties),
                role=str(item.properties.get("role", "")),
                longitude=item.position[0],
                latitude=item.position[1],
            )
            for item in self.drawn.features
            if item.position is not None and not item.is_nameless
        )

    @property
    def mapped_strata(self) -> frozenset[str]:
        """Strata that the features of the map name."""
        named = {self.stratum_of(one.properties) for one in self.drawn.features}
        return frozenset(named - {""})

    @property
    def named_by(self) -> str:
        """Property of the map that holds the ids, where it is not called id."""
        stated = self.at("fields.id") or self.answers.get(NAMED_BY, "")
        return "" if stated == LEFT_OUT else str(stated)

    @property
    def id_properties(self) -> tuple[str, ...]:
        """Properties of the map that may hold the ids, where no feature has an id."""
        return drawn(self.folder / (self.land or LAND), self.land, "").id_properties

    @cached_property
    def has_plan(self) -> bool:
        """Whether a plan lies there already that somebody filled or sealed."""
        if self.replans:
            return False
        path = self.folder / PLAN
        if (path.parent / SEAL).is_file():
            return True
        text = path.read_text("utf-8") if path.is_file() else ""
        return re.search(r"(?m)^ *- *\{? *id:", text) is not None

    @property
    def has_land(self) -> bool:
        """Whether the map of the folder holds any feature."""
        return bool(self.drawn.features)

    @property
    def has_parcels(self) -> bool:
        """Whether the map draws land, so that areas and parcels are known by it."""
        return any(item.is_parcel for item in self.drawn.features)

    @cached_property
    def registers(self) -> tuple[str, ...]:
        """Tables that lie under ``private/``, in order."""
        folder = self.folder / PRIVATE
        return tuple(f"{PRIVATE}/{path}" for path in tables_in(folder))

    def rows(self, record: Entry) -> pl.DataFrame:
        """Return the places of the rows of a mapped file."""
        path = self.folder / str(record["path"])
        return _rows(path, stamp(path), json.dumps(record, default=str))


def state_of(folder: Path, answers: Mapping[str, str], language: Language) -> State:
    """Return the state of a folder after some answers.

    Parameters
    ----------
    folder
        Folder of the project; project.yaml may be there or not.
    answers
        Answers so far, by the id of their question.
    language
        Language of the call: texts of the project are kept under it.

    Raises
    ------
    EdaphonError
        What keeps a project.yaml that is there from being read.
    """
    return State(
        folder=folder, language=language, answers=answers, stated=_stated(folder)
    )


def _stated(folder: Path) -> Entry:
    path = folder / FILE
    if not path.is_file():
        return {}
    document, problems = read_document(path, FILE)
    if document is None or not isinstance(document.content, Mapping):
        raise EdaphonError(problems)
    wrong = [
        problem
        for problem in check_form(document, "project").problems
        if problem.severity == "error" and problem.code != "ENTRY_MISSING"
    ]
    if wrong:
        raise EdaphonError(wrong)
    found: Entry = _plain(document.content)
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a document
    if isinstance(value, Written):
        return int(value.text) if value.text.isdecimal() else value.text
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def stamp(path: Path) -> int:
    """Return what changes with a file: what was read of it holds until then."""
    return path.stat().st_mtime_ns


@lru_cache(maxsize=64)
def _rows(path: Path, _stamp: int, record: str) -> pl.DataFrame:
    return rows_seen(path, json.loads(record))


def _papers(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        inside = path.relative_to(folder)
        is_shown = not any(part.startswith((".", "~$")) for part in inside.parts)
        if not path.is_file() or not is_shown or inside.parts[0] in NO_PAPERS:
            continue
        name = inside.as_posix()
        if name.startswith(PAPERS) or path.suffix.lower() in PAPER:
            yield name


def _sheets(path: Path) -> Sequence[str]:
    """Return the sheets of a workbook that hold anything."""
    if path.suffix.lower() in TEXTS:
        return ()
    return _sheets_of(path, stamp(path))


@lru_cache(maxsize=64)
def _sheets_of(path: Path, _stamp: int) -> tuple[str, ...]:
    return tuple(read_table(path, TableSpec()).sheets)


def _keys(path: str, sheets: Sequence[str]) -> Iterator[str]:
    yield from (f"{path}#{sheet}" for sheet in sheets) if len(sheets) > 1 else [path]


def _has_rows(path: Path) -> bool:
    """Tell whether a table holds more than its header; a blank form is no data."""
    if path.suffix.lower() not in TEXTS:
        return path.stat().st_size > 0
    with path.open("rb") as stream:
        lines = stream.read(LOOKED_AT).splitlines()
    return len([line for line in lines if line.strip()]) > 1
