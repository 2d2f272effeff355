"""Words in which shared conditions say what they found: numbers, lists, both ends."""

from types import SimpleNamespace

import pytest

from edaphon.methods.shared.comparability import (
    BRIDGE,
    another_procedure,
    light_cores,
    not_organic,
    repeat,
    unlike_quantity,
)
from edaphon.methods.shared.limits_told import (
    at_least,
    at_most,
    first_of,
    percent_at_least,
    percent_at_most,
)


@pytest.mark.parametrize(
    ("told", "value", "text"),
    [
        (at_most, 2.0, "2.0"),
        (at_most, 2.01, "2.1"),
        (at_most, 2.3, "2.3"),
        (at_most, 0.1 + 0.2, "0.3"),
        (at_least, 30.0, "30.0"),
        (at_least, 29.99, "29.9"),
        (at_least, 8.3, "8.3"),
        (at_least, 0.8 - 0.1, "0.7"),
        (percent_at_most, 0.1, "10.0%"),
        (percent_at_most, 0.1001, "10.1%"),
        (percent_at_most, 0.1 + 0.2, "30.0%"),
        (percent_at_least, 0.9, "90.0%"),
        (percent_at_least, 0.8999, "89.9%"),
        (percent_at_least, 0.8 - 0.1, "70.0%"),
    ],
)
def test_what_is_printed_is_never_better_than_what_was_compared(told, value, text):
    """And a decimal that was meant exactly is printed as it was meant."""
    assert told(value) == text


def test_the_first_five_of_a_list_are_named_in_both_languages():
    pairs = [(f"a{number}", f"甲{number}") for number in range(7)]

    assert first_of(pairs[:5]) == ("a0; a1; a2; a3; a4", "甲0；甲1；甲2；甲3；甲4")
    assert first_of(pairs) == (
        "a0; a1; a2; a3; a4 and 2 more",
        "甲0；甲1；甲2；甲3；甲4等 7 项",
    )


def facts(start=(), end=(), *, of="derivations", **sampling):
    """Return what was sampled at both ends."""
    return SimpleNamespace(
        sampling={of: {"start": [*start], "end": [*end]}, **sampling},
    )


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (["som"], ["som"], None),
        ([], ["soc"], None),
        (["som"], [], None),
        (
            ["som", "soc"],
            ["total_carbon"],
            (
                (
                    "The first campaign reports organic matter, organic carbon, the "
                    "last total carbon."
                ),
                "期初报告有机质、有机碳，期末报告全碳。",
            ),
        ),
    ],
)
def test_two_quantities_of_carbon_are_named_as_each_campaign_reports_them(
    start, end, found
):
    told = unlike_quantity(facts(start, end))

    assert (told and (told.found.en, told.found.zh)) == found


@pytest.mark.parametrize(
    ("start", "end", "is_apart", "refused"),
    [
        (["total_carbon"], ["soc"], False, True),
        (["soc"], ["total_carbon"], False, True),
        (["total_carbon"], ["total_carbon"], True, False),
        (["soc"], ["som"], False, False),
        (["soc"], ["som"], True, False),
    ],
)
def test_total_carbon_counts_where_carbonate_is_ruled_out(
    start, end, is_apart, refused
):
    told = not_organic(facts(start, end, inorganic_apart=is_apart))

    assert (told is not None) is refused


def test_a_core_that_is_too_light_is_named():
    told = light_cores(facts(reference_exceeds=["P1", "P2"]))

    assert light_cores(facts(reference_exceeds=[])) is None
    assert told.found.en.endswith("2 cores hold less soil than the reference mass, for "
                                  "example P1.")  # fmt: skip
    assert told.found.zh.endswith("例如 P1。")


@pytest.mark.parametrize("cure", [BRIDGE, repeat(10)])
@pytest.mark.parametrize(
    ("start", "end", "is_bridged", "result"),
    [
        ("A", "A", False, None),
        ("", "A", True, "not_assessed"),
        ("A", "", True, "not_assessed"),
        ("A", "B", True, None),
        ("A", "B", False, "not_met"),
    ],
)
def test_two_procedures_stand_apart_unless_they_are_bridged(
    start, end, is_bridged, result, cure
):
    given = facts(start, end, of="procedures")
    told = another_procedure(given, is_bridged=is_bridged, cure=cure)

    assert (told and told.result) == result
    if result == "not_met":
        assert (told.cure.en, told.cure.zh) == cure
        assert told.found.zh == "两次检测方法不同：A 与 B。"
