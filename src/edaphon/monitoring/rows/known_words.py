"""Words of a file that name a unit or an item keep their meaning under ``values``."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from edaphon.evidence import Property, codes, match_header, unit_code
from edaphon.kernel import units
from edaphon.monitoring.rows.column_map import Bound
from edaphon.monitoring.rows.header_says import SURE
from edaphon.monitoring.rows.left_out import STONES
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

Differ: TypeAlias = Callable[[str, str], bool]
"""Tells whether a word and what the map takes it for are two known things."""


def check_words(columns: Sequence[Bound], table: Table, reading: Reading) -> None:
    """Note words that the map turns into another unit or item (``WORD_TURNED``).

    Since rules 6: a unit that becomes one of another size; an item from which a stock
    is computed that becomes another one, or whose records are added up and that
    becomes one whose are not.
    """
    for column in columns:
        differ = _DIFFER.get(column.entry.code)
        if differ is None or not column.rule.values:
            continue
        told: set[str] = set()
        for at, word in enumerate(table.cells(column.position)):
            meant = column.rule.meaning(word)
            if meant is None or word in told or not differ(word, meant):
                continue
            told.add(word)
            facts = {"found": word, "meant": meant or "–"}
            row = table.numbers[at]
            reading.note("WORD_TURNED", facts, row=row, column=column.letter)


def _other_unit(word: str, meant: str) -> bool:
    said, taken = unit_code(word), unit_code(meant)
    if said is None or taken is None:
        return False
    return units.parse(said).scale != units.parse(taken).scale


def _other_item(word: str, meant: str) -> bool:
    said, taken = _item(word), codes().get(meant) or _item(meant)
    if said is None or taken is None or said.code == taken.code:
        return False
    if {said.code, taken.code} == STONES:
        return False  # of stones a name alone does not say by what they are
    return said.in_stock or taken.in_stock or (said.summed and not taken.summed)


def _item(word: str) -> Property | None:
    found = match_header(word)
    if found is None or found.confidence < SURE:
        return None
    entry = codes()[found.code]
    return entry if entry.kind == "quantity" else None


_DIFFER: Mapping[str, Differ] = {"unit": _other_unit, "item": _other_item}
"""Places whose words mean something themselves."""
