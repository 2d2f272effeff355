"""Chapters 6 to 9: uncertainty, leakage and permanence, results, surroundings."""

from datetime import date, timedelta
from decimal import Decimal

from edaphon.kernel.calendar_years import vintages
from edaphon.reporting.layout.blocks import (
    Block,
    Callout,
    Cell,
    Chapter,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
    columns,
    row,
)
from edaphon.reporting.layout.drawn import facts, table
from edaphon.reporting.layout.effect_blocks import effect_blocks
from edaphon.reporting.layout.front import beside_told
from edaphon.reporting.layout.loss_blocks import (
    chain_beside_estimate,
    chain_blocks,
    deficit_in_deductions,
)
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.telling_rows import Selected
from edaphon.reporting.number_text import UNKNOWN, plain, shown, whole
from edaphon.schemas.models.report import Method
from edaphon.schemas.record import stated_or

UNCERTAIN = (
    "difference",
    "difference_error",
    "difference_bound",
    "gain",
    "gain_error",
    "gain_bound",
    "full_difference",
    "full_difference_error",
    "full_difference_bound",
    "full_gain_bound",
    "scheme_difference_bound",
    "smallest_bound",
    "mean_removal",
    "removal_error",
    "relative_error",
    "uncertainty",
    "interval_half_width",
    "horizon_half_width",
    "detectable_difference",
)
"""Figures of a pack that lead to its deduction, by name; its annex holds the rest."""

WITHHELD = (
    "project_import",
    "contrast_import",
    "emission_increases",
    "leakage",
    "woody_loss",
    "creditable",
    "reversal",
    "covered_reversal",
    "replaced_reversal",
    "period_result",
    "deficit_after",
    "buffer_share",
    "buffer",
    "buffer_rating",
    "reduction_buffer",
    "removal_buffer",
    "avoided_loss",
)

ENVIRONMENT = ("safeguards", "consultation", "publication", "benefit_sharing")


def uncertainty_chapter(reader: Reader) -> Chapter:
    """Return chapter 6."""
    _ = reader.gettext
    blocks: list[Block] = [
        Items(
            (
                _(
                    "When in doubt, less is counted: each method takes its deduction "
                    "for uncertainty, emission factors with a range are taken at the "
                    "conservative end, and the account result is rounded down."
                ),
                _("A loss is never made smaller by its uncertainty."),
                _(
                    "Sampling errors of the soil change follow by equation from the "
                    "spread between cores; the microbial shares alone are drawn, for "
                    "their interval. What a method does with campaign errors "
                    "(laboratory, bulk density) stands below its figures."
                ),
            )
        )
    ]
    blocks.append(table(reader, "closing/rules", reader.content.methods))
    blocks.append(_selected(reader, "closing/uncertain", UNCERTAIN))
    blocks += [_campaign_errors(reader, item) for item in reader.content.methods]
    return Chapter(
        id="uncertainty",
        title=_("Uncertainty and conservativeness"),
        blocks=tuple(blocks),
    )


def _campaign_errors(reader: Reader, method: Method) -> Paragraph:
    """Return what the method takes as campaign errors."""
    _ = reader.gettext
    held = method.campaign_errors
    if held is None:
        told = _("{method} takes no campaign errors.").format(method=method.id)
        return Paragraph(told, "note")
    told = _(
        "{method}, relative campaign errors: laboratory {laboratory}, bulk "
        "density {density}. Archived samples analysed again: {archived}; shift of the "
        "laboratory {shift}, its error {error}."
    ).format(
        method=method.id,
        laboratory=plain(held.laboratory),
        density=plain(held.bulk_density),
        archived=whole(held.archived),
        shift=plain(held.shift),
        error=plain(held.shift_error),
    )
    return Paragraph(told, "note")


def _selected(reader: Reader, place: str, names: tuple[str, ...]) -> Table:
    """Return figures of all methods; those of zero in one line below the table."""
    _ = reader.gettext
    found = [
        Selected(method=method, figure=item)
        for method in reader.content.methods
        for item in method.figures
        if item.name in names
    ]
    none = [
        _("{title} ({method})").format(
            method=one.method.id, title=reader.pick(one.figure.title)
        )
        for one in found
        if _is_zero(one)
    ]
    note = _("Zero: {listed}.").format(listed=_("; ").join(none)) if none else ""
    rows = [one for one in found if not _is_zero(one)]
    return table(reader, place, rows, note=note)


def _is_zero(one: Selected) -> bool:
    """Tell whether a figure is known to be zero; an unknown one is not."""
    return one.figure.value is not None and not Decimal(one.figure.value)


def leakage_chapter(reader: Reader) -> Chapter:
    """Return chapter 7."""
    _ = reader.gettext
    risk = reader.content.declared.permanence
    blocks: list[Block] = [
        Heading("risk", _("Non-permanence risk")),
        facts(reader, "closing/risk"),
    ]
    if risk.events:
        told = tuple(
            f"{reader.day(item.signed_on)}{_(': ')}{reader.pick(item.text)}"
            for item in risk.events
        )
        blocks += [Heading("events", _("Reversal events")), Items(told)]
    else:
        blocks.append(Paragraph(_("No reversal event is reported.")))
    blocks.append(Heading("withheld", _("Leakage, emissions and buffer")))
    blocks.append(_selected(reader, "closing/withheld-table", WITHHELD))
    for method in reader.content.methods:
        blocks += _after_loss(reader, method)
    return Chapter(
        id="leakage",
        title=_("Leakage and non-permanence risk"),
        blocks=tuple(blocks),
    )


def _after_loss(reader: Reader, method: Method) -> list[Block]:
    """Return what follows a loss: who bears it and what is next; nothing of none."""
    if not method.after_loss:
        return []
    title = reader.gettext("After the loss, {method}").format(method=method.id)
    told = tuple(reader.pick(item) for item in method.after_loss)
    return [Callout("warn", title, told)]


def result_chapter(reader: Reader) -> Chapter:
    """Return chapter 8: the summary table of each method, and methods side by side."""
    _ = reader.gettext
    blocks: list[Block] = []
    for method in reader.content.methods:
        blocks.append(_summary(reader, method))
        blocks += deficit_in_deductions(reader, method)
    blocks += chain_blocks(reader)
    if len(reader.content.methods) > 1:
        blocks.append(_beside(reader))
    expected = reader.content.declared.ex_ante
    told = (
        _(
            "Ex-ante estimate that the project states: {value} t CO2e over the period."
        ).format(value=plain(expected))
        if expected
        else _("The project states no ex-ante estimate.")
    )
    blocks += [Paragraph(_days_of_years(reader), "note"), Paragraph(told)]
    blocks += [
        Paragraph(line) for line in (*_beside_estimate(reader), *_achieved(reader))
    ]
    return Chapter(id="result", title=_("Summary of results"), blocks=tuple(blocks))


def _beside_estimate(reader: Reader) -> list[str]:
    """Return how each result lies to the estimate, and the project's reason."""
    _ = reader.gettext
    told = [
        f"{reader.pick(item.title)}{_(': ')}{beside_told(reader, item.beside_estimate)}"
        for item in reader.content.methods
        if item.beside_estimate is not None and item.status == "credited"
    ]
    chain = chain_beside_estimate(reader).rstrip(".。")
    if not told and not chain:
        return []
    why = reader.own_words("ex_ante_difference")
    line = (
        _("{told}. Reason, in the project's words: {why}")
        if why
        else _("{told}. The project gives no reason (disclosure.ex_ante_difference).")
    )
    return [line.format(told=chain or _("; ").join(told), why=why)]


def _achieved(reader: Reader) -> list[str]:
    """Return what came beside the sealed forecast, a line a method."""
    _ = reader.gettext
    standing = {
        "below": _("below the interval"),
        "inside": _("inside the interval"),
        "above": _("above the interval"),
    }
    line = _(
        "{method}: {units} t CO2e counted; the sealed forecast expected "
        "{expected} over the period, four in five {low} to {high}: "
        "{standing}. A forecast is never a credit."
    )
    return [
        line.format(
            method=item.method,
            units=item.units,
            expected=plain(item.expected),
            low=plain(item.low),
            high=plain(item.high),
            standing=standing[item.standing],
        )
        for item in stated_or(reader.content.declared.forecast, [])
    ]


def _days_of_years(reader: Reader) -> str:
    """Return by which rule the years share the result, with the days of each."""
    _ = reader.gettext
    period = reader.content.project.period
    after = date.fromisoformat(period.last_day) + timedelta(days=1)
    parts = vintages(period.start, after.isoformat())
    told = _(
        "Each calendar year has the share of the period that its days have. Results "
        "are rounded down year by year; of deductions, what has come together until "
        "the end of a year is rounded up, so that the years add up to the total. Of "
        "{total} days: {listed}."
    ).format(
        total=sum(days for _year, days in parts),
        listed=_(", ").join(f"{year}{_(': ')}{days}" for year, days in parts),
    )
    if reader.content.practice.start <= period.start:
        return told
    before = _(
        "The period runs from sampling to sampling; the practice began on {day}, and "
        "days before it have their share too."
    )
    start = reader.day(reader.content.practice.start)
    return f"{told}{reader.gap}{before.format(day=start)}"


def _summary(reader: Reader, method: Method) -> Table:
    found = method.summary
    return table(
        reader,
        "closing/summary",
        found.rows,
        method,
        found.total,
        unit=reader.unit("t{CO2e}"),
        status=reader.pick(method.status_text),
    )


def _beside(reader: Reader) -> Table:
    _ = reader.gettext
    methods = reader.content.methods
    gross = [next(iter(method.waterfall.terms), None) for method in methods]
    rows = (
        row(_("Status"), *[reader.word("status", item.status) for item in methods]),
        row(
            _("Measured net soil effect"),
            *[UNKNOWN if item is None else shown(item.value, 2) for item in gross],
        ),
        row(
            _("Computed before conditions"),
            *[whole(item.computed_units) for item in methods],
        ),
        row(_("Account result"), *[whole(item.units) for item in methods]),
        row(
            _("Removals"),
            *[whole(item.labels.get("removals", 0)) for item in methods],
        ),
        row(
            _("Reductions"),
            *[whole(item.labels.get("reductions", 0)) for item in methods],
        ),
    )
    return Table(
        id="beside",
        caption=_("The same evidence under each method [{unit}]").format(
            unit=reader.unit("t{CO2e}")
        ),
        columns=columns(
            (_("What"), "left", 2), *[(item.id, "right", 1.4) for item in methods]
        ),
        rows=rows,
        note=_(
            "The results of different methods are never added: each answers the same "
            "evidence by its own rules."
        ),
    )


def environment_chapter(reader: Reader) -> Chapter:
    """Return chapter 9: the developer's words, then co-effects and safeguards."""
    _ = reader.gettext
    rows = tuple(
        (reader.pick(item.title), Cell(reader.pick(item.text)))
        for item in reader.content.disclosure
        if item.id in ENVIRONMENT
    )
    return Chapter(
        id="environment",
        title=_("Environmental and social impact"),
        blocks=(Facts(rows), *effect_blocks(reader)),
    )
