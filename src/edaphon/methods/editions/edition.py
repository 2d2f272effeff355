"""One edition of a document that rules a method: from when to when, and after.

An edition is data of a pack, ``editions`` in ``pack.yaml``, and travels with a bundle.
Days are ISO text, which sorts as the days do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from edaphon.kernel.language import Text

Fact = Literal["listed", "validated", "registered", "requested", "period_end"]

FACTS: tuple[Fact, ...] = get_args(Fact)
"""Days of a project by which a transition can be decided, in their order."""

Kind = Literal["method", "corrections", "programme", "module", "permanence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of one document; both ends of its days belong to them."""

    id: str
    document: str
    """Name that all editions of the document share."""
    kind: Kind
    title: Text
    edition: str
    issued: str = ""
    """Day it was published; empty while it is not."""
    since: str = ""
    """First day on which it is in force; empty while nobody has said it."""
    until: str = ""
    """Last day on which it is in force for everyone; empty while it is open."""
    transition: Mapping[Fact, str] = field(default_factory=dict)
    """Last day of each fact with which it may be used after ``until``; every one of
    them must be known and hold."""
    is_followed: bool = True
    """Whether the equations and limits of the pack follow it."""
    asks: Text = field(default_factory=lambda: Text(en="", zh=""))
    """What it asks that the one before did not."""
    source: Text
    mark: Literal["P", "S", "M", "D"]

    def covers(self, day: str) -> bool:
        """Tell whether it is in force on a day for everyone."""
        return self.begun(day) and (not self.until or day <= self.until)

    def begun(self, day: str) -> bool:
        """Tell whether its first day is known and has come."""
        return bool(self.since) and self.since <= day

    def may_still_be_used(self, facts: Mapping[str, str]) -> bool:
        """Tell whether the facts show that it may be used after its last day.

        A fact that is not known shows nothing.
        """
        return bool(self.transition) and all(
            facts.get(name, "") and facts[name] <= last
            for name, last in self.transition.items()
        )


def editions_of(records: Iterable[Mapping[str, Any]]) -> tuple[Edition, ...]:
    """Return the editions that checked records describe, in their order."""
    return tuple(_edition(item) for item in records)


def _edition(item: Mapping[str, Any]) -> Edition:
    given = item.get("transition") or {}
    transition = {name: str(given[name]) for name in FACTS if given.get(name)}
    return Edition(
        id=str(item["id"]),
        document=str(item["document"]),
        kind=item["kind"],
        title=_words(item["title"]),
        edition=str(item["edition"]),
        issued=str(item.get("issued") or ""),
        since=str(item.get("from") or ""),
        until=str(item.get("to") or ""),
        transition=transition,
        is_followed=bool(item.get("followed", True)),
        asks=_words(item.get("asks") or {"en": "", "zh": ""}),
        source=_words(item["source"]),
        mark=item["mark"],
    )


def _words(given: Mapping[str, Any]) -> Text:
    return Text(en=str(given["en"]), zh=str(given["zh"]))


def edition_record(item: Edition) -> dict[str, Any]:
    """Return an edition as plain data; what is not known is left out."""
    known = {
        "issued": item.issued,
        "from": item.since,
        "to": item.until,
        "transition": dict(item.transition),
        "asks": dict(item.asks) if item.asks.en else {},
    }
    return {
        "id": item.id,
        "document": item.document,
        "kind": item.kind,
        "title": dict(item.title),
        "edition": item.edition,
        "followed": item.is_followed,
        "source": dict(item.source),
        "mark": item.mark,
        **{name: value for name, value in known.items() if value},
    }
