"""Which kinds of crop a text names, where an account turns on the kind.

One list, ``crop_words.yaml``, holds Chinese words and English and Latin ones.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, get_args

from edaphon.kernel.yaml_text import load_yaml

CropKind = Literal["flooded", "dry_rice", "legume", "woody"]
"""Crops of flooded land, upland rice, plants that fix nitrogen, trees and shrubs."""

_GAPS = re.compile(r"[\s_-]+")
_CLAUSE = re.compile(r"[.;,。；，、]")
_DENIAL = re.compile(
    r"\b(no|not|never|none|without|nor|outside|replaces?|instead)\b"
    "|无|不|未|没有|从未|禁|除外|以外|替代|取代",
    re.IGNORECASE,
)
_INSIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def crops_named(text: str) -> frozenset[CropKind]:
    """Return the kinds of crop that a text names; other crops are of no kind.

    Examples
    --------
    >>> sorted(crops_named("夏大豆, upland rice"))
    ['dry_rice', 'legume']
    >>> crops_named("土豆, rice husk, 豆粕")
    frozenset()
    """
    plain = _GAPS.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    closed = _INSIDE_CHINESE.sub("", plain)
    kinds = _kinds()
    listed = tuple(word for word in _longest_first() if word in closed)
    words = _pattern(listed).findall(closed) if listed else []
    return frozenset(kinds[word] for word in words if word in kinds)


@cache
def _kinds() -> Mapping[str, CropKind]:
    """Return every word that names a crop, with its kind."""
    return {word: kind for kind in get_args(CropKind) for word in _words(kind)}


@cache
def _longest_first() -> tuple[str, ...]:
    """Return every word, also of what is no crop; the longer are tried first."""
    words = dict.fromkeys((*_kinds(), *_words("nothing")))
    return tuple(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of some words; that of all takes long to compile."""
    remains = _data()["remains"]
    chinese, latin = ("|".join(remains[script]) for script in ("chinese", "latin"))
    no_material = f"(?!{chinese}| (?:{latin})(?![a-z]))"
    nothing = _words("nothing")
    return re.compile(
        "|".join(_whole(word) + (word not in nothing) * no_material for word in words)
    )


def _whole(word: str) -> str:
    """Return the pattern of a word: a Latin one begins and ends where letters do."""
    return f"(?<![a-z]){word}(?![a-z])" if word.isascii() else word


def _words(kind: str) -> list[str]:
    """Return the words of a kind, Latin ones in singular and plural."""
    listed = _data()[kind]
    return [
        *listed["chinese"],
        *(f"{word}{end}" for word in listed["latin"] for end in ("", "s", "es")),
    ]


@cache
def _data() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the words by what they name and by script."""
    file = resources.files("edaphon.accounting") / "crop_words.yaml"
    found: Mapping[str, Mapping[str, Sequence[str]]] = load_yaml(file.read_bytes())
    return found


def affirmed(text: str) -> str:
    """Return a description without the clauses that deny or set apart.

    Examples
    --------
    >>> affirmed("Wheat and maize; no legumes. 冬小麦，不种大豆")
    'Wheat and maize / 冬小麦'
    """
    clauses = (clause.strip() for clause in _CLAUSE.split(text))
    kept = [clause for clause in clauses if clause and not _DENIAL.search(clause)]
    return " / ".join(kept)
