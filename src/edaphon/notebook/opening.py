"""What a path is: a project folder, or a bundle."""

from pathlib import Path

from edaphon.notebook.project import Project
from edaphon.notebook.sealed import Sealed
from edaphon.notebook.words import language_of

MANIFEST = "manifest.json"
"""What a folder holds that is a bundle."""


def opened(path: str | Path, lang: str = "") -> Project | Sealed:
    """Open a project folder, or a bundle.

    Parameters
    ----------
    path
        Folder with ``project.yaml``; or a bundle, a zip or its folder.
    lang
        ``en`` or ``zh``; that of the command line where none is named.

    Raises
    ------
    EdaphonError
        Where a file is no bundle. A folder is read when it is first asked.
    """
    place, language = Path(path), language_of(lang)
    is_zip = place.is_file() or (place.suffix == ".zip" and not place.is_dir())
    if is_zip or (place / MANIFEST).is_file():
        return Sealed(place, language)
    return Project(place, language)
