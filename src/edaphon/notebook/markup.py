"""Small HTML for the output of a notebook; every text of a file is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from edaphon.kernel.unseen import escaped


def safe(value: object) -> str:
    """Return a value as text that is neither markup nor unseen signs."""
    return escape(escaped(str(value)))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; None is an empty cell."""
    head = "".join(f"<th>{safe(item)}</th>" for item in heads)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{'' if item is None else safe(item)}</td>" for item in row)
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def lines(told: Iterable[str]) -> str:
    """Return sentences, each on a line of its own."""
    return "".join(f"<div>{safe(item)}</div>" for item in told)


def folded(summary: str, inside: str, *, is_open: bool = False) -> str:
    """Return a part that a click opens; both are HTML already."""
    state = ' open=""' if is_open else ""
    return f"<details{state}><summary>{summary}</summary>{inside}</details>"
