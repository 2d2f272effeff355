"""An answer of an earlier call is taken back, and what it had written with it."""

import json

import pytest
import yaml

from edaphon.kernel.errors import EdaphonError
from edaphon.starting import answered, questions, state_of, taken, taken_back
from tests.plain_yaml import read_yaml
from tests.unit.starting.test_start import (
    ENGLISH,
    chinese,
    english,
    fits,
    saved,
    walked,
    written,
)

CHINESE = {**ENGLISH, "*@encoding": "gb18030", "*DETECTION_LIMIT": "0.1"}


def done(folder, files=english, answers=ENGLISH):
    """A project of which every question was answered and written."""
    state, _ = walked(written(folder, files()), answers)
    saved(state)
    (folder / "start.json").write_text(json.dumps(dict(state.answers)), "utf-8")
    return again(folder)


def again(folder):
    """The state of a later call."""
    answers = json.loads((folder / "start.json").read_text("utf-8"))
    return state_of(folder, answers, "en")


def finished(state, answers):
    while (question := next(questions(state), None)) is not None:
        given = next((t for s, t in answers.items() if fits(question.id, s)), "")
        state = answered(state, question, taken(question, given))
    return state


def roles(folder):
    points = read_yaml(folder / "plan/sampling.yaml")["points"]
    return {item["id"]: item["role"] for item in points}


def test_the_control_points_of_an_earlier_call_are_answered_otherwise(tmp_path):
    """Bug: an answer was settled by the plan that it had made."""
    done(tmp_path, chinese, {**CHINESE, "controls": "P1"})
    found = taken_back(again(tmp_path), "controls")
    state = finished(found.state, {**CHINESE, "controls": "C*"})
    saved(state)

    assert found.answers == ("controls",)
    assert found.state.replans
    assert {name for name, role in roles(tmp_path).items() if role == "control"} == {
        "C1", "C2", "C3",
    }  # fmt: skip


def test_a_field_of_project_yaml_is_emptied_and_the_others_stay(tmp_path):
    done(tmp_path)
    path = tmp_path / "project.yaml"
    path.write_text(path.read_text("utf-8") + "# a note of mine\n", "utf-8")
    found = taken_back(again(tmp_path), "scenario")
    state = finished(found.state, {**ENGLISH, "scenario": "paddy"})
    after = saved(state)

    assert found.fields == ["scenario"]
    assert after["scenario"] == "paddy"
    assert after["name"] == {"en": "Test land"}
    assert "# a note of mine" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "field"), [("area:S1", "strata"), ("period", "period.start")]
)
def test_what_files_and_answers_say_together_is_made_anew(tmp_path, name, field):
    done(tmp_path)
    found = taken_back(again(tmp_path), name)

    assert field in found.fields
    assert next(questions(found.state)).id == name


def test_a_file_is_asked_about_again(tmp_path):
    state = done(tmp_path)
    path = "file:lab/results.csv"
    found = taken_back(state, f"{path}|@about")
    asked = next(questions(found.state))

    assert found.answers == (f"{path}|@about", path)
    assert "files.0" in found.fields
    assert asked.id == f"{path}|@about"
    left = answered(found.state, asked, "leave")
    assert saved(left).get("files", []) == []


def test_what_a_person_changed_afterwards_stays(tmp_path):
    done(tmp_path)
    path = tmp_path / "project.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("scenario: grassland", "scenario: forest"), "utf-8")

    with pytest.raises(EdaphonError, match="ANSWER_SETTLED") as refused:
        taken_back(again(tmp_path), "scenario")
    assert refused.value.problems[0].where.path == "scenario"


@pytest.mark.parametrize("way", ["sealed", "by hand"])
def test_a_plan_that_is_no_longer_of_answers_stays(tmp_path, way):
    done(tmp_path, chinese, {**CHINESE, "controls": "P1"})
    path = tmp_path / "plan/sampling.yaml"
    if way == "sealed":
        (tmp_path / "plan/seal.json").write_text("{}", "utf-8")
    else:
        plan = yaml.safe_load(path.read_text("utf-8"))
        plan["points"].pop()
        path.write_text(yaml.safe_dump(plan), "utf-8")

    with pytest.raises(EdaphonError, match="ANSWER_SETTLED"):
        taken_back(again(tmp_path), "controls")


def test_what_edaphon_did_not_write_is_not_taken_out(tmp_path):
    """A project that somebody wrote by hand is left, whatever is taken back."""
    state = done(tmp_path)
    (tmp_path / "start.json").write_text(json.dumps({"name": "Other"}), "utf-8")
    with pytest.raises(EdaphonError, match="ANSWER_SETTLED"):
        taken_back(again(tmp_path), "name")
    assert state.at("name.en") == "Test land"
