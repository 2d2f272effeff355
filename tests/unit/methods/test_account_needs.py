"""What an account needs of a pack, told with what is needed and what to do."""

from dataclasses import replace

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine.account_needs import accountable, need_problems
from edaphon.methods.engine.pack import pack, pack_ids
from tests.unit.methods.packing import Evaluation, declared
from tests.unit.methods.strangers import EQUATIONS, PACK_YAML, STRANGER, forget

MCS = "edaphon.mcs/1.1"


def changed(**entries):
    """Return the unified method with other entries of pack.yaml."""
    method = pack(MCS)
    return replace(method, document={**method.document, **entries})


def only(problems):
    assert len(problems) == 1, [item.text("en") for item in problems]
    return problems[0]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_our_packs_give_what_an_account_needs(pack_id):
    assert need_problems(pack(pack_id)) == []


def test_a_figure_that_nobody_computes():
    method = changed(labels={"removals": "removed_units"})
    problem = only(need_problems(method))

    assert problem.code == "METHOD_FIGURE"
    assert problem.where.path == "labels/removals"
    assert f"labels/removals of the pack {MCS} is removed_units" in problem.found("en")
    assert "listed under figures" in problem.needed("en")
    assert "Correct the name in pack.yaml" in problem.remedy("en")
    assert "请更正 pack.yaml 中的名称" in problem.remedy("zh")


def test_a_figure_that_is_computed_and_not_listed():
    figures = [name for name in pack(MCS).figures if name != "rounding_term"]
    problem = only(need_problems(changed(figures=figures)))

    assert problem.code == "METHOD_FIGURE"
    assert problem.where.path == "waterfall/9/from"


@pytest.mark.parametrize(
    ("entry", "name", "given"),
    [
        ("units", "vintage_units", "over vintage"),
        ("units", "creditable", 'replay="T"'),
        ("vintages", "units", "over account"),
        ("gross", "vintage_units", "over vintage"),
    ],
)
def test_a_figure_of_another_axis_unit_or_rounding(entry, name, given):
    summary = {**pack(MCS).document["summary"], entry: name}
    problem = only(need_problems(changed(summary=summary)))

    assert problem.code == "METHOD_SHAPE"
    assert given in problem.found("en")
    assert "A figure in" in problem.needed("en")
    assert "Correct the equation's unit, over" in problem.remedy("en")
    assert "请更正该公式的 unit" in problem.remedy("zh")


def test_a_setting_that_leaves_a_quantity_without_equation():
    settings = {"interpolation": "cubic", "mass": "whole"}
    problem = need_problems(changed(settings=settings))[0]

    assert problem.code == "METHOD_NO_VARIANT"
    assert "has no equation for" in problem.found("en")
    assert "interpolation=cubic" in problem.found("en")
    assert "Add a variant" in problem.remedy("en")
    assert "请补充变体" in problem.remedy("zh")


def test_an_input_and_an_axis_that_no_account_gives(stranger):
    text = EQUATIONS.replace('over="vintage"', 'over="furrow"')
    (stranger / "equations.py").write_text(text, "utf-8")
    forget("stranger_soil")
    found = {item.facts["name"]: item for item in need_problems(pack(STRANGER))
             if item.code == "METHOD_INPUT"}  # fmt: skip

    assert set(found) == {"gain", "furrow"}
    assert "asks for the input gain" in found["gain"].found("en")
    assert "需要轴 furrow" in found["furrow"].found("zh")
    assert "Correct the name in the equation" in found["gain"].remedy("en")
    assert "请更正公式中的名称" in found["gain"].remedy("zh")


def test_a_parameter_that_the_pack_lacks():
    method = pack(MCS)
    held = {key: value for key, value in method.parameters.items()
            if key != "least_buffer"}  # fmt: skip
    problem = only(need_problems(replace(method, parameters=held)))

    assert problem.code == "METHOD_PARAMETER"
    assert problem.where.path == "buffer_share"


def test_a_shared_parameter_that_is_not_listed_is_cured_in_its_list():
    method = pack(MCS)
    held = {key: value for key, value in method.parameters.items()
            if key != "som_per_soc_mineral"}  # fmt: skip
    problem = only(need_problems(replace(method, parameters=held)))

    assert problem.code == "METHOD_PARAMETER"
    assert "som_per_soc_mineral to shared_parameters" in problem.remedy("en")
    assert "shared_parameters 中加入 som_per_soc_mineral" in problem.remedy("zh")
    assert "activity" not in problem.text("en")


def test_a_pack_that_lacks_something_accounts_for_nothing(stranger):
    text = PACK_YAML.replace("removals: units", "removals: unit")
    (stranger / "pack.yaml").write_text(text, "utf-8")
    forget("stranger_soil")

    assert pack(STRANGER).id == STRANGER
    with pytest.raises(EdaphonError) as caught:
        accountable(STRANGER)
    assert "METHOD_FIGURE" in {item.code for item in caught.value.problems}


def test_a_body_that_fails_is_told_with_cause_and_line():
    @declared()
    def half() -> float:
        """Divide by nothing."""
        return 1.0 / 0.0

    with pytest.raises(EdaphonError) as caught:
        Evaluation([half]).of("half")
    (problem,) = caught.value.problems

    assert problem.code == "METHOD_BODY"
    assert "half fails with ZeroDivisionError: float division by zero" in (
        problem.found("en")
    )
    assert problem.where.file.endswith("unit/methods/test_account_needs.py")
    assert problem.where.row is not None
    assert "Correct the body" in problem.remedy("en")
    assert "请更正代码" in problem.remedy("zh")
