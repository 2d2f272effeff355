"""Soil cores from one table, or from concentrations and densities in two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.calculations.calculation import choice
from edaphon.cli.calculations.columns import (
    BOTTOM,
    BULK_DENSITY,
    COARSE,
    CORE,
    DEPTH,
    ORGANIC_CARBON,
    TOP,
    Column,
    plain,
)
from edaphon.cli.calculations.depths import layer_bounds
from edaphon.cli.calculations.tables import Form, Table, missing_column, read_sheets
from edaphon.cli.output import text
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    import numpy as np

    from edaphon.science import BulkDensity, DepthLayers, FloatArray, Profiles

READS = (CORE, TOP, BOTTOM, DEPTH, ORGANIC_CARBON, BULK_DENSITY, COARSE)
"""Columns of a core, in one table or in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cores:
    """Layers of many cores, top to bottom, cores in the order of their first row."""

    headers: Sequence[str]
    """Headers of the columns that name a core."""
    names: Sequence[tuple[str, ...]]
    """Their cells, core by core."""
    layers: "DepthLayers"
    content: "FloatArray"
    """Organic carbon of each layer [g kg-1]."""
    density_layers: "DepthLayers"
    density_mass: "FloatArray"
    """Fine-earth mass of each density layer [t ha-1]."""
    density_file: str
    """File that holds the bulk density."""

    @property
    def mass(self) -> "FloatArray":
        """Fine-earth mass of each layer [t ha-1], density layers added up.

        Raises
        ------
        EdaphonError
            ``SCI_DENSITY_GAP`` where density does not cover a layer.
        """
        from edaphon.science import merge_thin_layers  # noqa: PLC0415 - help is printed without it

        try:
            return merge_thin_layers(
                self.layers, self.density_layers, self.density_mass
            )
        except EdaphonError as error:
            raise named(error, self.names, self.density_file) from error

    def above(self, depth: float) -> "Cores":
        """Return the cores cut off at a depth [cm], density layers as they are."""
        import numpy as np  # noqa: PLC0415 - help is printed without it

        from edaphon.science import DepthLayers  # noqa: PLC0415 - as above

        kept = self.layers.top < depth
        core = np.repeat(np.arange(len(self.names)), np.diff(self.layers.offsets))
        counts = np.bincount(core[kept], minlength=len(self.names))
        cut = DepthLayers(
            self.layers.top[kept],
            np.minimum(self.layers.bottom[kept], depth),
            np.concatenate(([0], np.cumsum(counts))),
        )
        return replace(self, layers=cut, content=self.content[kept])

    def profiles(self) -> "Profiles":
        """Return the cores as the science room takes them."""
        from edaphon.science import Profiles, layer_carbon  # noqa: PLC0415 - help is printed without it

        mass = self.mass
        try:
            return Profiles(mass, layer_carbon(mass, self.content), self.layers.offsets)
        except EdaphonError as error:
            raise named(error, self.names) from error


def density_option() -> click.Option:
    """Return the option that says which bulk density the table holds."""
    return choice(
        "--density",
        ("fine-earth", "fine-earth-per-core", "total"),
        marked(
            "Bulk density: fine earth per fine-earth volume, fine earth per whole "
            "core (stones are outside already), or whole soil."
        ),
    )


def read_cores(tables: Sequence[Table], density: str) -> Cores:
    """Return the cores of one table, or of two that name the same cores.

    Raises
    ------
    EdaphonError
        Every problem of columns, cells and layers, with its place.
    """
    concentrations = _table_with(tables, ORGANIC_CARBON)
    densities = _table_with(tables, BULK_DENSITY)
    if concentrations is not densities and concentrations.has(COARSE):
        facts = {"column": COARSE.code, "other": densities.file}
        where = Where(file=concentrations.file)
        raise EdaphonError(Problem(code="CALC_COLUMN_PLACE", where=where, facts=facts))
    rows = _Rows.of(concentrations)
    content = concentrations.values(ORGANIC_CARBON)
    rows.check_contiguous()
    is_one = concentrations is densities
    thin_rows = rows if is_one else _Rows.of(densities, like=rows)
    mass = _mass(densities, thin_rows, density)
    for table in (concentrations, densities):
        table.settle()
    return Cores(
        headers=rows.headers,
        names=rows.names,
        layers=rows.layers(),
        content=content[rows.order],
        density_layers=thin_rows.layers(),
        density_mass=mass[thin_rows.order],
        density_file=densities.file,
    )


def read_tables(paths: Sequence[Path], form: Form) -> list[Table]:
    """Read all files, so that the problems of all of them are told together."""
    tables: list[Table] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            tables.extend(read_sheets(path, form))
        except EdaphonError as error:
            problems.extend(error.problems)
    if problems:
        raise EdaphonError(problems)
    return tables


def require_at_most(paths: Sequence[Path], count: int) -> None:
    """Refuse a call with more files than a calculation reads."""
    if len(paths) > count:
        message = text("At most {count} files are read.").format(count=count)
        raise click.UsageError(message)


def named(
    error: EdaphonError, names: Sequence[tuple[str, ...]], file: str = ""
) -> EdaphonError:
    """Return an error of the science room with cores by name instead of number."""
    return EdaphonError(
        replace(
            problem,
            where=Where(file=file) if file else problem.where,
            facts={**problem.facts, "core": " ".join(names[problem.facts["core"] - 1])},
        )
        for problem in error.problems
    )


def _table_with(tables: Sequence[Table], column: Column) -> Table:
    found = [table for table in tables if table.has(column)]
    if len(found) == 1:
        return found[0]
    if not found:
        files = ", ".join(table.file for table in tables)
        header = [cell for table in tables for cell in table.header]
        raise EdaphonError(missing_column(column, files, header))
    facts = {"column": column.code, "other": found[0].file}
    raise EdaphonError(
        Problem(code="CALC_COLUMN_PLACE", where=Where(file=found[1].file), facts=facts)
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of one table, sorted into cores and downwards within each."""

    table: Table
    headers: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    """Core by core, in the order of their first row."""
    top: "FloatArray"
    bottom: "FloatArray"
    order: "np.ndarray"
    """Rows of the table, core by core and top to bottom."""
    offsets: "np.ndarray"

    @classmethod
    def of(cls, table: Table, like: "_Rows | None" = None) -> "_Rows":
        """Sort a table's rows; ``like`` fixes the cores and their order."""
        import numpy as np  # noqa: PLC0415 - help is printed without it

        top, bottom = layer_bounds(table)
        places = table.identities()
        wanted = {plain(header) for header in like.headers} if like else None
        places = [
            p for p in places if wanted is None or plain(table.header[p]) in wanted
        ]
        if not places:
            problem = Problem(
                code="CALC_NO_CORE",
                where=Where(file=table.file),
                facts={"names": {"en": CORE.names, "zh": CORE.names}},
            )
            raise EdaphonError(problem)
        headers = tuple(table.header[place] for place in places)
        keys = table.cells(places)
        names = tuple(dict.fromkeys(keys)) if like is None else like.names
        keyed = names if like is None else like.keys(headers)
        if like is not None:
            _require_cores(table, keyed, keys, names)
        numbers = {key: number for number, key in enumerate(keyed)}
        core = np.array([numbers.get(key, -1) for key in keys])
        order = np.lexsort((top, core))
        order = order[core[order] >= 0]
        counts = np.bincount(core[order], minlength=len(names))
        offsets = np.concatenate(([0], np.cumsum(counts)))
        return cls(table, headers, names, top, bottom, order, offsets)

    def keys(self, headers: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return the cores by those of their names that another table has too."""
        spelled = [plain(header) for header in self.headers]
        places = [spelled.index(plain(header)) for header in headers]
        return tuple(tuple(name[place] for place in places) for name in self.names)

    def check_contiguous(self) -> None:
        """Note every layer that does not begin where the one above ends."""
        from edaphon.science.thin_layers import (  # noqa: PLC0415 - slow to load
            DEPTH_TOLERANCE,
        )

        for core, name in enumerate(self.names):
            above = 0.0
            for row in self.order[self.offsets[core] : self.offsets[core + 1]]:
                if abs(self.top[row] - above) > DEPTH_TOLERANCE:
                    facts = {"core": " ".join(name), "top": float(self.top[row])}
                    self.table.note_row(
                        "CALC_LAYERS_APART", int(row), above=above, **facts
                    )
                above = float(self.bottom[row])

    def layers(self) -> "DepthLayers":
        """Return the bounds of the layers."""
        from edaphon.science import DepthLayers  # noqa: PLC0415 - help is printed without it

        try:
            return DepthLayers(
                self.top[self.order], self.bottom[self.order], self.offsets
            )
        except EdaphonError as error:
            raise named(error, self.names, self.table.file) from error


def _require_cores(
    table: Table,
    keyed: Sequence[tuple[str, ...]],
    keys: Sequence[tuple[str, ...]],
    names: Sequence[tuple[str, ...]],
) -> None:
    there = set(keys)
    problems = [
        Problem(
            code="CALC_CORE_UNMATCHED",
            where=Where(file=table.file),
            facts={"core": " ".join(name)},
        )
        for key, name in zip(keyed, names, strict=True)
        if key not in there
    ]
    if problems:
        raise EdaphonError(problems)


def _mass(table: Table, rows: _Rows, density: str) -> "FloatArray":
    """Return the fine-earth mass of every row [t ha-1]."""
    import numpy as np  # noqa: PLC0415 - help is printed without it

    from edaphon.science import fine_earth_mass  # noqa: PLC0415 - as above

    kinds: dict[str, BulkDensity] = {
        "fine-earth": "fine_earth",
        "fine-earth-per-core": "fine_earth_per_core",
        "total": "total",
    }
    _check_stones(table, density)
    densities = table.values(BULK_DENSITY)
    coarse = table.values(COARSE) if table.has(COARSE) else np.zeros(len(table.rows))
    thickness = np.maximum(rows.bottom - rows.top, 0.0)
    return fine_earth_mass(densities, thickness, kind=kinds[density], coarse=coarse)


def _check_stones(table: Table, density: str) -> None:
    """Refuse stones by mass beside a density that takes them off by volume."""
    place = table.place(COARSE)
    if place is None or density == "total" or "coarse_mass" not in table.codes(place):
        return
    where = Where(file=table.file, column=table.header[place])
    raise EdaphonError(Problem(code="CALC_STONES_BY_MASS", where=where))
