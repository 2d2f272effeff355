"""Chapter 1: the project, its land, its boundary."""

from collections.abc import Sequence
from datetime import date

from edaphon.reporting.charts.land_map import Area, Spot, land_map
from edaphon.reporting.charts.timeline import Happening, timeline
from edaphon.reporting.layout.blocks import (
    Cell,
    Chapter,
    Chart,
    Facts,
    Heading,
    Table,
    row,
    some,
)
from edaphon.reporting.layout.drawn import facts, table
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import shown

PARCELS_LISTED = 40


def project_chapter(reader: Reader) -> Chapter:
    """Return chapter 1."""
    _ = reader.gettext
    return Chapter(
        id="project",
        title=_("Project"),
        blocks=some(
            [
                Heading("identity", _("Identity and period")),
                _identity(reader),
                _time_line(reader),
                Heading("land", _("Land")),
                _map(reader),
                _strata(reader),
                facts(reader, "project/land"),
                Heading("baseline", _("Baseline, additionality and rights")),
                facts(reader, "project/declarations"),
                Heading("boundary", _("Project boundary")),
                table(reader, "project/boundary-table", reader.content.boundary),
            ]
        ),
    )


def _map(reader: Reader) -> Chart | None:
    _ = reader.gettext
    land = reader.geography
    if not (land.parcels or land.points):
        return None
    words = (
        _("Project land"),
        _("Control land"),
        _("Project point"),
        _("Control point"),
        _("N"),
    )
    caption = _("Parcels and sampling points")
    return Chart(
        id="map",
        caption=caption,
        drawing=land_map(_areas(reader), _spots(reader), words, caption),
        twin="",
        note=_("No base map and no borders are drawn. Coordinates: {crs}.").format(
            crs=land.crs
        ),
    )


def _areas(reader: Reader) -> list[Area]:
    return [
        Area(
            label=item.id,
            hint=f"{item.id}: {item.stratum}, {reader.quantity(item.area_ha, 'har')}",
            is_control=item.control,
            rings=[
                [position(place) for place in ring]
                for polygon in item.polygons
                for ring in polygon
            ],
        )
        for item in reader.geography.parcels
    ]


def _spots(reader: Reader) -> list[Spot]:
    return [
        Spot(
            position=position(item.position),
            is_control=item.role == "control",
            hint=f"{item.id}: {item.stratum}, {reader.word('role', item.role)}",
        )
        for item in reader.geography.points
    ]


def position(place: Sequence[str]) -> tuple[float, float]:
    """Return a position of the evidence record as numbers, for drawing [degrees]."""
    longitude, latitude = place
    return float(longitude), float(latitude)


def rest_told(reader: Reader, rest: int) -> str:
    """Return how many rows a table leaves out, empty for none."""
    if rest <= 0:
        return ""
    return reader.gettext(
        "{count} more rows are in the files of the bundle (annex A)."
    ).format(count=rest)


def _identity(reader: Reader) -> Facts:
    """Return identity and period, and every other organisation by its role."""
    others = tuple(
        (
            reader.pick(item.role)
            if item.role
            else reader.gettext("Other organisation"),
            Cell(reader.pick(item.name)),
        )
        for item in reader.content.project.parties
    )
    return Facts(facts(reader, "project/identity").rows + others)


def _time_line(reader: Reader) -> Chart:
    """Return what happened when, on one scale of years."""
    _ = reader.gettext
    rows = [
        Happening(
            label=label,
            start=date.fromisoformat(start),
            end=date.fromisoformat(end),
            told=_days(start, end, is_open=label == _("Practice")),
            role=role,
        )
        for label, start, end, role in _spans(reader)
    ]
    rows.sort(key=lambda item: (item.start, item.end))
    caption = _("What happened when")
    told = _("; ").join(f"{item.label}{_(': ')}{item.told}" for item in rows)
    return Chart(
        id="time-line",
        caption=caption,
        drawing=timeline(rows, f"{caption}{_(': ')}{told}"),
        note=_("No verification has taken place yet."),
    )


def _days(start: str, end: str, *, is_open: bool) -> str:
    """Return the ends of a span; a practice goes on, whatever the period is."""
    if is_open:
        return f"{start} –"
    return start if start == end else f"{start} – {end}"


def _spans(reader: Reader) -> list[tuple[str, str, str, str]]:
    """Return name, first and last day, and role of each row of the time line."""
    _ = reader.gettext
    content = reader.content
    period, baseline = content.project.period, content.project.baseline
    sealed = content.sampling.plan.sealed_at
    sampling = _("Sampling {campaign}")
    spans = [
        (_("Monitoring period"), period.start, period.last_day, "total"),
        (_("Practice"), content.practice.start, period.last_day, "project"),
    ]
    spans += [
        (sampling.format(campaign=item.id), item.start, item.end, "control")
        for item in content.sampling.campaigns
    ]
    if baseline.look_back is not None:
        held = baseline.look_back
        spans.append((_("Look-back period"), held.start, held.last_day, "held"))
    if baseline.sealed_on is not None:
        day = baseline.sealed_on
        spans.append((_("Baseline sealed"), day, day, "difference"))
    if sealed is not None:
        spans.append((_("Plan sealed"), sealed[:10], sealed[:10], "difference"))
    return spans


def _strata(reader: Reader) -> Table:
    project = reader.content.project
    area = shown(project.area_ha, 2)
    foot = row(reader.gettext("Total"), "", area, "", "", "")
    return table(reader, "project/strata", project.strata, foot=foot)


def parcel_table(reader: Reader) -> Table | None:
    """Return the parcels with their areas; corners stand in the file of the land."""
    parcels = reader.geography.parcels
    listed = parcels[:PARCELS_LISTED]
    if not parcels:
        return None
    rest = rest_told(reader, len(parcels) - len(listed))
    return table(reader, "project/parcels", listed, rest=rest)
