"""Records that a stranger wrote are read by their forms, or refused by name."""

from types import SimpleNamespace

import msgspec
import pytest

from edaphon.accounting import ACCOUNT, EVIDENCE, RUN, TRACE
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.verification import records
from edaphon.verification.records import Records, read_records, with_maker
from tests.unit.verification.by_hand import METHOD, Held, axis

RECORDS = dict.fromkeys((ACCOUNT, EVIDENCE, RUN, TRACE), b"{}")
WRITTEN = {
    "v": "edaphon.run/2",
    "generated_at": "2026-02-28T12:00:00Z",
    "program": {"version": "1.0", "code": digest(b"")},
    "python": "3.11",
    "numpy": "2",
    "reading_rules": "edaphon.reading/12",
    "draft": False,
}


def refused(read, *given):
    """Return what a reader says against what it is given."""
    with pytest.raises(EdaphonError) as caught:
        read(*given)
    return [(item.code, item.where) for item in caught.value.problems]


@pytest.fixture
def formless(monkeypatch):
    """Every record has its form, whatever it says."""
    for name in RECORDS:
        monkeypatch.setitem(records._FORMS, name, lambda text: text)


# --- All of them --------------------------------------------------------------


def test_every_record_that_is_missing_is_told_at_once():
    found = refused(read_records, Held({RUN: b"{}"}))

    assert [code for code, _ in found] == ["BUNDLE_MISSING"] * 3


def test_every_record_without_its_form_is_told_at_once():
    found = refused(read_records, Held(RECORDS))

    assert {where.file for _, where in found} == {ACCOUNT, EVIDENCE, RUN, TRACE}


@pytest.mark.usefixtures("formless")
def test_a_bundle_need_not_describe_its_machine():
    assert read_records(Held(RECORDS)).run_text == b"{}"


@pytest.mark.usefixtures("formless")
def test_a_description_of_the_machine_is_an_object():
    sound = {**RECORDS, "env/numeric.json": b"{}", "env/sbom.json": b"{}"}
    found = refused(read_records, Held({**sound, "env/numeric.json": b"[]"}))
    ((broken, place),) = refused(read_records, Held({**sound, "env/sbom.json": b"{"}))

    assert read_records(Held(sound)).run_text == b"{}"
    assert [(code, where.file) for code, where in found] == [
        ("RECORD_FORM", "env/numeric.json")
    ]
    assert (broken, place.file) == ("JSON_SYNTAX", "env/sbom.json")


# --- One by one ---------------------------------------------------------------


def listing(*methods):
    """Return a reader of accounts that finds these methods."""
    found = [SimpleNamespace(method=SimpleNamespace(id=name)) for name in methods]
    return lambda *_, **__: SimpleNamespace(accounts=found)


def test_a_method_has_one_account(monkeypatch):
    monkeypatch.setattr(records, "read", listing("a/1", "b/1"))
    assert len(records._account(b"{}").accounts) == 2

    monkeypatch.setattr(records, "read", listing("a/1", "b/1", "a/1"))
    assert [code for code, _ in refused(records._account, b"{}")] == ["METHOD_TWICE"]


def test_a_run_has_a_time_that_exists():
    assert records._run(canonical.dumps(WRITTEN)).python == "3.11"

    for time in ("2026-02-29T12:00:00Z", "2026-02-28T24:30:00Z"):
        text = canonical.dumps({**WRITTEN, "generated_at": time})
        ((code, where),) = refused(records._run, text)
        assert (code, where.path) == ("RECORD_FORM", "generated_at")


def test_a_run_is_written_in_the_one_form():
    text = canonical.dumps(WRITTEN).replace(b'":', b'": ', 1)

    assert [code for code, _ in refused(records._run, text)] == ["RECORD_NOT_CANONICAL"]


def trace(*numbers):
    """Return a trace of axes; those of an odd number are not in the one form."""
    lines = (msgspec.json.encode(axis(f"n{number}", ["a"])) for number in numbers)
    shown = (msgspec.json.decode(line) for line in lines)
    texts = [
        canonical.dumps(line) if number % 2 == 0 else msgspec.json.encode(line)
        for number, line in zip(numbers, shown, strict=True)
    ]
    return b"".join(text.rstrip(b"\n") + b"\n" for text in texts)


def test_every_line_of_a_trace_is_in_the_one_form():
    assert len(records._trace(trace(0, 2, 4)).axes) == 3

    for row, numbers in enumerate(((1, 2, 4), (0, 1, 2), (0, 2, 1)), start=1):
        ((code, where),) = refused(records._trace, trace(*numbers))
        assert (code, where.row) == ("RECORD_NOT_CANONICAL", row)


# --- What they say ------------------------------------------------------------


def saying(*drafts, draft=False, rules="edaphon.reading/12"):
    """Return records whose methods are drafts, or not."""
    found = [
        SimpleNamespace(method=SimpleNamespace(id=METHOD, draft=one)) for one in drafts
    ]
    return Records(
        account=SimpleNamespace(accounts=found),
        run=SimpleNamespace(draft=draft, reading_rules=rules),
        evidence=None,
        trace=None,
        run_text=b"{}",
    )


def test_records_are_a_draft_when_their_forms_or_one_method_is():
    assert not saying(False, False).is_draft
    assert saying(False, True).is_draft
    assert saying(False, draft=True).is_draft


def test_reading_rules_are_told_by_their_number():
    assert saying().reading_rules == 12


# --- Who wrote records of another form ----------------------------------------

OLDER = Problem(code="RECORD_VERSION", facts={"found": "edaphon.run/1"})
FORMLESS = Problem(code="RECORD_FORM")
CODE = b"a listing of source files"


@pytest.mark.parametrize(
    ("run", "version"),
    [
        (b'{"program":{"version":"0.4"},"version":"0.1"}', "0.4"),
        (b'{"version":"0.1"}', "0.1"),
        (b'{"program":"Edaphon","version":"0.1"}', "0.1"),
        (b'{"program":{}}', "?"),
        (b"{}", "?"),
        (b"[]", "?"),
        (b"{", "?"),
    ],
)
def test_another_version_is_the_one_cause_and_named_as_far_as_it_is_told(run, version):
    bundle = Held({RUN: run, "env/code.sha256": CODE})
    (found,) = with_maker(bundle, [FORMLESS, OLDER])

    assert found.code == "RECORD_VERSION"
    assert found.facts == {**OLDER.facts, "version": version, "code": digest(CODE)}


def test_code_without_a_listing_is_not_known():
    (found,) = with_maker(Held({RUN: b"{}"}), [OLDER])

    assert found.facts["code"] == "?"


def test_faults_of_records_of_this_version_are_all_told():
    assert with_maker(Held({}), [FORMLESS, FORMLESS]) == [FORMLESS, FORMLESS]
