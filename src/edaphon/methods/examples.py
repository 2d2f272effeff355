"""Worked examples of a pack, in YAML that a methodologist can read and extend."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
import yaml

from edaphon.methods.axes import Axes, Axis
from edaphon.methods.engine import Input, Task, choose, run
from edaphon.methods.equation import Equation, Factor
from edaphon.methods.pack import MethodPack
from edaphon.methods.parameters import Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One expected number of one example, and what the pack gives."""

    example: str
    quantity: str
    expected: float
    found: float
    within: float
    relative: bool
    title: Mapping[str, str]
    """English and Chinese name of the example."""

    def as_json(self) -> dict[str, Any]:
        """Return the comparison for machines."""
        return {
            "example": dict(self.title),
            "quantity": self.quantity,
            "expected": self.expected,
            "found": None if math.isnan(self.found) else self.found,
            "within": self.within,
            "relative": self.relative,
            "holds": self.holds,
        }

    @property
    def holds(self) -> bool:
        """Tell whether the pack gives the expected number."""
        scale = abs(self.expected) if self.relative else 1.0
        return abs(self.found - self.expected) <= self.within * max(scale, 1e-300)


def examples(pack: MethodPack) -> Iterator[Mapping[str, Any]]:
    """Return the pack's examples in the order of their files."""
    folder = pack.folder() / "examples"
    found = folder.iterdir() if folder.is_dir() else iter(())
    for file in sorted(found, key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            yield from yaml.safe_load(file.read_text("utf-8"))


def check_pack(pack: MethodPack) -> list[Check]:
    """Run every worked example and return each comparison."""
    return [item for example in examples(pack) for item in check(pack, example)]


def check(pack: MethodPack, example: Mapping[str, Any]) -> Iterator[Check]:
    """Run one example.

    An example names one ``equation`` with what is ``given`` to its arguments, or
    gives ``inputs`` over ``axes`` and expects any number of quantities.
    """
    if "equation" in example:
        found = _one_equation(pack, example)
    else:
        found = _chain(pack, example)
    for quantity, expected in example["expect"].items():
        values = found[quantity]
        wanted = (
            expected
            if isinstance(expected, Sequence) and not isinstance(expected, str)
            else [expected]
        )
        for value, number in zip(values, wanted, strict=True):
            yield Check(
                example=example["name"]["en"],
                quantity=quantity,
                expected=_number(number),
                found=float(value),
                within=float(example["within"]),
                relative=bool(example.get("relative", False)),
                title=example["name"],
            )


def _one_equation(
    pack: MethodPack, example: Mapping[str, Any]
) -> Mapping[str, Sequence[float]]:
    settings = {**pack.document["settings"], **example.get("settings", {})}
    chosen = choose(pack.equations, settings)[example["equation"]]
    given = {
        argument.name: _given(argument.name, argument.many, example["given"])
        for argument in chosen.arguments
    }
    return {"value": [chosen(**given)]}


def _given(name: str, many: bool, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - number, sequence or Factor
    value = given[name]
    if isinstance(value, Mapping):
        ends = [_number(value[end]) for end in ("low", "value", "high")]
        return Factor(*ends)
    if many:
        return tuple(_number(item) for item in value)
    return _number(value)


def _chain(
    pack: MethodPack, example: Mapping[str, Any]
) -> Mapping[str, Sequence[float]]:
    settings = {**pack.document["settings"], **example.get("settings", {})}
    axes = Axes(
        [
            Axis(
                name=name,
                parent=item.get("parent", "account"),
                labels=tuple(str(label) for label in item["labels"]),
                parents=tuple(item.get("parents", [0] * len(item["labels"]))),
                attributes={
                    key: tuple(column)
                    for key, column in item.items()
                    if key not in {"parent", "labels", "parents"}
                },
            )
            for name, item in example.get("axes", {}).items()
        ]
    )
    inputs = {
        name: Input(
            name=name,
            unit=item["unit"],
            over=item.get("over", "account"),
            values=np.array([_number(value) for value in _listed(item["value"])]),
        )
        for name, item in example["inputs"].items()
    }
    task = Task(
        equations=choose(pack.equations, settings),
        parameters=_parameters(pack, example),
        inputs=inputs,
        axes=axes,
    )
    wanted = list(example["expect"])
    done = run(task, wanted)
    missing = {name: done.absent[name] for name in wanted if name in done.absent}
    if missing:
        return {
            name: [math.nan] * len(_listed(example["expect"][name])) for name in wanted
        }
    return {name: list(done.values(name)) for name in wanted}


def _parameters(pack: MethodPack, example: Mapping[str, Any]) -> dict[str, Parameter]:
    """Return the pack's parameters with the central or other values an example sets."""
    parameters = dict(pack.parameters)
    for name, value in example.get("parameters", {}).items():
        parameters[name] = replace(parameters[name], value=str(value), low="", high="")
    return parameters


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - a number or a list of numbers
    return list(value) if isinstance(value, list) else [value]


def _number(value: Any) -> float:  # noqa: ANN401 - int, float or text such as 44/12
    return float(Fraction(value)) if isinstance(value, str) else float(value)


def equation_named(pack: MethodPack, name: str) -> tuple[Equation, ...]:
    """Return every variant of an equation of a pack."""
    return tuple(item for item in pack.equations if item.name == name)
