"""Masses of thin density layers, added up within the concentration layers."""

import numpy as np
import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.thin_layers import DepthLayers, merge_thin_layers


def layers(*cores: list[float]) -> DepthLayers:
    """Layers between the given depths, one list per core."""
    tops = [depth for core in cores for depth in core[:-1]]
    bottoms = [depth for core in cores for depth in core[1:]]
    counts = np.cumsum([0, *(len(core) - 1 for core in cores)])
    return DepthLayers(np.array(tops, float), np.array(bottoms, float), counts)


def test_thin_layers_add_up_core_by_core():
    merged = merge_thin_layers(
        layers([0, 10, 30], [0, 20]),
        layers([0, 5, 10, 20, 30], [0, 20]),
        np.array([600.0, 650.0, 1300.0, 1400.0, 2500.0]),
    )

    assert merged.tolist() == [1250.0, 2700.0, 2500.0]


def test_a_density_layer_across_a_bound_is_shared_by_thickness():
    merged = merge_thin_layers(
        layers([0, 15, 30]), layers([0, 10, 30]), np.array([1200.0, 2800.0])
    )

    assert merged == pytest.approx([1200 + 700, 2100], rel=1e-14)


def test_an_unknown_density_leaves_only_its_own_layers_unknown():
    merged = merge_thin_layers(
        layers([0, 10, 30]), layers([0, 10, 20, 30]), np.array([1.0, np.nan, 3.0])
    )

    assert merged[0] == 1.0
    assert np.isnan(merged[1])


def test_density_deeper_than_the_concentrations_is_left_out():
    merged = merge_thin_layers(
        layers([0, 10]), layers([0, 10, 20]), np.array([1.0, np.nan])
    )

    assert merged.tolist() == [1.0]


@pytest.mark.parametrize(
    ("depths", "covered"), [([0, 10, 25], "15.0"), ([10, 30], "20.0")]
)
def test_a_gap_of_density_is_named_and_never_filled(depths, covered):
    wanted = layers([0, 10], [0, 10, 30])
    given = layers([0, 10], depths)

    with pytest.raises(EdaphonError) as refused:
        merge_thin_layers(wanted, given, np.ones(given.top.size))

    problem = refused.value.problems[-1 if covered == "15.0" else 0]
    assert problem.code == "SCI_DENSITY_GAP"
    assert "core 2" in problem.found("en")
    assert "never carried over a gap" in problem.remedy("en")
    assert "不会用相邻土层的容重填补" in problem.remedy("zh")


def test_density_layers_that_overlap_are_refused():
    doubled = DepthLayers(
        np.array([0.0, 5.0]), np.array([10.0, 10.0]), np.array([0, 2])
    )

    with pytest.raises(EdaphonError, match=r"density for 15\.0 cm"):
        merge_thin_layers(layers([0, 10]), doubled, np.ones(2))


def test_layers_end_below_their_top():
    with pytest.raises(EdaphonError, match="Exchange or correct") as refused:
        DepthLayers(np.array([0.0, -10.0]), np.array([10.0, -20.0]), np.array([0, 2]))

    assert refused.value.problems[0].code == "SCI_DEPTHS_REVERSED"
    assert "对调" in refused.value.problems[0].remedy("zh")


def test_cores_must_pair():
    with pytest.raises(EdaphonError, match="differ in shape"):
        merge_thin_layers(layers([0, 10], [0, 10]), layers([0, 10]), np.ones(1))


def test_layer_bounds_must_pair():
    with pytest.raises(EdaphonError, match="differ in shape"):
        DepthLayers(np.zeros(2), np.ones(1), np.array([0, 2]))
