"""Language and texts of what a notebook shows."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from edaphon.kernel.language import Language, chosen_language, marked, translator

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Text
    from edaphon.schemas.models.trace import Text as TraceText

STATUS: Mapping[str, str] = {
    "credited": marked("quantified reductions and removals (unverified)"),
    "provisional": marked("provisional, 0 t CO2e counted"),
    "refused": marked("refused, 0 t CO2e counted"),
    "deficit": marked("no new result, 0 t CO2e counted"),
}
"""Status of an account in words; before issue no word speaks of carbon units."""


def language_of(wanted: str = "") -> Language:
    """Return the language that is asked for, else that of the command line.

    Parameters
    ----------
    wanted
        ``en``, ``zh``, or nothing for ``EDAPHON_LANG``, then the locale.

    Raises
    ------
    ValueError
        For any other word.
    """
    if wanted not in ("", "en", "zh"):
        message = f"lang is 'en' or 'zh', not {wanted!r} | lang 只能是 'en' 或 'zh'"
        raise ValueError(message)
    return chosen_language(("--lang", wanted) if wanted else (), os.environ)


def text(english: str, language: Language) -> str:
    """Return a text of this room in a language."""
    return translator("notebook", language)(english)


def pick(words: "Text | TraceText | None", language: Language) -> str:
    """Return one language of a text; nothing of none."""
    if words is None:
        return ""
    return words.zh if language == "zh" else words.en
