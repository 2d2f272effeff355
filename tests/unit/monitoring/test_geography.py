"""Parcels and points: areas on the ellipsoid, and every trap of Chinese coordinates.

Golden values: the sizes of the GCJ-02 shift at four places come from an independent
run of the published approximation, the Gauss-Krueger pair from PROJ, the area of a
1 degree cell from PROJ's geodesic polygon (Karney 2013, WGS 84).
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from edaphon.evidence import project
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring.land import doubts
from edaphon.monitoring.land import reading as geography
from edaphon.monitoring.land.coordinates import (
    from_bd09,
    from_gcj02,
    metres_between,
    to_degrees,
    to_gcj02,
)
from edaphon.monitoring.land.doubts import overlap_problems
from edaphon.monitoring.land.geojson import read_features
from tests.unit.evidence.test_project import SOUND

WEST, SOUTH, SIDE = 115.65, 34.4, 0.004
WITHIN = "[115.60, 34.35, 115.70, 34.45]"


def square(west=WEST, south=SOUTH, side=SIDE):
    """Return a closed ring around a square field."""
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def parcel(name="F1", ring=None, *, stratum="S1", kind="parcel", **properties):
    """Return one parcel feature."""
    return {
        "type": "Feature",
        "properties": {"id": name, "stratum": stratum, "kind": kind, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring or square()]},
    }


def point(name, place, *, stratum="S1", role="project"):
    """Return one point feature."""
    return {
        "type": "Feature",
        "properties": {"id": name, "stratum": stratum, "role": role},
        "geometry": {"type": "Point", "coordinates": list(place)},
    }


@pytest.fixture
def read(tmp_path: Path):
    """Return a function that reads features as the parcels of a project."""

    def reader(*features, crs="EPSG:4326", more="", strata="  - {id: S1}\n", **member):
        collection = {"type": "FeatureCollection", "features": list(features), **member}
        raw = features[0] if isinstance(features[0], bytes) else json.dumps(collection)
        (tmp_path / "lab").mkdir(exist_ok=True)
        (tmp_path / "lab" / "soil.csv").write_text("x\n", "utf-8")
        (tmp_path / "fields.geojson").write_bytes(
            raw if isinstance(raw, bytes) else raw.encode()
        )
        text = SOUND.replace("  - {id: S1, area_ha: 12.50}\n  - {id: S2}\n", strata)
        text += f'fields:\n  path: fields.geojson\n  crs: "{crs}"\n{more}'
        (tmp_path / "project.yaml").write_text(text, "utf-8")
        found, problems = geography.read_geography(project.load(tmp_path))
        return found, {problem.code: problem for problem in problems}

    return reader


def teaches(problem, english, chinese):
    """Say whether message and remedy hold the words, in both languages."""
    assert problem.remedy("en").endswith(".")
    assert problem.remedy("zh").endswith("。")
    return english in problem.text("en") and chinese in problem.text("zh")


def test_a_field_has_its_area_on_the_ellipsoid(read):
    found, problems = read(parcel(area_ha=16.3178), point("P1", (115.651, 34.401)))

    assert problems == {}
    assert found.area_ha == {"S1": "16.3195"}
    assert found.parcels[0].area_ha == Decimal("16.3195")
    assert found.coordinates == {"P1": (115.651, 34.401)}
    assert found.record()["points"][0]["position"] == ["115.6510000", "34.4010000"]


def test_the_area_of_a_cell_is_that_of_the_reference(read):
    cell = [[115, 34], [116, 34], [116, 35], [115, 35], [115, 34]]

    found, _ = read(parcel(ring=cell))

    # 10 187 822 482.47 m2 by the reference program.
    assert found.area_ha["S1"] == "1018782.2482"


def test_control_land_is_not_project_area(read):
    found, _ = read(
        parcel(), parcel("C1", square(115.66), kind="control_parcel"),
        parcel("F2", square(115.67)),
    )  # fmt: skip

    assert found.area_ha == {"S1": "32.6390"}
    assert [one.is_control for one in found.parcels] == [False, True, False]


def test_a_hole_is_taken_off_and_rotation_is_of_no_matter(read):
    hole = square(WEST + 0.001, SOUTH + 0.001, 0.001)
    whole = parcel()
    whole["geometry"]["coordinates"].append(hole)
    turned = json.loads(json.dumps(whole))
    turned["geometry"]["coordinates"] = [
        ring[::-1] for ring in whole["geometry"]["coordinates"]
    ]

    first, _ = read(whole)
    second, _ = read(turned)

    assert first.area_ha == second.area_ha == {"S1": "15.2995"}


def test_splitting_a_field_changes_no_square_metre(read):
    half = SIDE / 2
    left = [[WEST, SOUTH], [WEST + half, SOUTH], [WEST + half, SOUTH + SIDE],
            [WEST, SOUTH + SIDE], [WEST, SOUTH]]  # fmt: skip
    right = [[x + half, y] for x, y in left]

    found, problems = read(parcel("F1", left), parcel("F2", right))

    assert problems == {}
    assert Decimal(found.area_ha["S1"]) == pytest.approx(
        Decimal("16.3195"), abs=Decimal("0.0002")
    )


def test_a_project_without_fields_has_no_geography(tmp_path):
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "soil.csv").write_text("x\n", "utf-8")
    (tmp_path / "project.yaml").write_text(SOUND, "utf-8")

    found, problems = geography.read_geography(project.load(tmp_path))

    assert (found.area_ha, problems) == ({}, [])


# --- Systems ---------------------------------------------------------------------


def test_cgcs2000_is_accepted_as_it_is(read):
    found, problems = read(parcel(), crs="EPSG:4490")

    assert problems == {}
    assert found.area_ha == {"S1": "16.3195"}


def test_gauss_krueger_becomes_degrees():
    ((longitude, latitude),) = to_degrees("EPSG:4527")([(39375863.98, 3808858.17)])

    assert longitude == pytest.approx(115.65, abs=1e-7)
    assert latitude == pytest.approx(34.4, abs=1e-7)
    assert to_degrees("EPSG:4548")([(375863.98, 3808858.17)])[0][0] == pytest.approx(
        longitude, abs=1e-12
    )


def projected(ring, *, turned=False):
    """Return the ring of `square` in EPSG:4527, as a surveyor might write it."""
    east, north = 39375863.98, 3808858.17
    places = [[east + x, north + y] for x, y in ring]
    return [place[::-1] for place in places] if turned else places


METRES = [[0, 0], [400, 0], [400, 500], [0, 500], [0, 0]]


def test_a_survey_in_metres_is_converted(read):
    found, problems = read(parcel(ring=projected(METRES)), crs="EPSG:4527")

    assert problems == {}
    # 20 ha on the map; the map scale 124 km off its meridian is 1.00019.
    assert found.area_ha == {"S1": "19.9924"}


def test_x_that_points_north_is_asked_about_and_then_read(read):
    ring = projected(METRES, turned=True)

    nothing, asked = read(parcel(ring=ring), crs="EPSG:4527")
    found, answered = read(
        parcel(ring=ring), crs="EPSG:4527", more="  axes: north_east\n"
    )

    assert nothing.parcels == ()
    assert asked["GEO_SWAPPED"].severity == "question"
    assert teaches(asked["GEO_SWAPPED"], "axes: north_east", "X 为北向")
    assert answered == {}
    # 20 ha on the map; the map scale 124 km off its meridian is 1.00019.
    assert found.area_ha == {"S1": "19.9924"}


def test_a_zone_that_is_not_the_stated_one_is_refused(read):
    _, problems = read(parcel(ring=projected(METRES)), crs="EPSG:4528")

    assert teaches(problems["GEO_CRS"], "zone 39, EPSG:4528 is zone 40", "第 40 带")


@pytest.mark.parametrize(
    ("north", "east", "metres"),
    [(34.4, 115.65, 528), (47.2, 132.5, 626), (29.1, 112.6, 627), (40.55, 81.3, 249)],
)
def test_the_shift_of_map_services_has_its_known_size(north, east, metres):
    shifted = to_gcj02(east, north)

    assert metres_between("EPSG:4326", (east, north), shifted) == pytest.approx(
        metres, abs=0.7
    )
    assert from_gcj02(*shifted) == pytest.approx((east, north), abs=1e-9)


def test_baidu_positions_come_back_to_about_a_metre():
    east, north = from_bd09(*_bd09(*to_gcj02(115.65, 34.4)))

    assert metres_between("EPSG:4326", (east, north), (115.65, 34.4)) < 2


def _bd09(longitude, latitude):
    from math import atan2, cos, hypot, pi, sin  # noqa: PLC0415 - the forward formula, here only

    turn = pi * 3000 / 180
    distance = hypot(longitude, latitude) + 0.00002 * sin(latitude * turn)
    angle = atan2(latitude, longitude) + 0.000003 * cos(longitude * turn)
    return distance * cos(angle) + 0.0065, distance * sin(angle) + 0.006


def shifted(ring):
    """Return a ring as a map service draws it."""
    return [list(to_gcj02(*place)) for place in ring]


STATEMENT = """\
  statement: {text: {zh: 坐标取自手机地图}, signed_on: 2021-01-05, signed_by: 项目业主}
"""


def test_gcj02_without_a_word_is_refused_and_with_it_converted(read):
    _, refused = read(parcel(ring=shifted(square())), crs="GCJ-02")
    found, accepted = read(parcel(ring=shifted(square())), crs="GCJ-02", more=STATEMENT)

    assert teaches(refused["GEO_CRS"], "without a member's word", "没有书面说明")
    assert accepted == {}
    assert found.is_shifted
    assert found.record()["converted"] is True
    assert found.area_ha == {"S1": "16.3195"}
    assert found.parcels[0].polygons[0][0][0] == pytest.approx((WEST, SOUTH), abs=1e-9)


def test_parcels_from_a_phone_map_are_recognised_by_their_points(read):
    points = [point(f"P{n}", (WEST + 0.0008 * n, SOUTH + 0.002)) for n in range(1, 5)]

    _, asked = read(parcel(ring=shifted(square())), *points)
    _, answered = read(parcel(ring=shifted(square())), *points, more=STATEMENT)

    assert asked["GEO_SHIFT"].severity == "question"
    assert teaches(asked["GEO_SHIFT"], "as if these were moved", "地块似有整体偏移")
    assert "528 m" in asked["GEO_SHIFT"].found("en")
    assert "GEO_SHIFT" not in answered
    assert teaches(answered["GEO_POINT_OUTSIDE"], "within the GPS error", "定位误差")


def test_points_from_a_phone_map_are_recognised_by_their_parcels(read):
    places = [(WEST + 0.0008 * n, SOUTH + 0.002) for n in range(1, 5)]
    points = [point(f"P{n}", to_gcj02(*place)) for n, place in enumerate(places)]

    _, asked = read(parcel(), *points)

    assert "样点似有整体偏移" in asked["GEO_SHIFT"].found("zh")


def test_parcels_from_a_phone_map_are_recognised_by_the_stated_place(read):
    box = "  within: [115.6495, 34.3995, 115.6545, 34.4045]\n"

    _, problems = read(parcel(ring=shifted(square())), more=box)

    assert "leave the stated box" in problems["GEO_SHIFT"].found("en")


def test_points_a_little_outside_are_told_one_by_one(read):
    inside = [point(f"P{n}", (WEST + 0.0008 * n, SOUTH + 0.002)) for n in range(1, 5)]

    _, problems = read(parcel(), *inside, point("P9", (WEST - 0.0005, SOUTH)))

    assert list(problems) == ["GEO_POINT_OUTSIDE"]
    assert "46 m" in problems["GEO_POINT_OUTSIDE"].found("en")


def test_a_file_that_names_another_system_is_refused(read):
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}

    raw = {"type": "FeatureCollection", "crs": named, "features": [parcel()]}
    _, problems = read(json.dumps(raw).encode())

    assert teaches(
        problems["GEO_CRS"], "The file names EPSG:3857", "文件写明 EPSG:3857"
    )


def test_a_file_that_names_the_usual_system_is_read(read):
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    raw = {"type": "FeatureCollection", "crs": named, "features": [parcel()]}

    found, problems = read(json.dumps(raw).encode())

    assert problems == {}
    assert found.area_ha == {"S1": "16.3195"}


# --- Shapes ----------------------------------------------------------------------


@pytest.mark.parametrize("more", ["", f"  within: {WITHIN}\n"])
def test_latitude_before_longitude_is_asked_about(read, more):
    ring = [place[::-1] for place in square()]

    _, problems = read(parcel(ring=ring), more=more)

    assert list(problems) == ["GEO_SWAPPED"]
    assert "axes: east_north" in problems["GEO_SWAPPED"].remedy("en")


@pytest.mark.parametrize("place", [[200, 34], [115.7, 95.5], [39375863, 3808858]])
def test_what_is_not_on_earth_is_refused(read, place):
    ring = square()
    ring[1] = place

    _, problems = read(parcel(ring=ring))

    assert teaches(problems["GEO_RANGE"], "metres need", "以米为单位")


def test_a_bow_tie_is_told_with_the_place_where_it_crosses(read):
    bow = [[115, 34], [115.01, 34.01], [115.01, 34], [115, 34.01], [115, 34]]

    _, problems = read(parcel(ring=bow))

    assert teaches(problems["GEO_SELF_CROSS"], "at 115.005000, 34.005000", "自相交")


@pytest.mark.parametrize(
    "ring",
    [
        square()[:-1],
        [[115, 34], [115.1, 34], [115, 34]],
        [[115, 34]] * 5,
        [[115, 34], [115.1, 34], [115, 34], [115, 34]],
        [],
    ],
)
def test_a_boundary_that_is_no_ring_is_refused(read, ring):
    feature = parcel()
    feature["geometry"]["coordinates"] = [ring]

    _, problems = read(feature)

    assert teaches(problems["GEO_RING"], "last equals the first", "末点与首点相同")


def test_a_flat_ring_has_no_area(read):
    _, problems = read(parcel(ring=[[115, 34], [115.1, 34], [115.2, 34], [115, 34]]))

    assert "GEO_SELF_CROSS" in problems


def test_a_hole_outside_its_shell_is_refused(read):
    feature = parcel()
    feature["geometry"]["coordinates"].append(square(WEST + 0.01))

    _, problems = read(feature)

    assert teaches(problems["GEO_TOPOLOGY"], "Holes lie inside", "孔洞应在地块内部")


def test_parts_of_one_parcel_that_overlap_are_refused(read):
    feature = parcel()
    feature["geometry"] = {
        "type": "MultiPolygon",
        "coordinates": [[square()], [square(WEST + 0.002)]],
    }

    _, problems = read(feature)

    assert "GEO_TOPOLOGY" in problems


@pytest.mark.parametrize(
    "ring",
    [
        [[179.9, 50], [-179.9, 50], [-179.9, 50.1], [179.9, 50.1], [179.9, 50]],
        [[10, 89.9], [11, 89.9], [11, 89.95], [10, 89.95], [10, 89.9]],
    ],
)
def test_a_parcel_over_the_180th_meridian_or_a_pole_is_refused(read, ring):
    _, problems = read(parcel(ring=ring), more="  axes: east_north\n")

    assert teaches(problems["GEO_ANTIMERIDIAN"], "Split the parcel", "拆成两个")


def test_more_vertices_than_allowed_are_refused_before_any_shape_is_made():
    ring = [[115, 34]] * 200_001
    data = json.dumps({"type": "Feature", "geometry": {"coordinates": [ring]}}).encode()

    (problem,) = read_features(data, "fields.geojson").problems

    assert problem.code == "GEO_TOO_BIG"
    assert teaches(problem, "Simplify the boundaries", "简化边界")


def test_bytes_beyond_the_limit_are_refused_unread():
    (problem,) = read_features(b" " * (20 * 1024**2 + 1), "fields.geojson").problems

    assert problem.code == "GEO_TOO_BIG"


@pytest.mark.parametrize("depth", [100, 100_000])
def test_a_depth_bomb_is_refused(depth):
    data = (
        b'{"type": "GeometryCollection", "geometries": '
        + b"[" * depth
        + b"]" * depth
        + b"}"
    )

    codes = {problem.code for problem in read_features(data, "f").problems}

    assert codes == {"JSON_DEPTH"}


@pytest.mark.parametrize(
    "change",
    [
        {"geometry": None},
        {"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}},
        {"geometry": {"type": "Polygon", "coordinates": [[["a", 2]]]}},
        {"geometry": {"type": "Point", "coordinates": [1]}},
        {"properties": {"id": "F1", "kind": "road"}},
    ],
)
def test_a_shape_of_another_kind_is_refused(read, change):
    _, problems = read({**parcel(), **change})

    assert teaches(problems["GEO_FORM"], "FeatureCollection", "Polygon")


@pytest.mark.parametrize(
    "data", [b"[]", b'{"type": "Topology"}', b'{"type": "FeatureCollection"}']
)
def test_a_file_that_is_no_collection_is_refused(data):
    assert read_features(data, "f").problems[0].code == "GEO_FORM"


def test_names_are_needed_and_stand_once(read):
    nameless = parcel()
    del nameless["properties"]["id"]

    _, without = read(nameless)
    _, twice = read(parcel(), parcel("F1", square(115.66)))

    assert teaches(without["GEO_ID"], "id in its properties", "应有 id")
    assert "feature 1" in twice["GEO_ID"].found("en")


# --- Areas, overlaps, strata -----------------------------------------------------


def test_a_stated_area_that_differs_is_told_with_both(read):
    _, problems = read(parcel(area_ha=12.0))

    assert teaches(
        problems["AREA_MISMATCH"], "12.0000 ha and computed as 16.3195", "合同面积"
    )


def test_mu_are_read_as_mu_and_a_contract_may_differ(read):
    _, problems = read(parcel(area_mu=244.8, contract_area_mu=200))

    assert problems == {}


def test_mu_written_as_hectares_are_asked_about(read):
    _, parcels = read(parcel(area_ha=244.8))
    _, strata = read(parcel(), strata="  - {id: S1, area_ha: 244.8}\n")

    assert parcels["AREA_UNIT"].severity == "question"
    assert teaches(parcels["AREA_UNIT"], "1 ha is 15 mu", "15 亩")
    assert strata["AREA_UNIT"].where.file == "project.yaml"


def test_paper_and_ground_may_differ_with_a_warning(read):
    _, problems = read(parcel(), strata="  - {id: S1, area_ha: 15}\n")

    assert problems["AREA_ON_PAPER"].severity == "warning"
    assert teaches(problems["AREA_ON_PAPER"], "computed area", "计算面积")


def test_overlapping_parcels_are_listed_with_their_area(read):
    _, problems = read(parcel(), parcel("F2", square(WEST + 0.003)))

    assert teaches(problems["GEO_OVERLAP"], "“F1” and “F2” share 407", "只能计入一次")


@pytest.mark.parametrize(("most", "more"), [(2, 1), (3, 0)])
def test_overlaps_without_end_are_not_all_looked_for(read, monkeypatch, most, more):
    monkeypatch.setattr(doubts, "MOST_OVERLAPS", most)
    mine, _ = read(parcel(), parcel("F2"), parcel("F3"))  # three pairs
    features = read_features(
        json.dumps({"type": "FeatureCollection", "features": [parcel()] * 3}).encode(),
        "f",
    )

    told = [problem.code for problem in overlap_problems(features, mine)]

    assert told == ["GEO_OVERLAP"] * most + ["GEO_OVERLAPS_MORE"] * more


def test_a_sliver_that_digitising_leaves_is_no_overlap(read):
    _, problems = read(parcel(), parcel("F2", square(WEST + SIDE - 1e-7)))

    assert problems == {}


def test_land_of_another_project_is_told(read):
    mine, _ = read(parcel())
    theirs, _ = read(parcel("G7", square(WEST + 0.003)))
    features = read_features(
        json.dumps({"type": "FeatureCollection", "features": [parcel()]}).encode(), "f"
    )

    (problem,) = overlap_problems(features, mine, {"other-project": theirs})

    assert problem.code == "GEO_OVERLAP"
    assert "other-project: G7" in problem.found("zh")


def test_a_parcel_outside_the_stated_place_is_refused(read):
    _, problems = read(
        parcel(), parcel("F2", square(116.9, 35.5)), more=f"  within: {WITHIN}\n"
    )

    assert teaches(
        problems["GEO_OUTSIDE"], "“F2” reaches 116.9", "fields/within 的范围内"
    )


def test_strata_and_parcels_name_each_other(read):
    _, unknown = read(parcel(stratum="S9"))
    _, without = read(parcel(), strata="  - {id: S1}\n  - {id: S2}\n")

    assert "“S9” is not defined" in unknown["REFERENCE_UNKNOWN"].found("en")
    assert teaches(without["GEO_NO_PARCEL"], "stratum “S2”", "碳层“S2”")


def test_a_missing_file_is_told(tmp_path):
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "soil.csv").write_text("x\n", "utf-8")
    text = SOUND + 'fields: {path: fields.geojson, crs: "EPSG:4326"}\n'
    (tmp_path / "project.yaml").write_text(text, "utf-8")

    with pytest.raises(EdaphonError) as refusal:
        project.load(tmp_path)

    assert refusal.value.problems[0].code == "PATH_MISSING"
