"""Chapter 1: the project, its land, its boundary."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from edaphon.reporting.charts.land_map import Area, Spot, land_map
from edaphon.reporting.layout.blocks import (
    Cell,
    Chapter,
    Chart,
    Facts,
    Heading,
    Table,
    columns,
    row,
    some,
)
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, plain, shown

PARCELS_LISTED = 40
CORNERS_LISTED = 24
"""Corners printed of one parcel; the bundle holds the whole file."""


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
                Heading("land", _("Land")),
                _map(reader),
                _strata(reader),
                _parcels(reader),
                _land(reader),
                Heading("baseline", _("Baseline, additionality and rights")),
                _declarations(reader),
                Heading("boundary", _("Project boundary")),
                _boundary(reader),
            ]
        ),
    )


def _identity(reader: Reader) -> Facts:
    _ = reader.gettext
    project = reader.content["project"]
    period = project["period"]
    owner = project["proponent"]
    rows = [
        (_("Name"), reader.pick(project["name"])),
        (_("Project id"), project["id"]),
        (_("Project proponent"), reader.pick(owner["name"])),
        (_("Identifier of the proponent"), owner["identifier"] or UNKNOWN),
        (_("Contact"), reader.pick(owner["contact"])),
        (_("Jurisdiction"), project["jurisdiction"]),
        (_("Kind of land"), reader.pick(project["scenario"])),
        (
            _("Monitoring period"),
            _("{start} to {end} (both days included)").format(
                start=reader.day(period["start"]), end=reader.day(period["last_day"])
            ),
        ),
        (
            _("Length"),
            _("{count} years").format(count=shown(period["years"], 2)),
        ),
        (_("Previous report"), reader.pick(project["previous_report"])),
        (_("Licence of the data"), project["licence"] or UNKNOWN),
    ]
    for item in project["parties"]:
        role = reader.pick(item["role"]) if item["role"] else _("Other organisation")
        rows.append((role, reader.pick(item["name"])))
    return Facts(tuple((name, Cell(str(value))) for name, value in rows))


def _map(reader: Reader) -> Chart | None:
    _ = reader.gettext
    land = reader.geography
    if not (land["parcels"] or land["points"]):
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
        twin="parcels" if land["parcels"] else "points",
        note=_("No base map and no borders are drawn. Coordinates: {crs}.").format(
            crs=land["crs"]
        ),
    )


def _areas(reader: Reader) -> list[Area]:
    return [
        Area(
            label=item["id"],
            hint=f"{item['id']}: {item['stratum']}, "
            f"{reader.quantity(item['area_ha'], 'har')}",
            is_control=item["control"],
            rings=[
                [position(place) for place in ring]
                for polygon in item["polygons"]
                for ring in polygon
            ],
        )
        for item in reader.geography["parcels"]
    ]


def _spots(reader: Reader) -> list[Spot]:
    return [
        Spot(
            position=position(item["position"]),
            is_control=item["role"] == "control",
            hint=f"{item['id']}: {item['stratum']}, "
            f"{reader.word('role', item['role'])}",
        )
        for item in reader.geography["points"]
    ]


def position(place: Sequence[str]) -> tuple[float, float]:
    """Return a position of the evidence record as numbers, for drawing [degrees]."""
    longitude, latitude = place
    return float(longitude), float(latitude)


def _strata(reader: Reader) -> Table:
    _ = reader.gettext
    project = reader.content["project"]
    rows = tuple(
        row(
            item["id"],
            reader.pick(item["name"]),
            shown(item["area_ha"], 2),
            plain(item["stated_ha"]) if item["stated_ha"] else UNKNOWN,
            _("on the ellipsoid") if item["is_computed"] else _("as declared"),
            item["controls"],
        )
        for item in project["strata"]
    )
    unit = reader.unit("har")
    return Table(
        id="strata",
        caption=_("Strata and their areas"),
        columns=columns(
            (_("Stratum"), "left", 1),
            (_("Name"), "left", 2),
            (f"{_('Area')} [{unit}]", "right", 1),
            (f"{_('On paper')} [{unit}]", "right", 1),
            (_("How known"), "left", 1.4),
            (_("Control stratum"), "left", 1.2),
        ),
        rows=rows,
        foot=row(_("Total"), "", shown(project["area_ha"], 2), "", "", ""),
        note=_(
            "A stratum is land alike enough in carbon and its drivers to be sampled "
            "together."
        ),
    )


def _parcels(reader: Reader) -> Table | None:
    _ = reader.gettext
    land = reader.geography
    if not land["parcels"]:
        return None
    unit = reader.unit("har")
    listed = land["parcels"][:PARCELS_LISTED]
    rows = tuple(
        row(
            item["id"],
            item["stratum"] or UNKNOWN,
            _("Control land") if item["control"] else _("Project land"),
            shown(item["area_ha"], 4),
            _corners(item["polygons"]),
        )
        for item in listed
    )
    rest = len(land["parcels"]) - len(listed)
    return Table(
        id="parcels",
        caption=_("Parcels with corner coordinates (longitude, latitude in degrees)"),
        columns=columns(
            (_("Parcel"), "left", 1),
            (_("Stratum"), "left", 1),
            (_("Use"), "left", 1),
            (f"{_('Area')} [{unit}]", "right", 1),
            (_("Corners"), "left", 4),
        ),
        rows=rows,
        note=rest_told(reader, rest),
        is_small=True,
    )


def rest_told(reader: Reader, rest: int) -> str:
    """Return how many rows a table leaves out, empty for none."""
    if rest <= 0:
        return ""
    return reader.gettext(
        "{count} more rows are in the files of the bundle (annex A)."
    ).format(count=rest)


def _corners(polygons: Sequence[Sequence[Sequence[Sequence[str]]]]) -> str:
    places = [place for polygon in polygons for ring in polygon for place in ring[:-1]]
    told = "; ".join(
        f"{Decimal(x):.6f}, {Decimal(y):.6f}" for x, y in places[:CORNERS_LISTED]
    )
    return told if len(places) <= CORNERS_LISTED else f"{told}; …"


def _land(reader: Reader) -> Facts:
    _ = reader.gettext
    land = reader.content["project"]["land"]
    cleared = land["converted_from_native"]
    told = _("never") if cleared == "never" else reader.day(cleared)
    percent = land["clay_silt_percent"]
    return Facts(
        (
            (_("Land cover"), Cell(reader.pick(land["cover"]))),
            (_("Native vegetation last cleared"), Cell(told)),
            (_("Organic soil"), Cell(reader.yes(land["organic_soil"]))),
            (_("Drained"), Cell(reader.yes(land["drained"]))),
            (_("Irrigated"), Cell(reader.yes(land["irrigated"]))),
            (_("Wet climate"), Cell(reader.yes(land["wet_climate"]))),
            (_("Calcareous soil"), Cell(reader.yes(land["calcareous"]))),
            (
                _("Clay and silt"),
                Cell(f"{plain(str(percent))}%" if percent else UNKNOWN),
            ),
            (_("Land history"), Cell(reader.pick(land["history"]))),
        )
    )


def _declarations(reader: Reader) -> Facts:
    _ = reader.gettext
    project = reader.content["project"]
    baseline, additional = project["baseline"], project["additionality"]
    span = baseline["look_back"]
    adoption = additional["adoption_percent"]
    rows = [
        (_("Baseline scenario"), reader.pick(baseline["description"])),
        (
            _("Look-back period"),
            UNKNOWN
            if not span
            else _("{start} to {end}").format(
                start=reader.day(span["start"]), end=reader.day(span["last_day"])
            ),
        ),
        (_("Baseline sealed"), reader.day(baseline["sealed_on"])),
        (_("Next reassessment"), reader.day(baseline["reassess_on"])),
        (_("Additionality"), _signed(reader, additional["statement"])),
        (_("Barriers"), reader.pick(additional["barriers"])),
        (_("Beyond legal duty"), reader.yes(additional["regulatory_surplus"])),
        (_("Adoption in the region"), f"{plain(adoption)}%" if adoption else UNKNOWN),
        (_("Land tenure and right"), _signed(reader, project["land"]["tenure"])),
        (_("Uniqueness"), _signed(reader, project["uniqueness"])),
        (_("Authorisation of the host country"), reader.pick(project["authorisation"])),
    ]
    return Facts(tuple((name, Cell(value)) for name, value in rows))


def _signed(reader: Reader, given: Mapping[str, Any] | None) -> str:
    if not given:
        return UNKNOWN
    return reader.gettext("{text} (signed {day} by {signer})").format(
        text=reader.pick(given["text"]),
        day=reader.day(given["signed_on"]),
        signer=reader.pick(given["signed_by"]),
    )


def _boundary(reader: Reader) -> Table:
    _ = reader.gettext
    states = {"in": _("Included"), "out": _("Excluded"), "open": _("Not known")}
    rows = tuple(
        row(
            reader.pick(item["title"]),
            item["gas"],
            states[item["state"]],
            reader.pick(item["reason"]),
        )
        for item in reader.content["boundary"]
    )
    return Table(
        id="boundary-table",
        caption=_("Carbon pools and greenhouse-gas sources"),
        columns=columns(
            (_("Pool or source"), "left", 2),
            (_("Gas"), "left", 1),
            (_("Boundary"), "left", 1),
            (_("Reason"), "left", 3),
        ),
        rows=rows,
    )
