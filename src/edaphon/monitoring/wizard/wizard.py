"""The wizard: looks at a file, proposes its column map, asks where it is unsure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from edaphon.evidence import Project, codes, places, properties
from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.cells.dates import DateForm, day_form, parse_day
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.not_samples import sample_rows
from edaphon.monitoring.stones import STONES
from edaphon.monitoring.tables import (
    STANDARD,
    RawTable,
    TableLimits,
    TableSpec,
    letter,
    read_table,
)
from edaphon.monitoring.tables.header_rows import Table, find_header, table_under
from edaphon.monitoring.wizard.column_guess import Column, Context, guess_column
from edaphon.monitoring.wizard.lacking_places import lacking_places
from edaphon.monitoring.wizard.proposal import (
    BASES,
    DENSITY,
    NOT_READ,
    Guess,
    Proposal,
    Question,
)

MISSING_CODES = frozenset({
    "*", "NA", "N/A", "na", "n/a", "NaN", "nan", "NULL", "null", ".", "..", "-9999",
    "-999", "-99", "缺失", "缺测", "无", "未测", "未测定", "——",
})  # fmt: skip
"""Cells that often mean "not measured"; proposed, and asked."""

_FREE = (NOT_READ, "remark")
"""Places that any number of columns may have."""

_YEAR = re.compile("[0-9]{4}")
_DAYS = ("sampled_on", "analysed_on", "received_on")
_SETTLED_BY = {
    "CSV_ENCODING": "encoding", "CSV_ENCODING_UNKNOWN": "encoding",
    "CSV_DIALECT": "decimal", "SHEET_CHOICE": "sheet", "HIDDEN_DATA": "hidden",
}  # fmt: skip
"""Setting of the file that settles a question of the reader."""


def propose(
    path: Path,
    *,
    sheet: str | None = None,
    name: str = "",
    project: Project | None = None,
    settings: Mapping[str, Any] = MappingProxyType({}),
    answers: Sequence[tuple[str, str]] = (),
    limits: TableLimits = STANDARD,
) -> Proposal:
    """Return a column map for a file, with a reason for every guess.

    Parameters
    ----------
    path
        File of the laboratory.
    sheet
        Worksheet to map; without one the sheet with the most known headers.
    name
        Path inside the project folder; the file's own name without one.
    project
        Project of the file: its land tells unusual values, its campaigns and
        strata are the words that columns of that kind may hold.
    settings
        What is already settled for the file, by the names of
        `edaphon.monitoring.wizard.proposal.SETTINGS`.
    answers
        Columns by header or letter that are settled already, each with its code; the
        doubts of the whole file, such as how dates are written, rest on them too.
    limits
        Sizes up to which the file is read.

    Returns
    -------
    Proposal
        Guesses with confidence and three values each; ``questions`` where a
        person must decide; ``problems`` that no answer can settle. Nothing is
        raised for a bad file.
    """
    shown = name or path.name
    known = {**settings, **({"sheet": sheet} if sheet else {})}
    raw = _chosen_sheet(path, _spec(known, limits), shown)
    questions = _file_questions(raw)
    header = tuple(known.get("header_rows", ())) or find_header(raw)
    if raw.rows and not header:
        questions.append(_header_question(raw))
    found = {**_settings(raw, header), **known}
    start = Proposal(
        path=shown,
        about=str(found.pop("about", "")),
        settings=found,
        columns=(),
        questions=tuple(questions),
        problems=_unsettled(raw),
    )
    if not raw.rows or not header:
        return replace(start, about=start.about or "soil")
    return _with_columns(start, table_under(raw, header), project, _named(answers))


def _with_columns(
    start: Proposal,
    whole: Table,
    project: Project | None,
    answers: Mapping[str, str],
) -> Proposal:
    """Return a proposal after every column was looked at."""
    table = _samples_only(whole)
    settings = dict(start.settings)
    guesses, asked = _columns(table, Context.of(project))
    meant = _answered(guesses, answers)
    for name, value, doubts in (_dates(table, meant), _missing(table, meant)):
        if name not in settings:
            asked += doubts
            settings.update({name: value} if value else {})
    asked += _basis(table, meant)
    about = start.about or kind_of_file([guess.code for guess in guesses])
    asked += lacking_places(table, meant, answers) if about == "soil" else []
    asked = [one for one in asked if not _is_year(one, about, guesses)]
    errors = [one for one in table.problems if one.severity == "error"]
    return replace(
        start,
        about=about,
        settings=settings,
        columns=tuple(guesses),
        questions=(*start.questions, *asked),
        problems=(*start.problems, *errors),
    )


def _named(answers: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the answers that name a code, not the basis of a density."""
    return {about: answer for about, answer in answers if answer not in BASES}


def _answered(guesses: Sequence[Guess], answers: Mapping[str, str]) -> list[Guess]:
    """Return the columns as a person has settled them; unknown codes change nothing."""
    known = codes()
    found = []
    for guess in guesses:
        answer = answers.get(guess.header, answers.get(guess.letter, ""))
        code = answer.partition(":")[0]
        found.append(replace(guess, code=code) if code in known else guess)
    return found


def _unsettled(raw: RawTable) -> tuple[Problem, ...]:
    """Return what stands in the way and what no setting of the file can settle."""
    return tuple(
        problem
        for problem in raw.problems
        if problem.severity != "warning" and problem.code not in _SETTLED_BY
    )


def kind_of_file(codes: Sequence[str]) -> str:
    """Return what a file with these columns is about.

    Examples
    --------
    >>> kind_of_file(["point", "soc", "mbc"]), kind_of_file(["lot", "dose"])
    ('soil', 'application')
    """
    known = properties()
    domains = Counter(known[code].domain for code in codes if code in known)
    if domains["soil"]:
        return "soil"
    if domains["microbial"]:
        return "microbial"
    if {"dose", "dose_liquid", "product_applied"} & set(codes):
        return "application"
    if {"viable_count", "viable_count_liquid"} & set(codes):
        return "product"
    if "yield" in codes:
        return "yield"
    is_long = {"item", "value"} <= set(codes)
    return "activity" if domains["management"] or is_long else "soil"


def _chosen_sheet(path: Path, spec: TableSpec, name: str) -> RawTable:
    """Return the sheet with the most known headers; the choice stays a question."""
    raw = read_table(path, spec, name=name)
    if raw.rows and spec.sheet and raw.sheet != spec.sheet:
        facts = {"sheet": spec.sheet, "names": raw.sheet or "–"}
        missing = Problem(code="SHEET_MISSING", where=raw.where(), facts=facts)
        return replace(raw, problems=(*raw.problems, missing))
    if raw.rows or spec.sheet or len(raw.sheets) < 2:
        return raw
    tables = [
        read_table(path, replace(spec, sheet=title), name=name) for title in raw.sheets
    ]
    best = max(tables, key=_known_headers)
    choice = tuple(one for one in raw.problems if one.code == "SHEET_CHOICE")
    return replace(best, problems=(*choice, *best.problems))


def _is_year(question: Question, about: str, guesses: Sequence[Guess]) -> bool:
    """Return whether a question is about years, which only soil files must map."""
    codes = {guess.header: guess.code for guess in guesses}
    words = question.problem.facts.get("all_words", ())
    is_campaign = codes.get(question.about) == "campaign"
    return is_campaign and about != "soil" and all(map(_YEAR.fullmatch, words))


def _samples_only(table: Table) -> Table:
    """Return a table without footers, which would muddle the values shown."""
    kept, dropped = sample_rows(table.rows, range(min(2, len(table.names))))
    if not dropped:
        return table
    rows = [table.rows[at] for at in kept]
    return replace(table, rows=rows, numbers=[table.numbers[at] for at in kept])


def _spec(known: Mapping[str, Any], limits: TableLimits) -> TableSpec:
    return TableSpec(
        sheet=known.get("sheet"),
        encoding=known.get("encoding"),
        delimiter=known.get("delimiter"),
        decimal=known.get("decimal"),
        hidden=known.get("hidden"),
        limits=limits,
    )


def _known_headers(raw: RawTable) -> int:
    header = find_header(raw)
    if not header:
        return 0
    guesses, _ = _columns(table_under(raw, header), Context())
    return sum(1 for guess in guesses if guess.code != NOT_READ)


def _settings(raw: RawTable, header: tuple[int, ...]) -> dict[str, object]:
    settings: dict[str, object] = {}
    if raw.sheet:
        settings["sheet"] = raw.sheet
    if header and header != (1,):
        settings["header_rows"] = list(header)
    if raw.encoding not in ("", "utf-8", "utf-8-sig"):
        settings["encoding"] = raw.encoding
    if raw.delimiter not in ("", ","):
        settings["delimiter"] = raw.delimiter
    if any(one.code == "CSV_DIALECT" for one in raw.problems):
        settings["decimal"] = ","
    return settings


def _file_questions(raw: RawTable) -> list[Question]:
    likely = {"encoding": raw.encoding, "decimal": ",", "sheet": raw.sheet}
    questions = []
    for problem in raw.problems:
        setting = _SETTLED_BY.get(problem.code)
        if setting:
            proposal = likely.get(setting, "")
            about = "@" + setting
            questions.append(Question(about=about, problem=problem, proposal=proposal))
    return questions


def _header_question(raw: RawTable) -> Question:
    facts = {"stated": "1", "likely": "–"}
    problem = Problem(code="HEADER_ROW", where=raw.where(row=1), facts=facts)
    return Question(about="@header_rows", problem=problem)


def _columns(table: Table, context: Context) -> tuple[list[Guess], list[Question]]:
    columns = [
        _column(table, position, header)
        for position, header in enumerate(table.names)
        if header
    ]
    guessed = [(column, *guess_column(column, context)) for column in columns]
    first = _speakers([(column, guess) for column, guess, _ in guessed])
    guesses: list[Guess] = []
    questions: list[Question] = []
    for column, guess, asked in guessed:
        is_first = first.get(guess.code, column.letter) == column.letter
        guesses.append(guess if is_first else _second(guess))
        questions += asked if is_first else []
    return guesses, questions


def _speakers(columns: Sequence[tuple[Column, Guess]]) -> Mapping[str, str]:
    """Return for each place the column with the most different cells, by letter."""
    most: dict[str, tuple[int, str]] = {}
    for column, guess in columns:
        if guess.code in places() and guess.code not in _FREE:
            count = len(column.cells)
            if guess.code not in most or count > most[guess.code][0]:
                most[guess.code] = (count, column.letter)
    return {code: at for code, (_, at) in most.items()}


def _second(guess: Guess) -> Guess:
    """Set aside a column whose place another column already gives."""
    return replace(
        guess,
        code=NOT_READ,
        confidence=0.5,
        reason="second",
        alternatives=(guess.code, *guess.alternatives),
        details={},
    )


def _column(table: Table, position: int, header: str) -> Column:
    cells = dict.fromkeys(cell for cell in table.cells(position) if cell)
    at = table.raw.columns[position]
    return Column(
        file=table.raw.file,
        sheet=table.raw.sheet,
        header=header,
        letter=letter(at),
        cells=tuple(cells),
        dates=any(column == at for _, column in table.raw.dates),
    )


def _dates(
    table: Table, guesses: Sequence[Guess]
) -> tuple[str, DateForm | None, list[Question]]:
    """Return the one form that all date columns share, or the question for it."""
    known = codes()
    columns = [
        guess
        for guess in guesses
        if guess.code in _DAYS or known[guess.code].kind == "date"
    ]
    cells = [cell for one in columns for cell in _distinct(table, one.header)]
    form = day_form(cells)
    if form is not None or not cells:
        return "dates", None if form == "iso" else form, []
    odd = next(cell for cell in cells if parse_day(cell, None).problem)
    where = table.raw.where(column=columns[0].letter)
    problem = Problem(
        code=parse_day(odd, None).problem, where=where, facts={"found": odd}
    )
    return "dates", None, [Question(about="@dates", problem=problem)]


def _basis(table: Table, guesses: Sequence[Guess]) -> list[Question]:
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


def _missing(
    table: Table, guesses: Sequence[Guess]
) -> tuple[str, list[str], list[Question]]:
    """Return the cells of value columns that look like missing codes, as a question."""
    known = properties()
    found: Counter[str] = Counter()
    for guess in guesses:
        if guess.code in known and known[guess.code].kind == "quantity":
            position = table.names.index(guess.header)
            found.update(
                cell for cell in table.cells(position) if cell in MISSING_CODES
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
