"""``edaphon history``: the chain of accounts, and adding a link to it."""

import json
import shutil
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from edaphon.accounting.bundle_members import ACCOUNT
from edaphon.cli.main import build
from edaphon.kernel import canonical
from edaphon.service import publication
from edaphon.verification import verifying
from edaphon.verification.examination import Recomputed
from tests.chained_project import continued, planned_twice, restated
from tests.synthetic_bundle import published, relisted, unpacked
from tests.synthetic_project import SyntheticProject

GAINING = {"gain": 2.6, "points": 8, "controls": 5}
AFTER = "1830000000"
"""An instant after both periods."""


def run(verb, *words, lang="en"):
    return CliRunner().invoke(
        build(), [verb, *map(str, words)],
        env={"SOURCE_DATE_EPOCH": AFTER, "EDAPHON_LANG": lang},
    )  # fmt: skip


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Return the bundle of the first account."""
    folder = planned_twice(**GAINING).write(tmp_path_factory.mktemp("first"))
    published(folder)
    return folder / "out/synthetic.zip"


@pytest.fixture
def folder(tmp_path, first):
    """Return a folder with both campaigns, whose plan was sealed for the first."""
    return both_campaigns(tmp_path / "project", first)


def both_campaigns(held, first):
    shutil.copytree(first.parents[1], held)
    shutil.rmtree(held / "out")
    project = continued(planned_twice(**GAINING), 1.04)
    project.sealed_at = None
    project.write(held)
    return held


def test_a_folder_without_an_account_says_what_makes_the_first(tmp_path):
    shown = run("history", SyntheticProject().write(tmp_path))

    assert shown.exit_code == 0
    assert "edaphon account DIR makes the first one" in shown.stdout
    assert "still to come" in shown.stdout


def test_an_account_is_added_and_the_next_one_takes_it_off(folder, first):
    added = run("history", folder, "--add", first)
    accounted = run("account", folder, "--no-reports", "--json")
    shown = json.loads(run("history", folder, "--json").stdout)

    assert added.exit_code == 0, added.stdout
    assert accounted.exit_code == 0, accounted.stdout
    before, after = shown["accounts"]
    assert (before["this"], after["this"]) == (False, True)
    units = [
        next(item["units"] for item in link["results"] if "mcs" in item["method"])
        for link in (before, after)
    ]
    assert min(units) > 0
    told = run("history", folder, lang="zh").stdout
    assert "与上一次核算相比：" in told
    assert "计算结果的变化：−1119 tCO2e" in told
    assert after["results"][0]["bridge"]["total"]["change"] == "-1119"
    assert shown["totals"]["edaphon.mcs/1.1"] == sum(units)
    assert [item["accounted"] for item in shown["campaigns"]] == [True, True]
    assert before["period"]["end"] < after["period"]["end"]
    told = run("history", folder).stdout
    assert f"{before['period']['start']} to 2024-10-19" in told  # the end is 2024-10-20


@pytest.fixture(scope="module")
def second(first, tmp_path_factory):
    """Return the bundle of the second account."""
    folder = both_campaigns(tmp_path_factory.mktemp("second") / "project", first)
    run("history", folder, "--add", first)
    run("account", folder, "--no-reports")
    moved = shutil.move(folder / "out/synthetic.zip", folder.parent / "second.zip")
    shutil.rmtree(folder)
    return moved


@pytest.fixture
def chain(second, tmp_path):
    """Return the bundle of the second account, alone in a folder."""
    (tmp_path / "alone").mkdir()
    return shutil.copy(second, tmp_path / "alone/second.zip")


def test_a_chain_replays_and_says_which_accounts_were_not_recomputed(chain):
    replayed = run("replay", chain)
    asked = run("replay", chain, lang="zh")

    assert replayed.exit_code == 3, replayed.stdout
    assert "[EARLIER_NOT_RECOMPUTED]" in replayed.stdout
    assert "neither given nor lies beside this one: not recomputed" in replayed.stdout
    assert "edaphon replay BUNDLE --earlier ZIP" in replayed.stdout
    assert "not everything could be checked here: see 21" in replayed.stdout
    assert "未复算" in asked.stdout


def test_an_earlier_bundle_is_found_by_identity_and_not_by_name(chain, first, tmp_path):
    given = run("replay", chain, "--earlier", first)
    shutil.copy(first, tmp_path / "alone/whatever.zip")
    beside = run("replay", chain)

    for replayed in (given, beside):
        assert replayed.exit_code == 0, replayed.stdout
        assert "EARLIER_" not in replayed.stdout
        assert "The replay agrees" in replayed.stdout


@pytest.fixture
def forged(first, tmp_path):
    """Return a bundle of 0 units, whole in itself."""

    def nothing(*given, **more):
        found = members(*given, **more)
        account = json.loads(found[ACCOUNT])
        for item in account["accounts"]:
            restated(item, 0, "deficit")
            item["summary"]["total"]["units"] = 0
            for row in item["summary"]["rows"]:
                row["units"] = 0
        return {**found, ACCOUNT: canonical.dumps(account)}

    members = publication.members
    unpacked(first, tmp_path / "again")
    held = tmp_path / "held"
    shutil.copytree(tmp_path / "again/data", held)
    shutil.copytree(tmp_path / "again/plan", held / "plan")
    with patch.object(publication, "members", nothing):
        return published(held)


def test_a_record_that_was_made_up_is_refused_once_its_bundle_is_given(folder, forged):
    """A bundle of 0 units, whole in itself: the chain then credits 3,774."""
    added = run("history", folder, "--add", forged)
    accounted = json.loads(run("account", folder, "--no-reports", "--json").stdout)
    bundle = folder / "out/synthetic.zip"

    alone, given = run("replay", bundle), run("replay", bundle, "--earlier", forged)

    assert added.exit_code == 0, added.stdout
    assert accounted["accounts"][0]["units"] == 3774
    assert alone.exit_code == 3
    assert "not recomputed" in alone.stdout
    assert given.exit_code == 1
    assert "[EARLIER_UNDERSTATED]" in given.stdout
    assert "states 0 t CO2e under edaphon.mcs/1.1; its raw files give 2447" in (
        given.stdout
    )
    assert "do not use this account" in given.stdout
    assert "an earlier account does not follow from its own" in given.stdout


def test_an_earlier_account_that_fails_by_itself_is_told(folder, first, tmp_path):
    wrong = unpacked(first, tmp_path / "wrong")
    account = json.loads((wrong / "account/account.json").read_bytes())
    restated(account["accounts"][0], 0, "deficit")
    (wrong / "account/account.json").write_bytes(canonical.dumps(account))
    run("history", folder, "--add", relisted(wrong))
    run("account", folder, "--no-reports")

    told = run("replay", folder / "out/synthetic.zip", "--earlier", wrong)

    assert told.exit_code == 1
    assert "[EARLIER_FAILS]" in told.stdout
    assert "fails checks 9, 12 of the list" in told.stdout


def test_a_bundle_that_the_account_does_not_name_is_a_note(chain, first):
    told = run("replay", first, "--no-reports", "--earlier", chain)

    assert told.exit_code == 0, told.stdout
    assert "[EARLIER_ELSEWHERE]" in told.stdout
    assert "Leave it out" in told.stdout


def test_an_earlier_account_that_cannot_be_answered_here_is_not_checked(
    chain, first, monkeypatch
):
    monkeypatch.setattr(
        verifying, "_recomputed", lambda _: Recomputed(unchecked=(8, 9))
    )

    told = run("replay", chain, "--earlier", first)

    assert told.exit_code == 3
    assert "[EARLIER_UNANSWERED]" in told.stdout
    assert "has no answer to checks 8, 9" in told.stdout
    assert "Replay that bundle by itself" in told.stdout


def test_a_file_that_is_no_bundle_is_not_taken_for_one(chain, tmp_path):
    (tmp_path / "notes.txt").write_text("nothing", "utf-8")

    told = run("replay", chain, "--earlier", tmp_path / "notes.txt")

    assert told.exit_code == 3
    assert "[BUNDLE_NOT_ONE]" in told.stdout


def test_the_same_account_is_not_added_twice(folder, first):
    run("history", folder, "--add", first)
    document = (folder / "project.yaml").read_bytes()

    again = run("history", folder, "--add", first)

    assert again.exit_code == 1
    assert "[EARLIER_TWICE]" in again.stdout + again.stderr
    assert (folder / "project.yaml").read_bytes() == document


def test_the_account_of_another_project_is_refused_and_nothing_written(
    folder, tmp_path
):
    other = SyntheticProject()
    other.document["id"] = other.plan["project"] = "another"
    published(other.write(tmp_path / "other"))
    bundle = next((tmp_path / "other/out").glob("*.zip"))
    document = (folder / "project.yaml").read_bytes()

    refused = run("history", folder, "--add", bundle)

    assert refused.exit_code == 1
    assert "[EARLIER_OTHER]" in refused.stdout + refused.stderr
    assert (folder / "project.yaml").read_bytes() == document
    assert not (folder / "earlier").exists()


def another_plan(folder):
    plan = folder / "plan/sampling.yaml"
    plan.write_text(plan.read_text("utf-8") + "# another\n", "utf-8")


def another_start(folder):
    change(folder, "start: '2021-10-20'", "start: '2021-10-21'")


def no_later_end(folder):
    change(folder, "end: '2027-10-20'", "end: '2024-10-20'")


def change(folder, before, after):
    document = (folder / "project.yaml").read_text("utf-8")
    assert before in document
    (folder / "project.yaml").write_text(document.replace(before, after), "utf-8")


@pytest.mark.parametrize(("doing", "code", "words"), [
    (another_plan, "EARLIER_OTHER", "Its sampling plan is"),
    (another_start, "EARLIER_OTHER", "Its first day is “2021-10-20”"),
    (no_later_end, "EARLIER_AFTER", "Its period ends on 2024-10-19, this one on"),
])  # fmt: skip
def test_what_cannot_stand_before_this_account_is_refused_before_writing(
    folder, first, doing, code, words
):
    doing(folder)
    document = (folder / "project.yaml").read_bytes()

    refused = run("history", folder, "--add", first)

    assert refused.exit_code == 1
    assert f"[{code}]" in refused.stdout + refused.stderr
    assert words in refused.stdout + refused.stderr
    assert (folder / "project.yaml").read_bytes() == document
    assert not (folder / "earlier").exists()


def test_a_corrected_account_says_what_it_replaces(tmp_path, first):
    held = tmp_path / "project"
    shutil.copytree(first.parents[1], held)
    shutil.rmtree(held / "out")

    added = run("history", held, "--add", first, "--replaced", "单位有误", lang="zh")
    run("account", held, "--no-reports")
    shown = run("history", held, lang="zh")

    assert added.exit_code == 0, added.stdout
    assert "不在核算链内" not in shown.stdout
    assert "已由 sha256:" in shown.stdout
    assert "以前计入的 2447 tCO2e 中多计 0 tCO2e" in shown.stdout
    assert "单位有误" in shown.stdout


def test_over_issue_has_a_line_of_its_own(tmp_path, first):
    held = tmp_path / "project"
    shutil.copytree(first.parents[1], held)
    shutil.rmtree(held / "out")
    rows = (held / "lab/soil.csv").read_text("utf-8").splitlines()
    head = rows[0].split(",")
    for at, row in enumerate(rows[1:], 1):
        cells = dict(zip(head, row.split(","), strict=True))
        if (cells["role"], cells["campaign"]) == ("project", "end"):
            cells["soc"] = f"{float(cells['soc']) * 0.98:.4f}"
        rows[at] = ",".join(cells.values())
    (held / "lab/soil.csv").write_text("\n".join(rows) + "\n", "utf-8")

    run("history", held, "--add", first, "--replaced", "Carbon was misread")
    before = json.loads(run("history", held, "--json").stdout)
    run("account", held, "--no-reports")
    shown = run("history", held)
    after = json.loads(run("history", held, "--json").stdout)

    assert "over-issue 667 of 2447 t CO2e credited before" in shown.stdout
    assert "over-issue 641 of 4044 t CO2e credited before" in shown.stdout
    assert "Campaign end, planned for 2024-10-04: accounted" in shown.stdout
    assert "credit the same soil; only one method can be issued" in shown.stdout
    corrected = after["accounts"][-1]["results"][0]
    assert corrected["over_issue"]["amount"] == 667
    states = [
        {item["id"]: item["accounted"] for item in found["campaigns"]}
        for found in (before, after)
    ]
    assert states == [{"end": False, "later": False}, {"end": True, "later": False}]


def test_why_without_a_bundle_is_a_wrong_call(folder):
    refused = run("history", folder, "--replaced", "A unit was wrong")

    assert refused.exit_code == 2


@pytest.mark.parametrize("words", ["无", "-", "n/a", ""])
def test_a_reason_that_says_nothing_replaces_no_account(words, first, tmp_path):
    folder = SyntheticProject().write(tmp_path)
    before = (folder / "project.yaml").read_bytes()

    refused = run("history", folder, "--add", first, "--replaced", words)

    assert refused.exit_code == 2
    assert f"--replaced says only “{words}”" in refused.output
    assert (folder / "project.yaml").read_bytes() == before


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_chain_with_a_fault_is_shown_with_it(folder, first, lang):
    run("history", folder, "--add", first)
    shutil.rmtree(folder / "earlier")

    shown = run("history", folder, lang=lang)

    assert shown.exit_code == 1
    assert "EARLIER_MISSING" in shown.stdout + shown.stderr


def test_a_result_that_stands_on_other_accounts_is_not_added_up(tmp_path, first):
    held = tmp_path / "project"
    shutil.copytree(first.parents[1], held)
    document = (held / "project.yaml").read_text("utf-8")
    (held / "project.yaml").write_text(document + "# again\n", "utf-8")
    run("account", held, "--no-reports")

    run("history", held, "--add", first, "--replaced", "A unit was wrong")
    shown = json.loads(run("history", held, "--json").stdout)

    (before, after) = sorted(shown["accounts"], key=lambda link: link["this"])
    assert (before["outside"], after["outside"]) == (False, True)
    total = sum(item["units"] for item in before["results"] if "mcs" in item["method"])
    assert shown["totals"]["edaphon.mcs/1.1"] == total
