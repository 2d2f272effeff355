"""What a calculation gives back, and how it is printed."""

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Cell = str | float | bool | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One table, with the choices that belong to its numbers."""

    calculation: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    choices: Mapping[str, Cell] = field(default_factory=dict)
    """Options that decided the numbers, for the JSON form."""

    def csv(self) -> str:
        """Return the table as CSV: 12 significant digits, empty for no value."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_cell_text(cell) for cell in row] for row in self.rows)
        return text.getvalue()

    def as_json(self) -> dict[str, object]:
        """Return choices and rows for machines; no value is ``null``."""
        return {
            "calculation": self.calculation,
            "choices": dict(self.choices),
            "rows": [
                {
                    column: _cell_json(cell)
                    for column, cell in zip(self.columns, row, strict=True)
                }
                for row in self.rows
            ],
        }


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return "" if math.isnan(cell) else f"{cell:.12g}"
    return str(cell)


def _cell_json(cell: Cell) -> Cell | None:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
