"""Characters that no font of a paper has, named so that a person finds them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

NAMED = re.compile(r'the text `"(?P<text>.*?)"`', re.DOTALL)
"""How the typesetter names what it could not set."""

AROUND = 12
"""Characters of a text that are shown on either side."""

NO_LETTERS = frozenset(("Co", "Cn", "Cs"))
"""Categories that no font has letters for: private, unassigned, halves of pairs."""


def told_of(refusal: str, content: object) -> str:
    """Return which characters a typesetter refused, each with a place where it stands.

    Parameters
    ----------
    refusal
        What the typesetter says.
    content
        Plain data of the paper.

    Returns
    -------
    str
        ``“…” U+0E01 THAI CHARACTER KO KAI``, with the words around it; what the
        typesetter says where it names no character.

    Examples
    --------
    >>> told_of('the text `"ก"` could not be displayed', {"a": ["farm ก north"]})
    'U+0E01 THAI CHARACTER KO KAI “ก” in “farm ก north”'
    """
    named = NAMED.search(refusal)
    listed = [*_texts(content)]
    signs = dict.fromkeys(named["text"]) if named else _without_letters(listed)
    told = [_told(sign, listed) for sign in signs if not sign.isspace()]
    return "; ".join(told) or refusal


def _told(sign: str, listed: list[str]) -> str:
    name = unicodedata.name(sign, "")
    shown = f"U+{ord(sign):04X} {name}".strip() + f" “{sign}”"
    text = next((one for one in listed if sign in one), "")
    if not text:
        return shown
    at = text.index(sign)
    return f"{shown} in “{text[max(0, at - AROUND) : at + AROUND + 1]}”"


def _without_letters(listed: list[str]) -> dict[str, None]:
    return dict.fromkeys(
        sign
        for text in listed
        for sign in text
        if unicodedata.category(sign) in NO_LETTERS
    )


def _texts(value: object) -> Iterator[str]:
    """Yield every text of plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
