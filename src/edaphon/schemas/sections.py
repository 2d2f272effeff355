"""Sections of project.yaml: which entry under ``files`` a sheet was read by."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import UNSET

from edaphon.schemas.models.project import File

Sheet = tuple[str, str]
"""File and sheet as observations name them; a file without sheets has ""."""


def sections_of(files: Iterable[File], path: str, sheet: str) -> list[File]:
    """Return the entries by which one sheet of a file was read.

    Parameters
    ----------
    files
        Entries under ``files`` of project.yaml.
    path, sheet
        File and sheet as observations name them.

    Returns
    -------
    list of File
        Those that name the sheet, else those of the file that name none: such an
        entry reads the only sheet there is.
    """
    of_file = [item for item in files if item.path == path]
    named = [item for item in of_file if item.sheet == sheet]
    return named or [item for item in of_file if item.sheet is UNSET]


def sheets_about(
    files: Sequence[File], sheets: Iterable[Sheet], kinds: Collection[str]
) -> list[Sheet]:
    """Return those of some sheets whose sections are all about some kinds.

    A workbook holds sheets of several kinds: one sheet of a logger makes no logger of
    the others.
    """
    found = []
    for path, sheet in sheets:
        sections = sections_of(files, path, sheet)
        if sections and all(item.about in kinds for item in sections):
            found.append((path, sheet))
    return found
