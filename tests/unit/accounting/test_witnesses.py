"""A loss is witnessed by another party, at the time, on a paper of its own."""

import pytest

from edaphon.accounting.witnesses import losses_seen
from tests.synthetic_documents import END, MCS, SIGNED, SOIL, START, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import assessed

PAPER = "papers/loss.txt"

WITNESS = {
    "text": {"en": "The village committee saw it.", "zh": "村民委员会现场见证。"},
    "signed_on": "2021-10-05",
    "signed_by": "某村村民委员会 | Village committee",
    "file": PAPER,
}


def lost(**changed):
    """Return a project whose control point S1-C1 was lost at the start."""
    project = SyntheticProject()
    project.rows(point="S1-C1", campaign=START, top="0")[0]["bd"] = "-"
    witness = {name: value for name, value in {**WITNESS, **changed}.items() if value}
    entry = {"point": "S1-C1", "campaign": START, "reason": {"en": "Stones"}}
    project.document["sampling"]["missing"] = [{**entry, "witness": witness}]
    return project


def account(project, folder, method):
    (folder / "papers").mkdir(parents=True)
    (folder / PAPER).write_text(
        "Points S1-C1, S1-C2 seen on 4 October 2021.\n", "utf-8"
    )
    (folder / "loss.txt").write_text("S1-C1 seen.\n", "utf-8")
    return project.account(folder, method)


CASES = [
    ("no_paper", {"file": ""}),
    ("own_party", {"signed_by": "Example Farm"}),
    ("own_party", {"signed_by": "示例农场（盖章）"}),
    ("own_party", {"signed_by": "EXAMPLE  FARM, field office"}),
    ("own_party", {"signed_by": "Bao Li (A. Farmer)"}),
    ("own_party", {"signed_by": "张三，示例农场"}),
    ("too_early", {"signed_on": "2021-09-30"}),
    ("too_late", {"signed_on": "2021-12-10"}),
    ("not_a_paper", {"file": "loss.txt"}),
    ("not_a_paper", {"file": SOIL}),
]


@pytest.mark.parametrize(("why", "changed"), CASES)
def test_a_witness_that_is_none_leaves_the_loss_unwitnessed(why, changed, tmp_path):
    vm0042 = account(lost(**changed), tmp_path / "vm", VM0042)
    ours = account(lost(**changed), tmp_path / "mcs", MCS)
    seen = account(lost(), tmp_path / "seen", MCS)

    assert losses_seen(vm0042.evidence, 60.0) == {("S1-C1", START): why}
    outcome = assessed(vm0042, "8.2.1-complete").outcome
    assert (vm0042.units, outcome.result) == (0, "not_assessed")
    assert ours.run.values("lost_fields").sum() == 1
    assert seen.run.values("lost_fields").sum() == 1
    assert ours.run.value("difference") == seen.run.value("difference")
    assert assessed(seen, "C5").outcome.holds
    assert (ours.units, assessed(ours, "C5").outcome.result) == (0, "not_assessed")
    told = assessed(ours, "C5").outcome.found
    assert f"S1-C1 {START} (" in told["en"]
    assert f"S1-C1 {START}（" in told["zh"]


@pytest.mark.parametrize("day", ["2021-10-01", "2021-12-09"])
def test_the_first_and_the_last_day_of_the_window_count(day, tmp_path):
    """The campaign is 1 to 10 October 2021; sixty days later it is 9 December."""
    found = account(lost(signed_on=day), tmp_path, VM0042)

    assert losses_seen(found.evidence, 60.0) == {("S1-C1", START): ""}
    assert assessed(found, "8.2.1-complete").outcome.holds


def test_a_paper_that_shows_something_else_is_no_witness(tmp_path):
    project = lost()
    project.document["uniqueness"] = {**SIGNED, "file": PAPER}

    found = account(project, tmp_path, VM0042)

    assert losses_seen(found.evidence, 60.0) == {("S1-C1", START): "serves_elsewhere"}
    assert found.units == 0


def test_a_data_file_that_is_copied_among_the_papers_is_no_witness(tmp_path):
    project = lost(file="papers/copy.csv")
    other = project.write(tmp_path / "other")
    (tmp_path / "copied/papers").mkdir(parents=True)
    copy = tmp_path / "copied/papers/copy.csv"
    copy.write_bytes((other / SOIL).read_bytes())

    found = project.account(tmp_path / "copied", VM0042)

    assert losses_seen(found.evidence, 60.0) == {("S1-C1", START): "serves_elsewhere"}


def test_one_paper_may_witness_several_losses(tmp_path):
    project = lost()
    listed = project.document["sampling"]["missing"]
    project.rows(point="S1-C2", campaign=START, top="0")[0]["bd"] = "-"
    listed.append({**listed[0], "point": "S1-C2"})

    found = account(project, tmp_path, VM0042)

    assert set(losses_seen(found.evidence, 60.0).values()) == {""}


def test_a_witness_of_another_campaign_is_none(tmp_path):
    """What was seen at the start says nothing of the end."""
    project = lost()
    project.document["sampling"]["missing"][0]["campaign"] = END
    project.rows(point="S1-C1", campaign=END, top="0")[0]["bd"] = "-"

    found = account(project, tmp_path, VM0042)

    assert losses_seen(found.evidence, 60.0) == {("S1-C1", END): "too_early"}
