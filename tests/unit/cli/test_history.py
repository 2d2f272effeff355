"""``edaphon history``: the chain of accounts, and adding a link to it."""

import json
import shutil

import pytest
from click.testing import CliRunner

from edaphon.cli.main import build
from tests.chained_project import continued, planned_twice
from tests.synthetic_bundle import published
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
    held = tmp_path / "project"
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
    assert shown["totals"]["edaphon.mcs/1.1"] == sum(units)
    assert [item["accounted"] for item in shown["campaigns"]] == [True, True]
    assert before["period"]["end"] < after["period"]["end"]
    told = run("history", folder).stdout
    assert f"{before['period']['start']} to 2024-10-19" in told  # the end is 2024-10-20


def test_a_chain_replays_from_the_bundle_alone(folder, first, tmp_path):
    run("history", folder, "--add", first)
    run("account", folder, "--no-reports")
    bundle = folder / "out/synthetic.zip"
    moved = shutil.copy(bundle, tmp_path / "alone.zip")
    shutil.rmtree(folder)

    replayed = run("replay", moved)

    assert replayed.exit_code == 0, replayed.stdout
    assert "The replay agrees" in replayed.stdout


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
    assert "单位有误" in shown.stdout


def test_why_without_a_bundle_is_a_wrong_call(folder):
    refused = run("history", folder, "--replaced", "A unit was wrong")

    assert refused.exit_code == 2


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
