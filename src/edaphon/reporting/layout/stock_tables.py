"""Stock change in tables: groups, changes with intervals, means by depth."""

from collections.abc import Sequence

from edaphon.reporting.layout.blocks import Block, Cell, Table, columns, row
from edaphon.reporting.layout.campaigns import absent, compared
from edaphon.reporting.layout.drawn import table
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, shown
from edaphon.schemas.models.account import (
    Change,
    Group,
    Interval,
    LayerChange,
    Profile,
)
from edaphon.schemas.models.report import LookBack, Method
from edaphon.schemas.record import Record

GROUPS_LISTED = 120
CHANGES_LISTED = 360
"""Project, control and difference of each stratum, under two methods."""

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


def stock_tables(reader: Reader) -> list[Block]:
    """Return groups, changes and means by depth, methods beside each other."""
    methods = reader.content.methods
    groups = _group_rows(methods)[:GROUPS_LISTED]
    made: list[Block] = [table(reader, "quantification/groups", groups)]
    changes = known_changes(methods)
    if any(item.role == "difference" for _, item in changes):
        totals = [(method, total_change(reader, method)) for method in methods]
        made.append(_change_table(reader, [*changes[:CHANGES_LISTED], *totals]))
    if reader.content.profiles:
        made.append(_profile_table(reader, reader.content.profiles))
    return made


def known_changes(methods: Sequence[Method]) -> list[tuple[Method, Change]]:
    """Return the changes that each method knows on its basis, by stratum."""
    return _ordered(
        [
            (method, item)
            for method in methods
            for item in method.stocks.changes
            if basis_of(method, item)
        ]
    )


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


def _profile_table(reader: Reader, rows: Sequence[Profile]) -> Table:
    """Return one row a layer, the four series beside each other."""
    _ = reader.gettext
    layers: dict[tuple[str, str | None, str | None], dict[tuple[str, str], str]] = {}
    for item in rows:
        key = (item.stratum, item.top_cm, item.bottom_cm)
        told = f"{shown(item.mean, 2)} ± {shown(item.error, 2)} ({item.cores})"
        layers.setdefault(key, {})[(item.role, item.campaign)] = told
    changed = {
        (item.stratum, item.top_cm, item.bottom_cm): layer_change_told(reader, item)
        for item in reader.content.layer_changes
    }
    notes = (campaigns_note(reader), pairs_note(reader))
    return Table(
        id="profiles",
        caption=_("Mean ± standard error of soil organic carbon [g/kg] (cores)"),
        columns=columns(
            (_("Stratum"), "left", 1.4), (f"{_('Layer')} [cm]", "left", 0.8),
            *[(head, "right", 1.4) for head in series_names(reader)],
            (_("Change, project less control (95% interval)"), "right", 1.7),
        ),
        rows=tuple(
            row(reader.stratum(stratum),
                Cell(f"{shown(top, 0)}{reader.to}{shown(bottom, 0)}"),
                *[told.get(key, UNKNOWN) for key in SERIES],
                changed.get((stratum, top, bottom), UNKNOWN))
            for (stratum, top, bottom), told in layers.items()
        ),
        is_small=True,
        note=reader.gap.join(filter(None, notes)),
    )  # fmt: skip


def pairs_note(reader: Reader) -> str:
    """Return why a change is not the difference of the means beside it."""
    if not reader.content.layer_changes:
        return ""
    return reader.gettext(
        "Where points are sampled again, the change is of those sampled at both ends; "
        "the means are of all cores."
    )


def layer_change_told(reader: Reader, item: LayerChange) -> str:
    """Return a layer's change with its interval [g kg-1]; a dash for an unknown."""
    if item.change is None:
        return UNKNOWN
    return reader.gettext("{value} ({low} to {high})").format(
        value=shown(item.change.value, 2),
        low=shown(item.change.low, 2),
        high=shown(item.change.high, 2),
    )


def _rests_on(method: Method, change: str) -> bool:
    """Tell whether the result of a method, new or not, rests on a change."""
    return method.status in {"credited", "deficit"} and change in method.stocks.rests_on


def total_change(reader: Reader, method: Method) -> Change:
    """Return the change of all strata against control, under one method."""
    return Change(
        what="difference",
        stratum=reader.gettext("All strata, by area"),
        role="difference",
        equal_mass=method.stocks.equal_mass,
        fixed_depth=method.stocks.fixed_depth,
    )


def basis_of(method: Method, item: Change) -> Interval | None:
    """Return the change at equal mass, at fixed depth where no sum at mass is known."""
    return item.equal_mass if method.stocks.equal_mass else item.fixed_depth


def _ordered(rows: Sequence[tuple[Method, Change]]) -> list[tuple[Method, Change]]:
    """Return rows by stratum: project, control, difference, each a method."""
    rank = {"project": 0, "control": 1, "difference": 2}
    places = {name: place for place, name in
              enumerate(dict.fromkeys(item.stratum for _, item in rows))}  # fmt: skip
    return sorted(rows, key=lambda row: (places[row[1].stratum], rank[row[1].role]))


def series_names(reader: Reader) -> list[str]:
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


def _drawn_under(reader: Reader) -> Method:
    """Return the method whose cores the profiles are: the first that sorted them."""
    methods = reader.content.methods
    return next((item for item in methods if item.stocks.groups), methods[0])


def campaigns_note(reader: Reader) -> str:
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
