"""Facts and tables of a chapter from its data: label, path and form of every row.

The rows stand in ``chapters/<chapter>.yaml``, in both languages; how a value is told
stands in `telling` and `telling_rows`, by the name of the form.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from edaphon.reporting.layout.blocks import Cell, Column, Facts, Table
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.telling import FORMS, Form, Given
from edaphon.reporting.layout.telling_rows import ROW_FORMS
from edaphon.reporting.wording import read_yaml

Record = Mapping[str, Any]

KNOWN: Mapping[str, Form] = {**FORMS, **ROW_FORMS}
"""Every form by the name that the data give it."""


@cache
def chapter_data(chapter: str) -> Record:
    """Return the data of a chapter."""
    found: Record = read_yaml(f"layout/chapters/{chapter}.yaml")
    return found


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
            (row[reader.language], _cell(reader, row, start, start))
            for row in chapter_data(chapter)["facts"][name]
        )
    )


def table(
    reader: Reader,
    place: str,
    rows: Sequence[Record],
    method: Record | None = None,
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
    data = chapter_data(chapter)["tables"][name]
    context = method or {}
    given = {"method": context.get("id", ""), **words}

    def line(item: Record) -> tuple[Cell, ...]:
        return tuple(_cell(reader, row, item, context) for row in data["columns"])

    note = data.get("note", {}).get(reader.language, "")
    return Table(
        id=f"{name}-{context['slug']}" if context else name,
        caption=data["caption"][reader.language].format(**given),
        columns=tuple(_column(reader, row, given) for row in data["columns"]),
        rows=tuple(line(item) for item in rows),
        foot=foot if total is None else line(total),
        note=words.get("note", note.format(**given)),
        is_small=bool(data.get("small")),
    )


def _column(reader: Reader, row: Record, words: Mapping[str, str]) -> Column:
    head = str(row[reader.language]).format(**words)
    if "in" in row:
        head = f"{head} [{reader.unit(row['in'])}]"
    return Column(head, row.get("align", "left"), row["width"])


def _cell(reader: Reader, row: Record, item: Record, method: Record) -> Cell:
    form, _, word = str(row.get("as", "plain")).partition(" ")
    given = Given(
        reader=reader,
        value=_found(item, row.get("at", "")),
        item=item,
        word=word,
        method=method,
    )
    told = KNOWN[form](given)
    return told if isinstance(told, Cell) else Cell(told)


def _found(item: Any, path: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value at a path, ``None`` as soon as a part of it is absent."""
    for part in path.split(".") if path else ():
        if item is None:
            return None
        item = item.get(part)
    return item
