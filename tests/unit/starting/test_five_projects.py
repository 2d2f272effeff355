"""Five messy projects from nothing to an account, and no line of YAML is typed.

Each is answered as a person at a terminal would, by the meaning of each question. What
the account then holds is compared with what lies in the ground; what it refuses is what
the project deserves.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest
from click.testing import CliRunner

from edaphon.cli import start as verb
from edaphon.cli.main import build
from edaphon.starting import LATER, answered, documents, questions, state_of, taken
from tests.plain_yaml import read_yaml
from tests.unit.starting import five_answers as people
from tests.unit.starting import five_folders as folders
from tests.unit.starting.five_truths import CONTROL, POINTS, PROJECT, truth

MCS, VM0042 = "edaphon.mcs/1.1", "verra.vm0042/2.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A project: its files, who answers, and what must come out."""

    files: Callable[[], Mapping[str, bytes]]
    answers: Mapping[str, str]
    area: str
    """Project land [ha]; empty where the map tells it."""
    days: tuple[str, str]
    refused: Mapping[str, set[str]]
    """Conditions that stand against each method once the plan is sealed, too late."""
    most: int
    """Questions that a person meets at most."""
    most_later: int
    """The same where all that can wait is put off."""
    language: str = "en"
    point: Callable[[str], str] = str
    """How the project calls a point."""
    layer: Callable[[int], str] = str
    """Upper depth of a layer [cm]."""


CASES = {
    "zh": Case(
        files=folders.chinese, answers=people.CHINESE, area="", language="zh",
        days=("2021-10-08", "2024-10-08"), refused={MCS: {"C1"}}, most=113,
        most_later=90,
    ),
    "en": Case(
        files=folders.american, answers=people.AMERICAN, area="121.4056",
        days=("2021-10-06", "2024-10-06"),
        refused={MCS: {"C1", "C2", "C3b", "C6", "C9"}}, most=91, most_later=56,
        layer=lambda top: f"{(Decimal(top) * Decimal('1.016')).normalize():f}",
    ),
    "de": Case(
        files=folders.german, answers=people.GERMAN, area="60",
        days=("2021-10-14", "2024-10-14"),
        refused={
            MCS: {"C1", "C2", "C3a", "C3b", "C6", "C7", "C9"},
            VM0042: {
                "6", "7", "VCS-unique", "8.2-table7", "8.2.1-places", "8.2.1-season",
                "9-planned", "8.6-bar", "8.7-rating", "9-records",
            },
        },
        most=80, most_later=50,
        point=lambda name: f"{name[0]}-{name[1:]}",
    ),
    "es": Case(
        files=folders.spanish, answers=people.SPANISH, area="80",
        days=("2021-10-08", "2024-10-08"), most=80, most_later=45,
        refused={MCS: {"C1", "C3b", "C6", "C7", "C9"}},
    ),
    "meter": Case(
        files=folders.meter, answers=people.METER, area="25",
        days=("2021-10-08", "2024-10-08"), most=80, most_later=45,
        refused={MCS: {"S1", "C1", "C2", "C3b", "C6", "C7", "C9", "C12"}},
    ),
}  # fmt: skip


def fits(name, sign):
    return name.endswith(sign[1:]) if sign.startswith("*") else name == sign


def put(folder, files):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def typed(folder, case, unanswered=""):
    """Return ids of the questions, in order, and what the person types at each."""
    state, ids, lines = state_of(folder, {}, case.language), [], []
    while (question := next(questions(state), None)) is not None:
        told = [text for sign, text in case.answers.items() if fits(question.id, sign)]
        later = unanswered if question.group else ""
        lines.append(told[0] if told else later)
        ids.append(question.id)
        assert question.helps["en"], question.id
        assert question.helps["zh"], question.id
        state = answered(state, question, taken(question, lines[-1]))
    return ids, lines


def run(*words, lines=()):
    return CliRunner().invoke(
        build(), list(words), input="".join(f"{x}\n" for x in lines)
    )


@pytest.fixture(params=CASES)
def case(request, monkeypatch):
    """One of the five, in the language of its people, at a terminal."""
    found = CASES[request.param]
    monkeypatch.setenv("EDAPHON_LANG", found.language)
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    return found


def soil_of(bundle):
    """Return carbon and density in the account's evidence, by point, year and depth."""
    with zipfile.ZipFile(bundle) as archive:
        text = archive.read("account/observations.csv").decode()
    return {
        (row["property"], row["point"], row["campaign"], row["top_cm"]): Decimal(
            row["number"]
        )
        for row in csv.DictReader(io.StringIO(text))
        if row["property"] in {"soc", "bulk_density"}
    }


def account_of(bundle):
    with zipfile.ZipFile(bundle) as archive:
        return json.loads(archive.read("account/account.json"))["accounts"]


@pytest.mark.slow
def test_a_messy_project_becomes_an_account_and_nobody_types_yaml(case, tmp_path):
    folder = put(tmp_path / "land", case.files())
    ids, lines = typed(folder, case)
    start = run("start", str(folder), lines=lines)
    check = run("check", str(folder))
    seal = run("seal", str(folder), "--yes")
    run("account", str(folder), "--no-reports")
    bundle = folder / "out/land.zip"

    assert start.exit_code == 0, start.output
    assert len(ids) == len(set(ids))
    assert len(ids) <= case.most
    assert check.exit_code == 0, check.output
    assert seal.exit_code == 0, seal.output
    assert soil_of(bundle) == {
        (code, case.point(point), str(year), case.layer(top)): Decimal(value)
        for (code, point, year, top), value in truth().items()
    }
    _holds_what_was_said(folder, case)
    for made in account_of(bundle):
        against = [one for one in made["conditions"] if one["stands_against"]]
        assert {one["id"] for one in against} == case.refused[made["method"]["id"]]
        assert all(one["cure"]["en"] and one["cure"]["zh"] for one in against)


def _holds_what_was_said(folder, case):
    """Hold roles, campaigns and areas against what the files and people say."""
    document = read_yaml(folder / "project.yaml")
    plan = read_yaml(folder / "plan/sampling.yaml")

    assert {one["id"]: one["role"] for one in plan["points"]} == {
        case.point(name): role
        for names, role in ((PROJECT, "project"), (CONTROL, "control"))
        for name in names
    }
    assert len(plan["points"]) == len(POINTS)
    assert [(one["id"], str(one["start"])) for one in document["campaigns"]] == [
        (day[:4], day) for day in case.days
    ]
    assert [str(one.get("area_ha", "")) for one in document["strata"]] == [case.area]


@pytest.mark.slow
def test_stopping_after_every_answer_makes_the_same_project(tmp_path):
    """Each call goes on from start.json and from the documents of the last one."""
    case = CASES["es"]
    whole, stopped = (put(tmp_path / name, case.files()) for name in ("a", "b"))
    ids, lines = typed(whole, case)
    state = state_of(whole, {}, case.language)
    for line in lines:
        question = next(questions(state))
        state = answered(state, question, taken(question, line))
    save(state)
    kept, asked = {}, []
    while (
        question := next(questions(state_of(stopped, kept, case.language)), None)
    ) is not None:
        state = state_of(stopped, kept, case.language)
        asked.append(question.id)
        state = answered(state, question, taken(question, lines[len(asked) - 1]))
        save(state)
        kept = json.loads(json.dumps(dict(state.answers)))

    assert asked == ids
    for path in ("project.yaml", "plan/sampling.yaml"):
        assert read_yaml(stopped / path) == read_yaml(whole / path)


def save(state):
    for path, text in documents(state, "land").items():
        (state.folder / path).parent.mkdir(exist_ok=True)
        (state.folder / path).write_text(text, "utf-8")


@pytest.mark.slow
def test_what_can_wait_is_put_off_and_the_account_comes_all_the_same(case, tmp_path):
    folder = put(tmp_path / "land", case.files())
    ids, lines = typed(folder, case, unanswered=LATER)
    start = run("start", str(folder), lines=lines)

    assert start.exit_code == 0, start.output
    assert len(ids) == len(set(ids))
    assert len(ids) <= case.most_later
    assert run("check", str(folder)).exit_code == 0
    assert run("account", str(folder), "--no-reports").exit_code in {0, 1}
    assert (folder / "out/land.zip").is_file()
