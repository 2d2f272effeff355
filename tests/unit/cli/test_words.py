"""``edaphon words`` finds every code, unit and choice, in both languages."""

import json

import click
import pytest
from click.testing import CliRunner

from edaphon.cli import words as verb
from edaphon.evidence import codes, words
from edaphon.kernel.language import LANGUAGES
from edaphon.schemas.choices import choices


def run(*arguments: str) -> click.testing.Result:
    """Run the verb as if called."""
    return CliRunner().invoke(verb.command, [*arguments])


@pytest.mark.parametrize(
    ("sought", "first"),
    [
        ("容重", "bulk_density"),
        ("TOC", "soc"),
        ("Soil organic carbon content", "soc"),
        ("g/100g", "%"),
        ("kg/亩", "15.kg/har"),
        ("paired", "sampling.design"),
        ("采样日期", "sampled_on"),
    ],
)
def test_a_word_is_found_by_code_name_header_unit_or_choice(sought, first):
    assert words(sought)[0].code == first
    assert first in run(sought).stdout


def test_without_a_text_every_code_and_choice_is_listed():
    listed = run().stdout

    assert all(f"  {code}  " in listed for code in codes())
    assert all(f"{one.field}: " in listed for one in choices("project"))


def test_what_is_not_found_is_told_with_what_looks_like_it():
    result = run("bulk_densitty")

    assert result.exit_code == 1
    assert "bulk_density" in result.stderr


def test_chinese_is_chinese(monkeypatch):
    monkeypatch.setenv("EDAPHON_LANG", "zh")
    result = run("容重")

    assert "土壤容重" in result.stdout
    assert "表头写法" in result.stdout


def test_json_holds_both_languages():
    record = json.loads(run("scenario", "--json").stdout)
    found = next(one for one in record["words"] if one["code"] == "scenario")

    assert set(found["name"]) == set(LANGUAGES)
    assert "paddy" in found["values"]


def test_every_choice_says_what_its_words_mean_in_each_language():
    bare = [
        one.field
        for form in ("project", "plan")
        for one in choices(form)
        if one.means["en"] == one.means["zh"]
    ]

    assert bare == []
