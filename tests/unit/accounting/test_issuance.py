"""A seal that no log witnessed issues nothing, whatever the account credits."""

import base64
import json
from datetime import UTC, datetime

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import gather
from tests.draft_packs import drafts
from tests.synthetic_documents import METHODS
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import assessed

SEAL = "plan/seal.json"


def record(folder):
    return account_set(accounts(gather(folder)[0], METHODS))


def reasons(record):
    """Return what stands against every account, but for what each says of others."""
    for item in record["accounts"]:
        assert item["issuable"] is False
    (found,) = {
        tuple(
            (one["en"], one["zh"])
            for one in item["issuable_against"]
            if "Only one method" not in one["en"]
        )
        for item in record["accounts"]
    }
    return found


def test_credited_units_are_not_issuable_without_a_log(tmp_path):
    found = record(SyntheticProject().write(tmp_path))

    assert all(item["units"] > 0 for item in found["accounts"])
    (english, chinese), *_ = reasons(found)
    assert "seal is not witnessed" in english
    assert "未经见证" in chinese
    assert found["seed"]["witnessed"] is False


def test_an_unsealed_plan_is_told_as_unsealed(tmp_path):
    found = record(SyntheticProject(sealed_at=None).write(tmp_path))

    assert {item["issuable_against"][0]["en"] for item in found["accounts"]} == {
        "There is no sealed sampling plan."
    }


@pytest.mark.parametrize("head", [False, True])
def test_a_seal_that_is_written_by_hand_gains_nothing(head, tmp_path):
    """Sealed after sampling; the day is put back, then a log head is invented."""
    late = SyntheticProject(sealed_at=datetime(2021, 10, 30, tzinfo=UTC))
    folder = late.write(tmp_path)
    seal = json.loads((folder / SEAL).read_text("utf-8"))
    seal["sealed_at"] = "2021-01-01T00:00:00Z"
    if head:
        root, signature = (base64.b64encode(b"x" * size).decode() for size in (32, 64))
        seal["head"] = {"root": root, "signature": signature}
    (folder / SEAL).write_text(json.dumps(seal), "utf-8")

    found = record(folder)

    assert all("not witnessed" in item["issuable_against"][0]["en"]
               for item in found["accounts"])  # fmt: skip
    assert found["seed"]["witnessed"] is False


def test_made_up_data_and_a_draft_are_named_too(tmp_path, monkeypatch):
    project = SyntheticProject()
    project.document["synthetic"] = False
    released = reasons(record(project.write(tmp_path / "released")))
    drafts(monkeypatch)
    real = reasons(record(project.write(tmp_path / "real")))
    found = reasons(record(SyntheticProject().write(tmp_path / "synthetic")))

    assert found[1:] == (
        ("The data are made up.", "数据为模拟数据。"),
        (
            "The method is a draft: its rules may still change.",
            "方法学为草案，规则仍可能变化。",
        ),
    )
    assert real == (found[0], found[2])
    assert released == found[:1]


def test_conditions_and_an_unknown_result_are_named(tmp_path):
    """Without a word on earlier accounts nothing is decided."""
    project = SyntheticProject()
    del project.document["earlier"]
    account = account_set([project.account(tmp_path)])["accounts"][0]

    told = [item["en"] for item in account["issuable_against"]]
    against = [item for item in account["conditions"] if item["stands_against"]]
    assert against
    named = "; ".join(f"{item['id']} {item['title']['en']}" for item in against)
    assert told[1] == f"Conditions are not met, or not shown to be met: {named}."
    assert told[2] == "The result is unknown: the evidence lacks inputs."
    assert "以下条件未满足或未证明满足：" in account["issuable_against"][1]["zh"]


def test_the_condition_says_that_its_day_is_not_witnessed(tmp_path):
    account = SyntheticProject().account(tmp_path)

    told = assessed(account, "C1").outcome.found
    assert "(not witnessed)" in told["en"]
    assert "（未经见证）" in told["zh"]
