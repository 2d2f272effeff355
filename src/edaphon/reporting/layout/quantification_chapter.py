"""Chapter 5: stock change, microbial evidence, and the result of each method."""

from collections import Counter
from collections.abc import Sequence

from edaphon.reporting.layout.blocks import (
    Block,
    Callout,
    Chapter,
    Heading,
    Paragraph,
)
from edaphon.reporting.layout.drawn import table
from edaphon.reporting.layout.microbial_blocks import microbial_blocks
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.stock_blocks import stock_blocks
from edaphon.reporting.layout.waterfall_blocks import (
    bridge_table,
    waterfall_of_all,
    waterfall_table,
)
from edaphon.reporting.number_text import UNKNOWN, shown
from edaphon.schemas.models.account import EmissionChange, EmissionSource
from edaphon.schemas.models.report import Method
from edaphon.schemas.record import stated_or

HOLDS = ("met", "not_applicable")
"""Results of a condition that need no word in the main part."""


def quantification_chapter(reader: Reader) -> Chapter:
    """Return chapter 5; every figure and condition of a method is in its annex."""
    _ = reader.gettext
    blocks: list[Block] = [
        Heading("stock-change", _("Change of soil organic carbon")),
        *stock_blocks(reader),
        Heading("microbial", _("Microbial evidence")),
        *microbial_blocks(reader),
    ]
    if reader.content.summary.causes:
        blocks += waterfall_of_all(reader)
    for method in reader.content.methods:
        blocks.append(Heading(f"method-{method.slug}", reader.pick(method.title)))
        blocks.extend(_method(reader, method))
    return Chapter(id="quantification", title=_("Quantification"), blocks=tuple(blocks))


def _method(reader: Reader, method: Method) -> list[Block]:
    return [
        Paragraph(_conditions_told(reader, method)),
        *_standing(reader, method),
        *_deciding(reader, method),
        waterfall_table(reader, method),
        *bridge_table(reader, method),
        *emission_blocks(reader, method),
    ]


def _conditions_told(reader: Reader, method: Method) -> str:
    """Return how many conditions have which result; the annex lists every one."""
    _ = reader.gettext
    counted = Counter(item.result for item in method.conditions)
    listed = _(", ").join(
        f"{reader.word('result', result)}{_(': ')}{count}"
        for result, count in sorted(counted.items())
    )
    told = _(
        "Conditions of the method: {total}. {listed}. Each stands in the annex of the "
        "method, with what was found."
    )
    return told.format(total=len(method.conditions), listed=listed)


def _deciding(reader: Reader, method: Method) -> list[Block]:
    """Return which of several bounds decides, with all of them."""
    _ = reader.gettext
    smallest = reader.figure(method, "smallest_bound")
    bounds = [
        item
        for item in method.figures
        if item.name.endswith("_bound") and item.name != "smallest_bound"
    ]
    if smallest is None or smallest.value is None or not bounds:
        return []
    named = [
        _("{title} {value}").format(
            title=reader.pick(item.title), value=shown(item.value, 2)
        )
        for item in bounds
    ]
    deciding = [
        reader.pick(item.title) for item in bounds if item.value == smallest.value
    ]
    told = _("Lower bounds [t C]: {listed}. The smallest decides: {deciding}.")
    return [
        Paragraph(
            told.format(
                listed=_("; ").join(named), deciding=_(", ").join(deciding) or UNKNOWN
            )
        )
    ]


def _standing(reader: Reader, method: Method) -> list[Block]:
    """Return the conditions that do not hold, with what would cure them."""
    rows = [item for item in method.conditions if item.result not in HOLDS]
    if not rows:
        return []
    return [table(reader, "quantification/standing", rows, method)]


def emission_blocks(reader: Reader, method: Method) -> list[Block]:
    """Return what the emission term adds up, source by source, and its sum."""
    _ = reader.gettext
    if not _known(method):
        told = _(
            "Activity records of baseline and project were not both given; emissions "
            "are not known and never taken as zero."
        )
        return [Callout("info", _("Emission sources"), (told,))]
    return _made(reader, method)


def source_blocks(reader: Reader, method: Method) -> list[Block]:
    """Return the emissions of baseline and project, source by source."""
    known = _known(method)
    return _told(reader, "quantification/sources", known, method) if known else []


def _known(method: Method) -> list[EmissionSource]:
    return [
        item
        for item in method.sources
        if item.baseline is not None and item.project is not None
    ]


def _told(
    reader: Reader,
    place: str,
    rows: Sequence[EmissionSource | EmissionChange],
    method: Method,
    total: EmissionChange | None = None,
) -> list[Block]:
    """Return a table of sources; what is stated not to exist is one line below it."""
    kept = [item for item in rows if not stated_or(item.absent, False)]
    ends = _ends_used(reader, method)
    words = _words_below(reader, rows, has_total=total is not None)
    note = reader.gap.join(filter(None, (ends, words)))
    if not kept and total is None:
        return [Paragraph(note, "note")]
    return [table(reader, place, kept, method, total, note=note)]


def _ends_used(reader: Reader, method: Method) -> str:
    """Return that factors stand at an end of their range; empty where none does."""
    used = {one.end for item in method.parameters for one in stated_or(item.used, [])}
    if not used & {"low", "high"}:
        return ""
    return reader.gettext(
        "Factors with a range stand at the end that credits least, which may be zero: "
        "the rows are what the rule counts, no estimate of what was emitted. Central "
        "values of the factors: annex E."
    )


def _words_below(
    reader: Reader,
    rows: Sequence[EmissionSource | EmissionChange],
    *,
    has_total: bool,
) -> str:
    _ = reader.gettext
    sums = {item.name for item in rows if getattr(item, "subtotal", None) is True}
    absent = [item for item in rows if stated_or(item.absent, False)]
    told = []
    if has_total:
        told.append(
            _(
                "The rows add up to the last line, which stands among the figures of "
                "the method."
            )
        )
    if sums - {item.name for item in absent}:
        told.append(_("Some rows add up rows above them, as they say."))
    if len(absent) < sum(item.recorded is False for item in rows):
        told.append(
            _(
                "Not recorded: no record of either scenario names the source, and "
                "nothing is counted for it; that is no finding that it emits nothing."
            )
        )
    if absent:
        names = _("; ").join(
            _("{title} ({equation})").format(
                title=reader.pick(item.title), equation=item.equation
            )
            for item in absent
            if item.name not in sums
        )
        line = _(
            "Stated not to exist, with its reason in the table of the project "
            "boundary, and so 0: {names}."
        )
        told.append(line.format(names=names))
    return reader.gap.join(told)


def _made(reader: Reader, method: Method) -> list[Block]:
    """Return the sources that the emission term adds up, and their sum."""
    found = method.emission_changes
    if found is None:
        return []
    place = "quantification/emission-changes"
    return _told(reader, place, found.rows, method, found.total)
