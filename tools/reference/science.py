"""The science room as a library: every public function, from its docstring."""

import pkgutil
from collections.abc import Iterator

from edaphon import science
from edaphon.kernel.language import Language
from reference.markdown import Page, code
from reference.words import words_of


def pages(language: Language) -> Iterator[Page]:
    """Yield one page with every module of the room.

    Docstrings are written in English; the Chinese page says so.
    """
    words = words_of("science", language)
    parts = [f"# {words['title']}\n", f"{words['lead']}\n"]
    for name in modules():
        parts.append(f"## {code(name)}\n")
        directive = f".. automodule:: {name}\n   :members:\n"
        parts.append(f"```{{eval-rst}}\n{directive}```\n")
    yield "science", "\n".join(parts)


def modules() -> list[str]:
    """Return the public modules of the room, in alphabetical order."""
    found = pkgutil.iter_modules(science.__path__, prefix="edaphon.science.")
    return sorted(item.name for item in found if not item.name[16:].startswith("_"))
