"""Walks over a trace of a few lines: two points, two layers each, a handful of rows."""

from types import SimpleNamespace

import polars as pl
import pytest

from edaphon.accounting import OBSERVATIONS
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.models.account import Figure, Text
from edaphon.schemas.traces import Trace
from edaphon.verification import walking
from edaphon.verification.walking import Trail, nodes
from tests.unit.verification.by_hand import (
    METHOD,
    Held,
    axis,
    fault,
    given,
    made,
    taken,
)

OTHER = "other.test/1.0"
ROWS = pl.DataFrame(
    {
        "file": ["b.csv", "a.csv", "a.csv", "a.csv", "gone.csv"],
        "sheet": ["", "", "", "", ""],
        "row": [2, 9, 3, 4, 5],
        "value": ["1", "2", "3", "4", "5"],
    }
)
AXES = [
    axis("whole", ["all"]),
    axis("vintage", ["2024", "2025"], "whole"),
    axis("point", ["P", "Q"], "whole"),
    axis("profile", ["P 1", "Q 1"], "point", [0, 1]),
    axis("layer", ["P a", "P b", "Q a", "Q b"], "profile", [0, 0, 1, 1]),
]
LAYERS = given("layers", "layer", [1.0, 2.0, 3.0, 4.0], rows=[[1], [2, 3], [0], []])


def figure(name, value, **changes):
    """Return a published figure."""
    fields = {
        "equation": f"no. {name}", "symbol": f"sym {name}", "unit": "t",
        "title": Text(en=name, zh=name), "uncertainty": None, "lacks": [],
        "class_": "T", "source": "", "mark": "S",
    }  # fmt: skip
    return Figure(name=name, value=value, **(fields | changes))


@pytest.fixture
def trail(monkeypatch):
    """Return what makes a trail of these lines, figures and rows."""

    def make(*steps, figures=(), axes=AXES, rows=ROWS, words=None, also=(), **account):
        fields = {
            "method": SimpleNamespace(id=METHOD), "figures": figures, "lacking": {},
            "status": "credited", "units": 0, "computed_units": "0",
            "issuable": False, "issuable_against": (),
        } | account  # fmt: skip
        other = {**fields, "method": SimpleNamespace(id=OTHER), "figures": ()}
        found = SimpleNamespace(
            account=SimpleNamespace(
                accounts=[SimpleNamespace(**fields), SimpleNamespace(**other)]
            ),
            trace=Trace(
                axes={(METHOD, item.name): item for item in axes}
                | {
                    (OTHER, item.name): item for item in also if hasattr(item, "labels")
                },
                steps={(METHOD, item.name): item for item in steps}
                | {(OTHER, item.name): item for item in also if hasattr(item, "over")},
            ),
        )
        monkeypatch.setattr(walking, "read_records", lambda _: found)
        monkeypatch.setattr(walking, "link_problems", lambda *_: [])
        monkeypatch.setattr(walking, "from_csv", lambda *_: rows)
        monkeypatch.setattr(walking, "description", lambda *_: words or {})
        return Trail(Held({OBSERVATIONS: b"", "data/a.csv": b"a", "data/b.csv": b"b"}))

    return make


def refused(look, *asked, **named):
    """Return the one problem for which a walk is refused."""
    with pytest.raises(EdaphonError) as caught:
        look(*asked, **named)
    (problem,) = caught.value.problems
    return problem


# --- What there is ------------------------------------------------------------


def test_a_bundle_with_a_broken_link_is_not_walked(trail, monkeypatch):
    trail()
    monkeypatch.setattr(walking, "link_problems", lambda *_: [fault("BUNDLE_LINK")])

    assert refused(Trail, Held({OBSERVATIONS: b""})).code == "BUNDLE_LINK"


def test_methods_and_points_are_told_in_their_order(trail):
    also = [axis("point", ["Q", "R"]), axis("layer", ["R a"])]
    found = trail(also=also)

    assert found.methods() == (METHOD, OTHER)
    assert found.points() == ("P", "Q", "R")
    assert found.status(METHOD) == "credited"


def test_figures_by_year_are_the_steps_over_years_that_the_method_names(trail):
    found = trail(
        given("input", "vintage", [1.0, 2.0]),
        made("yearly", "vintage", [5.0, None]),
        made("total", "whole", [5.0]),
        made("unnamed", "vintage", [1.0, 1.0]),
        words={"figures": ["total", "input", "yearly", "missing"]},
        status="provisional",
    )
    (yearly,) = found.by_year(METHOD)

    assert (yearly.name, yearly.status) == ("yearly", "provisional")
    assert yearly.values == {"2024": 5.0, "2025": None}
    assert (yearly.title.en, yearly.title.zh) == ("Yearly", "量")


def test_figures_are_published_with_the_status_of_their_account(trail):
    found = trail(
        made("gain", "whole", [1.25]),
        figures=[figure("gain", "1.25")],
        status="refused",
    )
    (gain,) = found.figures(METHOD)

    assert (gain.value, found.status(METHOD)) == ("1.25", "refused")


# --- What is asked ------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["gain", "sym gain", "no. gain"])
def test_a_figure_goes_by_name_symbol_or_number(wanted, trail):
    found = trail(
        made("gain", "whole", [1.0]), made("loss", "whole", [2.0]),
        figures=[figure("loss", "2"), figure("gain", "1")],
        lacking={"gain": ["yields"]},
        words={"names": {"gain": {"en": "Gain", "zh": "增量"}}},
    ).walk(METHOD, wanted)  # fmt: skip

    assert (found.root.name, found.figure.name) == ("gain", "gain")
    assert (found.lacking, found.status) == (("yields",), "credited")
    assert found.titles == {"gain": {"en": "Gain", "zh": "增量"}}


def test_a_step_that_is_no_figure_can_be_walked(trail):
    found = trail(made("step", "whole", [1.0])).walk(METHOD, "step")

    assert (found.root.name, found.figure, found.lacking) == ("step", None, ())


def test_a_figure_that_no_line_tells_is_walked_as_unknown(trail):
    """An account may publish that it does not know; nothing then is behind it."""
    found = trail(figures=[figure("gain", None)]).walk(METHOD, "gain")

    assert (found.root.unit, found.root.inputs, found.rows.height) == ("", (), 0)
    assert not found.root.seen_above


def test_an_unknown_figure_names_the_four_nearest_of_the_method(trail):
    names = ["gain a", "gain b", "gain c", "gain d", "loss"]
    found = trail(
        *(made(name, "whole", [1.0]) for name in names[1:]),
        figures=[figure("gain a", None)],
        also=[given("gain e", "whole", [1.0])],
    )
    problem = refused(found.walk, METHOD, "gain")
    near = problem.facts["known"]

    assert problem.code == "FIGURE_UNKNOWN"
    assert sorted(near) == names[:4]
    assert refused(trail(figures=[figure("x", None)]).walk, METHOD, "gain").facts[
        "known"
    ] == ["x"]


# --- Account and trace --------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "value", "class_", "agrees"),
    [
        ([1.5], "2", "T", True),
        ([1.5], "2", "E", True),
        ([1.0], "2", "T", True),
        ([1.0], "2", "E", False),
        ([2.0, 3.0], "2", "T", False),
        ([2.0, 3.0], None, "T", True),
        ([], None, "T", True),
        ([None], None, "T", True),
        ([2.0], None, "T", False),
        ([None], "2", "T", False),
    ],
)
def test_a_figure_is_the_one_value_of_its_step(values, value, class_, agrees, trail):
    axes = [*AXES, axis("own", ["x"] * len(values))]
    found = trail(
        made("gain", "own", values),
        figures=[figure("gain", value, class_=class_)],
        axes=axes,
    )

    for look in (lambda: found.figures(METHOD), lambda: found.walk(METHOD, "gain")):
        if agrees:
            assert look()
        else:
            assert refused(look).code == "FIGURE_APART"


def test_a_figure_without_a_line_has_no_value(trail):
    assert trail(figures=[figure("gain", None)]).figures(METHOD)
    found = trail(figures=[figure("gain", "2")])

    assert refused(found.figures, METHOD).facts["trace"] is None


@pytest.mark.parametrize(
    ("status", "units", "computed", "agrees"),
    [
        ("credited", 7, "7", True),
        ("credited", 6, "7", False),
        ("credited", 7, "6", False),
        ("credited", 0, "7", False),
        ("refused", 0, "7", True),
        ("refused", 7, "7", False),
        ("refused", 0, "6", False),
        ("provisional", 0, "7", True),
    ],
)
def test_units_are_those_of_the_figure_where_they_are_credited(
    status, units, computed, agrees, trail
):
    fields = {"status": status, "units": units, "computed_units": computed}
    found = trail(
        made("units", "whole", [7.0]), made("gain", "whole", [7.0]),
        figures=[figure("units", "7"), figure("gain", "7")], **fields,
    )  # fmt: skip

    assert found.walk(METHOD, "gain").figure.value == "7"
    if agrees:
        assert len(found.figures(METHOD)) == 2
    else:
        assert refused(found.figures, METHOD).code == "FIGURE_APART"


@pytest.mark.parametrize(
    ("published", "traced", "agree"),
    [
        ("608", 609.0, True),
        ("608", 607.0, True),
        ("608", 609.001, False),
        ("608", 606.999, False),
        ("1.25", 1.26, True),
        ("1.25", 1.2601, False),
        ("-1.25", -1.24, True),
        ("-1.25", -1.2399, False),
        ("0", 1.0, True),
        ("0", 1.001, False),
        (None, None, True),
        ("1", None, False),
        (None, 1.0, False),
    ],
)
def test_a_printed_value_may_be_one_last_digit_from_the_trace(published, traced, agree):
    assert walking._agree(published, traced, is_exact=False) is agree


@pytest.mark.parametrize(
    ("published", "traced", "agree"),
    [
        ("608", 608.0, True),
        ("608", 608.7, True),
        ("608", 609.0, False),
        ("608", 607.0, False),
        ("0", 0.0, True),
    ],
)
def test_an_exact_figure_is_never_its_neighbour(published, traced, agree):
    assert walking._agree(published, traced, is_exact=True) is agree


# --- The tree -----------------------------------------------------------------


def names(root):
    """Return depth, name and whether it was told above, parents first."""
    return [(depth, node.name, node.seen_above) for depth, node in nodes(root)]


def test_each_step_is_told_once_with_what_it_rests_on(trail):
    found = trail(
        LAYERS,
        made("mean", "whole", [1.0], taken("layers")),
        made("gain", "whole", [1.0], taken("mean"), taken("layers"), taken("mean")),
    ).walk(METHOD, "gain")

    assert names(found.root) == [
        (0, "gain", False),
        (1, "mean", False),
        (2, "layers", False),
        (1, "layers", True),
        (1, "mean", True),
    ]
    layers = found.root.inputs[0].inputs[0]
    assert (layers.values, layers.unit, layers.over) == ([1, 2, 3, 4], "1", "layer")
    assert layers.labels == ["P a", "P b", "Q a", "Q b"]
    assert (layers.title, found.root.title.en) == (None, "Gain")
    assert layers.line()["origin"] == {"kind": "observations", "paths": []}
    assert {"rows", "values"}.isdisjoint(layers.line())
    assert found.root.step.equation == "1"


@pytest.mark.parametrize(("value", "told"), [(1.0, []), (None, ["absent"])])
def test_what_has_no_line_is_told_only_where_a_value_is_missing(value, told, trail):
    found = trail(
        LAYERS, made("gain", "whole", [value], taken("layers"), taken("absent"))
    ).walk(METHOD, "gain")

    assert [node.name for node in found.root.inputs] == ["layers", *told]


def test_an_input_none_of_which_was_taken_is_not_told(trail):
    found = trail(
        LAYERS,
        made("gain", "whole", [1.0], taken("layers", {"kind": "none"})),
        axes=[*AXES[:4], axis("layer", "abcd", "profile", [0, 0, 1, 1], kind="pqrs")],
    ).walk(METHOD, "gain")

    assert found.root.inputs == ()
    assert found.rows.height == 0


@pytest.mark.parametrize(("steps", "walked"), [(400, True), (401, False)])
def test_a_way_back_has_at_most_400_steps(steps, walked, trail):
    chain = [made("s0", "whole", [1.0])]
    chain += [
        made(f"s{number}", "whole", [1.0], taken(f"s{number - 1}"))
        for number in range(1, steps + 1)
    ]
    found = trail(*chain)

    if walked:
        assert found.walk(METHOD, f"s{steps}").root.name == "s400"
    else:
        problem = refused(found.walk, METHOD, f"s{steps}")
        assert problem.code == "JSON_DEPTH"
        assert (problem.facts["found"], problem.facts["limit"]) == ("s0", 400)


# --- One point, and the rows --------------------------------------------------

TREE = (
    LAYERS,
    made("profiles", "profile", [3.0, 7.0], taken("layers")),
    made("points", "point", [3.0, 7.0], taken("profiles")),
    made("yearly", "vintage", [5.0, 5.0], taken("points")),
    made("gain", "whole", [10.0], taken("yearly")),
)


@pytest.mark.parametrize(
    ("point", "layers", "rows"),
    [
        ("", ["P a", "P b", "Q a", "Q b"], [("a.csv", 3), ("a.csv", 4), ("a.csv", 9),
                                           ("b.csv", 2)]),
        ("P", ["P a", "P b"], [("a.csv", 3), ("a.csv", 4), ("a.csv", 9)]),
        ("Q", ["Q a", "Q b"], [("b.csv", 2)]),
        ("R", [], []),
    ],
)  # fmt: skip
def test_a_walk_keeps_to_the_layers_of_one_point(point, layers, rows, trail):
    found = trail(*TREE).walk(METHOD, "gain", point=point)
    told = {node.name: node.labels for _, node in nodes(found.root)}

    assert told["yearly"] == ["2024", "2025"]
    assert told.get("layers", []) == layers
    assert len(told.get("points", [])) == len(layers) // 2
    assert len(told.get("profiles", [])) == len(layers) // 2
    assert found.rows.select("file", "row").rows() == rows
    assert list(found.files) == sorted({file for file, _ in rows})


def test_layers_under_no_point_belong_to_none(trail):
    axes = [axis("whole", ["all"]), axis("layer", ["a", "b", "c", "d"])]
    found = trail(LAYERS, made("gain", "whole", [1.0], taken("layers")), axes=axes)

    assert found.walk(METHOD, "gain").rows.height == 4
    assert found.walk(METHOD, "gain", point="P").rows.height == 0


def test_lines_of_another_method_are_not_walked(trail):
    other = given("points", "whole", [1.0], rows=[[0]])
    found = trail(*TREE, also=[axis("whole", ["x", "y"]), other])

    assert found.walk(METHOD, "gain").rows.height == 4


def test_digests_are_told_of_the_files_that_the_bundle_lists(trail):
    layers = given("layers", "layer", [1.0] * 4, rows=[[4], [0], [], []])
    found = trail(layers, made("gain", "whole", [1.0], taken("layers")))
    walk = found.walk(METHOD, "gain")

    assert walk.rows["file"].to_list() == ["b.csv", "gone.csv"]
    assert list(walk.files) == ["b.csv"]
    assert walk.files["b.csv"].startswith("sha256:")


def test_an_input_that_names_no_rows_has_none(trail):
    found = trail(
        given("constant", "whole", [1.0]),
        made("gain", "whole", [1.0], taken("constant")),
    )

    assert found.walk(METHOD, "gain").rows.height == 0


@pytest.mark.parametrize(
    ("rows", "beyond"), [([[4], [0]], 0), ([[0], [5]], 5), ([[9, 0], [7]], 9)]
)
def test_a_row_beyond_the_table_is_refused(rows, beyond, trail):
    found = trail(
        given("points", "point", [1.0, 2.0], rows=rows),
        made("gain", "whole", [1.0], taken("points")),
    )

    if beyond:
        problem = refused(found.walk, METHOD, "gain")
        assert (problem.code, problem.facts["found"]) == ("RECORD_FORM", beyond)
    else:
        assert found.walk(METHOD, "gain").rows.height == 2
