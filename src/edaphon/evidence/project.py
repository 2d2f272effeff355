"""The project document: what a developer states, checked and typed.

``project.yaml`` is read once, with the row and column of every value, checked
against its published form and against itself, and given out as a frozen record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from edaphon.evidence.coeffects import CoEffects, read_coeffects
from edaphon.evidence.project_checks import cross_problems
from edaphon.evidence.project_files import at_place, named_files, path_problem
from edaphon.evidence.project_parts import (
    Campaign,
    EarlierEntry,
    Period,
    Stratum,
    Word,
    signed_days,
)
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import Language
from edaphon.kernel.too_early import day_to_come
from edaphon.schemas.documents import Document, parse_document, read_document
from edaphon.schemas.forms import Form, check_form
from edaphon.schemas.migrating import NEW, OLD
from edaphon.schemas.models.project import Land, ProjectDocument

FILE = "project.yaml"
"""Name of the document in a project folder."""

FOR_PLAN = frozenset(("", "v", "id", "strata", "sampling"))
"""Fields that must be sound before the sampling plan can be read."""

FOR_FILES = FOR_PLAN | {"scenario", "period", "campaigns", "files", "fields"}
"""Fields that must be sound before data files can be read."""

OWN_STATEMENTS: tuple[tuple[str, ...], ...] = (
    ("land", "tenure"),
    ("additionality", "statement"),
    ("uniqueness",),
)
"""Statements that a project makes of itself; who signs one takes part in it."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """One project as its document states it; immutable."""

    folder: Path
    """Folder that holds ``project.yaml``."""
    document: Mapping[str, Any]
    """The checked document: plain values, decimals as typed text."""
    digest: str
    """Digest of the bytes of ``project.yaml``."""
    source: Document = field(repr=False, compare=False)
    """The document with the place of every value."""

    @cached_property
    def model(self) -> ProjectDocument:
        """The whole document, typed; a field that is absent is ``UNSET``.

        Only for a project that `load` gave: `read` also gives one that has faults.
        """
        return msgspec.convert(self.document, ProjectDocument)

    @cached_property
    def land(self) -> Land:
        """What the document says of the land; silence is ``UNSET``, never no."""
        return msgspec.convert(self.document.get("land", {}), Land)

    @property
    def id(self) -> str:
        """Identity of the project."""
        return str(self.document["id"])

    @property
    def scenario(self) -> str:
        """Kind of land: cropland, grassland, paddy, forest or degraded."""
        return str(self.document["scenario"])

    @property
    def jurisdiction(self) -> str:
        """ISO 3166 code of the land, empty when it is still to be filled in."""
        return str(self.document.get("jurisdiction", ""))

    @property
    def period(self) -> Period:
        """Monitoring period."""
        found = self.document["period"]
        return Period(start=_day(found["start"]), end=_day(found["end"]))

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """The first and the last soil campaign, in order of time."""
        return tuple(
            Campaign(
                **{**entry, "start": _day(entry["start"]), "end": _day(entry["end"])}
            )
            for entry in self.document.get("campaigns", ())
        )

    @property
    def campaign_starts(self) -> list[str]:
        """First days of the campaigns that are dated; a later one may not be yet."""
        told = self.document.get("campaigns", ())
        return [str(item["start"]) for item in told if item.get("start")]

    @property
    def strata(self) -> tuple[Stratum, ...]:
        """Strata in the order of the document."""
        return tuple(
            Stratum(
                id=entry["id"],
                name=entry.get("name", {}),
                area_ha=Decimal(entry["area_ha"]) if "area_ha" in entry else None,
                controls=entry.get("controls", entry["id"]),
            )
            for entry in self.document["strata"]
        )

    @property
    def stratum_names(self) -> tuple[str, ...]:
        """Names that points and parcels may give: strata and their control groups."""
        found = [stratum.id for stratum in self.strata]
        found += [stratum.controls for stratum in self.strata]
        return tuple(dict.fromkeys(found))

    @property
    def files(self) -> tuple[Mapping[str, object], ...]:
        """Data files with their column maps."""
        return tuple(self.document.get("files", ()))

    @property
    def fields(self) -> Mapping[str, Any] | None:
        """Path and coordinate system of the parcels, None when none are given."""
        return self.document.get("fields")

    @property
    def sampling(self) -> Mapping[str, Any]:
        """Design facts: plan, depth, mass, interpolation, reference mass."""
        found: Mapping[str, object] = self.document["sampling"]
        return found

    @property
    def earlier(self) -> tuple[EarlierEntry, ...]:
        """Earlier accounts as they are named; none where it says none, or nothing."""
        found = self.document.get("earlier")
        entries = found if isinstance(found, list) else ()
        return tuple(
            EarlierEntry(
                bundle=str(item["bundle"]),
                replaced=item.get("replaced"),
                is_last=item.get("later") == "none",
            )
            for item in entries
        )

    def word(self, *place: str | int) -> Word | None:
        """Return the signed statement at a place, None where there is none."""
        found = at_place(self.document, place)
        if not isinstance(found, Mapping):
            return None
        names = ("signed_on", "signed_by", "file")
        return Word(**{name: str(found.get(name, "")) for name in names})

    def signed_after(self, moment: datetime) -> list[tuple[Where, str]]:
        """Return where statements are signed after some time, and the day."""
        signed = signed_days(self.document)
        return [
            (self.where(*at), day) for at, day in signed if day_to_come(day, moment)
        ]

    @property
    def people(self) -> tuple[str, ...]:
        """Names of the proponent, of the parties and of those who sign for them."""
        parties = [
            self.document.get("proponent", {}),
            *self.document.get("parties", ()),
        ]
        names = [party.get("name", "") for party in parties]
        texts = [
            str(text)
            for name in names
            for text in (name.values() if isinstance(name, Mapping) else [name])
        ]
        words = [self.word(*place) for place in OWN_STATEMENTS]
        signers = [word.signed_by for word in words if word is not None]
        numbers = [str(party.get("identifier", "")) for party in parties]
        return (*texts, *numbers, *signers)

    @property
    def named_places(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """Every field that names a file, with the path."""
        return tuple(named_files(self.document))

    @property
    def named_files(self) -> tuple[str, ...]:
        """Paths of every file that project.yaml and coeffects.yaml name, each once."""
        papers = (path for _, path in named_files(self.document))
        return tuple(sorted({*papers, *self.coeffects.files}))

    @cached_property
    def coeffects(self) -> CoEffects:
        """What ``coeffects.yaml`` beside the document states, and what is wrong."""
        return read_coeffects(self.folder, self.document)

    @property
    def methods(self) -> tuple[str, ...]:
        """Method packs to account under; an entry that is no text is left out."""
        found = self.document.get("methods", ())
        return tuple(entry for entry in found if isinstance(entry, str))

    def where_method(self, method: str) -> Where:
        """Return where the document names a method, the whole list when nowhere."""
        found = list(self.document.get("methods", ()))
        at = [found.index(method)] if method in found else []
        return self.where("methods", *at)

    def get(self, *path: str | int) -> Any:  # noqa: ANN401 - any value of the document
        """Return the value at a path of the document, None when it is not there."""
        found: Any = self.document
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def with_fields(self, **stated: object) -> "Project":
        """Return the project as if some of its top-level fields were stated so.

        For what is only imagined, such as a campaign that is still to come; the digest
        stays that of the file.

        Parameters
        ----------
        **stated
            Plain value of each field; None leaves it out.
        """
        held = {**self.document, **stated}
        kept = {name: value for name, value in held.items() if value is not None}
        return replace(self, document=kept)

    def name(self, language: Language) -> str:
        """Return the project's name, in the other language if need be."""
        names = self.document.get("name", {})
        return str(names.get(language) or next(iter(names.values()), self.id))

    def where(self, *path: str | int) -> Where:
        """Return row and column of a field, for a problem that points at it."""
        return self.source.where(*path)

    def file_path(self, path: str, *place: str | int) -> Path:
        """Return the place on disk of a file that the document names.

        Parameters
        ----------
        path
            Path as written, relative to the folder.
        *place
            Field that names it, for the problem.

        Raises
        ------
        EdaphonError
            ``PATH_OUTSIDE`` or ``PATH_MISSING``.
        """
        problem = path_problem(self.folder, path, self.where(*place))
        if problem:
            raise EdaphonError(problem)
        return self.folder / path


def load(folder: Path) -> Project:
    """Read the project document of a folder.

    Parameters
    ----------
    folder
        Project folder.

    Returns
    -------
    Project
        The checked project.

    Raises
    ------
    EdaphonError
        Every error and every open question of the document, in one go.
    """
    project, problems = read(folder)
    stopping = [problem for problem in problems if problem.severity != "warning"]
    if project is None or stopping:
        raise EdaphonError(stopping or problems)
    return project


def document_of(data: bytes, file: str) -> Mapping[str, object]:
    """Return what a project document states, read from its bytes.

    For readers of a bundle: fields are not checked against each other, and an open
    question stays open.

    Raises
    ------
    EdaphonError
        When the bytes are no project document at all.
    """
    document, problems = parse_document(data, file)
    if document is None:
        raise EdaphonError(problems)
    found: Mapping[str, object] = check_form(document, "project").content
    return found


def read(
    folder: Path, *, needed: frozenset[str] = FOR_FILES
) -> tuple[Project | None, list[Problem]]:
    """Read the project document as far as it can be understood.

    Parameters
    ----------
    folder
        Project folder.
    needed
        Top-level fields that must be sound for what the caller does next.

    Returns
    -------
    tuple of Project or None, and list of Problem
        A project is given, although something is wrong or open, as long as the
        fields that are needed are sound; a checker can then go on. No data file
        named yet is an open question and no fault.
    """
    document, problems = read_document(folder / FILE, FILE)
    if document is None:
        return None, problems
    if (older := _older(document)) is not None:
        return None, [older]
    form = check_form(document, "project")
    problems = [*problems, *form.problems]
    problems += _cross_problems(folder, document, form)
    problems.sort(key=lambda problem: problem.where.row or 0)
    broken = any(problem.code.startswith("YAML_") for problem in problems)
    if broken or needed & (form.faulty - _merely_empty(form)):
        return None, problems
    return _project(folder, document, form), problems


def _older(document: Document) -> Problem | None:
    """Return that a document is of the form of an earlier version."""
    content = document.content
    if not isinstance(content, dict) or content.get("v") != OLD:
        return None
    facts = {"found": OLD, "known": NEW}
    return Problem(code="PROJECT_OLD", where=document.where("v"), facts=facts)


def _project(folder: Path, document: Document, form: Form) -> Project:
    return Project(
        folder=folder,
        document=form.content,
        digest=digest(document.data),
        source=document,
    )


def _merely_empty(form: Form) -> frozenset[str]:
    """Return whether the list of files is the one field that is only empty."""
    listed = [item for item in form.problems if item.where.path.startswith("files")]
    open_only = [(item.code, item.where.path) for item in listed]
    return frozenset({"files"} if open_only == [("ENTRY_EMPTY", "files")] else ())


def _cross_problems(folder: Path, document: Document, form: Form) -> list[Problem]:
    """Check the fields that are sound by themselves against each other."""
    if not isinstance(form.content, dict):
        return []
    sound = {
        name: value for name, value in form.content.items() if name not in form.faulty
    }
    return cross_problems(folder, document, sound)


def _day(text: str) -> date:
    return date.fromisoformat(text)
