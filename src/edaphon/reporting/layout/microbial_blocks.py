"""Microbial evidence: the four tests, the grade, the share of the gain."""

from decimal import Decimal

from edaphon.reporting.charts.intervals import Row, interval_chart, own_scale_chart
from edaphon.reporting.layout.blocks import (
    Block,
    Callout,
    Cell,
    Chart,
    Paragraph,
    Table,
    columns,
    row,
)
from edaphon.reporting.layout.campaigns import absent
from edaphon.reporting.layout.drawn import table
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, drawable, shown
from edaphon.schemas.models.account import Test
from edaphon.schemas.models.report import Share


def microbial_blocks(reader: Reader) -> list[Block]:
    """Return grade, tests with effects and intervals, and the share of the gain."""
    _ = reader.gettext
    found = reader.content.microbial
    kind = {"A": "good", "B": "good", "C": "info"}.get(found.grade, "warn")
    label = (
        _("Label of the result: {label}.").format(
            label=reader.word("label", found.label))
        if found.label
        else _("No label.")
    )  # fmt: skip
    return [
        Callout(
            kind,
            _("Grade {grade}").format(grade=found.grade),
            (label, reader.pick(found.statement)),
        ),
        table(reader, "quantification/microbial-shown", found.shown),
        *_tests(reader),
        *_apart(reader),
        *_share(reader),
    ]


def _tests(reader: Reader) -> list[Block]:
    _ = reader.gettext
    tests = reader.content.microbial.tests
    if not tests:
        return [Paragraph(_("No microbial assay allows a comparison with control."))]
    caption = _(
        "Effect of each microbial test against control, {level} intervals"
    ).format(level=_level(tests[0].confidence))
    rows = [
        Row(
            label=f"{item.test} {reader.pick(item.name)} {_short(item)}",
            value=ends[0],
            low=ends[1],
            high=ends[2],
            told=f"{shown(item.effect, 3)} {_unit(reader, item)}",
            role="project" if item.shown else "difference",
            is_open=not item.shown,
        )
        for item in tests
        if (ends := drawable(item.effect, *item.interval))
    ]
    axis = _("no effect at zero; every row on its own scale; filled: shown after Holm")
    chart = Chart(
        id="microbial-chart",
        caption=caption,
        drawing=own_scale_chart(rows, axis, caption),
        twin="microbial-tests",
    )
    named = {part for item in tests for part in item.campaign.split(" -> ")}
    left = [Paragraph(line, "note") for line in absent(reader, named)]
    return [*([chart] if rows else []), *left]


def microbial_tables(reader: Reader) -> list[Block]:
    """Return the tests and the pools of the gain, of which the chapter has drawings."""
    found = reader.content.microbial
    made: list[Block] = []
    if found.tests:
        made.append(table(reader, "quantification/microbial-tests", found.tests))
    if found.share_of_gain is not None:
        made.append(_share_table(reader, found.share_of_gain))
    return made


def _apart(reader: Reader) -> list[Block]:
    """Return what is not compared because depths differ, nothing where none do."""
    apart = reader.content.microbial.layers_apart
    if not apart:
        return []
    told = reader.gettext(
        "Not compared, because they were assayed in different layers: {names}. Pools "
        "of different layers make no share of the gain."
    )
    names = reader.gettext(", ").join(reader.pick(item) for item in apart)
    return [Paragraph(told.format(names=names))]


def _level(confidence: str | None) -> str:
    """Return the confidence of intervals as a percentage."""
    if confidence is None:
        return UNKNOWN
    return f"{Decimal(confidence).scaleb(2).normalize():f}%"


def _short(item: Test) -> str:
    return str(item.campaign).replace("->", "→")


def _unit(reader: Reader, item: Test) -> str:
    if item.scale == "log10":
        return reader.gettext("log10(1 + copies)")
    return reader.unit(item.unit)


def _share(reader: Reader) -> list[Block]:
    _ = reader.gettext
    share = reader.content.microbial.share_of_gain
    if share is None and reader.content.microbial.layers_apart:
        return [Paragraph(_("How much of the gain is microbial is unknown."))]
    if share is None:
        return [
            Paragraph(
                _(
                    "How much of the gain is microbial cannot be told: amino sugars "
                    "or necromass were not measured in both campaigns at project and "
                    "control points."
                )
            )
        ]
    caption = _("Microbial carbon in the measured gain, {level} intervals").format(
        level=_level(share.confidence)
    )
    rows = _share_rows(reader, share)
    depth = reader.to.join(shown(item, 0) for item in share.depth_cm)
    axis = f"{_('Change against control')} [{reader.unit('t{C}/har')}], {depth} cm"
    return [
        Chart(
            id="share-chart",
            caption=caption,
            drawing=interval_chart(rows, axis, caption),
            twin="share",
        ),
        Paragraph(
            f"{reader.pick(share.agreement_text)}"
            f"{'' if reader.language == 'zh' else ' '}"
            f"{reader.pick(share.rest_text)}"
        ),
    ]


def _parts(
    reader: Reader, share: Share
) -> list[tuple[str, str | None, list[str | None]]]:
    _ = reader.gettext
    return [
        (_("Soil organic carbon, gain at equal soil mass"), share.gain,
         share.gain_interval),
        *[(reader.pick(item.title), item.change, item.interval)
          for item in share.parts],
        (_("Microbial carbon, sum"), share.total, share.total_interval),
    ]  # fmt: skip


def _share_rows(reader: Reader, share: Share) -> list[Row]:
    rows = []
    for place, (label, value, interval) in enumerate(_parts(reader, share)):
        ends = drawable(value, *interval)
        if not ends:
            continue
        is_main = place in {0, len(share.parts) + 1}
        rows.append(
            Row(
                label=label, value=ends[0], low=ends[1], high=ends[2],
                told=reader.gettext("{value} ({low} to {high})").format(
                    value=shown(value, 2), low=shown(interval[0], 2),
                    high=shown(interval[1], 2)),
                shape="diamond" if is_main else "circle",
                role="difference" if is_main else "project",
                is_strong=is_main,
            )
        )  # fmt: skip
    return rows


def _share_table(reader: Reader, share: Share) -> Table:
    _ = reader.gettext
    rows = [
        row(label, shown(value, 3), shown(interval[0], 3), shown(interval[1], 3))
        for label, value, interval in _parts(reader, share)
    ]
    rows.append(row(_("What else must have accumulated"), shown(share.rest, 3), "", ""))
    ratio = share.share
    told = UNKNOWN if ratio is None else shown(ratio, 3)
    rows.append(row(_("Microbial share of the gain [1]"), Cell(told), "", ""))
    return Table(
        id="share",
        caption=_("Microbial carbon in the gain [{unit}]").format(
            unit=reader.unit("t{C}/har")
        ),
        columns=columns(
            (_("Pool"), "left", 3), (_("Change"), "right", 1),
            (_("low"), "right", 1), (_("high"), "right", 1),
        ),
        rows=tuple(rows),
        note=_(
            "Factors from amino sugars to carbon are uncertain {spread}-fold; {draws} "
            "draws carry factor and sampling error. Strata count by their area. Grade "
            "and label rest on them, and no tonne does."
        ).format(spread=shown(share.factor_spread, 1), draws=share.draws),
    )  # fmt: skip
