"""Every text exists in English and Chinese, and the Chinese is well formed."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import messages
from tests.architecture.bilingual import faults_of_chinese, placeholders
from tests.architecture.tree import ROOT, SOURCE, tracked_files

YAML_FILES = [
    path
    for path in tracked_files()
    if path.suffix == ".yaml" and path.is_relative_to(SOURCE)
]
ROOMS = {room.name: room for room in messages.rooms()}
CATALOGUES = sorted(SOURCE.glob("*/locale/zh/LC_MESSAGES/*.po"))
PAGES = sorted((ROOT / "docs" / "locale").rglob("*.po"))


def pairs(record: object, place: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every ``{en: ..., zh: ...}`` of a document, with its place."""
    if isinstance(record, dict):
        if set(record) & {"en", "zh"} and not set(record) - {"en", "zh"}:
            yield place, record
            return
        for key, value in record.items():
            yield from pairs(value, f"{place}/{key}")
    elif isinstance(record, list):
        for index, value in enumerate(record):
            yield from pairs(value, f"{place}/{index}")


def name(path: Path) -> str:
    """Return a path as a test's name."""
    return path.relative_to(ROOT).as_posix()


@cache
def texts_of_data() -> tuple[tuple[str, dict[str, str]], ...]:
    """Return every text in two languages of our data, with its file and place.

    A schema names ``en`` and ``zh`` as properties, not as texts.
    """
    return tuple(
        (f"{name(path)}{place}", texts)
        for path in YAML_FILES
        if path.name != "schema.yaml"
        for place, texts in pairs(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
    )


def test_data_is_complete_in_both_languages():
    lacking = [
        place
        for place, texts in texts_of_data()
        if set(texts) != {"en", "zh"} or bool(texts["en"]) != bool(texts["zh"])
    ]

    assert len(texts_of_data()) > 1500
    assert lacking == []


def test_data_has_the_same_placeholders_in_both_languages():
    differing = [
        place
        for place, texts in texts_of_data()
        if len(texts) == 2
        and set(placeholders(str(texts["en"]))) != set(placeholders(str(texts["zh"])))
    ]

    assert differing == []


def test_chinese_of_data_is_well_formed():
    faults = {
        place: faults_of_chinese(str(texts.get("zh", "")))
        for place, texts in texts_of_data()
    }

    assert {place: found for place, found in faults.items() if found} == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_interface_texts_are_translated_surely_and_well(path):
    for message in messages.read_catalog(path):
        if not message.id:
            continue
        english, chinese = (
            value if isinstance(value, tuple | list) else (value,)
            for value in (message.id, message.string)
        )

        assert not message.fuzzy
        assert all(chinese), english
        assert set(placeholders(chinese[-1])) <= {
            name for text in english for name in placeholders(text)
        }
        assert faults_of_chinese(chinese[-1]) == [], english


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_interface_text_of_the_code_has_chinese(room):
    assert messages.untranslated(ROOMS[room]) == []


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_interface_texts_have_the_same_placeholders(room):
    differing = {
        str(message.id): message.string
        for message in messages.merged(ROOMS[room])
        if message.id
        and message.string
        and placeholders(str(message.id)) != placeholders(str(message.string))
    }

    assert differing == {}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_compiled_texts_are_those_of_the_code(room):
    stale = [name(path) for path in messages.stale_files(ROOMS[room])]

    assert stale == [], "run make messages"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_no_translation_outlives_its_text(room):
    assert messages.unused(ROOMS[room]) == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_pages_are_translated_surely_and_well(path):
    for message in messages.read_catalog(path):
        if not message.id:
            continue

        assert message.string, message.id
        assert not message.fuzzy, message.id
        if message.string != message.id:  # a block of code is the same in both
            assert faults_of_chinese(message.string) == [], message.id


def test_the_chinese_first_screen_is_well_formed():
    text = (ROOT / "README.zh.md").read_text("utf-8")
    lines = {line: faults_of_chinese(line) for line in text.splitlines()}

    assert {line: faults for line, faults in lines.items() if faults} == {}
