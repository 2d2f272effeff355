"""Nesting is counted before a parser is called."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edaphon.kernel.canonical import MOST_LEVELS, loads
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.nesting import json_depth

VALUES = st.recursive(
    st.none() | st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def depth(value):
    if not isinstance(value, dict | list):
        return 0
    items = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth, items), default=0)


@settings(deadline=None)
@given(VALUES, st.booleans())
def test_the_count_is_the_depth(value, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only)

    assert json_depth(text.encode("utf-8", "surrogatepass")) == depth(value)


@pytest.mark.parametrize("text", ['"\\"[["', '["\\\\", []]', '"[', "]]]["])
def test_text_hides_brackets(text):
    assert json_depth(text.encode()) == {'["\\\\", []]': 2}.get(text, 0)


@pytest.mark.parametrize("levels", [65, MOST_LEVELS, MOST_LEVELS + 1, 50_000, 500_000])
def test_no_nesting_reaches_the_interpreter(levels):
    for text in (b"[" * levels + b"]" * levels, b"[" * levels, b'{"a":' * levels):
        with pytest.raises(EdaphonError) as refusal:
            loads(text)
        assert refusal.value.problems[0].code in {"JSON_DEPTH", "JSON_SYNTAX"}
