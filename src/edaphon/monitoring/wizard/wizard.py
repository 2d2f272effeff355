"""The wizard: looks at a file, proposes its column map, asks where it is unsure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from edaphon.evidence import Project, properties
from edaphon.kernel.errors import Problem, Where
from edaphon.monitoring.rows.not_samples import sample_rows
from edaphon.monitoring.tables import (
    STANDARD,
    RawTable,
    TableLimits,
    TableSpec,
    letter,
    read_table,
)
from edaphon.monitoring.tables.header_rows import (
    Table,
    find_header,
    first_row,
    table_under,
)
from edaphon.monitoring.tables.raw import NO_HEADER
from edaphon.monitoring.wizard.column import Column, Context
from edaphon.monitoring.wizard.column_guess import (
    ANSWERED,
    guess_column,
    settled_column,
    unknown_column,
)
from edaphon.monitoring.wizard.file_doubts import (
    basis,
    dates,
    decimals,
    limits,
    missing,
)
from edaphon.monitoring.wizard.id_doubts import parts, point_roles
from edaphon.monitoring.wizard.lacking_places import (
    lacking_places,
    nameless_points,
    no_names,
)
from edaphon.monitoring.wizard.long_form import by_rows, item_codes
from edaphon.monitoring.wizard.places_given import (
    asked_once,
    moved_on,
    second,
    speakers,
)
from edaphon.monitoring.wizard.projected import told_apart
from edaphon.monitoring.wizard.proposal import (
    BASES,
    DENSITY,
    NOT_READ,
    Guess,
    Proposal,
    Question,
    accepted_unit,
    detail,
    named_column,
)

VIABLE = frozenset(("viable_count", "viable_count_liquid"))
DOSES = frozenset(("dose", "dose_liquid", "product_applied"))
"""Properties of a certificate, and of an application."""

_YEAR = re.compile("[0-9]{4}")
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
        Columns by header or letter that are settled already: ``CODE``, ``CODE:UNIT``,
        or for a bulk density what it is of. Of a settled column nothing is asked that
        belongs to what it was taken for; the doubts of the whole file, such as how
        dates are written, rest on the answers too.
    limits
        Sizes up to which the file is read.

    Returns
    -------
    Proposal
        Guesses with confidence and three values each; ``questions`` where a
        person must decide; ``problems`` that no answer can settle. Nothing is
        raised for a bad file.

    Raises
    ------
    EdaphonError
        ``MAP_NAME``, ``PROPERTY_UNKNOWN``, ``UNIT_UNKNOWN`` or ``UNIT_NOT_ACCEPTED``
        for an answer.
    """
    shown = name or path.name
    known = {**settings, **({"sheet": sheet} if sheet else {})}
    raw = _chosen_sheet(path, _spec(known, limits), shown)
    questions = _file_questions(raw)
    has_none = known.get("header_rows") == NO_HEADER
    header: tuple[int, ...] = ()
    if not has_none:
        header = tuple(known.get("header_rows", ())) or find_header(raw)
    is_known = bool(header) or has_none
    if raw.rows and not is_known:
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
    if not raw.rows or not is_known:
        return replace(start, about=start.about or "soil")
    return _with_columns(start, table_under(raw, header), project, answers)


def _with_columns(
    start: Proposal,
    whole: Table,
    project: Project | None,
    answers: Sequence[tuple[str, str]],
) -> Proposal:
    """Return a proposal after every column was looked at."""
    table = _samples_only(whole)
    settings = dict(start.settings)
    named = [about for about, _ in answers]
    guesses, asked = _columns(table, Context.of(project), answers)
    for about in named:
        named_column(guesses, about, table.raw.file)
    for name, value, doubts in (
        decimals(table, guesses), dates(table, guesses), missing(table, guesses)
    ):  # fmt: skip
        if name not in settings:
            asked += doubts
            settings.update({name: value} if value else {})
    asked += [*basis(table, guesses), *limits(table, guesses)]
    asked += [*parts(table, guesses), *point_roles(table, guesses)]
    asked = by_rows(table, guesses, asked, named)
    about = start.about or kind_of_file(
        [*(guess.code for guess in guesses), *item_codes(guesses)]
    )
    lacking = lacking_places if about == "soil" else nameless_points
    asked = asked_once([*asked, *lacking(table, guesses, named)])
    asked = [one for one in asked if not _is_year(one, about, guesses)]
    errors = [one for one in table.problems if one.severity == "error"]
    errors += no_names(table, guesses)
    return replace(
        start,
        about=about,
        settings=settings,
        columns=tuple(guesses),
        questions=(*start.questions, *asked),
        problems=(*start.problems, *errors),
    )


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
    >>> kind_of_file(["item", "value", "viable_count", "som"])
    'product'
    """
    known = properties()
    if VIABLE & {*codes} and not DOSES & {*codes}:
        return "product"
    domains = Counter(known[code].domain for code in codes if code in known)
    if domains["soil"]:
        return "soil"
    if domains["microbial"]:
        return "microbial"
    if DOSES & {*codes}:
        return "application"
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
    first = range(min(2, len(table.names)))
    kept, dropped = sample_rows(table.rows, first, first)
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
    problem = Problem(code="HEADER_NONE", where=raw.where(row=1), facts=first_row(raw))
    return Question(about="@header_rows", problem=problem, proposal=NO_HEADER)


def _columns(
    table: Table, context: Context, answers: Sequence[tuple[str, str]] = ()
) -> tuple[list[Guess], list[Question]]:
    columns = [
        _column(table, position, header)
        for position, header in enumerate(table.names)
        if header
    ]
    guessed = [(column, *_meant(column, context, answers)) for column in columns]
    if not any(guess.code == "item" for _, guess, _ in guessed):
        guessed = [_no_value(*one) for one in guessed]
    guessed = moved_on(told_apart(guessed))
    first = speakers([(column, guess) for column, guess, _ in guessed])
    guesses: list[Guess] = []
    questions: list[Question] = []
    for column, guess, asked in guessed:
        is_first = first.get(guess.code, column.letter) == column.letter
        stays = is_first or guess.reason == ANSWERED
        guesses.append(guess if stays else second(guess))
        questions += asked if stays else []
    return guesses, questions


def _meant(
    column: Column, context: Context, answers: Sequence[tuple[str, str]]
) -> tuple[Guess, list[Question]]:
    """Return a column as a person named it, or as it seems to be; the last word counts.

    What a bulk density is of, a limit, the parts of ids are answers beside that of its
    code and unit.
    """
    given = [one for about, one in answers if about in (column.header, column.letter)]
    where = Where(file=column.file, sheet=column.sheet, column=column.letter)
    said = {one: detail(one, where) for one in given}
    named = [one for one in given if one not in BASES and not said[one][0]]
    bases = [one for one in given if one in BASES]
    details = {name: text for name, text in said.values() if name}
    if named:
        code, _, unit = named[-1].partition(":")
        taken = accepted_unit(code, unit, where)
        guess, asked = settled_column(column, code, taken, context)
    else:
        guess, asked = guess_column(column, context)
    if bases and guess.code == DENSITY:
        guess = replace(guess, details={**guess.details, "basis": bases[-1]})
    elif bases:
        accepted_unit(bases[-1], "", Where(file=column.file, column=column.letter))
    return replace(guess, details={**guess.details, **details}), asked


def _no_value(
    column: Column, guess: Guess, asked: list[Question]
) -> tuple[Column, Guess, list[Question]]:
    """Ask what a column of results holds where no column names the items."""
    if guess.code != "value" or guess.reason == ANSWERED:
        return column, guess, asked
    return column, *unknown_column(column, guess.code)


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
        is_named=table.has_header,
    )
