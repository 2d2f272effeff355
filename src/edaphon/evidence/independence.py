"""Whether a statement is the word of somebody who has no part in the project."""

import re
import unicodedata
from datetime import date
from typing import Literal

from edaphon.evidence.project import Project

Doubt = Literal["absent", "no_file", "own", "early", "used"]
"""Why a statement shows nothing: there is none; no paper; the signer takes part in the
project; signed before what it speaks of; its paper serves another purpose."""

SEVERAL = re.compile(r"[|｜;；]")
"""What stands between the names of one signer in several languages."""

LEAST_NAME = 2
"""Signs that a name needs before it can be found within another."""

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
    if takes_part(project, word.signed_by):
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


def takes_part(project: Project, signed_by: str) -> bool:
    """Tell whether a signer is the proponent, a party, or signs for the project.

    One name stands in the other, in whichever language, brackets and case left out.
    """
    whole = _plain(signed_by)
    parts = [one for name in SEVERAL.split(signed_by) if (one := _bare(name))]
    own = [
        one
        for name in project.people
        for part in SEVERAL.split(name)
        if (one := _bare(part))
    ]
    return not whole or any(
        _within(one, whole) or any(_within(part, one) for part in parts) for one in own
    )


def _bare(name: str) -> str:
    """Return a name without what stands in brackets."""
    return _plain(re.sub(r"[(（][^)）]*[)）]", " ", name))


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.findall(r"\w+", folded))


def _within(name: str, other: str) -> bool:
    """Tell whether a name stands in another; Latin words count only whole."""
    if len(name) < LEAST_NAME:
        return False
    return f" {name} " in f" {other} " if name.isascii() else name in other
