"""Symbols and formulas with their indices apart, to be set lower by page and paper."""

import re
from functools import cache

INDEX = re.compile(r"_([^\W_⁰¹²³⁴-⁹]+(?:[,.][^\W_⁰¹²³⁴-⁹]+)*)")
"""What follows the sign of an index: letters and figures, parted by commas. A raised
figure is the power of the whole symbol."""


@cache
def runs(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of a formula, each with whether it is an index.

    Examples
    --------
    >>> runs("G = Σ_h A_h,p · g")
    (('G = Σ', False), ('h', True), (' A', False), ('h,p', True), (' · g', False))
    >>> runs("a_h² · v")
    (('a', False), ('h', True), ('² · v', False))
    """
    found: list[tuple[str, bool]] = []
    place = 0
    for match in INDEX.finditer(text):
        found += [(text[place : match.start()], False), (match[1], True)]
        place = match.end()
    found.append((text[place:], False))
    return tuple(part for part in found if part[0])
