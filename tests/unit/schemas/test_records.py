"""Records of strangers: what keeps its form is typed, what does not is told where."""

import json
import random

import pytest
import yaml
from jsonschema import Draft202012Validator
from msgspec import UNSET

from edaphon.kernel.errors import EdaphonError
from edaphon.schemas import records
from edaphon.schemas.records import RecordLimits, read
from tests.unit.schemas.conftest import FILES
from tools import models

KINDS = sorted(FILES)
SCHEMAS = {kind: yaml.safe_load(models.source(kind).read_bytes()) for kind in KINDS}
STRANGE = [None, True, -1, 2**53, "", "1.50", "é", [], {}, ["x"], {"x": 1}]


def problems_of(kind, data, **limits):
    with pytest.raises(EdaphonError) as refusal:
        read(kind, data, file="r.json", limits=RecordLimits(**limits))
    return [
        (item.code, item.where.path, item.found("en"))
        for item in refusal.value.problems
    ]


def codes_of(kind, data, **limits):
    return {code for code, _, _ in problems_of(kind, data, **limits)}


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_program_writes_keeps_its_form(written, kind):
    record = read(kind, written[kind], file="r.json")

    assert record.v == records.version(kind)
    assert Draft202012Validator(SCHEMAS[kind]).is_valid(json.loads(written[kind]))


def test_an_absent_field_is_a_value_of_its_own(written):
    assert read("seal", written["seal"], file="r.json").head is UNSET


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["{}", "[]", "null", "1", '""', '{"v": null}'])
def test_another_value_is_told(kind, text):
    assert codes_of(kind, text.encode()) == {"RECORD_FORM"}


@pytest.mark.parametrize("number", [1, 4, 99])
def test_another_version_is_told_in_words(written, number):
    data = written["account"].replace(
        b"edaphon.account/3", b"edaphon.account/%d" % number
    )

    with pytest.raises(EdaphonError) as refusal:
        read("account", data, file="account/account.json")

    (problem,) = refusal.value.problems
    assert problem.code == "RECORD_VERSION"
    assert "made by another version of Edaphon" in problem.text("en")
    assert "由其他版本的 Edaphon" in problem.text("zh")


def test_an_account_of_the_form_before_is_read_as_it_stands(written):
    record = json.loads(written["account"])
    del record["layer_changes"]
    record["v"] = "edaphon.account/2"
    found = read("account", json.dumps(record).encode(), file="account.json")

    assert found.v == "edaphon.account/2"
    assert found.layer_changes is UNSET


def test_a_field_of_the_later_form_is_told_in_the_earlier(written):
    record = json.loads(written["account"])
    record["v"] = "edaphon.account/2"

    assert "layer_changes" in record
    assert codes_of("account", json.dumps(record).encode()) == {"RECORD_FORM"}


def test_the_name_of_another_kind_is_no_version(written):
    assert codes_of("account", written["evidence"]) == {"RECORD_FORM"}


def test_every_fault_is_told_with_its_path(written):
    record = json.loads(written["account"])
    record["accounts"][0]["units"] = "608"
    record["accounts"][0]["status"] = "splendid"
    del record["accounts"][1]["groups"]

    told = problems_of("account", json.dumps(record).encode())

    assert ("RECORD_FORM", "accounts/0/units", "Found: the text 608.") in told
    assert ("RECORD_FORM", "accounts/1/groups", "Found: nothing.") in told
    assert {path for _, path, _ in told} == {
        "accounts/0/units", "accounts/0/status", "accounts/1/groups",
    }  # fmt: skip


def test_a_field_that_nobody_knows_is_told(written):
    record = json.loads(written["run"]) | {"bonus": 3}

    told = problems_of("run", json.dumps(record).encode())

    assert told == [("RECORD_FORM", "bonus", "Found: the number 3.")]


def test_a_digest_ends_where_its_text_ends(written):
    record = json.loads(written["seal"])
    record["plan"] += "\n"

    assert codes_of("seal", json.dumps(record).encode()) == {"RECORD_FORM"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'{"v": "edaphon.run/2", "v": "edaphon.run/2"}', "JSON_DUP_KEY"),
        (b'{"v": 1e999}', "JSON_NUMBER"),
        (b'{"v": ' + b"9" * 5000 + b"}", "JSON_NUMBER"),
        (b'{"v": 1.5}', "JSON_FLOAT"),
        (b"{", "JSON_SYNTAX"),
        (b"\xff", "JSON_TEXT"),
        (b"[" * 50_000 + b"]" * 50_000, "JSON_DEPTH"),
        (b'{"a":' * 50_000, "JSON_DEPTH"),
    ],
)
def test_no_json_brings_the_reader_down(text, code):
    assert code in codes_of("run", text)


def test_a_record_at_the_limit_is_read_and_one_byte_more_is_not(written):
    size = len(written["seal"])

    assert read("seal", written["seal"], file="", limits=RecordLimits(size=size))
    assert codes_of("seal", written["seal"], size=size - 1) == {"JSON_SIZE"}


def test_a_long_record_is_told_its_first_fault(written, monkeypatch):
    monkeypatch.setattr("edaphon.schemas.record_problems.LARGEST_TOLD", 10)
    record = json.loads(written["account"])
    record["accounts"][0]["units"] = "608"

    (told,) = problems_of("account", json.dumps(record).encode())

    assert told[:2] == ("RECORD_FORM", "accounts/0/units")


def places(value, path=()):
    yield path
    held = enumerate(value) if isinstance(value, list) else ()
    for key, item in value.items() if isinstance(value, dict) else held:
        yield from places(item, (*path, key))


def short(value):
    """Return a record with two items of each list: as many forms, in less time."""
    if isinstance(value, dict):
        return {key: short(item) for key, item in value.items()}
    return [short(item) for item in value[:2]] if isinstance(value, list) else value


def changed(record, path, value):
    """Return the record with another value, or without the field, at a path."""
    if not path:
        return value
    copy = json.loads(json.dumps(record))
    holder = copy
    for step in path[:-1]:
        holder = holder[step]
    if value == "absent":
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return copy


def is_read(kind, record):
    try:
        read(kind, json.dumps(record).encode(), file="r.json")
    except EdaphonError as refusal:
        return not all(problem.text("zh") for problem in refusal.problems)
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_typed_reader_and_published_schema_say_the_same(written, kind):
    record = short(json.loads(written[kind]))
    choose = random.Random(20261128)  # noqa: S311 - the same sample each time
    schema = Draft202012Validator(models.for_python(SCHEMAS[kind]))
    paths = list(places(record))
    assert schema.is_valid(record)
    for path in choose.sample(paths, min(24, len(paths))):
        for value in (*STRANGE, "absent"):
            forged = changed(record, path, value)
            assert is_read(kind, forged) == schema.is_valid(forged), (path, value)


@pytest.mark.parametrize("kind", models.KINDS)
def test_a_schema_is_a_schema_and_says_that_it_is_released(kind):
    schema = yaml.safe_load(models.source(kind).read_bytes())

    Draft202012Validator.check_schema(schema)
    assert schema["x-status"] == "released"
