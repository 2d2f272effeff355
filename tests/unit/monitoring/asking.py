"""Asking a project folder what stops its reading, and all that it tells."""

from collections.abc import Sequence
from pathlib import Path

from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError, Problem
from tests.synthetic_project import SyntheticProject


def asked(project: SyntheticProject, folder: Path) -> list[Problem]:
    """Return the errors and questions that stop the reading; none where none does."""
    try:
        gather(project.write(folder))
    except EdaphonError as error:
        return list(error.problems)
    return []


def told(project: SyntheticProject, folder: Path) -> Sequence[Problem]:
    """Return what stops the reading, or else everything that was told."""
    try:
        return gather(project.write(folder))[1]
    except EdaphonError as error:
        return error.problems
