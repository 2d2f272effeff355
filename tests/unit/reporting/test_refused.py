"""A refused account says so wherever its result is printed."""

import pytest

from edaphon.cli.replay_words import _units
from edaphon.verification import UnitsCheck
from tests.unit.reporting import cases

SAID = {
    "en": ('<div class="card stop">', "Account result: Not counted"),
    "zh": ('<div class="card stop">', "核算结果：不予计入"),
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cover_and_waterfall_say_that_nothing_is_counted(language):
    page = cases.page_text("refused", language)

    assert all(words in page for words in SAID[language])


@pytest.mark.parametrize(
    ("status", "told"),
    [("credited", "gives 0"), ("refused", "gives 0 (refused, 0 t CO2e counted)")],
)
def test_a_replay_says_why_no_units_are_stated(status, told):
    item = UnitsCheck(method="m/1", stated=0, recomputed=0, status=status)

    assert _units(item).endswith(told)
