"""The lessons of the documentation, walked in a folder for its pictures."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from edaphon.kernel.language import Language

ROOT = Path(__file__).resolve().parents[1]

EXAMPLE = ROOT / "examples" / "huang-huai"

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

FILE = re.compile(r"^```(?:none|yaml)\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block whose first line names the file that it is."""

START = "from edaphon.cli.main import main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One command of a lesson, and what it did."""

    words: tuple[str, ...]
    code: int
    printed: str
    """What it wrote to standard output."""
    told: str
    """What it wrote to standard error."""

    @property
    def command(self) -> str:
        """The command as a person types it."""
        return shlex.join(self.words)


def commands(page: str) -> list[tuple[str, ...]]:
    """Return the words of every command of a lesson, in order."""
    lines = [line for block in BLOCK.findall(page) for line in block.splitlines()]
    return [tuple(shlex.split(line[2:])) for line in lines if line.startswith("$ ")]


def files(page: str) -> Mapping[str, str]:
    """Return the files that a lesson writes, by their paths."""
    return dict(FILE.findall(page))


def run(words: tuple[str, ...], folder: Path, language: Language) -> Done:
    """Run one command in a folder."""
    call = {
        "edaphon": (sys.executable, "-c", START, *words[1:]),
        "python3": (sys.executable, *words[1:]),
    }.get(words[0], words)
    done = subprocess.run(
        call, cwd=folder, capture_output=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "EDAPHON_LANG": language},
    )  # fmt: skip
    return Done(
        words=words, code=done.returncode, printed=done.stdout, told=done.stderr
    )


def copy_example(folder: Path) -> None:
    """Put the example where a lesson finds it, without results."""
    target = folder / EXAMPLE.relative_to(ROOT)
    shutil.copytree(EXAMPLE, target, ignore=shutil.ignore_patterns("out"))


def walked(
    page: str, folder: Path, language: Language, *, only: Collection[str] = ()
) -> Iterator[Done]:
    """Walk a lesson in an empty folder, command after command.

    Parameters
    ----------
    page
        The lesson; a file that it shows is written before the commands below it.
    folder
        Folder to walk in.
    language
        Language of the run.
    only
        Verbs and programs to run; all where none is named.
    """
    parts = re.split(r"(?=^```console$)", page, flags=re.MULTILINE)
    for part in parts:
        for words in commands(part):
            if not only or {*words[:2]} & {*only}:
                yield run(words, folder, language)
        for path, text in files(part).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
