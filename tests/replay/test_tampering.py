"""A bundle that was tampered with and listed anew does not replay."""

import json
import shutil

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.bundle_members import ACCOUNT, EVIDENCE, OBSERVATIONS, result
from edaphon.accounting.gathering import gather
from edaphon.bundle.sealed import open_bundle
from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.verification import verify
from tests.replay.program import called
from tests.synthetic_bundle import published, relisted, stand_in, unpacked
from tests.synthetic_documents import MCS
from tests.synthetic_project import SyntheticProject


@pytest.fixture
def folder(bundle, tmp_path):
    return unpacked(bundle, tmp_path / "bundle")


def edited(folder, name, change):
    """Change a canonical JSON member as a forger would, and list it anew."""
    record = canonical.loads((folder / name).read_bytes(), file=name)
    change(record)
    (folder / name).write_bytes(canonical.dumps(record))
    return relisted(folder)


def raised_cell(folder):
    """Raise one raw value of organic carbon at the end by 0.1 g/kg."""
    path = folder / "data/lab/soil.csv"
    head, *rows = path.read_text().splitlines()
    place = head.split(",").index("soc")
    (number,) = [
        number
        for number, row in enumerate(rows)
        if row.startswith("S1-P2,S1,project,end,0,")
    ]
    cells = rows[number].split(",")
    cells[place] = f"{float(cells[place]) + 0.1:.4f}"
    rows[number] = ",".join(cells)
    path.write_text("\n".join([head, *rows]) + "\n")


def replayed(folder):
    return verify(folder, reports=stand_in)


def told(found):
    """Return the codes of what failed or could not be checked, but for the log."""
    return {
        item.code
        for item in found.findings
        if item.verdict in {"failed", "not_checked"}
        and item.code not in {"LOG_NONE", "CHECK_RESTS"}
    }


def sentences(found, code):
    """Return what is said under a code, in both languages."""
    (finding, *_) = [item for item in found.findings if item.code == code]
    return finding.text("en"), finding.text("zh")


def likeness(found):
    return {item.member: item.likeness for item in found.comparisons}


def test_the_honest_bundle_replays_to_the_last_byte(folder):
    found = replayed(folder)

    assert found.passed()
    assert found.is_identical
    assert (found.figures, found.program, found.method) == ("identical", "same", "same")


def test_a_changed_raw_cell_no_longer_leads_to_the_account(folder):
    raised_cell(folder)

    found = replayed(relisted(folder))

    assert found.figures == "differ"
    assert told(found) == {"FIGURES_DIFFER", "MEMBER_DIFFERS"}


def test_a_forger_who_renews_the_observations_too_is_told_the_figures_differ(
    folder, tmp_path
):
    """Raw cell, observations and every digest that names them; not the figures."""
    raised_cell(folder)
    with open_bundle(relisted(folder)) as opened:
        made = _evidence_members(opened, tmp_path / "again")
    for name, content in made.items():
        (folder / name).write_bytes(content)
    renewed = digest(made[OBSERVATIONS])
    edited(folder, ACCOUNT, lambda record: record.update(evidence=renewed))

    found = replayed(folder)

    assert found.figures == "differ"
    differing = {
        item.member for item in found.comparisons if item.likeness == "different"
    }
    reports = {"report/report.en.html", "report/report.json"}
    crate = "ro-crate-metadata.json"
    assert differing == {ACCOUNT, "account/trace.jsonl", crate, *reports}
    (account,) = [item for item in found.comparisons if item.member == ACCOUNT]
    assert any("/figures/" in path for path in account.places)


def _evidence_members(bundle, folder):
    """Return what the raw files of a bundle give, before any method."""
    folder.mkdir()
    bundle.extract(folder)
    (folder / "plan").mkdir(exist_ok=True)
    bundle.extract(folder / "plan", under="plan/")
    evidence, _ = gather(folder)
    made = result(evidence, accounts(evidence, [MCS]))
    return {name: made[name] for name in (EVIDENCE, OBSERVATIONS)}


@pytest.mark.parametrize("method", [0, 1])
def test_one_unit_more_fails(folder, method):
    def more(record):
        account = record["accounts"][method]
        account["units"] += 1
        account["vintages"][0]["units"] += 1

    found = replayed(edited(folder, ACCOUNT, more))

    assert found.failed
    check = found.units[method]
    assert (check.stated, check.holds) == (check.recomputed + 1, False)
    assert found.units[1 - method].holds
    english, chinese = sentences(found, "UNITS_OVERSTATED")
    assert "for units; the replay gives" in english
    assert "不得多于" in chinese


def test_one_unit_less_is_a_note(folder):
    def less(record):
        account = record["accounts"][0]
        account["units"] -= 1
        account["labels"]["removals"] -= 1
        account["vintages"][0]["units"] -= 1

    path = edited(folder, ACCOUNT, less)
    found = verify(path)
    notes = [item.code for item in found.findings if item.verdict == "note"]

    assert found.of(9)[0].verdict == "passed"
    assert notes == ["UNITS_UNDERSTATED"] * 3
    assert found.figures == "within_tolerance"
    assert all(check.holds for check in found.units)
    assert "少报" in sentences(found, "UNITS_UNDERSTATED")[1]


def test_a_unit_moved_to_another_year_fails(folder):
    def move(record):
        first, second, *_ = record["accounts"][0]["vintages"]
        first["units"] += 1
        second["units"] -= 1

    assert "UNITS_OVERSTATED" in told(replayed(edited(folder, ACCOUNT, move)))


def test_vintages_add_up(folder):
    def less(record):
        record["accounts"][0]["vintages"][0]["units"] -= 1

    found = replayed(edited(folder, ACCOUNT, less))

    assert "UNITS_SUM" in told(found)
    assert "add up to" in sentences(found, "UNITS_SUM")[0]


def test_a_refused_account_cannot_be_turned_into_a_credited_one(tmp_path):
    project = SyntheticProject()
    del project.document["additionality"]
    bundle = published(project.write(tmp_path / "project"))
    folder = unpacked(bundle, tmp_path / "bundle")

    def credit(record):
        account = record["accounts"][0]
        account.update(status="credited", units=int(account["computed_units"]))

    found = replayed(edited(folder, ACCOUNT, credit))

    assert found.units[0].recomputed == 0
    assert not found.units[0].holds
    assert found.failed


def test_a_figure_within_tolerance_is_told_apart_from_an_identical_one(folder):
    path = folder / "account/trace.jsonl"
    lines = path.read_text("utf-8").splitlines()
    (place,) = [
        place
        for place, line in enumerate(lines)
        if json.loads(line)["name"] == "gain" and "mcs" in line
    ]
    step = json.loads(lines[place])
    value = step["values"][0]
    found = {}
    for apart in (0.9e-9, 1.1e-9):
        step["values"][0] = float(f"{value + apart * max(1.0, abs(value)):.15g}")
        lines[place] = json.dumps(
            step, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )
        path.write_text("\n".join(lines) + "\n", "utf-8")
        found[apart] = replayed(relisted(folder))

    assert likeness(found[0.9e-9])["account/trace.jsonl"] == "within_tolerance"
    assert found[0.9e-9].figures == "within_tolerance"
    assert found[0.9e-9].of(9)[0].verdict == "note"
    assert "env/numeric.json" in sentences(found[0.9e-9], "FIGURES_CLOSE")[0]
    assert found[1.1e-9].figures == "differ"


def test_reports_that_are_not_made_again_are_named_as_not_compared(folder):
    found = verify(folder)

    assert likeness(found)["report/report.en.html"] == "not_compared"
    assert "report/report.en.html" in [item.member for item in found.not_compared]
    assert found.passed()


def test_a_method_that_is_not_installed_cannot_be_checked(folder):
    method = folder / "method"
    shutil.copytree(method / "edaphon.mcs-1.1", method / "edaphon.mcs-9.0")
    edited(
        folder,
        ACCOUNT,
        lambda record: record["accounts"][0]["method"].update(id="edaphon.mcs/9.0"),
    )

    found = replayed(folder)
    run = called("replay", folder)

    assert told(found) == {"METHOD_UNKNOWN"}
    assert not found.failed
    assert found.unchecked() == (8, 9, 10, 11, 12, 21)
    assert "rests on check 8" in sentences(found, "CHECK_RESTS")[0]
    assert "第 8 项" in sentences(found, "CHECK_RESTS")[1]
    assert run.returncode == 3
    assert "METHOD_UNKNOWN" in run.stdout
    assert "could not be checked here" in run.stdout


def test_a_method_of_another_digest_cannot_be_checked(folder):
    other = "sha256:" + 64 * "0"
    edited(
        folder,
        ACCOUNT,
        lambda record: record["accounts"][0]["method"].update(digest=other),
    )

    found = replayed(folder)
    run = called("--lang", "zh", "replay", folder)

    assert found.method == "other"
    assert [item.code for item in found.of(5)] == ["BUNDLE_LINK"]
    assert "install the method pack" in sentences(found, "METHOD_CHANGED")[0]
    assert "请安装摘要值" in sentences(found, "METHOD_CHANGED")[1]
    assert run.returncode != 0
    assert "本机安装的方法包" in run.stdout


def test_a_parameter_changed_in_the_record_of_the_method_is_told(folder):
    """The record, the account that names it, and the manifest are all made anew."""
    path = folder / "method/edaphon.mcs-1.1/record.json"
    record = canonical.loads(path.read_bytes(), file="record.json")
    record["parameters"]["co2_per_carbon"]["values"][0]["value"] = "11/2"
    path.write_bytes(canonical.dumps(record))
    other = digest(path.read_bytes())
    edited(
        folder,
        ACCOUNT,
        lambda found: found["accounts"][0]["method"].update(digest=other),
    )

    found = replayed(folder)

    assert found.of(5)[0].verdict == "passed"
    assert found.method == "other"
    (changed,) = [item for item in found.of(8) if item.code == "METHOD_CHANGED"]
    assert changed.verdict == "failed"
    assert "co2_per_carbon: 11/2 there, 44/12 here" in changed.text("en")
    assert "co2_per_carbon：证据包为 11/2，本机为 44/12" in changed.text("zh")
    assert "draft" not in changed.text("en")
    assert "the program is the same" in changed.text("en")
    (rests,) = found.of(10)
    assert (rests.verdict, rests.code) == ("not_checked", "UNITS_UNCHECKED")


def test_figures_under_another_method_are_not_held_against_the_sender(folder):
    def other(record):
        record["accounts"][0]["method"].update(digest="sha256:" + 64 * "1")
        record["accounts"][0]["figures"][0]["value"] = "1.000000"

    found = replayed(edited(folder, ACCOUNT, other))

    (differs, *_) = found.of(9)
    assert (differs.verdict, differs.code) == ("not_checked", "FIGURES_ELSEWHERE")
    assert "sender" not in differs.text("en")
    assert found.figures == "not_checked"


def test_an_account_of_other_evidence_is_refused(folder):
    edited(folder, ACCOUNT, lambda record: record.update(evidence="sha256:" + 64 * "1"))

    found = replayed(folder)

    assert [item.code for item in found.of(5)] == ["BUNDLE_LINK"]
    assert found.of(5)[0].where.file.startswith(ACCOUNT)
    assert found.failed


def test_a_replay_of_a_replay_is_the_same(folder):
    first, second = replayed(folder), replayed(folder)

    assert first == second


def test_a_replay_leaves_nothing_behind(folder, tmp_path, monkeypatch):
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    before = sorted(folder.rglob("*"))

    replayed(folder)

    assert list(place.iterdir()) == []
    assert sorted(folder.rglob("*")) == before
