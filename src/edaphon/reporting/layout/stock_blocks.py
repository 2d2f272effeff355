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
from edaphon.reporting.layout.campaigns import absent, compared
from edaphon.reporting.layout.drawn import table
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, drawable, shown, whole
from edaphon.schemas.models.account import Change, Group, Interval, Profile
from edaphon.schemas.models.report import LookBack, Method
from edaphon.schemas.record import Record

MOST_ROWS_DRAWN = 18
MOST_PANELS = 4
GROUPS_LISTED = 120
CHANGES_LISTED = 360
"""Project, control and difference of each stratum, under two methods."""

SHAPES = {"project": "circle", "control": "square", "difference": "diamond"}


SERIES = (
    ("project", "start"),
    ("project", "end"),
    ("control", "start"),
    ("control", "end"),
)
"""Land and campaign of each series of a profile."""


class GroupRow(Record, frozen=True, kw_only=True):
    """One sampling group as one method sees it, on the method's own basis."""

    method: str
    period: LookBack
    group: Group
    basis: str
    change: str | None
    variance: str | None
    freedom: str | None
    credited: bool


class ChangeRow(Record, frozen=True, kw_only=True):
    """One change under one method, at equal soil mass and at fixed depth."""

    method: str
    period: LookBack
    change: Change
    mass_credited: bool
    depth_credited: bool


def stock_blocks(reader: Reader) -> list[Block]:
    """Return groups, change with intervals and profiles, methods beside each other."""
    groups = _group_rows(reader.content.methods)
    return [
        *_profiles(reader),
        table(reader, "quantification/groups", groups[:GROUPS_LISTED]),
        *_changes(reader),
        *_curves(reader),
    ]


def _rests_on(method: Method, change: str) -> bool:
    """Tell whether the result of a method, new or not, rests on a change."""
    return method.status in {"credited", "deficit"} and change in method.stocks.rests_on


def _group_rows(methods: Sequence[Method]) -> list[GroupRow]:
    """Return each group once a method, the methods of one group together."""
    rows = [
        (item.label, _group_row(method, item))
        for method in methods
        for item in method.stocks.groups
    ]
    places = {label: place for place, label in
              enumerate(dict.fromkeys(label for label, _ in rows))}  # fmt: skip
    return [row for _, row in sorted(rows, key=lambda pair: places[pair[0]])]


def _group_row(method: Method, group: Group) -> GroupRow:
    """Return a group at equal soil mass, at fixed depth where no mass is known."""
    is_mass = any(item.mean_change is not None for item in method.stocks.groups)
    return GroupRow(
        method=method.id,
        period=method.period,
        group=group,
        basis="equal_mass" if is_mass else "fixed_depth",
        change=group.mean_change if is_mass else group.mean_fixed_depth_change,
        variance=group.change_variance
        if is_mass
        else group.fixed_depth_change_variance,
        freedom=group.change_freedom if is_mass else group.fixed_depth_change_freedom,
        credited=_rests_on(
            method, "mean_change" if is_mass else "mean_fixed_depth_change"
        ),
    )


def _changes(reader: Reader) -> list[Block]:
    _ = reader.gettext
    methods = reader.content.methods
    rows = _ordered(
        [
            (method, item)
            for method in methods
            for item in method.stocks.changes
            if _basis(method, item)
        ]
    )
    totals = [(method, _total(reader, method)) for method in methods]
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
        "Change of soil organic carbon against control under each method, 95% intervals"
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
        _change_table(reader, [*rows[:CHANGES_LISTED], *totals]),
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


def _total(reader: Reader, method: Method) -> Change:
    return Change(
        what="difference",
        stratum=reader.gettext("All strata, by area"),
        role="difference",
        equal_mass=method.stocks.equal_mass,
        fixed_depth=method.stocks.fixed_depth,
    )


def _basis(method: Method, item: Change) -> Interval | None:
    """Return the change at equal mass, at fixed depth where no sum at mass is known."""
    return item.equal_mass if method.stocks.equal_mass else item.fixed_depth


def _ordered(rows: Sequence[tuple[Method, Change]]) -> list[tuple[Method, Change]]:
    """Return rows by stratum: project, control, difference, each a method."""
    rank = {"project": 0, "control": 1, "difference": 2}
    places = {name: place for place, name in
              enumerate(dict.fromkeys(item.stratum for _, item in rows))}  # fmt: skip
    return sorted(rows, key=lambda row: (places[row[1].stratum], rank[row[1].role]))


def _drawn(
    reader: Reader, method: Method, item: Change, *, is_total: bool
) -> list[Row]:
    """Return the row of an interval, none where one of its ends is not known."""
    interval = _basis(method, item)
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


def _change_table(reader: Reader, rows: Sequence[tuple[Method, Change]]) -> Table:
    return table(
        reader,
        "quantification/changes",
        [
            ChangeRow(
                method=method.id,
                period=method.period,
                change=item,
                mass_credited=_rests_on(method, "mean_change"),
                depth_credited=_rests_on(method, "mean_fixed_depth_change"),
            )
            for method, item in rows
        ],
        unit=reader.unit("t{C}/har"),
    )


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
    legend = _series(reader)
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
    layers: dict[tuple[str, str | None, str | None], dict[tuple[str, str], str]] = {}
    for item in rows:
        key = (item.stratum, item.top_cm, item.bottom_cm)
        told = f"{shown(item.mean, 2)} ± {shown(item.error, 2)} ({item.cores})"
        layers.setdefault(key, {})[(item.role, item.campaign)] = told
    return Table(
        id="profiles",
        caption=_("Mean ± standard error of soil organic carbon [g/kg] (cores)"),
        columns=columns(
            (_("Stratum"), "left", 1.4), (f"{_('Layer')} [cm]", "left", 0.8),
            *[(head, "right", 1.4) for head in _series(reader)],
        ),
        rows=tuple(
            row(reader.stratum(stratum),
                Cell(f"{shown(top, 0)}{reader.to}{shown(bottom, 0)}"),
                *[told.get(key, UNKNOWN) for key in SERIES])
            for (stratum, top, bottom), told in layers.items()
        ),
        is_small=True,
        note=_campaigns_note(reader),
    )  # fmt: skip


def _drawn_under(reader: Reader) -> Method:
    """Return the method whose cores the profiles are: the first that sorted them."""
    methods = reader.content.methods
    return next((item for item in methods if item.stocks.groups), methods[0])


def _series(reader: Reader) -> list[str]:
    """Return the names of the four series, with the campaign that each is of."""
    _ = reader.gettext
    found = compared(reader, _drawn_under(reader))
    ends = {"start": "", "end": ""}
    if found is not None:
        line = _(" ({campaign})")
        ends = {
            end: line.format(campaign=item.id)
            for end, item in zip(ends, found, strict=True)
        }
    return [
        f"{reader.word('role', role)}{_(', ')}{reader.word('end', end)}{ends[end]}"
        for role, end in SERIES
    ]


def _campaigns_note(reader: Reader) -> str:
    """Return which campaigns the profiles leave out, and who begins with another."""
    found = compared(reader, _drawn_under(reader))
    if found is None:
        return ""
    told = absent(reader, [item.id for item in found])
    line = reader.gettext("{method} compares the campaigns {first} and {last}.")
    for method in reader.content.methods:
        other = compared(reader, method)
        if other is not None and other != found:
            first, last = (item.id for item in other)
            told.append(line.format(method=method.id, first=first, last=last))
    return reader.gap.join(told)
