"""Reports and other files: made again and compared, or named with the reason."""

from pathlib import Path

import pytest

from edaphon.accounting import RUN
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.verification.comparing import Comparison
from edaphon.verification.steps import remaking
from tests.unit.verification.by_hand import METHOD, examined, stated

HTML, ACCOUNT = "report/report.en.html", "account/account.json"
RECORD = "method/house.test-1.0/record.json"
LOCK = "env/requirements.lock"
SAME = {"code": "same", "program": "same", "method": "same"}


@pytest.fixture(autouse=True)
def no_way(monkeypatch):
    """The way back is told elsewhere."""
    monkeypatch.setattr(remaking, "way_back", lambda _, packs: packs)


def told(findings):
    """Return verdict, code and place of each finding."""
    return [(item.verdict, item.code, item.where.file) for item in findings]


def examination(members, made=None, **changes):
    """Return the examination of a bundle made by the same program, unless told."""
    records = stated((METHOD, digest(b"the record")))
    return examined(members, made=made or {}, records=records, **(SAME | changes))


def likeness(exam):
    return {name: item.likeness for name, item in exam.comparisons.items()}


# --- Check 11: reports --------------------------------------------------------


def test_a_bundle_without_reports_says_so():
    exam = examination({ACCOUNT: b"{}"}, reports=lambda _: {HTML: b"x"})

    assert told(remaking.reports(exam)) == [("note", "REPORTS_NONE", "")]


def test_reports_that_the_caller_leaves_out_are_not_checked():
    exam = examination({HTML: b"x"}, reports=None)

    assert told(remaking.reports(exam)) == [("not_checked", "REPORTS_LEFT_OUT", "")]


def test_another_method_cannot_write_the_reports_again():
    members = {HTML: b"x", "report/report.zh.html": b"y", ACCOUNT: b"{}"}
    exam = examination(members, reports=lambda _: {HTML: b"x"}, method="other")
    (found,) = remaking.reports(exam)

    assert (found.verdict, found.code) == ("not_checked", "REPORTS_ELSEWHERE")
    assert found.facts == {"count": 2}
    assert likeness(exam) == dict.fromkeys(list(members)[:2], "not_compared")
    assert {item.reason for item in exam.comparisons.values()} == {"method"}


def test_each_report_is_compared_and_nothing_else():
    exam = examination(
        {HTML: b"x", "report/extra.html": b"z", ACCOUNT: b"{}"},
        made={ACCOUNT: b"[]"},
        reports=lambda _: {HTML: b"x", "report/report.zh.html": b"y"},
    )
    found = told(remaking.reports(exam))

    assert found == [
        ("failed", "MEMBER_UNKNOWN", "report/extra.html"),
        ("failed", "MEMBER_MISSING", "report/report.zh.html"),
    ]
    assert likeness(exam)[HTML] == "identical"
    assert ACCOUNT not in exam.comparisons


TOLD = {"code": "CAMPAIGN_FAR", "where": {}, "facts": {}}
"""A warning that was read again."""


@pytest.mark.parametrize(
    ("likeness", "source"),
    [
        ("within_tolerance", b"stated"),
        ("counts_differ", b"stated"),
        ("words_differ", b"again"),
        ("different", b"again"),
    ],
)
def test_reports_are_made_from_records_that_hold(likeness, source):
    """So that a stranger's own figures are compared, and nothing unchecked is read."""
    asked = []
    exam = examination(
        {HTML: b"x", ACCOUNT: b"stated"},
        reports=lambda given: asked.append(given) or {},
        again={ACCOUNT: b"again", "data/a.csv": Path("a.csv")},
        comparisons={ACCOUNT: Comparison(member=ACCOUNT, likeness=likeness)},
        told=(TOLD,),
    )
    list(remaking.reports(exam))

    run = canonical.dumps({"warnings": [TOLD]})
    assert asked == [{ACCOUNT: source, "data/a.csv": Path("a.csv"), RUN: run}]


# --- Check 12: every other file -----------------------------------------------


def test_every_member_is_compared_read_or_named():
    members = {
        "manifest.json": b"m", "README.txt": b"r", "data/a.csv": b"a",
        "data/extra.csv": b"e", "plan/extra.yaml": b"p", "log/entry": b"l",
        HTML: b"h", "env/run.json": b"run", "env/python.txt": b"3", ACCOUNT: b"{}",
        "notes.txt": b"n",
    }  # fmt: skip
    made = {"README.txt": b"r", "env/run.json": b"z", RECORD: b"{}"}
    done = Comparison(member=ACCOUNT, likeness="different")
    exam = examination(
        members, made, inputs=frozenset(["data/a.csv"]), comparisons={ACCOUNT: done}
    )
    found = told(remaking.members(exam))

    assert found == [
        ("note", "ADDED_LATER", "log/entry"),
        ("failed", "DATA_UNNAMED", "data/extra.csv"),
        ("failed", "MEMBER_MISSING", RECORD),
        ("failed", "MEMBER_UNKNOWN", "notes.txt"),
        ("failed", "DATA_UNNAMED", "plan/extra.yaml"),
    ]
    assert likeness(exam) == {
        ACCOUNT: "different", "README.txt": "identical", "data/a.csv": "read",
        "data/extra.csv": "unknown", "plan/extra.yaml": "unknown", RECORD: "missing",
        "log/entry": "not_compared", HTML: "not_compared", "notes.txt": "unknown",
        "env/run.json": "not_compared", "env/python.txt": "not_compared",
    }  # fmt: skip
    reasons = {name: item.reason for name, item in exam.comparisons.items()}
    assert {name: reason for name, reason in reasons.items() if reason} == {
        "log/entry": "later", HTML: "left_out", "env/run.json": "run",
        "env/python.txt": "machine",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "made", "verdict"),
    [
        ({}, {LOCK: b"x"}, None),
        ({LOCK: b"x"}, {LOCK: b"x"}, "identical"),
        ({LOCK: b"x"}, {LOCK: b"y"}, "not_compared"),
        ({LOCK: b"x"}, {}, "not_compared"),
        ({}, {"env/sbom.json": b"x"}, "missing"),
    ],
)
def test_a_lock_may_be_lacking_and_no_other_description_of_the_machine(
    stated, made, verdict
):
    exam = examination(stated, made)
    found = list(remaking.members(exam))

    assert likeness(exam) == (
        dict.fromkeys({**stated, **made}, verdict) if verdict else {}
    )
    assert bool(found) is (verdict == "missing")


@pytest.mark.parametrize(
    ("code", "made", "verdict"),
    [
        ("other", b"x", "not_compared"),
        ("same", b"x", "different"),
        ("same", b"c", "identical"),
    ],
)
def test_the_listing_of_the_code_is_compared_by_the_same_code_alone(
    code, made, verdict
):
    exam = examination({"env/code.sha256": b"c"}, {"env/code.sha256": made}, code=code)
    list(remaking.members(exam))

    assert likeness(exam) == {"env/code.sha256": verdict}


# --- Who is to blame ----------------------------------------------------------

OTHERS = [
    {"code": "other", "program": "other"},
    {"program": "other"},
    {"method": "other"},
]


@pytest.mark.parametrize(
    ("name", "changes", "ours"),
    [
        ("README.txt", {}, True),
        ("README.txt", {"code": "other", "program": "other"}, False),
        ("README.txt", {"program": "other"}, True),
        ("README.txt", {"method": "other"}, True),
        (HTML, {}, True),
        *((HTML, changes, False) for changes in OTHERS),
        (RECORD, {}, True),
        *((RECORD, changes, False) for changes in OTHERS),
    ],
)
@pytest.mark.parametrize(
    ("members", "made", "code"),
    [
        ("x", "", "MEMBER_UNKNOWN"),
        ("", "x", "MEMBER_MISSING"),
        ("x", "y", "MEMBER_DIFFERS"),
        ("x", "x", ""),
    ],
)
def test_the_bundle_is_blamed_only_where_this_program_wrote_it(
    name, changes, ours, members, made, code
):
    """Packs have a hand in reports and in what is held of a method."""
    held, again = ({name: text.encode()} if text else {} for text in (members, made))
    exam = examination(held, again, packs={METHOD: "sha256:1"}, **changes)
    found = list(remaking._told(exam, 12, name))
    blamed = (
        ("failed", code, name) if ours else ("not_checked", "MEMBER_ELSEWHERE", name)
    )

    assert told(found) == ([blamed] if code else [])
    assert all(item.step == 12 for item in found)
    assert all(item.facts["way"] == {METHOD: "sha256:1"} for item in found)


def test_the_record_that_is_the_identity_of_the_method_is_always_asked_for():
    """Whose digest the account names is known, whatever program runs."""
    other = {"code": "other", "program": "other", "method": "other"}
    exam = examination({RECORD: b"forged"}, {RECORD: b"the record"}, **other)

    assert told(remaking._told(exam, 12, RECORD)) == [
        ("failed", "MEMBER_ELSEWHERE", RECORD)
    ]


def test_a_record_is_compared_byte_by_byte():
    exam = examination({"a.json": b'{"a": 1}'}, {"a.json": b'{"a":1}'})
    list(remaking._told(exam, 12, "a.json"))

    assert likeness(exam) == {"a.json": "different"}
