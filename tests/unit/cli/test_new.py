"""A new project folder explains itself, and asks only for what is still to be told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from edaphon.cli import check, new, scaffold
from edaphon.evidence import project
from edaphon.evidence.header_words import DOUBTFUL, match_header
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.forms import schema

LANGUAGES = ["en", "zh"]


@pytest.fixture(params=LANGUAGES)
def made(request, tmp_path, monkeypatch) -> Path:
    """Return a new project folder, in either language."""
    monkeypatch.setenv("EDAPHON_LANG", request.param)
    new.make(tmp_path / "huaibei-2026")
    return tmp_path / "huaibei-2026"


def test_the_folder_holds_what_the_readme_says(made):
    files = sorted(
        path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()
    )

    assert files == [
        "README.md",
        "activity/activity.csv",
        "fields.geojson",
        "lab/soil.csv",
        "lab/soil.xlsx",
        "plan/sampling.schema.json",
        "plan/sampling.yaml",
        "project.schema.json",
        "project.yaml",
    ]
    assert "huaibei-2026" in (made / "README.md").read_text("utf-8")


def test_a_new_folder_has_questions_and_no_errors(made):
    found = check.checked(made)

    codes = {problem.code: problem.severity for problem in found.problems}
    assert codes == {"ENTRY_EMPTY": "question", "LAND_SILENT": "warning"}
    asked = {problem.where.path for problem in found.problems}
    assert {"name", "proponent", "scenario", "period", "files", "points"} <= asked
    assert all(problem.where.row for problem in found.problems)


def test_a_folder_that_is_filled_in_is_sound(made):
    filled = {
        "  zh:                   #": "  zh: 名称               #",
        "  en:                   #": "  en: Name              #",
        "    zh:                 #": "    zh: 名称             #",
        "    en:                 #": "    en: Name            #",
        "jurisdiction:": "jurisdiction: CN-41",
        "scenario:": "scenario: cropland",
        "  start:                #": "  start: 2021-10-01    #",
        "  end:                  #": "  end: 2024-10-01      #",
        "    start:              #": "    start: 2021-10-02  #",
        "    end:                #": "    end: 2021-10-05    #",
        "    start:\n    end:\n": "    start: 2024-09-02\n    end: 2024-09-05\n",
    }  # fmt: skip
    text = (made / "project.yaml").read_text("utf-8")
    for blank, answer in filled.items():
        text = text.replace(blank, answer)
    (made / "project.yaml").write_text(text, "utf-8")

    found, problems = project.read(made)

    told = [(problem.severity, problem.where.path) for problem in problems]
    assert told == [
        ("warning", "land/wet_climate"),
        ("warning", "land/irrigated"),
        ("question", "files"),
    ]
    assert found is not None
    assert found.id == "huaibei-2026"


def test_the_examples_in_the_comments_are_valid_too(made):
    for file, head in (("project.yaml", 7), ("plan/sampling.yaml", 4)):
        lines = (made / file).read_text("utf-8").splitlines()
        shown = [
            line.replace("# ", "", 1) if line.lstrip().startswith("# ") else line
            for line in lines[head:]
        ]
        text = "\n".join([*lines[:head], *shown]).replace("\n#  -", "\n  -")
        (made / file).write_text(text, "utf-8")

    found = check.checked(made)

    assert "practice/product" not in {problem.where.path for problem in found.problems}
    assert {problem.code for problem in found.problems} == {
        "ENTRY_EMPTY", "LAND_SILENT", "PATH_MISSING", "REGISTER_UNSEALED",
    }  # fmt: skip
    lacking = {item.where.path for item in found.problems if item.code[:4] == "PATH"}
    assert all(path.endswith(("file", "path", "seal")) for path in lacking)


def test_the_schema_beside_the_project_is_the_published_one(made):
    beside = json.loads((made / "project.schema.json").read_bytes())
    first = (made / "project.yaml").read_text("utf-8").splitlines()[0]

    assert beside == schema("project")
    assert first == "# yaml-language-server: $schema=project.schema.json"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("headers", [scaffold.SOIL, scaffold.ACTIVITY])
def test_every_header_of_a_blank_table_is_recognised_for_sure(headers, language):
    for header in headers[language]:
        match = match_header(header)

        assert match is not None, header
        assert match.confidence > DOUBTFUL, header


def test_nothing_that_exists_is_overwritten(made):
    before = (made / "project.yaml").read_bytes()

    with pytest.raises(EdaphonError) as refusal:
        new.make(made)

    (problem,) = refusal.value.problems
    assert problem.code == "FOLDER_NOT_EMPTY"
    assert "nothing was changed" in problem.remedy("en")
    assert "未作改动" in problem.remedy("zh")
    assert (made / "project.yaml").read_bytes() == before


def test_the_verb_lists_files_and_says_what_to_do_next(tmp_path):
    run = CliRunner().invoke(new.command, [str(tmp_path / "demo")])

    assert run.exit_code == 0
    assert f"{tmp_path}/demo/project.yaml" in run.stdout
    assert "edaphon check" in run.stderr
    assert "edaphon seal" in run.stderr


def test_a_dry_run_writes_nothing(tmp_path):
    run = CliRunner().invoke(
        new.command, [str(tmp_path / "demo"), "--dry-run", "--json"]
    )

    assert json.loads(run.stdout)["written"] is False
    assert not (tmp_path / "demo").exists()


def test_a_refusal_leaves_with_one(made):
    run = CliRunner().invoke(new.command, [str(made), "--json"])

    assert run.exit_code == 1
    assert json.loads(run.stdout)["problems"][0]["code"] == "FOLDER_NOT_EMPTY"


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "empty").mkdir()

    assert "project.yaml" in new.make(tmp_path / "empty")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("My project (2026)", "My-project-2026"),
        ("淮北项目", "淮北项目"),
        ("...", "project"),
    ],
)
def test_the_identity_is_made_from_the_name(name, expected):
    assert new.project_id(name) == expected
