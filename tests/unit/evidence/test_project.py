"""The project document: everything wrong with it is told at once, with its place."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from edaphon.evidence import project
from edaphon.evidence.organisation_codes import credit_code_problem
from edaphon.kernel.errors import EdaphonError, Where
from edaphon.schemas.documents import parse_document
from edaphon.schemas.forms import check_form, schema

SOUND = """\
v: edaphon.project/3
id: demo
name: {zh: 示范项目, en: Demonstration}
proponent:
  name: {zh: 示范公司}
  identifier: 91350100M000100Y43
jurisdiction: CN-41
scenario: cropland
practice:
  category: crop_planting_harvesting
  kind: microbial_inoculant
  description: {zh: 施用微生物菌剂}
  start: 2021-03-15
land: {wet_climate: false, irrigated: true}
period: {start: 2021-01-01, end: 2026-01-01}
campaigns:
  - {id: "2021", start: 2021-02-01, end: 2021-02-05, laboratory: 甲}
  - {id: "2025", start: 2025-12-01, end: 2025-12-05}
strata:
  - {id: S1, area_ha: 12.50}
  - {id: S2}
sampling: {design: paired, depth_cm: 30}
files:
  - {path: lab/soil.csv, columns: {有机碳: {is: soc, unit: g/kg}}}
methods: [edaphon.mcs/1.1]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project folder that is sound."""
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "soil.csv").write_text("x\n", "utf-8")
    write(tmp_path, SOUND)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "project.yaml").write_text(text, "utf-8")


def with_breaks(text: str) -> str:
    """Return a replacement with its line ends and its box of coordinates."""
    kgg = "{a: {value: 1, unit: kgg, reference: b}}"
    box = 'crs: "EPSG:4490", within: [3.5, 4, 1, 2]'
    return text.replace("\\n", "\n").replace("<box>", box).replace("<kgg>", kgg)


def problems_of(folder: Path, old: str = "", new: str = "") -> dict[str, object]:
    """Return the problems after one change of the sound document, by code."""
    assert old in SOUND
    write(folder, SOUND.replace(old, new, 1))
    return {problem.code: problem for problem in project.read(folder)[1]}


def test_a_sound_project_is_typed(folder):
    found = project.load(folder)

    assert found.id == "demo"
    assert found.period.start == date(2021, 1, 1)
    assert date(2025, 12, 31) in found.period
    assert date(2026, 1, 1) not in found.period
    assert found.period.years == (2021, 2022, 2023, 2024, 2025)
    assert [campaign.id for campaign in found.campaigns] == ["2021", "2025"]
    assert found.strata[0].area_ha == Decimal("12.50")
    assert found.document["strata"][0]["area_ha"] == "12.50"
    assert found.strata[1].area_ha is None
    assert found.name("zh") == "示范项目"
    assert found.methods == ("edaphon.mcs/1.1",)
    assert found.digest.startswith("sha256:")
    assert found.where("strata", 0, "area_ha").row == 20
    assert found.get("sampling", "depth_cm") == "30"
    assert found.get("sampling", "nothing", 3) is None


def test_a_project_is_frozen(folder):
    with pytest.raises(AttributeError):
        project.load(folder).digest = ""


FAULTS = r"""
scenario: cropland | scenario: croplan | ENTRY_CHOICE | Choices: cropland | 可选值
scenario: cropland | scenario: [a] | ENTRY_CHOICE | “a list” | “一个列表”
start: 2021-03-15 | start: 2021-02-30 | DATE_INVALID | 2026-05-04 | 请更正日期
12.50 | 1e3 | DECIMAL_FORMAT | no exponent | 科学计数法
depth_cm: 30 | depth_cm: -30 | ENTRY_FORM | above 0 | 大于 0
depth_cm: 30 | depth_cm: 0 | ENTRY_FORM | above 0 | 大于 0
12.50 | -12.50 | ENTRY_FORM | above 0 | 大于 0
depth_cm | dept_cm | FIELD_UNKNOWN | Known fields: depth_cm | depth_cm
id: demo | ident: demo | ENTRY_MISSING | Identity of the project | 项目编号
[edaphon.mcs/1.1] |  | ENTRY_EMPTY | Method packs | 尚未填写
示范公司} | 示范公司}\n  name: {zh: 乙} | YAML_DUP_KEY | stands once | 删除其中一个
{design: paired | {design： paired | YAML_FULL_WIDTH | half-width | 英文输入法
{design: paired, depth_cm: 30} | 设计：x | YAML_FULL_WIDTH | half-width | 半角
id: demo | id: de mo | ENTRY_FORM | without spaces | 不含空格
{id: S2} | [S2] | ENTRY_TYPE | a list | 一个列表
{start: 2021-01-01, end: 2026-01-01} | 2021 | ENTRY_TYPE | the text “2021” | 文字“2021”
depth_cm: 30 | plan: true | ENTRY_TYPE | yes or no | 是否值
- {id: "2025", start: 2025-12-01, end: 2025-12-05} |  | ENTRY_COUNT | 1 | 1 项
end: 2026-01-01 | end: 2021-01-01 | PERIOD_ORDER | day after | 次日
start: 2025-12-01 | start: 2021-02-05 | CAMPAIGN_ORDER | begins after | 不得重叠
end: 2026-01-01 | end: 2022-01-01 | CAMPAIGN_FAR | verifier | 核查机构
id: S2 | id: S1 | ENTRY_DUPLICATE | first in row 20 | 首次在第 20 行
lab/soil.csv | lab/soll.csv | PATH_MISSING | upper and lower case | 区分大小写
lab/soil.csv | lab/./soil.csv | PATH_FORM | lab/soil.csv | lab/soil.csv
lab/soil.csv | lab//soil.csv | PATH_FORM | lab/soil.csv | lab/soil.csv
lab/soil.csv | ../soil.csv | PATH_OUTSIDE | never go up | 不得含
lab/soil.csv | C:\\soil.csv | PATH_OUTSIDE | forward slashes | 正斜杠
Y43 | Y42 | CREDIT_CODE_CHECK | Y43 | 营业执照
depth_cm: 30 | reference_mass: {S9: 4000} | REFERENCE_UNKNOWN | S1 | S9
id: demo | id: x\nfactors: <kgg> | UNIT_UNKNOWN | kgg | kgg
id: demo | id: x\nfields: {path: lab/soil.csv, <box>} | BOX_ORDER | west | 西
"""
"""Text of the sound document, what replaces it, code, a word of en, a word of zh."""


@pytest.mark.parametrize("fault", FAULTS.strip("\n").splitlines())
def test_a_fault_is_told_in_both_languages_with_its_row(folder, fault):
    old, new, code, english, chinese = (part.strip() for part in fault.split("|"))
    problem = problems_of(folder, old, with_breaks(new))[code]

    assert problem.where.file == "project.yaml"
    assert problem.where.row
    assert english in problem.text("en")
    assert chinese in problem.text("zh")
    assert problem.remedy("en").endswith(".")
    assert problem.remedy("zh").endswith("。")


@pytest.mark.parametrize(("days", "told"), [
    ("listed: 2021-08-01, validated: 2022-02-01, registered: 2022-06-01", ""),
    ("listed: 2021-08-01, validated: 2021-08-01, requested: 2021-08-01", ""),
    ("validated: 2022-02-01, requested: 2021-08-01", ""),
    ("listed: 2022-02-02, validated: 2022-02-01", "validated"),
    ("listed: 2022-06-02, registered: 2022-06-01", "registered"),
    ("validated: 2022-06-02, registered: 2022-06-01", "registered"),
    ("listed: 2022-06-02, requested: 2022-06-01", "requested"),
])  # fmt: skip
def test_days_with_the_programme_follow_each_other(folder, days, told):
    found = problems_of(folder, "scenario: cropland",
                        f"scenario: cropland\nmilestones: {{{days}}}")  # fmt: skip

    problem = found.get("MILESTONE_ORDER")
    assert (problem.facts["found"] if problem else "") == told
    if problem:
        assert "validated, then registered" in problem.text("en")
        assert "先公示、再审定、再登记" in problem.text("zh")


@pytest.mark.parametrize(
    ("data", "code", "english", "chinese"),
    [
        (b"", "DOCUMENT_EMPTY", "edaphon new", "模板"),
        ("名称: 项目".encode("gb18030"), "DOCUMENT_ENCODING", "UTF-8", "UTF-8"),
        (b"a: [1\nb: 2", "YAML_SYNTAX", "double quotes", "双引号"),
        (b"a:\n\tb: 2", "YAML_SYNTAX", "cannot start any token", "缩进用了制表符"),
        (b"a: 1\n  b: 2", "YAML_SYNTAX", "mapping values", "上一行缩进有误"),
        (b"a: *b\n", "YAML_SYNTAX", "alias", "引用了未定义的名称"),
        ("v: 1\nname：\n  zh: x\n".encode(), "YAML_FULL_WIDTH", "row 2", "第 2 行"),
        (b"a: !!python/object:os.system x", "YAML_TAG", "Delete the tag", "删除该标记"),
        (b"[" * 60 + b"]" * 60, "YAML_DEPTH", "aliases", "别名"),
        (b"- " * 50_000 + b"a", "YAML_DEPTH", "aliases", "别名"),
        (b"{a: " * 500 + b"}" * 500, "YAML_DEPTH", "aliases", "别名"),
        (b"? [a]\n: 1", "YAML_KEY", "plain words", "普通文字"),
        (b"a: &x [1]\nb: &y [*x, *x]\n", "ENTRY_MISSING", "missing", "缺少字段"),
        (b"#" * (4 * 1024**2 + 1), "DOCUMENT_TOO_BIG", "lab/", "lab/"),
    ],
)
def test_bytes_that_are_no_document_are_refused(tmp_path, data, code, english, chinese):
    (tmp_path / "project.yaml").write_bytes(data)

    problems = {problem.code: problem for problem in project.read(tmp_path)[1]}

    assert english in problems[code].text("en")
    assert chinese in problems[code].text("zh")


def test_a_folder_without_a_document_says_how_to_make_one(tmp_path):
    with pytest.raises(EdaphonError) as refusal:
        project.load(tmp_path)

    (problem,) = refusal.value.problems
    assert problem.code == "DOCUMENT_MISSING"
    assert "edaphon new" in problem.remedy("en")
    assert "edaphon new" in problem.remedy("zh")


def test_an_alias_bomb_ends_at_the_limit(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    write(tmp_path, "\n".join(lines))

    assert [problem.code for problem in project.read(tmp_path)[1]] == ["YAML_DEPTH"]


def test_every_problem_of_the_document_is_told_in_one_pass(folder):
    write(
        folder,
        SOUND.replace("cropland", "croplan").replace("2021-03-15", "2021-03-32")
        .replace("12.50", "12.5.0").replace("Y43", "Y44").replace("id: S2", "id: S 2"),
    )  # fmt: skip

    codes = [problem.code for problem in project.read(folder)[1]]

    assert codes == [
        "CREDIT_CODE_CHECK",
        "ENTRY_CHOICE",
        "DATE_INVALID",
        "DECIMAL_FORMAT",
        "ENTRY_FORM",
    ]


def test_a_blank_of_a_person_does_not_keep_other_files_from_being_read(folder):
    write(folder, SOUND.replace("{zh: 示范公司}", ""))

    found, problems = project.read(folder)

    assert found is not None
    assert [problem.severity for problem in problems] == ["question"]
    with pytest.raises(EdaphonError):
        project.load(folder)


def test_yaml_words_stay_words(folder):
    write(folder, SOUND.replace("甲}", "on}").replace("id: S2", "id: 007"))

    found = project.load(folder)

    assert found.campaigns[0].laboratory == "on"
    assert found.strata[1].id == "007"


def test_a_link_that_leaves_the_folder_is_refused(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "soil.csv"
    outside.write_text("x\n", "utf-8")
    (folder / "lab" / "soil.csv").unlink()
    (folder / "lab" / "soil.csv").symlink_to(outside)

    assert [problem.code for problem in project.read(folder)[1]] == ["PATH_OUTSIDE"]


def test_the_path_of_a_file_is_given_or_refused(folder):
    found = project.load(folder)

    assert found.file_path("lab/soil.csv", "files", 0) == folder / "lab/soil.csv"
    with pytest.raises(EdaphonError):
        found.file_path("../x", "files", 0)


def test_the_digest_is_that_of_the_bytes(folder):
    before = project.load(folder).digest
    write(folder, SOUND + "# a remark\n")

    assert project.load(folder).digest != before


def test_every_field_of_the_schema_is_described_in_both_languages():
    lacking = []

    def walk(rule, place):
        for name, under in rule.get("properties", {}).items():
            walk(under, (*place, name))
        text = rule.get("description", "")
        if text and ("|" not in text or not text.rstrip().endswith("。")):
            lacking.append(place)

    walk(schema("project"), ())
    for name, rule in schema("project")["$defs"].items():
        walk(rule, (name,))
    assert lacking == []


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91411400MA0000007C", "9135 0100 m000100y43"]
)
def test_a_valid_credit_code_passes(code):
    assert credit_code_problem(code, Where()) is None


@pytest.mark.parametrize("at", range(18))
def test_a_changed_credit_code_is_caught(at):
    code = "91350100M000100Y43"
    changed = code[:at] + ("7" if code[at] != "7" else "8") + code[at + 1 :]

    assert credit_code_problem(changed, Where()).code == "CREDIT_CODE_CHECK"


def test_the_examples_of_this_test_are_yaml(folder):
    assert yaml.safe_load(SOUND)["id"] == "demo"
    shutil.rmtree(folder)


@pytest.mark.parametrize(("start", "far"), [
    ("2022-02-05", False), ("2022-02-06", False), ("2022-02-07", True),
])  # fmt: skip
def test_a_campaign_long_before_the_period_is_told(folder, start, far):
    found = problems_of(folder, "start: 2021-01-01", f"start: {start}")

    assert ("CAMPAIGN_FAR" in found) == far


@pytest.mark.parametrize(("box", "wrong"), [
    ("1, 2, 1.1, 2.1", False), ("1, 2, 1, 3", True), ("1, 2, 3, 2", True),
    ("-180, -90, 180, 90", False), ("-180.1, -90, 180, 90", True),
    ("-180, -90, 180, 90.1", True),
])  # fmt: skip
def test_a_box_of_coordinates_has_a_width_and_lies_on_earth(folder, box, wrong):
    fields = f'{{path: lab/soil.csv, crs: "EPSG:4490", within: [{box}]}}'
    found = problems_of(folder, "jurisdiction:", f"fields: {fields}\njurisdiction:")

    assert ("BOX_ORDER" in found) == wrong


def test_a_list_that_is_empty_is_filled_in_as_a_list():
    document, _ = parse_document(b"v: edaphon.project/3\nfiles:\nid:\n", "project.yaml")
    assert document is not None
    empty = {
        item.facts["field"]: item
        for item in check_form(document, "project").problems
        if item.code == "ENTRY_EMPTY"
    }

    assert "`edaphon map DIR FILE`" in empty["files"].needed("en")
    assert "one a line, each behind a dash" in empty["files"].remedy("en")
    assert "每条一行，以短横线开头" in empty["files"].remedy("zh")
    assert empty["id"].remedy("en") == "Write the value behind the colon."


def test_the_points_of_a_plan_are_filled_in_as_a_list():
    document, _ = parse_document(b"v: edaphon.plan/1\npoints: []\n", "plan.yaml")
    assert document is not None
    empty = [
        item
        for item in check_form(document, "plan").problems
        if (item.code, item.facts["field"]) == ("ENTRY_EMPTY", "points")
    ]

    assert [item.remedy("zh") for item in empty] == [
        "请在其下逐条填写，每条一行，以短横线开头。"
    ]
