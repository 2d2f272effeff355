"""Stock change: groups, intervals, depth profiles."""

from collections.abc import Sequence

from edaphon.reporting.charts.depth import Layer, Panel, depth_chart
from edaphon.reporting.charts.intervals import Row, interval_chart
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
from edaphon.reporting.layout.drawn import table
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, drawable, shown, whole
from edaphon.schemas.models.account import Change, Interval, Profile

MOST_ROWS_DRAWN = 18
MOST_PANELS = 4
GROUPS_LISTED = 60
CHANGES_LISTED = 180
"""Project, control and difference of each stratum."""

SHAPES = {"project": "circle", "control": "square", "difference": "diamond"}


def stock_blocks(reader: Reader) -> list[Block]:
    """Return groups, change with intervals, fixed depth and profiles."""
    groups = reader.content.groups[:GROUPS_LISTED]
    return [
        *_profiles(reader),
        table(reader, "quantification/groups", groups),
        *_changes(reader),
        _overall(reader),
    ]


def _changes(reader: Reader) -> list[Block]:
    _ = reader.gettext
    equal_mass = reader.content.equal_mass
    total = equal_mass or reader.content.fixed_depth
    rows = _ordered([item for item in reader.content.changes if _basis(reader, item)])
    drawn = [
        line
        for item in rows[:MOST_ROWS_DRAWN]
        for line in _drawn(
            reader,
            f"{item.stratum} {_role(reader, item.role)}",
            _basis(reader, item),
            item.role,
            is_total=False,
        )
    ]
    if not drawn:
        return [
            Callout("warn", _("No change can be stated"),
                    (_("Neither at equal soil mass nor at fixed depth is the change "
                       "known for all groups."),))
        ]  # fmt: skip
    caption = (
        _("Change of soil organic carbon at equal soil mass, 95% intervals")
        if equal_mass
        else _("Change of soil organic carbon at fixed depth, 95% intervals")
    )
    drawn += _drawn(
        reader, _("All strata, by area"), total, "difference", is_total=True
    )
    axis = f"{_('Change')} [{reader.unit('t{C}/har')}]"
    return [
        Chart(
            id="changes-chart",
            caption=caption,
            drawing=interval_chart(drawn, axis, caption),
            twin="changes",
        ),
        _change_table(reader, rows),
    ]


def _basis(reader: Reader, item: Change) -> Interval | None:
    """Return the change at equal mass, at fixed depth where no sum at mass is known."""
    return item.equal_mass if reader.content.equal_mass else item.fixed_depth


def _ordered(rows: Sequence[Change]) -> list[Change]:
    """Return rows by stratum: project, control, difference."""
    rank = {"project": 0, "control": 1, "difference": 2}
    places = {name: place for place, name in
              enumerate(dict.fromkeys(item.stratum for item in rows))}  # fmt: skip
    return sorted(rows, key=lambda item: (places[item.stratum], rank[item.role]))


def _role(reader: Reader, role: str) -> str:
    if role == "difference":
        return reader.gettext("Project less control")
    return reader.word("role", role)


def _drawn(
    reader: Reader, label: str, interval: Interval | None, role: str, *, is_total: bool
) -> list[Row]:
    """Return the row of an interval, none where one of its ends is not known."""
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
            label=label,
            value=value,
            low=low,
            high=high,
            told=told,
            shape=SHAPES[role],
            role=role,
            is_open=role == "control",
            is_strong=is_total,
        )
    ]


def _change_table(reader: Reader, rows: Sequence[Change]) -> Table:
    total = Change(
        what="difference",
        stratum=reader.gettext("All strata, by area"),
        role="difference",
        equal_mass=reader.content.equal_mass,
        fixed_depth=reader.content.fixed_depth,
    )
    return table(
        reader,
        "quantification/changes",
        rows[:CHANGES_LISTED],
        total=total,
        unit=reader.unit("t{C}/har"),
    )


def _overall(reader: Reader) -> Paragraph:
    _ = reader.gettext
    method = next(
        (item for item in reader.content.methods
         if item.interpolation.profiles), None,
    )  # fmt: skip
    if method is None:
        return Paragraph(
            _(
                "Stocks at equal soil mass need at least two layers with bulk "
                "density; this evidence does not hold them."
            ),
            "note",
        )
    found = method.interpolation
    return Paragraph(
        _(
            "Spline and linear curve differ by {mean} t C/ha on average over {count} "
            "cores, by {most} t C/ha at most."
        ).format(
            mean=shown(found.mean_difference, 3),
            count=whole(found.profiles),
            most=shown(found.largest_difference, 3),
        ),
        "note",
    )


def _profiles(reader: Reader) -> list[Block]:
    _ = reader.gettext
    found = reader.content.profiles
    if not found:
        return []
    caption = _("Depth profiles of soil organic carbon: mean and standard error")
    legend = [
        f"{reader.word('role', role)}{_(', ')}{reader.word('end', end)}"
        for role, end in (("project", "start"), ("project", "end"),
                          ("control", "start"), ("control", "end"))
    ]  # fmt: skip
    axes = (f"{_('Soil organic carbon')} [g/kg]", f"{_('Depth')} [cm]")
    panels = _panels(reader, found)
    return [
        Chart(
            id="profiles-chart",
            caption=caption,
            drawing=depth_chart(panels[:MOST_PANELS], legend, axes, caption),
            twin="profiles",
            note="" if len(panels) <= MOST_PANELS
            else _("The first {count} strata are drawn; the table holds the others.")
            .format(count=MOST_PANELS),
        ),
        _profile_table(reader, found),
    ]  # fmt: skip


def _panels(reader: Reader, rows: Sequence[Profile]) -> list[Panel]:
    panels: dict[str, dict[tuple[str, str], list[Layer]]] = {}
    for item in rows:
        places = drawable(item.top_cm, item.bottom_cm, item.mean)
        if not places:
            continue
        top, bottom, mean = places
        series = panels.setdefault(reader.stratum(item.stratum), {})
        series.setdefault((item.role, item.campaign), []).append(
            Layer(
                top=top,
                bottom=bottom,
                mean=mean,
                error=float(item.error or 0.0),
                hint=f"{shown(item.top_cm, 0)}{reader.to}"
                f"{shown(item.bottom_cm, 0)} cm: {shown(item.mean, 2)} ± "
                f"{shown(item.error, 2)} g/kg, n = {item.cores}",
            )
        )
    return list(panels.items())


def _profile_table(reader: Reader, rows: Sequence[Profile]) -> Table:
    """Return one row a layer, the four series beside each other."""
    _ = reader.gettext
    order = (("project", "start"), ("project", "end"), ("control", "start"),
             ("control", "end"))  # fmt: skip
    layers: dict[tuple[str, str | None, str | None], dict[tuple[str, str], str]] = {}
    for item in rows:
        key = (item.stratum, item.top_cm, item.bottom_cm)
        told = f"{shown(item.mean, 2)} ± {shown(item.error, 2)} ({item.cores})"
        layers.setdefault(key, {})[(item.role, item.campaign)] = told
    heads = [f"{reader.word('role', role)}{_(', ')}{reader.word('end', end)}"
             for role, end in order]  # fmt: skip
    return Table(
        id="profiles",
        caption=_("Mean ± standard error of soil organic carbon [g/kg] (cores)"),
        columns=columns(
            (_("Stratum"), "left", 1.4), (f"{_('Layer')} [cm]", "left", 0.8),
            *[(head, "right", 1.4) for head in heads],
        ),
        rows=tuple(
            row(reader.stratum(stratum),
                Cell(f"{shown(top, 0)}{reader.to}{shown(bottom, 0)}"),
                *[told.get(key, UNKNOWN) for key in order])
            for (stratum, top, bottom), told in layers.items()
        ),
        is_small=True,
    )  # fmt: skip
