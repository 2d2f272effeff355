"""Facts and tables of a chapter from its data: label, path and form of every row.

The rows stand in ``chapters/<chapter>.yaml``, in both languages; how a value is told
stands in `telling` and `telling_rows`, by the name of the form.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from keyword import iskeyword
from typing import Any, Literal

from msgspec import UNSET, Struct, convert, field

from edaphon.reporting.layout.blocks import Cell, Column, Facts, Table
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.telling import FORMS, Form, Given
from edaphon.reporting.layout.telling_effects import EFFECT_FORMS
from edaphon.reporting.layout.telling_front import FRONT_FORMS
from edaphon.reporting.layout.telling_rows import ROW_FORMS
from edaphon.reporting.wording import read_in, read_yaml
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.report import Method
from edaphon.schemas.record import Record

KNOWN: Mapping[str, Form] = {
    **FORMS, **ROW_FORMS, **EFFECT_FORMS, **FRONT_FORMS,
}  # fmt: skip
"""Every form by the name that the data give it."""


class Row(Text, frozen=True, forbid_unknown_fields=True):
    """Label of a fact or head of a column, and the value that stands there."""

    at: str = ""
    """Path of the value, in the names of the record; empty for the whole row."""
    form: str = field(name="as", default="plain")
    """How it is told, and what follows the name of the form."""
    unit: str = field(name="in", default="")
    """Unit in the head."""
    align: Literal["left", "right", "center"] = "left"
    width: float = 1


class TableData(Struct, frozen=True, forbid_unknown_fields=True):
    """Caption, columns and note of a table."""

    caption: Text
    columns: list[Row]
    note: Text = Text(en="", zh="")
    small: bool = False
    fold: int = 1


class ChapterData(Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of facts and tables of a chapter, by name."""

    facts: dict[str, list[Row]] = {}
    tables: dict[str, TableData] = {}


@cache
def chapter_data(chapter: str) -> ChapterData:
    """Return the data of a chapter."""
    return convert(read_yaml(f"layout/chapters/{chapter}.yaml"), ChapterData)


def facts(reader: Reader, place: str, item: Record | None = None) -> Facts:
    """Return names and what they are.

    Parameters
    ----------
    reader
        Content and language.
    place
        Chapter and name of the list: ``project/identity``.
    item
        What the paths start from; the whole content when left out.
    """
    chapter, name = place.split("/")
    start = reader.content if item is None else item
    return Facts(
        tuple(
            (read_in(row, reader.language), _cell(reader, row, start, None))
            for row in chapter_data(chapter).facts[name]
        )
    )


def table(
    reader: Reader,
    place: str,
    rows: Sequence[Record],
    method: Method | None = None,
    total: Record | None = None,
    foot: tuple[Cell, ...] = (),
    **words: str,
) -> Table:
    """Return a table, one line a row.

    Parameters
    ----------
    reader
        Content and language.
    place
        Chapter and name of the table: ``project/strata``.
    rows
        What each line tells; the paths start from it.
    method
        Method that the table belongs to; its anchor ends the id of the table.
    total, foot
        The last line, set apart: a row like the others, or cells of its own.
    **words
        Placeholders of caption, heads and note; ``note`` stands in for a note.
    """
    chapter, name = place.split("/")
    data = chapter_data(chapter).tables[name]
    given = {"method": method.id if method else "", **words}

    def line(item: Record) -> tuple[Cell, ...]:
        return tuple(_cell(reader, row, item, method) for row in data.columns)

    note = read_in(data.note, reader.language)
    return Table(
        id=f"{name}-{method.slug}" if method else name,
        caption=read_in(data.caption, reader.language).format(**given),
        columns=tuple(_column(reader, row, given) for row in data.columns),
        rows=tuple(line(item) for item in rows),
        foot=foot if total is None else line(total),
        note=words.get("note", note.format(**given)),
        is_small=data.small,
        fold=data.fold,
    )


def _column(reader: Reader, row: Row, words: Mapping[str, str]) -> Column:
    head = read_in(row, reader.language).format(**words)
    if row.unit:
        head = f"{head} [{reader.unit(row.unit)}]"
    return Column(head, row.align, row.width)


def _cell(reader: Reader, row: Row, item: Record, method: Method | None) -> Cell:
    form, _, word = row.form.partition(" ")
    given = Given(
        reader=reader,
        value=_found(item, row.at),
        item=item,
        word=word,
        method=method,
    )
    told = KNOWN[form](given)
    return told if isinstance(told, Cell) else Cell(told)


def _found(item: object, path: str) -> Any:  # noqa: ANN401 - any field of a record
    """Return the value at a path, ``None`` as soon as a part of it is absent."""
    for part in path.split(".") if path else ():
        if item is None or item is UNSET:
            return None
        if isinstance(item, Mapping):
            item = item.get(part)
        else:
            item = getattr(item, f"{part}_" if iskeyword(part) else part)
    return None if item is UNSET else item
