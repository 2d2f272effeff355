"""The report as PDF/A-2b, set by Typst with fonts from a wheel: same bytes always."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import resources, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.reporting.layout.blocks import (
    Block,
    Callout,
    Cards,
    Cell,
    Chapter,
    Chart,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Signatures,
    Table,
)

if TYPE_CHECKING:
    import typst

STANDARD: Literal["a-2b"] = "a-2b"

FONT_PACKAGE = "manimgx_fonts_cjk"

Record = dict[str, Any]

BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a word may go on in the next line."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A date, which is never parted."""

EIGHT_FIGURES = re.compile("([0-9a-f]{8})")


def paper(document: Document) -> bytes:
    """Return a document as PDF/A-2b.

    Parameters
    ----------
    document
        One report in one language.

    Returns
    -------
    bytes
        Equal for equal documents: date and identity come from the document.

    Raises
    ------
    EdaphonError
        ``REPORT_TYPESET`` when a text holds a character that no font has,
        ``REPORT_FONTS`` when typesetter or fonts are not installed.
    """
    return typeset("report.typ", record(document), document.date)


def typeset(template: str, content: Mapping[str, Any], day: str) -> bytes:
    """Return plain data set by a template of this room, as PDF/A-2b.

    Parameters
    ----------
    template
        File of ``templates``; it reads the data from ``sys.inputs.report``.
    content
        Plain data; nothing in it is read as markup.
    day
        ISO date of the paper.

    Raises
    ------
    EdaphonError
        As `paper`.
    """
    typst = _typesetter()
    made = datetime.fromisoformat(f"{day}T00:00:00+00:00").astimezone(UTC)
    try:
        result = typst.Compiler(
            _template(template),
            font_paths=_fonts(),
            sys_inputs={"report": json.dumps(content, ensure_ascii=False)},
        ).compile(
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=int(made.timestamp()),
        )
    except typst.TypstError as refusal:
        facts = {"found": str(refusal)}
        raise EdaphonError(Problem(code="REPORT_TYPESET", facts=facts)) from refusal
    return _whole(result)


def _whole(result: object) -> bytes:
    """Return the one file that the typesetter made."""
    return result if isinstance(result, bytes) else b""


def _typesetter() -> Any:  # noqa: ANN401 - a module, imported late
    """Return the typesetter's package, imported only when a page is set."""
    try:
        import typst  # noqa: PLC0415 - slow import
    except ImportError as error:
        raise _not_installed("typst") from error
    return typst


def _not_installed(package: str) -> EdaphonError:
    return EdaphonError(Problem(code="REPORT_FONTS", facts={"package": package}))


@cache
def _template(name: str) -> bytes:
    folder = resources.files("edaphon.reporting").joinpath("templates")
    return folder.joinpath(name).read_bytes()


@cache
def _fonts() -> "typst.Fonts":
    """Return the fonts of the wheel, found without importing their package."""
    found = util.find_spec(FONT_PACKAGE)
    if found is None or not found.origin:
        raise _not_installed(FONT_PACKAGE)
    folder = str(Path(found.origin).parent)
    fonts: typst.Fonts = _typesetter().Fonts(
        include_system_fonts=False, font_paths=[folder]
    )
    return fonts


def record(document: Document) -> Record:
    """Return a document as plain data for the typesetter; it escapes nothing itself."""
    return {
        "language": document.language,
        "title": document.title,
        "kind": document.kind,
        "subtitle": document.subtitle,
        "facts": [[name, _cell(Cell(told))] for name, told in document.facts],
        "banner": list(document.banner),
        "footer": document.footer,
        "author": document.author,
        "date": [int(part) for part in document.date.split("-")],
        "words": document.words,
        "front": [_chapter(item) for item in document.front],
        "chapters": [_chapter(item) for item in document.chapters],
        "anchors": _anchors(document),
    }


def _anchors(document: Document) -> list[str]:
    """Return every anchor that exists, so that no link leads nowhere."""
    found: dict[str, None] = {}
    for chapter in (*document.front, *document.chapters):
        found[chapter.id] = None
        for block in chapter.blocks:
            for name in _ids(block):
                found[name] = None
    return list(found)


def _ids(block: Block) -> list[str]:
    if isinstance(block, Heading | Chart):
        return [block.id]
    if isinstance(block, Table):
        cells = [cell.id for cells in block.rows for cell in cells if cell.id]
        return [block.id, *cells]
    return []


def _chapter(chapter: Chapter) -> Record:
    return {
        "id": chapter.id,
        "title": chapter.title,
        "number": chapter.number,
        "blocks": [_block(item) for item in chapter.blocks],
    }


def _block(block: Block) -> Record:
    kind = type(block).__name__.lower()
    return {"kind": kind, **_PARTS[type(block)](block)}


def _cell(cell: Cell) -> Record:
    return {
        **words(cell.text),
        "href": cell.href,
        "id": cell.id,
        "links": [[words(word), target] for word, target in cell.links],
    }


def words(text: str) -> Record:
    """Return a text with the places where a long word may break, and its look.

    Examples
    --------
    >>> words("2026-05-04")["look"], words("a_b")["text"] == "a_\u200bb"
    ('day', True)
    """
    if text.startswith("sha256:"):
        return {"text": _soft(text), "look": "digest"}
    if DAY.fullmatch(text):
        return {"text": text, "look": "day"}
    if "sha256:" in text:
        return {"text": _soft(text), "look": ""}
    return {"text": _breakable(text), "look": ""}


def _soft(text: str) -> str:
    """Let a digest break after every eight figures."""
    return _breakable(EIGHT_FIGURES.sub(rf"\1{BREAK}", text))


def _breakable(text: str) -> str:
    return text.replace("/", f"/{BREAK}").replace("_", f"_{BREAK}")


def _table(block: Table) -> Record:
    return {
        "id": block.id,
        "number": block.number,
        "caption": block.caption,
        "columns": [
            {"head": item.head, "align": item.align, "width": item.width}
            for item in block.columns
        ],
        "rows": [[_cell(item) for item in cells] for cells in block.rows],
        "foot": [_cell(item) for item in block.foot],
        "note": block.note,
        "small": block.is_small,
    }


def _chart(block: Chart) -> Record:
    return {
        "id": block.id,
        "number": block.number,
        "caption": block.caption,
        "svg": block.drawing.paper(),
        "note": block.note,
    }


def _callout(block: Callout) -> Record:
    return {
        "look": block.kind,
        "title": block.title,
        "texts": list(block.texts),
        "pairs": [list(item) for item in block.pairs],
        "heads": list(block.heads),
    }


def _cards(block: Cards) -> Record:
    return {
        "cards": [
            {"label": item.label, "value": item.value.text, "unit": item.unit,
             "note": item.note, "look": item.look}
            for item in block.cards
        ]
    }  # fmt: skip


_PARTS: Mapping[type, Any] = {
    Table: _table,
    Chart: _chart,
    Callout: _callout,
    Cards: _cards,
    Facts: lambda block: {"rows": [[name, _cell(cell)] for name, cell in block.rows]},
    Paragraph: lambda block: {"text": block.text, "look": block.kind},
    Items: lambda block: {"texts": list(block.texts)},
    Heading: lambda block: {"id": block.id, "text": block.text, "number": block.number},
    Signatures: lambda block: {"blocks": [list(lines) for lines in block.blocks]},
}
