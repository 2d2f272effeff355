"""A method pack: the published rules of one methodology, frozen per version."""

import hashlib
import importlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.methods.engine.condition import Condition
from edaphon.methods.engine.equation import Equation
from edaphon.methods.engine.parameters import Parameter, parameters_of

ENTRY_POINTS = "edaphon.packs"
"""Entry-point group by which third parties add packs: id = package."""

BUILT_IN = {
    "edaphon.mcs/1.0": "edaphon.methods.packs.edaphon_mcs.v1_0",
    "verra.vm0042/2.2": "edaphon.methods.packs.verra_vm0042.v2_2",
}

SHARED = resources.files("edaphon.methods") / "shared"
"""Folder of what several packs use: equations, conditions, parameters, references."""

SHARED_SOURCES = (
    "engine/axes.py",
    "shared/waterfall_terms.py",
    "shared/change.py",
    "engine/condition.py",
    "shared/emissions.py",
    "shared/intervals.py",
    "engine/evaluation.py",
    "engine/equation.py",
    "shared/comparability.py",
    "shared/manure.py",
    "shared/nitrogen.py",
    "engine/parameters.py",
    "shared/trunk.py",
    "shared/variance.py",
)
"""Files of this room that every pack's numbers rest on; part of its digest."""

SHARED_SCIENCE = (
    "arrays.py",
    "esm.py",
    "interpolation.py",
    "profiles.py",
    "student.py",
)
"""Files of the science room that every pack's numbers rest on; part of its digest."""


NEEDED_FILES = ("pack.yaml", "equations.py", "conditions.py", "references.yaml")
"""Files that every pack has, beside ``parameters/`` and ``examples/``."""

NEEDED_ENTRIES = (
    "id",
    "title",
    "scheme",
    "reference_date",
    "conformity",
    "scope",
    "scenarios",
    "settings",
    "figures",
    "summary",
    "waterfall",
    "tolerance",
    "probability",
    "rounding",
    "not_covered",
)
"""Entries of ``pack.yaml`` that accounts and reports read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One bar of the waterfall from gross to credited."""

    name: str
    title: Mapping[str, str]
    source: str
    """Equation whose value is the term, signed as drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPack:
    """Equations, conditions, parameters and words of one methodology version."""

    id: str
    package: str
    document: Mapping[str, Any]
    """The checked contents of ``pack.yaml``."""
    equations: tuple[Equation, ...]
    conditions: tuple[Condition, ...]
    parameters: Mapping[str, Parameter]
    references: Mapping[str, Mapping[str, Any]]
    digest: str

    @property
    def title(self) -> Mapping[str, str]:
        """English and Chinese title."""
        title: Mapping[str, str] = self.document["title"]
        return title

    @property
    def version(self) -> str:
        """Version of the pack, the part of the id after the slash."""
        return self.id.partition("/")[2]

    @property
    def figures(self) -> tuple[str, ...]:
        """Quantities of the account, in the order of the methodology."""
        return tuple(self.document["figures"])

    @property
    def waterfall(self) -> tuple[Term, ...]:
        """Terms from gross to credited."""
        return tuple(
            Term(name=item["name"], title=item["title"], source=item["from"])
            for item in self.document["waterfall"]
        )

    def marks(self) -> Mapping[str, int]:
        """Return how many facts carry each mark: equations, conditions, parameters."""
        counted = Counter(
            [
                *(item.mark for item in self.equations),
                *(item.mark for item in self.conditions),
                *(item.mark for item in self.parameters.values()),
            ]
        )
        return {mark: counted[mark] for mark in ("P", "S", "M", "D")}

    @property
    def is_confirmed(self) -> bool:
        """Tell whether every fact was seen in the primary text or is our decision."""
        marks = self.marks()
        return marks["S"] == 0 and marks["M"] == 0

    def folder(self) -> Traversable:
        """Return the pack's folder."""
        return resources.files(self.package)


def pack_ids() -> tuple[str, ...]:
    """Return the ids of all installed packs, our own and third parties', sorted."""
    return tuple(sorted(_packages()))


def unknown_packs(names: Iterable[str]) -> list[Problem]:
    """Return ``METHOD_UNKNOWN`` for every id that no installed pack has."""
    known = ", ".join(pack_ids())
    return [
        Problem(code="METHOD_UNKNOWN", facts={"id": name, "known": known})
        for name in names
        if name not in _packages()
    ]


@cache
def pack(pack_id: str) -> MethodPack:
    """Load a pack by id.

    Raises
    ------
    EdaphonError
        ``METHOD_UNKNOWN`` when no installed pack has this id, ``METHOD_PACK`` when
        a file or an entry of ``pack.yaml`` is missing, ``METHOD_ID`` when the pack
        calls itself by another id.
    """
    package = _packages().get(pack_id)
    if package is None:
        facts = {"id": pack_id, "known": ", ".join(pack_ids())}
        raise EdaphonError(Problem(code="METHOD_UNKNOWN", facts=facts))
    folder = resources.files(package)
    document = _document(folder, pack_id)
    if document["id"] != pack_id:
        facts = {"id": pack_id, "found": document["id"]}
        raise EdaphonError(
            Problem(code="METHOD_ID", where=Where(file="pack.yaml"), facts=facts)
        )
    equations = importlib.import_module(f"{package}.equations")
    conditions = importlib.import_module(f"{package}.conditions")
    parameters = _parameters(folder, document)
    return MethodPack(
        id=pack_id,
        package=package,
        document=document,
        equations=tuple(equations.EQUATIONS),
        conditions=tuple(conditions.CONDITIONS),
        parameters=parameters,
        references=_references(folder, parameters),
        digest=_digest(package),
    )


def _document(folder: Traversable, pack_id: str) -> dict[str, Any]:
    """Return ``pack.yaml``, refused where the pack lacks a part."""
    lacking = [name for name in NEEDED_FILES if not folder.joinpath(name).is_file()]
    document: dict[str, Any] = {}
    if "pack.yaml" not in lacking:
        document = yaml.safe_load((folder / "pack.yaml").read_text("utf-8"))
        lacking += [name for name in NEEDED_ENTRIES if name not in document]
    if lacking:
        facts = {"id": pack_id, "lacking": ", ".join(lacking)}
        raise EdaphonError(Problem(code="METHOD_PACK", facts=facts))
    return document


def _packages() -> dict[str, str]:
    added = {
        item.name: item.value for item in metadata.entry_points(group=ENTRY_POINTS)
    }
    return {**added, **BUILT_IN}


def _parameters(
    folder: Traversable, document: Mapping[str, Any]
) -> dict[str, Parameter]:
    """Return the pack's own parameters and those that it takes from the shared ones."""
    own = _files(folder / "parameters")
    taken = [SHARED / "parameters" / f"{name}.yaml" for name in shared_ids(document)]
    date = str(document["reference_date"])
    return {
        item.id: item
        for file in sorted((*own, *taken), key=lambda file: file.name)
        for item in parameters_of(file.read_text("utf-8"), date, file.name)
    }


def shared_ids(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the shared parameters that a pack takes, from its ``pack.yaml``.

    Raises
    ------
    EdaphonError
        ``METHOD_SHARED`` for a name that no shared parameter has.
    """
    wanted = tuple(document.get("shared_parameters", ()))
    known = {file.name.removesuffix(".yaml") for file in _files(SHARED / "parameters")}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        facts = {
            "id": document["id"],
            "unknown": ", ".join(unknown),
            "known": ", ".join(sorted(known)),
        }
        where = Where(file="pack.yaml", path="shared_parameters")
        raise EdaphonError(Problem(code="METHOD_SHARED", where=where, facts=facts))
    return wanted


def _files(folder: Traversable) -> list[Traversable]:
    found = folder.iterdir() if folder.is_dir() else iter(())
    return [file for file in found if file.name.endswith(".yaml")]


def _references(
    folder: Traversable, parameters: Mapping[str, Parameter]
) -> dict[str, Mapping[str, Any]]:
    """Return the pack's references, with the shared ones that its parameters name."""
    named = {item.reference for item in parameters.values()}
    shared = _yaml(SHARED / "references.yaml")
    own = _yaml(folder / "references.yaml")
    return {**{key: shared[key] for key in shared if key in named}, **own}


def _yaml(file: Traversable) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return found


def source_files(package: str) -> dict[str, bytes]:
    """Return every file a pack's numbers rest on, by path, in sorted order."""
    files = {
        f"{room}/{name}": (resources.files(f"edaphon.{room}") / name).read_bytes()
        for room, names in (("methods", SHARED_SOURCES), ("science", SHARED_SCIENCE))
        for name in names
    }
    for path, file in _walk(SHARED / "parameters", "methods/shared/parameters"):
        files[path] = file.read_bytes()
    for path, file in _walk(resources.files(package), "pack"):
        if not path.endswith((".pyc", ".pyo")):
            files[path] = file.read_bytes()
    return dict(sorted(files.items()))


def _digest(package: str) -> str:
    hashed = hashlib.sha256(b"edaphon/pack/v1\n")
    for path, content in source_files(package).items():
        text = content.replace(b"\r\n", b"\n")
        hashed.update(f"{path}\n{len(text)}\n".encode())
        hashed.update(text)
    return f"sha256:{hashed.hexdigest()}"


def _walk(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found = []
    for item in folder.iterdir():
        if item.is_dir() and item.name != "__pycache__":
            found.extend(_walk(item, f"{path}/{item.name}"))
        elif item.is_file():
            found.append((f"{path}/{item.name}", item))
    return found
