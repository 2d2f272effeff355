"""A text is asked for by language, never by position."""

import pytest

from edaphon.kernel.language import LANGUAGES, Text

SOIL = Text(en="Soil", zh="土壤")


def test_each_language_has_its_words():
    assert [SOIL[language] for language in LANGUAGES] == ["Soil", "土壤"]
    assert dict(SOIL) == {"en": "Soil", "zh": "土壤"}
    assert len(SOIL) == 2


@pytest.mark.parametrize("wrong", [0, "fr", "keys"])
def test_no_other_key_is_known(wrong):
    with pytest.raises(KeyError):
        SOIL[wrong]


def test_no_language_is_left_out_or_given_by_position():
    with pytest.raises(TypeError):
        Text(en="Soil")
    with pytest.raises(TypeError):
        Text("Soil", "土壤")
