"""The atoms and prefixes of UCUM that this house uses, as exact fractions.

Reference: The Unified Code for Units of Measure, version 2.1, tables 1 and 3 to 5.
"""

from collections.abc import Mapping
from fractions import Fraction

Signature = tuple[tuple[str, int], ...]
"""Base symbols and annotations with their powers, sorted, none of them zero."""

PREFIXES: Mapping[str, Fraction] = {
    "": Fraction(1), "T": Fraction(10**12), "G": Fraction(10**9),
    "M": Fraction(10**6), "k": Fraction(10**3), "h": Fraction(10**2),
    "da": Fraction(10), "d": Fraction(1, 10), "c": Fraction(1, 10**2),
    "m": Fraction(1, 10**3), "u": Fraction(1, 10**6), "n": Fraction(1, 10**9),
    "p": Fraction(1, 10**12), "f": Fraction(1, 10**15),
}  # fmt: skip

METRIC: Mapping[str, tuple[Fraction, Signature]] = {
    "m": (Fraction(1), (("m", 1),)),
    "g": (Fraction(1), (("g", 1),)),
    "s": (Fraction(1), (("s", 1),)),
    "K": (Fraction(1), (("K", 1),)),
    "mol": (Fraction(1), (("mol", 1),)),
    "eq": (Fraction(1), (("mol", 1),)),
    "t": (Fraction(10**6), (("g", 1),)),
    "L": (Fraction(1, 1000), (("m", 3),)),
    "l": (Fraction(1, 1000), (("m", 3),)),
    "ar": (Fraction(100), (("m", 2),)),
    "Hz": (Fraction(1), (("s", -1),)),
    "N": (Fraction(1000), (("g", 1), ("m", 1), ("s", -2))),
    "Pa": (Fraction(1000), (("g", 1), ("m", -1), ("s", -2))),
    "bar": (Fraction(10**8), (("g", 1), ("m", -1), ("s", -2))),
    "J": (Fraction(1000), (("g", 1), ("m", 2), ("s", -2))),
    "W": (Fraction(1000), (("g", 1), ("m", 2), ("s", -3))),
    "A": (Fraction(1), (("A", 1),)),
    "V": (Fraction(1000), (("A", -1), ("g", 1), ("m", 2), ("s", -3))),
    "S": (Fraction(1, 1000), (("A", 2), ("g", -1), ("m", -2), ("s", 3))),
}
"""Atoms that take a prefix: size in base units, and what they measure."""

PLAIN: Mapping[str, tuple[Fraction, Signature]] = {
    "%": (Fraction(1, 100), ()),
    "[ppth]": (Fraction(1, 1000), ()),
    "[ppm]": (Fraction(1, 10**6), ()),
    "[ppb]": (Fraction(1, 10**9), ()),
    "10*": (Fraction(10), ()),
    "10^": (Fraction(10), ()),
    "min": (Fraction(60), (("s", 1),)),
    "h": (Fraction(3600), (("s", 1),)),
    "d": (Fraction(86400), (("s", 1),)),
    "wk": (Fraction(604800), (("s", 1),)),
    "mo": (Fraction(2629800), (("s", 1),)),
    "a": (Fraction(31557600), (("s", 1),)),
    "deg": (Fraction(1), (("deg", 1),)),
    "[CFU]": (Fraction(1), (("[CFU]", 1),)),
}
"""Atoms that take none. A year is the Julian year of 365.25 days."""
