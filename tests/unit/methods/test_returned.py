"""What bodies of a stranger return is told with equation, file and value."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from edaphon.cli.method import command
from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine.condition import Facts
from edaphon.methods.engine.pack import BUILT_IN, clash_problems, pack
from edaphon.methods.engine.pack_checks import outcome_problems
from tests.unit.methods.packing import Evaluation, declared
from tests.unit.methods.strangers import (
    CONDITIONS,
    EQUATIONS,
    STRANGER,
    announce,
    forget,
    write_stranger,
)

MCS = "edaphon.mcs/1.1"
LARGEST = 2.0**53 - 1


def refused(call):
    """Return the only problem of a call."""
    with pytest.raises(EdaphonError) as caught:
        call()
    (problem,) = caught.value.problems
    return problem


def body_that_returns(returned, **declaration):
    @declared(**declaration)
    def half():
        """Return what a test wants."""
        return returned

    return half


@pytest.mark.parametrize(
    ("returned", "told", "zh"),
    [
        (
            None,
            "half fails with it returns None, not a number",
            "返回值为 None，应为数值",
        ),
        ("12", "it returns str '12', not a number", "返回值为 str '12'，应为数值"),
        ((1.0,), "it returns tuple (1.0,), not a number", "应为数值"),
    ],
)
def test_an_equation_that_returns_no_number(returned, told, zh):
    problem = refused(lambda: Evaluation([body_that_returns(returned)]).of("half"))

    assert problem.code == "METHOD_BODY"
    assert told in problem.found("en")
    assert zh in problem.found("zh")
    assert problem.where.file.endswith("unit/methods/test_returned.py")
    assert problem.where.row is not None


@pytest.mark.parametrize("returned", [2, 2.0, np.float64(2.0), np.int64(2), np.True_])
def test_an_equation_may_return_any_number(returned):
    run = Evaluation([body_that_returns(returned)]).of("half")

    assert run.value("half") == float(returned)


@pytest.mark.parametrize(
    "returned", [None, "12", 2.0, np.array(["1"]), np.array([1.0, 2.0])]
)
def test_a_whole_array_has_one_number_an_element(returned):
    half = body_that_returns(returned, vectorised=True)
    problem = refused(lambda: Evaluation([half]).of("half"))

    assert problem.code == "METHOD_BODY"
    assert "not 1 numbers in a row" in problem.found("en")


@pytest.mark.parametrize("beyond", [LARGEST + 1, -LARGEST - 1, 1e300, float("inf")])
def test_units_beyond_what_a_record_holds(beyond):
    half = body_that_returns(beyond, replay="E", decimals=0, rounding="down")
    problem = refused(lambda: Evaluation([half]).of("half"))

    assert problem.code == "METHOD_BODY"
    assert "half fails with it returns float" in problem.found("en")
    assert "不超过 2^53-1 的数量" in problem.found("zh")


@pytest.mark.parametrize("held", [LARGEST, -LARGEST])
def test_units_as_large_as_a_record_holds(held):
    half = body_that_returns(held, replay="E", decimals=0, rounding="down")

    assert Evaluation([half]).of("half").value("half") == held


def test_what_is_no_count_of_units_may_be_without_limit():
    assert Evaluation([body_that_returns(1e300)]).of("half").value("half") == 1e300


def prove():
    return CliRunner().invoke(command, ["test", STRANGER], env={"EDAPHON_LANG": "en"})


def test_the_test_of_a_pack_names_equation_file_and_value(stranger):
    text = EQUATIONS.replace("return float(math.floor(gain / 2.0))", "return 'five'")
    (stranger / "equations.py").write_text(text, "utf-8")
    forget("stranger_soil")
    done = prove()

    assert done.exit_code == 1
    assert "[METHOD_BODY] stranger_soil/equations.py, row " in done.stdout
    assert "units fails with it returns str 'five', not a number" in done.stdout


def test_a_condition_without_an_outcome_is_told_at_its_own_line(stranger):
    text = CONDITIONS.replace("return met(", "met(")
    (stranger / "conditions.py").write_text(text, "utf-8")
    forget("stranger_soil")
    (rule,) = pack(STRANGER).conditions
    facts = Facts(project={}, sampling={}, microbial={}, activity={})
    problem = refused(lambda: rule.assess(facts, {}, {}))

    assert problem.where.file == "stranger_soil/conditions.py"
    assert "1 fails with it returns None, not an outcome" in problem.found("en")
    assert "返回值为 None，应为条件结论" in problem.found("zh")
    assert "[METHOD_BODY] stranger_soil/conditions.py" in prove().stdout


def test_a_condition_that_ends_without_an_outcome_beyond_a_limit(stranger):
    text = CONDITIONS.replace(
        "    return met(",
        '    if facts.sampling["years"] > 2:\n        return None\n    return met(',
    )
    (stranger / "conditions.py").write_text(text, "utf-8")
    forget("stranger_soil")

    assert [item.code for item in outcome_problems(pack(STRANGER))] == ["METHOD_BODY"]


@pytest.mark.parametrize("pack_id", sorted(BUILT_IN))
def test_our_conditions_return_outcomes(pack_id):
    assert outcome_problems(pack(pack_id)) == []


def test_a_pack_that_claims_one_of_our_ids_is_named(stranger):
    announce(stranger.parent, {MCS: "stranger_soil"})
    (problem,) = clash_problems(MCS)

    assert problem.code == "METHOD_ID_TAKEN"
    assert f"{BUILT_IN[MCS]}, stranger_soil; " in problem.found("en")
    assert "which comes with Edaphon, is used" in problem.found("en")
    assert "采用 Edaphon 自带的" in problem.found("zh")
    assert "uninstall the package that is not wanted" in problem.remedy("en")
    assert "请在 pack.yaml 和入口点中为方法包另取编号" in problem.remedy("zh")
    assert pack(MCS).package == BUILT_IN[MCS]
    listed = CliRunner().invoke(command, ["list"], env={"EDAPHON_LANG": "en"})
    assert "[METHOD_ID_TAKEN]" in listed.stdout


def test_the_test_of_packs_fails_where_an_id_is_claimed_twice(stranger):
    announce(stranger.parent, {MCS: "stranger_soil"})
    done = CliRunner().invoke(command, ["test", MCS, "--json"])
    (record,) = json.loads(done.stdout)

    assert done.exit_code == 1
    assert [item["code"] for item in record["problems"]] == ["METHOD_ID_TAKEN"]
    assert all(item["holds"] for item in record["checks"])


def test_of_two_strangers_with_one_id_none_is_used(stranger):
    dist = stranger.parent / "other-1.0.dist-info"
    dist.mkdir()
    (dist / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (dist / "entry_points.txt").write_text(f"[edaphon.packs]\n{STRANGER} = other\n")
    forget("stranger_soil")
    problem = refused(lambda: pack(STRANGER))

    assert problem.code == "METHOD_ID_TAKEN"
    assert "brought by other, stranger_soil; none of them is used" in (
        problem.found("en")
    )
    assert "[METHOD_ID_TAKEN]" in prove().stdout


def test_a_pack_that_is_announced_twice_alike_is_one(stranger):
    write_stranger(stranger.parent)
    (stranger.parent / "copy-1.0.dist-info").mkdir()
    folder = stranger.parent / "copy-1.0.dist-info"
    (folder / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: copy\nVersion: 1.0\n"
    )
    (folder / "entry_points.txt").write_text(
        f"[edaphon.packs]\n{STRANGER} = stranger_soil\n"
    )
    forget("stranger_soil")

    assert clash_problems(STRANGER) == []
    assert pack(STRANGER).package == "stranger_soil"
