"""Collect, merge and compile the interface texts of every room.

English stands in the code; Chinese in
``src/edaphon/<room>/locale/zh/LC_MESSAGES/<room>.po``.  Texts that several
people write for one room may come as parts, ``locale/zh/parts/*.po``, which
win over the merged file.  ``--check`` writes nothing and says what is stale.
"""

import argparse
import ast
import io
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ROOT / "src" / "edaphon"

FUNCTIONS = frozenset({"_", "gettext", "marked", "text"})
"""Plain calls whose literal argument is an interface text."""

METHODS = frozenset({"_", "gettext"})
"""The same as attributes: ``self._("...")``."""

TEMPLATES = frozenset({".html", ".j2", ".jinja", ".typ"})
"""Endings of Jinja templates, where ``{{ _("...") }}`` marks a text."""

UNWANTED = (
    "POT-Creation-Date", "PO-Revision-Date", "Generated-By",
    "Report-Msgid-Bugs-To", "Last-Translator", "Language-Team",
)  # fmt: skip
"""Header fields of a po file that change by themselves or name a person."""

MO_HEADER = """Content-Type: text/plain; charset=UTF-8
Language: zh
Plural-Forms: nplurals=1; plural=0;
"""
"""Head of a compiled file, as Python's gettext reads it."""

HEADER = "Interface texts of Edaphon, {room} room, Chinese."


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One English text and the file that holds it."""

    file: str
    english: str


def texts_of_module(source: str, file: str) -> Iterator[Text]:
    """Yield the interface texts of one Python module, in order of appearance."""
    tree = ast.parse(source)
    translators = FUNCTIONS | _names_of_translators(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _translates(node.func, translators):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Text(file, first.value)


def _names_of_translators(tree: ast.AST) -> set[str]:
    """Return the names to which a module binds ``translator(...)``."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _makes_translator(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _makes_translator(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "translator"
    )


def _translates(function: ast.expr, names: set[str] | frozenset[str]) -> bool:
    """Return whether a call of this expression marks its argument as a text."""
    if isinstance(function, ast.Name):
        return function.id in names
    if isinstance(function, ast.Attribute):
        return function.attr in METHODS
    return _makes_translator(function)


def texts_of_template(source: str, file: str) -> Iterator[Text]:
    """Yield the interface texts of one Jinja template."""
    reader = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for _line, _function, message in reader.extract_translations(source):  # type: ignore[attr-defined]
        if isinstance(message, str):
            yield Text(file, message)


def texts_of_room(room: Path) -> list[Text]:
    """Return every interface text of one room, by file."""
    found: set[Text] = set()
    for path in sorted(room.rglob("*")):
        file = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py":
            found.update(texts_of_module(path.read_text("utf-8"), file))
        elif path.suffix in TEMPLATES:
            found.update(texts_of_template(path.read_text("utf-8"), file))
    return sorted(found)


def rooms() -> list[Path]:
    """Return the rooms that hold code, in alphabetical order."""
    return sorted(path.parent for path in ROOMS.glob("*/__init__.py"))


def po_path(room: Path) -> Path:
    """Return where the Chinese texts of a room stand."""
    return room / "locale" / "zh" / "LC_MESSAGES" / f"{room.name}.po"


def read_catalog(path: Path) -> Catalog:
    """Return a po file, or an empty catalogue when there is none."""
    if not path.is_file():
        return Catalog(locale="zh")
    with path.open("rb") as file:
        return read_po(file, locale="zh", abort_invalid=True)


def translations(room: Path) -> dict[str, str]:
    """Return English to Chinese as written so far; parts win over the merged file."""
    known: dict[str, str] = {}
    parts = sorted((room / "locale" / "zh" / "parts").glob("*.po"))
    for path in (po_path(room), *parts):
        for message in read_catalog(path):
            if message.id and message.string:
                known[str(message.id)] = str(message.string)
    return known


def merged(room: Path) -> Catalog:
    """Return the room's catalogue: every text of the code, with what is translated."""
    known = translations(room)
    catalog = Catalog(
        locale="zh",
        project="Edaphon",
        version="1",
        header_comment=f"# {HEADER.format(room=room.name)}",
        fuzzy=False,
    )
    for text in texts_of_room(room):
        chinese = known.get(text.english, "")
        catalog.add(text.english, chinese, locations=[(text.file, 0)])
    return catalog


def po_bytes(catalog: Catalog, *, sorted_by_text: bool = True) -> bytes:
    """Return a catalogue as a po file without dates and people, stable between runs."""
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=88, include_lineno=False, sort_output=sorted_by_text
    )
    lines = buffer.getvalue().splitlines(keepends=True)
    kept = [line for line in lines if not _is_unwanted(line)]
    return b"".join(kept)


def _is_unwanted(line: bytes) -> bool:
    return line.startswith(tuple(f'"{header}'.encode() for header in UNWANTED))


def mo_bytes(catalog: Catalog) -> bytes:
    """Return the compiled form of a catalogue, the same bytes on every machine.

    The layout is that of the GNU gettext manual, section "The Format of GNU MO
    Files", without the optional hash table. Babel's own writer adds the time.
    """
    pairs = [(b"", MO_HEADER.encode()), *map(_pair, filter(_is_translated, catalog))]
    pairs.sort()
    first = 28 + 16 * len(pairs)
    places: list[int] = []
    strings = b""
    for column in (0, 1):
        for pair in pairs:
            places += [len(pair[column]), first + len(strings)]
            strings += pair[column] + b"\0"
    head = (0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, first)
    return struct.pack(f"<7I{len(places)}I", *head, *places) + strings


def _is_translated(message: Message) -> bool:
    return bool(message.id and message.string)


def _pair(message: Message) -> tuple[bytes, bytes]:
    """Return a text and its translation as an mo file holds them, plurals joined."""
    english, chinese = (
        "\0".join([value] if isinstance(value, str) else value or ())
        for value in (message.id, message.string)
    )
    return english.encode(), chinese.encode()


def wanted_files(room: Path) -> dict[Path, bytes]:
    """Return the files that a room's texts should have, none without texts.

    A po file beside the room's own, such as that of click's words, is only compiled.
    """
    path = po_path(room)
    wanted = {
        other.with_suffix(".mo"): mo_bytes(read_catalog(other))
        for other in sorted(path.parent.glob("*.po"))
        if other != path
    }
    catalog = merged(room)
    if len(catalog):
        wanted[path] = po_bytes(catalog)
        wanted[path.with_suffix(".mo")] = mo_bytes(catalog)
    return wanted


def stale_files(room: Path) -> list[Path]:
    """Return the files of a room that ``make messages`` would change."""
    return [
        path
        for path, content in wanted_files(room).items()
        if not path.is_file() or path.read_bytes() != content
    ]


def unused(room: Path) -> list[str]:
    """Return the texts that are translated but no longer stand in the code."""
    texts = {text.english for text in texts_of_room(room)}
    return sorted(set(translations(room)) - texts)


def untranslated(room: Path) -> list[str]:
    """Return the English texts of a room that have no Chinese."""
    return [str(message.id) for message in merged(room) if not message.string]


def update(room: Path) -> None:
    """Write a room's po and mo file."""
    for path, content in wanted_files(room).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def main() -> None:
    """Update the chosen rooms, or only check them; name what lacks Chinese."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("rooms", nargs="*", help="rooms, all when none is named")
    call = parser.parse_args()
    chosen = [room for room in rooms() if not call.rooms or room.name in call.rooms]
    complaints: list[str] = []
    for room in chosen:
        complaints += [f"{room.name}: not in the code: {text}" for text in unused(room)]
        if call.check:
            stale = stale_files(room)
            complaints += [f"stale: {path.relative_to(ROOT)}" for path in stale]
        else:
            update(room)
        complaints += [
            f"{room.name}: no Chinese: {text}" for text in untranslated(room)
        ]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
