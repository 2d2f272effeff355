"""Bringing a project document to the form that this version reads."""

from dataclasses import dataclass
from pathlib import Path

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import write_atomically
from edaphon.schemas.migrating import Change, migrated

FILE, KEPT = "project.yaml", "project.v1.yaml"
"""The document, and the old one beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """What a migration changed, or would change."""

    changes: tuple[Change, ...]
    """Empty when the document is of the newest form."""
    kept: Path
    """Where the old document lies."""


def migrate(folder: Path, *, write: bool = True) -> Migration:
    """Rewrite project.yaml in the newest form; all other lines stay as they are.

    Parameters
    ----------
    folder
        Project folder.
    write
        False to only say what would change.

    Raises
    ------
    EdaphonError
        ``DOCUMENT_MISSING``, all that `migrated` refuses, ``FILE_EXISTS`` when
        another old document is kept already, and the other codes of
        `write_atomically`.
    """
    path, kept = folder / FILE, folder / KEPT
    try:
        data = path.read_bytes()
    except OSError:
        problem = Problem(code="DOCUMENT_MISSING", where=Where(file=FILE))
        raise EdaphonError(problem) from None
    text, changes = migrated(data)
    if changes and write:
        if not _holds(kept, data):  # else a migration ended between its two writes
            write_atomically(kept, data, replace=False)
        write_atomically(path, text.encode())
    return Migration(changes=changes, kept=kept)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data
