"""What a broken condition must say: refusal, reason and cure, and no unit."""

from collections.abc import Callable, Iterable
from pathlib import Path

from edaphon.accounting.account import Account, Assessed
from tests.synthetic_documents import END, SIGNED, START
from tests.synthetic_project import SyntheticProject

Change = Callable[[SyntheticProject], object]


def against(account: Account) -> list[str]:
    """Return the ids of the conditions that stand against an account."""
    return [item.condition.id for item in account.assessed if item.stands_against]


def assessed(account: Account, condition: str) -> Assessed:
    """Return one condition of an account."""
    (found,) = [item for item in account.assessed if item.condition.id == condition]
    return found


def broken(change: Change, folder: Path, method: str, **options: object) -> Account:
    """Return the account of a project after one change to it."""
    project = SyntheticProject(**options)  # type: ignore[arg-type]
    change(project)
    return project.account(folder, method)


def check_refusal(
    account: Account, condition: str, status: str = "refused", also: Iterable[str] = ()
) -> None:
    """Check that one condition alone, or with others, keeps an account from credit."""
    item = assessed(account, condition)

    assert (account.status, set(against(account))) == (status, {condition, *also})
    assert account.units == 0
    assert all(units == 0 for _, units in account.vintages)
    assert set(account.labels.values()) == {0}
    for text in (item.outcome.found, item.outcome.cure, item.condition.title):
        english, chinese = text["en"], text["zh"]
        assert english.isascii()
        assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)


def witnessed(project, folder):
    """Have another party see every listed loss."""
    paper = "papers/loss.txt"
    (folder / "papers").mkdir(parents=True)
    points = ", ".join(
        item["point"] for item in project.document["sampling"]["missing"]
    )
    (folder / paper).write_text(f"{points}: seen by the village.\n", "utf-8")
    ends = {START: "2021-10-05", END: "2024-10-05"}
    for item in project.document["sampling"]["missing"]:
        day = {"signed_on": ends[item["campaign"]], "signed_by": "Village"}
        item["witness"] = {**SIGNED, **day, "file": paper}
