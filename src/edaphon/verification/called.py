"""Which quantities a word names: by name, by symbol, or by the number of an equation.

Nothing is computed; a word is read as it is written, then as a page prints it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

Called = Sequence[tuple[str, tuple[str, ...]]]
"""Quantities by name, each with what else it is called."""

BARE = str.maketrans(dict.fromkeys("_,{}()· \u200b"))
"""Marks that a symbol is written with in one place and without in another."""

WHERE = re.compile(r"[_,](?:wp|bsl|p|c|t0|t1)$")
"""Scenario, land or campaign that a formula adds to the symbol of a quantity."""


def _as_printed(word: str) -> str:
    """Return a word as a page prints it: subscripts and superscripts as letters."""
    return unicodedata.normalize("NFKC", word).translate(BARE)


FORMS: tuple[Callable[[str], str], ...] = (
    str,
    _as_printed,
    lambda word: _as_printed(word).casefold(),
    lambda word: _as_printed(WHERE.sub("", word)).casefold(),
)
"""Ways to read a word, the closest first."""


def meant(wanted: str, called: Called) -> list[str]:
    """Return the quantities that a word names, by the closest way to read it.

    Parameters
    ----------
    wanted
        Name, symbol or equation number, as somebody typed or copied it.
    called
        Quantities with their name, symbol and number.

    Returns
    -------
    list of str
        Names, each once in the order given; empty where nothing is called so.
    """
    for form in FORMS:
        found = [name for name, words in called if form(wanted) in map(form, words)]
        if found:
            return list(dict.fromkeys(found))
    return []
