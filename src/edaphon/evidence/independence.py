"""Whether a statement is the word of somebody who has no part in the project."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from edaphon.evidence.project import Project
from edaphon.evidence.project_files import at_place, named_files

Doubt = Literal["absent", "no_file", "own", "early", "used"]
"""Why a statement shows nothing: there is none; no paper; the signer takes part in the
project; signed before what it speaks of; its paper serves another purpose."""

Place = tuple[str | int, ...]

OWN_STATEMENTS: tuple[Place, ...] = (
    ("land", "tenure"),
    ("additionality", "statement"),
    ("uniqueness",),
)
"""Statements that the project makes of itself; who signs one takes part in it."""


def independence_doubt(project: Project, place: Place, *, since: date) -> Doubt | None:
    """Return why a statement is no independent word, None where it is one.

    Parameters
    ----------
    project
        Project document, read.
    place
        Place of the statement, such as ``("sampling", "missing", 0, "witness")``.
    since
        First day of what it speaks of.
    """
    document = project.document
    found = at_place(document, place)
    if not isinstance(found, Mapping):
        return "absent"
    path = found.get("file")
    if not path:
        return "no_file"
    signer = _plain(found.get("signed_by", ""))
    if not signer or any(name in signer or signer in name for name in _own(document)):
        return "own"
    if str(found.get("signed_on", "")) < since.isoformat():
        return "early"
    others = [
        other for where, other in named_files(document) if _kind(where) != _kind(place)
    ]
    return "used" if path in others else None


def reanalysis_doubt(project: Project, at: int = -1) -> Doubt | None:
    """Return why no independent re-analysis of a campaign, the last one, is shown."""
    campaigns = project.campaigns
    at = at % len(campaigns)
    place = ("campaigns", at, "reanalysis")
    return independence_doubt(project, place, since=campaigns[at].start)


def _kind(place: Place) -> Place:
    """Return a place without its numbers and its last field, where a file is named."""
    words = tuple(step for step in place if isinstance(step, str))
    return words[:-1] if words[-1] == "file" else words


def _own(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the proponent, of the parties and of those who sign for it."""
    parties: Sequence[Mapping[str, Any]] = [
        document.get("proponent", {}),
        *document.get("parties", ()),
    ]
    names = [name for party in parties for name in _texts(party.get("name", ""))]
    for place in OWN_STATEMENTS:
        signer = at_place(document, (*place, "signed_by"))
        names += [] if signer is None else str(signer).split("|")
    yield from filter(None, map(_plain, names))


def _texts(text: object) -> list[str]:
    return [*map(str, text.values())] if isinstance(text, Mapping) else [str(text)]


def _plain(text: object) -> str:
    """Return letters and figures alone, so that spaces and brackets hide nobody."""
    folded = unicodedata.normalize("NFKC", str(text)).casefold()
    return "".join(sign for sign in folded if sign.isalnum())
