"""Checks that look at all files together, and the order in which problems are told."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from edaphon.evidence import properties
from edaphon.kernel.causes import shortened
from edaphon.kernel.errors import MOST_PROBLEMS, Problem, Where
from edaphon.kernel.language import LANGUAGES
from edaphon.kernel.units import display

KEY = (
    "sample", "point", "campaign", "replicate", "property", "top_cm", "bottom_cm",
    "procedure", "instrument",
)  # fmt: skip
"""What makes a result one result: nothing may be reported twice for it."""

_LANDS = ("project", "control")
"""Roles of land, of which a point has one."""

_ORIGIN = ("file", "sheet", "row", "column")


def numbered_by_reader() -> pl.Expr:
    """Tell of each observation whether its sample has only the number of its row."""
    return pl.col("sample") == pl.format("{}#{}", "file", "row")


def without_repeats(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """Return observations each reported once, and what was reported more often.

    Parameters
    ----------
    frame
        Observations, sorted.

    Returns
    -------
    tuple of DataFrame and list of Problem
        ``ID_CONFLICT`` where one sample has different values of one property,
        with both places, and then the files concerned give no rows at all;
        ``ROW_REPEATED`` (a warning) where the values agree, and then only the
        first is kept. A point that stands on project and on control land is told as
        that (``POINT_TWO_ROLES``), and nothing else of it.
    """
    # A row's number says nothing beyond its sheet.
    sheet = pl.when(numbered_by_reader()).then("sheet").otherwise(pl.lit(""))
    marked = frame.with_columns(sheet.alias("numbered_in"))
    key = [*KEY, "numbered_in"]
    counted = marked.with_columns(
        pl.len().over(key).alias("times"),
        comparable().n_unique().over(key).alias("values"),
    )
    doubled = counted.filter(pl.col("times") > 1).sort(*key, *_ORIGIN)
    problems = _on_both_lands(frame)
    apart = {str(one.facts["point"]) for one in problems}
    if doubled.is_empty():
        return frame, problems
    first: dict[str, object] = {}
    for row in doubled.iter_rows(named=True):
        if [row[name] for name in key] != [first.get(name) for name in key]:
            first = row
        elif row["point"] not in apart:
            problems.append(_told(row, first))
    faulty = doubled.filter(pl.col("values") > 1)["file"].unique().to_list()
    kept = marked.filter(~pl.col("file").is_in(faulty))
    once = kept.unique(subset=key, keep="first", maintain_order=True)
    return once.drop("numbered_in"), problems


def _on_both_lands(frame: pl.DataFrame) -> list[Problem]:
    """Return each point whose rows stand on project and on control land."""
    placed = frame.filter((pl.col("point") != "") & pl.col("role").is_in(_LANDS))
    first = placed.sort(*_ORIGIN).unique(["point", "role"], maintain_order=True)
    return [
        Problem(
            code="POINT_TWO_ROLES",
            where=place_of(rows.row(1, named=True)),
            facts={"point": point, "place": place_text(rows.row(0, named=True))},
        )
        for (point,), rows in first.group_by("point", maintain_order=True)
        if rows.height > 1
    ]


def comparable() -> pl.Expr:
    """Return numbers as numbers, so that 14.2 and 14.20 agree; words as words."""
    number = pl.col("number").cast(pl.Float64, strict=False)
    word = pl.col("value") + pl.col("censored")
    return pl.concat_str(
        pl.when(number.is_null()).then(word).otherwise(number.cast(pl.String)),
        "censored",
    )


def _told(row: dict[str, object], first: dict[str, object]) -> Problem:
    code = "ID_CONFLICT" if row["values"] != 1 else "ROW_REPEATED"
    facts = {
        "sample": row["sample"],
        "property": _property(row),
        "value": _amount(row),
        "earlier": _amount(first),
        "place": place_text(first),
    }
    return Problem(code=code, where=place_of(row), facts=facts)


def place_of(row: Mapping[str, object]) -> Where:
    """Return the place of an observation: file, sheet, row and column."""
    return Where(
        file=str(row["file"]),
        sheet=str(row["sheet"]),
        row=int(str(row["row"])),
        column=str(row["column"]),
    )


def _property(row: dict[str, object]) -> Mapping[str, str]:
    code = str(row["property"])
    known = properties().get(code)
    return {lang: known.name[lang] if known else code for lang in LANGUAGES}


def _amount(row: dict[str, object]) -> dict[str, str]:
    """Return a result with its unit, as readers of each language write it."""
    return {
        language: f"{row['value']} {display(str(row['unit']), language)}".strip()
        for language in LANGUAGES
    }


def place_text(row: Mapping[str, object]) -> str:
    """Return the place of an observation on one line: file, sheet and cell."""
    parts = (row["file"], row["sheet"], f"{row['column']}{row['row']}")
    return "!".join(str(part) for part in parts if part)


def listed(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems of one file by their place, 200 and a count.

    Sorted so that the order of rows in a file never shows; the first of a cause is
    never left out for the second of another.
    """
    return shortened(sorted(problems, key=_by_place), MOST_PROBLEMS)


def stops(problems: Iterable[Problem], rules: int | None = None) -> bool:
    """Return whether any problem is an error or an open question under some rules."""
    return any(problem.stops(rules) for problem in problems)


def _by_place(problem: Problem) -> tuple[str, int, int, str, str, str]:
    where = problem.where
    column = where.column
    row = where.row or 0
    return (where.sheet, row, len(column), column, problem.code, str(problem.facts))
