"""Points put together in one place of a stratum speak for that place alone."""

import pytest

from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import asked


def together(stratum, metres, count=9):
    """Put the project points of a stratum on a line from the first one on."""
    project = SyntheticProject(points=count)
    here = [
        item for item in project.plan["points"]
        if item["stratum"] == stratum and item["role"] == "project"
    ]  # fmt: skip
    for place, item in enumerate(here):
        item["longitude"] = here[0]["longitude"]
        east = float(here[0]["latitude"]) + place * metres / 111_000 / (count - 1)
        item["latitude"] = f"{east:.7f}"
    return project


def test_points_of_one_spot_are_asked_about(tmp_path):
    """All of a stratum within a few metres: full n, full credit, not a word."""
    (problem,) = asked(together("S1", 9), tmp_path)

    assert (problem.code, problem.severity) == ("POINTS_TOGETHER", "question")
    assert "9 project points of stratum S1" in problem.found("en")
    assert "单独划为碳层" in problem.remedy("zh")


# The circle over 276.4 m has 6 ha, 5 % of the 120 ha of the stratum.
@pytest.mark.parametrize(("metres", "is_asked"), [(270, True), (282, False)])
def test_the_edge_is_five_per_cent_of_the_area(tmp_path, metres, is_asked):
    found = [item.code for item in asked(together("S1", metres), tmp_path)]

    assert found == (["POINTS_TOGETHER"] if is_asked else [])


def test_few_points_may_lie_anywhere(tmp_path):
    found = [item.code for item in asked(together("S1", 9, count=4), tmp_path)]

    assert "POINTS_TOGETHER" not in found
