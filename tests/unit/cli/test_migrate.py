"""An old project.yaml becomes one of this version, its comments and order kept."""

import json

import pytest
from click.testing import CliRunner

from edaphon.cli import account, check, migrate
from edaphon.evidence import read
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.migrating import migrated

OLD = """\
# 项目文件
v: edaphon.project/1  # 版本
id: demo
land:
  # 土地
  irrigated: true
  cover: "cropland"
strata:
  - {id: S1}   # first
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "project.yaml").write_text(OLD, "utf-8")
    return tmp_path


MEANINGS = [
    "sources_absent",
    "sources_absent/woody_plants",
    "leakage",
    "practice/product/carrier_carbon",
]
"""Fields of which `OLD` does not speak and whose silence credits nothing now."""


def run(folder, *more, language="en"):
    return CliRunner(env={"EDAPHON_LANG": language}).invoke(
        migrate.command, [str(folder), *more]
    )


def text_of(folder):
    return (folder / "project.yaml").read_text("utf-8")


def test_comments_order_and_quotes_are_kept(folder):
    assert run(folder).exit_code == 0

    assert text_of(folder) == OLD.replace("project/1", "project/4").replace(
        '"cropland"\n', '"cropland"\n  wet_climate:\n'
    )


def test_the_old_document_is_kept_and_the_way_back_is_said(folder):
    result = run(folder)

    kept = folder / "project.v1.yaml"
    assert kept.read_text("utf-8") == OLD
    assert f"To undo: mv {kept}" in result.output
    assert f"Next: edaphon check {folder}" in result.output
    assert "land/wet_climate: was left blank, which read as no" in result.output
    assert "land/irrigated" not in result.output


def test_what_changed_is_said_in_chinese(folder):
    result = run(folder, language="zh")

    assert "v: edaphon.project/1 改为 edaphon.project/4" in result.output
    assert "原未填写，旧格式按“否”处理；现留空表示未知，按减排量最少" in result.output
    assert f"下一步：edaphon check {folder}" in result.output


def test_what_means_another_thing_now_is_said(folder):
    english, chinese = run(folder, "--dry-run"), run(folder, "--dry-run", language="zh")

    assert "sources_absent: is new. A source without records" in english.output
    assert "now it is not known and nothing is credited" in english.output
    assert "leakage: displaced livestock" in english.output
    assert "原按 0 计，现视为未知，不予计入" in chinese.output


SAID = """\
v: edaphon.project/1
practice: {product: {carrier_carbon: {value: "6.5", unit: "t{C}"}}}
sources_absent: {lime: {en: a}, organic_nitrogen: {en: a}, nitrogen_fixing: {en: a},
  amendments: {en: a}, residue_burning: {en: a}, livestock: {en: a},
  woody_plants: {en: a}, displaced_livestock: {en: a}, diverted_residues: {en: a}}
leakage: {displaced_production: "%s"}
"""


@pytest.mark.parametrize(
    ("amount", "told"), [("3", []), ("0", ["leakage"]), ("0.00", ["leakage"])]
)
def test_what_was_said_before_is_not_asked_again(amount, told):
    _, changes = migrated((SAID % amount).encode())

    assert [item.field for item in changes if item.field in MEANINGS] == told


def test_a_dry_run_writes_nothing(folder):
    result = run(folder, "--dry-run", "--json")

    record = json.loads(result.stdout)
    assert [item["field"] for item in record["changes"]] == [
        "v", "land/wet_climate", *MEANINGS,
    ]  # fmt: skip
    assert not record["written"]
    assert text_of(folder) == OLD
    assert not (folder / "project.v1.yaml").exists()


def test_a_second_run_changes_nothing(folder):
    run(folder)
    once = text_of(folder)

    assert "nothing was changed" in run(folder).output
    assert text_of(folder) == once


def test_an_old_document_that_is_kept_already_is_not_overwritten(folder):
    (folder / "project.v1.yaml").write_text("mine", "utf-8")

    result = run(folder, "--json")

    assert result.exit_code == 1
    assert "FILE_EXISTS" in result.output
    assert text_of(folder) == OLD


def test_a_document_without_a_section_on_land_gets_none():
    text, changes = migrated(b"v: edaphon.project/1\nid: demo\n")

    assert text == "v: edaphon.project/4\nid: demo\n"
    assert len(changes) == 3 + len(MEANINGS)


@pytest.mark.parametrize("form", [2, 3])
def test_a_document_that_means_what_it_means_today_is_left_as_it_is(form):
    text = f"v: edaphon.project/{form}\n"

    assert migrated(text.encode()) == (text, ())


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("- 1\n", "ENTRY_TYPE", ""),
        ("v: 3\n", "ENTRY_CHOICE", "v"),
        ("id: demo\n", "ENTRY_MISSING", "v"),
        ("v: edaphon.project/5\nid: demo\n", "ENTRY_CHOICE", "v"),
        ("v: edaphon.project/1\nland: text\n", "ENTRY_TYPE", "land"),
        ("v: edaphon.project/1\nland: false\n", "ENTRY_TYPE", "land"),
        ("v: edaphon.project/1\nland: [1]\n", "ENTRY_TYPE", "land"),
    ],
)
def test_a_document_of_another_form_is_refused_in_words(folder, text, code, place):
    (folder / "project.yaml").write_text(text, "utf-8")
    result = run(folder, "--json")
    problems = json.loads(result.stdout)["problems"]

    assert result.exit_code == 1
    assert [(item["code"], item["where"].get("path", "")) for item in problems] == [
        (code, place)
    ]
    assert text_of(folder) == text
    assert not (folder / "project.v1.yaml").exists()


def test_a_section_on_land_without_content_gets_its_fields():
    text, changes = migrated(b"v: edaphon.project/1\nland:\n")

    assert text == "v: edaphon.project/4\nland:\n  wet_climate:\n  irrigated:\n"
    assert len(changes) == 3 + len(MEANINGS)


def test_a_migration_goes_on_that_ended_between_its_two_writes(folder):
    (folder / "project.v1.yaml").write_text(OLD, "utf-8")

    assert run(folder).exit_code == 0
    assert "edaphon.project/4" in text_of(folder)
    assert (folder / "project.v1.yaml").read_text("utf-8") == OLD


LINES = """\
v: edaphon.project/1
project: {name: {zh: 名称, en: A name},
          proponent: {zh: 业主,
                      en: 'Owner'}}   # folded by hand
text: >
  one

  two
land:   # the land
  irrigated: no one knows
  crops: [a,
          b]   # a list

# next
strata: []
"""


def test_only_the_lines_that_change_differ():
    text, _ = migrated(LINES.encode())

    assert text == LINES.replace("/1", "/4").replace(
        "# a list\n", "# a list\n  wet_climate:\n"
    )


def test_the_ends_of_lines_are_kept():
    text, _ = migrated(LINES.replace("\n", "\r\n").encode())

    assert text == migrated(LINES.encode())[0].replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("land: {}\n", "land: {wet_climate: null, irrigated: null}\n"),
        (
            "land: {cover: a}  # b\n",
            "land: {cover: a, wet_climate: null, irrigated: null}  # b\n",
        ),
        ("land:  # b\nid: c\n", "land:  # b\n  wet_climate:\n  irrigated:\nid: c\n"),
        ("land: {wet_climate: , irrigated: }\n",) * 2,
        ("land:\n  cover: a", "land:\n  cover: a\n  wet_climate:\n  irrigated:\n"),
        (
            "land:\n  cover: |\n    a\nid: c\n",
            "land:\n  cover: |\n    a\n  wet_climate:\n  irrigated:\nid: c\n",
        ),
    ],
)
def test_each_form_of_the_section_on_land_gets_its_blanks(old, new):
    text, changes = migrated(f"v: edaphon.project/1\n{old}".encode())

    assert text == f"v: edaphon.project/4\n{new}"
    assert [item.field for item in changes[1:]] == [
        "land/wet_climate",
        "land/irrigated",
        *MEANINGS,
    ]


def test_a_document_in_braces_is_migrated():
    text, _ = migrated(b"{v: edaphon.project/1, id: demo}\n")

    assert text == "{v: edaphon.project/4, id: demo}\n"


def test_what_is_no_yaml_is_told():
    with pytest.raises(EdaphonError) as refusal:
        migrated(b"a: [")

    assert refusal.value.problems[0].code == "YAML_SYNTAX"


def test_a_folder_without_a_document_is_told(tmp_path):
    result = run(tmp_path, "--json")

    assert result.exit_code == 1
    assert "DOCUMENT_MISSING" in result.output


@pytest.mark.parametrize("verb", [check, account])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_old_document_is_told_to_migrate(folder, verb, language):
    runner = CliRunner(env={"EDAPHON_LANG": language})
    result = runner.invoke(verb.command, [str(folder)])

    assert result.exit_code == 1
    assert "PROJECT_OLD" in result.output
    assert "edaphon migrate" in result.output


def test_an_old_document_is_told_alone(folder):
    found, problems = read(folder)

    assert found is None
    assert [problem.code for problem in problems] == ["PROJECT_OLD"]
