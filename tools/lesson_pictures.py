"""Pictures and notebooks of the lessons, made by walking the lessons.

Called by the documentation's build, once for each language; what is shown was run.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import edaphon
from edaphon.kernel.language import LANGUAGES, Language
from lesson import ROOT, Done, copy_example, walked
from messages import read_catalog
from notebook_page import Output, filled, notebook, run
from terminal_picture import picture

DOCS = ROOT / "docs"

FIRST, OWN = "tutorial/first-account.md", "tutorial/your-own-file.md"

NOTEBOOK = "tutorial/in-a-notebook.md"

PICTURES = Path("tutorial/pictures")

TEXT = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)

NEEDED = ("cp", "check", "account", "show")
"""Commands of the first lesson that pictures and notebook rest on."""

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n'
"""Stands for a picture while texts are collected for translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One terminal: the first command of a lesson that begins so."""

    lesson: str
    begins: str
    most: int = 22
    """Lines shown."""


SHOTS: Mapping[str, Shot] = {
    "check": Shot(lesson=FIRST, begins="edaphon check"),
    "walk": Shot(
        lesson=FIRST, begins="edaphon show lesson/out/huang-huai.zip soc", most=32
    ),
    "map": Shot(lesson=OWN, begins="edaphon map"),
    "check-own": Shot(lesson=OWN, begins="edaphon check"),
    "walk-own": Shot(lesson=OWN, begins="edaphon show", most=32),
}

BUNDLE = Path("lesson/out/huang-huai.zip")
"""The bundle of the first lesson, in the folder that it is walked in."""

DRAWN = "report"
"""The one picture that is a drawing of the report."""


def stand_in(source: Path) -> None:
    """Put empty pictures and an empty notebook where the pages want them."""
    for name in (*SHOTS, DRAWN):
        _write(source / PICTURES / f"{name}.svg", EMPTY)
    _write((source / NOTEBOOK).with_suffix(".ipynb"), "{}\n")


def make(source: Path, room: Path, language: Language) -> None:
    """Walk the lessons in one language; write pictures, notebook and its page.

    Parameters
    ----------
    source
        Folder of the pages, as Sphinx reads it.
    room
        Folder to walk in; what it held is gone.
    language
        Language of the run.

    Raises
    ------
    ValueError
        Where a lesson holds no command that a picture shows.
    """
    shutil.rmtree(room, ignore_errors=True)
    done = {name: list(_walk(name, room, language)) for name in (FIRST, OWN)}
    if lost := unprinted((DOCS / OWN).read_text("utf-8"), done[OWN], language):
        message = f"{OWN} shows what no command prints in {language}: {lost}"
        raise ValueError(message)
    for name, shot in SHOTS.items():
        drawn = _terminal(done[shot.lesson], shot)
        _write(source / PICTURES / f"{name}.svg", drawn)
    bundle = room / Path(FIRST).stem / BUNDLE
    drawn = effect_to_result(bundle, language)
    _write(source / PICTURES / f"{DRAWN}.svg", drawn)
    _notebook(source, bundle.parents[2], language)


def effect_to_result(bundle: Path, language: Language) -> str:
    """Return how the effect becomes the account result, as the report draws it."""
    plots = edaphon.open(bundle, lang=language).plots
    name = next(one for one in plots if one.startswith("waterfall"))
    return f"{plots[name].svg}\n"


def update_first_screen(room: Path) -> None:
    """Make the pictures of the README again; they are kept beside the source.

    Parameters
    ----------
    room
        Folder to account in; what it held is gone.
    """
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    copy_example(room)
    page = (DOCS / FIRST).read_text("utf-8")
    for _ in walked(page, room, "en", only=("cp", "account")):
        pass
    for language in LANGUAGES:
        drawn = effect_to_result(room / BUNDLE, language)
        _write(DOCS / f"pictures/from-effect-to-result.{language}.svg", drawn)


def unprinted(page: str, done: Sequence[Done], language: Language) -> list[str]:
    """Return the lines that a lesson shows as printed and no command printed."""
    told = words_of(OWN, language)
    printed = {
        line for one in done for line in (one.printed + one.told).splitlines()
    }  # fmt: skip
    shown = [told(block) for block in TEXT.findall(page)]
    return [
        line for block in shown for line in block.splitlines() if line not in printed
    ]


def words_of(name: str, language: Language) -> Callable[[str], str]:
    """Return what gives a paragraph of a page in a language."""
    if language == "en":
        return str
    catalogue = (DOCS / "locale/zh_CN/LC_MESSAGES" / name).with_suffix(".po")
    told = {one.id: str(one.string) for one in read_catalog(catalogue)}
    return lambda words: told.get(words) or words


def _walk(name: str, room: Path, language: Language) -> Iterator[Done]:
    folder = room / Path(name).stem
    folder.mkdir(parents=True)
    copy_example(folder)
    page = (DOCS / name).read_text("utf-8")
    wanted = NEEDED if name == FIRST else ()
    return walked(page, folder, language, only=wanted)


def _terminal(done: list[Done], shot: Shot) -> str:
    found = next((one for one in done if one.command.startswith(shot.begins)), None)
    if found is None:
        message = f"{shot.lesson} has no command {shot.begins}"
        raise ValueError(message)
    command = found.command.replace("'", "")
    return picture(command, found.printed, most=shot.most, title=command)


def _notebook(source: Path, folder: Path, language: Language) -> None:
    page = (DOCS / NOTEBOOK).read_text("utf-8")
    outputs = run(DOCS / NOTEBOOK, folder, language)
    _write(source / NOTEBOOK, filled(page, outputs))
    told = notebook_text(page, outputs, language)
    _write((source / NOTEBOOK).with_suffix(".ipynb"), told)


def notebook_text(page: str, outputs: list[Output], language: Language) -> str:
    """Return the page as a notebook file in one language."""
    return notebook(page, outputs, words_of(NOTEBOOK, language))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
