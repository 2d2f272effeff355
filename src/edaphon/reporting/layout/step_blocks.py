"""Every step of a method as the page unfolds it; paper has the figures alone."""

from edaphon.reporting.layout.blocks import Block, Cell, Step, Steps
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, plain, whole
from edaphon.schemas.models.report import Method, TraceStep


def step_blocks(reader: Reader, method: Method) -> list[Block]:
    """Return the steps of a method, each a fold that names what it was made of."""
    _ = reader.gettext
    if not method.steps:
        return []
    known = {item.name for item in method.steps}
    told = _(
        "Each step with its formula, what it was made of and its values; open one, and "
        "follow what it names. Steps of more than eight values: edaphon tables BUNDLE "
        "values.xlsx."
    )
    return [
        Steps(
            title=_("Every step of the calculation"),
            note=told,
            items=tuple(_step(reader, method, item, known) for item in method.steps),
        )
    ]


def _step(reader: Reader, method: Method, item: TraceStep, known: set[str]) -> Step:
    _ = reader.gettext
    links = tuple(
        (
            reader.pick(one.title) if one.title else one.name,
            _place(method, one.name) if one.name in known else "",
        )
        for one in item.inputs
    )
    rows = [(_("Made of"), Cell("", links=links))] if links else []
    rows += [
        (
            reader.pick(one.title),
            Cell(f"{plain(one.value)} {reader.unit(one.unit)}".rstrip()),
        )
        for one in item.parameters
    ]
    if item.count > 1:
        rows += [(one.label, Cell(plain(one.value))) for one in item.values]
    return Step(
        id=_place(method, item.name),
        title=f"{reader.pick(item.title)} ({item.equation})",
        symbol=item.symbol,
        told=_value(reader, item),
        formula=item.formula,
        rows=tuple(rows),
    )


def _value(reader: Reader, item: TraceStep) -> str:
    """Return the value of a step with its unit, or how many values it has."""
    unit = reader.unit(item.unit)
    if item.count != 1:
        count = reader.gettext("{count} values").format(count=whole(item.count))
        return f"{count} [{unit}]" if unit else count
    value = item.values[0].value
    return UNKNOWN if value is None else f"{plain(value)} {unit}".rstrip()


def _place(method: Method, name: str) -> str:
    return f"step-{method.slug}-{name}"
