"""Small pieces of MyST Markdown."""

import re
from collections.abc import Iterable, Sequence

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~^])")

ORPHAN = "---\norphan: true\n---\n"
"""Head of a page that is reached by links alone: the theme's navigation grows
with the square of the pages it lists."""

Page = tuple[str, str]
"""Path inside ``reference/`` without ending, and Markdown text."""


def escaped(text: object) -> str:
    """Return text that Markdown prints as it stands, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


def code(text: object) -> str:
    """Return text set as code, safe inside a table cell; nothing for nothing."""
    plain = " ".join(str(text).split()).replace("|", "\\|")
    if not plain:
        return ""
    return f"`` {plain} ``" if "`" in plain else f"`{plain}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def fenced(text: str, language: str = "text") -> str:
    """Return text as a block of code."""
    return f"```{language}\n{text.rstrip()}\n```\n"


def contents(paths: Iterable[str], *, hidden: bool = False) -> str:
    """Return a table of contents over pages of the same folder."""
    options = ":hidden:\n" if hidden else ":maxdepth: 1\n"
    listed = "\n".join(paths)
    return f"```{{toctree}}\n{options}\n{listed}\n```\n"
