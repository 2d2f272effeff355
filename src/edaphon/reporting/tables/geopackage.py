"""Points and parcels with their values as a GeoPackage, which every GIS opens.

GeoPackage 1.3 (OGC 12-128r17) is one SQLite file: a table of contents, a table of
reference systems, and a table of features whose geometries are well-known binary
behind a short header.
"""

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing

import pyproj
from shapely import to_wkb
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from edaphon.reporting.source import ReportSource
from edaphon.reporting.tables.sheets import Column, Sheet, Value

APPLICATION, VERSION = 0x47504B47, 10300
"""Marks of a GeoPackage in the head of the file: GPKG, version 1.3."""

WGS84 = 4326
"""Positions of the evidence record are longitude and latitude in degrees."""

TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name));
"""

Feature = tuple[BaseGeometry, Sequence[Value]]


def geopackage(source: ReportSource, points: Sheet | None, notice: str) -> bytes:
    """Return the parcels, and the points with every value computed for them.

    Parameters
    ----------
    source
        Records of the bundle; places come from the evidence record.
    points
        Table of the points, see `edaphon.reporting.tables.sheets.sheets`.
    notice
        What stands as the description of each layer: verified or not.

    Returns
    -------
    bytes
        The file; without a layer where the project has no map and no position.
    """
    given = source.evidence.geography.crs
    told = (f"{notice} [{given} -> EPSG:{WGS84}]", source.run.generated_at)
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(TABLES)
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute(f"PRAGMA user_version = {VERSION}")
        base.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _systems()
        )
        for name, kind, columns, features in (
            ("parcels", "MULTIPOLYGON", PARCEL, list(_parcels(source))),
            ("points", "POINT", *_points(source, points)),
        ):
            if features:
                _layer(base, name, kind, columns, features, told)
        base.commit()
        return base.serialize()


def _systems() -> list[tuple[str, int, str, int, str, str]]:
    wgs84 = pyproj.CRS.from_epsg(WGS84).to_wkt("WKT1_GDAL")
    return [
        ("WGS 84", WGS84, "EPSG", WGS84, wgs84, "longitude, latitude"),
        ("Undefined Cartesian", -1, "NONE", -1, "undefined", ""),
        ("Undefined geographic", 0, "NONE", 0, "undefined", ""),
    ]


PARCEL = ("parcel", "stratum", "land", "area_ha")


def _parcels(source: ReportSource) -> Iterator[Feature]:
    for item in source.evidence.geography.parcels:
        shape = MultiPolygon(
            [
                Polygon(_ring(rings[0]), [_ring(one) for one in rings[1:]])
                for rings in item.polygons
            ]
        )
        land = "control" if item.control else "project"
        yield shape, (item.id, item.stratum, land, float(item.area_ha))


def _ring(places: Sequence[Sequence[str]]) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in places]


def _points(
    source: ReportSource, table: Sheet | None
) -> tuple[tuple[str, ...], list[Feature]]:
    """Return the names of columns, and a feature a point and method."""
    if table is None:
        return (), []
    at = {
        item.id: Point(*map(float, item.position))
        for item in source.evidence.geography.points
    }
    label = table.columns.index(next(one for one in table.columns if one.is_label))
    found = [(at[str(row[label])], row) for row in table.rows if row[label] in at]
    return _distinct(table.columns), found


def _distinct(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return a name for each column; one that stands twice gets its symbol or place."""
    found: list[str] = []
    for place, column in enumerate(columns):
        told = f"{column.title} [{column.unit}]" if column.unit else column.title
        name = told if told.lower() not in map(str.lower, found) else f"{told} {place}"
        found.append(name)
    return tuple(found)


def _layer(
    base: sqlite3.Connection,
    name: str,
    kind: str,
    columns: Sequence[str],
    features: Sequence[Feature],
    told: tuple[str, str],
) -> None:
    kinds = [
        _kind(values) for values in zip(*(row for _, row in features), strict=True)
    ]
    given = ", ".join(
        f"{_quoted(one)} {sort}" for one, sort in zip(columns, kinds, strict=True)
    )
    base.execute(f"CREATE TABLE {name} (fid INTEGER PRIMARY KEY, geom {kind}, {given})")
    marks = ", ".join("?" for _ in ("geom", *columns))
    base.executemany(
        f"INSERT INTO {name} VALUES (NULL, {marks})",  # noqa: S608 - our own names
        [(_blob(shape), *row) for shape, row in features],
    )
    boxes = [shape.bounds for shape, _ in features]
    box = (
        min(one[0] for one in boxes), min(one[1] for one in boxes),
        max(one[2] for one in boxes), max(one[3] for one in boxes),
    )  # fmt: skip
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)",
        (name, name, *told, *box, WGS84),
    )
    base.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
        (name, kind, WGS84),
    )


def _kind(values: Sequence[Value]) -> str:
    return "TEXT" if any(isinstance(one, str) for one in values) else "DOUBLE"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _blob(shape: BaseGeometry) -> bytes:
    """Return a geometry behind the header of a GeoPackage, little-endian."""
    held: bytes = to_wkb(shape, byte_order=1)
    return b"GP" + struct.pack("<BBi", 0, 1, WGS84) + held
