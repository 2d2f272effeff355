"""The map of the fields: which file it is, its strata and its control land."""

import json

from edaphon.starting import questions, state_of
from edaphon.starting.sampling import controls
from tests.plain_yaml import read_yaml
from tests.unit.starting.test_start import (
    GERMAN,
    POINTS,
    checked,
    german,
    saved,
    walked,
    written,
)


def square(west, size=0.004):
    east, south, north = west + size, 51.89, 51.89 + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def drawn(*more):
    """Three parcels, two of one block, with properties of their own names."""
    parcels = [("A", "North", 10.46), ("B", "North", 10.47), ("CK", "North", 10.48)]
    features = [
        {
            "type": "Feature",
            "properties": {"id": name, "Block": block, "crop": f"wheat {name}"},
            "geometry": square(west),
        }
        for name, block, west in [*parcels, *more]
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


ANSWERS = {**GERMAN, "crs": "EPSG:4326", "fields.stratum": "Block"}


def test_a_map_is_no_table(tmp_path):
    """Bug: start asked what data fields.geojson holds."""
    files = {**german(), "fields.geojson": drawn(), "old.kml": b"<kml/>"}
    assert state_of(written(tmp_path, files), {}, "en").tables == ("Ergebnisse.csv",)


def test_a_property_of_another_name_is_the_stratum(tmp_path):
    """Bug: no question was asked, and every parcel belonged to no stratum."""
    folder = written(tmp_path, {**german(), "fields.geojson": drawn()})
    state, asked = walked(folder, {**ANSWERS, "*|MAP_UNSURE": "ignore", **GERMAN})
    document = saved(state)
    (question,) = [one for one in asked if one.id == "fields.stratum"]
    (controls,) = [one for one in asked if one.id == "fields.controls"]

    assert [one.value for one in question.choices] == ["Block", "crop", "one"]
    assert "North" in question.choices[0].says["en"]
    assert controls.proposal == "CK"
    assert document["fields"]["path"] == "fields.strata.geojson"
    assert [one["id"] for one in document["strata"]] == ["North"]
    held = json.loads((folder / "fields.strata.geojson").read_text("utf-8"))
    assert {one["properties"]["stratum"] for one in held["features"]} == {"North"}
    kinds = {one["properties"]["id"]: one["properties"].get("kind")
             for one in held["features"]}  # fmt: skip
    assert kinds == {"A": None, "B": None, "CK": "control_parcel"}
    assert json.loads(drawn()) == json.loads((folder / "fields.geojson").read_bytes())


def test_the_account_reads_the_copy_and_a_later_call_asks_nothing(tmp_path):
    folder = written(tmp_path, {**german(), "fields.geojson": drawn()})
    state, _ = walked(folder, ANSWERS)
    saved(state)
    _, found = checked(folder)
    later = state_of(folder, state.answers, "en")

    assert not {"REFERENCE_UNKNOWN", "GEO_NO_PARCEL"} & {
        one.code for one in found.problems
    }
    assert not [*questions(later)]


def test_all_land_may_be_one_stratum(tmp_path):
    folder = written(tmp_path, {**german(), "fields.geojson": drawn()})
    state, asked = walked(folder, {**ANSWERS, "fields.stratum": "one"})
    saved(state)
    _, found = checked(folder)

    assert not {"REFERENCE_UNKNOWN", "GEO_NO_PARCEL"} & {
        one.code for one in found.problems
    }
    assert "area:S1" not in {one.id for one in asked}


def test_a_map_of_another_name_is_offered(tmp_path):
    """Bug: only a file called fields.geojson was found."""
    folder = written(tmp_path, {**german(), "gis/Schläge.geojson": drawn()})
    state, asked = walked(folder, ANSWERS)
    document = saved(state)
    (question,) = [one for one in asked if one.id == "fields.path"]

    assert question.proposal == "gis/Schläge.geojson"
    assert [one.value for one in question.choices] == ["gis/Schläge.geojson", "leave"]
    assert document["fields"]["path"] == "gis/Schläge.strata.geojson"


def test_a_map_may_be_left_out(tmp_path):
    folder = written(tmp_path, {**german(), "gis/Schläge.geojson": drawn()})
    state, asked = walked(folder, {**ANSWERS, "fields.path": "leave"})

    assert "area:S1" in {one.id for one in asked}
    assert "fields" not in saved(state)


def test_strata_of_parcels_are_those_of_the_project(tmp_path):
    """Points of which nothing says the stratum are asked about, never put anywhere."""
    more = drawn(("D", "South", 10.49))
    folder = written(tmp_path, {**german(), "fields.geojson": more})
    halves = f"North: {' '.join(POINTS[:4])}; South: {' '.join(POINTS[4:])}"
    state, asked = walked(folder, {**ANSWERS, "point_strata": halves})
    document = saved(state)
    plan = read_yaml(folder / "plan/sampling.yaml")

    assert "point_strata" in {one.id for one in asked}
    assert [one["id"] for one in document["strata"]] == ["North", "South"]
    held = {one["id"]: one["stratum"] for one in plan["points"]}
    assert {held[name] for name in POINTS[:4]} == {"North"}
    assert {held[name] for name in POINTS[4:]} == {"South"}


def test_points_that_only_the_map_knows_are_asked_whose_land_they_are_on(tmp_path):
    """Six control points of a map went into the plan as project points, unasked."""
    points = [("P1", {}), ("CK-01", {}), ("P2", {"role": "project"})]
    features = [
        {
            "type": "Feature",
            "properties": {"id": name, "stratum": "North", **more},
            "geometry": {"type": "Point", "coordinates": [10.46, 51.89]},
        }
        for name, more in points
    ]
    document = {"type": "FeatureCollection", "features": features}
    files = {"fields.geojson": json.dumps(document).encode()}
    state = state_of(written(tmp_path, files), {"fields.path": "fields.geojson"}, "en")
    (question,) = controls(state)

    assert question.proposal == "CK-01"
    assert "CK-01, P1 …" in question.asks["en"]
