"""Lessons, questions and notebook run as they are printed, and show what they gave."""

import json
import re
from pathlib import Path

import pytest

import lesson
import lesson_pictures
import notebook_page
from edaphon.kernel.errors import catalogue

pytestmark = pytest.mark.slow

DOCS = Path(__file__).resolve().parents[2] / "docs"
OWN = (DOCS / lesson_pictures.OWN).read_text("utf-8")
QUESTIONS = (DOCS / "how-to/ten-questions.md").read_text("utf-8")
NOTEBOOK = DOCS / lesson_pictures.NOTEBOOK

NOT_CHECKED = "edaphon replay lesson/out/huang-huai.zip --no-reports --require 13"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the results of both lessons, what the second did beside it."""
    place = tmp_path_factory.mktemp("lessons")
    done = list(lesson.walked(OWN, place, "en"))
    lesson.copy_example(place)
    first = [("cp", "-r", "examples/huang-huai", "lesson"),
             ("edaphon", "account", "lesson", "--no-reports")]  # fmt: skip
    assert [lesson.run(words, place, "en").code for words in first] == [0, 0]
    return place, done


def test_a_messy_file_becomes_an_account_and_a_walk(folder):
    """A call that ends with 1 is one whose questions or errors the page then cures."""
    place, done = folder

    assert [one.code for one in done] == [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert lesson_pictures.unprinted(OWN, done, "en") == []
    assert "VALUE_RANGE  row 9, column E" in done[5].printed
    row = (place / "my-project/lab/检测结果.csv").read_text("utf-8").splitlines()[2]
    assert row.split(";")[3] == "16,9"


def test_each_of_ten_questions_has_a_command_that_runs_and_a_link(folder):
    place, _ = folder
    parts = QUESTIONS.split("\n## ")[1:]

    assert len(parts) == 10
    assert [part for part in parts if "Read on: [" not in part] == []
    assert [part for part in parts if not lesson.commands(part)] == []
    done = [lesson.run(words, place, "en") for words in lesson.commands(QUESTIONS)]
    ends = {one.command.replace("'", ""): one.code for one in done}
    assert {name for name, code in ends.items() if code} == {NOT_CHECKED}
    assert ends[NOT_CHECKED] == 3


def test_codes_that_the_questions_name_are_in_the_catalogue():
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", QUESTIONS))

    assert named
    assert named <= {*catalogue()}


def test_the_notebook_runs_and_is_a_notebook_in_both_languages(folder):
    place, _ = folder
    page = NOTEBOOK.read_text("utf-8")
    outputs = notebook_page.run(NOTEBOOK, place, "zh")

    assert len(outputs) == len(notebook_page.cells(page))
    assert "核算结果（未经核查）：305" in outputs[2].data["text/plain"]
    assert outputs[3].printed == "396.336453 t{CO2e}\n"
    assert any("image/svg+xml" in one.data for one in outputs)
    record = json.loads(lesson_pictures.notebook_text(page, outputs, "zh"))
    assert record["nbformat"] == 4
    words = [one for one in record["cells"] if one["cell_type"] == "markdown"]
    assert all(re.search("[一-鿿]", one["source"]) for one in words)


@pytest.mark.parametrize(("language", "name"), [("en", "README.md"),
                                               ("zh", "README.zh.md")])  # fmt: skip
def test_the_first_screen_shows_what_the_example_gives(folder, language, name):
    place, _ = folder
    page = (DOCS.parent / name).read_text("utf-8")
    bundle = place / "lesson/out/huang-huai.zip"
    picture = DOCS / f"pictures/from-effect-to-result.{language}.svg"

    assert str(picture.relative_to(DOCS.parent)) in page
    drawn = lesson_pictures.effect_to_result(bundle, language)
    assert picture.read_text("utf-8") == drawn, "python tools/build_docs.py --update"
    (shown,) = lesson_pictures.TEXT.findall(page)
    command, *lines = [line for line in shown.splitlines() if line.strip() != "…"]
    words = ("edaphon", "show", str(bundle), *command.split()[4:], "--rows")
    printed = lesson.run(words, place, language).printed.splitlines()
    assert [line for line in lines if line not in printed] == []


@pytest.mark.parametrize("name", ["tutorial/your-own-file", "how-to/ten-questions"])
def test_the_chinese_page_has_the_same_commands(name):
    page = (DOCS / f"{name}.md").read_text("utf-8")
    told = lesson_pictures.words_of(f"{name}.md", "zh")

    blocks = lesson.BLOCK.findall(page)
    assert blocks
    assert [told(block) for block in blocks] == blocks
