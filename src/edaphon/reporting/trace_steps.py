"""Every step of an account as the page unfolds it: formula, inputs, first values."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import msgspec
from msgspec import Struct, field

from edaphon.accounting import TRACE
from edaphon.kernel.errors import EdaphonError, Where
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.schemas.models import report
from edaphon.schemas.models.account import Text
from edaphon.schemas.record_problems import unreadable

FEW = 8
"""Values of a step that are listed; a workbook of `edaphon tables` has them all."""

DECIMALS = 6

STEP, AXIS = b'"kind":"step"', b'"kind":"axis"'


Line = TypeVar("Line")


class _Taken(Struct, frozen=True):
    from_: str = field(name="from")


class _Parameter(Struct, frozen=True):
    id: str
    value: str
    unit: str
    title: Text


class _Step(Struct, frozen=True):
    """What is read of a step; its values stay text until they are few."""

    method: str
    name: str
    equation: str
    symbol: str
    title: Text
    unit: str
    formula: str
    over: str
    inputs: list[_Taken]
    parameters: list[_Parameter]
    values: msgspec.Raw


class _Axis(Struct, frozen=True):
    method: str
    name: str
    labels: msgspec.Raw


Names = Mapping[str, Text]
"""Titles by the name of a step or an input."""


def trace_steps(
    trace: bytes, names: Mapping[str, Names]
) -> Mapping[str, list[report.TraceStep]]:
    """Return the steps of each method in the order in which they were computed.

    Parameters
    ----------
    trace
        ``account/trace.jsonl``, a line an axis, an input or a step.
    names
        Titles of the inputs of each method.

    Raises
    ------
    EdaphonError
        ``RECORD_FORM`` for a line that is no step although it says so.
    """
    lines = trace.splitlines()
    axes = decoded(lines, [AXIS], msgspec.json.Decoder(_Axis).decode)
    labels = {(axis.method, axis.name): axis.labels for axis in axes}
    steps = list(decoded(lines, [STEP], msgspec.json.Decoder(_Step).decode))
    titles = {(step.method, step.name): step.title for step in steps}
    found: dict[str, list[report.TraceStep]] = {}
    for step in steps:
        inputs = [
            report.StepInput(
                name=name,
                title=titles.get((step.method, name))
                or names.get(step.method, {}).get(name),
            )
            for name in dict.fromkeys(item.from_ for item in step.inputs)
        ]
        made = _told(step, inputs, labels.get((step.method, step.over)))
        found.setdefault(step.method, []).append(made)
    return found


def decoded(
    lines: Sequence[bytes], signs: Collection[bytes], decode: Callable[[bytes], Line]
) -> Iterator[Line]:
    """Yield the lines of a trace that hold one of some signs, as they are typed.

    Raises
    ------
    EdaphonError
        ``RECORD_FORM`` with the number of a line that has another form.
    """
    for number, line in enumerate(lines, start=1):
        if any(sign in line for sign in signs):
            try:
                yield decode(line)
            except msgspec.DecodeError as error:
                where = Where(file=TRACE, row=number)
                raise EdaphonError(unreadable(error, where)) from None


def _told(
    step: _Step, inputs: list[report.StepInput], labels: msgspec.Raw | None
) -> report.TraceStep:
    count = _length(step.values)
    return report.TraceStep(
        name=step.name,
        equation=step.equation,
        symbol=step.symbol,
        title=step.title,
        unit=step.unit,
        formula=step.formula,
        over=step.over,
        count=count,
        values=_values(step, labels) if count <= FEW else [],
        inputs=inputs,
        parameters=[
            report.StepParameter(
                id=item.id, value=item.value, unit=item.unit, title=item.title
            )
            for item in step.parameters
        ],
    )


def _length(values: msgspec.Raw) -> int:
    """Return how many entries a list of numbers has, without reading them."""
    held = bytes(values).strip()
    return 0 if held == b"[]" else held.count(b",") + 1


def _values(step: _Step, labels: msgspec.Raw | None) -> list[report.StepValue]:
    numbers = msgspec.json.decode(step.values, type=list[float | None])
    names = [] if labels is None else msgspec.json.decode(labels, type=list[str])
    return [
        report.StepValue(label=label, value=_text(value))
        for label, value in zip(names, numbers, strict=True)
    ]


def _text(value: float | None) -> str | None:
    """Return a value as decimal text; None where it is unknown."""
    if value is None:
        return None
    return decimal_text(rounded(Decimal(repr(value)), DECIMALS, "half_even"))
