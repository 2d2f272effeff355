"""Whether a file is a paper of its own: under papers/, and showing nothing else."""

from pathlib import PurePosixPath
from typing import Literal

from edaphon.evidence import Project
from edaphon.kernel.digests import file_digest

PAPERS = "papers"
"""Folder of a project that holds signed papers."""

Fault = Literal["", "not_a_paper", "serves_elsewhere"]


def paper_fault(project: Project, path: str, place: tuple[str, ...]) -> Fault:
    """Tell of a file that is no signed paper, or that shows something else.

    Parameters
    ----------
    project
        Project document, read.
    path
        The file, as the document names it.
    place
        Where the document names it; files named elsewhere are others.
    """
    folders = PurePosixPath(path).parts[:-1]
    if not folders or folders[0].casefold() != PAPERS:
        return "not_a_paper"
    others = {
        other for where, other in project.named_places if where[: len(place)] != place
    }
    paper = project.folder / path
    held = {(project.folder / other).resolve() for other in others}
    elsewhere = file_digest(paper) in {
        file_digest(project.folder / other) for other in others
    }
    return "serves_elsewhere" if elsewhere or paper.resolve() in held else ""
