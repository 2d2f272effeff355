"""``edaphon plan``: what a sampling plan may bring, before anything is sampled."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edaphon.cli.naming import titled
from edaphon.cli.output import (
    CHECK_FAILED,
    echo,
    json_option,
    language,
    leave,
    print_json,
    print_refusal,
    quoted,
    say,
    text,
)
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import marked

if TYPE_CHECKING:
    from edaphon.schemas.models.forecast import (
        Costs,
        Forecast,
        GainRow,
        MethodForecast,
        OtherDesign,
        PlannedCase,
    )
    from edaphon.schemas.record import Record

DESIGNS = {
    "plan": marked("as planned, on the same soil"),
    "points_1_5": marked("half as many points more, controls on new fields"),
    "points_2": marked("twice as many points, controls on new fields"),
    "years": marked("the last campaign two years later"),
    "archive": marked("every fifth first sample kept and analysed again"),
}
"""Designs that a forecast compares, in words."""

TABLE = "a table"
"""How a place begins that is a column of a table, not a field of project.yaml."""

LOOK_BACK = "look_back"
"""Left out of project.yaml, not of the expectations."""

PARTS = 10
"""Lines of talk about how far the work is."""


@click.command(
    name="plan",
    help=text(
        "Say what the plan of project folder DIR may bring before anything is "
        "sampled: expected result a year with its interval, chance of nothing, least "
        "change that the design finds, cost of a tonne and break-even price, under "
        "each method. The expected gain and its source stand in plan/expected.yaml; "
        "without a gain a table over 0 to 1 t C/ha a year is printed and none is "
        "chosen. Many projects are drawn and accounted on the engine of the accounts, "
        "and plan/forecast.json keeps the result, which edaphon seal seals with the "
        "plan. A forecast is never a credit."
    ),
    epilog=text(
        "Example: edaphon plan my-project --template && edaphon plan my-project"
    ),
)
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--draws",
    type=int,
    metavar="N",
    help=text(
        "Projects to draw, 20 to 10000; 100 where left out. More make the result surer."
    ),
)
@click.option(
    "--template",
    is_flag=True,
    help=text(
        "Write plan/expected.yaml and plan/costs.csv to fill in, and stop. One that is "
        "there is kept."
    ),
)
@json_option
def command(folder: Path, *, draws: int | None, template: bool, as_json: bool) -> None:
    """Run the verb."""
    from edaphon.planning import DRAWS, forecast  # noqa: PLC0415 - slow to load

    try:
        if template:
            _write_template(folder, as_json=as_json)
            return
        progress = None if as_json else _progress
        made = forecast(
            folder, draws=DRAWS if draws is None else draws, progress=progress
        )
    except EdaphonError as error:
        print_refusal(error, as_json=as_json)
        leave(CHECK_FAILED)
    if as_json:
        print_json({**_fields(made.record), "written": made.is_written})
        return
    for line in lines(made.record):
        echo(line)
    if made.is_written and not made.is_late:
        line = text(
            "Kept as plan/forecast.json. Cure what is open and run this again; once "
            "the plan is final, seal both before the first sample: edaphon seal "
            "{folder}"
        )
        say(line.format(folder=quoted(folder)))
    if made.is_sealed:
        say(text("The forecast that is sealed stays; this one was not written."))
    if made.is_late:
        say(
            text(
                "The plan was sealed without a forecast: nothing will be set against "
                "this one."
            )
        )


def _progress(done: int, whole: int) -> None:
    """Tell how far the work is, about ten times."""
    step = max(1, whole // PARTS)
    if done % step == 0 or done == whole:
        say(text("{done} of {whole} projects accounted").format(done=done, whole=whole))


def _write_template(folder: Path, *, as_json: bool) -> None:
    from edaphon.cli.expectations import templates  # noqa: PLC0415 - slow to load
    from edaphon.kernel.files import write_atomically  # noqa: PLC0415 - slow to load

    made = templates(folder, language())
    kept = [path for path in made if (folder / path).is_file()]
    written = [path for path in made if path not in kept]
    for path in written:
        write_atomically(folder / path, made[path], replace=False)
    if as_json:
        told = {"files": written, "kept": kept, "written": bool(written)}
        print_json({"folder": str(folder), **told})
        return
    for path in written:
        echo(f"{folder}/{path}")
    for path in kept:
        line = text("{path} is there and was kept as it is.")
        say(line.format(path=f"{folder}/{path}"))
    say(text("Fill them in, then: edaphon plan {folder}").format(folder=quoted(folder)))


# --- In words ---------------------------------------------------------------------


def _fields(*records: "Record | None") -> dict[str, object]:
    """Return the fields of records by name, each one's over those before it."""
    from msgspec import to_builtins  # noqa: PLC0415 - slow to load

    held: dict[str, object] = {}
    for record in records:
        held |= to_builtins(record) if record is not None else {}
    return held


def lines(record: "Forecast") -> Iterator[str]:
    """Yield a forecast in words, in the language of the call."""
    head = text("Forecast of {project}, {start} to {end}; {draws} projects drawn")
    span = {"start": record.period.start, "end": last_day(record.period.end)}
    yield head.format(**{**_fields(record), **span})
    yield str(getattr(record.is_no_credit, language()))
    yield from _there(record)
    if record.gains is None:
        yield text(
            "No gain is stated in plan/expected.yaml: this is a table over 0 to 1 "
            "t C/ha a year, and none of its rows is chosen."
        )
    for stratum, gain in (record.gains or {}).items():
        line = text("Stated gain of {stratum}: {gain} t C/ha a year")
        yield line.format(stratum=stratum, gain=gain)
    for method in record.methods:
        yield ""
        yield from _method(method, record.draws)


def _there(record: "Forecast") -> Iterator[str]:
    """Yield what lies in the folder beside the plan, and what is not filled in."""
    if record.measured:
        line = text(
            "Soil samples are there already: {files}. The forecast reads none of them; "
            "edaphon check says what they hold."
        )
        yield line.format(files=text(", ").join(record.measured))
    if record.left_out and LOOK_BACK in record.left_out:
        yield text(
            "Not filled in in project.yaml: baseline.look_back. What is used a year "
            "without the project counts for its years, and has none."
        )
    parts = [name for name in record.left_out or () if name != LOOK_BACK]
    if parts:
        line = text(
            "Not filled in in plan/expected.yaml: {parts}. What would stand there is "
            "unknown to the account, never zero: fill it in and run edaphon plan again."
        )
        yield line.format(parts=text(", ").join(parts))


def _method(method: "MethodForecast", draws: int) -> Iterator[str]:
    yield method.id
    if method.table:
        draws = method.table[0].draws
        yield from _table(method.table)
    if method.forecast:
        yield from _figures(method.forecast, draws)
    if method.detectable:
        line = text(
            "  Detectable:     {change} t C/ha a year, error by simulation {error} "
            "(confidence {confidence}, power {power})"
        )
        yield line.format(**_fields(method.detectable))
    yield from _dominant(method)
    if method.forecast:
        yield from _costs(method.costs)
    yield from _open(method, draws)
    yield from _lacking(method)
    if method.what_if:
        yield from _designs(method.what_if)


def _chance(share: str, draws: int) -> str:
    """Return a chance in words; what no draw or every draw shows is no certainty."""
    if float(share) == 0:
        line = text("in none of {draws} draws")
    elif float(share) == 1:
        line = text("in all of {draws} draws")
    else:
        line = text("chance {share}")
    return line.format(share=share, draws=draws)


def _figures(case: "PlannedCase", draws: int) -> Iterator[str]:
    figures = _fields(case.figures)
    line = text(
        "  Expected:       {expected} t CO2e a year (error by simulation {error})"
    )
    yield line.format(**figures)
    line = text(
        "  Four in five:   {low} to {high} t CO2e a year (error by simulation "
        "{low_error} and {high_error})"
    )
    yield line.format(**figures)
    chance = _chance(case.figures.chance_zero, draws)
    yield text("  Nothing comes:  {chance}").format(chance=chance)
    if case.figures.chance_negative is not None:
        chance = _chance(case.figures.chance_negative, draws)
        yield text("  Below zero:     {chance}").format(chance=chance)
    if case.cured:
        line = text(
            "  As the folder stands nothing would be credited. Once all that is open "
            "below is cured: {expected} t CO2e a year, {low} to {high}; nothing comes: "
            "{chance}"
        )
        chance = _chance(case.cured.chance_zero, draws)
        yield line.format(**_fields(case.cured), chance=chance)


def _table(rows: "Sequence[GainRow]") -> Iterator[str]:
    line = text(
        "  {gain} t C/ha a year: expected {expected} t CO2e a year (error {error}), "
        "four in five {low} to {high}; nothing comes: {chance}"
    )
    for row in rows:
        chance = _chance((row.cured or row.figures).chance_zero, row.draws)
        figures = _fields(row.figures, row.cured)
        yield line.format(gain=row.gain, **figures, chance=chance)
    if any(row.cured for row in rows):
        yield text(
            "  As the folder stands nothing would be credited; the rows say what comes "
            "once all that is open below is cured."
        )


def _dominant(method: "MethodForecast") -> Iterator[str]:
    line = text("  Most is lost to: {title}, {mean} t CO2e over the period")
    for item in method.deductions or ():
        if item.name == method.dominant:
            yield line.format(title=getattr(item.title, language()), mean=item.mean)


def _costs(costs: "Costs | None") -> Iterator[str]:
    if costs is None:
        yield text(
            "  Costs:          not known: plan/costs.csv is missing or holds no row; "
            "edaphon plan DIR --template writes one"
        )
        return
    held = _fields(costs)
    yield text("  Costs:          {total} {currency} over the period").format(**held)
    if costs.per_tonne is None:
        yield text("  Break-even:     no price pays them, nothing is expected")
        return
    line = text(
        "  Break-even:     {per_tonne} {currency} a tonne, what an expected tonne costs"
    )
    yield line.format(**held)
    if costs.break_even is None:
        yield text("  In nine of ten: no price pays them")
    else:
        line = text("  In nine of ten: {break_even} {currency} a tonne pays them")
        yield line.format(**held)
    if costs.price is not None:
        line = text("  At {price} a tonne:  balance of the period {margin} {currency}")
        yield line.format(**held)


def _open(method: "MethodForecast", draws: int) -> Iterator[str]:
    for item in method.conditions:
        if float(item.share) == 1:
            line = text("  Open in all {draws} projects: {id} {title}. {found} {cure}")
        else:
            line = text(
                "  Open in {share} of the projects: {id} {title}. {found} {cure}"
            )
        words = {
            "title": getattr(item.title, language()),
            "found": getattr(item.found, language()),
            "cure": getattr(item.cure, language()),
        }
        yield line.format(id=item.id, share=item.share, draws=draws, **words)


def _lacking(method: "MethodForecast") -> Iterator[str]:
    """Yield the inputs that a result lacks, each with the field that gives it."""
    if not method.lacking:
        return
    from edaphon.accounting import Account  # noqa: PLC0415 - slow to load
    from edaphon.methods import pack  # noqa: PLC0415 - slow to load
    from edaphon.methods.showing import description  # noqa: PLC0415 - slow to load

    titles = description(pack(method.id))["names"]
    yield text(
        "  Result unknown. What is lacking, and the field of project.yaml that states "
        "it:"
    )
    recorded = False
    for name in method.lacking:
        place = Account.place_of(name)
        (title,) = titled(titles, [name])
        if place is None:
            yield f"    {title}"
            continue
        recorded = recorded or (
            place["en"].startswith(TABLE) and not name.startswith("yield")
        )
        line = text("    {input}: {place}")
        yield line.format(input=title, place=place[language()])
    if recorded:
        yield text(
            "    What a table will hold stands until then in plan/expected.yaml, under "
            "activity or product."
        )


def _designs(rows: "Sequence[OtherDesign]") -> Iterator[str]:
    yield text("  Other designs, on {draws} projects each:").format(draws=rows[0].draws)
    if any(row.cured for row in rows):
        yield text("    as if every condition that is open in all projects were cured")
    for row in rows:
        line = text(
            "    {name}: expected {expected} t CO2e a year (error {error}), {low} to "
            "{high}; nothing comes: {chance}"
        )
        figures = _fields(row.figures, row.cured)
        chance = _chance((row.cured or row.figures).chance_zero, row.draws)
        told = line.format(name=text(DESIGNS[row.name]), **figures, chance=chance)
        if row.detectable:
            found = text("; detectable {change} t C/ha a year (error {error})")
            told += found.format(**_fields(row.detectable))
        if row.costs and row.costs.per_tonne:
            told += text("; {per_tonne} {currency} a tonne").format(
                **_fields(row.costs)
            )
        yield told
