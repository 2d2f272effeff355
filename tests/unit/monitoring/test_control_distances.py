"""What is stated of the distance of control sites, held against the map."""

import json
import shutil

import pytest

from edaphon.accounting.gathering import look
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "huang-huai"
SITE = 'point: S1-C04, distance_km: "1.5"'


@pytest.fixture
def folder(tmp_path):
    """A copy of the example, whose control point S1-C04 is 1.46 km from its land."""
    made = tmp_path / "project"
    shutil.copytree(EXAMPLE, made, ignore=shutil.ignore_patterns("out"))
    return made


def asked(folder, stated, rules=None):
    file = folder / "project.yaml"
    text = file.read_text("utf-8")
    assert text.count(SITE) == 1
    file.write_text(
        text.replace(SITE, f'point: S1-C04, distance_km: "{stated}"'), "utf-8"
    )
    return [
        one
        for one in look(folder, rules=rules).problems
        if one.code == "CONTROL_DISTANCE"
    ]


@pytest.mark.parametrize("stated", ["1.5", "0.5", "2.4"])
def test_a_kilometre_is_the_size_of_a_site(folder, stated):
    assert asked(folder, stated) == []


@pytest.mark.parametrize("stated", ["0", "0.4", "2.5", "249"])
def test_another_distance_than_that_of_the_map_is_asked_about(folder, stated):
    (problem,) = asked(folder, stated)

    assert problem.severity == "question"
    assert problem.where.path == "control_sites/3/distance_km"
    assert problem.facts == {"point": "S1-C04", "stated": stated, "found": "1.5"}


def test_a_far_site_may_differ_by_a_tenth(folder):
    """The control points moved 3 degrees east: about 280 km, over the 250 allowed."""
    file = folder / "fields.geojson"
    document = json.loads(file.read_text("utf-8"))
    for feature in document["features"]:
        if feature["properties"].get("id") == "S1-C04":
            feature["geometry"]["coordinates"][0] += 3
    file.write_text(json.dumps(document), "utf-8")
    (problem,) = asked(folder, "249")
    found = float(problem.facts["found"])

    assert 270 < found < 290
    assert asked_again(folder, "249", found * 0.91) == []


def asked_again(folder, before, stated):
    file = folder / "project.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(f'"{before}"', f'"{stated:.0f}"'), "utf-8")
    return [one for one in look(folder).problems if one.code == "CONTROL_DISTANCE"]


def test_an_older_bundle_is_told_and_not_stopped(folder):
    (problem,) = asked(folder, "249", rules=5)

    assert not problem.stops(5)
    assert problem.stops(6)
