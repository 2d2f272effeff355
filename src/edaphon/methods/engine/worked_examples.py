"""Worked examples of a pack, in YAML that a methodologist can read and extend."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from edaphon.kernel.yaml_text import load_yaml
from edaphon.methods.engine.axes import Axes, Axis
from edaphon.methods.engine.equation import Equation, Factor
from edaphon.methods.engine.evaluation import Input, Run, Task, choose, run
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.parameters import Parameter
from edaphon.methods.engine.returned import number as one_number
from edaphon.methods.engine.returned import numbers
from edaphon.methods.engine.strangers_code import told_by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One expected number of one example, and what the pack gives.

    ``nan`` stands for "no value": expected where a quantity is undefined, found
    where the pack computes nothing.
    """

    title: Mapping[str, str]
    """English and Chinese name of the example."""
    quantity: str
    expected: float
    found: float
    within: float
    relative: bool

    @property
    def holds(self) -> bool:
        """Tell whether the pack gives the expected number, or none where none is."""
        if math.isnan(self.expected) or math.isnan(self.found):
            return math.isnan(self.expected) and math.isnan(self.found)
        scale = abs(self.expected) if self.relative else 1.0
        return abs(self.found - self.expected) <= self.within * max(scale, 1e-300)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison for machines."""
        return {
            "example": dict(self.title),
            "quantity": self.quantity,
            "expected": None if math.isnan(self.expected) else self.expected,
            "found": None if math.isnan(self.found) else self.found,
            "within": self.within,
            "relative": self.relative,
            "holds": self.holds,
        }


@dataclass(frozen=True, slots=True)
class _Computed:
    """What an example gives: values by quantity, and the equations that ran."""

    values: Mapping[str, list[float]]
    equations: tuple[Equation, ...]


def examples(pack: MethodPack) -> Iterator[Mapping[str, Any]]:
    """Return the pack's examples in the order of their files."""
    folder = pack.folder() / "examples"
    found = folder.iterdir() if folder.is_dir() else iter(())
    for file in sorted(found, key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            yield from load_yaml(file.read_text("utf-8"))


def check_pack(pack: MethodPack) -> list[Check]:
    """Run every worked example and return each comparison.

    Raises
    ------
    EdaphonError
        ``METHOD_BODY`` when an example cannot be read or run.
    """
    with told_by_name(f"examples ({pack.id})", check_pack):
        return [item for example in examples(pack) for item in check(pack, example)]


def check(pack: MethodPack, example: Mapping[str, Any]) -> Iterator[Check]:
    """Run one example.

    An example names one ``equation`` with what is ``given`` to its arguments, or
    gives ``inputs`` over ``axes`` and expects any number of quantities. A quantity
    expected to be ``null`` must have no value.
    """
    found = _computed(pack, example).values
    for quantity, expected in example["expect"].items():
        wanted = _listed(expected)
        values = found.get(quantity) or [math.nan] * len(wanted)
        for value, number in zip(values, wanted, strict=True):
            yield Check(
                title=example["name"],
                quantity=quantity,
                expected=_number(number),
                found=float(value),
                within=float(example["within"]),
                relative=bool(example.get("relative", False)),
            )


def exercised(pack: MethodPack, example: Mapping[str, Any]) -> tuple[Equation, ...]:
    """Return the equations, variants told apart, that an example runs."""
    return _computed(pack, example).equations


def exercised_equations(pack: MethodPack) -> tuple[Equation, ...]:
    """Return every equation that some worked example of a pack runs.

    Raises
    ------
    EdaphonError
        ``METHOD_BODY`` when an example cannot be read or run.
    """
    with told_by_name(f"examples ({pack.id})", check_pack):
        return tuple(
            item for example in examples(pack) for item in exercised(pack, example)
        )


def _computed(pack: MethodPack, example: Mapping[str, Any]) -> _Computed:
    settings = {**pack.document["settings"], **example.get("settings", {})}
    chosen = choose(pack.equations, settings)
    if "equation" in example:
        return _one_equation(chosen[example["equation"]], example)
    done = _chain(pack, chosen, example)
    steps = tuple(step.equation for step in done.steps.values() if step.equation)
    values = {name: list(done.values(name)) for name in example["expect"]}
    return _Computed(values, steps)


def _one_equation(equation: Equation, example: Mapping[str, Any]) -> _Computed:
    given = {
        argument.name: _given(example["given"][argument.name], many=argument.many)
        for argument in equation.arguments
    }
    with told_by_name(equation.name, equation.body):
        returned = equation(**given)
        if equation.vectorised:
            value = float(numbers(returned, 1)[0])
        else:
            value = one_number(returned)
    return _Computed({"value": [value]}, (equation,))


def _given(value: Any, *, many: bool) -> Any:  # noqa: ANN401 - number, sequence or Factor
    if isinstance(value, Mapping):
        ends = [_number(value[end]) for end in ("low", "value", "high")]
        return Factor(*ends)
    if many:
        return tuple(_number(item) for item in value)
    return _number(value)


def _chain(
    pack: MethodPack, chosen: Mapping[str, Equation], example: Mapping[str, Any]
) -> Run:
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
        equations=chosen,
        parameters=_parameters(pack, example),
        inputs=inputs,
        axes=_axes(example.get("axes", {})),
    )
    return run(task, list(example["expect"]))


def _axes(given: Mapping[str, Mapping[str, Any]]) -> Axes:
    shape = {"parent", "labels", "parents", "holds"}
    return Axes(
        [
            Axis(
                name=name,
                parent=item.get("parent", "account"),
                labels=tuple(str(label) for label in item["labels"]),
                parents=tuple(item.get("parents", [0] * len(item["labels"]))),
                attributes={
                    key: tuple(column)
                    for key, column in item.items()
                    if key not in shape
                },
                holds={
                    key: tuple(tuple(places) for places in held)
                    for key, held in item.get("holds", {}).items()
                },
            )
            for name, item in given.items()
        ]
    )


def _parameters(pack: MethodPack, example: Mapping[str, Any]) -> dict[str, Parameter]:
    """Return the pack's parameters with the single values that an example sets."""
    parameters = dict(pack.parameters)
    for name, value in example.get("parameters", {}).items():
        parameters[name] = replace(parameters[name], value=str(value), low="", high="")
    return parameters


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - a number or a list of numbers
    return list(value) if isinstance(value, list) else [value]


def _number(value: Any) -> float:  # noqa: ANN401 - int, float, null or text such as 44/12
    if value is None:
        return math.nan
    return float(Fraction(value)) if isinstance(value, str) else float(value)
