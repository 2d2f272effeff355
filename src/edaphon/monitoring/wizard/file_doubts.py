"""Doubts about a whole file: how its dates are written, what stands for missing."""

import re
from collections import Counter
from collections.abc import Sequence

from edaphon.evidence import codes, properties
from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.cells.dates import DateForm, day_form, parse_day
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.stones import STONES
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.wizard.kinds_of_cells import are_years
from edaphon.monitoring.wizard.proposal import DENSITY, Guess, Question

MISSING_CODES = frozenset({
    "*", "na", "n/a", "nan", "null", ".", "..", "-9999", "-999", "-99", "n.a.", "n.b.",
    "n. b.", "n.b", "k.a.", "k. a.", "n.m.", "n.g.", "entf.", "s/d", "s.d.", "n/d",
    "sin dato", "sin datos", "sem dado", "sem dados", "manquant", "н/д", "н.д.", "нет",
    "缺失", "缺测", "无", "未测", "未测定", "——",
})  # fmt: skip
"""Cells that often mean "not measured", in lower case; proposed, and asked."""

_MAY_BE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")

_DAYS = ("sampled_on", "analysed_on", "received_on")


def dates(
    table: Table, guesses: Sequence[Guess]
) -> tuple[str, DateForm | None, list[Question]]:
    """Return the one form that all date columns share, or the question for it."""
    known = codes()
    columns = [
        guess
        for guess in guesses
        if guess.code in _DAYS or known[guess.code].kind == "date"
    ]
    held = [_distinct(table, one.header) for one in columns]
    cells = [cell for column in held if not are_years(column) for cell in column]
    form = day_form(cells)
    if form is not None or not cells:
        return "dates", None if form == "iso" else form, []
    odd = next(cell for cell in cells if parse_day(cell, None).problem)
    where = table.raw.where(column=columns[0].letter)
    problem = Problem(
        code=parse_day(odd, None).problem, where=where, facts={"found": odd}
    )
    return "dates", None, [Question(about="@dates", problem=problem)]


def decimals(table: Table, guesses: Sequence[Guess]) -> tuple[str, str, list[Question]]:
    """Return the question of the decimal sign, where texts of numbers have a comma.

    Plain decimals of a delimited file are asked about by their reader already. Nothing
    is proposed where every such text may be a thousand as well: ``1,234``.
    """
    if any(one.code == "CSV_DIALECT" for one in table.raw.problems):
        return "decimal", "", []
    known, comma = properties(), NumberForm(decimal=",")
    doubted = [
        (guess, cell)
        for guess in guesses
        if guess.code in known and known[guess.code].kind == "quantity"
        for cell in _distinct(table, guess.header)
        if parse_number(cell, NumberForm()).problem and parse_number(cell, comma).text
    ]
    if not doubted:
        return "decimal", "", []
    sure = [one for one in doubted if not _MAY_BE_THOUSANDS.fullmatch(one[1])]
    guess, cell = (sure or doubted)[0]
    where = table.raw.where(column=guess.letter)
    facts = {"found": cell, "property": known[guess.code].name}
    problem = Problem(code="NUMBER_AMBIGUOUS", where=where, facts=facts)
    proposal = "," if sure else ""
    asked = Question(about="@decimal", problem=problem, proposal=proposal)
    return "decimal", "", [asked]


def basis(table: Table, guesses: Sequence[Guess]) -> list[Question]:
    """Return the question what a bulk density is of, where the file has stones."""
    if not {guess.code for guess in guesses} & set(STONES):
        return []
    return [
        Question(
            about=guess.header,
            problem=Problem(
                code="DENSITY_BASIS",
                where=table.raw.where(column=guess.letter),
                facts={"file": table.raw.file, "column": guess.header},
            ),
        )
        for guess in guesses
        if guess.code == DENSITY and "basis" not in guess.details
    ]


def limits(table: Table, guesses: Sequence[Guess]) -> list[Question]:
    """Return the question of its limit for each column with words for not detected.

    None where a column of the file states limits.
    """
    if any(guess.code == "detection_limit" for guess in guesses):
        return []
    known, form = properties(), NumberForm()
    asked = []
    for guess in guesses:
        entry = known.get(guess.code)
        if entry is None or entry.kind != "quantity":
            continue
        bare = [
            cell
            for cell in _distinct(table, guess.header)
            if parse_number(cell, form).problem == "DETECTION_LIMIT"
        ]
        if bare and "detection_limit" not in guess.details:
            where = table.raw.where(column=guess.letter)
            facts = {"found": bare[0], "property": entry.name}
            problem = Problem(code="DETECTION_LIMIT", where=where, facts=facts)
            asked.append(Question(about=guess.header, problem=problem))
    return asked


def missing(
    table: Table, guesses: Sequence[Guess]
) -> tuple[str, list[str], list[Question]]:
    """Return the cells of value columns that look like missing codes, as a question."""
    known = properties()
    found: Counter[str] = Counter()
    for guess in guesses:
        if guess.code in known and known[guess.code].kind == "quantity":
            position = table.names.index(guess.header)
            found.update(
                cell for cell in table.cells(position) if cell.lower() in MISSING_CODES
            )
    form = NumberForm()
    codes = sorted(code for code in found if not parse_number(code, form).is_missing)
    if not codes:
        return "missing", [], []
    shown = ", ".join(f"{code} ({found[code]})" for code in codes)
    where = Where(file=table.raw.file, sheet=table.raw.sheet)
    problem = Problem(code="MAP_MISSING_CODES", where=where, facts={"codes": shown})
    asked = Question(about="@missing", problem=problem, proposal=",".join(codes))
    return "missing", codes, [asked]


def _distinct(table: Table, header: str) -> list[str]:
    cells = table.cells(table.names.index(header))
    return list(dict.fromkeys(cell for cell in cells if cell))
