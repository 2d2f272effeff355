"""The walk back from a figure, as a notebook shows it; `verification` walks."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from edaphon.kernel.language import Language
from edaphon.kernel.units import display
from edaphon.kernel.unseen import escaped
from edaphon.notebook.markup import folded, lines, safe, table
from edaphon.notebook.words import STATUS, pick, text
from edaphon.schemas.models.trace import Parameter, Step
from edaphon.schemas.record import stated_or

if TYPE_CHECKING:
    import polars as pl

    from edaphon.verification import Node
    from edaphon.verification import Walk as Walked

MOST_VALUES = 4
"""Values of one step that are shown; the rest are counted."""

MOST_ROWS = 20
"""Raw rows that are shown; `Walk.rows` holds all."""

FIRST_ROWS = 3
"""Raw rows of the text form."""

MOST_STEPS = 30
"""Steps of the text form; `Walk.steps` holds all."""


class Walk:
    """A figure with everything behind it.

    Parameters
    ----------
    walked
        What `edaphon.verification` found on the way.
    language
        Language in which it is shown.
    """

    def __init__(self, walked: "Walked", language: Language) -> None:
        self.walked = walked
        self._language = language

    @property
    def rows(self) -> "pl.DataFrame":
        """Observations that the figure was made of, with file, row and column."""
        return self.walked.rows

    @property
    def files(self) -> Mapping[str, str]:
        """Digest of each raw file by its path."""
        return self.walked.files

    @property
    def steps(self) -> "pl.DataFrame":
        """Every step on the way, parents before what they rest on.

        Columns ``depth, name, title, value, elements, unit, equation, clause, mark,
        formula``; ``value`` is null where a step has a value for each of several
        elements.
        """
        import polars as pl  # noqa: PLC0415 - slow import

        columns: dict[str, type[pl.DataType]] = {
            "depth": pl.Int64, "name": pl.String, "title": pl.String,
            "value": pl.Float64, "elements": pl.Int64, "unit": pl.String,
            "equation": pl.String, "clause": pl.String, "mark": pl.String,
            "formula": pl.String,
        }  # fmt: skip
        rows = [self._step(depth, node) for depth, node in self._nodes()]
        return pl.DataFrame(rows, schema=columns, orient="row")

    @property
    def parameters(self) -> "pl.DataFrame":
        """Parameters on the way.

        Columns ``id, title, value, unit, reference, locator, mark``.
        """
        import polars as pl  # noqa: PLC0415 - slow import

        names = ("id", "title", "value", "unit", "reference", "locator", "mark")
        rows = [
            (
                one.id, pick(one.title, self._language), _used(one), one.unit,
                one.reference, one.locator, one.mark,
            )
            for one in self._parameters()
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")

    def _nodes(self) -> Iterator[tuple[int, "Node"]]:
        from edaphon.verification import nodes  # noqa: PLC0415 - slow to load

        return nodes(self.walked.root)

    def _parameters(self) -> list[Parameter]:
        found = {
            one.id: one
            for _, node in self._nodes()
            if isinstance(node.step, Step)
            for one in node.step.parameters
        }
        return list(found.values())

    def _step(self, depth: int, node: "Node") -> tuple[object, ...]:
        single = node.values[0] if len(node.values) == 1 else None
        step = node.step if isinstance(node.step, Step) else None
        told = (
            (step.equation, step.source, step.mark, step.formula) if step else [""] * 4
        )
        title = pick(node.title, self._language)
        return (depth, node.name, title, single, len(node.values), node.unit, *told)

    def __repr__(self) -> str:
        told = []
        for depth, node in self._nodes():
            told.append("  " * depth + escaped(self._line(node)))
        more = len(told) - MOST_STEPS
        if more > 0:
            line = text("… and {count} more steps (.steps holds all)", self._language)
            told = [*told[:MOST_STEPS], line.format(count=more)]
        return "\n".join([*self._standing(), *told, self._counted(), *self._places()])

    def _standing(self) -> list[str]:
        """Return what stands in front of a walk that nothing is counted of."""
        told = []
        if self.walked.status != "credited":
            told.append(f"{self.walked.method}  {self._status()}")
        if self.walked.lacking:
            told.append(text("Not computed; the evidence lacks:", self._language))
        for name in self.walked.lacking:
            title = self.walked.titles.get(name, {}).get(self._language, "")
            told.append(f"  {name}  {title}".rstrip())
        return [escaped(line) for line in told]

    def _status(self) -> str:
        return text(STATUS[self.walked.status], self._language)

    def _places(self) -> list[str]:
        """Return the first rows on a line each: file, row, column, value."""
        line = text("  {file} row {row} column {column}: {what}", self._language)
        told = []
        for row in self.rows.head(FIRST_ROWS).iter_rows(named=True):
            file, number, column, name, amount, point = self._row(row)
            what = f"{name} = {amount} {point}".rstrip()
            found = line.format(file=file, row=number, column=column, what=what)
            told.append(escaped(found))
        return told

    def _line(self, node: "Node") -> str:
        """Return one step on one line."""
        if node.step is None and self.walked.lacking:
            return f"{node.name} = {text('unknown', self._language)}"
        if node.step is None:
            line = text("{name}: not in the evidence", self._language)
            return line.format(name=node.name)
        if node.seen_above:
            return text("{name}: see above", self._language).format(name=node.name)
        told = f"{node.name} = {self._values(node)}"
        if isinstance(node.step, Step):
            told += f"  ({node.step.equation}) {node.step.source} [{node.step.mark}]"
        return told

    def _values(self, node: "Node") -> str:
        unit = display(node.unit, self._language)
        shown = [self._number(value) for value in node.values[:MOST_VALUES]]
        more = len(node.values) - len(shown)
        told = ", ".join(shown)
        if node.over != "account":
            pairs = zip(node.labels, shown, strict=False)
            told = ", ".join(f"{label}: {value}" for label, value in pairs)
        if more > 0:
            told += text(", and {count} more", self._language).format(count=more)
        return f"{told} {unit}".rstrip()

    def _number(self, value: float | None) -> str:
        return text("unknown", self._language) if value is None else f"{value:.10g}"

    def _counted(self) -> str:
        line = text("Raw rows behind this figure: {count}", self._language)
        return line.format(count=self.rows.height)

    def _repr_html_(self) -> str:
        walked = self._node(self.walked.root, is_open=True)
        return f"{lines(self._standing())}{walked}{self._rows()}"

    def _node(self, node: "Node", *, is_open: bool = False) -> str:
        """Return a step with what it rests on below it."""
        title = f" · {safe(pick(node.title, self._language))}" if node.title else ""
        summary = f"<code>{safe(self._line(node))}</code>{title}"
        if node.step is None or node.seen_above:
            return f"<div>{summary}</div>"
        inside = "".join(map(self._node, node.inputs))
        if isinstance(node.step, Step):
            inside = self._made(node.step) + inside
        if not inside:
            return f"<div>{summary}</div>"
        return folded(summary, f'<div style="margin-left:1.2em">{inside}</div>',
                      is_open=is_open)  # fmt: skip

    def _made(self, step: Step) -> str:
        """Return formula and parameters of a step."""
        formula = (
            f"<div><code>{safe(step.formula)}</code></div>" if step.formula else ""
        )
        return formula + "".join(
            f"<div>{safe(f'{one.id} = {_used(one)} {one.unit}')} · "
            f"{safe(f'{one.reference}, {one.locator} [{one.mark}]')}</div>"
            for one in step.parameters
        )

    def _rows(self) -> str:
        """Return the first of the rows, with the place of each."""
        heads = [
            text("File", self._language), text("Row", self._language),
            text("Column", self._language), text("Property", self._language),
            text("Value", self._language), text("Point", self._language),
        ]  # fmt: skip
        listed = table(
            heads, map(self._row, self.rows.head(MOST_ROWS).iter_rows(named=True))
        )
        return folded(safe(self._counted()), listed)

    def _row(self, row: Mapping[str, object]) -> tuple[object, ...]:
        from edaphon.evidence import properties  # noqa: PLC0415 - slow to load

        code = str(row["property"])
        known = properties().get(code)
        name = known.name[self._language] if known else code
        amount = f"{row['value']} {display(str(row['unit']), self._language)}".rstrip()
        place = f"{row['file']} {row['sheet']}".rstrip()
        return (place, row["row"], row["column"], name, amount, row["point"])


def _used(one: Parameter) -> str:
    """Return the value of a parameter that was used, or the end of its range."""
    used = stated_or(one.used, None)
    return used.value if used else one.value
