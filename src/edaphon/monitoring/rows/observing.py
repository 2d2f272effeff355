"""Observations of one file: every value beside its place, unit, flag and origin."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from edaphon.evidence import nearest, places, properties
from edaphon.monitoring.cells.measuring import Gauge, GaugedCell, plain, times
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.above_header import check_above
from edaphon.monitoring.rows.body import as_texts_write, body_of
from edaphon.monitoring.rows.column_map import (
    Bound,
    FileMap,
    bound_columns,
)
from edaphon.monitoring.rows.header_says import check_headers
from edaphon.monitoring.rows.known_words import check_words
from edaphon.monitoring.rows.left_out import check_left_out
from edaphon.monitoring.rows.not_samples import quality_samples
from edaphon.monitoring.rows.rewriting import check_map
from edaphon.monitoring.rows.row_areas import row_areas, row_contents
from edaphon.monitoring.rows.row_gauges import RowGauges
from edaphon.monitoring.rows.row_labels import NEEDS_PLACE, Identities, row_identities
from edaphon.monitoring.rows.row_places import Design, Places, row_places
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

DENSITY = "bulk_density"
MEANT = ("fine_earth", "fine_earth_per_core", "whole_soil")
"""What a bulk density can be of; another word says nothing of it."""

BASES = {
    "file": pl.String, "sheet": pl.String, "column": pl.String, "section": pl.Int64,
    "header": pl.String, "basis": pl.String,
}  # fmt: skip
"""Columns of a table of bases: the cells of a bulk density by file, sheet and letter,
the place of their section under ``files`` of project.yaml and their header there, and
the basis that it states, empty where it states none."""


def no_bases() -> pl.DataFrame:
    """Return a table of bases without rows."""
    return pl.DataFrame(schema=BASES)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecords:
    """What one file gives."""

    observations: pl.DataFrame
    quality: pl.DataFrame
    """Blanks, duplicates and reference materials; never part of an estimate."""
    bases: pl.DataFrame = field(default_factory=no_bases)
    """What each column says that its bulk densities are of; see `BASES`."""
    sheets: tuple[str, ...] = ()
    """Visible sheets of the workbook that hold numbers."""


@dataclass(slots=True)
class _Taken:
    """Results of one column: positions of the body rows, and what they say."""

    at: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    results: list[GaugedCell] = field(default_factory=list)


def file_records(
    file_map: FileMap,
    table: Table,
    design: Design,
    reading: Reading,
    *,
    reverse_rows: bool = False,
) -> FileRecords | None:
    """Return the observations of one file, ``None`` when its columns do not fit.

    Parameters
    ----------
    file_map
        Column map of project.yaml.
    table
        Named columns of the file.
    design
        Campaigns, strata and points of the project.
    reading
        Collects the problems; the caller drops the rows of a file with errors.
    reverse_rows
        Turn the rows of samples around, once footers are off and merged cells
        filled: where a table ends is not a matter of order.

    Returns
    -------
    FileRecords or None
        Frames with the columns of `edaphon.evidence.observations`, unsorted.
    """
    columns = bound_columns(file_map, table, reading)
    if columns is None:
        return None
    check_above(file_map, columns, table, reading)
    body = as_texts_write(body_of(table, columns, reading), columns, reading.rules)
    if reverse_rows:
        body = replace(body, rows=body.rows[::-1], numbers=body.numbers[::-1])
    _check_against_file(file_map, columns, body, design, reading)
    places = row_places(file_map, body, columns, reading)
    identities = row_identities(file_map, body, places, design, reading)
    base = _base(body, places, identities)
    gauges = RowGauges(
        file_map=file_map,
        table=body,
        places=places,
        areas=row_areas(file_map, body, columns, identities, design.land, reading),
        contents=row_contents(file_map, body, columns, reading),
        scenario=design.scenario,
        reading=reading,
    )
    frames = [
        _column_frame(column, file_map, body, base, gauges, reading)
        for column in columns
        if column.entry.code == "value" or column.entry.kind != "place"
    ]
    if not frames:
        mapped = [rule for rule in file_map.rules.values() if rule.code != "ignore"]
        if len(columns) == len(mapped):  # else a column was refused, and told
            reading.add("MAP_NO_VALUES")
        return None
    whole = pl.concat(frames)
    bases = _bases(whole, columns)
    found = _without_quality_samples(whole, places, reading)
    told = [body.numbers[at] for at in places.told]
    placed = found.observations.filter(~pl.col("row").is_in(told))
    _check_depths(placed, file_map, reading)
    return replace(found, bases=bases)


def _bases(whole: pl.DataFrame, columns: Sequence[Bound]) -> pl.DataFrame:
    """Return what the columns that hold a bulk density say that it is of."""
    is_dense = whole["property"] == DENSITY
    if not is_dense.any():
        return pl.DataFrame(schema=BASES)
    dense = whole.filter(is_dense)
    cells = dense.select("file", "sheet", "column").unique(maintain_order=True)
    said = pl.DataFrame(
        [(column.letter, column.name, _basis(column)) for column in columns],
        schema={name: BASES[name] for name in ("column", "header", "basis")},
        orient="row",
    )
    found = cells.join(said, on="column", how="inner", maintain_order="left")
    return found.with_columns(pl.lit(0, pl.Int64).alias("section")).select(*BASES)


def _basis(column: Bound) -> str:
    return column.rule.basis if column.rule.basis in MEANT else ""


def _check_against_file(
    file_map: FileMap,
    columns: Sequence[Bound],
    body: Table,
    design: Design,
    reading: Reading,
) -> None:
    """Note what a map contradicts, changes or leaves out of what its file says."""
    _check_constants(file_map, reading)
    check_headers(columns, design, reading)
    check_map(file_map, columns, body, design, reading)
    check_words(columns, body, reading)
    check_left_out(file_map, columns, body, design, reading)


def _check_constants(file_map: FileMap, reading: Reading) -> None:
    known = places()
    for name in file_map.constants:
        if name not in known:
            near = nearest(name)
            reading.add("PROPERTY_UNKNOWN", name=name, nearest=near)


def _base(body: Table, places: Places, identities: Identities) -> pl.DataFrame:
    """Return one row per body row with everything but the value."""
    texts = {
        "sample": identities.sample,
        "point": identities.point,
        "stratum": identities.stratum,
        "role": identities.role,
        "campaign": identities.campaign,
        "replicate": places.of("replicate"),
        "top_cm": places.of("top"),
        "bottom_cm": places.of("bottom"),
        "phenomenon_time": places.of("sampled_on"),
        "result_time": places.of("analysed_on"),
        "procedure": places.of("procedure"),
        "instrument": places.of("instrument"),
        "uncertainty": places.of("uncertainty"),
    }
    base = pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String))
    return base.with_columns(pl.Series("row", body.numbers, dtype=pl.Int32))


def _column_frame(
    column: Bound,
    file_map: FileMap,
    body: Table,
    base: pl.DataFrame,
    gauges: RowGauges,
    reading: Reading,
) -> pl.DataFrame:
    taken = _taken(column, body, gauges, reading)
    frame = base[taken.at].with_columns(
        pl.Series("property", taken.codes, dtype=pl.String),
        pl.Series("unit", taken.units, dtype=pl.String),
        *_result_columns(taken.results),
        pl.lit(file_map.path).alias("file"),
        pl.lit(body.raw.sheet).alias("sheet"),
        pl.lit(column.letter).alias("column"),
        pl.lit("").alias("replaces"),
        *_overrides(column),
    )
    if column.rule.campaign and "sample_id" not in gauges.places.cells:
        frame = frame.with_columns(
            pl.concat_str(["point", "campaign"], separator="@").alias("sample")
        )
    return _with_uncertainty(frame, column, file_map, reading)


def _result_columns(results: Sequence[GaugedCell]) -> list[pl.Series]:
    return [
        pl.Series("value", [one.value for one in results], dtype=pl.String),
        pl.Series("number", [one.number for one in results], dtype=pl.String),
        pl.Series("censored", [one.censored for one in results], dtype=pl.String),
        pl.Series("flag", [one.flag for one in results], dtype=pl.Int8),
        pl.Series("tests", [one.tests for one in results], dtype=pl.String),
    ]


def _overrides(column: Bound) -> list[pl.Expr]:
    """Return what the rule of a column states for all its values."""
    rule = column.rule
    stated = {
        "top_cm": rule.top,
        "bottom_cm": rule.bottom,
        "campaign": rule.campaign,
        "procedure": rule.procedure,
    }
    return [pl.lit(text).alias(name) for name, text in stated.items() if text]


def _taken(
    column: Bound,
    body: Table,
    gauges: RowGauges,
    reading: Reading,
) -> _Taken:
    taken = _Taken()
    cells = body.cells(column.position)
    for at in body.order:
        if not gauges.places.keep[at]:
            continue
        cell = cells[at]
        meant = column.rule.meaning(cell) if column.rule.values else None
        said = cell if meant is None else meant
        gauge = gauges.of(column, at, said)
        if gauge is None:
            continue
        result = gauge.result(said)
        if result.problem:
            row = body.numbers[at]
            reading.note(result.problem, result.facts, row=row, column=column.letter)
        if not result.is_missing:
            taken.at.append(at)
            taken.codes.append(gauge.entry.code)
            taken.units.append(gauge.unit)
            taken.results.append(result)
        elif gauge.entry.summed and not result.problem:
            facts = {"property": gauge.entry.name}
            row = body.numbers[at]
            reading.note("AMOUNT_BLANK", facts, row=row, column=column.letter)
    return taken


def _with_uncertainty(
    frame: pl.DataFrame, column: Bound, file_map: FileMap, reading: Reading
) -> pl.DataFrame:
    """Convert the uncertainties of a column like its values."""
    if (frame["uncertainty"] == "").all():
        return frame
    decimal = file_map.spec.decimal or "."
    form = NumberForm(decimal=decimal, missing=file_map.missing, rules=reading.rules)
    known = properties()
    texts = []
    for text, code, unit, row, tests in frame.select(
        "uncertainty", "property", "unit", "row", "tests"
    ).iter_rows():
        parsed = parse_number(text, form)
        if parsed.problem or parsed.censored:
            facts = {"found": text, "property": known[code].name}
            reading.note("NUMBER_FORMAT", facts, row=row, column=column.letter)
        is_number = parsed.text and known[code].kind == "quantity"
        beside = times(known[code], unit, tests)
        gauge = Gauge(known[code], unit, form, times=beside) if is_number else None
        texts.append(plain(gauge.converted(parsed.text)) if gauge else "")
    return frame.with_columns(pl.Series("uncertainty", texts, dtype=pl.String))


def _check_depths(frame: pl.DataFrame, file_map: FileMap, reading: Reading) -> None:
    if file_map.about not in NEEDS_PLACE:
        return
    without = frame.filter((pl.col("top_cm") == "") | (pl.col("bottom_cm") == ""))
    if not without.is_empty():
        first = without.sort("row", "column").row(0, named=True)
        count = without["row"].n_unique()
        reading.add("DEPTH_MISSING", row=first["row"], count=count)


def _without_quality_samples(
    whole: pl.DataFrame, places: Places, reading: Reading
) -> FileRecords:
    quality = sorted(quality_samples(places.of("sample_id"), reading.rules))
    if quality:
        samples = ", ".join(quality)
        reading.add("QC_SET_ASIDE", count=len(quality), samples=samples)
    is_quality = pl.col("sample").is_in(quality)
    return FileRecords(
        observations=whole.filter(~is_quality), quality=whole.filter(is_quality)
    )
