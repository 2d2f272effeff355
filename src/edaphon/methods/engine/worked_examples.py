"""Worked examples of a pack, in YAML that a methodologist can read and extend."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import numpy as np

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import Text
from edaphon.kernel.yaml_text import load_yaml
from edaphon.methods.engine.axes import Axes, Axis
from edaphon.methods.engine.code_of_packs import shown
from edaphon.methods.engine.equation import Equation, Factor
from edaphon.methods.engine.evaluation import Input, Run, Task, choose, run
from edaphon.methods.engine.example_faults import NO_LIST, Example, ExampleError, fault
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.parameters import Parameter
from edaphon.methods.engine.returned import number as one_number
from edaphon.methods.engine.returned import numbers
from edaphon.methods.engine.strangers_code import cause, told_by_name

T = TypeVar("T")


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


def examples(pack: MethodPack) -> Iterator[Example]:
    """Return the pack's examples in the order of their files."""
    for file in _files(pack):
        yield from load_yaml(file.read_text("utf-8"))


def _files(pack: MethodPack) -> Iterator[Traversable]:
    folder = pack.folder() / "examples"
    found = folder.iterdir() if folder.is_dir() else iter(())
    for file in sorted(found, key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            yield file


def _each(pack: MethodPack, use: Callable[[Example], Iterable[T]]) -> Iterator[T]:
    """Yield what a use of each example gives; a fault is told with file and example.

    Raises
    ------
    EdaphonError
        ``METHOD_EXAMPLE`` for what an example writes wrongly, and what the bodies
        and the engine refuse.
    """
    for file in _files(pack):
        where = Where(file=shown(pack.package, f"examples/{file.name}"))
        with _told(where, Text(en="all", zh="全部")):
            listed = load_yaml(file.read_text("utf-8"))
            if not isinstance(listed, list):
                raise ExampleError(NO_LIST)
        for at, example in enumerate(listed, start=1):
            with _told(where, _title(example, at)):
                wrong = fault(pack, example)
                if wrong:
                    raise ExampleError(wrong)
                found = list(use(example))
            yield from found


@contextmanager
def _told(where: Where, title: Text) -> Iterator[None]:
    try:
        yield
    except EdaphonError:
        raise
    except Exception as error:
        how = error.told if isinstance(error, ExampleError) else cause(error)
        facts = {"example": title, "how": how}
        problem = Problem(code="METHOD_EXAMPLE", where=where, facts=facts)
        raise EdaphonError(problem) from error


def _title(example: object, at: int) -> Text:
    """Return the name of an example, its number in the file where it has none."""
    name = example.get("name") if isinstance(example, Mapping) else None
    if isinstance(name, Mapping) and {"en", "zh"} <= name.keys():
        return Text(en=str(name["en"]), zh=str(name["zh"]))
    return Text(en=f"number {at}", zh=f"第 {at} 个")


def check_pack(pack: MethodPack) -> list[Check]:
    """Run every worked example and return each comparison.

    Raises
    ------
    EdaphonError
        ``METHOD_EXAMPLE`` when an example cannot be read or run, ``METHOD_BODY`` when
        a body fails.
    """
    return list(_each(pack, lambda example: check(pack, example)))


def check(pack: MethodPack, example: Example) -> Iterator[Check]:
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


def exercised(pack: MethodPack, example: Example) -> tuple[Equation, ...]:
    """Return the equations, variants told apart, that an example runs."""
    return _computed(pack, example).equations


def exercised_equations(pack: MethodPack) -> tuple[Equation, ...]:
    """Return every equation that some worked example of a pack runs.

    Raises
    ------
    EdaphonError
        As `check_pack`.
    """
    return tuple(_each(pack, lambda example: exercised(pack, example)))


def _computed(pack: MethodPack, example: Example) -> _Computed:
    settings = {**pack.document["settings"], **example.get("settings", {})}
    chosen = choose(pack.equations, settings)
    if "equation" in example:
        return _one_equation(chosen[example["equation"]], example)
    done = _chain(pack, chosen, example)
    steps = tuple(step.equation for step in done.steps.values() if step.equation)
    values = {name: list(done.values(name)) for name in example["expect"]}
    return _Computed(values, steps)


def _one_equation(equation: Equation, example: Example) -> _Computed:
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


def _chain(pack: MethodPack, chosen: Mapping[str, Equation], example: Example) -> Run:
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


def _parameters(pack: MethodPack, example: Example) -> dict[str, Parameter]:
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
