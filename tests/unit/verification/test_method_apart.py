"""What differs between two records of a method is named, the first few of it."""

from edaphon.kernel import canonical
from edaphon.verification.method_apart import apart


def record(equations=(), conditions=(), **parameters):
    return canonical.dumps(
        {
            "equations": [{"name": name, "formula": how} for name, how in equations],
            "conditions": [{"id": name} for name in conditions],
            "parameters": {
                name: {"values": [{"value": value}]}
                for name, value in parameters.items()
            },
        }
    )


def test_a_constant_is_named_with_both_values():
    told = apart(record(stone_density="2.6"), record(stone_density="2.7"))

    assert told["en"] == "They differ in: stone_density: 2.6 there, 2.7 here."
    assert told["zh"] == "差异：stone_density：证据包为 2.6，本机为 2.7。"


def test_equations_conditions_and_what_one_side_lacks_are_named():
    before = record([("gain", "a")], ["C1"])
    told = apart(before, record([("gain", "b")], extra="1"))["en"]

    assert "extra: none there, 1 here" in told
    assert "equation gain" in told
    assert "condition C1" in told


def test_only_the_first_few_are_named():
    names = [f"p{number}" for number in range(6)]
    one, other = dict.fromkeys(names, "1"), dict.fromkeys(names, "2")
    few, changed = dict.fromkeys(names[1:], "1"), dict.fromkeys(names[1:], "2")

    assert "more" not in apart(record(**few), record(**changed))["en"]
    assert apart(record(**one), record(**other))["en"].endswith("; 1 more.")


def test_what_is_neither_parameter_nor_list_is_named_by_its_field():
    before, after = (
        canonical.dumps({"rounding": "floor", "quantile": text})
        for text in ("one", "two")
    )

    assert apart(before, after)["en"] == "They differ in: quantile."


def test_a_parameter_that_differs_in_more_than_its_values_is_named_without_them():
    before, after = (
        canonical.dumps(
            {"parameters": {"a": {"unit": unit, "values": [{"value": "1"}]}}}
        )
        for unit in ("t", "kg")
    )

    assert apart(before, after)["en"] == "They differ in: parameter a."


def test_fields_in_another_order_are_no_difference():
    before = b'{"equations":[{"name":"gain","formula":"a"}]}'
    after = b'{"equations":[{"formula":"a","name":"gain"}]}'

    assert "is that of the method installed here" in apart(before, after)["en"]


def test_a_draft_is_said_to_be_one():
    text = record(a="1")

    assert "draft" in apart(text, record(a="2"), is_draft=True)["en"]
    assert "draft" not in apart(text, record(a="2"))["en"]


def test_records_of_no_form_and_equal_records_are_told():
    text = record(a="1")

    assert "no record" in apart(b"{", text)["en"]
    assert "no record" in apart(b"[]", text)["en"]
    assert apart(text, text)["en"].startswith("The record in the bundle is that")
