"""The bounds of layers, in two columns or in one, read as a project reads them."""

from typing import TYPE_CHECKING

from edaphon.cli.calculations.columns import BOTTOM, DEPTH, TOP, Column
from edaphon.cli.calculations.tables import Table
from edaphon.kernel.errors import EdaphonError

if TYPE_CHECKING:
    from edaphon.science.arrays import FloatArray


def layer_bounds(table: Table) -> tuple["FloatArray", "FloatArray"]:
    """Return the bounds of the layers [cm]; depths below 0 throughout count down.

    Raises
    ------
    EdaphonError
        Every cell that is no depth; ``CALC_UNIT`` where numbers without a unit
        may be metres; ``CALC_DEPTH_SIGNS``.
    """
    if table.has(DEPTH) and not (table.has(TOP) or table.has(BOTTOM)):
        return _intervals(table)
    table.require(TOP, BOTTOM)
    table.settle()
    top, bottom = _ends(table, TOP), _ends(table, BOTTOM)
    table.settle()
    _check_unit(table, BOTTOM, bottom)
    return _downwards(table, top, bottom)


def _intervals(table: Table) -> tuple["FloatArray", "FloatArray"]:
    """Return both bounds of cells such as ``0-15``."""
    import numpy as np  # noqa: PLC0415 - help is printed without it

    from edaphon.monitoring import parse_interval  # noqa: PLC0415 - as above

    place = table.place(DEPTH)
    bounds = np.full((len(table.rows), 2), np.nan)
    if place is None:
        return bounds[:, 0], bounds[:, 1]
    unit = table.unit(place) or "cm"
    for row, (cell,) in enumerate(table.cells([place])):
        found = parse_interval(cell, unit)
        if found.problem or not found.bottom:
            table.note("CALC_DEPTH", row, place, cell=cell)
        else:
            bounds[row] = float(found.top), float(found.bottom)
    table.settle()
    _check_unit(table, DEPTH, bounds[:, 1])
    return bounds[:, 0], bounds[:, 1]


def _ends(table: Table, column: Column) -> "FloatArray":
    """Return one bound of every layer [cm], with the sign that its cell has."""
    import numpy as np  # noqa: PLC0415 - help is printed without it

    from edaphon.monitoring import parse_depth  # noqa: PLC0415 - as above

    place = table.place(column)
    depths = np.full(len(table.rows), np.nan)
    if place is None:
        return depths
    unit = table.unit(place)
    if not unit:
        table.assumed.append(place)
    for row, cell in enumerate(table.plain_cells(place)):
        found = parse_depth(cell.lstrip("-"), unit or "cm", negative_down=False)
        if not cell:
            table.note("CALC_CELL_EMPTY", row, place)
        elif found.problem:
            table.note("CALC_DEPTH", row, place, cell=cell)
        else:
            sign = -1.0 if cell.startswith("-") else 1.0
            depths[row] = sign * float(found.top)
    return depths


DEEPEST = 200.0
"""Depth without a unit that is still taken for centimetres; mark D: our own limit."""


def _check_unit(table: Table, column: Column, depths: "FloatArray") -> None:
    """Ask for the unit of depths that may be metres, or millimetres."""
    import numpy as np  # noqa: PLC0415 - help is printed without it

    from edaphon.monitoring import SHALLOWEST  # noqa: PLC0415 - as above

    place = table.place(column)
    deepest = np.abs(depths).max()
    if place is None or table.unit(place) or not deepest > 0:
        return
    if SHALLOWEST < deepest <= DEEPEST:
        return
    has_unit = any(char.isalpha() for (cell,) in table.cells([place]) for char in cell)
    if not has_unit:
        raise EdaphonError(table.wrong_unit(column, place))


def _downwards(
    table: Table, top: "FloatArray", bottom: "FloatArray"
) -> tuple["FloatArray", "FloatArray"]:
    import numpy as np  # noqa: PLC0415 - help is printed without it

    if not (top < 0).any() and not (bottom < 0).any():
        return top, bottom
    for row in np.flatnonzero((top > 0) | (bottom > 0)):
        table.note_row(
            "CALC_DEPTH_SIGNS", int(row), top=float(top[row]), bottom=float(bottom[row])
        )
    table.settle()
    return np.abs(top), np.abs(bottom)
