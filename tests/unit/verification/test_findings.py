"""What one check says, what stands in the way of opening, and links by digest."""

import pytest

from edaphon.accounting import OBSERVATIONS
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.verification.checklist import checks, number_of
from edaphon.verification.examination import UnitsCheck
from edaphon.verification.finding import Finding, of_problem
from edaphon.verification.links import link_problems, pack_code_in
from edaphon.verification.manifest_again import manifest_again
from edaphon.verification.told_words import description, figure_names, titles
from tests.unit.verification.by_hand import METHOD, Held, examined, fault, stated

FOLDER = "method/house.test-1.0"


def test_what_passed_without_remark_says_nothing():
    passed = Finding(step=3, verdict="passed")

    assert passed.problem is None
    assert passed.text("en") == ""
    assert passed.as_json() == {"step": 3, "verdict": "passed"}


def test_a_finding_with_a_code_is_worded_by_the_catalogue():
    problem = fault("BUNDLE_HASH", "data/a.csv")
    found = of_problem(2, "failed", problem)

    assert found.problem == problem
    assert found.text("zh") == problem.text("zh")
    assert found.as_json() == {**problem.as_json(), "step": 2, "verdict": "failed"}


@pytest.mark.parametrize(
    ("code", "verdict"), [("BUNDLE_HASH", "failed"), ("FILE_DISK_FULL", "not_checked")]
)
def test_what_a_machine_lacks_fails_no_bundle(code, verdict):
    assert of_problem(2, "failed", fault(code)).verdict == verdict


@pytest.mark.parametrize(("count", "holds"), [(7, True), (8, True), (9, False)])
def test_units_hold_up_to_those_that_follow(count, holds):
    check = UnitsCheck(method=METHOD, stated=count, recomputed=8, status="credited")

    assert check.holds is holds


def test_checks_go_by_name_and_run_in_the_order_of_their_numbers():
    numbers = [number_of(item.name) for item in checks()]

    assert numbers == list(range(1, 22))
    assert [item.number for item in checks() if item.needs_log] == numbers[12:20]


def test_nothing_is_read_of_a_bundle_before_it_is_open():
    with pytest.raises(AssertionError):
        _ = examined().opened
    with pytest.raises(AssertionError):
        _ = examined().stated

    exam = examined({"a": b"1"}, records=stated(version="3"))
    assert exam.opened.names == ("a",)
    assert exam.stated.version == "3"


# --- Links --------------------------------------------------------------------

LINKED = {
    OBSERVATIONS: b"rows",
    "data/project.yaml": b"project",
    "plan/sampling.yaml": b"plan",
    "env/code.sha256": b"listing",
    f"{FOLDER}/record.json": b"record",
}


def linking(**changes):
    """Return records that name what that bundle holds, but for some changes."""
    named = {
        "evidence": digest(b"rows"),
        "project_document": digest(b"project"),
        "plan": digest(b"plan"),
        "code": digest(b"listing"),
        "method": digest(b"record"),
    } | changes
    records = stated((METHOD, named["method"]), code=named["code"])
    for field in ("evidence", "project_document", "plan"):
        setattr(records.account, field, named[field])
    return records


def broken(records, members=None):
    """Return place and digest of every link that is broken."""
    problems = link_problems(Held(LINKED if members is None else members), records)
    return [(str(item.where.text("en")), item.facts["found"]) for item in problems]


def test_records_that_name_what_the_bundle_holds_have_no_broken_link():
    assert broken(linking()) == []
    assert broken(linking(plan="")) == []
    assert broken(linking(plan=digest(b"project"))) == []


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("evidence", "account.json#evidence"),
        ("project_document", "account.json#project_document"),
        ("plan", "account.json#plan"),
        ("code", "program"),
        ("method", "accounts/0/method"),
    ],
)
def test_a_digest_of_something_else_is_a_broken_link(field, place):
    other = digest(b"something else")
    ((where, found),) = broken(linking(**{field: other}))

    assert where.endswith(place)
    assert found == other


def test_a_plan_is_looked_for_among_evidence_alone():
    assert len(broken(linking(plan=digest(b"listing")))) == 1


def test_every_link_to_a_file_that_is_missing_is_broken():
    assert len(broken(linking(), members={})) == 5


def test_a_pack_is_linked_by_its_source():
    """Only the files of the pack count, and no other that begins alike."""
    source = f"{FOLDER}/source/pack/equations.py"
    bundle = Held({source: b"1", f"{FOLDER}/sources": b"2", f"{FOLDER}/a": b"3"})
    code = pack_code_in(bundle, METHOD)
    records = linking()

    assert code == pack_code_in(Held({source: b"1"}), METHOD)
    for named, count in ((code, 5), (digest(b""), 6)):
        records.packs = {METHOD: named}
        assert len(list(link_problems(bundle, records))) == count


# --- The manifest, and words --------------------------------------------------


def test_a_manifest_is_made_again_with_what_was_made_again():
    held = Held({"a": b"aa", "b": b"bb"})
    text = manifest_again(held, {"b": b"longer", "c": b"new"})

    assert canonical.loads(text)["files"] == [
        {"path": "a", "sha256": digest(b"aa")[7:], "size": 2},
        {"path": "b", "sha256": digest(b"longer")[7:], "size": 6},
    ]
    assert canonical.loads(manifest_again(held, {}))["files"][1]["size"] == 2


def test_words_of_a_method_are_told_as_far_as_the_bundle_has_them():
    name = f"{FOLDER}/description.json"

    assert description(Held({}), METHOD) == {}
    assert description(Held({name: b"[]"}), METHOD) == {}
    assert description(Held({name: b'{"a":1}'}), METHOD) == {"a": 1}


def test_figures_are_those_of_a_list():
    assert figure_names({"figures": ["a", 1]}) == ("a", "1")
    assert figure_names({"figures": "ab"}) == ()
    assert figure_names({}) == ()


def test_titles_are_those_in_both_languages():
    names = {
        "both": {"en": "A", "zh": "甲"},
        "more": {"en": "B", "zh": "乙", "fr": 1},
        "one": {"en": "C"},
        "text": "D",
    }

    assert titles({"names": names}) == {
        "both": {"en": "A", "zh": "甲"},
        "more": {"en": "B", "zh": "乙", "fr": "1"},
    }
    assert titles({"names": ["both"]}) == {}
    assert titles({}) == {}
