"""``edaphon start`` asks at a terminal, takes answers from a file, and writes."""

import json

import pytest
from click.testing import CliRunner

from edaphon.cli import start as verb
from tests.unit.starting.test_start import ENGLISH, english, walked, written


def run(*arguments, typed=""):
    return CliRunner().invoke(verb.command, [*map(str, arguments)], input=typed)


@pytest.fixture
def answers(tmp_path):
    """All answers of a project, kept in a file."""
    state, _ = walked(written(tmp_path / "other", english()), ENGLISH)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(dict(state.answers)), "utf-8")
    return file


@pytest.fixture
def place(tmp_path):
    return written(tmp_path / "land", english())


def test_answers_from_a_file_make_the_project(place, answers):
    result = run(place, "--answers", answers)

    assert result.exit_code == 0, result.output
    assert (place / "project.yaml").is_file()
    assert (place / "plan/sampling.yaml").is_file()
    assert "edaphon check" in result.output
    assert json.loads((place / "start.json").read_text("utf-8")) == json.loads(
        answers.read_text("utf-8")
    )


def test_open_questions_are_told_as_records(place):
    result = run(place, "--json")
    told = json.loads(result.stdout)

    assert result.exit_code == 1
    assert told["written"] == []
    assert told["questions"][0]["id"] == "name"
    assert set(told["questions"][0]["asks"]) == {"en", "zh"}
    assert not (place / "project.yaml").exists()


def test_one_answer_is_kept_and_a_later_call_goes_on(place):
    first = run(place, "--answer", "name=Land", "--answer", "scenario=2")
    second = json.loads(run(place, "--json").stdout)

    assert first.exit_code == 1
    assert "Questions open" in first.output
    asked = [one["id"] for one in second["questions"]]
    assert "name" not in asked
    assert "scenario: paddy" in (place / "project.yaml").read_text("utf-8")


def test_a_terminal_is_asked_and_can_go_back_and_stop(place, monkeypatch):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    typed = "?\nWrong name\n<\nLand\nA farm\nnowhere\nNZ\nq\n"
    result = run(place, typed=typed)

    assert "What is the project called?" in result.output
    assert "It stands on every report" in result.output
    assert "[ANSWER_FORM]" in result.output
    kept = json.loads((place / "start.json").read_text("utf-8"))
    assert kept == {"name": "Land", "proponent": "A farm", "jurisdiction": "NZ"}


def test_a_map_is_shown_before_it_is_agreed_to(place, monkeypatch, answers):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    kept = json.loads(answers.read_text("utf-8"))
    (place / "start.json").write_text(
        json.dumps(
            {name: kept[name] for name in kept if name != "file:lab/results.csv"}
        ),
        "utf-8",
    )
    result = run(place, typed="q\n")

    assert "SOC (%)" in result.output
    assert "Is lab/results.csv read rightly?" in result.output


def test_answers_to_nothing_are_refused(place):
    result = run(place, "--answer", "nonsense=1")

    assert result.exit_code == 1
    assert "[ANSWER_UNASKED]" in result.output
    assert not (place / "project.yaml").exists()


@pytest.mark.parametrize("text", ["[1]", "{", '{"name": 1}'])
def test_a_file_that_holds_no_answers_is_told(place, tmp_path, text):
    file = tmp_path / "no.json"
    file.write_text(text, "utf-8")
    result = run(place, "--answers", file)

    assert result.exit_code == 1
    assert "[ANSWERS_FILE]" in result.output


def test_a_wrong_form_is_a_wrong_call(place):
    assert run(place, "--answer", "name").exit_code == 2
