"""Files that are no tables, whatever their name says: told by their first bytes."""

from collections.abc import Collection, Mapping

from edaphon.kernel.language import Text

_PICTURE = Text(en="a picture", zh="图片")
_ARCHIVE = Text(en="an archive of files", zh="压缩包")
_OPEN = Text(en="an OpenDocument file", zh="OpenDocument 文件")

_MARKS: Mapping[bytes, Text] = {
    b"%PDF-": Text(en="a PDF", zh="PDF 文件"),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\x00": _PICTURE,
    b"MM\x00*": _PICTURE,
    b"Rar!": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"\x1f\x8b": _ARCHIVE,
    b"{\\rtf": Text(en="a text document (RTF)", zh="RTF 文档"),
}
"""First bytes of a file, and what it is."""

_MEMBERS: Mapping[str, Text] = {
    "word/document.xml": Text(en="a Word document", zh="Word 文档"),
    "ppt/presentation.xml": Text(en="a PowerPoint file", zh="PowerPoint 文件"),
    "content.xml": _OPEN,
}
"""Member of a zip by which its kind is known."""


def kind_of_bytes(data: bytes) -> Text | None:
    """Return what a file is whose first bytes are no table; None for any other.

    Examples
    --------
    >>> kind_of_bytes(b"%PDF-1.7")["en"], kind_of_bytes(b"point,soc")
    ('a PDF', None)
    """
    return next((kind for mark, kind in _MARKS.items() if data.startswith(mark)), None)


def kind_of_zip(members: Collection[str]) -> Text | None:
    """Return what a zip is that holds no workbook; None for a workbook."""
    names = set(members)
    known = next((kind for name, kind in _MEMBERS.items() if name in names), None)
    is_office = "[Content_Types].xml" in names or "_rels/.rels" in names
    return known or (None if is_office else _ARCHIVE)
