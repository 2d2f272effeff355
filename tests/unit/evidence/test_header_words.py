"""Units as people write them, where the property decides what a word means."""

import pytest

from edaphon.evidence import unit_code


@pytest.mark.parametrize(
    ("text", "code", "unit"),
    [
        ("度", "electricity_used", "kW.h"),
        ("度/亩", "electricity_used", "15.kW.h/har"),
        ("度", "", "Cel"),
        ("度", "soil_temperature", "Cel"),
    ],
)
def test_a_word_may_be_another_unit_for_one_property(text, code, unit):
    assert unit_code(text, code) == unit
