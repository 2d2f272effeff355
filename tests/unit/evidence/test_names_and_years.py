"""Ids that are file names, methods named once, years that can be meant."""

import pytest

from edaphon.cli.new import project_id
from edaphon.evidence import read
from tests.synthetic_project import SyntheticProject


def problems(folder, **changes):
    project = SyntheticProject()
    project.document |= changes
    project.write(folder)
    return read(folder)[1]


@pytest.mark.parametrize(
    "name",
    ["--help", "CON", "con.txt", "a:b", "<b>&'", ".hidden", "a\u202eb", "a?", "a.",
     "LPT1", "-x", 'a"b', "a|b", "a*"],
)  # fmt: skip
def test_an_id_that_is_no_file_name_is_refused(name, tmp_path):
    found = [item for item in problems(tmp_path, id=name) if item.code == "PROJECT_ID"]

    assert len(found) == 1
    assert (found[0].where.file, found[0].where.path) == ("project.yaml", "id")
    assert found[0].where.row
    assert "such as huang-huai-2026" in found[0].remedy("en")
    assert "请另取编号" in found[0].remedy("zh")


@pytest.mark.parametrize("name", ["黄淮-2026", "huang-huai", "S1_b.2", "O'Neill&co"])
def test_an_id_that_every_system_keeps_is_taken(name, tmp_path):
    assert "PROJECT_ID" not in {item.code for item in problems(tmp_path, id=name)}


@pytest.mark.parametrize(
    ("folder", "name"),
    [("con", "project-con"), ("--help", "help"), ("cafe\u0301", "caf\xe9"),
     (".hidden", "hidden"), ("...", "project")],
)  # fmt: skip
def test_a_new_project_has_an_id_that_is_a_file_name(folder, name):
    assert project_id(folder) == name


def test_a_method_that_is_named_twice_is_refused_with_both_rows(tmp_path):
    named = ["edaphon.mcs/1.1", "verra.vm0042/2.2", "edaphon.mcs/1.1"]
    (problem,) = problems(tmp_path, methods=named)

    assert (problem.code, problem.where.path) == ("ENTRY_DUPLICATE", "methods/2")
    assert "“edaphon.mcs/1.1” stands twice under methods" in problem.found("en")


@pytest.mark.parametrize(("sheet", "place"), [("2021", "sheet"), ("", "path")])
def test_a_sheet_that_two_entries_read_is_named(tmp_path, sheet, place):
    """The path of a file of several sheets stands rightly more than once."""
    project = SyntheticProject()
    entry = dict(project.document["files"][0]) | ({"sheet": sheet} if sheet else {})
    other = {**entry, "sheet": "2022"}
    found = problems(tmp_path, files=[entry, other, dict(entry)])

    (twice,) = [item for item in found if item.code == "SHEET_TWICE"]
    assert twice.where.path == f"files/2/{place}"
    assert (f"sheet “{sheet}”" in twice.found("en")) == bool(sheet)
    assert (f"的工作表“{sheet}”" in twice.found("zh")) == bool(sheet)
    assert "ENTRY_DUPLICATE" not in {item.code for item in found}


@pytest.mark.parametrize(
    ("day", "code"),
    [("2204-10-15", "DATE_YEAR"), ("1799-12-31", "DATE_YEAR"),
     ("2024-02-30", "DATE_INVALID"), ("24-02-03", "DATE_INVALID")],
)  # fmt: skip
def test_a_day_of_the_calendar_is_told_from_one_of_another_age(day, code, tmp_path):
    period = {"start": "2021-10-15", "end": day}
    (problem,) = [
        item
        for item in problems(tmp_path, period=period)
        if item.where.path == "period/end"
    ]

    assert problem.code == code
    if code == "DATE_YEAR":
        assert f"The year of “{day}” is out of range" in problem.found("en")
        assert "1800" in problem.needed("en")
        assert "Correct the year" in problem.remedy("en")
        assert "请更正年份" in problem.remedy("zh")
