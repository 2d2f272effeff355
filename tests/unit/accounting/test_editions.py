"""An account states which editions rule it, and is refused where none does."""

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.kernel.errors import EdaphonError
from edaphon.methods.editions import rule_on
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.pack import pack
from tests.synthetic_documents import MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject

PERIOD_END = "2024-10-20"
"""End of the synthetic period; its last day is the day before."""


@pytest.fixture
def two_editions(monkeypatch):
    """Return what lets the unified method follow an edition until a day."""

    def limit(until, transition=None, *, since="2020-01-01"):
        own = dict(pack(MCS).document["editions"][0])
        entry = {**own, "issued": since, "from": since, "to": until}
        entry |= {"transition": transition} if transition else {}
        later = {**own, "id": "edaphon-mcs-2", "edition": "2", "followed": False}
        later |= {"issued": since, "from": "9999-01-01"}
        document = {**pack(MCS).document, "editions": [entry, later]}
        monkeypatch.setattr(
            "edaphon.accounting.account.accountable",
            lambda _: MethodPack(
                **{
                    name: getattr(pack(MCS), name)
                    for name in ("id", "package", "equations", "conditions",
                                 "parameters", "references", "history")
                },
                document=document,
            ),
        )  # fmt: skip

    return limit


def project(**milestones):
    made = SyntheticProject()
    if milestones:
        made.document["milestones"] = milestones
    return made


def test_the_account_states_editions_days_reasons_and_what_comes_next(tmp_path):
    evidence = project().evidence(tmp_path)
    record = account_set(accounts(evidence, METHODS))
    by_method = {item["method"]["id"]: item for item in record["accounts"]}
    vm0042 = by_method[VM0042]

    assert by_method[MCS]["editions_day"] == "2026-11-28"
    assert vm0042["editions_day"] == "2026-06-11"
    first = vm0042["editions"][0]
    assert first["reason"]["en"] == "In force on 2026-06-11: from 2025-10-21."
    assert {key: first[key] for key in ("id", "stands", "from", "mark")} == {
        "id": "vm0042-2.2", "stands": "in_force", "from": "2025-10-21", "mark": "P",
    }  # fmt: skip
    (coming,) = [item for item in vm0042["editions"] if item["stands"] == "next"]
    assert (coming["id"], "from" in coming) == ("vm0042-3.0", False)
    assert "cumulative" in coming["asks"]["en"]
    superseded = {
        item["id"] for item in vm0042["editions"] if item["stands"] == "superseded"
    }
    assert "vcs-standard-4.7" in superseded


@pytest.mark.parametrize(
    ("until", "holds"), [("2024-10-19", True), ("2024-10-18", False)]
)
def test_the_last_day_of_the_period_decides(until, holds, two_editions, tmp_path):
    made = project()
    assert made.document["period"]["end"] == PERIOD_END
    evidence = made.evidence(tmp_path)
    two_editions(until)
    if holds:
        (done,) = accounts(evidence, [MCS])
        assert done.ruling.day == "2024-10-19"
        return
    with pytest.raises(EdaphonError) as caught:
        accounts(evidence, [MCS])
    assert [item.code for item in caught.value.problems] == ["EDITION_NONE"]


@pytest.mark.parametrize(
    ("listed", "holds"), [("2021-08-01", True), ("2021-08-02", False), (None, False)]
)
def test_a_stated_day_opens_the_older_edition_and_silence_does_not(
    listed, holds, two_editions, tmp_path
):
    evidence = project(**({"listed": listed} if listed else {})).evidence(tmp_path)
    two_editions("2023-12-31", {"listed": "2021-08-01"})
    if holds:
        (done,) = accounts(evidence, [MCS])
        assert done.ruling.used[0].because == "transition"
        assert done.units > 0
        return
    with pytest.raises(EdaphonError) as caught:
        accounts(evidence, [MCS])
    assert "day of listing by 2021-08-01" in caught.value.problems[0].needed("en")


@pytest.mark.parametrize(
    ("last", "holds"), [("2024-10-19", True), ("2024-10-18", False)]
)
def test_the_end_of_the_period_is_a_day_that_is_always_known(
    last, holds, two_editions, tmp_path
):
    evidence = project().evidence(tmp_path)
    two_editions("2023-12-31", {"period_end": last})
    if holds:
        assert accounts(evidence, [MCS])[0].ruling.used[0].because == "transition"
        return
    with pytest.raises(EdaphonError):
        accounts(evidence, [MCS])


def test_an_account_is_made_by_the_editions_that_are_handed_in(two_editions, tmp_path):
    evidence = project().evidence(tmp_path)
    two_editions("2024-10-18")
    (done,) = accounts(evidence, [MCS], editions={MCS: pack(MCS).editions})

    assert done.ruling == rule_on(
        pack(MCS).editions, "2026-11-28", {"period_end": "2024-10-19"}
    )
