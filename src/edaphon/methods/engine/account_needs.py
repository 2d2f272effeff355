"""What an account needs of a pack: figures that exist, in their unit, over their axis.

An account reads from ``pack.yaml`` which figure holds the units, the units of each
calendar year and the units of each label, all of them whole tonnes rounded down, and
the bars of the waterfall. In return it gives the inputs and axes that the words of the
room list (``showing/words.yaml``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.yaml_text import load_yaml
from edaphon.methods.editions import edition_problems
from edaphon.methods.engine.equation import Equation, ParameterUse, Take
from edaphon.methods.engine.evaluation import choose
from edaphon.methods.engine.lacking_parameter import lacking
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.pack import pack

TONNES = "t{CO2e}"
DESIGNS = ("paired", "independent")
KINDS = {"input": {"en": "input", "zh": "输入"}, "axis": {"en": "axis", "zh": "轴"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One name of ``pack.yaml`` and what stands behind it."""

    entry: str
    """Its place in ``pack.yaml``."""
    name: str
    over: str = ""
    """Axis that it must have; any when empty."""
    unit: str = ""
    """Unit that it must have; any when empty."""
    is_whole: bool = False
    """Whether it counts units: compared exactly, no decimals, rounded down."""
    is_figure: bool = True
    """Whether it must be listed under ``figures``, or else nobody computes it."""


_SOUND: dict[str, MethodPack] = {}
"""Packs that were found sound, each examined once."""


def accountable(pack_id: str) -> MethodPack:
    """Return an installed pack that an account can be made under.

    Raises
    ------
    EdaphonError
        What `pack` refuses, and every problem of `need_problems`.
    """
    found = pack(pack_id)
    if _SOUND.get(pack_id) is not found:
        problems = need_problems(found)
        if problems:
            raise EdaphonError(problems)
        _SOUND[pack_id] = found
    return found


def need_problems(method: MethodPack) -> list[Problem]:
    """Return everything that an account needs and the pack does not give.

    ``METHOD_FIGURE`` for a name that no equation computes or ``figures`` does not
    list, ``METHOD_SHAPE`` for another unit, axis or rounding, ``METHOD_NO_VARIANT``
    for a quantity without an equation under some settings, ``METHOD_INPUT`` for an
    input or an axis that no account gives, ``METHOD_PARAMETER``, and the codes of
    `edition_problems`.
    """
    return [
        *(problem for need in _needs(method) for problem in _unmet(method, need)),
        *_without_variant(method),
        *_not_given(method),
        *_without_parameter(method),
        *edition_problems(method.editions, "pack.yaml"),
    ]


def _needs(method: MethodPack) -> Iterator[Need]:
    document = method.document
    for name in document["figures"]:
        yield Need(entry="figures", name=name, is_figure=False)
    for name in document["supporting"]:
        yield Need(entry="supporting", name=name, is_figure=False)
    for key, name in document["summary"].items():
        counts = key in {"units", "vintages"}
        yield Need(
            entry=f"summary/{key}",
            name=name,
            over="vintage" if key == "vintages" else "account",
            unit=TONNES if counts else "",
            is_whole=counts,
        )
    for key, name in document["labels"].items():
        yield Need(
            entry=f"labels/{key}", name=name, over="account", unit=TONNES, is_whole=True
        )
    for place, item in enumerate(document["waterfall"]):
        entry, name = f"waterfall/{place}/from", item["from"]
        yield Need(entry=entry, name=name, over="account", unit=TONNES)


def _unmet(method: MethodPack, need: Need) -> Iterator[Problem]:
    where = Where(file=f"{method.package.replace('.', '/')}/pack.yaml", path=need.entry)
    variants = [item for item in method.equations if item.name == need.name]
    facts = {"id": method.id, "entry": need.entry, "name": need.name}
    if not variants or (need.is_figure and need.name not in method.figures):
        yield Problem(code="METHOD_FIGURE", where=where, facts=facts)
        return
    wrong = [item for item in variants if not _fits(item, need)]
    if wrong:
        shape = {"given": _shape(wrong[0]), "wanted": _wanted(need)}
        yield Problem(code="METHOD_SHAPE", where=where, facts={**facts, **shape})


def _fits(item: Equation, need: Need) -> bool:
    whole = item.replay == "E" and item.decimals == 0 and item.rounding == "down"
    return (
        need.over in ("", item.over)
        and need.unit in ("", item.unit)
        and (whole or not need.is_whole)
    )


def _shape(item: Equation) -> str:
    rounding = f'replay="{item.replay}", decimals={item.decimals}, "{item.rounding}"'
    return f"{item.unit}, over {item.over}, {rounding}"


def _wanted(need: Need) -> str:
    whole = ', replay="E", decimals=0, "down"' if need.is_whole else ""
    return f"{need.unit or 'any unit'}, over {need.over}{whole}"


def _without_variant(method: MethodPack) -> Iterator[Problem]:
    """Yield one problem for each quantity that some settings leave without equation."""
    known = {item.name for item in method.equations}
    told: set[str] = set()
    for scenario, design in product(method.document["scenarios"], DESIGNS):
        settings = {
            **method.document["settings"], "scenario": scenario, "design": design,
        }  # fmt: skip
        chosen = choose(method.equations, settings)
        for name in sorted(_reached(method.figures, chosen) & known - chosen.keys()):
            if name not in told:
                told.add(name)
                listed = ", ".join(f"{key}={value}" for key, value in settings.items())
                facts = {"id": method.id, "name": name, "settings": listed}
                yield Problem(code="METHOD_NO_VARIANT", facts=facts)


def _reached(figures: Sequence[str], chosen: Mapping[str, Equation]) -> set[str]:
    wanted, seen = list(figures), set[str]()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        equation = chosen.get(name)
        wanted += [
            item.source
            for item in (equation.arguments if equation else ())
            if isinstance(item.origin, Take)
        ]
    return seen


def _not_given(method: MethodPack) -> Iterator[Problem]:
    """Yield one problem for each input and axis that no account gives."""
    words = _words(method)
    computed = {item.name for item in method.equations}
    given = {"input": computed | words["inputs"], "axis": words["axes"]}
    asked = {
        *(("axis", item.over, item.name) for item in method.equations),
        *(
            ("input", argument.source, item.name)
            for item in method.equations
            for argument in item.arguments
            if isinstance(argument.origin, Take)
        ),
    }
    for kind, name, equation in sorted(asked):
        if name not in given[kind]:
            facts = {"id": method.id, "equation": equation, "name": name}
            told = {**facts, "kind": KINDS[kind]}
            yield Problem(code="METHOD_INPUT", facts=told)


def _without_parameter(method: MethodPack) -> Iterator[Problem]:
    """Yield one problem for each parameter that equations use and the pack lacks."""
    held = {name.partition(".")[0] for name in method.parameters} | {*method.parameters}
    asked = {
        (argument.source, item.name)
        for item in method.equations
        for argument in item.arguments
        if isinstance(argument.origin, ParameterUse)
    }
    told: set[str] = set()
    for name, equation in sorted(asked):
        if name not in held | told:
            told.add(name)
            yield lacking(name, method.parameters, Where(path=equation))


def _words(method: MethodPack) -> dict[str, set[str]]:
    own = method.folder() / "words.yaml"
    found: Any = load_yaml(own.read_text("utf-8")) if own.is_file() else {}
    listed = {
        section: {**_shared_words()[section], **(found or {}).get(section, {})}
        for section in ("inputs", "axes")
    }
    inputs = {name for name, entry in listed["inputs"].items() if "over" in entry}
    return {"inputs": inputs, "axes": set(listed["axes"])}


def input_units() -> Mapping[str, str]:
    """Return the unit of every input that an account gives, by name."""
    inputs = _shared_words()["inputs"]
    return {
        name: str(entry["unit"]) for name, entry in inputs.items() if "unit" in entry
    }


@cache
def _shared_words() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files("edaphon.methods") / "showing" / "words.yaml"
    found: Mapping[str, Mapping[str, Any]] = load_yaml(file.read_text("utf-8"))
    return found
