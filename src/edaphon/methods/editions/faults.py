"""What is wrong with the editions of a pack: doubled, apart, one over the other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from edaphon.kernel.errors import Problem, Where
from edaphon.methods.editions.edition import Edition


def edition_problems(editions: Sequence[Edition], file: str) -> list[Problem]:
    """Return every fault of a pack's editions, in the order of its documents.

    Parameters
    ----------
    editions
        Those of the pack, each of its form.
    file
        Name shown in a problem.

    Returns
    -------
    list
        ``EDITION_TWICE`` for an id or an edition of one document given twice,
        ``EDITION_DATES`` for days that contradict each other, ``EDITION_OVERLAP`` and
        ``EDITION_GAP`` between two editions of one document, ``EDITION_UNREAD`` for a
        document of which the pack follows no edition, and where it follows no
        edition of a methodology.
    """
    found = [*_twice(editions, file), *_dates(editions, file)]
    if not found:
        for document in dict.fromkeys(item.document for item in editions):
            of_it = [item for item in editions if item.document == document]
            found += _between(of_it, file)
            found += _unread(of_it, file)
        found += _without_method(editions, file)
    return found


def _where(item: Edition, file: str) -> Where:
    return Where(file=file, path=f"editions/{item.id}")


def _twice(editions: Sequence[Edition], file: str) -> Iterator[Problem]:
    ids = Counter(item.id for item in editions)
    names = Counter((item.document, item.edition) for item in editions)
    told: set[str] = set()
    for item in editions:
        name = f"{item.document} {item.edition}"
        for what, count in (
            (item.id, ids[item.id]),
            (name, names[item.document, item.edition]),
        ):
            if count > 1 and what not in told:
                told.add(what)
                facts = {"name": what, "count": count}
                yield Problem(
                    code="EDITION_TWICE", where=_where(item, file), facts=facts
                )


def _dates(editions: Sequence[Edition], file: str) -> Iterator[Problem]:
    for item in editions:
        for fault in _contradictions(item):
            facts = {"id": item.id, "fault": {"en": fault[0], "zh": fault[1]}}
            yield Problem(code="EDITION_DATES", where=_where(item, file), facts=facts)


def _contradictions(item: Edition) -> Iterator[tuple[str, str]]:
    """Yield what cannot be true of one edition's days."""
    if item.until and not item.since:
        yield "it has a last day and no first", "有截止日期而无生效日期"
    elif item.until and item.until < item.since:
        yield (
            f"it ends on {item.until}, before it begins on {item.since}",
            f"截止日期 {item.until} 早于生效日期 {item.since}",
        )
    if item.since and item.issued and item.since < item.issued:
        yield (
            f"it is in force from {item.since}, before it was issued on {item.issued}",
            f"生效日期 {item.since} 早于发布日期 {item.issued}",
        )
    if item.transition and not item.until:
        yield (
            "it has a transition and no last day",
            "规定了过渡条件而无截止日期",
        )
    if item.is_followed and not item.since:
        yield (
            "the pack follows it, and its first day is not known",
            "方法包已采用该版本，但其生效日期未知",
        )


def _between(of_it: Sequence[Edition], file: str) -> Iterator[Problem]:
    """Yield the days that two editions of one document share, or none has."""
    dated = sorted((item for item in of_it if item.since), key=lambda one: one.since)
    for one, other in pairwise(dated):
        facts = {"document": one.document, "one": one.edition, "other": other.edition}
        if not one.until or one.until >= other.since:
            until = one.until or "…"
            yield Problem(
                code="EDITION_OVERLAP",
                where=_where(other, file),
                facts={**facts, "since": other.since, "until": until},
            )
        elif _after(one.until) < other.since:
            facts |= {"since": _after(one.until), "until": _before(other.since)}
            yield Problem(code="EDITION_GAP", where=_where(other, file), facts=facts)


def _after(day: str) -> str:
    return str(date.fromisoformat(day) + timedelta(days=1))


def _before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1))


def _unread(of_it: Sequence[Edition], file: str) -> Iterator[Problem]:
    """Yield a document that has begun to rule and that the pack does not follow."""
    if any(item.since for item in of_it) and not any(
        item.is_followed for item in of_it
    ):
        where = _where(of_it[0], file)
        facts = {"document": of_it[0].document}
        yield Problem(code="EDITION_UNREAD", where=where, facts=facts)


def _without_method(editions: Sequence[Edition], file: str) -> Iterator[Problem]:
    if not any(item.kind == "method" and item.is_followed for item in editions):
        where = Where(file=file, path="editions")
        facts = {"document": {"en": "the methodology", "zh": "方法学"}}
        yield Problem(code="EDITION_UNREAD", where=where, facts=facts)
