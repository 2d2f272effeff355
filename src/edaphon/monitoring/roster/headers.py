"""Headers of a roster, in English and Chinese, and headers that must not be in it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction

from edaphon.kernel.units import MU_PER_HECTARE

MEMBER, PARCEL, STRATUM, AREA, JOINED, LEFT = (
    "member", "parcel", "stratum", "area", "joined", "left",
)  # fmt: skip
NEEDED = (MEMBER, PARCEL, STRATUM, AREA, JOINED, LEFT)
"""What every row says."""

HECTARE, MU = Fraction(1), Fraction(1, MU_PER_HECTARE)
"""Hectares in one unit of area."""

WORDS: Mapping[str, str] = {
    "member": MEMBER, "member code": MEMBER, "member id": MEMBER, "household": MEMBER,
    "成员": MEMBER, "成员编号": MEMBER, "成员代码": MEMBER, "户号": MEMBER,
    "户编号": MEMBER, "农户编号": MEMBER,
    "parcel": PARCEL, "parcel code": PARCEL, "parcel id": PARCEL, "plot": PARCEL,
    "地块": PARCEL, "地块编号": PARCEL, "地块号": PARCEL, "田块编号": PARCEL,
    "stratum": STRATUM, "碳层": STRATUM, "碳层编号": STRATUM, "分层": STRATUM,
    "area": AREA, "面积": AREA, "地块面积": AREA, "种植面积": AREA, "亩数": AREA,
    "joined": JOINED, "joined on": JOINED, "date joined": JOINED,
    "加入日期": JOINED, "加入时间": JOINED, "入社日期": JOINED,
    "left": LEFT, "left on": LEFT, "date left": LEFT,
    "退出日期": LEFT, "退出时间": LEFT, "离社日期": LEFT,
}  # fmt: skip
"""What a header means, without its unit."""

UNITS: Mapping[str, Fraction] = {
    "ha": HECTARE, "hm2": HECTARE, "hm²": HECTARE, "公顷": HECTARE,
    "mu": MU, "亩": MU, "市亩": MU,
}  # fmt: skip

PRIVATE = re.compile(
    r"name|phone|mobile|telephone|e-?mail|address|bank|passport|identity|id ?card"
    r"|姓名|户主|电话|手机|联系|住址|地址|身份证|证件|银行|账号|卡号"
)
"""What tells who a person is; a roster goes into the bundle for everybody to read."""

_UNIT = re.compile(r"^(?P<word>.*?)[ (\[/_]+(?P<unit>[^\s()\[\]/_]+)[)\]]?$")


def meaning(header: str) -> tuple[str, Fraction | None]:
    """Return what a header means, and hectares in its unit where it names one.

    Examples
    --------
    >>> meaning("面积（亩）")
    ('area', Fraction(1, 15))
    >>> meaning("area_ha")
    ('area', Fraction(1, 1))
    >>> meaning("Member code")
    ('member', None)
    >>> meaning("crop")
    ('', None)
    """
    plain = unicodedata.normalize("NFKC", header).strip().lower()
    if plain == "亩数":
        return AREA, MU
    word = WORDS.get(plain.replace("_", " "), "")
    if word:
        return word, None
    found = _UNIT.match(plain)
    if found and found["unit"] in UNITS:
        return WORDS.get(found["word"].strip().replace("_", " "), ""), UNITS[
            found["unit"]
        ]
    return "", None


def is_roster(headers: Sequence[str]) -> bool:
    """Tell whether headers are those of a roster, whatever else it may lack.

    Examples
    --------
    >>> is_roster(["户号", "地块编号", "面积（亩）"]), is_roster(["plot", "SOC"])
    (True, False)
    """
    found = {meaning(header)[0] for header in headers}
    return found >= {MEMBER, PARCEL, AREA}


def tells_who(header: str) -> bool:
    """Tell whether a header promises what tells who a person is.

    Examples
    --------
    >>> tells_who("户主姓名"), tells_who("Phone"), tells_who("parcel")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", header).strip().lower()
    return bool(PRIVATE.search(plain))
