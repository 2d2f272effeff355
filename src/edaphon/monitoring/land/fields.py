"""Which sampling points stand in one field: near, in one parcel, in one field book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec import UNSET

from edaphon.evidence import PlanStatus
from edaphon.monitoring.land.coordinates import DEGREES, Position, metres_between
from edaphon.monitoring.land.record import Geography
from edaphon.monitoring.land.shapes import shape
from edaphon.schemas.models.plan import Point
from edaphon.schemas.record import stated_or


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one point stands, as far as plan and map say."""

    places: tuple[Position, ...]
    """Longitude and latitude [degrees], as planned and as mapped; may be empty."""
    parcels: frozenset[str]
    """Parcels that the plan names or the map shows; empty when not known."""
    field_book: str
    """Management unit; empty when not known."""

    @property
    def is_known(self) -> bool:
        """Whether it can be told from other points at all."""
        return bool(self.places and self.parcels and self.field_book)


def fields(points: Sequence[Standing], least_metres: float) -> list[list[int]]:
    """Put points together that are one field.

    Points nearer to each other than a distance, in chains of neighbours, in one
    parcel or in one field book are one field. A point of which any of the three is
    not known may stand beside any other: it joins them all.

    Parameters
    ----------
    points
        Points of one control group.
    least_metres
        Distance from which two points are two fields [m].

    Returns
    -------
    list of list of int
        Places in the sequence, field by field, in the order of their first points.
    """
    found: list[list[int]] = []
    for place, point in enumerate(points):
        joined = [
            field
            for field in found
            if any(_is_one(point, points[other], least_metres) for other in field)
        ]
        merged = sorted([place, *(other for field in joined for other in field)])
        found = [field for field in found if field not in joined] + [merged]
    return sorted(found)


def _is_one(one: Standing, other: Standing, least_metres: float) -> bool:
    if not (one.is_known and other.is_known):
        return True
    if one.field_book == other.field_book or one.parcels & other.parcels:
        return True
    return any(
        metres_between(DEGREES, here, there) < least_metres
        for here in one.places
        for there in other.places
    )


def parcels_at(
    geography: Geography, places: Mapping[str, Sequence[Position]]
) -> dict[str, frozenset[str]]:
    """Return the parcels of the map in which each point stands.

    Parameters
    ----------
    geography
        Land of the project.
    places
        Longitude and latitude [degrees] of points, by name.

    Returns
    -------
    dict
        Names of parcels by point; a point on a border stands in both.
    """
    from shapely import Point as Planar  # noqa: PLC0415 - slow import

    lands = [(parcel.id, shape(parcel.polygons)) for parcel in geography.parcels]
    return {
        name: frozenset(
            parcel
            for parcel, land in lands
            if any(land.covers(Planar(place)) for place in held)
        )
        for name, held in places.items()
    }


def standings(
    plan: PlanStatus, geography: Geography, names: Sequence[str]
) -> dict[str, Standing]:
    """Return where each point stands, by plan and by map."""
    model = plan.model
    planned = {} if model is UNSET else {point.id: point for point in model.points}
    places = {
        name: tuple(
            held[name]
            for held in (plan.coordinates, geography.coordinates)
            if name in held
        )
        for name in names
    }
    mapped = parcels_at(geography, places)
    return {
        name: Standing(
            places=places[name],
            parcels=mapped[name] | _stated_parcel(planned.get(name)),
            field_book=_field_book(planned.get(name)),
        )
        for name in names
    }


def _stated_parcel(point: Point | None) -> frozenset[str]:
    stated = UNSET if point is None else point.parcel
    return frozenset() if stated is UNSET else frozenset({stated})


def _field_book(point: Point | None) -> str:
    return "" if point is None else stated_or(point.field_book, "")
