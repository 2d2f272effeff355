"""The Python code of a pack: imported with care, its equations and conditions."""

import importlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.methods.engine.condition import Condition
from edaphon.methods.engine.equation import Equation
from edaphon.methods.engine.strangers_code import (
    cause,
    interrupts_apart,
    raised_at,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What the modules of a pack declare."""

    equations: tuple[Equation, ...] = ()
    conditions: tuple[Condition, ...] = ()


def folder_of(pack_id: str, package: str) -> Traversable:
    """Return the folder of a pack.

    Raises
    ------
    EdaphonError
        ``METHOD_BROKEN`` when its package cannot be imported, or is none.
    """
    problems: list[Problem] = []
    found = _imported(pack_id, package, problems)
    if found is not None and not hasattr(found, "__path__"):
        problems.append(_no_package(pack_id, package))
    if found is None or problems:
        raise EdaphonError(problems)
    return resources.files(found)


def code_of(pack_id: str, package: str, problems: list[Problem]) -> Code:
    """Return equations and conditions of a pack; what is wrong is added."""
    equations = _listed(pack_id, f"{package}.equations", "EQUATIONS", problems)
    conditions = _listed(pack_id, f"{package}.conditions", "CONDITIONS", problems)
    code = Code(
        equations=tuple(item for item in equations if isinstance(item, Equation)),
        conditions=tuple(item for item in conditions if isinstance(item, Condition)),
    )
    variants = [
        (item.name, *(f"{name}={value}" for name, value in item.when))
        for item in code.equations
    ]
    where = Where(file=shown(package, "equations.py"))
    problems += _twice(pack_id, where, (", ".join(item) for item in variants))
    where = Where(file=shown(package, "conditions.py"))
    problems += _twice(pack_id, where, (item.id for item in code.conditions))
    return code


def shown(package: str, name: str) -> str:
    """Return the path of a pack's file as a problem tells it."""
    return f"{package.replace('.', '/')}/{name}"


def _twice(pack_id: str, where: Where, names: Iterable[str]) -> Iterable[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            facts = {"id": pack_id, "name": name, "count": count}
            yield Problem(code="METHOD_NAME_TWICE", where=where, facts=facts)


def _listed(
    pack_id: str, module: str, name: str, problems: list[Problem]
) -> tuple[Any, ...]:
    """Return the tuple that a module of a pack must hold, empty where it does not."""
    found = _imported(pack_id, module, problems)
    if found is None:
        return ()
    wanted = {"EQUATIONS": Equation, "CONDITIONS": Condition}[name]
    listed = getattr(found, name, None)
    if isinstance(listed, tuple | list) and all(
        isinstance(item, wanted) for item in listed
    ):
        return tuple(listed)
    facts = {"id": pack_id, "lacking": f"{name} ({module.rpartition('.')[2]}.py)"}
    problems.append(Problem(code="METHOD_PACK", facts=facts))
    return ()


def _imported(pack_id: str, module: str, problems: list[Problem]) -> ModuleType | None:
    try:
        with interrupts_apart():
            return importlib.import_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code may raise anything
        problems.append(broken(pack_id, module, error))
        return None


def _no_package(pack_id: str, package: str) -> Problem:
    """Return that an entry point names a single file, beside which no pack can lie."""
    told = {
        "en": f"an entry point that names the module {package}, not a package",
        "zh": f"入口点指向模块 {package}，而不是软件包",
    }
    return Problem(code="METHOD_BROKEN", facts={"id": pack_id, "cause": told})


def broken(pack_id: str, module: str, error: BaseException) -> Problem:
    """Return ``METHOD_BROKEN`` with the cause and the line that raised it."""
    facts = {"id": pack_id, "cause": cause(error)}
    return Problem(code="METHOD_BROKEN", where=raised_at(error, module), facts=facts)
