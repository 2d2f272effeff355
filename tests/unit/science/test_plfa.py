"""Fatty acids: spellings, groups, carbon."""

import numpy as np
import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.plfa import (
    bacterial_carbon,
    fungal_carbon,
    group_content,
    marker,
    ratio,
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("i15:0", "i15:0"),
        ("16:1ω7c", "16:1w7"),
        ("18:1 w7", "18:1w7"),
        ("18:2w6,9", "18:2w6"),
        ("18:2 ω6,9c", "18:2w6"),
        ("10Me 16:0", "10me16:0"),
        ("cy-17:0", "cy17:0"),
        ("i15:0 (nmol/g)", "i15:0"),
        ("a15:0", "a15:0"),
    ],
)
def test_laboratories_spell_markers_in_many_ways(written, plain):
    assert marker(written) == plain


def test_groups_add_the_markers_that_were_looked_for():
    acids = {name: np.array([1.0, 2.0]) for name in ("i15:0", "a15:0", "cy17:0", "x")}

    assert group_content(acids, "bacterial").tolist() == [3.0, 6.0]
    assert group_content(acids, "gram_positive").tolist() == [2.0, 4.0]


def test_an_unknown_marker_leaves_the_group_unknown():
    acids = {"i15:0": np.array([1.0]), "a15:0": np.array([np.nan])}

    assert np.isnan(group_content(acids, "bacterial"))


def test_a_group_without_markers_is_refused():
    with pytest.raises(
        EdaphonError, match=r"SCI_MARKERS_MISSING.*group fungal"
    ) as refused:
        group_content({"i15:0": np.ones(1)}, "fungal")

    assert "18:2w6" in refused.value.problems[0].needed("en")
    assert "column names" in refused.value.problems[0].remedy("en")
    assert "列名" in refused.value.problems[0].remedy("zh")


def test_contents_are_not_negative():
    with pytest.raises(EdaphonError, match="i15:0 is negative"):
        group_content({"i15:0": np.array([-1.0])}, "bacterial")


def test_worked_carbon_of_the_science_sheet():
    assert bacterial_carbon(np.array([40.0])) == pytest.approx(110.011, abs=5e-4)
    assert fungal_carbon(np.array([3.0])) == pytest.approx(254.237, abs=5e-4)


def test_without_a_divisor_there_is_no_ratio():
    assert np.isnan(ratio(np.array([1.0]), np.array([0.0])))
