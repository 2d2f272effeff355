"""The canonical form: one byte form for every record, and a strict reader."""

import contextlib
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edaphon.kernel import canonical
from edaphon.kernel.canonical import (
    check_fields,
    decimal_of,
    dumps,
    instant,
    loads,
)
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.plain_json import LARGEST_INTEGER

texts = st.text(st.characters(blacklist_categories=["Cs"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)
records = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=20,
)


def problem(act) -> Problem:
    with pytest.raises(EdaphonError) as caught:
        act()
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


@given(records)
def test_reading_what_was_written_gives_the_record_back(record):
    assert loads(dumps(record), allow_floats=False) == record
    assert dumps(loads(dumps(record))) == dumps(record)


def told(act):
    try:
        return act()
    except EdaphonError as refusal:
        return [(item.code, item.where.path, item.facts) for item in refusal.problems]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["\ud800", "e\u0301", "\U0001f600", "\uffee", "\x7f", "<\u0338"]),
    lambda inner: st.lists(inner)
    | st.tuples(inner)
    | st.dictionaries(st.text(max_size=2) | st.sampled_from([1, "\uffee"]), inner),
    max_leaves=9,
)  # fmt: skip


@given(anything, st.booleans(), st.booleans())
def test_the_quick_way_and_the_long_way_give_the_same(record, floats, nfc):
    options = {"allow_floats": floats, "require_nfc": nfc}
    quick = told(lambda: dumps(record, **options))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canonical, "plain_bytes", lambda *_, **__: None)
        long = told(lambda: dumps(record, **options))

    assert repr(quick) == repr(long)


@pytest.mark.parametrize(
    "data",
    [
        b'["\\ud800"]', b'{"\\udc00": 1}', b"[1.5]", b"[NaN]", b"[[[1]]]", b"[9e999]",
        b'{"a": 1, "a": 2}', b"[90071992547409910]", b'["a"]', b'{"a": [null, true]}',
    ],
)  # fmt: skip
def test_reading_the_quick_way_and_the_long_way_gives_the_same(data):
    options = {"allow_floats": False, "max_depth": 2}
    quick = told(lambda: loads(data, **options))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canonical, "is_plain", lambda *_: False)
        long = told(lambda: loads(data, **options))

    assert quick == long


@given(st.dictionaries(texts, st.integers(0, 9)))
def test_the_order_of_keys_never_matters(record):
    backwards = dict(reversed(record.items()))

    assert dumps(backwards) == dumps(record)


def test_keys_are_sorted_by_their_utf16_form_and_nothing_is_padded():
    record = {"\U0001f600": 1, "\uffee": 2, "空": "中", "a": [True, None, "\u0007"]}

    assert dumps(record).decode() == (
        '{"a":[true,null,"\\u0007"],"空":"中","\U0001f600":1,"\uffee":2}'
    )


def test_text_outside_normal_form_c_is_written_unchanged_for_comparisons():
    assert dumps("A\u030a", require_nfc=False) == '"A\u030a"'.encode()


@pytest.mark.parametrize(
    ("record", "code", "path"),
    [
        ({"a": [0, 2**53]}, "JSON_NUMBER", "a/1"),
        ({"a": -(2**53)}, "JSON_NUMBER", "a"),
        ({"a": 10**5000}, "JSON_NUMBER", "a"),
        ({"a": {"b": 1.5}}, "JSON_FLOAT", "a/b"),
        ({"a": float("nan")}, "JSON_NUMBER", "a"),
        ({"a": "\ud800"}, "JSON_TEXT", "a"),
        ({"e\u0301": 1}, "JSON_NFC", "e\u0301"),
        ({"a": "e\u0301"}, "JSON_NFC", "a"),
        ({"a": Decimal("1.5")}, "JSON_TYPE", "a"),
        ({"a": b"bytes"}, "JSON_TYPE", "a"),
        ({1: "a"}, "JSON_TYPE", "1"),
    ],
)
def test_a_record_that_breaks_a_house_rule_is_refused_with_its_path(record, code, path):
    found = problem(lambda: dumps(record))

    assert (found.code, found.where.path) == (code, path)


def test_every_fault_of_a_record_is_told_in_one_pass():
    with pytest.raises(EdaphonError) as caught:
        dumps({"a": 1.5, "b": [2**60, "\ud800"]})

    codes = [(each.code, each.where.path) for each in caught.value.problems]
    assert codes == [("JSON_FLOAT", "a"), ("JSON_NUMBER", "b/0"), ("JSON_TEXT", "b/1")]


def test_a_record_that_holds_itself_is_refused():
    record: dict[str, object] = {}
    record["self"] = record

    assert problem(lambda: dumps(record)).code == "JSON_DEPTH"


def test_floats_pass_only_where_a_trace_line_asks_for_them():
    assert dumps({"x": 0.1, "y": 1e21}, allow_floats=True) == b'{"x":0.1,"y":1e+21}'
    assert problem(lambda: loads(b"[0.1]", allow_floats=False)).code == "JSON_FLOAT"
    assert loads(b"[0.1]") == [0.1]


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        (b'{"a":{"b":1,"b":2}}', "JSON_DUP_KEY", "a"),
        (b'{"a":1,"\\u0061":2}', "JSON_DUP_KEY", ""),
        (b'{"a":[NaN]}', "JSON_NUMBER", "a/0"),
        (b'{"a":-Infinity}', "JSON_NUMBER", "a"),
        (b'{"a":1e999}', "JSON_NUMBER", "a"),
        (b'{"a":9007199254740993}', "JSON_NUMBER", "a"),
        (b'{"a":' + b"1" * 4301 + b"}", "JSON_NUMBER", "a"),
        (b'{"a":["\\ud800"]}', "JSON_TEXT", "a/0"),
        (b'{"\\ud800":1}', "JSON_TEXT", "\ud800"),
    ],
)
def test_what_readers_disagree_about_is_refused_with_its_path(text, code, path):
    found = problem(lambda: loads(text, file="a.json"))

    assert (found.code, found.where.path) == (code, path)
    assert found.where.file == "a.json"


@pytest.mark.parametrize(
    ("text", "code", "byte"),
    [
        (b'{"a": }', "JSON_SYNTAX", 6),
        ('{"空": }'.encode(), "JSON_SYNTAX", 8),
        (b"", "JSON_SYNTAX", 0),
        (b"[1] [2]", "JSON_SYNTAX", 4),
        (b'["a\tb"]', "JSON_SYNTAX", 3),
        (b'["\xff"]', "JSON_TEXT", 2),
        (b"\xef\xbb\xbf[]", "JSON_TEXT", 0),
        (b"\xff\xfe[\x00]\x00", "JSON_TEXT", 0),
    ],
)
def test_a_text_that_is_not_json_is_refused_at_its_byte(text, code, byte):
    found = problem(lambda: loads(text))

    assert (found.code, found.where.byte) == (code, byte)


def test_depth_is_read_at_the_limit_and_refused_one_past_it():
    assert loads(nested(64))
    assert dumps(loads(nested(64))) == nested(64)

    assert problem(lambda: loads(nested(65))).code == "JSON_DEPTH"
    assert problem(lambda: loads(nested(100_000))).code == "JSON_DEPTH"
    assert problem(lambda: loads(nested(4), max_depth=3)).code == "JSON_DEPTH"


def test_length_is_read_at_the_limit_and_refused_one_past_it():
    assert loads(b"[1,2]", max_bytes=5) == [1, 2]

    found = problem(lambda: loads(b"[1,2] ", max_bytes=5))
    assert found.code == "JSON_SIZE"
    assert "6 bytes" in found.found("en")


@pytest.mark.parametrize("text", ["0", "-0.5", "12.340", "1000", "0.000"])
def test_decimal_text_keeps_its_digits(text):
    assert str(decimal_of(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "1e3",
        "-0",
        "-0.00",
        "01",
        "+1",
        "1.",
        ".5",
        "",
        " 1",
        "1_0",
        "１２",
        "٣",
        "1,5",
        1,
        None,
        "1\n",
    ],
)
def test_anything_but_plain_decimal_text_is_refused(text):
    found = problem(lambda: decimal_of(text, Where(path="area_ha")))

    assert found.code == "DECIMAL_FORMAT"
    assert found.where.path == "area_ha"


def test_instants_are_written_in_utc_to_the_second():
    beijing = timezone(timedelta(hours=8))

    assert instant(datetime(2026, 5, 4, 1, tzinfo=beijing)) == "2026-05-03T17:00:00Z"
    assert instant(datetime(2026, 5, 4, 1, tzinfo=UTC)) == "2026-05-04T01:00:00Z"
    naive = datetime(2026, 5, 4)  # noqa: DTZ001 - a time without offset is the case
    assert problem(lambda: instant(naive)).code == "TIME_NO_OFFSET"


def test_missing_and_unknown_fields_are_all_named():
    with pytest.raises(EdaphonError) as caught:
        check_fields({"a": 1, "z": 2}, ["a", "b"], ["c"])

    codes = [(each.code, each.facts["field"]) for each in caught.value.problems]
    assert codes == [("FIELD_MISSING", "b"), ("FIELD_UNKNOWN", "z")]
    assert problem(lambda: check_fields([], ["a"])).code == "FIELD_TYPE"


@given(st.binary(max_size=80))
def test_no_bytes_make_the_reader_raise_anything_else(data):
    with contextlib.suppress(EdaphonError):
        loads(data)


def test_the_reader_needs_neither_yaml_nor_cryptography_to_start():
    code = (
        "import sys, edaphon.kernel.canonical, edaphon.kernel.digests;"
        "print([name for name in ('yaml', 'cryptography') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "[]"
