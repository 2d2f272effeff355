"""The value of a formula, computed as its line is read."""

import math

import pytest

from edaphon.methods.engine.equation import Factor
from edaphon.methods.engine.formula import Symbol, parse
from edaphon.methods.engine.formula_value import Known, Named, sides, value

FUNCTIONS = {
    Symbol("max"): Named(max),
    Symbol("n"): Named(lambda values: float(len(values)), of_values=True),
}


def of(formula, **symbols):
    given = {parse(name)[0]: held for name, held in symbols.items()}
    return value(parse(formula), Known(symbols=given, functions=FUNCTIONS))


def test_products_bind_closer_than_sums_and_run_from_the_left():
    assert of("2 + 3 · 4 − 12 / 2 / 3") == 12
    assert of("−2 · 3 + 1") == -5
    assert of("(2 + 3) · 4") == 20
    assert of("44/12") == 44 / 12


def test_what_stands_side_by_side_is_multiplied():
    assert of("k (k − 1)", k=5.0) == 20
    assert of("π (d / 2)²", d=4.0) == pytest.approx(12.566370614359172, rel=1e-15)


def test_fractions_roots_powers_and_bars():
    assert of("[1 + 2] / [2]") == 1.5
    assert of("√(x² + y_h²)", x=3.0, y_h=4.0) == 5
    assert of("10⁶ · |x|³", x=-2.0) == 8e6
    assert of("floor(x) + ceil(x)", x=-1.5) == -3
    assert of("2 · ceil(x)", x=1.0) == 2


def test_a_sum_runs_over_the_product_after_it_and_no_further():
    assert of("Σ_h a_h · b_h / 2 + c", a_h=(1.0, 2.0), b_h=(3.0, 4.0), c=10.0) == 15.5
    assert of("2 · Σ_h (a_h − 1)", a_h=(1.0, 2.0)) == 2
    assert of("Σ a", a=()) == 0


def test_a_symbol_may_carry_its_power_in_its_name():
    given = {"s²_D": 7.0, "a_h": (3.0, 1.0)}

    assert of("Σ_h a_h² + s²_D", **given) == 17


def test_functions_take_numbers_or_all_values():
    assert of("max(0, −x)", x=2.0) == 0
    assert of("max(d_i − 1)", d_i=(5.0, 7.0, 6.0)) == 6
    assert of("n(d_i) − 1", d_i=(5.0, 6.0, 7.0)) == 2
    assert of("Σ_i max(d_i, 0)", d_i=(-1.0, 2.0, 3.0)) == 5
    assert of("Σ_i max(0, d_i)", d_i=(-1.0, 2.0, 3.0)) == 5


def test_a_factor_with_a_range_is_taken_at_the_end_that_its_sign_names():
    ends = Factor(low=1.0, value=2.0, high=3.0)

    assert of("F(I) · 2", F=ends, I=1.0) == 6
    assert of("F(I) · 2", F=ends, I=0.0) == 2


def test_the_case_that_holds_is_computed_and_remembered():
    row = parse("{1: x > 0, y ≥ 0; 0: x ≤ 0}")
    known = Known(symbols={Symbol("x"): 1.0, Symbol("y"): 0.0}, functions={})

    assert value(row, known) == 1
    assert known.chosen == {(row[0], 0)}
    assert of("{1: x > 0; 0: x ≤ 0}", x=0.0) == 0
    assert of("{1: x ≥ 0; 0: else, x ≤ 0}", x=0.0) == 1
    assert of("{1: x ≥ 0; 0: else, x ≤ 0}", x=-1.0) == 0
    assert of("{1: x = 0; 0: x < 0}", x=0.0) == 1


def test_there_is_no_value_where_the_line_gives_none():
    for formula, given in (
        ("[1] / [x]", {"x": 0.0}),
        ("1 / x", {"x": 0.0}),
        ("√(x)", {"x": -1.0}),
        ("{1: x > 0}", {"x": 0.0}),
        ("floor(x)", {"x": math.inf}),
        ("Σ_h a_h · b_h", {"a_h": (1.0,), "b_h": (1.0, 2.0)}),
        ("n(a_h · b_h)", {"a_h": (1.0,), "b_h": (1.0, 2.0)}),
    ):
        assert math.isnan(of(formula, **given)), formula


@pytest.mark.parametrize(
    ("formula", "given", "told"),
    [
        ("x + y", {"x": 1.0}, "y"),
        ("a_h", {"a_h": (1.0,)}, "more than one number"),
        ("Σ_h x", {"x": 1.0}, "over no values"),
        ("{1: x}", {"x": 0.0}, "compares nothing"),
        ("{1: x ≥ 0; 0: x ≤ 0}", {"x": 0.0}, "two cases"),
        ("x · ", {"x": 0.0}, "beside an operator"),
        ("− + x", {"x": 0.0}, "two signs"),
        ("x + ", {"x": 0.0}, "beside an operator"),
    ],
)
def test_a_line_that_cannot_be_computed_says_why(formula, given, told):
    with pytest.raises(ValueError, match=told):
        of(formula, **given)


def test_a_formula_begins_with_its_result():
    assert sides(parse("R_h = 1"))[0] == Symbol("R", "h")
    with pytest.raises(ValueError, match="does not begin"):
        sides(parse("1 + 2"))
