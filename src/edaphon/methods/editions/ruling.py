"""The editions that rule on a day, what they replaced, and what comes next.

A fact can only widen what is allowed: where it is not known, the later rule holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import Text
from edaphon.methods.editions.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """The edition of one document that rules, and why."""

    edition: Edition
    because: Literal["in_force", "transition"]
    facts: Mapping[str, str]
    """Days that decided a transition, by fact."""
    open_to: tuple[Edition, ...] = ()
    """Older editions that the pack follows and that a fact nobody states would open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What rules on one day, one edition a document."""

    day: str
    used: tuple[Used, ...]
    superseded: tuple[Edition, ...]
    """Editions that have begun and that an edition used, or in force, replaced."""
    next: tuple[Edition, ...]
    """Known editions that are later than those used, dated ones first."""
    known: tuple[Edition, ...] = ()
    """All editions that were looked at."""


def account_day(editions: Iterable[Edition], last_day: str) -> str:
    """Return the first day on which an account of a period can be made.

    That is the last day of the period, or the first day on which the pack follows an
    edition of every document: nobody computes after a text that is not there.

    Parameters
    ----------
    editions
        Those of the pack.
    last_day
        Last day of the monitoring period, ISO.
    """
    first: dict[str, str] = {}
    for item in editions:
        if item.is_followed:
            first[item.document] = min(first.get(item.document, item.since), item.since)
    return max([last_day, *first.values()])


def rule_on(editions: Sequence[Edition], day: str, facts: Mapping[str, str]) -> Ruling:
    """Return the edition of each document that rules on a day.

    Parameters
    ----------
    editions
        Those of a pack, in any order.
    day
        Day in question, ISO.
    facts
        Days of the project by name (`FACTS`); one that is not known is left out or
        empty, and opens nothing.

    Raises
    ------
    EdaphonError
        All documents in one pass: ``EDITION_NONE`` where no edition covers the day,
        ``EDITION_OTHER`` where the one that does is not the one that the pack
        follows, and no transition is shown.
    """
    used: list[Used] = []
    problems: list[Problem] = []
    for document in dict.fromkeys(item.document for item in editions):
        of_it = sorted(
            (item for item in editions if item.document == document), key=_place
        )
        try:
            used += _used(of_it, day, facts)
        except EdaphonError as refusal:
            problems += refusal.problems
    if problems:
        raise EdaphonError(problems)
    chosen = {item.edition.document: item.edition for item in used}
    ordered = sorted(editions, key=_place)
    return Ruling(
        day=day,
        used=tuple(used),
        superseded=tuple(item for item in ordered if _is_past(item, chosen)),
        next=tuple(item for item in ordered if _is_next(item, chosen)),
        known=tuple(editions),
    )


def _place(item: Edition) -> tuple[bool, str, str]:
    """Return where an edition stands in time; one without a first day comes last."""
    return (not item.since, item.since, item.id)


def _is_past(item: Edition, chosen: Mapping[str, Edition]) -> bool:
    own = chosen.get(item.document)
    return own is not None and _place(item) < _place(own)


def _is_next(item: Edition, chosen: Mapping[str, Edition]) -> bool:
    own = chosen.get(item.document)
    if own is None:
        return True  # the first edition of a document that does not rule yet
    return _place(item) > _place(own)


def _used(of_it: Sequence[Edition], day: str, facts: Mapping[str, str]) -> list[Used]:
    """Return the edition of one document; none where all are still to come."""
    begun = [item for item in of_it if item.begun(day)]
    if not begun and not any(item.is_followed for item in of_it):
        return []
    covering = [item for item in begun if item.covers(day)]
    older = [
        item
        for item in begun
        if item.is_followed and item.until and item.until < day and item.transition
    ]
    shown = [item for item in older if item.may_still_be_used(facts)]
    if shown:
        chosen = shown[-1]
        told = {str(name): facts[name] for name in chosen.transition}
        return [Used(edition=chosen, because="transition", facts=told)]
    if not covering:
        raise EdaphonError(_none(of_it, day, older, facts))
    chosen = covering[-1]
    if not chosen.is_followed:
        raise EdaphonError(_other(of_it, chosen, day, older, facts))
    return [Used(edition=chosen, because="in_force", facts={}, open_to=tuple(older))]


def _none(
    of_it: Sequence[Edition],
    day: str,
    older: Sequence[Edition],
    facts: Mapping[str, str],
) -> Problem:
    """Return the refusal of a day that no edition covers."""
    spans = [
        f"{item.edition} ({item.since}–{item.until})" for item in of_it if item.since
    ]
    told = {
        "document": dict(of_it[0].title),
        "day": day,
        "spans": ", ".join(spans),
        "way": _way(older, facts),
    }
    return Problem(code="EDITION_NONE", facts=told)


def _other(
    of_it: Sequence[Edition],
    chosen: Edition,
    day: str,
    older: Sequence[Edition],
    facts: Mapping[str, str],
) -> Problem:
    """Return the refusal of a day on which another edition rules than is followed."""
    followed = [item.edition for item in of_it if item.is_followed]
    told = {
        "document": dict(chosen.title),
        "day": day,
        "edition": chosen.edition,
        "since": chosen.since,
        "followed": ", ".join(followed) or "–",
        "way": _way(older, facts),
    }
    return Problem(code="EDITION_OTHER", facts=told)


FACT_WORDS: Mapping[str, tuple[str, str]] = {
    "listed": ("day of listing", "公示（列入项目库）日期"),
    "validated": ("day of the validation report", "审定报告日期"),
    "registered": ("day of registration", "登记日期"),
    "requested": ("day of the request", "提交申请日期"),
    "period_end": ("last day of the monitoring period", "监测期最后一日"),
}
"""What each fact is called, in English and Chinese."""


def _way(older: Sequence[Edition], facts: Mapping[str, str]) -> dict[str, str]:
    """Return which facts would open an older edition that the pack follows."""
    if not older:
        return {
            "en": "No transition to an edition of this pack is known.",
            "zh": "未见可继续采用本方法包所依版本的过渡规定。",
        }
    told = [facts_needed(item, facts) for item in older]
    return {
        "en": " ".join(item["en"] for item in told),
        "zh": "".join(item["zh"] for item in told),
    }


def transition_told(item: Edition) -> Text:
    """Return what an edition asks to be used after its last day; empty for nothing."""
    if not item.transition:
        return Text(en="", zh="")
    english, chinese = [], []
    for name, last in item.transition.items():
        en, zh = FACT_WORDS[name]
        english.append(f"{en} by {last}")
        chinese.append(f"{zh}不晚于 {last}")
    return Text(
        en=f"May still be used with: {', '.join(english)}.",
        zh=f"可继续采用的条件：{'，'.join(chinese)}。",
    )


def facts_needed(item: Edition, facts: Mapping[str, str]) -> dict[str, str]:
    """Return what an edition asks to be used after its last day, and what is known."""
    english, chinese = [], []
    for name, last in item.transition.items():
        known = facts.get(name, "")
        en, zh = FACT_WORDS[name]
        english.append(f"{en} by {last} ({known or 'not stated'})")
        chinese.append(f"{zh}不晚于 {last}（{known or '未填写'}）")
    return {
        "en": f"Edition {item.edition} may still be used with: {', '.join(english)}.",
        "zh": f"{item.edition} 版可继续采用的条件：{'，'.join(chinese)}。",
    }
