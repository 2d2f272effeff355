"""A bulk density that does not say what it is of is asked about where stones are."""

import pytest

from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from tests.synthetic_documents import SOIL
from tests.synthetic_project import SyntheticProject


def stony(percent, **rule):
    made = SyntheticProject(points=2, controls=2)
    for row in made.tables[SOIL]:
        row["stones"] = percent
    made.map_column(SOIL, "stones", **{"is": "coarse_mass", "unit": "%"})
    made.map_column(SOIL, "bd", **{"is": "bulk_density", "unit": "g/cm3", **rule})
    return made


def test_stones_ask_for_the_basis(tmp_path):
    with pytest.raises(EdaphonError) as caught:
        gather(stony("0.1").write(tmp_path))

    assert [item.code for item in caught.value.problems] == ["DENSITY_BASIS"]
    assert "bd" in caught.value.problems[0].text("zh")


@pytest.mark.parametrize("made", [stony("0"), stony("5", basis="whole_soil")])
def test_no_stones_or_a_stated_basis_ask_nothing(tmp_path, made):
    _, problems = gather(made.write(tmp_path))

    assert "DENSITY_BASIS" not in {item.code for item in problems}
