"""Small equations and tasks for tests of the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from edaphon.methods.engine.axes import Axes, Axis
from edaphon.methods.engine.equation import Equation, equation
from edaphon.methods.engine.evaluation import Input, Run, Task, choose, run
from edaphon.methods.engine.parameters import Parameter


def declared(**changes):
    """Declare an equation with the parts that a test does not care about."""
    told = {"number": "1", "symbol": "X", "unit": "1", "source": "test", "mark": "D"}
    return equation(**{**told, "title": ("X", "某量"), **changes})


def given(name: str, values: Sequence[float], *, unit="1", over="account") -> Input:
    """Return an input."""
    return Input(name=name, unit=unit, over=over, values=np.array(values, dtype=float))


def dated(name: str, value: str, *, unit="1", low="", high="") -> Parameter:
    """Return a parameter that a project may replace."""
    return Parameter(
        id=name, unit=unit, title={"en": name, "zh": name}, value=value, low=low,
        high=high, reference="r", locator="p. 1", mark="P", since="2020-01-01",
        may_be_replaced=True,
    )  # fmt: skip


@dataclass
class Evaluation:
    """A run with little ceremony."""

    equations: Sequence[Equation]
    inputs: Sequence[Input] = ()
    parameters: Sequence[Parameter] = ()
    axes: Sequence[Axis] = ()
    settings: Mapping[str, str] | None = None

    def of(self, *figures: str) -> Run:
        """Evaluate the figures."""
        task = Task(
            equations=choose(self.equations, self.settings or {}),
            parameters={item.id: item for item in self.parameters},
            inputs={item.name: item for item in self.inputs},
            axes=Axes(self.axes),
        )
        return run(task, figures)
