"""Whether a statement is the word of somebody who has no part in the project."""

import unicodedata
from datetime import date
from typing import Literal

from edaphon.evidence.project import Project

Doubt = Literal["absent", "no_file", "own", "early", "used"]
"""Why a statement shows nothing: there is none; no paper; the signer takes part in the
project; signed before what it speaks of; its paper serves another purpose."""

Place = tuple[str | int, ...]


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
    word = project.word(*place)
    if word is None:
        return "absent"
    if not word.file:
        return "no_file"
    signer = _plain(word.signed_by)
    own = [name for name in map(_plain, project.people) if name]
    if not signer or any(name in signer or signer in name for name in own):
        return "own"
    if word.signed_on < since.isoformat():
        return "early"
    others = [
        path for where, path in project.named_places if _kind(where) != _kind(place)
    ]
    return "used" if word.file in others else None


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


def _plain(text: str) -> str:
    """Return letters and figures alone, so that spaces and brackets hide nobody."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())
