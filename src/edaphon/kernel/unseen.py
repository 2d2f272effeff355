"""Characters that nobody sees and that change what a reader sees of the others."""

import re
import unicodedata

KEPT = "\n\t"
"""Control characters that plain text may hold: the end of a line, and a tabulator."""

_CATEGORIES = "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tabulator and line feed
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the writing
_BREAKS = "\u2028\u2029"
_NO_TEXT = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_UNSEEN = re.compile(f"[{_CATEGORIES}{_TURNING}{_BREAKS}{_NO_TEXT}]")
_LINE_END = "\r\n"


def first_unseen(text: str) -> str:
    """Return the first character that no text of a record may hold, or nothing.

    Controls, marks that turn the direction of writing, line separators and what is
    no character at all. Accents, joiners and signs of any script are text.

    Examples
    --------
    >>> first_unseen("土壤"), named(first_unseen("a" + chr(0x202E)))
    ('', 'U+202E RIGHT-TO-LEFT OVERRIDE')
    """
    found = None if text.isascii() and text.isprintable() else _UNSEEN.search(text)
    return found[0] if found else ""


def named(char: str) -> str:
    """Return a character by number and name, as no terminal obeys it.

    Examples
    --------
    >>> named(chr(0x202E))
    'U+202E RIGHT-TO-LEFT OVERRIDE'
    """
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def escaped(text: str) -> str:
    """Return a text as a terminal may show it: unseen characters as their numbers.

    Examples
    --------
    >>> print(escaped("a" + chr(0x202E)))
    a\u202e
    """
    if not first_unseen(text):
        return text
    return _LINE_END.join(
        _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
        for line in text.split(_LINE_END)
    )
