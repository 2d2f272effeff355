"""Where yields are recorded, neither side, no stratum and no year is left out."""

import pytest

from edaphon.accounting.yields import unharvested
from tests.synthetic_documents import ACTIVITY, MCS, METHODS, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, broken, check_refusal

YEARS = ("2022", "2023", "2024")
CONDITION = {MCS: "C9", VM0042: "4.6"}


def harvested(project, share=1.01):
    """Record the yields of both strata and sides in every year."""
    project.tables[ACTIVITY] += [
        {"role": role, "year": year, "item": "yield", "amount": f"{amount:g}",
         "unit": "t/har", "stratum": stratum, "lot": ""}
        for stratum in ("S1", "S2")
        for year in YEARS
        for role, amount in (("project", 7 * share), ("control", 7.0))
    ]  # fmt: skip


@pytest.mark.parametrize("method", METHODS)
def test_yields_of_both_sides_are_credited(method, tmp_path):
    account = broken(harvested, tmp_path, method)

    assert account.status == "credited"
    if method == VM0042:
        found = assessed(account, "4.6").outcome.found["en"]
        told = "Yield changed by 1.0 %, harvests weighted by the area of their stratum."
        assert found == told


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("role", ["project", "control"])
@pytest.mark.parametrize("lost", ["all", "one year", "one stratum", "one"])
def test_yields_of_one_side_alone_earn_nothing(method, role, lost, tmp_path):
    """Control yields 15 % higher, their rows deleted: 608 and 825 units as before."""
    wanted = {
        "all": {}, "one year": {"year": "2023"}, "one stratum": {"stratum": "S2"},
        "one": {"year": "2023", "stratum": "S2"},
    }[lost]  # fmt: skip

    def change(project):
        harvested(project, 1 / 1.15)
        project.drop(ACTIVITY, item="yield", role=role, **wanted)

    account = broken(change, tmp_path, method)

    found = assessed(account, CONDITION[method]).outcome.found
    check_refusal(account, CONDITION[method])
    assert f"{role} land of S" in found["en"]
    assert "产量记录缺失" in found["zh"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "lost", [{"year": "2022"}, {"stratum": "S1"}, {"year": "2024", "stratum": "S2"}]
)
def test_a_poor_harvest_is_not_left_out_on_both_sides(method, lost, tmp_path):
    def change(project):
        harvested(project)
        project.drop(ACTIVITY, item="yield", **lost)

    account = broken(change, tmp_path, method)

    check_refusal(account, CONDITION[method])
    found = assessed(account, CONDITION[method]).outcome.found
    assert f"{lost.get('stratum', 'S1')} in {lost.get('year', '2023')}" in found["en"]
    assert f"{lost.get('year', '2023')} 年度" in found["zh"]


def test_a_statement_that_is_worse_than_the_records_is_told_as_one(tmp_path):
    def worse(project):
        harvested(project)
        project.document["leakage"]["yield_change_percent"] = "-2"

    found = assessed(broken(worse, tmp_path, VM0042), "4.6").outcome.found

    told = "Stated, and worse than the yield records: a change of -2.0 %."
    assert found["en"] == told
    assert "低于产量记录所示" in found["zh"]


def unsown(project):
    """Let the land be grassland, of which nothing is harvested."""
    project.is_harvested = False
    project.document["scenario"] = "grassland"
    project.document["land"]["cover"] = "grassland"


def test_a_statement_alone_is_said_to_be_one(tmp_path):
    account = broken(unsown, tmp_path, VM0042)

    found = assessed(account, "4.6").outcome.found
    assert found["en"] == "Stated, without yield records: a change of 1.0 %."
    assert "无产量记录" in found["zh"]


@pytest.mark.parametrize("method", METHODS)
def test_without_records_and_statement_the_yield_is_not_known(method, tmp_path):
    def change(project):
        unsown(project)
        del project.document["leakage"]["yield_change_percent"]

    account = broken(change, tmp_path, method)

    assert (account.status, account.units) == ("refused", 0)


def cropland_without_yields(project):
    project.document["scenario"] = "cropland"


def paddy_without_yields(project):
    project.document["scenario"] = "paddy"


def degraded_cropland_without_yields(project):
    project.document["scenario"] = "degraded"


def degraded_land_without_yields(project):
    project.document["scenario"] = "degraded"
    del project.document["land"]["cover"]


def sown_grassland_without_yields(project):
    """The book of applications names a crop: what was sown was harvested."""
    unsown(project)
    project.map_column(ACTIVITY, "crop", **{"is": "crop"})
    for row in project.tables[ACTIVITY]:
        row["crop"] = "wheat" if row["item"] == "product_applied" else ""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "change",
    [
        cropland_without_yields, paddy_without_yields, degraded_cropland_without_yields,
        degraded_land_without_yields,
        sown_grassland_without_yields,
    ],
)  # fmt: skip
def test_a_statement_does_not_stand_for_the_yields_of_sown_land(
    change, method, tmp_path
):
    """Without its table of yields a fall of 18 % earned 305 and 696 units."""

    def without(project):
        project.is_harvested = False
        change(project)

    account = broken(without, tmp_path, method)

    assert account.units == 0
    assert CONDITION[method] in against(account)
    outcome = assessed(account, CONDITION[method]).outcome
    assert "S1 in 2022" in outcome.found["en"]
    assert "does not stand for records of sown land" in outcome.cure["en"]
    assert "不得仅以填报的产量变化" in outcome.cure["zh"]


def test_yields_of_no_stratum_do_not_stand_for_one_beside_those_that_name_theirs(
    tmp_path,
):
    """Rows of S1 and rows without a stratum: S2 has no harvest, whatever those say."""
    project = SyntheticProject()
    harvested(project)
    for row in project.rows(ACTIVITY, item="yield", stratum="S2"):
        row["stratum"] = ""

    lacking = unharvested(project.evidence(tmp_path))

    found = [(item.place, item.year, item.held) for item in lacking]
    assert found == [("S2", year, 0) for year in ("2022", "2023", "2024")]


def by_crop(project, project_rows, control_rows):
    """Record yields by crop, every stratum and year alike."""
    project.map_column(ACTIVITY, "crop", **{"is": "crop"})
    project.tables[ACTIVITY] += [
        {"role": role, "year": year, "item": "yield", "amount": f"{amount:g}",
         "unit": "t/har", "stratum": stratum, "lot": "", "crop": crop}
        for stratum in ("S1", "S2")
        for year in YEARS
        for role, rows in (("project", project_rows), ("control", control_rows))
        for crop, amount in rows
    ]  # fmt: skip


FALLEN = [("wheat", 4), ("maize", 8)], [("wheat", 5), ("maize", 10)]
MAIZE = [("maize", 8.01), ("maize", 7.99)]
WHEAT = [("wheat", 5.01), ("wheat", 4.99)]


@pytest.mark.parametrize("method", METHODS)
def test_many_rows_of_a_crop_do_not_hide_that_each_crop_yields_less(method, tmp_path):
    """Wheat 5 to 4, maize 10 to 8: a fifth less, however often each was weighed."""
    fallen = broken(lambda made: by_crop(made, *FALLEN), tmp_path / "plain", method)
    mixed = broken(
        lambda made: by_crop(made, FALLEN[0] + MAIZE, FALLEN[1] + WHEAT),
        tmp_path / "mixed",
        method,
    )

    assert mixed.run.value("yield_change") == pytest.approx(-0.2)
    assert mixed.units == fallen.units


BOTH = [("wheat", 5), ("maize", 6)], [("wheat", 5), ("maize", 10)]
"""Yields of project and control: maize of the project is two fifths less."""


def of_book(project):
    """Let the book of applications name both crops in every year."""
    rows = project.rows(ACTIVITY, item="product_applied")
    for row in rows:
        row["crop"] = "wheat"
    project.tables[ACTIVITY] += [
        {**row, "crop": "maize", "amount": f"{int(row['amount']) + 1}"} for row in rows
    ]


def without_maize(project):
    project.drop(ACTIVITY, item="yield", crop="maize")


def without_a_year_of_maize(project):
    project.drop(ACTIVITY, item="yield", crop="maize", year="2023")


def without_maize_and_names(project):
    without_maize(project)
    for row in project.rows(ACTIVITY, item="yield"):
        row["crop"] = ""


def without_maize_in_both_books(project):
    without_maize(project)
    for row in project.rows(ACTIVITY, item="product_applied", crop="maize"):
        row["crop"] = ""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("change", "crop"),
    [
        (without_maize, "maize on "), (without_a_year_of_maize, "maize on "),
        (without_maize_and_names, "maize on "), (without_maize_in_both_books, ""),
    ],
)  # fmt: skip
def test_a_crop_that_the_book_names_owes_its_yields(change, crop, method, tmp_path):
    """Maize at 0.6 of the control gave 215 units or none, and 305 or 696 without it."""

    def left_out(project):
        by_crop(project, *BOTH)
        of_book(project)
        change(project)

    account = broken(left_out, tmp_path, method)

    check_refusal(account, CONDITION[method])
    found = assessed(account, CONDITION[method]).outcome.found
    assert f"{crop}project land of S1 in 202" in found["en"]
    assert "项目地" in found["zh"]


@pytest.mark.parametrize("method", METHODS)
def test_a_crop_that_yields_alone_name_owes_every_year(method, tmp_path):
    def left_out(project):
        by_crop(project, *BOTH)
        project.drop(ACTIVITY, item="yield", crop="maize", year="2024", stratum="S2")

    account = broken(left_out, tmp_path, method)

    check_refusal(account, CONDITION[method])
    found = assessed(account, CONDITION[method]).outcome.found
    assert "maize on control land of S2 in 2024" in found["en"]
    assert "S2 2024 年度maize对照地" in found["zh"]


@pytest.mark.parametrize("method", METHODS)
def test_a_crop_that_was_not_grown_is_recorded_with_zero(method, tmp_path):
    def rotation(project):
        by_crop(project, [("wheat", 5), ("maize", 9)], [("wheat", 5), ("maize", 9)])
        for row in project.rows(ACTIVITY, item="yield", crop="maize", year="2023"):
            row["amount"] = "0"

    assert broken(rotation, tmp_path, method).status == "credited"


@pytest.mark.parametrize("method", METHODS)
def test_the_only_crop_of_the_book_needs_no_name_among_the_yields(method, tmp_path):
    def one_crop(project):
        project.map_column(ACTIVITY, "crop", **{"is": "crop"})
        for row in project.tables[ACTIVITY]:
            row["crop"] = "millet" if row["item"] == "product_applied" else ""

    assert broken(one_crop, tmp_path, method).status == "credited"
