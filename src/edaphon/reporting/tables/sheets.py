"""The trace of an account as tables: a row an element, a column a step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from edaphon.accounting import TRACE
from edaphon.bundle import Bundle
from edaphon.kernel.language import Language, marked, translator
from edaphon.kernel.units import display
from edaphon.reporting.source import ReportSource
from edaphon.reporting.wording import ROOM, read_in
from edaphon.schemas.models.trace import Axis, Input, Step
from edaphon.schemas.record import stated_or
from edaphon.schemas.traces import Trace, read_trace

Value = str | float | None

AXES: Mapping[str, str] = {
    "account": marked("Figures of the whole account"),
    "stratum": marked("Strata"),
    "group": marked("Sampling groups: project and control of each stratum"),
    "point": marked("Sampling points: stock at both ends, and change"),
    "profile": marked("Cores: one a point and campaign"),
    "layer": marked("Layers of each core: bulk density, stones, carbon, stock"),
    "scenario": marked("Baseline and project activity"),
    "vintage": marked("Calendar years"),
}
"""What stands on a sheet, by the axis of the trace; others go by their own name."""

FIRST_ROW = 2
"""Line of observations.csv that the trace counts as 0: below the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it is, and how the methods come to it."""

    title: str
    unit: str = ""
    symbol: str = ""
    equation: str = ""
    is_label: bool = False
    """Names the element of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table; numbers stay numbers, None is not known."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]


def sheets(bundle: Bundle, source: ReportSource, language: Language) -> list[Sheet]:
    """Return a table for each axis of the trace on which anything was computed.

    Parameters
    ----------
    bundle, source
        The bundle and its records.
    language
        Language of titles, ``en`` or ``zh``.

    Returns
    -------
    list of Sheet
        Methods one below the other. Each element stands with the elements above it
        (a layer with its core, point and stratum), what describes it, then every
        input and step in the order of evaluation; an input from observations also
        with its lines in ``account/observations.csv``.

    Raises
    ------
    EdaphonError
        As `edaphon.schemas.traces.read_trace`.
    """
    trace = read_trace(bundle.read(TRACE), file=TRACE)
    names = dict.fromkeys(axis for _, axis in trace.axes)
    made = [_Table(trace, name, source, language).sheet() for name in names]
    return [one for one in made if one.rows and one.columns]


class _Table:
    """One axis of all methods."""

    def __init__(
        self, trace: Trace, axis: str, source: ReportSource, language: Language
    ) -> None:
        self.trace = trace
        self.axis = axis
        self.source = source
        self.language: Language = language
        self.gettext = translator(ROOM, language)
        self.methods = [item.method.id for item in source.account.accounts]

    def sheet(self) -> Sheet:
        """Return the table."""
        heads: dict[str, Column] = {"": Column(title=self.gettext("Method"))}
        rows: list[dict[str, Value]] = []
        for method in self.methods:
            axis = self.trace.axes.get((method, self.axis))
            if axis is not None:
                rows += self._of_method(method, axis, heads)
        title = AXES.get(self.axis, "")
        return Sheet(
            name=self.axis,
            title=self.gettext(title) if title else self.axis,
            columns=tuple(heads.values()),
            rows=[[row.get(key) for key in heads] for row in rows],
        )

    def _of_method(
        self, method: str, axis: Axis, heads: dict[str, Column]
    ) -> list[dict[str, Value]]:
        columns: dict[str, Sequence[Value]] = {"": [method for _ in axis.labels]}
        for name, labels in self._above(method, axis):
            head = Column(title=self._axis_word(name), is_label=name == self.axis)
            heads.setdefault(f"a {name}", head)
            columns[f"a {name}"] = labels
        for name, values in axis.attributes.items():
            heads.setdefault(f"b {name}", Column(title=name))
            columns[f"b {name}"] = _as_numbers(values)
        for line in self.trace.steps.values():
            if (line.method, line.over) == (method, self.axis):
                self._add(line, heads, columns)
        return [
            {key: values[place] for key, values in columns.items()}
            for place in range(len(axis.labels))
        ]

    def _above(self, method: str, axis: Axis) -> list[tuple[str, Sequence[str]]]:
        """Return the labels of an axis, and of the elements that hold it."""
        found: list[tuple[str, Sequence[str]]] = [(axis.name, axis.labels)]
        places: Sequence[int] = axis.parents
        parent = self.trace.axes.get((method, axis.parent))
        while parent is not None and parent.name != "account":
            found.append((parent.name, [parent.labels[place] for place in places]))
            places = [parent.parents[place] for place in places]
            parent = self.trace.axes.get((method, parent.parent))
        return found[::-1]

    def _add(
        self,
        line: Input | Step,
        heads: dict[str, Column],
        columns: dict[str, Sequence[Value]],
    ) -> None:
        head = self._head(line)
        key = f"v {line.name} {line.unit} {head.title}"
        heads[key] = _with(heads.get(key), head)
        columns[key] = line.values
        rows = stated_or(line.rows, None) if isinstance(line, Input) else None
        if rows is not None:
            told = self.gettext("{title}: lines of observations.csv")
            heads.setdefault(
                f"r {key}", Column(title=told.format(title=heads[key].title))
            )
            ends = zip(rows.offsets, rows.offsets[1:], strict=False)
            columns[f"r {key}"] = [
                " ".join(str(one + FIRST_ROW) for one in rows.ids[start:end])
                for start, end in ends
            ]

    def _head(self, line: Input | Step) -> Column:
        """Return the head of a column."""
        if isinstance(line, Input):
            title = self.source.methods[line.method].names.get(line.name)
            told = read_in(title, self.language) if title else line.name
            symbol, equation = "", ""
        else:
            told = line.title.zh if self.language == "zh" else line.title.en
            symbol = line.symbol
            equation = f"{line.method} {line.equation}: {line.formula}"
        unit = display(line.unit, self.language)
        return Column(title=told, unit=unit, symbol=symbol, equation=equation)

    def _axis_word(self, name: str) -> str:
        words = {
            "stratum": self.gettext("Stratum"),
            "group": self.gettext("Sampling group"),
            "point": self.gettext("Point"),
            "profile": self.gettext("Core"),
            "layer": self.gettext("Layer"),
            "vintage": self.gettext("Year"),
        }
        return words.get(name, name)


def _with(before: Column | None, head: Column) -> Column:
    """Return the head of a column that two methods share: both their equations."""
    if before is None:
        return head
    parts = dict.fromkeys(filter(None, (before.equation, head.equation)))
    symbol = before.symbol or head.symbol
    return replace(head, symbol=symbol, equation="\n".join(parts))


def _as_numbers(values: Sequence[str]) -> Sequence[Value]:
    """Return depths and the like as numbers, where every one of them is one."""
    try:
        return [float(one) for one in values]
    except ValueError:
        return values
