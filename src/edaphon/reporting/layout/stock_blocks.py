"""Stock change drawn: depth profiles and changes with intervals."""

from collections.abc import Sequence

from edaphon.reporting.charts.depth import Layer, Panel, change_chart, depth_chart
from edaphon.reporting.charts.intervals import Row, interval_chart
from edaphon.reporting.layout.blocks import Block, Callout, Chart, Paragraph
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.stock_tables import (
    basis_of,
    campaigns_note,
    known_changes,
    layer_change_told,
    pairs_note,
    series_names,
    total_change,
)
from edaphon.reporting.number_text import drawable, shown, whole
from edaphon.schemas.models.account import Change, LayerChange, Profile
from edaphon.schemas.models.report import Method

MOST_ROWS_DRAWN = 18
MOST_PANELS = 4

SHAPES = {"project": "circle", "control": "square", "difference": "diamond"}


def stock_blocks(reader: Reader) -> list[Block]:
    """Return profiles and changes as drawings; their tables stand in annex D."""
    return [
        *_profiles(reader),
        *_changes_by_depth(reader),
        *_changes(reader),
        *_curves(reader),
    ]


def _changes(reader: Reader) -> list[Block]:
    _ = reader.gettext
    methods = reader.content.methods
    rows = known_changes(methods)
    totals = [(method, total_change(reader, method)) for method in methods]
    drawn = [
        line
        for method, item in rows
        if item.role == "difference"
        for line in _drawn(reader, method, item, is_total=False)
    ][:MOST_ROWS_DRAWN]
    if not drawn:
        return [
            Callout("warn", _("No change can be stated"),
                    (_("Neither at equal soil mass nor at fixed depth is the change "
                       "known for all groups."),))
        ]  # fmt: skip
    for method, item in totals:
        drawn += _drawn(reader, method, item, is_total=True)
    caption = _(
        "Change of soil organic carbon against control under each method, 95% "
        "confidence intervals"
    )
    axis = f"{_('Change')} [{reader.unit('t{C}/har')}]"
    return [
        Chart(
            id="changes-chart",
            caption=caption,
            drawing=interval_chart(drawn, axis, caption),
            twin="changes",
            note=_bases(reader),
        ),
    ]


def _bases(reader: Reader) -> str:
    """Return on which basis each method's changes are drawn."""
    _ = reader.gettext
    told = [
        _("{method}: {basis}, {period}").format(
            method=method.id,
            period=reader.span(method.period),
            basis=reader.word(
                "basis", "equal_mass" if method.stocks.equal_mass else "fixed_depth"
            ),
        )
        for method in reader.content.methods
    ]
    return _("Drawn on the basis of each method: {bases}.").format(
        bases=_("; ").join(told)
    )


def _drawn(
    reader: Reader, method: Method, item: Change, *, is_total: bool
) -> list[Row]:
    """Return the row of an interval, none where one of its ends is not known."""
    interval = basis_of(method, item)
    ends = interval and drawable(interval.value, interval.low, interval.high)
    if interval is None or not ends:
        return []
    value, low, high = ends
    told = reader.gettext("{value} ({low} to {high})").format(
        value=shown(interval.value, 2),
        low=shown(interval.low, 2),
        high=shown(interval.high, 2),
    )
    return [
        Row(
            label=reader.gettext(", ").join(
                (
                    reader.gettext("All strata") if is_total else item.stratum,
                    method.id,
                    reader.years(method.period),
                )
            ),
            value=value,
            low=low,
            high=high,
            told=told,
            shape=SHAPES[item.role],
            role=item.role,
            is_strong=is_total,
        )
    ]


def _curves(reader: Reader) -> list[Block]:
    """Return how far the curve of each method lies from a linear one."""
    _ = reader.gettext
    told: list[Block] = [
        Paragraph(
            _(
                "{method}, {curve}: it differs from a linear curve by {mean} t C/ha on "
                "average over {count} cores, by {most} t C/ha at most."
            ).format(
                method=method.id,
                curve=reader.pick(method.stocks.curve),
                mean=shown(method.interpolation.mean_difference, 3),
                count=whole(method.interpolation.profiles),
                most=shown(method.interpolation.largest_difference, 3),
            ),
            "note",
        )
        for method in reader.content.methods
        if method.interpolation.profiles
    ]
    if told:
        return told
    return [
        Paragraph(
            _(
                "Stocks at equal soil mass need at least two layers with bulk "
                "density; this evidence does not hold them."
            ),
            "note",
        )
    ]


def _profiles(reader: Reader) -> list[Block]:
    _ = reader.gettext
    found = reader.content.profiles
    if not found:
        return []
    caption = _("Depth profiles of soil organic carbon: mean and standard error")
    legend = series_names(reader)
    axes = (f"{_('Soil organic carbon')} [g/kg]", f"{_('Depth')} [cm]")
    panels = _panels(reader, found)
    return [
        Chart(
            id="profiles-chart",
            caption=caption,
            drawing=depth_chart(panels[:MOST_PANELS], legend, axes, caption),
            twin="profiles",
            note=_profiles_note(reader, len(panels)),
        ),
    ]


def _changes_by_depth(reader: Reader) -> list[Block]:
    """Return the change of each layer, project less control, as a drawing."""
    _ = reader.gettext
    panels: dict[str, dict[tuple[str, str], list[Layer]]] = {}
    for item in reader.content.layer_changes:
        if (layer := _changed_layer(reader, item)) is not None:
            series = panels.setdefault(reader.stratum(item.stratum), {})
            series.setdefault(("difference", "change"), []).append(layer)
    if not panels:
        return []
    caption = _(
        "Change of soil organic carbon by depth: project less control, 95% confidence "
        "intervals"
    )
    axes = (f"{_('Change')} [g/kg]", f"{_('Depth')} [cm]")
    legend = _("Project less control, with 95% confidence interval")
    return [
        Chart(
            id="layer-changes-chart",
            caption=caption,
            drawing=change_chart(list(panels.items())[:MOST_PANELS], legend, axes,
                                 caption),
            twin="profiles",
            note=_layer_changes_note(reader),
        )
    ]  # fmt: skip


def _changed_layer(reader: Reader, item: LayerChange) -> Layer | None:
    """Return a layer's change as it is drawn; none where it is not known."""
    found = item.change
    ends = found and drawable(found.value, found.low, found.high)
    depths = drawable(item.top_cm, item.bottom_cm)
    if found is None or not ends or not depths:
        return None
    value, low, high = ends
    return Layer(
        top=depths[0],
        bottom=depths[1],
        mean=value,
        low=low,
        high=high,
        hint=f"{shown(item.top_cm, 0)}{reader.to}{shown(item.bottom_cm, 0)} cm: "
        f"{layer_change_told(reader, item)} g/kg",
    )


def _layer_changes_note(reader: Reader) -> str:
    """Return what one value is of, and that no figure rests on the drawing."""
    _ = reader.gettext
    by_field = any(
        item.control_unit == "field" for item in reader.content.layer_changes
    )
    units = (
        _("Control land counts by field, project land by point.")
        if by_field
        else _("Each sampling point counts as one.")
    )
    rest = _(
        "Layers with the same bounds at both ends, without campaign errors; shown to "
        "see where the change lies, and no figure rests on it."
    )
    return reader.gap.join((units, pairs_note(reader), rest))


def _profiles_note(reader: Reader, panels: int) -> str:
    told = campaigns_note(reader)
    if panels <= MOST_PANELS:
        return told
    _ = reader.gettext
    rest = _("The first {count} strata are drawn; the table holds the others.")
    return reader.gap.join(
        part for part in (told, rest.format(count=MOST_PANELS)) if part
    )


def _panels(reader: Reader, rows: Sequence[Profile]) -> list[Panel]:
    panels: dict[str, dict[tuple[str, str], list[Layer]]] = {}
    for item in rows:
        places = drawable(item.top_cm, item.bottom_cm, item.mean)
        if not places:
            continue
        top, bottom, mean = places
        error = float(item.error or 0.0)
        series = panels.setdefault(reader.stratum(item.stratum), {})
        series.setdefault((item.role, item.campaign), []).append(
            Layer(
                top=top,
                bottom=bottom,
                mean=mean,
                low=mean - error,
                high=mean + error,
                hint=f"{shown(item.top_cm, 0)}{reader.to}"
                f"{shown(item.bottom_cm, 0)} cm: {shown(item.mean, 2)} ± "
                f"{shown(item.error, 2)} g/kg, n = {item.cores}",
            )
        )
    return list(panels.items())
