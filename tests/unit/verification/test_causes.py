"""Which elements a figure was made of, on axes that are counted out by hand.

Two strata hold two points each; seasons lie beside them.
"""

import pytest

from edaphon.verification.causes import Causes
from tests.unit.verification.by_hand import axis, given, made, taken

AXES = [
    axis("whole", ["all"]),
    axis("stratum", ["A", "B"], "whole", kind=["wet", "dry"]),
    axis("point", "abcd", "stratum", [0, 0, 1, 1], role=["p", "c", "p", "c"]),
    axis("season", ["spring", "autumn"]),
]


def behind(root, *sources, axes=AXES):
    """Return the elements behind a step, by the name of what they belong to."""
    steps = {item.name: item for item in (*sources, root)}
    found = Causes({item.name: item for item in axes}, steps).of(root.name)
    return {
        name: [place for place, is_meant in enumerate(mask) if is_meant]
        for name, mask in found.items()
    }


POINTS = given("points", "point", [1.0, 2.0, 3.0, 4.0])
BY_STRATUM = given("strata", "stratum", [1.0, 2.0])


def test_a_step_that_is_not_told_has_nothing_behind_it():
    assert Causes({}, {}).of("nothing") == {}


def test_an_input_rests_on_itself_alone():
    assert behind(POINTS) == {"points": [0, 1, 2, 3]}


def test_what_has_no_line_is_passed_over():
    root = made("sum", "whole", [1.0], taken("points"), taken("unknown"))

    assert behind(root, POINTS) == {"sum": [0], "points": [0, 1, 2, 3]}


# --- where --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "chosen"),
    [
        ({"role": "p"}, [0, 2]),
        ({"kind": "wet"}, [0, 1]),
        ({"role": "c", "kind": "dry"}, [3]),
        ({"role": "other"}, []),
        ({"colour": "red"}, [0, 1, 2, 3]),
    ],
)
def test_elements_are_chosen_by_attributes_of_their_own_or_above(where, chosen):
    root = made("sum", "whole", [1.0], taken("points", where))

    assert behind(root, POINTS)["points"] == chosen


def test_the_nearest_axis_that_has_an_attribute_decides():
    axes = [
        axis("whole", ["all"], kind=["above"]),
        axis("point", ["a", "b"], "whole", kind=["own", "above"]),
    ]
    root = made("sum", "whole", [1.0], taken("points", {"kind": "above"}))

    assert behind(root, given("points", "point", [1.0, 2.0]), axes=axes)["points"] == [
        1
    ]


def test_what_two_steps_chose_is_behind_the_one_that_takes_both():
    first = made("first", "whole", [1.0], taken("points", {"kind": "wet"}))
    second = made("second", "whole", [1.0], taken("points", {"role": "p"}))
    root = made("sum", "whole", [1.0], taken("first"), taken("second"))

    assert behind(root, POINTS, first, second)["points"] == [0, 1, 2]


def test_what_grew_on_the_way_is_followed_to_the_end():
    """The root takes one stratum of what another step takes whole."""
    middle = made("middle", "stratum", [1.0, 2.0], taken("points"))
    late = made("late", "whole", [1.0], taken("middle", {"kind": "dry"}))
    root = made("sum", "whole", [1.0], taken("middle", {"kind": "wet"}), taken("late"))

    found = behind(root, POINTS, middle, late)

    assert found["middle"] == [0, 1]
    assert found["points"] == [0, 1, 2, 3]


class Counting(Causes):
    """Counts how often each step is walked."""

    def __init__(self, axes, steps):
        super().__init__(axes, steps)
        self.walked = []

    def _taken(self, name, wanted):
        self.walked += [] if wanted is None else [name]
        return super()._taken(name, wanted)


def test_each_step_is_walked_once_and_no_other():
    steps = [
        POINTS,
        BY_STRATUM,
        made("a", "whole", [1.0], taken("points", {"kind": "wet"})),
        made("b", "whole", [1.0], taken("a"), taken("points", {"kind": "dry"})),
        made("c", "whole", [1.0], taken("a"), taken("b")),
        made("later", "whole", [1.0], taken("c"), taken("strata")),
    ]
    causes = Counting(
        {item.name: item for item in AXES}, {item.name: item for item in steps}
    )
    causes.of("c")

    assert causes.walked == ["c", "b", "a", "points"]


# --- Between axes -------------------------------------------------------------


def test_what_lies_below_and_above_the_wanted_elements_is_taken():
    middle = made("middle", "stratum", [1.0, 2.0], taken("points"), taken("total"))
    root = made("sum", "whole", [1.0], taken("middle", {"kind": "dry"}))

    found = behind(root, POINTS, given("total", "whole", [1.0]), middle)

    assert found == {"sum": [0], "middle": [1], "points": [2, 3], "total": [0]}


def test_what_lies_beside_is_taken_under_the_nearest_axis_above_both():
    axes = [*AXES, axis("core", "vwxy", "stratum", [1, 1, 0, 0])]
    middle = made("middle", "point", [1.0] * 4, taken("cores"))
    root = made("sum", "whole", [1.0], taken("middle", {"role": "p", "kind": "wet"}))

    found = behind(root, given("cores", "core", [1.0] * 4), middle, axes=axes)

    assert found["middle"] == [0]
    assert found["cores"] == [2, 3]


@pytest.mark.parametrize(("role", "seasons"), [("p", [0, 1]), ("none", [])])
def test_without_an_axis_above_both_one_wanted_element_takes_all(role, seasons):
    middle = made("middle", "point", [1.0] * 4, taken("seasons"))
    root = made("sum", "whole", [1.0], taken("middle", {"role": role}))

    found = behind(root, given("seasons", "season", [1.0, 2.0]), middle)

    assert found["seasons"] == seasons


def test_elements_that_are_held_are_taken_and_no_others():
    """A season holds points of both strata; what it names beyond them is no point."""
    seasons = axis(
        "season", ["s", "t"], holds={"point": [[0, 3, 4], [1]]}, of=["s", "t"]
    )
    middle = made("middle", "season", [1.0, 2.0], taken("points"))
    root = made("sum", "whole", [1.0], taken("middle", {"of": "s"}))

    found = behind(root, POINTS, middle, axes=[*AXES[:3], seasons])

    assert found["middle"] == [0]
    assert found["points"] == [0, 3]


# --- Missing values -----------------------------------------------------------

GAPS = given("points", "point", [1.0, None, None, 4.0])


def test_what_has_no_value_did_not_enter():
    assert behind(made("sum", "whole", [5.0], taken("points")), GAPS)["points"] == [
        0,
        3,
    ]


def test_a_value_that_is_missing_is_asked_for_all_it_could_rest_on():
    root = made("sum", "stratum", [None, 4.0], taken("points"))

    assert behind(root, GAPS)["points"] == [0, 1, 2, 3]


def test_a_missing_value_that_is_not_wanted_asks_for_nothing():
    middle = made("middle", "stratum", [None, 4.0], taken("points"))
    root = made("sum", "whole", [4.0], taken("middle", {"kind": "dry"}))

    assert behind(root, GAPS, middle)["points"] == [3]


# --- Instead of another, and only with another --------------------------------


def test_a_stand_in_is_taken_where_what_it_stands_for_is_missing():
    root = made(
        "filled", "point", [1.0] * 4, taken("points"),
        taken("usual", unless="points"),
    )  # fmt: skip

    found = behind(root, GAPS, given("usual", "point", [9.0] * 4))

    assert found["points"] == [0, 3]
    assert found["usual"] == [1, 2]


def test_a_stand_in_of_a_stratum_is_taken_for_points_of_it():
    """Element by element of the source, where the step itself is coarser."""
    root = made("sum", "whole", [1.0], taken("strata"), taken("usual", unless="strata"))
    strata = given("strata", "stratum", [None, 2.0])

    found = behind(root, strata, given("usual", "point", [9.0] * 4))

    assert found["usual"] == [0, 1]


def test_a_stand_in_above_the_points_is_taken_when_one_of_them_misses_it():
    root = made(
        "filled", "point", [1.0] * 4, taken("strata"), taken("usual", unless="strata")
    )
    strata = given("strata", "stratum", [None, 2.0])

    assert behind(root, strata, given("usual", "stratum", [9.0, 9.0]))["usual"] == [0]
    strata = given("strata", "stratum", [1.0, 2.0])
    assert behind(root, strata, given("usual", "stratum", [9.0, 9.0]))["usual"] == []


@pytest.mark.parametrize(
    ("switch", "chosen"),
    [([1.0, 0.0, None, -1.0], [0, 3]), ([0.0] * 4, []), ([1.0] * 4, [0, 1, 2, 3])],
)
def test_what_is_taken_only_with_another_is_where_that_is_not_zero(switch, chosen):
    root = made(
        "sum", "point", [1.0] * 4, taken("switch"),
        taken("points", only_with="switch"),
    )  # fmt: skip

    found = behind(root, given("switch", "point", switch), POINTS)

    assert found["points"] == chosen


def test_both_guards_hold_together():
    root = made(
        "sum", "point", [1.0] * 4, taken("switch"), taken("first"),
        taken("points", unless="first", only_with="switch"),
    )  # fmt: skip
    first = given("first", "point", [None, None, 1.0, 1.0])

    found = behind(root, given("switch", "point", [1.0, 0.0, 1.0, 0.0]), first, POINTS)

    assert found["points"] == [0]


@pytest.mark.parametrize("guard", ["seasons", "unknown", "not an argument"])
def test_a_guard_beside_the_axes_or_without_a_line_guards_nothing(guard):
    root = made(
        "sum", "point", [1.0] * 4, taken("seasons"), taken("unknown"),
        taken("points", unless=guard),
    )  # fmt: skip

    found = behind(root, given("seasons", "season", [1.0, 2.0]), POINTS)

    assert found["points"] == [0, 1, 2, 3]
