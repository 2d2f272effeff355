"""Lineage: which rows stand behind each element of an input."""

import numpy as np
import pytest

from edaphon.methods.engine.lineage import Origin, Rows


def test_each_element_has_its_own_rows_sorted_and_once():
    found = Rows.of_lists([[7, 3, 3], [], [5]])

    assert [found.of(place).tolist() for place in range(3)] == [[3, 7], [], [5]]
    assert found.as_json() == {"offsets": [0, 2, 2, 3], "ids": [3, 7, 5]}


def test_no_elements_have_no_rows():
    assert Rows.of_lists([]).as_json() == {"offsets": [0], "ids": []}


@pytest.mark.parametrize("offsets", [[0, 1], [1, 2], [0, 3]])
def test_bounds_that_do_not_fit_are_refused(offsets):
    with pytest.raises(ValueError, match="differ in length"):
        Rows(np.array(offsets), np.array([4, 5]))


def test_an_origin_names_its_fields():
    origin = Origin("project", ("factors/ch4_flooded.project",))

    assert origin.as_json() == {
        "kind": "project",
        "paths": ["factors/ch4_flooded.project"],
    }
