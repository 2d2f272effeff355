"""What strangers left out of the example's files, and what it earned them before."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from tests.synthetic_documents import MCS, VM0042
from tests.unit.accounting.verdicts import assessed

EXAMPLE = Path(__file__).parents[2] / "examples" / "huang-huai"
UNITS = {MCS: 305, VM0042: 696}

BOOK = ("activity/施用记录.csv", "gb18030")
CERTIFICATES = ("product/产品检验单.csv", "utf-8-sig")
YIELDS = ("activity/产量.csv", "gb18030")
STORES = ("activity/投入品台账.csv", "utf-8-sig")


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "huang-huai"
    shutil.copytree(EXAMPLE, folder)
    return folder


def rewrite(folder, table, change):
    """Let a function change, or drop by returning nothing, each row of a table."""
    path, encoding = table
    read = csv.DictReader(io.StringIO((folder / path).read_text(encoding)))
    rows = [kept for at, row in enumerate(read) if (kept := change(at, dict(row)))]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, read.fieldnames, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / path).write_text(stream.getvalue(), encoding)


def refused(folder, method, condition):
    """Check that a condition refuses under a method; return what it found."""
    (account,) = accounts(gather(folder)[0], [method])
    item = assessed(account, condition)
    assert (account.status, account.units) == ("refused", 0)
    assert item.stands_against
    return item.outcome.found["en"]


def test_the_example_that_says_all_keeps_its_units():
    done = accounts(gather(EXAMPLE)[0], list(UNITS))

    assert {item.pack.id: item.units for item in done} == UNITS


@pytest.mark.parametrize(
    ("keeps", "told"),
    [
        (lambda at, _: at != 40, "S2-F4 in 2023 (1 of 2)"),
        (lambda _, row: row["作物年度"] != "2024", "S1-F1 in 2024 (0 of 2)"),
        (lambda at, _: at % 2, "(0 of 2)"),
        (lambda _, row: row["作物"] != "夏玉米", "a crop of 3 harvests"),
        (lambda _, row: row["地块编号"] != "S3-F4", "S3-F4 in 2022 (0 of 2)"),
        (lambda _, row: not row["地块编号"].startswith("S3"), "S3 in 2022 (0 of 2)"),
    ],
    ids=["a row", "a year", "half", "maize", "a parcel", "a stratum"],
)
def test_applications_that_are_left_out(copy, keeps, told):
    """609, 624 and 633 units for one row, for 2024, and for half of the book."""
    rewrite(copy, BOOK, lambda at, row: row if keeps(at, row) else None)

    assert told in refused(copy, MCS, "C9")


@pytest.mark.parametrize(
    "change",
    [
        lambda _, row: None if row["批号"] == "A2209" else row,
        lambda _, row: (
            row | ({"有效活菌数（亿/g）": ""} if "09" in row["批号"] else {})
        ),
    ],
    ids=["certificate", "count"],
)
def test_a_lot_without_certificate_or_count(copy, change):
    rewrite(copy, CERTIFICATES, change)

    assert "A2209" in refused(copy, MCS, "C6")


def test_an_application_without_its_lot(copy):
    rewrite(copy, BOOK, lambda at, row: row | ({} if at else {"批号": ""}))

    assert "(no lot stated)" in refused(copy, MCS, "C6")


@pytest.mark.parametrize(("method", "condition"), [(MCS, "C9"), (VM0042, "9-sources")])
def test_a_lot_without_its_carbon_content(copy, method, condition):
    """25 % blanked: 608 units instead of 601; 60 %: instead of 563."""

    def blank(_, row):
        return row | ({"产品有机碳（%）": ""} if row["批号"] == "A2304" else {})

    rewrite(copy, CERTIFICATES, blank)

    assert "missing for lots: A2304)" in refused(copy, method, condition)


@pytest.mark.parametrize(("method", "condition"), [(MCS, "C9"), (VM0042, "4.6")])
def test_yields_of_control_that_are_left_out(copy, method, condition):
    rewrite(copy, YIELDS, lambda _, row: row if row["处理"] == "项目地" else None)

    assert "control land of S1 in 2022" in refused(copy, method, condition)


@pytest.mark.parametrize(("method", "condition"), [(MCS, "C9"), (VM0042, "4.6")])
def test_yields_of_a_crop_that_the_applications_name(copy, method, condition):
    """Maize at 0.6 of itself gave 215 units or none; 305 and 696 without its rows."""
    rewrite(copy, YIELDS, lambda _, row: None if row["作物"] == "夏玉米" else row)

    assert "project land of S1 in 2022" in refused(copy, method, condition)


@pytest.mark.parametrize(("method", "condition"), [(MCS, "C9"), (VM0042, "4.6")])
def test_no_yields_at_all(copy, method, condition):
    """What is stated of the yield earned 305 and 696 units without its table."""
    path = copy / "project.yaml"
    text = path.read_text("utf-8")
    start = text.index(f"  - path: {YIELDS[0]}\n")
    path.write_text(text[:start] + text[text.index("\n\n", start) :], "utf-8")

    assert "S1 in 2022" in refused(copy, method, condition)


def test_the_diesel_of_the_project_in_another_unit(copy):
    """Millilitres for litres: 616 and 1,004 units, without a question."""

    def smaller(_, row):
        is_told = (row["情景"], row["项目"]) == ("项目", "柴油用量")
        return row | ({"单位": "mL"} if is_told else {})

    rewrite(copy, STORES, smaller)

    with pytest.raises(EdaphonError) as caught:
        gather(copy)

    assert {item.code for item in caught.value.problems} == {"AMOUNT_APART"}
