"""A number of hundreds of signs is refused with its place, and breaks nothing."""

import pytest

from edaphon.accounting.gathering import look
from tests.synthetic_project import SyntheticProject


def told(folder, number):
    made = SyntheticProject()
    made.document["strata"][0]["area_ha"] = number
    problems = look(made.write(folder)).problems
    return [one for one in problems if one.code == "NUMBER_LONG"]


@pytest.mark.parametrize("number", ["9" * 400, "0." + "0" * 398 + "1"])
def test_a_number_that_nobody_measured_is_refused(tmp_path, number):
    (problem,) = told(tmp_path, number)

    assert problem.where.path == "strata/0/area_ha"
    assert problem.severity == "error"
    assert problem.facts["count"] == 400 + (number[1] == ".")


def test_forty_signs_are_the_edge(tmp_path):
    assert told(tmp_path / "40", "120." + "0" * 36) == []
    assert told(tmp_path / "41", "120." + "0" * 37)
