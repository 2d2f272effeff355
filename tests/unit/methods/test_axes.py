"""Axes: contiguous trees with attributes that finer axes inherit."""

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine.axes import Axes, Axis

GROUPS = Axis(
    name="group",
    parent="account",
    labels=("A project", "A control"),
    parents=(0, 0),
    attributes={"role": ("project", "control")},
)
POINTS = Axis(
    name="point", parent="group", labels=("p1", "p2", "c1"), parents=(0, 0, 1)
)
PROFILES = Axis(
    name="profile",
    parent="point",
    labels=("p1s", "p1e", "p2s", "p2e", "c1s", "c1e"),
    parents=(0, 0, 1, 1, 2, 2),
    attributes={"campaign": ("start", "end") * 3},
)
AXES = Axes([GROUPS, POINTS, PROFILES])


def test_the_account_is_the_root_and_has_one_element():
    assert AXES.names()[0] == "account"
    assert AXES.size("account") == 1
    assert "point" in AXES
    assert "layer" not in AXES


def test_an_axis_knows_what_lies_above_it():
    assert AXES.is_above("group", "profile")
    assert AXES.is_above("point", "point")
    assert not AXES.is_above("profile", "group")


def test_elements_find_their_ancestors_and_their_starts():
    assert AXES.ancestor("profile", "group").tolist() == [0, 0, 0, 0, 1, 1]
    assert AXES.offsets("profile", "group").tolist() == [0, 4, 6]
    assert AXES.offsets("point", "account").tolist() == [0, 3]


def test_a_selection_reads_attributes_of_every_axis_above():
    where = (("campaign", "end"), ("role", "control"))
    members = AXES.members("account", "profile", where)

    assert members.of(0).tolist() == [5]
    assert AXES.attribute("profile", "role") == ("project",) * 4 + ("control",) * 2


def test_a_group_without_elements_has_no_members():
    empty = Axes([GROUPS, Axis(name="point", parent="group", labels=(), parents=())])

    assert empty.members("group", "point", ()).of(1).tolist() == []
    assert empty.offsets("point", "group").tolist() == [0, 0, 0]


def test_an_axis_whose_parts_do_not_fit_is_refused():
    with pytest.raises(ValueError, match="differ in length"):
        Axis(name="point", parent="group", labels=("a", "b"), parents=(0,))


def test_elements_of_one_parent_must_lie_together():
    with pytest.raises(ValueError, match="must lie together"):
        Axis(name="point", parent="group", labels=("a", "b", "c"), parents=(0, 1, 0))


def test_selecting_by_an_unknown_attribute_says_which_axis_lacks_it():
    with pytest.raises(EdaphonError) as caught:
        AXES.attribute("point", "climate")
    problem = caught.value.problems[0]

    assert problem.code == "METHOD_ATTRIBUTE"
    assert "point by climate" in problem.found("en")
    assert "point" in problem.found("zh")
    assert "give the axis this attribute" in problem.remedy("en")
    assert "补充此属性" in problem.remedy("zh")


STRATA = Axis(
    name="stratum", parent="account", labels=("A", "B"), parents=(0, 0),
    holds={"group": ((0, 1), (1,))},
)  # fmt: skip


def test_an_element_may_hold_elements_that_others_hold_too():
    axes = Axes([GROUPS, STRATA])

    assert axes.members("stratum", "group", ()).of(0).tolist() == [0, 1]
    assert axes.members("stratum", "group", ()).of(1).tolist() == [1]


def test_what_an_element_holds_is_chosen_by_attribute():
    members = Axes([GROUPS, STRATA]).members("stratum", "group", (("role", "project"),))

    assert members.of(0).tolist() == [0]
    assert members.of(1).tolist() == []


def test_an_axis_whose_holdings_do_not_fit_is_refused():
    with pytest.raises(ValueError, match="differ in length"):
        Axis(
            name="stratum", parent="account", labels=("A",), parents=(0,),
            holds={"group": ()},
        )  # fmt: skip
