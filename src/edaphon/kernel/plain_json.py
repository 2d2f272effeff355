"""The quick way to the bytes and the check of a record that holds nothing unusual.

Nearly every record is of dicts, lists, text and small integers. The encoder of Python's
own library, in C, writes those as RFC 8785 wants them. Where anything else is met
nothing is decided here: `edaphon.kernel.canonical` takes the long way, with reasons.
"""

import json
import re
import unicodedata
from typing import Any

LARGEST_INTEGER = 2**53 - 1
"""Largest integer that every JSON reader keeps exactly."""

_UNUSUAL = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
"""Lone surrogates, and signs whose order in UTF-16 is another than by number."""

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def plain_bytes(record: object, *, deepest: int, nfc: bool) -> bytes | None:
    """Return the canonical bytes of a record; None where it takes the long way.

    Examples
    --------
    >>> plain_bytes({"b": "1.20", "a": [1, None]}, deepest=64, nfc=True)
    b'{"a":[1,null],"b":"1.20"}'
    >>> plain_bytes([0.5], deepest=64, nfc=True) is None
    True
    """
    if not is_plain(record, deepest):
        return None
    text = _ENCODER.encode(record)
    if text.isascii():
        return text.encode()
    if _UNUSUAL.search(text) or (nfc and not unicodedata.is_normalized("NFC", text)):
        return None
    return text.encode()


def is_plain(value: object, depth: int) -> bool:
    """Tell whether a value holds plain dicts, lists, text and small integers alone.

    Text is not looked into. At most ``depth`` levels of lists and objects.
    """
    kind = type(value)
    if kind is dict:
        return depth > 0 and _are_plain(value, depth)
    if kind is list or kind is tuple:
        return depth > 0 and _all_plain(value, depth)
    if kind is int:
        return -LARGEST_INTEGER <= value <= LARGEST_INTEGER  # type: ignore[operator]  # an integer
    return kind is str or value is None or kind is bool


def _are_plain(fields: Any, depth: int) -> bool:  # noqa: ANN401 - a dict of anything
    for key, item in fields.items():
        if type(key) is not str:
            return False
        if type(item) is not str and not is_plain(item, depth - 1):
            return False
    return True


def _all_plain(items: Any, depth: int) -> bool:  # noqa: ANN401 - a list of anything
    for item in items:
        if type(item) is not str and not is_plain(item, depth - 1):
            return False
    return True
