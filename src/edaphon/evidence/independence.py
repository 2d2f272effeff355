"""Whether a signed word is that of somebody who has no part in the project.

One rule for whoever speaks for a project from outside it: a witness of a lost sample,
a laboratory that analysed again.
"""

import re
import unicodedata
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Literal

from edaphon.evidence.project import Project
from edaphon.kernel.digests import file_digest

Fault = Literal[
    "",
    "absent",
    "no_paper",
    "own_party",
    "too_early",
    "too_late",
    "not_a_paper",
    "serves_elsewhere",
]
"""What stands against a word, empty for nothing: there is none; it names no paper; who
signed is not named or takes part in the project; signed before or too long after what
it speaks of; its file is not among the papers, or shows something else too."""

PAPERS = "papers"
"""Folder of a project that holds signed papers."""

SEVERAL = re.compile(r"[|｜;；]")
"""What stands between the names of one signer in several languages."""

LEAST_NAME = 2
"""Signs that a name needs before it can be found within another."""

Place = tuple[str | int, ...]


def word_fault(
    project: Project, place: Place, *, since: date, until: date | None = None
) -> Fault:
    """Return what stands against a signed word as that of an independent party.

    Parameters
    ----------
    project
        Project document, read.
    place
        Place of the statement, such as ``("sampling", "missing", 0, "witness")``.
    since
        First day of what it speaks of.
    until
        Last day on which it is signed; None where any later day will do.
    """
    word = project.word(*place)
    if word is None:
        return "absent"
    if not word.file:
        return "no_paper"
    if takes_part(project, word.signed_by):
        return "own_party"
    if word.signed_on < since.isoformat():
        return "too_early"
    if until is not None and word.signed_on > until.isoformat():
        return "too_late"
    return paper_fault(project, place, word.file)


def reanalysis_fault(project: Project, at: int = -1) -> Fault:
    """Return what stands against the re-analysis of a campaign, the last one."""
    campaigns = project.campaigns
    at = at % len(campaigns)
    place = ("campaigns", at, "reanalysis")
    return word_fault(project, place, since=campaigns[at].start)


def paper_fault(project: Project, place: Place, path: str) -> Fault:
    """Tell of a file that is no signed paper, or that shows something else.

    Files are compared by what they hold: a copy under another name is no other paper.
    A paper of the co-effects shows something else.
    """
    folders = PurePosixPath(path).parts[:-1]
    if not folders or folders[0].casefold() != PAPERS:
        return "not_a_paper"
    paper = project.folder / path
    named = [
        other for where, other in project.named_places if _kind(where) != _kind(place)
    ]
    others = {project.folder / other for other in (*named, *project.coeffects.files)}
    return "serves_elsewhere" if _is_among(paper, others) else ""


def _is_among(paper: Path, others: set[Path]) -> bool:
    if paper.resolve() in {other.resolve() for other in others}:
        return True
    held = {file_digest(other) for other in others if other.is_file()}
    return paper.is_file() and file_digest(paper) in held


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
