"""Reading a GeoJSON file that a stranger wrote: shapes as they stand, faults told.

Only the structure is judged here; where on Earth the shapes lie is judged by
`edaphon.monitoring.land.reading`.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from edaphon.kernel.canonical import loads
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.monitoring.land.coordinates import Position

MOST_BYTES = 20 * 1024**2
"""Longest file [bytes]."""

MOST_VERTICES = 200_000
"""Most positions of a file."""

OURS = ("kind", "stratum", "role", "area_ha", "area_mu")
"""Properties of a feature that say something else than its name."""

SHOWN = 3
"""Features whose properties a problem shows."""

KINDS = ("parcel", "control_parcel", "point")
"""What a feature may be."""

Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One feature as it stands in the file."""

    index: int
    """Position in the file, counted from 0."""
    id: str
    """Name of the parcel or point; ``#3`` for the third that has none."""
    kind: str
    """parcel, control_parcel or point."""
    properties: Mapping[str, object]
    """Properties as they stand."""
    polygons: tuple[Polygon, ...] = ()
    """Rings of a parcel in the system of the file, shell first."""
    position: Position | None = None
    """Position of a point in the system of the file."""
    is_nameless: bool = False
    """Whether the file gives it no id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Everything that one file holds."""

    file: str
    features: tuple[Feature, ...] = ()
    crs: str = ""
    """System that the file itself names; empty when it names none."""
    problems: list[Problem] = field(default_factory=list)
    id_properties: tuple[str, ...] = ()
    """Properties that may hold the ids of features of which none has one."""

    def where(self, index: int | None = None, part: str = "") -> Where:
        """Return the place of a feature, or of the file."""
        path = "" if index is None else f"features/{index}/{part}".rstrip("/")
        return Where(file=self.file, path=path)


def read_features(data: bytes, file: str, named_by: str = "") -> Features:
    """Return the features of a GeoJSON file.

    Parameters
    ----------
    data
        Bytes of the file.
    file
        Its path in problems.
    named_by
        Property that holds the ids, where it is not ``id``.

    Returns
    -------
    Features
        Sound features, with problems ``GEO_TOO_BIG``, ``GEO_FORM``, ``GEO_RING``,
        ``GEO_ID``, ``GEO_ID_ELSEWHERE`` and those of JSON.
    """
    if len(data) > MOST_BYTES:
        return _refused(file, "GEO_TOO_BIG", size=len(data), limit=MOST_BYTES)
    try:
        document = loads(
            data.removeprefix(b"\xef\xbb\xbf"), max_bytes=MOST_BYTES, file=file
        )
    except EdaphonError as refusal:
        return Features(file=file, problems=list(refusal.problems))
    if not isinstance(document, dict):
        return _refused(file, "GEO_FORM", found=type(document).__name__)
    count = _vertices(document)
    if count > MOST_VERTICES:
        return _refused(file, "GEO_TOO_BIG", size=count, limit=MOST_VERTICES)
    reading = _Reading(file, named_by)
    features = tuple(reading.features(document))
    named = id_properties(features)
    return Features(
        file=file,
        features=features,
        crs=_named_crs(document),
        problems=[*_elsewhere(reading.problems, features, named, file)],
        id_properties=named,
    )


def id_properties(features: Sequence[Feature]) -> tuple[str, ...]:
    """Return the properties that may name features of which none has an id.

    Each holds a text or whole number that is another one in every feature of a kind.
    """
    if not features or any(not one.is_nameless for one in features):
        return ()
    names = dict.fromkeys(name for one in features for name in one.properties)
    others = [name for name in names if name not in OURS]
    return tuple(name for name in others if _may_name(name, features))


def _may_name(name: str, features: Sequence[Feature]) -> bool:
    held = [one.properties.get(name) for one in features]
    if not all(isinstance(one, str | int) and str(one).strip() for one in held):
        return False
    kinds = [one.kind == "point" for one in features]
    return len({*zip(kinds, map(str, held), strict=True)}) == len(features)


def _elsewhere(
    problems: Sequence[Problem],
    features: Sequence[Feature],
    named: Sequence[str],
    file: str,
) -> Iterator[Problem]:
    """Tell once where the ids may stand, in place of every feature without one."""
    if not named:
        yield from problems
        return
    shown = {
        name: [str(one.properties[name]) for one in features[:SHOWN]] for name in named
    }
    facts = {
        "count": len(features),
        "found": "; ".join(f"{name} ({', '.join(shown[name])})" for name in named),
        "first": named[0],
    }
    yield Problem(code="GEO_ID_ELSEWHERE", where=Where(file=file), facts=facts)
    yield from (one for one in problems if one.code != "GEO_ID")


def _refused(file: str, code: str, **facts: object) -> Features:
    problem = Problem(code=code, where=Where(file=file), facts=facts)
    return Features(file=file, problems=[problem])


def _vertices(document: object) -> int:
    """Count positions: lists whose first entry is a number."""
    count, waiting = 0, [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            if value and isinstance(value[0], int | float):
                count += 1
            else:
                waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
    return count


def _named_crs(document: Mapping[str, object]) -> str:
    """Return the system of a ``crs`` member (of GeoJSON before RFC 7946)."""
    member = document.get("crs")
    named = member.get("properties") if isinstance(member, dict) else None
    text = str(named.get("name", "")) if isinstance(named, dict) else ""
    if text.upper().endswith("CRS84"):
        return "EPSG:4326"
    code = text.rsplit(":", 1)[-1]
    return f"EPSG:{code}" if code.isdecimal() else text


class _Reading:
    """One walk over the features, collecting faults."""

    def __init__(self, file: str, named_by: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._named_by = named_by
        self._seen: dict[tuple[str, str], int] = {}

    def features(self, document: Mapping[str, object]) -> Iterator[Feature]:
        """Yield the sound features of a document."""
        kind = document.get("type")
        if kind == "Feature":
            listed: object = [document]
        elif kind == "FeatureCollection":
            listed = document.get("features")
        else:
            self._tell("GEO_FORM", "type", found=kind)
            return
        if not isinstance(listed, list):
            self._tell("GEO_FORM", "features", found=type(listed).__name__)
            return
        for index, feature in enumerate(listed):
            found = self._feature(index, feature)
            if found is not None:
                yield found

    def _feature(self, index: int, feature: object) -> Feature | None:
        place = f"features/{index}"
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(feature, dict) or not isinstance(geometry, dict):
            self._tell("GEO_FORM", place, found="geometry")
            return None
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        name = str(self._name(feature, properties)).strip()
        shape = str(geometry.get("type"))
        kind = str(properties.get("kind", "point" if shape == "Point" else "parcel"))
        self._identity(index, name, kind)
        if kind not in KINDS or (kind == "point") != (shape == "Point"):
            self._tell("GEO_FORM", place, found=f"{kind}, {shape}")
            return None
        named: dict[str, Any] = {
            "index": index,
            "id": name or f"#{index + 1}",
            "kind": kind,
            "properties": properties,
            "is_nameless": not name,
        }
        coordinates = geometry.get("coordinates")
        if shape == "Point":
            position = self._position(coordinates, f"{place}/geometry")
            return Feature(**named, position=position) if position else None
        polygons = self._polygons(shape, coordinates, f"{place}/geometry", name)
        return Feature(**named, polygons=polygons) if polygons else None

    def _name(
        self, feature: Mapping[str, object], properties: Mapping[str, object]
    ) -> object:
        if self._named_by:
            return properties.get(self._named_by, "")
        return properties.get("id", feature.get("id", ""))

    def _identity(self, index: int, name: str, kind: str) -> None:
        place = f"features/{index}/properties/id"
        key = ("point" if kind == "point" else "parcel", name)
        if not name:
            self._tell("GEO_ID", place, found="", first="")
        elif key in self._seen:
            self._tell("GEO_ID", place, found=name, first=self._seen[key] + 1)
        self._seen.setdefault(key, index)

    def _polygons(
        self, shape: str, coordinates: object, place: str, name: str
    ) -> tuple[Polygon, ...]:
        if shape not in {"Polygon", "MultiPolygon"} or not isinstance(
            coordinates, list
        ):
            self._tell("GEO_FORM", place, found=shape)
            return ()
        parts = [coordinates] if shape == "Polygon" else coordinates
        polygons = []
        for at, part in enumerate(parts):
            rings = part if isinstance(part, list) else []
            read = [
                self._ring(ring, f"{place}/{at}/{n}", name)
                for n, ring in enumerate(rings)
            ]
            if not rings:
                self._tell("GEO_RING", f"{place}/{at}", found=name, count=0)
            polygons.append(tuple(ring for ring in read if ring))
        sound = all(polygons) and all(
            len(p) == len(q) for p, q in zip(polygons, parts, strict=True)
        )
        return tuple(polygons) if sound else ()

    def _ring(self, ring: object, place: str, name: str) -> Ring:
        listed = ring if isinstance(ring, list) else []
        positions = [self._position(item, place) for item in listed]
        if None in positions:
            return ()
        known = tuple(position for position in positions if position is not None)
        closed = len(known) >= 4 and known[0] == known[-1]
        if not closed or len(set(known)) < 3:
            self._tell("GEO_RING", place, found=name, count=len(known))
            return ()
        return known

    def _position(self, item: object, place: str) -> Position | None:
        numbers = item if isinstance(item, list) and len(item) in {2, 3} else []
        sound = [
            float(number)
            for number in numbers
            if isinstance(number, int | float) and not isinstance(number, bool)
        ]
        if (
            len(sound) < 2
            or len(sound) != len(numbers)
            or not all(map(math.isfinite, sound))
        ):
            self._tell("GEO_FORM", place, found=str(item)[:60])
            return None
        return sound[0], sound[1]

    def _tell(self, code: str, path: str, **facts: object) -> None:
        place = Where(file=self._file, path=path)
        self.problems.append(Problem(code=code, where=place, facts=facts))
