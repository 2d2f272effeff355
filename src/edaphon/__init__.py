"""Edaphon: microbial carbon accounts that anyone can replay."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edaphon.accounting import ProjectFolder

__version__ = "0.3.0"


def open(folder: str | Path) -> "ProjectFolder":  # noqa: A001 - reads well as edaphon.open
    """Open a project folder.

    Parameters
    ----------
    folder
        Folder with ``project.yaml``.

    Returns
    -------
    ProjectFolder
        ``.evidence`` and ``.account(method_id)``.
    """
    from edaphon.accounting import ProjectFolder  # noqa: PLC0415 - slow to load

    return ProjectFolder(Path(folder))
