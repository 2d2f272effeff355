"""How the list of checks is run, and what follows from what they found."""

import shutil
from pathlib import Path

import pytest

from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError
from edaphon.verification import checks, json_record, verify, verifying
from edaphon.verification.comparing import Comparison
from edaphon.verification.examination import UnitsCheck
from edaphon.verification.finding import Finding
from edaphon.verification.verifying import RESTING_ON, Verification
from tests.unit.verification.by_hand import METHOD, Held, examined, fault, stated

MEMBERS = {"README.txt": b"r", "data/a.csv": b"a", "manifest.json": b"m"}
BUNDLE_CHECKS = list(range(1, 13))
LOG_CHECKS = list(range(13, 21))
PASSED = [("passed", "")]


def finding(step, verdict, code=""):
    return Finding(step=step, verdict=verdict, code=code)


def of(name, verdict="failed", code="RECORD_FORM"):
    """Return a finding of a check by its name."""
    return finding(verifying.number_of(name), verdict, code)


def compared(**likeness):
    return {
        name: Comparison(member=name, likeness=found)
        for name, found in likeness.items()
    }


# --- The list -----------------------------------------------------------------


def opening(exam):
    exam.bundle = Held(MEMBERS)
    return ()


def reading(exam):
    exam.records, exam.maker = stated(), ("1", "sha256:1")
    return ()


def gathering(exam):
    exam.evidence = "evidence"
    return ()


def computing(exam):
    exam.method = "same"
    return ()


SOUND = dict.fromkeys(verifying.RUNS, lambda _: ()) | {
    "container": opening,
    "records": reading,
    "evidence": gathering,
    "method": computing,
}
"""Checks of a bundle without a fault."""


@pytest.fixture
def run(monkeypatch):
    """Return what runs the list with these checks in place of sound ones."""

    def verified(**given):
        for name, check in (SOUND | given).items():
            monkeypatch.setitem(verifying.RUNS, name, check)
        return verify(Path("bundle.zip"))

    return verified


def telling(*findings, before=lambda _: ()):
    """Return a check that tells this, after another was run."""

    def check(exam):
        before(exam)
        yield from findings

    return check


def verdicts(found, numbers=BUNDLE_CHECKS):
    return {
        number: [(item.verdict, item.code) for item in found.of(number)]
        for number in numbers
    }


def test_a_check_that_tells_nothing_has_passed(run):
    found = run()

    assert verdicts(found) == dict.fromkeys(BUNDLE_CHECKS, PASSED)
    assert not found.failed
    assert found.passed()
    assert (found.version, found.code, found.method) == ("1", "sha256:1", "same")


def test_only_a_log_answers_the_checks_that_need_one(run):
    found = run()

    told = {number: [("not_checked", "LOG_NONE")] for number in LOG_CHECKS}
    assert verdicts(found, LOG_CHECKS) == told


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("container", 1), ("manifest", 2), ("crate", 3), ("records", 4),
        ("evidence", 7), ("method", 8),
    ],
)  # fmt: skip
def test_nothing_is_said_after_a_check_that_gives_no_ground(name, number, run):
    stopped = telling(of(name, "failed", "BUNDLE_HASH"))
    given = {name: stopped}
    if number <= 3:
        given["container"] = stopped if number == 1 else lambda _: ()
    found = verdicts(run(**given))

    assert found[number] == [("failed", "BUNDLE_HASH")]
    assert all(found[before] == PASSED for before in range(1, number))
    assert all(
        found[after] == [("not_checked", "CHECK_RESTS")]
        for after in range(number + 1, 13)
    )


def test_a_check_that_is_no_ground_stops_nothing(run):
    found = verdicts(run(figures=telling(of("figures", "failed", "FIGURES_DIFFER"))))

    assert found.pop(9) == [("failed", "FIGURES_DIFFER")]
    assert set(map(tuple, found.values())) == {(("passed", ""),)}


def test_faults_of_a_check_whose_result_stands_stop_nothing(run):
    """Where the bundle was opened and read, the checks after this one have ground."""
    found = run(
        container=telling(of("container", "failed", "ZIP_SIZE"), before=opening),
        records=telling(of("records"), before=reading),
        evidence=telling(of("evidence"), before=gathering),
        method=telling(of("method"), before=computing),
    )

    assert {len(found.of(number)) for number in BUNDLE_CHECKS} == {1}
    assert not any(item.code == "CHECK_RESTS" for item in found.findings)


@pytest.mark.parametrize(
    ("verdict", "rests"), [("note", False), ("failed", True), ("not_checked", True)]
)
def test_a_note_about_a_bundle_that_is_not_open_stops_nothing(verdict, rests, run):
    note, told = (of("manifest", item, "BUNDLE_HASH") for item in ("note", verdict))
    found = run(container=lambda _: (), manifest=telling(note, told))

    assert (found.of(3)[0].code == "CHECK_RESTS") is rests


def test_what_a_check_stumbles_over_is_its_answer(run):
    def stumble(_exam):
        yield of("figures", "note", "FIGURES_CLOSE")
        raise EdaphonError([fault("BUNDLE_HASH"), fault("REPORT_FONTS")])

    found = verdicts(run(figures=stumble))

    assert found[9] == [
        ("note", "FIGURES_CLOSE"),
        ("failed", "BUNDLE_HASH"),
        ("not_checked", "REPORT_FONTS"),
    ]
    assert found[10] == PASSED


def test_a_wrong_call_is_raised_and_not_told(run):
    def stumble(_exam):
        raise EdaphonError(fault("BUNDLE_NOT_ONE"))
        yield

    with pytest.raises(EdaphonError):
        run(container=stumble)


def test_the_bundle_is_closed_however_it_ends(run):
    held = []

    def keep(exam):
        opening(exam)
        held.append(exam.bundle)
        return ()

    def burst(_exam):
        raise ZeroDivisionError

    run(container=keep)
    with pytest.raises(ZeroDivisionError):
        run(container=keep, links=burst)

    assert [item.is_open for item in held] == [False, False]


def test_what_is_asked_reaches_the_checks(monkeypatch):
    seen = []
    monkeypatch.setattr(verifying, "_run", lambda exam: seen.append(exam) or ())
    verify(Path("a.zip"))
    verify(Path("b.zip"), reports=print, progress=print, reverse_rows=True)
    plain, asked = seen

    assert (plain.path, plain.reports, plain.reverse_rows) == (
        Path("a.zip"),
        None,
        False,
    )
    assert plain.progress("opening") is None
    assert (asked.reports, asked.progress, asked.reverse_rows) == (print, print, True)


def test_a_folder_that_cannot_be_cleared_away_says_nothing_against_the_bundle():
    with verifying._room() as folder:
        assert folder.is_dir()
        shutil.rmtree(folder)
        folder.write_text("no folder any more")
    folder.unlink()


# --- What follows -------------------------------------------------------------


def concluded(*findings, **changes):
    return verifying._concluded(examined(**changes), findings)


def test_a_bundle_that_was_not_opened_has_no_identity():
    found = concluded(finding(1, "failed", "ZIP_SIZE"), made={"a": b"1"})

    assert (found.bundle, found.manifest) == ("", "")
    assert not found.is_identical
    assert found.comparisons == ()
    assert not found.draft


def files(found):
    """Return what a manifest lists."""
    return [(item["path"], item["sha256"], item["size"]) for item in found["files"]]


def test_members_that_were_compared_stand_in_the_manifest_as_made_again():
    """What was made and not compared, or not at all, stays as the bundle has it."""
    members = dict.fromkeys(("a", "b", "c", "d"), b"held")
    likeness = {"a": "different", "b": "not_compared", "c": "identical"}
    made = {"a": b"made", "b": b"made", "c": b"held", "d": b"made", "e": b"made"}
    found = concluded(members=members, made=made, comparisons=compared(**likeness))
    listed = [
        {"path": name, "sha256": digest(text).removeprefix("sha256:"), "size": 4}
        for name, text in {**members, "a": b"made"}.items()
    ]
    text = canonical.dumps({"files": listed, "v": "edaphon.manifest/1"})

    assert found.bundle == "the bundle"
    assert found.manifest == digest(text)
    assert [item.member for item in found.comparisons] == ["a", "b", "c", "d"]


def test_a_file_that_no_check_came_to_is_named_but_for_the_manifest():
    found = concluded(
        members=MEMBERS, comparisons=compared(**{"README.txt": "identical"})
    )
    likeness = {item.member: (item.likeness, item.reason) for item in found.comparisons}

    assert likeness == {
        "README.txt": ("identical", ""),
        "data/a.csv": ("not_compared", "rests"),
    }
    assert [item.member for item in found.not_compared] == ["data/a.csv"]


@pytest.mark.parametrize("draft", [False, True])
def test_a_draft_is_what_the_records_call_one(draft):
    assert concluded(records=stated(is_draft=draft)).draft is draft


# --- The verdict on the figures -----------------------------------------------

UNITS = (UnitsCheck(method=METHOD, stated=1, recomputed=1, status="credited"),)


def figures(*findings, method="same", units=UNITS, likeness="identical", rest=None):
    """Return the verdict where every record of figures compares alike, but some."""
    held = dict.fromkeys(RESTING_ON, likeness) | (rest or {})
    exam = examined(method=method, units=units, comparisons=compared(**held))
    return verifying._figures(exam, findings)


def test_figures_are_identical_when_every_byte_of_them_is():
    assert figures() == "identical"
    assert figures(likeness="within_tolerance") == "within_tolerance"
    for name in RESTING_ON:
        assert figures(rest={name: "words_differ"}) == "within_tolerance"


@pytest.mark.parametrize(
    "code", ["FIGURES_DIFFER", "MEMBER_MISSING", "UNITS_OVERSTATED", "UNITS_SUM"]
)
@pytest.mark.parametrize("check", ["evidence", "figures", "units"])
def test_figures_differ_when_one_of_their_checks_says_so(code, check):
    others = of("units", "note", "UNITS_UNDERSTATED"), of("figures", "passed", "")

    assert figures(*others, of(check, "failed", code)) == "differ"


def test_what_other_checks_say_is_nothing_about_the_figures():
    assert figures(of("members", "failed", "MEMBER_MISSING")) == "identical"
    assert figures(of("units", "note", "UNITS_UNDERSTATED")) == "identical"


def test_figures_that_this_machine_could_not_make_are_not_checked():
    passed = of("evidence", "passed", "")

    assert figures(passed, of("figures", "not_checked", "FILE_DISK_FULL")) == (
        "not_checked"
    )
    assert figures(passed, of("members", "not_checked", "FILE_DISK_FULL")) == (
        "identical"
    )


@pytest.mark.parametrize(
    ("method", "units"), [("other", UNITS), ("same", ()), ("unknown", ())]
)
def test_figures_of_another_method_are_not_checked_but_may_differ(method, units):
    def verdict(*findings):
        return figures(*findings, method=method, units=units)

    assert verdict() == "not_checked"
    assert verdict(of("figures", "not_checked", "FIGURES_ELSEWHERE")) == "not_checked"
    assert verdict(of("members", "failed", "MEMBER_DIFFERS")) == "not_checked"
    assert verdict(of("evidence", "failed", "BUNDLE_SHARED_PLACE")) == "not_checked"
    assert verdict(of("evidence", "failed", "FIGURES_DIFFER")) == "differ"
    assert (
        verdict(
            of("evidence", "failed", "BUNDLE_SHARED_PLACE"),
            of("units", "failed", "UNITS_SUM"),
        )
        == "differ"
    )


# --- What a stranger knows ----------------------------------------------------


def known(*findings, **changes):
    """Return a verification with these findings."""
    fields = {
        "bundle": "sha256:1", "manifest": "sha256:2", "figures": "identical",
        "program": "same", "method": "same", "comparisons": (), "units": UNITS,
        "version": "1", "code": "sha256:3", "packs": {METHOD: "sha256:4"},
        "draft": True,
    }  # fmt: skip
    return Verification(findings=findings, **(fields | changes))


def test_findings_are_told_by_check():
    first, second = finding(1, "passed"), finding(2, "failed", "BUNDLE_HASH")

    assert known(first, second).of(2) == (second,)
    assert known(first, second).failed
    assert not known(first).failed


def test_checks_that_nobody_asked_an_answer_of_are_no_gap():
    """Those of a log and those that the caller left out, unless he asks for them."""
    found = known(
        finding(6, "note", "PROGRAM_OTHER"),
        finding(8, "not_checked", "METHOD_BROKEN"),
        finding(11, "not_checked", "REPORTS_LEFT_OUT"),
        finding(13, "not_checked", "LOG_NONE"),
    )

    assert found.unchecked() == (8,)
    assert found.unchecked([11, 13, 14]) == (8, 11, 13)
    assert found.unchecked([6]) == (8,)


def test_a_bundle_passes_when_every_check_is_answered_and_none_failed():
    gap = finding(11, "not_checked", "REPORTS_LEFT_OUT")

    assert known(gap).passed()
    assert not known(gap).passed([11])
    assert not known(finding(8, "not_checked", "METHOD_BROKEN")).passed()
    assert not known(finding(9, "failed", "FIGURES_DIFFER")).passed()


@pytest.mark.parametrize(
    ("bundle", "manifest", "same"),
    [("sha256:1", "sha256:1", True), ("sha256:1", "sha256:2", False), ("", "", False)],
)
def test_a_bundle_is_identical_when_its_manifest_made_again_is(bundle, manifest, same):
    assert known(bundle=bundle, manifest=manifest).is_identical is same


def test_a_machine_is_told_everything_and_no_manifest_that_nothing_was_made_for():
    differs = Comparison(member="a", likeness="different", places=("/b",))
    record = json_record(known(comparisons=(differs,)))

    assert record["replayed"] == "sha256:2"
    assert json_record(known(figures="not_checked"))["replayed"] == ""
    assert [item["number"] for item in record["checks"]] == [
        item.number for item in checks()
    ]
    assert (record["passed"], record["draft"]) == (True, True)
    assert record["packs"] == {METHOD: "sha256:4"}
    assert record["units"] == [
        {"method": METHOD, "stated": 1, "recomputed": 1, "status": "credited",
         "holds": True}
    ]  # fmt: skip
    assert record["members"] == [
        {"member": "a", "verdict": "different", "differences": ["/b"], "reason": ""}
    ]
