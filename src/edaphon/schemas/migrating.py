"""From the form of project.yaml of an earlier version to the one read today."""

from dataclasses import dataclass

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Text
from edaphon.schemas.documents import Document, parse_document
from edaphon.schemas.forms import check_form
from edaphon.schemas.in_place import blanks_added, value_replaced

FILE = "project.yaml"

OLD, NEW = "edaphon.project/1", "edaphon.project/2"

READ_AS_NO = ("wet_climate", "irrigated")
"""Fields of ``land`` whose absence the old form read as no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that a migration wrote."""

    field: str
    """Its path, such as ``land/irrigated``."""
    why: Text


_VERSION = Text(en=f"{OLD} becomes {NEW}", zh=f"{OLD} 改为 {NEW}")
_SILENCE = Text(
    en="was left blank, which read as no; now blank means not known, and the answer "
    "that credits least is taken: answer it",
    zh="原未填写，旧格式按“否”处理；现留空表示未知，按减排量最少的情形核算，请填写",
)


def migrated(data: bytes) -> tuple[str, tuple[Change, ...]]:
    """Return project.yaml in the newest form, and what differs.

    Parameters
    ----------
    data
        Bytes of the document.

    Returns
    -------
    tuple of str, and tuple of Change
        The same text and nothing when the document is of the newest form.

    Raises
    ------
    EdaphonError
        What keeps the document from being read as YAML, and what its published form
        says of a document that is no mapping, of an unknown ``v`` and of a ``land``
        that is no section.
    """
    document, problems = parse_document(data, FILE)
    if document is None or problems:
        raise EdaphonError(problems)
    text = data.decode("utf-8-sig")
    if not _is_old(document):
        return text, ()
    given = document.content.get("land")
    land = given if isinstance(given, dict) else {}
    text = value_replaced(text, "v", NEW)
    lacking = [name for name in READ_AS_NO if name not in land]
    if lacking and "land" in document.content:  # without a section there is no line
        text = blanks_added(text, "land", lacking)
    blank = [name for name in READ_AS_NO if land.get(name) is None]
    asked = [Change(field=f"land/{name}", why=_SILENCE) for name in blank]
    return text, (Change(field="v", why=_VERSION), *asked)


def _is_old(document: Document) -> bool:
    """Tell the old form from the newest; a document of neither is refused."""
    content = document.content
    form = content.get("v") if isinstance(content, dict) else None
    if form == NEW:
        return False
    if form != OLD:
        wrong = {"", "v"}
    elif isinstance(content.get("land"), dict | None):
        return True
    else:
        wrong = {"land"}
    found = check_form(document, "project").problems
    raise EdaphonError([item for item in found if item.where.path in wrong])
