"""The YAML files of a pack, each checked against its published schema."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from edaphon.kernel.errors import Problem, Where
from edaphon.methods.engine.code_of_packs import shown
from edaphon.methods.engine.parameters import Dated, dated_parameters
from edaphon.schemas.documents import parse_document
from edaphon.schemas.forms import check_form

SHARED = resources.files("edaphon.methods") / "shared"
"""Folder of what several packs use: equations, conditions, parameters, references."""

NEEDED_FILES = ("pack.yaml", "equations.py", "conditions.py")
"""Files that every pack has; references, parameters and examples as it needs them."""

DEFAULTS: Mapping[str, Any] = {
    "settings": {},
    "span": "whole",
    "plan_may_set": [],
    "shared_parameters": [],
    "supporting": [],
    "waterfall": [],
    "not_covered": [],
}
"""What an optional entry of ``pack.yaml`` holds where it is not written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFiles:
    """Checked contents of a pack's files."""

    package: str
    document: Mapping[str, Any]
    """Contents of ``pack.yaml``, with what it may leave out."""
    references: Mapping[str, Mapping[str, Any]]
    parameters: Sequence[tuple[Dated, str]]
    """Dated parameters, own and shared, each with the file it stands in."""

    def shown(self, name: str) -> str:
        """Return the path of a file as a problem tells it."""
        return shown(self.package, name)


def read_files(
    folder: Traversable, pack_id: str, package: str, problems: list[Problem]
) -> PackFiles:
    """Read and check the YAML files of a pack; what is wrong is added.

    Problems: ``METHOD_PACK`` for files that are missing, ``METHOD_SHARED``,
    ``METHOD_NAME_TWICE`` for a parameter that stands twice, ``METHOD_REFERENCE``, and
    those of `parse_document` and `check_form`.
    """
    lacking = [name for name in NEEDED_FILES if not folder.joinpath(name).is_file()]
    if lacking:
        facts = {"id": pack_id, "lacking": ", ".join(lacking)}
        problems.append(Problem(code="METHOD_PACK", facts=facts))
    document = _form(folder / "pack.yaml", "pack", package, problems)
    shared = _shared(document, pack_id, package, problems)
    files = [*yaml_files(folder / "parameters"), *shared]
    before = len(problems)
    parameters = [
        (dated, file.name)
        for file in sorted(files, key=lambda item: item.name)
        for dated in _parameters(file, package, problems)
    ]
    problems += _standing_twice(pack_id, parameters)
    problems += _words(folder / "words.yaml", package)
    references = _references(folder, parameters, package, problems)
    if len(problems) == before:
        problems += _without_reference(pack_id, parameters, references)
    return PackFiles(
        package=package,
        document=_completed(document),
        references=references,
        parameters=parameters,
    )


def yaml_files(folder: Traversable) -> list[Traversable]:
    """Return the YAML files of a folder by name, none where there is no folder."""
    found = folder.iterdir() if folder.is_dir() else iter(())
    chosen = [file for file in found if file.name.endswith(".yaml")]
    return sorted(chosen, key=lambda file: file.name)


def _completed(document: Mapping[str, Any]) -> dict[str, Any]:
    scheme = {"corrections": "", "programme": "", **document.get("scheme", {})}
    return {**DEFAULTS, **document, "scheme": scheme}


def _form(
    file: Traversable, form: str, package: str, problems: list[Problem]
) -> Mapping[str, Any]:
    """Return the checked contents of a file, empty where nothing can be read."""
    if not file.is_file():
        return {}
    document, found = parse_document(file.read_bytes(), shown(package, file.name))
    problems += found
    if document is None:
        return {}
    checked = check_form(document, form)
    problems += checked.problems
    return checked.content if isinstance(checked.content, dict) else {}


def _parameters(
    file: Traversable, package: str, problems: list[Problem]
) -> list[Dated]:
    before = len(problems)
    content = _form(file, "parameter", f"{package}/parameters", problems)
    if len(problems) > before:
        return []
    if ("values" in content) == ("items" in content):
        where = Where(file=shown(package, f"parameters/{file.name}"))
        problems.append(Problem(code="PARAMETER_VALUES", where=where))
        return []
    return list(dated_parameters(content))


def _shared(
    document: Mapping[str, Any], pack_id: str, package: str, problems: list[Problem]
) -> list[Traversable]:
    """Return the files of the shared parameters that a pack takes."""
    known = {
        file.name.removesuffix(".yaml"): file
        for file in yaml_files(SHARED / "parameters")
    }
    listed = document.get("shared_parameters", ())
    wanted = [str(name) for name in listed] if isinstance(listed, list) else []
    unknown = [name for name in wanted if name not in known]
    if unknown:
        # A refusal has room for some names only: first those that may be meant.
        nearest = sorted(known, key=lambda name: -_likeness(name, unknown[0]))
        facts = {
            "id": pack_id,
            "unknown": ", ".join(unknown),
            "known": {language: ", ".join(nearest) for language in ("en", "zh")},
        }
        where = Where(file=shown(package, "pack.yaml"), path="shared_parameters")
        problems.append(Problem(code="METHOD_SHARED", where=where, facts=facts))
    return [known[name] for name in wanted if name in known]


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name, other).ratio()


def _words(file: Traversable, package: str) -> Iterable[Problem]:
    """Yield what keeps the words of a pack from being read: sections of entries."""
    if not file.is_file():
        return
    document, found = parse_document(file.read_bytes(), shown(package, file.name))
    yield from found
    sections = document.content if document else {}
    is_whole = isinstance(sections, dict) and all(
        isinstance(section, dict | list) for section in sections.values()
    )
    if not is_whole:
        wanted = {
            "en": "Sections of entries.",
            "zh": "由若干小节组成，每节含若干条目。",
        }
        facts = {
            "field": file.name,
            "found": {"en": "another form", "zh": "其他形式"},
            "wanted": wanted,
        }
        where = Where(file=shown(package, file.name))
        yield Problem(code="ENTRY_TYPE", where=where, facts=facts)


def _standing_twice(
    pack_id: str, parameters: Sequence[tuple[Dated, str]]
) -> Iterable[Problem]:
    first: dict[str, str] = {}
    for dated, file in parameters:
        name = dated[0].id
        if name in first:
            facts = {"id": pack_id, "name": name, "count": 2}
            where = Where(file=f"parameters/{file}")
            yield Problem(code="METHOD_NAME_TWICE", where=where, facts=facts)
        first[name] = file


def _references(
    folder: Traversable,
    parameters: Sequence[tuple[Dated, str]],
    package: str,
    problems: list[Problem],
) -> dict[str, Mapping[str, Any]]:
    """Return the pack's references, with the shared ones that its parameters name."""
    named = {item.reference for dated, _ in parameters for item in dated}
    own = _form(folder / "references.yaml", "references", package, problems)
    shared = _form(SHARED / "references.yaml", "references", "shared", problems)
    return {**{key: shared[key] for key in shared if key in named}, **own}


def _without_reference(
    pack_id: str,
    parameters: Sequence[tuple[Dated, str]],
    references: Mapping[str, Any],
) -> Iterable[Problem]:
    """Yield one problem for each parameter whose reference is written down nowhere."""
    for dated, file in parameters:
        for name in sorted({item.reference for item in dated} - references.keys()):
            facts = {"id": pack_id, "parameter": dated[0].id, "reference": name}
            where = Where(file=f"parameters/{file}")
            yield Problem(code="METHOD_REFERENCE", where=where, facts=facts)
