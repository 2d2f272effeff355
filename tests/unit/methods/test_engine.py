"""The engine: resolved by name, checked units, one order, nothing invented."""

import math
from typing import Annotated

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine.axes import Axis
from edaphon.methods.engine.equation import Factor, Values, parameter, take
from tests.unit.methods.packing import Evaluation, dated, declared, given

GROUP = Axis(
    name="group",
    parent="account",
    labels=("A project", "A control"),
    parents=(0, 0),
    attributes={"role": ("project", "control"), "kind": ("diesel", "gasoline")},
)
POINT = Axis(name="point", parent="group", labels=("p1", "p2", "c1"), parents=(0, 0, 1))


@declared(name="double", unit="t")
def double(mass: Annotated[float, take("t")]) -> float:
    return 2.0 * mass


@declared(name="sum", unit="t")
def total(
    first: Annotated[float, take("t", "double")], mass: Annotated[float, take("t")]
) -> float:
    return first + mass


@declared(name="mean", over="group", unit="t")
def mean(values: Annotated[Values, take("t", "value")]) -> float:
    return math.fsum(values) / len(values)


@declared(name="burnt", unit="t")
def burnt(
    parts: Annotated[Values, take("t", "part", role="project", may_be_empty=True)],
) -> float:
    return math.fsum(parts)


def refusal(evaluation: Evaluation, figure: str):
    with pytest.raises(EdaphonError) as caught:
        evaluation.of(figure)
    return caught.value.problems[0]


def test_figures_are_made_after_what_they_rest_on():
    run = Evaluation([total, double], [given("mass", [3], unit="t")]).of("sum")

    assert list(run.steps) == ["mass", "double", "sum"]
    assert run.value("sum") == 9.0


def test_the_order_of_declaration_changes_nothing():
    inputs = [given("mass", [3], unit="t")]
    one = Evaluation([total, double], inputs).of("double", "sum")
    other = Evaluation([double, total], inputs).of("double", "sum")

    assert list(one.steps) == list(other.steps)


def test_an_input_takes_the_place_of_an_equation():
    inputs = [given("double", [10], unit="t"), given("mass", [3], unit="t")]
    run = Evaluation([total, double], inputs).of("sum")

    assert run.value("sum") == 13.0
    assert run.steps["double"].equation is None


def test_a_missing_input_leaves_the_figure_absent_and_is_named():
    run = Evaluation([total, double]).of("sum")

    assert run.absent["sum"] == ("mass",)
    assert math.isnan(run.value("sum"))
    assert run.values("sum").size == 0


def test_a_missing_axis_leaves_the_figure_absent():
    run = Evaluation([mean], [given("value", [3], unit="t")]).of("mean")

    assert run.absent["mean"] == ("group",)


def test_a_value_that_is_not_known_is_never_passed_on():
    run = Evaluation([total, double], [given("mass", [math.nan], unit="t")]).of("sum")

    assert math.isnan(run.value("sum"))
    assert "sum" in run.steps


def test_an_argument_that_may_be_missing_receives_nan():
    @declared(name="either", unit="t")
    def either(mass: Annotated[float, take("t", may_be_missing=True)]) -> float:
        return 7.0 if math.isnan(mass) else mass

    assert Evaluation([either]).of("either").value("either") == 7.0


def test_a_sample_takes_the_points_that_have_a_value():
    values = given("value", [1.0, math.nan, 5.0], unit="t", over="point")
    run = Evaluation([mean], [values], axes=[GROUP, POINT]).of("mean")

    assert run.values("mean").tolist() == [1.0, 5.0]


def test_a_group_without_any_value_has_none():
    values = given("value", [1.0, 3.0, math.nan], unit="t", over="point")
    run = Evaluation([mean], [values], axes=[GROUP, POINT]).of("mean")

    assert run.values("mean")[0] == 2.0
    assert math.isnan(run.values("mean")[1])


def test_an_unknown_source_is_never_counted_as_zero():
    parts = given("part", [1.0, math.nan, 5.0], unit="t", over="point")
    run = Evaluation([burnt], [parts], axes=[GROUP, POINT]).of("burnt")

    assert math.isnan(run.value("burnt"))


def test_a_sum_over_no_sources_is_zero():
    parts = given("part", [5.0], unit="t", over="point")
    only_control = Axis(name="point", parent="group", labels=("c1",), parents=(1,))
    run = Evaluation([burnt], [parts], axes=[GROUP, only_control]).of("burnt")

    assert run.value("burnt") == 0.0


def test_a_source_that_nobody_recorded_stays_absent():
    run = Evaluation([burnt], axes=[GROUP, POINT]).of("burnt")

    assert math.isnan(run.value("burnt"))
    assert run.absent["burnt"] == ("part",)


def test_a_truly_optional_source_may_be_absent():
    @declared(name="planted", unit="t")
    def planted(
        parts: Annotated[
            Values, take("t", "part", may_be_empty=True, may_be_missing=True)
        ],
    ) -> float:
        return math.fsum(parts)

    run = Evaluation([planted], axes=[GROUP, POINT]).of("planted")

    assert run.value("planted") == 0.0


def test_a_selection_takes_only_what_it_names():
    parts = given("part", [1.0, 2.0, 5.0], unit="t", over="point")
    run = Evaluation([burnt], [parts], axes=[GROUP, POINT]).of("burnt")

    assert run.value("burnt") == 3.0


def test_a_single_value_of_a_finer_axis_must_be_the_only_one():
    @declared(name="control", unit="t")
    def control(value: Annotated[float, take("t", role="control")]) -> float:
        return value

    @declared(name="project", unit="t")
    def project(value: Annotated[float, take("t", role="project")]) -> float:
        return value

    values = given("value", [1.0, 2.0, 5.0], unit="t", over="point")
    run = Evaluation([control, project], [values], axes=[GROUP, POINT])

    assert run.of("control").value("control") == 5.0
    assert math.isnan(run.of("project").value("project"))


def test_a_coarser_value_serves_every_finer_element():
    @declared(name="scaled", over="point", unit="t")
    def scaled(
        value: Annotated[float, take("t")], mass: Annotated[float, take("t")]
    ) -> float:
        return value * mass

    inputs = [
        given("value", [1.0, 2.0, 5.0], unit="t", over="point"),
        given("mass", [10.0], unit="t"),
    ]
    run = Evaluation([scaled], inputs, axes=[GROUP, POINT]).of("scaled")

    assert run.values("scaled").tolist() == [10.0, 20.0, 50.0]


def test_a_parameter_may_follow_an_attribute_and_is_kept_in_the_trace():
    @declared(name="emission", over="group", unit="t")
    def emission(
        litres: Annotated[float, take("L")],
        factor: Annotated[float, parameter("fuel", "t/L", by="kind")],
    ) -> float:
        return litres * factor

    run = Evaluation(
        [emission],
        [given("litres", [10.0, 10.0], unit="L", over="group")],
        [
            dated("fuel.diesel", "0.003", unit="t/L"),
            dated("fuel.gasoline", "2/1000", unit="t/L"),
        ],
        [GROUP],
    ).of("emission")

    assert run.values("emission").tolist() == pytest.approx([0.03, 0.02])
    used = [item.id for _, item in run.steps["emission"].parameters]
    assert used == ["fuel.diesel", "fuel.gasoline"]


@pytest.mark.parametrize(("labels", "used"), [((), []), (("p1", "p2"), ["share"])])
def test_a_parameter_is_told_once_and_only_where_it_was_used(labels, used):
    @declared(name="part", over="point", unit="t")
    def part(
        mass: Annotated[float, take("t")],
        share: Annotated[float, parameter("share", "1")],
    ) -> float:
        return mass * share

    point = Axis(
        name="point", parent="account", labels=labels, parents=(0,) * len(labels)
    )
    run = Evaluation(
        [part],
        [given("mass", [3], unit="t")],
        axes=[point],
        parameters=[dated("share", "0.5", unit="1")],
    ).of("part")

    assert [item.id for _, item in run.steps["part"].parameters] == used


def test_a_parameter_with_a_range_arrives_with_both_ends():
    @declared(name="end")
    def end(factor: Annotated[Factor, parameter("factor", "1")]) -> float:
        return factor.high - factor.low

    given_range = dated("factor", "0.016", low="0.013", high="0.019")

    assert Evaluation([end], (), [given_range]).of("end").value("end") == (
        pytest.approx(0.006)
    )


def test_a_parameter_that_the_pack_lacks_is_named_with_its_kin():
    @declared(name="emission", over="group", unit="t")
    def emission(
        factor: Annotated[float, parameter("fuel", "t/L", by="kind")],
    ) -> float:
        return factor

    fuels = [dated("fuel.diesel", "0.003", unit="t/L")]
    problem = refusal(Evaluation([emission], (), fuels, [GROUP]), "emission")

    assert problem.code == "PARAMETER_MISSING"
    assert "fuel.gasoline" in problem.found("en")
    assert "fuel.diesel" in problem.needed("zh")
    assert "add the parameter to the pack" in problem.remedy("en")
    assert "补充该参数" in problem.remedy("zh")


def test_units_must_be_the_same_at_both_ends():
    problem = refusal(Evaluation([double], [given("mass", [3], unit="kg")]), "double")

    assert problem.code == "METHOD_UNIT"
    assert "takes mass in t, but mass gives kg" in problem.found("en")
    assert "convert in an equation of its own" in problem.remedy("en")
    assert "换算公式" in problem.remedy("zh")


def test_an_annotation_is_part_of_the_unit():
    inputs = [given("mass", [3], unit="t{C}")]

    assert refusal(Evaluation([double], inputs), "double").code == "METHOD_UNIT"


def test_a_unit_may_be_written_in_another_way():
    @declared(name="rate")
    def rate(change: Annotated[float, take("t/har/a")]) -> float:
        return change

    written = [given("change", [2.0], unit="t/(har.a)")]

    assert Evaluation([rate], written).of("rate").value("rate") == 2.0


def test_an_equation_that_rests_on_itself_is_told_as_a_circle():
    @declared(name="first")
    def first(second: Annotated[float, take("1")]) -> float:
        return second

    @declared(name="second")
    def second(first: Annotated[float, take("1")]) -> float:
        return first

    problem = refusal(Evaluation([first, second]), "first")

    assert problem.code == "METHOD_CIRCLE"
    assert "first -> second -> first" in problem.found("en")
    assert "Remove one of these edges" in problem.remedy("en")
    assert "去掉其中一处引用" in problem.remedy("zh")


def variant(value: float, **when: str):
    @declared(name="choice", when=when or None)
    def choice() -> float:
        return value

    return choice


def test_the_closest_variant_applies():
    plain, paddy = variant(1.0), variant(2.0, scenario="paddy")

    for settings, value in (
        ({"scenario": "paddy"}, 2.0),
        ({"scenario": "forest"}, 1.0),
    ):
        run = Evaluation([plain, paddy], settings=settings).of("choice")

        assert run.value("choice") == value


def test_without_a_variant_that_applies_the_quantity_is_absent():
    run = Evaluation([variant(2.0, scenario="paddy")]).of("choice")

    assert run.absent["choice"] == ("choice",)


def test_two_variants_equally_close_are_refused():
    both = [variant(1.0, mass="whole"), variant(2.0, design="paired")]
    settings = {"mass": "whole", "design": "paired"}
    problem = refusal(Evaluation(both, settings=settings), "choice")

    assert problem.code == "METHOD_VARIANT"
    assert "2 variants of equation choice" in problem.found("en")
    assert "exclude each other" in problem.remedy("en")
    assert "互斥" in problem.remedy("zh")


def test_a_vectorised_equation_sees_the_whole_axis():
    @declared(name="share", over="point", vectorised=True)
    def share(
        value: Annotated[Values, take("t")], mass: Annotated[Values, take("t")]
    ) -> Values:
        return value / mass

    inputs = [
        given("value", [1.0, 2.0, 5.0], unit="t", over="point"),
        given("mass", [10.0], unit="t"),
    ]
    run = Evaluation([share], inputs, axes=[GROUP, POINT]).of("share")

    assert run.values("share").tolist() == [0.1, 0.2, 0.5]


def test_a_body_cannot_change_what_the_next_pack_is_given():
    @declared(name="spoilt", over="group", unit="t", vectorised=True)
    def spoilt(values: Annotated[Values, take("t", "value")]) -> Values:
        values.values[:] = 0.0
        return values.values[:2]

    values = given("value", [1, 2, 3], over="point", unit="t")
    problem = refusal(Evaluation([spoilt], [values], axes=[GROUP, POINT]), "spoilt")

    assert problem.code == "METHOD_BODY"
    assert "read-only" in problem.found("en")
    assert list(values.values) == [1.0, 2.0, 3.0]
