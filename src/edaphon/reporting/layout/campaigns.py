"""Which soil campaigns a method compares, and which a table leaves out."""

from collections.abc import Collection
from datetime import date

from edaphon.reporting.layout.reader import Reader
from edaphon.schemas.models.report import Campaign, Method


def compared(reader: Reader, method: Method) -> tuple[Campaign, Campaign] | None:
    """Return the first and the last campaign of a method; None without two.

    A method that counts from the last account begins with the campaign of that day.
    """
    held = sorted(reader.content.sampling.campaigns, key=lambda item: item.start)
    if not held:
        return None
    first, start = held[0], method.period.start
    if start != reader.content.project.period.start:
        first = min(held, key=lambda item: _apart(item.start, start))
    return None if first is held[-1] else (first, held[-1])


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def absent(reader: Reader, named: Collection[str]) -> list[str]:
    """Return which campaigns of the project a table does not hold; empty for none."""
    _ = reader.gettext
    left = [item for item in reader.content.sampling.campaigns if item.id not in named]
    if not left:
        return []
    line = _("{name} ({start} – {end})")
    told = _("; ").join(
        line.format(name=item.id, start=item.start, end=item.end) for item in left
    )
    return [_("Campaigns of the project that are not in this table: {names}.").format(
        names=told)]  # fmt: skip
