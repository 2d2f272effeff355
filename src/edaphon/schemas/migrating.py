"""From the form of project.yaml of an earlier version to the one read today."""

from collections.abc import Mapping
from dataclasses import dataclass

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Text
from edaphon.schemas.documents import Document, parse_document
from edaphon.schemas.forms import STILL_READ, check_form
from edaphon.schemas.in_place import blanks_added, value_replaced

FILE = "project.yaml"

OLD, NEW = "edaphon.project/1", "edaphon.project/4"

READ = (*(f"edaphon.project/{one}" for one in STILL_READ["project"]), NEW)
"""Forms that are read as they stand."""

READ_AS_NO = ("wet_climate", "irrigated")
"""Fields of ``land`` whose absence the old form read as no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that a migration wrote, or whose silence means another thing now."""

    field: str
    """Its path, such as ``land/irrigated``."""
    why: Text


_VERSION = Text(en=f"{OLD} becomes {NEW}", zh=f"{OLD} 改为 {NEW}")
_SILENCE = Text(
    en="was left blank, which read as no; now blank means not known, and the answer "
    "that credits least is taken: answer it",
    zh="原未填写，旧格式按“否”处理；现留空表示未知，按减排量最少的情形核算，请填写",
)

_SOURCES = (
    "lime", "organic_nitrogen", "nitrogen_fixing", "amendments", "residue_burning",
    "livestock",
)  # fmt: skip
"""Sources of which a project of the old form need not have spoken."""

_LEAKAGE = ("displaced_livestock", "diverted_residues", "displaced_production")

_MEANINGS: Mapping[str, Text] = {
    "sources_absent": Text(
        en="is new. A source without records (lime, organic nitrogen, "
        "nitrogen-fixing crops, burnt residues, livestock, organic carbon "
        "brought in) counted as 0; now it is not known and nothing is "
        "credited: name each that does not exist here, with the reason",
        zh="为新增字段。无记录的排放源（石灰、有机氮、固氮作物、秸秆焚烧、牲畜"
        "、外来有机物料）原按 0 计，现视为未知，不予计入；本项目没有的，请"
        "逐项列出并写明理由",
    ),
    "sources_absent/woody_plants": Text(
        en="is new. Trees and shrubs were not asked about; now their stock is "
        "recorded in both campaigns, or it is said here that there are "
        "none; else nothing is credited",
        zh="为新增字段。原不问乔灌木，现应在两次采样中记录其碳储量，或在此说明"
        "没有；否则不予计入",
    ),
    "leakage": Text(
        en="displaced livestock, diverted residues and displaced production: "
        "0 or a blank counted as none; now an amount above 0 is stated "
        "here, or its absence with the reason under sources_absent; else "
        "nothing is credited",
        zh="牲畜转移、秸秆改变用途、生产转移三项，填 0 或留空原按没有处理；现"
        "应在此填写大于 0 的数值，没有的请在 sources_absent 说明理由，否则"
        "不予计入",
    ),
    "practice/product/carrier_carbon": Text(
        en="was left blank and taken from the certificates; now it is stated "
        "as well, or its absence under sources_absent/carrier; else "
        "nothing is credited",
        zh="原未填写，按检验单取值；现应同时填写，不含有机碳的请在 "
        "sources_absent/carrier 说明，否则不予计入",
    ),
}
"""Fields whose silence or 0 once meant nothing there, and what it means now."""


def migrated(data: bytes) -> tuple[str, tuple[Change, ...]]:
    """Return project.yaml in the newest form, and what differs.

    Parameters
    ----------
    data
        Bytes of the document.

    Returns
    -------
    tuple of str, and tuple of Change
        Last of the changes come fields that stand as they were and mean another thing
        now, such as a source without records. The same text and nothing when the
        document is of a form that is read as it stands.

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
    changed = [
        Change(field=name, why=_MEANINGS[name])
        for name in _MEANINGS
        if _is_silent(document, name)
    ]
    return text, (Change(field="v", why=_VERSION), *asked, *changed)


def _is_silent(document: Document, name: str) -> bool:
    """Tell whether a document says nothing where silence means another thing now."""
    absent = _at(document.content, "sources_absent")
    named = absent if isinstance(absent, dict) else {}
    if name == "sources_absent":
        return any(source not in named for source in _SOURCES)
    if name == "sources_absent/woody_plants":
        return "woody_plants" not in named
    if name == "leakage":
        return any(
            one not in named and _is_nothing(_at(document.content, f"leakage/{one}"))
            for one in _LEAKAGE
        )
    return "carrier" not in named and _is_nothing(
        _at(document.content, f"{name}/value")
    )


def _at(content: object, path: str) -> object:
    for step in path.split("/"):
        content = content.get(step) if isinstance(content, dict) else None
    return content


def _is_nothing(value: object) -> bool:
    """Tell a blank or a zero, however it is written, from an amount."""
    return value is None or not str(value).strip().strip("0.")


def _is_old(document: Document) -> bool:
    """Tell the old form from the newest; a document of neither is refused."""
    content = document.content
    form = content.get("v") if isinstance(content, dict) else None
    if form in READ:
        return False
    if form != OLD:
        wrong = {"", "v"}
    elif isinstance(content.get("land"), dict | None):
        return True
    else:
        wrong = {"land"}
    found = check_form(document, "project").problems
    raise EdaphonError([item for item in found if item.where.path in wrong])
