"""Layer masses and stocks under the three bulk densities in use."""

import numpy as np
import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.derivations import coarse_volume
from edaphon.science.stocks import (
    fine_earth_mass,
    layer_carbon,
    thickness_within,
)


def stock(density: float, kind: str, coarse: float, content: float = 15.0) -> float:
    mass = fine_earth_mass(
        np.array([density]), np.array([30.0]), kind=kind, coarse=coarse
    )
    return float(layer_carbon(mass, np.array([content]))[0])


def test_a_layer_with_stones():
    assert stock(1.3, "fine_earth", 0.05) == pytest.approx(55.575, rel=1e-12)


def test_the_three_bulk_densities_agree():
    (coarse,) = coarse_volume(
        np.array([np.nan]), np.array([10.0]), np.array([1.4]),
        of_whole_soil=np.array([True]), without_stones=False, stone_density=2.6,
    )  # fmt: skip

    assert coarse == pytest.approx(0.05384615, abs=5e-9)
    assert stock(1.26 / (1 - coarse), "fine_earth", coarse) == pytest.approx(56.7)
    assert stock(1.26, "fine_earth_per_core", 0.0) == pytest.approx(56.7, rel=1e-12)
    assert stock(1.4, "total", 0.1) == pytest.approx(56.7, rel=1e-12)
    assert 1.26 / (1 - coarse) == pytest.approx(1.331707, abs=5e-7)


def test_stones_are_not_taken_off_twice():
    with pytest.raises(
        EdaphonError, match=r"SCI_STONES_TWICE.*stones out already"
    ) as refused:
        stock(1.26, "fine_earth_per_core", 0.05)

    assert "Leave the coarse fraction out" in refused.value.problems[0].remedy("en")
    assert "去掉砾石含量" in refused.value.problems[0].remedy("zh")


def test_a_coarse_fraction_in_percent_is_refused():
    with pytest.raises(
        EdaphonError, match=r"SCI_OUT_OF_RANGE.*between 0\.0 and 1\.0"
    ) as refused:
        stock(1.3, "fine_earth", 5.0)

    assert "5 % is 0.05" in refused.value.problems[0].remedy("en")
    assert "5% 写作 0.05" in refused.value.problems[0].remedy("zh")


def test_negative_contents_are_refused_with_their_place():
    with pytest.raises(EdaphonError, match="position 2") as refused:
        layer_carbon(np.array([1.0, 1.0]), np.array([2.0, -0.1]))

    assert refused.value.problems[0].code == "SCI_NEGATIVE"
    assert "detection limit" in refused.value.problems[0].remedy("en")
    assert "检出限" in refused.value.problems[0].remedy("zh")


def test_what_is_unknown_stays_unknown():
    mass = fine_earth_mass(
        np.array([1.3, np.nan]), np.array([30.0, 30.0]), kind="fine_earth"
    )

    assert np.isnan(mass).tolist() == [False, True]


def test_only_the_part_above_the_depth_counts():
    top, bottom = np.array([0.0, 20.0, 35.0]), np.array([20.0, 35.0, 60.0])

    assert thickness_within(top, bottom, depth=30.0).tolist() == [20.0, 10.0, 0.0]
