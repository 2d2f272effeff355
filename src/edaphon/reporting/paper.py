"""The report as PDF/A-3a, set by Typst with fonts from a wheel: same bytes always."""

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
    Steps,
    Table,
)
from edaphon.reporting.symbols import runs
from edaphon.reporting.unset import told_of

if TYPE_CHECKING:
    import typst

STANDARDS: tuple[Literal["a-3a", "ua-1"], ...] = ("a-3a", "ua-1")
"""Archival with the record inside, and readable by ear: order, language, drawings."""

FONT_PACKAGE = "manimgx_fonts_cjk"

Record = dict[str, Any]

BREAKS = re.compile("(?<=[/_])")
"""Where a word may go on in the next line."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A date, which is never parted."""

LEAST_FOLDED = 12
"""Rows up to which a narrow table is set in one part."""

EIGHT_FIGURES = re.compile("([0-9a-f]{8})")


def paper(document: Document, attached: str = "") -> bytes:
    """Return a document as PDF/A-3a and PDF/UA-1.

    Parameters
    ----------
    document
        One report in one language.
    attached
        ``report.json``, to lie within the file; none when empty.

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
    content = {**record(document), "attached": attached or None}
    return typeset("report.typ", content, document.date)


def typeset(template: str, content: Mapping[str, Any], day: str) -> bytes:
    """Return plain data set by a template of this room, as PDF/A-3a and PDF/UA-1.

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
            pdf_standards=list(STANDARDS),
            timestamp=int(made.timestamp()),
        )
    except typst.TypstError as refusal:
        facts = {"found": told_of(str(refusal), content)}
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
        "cover": [_block(item) for item in document.cover],
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
    for block in document.cover:
        found.update(dict.fromkeys(_ids(block)))
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
        "annex": chapter.is_annex,
        "blocks": [
            _block(item) for item in chapter.blocks if not isinstance(item, Steps)
        ],
    }


def _block(block: Block) -> Record:
    kind = type(block).__name__.lower()
    return {"kind": kind, **_PARTS[type(block)](block)}


def _cell(cell: Cell) -> Record:
    return {
        **words(cell.text, cell.look),
        "href": cell.href,
        "id": cell.id,
        "links": [[words(word, cell.look), target] for word, target in cell.links],
    }


def words(text: str, look: str = "") -> Record:
    """Return a text in parts, between which a line may end, and its look.

    Nothing stands between the parts, so that what is copied from the paper is the
    text itself. Parts of a symbol say whether they are an index.

    Examples
    --------
    >>> words("2026-05-04")["look"], words("a_b")["parts"]
    ('day', ['a_', 'b'])
    """
    if look == "symbol":
        return {"parts": [list(part) for part in runs(text)], "look": look}
    if text.startswith("sha256:"):
        return {"parts": _digest(text), "look": "digest"}
    if DAY.fullmatch(text):
        return {"parts": [text], "look": "day"}
    return {"parts": _digest(text) if "sha256:" in text else _parts(text), "look": ""}


def _digest(text: str) -> list[str]:
    """Let a digest break after every eight figures."""
    eight = [part for part in EIGHT_FIGURES.split(text) if part]
    return [piece for part in eight for piece in _parts(part)]


def _parts(text: str) -> list[str]:
    """Let a long word break after a slash or an underscore."""
    return [part for part in BREAKS.split(text) if part] or [""]


def _table(block: Table) -> Record:
    return {
        "id": block.id,
        "number": block.number,
        "caption": block.caption,
        "columns": [
            {"head": words(item.head), "align": item.align, "width": item.width}
            for item in block.columns
        ],
        "rows": [[_cell(item) for item in cells] for cells in block.rows],
        "foot": [_cell(item) for item in block.foot],
        "note": block.note,
        "small": block.is_small,
        "fold": block.fold if len(block.rows) > LEAST_FOLDED else 1,
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
             "note": item.note, "look": item.look, "href": item.value.href}
            for item in block.cards
        ]
    }  # fmt: skip


_PARTS: Mapping[type, Any] = {
    Table: _table,
    Chart: _chart,
    Callout: _callout,
    Cards: _cards,
    Facts: lambda block: {
        "rows": [[name, _cell(cell)] for name, cell in block.rows],
        "form": block.is_form,
    },
    Paragraph: lambda block: {"text": block.text, "look": block.kind},
    Items: lambda block: {"texts": list(block.texts)},
    Heading: lambda block: {"id": block.id, "text": block.text, "number": block.number},
    Signatures: lambda block: {"blocks": [list(lines) for lines in block.blocks]},
}
