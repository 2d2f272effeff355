"""Indices of symbols and formulas, told apart from what stands behind them."""

import pytest

from edaphon.reporting.symbols import runs


@pytest.mark.parametrize(
    ("formula", "indices"),
    [
        ("s_D = √(Σ_h a_h² · v_h)", ["D", "h", "h", "h"]),
        ("u_lab² + A_h,p² + a_h⁴", ["lab", "h,p", "h"]),
        ("Q_k−1", ["k"]),
        ("W_CO2", ["CO2"]),
    ],
)
def test_a_power_is_of_the_symbol_and_not_of_its_index(formula, indices):
    assert [part for part, is_index in runs(formula) if is_index] == indices
    assert "".join(part for part, _ in runs(formula)) == formula.replace("_", "")
