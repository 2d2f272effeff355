"""Layered drawings: rows downwards, no overlap, few crossings."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edaphon.methods.showing.layering import layout


def width(_: str) -> float:
    return 10.0


def test_a_chain_goes_straight_down():
    drawn = layout(["a", "b", "c"], [("a", "b"), ("b", "c")], width)

    assert drawn.rows == (("a",), ("b",), ("c",))
    assert len({round(drawn.middles[name], 6) for name in "abc"}) == 1


def test_a_long_edge_passes_every_row_between():
    drawn = layout(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")], width)

    assert len(drawn.bends["a", "c"]) == 1
    assert drawn.bends["a", "b"] == ()


def test_edges_that_need_not_cross_do_not():
    nodes = ["a", "b", "x", "y"]
    drawn = layout(nodes, [("a", "y"), ("b", "x")], width)
    upper, lower = drawn.rows

    assert (upper.index("a") < upper.index("b")) == (
        lower.index("y") < lower.index("x")
    )


def test_a_source_stands_just_above_what_takes_it():
    edges = [("a", "b"), ("b", "c"), ("late", "c")]
    drawn = layout(["a", "b", "c", "late"], edges, width)

    assert "late" in drawn.rows[1]


def test_nothing_gives_nothing():
    assert layout([], [], width).rows == ()


@given(
    st.integers(2, 14).flatmap(
        lambda size: st.lists(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=30
        ).map(
            lambda pairs: (
                size,
                sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}),
            )
        )
    )
)
def test_nodes_of_a_row_never_overlap_and_edges_point_down(graph):
    size, pairs = graph
    nodes = [f"n{index}" for index in range(size)]
    drawn = layout(nodes, [(f"n{a}", f"n{b}") for a, b in pairs], width)
    level = {name: row for row, names in enumerate(drawn.rows) for name in names}

    for names in drawn.rows:
        middles = [drawn.middles[name] for name in names]
        assert all(b - a >= 10.0 - 1e-9 for a, b in pairwise(middles))
    assert all(level[f"n{a}"] < level[f"n{b}"] for a, b in pairs)
