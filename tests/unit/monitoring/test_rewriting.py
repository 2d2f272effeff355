"""A column map says what words mean: it changes, hides and dates nothing of a file.

Each forged map of the example credited more, or kept what was refused, and nothing
was said; the figures are in the commit that closed them.
"""

import shutil

import pytest
from openpyxl import load_workbook

from edaphon.evidence import load
from edaphon.monitoring import read_evidence
from tests.conftest import ROOT
from tests.synthetic_documents import SOIL
from tests.synthetic_project import SyntheticProject

EXAMPLE = ROOT / "examples" / "huang-huai"
BOOK = "lab/土壤检测报告2024.xlsx"

SOC = "有机碳/g/kg: {is: soc, unit: g/kg, procedure: HJ 695-2014}"
DAY = "      采样日期: {is: sampled_on}\n      采样深度: {is: depth}\n      检测日期"
FORGED = {
    "a number": (SOC, SOC.replace("unit", "values: {'7.16': '5.16'}, unit")),
    "a point": (
        "点位编号: {is: point}",
        "点位编号: {is: point, values: {S1-P01: S1-C01, S1-C01: S1-P01}}",
    ),
    "an amount": ("数值: {is: value}", "数值: {is: value, values: {'20030': '23030'}}"),
    "a content": (
        "{is: product_carbon_content, unit: '%'}".replace("'", '"'),
        "{is: product_carbon_content, unit: \"%\", values: {'18.0': '1.8'}}",
    ),
    "a role": (
        "处理: {is: role, values: {项目地: project, 对照地: control}}",
        "处理: {is: role, values: {项目地: control, 对照地: project}}",
    ),
    "a count": (
        "{is: viable_count,", "{is: viable_count, values: {'2.26': '3.26'},",
    ),
    "a day": (
        DAY, DAY.replace("sampled_on", "sampled_on, values: {2024-10-09: 2024-10-08}"),
    ),
    "a depth": (
        "土层/cm: {is: depth}", "土层/cm: {is: depth, values: {0-10: 0-20}}",
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "example")


def edit(folder, *pairs):
    file = folder / "project.yaml"
    text = file.read_text("utf-8")
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after, 1)
    file.write_text(text, "utf-8")
    return folder


def problems(folder):
    return read_evidence(load(folder)).problems


def codes(found, *, only_new=True):
    new = {item.code for item in found if item.entry.since >= 5}
    return new if only_new else {item.code for item in found}


@pytest.mark.parametrize("name", FORGED)
def test_a_map_never_turns_a_value_into_another(name, folder):
    found = [
        item
        for item in problems(edit(folder, FORGED[name]))
        if item.code == "VALUE_REWRITTEN"
    ]

    assert found
    assert all(item.stops() for item in found)
    assert "the map takes it for" in found[0].text("en")
    assert "corrected one" in found[0].text("en")
    assert "按文件原样读取" in found[0].text("zh")


def test_words_keep_their_meanings(folder):
    """The honest map has values for roles, and none of it is a rewriting."""
    assert codes(problems(folder)) == set()


@pytest.mark.parametrize(
    "values",
    [
        {"0-10": "0-10"},
        {"surface": "0-10"},
        {"A": "0-10", "10 - 20": "10-20"},
    ],
)
def test_a_code_of_a_layer_may_be_given_its_depth(values, tmp_path):
    made = SyntheticProject()
    for row in made.rows(top="0"):
        row["layer"] = next(iter(values))
    for row in made.rows():
        row.setdefault("layer", f"{row['top']}-{row['bottom']}")
        del row["top"], row["bottom"]
    columns = next(one for one in made.document["files"] if one["path"] == SOIL)[
        "columns"
    ]
    del columns["top"], columns["bottom"]
    columns["layer"] = {"is": "depth", "unit": "cm", "values": values}
    found = read_evidence(load(made.write(tmp_path)))

    assert "VALUE_REWRITTEN" not in {item.code for item in found.problems}
    assert found.observations.filter(property="soc", top_cm="0").height > 0


def test_a_constant_does_not_stand_over_a_day_of_the_file(folder):
    forged = edit(
        folder,
        (
            'sheet: 结果\n    header_rows: [3, 4]\n    constants: {campaign: "2024"}',
            (
                "sheet: 结果\n    header_rows: [3, 4]\n    constants: "
                '{campaign: "2024", sampled_on: 2024-10-09}'
            ),
        ),
        (DAY, DAY.replace("is: sampled_on", "is: ignore")),
    )
    (problem,) = [
        item for item in problems(forged) if item.code == "CONSTANT_OVER_COLUMN"
    ]

    assert problem.stops()
    assert "采样日期" in problem.text("en")
    assert "Map the column, and take the constant out." in problem.text("en")
    assert "请映射该列并删去固定值" in problem.text("zh")


def test_a_second_column_of_carbon_that_is_left_out_is_told(folder):
    book = load_workbook(folder / BOOK)
    sheet = book["结果"]
    last = sheet.max_column + 1
    sheet.cell(3, last).value = "有机碳复测(g/kg)"
    for row in range(5, sheet.max_row + 1):
        sheet.cell(row, last).value = 9.0
    book.save(folder / BOOK)
    told = edit(
        folder,
        (
            "      土壤 pH: {is: ph,",
            "      有机碳复测(g/kg): {is: ignore}\n      土壤 pH: {is: ph,",
        ),
    )
    found = [item for item in problems(told) if item.code == "COLUMN_LEFT_OUT"]

    assert found
    assert not found[0].stops()
    assert "must not be chosen by what it gives" in found[0].text("en")
    assert "不得按结果大小选用" in found[0].text("zh")


def test_a_sheet_of_results_that_nobody_maps_is_told(folder):
    book = load_workbook(folder / BOOK)
    copy = book.copy_worksheet(book["结果"])
    copy.title = "结果原始"
    book.save(folder / BOOK)
    (problem,) = [item for item in problems(folder) if item.code == "SHEET_UNREAD"]

    assert not problem.stops()
    assert problem.facts == {"sheets": "结果原始", "count": 1}
    assert "Map each sheet with `edaphon map`" in problem.text("en")
    assert "逐个对应" in problem.text("zh")


def test_archived_samples_that_are_named_have_results(folder):
    text = (folder / "project.yaml").read_text("utf-8")
    start = text.index(
        "  - path: lab/土壤检测报告2024.xlsx\n    about: soil\n    sheet: 留样复测"
    )
    end = text.index("  - path:", start + 5)
    (folder / "project.yaml").write_text(text[:start] + text[end:], "utf-8")
    found = problems(folder)
    (problem,) = [item for item in found if item.code == "ARCHIVE_EMPTY"]

    assert problem.stops()
    assert "SHEET_UNREAD" in codes(found)
    assert "Map the table of the re-analysis" in problem.text("en")
    assert "请对应复测结果表" in problem.text("zh")


def test_rows_that_a_map_leaves_out_are_named(folder):
    ledger = folder / "activity/投入品台账.csv"
    text = ledger.read_text("utf-8-sig")
    ledger.write_text(
        text.rstrip() + "\n外租,2024,柴油用量,60000,L,凭证13号\n", "utf-8-sig"
    )
    told = edit(
        folder,
        ("values: {基准线: baseline, 项目: project}}",
         "values: {基准线: baseline, 项目: project}, others: skip}"),
    )  # fmt: skip
    (problem,) = [item for item in problems(told) if item.code == "ROWS_LEFT_OUT"]

    assert problem.facts["words"] == "“外租” (1)"
    assert str(problem.where.row) == problem.facts["rows"]
    assert "belongs to the project counts" in problem.text("en")
    assert "请在 values 中写明含义" in problem.text("zh")


def test_hidden_rows_that_are_left_out_are_told(folder):
    book = load_workbook(folder / BOOK)
    book["留样复测"].row_dimensions[5].hidden = True
    book.save(folder / BOOK)
    told = edit(
        folder, ("    sheet: 留样复测\n", "    sheet: 留样复测\n    hidden: leave\n")
    )
    (problem,) = [item for item in problems(told) if item.code == "HIDDEN_LEFT_OUT"]

    assert not problem.stops()
    assert "hidden: read" in problem.text("en")
    assert "hidden: read" in problem.text("zh")


def test_a_known_item_that_is_taken_for_another_is_told(folder):
    told = edit(
        folder,
        ("项目: {is: item}", "项目: {is: item, values: {柴油用量: irrigation_water}}"),
    )
    found = [item for item in problems(told) if item.code == "ITEM_RENAMED"]

    assert found
    assert "A record counts as what its file calls it" in found[0].text("en")
    assert "按文件所写的项目计入" in found[0].text("zh")


A2109 = "A2109,2021/9/6,2022/3/5"
LOTS = {
    "expired before it was made": (A2109, "A2109,2021/9/6,2021/3/5"),
    "applied after it expired": (A2109, "A2109,2021/9/6,2021/10/1"),
    "applied before it was made": (A2109, "A2109,2021/11/6,2022/3/5"),
    "tested a year after": ("2021/10/5", "2022/10/5"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOTS)
def test_a_lot_is_made_tested_used_and_expires_in_this_order(name, folder):
    file = folder / "product/产品检验单.csv"
    text = file.read_text("utf-8-sig")
    before, after = LOTS[name]
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8-sig")
    (problem,) = [item for item in problems(folder) if item.code == "LOT_DAYS"]

    assert problem.stops()
    assert "A2109" in problem.text("en")
    assert "Correct the day that is wrong" in problem.text("en")
    assert "请更正有误的日期" in problem.text("zh")


def test_a_use_lies_in_the_year_of_its_crop(folder):
    file = folder / "activity/施用记录.csv"
    text = file.read_bytes().decode("gb18030")
    moved = text.replace("2021年10月16日", "2024年10月9日", 1)
    file.write_bytes(moved.encode("gb18030"))
    found = [item for item in problems(folder) if item.code == "APPLIED_OTHER_YEAR"]

    assert len(found) == 1
    assert found[0].stops()
    assert found[0].facts["year"] == "2022"
    assert "Correct the day or the year." in found[0].text("en")
    assert "请更正日期或年度" in found[0].text("zh")


def test_a_bundle_of_earlier_rules_is_read_as_it_was(folder):
    """What came later is a note, and stops nothing."""
    forged = edit(folder, FORGED["a number"])
    found = read_evidence(load(forged), rules=4)

    assert not [item for item in found.problems if item.stops(4)]
    assert "VALUE_REWRITTEN" not in codes(found.problems)


def test_a_row_with_a_unit_of_its_own_is_not_read_in_another(folder):
    """60 jin a mu were 60 kg a mu, and litres of diesel were a dose."""
    file = folder / "activity/施用记录.csv"
    text = file.read_bytes().decode("gb18030").splitlines()
    units = ["单位", *(["公斤/亩"] * 2), "斤/亩", *(["kg/亩"] * (len(text) - 4))]
    rows = [f"{row},{unit}" for row, unit in zip(text, units, strict=True)]
    file.write_bytes("\n".join(rows).encode("gb18030"))
    line = "      亩用量(kg/亩): {is: dose, unit: 15.kg/har}\n"
    area = "      施用面积(亩): {is: area_treated, unit: har/15}\n"
    total = "      施用总量(kg): {is: product_applied, unit: kg}\n"
    kept = {one: one.replace("{is:", "{is: ignore} # {is:") for one in (area, total)}
    found = [
        item
        for item in problems(
            edit(folder, (line, line + "      单位: {is: unit}\n"), *kept.items())
        )
        if item.code == "UNIT_BESIDE"
    ]

    assert [item.facts["found"] for item in found] == ["斤/亩"]
    assert found[0].stops()
    assert "each row is then read by its own" in found[0].text("en")
    assert "各行即按自身单位读取" in found[0].text("zh")
