"""The printed formula of a pack's own equations against their bodies."""

import json

import pytest
from click.testing import CliRunner

from edaphon.cli.method import command
from edaphon.methods.engine.pack import BUILT_IN, pack
from edaphon.methods.showing import formula_check
from edaphon.methods.showing.formula_check import (
    formula_problems,
    own_equations,
    unproved_problems,
    without_formula,
)
from tests.unit.methods.strangers import EQUATIONS, STRANGER, forget

FORMULA = "U = floor(gain / 2)"


def edited(stranger, old, new):
    """Return the stranger's pack with an edit of its equations."""
    assert old in EQUATIONS
    (stranger / "equations.py").write_text(EQUATIONS.replace(old, new), "utf-8")
    forget("stranger_soil")
    return pack(STRANGER)


@pytest.mark.parametrize("pack_id", sorted(BUILT_IN))
def test_our_formulas_are_what_their_bodies_compute(pack_id):
    assert len(own_equations(pack(pack_id))) > 40
    assert formula_problems(pack(pack_id)) == []
    assert without_formula(pack(pack_id)) == ()


@pytest.mark.usefixtures("stranger")
def test_a_strangers_true_formulas_pass():
    assert formula_problems(pack(STRANGER)) == []


@pytest.mark.parametrize(
    ("new", "told", "zh"),
    [
        ("U = floor(gain / 3)", "the body ", "代码得"),
        ("U = gain / 2", "it gives ", "公式得"),
        ("U = floor(−gain / 2)", "it gives ", "公式得"),
        ("U = {floor(gain / 2): gain ≥ 0}", "it gives nan", "公式得 nan"),
        ("U = floor(H / 2)", "H stands for no argument", "H 没有对应的输入"),
        ("U = floor(1 / 2)", "does not stand in it", "未出现在公式中"),
        ("V = floor(gain / 2)", "it gives V, not U", "所求为 V，而不是 U"),
        ("floor(gain / 2)", "it cannot be computed", "无法计算"),
    ],
)
def test_a_formula_that_is_not_the_body_is_told(stranger, new, told, zh):
    (problem,) = formula_problems(edited(stranger, FORMULA, new))

    assert problem.code == "METHOD_FORMULA"
    assert f"The formula of units in the pack {STRANGER}" in problem.found("en")
    assert told in problem.found("en")
    assert zh in problem.found("zh")
    assert "Correct the formula or the body" in problem.remedy("en")
    assert "请更正公式或代码" in problem.remedy("zh")


def test_equations_that_a_stranger_keeps_in_another_package_are_proved(
    stranger, tmp_path
):
    false = EQUATIONS.replace(FORMULA, "U = floor(gain / 3)")
    (tmp_path / "stranger_library.py").write_text(false, "utf-8")
    (stranger / "equations.py").write_text("from stranger_library import EQUATIONS\n")
    forget("stranger_library")
    forget("stranger_soil")

    assert len(own_equations(pack(STRANGER))) == 2
    assert [item.code for item in unproved_problems(pack(STRANGER))] == [
        "METHOD_FORMULA"
    ]


@pytest.mark.parametrize("pack_id", sorted(BUILT_IN))
def test_what_comes_with_the_program_is_proved_by_its_tests_only(pack_id, monkeypatch):
    monkeypatch.setattr(formula_check, "formula_problems", lambda _: 1 / 0)

    assert unproved_problems(pack(pack_id)) == []


def test_an_equation_without_a_formula_is_told_and_no_failure(stranger):
    edited(stranger, FORMULA, "")
    done = CliRunner().invoke(command, ["test", STRANGER], env={"EDAPHON_LANG": "en"})
    told = CliRunner().invoke(command, ["test", STRANGER, "--json"])

    assert "Without a printed formula, so not compared: units" in done.stdout
    assert "METHOD_FORMULA" not in done.stdout
    assert json.loads(told.stdout)[0]["without_formula"] == ["units"]


def test_the_test_of_a_pack_fails_on_a_false_formula(stranger):
    edited(stranger, FORMULA, "U = floor(gain / 3)")
    done = CliRunner().invoke(command, ["test", STRANGER], env={"EDAPHON_LANG": "en"})

    assert done.exit_code == 1
    assert "[METHOD_FORMULA]" in done.stdout
