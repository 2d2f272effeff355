"""Edges of the engine that no pack of ours stands on, and a stranger's may."""

import math
from dataclasses import replace
from typing import Annotated, Any

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine.account_needs import need_problems
from edaphon.methods.engine.axes import Axis
from edaphon.methods.engine.condition import condition, met, not_applicable, not_met
from edaphon.methods.engine.equation import FloatArray, parameter, take
from edaphon.methods.engine.formula import Symbol, parse
from edaphon.methods.engine.formula_value import Known, Named, value
from edaphon.methods.engine.pack import pack
from edaphon.methods.engine.reachable import reachable
from edaphon.methods.engine.strangers_code import WrongReturnError, raised_at
from edaphon.methods.engine.unit_checks import settings_of, unit_problems
from edaphon.methods.engine.worked_examples import Check
from tests.unit.methods.packing import Evaluation, dated, declared, given

MCS = "edaphon.mcs/1.1"


def check(expected: float, found: float, within: float, *, relative: bool = False):
    return Check(
        title={"en": "e", "zh": "例"}, quantity="q", expected=expected, found=found,
        within=within, relative=relative,
    )  # fmt: skip


def test_a_tolerance_is_reached_and_not_passed():
    assert check(0.0, 1.0, 1.0).holds
    assert not check(0.0, 1.5, 1.0).holds
    assert check(0.5, 0.75, 0.5, relative=True).holds
    assert not check(0.5, 0.875, 0.5, relative=True).holds


def test_no_value_is_null_for_machines():
    assert check(math.nan, 1.0, 0.0).as_json()["expected"] is None
    assert check(1.0, math.nan, 0.0).as_json()["found"] is None
    assert check(1.0, 2.0, 0.0).as_json()["expected"] == 1.0
    assert check(1.0, 2.0, 0.0).as_json()["found"] == 2.0


def test_a_condition_holds_when_nothing_stands_against_it():
    assert met("so", "是").holds
    assert not_applicable("so", "是").holds
    assert not not_met(("no", "否"), ("do", "做")).holds


def test_what_is_declared_keeps_its_words_and_compares_by_them():
    @declared(name="double", title=("Twice", "两倍"))
    def double(mass: Annotated[float, take("t")]) -> float:
        """Twice the mass."""
        return 2.0 * mass

    @condition(id="X", source="test", mark="D", title=("Title", "标题"))
    def holds(facts: Any, figures: Any) -> Any:
        """Holds always."""

    assert (double.title, double.text) == (
        {"en": "Twice", "zh": "两倍"},
        "Twice the mass.",
    )
    assert holds.text == "Holds always."
    assert double == replace(double, body=abs)
    assert holds == replace(holds, body=abs)
    assert "<function" not in repr(double) + repr(holds)
    assert not double.vectorised
    assert not take("t").may_be_missing
    assert not take("t").may_be_empty


def test_a_range_needs_both_ends():
    assert dated("f", "2", low="1", high="3").has_range
    assert not dated("f", "2", low="1").has_range
    assert not dated("f", "2", high="3").has_range
    assert not replace(dated("f", "2"), low="").has_range


@pytest.mark.parametrize(
    ("replay", "decimals", "refused"),
    [("E", 0, True), ("E", 2, False), ("T", 0, False), ("T", 6, False)],
)
def test_only_an_exact_figure_without_decimals_is_a_count(replay, decimals, refused):
    @declared(name="figure", replay=replay, decimals=decimals)
    def figure() -> float:
        return 1e17

    if refused:
        with pytest.raises(EdaphonError):
            Evaluation([figure]).of("figure")
    else:
        assert Evaluation([figure]).of("figure").value("figure") == 1e17


POINT = Axis(name="point", parent="account", labels=("a", "b"), parents=(0, 0))


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        ([math.nan, math.nan], [1.0, 1.0], []),
        ([0.0, 0.0], [math.nan, math.nan], []),
        ([0.0, 5.0], [math.nan, math.nan], ["share"]),
        ([0.5, 0.25], [math.nan, 1.0], ["share"]),
        ([5.0, 5.0], [1.0, 1.0], []),
        ([5.0, math.nan], [1.0, math.nan], []),
        (None, [1.0, 1.0], []),
    ],
)
def test_a_parameter_is_told_only_where_its_argument_is_used(own, other, told):
    @declared(name="part", over="point", vectorised=True)
    def part(
        own: Annotated[FloatArray, take("1", may_be_missing=True, unless="other")],
        other: Annotated[FloatArray, take("1")],
        share: Annotated[float, parameter("share", "1", only_with="own")],
    ) -> FloatArray:
        return own * share + other

    inputs = [given("other", other, over="point")]
    if own is not None:
        inputs.append(given("own", own, over="point"))
    run = Evaluation([part], inputs, [dated("share", "2")], [POINT]).of("part")

    assert [item.id for _, item in run.steps["part"].parameters] == told


def test_every_setting_that_a_variant_asks_about_is_tried():
    method = pack(MCS)
    tried = list(settings_of(method))
    asked = {(name, held) for item in method.equations for name, held in item.when}

    assert asked <= {pair for one in tried for pair in one.items()}
    assert len(tried) == len({tuple(one.items()) for one in tried})
    assert all(one.keys() == tried[0].keys() for one in tried)
    for name, held in method.document["settings"].items():
        assert any(one[name] == held for one in tried)


def test_a_limit_without_a_parameter_names_those_that_there_are():
    method = pack(MCS)
    name = "season_months"
    held = {key: item for key, item in method.parameters.items() if key != name}
    (told, *_) = unit_problems(replace(method, parameters=held))

    assert told.code == "METHOD_PARAMETER"
    assert "stone_density" in str(told.facts["known"])


def test_what_the_figures_rest_on_is_less_without_the_supporting_ones():
    method = pack(MCS)
    whole = {item.name for item in reachable(method)}
    own = {item.name for item in reachable(method, supporting=False)}

    assert own < whole
    assert "units" in own
    assert set(method.document["supporting"]) & (whole - own)


def problems_where(**changes: Any) -> list[tuple[str, str]]:
    """Return codes and words of needs, the equation of the units changed."""
    method = pack(MCS)
    units = str(method.document["summary"]["units"])
    changed = tuple(
        replace(item, **changes) if item.name == units else item
        for item in method.equations
    )
    told = need_problems(replace(method, equations=changed))
    return [(item.code, item.text("en")) for item in told]


@pytest.mark.parametrize(
    "changes", [{"replay": "T"}, {"decimals": 1}, {"rounding": "half_even"}]
)
def test_units_are_whole_rounded_down_and_exact(changes):
    told = problems_where(**changes)

    assert {code for code, _ in told} == {"METHOD_SHAPE"}
    assert any('replay="E", decimals=0, "down"' in text for _, text in told)


def test_a_need_without_a_unit_says_any_unit():
    method = pack(MCS)
    net = str(method.document["summary"]["gross"])
    changed = tuple(
        replace(item, over="group") if item.name == net else item
        for item in method.equations
    )
    told = [
        item.text("en") for item in need_problems(replace(method, equations=changed))
    ]

    assert any("any unit, over account" in text for text in told)
    assert not any("any unit, over account, replay" in text for text in told)


FUNCTIONS = {Symbol("max"): Named(max)}


def of(formula: str, **symbols: float) -> float:
    held = {parse(name)[0]: number for name, number in symbols.items()}
    return value(parse(formula), Known(symbols=held, functions=FUNCTIONS))


def test_a_root_of_nothing_is_nothing_and_of_less_is_unknown():
    assert of("√(x)", x=0.0) == 0
    assert of("√(x)", x=0.25) == 0.5
    assert math.isnan(of("√(x)", x=-1.0))


def test_a_function_may_carry_a_power_and_stand_beside_another_value():
    assert of("max(x, 2)³", x=1.0) == 8
    assert of("max(x, 2) y", x=1.0, y=5.0) == 10


def test_what_a_body_returns_is_shown_within_eighty_signs():
    told = str(WrongReturnError("x" * 200, ("a number", "数值")))
    shown = told.removeprefix("it returns ").removesuffix(", not a number")

    assert len(shown) == 80


def test_a_place_outside_the_package_is_told_by_folder_and_file():
    try:
        math.sqrt(-1.0)
    except ValueError as error:
        where = raised_at(error, "nowhere.at_all")

    assert where.file.count("/") <= 1
