"""Formulas: one line typed, drawn three ways."""

import json
import xml.etree.ElementTree as ET

import pytest

from edaphon.methods.engine.formula import formula_record, parse, symbols
from edaphon.methods.engine.pack import pack, pack_ids
from edaphon.methods.showing.formula_drawing import mathml, plain, tex
from edaphon.methods.showing.wording import Words

FORMULAS = sorted(
    {item.formula for name in pack_ids() for item in pack(name).equations}
)


def test_a_subscript_runs_over_commas_that_no_space_follows():
    found = symbols(parse("R = min(L_D, L_G) + g_h,p"))

    assert found == ["R", "min", "L_D", "L_G", "g_h,p"]


def test_plain_text_puts_a_compound_fraction_in_brackets():
    assert plain("SE = [√(s²_mean) + 1] / [x]") == "SE = (√(s_mean²) + 1) / x"


def test_a_leading_minus_belongs_to_its_number():
    assert plain("B = −E") == "B = −E"
    assert plain("N = max(0, −N)") == "N = max(0, −N)"


def test_tex_draws_fractions_sums_and_cases():
    assert tex("g = [1] / [n_h] · Σ_i d_i") == (
        r"g =\frac{1}{n_{h} }\cdot \sum_{i} d_{i}"
    )
    assert tex("I = {1: x > 0; 0: x ≤ 0}") == (
        r"I =\begin{cases}1& x >0 \\ 0& x \le 0\end{cases}"
    )
    assert tex("CO2_ff") == r"{\mathrm{CO_{2}}}_{\mathrm{ff}}"


def test_mathml_lowers_the_figures_of_chemical_formulas():
    assert "<msub><mi>CO</mi><mn>2</mn></msub>" in mathml("ΔCO2_wp = 0")


def test_rounding_has_its_own_brackets():
    assert plain("U = floor(N) + ceil(M)") == "U = ⌊N⌋ + ⌈M⌉"


def test_the_record_of_a_formula_is_plain_lists():
    assert formula_record("") == []
    assert formula_record("a_h = [b²] / [|c|]") == [
        ["symbol", "a", "h", ""],
        ["sign", "=", ""],
        [
            "fraction",
            [["symbol", "b", "", "²"]],
            [["fence", "|", [["symbol", "c", "", ""]], "|", ""]],
        ],
    ]
    assert formula_record("{1: √(x); 0: y}") == [
        [
            "cases",
            [[["sign", "1", ""]], [["root", [["symbol", "x", "", ""]]]]],
            [[["sign", "0", ""]], [["symbol", "y", "", ""]]],
        ]
    ]


def test_formulas_that_differ_have_records_that_differ():
    records = {json.dumps(formula_record(formula)) for formula in FORMULAS}

    assert len(records) == len(FORMULAS)


@pytest.mark.parametrize("broken", ["a = (b", "a = [b] c", "a = {1: b", "a = b)"])
def test_an_open_bracket_is_refused(broken):
    with pytest.raises(ValueError, match="formula"):
        parse(broken)


def test_every_formula_of_our_packs_is_drawn():
    for formula in FORMULAS:
        ET.fromstring(mathml(formula))  # noqa: S314 - our own text

    assert [
        formula
        for formula in FORMULAS
        if tex(formula).count("{") != tex(formula).count("}") or "[" in plain(formula)
    ] == []


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_symbol_of_a_formula_is_explained_below_it(pack_id):
    words = Words(pack(pack_id), "en")
    lacking = {}
    for item in pack(pack_id).equations:
        written = symbols(parse(item.formula))
        typed = {*written, *(sign.partition("_")[0] for sign in written)}
        explained = {
            "".join(sign for sign in meaning.symbol if sign not in "²⁴")
            for meaning in words.meanings(item)
        } - {"44/12"}
        if explained - typed:
            lacking[item.name] = explained - typed

    assert lacking == {}
