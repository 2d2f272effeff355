"""Procedures that stand beside a name where another header has its unit."""

import re

_ELEMENTS = (
    "Ac|Ag|Al|As|Ba|Br|Ca|Cd|Cl|Co|Cr|Cu|Fe|Hg|Li|Mg|Mn|Mo|Na|Ni|Pb|Si|Ti|Zn"
    "|B|C|F|H|I|K|N|O|P|S"
)
_FORMULA = re.compile(rf"(?:{_ELEMENTS}|\((?:{_ELEMENTS}|[0-9])+\)|[0-9₀-₉])+")
"""A chemical formula: CaCl2, NH4OAc, K2Cr2O7."""

_STANDARD = re.compile(
    r"\b(?:ISO|DIN|EN|GB|HJ|NY|LY|DB|VDLUFA|NF|UNE|NBR|ASTM|AOAC|EPA|BS|Ö?NORM|TS"
    r"|ГОСТ|GOST|国标)(?:[ /_-]?(?:T|EN|ISO))*[ _-]?[A-Z]? ?[0-9]",
    re.IGNORECASE,
)
_SOLUTION = re.compile(
    r"(?:^|\s)[0-9.,]+ ?(?:[MN]|mol(?:[/. ]?[lL](?:-1)?)?)\s+\S|^1 ?: ?[0-9.,]+"
)
"""A strength before its solution, or soil to water: 0.01 M CaCl2, 1:2.5."""

_NAMES = re.compile(
    r"(?<![\w/.])(?:olsen|mehlich|bray|dumas|walkley|black|kjeldahl|t[iy]urin|egner|riehm|morgan"
    r"|machigin|mengel|kirsanov|chirikov|schofield|scheibler|calcimet\w*|springer|klee"
    r"|resin|nirs?|mirs?|leco|elementar|loi|toc|cal|dl|al|p-al|ea|wb|w&b|icp\S*|aas|edta"
    r"|dtpa|cohex|hcl|kcl|wasser|water|eau|agua|água|вода|kj|m3|m-?3|bray-?[12]"
    r"|titr\w*|dry combustion|wet oxidation|trockenverbrennung|nassoxidation"
    r"|combustion sèche|combustión seca)(?![\w/])"
    r"|法$|浸提|水提|滴定|外加热|燃烧",
    re.IGNORECASE,
)
"""Names of procedures, extracts and instruments of soil laboratories (mark M)."""


_EXTRACTS = re.compile(
    r"\b(?:CaCl2|KCl|H2O|NaHCO3|NH4OAc|NH4Ac|BaCl2|K2Cr2O7|HCl|Ca-lactate)$"
)


def is_extract(text: str) -> bool:
    """Return whether words behind a name say the procedure without any bracket.

    Not every formula does: ``site NO3`` names no procedure of the site.

    Examples
    --------
    >>> [is_extract(text) for text in ("CaCl2", "0.01 M CaCl2", "Olsen", "NO3")]
    [True, True, True, False]
    """
    plain = " ".join(text.split())
    known = (_EXTRACTS, _STANDARD, _SOLUTION, _NAMES)
    return any(one.search(plain) for one in known)


def is_procedure(text: str) -> bool:
    """Return whether words beside a name say how it was measured, and no unit.

    Examples
    --------
    >>> [is_procedure(text) for text in ("CaCl2", "Mehlich-3", "ISO 10694", "1:2.5")]
    [True, True, True, True]
    >>> [is_procedure(text) for text in ("mg/100ml", "kg/m3", "Vol%", "M3")]
    [False, False, False, True]
    """
    plain = " ".join(text.split())
    last = plain.rpartition(" ")[2]
    return bool(
        _FORMULA.fullmatch(last)
        or _STANDARD.search(plain)
        or _SOLUTION.search(plain)
        or _NAMES.search(plain)
    )
