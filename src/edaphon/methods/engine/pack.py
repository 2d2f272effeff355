"""Finding packs and loading one: every file checked, every fault told in one pass.

A third party's pack is a stranger's code. Whatever is wrong with it is told with the
pack's name and stops that pack alone.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.methods.engine.code_of_packs import Code, code_of, folder_of
from edaphon.methods.engine.lacking_parameter import lacking
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.pack_files import PackFiles, read_files
from edaphon.methods.engine.parameters import Parameter, in_force

ENTRY_POINTS = "edaphon.packs"
"""Entry-point group by which third parties add packs: id = package."""

BUILT_IN = {
    "edaphon.mcs/1.1": "edaphon.methods.packs.edaphon_mcs.v1_1",
    "verra.vm0042/2.2": "edaphon.methods.packs.verra_vm0042.v2_2",
}


def pack_ids() -> tuple[str, ...]:
    """Return the ids of all installed packs, our own and third parties', sorted."""
    return tuple(sorted(_packages()))


def unknown_packs(names: Iterable[str]) -> list[Problem]:
    """Return ``METHOD_UNKNOWN`` for every id that no installed pack has."""
    packages = _packages()
    return [_unknown(name, packages) for name in names if name not in packages]


def _unknown(name: str, packages: Mapping[str, str]) -> Problem:
    facts = {"id": name, "known": sorted(packages)}
    return Problem(code="METHOD_UNKNOWN", facts=facts)


def _announced() -> Mapping[str, Sequence[str]]:
    """Return every package that brings an id, our own before the others."""
    return announced_on(tuple(sys.path))


@cache
def announced_on(_path: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Return every package that brings an id, read once for each ``sys.path``."""
    found = {name: [package] for name, package in BUILT_IN.items()}
    for item in metadata.entry_points(group=ENTRY_POINTS):
        packages = found.setdefault(item.name, [])
        if item.value not in packages:
            packages.append(item.value)
    return {
        name: packages if name in BUILT_IN else sorted(packages)
        for name, packages in found.items()
    }


def _packages() -> dict[str, str]:
    return {name: packages[0] for name, packages in _announced().items()}


def clash_problems(pack_id: str) -> list[Problem]:
    """Return ``METHOD_ID_TAKEN`` where several packages bring a pack of one id.

    A pack that comes with the program is used all the same; of several others none.
    """
    packages = _announced().get(pack_id, [])
    return [_taken(pack_id, packages)] if len(packages) > 1 else []


def _taken(pack_id: str, packages: Sequence[str]) -> Problem:
    used = {"en": "none of them is used", "zh": "均不采用"}
    if pack_id in BUILT_IN:
        used = {
            "en": f"{packages[0]}, which comes with Edaphon, is used",
            "zh": f"采用 Edaphon 自带的 {packages[0]}",
        }
    facts = {"id": pack_id, "packages": ", ".join(packages), "used": used}
    return Problem(code="METHOD_ID_TAKEN", facts=facts)


@cache
def pack(pack_id: str) -> MethodPack:
    """Load an installed pack by id.

    Raises
    ------
    EdaphonError
        ``METHOD_UNKNOWN`` when no installed pack has this id, ``METHOD_ID_TAKEN``
        when several packages bring it and none of them is ours, and all that
        `load_pack` refuses.
    """
    packages = _packages()
    if pack_id not in packages:
        raise EdaphonError(_unknown(pack_id, packages))
    if pack_id not in BUILT_IN and (problems := clash_problems(pack_id)):
        raise EdaphonError(problems)
    return load_pack(pack_id, packages[pack_id])


def load_pack(pack_id: str, package: str) -> MethodPack:
    """Load the pack that a package holds.

    Parameters
    ----------
    pack_id
        Id under which it is installed.
    package
        Its importable package.

    Raises
    ------
    EdaphonError
        All in one pass: ``METHOD_BROKEN`` when its code cannot be imported,
        ``METHOD_PACK`` when a file or an entry of its code is missing, ``METHOD_ID``
        when it calls itself otherwise, ``METHOD_NAME_TWICE`` for a name given twice,
        ``METHOD_SHARED`` and ``METHOD_REFERENCE`` for names that nothing has,
        ``PARAMETER_DATE``, and whatever its YAML files get wrong.
    """
    problems: list[Problem] = []
    folder = folder_of(pack_id, package)
    files = read_files(folder, pack_id, package, problems)
    code = code_of(pack_id, package, problems)
    found = str(files.document.get("id", pack_id))
    if found != pack_id:
        facts = {"id": pack_id, "found": found}
        where = Where(file=files.shown("pack.yaml"), path="id")
        problems.append(Problem(code="METHOD_ID", where=where, facts=facts))
    parameters = _in_force(files, problems) if not problems else {}
    if problems:
        raise EdaphonError(problems)
    return _made(pack_id, package, (files, code), parameters)


def _made(
    pack_id: str,
    package: str,
    parts: tuple[PackFiles, Code],
    parameters: Mapping[str, Parameter],
) -> MethodPack:
    files, code = parts
    document = dict(files.document)
    probability = document.get("probability")
    if probability:
        quantile = parameters[probability["parameter"]].value
        document["probability"] = {**probability, "quantile": quantile}
    return MethodPack(
        id=pack_id,
        package=package,
        document=document,
        equations=code.equations,
        conditions=code.conditions,
        parameters=parameters,
        references=files.references,
        history={dated[0].id: dated for dated, _ in files.parameters},
    )


def _in_force(files: PackFiles, problems: list[Problem]) -> dict[str, Parameter]:
    """Return the parameters on the reference date, checked against what names them."""
    found: dict[str, Parameter] = {}
    for dated, file in files.parameters:
        try:
            found[dated[0].id] = in_force(
                dated, str(files.document["reference_date"]), file
            )
        except EdaphonError as refusal:
            problems += refusal.problems
    probability = files.document.get("probability")
    if probability and probability["parameter"] not in found:
        where = Where(file=files.shown("pack.yaml"), path="probability/parameter")
        problems.append(lacking(probability["parameter"], found, where))
    return found


def source_files(pack_id: str) -> dict[str, bytes]:
    """Return the source text of an installed pack and of what packs share, by path.

    It lies beside the record of the method in a bundle so that people can read it;
    it is no part of the method's identity.
    """
    found = dict(_text(resources.files(_packages()[pack_id]), "pack"))
    found |= _text(resources.files("edaphon.methods") / "shared", "shared")
    return dict(sorted(found.items()))


def _text(folder: Traversable, path: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for item in folder.iterdir():
        if item.name.startswith("."):
            continue  # what editors and systems leave behind is no source
        if item.is_dir() and item.name != "__pycache__":
            found |= _text(item, f"{path}/{item.name}")
        elif item.is_file() and not item.name.endswith((".pyc", ".pyo")):
            found[f"{path}/{item.name}"] = item.read_bytes()
    return found
