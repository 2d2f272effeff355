"""Where the project lies: parcels and points in degrees, areas on the ellipsoid."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from edaphon.evidence import Project
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.kernel.units import AREA_DECIMALS
from edaphon.monitoring.land.coordinates import SHIFTED, Position, to_degrees
from edaphon.monitoring.land.doubts import (
    area_problems,
    axes_problem,
    crs_problems,
    overlap_problems,
    point_problems,
    shift_problems,
    stratum_problems,
    within_problems,
)
from edaphon.monitoring.land.geojson import Feature, Features, read_features
from edaphon.monitoring.land.record import Geography, Parcel, Point
from edaphon.monitoring.land.shapes import area_m2, fault_of

SQUARE_METRES_PER_HECTARE = 10_000


def read_geography(project: Project) -> tuple[Geography, list[Problem]]:
    """Read the parcels and points of a project.

    Parameters
    ----------
    project
        The checked project; ``fields`` names file, system and box.

    Returns
    -------
    tuple of Geography, and list of Problem
        Sound shapes only, with all that is wrong or doubtful about the others
        (codes ``GEO_…`` and ``AREA_…``); nothing without ``fields``.
    """
    stated = project.fields
    if not stated:
        return Geography(), []
    try:
        path = project.file_path(stated["path"], "fields", "path")
        data = path.read_bytes()
    except EdaphonError as refusal:
        return Geography(), list(refusal.problems)
    except OSError:
        where = project.where("fields", "path")
        missing = Problem(
            code="PATH_MISSING", where=where, facts={"found": str(stated["path"])}
        )
        return Geography(), [missing]
    read = read_features(data, stated["path"], str(stated.get("id", "")))
    return geography_of(project, read)


def geography_of(project: Project, read: Features) -> tuple[Geography, list[Problem]]:
    """Return the geography that the features of a file make; see `read_geography`."""
    problems = [*read.problems, *crs_problems(project, read)]
    stop = axes_problem(project, read)
    if stop or any(problem.code == "GEO_CRS" for problem in problems):
        return Geography(), [*problems, *([stop] if stop else [])]
    fields = project.fields or {}
    crs = str(fields["crs"])
    placed = _Placed(read.file, crs, turned=fields.get("axes") == "north_east")
    parcels = [
        parcel for feature in read.features for parcel in placed.parcels(feature)
    ]
    points = [point for feature in read.features for point in placed.points(feature)]
    problems += placed.problems
    found = Geography(
        parcels=tuple(parcels),
        points=tuple(points),
        area_ha=_areas(parcels),
        crs=crs,
        is_shifted=crs in SHIFTED,
    )
    return found, [*problems, *_judged(project, read, found)]


def _judged(project: Project, read: Features, found: Geography) -> Iterator[Problem]:
    """Tell what is doubtful about where sound shapes lie."""
    yield from stratum_problems(project, read, found)
    yield from area_problems(project, read, found)
    yield from overlap_problems(read, found)
    shifted = list(shift_problems(project, read, found))
    yield from shifted
    if not shifted:
        yield from within_problems(project, read, found)
        yield from point_problems(project, read, found)


def _areas(parcels: Sequence[Parcel]) -> dict[str, str]:
    total: dict[str, Decimal] = {}
    for parcel in parcels:
        if not parcel.is_control:
            total[parcel.stratum] = (
                total.get(parcel.stratum, Decimal(0)) + parcel.area_ha
            )
    return {stratum: decimal_text(area) for stratum, area in sorted(total.items())}


class _Placed:
    """Turns features into parcels and points in degrees."""

    def __init__(self, file: str, crs: str, *, turned: bool) -> None:
        self.problems: list[Problem] = []
        self._crs = crs
        self._turned = turned
        self._file = Features(file=file)
        self._degrees = to_degrees(crs)

    def parcels(self, feature: Feature) -> Iterator[Parcel]:
        """Yield the parcel of a feature, if it is one and sound."""
        if not feature.polygons:
            return
        polygons = tuple(
            tuple(tuple(self._placed(ring)) for ring in polygon)
            for polygon in feature.polygons
        )
        positions = [
            place for polygon in polygons for ring in polygon for place in ring
        ]
        raw = [
            place for polygon in feature.polygons for ring in polygon for place in ring
        ]
        if not self._on_earth(feature, positions, raw):
            return
        fault = fault_of(polygons)
        if fault:
            self._tell(fault[0], feature, place=fault[1])
            return
        area = area_m2(polygons, self._crs) / SQUARE_METRES_PER_HECTARE
        yield Parcel(
            id=feature.id,
            stratum=str(feature.properties.get("stratum", "")),
            is_control=feature.kind == "control_parcel",
            polygons=polygons,
            area_ha=rounded(Decimal(repr(area)), AREA_DECIMALS, "half_even"),
            stated_ha=_stated(feature.properties),
            index=feature.index,
        )

    def points(self, feature: Feature) -> Iterator[Point]:
        """Yield the point of a feature, if it is one and on Earth."""
        if feature.position is None:
            return
        (place,) = self._placed([feature.position])
        if not self._on_earth(feature, [place], [feature.position]):
            return
        yield Point(
            id=feature.id,
            stratum=str(feature.properties.get("stratum", "")),
            role=str(feature.properties.get("role", "")),
            longitude=place[0],
            latitude=place[1],
            index=feature.index,
        )

    def _placed(self, ring: Sequence[Position]) -> list[Position]:
        turned = [(east, north) for north, east in ring] if self._turned else ring
        return self._degrees(turned)

    def _on_earth(
        self, feature: Feature, positions: Sequence[Position], raw: Sequence[Position]
    ) -> bool:
        for place, written in zip(positions, raw, strict=True):
            if not (abs(place[0]) <= 180 and abs(place[1]) <= 90):
                told = f"{written[0]:.10g}, {written[1]:.10g}"
                self._tell("GEO_RANGE", feature, place=told)
                return False
        return True

    def _tell(self, code: str, feature: Feature, **facts: object) -> None:
        place = self._file.where(feature.index)
        facts = {"found": feature.id, **facts}
        self.problems.append(Problem(code=code, where=place, facts=facts))


def _stated(properties: Mapping[str, object]) -> Decimal | None:
    """Return the measured area that a feature states [ha]."""
    for name, per_hectare in (("area_ha", 1), ("area_mu", 15)):
        text = str(properties.get(name, "")).strip()
        if text.replace(".", "", 1).isdecimal() and text.isascii():
            return Decimal(text) / per_hectare
    return None
