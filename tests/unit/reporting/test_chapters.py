"""Rows of the chapters as data: each tells a value that exists, in both languages."""

import string
from importlib import resources

import pytest
import yaml

from edaphon.reporting.layout.drawn import KNOWN, chapter_data
from edaphon.schemas.models.account import Text
from tools import models

CHAPTERS = sorted(
    item.name.removesuffix(".yaml")
    for item in resources.files("edaphon.reporting")
    .joinpath("layout/chapters")
    .iterdir()
    if item.name.endswith(".yaml")
)


def rows(section):
    """Yield place and row of every list of facts, or of every table."""
    for chapter in CHAPTERS:
        for name, found in getattr(chapter_data(chapter), section).items():
            for row in found if section == "facts" else found.columns:
                yield f"{chapter}/{name}", row


FORM = yaml.safe_load(models.source("report").read_bytes())

NO_NOTE = Text(en="", zh="")

ROWS = [*rows("facts"), *rows("tables")]


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_label_caption_and_note_stands_in_both_languages():
    texts = [row for _, row in ROWS]
    for chapter in CHAPTERS:
        for found in chapter_data(chapter).tables.values():
            texts += [text for text in (found.caption, found.note) if text != NO_NOTE]

    assert [text for text in texts if not text.en or not text.zh] == []
    assert [
        text for text in texts if placeholders(text.en) != placeholders(text.zh)
    ] == []


def test_every_form_is_known_and_used():
    used = {row.form.partition(" ")[0] for _, row in ROWS}

    assert used - set(KNOWN) == set()
    assert set(KNOWN) - used == set()


OF_METHOD = ("quantification/edition", "closing/rules")


def leads_somewhere(form, path):
    """Return whether the published form knows a path."""
    whole, here = FORM, form
    for part in path.split("."):
        here = _resolved(here, whole)
        if part in here.get("properties", {}):
            here = here["properties"][part]
        elif isinstance(here.get("additionalProperties"), dict):
            here = here["additionalProperties"]
        else:
            return False
    return True


def _resolved(form, whole):
    if "anyOf" in form:
        form = next(one for one in form["anyOf"] if one != {"type": "null"})
    name = form.get("$ref", "").removeprefix("#/$defs/")
    return whole["$defs"][name] if name else form


@pytest.mark.parametrize(("place", "row"), list(rows("facts")))
def test_every_path_of_a_fact_leads_to_a_field_of_the_published_form(place, row):
    start = FORM["$defs"]["method"] if place in OF_METHOD else FORM

    assert leads_somewhere(start, row.at)
