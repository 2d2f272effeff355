"""A sample of the laboratory's own in the column of points is no point."""

import pytest

from tests.unit.monitoring.folder import codes, imported

BASE = {"plot": {"is": "point"}, "soc": {"is": "soc", "unit": "g/kg"}}


def column(found, name):
    return found.observations[name].to_list()


@pytest.mark.parametrize("word", ["空白样", "Blank 2", "质控样", "Blindprobe 1"])
def test_a_blank_in_the_column_of_points_is_no_point(tmp_path, word):
    data = f"plot,soc\nP1,12\n{word},ND\n"
    found = imported(tmp_path, data, columns=BASE)

    assert codes(found) == ["QC_SET_ASIDE"]
    assert column(found, "point") == ["P1"]


def test_a_blank_control_plot_is_a_point(tmp_path):
    found = imported(tmp_path, "plot,soc\n空白对照1,12\nCK1,13\n", columns=BASE)

    assert codes(found) == []
    assert column(found, "point") == ["CK1", "空白对照1"]
