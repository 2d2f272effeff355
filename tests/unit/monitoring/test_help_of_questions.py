"""Every question of the wizard says what is typed, why, and what an answer does."""

import pytest

from edaphon.monitoring.wizard import helping
from edaphon.monitoring.wizard.proposal import SETTINGS

ASKED = [
    "MAP_UNSURE", "MAP_NUMBERS", "MAP_UNUSUAL", "UNIT_MISSING", "UNIT_UNKNOWN",
    "UNIT_NOT_ACCEPTED", "MAP_PLACE", "MAP_POINT_ID", "MAP_PROJECTED", "MAP_PARTS",
    "MAP_LAYER_NUMBERS", "MAP_POINT_ROLES", "DENSITY_BASIS", "DETECTION_LIMIT",
    "MAP_WORDS", "DEPTH_UNCLEAR", "DEPTH_DATE",
]  # fmt: skip
SETTLED = [
    "@" + name for name in SETTINGS if name not in ("about", "delimiter")
]  # what is asked of the whole file


@pytest.mark.parametrize("code", [*ASKED, *SETTLED])
def test_a_question_has_its_own_help_in_both_languages(code):
    english, chinese = (helping.helped(code, code, one) for one in ("en", "zh"))

    assert english.startswith("Why: ")
    assert "\nAnswers: " in english
    assert "\nExample: " in english
    assert chinese.startswith("原因：")
    assert "\n回答：" in chinese
    assert "\n示例：" in chinese
    assert code in helping.HELPS


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_typed_is_told_for_every_setting(language):
    told = {name: helping.typed(name, "", language) for name in SETTLED}

    assert len({*told.values()}) == len(SETTLED)
    assert "NA,-9999" in told["@missing"]
    assert "soc:g/kg" in helping.typed("SOC", "MAP_UNSURE", language)
