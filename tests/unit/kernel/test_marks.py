"""One legend of marks, in every page that prints marks."""

import pytest

from edaphon.kernel.language import LANGUAGES
from edaphon.kernel.marks import MARKS, OF_METHODS, legend_of_marks
from edaphon.methods import pack
from edaphon.methods.showing import html, markdown
from tests.unit.reporting.cases import METHODS, page_text

SAYS = {"en": "not yet checked against the text", "zh": "尚未核对原文"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_names_every_mark(language):
    told = legend_of_marks(language)

    assert [mark for mark in MARKS if mark not in told] == []
    assert SAYS[language] in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", METHODS)
def test_method_and_report_print_the_same_legend(method, language):
    told = legend_of_marks(language, OF_METHODS)
    with_own = legend_of_marks(language)

    assert told in html(pack(method), language)
    assert told in markdown(pack(method), language)
    assert with_own.startswith(told.rstrip(".。"))
    assert with_own in page_text("credited", language)


@pytest.mark.parametrize("method", METHODS)
def test_no_other_word_says_what_a_mark_says(method):
    told = [item.source for item in pack(method).equations]
    told += [item.source for item in pack(method).conditions]

    assert [source for source in told if "unconfirmed" in source] == []
