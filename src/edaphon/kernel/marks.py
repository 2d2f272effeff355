"""How a fact of a method is known, in words: one legend for every reader."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources

from edaphon.kernel.language import Language
from edaphon.kernel.yaml_text import load_yaml

MARKS = ("P", "S", "M", "D", "O")
"""Every mark, the best known first."""

OF_METHODS = MARKS[:4]
"""Marks of what a method states; O marks what a project states in its place."""

FORMS: Mapping[Language, tuple[str, str, str, str]] = {
    "en": ("Marks: ", " ", "; ", "."),
    "zh": ("标记：", " ", "；", "。"),
}
"""What stands before the legend, after a mark, between two and at the end."""


@cache
def _words() -> Mapping[str, Mapping[Language, str]]:
    """Return what each mark means, in both languages."""
    file = resources.files("edaphon.kernel") / "marks.yaml"
    found: Mapping[str, Mapping[Language, str]] = load_yaml(file.read_text("utf-8"))
    return found


def legend_of_marks(language: Language, marks: Collection[str] = MARKS) -> str:
    """Return what the marks mean, in one line.

    Parameters
    ----------
    language
        ``en`` or ``zh``.
    marks
        The marks that the page has, all when left out.

    Examples
    --------
    >>> legend_of_marks("en", ["P", "S"])
    'Marks: P seen in the primary text; S seen in a secondary source.'
    >>> legend_of_marks("zh", "M")
    '标记：M 尚未核对原文。'
    """
    head, gap, between, end = FORMS[language]
    told = [f"{mark}{gap}{_words()[mark][language]}" for mark in MARKS if mark in marks]
    return f"{head}{between.join(told)}{end}"
