"""Maps whose ids stand under another name than id."""

import json

import pytest

from edaphon.monitoring.importing import read_evidence
from edaphon.monitoring.land.geojson import read_features
from tests.unit.monitoring.folder import entry, folder


def collection(*properties):
    features = [
        {
            "type": "Feature",
            "properties": one,
            "geometry": {"type": "Point", "coordinates": [115.0 + at / 1000, 34.0]},
        }
        for at, one in enumerate(properties)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


NAMED = collection(
    {"Name": "A1", "plot_no": 1, "crop": "wheat", "stratum": "s1"},
    {"Name": "A2", "plot_no": 2, "crop": "wheat", "stratum": "s1"},
)


def test_properties_that_may_hold_the_ids_are_told_once():
    """Bug: points were called #1, #2 and each of them was told to have no name."""
    found = read_features(NAMED, "fields.geojson")
    (told,) = found.problems

    assert found.id_properties == ("Name", "plot_no")
    assert told.code == "GEO_ID_ELSEWHERE"
    assert "Name (A1, A2); plot_no (1, 2)" in told.text("en")
    assert "id: Name" in told.text("en")
    assert "如 id: Name" in told.text("zh")
    assert all(one.is_nameless for one in found.features)


@pytest.mark.parametrize(
    ("named_by", "ids"), [("Name", ["A1", "A2"]), ("plot_no", ["1", "2"])]
)
def test_the_property_that_a_person_names_holds_the_ids(named_by, ids):
    found = read_features(NAMED, "fields.geojson", named_by)

    assert [one.id for one in found.features] == ids
    assert not found.problems


def test_a_property_that_does_not_name_them_all_is_told_as_before():
    features = collection({"Name": "A1"}, {"Name": "A1"}, {"x": 1.5})
    found = read_features(features, "fields.geojson")

    assert {one.code for one in found.problems} == {"GEO_ID"}
    assert found.id_properties == ()


def test_ids_of_their_own_leave_nothing_to_ask():
    found = read_features(collection({"id": "A1", "Name": "x"}), "fields.geojson")

    assert (found.id_properties, found.problems) == ((), [])


def test_a_project_names_the_property(tmp_path):
    fields = {"path": "fields.geojson", "crs": "EPSG:4326", "id": "Name"}
    files = {"fields.geojson": NAMED, "lab.csv": b"plot,soc\nA1,12\n"}
    project = folder(
        tmp_path, files, [entry("lab.csv")], v="edaphon.project/4", fields=fields
    )
    found = read_evidence(project)

    assert sorted(one.id for one in found.geography.points) == ["A1", "A2"]


def test_a_document_of_an_earlier_form_has_no_such_field(tmp_path):
    fields = {"path": "fields.geojson", "crs": "EPSG:4326", "id": "Name"}
    with pytest.raises(Exception, match="FIELD_UNKNOWN"):
        folder(tmp_path, {"fields.geojson": NAMED}, [], fields=fields)
