"""Which edition rules on which day: both sides of every edge, and what is refused."""

import json
from dataclasses import replace

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Text
from edaphon.methods.editions import (
    Edition,
    account_day,
    edition_problems,
    edition_record,
    editions_of,
    reason,
    rule_on,
    transition_told,
)
from edaphon.methods.engine.method_pack import MethodPack
from edaphon.methods.engine.pack import pack, pack_ids

VM0042 = "verra.vm0042/2.2"

OLD = Edition(
    id="rule-1", document="rule", kind="method", edition="1",
    title=Text(en="The rule", zh="规则"), source=Text(en="Own.", zh="自定。"), mark="D",
    issued="2020-01-01", since="2020-01-01", until="2024-02-29",
)  # fmt: skip
NEW = replace(
    OLD, id="rule-2", edition="2", issued="2024-02-01", since="2024-03-01", until=""
)
ANNOUNCED = replace(NEW, id="rule-3", edition="3", issued="", since="", until="",
                    is_followed=False)  # fmt: skip
"""The first ends on a leap day, the second begins on the next, the third is coming."""

OPEN = replace(OLD, transition={"listed": "2023-12-31", "validated": "2024-08-31"})
"""The first, which may still be used by two days of a project."""


def ruled(editions, day, **facts):
    """Return the id of the edition of one document that rules, and why."""
    (used,) = rule_on(editions, day, facts).used
    return used.edition.id, used.because


def refusal(editions, day, **facts):
    """Return the one refusal."""
    with pytest.raises(EdaphonError) as caught:
        rule_on(editions, day, facts)
    (problem,) = caught.value.problems
    return problem


# --- The day ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "id_"),
    [
        ("2020-01-01", "rule-1"),
        ("2024-02-28", "rule-1"),
        ("2024-02-29", "rule-1"),
        ("2024-03-01", "rule-2"),
        ("2099-12-31", "rule-2"),
    ],
)
def test_an_edition_rules_from_its_first_day_to_its_last(day, id_):
    assert ruled([NEW, OLD], day) == (id_, "in_force")


def test_before_the_first_day_nothing_rules_and_that_is_a_refusal():
    problem = refusal([OLD, NEW], "2019-12-31")

    assert problem.code == "EDITION_NONE"
    assert (
        "knows no edition of “The rule” that is in force on 2019-12-31"
        in problem.found("en")
    )
    assert "1 (2020-01-01–2024-02-29), 2 (2024-03-01–)" in problem.found("en")
    assert "规则" in problem.found("zh")
    assert "milestones in project.yaml" in problem.remedy("en")
    assert "milestones" in problem.remedy("zh")


@pytest.mark.parametrize(
    ("day", "holds"), [("2024-02-29", True), ("2024-03-01", False)]
)
def test_after_the_last_day_of_the_last_edition_nothing_rules(day, holds):
    if holds:
        assert ruled([OLD], day) == ("rule-1", "in_force")
    else:
        assert refusal([OLD], day).code == "EDITION_NONE"


@pytest.mark.parametrize("day", ["2024-03-01", "2024-03-31"])
def test_a_day_in_a_gap_is_refused_from_its_first_to_its_last(day):
    later = replace(NEW, since="2024-04-01")

    assert refusal([OLD, later], day).code == "EDITION_NONE"
    assert ruled([OLD, later], "2024-04-01") == ("rule-2", "in_force")


def test_of_two_editions_in_force_at_once_the_later_rules():
    longer = replace(OLD, until="2024-12-31")

    assert ruled([longer, NEW], "2024-03-01") == ("rule-2", "in_force")


def test_an_edition_that_the_pack_does_not_follow_is_refused_by_name():
    other = replace(NEW, is_followed=False)
    problem = refusal([OLD, other], "2024-03-01")

    assert problem.code == "EDITION_OTHER"
    assert "edition 2 of “The rule” rules, in force since 2024-03-01" in problem.found(
        "en"
    )
    assert "the method pack follows 1" in problem.found("en")
    assert "No transition" in problem.needed("en")
    assert "follows edition 2" in problem.remedy("en")
    assert "依据 2 版" in problem.remedy("zh")


def test_all_documents_are_refused_in_one_pass():
    other = replace(OLD, id="tool-1", document="tool")

    with pytest.raises(EdaphonError) as caught:
        rule_on([OLD, other], "2019-12-31", {})

    assert [item.code for item in caught.value.problems] == ["EDITION_NONE"] * 2


# --- What was before, and what comes ------------------------------------------


def test_the_ruling_names_what_was_replaced_and_what_comes_with_unknown_days_last():
    coming = replace(NEW, id="rule-2b", edition="2b", since="2030-01-01")
    ruling = rule_on([ANNOUNCED, coming, NEW, OLD], "2024-03-01", {})

    assert [item.id for item in ruling.superseded] == ["rule-1"]
    assert [item.id for item in ruling.next] == ["rule-2b", "rule-3"]


def test_a_document_that_is_only_announced_rules_nothing_and_refuses_nothing():
    other = replace(ANNOUNCED, id="tool-1", document="tool")
    ruling = rule_on([NEW, other], "2024-03-01", {})

    assert [item.edition.id for item in ruling.used] == ["rule-2"]
    assert [item.id for item in ruling.next] == ["tool-1"]


TOOL = replace(NEW, id="tool-1", document="tool", kind="module", since="2024-05-01")


@pytest.mark.parametrize(
    ("last_day", "day"),
    [
        ("2021-10-14", "2024-05-01"),
        ("2024-05-01", "2024-05-01"),
        ("2026-10-14", "2026-10-14"),
    ],
)
def test_an_account_is_ruled_after_its_period_and_after_what_its_method_follows(
    last_day, day
):
    assert account_day([OLD, NEW, TOOL, ANNOUNCED], last_day) == day


def test_a_later_edition_that_is_followed_too_rules_no_period_before_it():
    assert account_day([OLD, NEW], "2021-10-14") == "2021-10-14"
    assert account_day([NEW, OLD], "2019-10-14") == "2020-01-01"


# --- Transitions --------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "validated", "used"),
    [
        ("2023-12-31", "2024-08-31", ("rule-1", "transition")),
        ("2020-05-05", "2020-05-05", ("rule-1", "transition")),
        ("2024-01-01", "2024-08-31", ("rule-2", "in_force")),
        ("2023-12-31", "2024-09-01", ("rule-2", "in_force")),
        ("2023-12-31", "", ("rule-2", "in_force")),
        ("", "2024-08-31", ("rule-2", "in_force")),
        ("", "", ("rule-2", "in_force")),
    ],
)
def test_an_older_edition_needs_every_day_of_its_transition(listed, validated, used):
    days = {"listed": listed, "validated": validated}

    assert ruled([OPEN, NEW], "2024-03-01", **days) == used


def test_an_older_edition_that_is_still_in_force_needs_no_transition():
    days = {"listed": "2023-12-31", "validated": "2024-08-31"}

    assert ruled([OPEN, NEW], "2024-02-29", **days) == ("rule-1", "in_force")


def test_a_transition_saves_an_account_whose_method_does_not_follow_the_newer():
    newer = replace(NEW, is_followed=False)
    days = {"listed": "2023-12-31", "validated": "2024-08-31"}
    ruling = rule_on([OPEN, newer], "2025-01-01", days)

    assert ruling.used[0].edition.id == "rule-1"
    assert [item.id for item in ruling.next] == ["rule-2"]
    problem = refusal([OPEN, newer], "2025-01-01", listed="2023-12-31")
    assert "day of listing by 2023-12-31 (2023-12-31)" in problem.needed("en")
    assert "day of the validation report by 2024-08-31 (not stated)" in problem.needed(
        "en"
    )
    assert "审定报告日期不晚于 2024-08-31（未填写）" in problem.needed("zh")


def test_an_older_edition_that_nobody_follows_is_never_used():
    older = replace(OPEN, is_followed=False)
    days = {"listed": "2023-12-31", "validated": "2024-08-31"}

    assert ruled([older, NEW], "2024-03-01", **days) == ("rule-2", "in_force")


def test_reasons_name_the_day_and_what_would_have_opened_an_older_edition():
    days = {"listed": "2023-11-30", "validated": "2024-08-31"}
    (shown,) = rule_on([OPEN, NEW], "2024-03-01", days).used
    (silent,) = rule_on([OPEN, NEW], "2024-03-01", {}).used

    assert reason(shown, "2024-03-01") == Text(
        en="On 2024-03-01 no longer in force (until 2024-02-29), and may still be "
        "used: day of listing 2023-11-30, no later than 2023-12-31; "
        "day of the validation report 2024-08-31, no later than 2024-08-31.",
        zh="2024-03-01 已过有效期（至 2024-02-29），依过渡规定仍可采用："
        "公示（列入项目库）日期为 2023-11-30，不晚于 2023-12-31；"
        "审定报告日期为 2024-08-31，不晚于 2024-08-31。",
    )
    told = reason(silent, "2024-03-01")
    assert told.en.startswith("In force on 2024-03-01: from 2024-03-01. The later rule")
    assert "day of listing by 2023-12-31 (not stated)" in told.en
    assert "按较新版本执行" in told.zh


def test_a_transition_is_told_only_where_there_is_one():
    assert transition_told(NEW).en == ""
    assert transition_told(OPEN).zh == (
        "可继续采用的条件：公示（列入项目库）日期不晚于 2023-12-31，"
        "审定报告日期不晚于 2024-08-31。"
    )


# --- Faults of a pack ----------------------------------------------------------


def faults(*editions):
    return [item.code for item in edition_problems(editions, "pack.yaml")]


def only(*editions):
    (problem,) = edition_problems(editions, "pack.yaml")
    return problem


def test_editions_that_follow_each_other_day_on_day_are_right():
    assert faults(OPEN, NEW, ANNOUNCED) == []
    assert faults(NEW, ANNOUNCED, OPEN) == []


def test_an_id_given_twice_is_told_once():
    problem = only(OLD, replace(NEW, id="rule-1"))

    assert problem.code == "EDITION_TWICE"
    assert "rule-1 stands 2 times under editions" in problem.found("en")
    assert "Remove the entry" in problem.remedy("en")
    assert problem.where.path == "editions/rule-1"


def test_an_edition_of_one_document_given_twice_is_told():
    problem = only(OLD, replace(NEW, edition="1"))

    assert "rule 1 stands 2 times" in problem.found("en")
    assert "rule 1 出现 2 次" in problem.found("zh")


def test_two_editions_on_one_day_overlap_and_a_day_later_they_do_not():
    problem = only(replace(OLD, until="2024-03-01"), NEW)

    assert problem.code == "EDITION_OVERLAP"
    assert "edition 2 begins on 2024-03-01, while edition 1 runs to 2024-03-01" in (
        problem.found("en")
    )
    assert "transition" in problem.remedy("en")
    assert only(replace(OLD, until=""), NEW).facts["until"] == "…"


def test_a_day_that_no_edition_covers_is_a_gap():
    problem = only(replace(OLD, until="2024-02-28"), NEW)

    assert problem.code == "EDITION_GAP"
    assert "from 2024-02-29 to 2024-02-29, between edition 1 and edition 2" in (
        problem.found("en")
    )
    assert "补列其间有效的版本" in problem.remedy("zh")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"until": "2019-12-31"}, "it ends on 2019-12-31, before it begins"),
        ({"since": "", "is_followed": False}, "it has a last day and no first"),
        ({"issued": "2020-01-02"}, "before it was issued on 2020-01-02"),
        ({"until": "", "transition": {"listed": "2023-01-01"}}, "no last day"),
        ({"since": "", "until": ""}, "its first day is not known"),
    ],
)
def test_days_that_contradict_each_other_are_named(changed, told):
    problem = only(replace(OLD, **changed))

    assert problem.code == "EDITION_DATES"
    assert told in problem.found("en")
    assert "leave out what is not known" in problem.remedy("en")
    assert "未知的不填" in problem.remedy("zh")


def test_a_first_day_may_be_the_last_and_the_day_of_issue():
    day = "2020-01-01"

    assert faults(replace(OLD, issued=day, since=day, until=day)) == []


def test_a_document_of_which_nothing_is_followed_is_told():
    tool = replace(OLD, id="tool-1", document="tool", kind="module", is_followed=False)
    problem = only(NEW, tool)

    assert problem.code == "EDITION_UNREAD"
    assert "Of tool no edition" in problem.found("en")
    assert "one of kind method" in problem.needed("en")
    assert "followed: false" in problem.remedy("en")


def test_a_pack_that_follows_no_methodology_is_told():
    problem = only(replace(NEW, kind="module"))

    assert problem.code == "EDITION_UNREAD"
    assert "the methodology" in problem.found("en")


# --- Our packs, records and identity ------------------------------------------


@pytest.mark.parametrize("pack_id", sorted(pack_ids()))
def test_every_installed_pack_says_which_rule_holds_when(pack_id):
    found = pack(pack_id)

    assert edition_problems(found.editions, "pack.yaml") == []
    assert rule_on(found.editions, account_day(found.editions, "2021-10-14"), {}).used


def test_vm0042_rules_by_the_days_of_its_documents():
    """Published: document histories of VM0042 v2.2, of VCS 5 and of its corrections."""
    ruling = rule_on(pack(VM0042).editions, "2026-06-11", {})

    assert [(item.edition.id, item.edition.since) for item in ruling.used] == [
        ("vm0042-2.2", "2025-10-21"),
        ("vm0042-2.2-corrections-2026-06-11", "2026-06-11"),
        ("vcs-standard-5.0", "2025-12-16"),
        ("vcs-methodology-requirements-5.0", "2025-12-16"),
        ("vcs-npr-5.0", "2025-12-16"),
        ("vmd0054-1.1", "2026-01-13"),
    ]
    assert [item.id for item in ruling.next] == ["vm0042-3.0"]


def test_a_day_before_the_corrections_is_refused():
    assert refusal(pack(VM0042).editions, "2026-06-10").code == "EDITION_NONE"


def test_an_edition_comes_back_from_its_record_as_it_was():
    editions = (OPEN, NEW, ANNOUNCED, *pack(VM0042).editions)

    assert editions_of(map(edition_record, editions)) == editions


def changed(found: MethodPack, place: int, **entry) -> MethodPack:
    """Return a pack with other entries in one of its editions."""
    editions = [dict(item) for item in found.document["editions"]]
    editions[place] |= entry
    return replace(found, document={**found.document, "editions": editions})


def test_the_identity_holds_what_is_followed_and_not_what_is_known_of_the_world():
    found = pack(VM0042)
    at = {item["id"]: n for n, item in enumerate(found.document["editions"])}
    followed, next_ = at["vm0042-2.2"], at["vm0042-3.0"]
    same = [
        changed(found, followed, to="2030-12-31"),
        changed(found, followed, mark="S", source={"en": "A.", "zh": "乙。"}),
        changed(found, next_, **{"from": "2031-01-01", "edition": "3.1"}),
        changed(found, at["vcs-standard-4.7"], transition={"requested": "2027-01-01"}),
    ]
    other = [
        changed(found, followed, edition="2.3"),
        changed(found, followed, **{"from": "2025-10-22"}),
        changed(found, followed, followed=False),
    ]

    assert {item.digest for item in same} == {found.digest}
    assert found.digest not in {item.digest for item in other}
    assert json.loads(found.record)["editions"][0] == {
        "document": "vcs-methodology-requirements",
        "edition": "5.0",
        "from": "2025-12-16",
        "id": "vcs-methodology-requirements-5.0",
    }
