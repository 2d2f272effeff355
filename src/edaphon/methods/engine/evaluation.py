"""The equation engine: resolve by name, check units, evaluate in a fixed order.

The order is depth first from the pack's figures, arguments from left to right,
so it depends on nothing but the pack. Every evaluation leaves a ``Step``; the
steps are the trace.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.methods.engine.axes import Axes
from edaphon.methods.engine.edge_units import check_units
from edaphon.methods.engine.equation import (
    Argument,
    Equation,
    FloatArray,
    Grouped,
    ParameterUse,
    Take,
)
from edaphon.methods.engine.lacking_parameter import lacking
from edaphon.methods.engine.lineage import ASSUMED, Origin, Rows
from edaphon.methods.engine.parameters import Parameter
from edaphon.methods.engine.returned import counted, number, numbers
from edaphon.methods.engine.strangers_code import told_by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Values from the evidence: what, in which unit, for every element of an axis."""

    name: str
    unit: str
    over: str
    values: FloatArray
    title: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = ASSUMED
    rows: Rows | None = None
    """Observations that each element was made of; None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One evaluated equation or one input, as the trace keeps it."""

    name: str
    unit: str
    over: str
    values: FloatArray
    equation: Equation | None = None
    given: Input | None = None
    parameters: tuple[tuple[str, Parameter], ...] = ()
    """Argument and the dated parameter it received."""

    @property
    def scalar(self) -> float:
        """Return the value of a step over the account."""
        return float(self.values[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All steps of one evaluation, in the order in which they were made."""

    axes: Axes
    steps: Mapping[str, Step]
    absent: Mapping[str, tuple[str, ...]]
    """Quantity and the inputs it lacks; such a quantity has no step."""

    def value(self, name: str) -> float:
        """Return a figure of the account, ``nan`` when it could not be computed."""
        step = self.steps.get(name)
        return math.nan if step is None else step.scalar

    def values(self, name: str) -> FloatArray:
        """Return the values of a quantity, empty when it could not be computed."""
        step = self.steps.get(name)
        return np.empty(0) if step is None else step.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a run needs: equations chosen for the settings, parameters, inputs."""

    equations: Mapping[str, Equation]
    parameters: Mapping[str, Parameter]
    inputs: Mapping[str, Input]
    axes: Axes


def choose(
    equations: Sequence[Equation], settings: Mapping[str, str]
) -> dict[str, Equation]:
    """Return one equation a name: the closest variant whose conditions are met.

    A variant with more conditions is closer than the equation without any.

    Raises
    ------
    EdaphonError
        ``METHOD_VARIANT`` when two variants are equally close.
    """
    by_name: dict[str, list[Equation]] = {}
    for item in equations:
        by_name.setdefault(item.name, []).append(item)
    chosen = {}
    for name, variants in by_name.items():
        apply = [
            item
            for item in variants
            if all(settings.get(key) == wanted for key, wanted in item.when)
        ]
        closest = max((len(item.when) for item in apply), default=0)
        best = [item for item in apply if len(item.when) == closest]
        if len(best) > 1:
            facts = {"name": name, "count": len(best)}
            raise EdaphonError(Problem(code="METHOD_VARIANT", facts=facts))
        if best:
            chosen[name] = best[0]
    return chosen


def run(task: Task, figures: Sequence[str]) -> Run:
    """Evaluate the figures and all that they rest on.

    Parameters
    ----------
    task
        Equations, parameters and inputs. An input takes the place of an equation
        of the same name, which is how worked examples start in the middle.
    figures
        Names to evaluate, in the pack's order.

    Returns
    -------
    Run
        Steps in evaluation order. A quantity whose inputs the evidence does not
        hold has no step and is listed in ``absent`` with what it lacks.

    Raises
    ------
    EdaphonError
        ``METHOD_UNIT`` for edges whose units differ, ``METHOD_CIRCLE`` for an
        equation that rests on itself, ``METHOD_ATTRIBUTE`` for a selection that
        no axis has, ``METHOD_PARAMETER`` for a parameter the pack lacks,
        ``PARAMETER_MISSING`` for a kind of one that it lacks, ``METHOD_BODY`` for a
        body that fails.
    """
    problems = check_units(
        task.equations,
        task.parameters,
        {name: item.unit for name, item in task.inputs.items()},
    )
    if problems:
        raise EdaphonError(problems)
    evaluation = _Evaluation(task)
    for name in figures:
        evaluation.visit(name, ())
    return Run(axes=task.axes, steps=evaluation.steps, absent=evaluation.absent)


class _Evaluation:
    """State of one run: what is done, what is absent."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.steps: dict[str, Step] = {}
        self.absent: dict[str, tuple[str, ...]] = {}

    def visit(self, name: str, above: tuple[str, ...]) -> None:
        """Make the step of a quantity, after the steps it rests on."""
        if name in self.steps or name in self.absent:
            return
        if name in above:
            facts = {"circle": " -> ".join((*above[above.index(name) :], name))}
            raise EdaphonError(Problem(code="METHOD_CIRCLE", facts=facts))
        if name in self._task.inputs:
            given = self._task.inputs[name]
            self.steps[name] = Step(
                name=name,
                unit=given.unit,
                over=given.over,
                values=_kept(given.values),
                given=given,
            )
        elif name in self._task.equations:
            self._compute(self._task.equations[name], above)
        else:
            self.absent[name] = (name,)

    def _compute(self, equation: Equation, above: tuple[str, ...]) -> None:
        if equation.over not in self._task.axes:
            self.absent[equation.name] = (equation.over,)
            return
        lacking: list[str] = []
        for argument in equation.arguments:
            if isinstance(argument.origin, Take):
                self.visit(argument.source, (*above, equation.name))
                if not argument.origin.may_be_missing:
                    lacking.extend(self.absent.get(argument.source, ()))
        if lacking:
            self.absent[equation.name] = tuple(dict.fromkeys(lacking))
            return
        with told_by_name(equation.name, equation.body):
            if equation.vectorised:
                values = self._whole(equation)
            else:
                values = np.array(list(self._each(equation)), dtype=np.float64)
            if equation.replay == "E" and equation.decimals == 0:
                counted(values)
        self.steps[equation.name] = Step(
            name=equation.name,
            unit=equation.unit,
            over=equation.over,
            values=_kept(values),
            equation=equation,
            parameters=tuple(self._parameters_used(equation)),
        )

    def _whole(self, equation: Equation) -> FloatArray:
        axes, size = self._task.axes, self._task.axes.size(equation.over)
        given: dict[str, Any] = {}
        for argument in equation.arguments:
            if isinstance(argument.origin, ParameterUse):
                given[argument.name] = self._parameter(argument, equation.over, 0)
                continue
            step = self.steps.get(argument.source)
            if step is None:
                given[argument.name] = np.full(size, math.nan)
            elif argument.origin.per:
                given[argument.name] = self._per(step, argument.origin.per)
            elif axes.is_above(step.over, equation.over):
                index = axes.ancestor(equation.over, step.over)
                given[argument.name] = step.values[index]
            else:
                offsets = axes.offsets(step.over, equation.over)
                given[argument.name] = Grouped(step.values, offsets)
        return numbers(equation.body(**given), size)

    def _per(self, step: Step, per: str) -> FloatArray | Grouped:
        """Return a whole quantity by an axis: spread over it, or grouped by it."""
        axes = self._task.axes
        if axes.is_above(step.over, per):
            spread: FloatArray = step.values[axes.ancestor(per, step.over)]
            return spread
        return Grouped(step.values, axes.offsets(step.over, per))

    def _each(self, equation: Equation) -> Iterator[float]:
        readers = [self._reader(equation, item) for item in equation.arguments]
        names = [item.name for item in equation.arguments]
        for element in range(self._task.axes.size(equation.over)):
            given = [reader(element) for reader in readers]
            if any(value is None for value in given):
                yield math.nan
            else:
                yield number(equation.body(**dict(zip(names, given, strict=True))))

    def _reader(self, equation: Equation, argument: Argument) -> Any:  # noqa: ANN401 - a closure a shape
        over, origin = equation.over, argument.origin
        if isinstance(origin, ParameterUse):
            return lambda element: self._parameter(argument, over, element)
        step = self.steps.get(argument.source)
        if step is None:
            return lambda _: () if argument.many else math.nan
        if self._task.axes.is_above(step.over, over):
            index = self._task.axes.ancestor(over, step.over)
            reached: list[float] = step.values[index].tolist()
            return lambda element: _one(reached[element], origin)
        members = self._task.axes.members(over, step.over, origin.where)
        values: list[float] = step.values[members.index].tolist()
        ends: list[int] = members.ends.tolist()

        def finer(element: int) -> tuple[float, ...] | float | None:
            chosen = tuple(values[ends[element] : ends[element + 1]])
            kept = tuple(value for value in chosen if not math.isnan(value))
            if argument.many:
                return _many(chosen, kept, origin)
            return kept[0] if len(kept) == 1 else _one(math.nan, origin)

        return finer

    def _parameter(self, argument: Argument, over: str, element: int) -> Any:  # noqa: ANN401 - float or Factor
        found = self._held(self._parameter_name(argument, over, element))
        return found.factor if argument.ranged and found.has_range else found.number

    def _parameter_name(self, argument: Argument, over: str, element: int) -> str:
        origin = argument.origin
        by = origin.by if isinstance(origin, ParameterUse) else ""
        if not by:
            return argument.source
        return f"{argument.source}.{self._task.axes.attribute(over, by)[element]}"

    def _parameters_used(self, equation: Equation) -> Iterator[tuple[str, Parameter]]:
        size = self._task.axes.size(equation.over)
        for argument in equation.arguments:
            if not isinstance(argument.origin, ParameterUse):
                continue
            if not self._is_taken(equation, argument.origin.only_with):
                continue
            elements = range(size if argument.origin.by else min(size, 1))
            names = {
                self._parameter_name(argument, equation.over, element)
                for element in elements
            }
            for name in sorted(names):
                yield argument.name, self._held(name)

    def _is_taken(self, equation: Equation, name: str) -> bool:
        """Tell whether an argument, if one is named, has a value that is used."""
        if not name:
            return True
        by_name = {item.name: item for item in equation.arguments}
        origin, step = by_name[name].origin, self.steps.get(by_name[name].source)
        if step is None or not isinstance(origin, Take):
            return step is not None
        used = np.nan_to_num(step.values) != 0.0
        other = origin.unless and self.steps.get(by_name[origin.unless].source)
        if other and other.over == step.over:
            used &= np.isnan(other.values)
        return bool(used.any())

    def _held(self, name: str) -> Parameter:
        found = self._task.parameters.get(name)
        if found is None:
            family = name.partition(".")[0]
            known = [item for item in self._task.parameters if item.startswith(family)]
            if not known:
                raise EdaphonError(lacking(name, self._task.parameters))
            facts = {"parameter": name, "known": sorted(known)}
            raise EdaphonError(Problem(code="PARAMETER_MISSING", facts=facts))
        return found


def _kept(values: FloatArray) -> FloatArray:
    """Return values that no body can change: the next pack is given the same."""
    kept = np.array(values, dtype=np.float64)
    kept.flags.writeable = False
    return kept


def _many(
    chosen: tuple[float, ...], kept: tuple[float, ...], origin: Take
) -> tuple[float, ...] | None:
    """Return the known values; an unknown source is never counted as zero.

    A sample takes the points that have a value. A sum over sources, which may be
    empty, has no value as soon as one of its sources is unknown.
    """
    if origin.may_be_empty:
        return chosen if len(kept) == len(chosen) else None
    return kept or None


def _one(value: float, origin: Take) -> float | None:
    if math.isnan(value) and not origin.may_be_missing:
        return None
    return value
