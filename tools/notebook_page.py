"""Run the Python blocks of a page as the cells of one notebook.

Called as a program it runs in the working folder, in the language of ``EDAPHON_LANG``,
and prints what each cell gave as JSON; `filled` puts that below the cells of a page for
Sphinx, `notebook` writes the same as a notebook file.
"""

import ast
import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

from edaphon.kernel.language import Language

CELL = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

TEXT, HTML, SVG = "text/plain", "text/html", "image/svg+xml"
"""Kinds of output, as a notebook file names them."""

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What one cell gave."""

    printed: str
    data: Mapping[str, str]
    """The value of its last line by kind of output; empty without a value."""


def cells(page: str) -> list[str]:
    """Return the code of each cell of a page, in order."""
    return CELL.findall(page)


def run(page: Path, folder: Path, language: Language) -> list[Output]:
    """Run the cells of a page in a folder, in a process of their own.

    Raises
    ------
    subprocess.CalledProcessError
        When a cell ends in an exception.
    """
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), str(page.resolve())],
        cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "EDAPHON_LANG": language, "PYTHONUTF8": "1"},
    )  # fmt: skip
    return [Output(**item) for item in json.loads(done.stdout)]


def run_here(page: str) -> Iterator[Output]:
    """Run the cells of a page in this process, one namespace for all."""
    names: dict[str, Any] = {}
    for number, code in enumerate(cells(page), start=1):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            value = _run(code, f"<cell {number}>", names)
        yield Output(printed=printed.getvalue(), data=_data(value))


def _run(code: str, name: str, names: dict[str, Any]) -> object:
    """Run one cell and return the value of its last line, None where it has none."""
    tree = ast.parse(code, name)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, name, "exec"), names)  # noqa: S102 - our own page
        return None
    body = ast.Module(tree.body[:-1], [])
    exec(compile(body, name, "exec"), names)  # noqa: S102 - our own page
    found: object = eval(  # noqa: S307 - our own page
        compile(ast.Expression(last.value), name, "eval"), names
    )
    return found


def _data(value: object) -> dict[str, str]:
    """Return a value as a notebook shows it, by kind of output."""
    if value is None:
        return {}
    data = {TEXT: repr(value)}
    for kind, method in ((HTML, "_repr_html_"), (SVG, "_repr_svg_")):
        shown = getattr(value, method, None)
        if shown is not None:
            data[kind] = shown()
    return data


def filled(page: str, outputs: Sequence[Output]) -> str:
    """Return a page with what each cell gave below it."""
    given = iter(outputs)
    return CELL.sub(lambda found: found[0] + _below(next(given)), page)


def _below(output: Output) -> str:
    """Return an output as a block that Sphinx passes on as it is."""
    parts = [f"<pre>{escape(output.printed)}</pre>"] if output.printed else []
    if output.data:
        parts.append(_best(output.data))
    if not parts:
        return ""
    inside = '<div class="cell-output">\n' + "\n".join(parts) + "\n</div>"
    return f"\n\n````{{raw}} html\n{inside}\n````"


def _best(data: Mapping[str, str]) -> str:
    """Return the richest form of a value as HTML."""
    if SVG in data:
        return data[SVG]
    return data.get(HTML) or f"<pre>{escape(data[TEXT])}</pre>"


def notebook(
    page: str, outputs: Sequence[Output], translated: Callable[[str], str]
) -> str:
    """Return a page as a notebook file, nbformat 4.5.

    Parameters
    ----------
    page
        The page in English.
    outputs
        What its cells gave.
    translated
        Gives a paragraph in the language of the notebook.
    """
    given = iter(outputs)
    listed: list[dict[str, object]] = []
    for place, part in enumerate(CELL.split(page)):
        is_code = place % 2 == 1
        if is_code:
            listed.append(_code(part.rstrip("\n"), next(given), place))
        elif text := _words(part, translated):
            listed.append({"cell_type": "markdown", "id": f"cell-{place}",
                           "metadata": {}, "source": text})  # fmt: skip
    record = {
        "cells": listed, "metadata": {"kernelspec": KERNEL},
        "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _code(source: str, output: Output, place: int) -> dict[str, object]:
    number = place // 2 + 1
    outputs: list[dict[str, object]] = []
    if output.printed:
        outputs.append(
            {"output_type": "stream", "name": "stdout", "text": output.printed}
        )
    if output.data:
        outputs.append(
            {"output_type": "execute_result", "execution_count": number,
             "metadata": {}, "data": dict(output.data)}
        )  # fmt: skip
    return {
        "cell_type": "code", "id": f"cell-{place}", "metadata": {},
        "execution_count": number, "source": source, "outputs": outputs,
    }  # fmt: skip


MARKS = re.compile(r"^(#+ |\* )?(.*)$", re.DOTALL)


def _words(part: str, translated: Callable[[str], str]) -> str:
    """Return the paragraphs between two cells in the language of the notebook."""
    told = []
    for block in filter(None, map(str.strip, re.split(r"\n\n+|\n(?=\* )", part))):
        found = MARKS.match(block)
        mark, words = found.groups() if found else ("", block)
        told.append(f"{mark or ''}{translated(' '.join(words.split()))}")
    return "\n\n".join(told)


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text("utf-8")
    made = [asdict(item) for item in run_here(text)]
    print(json.dumps(made, ensure_ascii=False))
