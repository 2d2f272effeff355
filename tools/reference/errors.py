"""One page for each error code, from the catalogue of the kernel."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from edaphon.kernel.errors import Entry, catalogue
from edaphon.kernel.language import Language
from reference.markdown import ORPHAN, Page, code, escaped, table
from reference.words import words_of

SOURCE = Path(__file__).resolve().parents[2] / "src"


class _Blanks(dict[str, str]):
    """Fills any placeholder with its own name in angle quotes."""

    def __missing__(self, name: str) -> str:
        return f"‹{name}›"


def pages(language: Language) -> Iterator[Page]:
    """Yield the index of codes and the page of each code."""
    words = words_of("errors", language)
    rows = [
        (f"[{code(name)}]({name}.md)", escaped(entry.title[language]), entry.severity)
        for name, entry in catalogue().items()
    ]
    head = (words["code"], words["meaning"], words["severity"])
    index = [f"# {words['title']}\n", f"{words['lead']}\n", table(head, rows)]
    yield "errors/index", "\n".join(index)
    for name, entry in catalogue().items():
        yield f"errors/{name}", _page(entry, language)


def _page(entry: Entry, language: Language) -> str:
    words = words_of("errors", language)
    lines = [
        ORPHAN,
        f"# {escaped(entry.code)}\n",
        f"**{escaped(entry.title[language])}**\n",
    ]
    lines.append(f"{words['severity']}: {words[entry.severity]}\n")
    for part, texts in (
        ("found", entry.found), ("needed", entry.needed), ("remedy", entry.remedy),
    ):  # fmt: skip
        sentence = texts[language].format_map(_Blanks())
        lines.append(f"## {words[part]}\n\n{escaped(sentence)}\n")
    places = "\n".join(f"* {code(file)}" for file in raised_in(entry.code))
    return "\n".join([*lines, f"## {words['raised']}\n\n{places}\n"])


WORD = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b")
"""A code as it stands in a module."""


def raised_in(name: str) -> list[str]:
    """Return the modules that name a code."""
    return _modules().get(name, [])


@cache
def _modules() -> dict[str, list[str]]:
    """Return the modules by every code that they name."""
    found: dict[str, list[str]] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE.parent).as_posix()
        for word in set(WORD.findall(file.read_text("utf-8"))):
            found.setdefault(word, []).append(name)
    return found
