"""Land and points of a project, in degrees, with areas on the ellipsoid."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.monitoring.land.coordinates import DEGREES, Position, metres_between
from edaphon.monitoring.land.geojson import Polygon
from edaphon.monitoring.land.shapes import shape

COORDINATE_DECIMALS = 7
"""Decimals of a published position [degrees]; about a centimetre."""

DISTANCE_DECIMALS = 1
"""Decimals to which a distance off plan is told and compared [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One piece of land."""

    id: str
    stratum: str
    """Stratum that it belongs to."""
    is_control: bool
    """Whether it is control land, which is never part of the project area."""
    polygons: tuple[Polygon, ...]
    """Rings of longitude and latitude [degrees], shell first."""
    area_ha: Decimal
    """Area on the ellipsoid [ha], four decimals, half-even."""
    stated_ha: Decimal | None
    """Measured area that the file states [ha]."""
    index: int
    """Position in the file, counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One sampling point."""

    id: str
    stratum: str
    role: str
    """project or control; empty when the file does not say."""
    longitude: float
    """Longitude [degrees]."""
    latitude: float
    """Latitude [degrees]."""
    index: int
    """Position in the file, counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """Land and points of a project."""

    parcels: tuple[Parcel, ...] = ()
    points: tuple[Point, ...] = ()
    area_ha: Mapping[str, str] = field(default_factory=dict)
    """Project area of each stratum [ha] as decimal text, control land left out."""
    crs: str = ""
    """System that the file was in; empty when the project gives no parcels."""
    is_shifted: bool = False
    """Whether positions were converted from GCJ-02 or BD-09 on a member's word."""

    @property
    def coordinates(self) -> Mapping[str, Position]:
        """Longitude and latitude of every point [degrees]."""
        return {point.id: (point.longitude, point.latitude) for point in self.points}

    def visited(
        self, places: Mapping[str, tuple[str, str]], at: Mapping[str, Position]
    ) -> "Geography":
        """Return the same land with points as they will be visited: where planned.

        Parameters
        ----------
        places
            Stratum and role of each point.
        at
            Longitude and latitude of those whose place is known [degrees].
        """
        points = tuple(
            Point(
                id=name, stratum=stratum, role=role,
                longitude=at[name][0], latitude=at[name][1], index=index,
            )
            for index, (name, (stratum, role)) in enumerate(places.items())
            if name in at
        )  # fmt: skip
        return replace(self, points=points)

    def land_of(self, stratum: str, role: str) -> list[Parcel]:
        """Return the parcels on which a point of a stratum and role may stand."""
        is_control = role == "control"
        return [
            parcel
            for parcel in self.parcels
            if parcel.stratum == stratum and parcel.is_control == is_control
        ]

    def metres_outside(
        self, stratum: str, role: str, place: Position | None
    ) -> float | None:
        """Return how far a place lies outside the land of a stratum and role [m].

        Zero on it or on its border; None where no such land is mapped, or the place
        is not known.
        """
        from shapely import Point as Planar  # noqa: PLC0415 - slow import
        from shapely.ops import nearest_points  # noqa: PLC0415 - slow import

        lands = [
            shape(parcel.polygons)
            for parcel in self.land_of(stratum, role)
            if parcel.polygons
        ]
        if place is None or not lands:
            return None
        spot = Planar(place)
        if any(land.covers(spot) for land in lands):
            return 0.0
        edges = [nearest_points(land, spot)[0] for land in lands]
        return min(metres_between(self.crs, (edge.x, edge.y), place) for edge in edges)

    def is_on_project_land(self, place: Position | None) -> bool:
        """Tell whether a place lies on mapped project land of whatever stratum."""
        from shapely import Point as Planar  # noqa: PLC0415 - slow import

        return place is not None and any(
            shape(parcel.polygons).covers(Planar(place))
            for parcel in self.parcels
            if parcel.polygons and not parcel.is_control
        )

    def metres_off(self, point: str, planned: Position | None) -> float | None:
        """Return how far a point lies off its planned place [m].

        Along the ellipsoid, to the decimal with which a report prints it; None where
        map or plan do not know its place.
        """
        found = self.coordinates.get(point)
        if found is None or planned is None:
            return None
        return round(metres_between(DEGREES, found, planned), DISTANCE_DECIMALS)

    def parcel_records(self) -> list[dict[str, object]]:
        """Return the parcels as the evidence record keeps them."""
        return [
            {
                "id": parcel.id,
                "stratum": parcel.stratum,
                "control": parcel.is_control,
                "area_ha": decimal_text(parcel.area_ha),
                "stated_ha": None
                if parcel.stated_ha is None
                else decimal_text(rounded(parcel.stated_ha, 4, "half_even")),
                "polygons": [
                    [[_text(position) for position in ring] for ring in polygon]
                    for polygon in parcel.polygons
                ],
            }
            for parcel in self.parcels
        ]

    def record(self) -> dict[str, object]:
        """Return the geography as the evidence record keeps it, in decimal text."""
        return {
            "crs": self.crs,
            "converted": self.is_shifted,
            "area_ha": dict(sorted(self.area_ha.items())),
            "parcels": self.parcel_records(),
            "points": [
                {
                    "id": point.id,
                    "stratum": point.stratum,
                    "role": point.role,
                    "position": _text((point.longitude, point.latitude)),
                }
                for point in self.points
            ],
        }


def _text(position: Position) -> list[str]:
    return [
        decimal_text(rounded(Decimal(repr(number)), COORDINATE_DECIMALS, "half_even"))
        for number in position
    ]
