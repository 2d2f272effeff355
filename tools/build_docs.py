"""Build the documentation, English and Chinese from one source, without a warning.

For each language the pages of ``docs`` and the generated reference are put
together in ``docs/_build/source/<language>`` and built from there. Hand-written
pages are translated by ``docs/locale``; ``--update`` brings those files up to
date with the English pages. Generated pages are written in the language itself.
"""

import argparse
import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import lesson_pictures
from edaphon.kernel.language import LANGUAGES, Language
from messages import po_bytes, read_catalog

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BUILD = DOCS / "_build"

SPHINX_LANGUAGES: dict[Language, str] = {"en": "en", "zh": "zh_CN"}

GENERATORS = (
    "methods", "errors", "vocabulary", "coeffects", "commands", "schema", "science",
)  # fmt: skip
"""Modules of ``tools/reference``, in the order in which a reader meets their pages."""

ENGLISH_ONLY = ("adr", "spec", "contracts.md")
"""Pages for the people who build Edaphon: their wording is the norm, and a
translation would be a second norm."""

IN_BOTH = ("spec/verification.md",)
"""Pages among these that people of both languages work by; the English is the norm."""

NOT_SOURCE = shutil.ignore_patterns("_build", "__pycache__", "*.mo")


def generated(language: Language) -> Iterator[tuple[str, str]]:
    """Yield path and text of every reference page in a language."""
    for name in GENERATORS:
        yield from importlib.import_module(f"reference.{name}").pages(language)


def put_together(language: Language, *, with_pictures: bool = True) -> Path:
    """Write hand-written and generated pages side by side; return their folder.

    Parameters
    ----------
    language
        Language of the generated pages.
    with_pictures
        False puts empty pictures where those of the lessons belong.
    """
    folder = BUILD / "source" / language
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DOCS, folder, ignore=NOT_SOURCE)
    for path, text in generated(language):
        file = folder / "reference" / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    if with_pictures:
        lesson_pictures.make(folder, BUILD / "lessons" / language, language)
    else:
        lesson_pictures.stand_in(folder)
    return folder


def sphinx(builder: str, source: Path, target: Path, *options: str) -> None:
    """Run Sphinx, every warning an error."""
    command = [
        sys.executable, "-m", "sphinx", "--builder", builder, "--fail-on-warning",
        "--keep-going", "--quiet", *options, str(source), str(target),
    ]  # fmt: skip
    subprocess.run(command, check=True)


def build(language: Language) -> Path:
    """Build the pages of a language; return the folder with ``index.html``."""
    source = put_together(language)
    target = BUILD / "html" / language
    shutil.rmtree(target, ignore_errors=True)
    sphinx("html", source, target, "-D", f"language={SPHINX_LANGUAGES[language]}")
    return target


_BLOCK = re.compile(r"<pre[^>]*>(.*?)</pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def lost_blocks(english: Path, chinese: Path) -> list[str]:
    """Return the hand-written pages whose blocks did not come through translation.

    Parameters
    ----------
    english, chinese
        Folders of the built pages.
    """
    lost = []
    for page in translated_pages():
        name = page.relative_to(DOCS).with_suffix(".html")
        wanted, found = (_blocks(folder / name) for folder in (english, chinese))
        empty = [text for text in found if text.strip() in {"", "::"}]
        if len(found) != len(wanted) or empty:
            lost.append(f"{name}: {len(wanted)} blocks, in Chinese {len(found)}, "
                        f"of which empty {len(empty)}")  # fmt: skip
    return lost


def _blocks(page: Path) -> list[str]:
    return [_TAG.sub("", block) for block in _BLOCK.findall(page.read_text("utf-8"))]


def templates() -> Path:
    """Collect the English texts of the hand-written pages; return their folder."""
    source = put_together("en", with_pictures=False)
    target = BUILD / "gettext"
    shutil.rmtree(target, ignore_errors=True)
    sphinx("gettext", source, target)
    wanted = {page.relative_to(DOCS).with_suffix("") for page in translated_pages()}
    for template in target.rglob("*.pot"):
        if template.relative_to(target).with_suffix("") not in wanted:
            template.unlink()
    return target


def translated_pages() -> list[Path]:
    """Return the hand-written pages that have a Chinese text of their own."""
    return [
        path
        for path in sorted(DOCS.rglob("*.md"))
        if path.relative_to(DOCS).parts[0] not in {"_build", *ENGLISH_ONLY}
        or path.relative_to(DOCS).as_posix() in IN_BOTH
    ]


def update_translations() -> None:
    """Bring the Chinese files up to date, and the pictures of the README."""
    lesson_pictures.update_first_screen(BUILD / "lessons" / "first-screen")
    folder = templates()
    locale = DOCS / "locale"
    command = [
        sys.executable, "-m", "sphinx_intl", "update", "--pot-dir", str(folder),
        "--locale-dir", str(locale), "--language", SPHINX_LANGUAGES["zh"],
        "--line-width", "88", "--no-obsolete",
    ]  # fmt: skip
    subprocess.run(command, check=True)
    for path in sorted(locale.rglob("*.po")):
        path.write_bytes(po_bytes(read_catalog(path), sorted_by_text=False))


def untranslated() -> list[str]:
    """Return the texts of hand-written pages that have no certain Chinese."""
    folder = templates()
    locale = DOCS / "locale" / SPHINX_LANGUAGES["zh"] / "LC_MESSAGES"
    lacking = []
    for template in sorted(folder.rglob("*.pot")):
        page = template.relative_to(folder).with_suffix("")
        chinese = read_catalog(locale / page.with_suffix(".po"))
        for message in read_catalog(template):
            found = chinese.get(message.id)
            if message.id and not (found and found.string and not found.fuzzy):
                lacking.append(f"{page}: no Chinese: {message.id}")
    return lacking


def main() -> None:
    """Build both languages, or only update the translations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    if parser.parse_args().update:
        update_translations()
        return
    lacking = untranslated()
    if lacking:
        sys.exit("\n".join(lacking))
    with ThreadPoolExecutor() as pool:
        for folder in pool.map(build, LANGUAGES):
            print("docs:", (folder / "index.html").relative_to(ROOT))
    if lost := lost_blocks(BUILD / "html" / "en", BUILD / "html" / "zh"):
        sys.exit("\n".join(lost))


if __name__ == "__main__":
    main()
