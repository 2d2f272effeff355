"""Which encoding a text file is in: marks first, then strict trials, then a question.

The order is BOM, UTF-16 without one, strict UTF-8, the letters of Polish, Latin-1
where high bytes stand alone between letters, strict GB18030. Anything but
UTF-8 is a question until project.yaml states the encoding, because a wrong
guess changes words without any error.
"""

import codecs
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from edaphon.monitoring.tables.raw import Reading

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_WITHIN = {"gb2312": "gb18030", "ascii": "utf-8", "mbcs": ""}
"""Codecs whose letters another one has too; that of the machine is none."""

_PROBE_BYTES = 4096
_HIGH = re.compile(rb"[\x80-\xff]+")

WESTERN = "latin-1"
"""Letters of western Europe and America, where Windows writes them too."""

WINDOWS = "cp1252"
"""The same with the dashes, quotes and signs that Windows adds."""

_ADDED = re.compile(rb"[\x80-\x9f]")

CENTRAL = "cp1250"
"""Letters of Poland and its neighbours, as Windows writes them."""

_POLISH = frozenset(b"\xb9\xe6\xea\xb3\xf1\xf3\x9c\x9f\xbf"  # ąćęłńóśźż
                    b"\xa5\xc6\xca\xa3\xd1\xd3\x8c\x8f\xaf")  # fmt: skip
_BESIDE = frozenset(b"\xb0\xb2\xb5\xb7\xa0\xa7\xd7\x84\x94\x96\x97\x92")
"""Signs that stand in such a text too: degrees, squares, dashes, quotes."""
_ONLY_POLISH = re.compile(
    rb"[\xb9\xb3\x9c\x9f\xa3\x8c\x8f\xaf\xa5](?=[a-z\x9c\xb3\xbf\xe6\xf3])"
    rb"|(?<=[a-z])\xbf(?=[a-z])|(?<=[a-z])\xb9(?=[\s;,\"])"
)
"""Letters that are signs in Latin-1, such as a raised 3, and no sign stands there."""

LEAST_ALONE = (9, 10)
"""Share of runs of high bytes that are one byte long, from which a text is western."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text of a file and the encoding that gave it; empty when none fits."""

    text: str
    encoding: str


def decode(data: bytes, stated: str | None, reading: Reading) -> Decoded:
    """Return the text of a file, noting what a person must decide.

    Parameters
    ----------
    data
        The whole file.
    stated
        Encoding that project.yaml names, ``None`` when it names none.
    reading
        Collects ``CSV_ENCODING``, ``CSV_ENCODING_UNKNOWN``, ``CSV_ENCODING_WRONG``
        and ``CSV_MOJIBAKE``.

    Returns
    -------
    Decoded
        Text by the stated or by the likely encoding, without a byte-order mark.
    """
    if stated is not None:
        return _by_statement(data, stated, reading)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _by_mark(data, name, reading)
    wide = _wide_encoding(data)
    if wide and (text := _strict(data, wide)) is not None:
        reading.add("CSV_ENCODING", byte=0, guess=wide, at=0)
        return Decoded(text=text, encoding=wide)
    return _by_trial(data, reading)


def known_encoding(text: str, choices: Collection[str]) -> str:
    """Return the choice that an encoding is, by whatever name Python knows it.

    A set of letters that a larger choice holds is that one: gb2312 is gb18030. What
    depends on the machine, such as ANSI, is none.

    Examples
    --------
    >>> choices = ("utf-8", "gb18030", "gbk", "latin-1", "cp1252")
    >>> [known_encoding(name, choices) for name in ("UTF8", "windows-1252", "GBK")]
    ['utf-8', 'cp1252', 'gbk']
    >>> known_encoding("ISO-8859-1", choices), known_encoding("ANSI", choices)
    ('latin-1', '')
    """
    wanted = _codec(text)
    wanted = _WITHIN.get(wanted, wanted)
    named = {_codec(choice): choice for choice in choices}
    return named.get(wanted, "") if wanted else ""


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""


def garbled(text: str) -> str | None:
    """Return what a text was before UTF-8 was read as GBK, ``None`` if it was not.

    Examples
    --------
    >>> garbled("鏍峰搧缂栧彿")
    '样品编号'
    >>> garbled("样品编号") is None
    True
    """
    if not _HAN.search(text):
        return None
    try:
        repaired = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return None
    return repaired if _HAN.search(repaired) else None


def _by_statement(data: bytes, stated: str, reading: Reading) -> Decoded:
    text = _strict(data, stated)
    if text is None:
        at = _first_bad_byte(data, stated)
        reading.add("CSV_ENCODING_WRONG", byte=at, stated=stated, at=at)
        return Decoded(text="", encoding=stated)
    as_utf8 = _strict(data, "utf-8") if _contradicts(data, stated) else None
    if as_utf8 is not None:
        reading.add("CSV_MOJIBAKE", found=_sample(text), meant=_sample(as_utf8))
    return Decoded(text=text.removeprefix("\ufeff"), encoding=stated)


def _contradicts(data: bytes, stated: str) -> bool:
    """Return whether bytes that read as UTF-8 would speak against the statement."""
    if stated.startswith("utf-16"):
        return b"\0" not in data
    return not stated.startswith("utf") and not data.isascii()


def _by_mark(data: bytes, name: str, reading: Reading) -> Decoded:
    text = _strict(data, name)
    if text is None:
        at = _first_bad_byte(data, name)
        reading.add("CSV_ENCODING_WRONG", byte=at, stated=name, at=at)
    elif name == "utf-16":
        reading.add("CSV_ENCODING", byte=0, guess=name, at=0)
    return Decoded(text=(text or "").removeprefix("\ufeff"), encoding=name)


def _by_trial(data: bytes, reading: Reading) -> Decoded:
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text=text, encoding="utf-8")
    at = _first_bad_byte(data, "utf-8")
    for guess in _likely(data):
        text = _strict(data, guess)
        if text is not None:
            reading.add("CSV_ENCODING", byte=at, guess=guess, at=at)
            return Decoded(text=text, encoding=guess)
    reading.add("CSV_ENCODING_UNKNOWN", byte=at, at=at)
    return Decoded(text="", encoding="")


def _likely(data: bytes) -> Iterator[str]:
    """Yield the encodings of one or two bytes a letter that are tried, in order."""
    if _is_polish(data):
        yield CENTRAL
    if _is_western(data):
        yield WINDOWS if _ADDED.search(data) else WESTERN
    yield "gb18030"


def _is_polish(data: bytes) -> bool:
    """Tell whether all high bytes are letters of Polish, some of no other language."""
    high = {byte for byte in data if byte > 127}
    return high <= _POLISH | _BESIDE and bool(_ONLY_POLISH.search(data))


def _is_western(data: bytes) -> bool:
    """Tell whether high bytes stand alone between letters, as in Maß and Campaña.

    Chinese characters of GB18030 stand side by side, two high bytes each as a rule.
    """
    found = _HIGH.findall(data)
    alone = sum(len(one) == 1 for one in found)
    return bool(found) and alone * LEAST_ALONE[1] >= len(found) * LEAST_ALONE[0]


def _wide_encoding(data: bytes) -> str:
    """Return UTF-16 with its byte order when every other byte is mostly zero."""
    probe = data[:_PROBE_BYTES]
    zeros = (probe[0::2].count(0), probe[1::2].count(0))
    enough = len(probe) // 8
    if len(data) % 2 or max(zeros) <= enough or min(zeros) * 8 > max(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):  # or an encoding of which nobody knows
        return None


def _first_bad_byte(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    except (UnicodeError, LookupError):
        return 0
    return 0


def _sample(text: str) -> str:
    """Return the first line that shows the difference."""
    for line in text.splitlines():
        if not line.isascii():
            return line[:40]
    return text[:40]
