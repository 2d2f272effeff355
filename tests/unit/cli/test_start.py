"""``edaphon start`` asks at a terminal, takes answers from a file, and writes."""

import json

import pytest
from click.testing import CliRunner

from edaphon.cli import start as verb
from edaphon.starting import answered, questions, state_of, taken
from tests.unit.starting.test_start import ENGLISH, english, fits, walked, written


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


def test_a_group_is_put_off_by_its_name_and_asked_again_by_an_answer(place, answers):
    kept = json.loads(answers.read_text("utf-8"))
    risks = {name for name in kept if name.startswith(("risk.", "runs."))}
    told = {name: text for name, text in kept.items() if name not in risks}
    told = {**told, "later:risks": "yes"}
    del told["events"], told["earlier"]
    answers.write_text(json.dumps(told), "utf-8")
    first = run(place, "--answers", answers)
    second = run(place, "--answer", "risk.natural=3")

    assert first.exit_code == 0, first.output
    assert "Put off until later: 8 questions (Permanence and" in first.output
    assert second.exit_code == 0, second.output
    assert "natural: 3" in (place / "project.yaml").read_text("utf-8")
    assert "Questions open: 7" in second.output


def test_a_group_that_nobody_knows_is_refused(place):
    result = run(place, "--answer", "later:nonsense=yes")

    assert result.exit_code == 1
    assert "[ANSWER_UNASKED]" in result.output
    assert "edaphon start DIR --json lists the questions" in result.output


def test_a_terminal_puts_a_group_off_and_a_later_call_asks_it_again(
    place, monkeypatch, answers
):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    kept = json.loads(answers.read_text("utf-8"))
    gone = {"surplus", "adoption", "barriers"}
    told = {
        name: text
        for name, text in kept.items()
        if name not in gone and not name.endswith(".signed_by")
    }
    (place / "start.json").write_text(json.dumps(told), "utf-8")
    first = run(place, typed=">\n")
    second = run(place, typed="y\nq\n")

    assert "Type yes or no. Enter leaves it blank. > asks these later." in first.output
    assert "Put off until later: 6 questions (What is declared" in first.output
    assert "Does the practice go beyond what the law requires?" in second.output
    assert "regulatory_surplus: true" in (place / "project.yaml").read_text("utf-8")


def test_questions_of_every_kind_are_told_as_records(place, answers):
    kept = json.loads(answers.read_text("utf-8"))
    names = ("places", "parcels", "runs.rings", "additionality.signed_by")
    told = {name: text for name, text in kept.items() if name not in names}
    (place / "start.json").write_text(json.dumps(told), "utf-8")
    result = run(place, "--json")
    records = {one["id"]: one for one in json.loads(result.stdout)["questions"]}

    assert result.exit_code == 0
    assert records["parcels"]["kind"] == "groups"
    assert records["additionality.signed_by"]["group"] == "statements"
    assert all(one["helps"]["en"] and one["helps"]["zh"] for one in records.values())


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


def test_an_answer_kept_is_changed_or_taken_back_by_its_id(place, answers):
    """Bug: an answer of an earlier call could not be given again."""
    run(place, "--answers", answers)
    changed = run(place, "--answer", "scenario=paddy")
    back = run(place, "--answer", "scenario=<", "--json")

    assert "Taken back: scenario." in changed.output
    assert "Taken out of project.yaml, and written anew: scenario." in changed.output
    told = json.loads(back.stdout)
    assert told["taken_back"] == [
        {"answers": ["scenario"], "fields": ["scenario"], "plan": False}
    ]
    assert told["questions"][0]["id"] == "scenario"
    assert "scenario" not in (place / "project.yaml").read_text("utf-8")


def test_the_same_answers_twice_change_nothing(place, answers):
    first = run(place, "--answers", answers)
    text = (place / "project.yaml").read_text("utf-8")
    again = run(place, "--answers", answers)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert (place / "project.yaml").read_text("utf-8") == text


def test_a_terminal_takes_any_answer_back(place, monkeypatch):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    typed = "Land\nA farm\nNZ\n< name\n< nothing\nOther land\nq\n"
    result = run(place, typed=typed)

    assert "Taken back: name." in result.output
    assert "No answer has this id: nothing." in result.output
    kept = json.loads((place / "start.json").read_text("utf-8"))
    assert kept["name"] == "Other land"


def test_a_plan_by_hand_is_told_at_the_terminal_too(place, monkeypatch, answers):
    run(place, "--answers", answers)
    path = place / "project.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("grassland", "forest").replace("12", "13"), "utf-8")
    kept = json.loads((place / "start.json").read_text("utf-8"))
    kept.pop("name")
    path.write_text(path.read_text("utf-8").replace("en: Test land", ""), "utf-8")
    (place / "start.json").write_text(json.dumps(kept), "utf-8")
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    result = run(place, typed="< scenario\nq\n")

    assert "[ANSWER_SETTLED]" in result.output


def test_corrected_columns_of_kept_answers_are_given_back(place, tmp_path):
    """Bug: the id of a correction, ``|said``, belongs to no question."""
    path = "file:lab/results.csv"
    answers = {**ENGLISH, path: "SOC (%)=som:%"}
    state, _ = walked_once(place, answers, path)
    file = tmp_path / "kept.json"
    file.write_text(json.dumps(dict(state.answers)), "utf-8")
    other = written(tmp_path / "again", english())
    result = run(other, "--answers", file)

    assert f"{path}|SOC (%)|said" in state.answers
    assert result.exit_code == 0, result.output
    assert "is: som" in (other / "project.yaml").read_text("utf-8")


def walked_once(folder, answers, name):
    """Answer every question, the one with a name so only once, then with Enter."""
    given = dict(answers)
    state, asked = state_of(folder, {}, "en"), []
    while (question := next(questions(state), None)) is not None:
        asked.append(question)
        text = next((t for s, t in given.items() if fits(question.id, s)), "")
        state = answered(state, question, taken(question, text))
        if question.id == name:
            given.pop(name, None)
    return state, asked


def test_an_id_ends_at_the_first_sign_that_makes_one(place, answers):
    """Bug: COLUMN=CODE behind the id of a map was taken for a part of the id."""
    kept = json.loads(answers.read_text("utf-8"))
    first = list(kept)[: list(kept).index("file:lab/results.csv")]
    answers.write_text(json.dumps({name: kept[name] for name in first}), "utf-8")
    given = "file:lab/results.csv=SOC (%)=som:%"
    result = run(place, "--answers", answers, "--answer", given, "--answer", "name=A=B")

    assert result.exit_code == 1, result.output
    assert "A=B" in (place / "project.yaml").read_text("utf-8")
    assert "SOC (%)|said" in (place / "start.json").read_text("utf-8")


def test_answers_of_two_files_of_the_same_columns_go_to_each(tmp_path):
    """Given back, they were refused: the second file was asked about as a whole."""
    lines = "Point,Date,Depth cm,SOC g/kg\nP1,2021-10-05,0-20,12\n"
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(lines, "utf-8")
    kept = {
        "file:a.csv|@about": "soil",
        "file:a.csv|Date|MAP_UNSURE": "sampled_on",
        "file:a.csv": "yes",
        "file:b.csv|@about": "soil",
    }
    answers = tmp_path.parent / "answers.json"
    answers.write_text(json.dumps(kept), "utf-8")

    result = CliRunner().invoke(
        verb.command, [str(tmp_path), "--answers", str(answers)]
    )

    assert "ANSWER_UNASKED" not in result.output
    held = json.loads((tmp_path / "start.json").read_text("utf-8"))
    assert kept.items() <= held.items()
    assert held["file:b.csv|same"] == "no"
