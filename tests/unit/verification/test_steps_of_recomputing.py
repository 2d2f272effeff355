"""What is said of observations, method, figures and units, from small records."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from edaphon.accounting import ACCOUNT, TRACE
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring import NEWEST
from edaphon.verification.comparing import Comparison
from edaphon.verification.steps import recomputing
from edaphon.verification.steps.stated_status import STATUS_WORDS
from tests.unit.verification.by_hand import METHOD, examined, fault, stated

OTHER = "other.test/1.0"
FOLDER = "method/house.test-1.0"


def told(findings):
    """Return verdict and code of each finding."""
    return [(item.verdict, item.code) for item in findings]


def refusing(*problems):
    def refuse(*_, **__):
        raise EdaphonError(problems)

    return refuse


# --- Check 7: observations ----------------------------------------------------


def signed_after(moment):
    return [(None, "2021-09-01")] if moment.isoformat() < "2021-08-31T10" else []


PERIOD = SimpleNamespace(period=SimpleNamespace(end="2024-10-20"))
READ = SimpleNamespace(
    warnings=(),
    project=SimpleNamespace(model=PERIOD, signed_after=signed_after),
    plan=SimpleNamespace(sealed_at="2021-09-01T00:00:00Z"),
)
"""Evidence as it is read again, without a warning."""


@pytest.fixture
def gathered(monkeypatch):
    """Reading gives what stands in this list of things noted."""
    noted = []
    monkeypatch.setattr(recomputing, "_extract", lambda _: None)
    monkeypatch.setattr(recomputing, "gather", lambda *_, **__: (READ, noted))
    monkeypatch.setattr(recomputing, "evidence_members", lambda _: {"a.csv": b"1"})
    return noted


@pytest.mark.usefixtures("gathered")
@pytest.mark.parametrize(
    ("rules", "known"), [(0, False), (1, True), (NEWEST, True), (NEWEST + 1, False)]
)
def test_rules_of_reading_are_known_from_the_first_to_the_newest(rules, known):
    exam = examined({"a.csv": b"1"}, records=stated(reading_rules=rules))
    found = told(recomputing.evidence(exam))

    assert found == ([] if known else [("not_checked", "RULES_UNKNOWN")])
    assert exam.evidence == (READ if known else None)


def test_what_would_be_asked_today_is_a_note_and_warnings_are_not_told(gathered):
    gathered += [fault("AMOUNT_JUMP"), fault("AMOUNT_BLANK"), fault("CAMPAIGN_FAR")]
    exam = examined({"a.csv": b"1"}, records=stated(reading_rules=1))

    assert [item.severity for item in gathered] == ["warning", "question", "warning"]
    assert told(recomputing.evidence(exam)) == [("note", "AMOUNT_BLANK")]
    assert [item.code for item in exam.stopping] == ["AMOUNT_BLANK"]


@pytest.mark.usefixtures("gathered")
@pytest.mark.parametrize(
    ("moment", "codes"),
    [
        ("2024-10-19T10:00:00+00:00", []),
        ("2024-10-19T09:59:59+00:00", ["RUN_BEFORE_PERIOD_END"]),
        ("2021-08-31T23:59:59+00:00", ["RUN_BEFORE_PERIOD_END", "RUN_BEFORE_SEAL"]),
        (
            "2021-08-31T09:59:59+00:00",
            ["RUN_BEFORE_PERIOD_END", "RUN_BEFORE_SEAL", "SIGNED_LATER"],
        ),
    ],
)
@pytest.mark.parametrize("code", ["same", "other"])
def test_a_run_before_its_period_ended_is_told(moment, codes, code):
    """The day ends first at 14 hours before it does in UTC."""
    run = SimpleNamespace(draft=True, generated_at=moment)
    exam = examined({"a.csv": b"1"}, records=stated(run=run), code=code)
    verdict = "failed" if code == "same" else "not_checked"

    assert told(recomputing.evidence(exam)) == [(verdict, name) for name in codes]


WARNING = {"code": "CAMPAIGN_FAR", "where": {"file": "project.yaml"}, "facts": {}}


@pytest.mark.usefixtures("gathered")
@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("same", ("failed", "WARNINGS_DIFFER")),
        ("other", ("not_checked", "WARNINGS_ELSEWHERE")),
    ],
)
def test_a_warning_that_reading_does_not_give_is_told(code, answer):
    records = stated(run_record={"warnings": [WARNING]})
    exam = examined({"a.csv": b"1"}, records=records, code=code)
    (found,) = recomputing.evidence(exam)

    assert (found.verdict, found.code) == answer
    assert (found.facts["count"], found.facts["lacking"]) == (1, 0)
    assert "CAMPAIGN_FAR project.yaml" in found.facts["stated"]["en"]


@pytest.mark.usefixtures("gathered")
def test_observations_are_compared_exactly():
    exam = examined({"a.csv": b"2"}, records=stated(reading_rules=1))

    assert told(recomputing.evidence(exam)) == [("failed", "FIGURES_DIFFER")]
    assert exam.made == {"a.csv": b"1"}


def test_a_project_may_keep_other_files_where_its_plan_lies(tmp_path):
    exam = examined(
        {"data/plan/map.csv": b"m", "plan/sampling.yaml": b"s", "README.txt": b"r"},
        folder=tmp_path,
    )
    recomputing._extract(exam)

    found = {
        file.relative_to(tmp_path).as_posix(): file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }
    assert found == {"plan/map.csv": b"m", "plan/sampling.yaml": b"s"}


def test_a_bundle_without_a_plan_is_laid_out_too(tmp_path):
    recomputing._extract(examined({"data/a.csv": b"a"}, folder=tmp_path))

    assert (tmp_path / "a.csv").read_bytes() == b"a"


@pytest.mark.parametrize("raw", ["data/plan/one.yaml", "data/plan"])
def test_two_files_of_one_place_are_refused_by_name(raw, tmp_path):
    plan = {"plan/one.yaml": b"1", "plan/two.yaml": b"2"}
    exam = examined({raw: b"x", **plan}, folder=tmp_path)

    with pytest.raises(EdaphonError) as caught:
        recomputing._extract(exam)

    named = [item.facts["name"] for item in caught.value.problems]
    assert named == (["plan/one.yaml"] if raw.endswith("yaml") else list(plan))


def test_a_file_named_plan_is_no_fault_without_a_plan(tmp_path):
    (tmp_path / "plan").write_bytes(b"x")

    assert recomputing._refuse_shared_places(tmp_path, []) is None


# --- Check 8: method ----------------------------------------------------------


@dataclass(frozen=True)
class Pack:
    """A method pack, as far as this check asks it."""

    id: str = METHOD
    package: str = "edaphon.methods"
    document: object = None
    record: bytes = b"{}"
    editions: tuple = ()

    @property
    def is_draft(self):
        return self.document["status"] == "draft"


@dataclass(frozen=True)
class Made:
    """An account that was computed again."""

    pack: Pack
    ruling: object = field(default_factory=lambda: SimpleNamespace(known=()))


def computed(name=METHOD, *, status="released", **changes):
    return Made(pack=Pack(id=name, document={"status": status}, **changes))


def listed(name=METHOD, *, digest="one", draft=False):
    """Return an account of a record."""
    method = SimpleNamespace(id=name, digest=digest, draft=draft)
    return SimpleNamespace(method=method)


@pytest.fixture
def by_method(monkeypatch):
    """Return what runs the check over accounts of a record and those made again."""
    monkeypatch.setattr(recomputing, "accountable", lambda name: name)
    monkeypatch.setattr(recomputing, "unproved_problems", lambda _: [])
    monkeypatch.setattr(recomputing, "_remake", lambda _: None)
    monkeypatch.setattr(recomputing, "way_back", lambda *given: given)

    def run(record, made, again=None, *, code="same", members=None):
        monkeypatch.setattr(recomputing, "accounts", lambda *_, **__: tuple(made))
        monkeypatch.setattr(recomputing, "_made", lambda _: again or record)
        exam = examined(members or {}, evidence="read", code=code)
        exam.records = stated(account=SimpleNamespace(accounts=record))
        return list(recomputing.method(exam)), exam

    return run


def test_the_method_of_the_account_is_the_one_installed(by_method):
    found, exam = by_method([listed()], [computed()])

    assert found == []
    assert exam.method == "same"


@pytest.mark.parametrize(
    ("code", "package", "verdict"),
    [
        ("same", "edaphon.methods", "failed"),
        ("same", "house", "not_checked"),
        ("same", "edaphonic", "not_checked"),
        ("other", "edaphon.methods", "not_checked"),
    ],
)
def test_another_method_is_a_fault_only_of_the_program_that_brings_it(
    code, package, verdict, by_method
):
    record = [listed(), listed(OTHER, draft=True)]
    again = [listed(), listed(OTHER, digest="two")]
    made = [computed(), computed(OTHER, status="draft", package=package)]
    members = {"method/other.test-1.0/record.json": b'{"rounding":"up"}'}
    found, exam = by_method(record, made, again, code=code, members=members)
    (changed,) = found

    assert (changed.verdict, changed.code) == (verdict, "METHOD_CHANGED")
    assert (changed.facts["stated"], changed.facts["here"]) == ("one", "two")
    assert "rounding" in changed.facts["apart"]["en"]
    assert "draft" in changed.facts["apart"]["en"]
    assert exam.method == "other"


def test_a_bundle_without_the_record_of_its_method_says_so(by_method):
    found, _ = by_method([listed()], [computed()], [listed(digest="two")])

    assert "no record of its method" in found[0].facts["apart"]["en"]


@pytest.mark.parametrize(
    ("draft", "status", "code", "package", "noted"),
    [
        (True, "released", "other", "edaphon.methods", "METHOD_STATUS"),
        (False, "draft", "other", "edaphon.methods", "METHOD_RELEASED"),
        (False, "draft", "other", "house", "METHOD_STATUS"),
        (True, "released", "same", "house", "METHOD_STATUS"),
        (True, "released", "same", "edaphon.methods", ""),
        (True, "draft", "other", "house", ""),
        (False, "released", "other", "house", ""),
    ],
)
def test_draft_or_released_is_as_the_bundle_says(
    draft, status, code, package, noted, by_method
):
    """But for the program that made the account: it knows its own packs.

    A pack that ships with Edaphon and is a draft here is released by nobody's word.
    """
    record = [listed(OTHER), listed(draft=draft)]
    made = [computed(OTHER), computed(status=status, package=package)]
    found, exam = by_method(record, made, code=code)
    kept = "draft" if draft else "released"

    verdict = "not_checked" if noted == "METHOD_RELEASED" else "note"

    assert told(found) == ([(verdict, noted)] if noted else [])
    assert exam.accounts[0] == made[0]
    assert exam.accounts[1].pack.document["status"] == (kept if noted else status)
    if noted:
        assert found[0].facts["stated"] == STATUS_WORDS[draft]
        assert found[0].facts["here"] == STATUS_WORDS[not draft]


def test_packs_that_cannot_be_used_are_not_checked(monkeypatch):
    broken = fault("METHOD_BROKEN")
    monkeypatch.setattr(recomputing, "accountable", refusing(broken))
    exam = examined({}, evidence="read", records=stated((METHOD, "1"), (OTHER, "2")))

    assert told(recomputing.method(exam)) == [("not_checked", "METHOD_BROKEN")] * 2


def test_an_account_that_the_evidence_does_not_allow_fails(monkeypatch):
    monkeypatch.setattr(recomputing, "accounts", refusing(fault("RECORD_FORM")))
    monkeypatch.setattr(recomputing, "accountable", lambda name: name)
    exam = examined({}, evidence="read", records=stated((METHOD, "1")))

    assert told(recomputing.method(exam)) == [("failed", "RECORD_FORM")]
    assert exam.method == "unknown"


def test_what_is_made_again_is_told_from_what_is_read(monkeypatch):
    again = {"data/a.csv": Path("a.csv"), "account/run.json": b"{}"}
    monkeypatch.setattr(recomputing, "members", lambda *_, **__: again)
    monkeypatch.setattr(recomputing, "crate_description", lambda *_: "words")
    monkeypatch.setattr(recomputing, "crate_of", lambda *_: b"crate")
    exam = examined({}, evidence="read", records=stated(run_record={}))
    recomputing._remake(exam)

    assert exam.again == again
    assert exam.inputs == {"data/a.csv"}
    assert exam.made["account/run.json"] == b"{}"
    assert exam.made["ro-crate-metadata.json"] == b"crate"
    assert exam.made["README.txt"]


def test_the_word_of_a_pack_is_that_of_its_account():
    name = f"{FOLDER}/source/pack/pack.yaml"
    exam = examined(accounts=(computed(status="draft"),))
    text = b"id: house.test/1.0\nstatus: released\n"

    found = recomputing._with_status(exam, {name: text, "a": b"status: released\n"})

    assert found == {
        name: text.replace(b"released", b"draft"),
        "a": b"status: released\n",
    }
    assert recomputing._with_status(exam, {name: Path("p")}) == {name: Path("p")}


# --- Check 9: figures ---------------------------------------------------------


@pytest.mark.parametrize("program", ["same", "other", "unknown"])
def test_values_are_held_within_the_tolerance_of_the_method_made_here(program):
    """Only the same program writes equal numbers as equal texts."""
    record = {"tolerance": {"relative": "0.25", "absolute": "0.5"}}
    made = {f"{FOLDER}/record.json": json.dumps(record).encode()}
    own = recomputing._tolerance(examined(made=made, program=program), METHOD)

    assert (own.relative, own.absolute) == (0.25, 0.5)
    assert own.same_text is (program == "same")


@pytest.mark.parametrize(
    ("likeness", "program", "method", "finding"),
    [
        ("identical", "other", "same", []),
        ("counts_differ", "same", "same", []),
        ("missing", "other", "other", [("failed", "MEMBER_MISSING")]),
        ("different", "other", "same", [("failed", "FIGURES_DIFFER")]),
        ("different", "same", "other", [("not_checked", "FIGURES_ELSEWHERE")]),
        ("words_differ", "same", "other", [("failed", "WORDS_DIFFER")]),
        ("words_differ", "other", "same", [("not_checked", "WORDS_DIFFER")]),
        ("words_differ", "unknown", "same", [("not_checked", "WORDS_DIFFER")]),
        ("within_tolerance", "other", "same", [("note", "FIGURES_CLOSE")]),
    ],
)
def test_a_difference_is_told_for_what_it_is(
    likeness, program, method, finding, monkeypatch
):
    compared = Comparison(member=ACCOUNT, likeness=likeness, places=("/a", "/b"))
    monkeypatch.setattr(recomputing, "comparison", lambda *_: compared)
    exam = examined(program=program, method=method)
    found = list(recomputing._judged(exam, 9, ACCOUNT, {}))

    assert told(found) == finding
    assert exam.comparisons == {ACCOUNT: compared}
    assert {item.facts["places"] for item in found} <= {"/a, /b"}


def test_a_member_without_places_is_named_itself(monkeypatch):
    compared = Comparison(member=TRACE, likeness="different")
    monkeypatch.setattr(recomputing, "comparison", lambda *_: compared)
    (found,) = recomputing._judged(examined(), 9, TRACE, {})

    assert found.facts == {"name": TRACE, "places": TRACE}


def test_a_member_is_missing_identical_or_compared():
    exam = examined({"a.json": b"{}", "b.json": b"[]"})
    exam.made = dict.fromkeys(("a.json", "b.json", "c.json"), b"{}")
    found = [recomputing.comparison(exam, name, {}).likeness for name in exam.made]

    assert found == ["identical", "different", "missing"]


# --- Check 10: units ----------------------------------------------------------


def counted(units=3, *, digest="one", years=(), **labels):
    """Return an account of so many units, by year and label."""
    return SimpleNamespace(
        method=SimpleNamespace(id=METHOD, digest=digest),
        status="credited",
        units=units,
        labels=labels,
        vintages=[
            SimpleNamespace(year=year, units=count)
            for year, count in (years or [("2024", units)])
        ],
    )


@pytest.mark.parametrize(
    ("record", "made", "finding"),
    [
        (counted(3), counted(3), []),
        (counted(3), counted(4), ["units", "vintages/2024"]),
        (counted(3, soil=1), counted(3, soil=2), ["labels/soil"]),
        (counted(3), counted(3, soil=1), ["labels/soil"]),
        (
            counted(3, years=[("2024", 3)]),
            counted(3, years=[("2024", 3), ("2025", 1)]),
            ["vintages/2025"],
        ),
    ],
)
def test_one_more_is_overstated_and_one_less_is_a_note(record, made, finding):
    """What one side does not count is none there."""
    fewer = list(recomputing._counted(record, made))
    more = list(recomputing._counted(made, record))

    assert [(*item[:2], item[2]["part"]) for item in fewer] == [
        ("note", "UNITS_UNDERSTATED", part) for part in finding
    ]
    assert [(*item[:2], item[2]["part"]) for item in more] == [
        ("failed", "UNITS_OVERSTATED", part) for part in finding
    ]


def test_units_are_told_by_account_and_only_of_one_edition(monkeypatch):
    record = [counted(3), counted(5, digest="old"), counted(7)]
    made = [counted(3), counted(1), counted(6)]
    monkeypatch.setattr(recomputing, "_made", lambda _: made)
    exam = examined(records=stated(account=SimpleNamespace(accounts=record)))
    found = list(recomputing.units(exam))

    assert [(item.code, item.where.path) for item in found] == [
        ("UNITS_UNCHECKED", "accounts/1"),
        ("UNITS_OVERSTATED", "accounts/2"),
        ("UNITS_OVERSTATED", "accounts/2"),
    ]
    assert found[0].verdict == "not_checked"
    assert {item.step for item in found} == {10}
    assert [(item.stated, item.recomputed) for item in exam.units] == [(3, 3), (7, 6)]
    assert [item.holds for item in exam.units] == [True, False]


def test_fewer_units_than_follow_hold():
    assert replace(
        recomputing.UnitsCheck(method=METHOD, stated=3, recomputed=3, status=""),
        recomputed=4,
    ).holds
