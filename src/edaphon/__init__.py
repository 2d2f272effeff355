"""Edaphon: microbial carbon accounts that anyone can replay."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edaphon.notebook import Project, Sealed, Verdict

__version__ = "0.6.0"


def open(path: str | Path, *, lang: str = "") -> "Project | Sealed":  # noqa: A001 - reads well as edaphon.open
    """Open a project folder, or a bundle, to look at it from Python.

    Parameters
    ----------
    path
        Folder with ``project.yaml``; or a bundle, a zip or its folder.
    lang
        ``en`` or ``zh``; that of the command line where none is named.

    Returns
    -------
    Project or Sealed
        Both give ``.observations``, ``.methods``, ``.account(method)`` and ``.plots``;
        a project ``.problems`` and ``.evidence`` too, a bundle ``.replay()``.
    """
    from edaphon.notebook import opened  # noqa: PLC0415 - slow to load

    return opened(path, lang)


def replay(
    path: str | Path,
    *,
    reports: bool = True,
    required: Collection[int] = (),
    earlier: Sequence[str | Path] = (),
    lang: str = "",
) -> "Verdict":
    """Run the list of checks over a bundle, without network or database.

    Parameters
    ----------
    path
        Zip file or folder of a bundle; it may be anybody's.
    reports, required, earlier, lang
        As `edaphon.notebook.replay`.

    Returns
    -------
    Verdict
        ``.exit_code`` as ``edaphon replay`` ends, ``.findings``, ``.checks``.

    Raises
    ------
    EdaphonError
        ``BUNDLE_NOT_ONE`` where the path is no bundle at all.
    """
    from edaphon.notebook import replay as run  # noqa: PLC0415 - slow to load

    return run(path, reports=reports, required=required, earlier=earlier, lang=lang)
