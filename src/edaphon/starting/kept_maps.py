"""What is known already of how a file is read, for whoever maps it again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Language
from edaphon.monitoring import LIMIT, SETTINGS
from edaphon.starting.file_questions import SKIP
from edaphon.starting.files import Told, told_of
from edaphon.starting.state import Entry, state_of

BEGINS = {"detection_limit": LIMIT, "pattern": "pattern:", "also": "also:", "basis": ""}
"""How the answer begins that gives a field of a column."""

WHEN, SIDE = "when:", "side:"
"""Answers of a start that hold for all rows of a file: campaign, and role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMap:
    """What project.yaml or the answers of a start say of a file."""

    told: Told = field(default_factory=Told)
    columns: Mapping[str, Entry] = field(default_factory=dict)
    """Columns of the entry of project.yaml by their headers."""
    constants: frozenset[str] = frozenset()
    """Places that hold for all rows of the file."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything of the file yet."""
        return not (self.told.settings or self.told.columns or self.told.words)


def kept_map(
    folder: Path, answers: Mapping[str, str], place: tuple[str, str], language: Language
) -> KeptMap:
    """Return what was said of a file: in project.yaml, else in the answers of a start.

    Parameters
    ----------
    folder
        Folder of the project.
    answers
        Those that a start has kept.
    place
        Path of the file inside the folder, and the sheet; empty for any.
    language
        Language of the call.
    """
    try:
        state = state_of(folder, answers, language)
    except EdaphonError:  # told by whoever reads the document for itself
        return KeptMap()
    path, sheet = place
    for entry in state.mapped:
        if entry["path"] == path and sheet in ("", str(entry.get("sheet", ""))):
            return _of_entry(entry)
    key = f"{path}#{sheet}" if sheet and f"{path}#{sheet}" in state.tables else path
    held = {
        name
        for name, begins in (("campaign", WHEN), ("role", SIDE))
        if answers.get(f"{begins}{path}#{sheet}")
    }
    return KeptMap(told=told_of(state, key), constants=frozenset(held))


def _of_entry(entry: Entry) -> KeptMap:
    settings = {name: entry[name] for name in SETTINGS if entry.get(name)}
    columns = {str(name): held for name, held in entry["columns"].items()}
    told = Told(
        settings=settings,
        columns=[
            (header, answer)
            for header, column in columns.items()
            for answer in _column(column)
        ],
        words=[
            word
            for header, column in columns.items()
            for word in _words(header, column)
        ],
    )
    constants = frozenset(map(str, entry.get("constants") or ()))
    return KeptMap(told=told, columns=columns, constants=constants)


def _column(column: Entry) -> Iterator[str]:
    unit = f":{column['unit']}" if column.get("unit") else ""
    yield f"{column['is']}{unit}"
    for name, begins in BEGINS.items():
        if column.get(name):
            yield f"{begins}{column[name]}"


def _words(header: str, column: Entry) -> Iterator[tuple[str, str, str]]:
    for word, meaning in (column.get("values") or {}).items():
        yield header, str(word), str(meaning)
    if column.get("others") == SKIP:
        yield header, "*", SKIP
