"""One edition of a document that rules a method: from when to when, and after.

An edition is data of a pack, ``editions`` in ``pack.yaml``, and travels with a bundle.
Days are ISO text, which sorts as the days do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from msgspec import UNSET, convert

from edaphon.kernel.language import Text
from edaphon.schemas.models import account
from edaphon.schemas.models.description import KnownEdition, Transition
from edaphon.schemas.record import stated_or

Fact = Literal["listed", "validated", "registered", "requested", "period_end"]

FACTS: tuple[Fact, ...] = get_args(Fact)
"""Days of a project by which a transition can be decided, in their order."""

Kind = Literal["method", "corrections", "programme", "module", "permanence"]


NO_WORDS = Text(en="", zh="")


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
    asks: Text = NO_WORDS
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


def editions_of(records: Iterable[KnownEdition]) -> tuple[Edition, ...]:
    """Return the editions that records describe, in their order."""
    return tuple(_edition(item) for item in records)


def _edition(item: KnownEdition) -> Edition:
    given = stated_or(item.transition, Transition())
    days = {name: stated_or(getattr(given, name), "") for name in FACTS}
    asks = stated_or(item.asks, None)
    return Edition(
        id=item.id,
        document=item.document,
        kind=item.kind,
        title=Text(en=item.title.en, zh=item.title.zh),
        edition=item.edition,
        issued=stated_or(item.issued, ""),
        since=stated_or(item.from_, ""),
        until=stated_or(item.to, ""),
        transition={name: day for name, day in days.items() if day},
        is_followed=item.followed,
        asks=Text(en=asks.en, zh=asks.zh) if asks else NO_WORDS,
        source=Text(en=item.source.en, zh=item.source.zh),
        mark=item.mark,
    )


def editions_written(entries: Sequence[object]) -> tuple[Edition, ...]:
    """Return the editions of a checked ``pack.yaml``, in their order."""
    return editions_of(
        convert({"followed": True, **item}, KnownEdition)
        for item in entries
        if isinstance(item, Mapping)
    )


def edition_record(item: Edition) -> KnownEdition:
    """Return an edition as a bundle holds it; what is not known is left out."""
    transition = Transition(**{str(name): day for name, day in item.transition.items()})
    return KnownEdition(
        id=item.id,
        document=item.document,
        kind=item.kind,
        title=account.Text(en=item.title.en, zh=item.title.zh),
        edition=item.edition,
        followed=item.is_followed,
        source=account.Text(en=item.source.en, zh=item.source.zh),
        mark=item.mark,
        issued=item.issued or UNSET,
        from_=item.since or UNSET,
        to=item.until or UNSET,
        transition=transition if item.transition else UNSET,
        asks=account.Text(en=item.asks.en, zh=item.asks.zh) if item.asks.en else UNSET,
    )
