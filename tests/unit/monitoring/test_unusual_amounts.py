"""What a hectare can hardly take, give or need is asked about before it is credited.

The plain project has 200 ha; its baseline counts from 2018 to 2020.
"""

import pytest

from edaphon.evidence import properties
from tests.synthetic_documents import ACTIVITY, SOIL
from tests.synthetic_project import SyntheticProject
from tests.unit.monitoring.asking import told

AREA = 200

LIMITED = {
    code: entry for code, entry in properties().items() if entry.per_hectare is not None
}

CODES = {
    "AMOUNT_LARGE", "AMOUNT_LARGE_EARNS", "RESIDUE_ABOVE_HARVEST", "LIME_ON_CALCAREOUS",
}  # fmt: skip


def record(item, amount, role="baseline", year="2019", **cells):
    """Return a project with one more record in the unit of the vocabulary."""
    project = SyntheticProject()
    row = {"role": role, "year": year, "item": item, "amount": f"{amount:.10g}",
           "unit": properties()[item].unit, **cells}  # fmt: skip
    project.drop(ACTIVITY, role=role, year=year, item=item)
    project.tables[ACTIVITY].append(row)
    return project


def found(project, folder):
    return [item for item in told(project, folder) if item.code in CODES]


def test_every_amount_of_a_year_has_a_limit_of_our_own():
    amounts = {
        code
        for code, entry in properties().items()
        if entry.domain == "management"
        and entry.unit in ("L", "kW.h", "t", "t{N}", "t{C}", "kg")
        and not code.startswith("livestock_weight_")
    }

    assert set(LIMITED) == amounts - {"product_bought"}
    for entry in LIMITED.values():
        assert entry.per_hectare.mark == "D"
        assert entry.per_hectare.source["en"]
        assert entry.per_hectare.source["zh"]


@pytest.mark.parametrize(("share", "is_asked"), [(0.99, False), (1.01, True)])
@pytest.mark.parametrize("item", LIMITED)
def test_a_baseline_above_the_limit_is_asked_about(item, share, is_asked, tmp_path):
    most = float(LIMITED[item].per_hectare.high)
    project = record(item, share * most * AREA)
    if item == "gasoline_used":  # shares the limit of diesel
        project.drop(ACTIVITY, role="baseline", item="diesel_used")

    problems = found(project, tmp_path)

    assert [item.code for item in problems] == ["AMOUNT_LARGE_EARNS"] * is_asked


def test_in_the_project_it_costs_credit_and_is_told(tmp_path):
    (problem,) = found(record("limestone_applied", 2001, "project", "2023"), tmp_path)

    assert (problem.code, problem.severity) == ("AMOUNT_LARGE", "warning")
    assert "counts as it is" in problem.remedy("en")


@pytest.mark.parametrize(("amount", "is_asked"), [(99, False), (101, True)])
@pytest.mark.parametrize("stratum", ["", "S1"])
def test_control_land_is_held_against_its_own_area(stratum, amount, is_asked, tmp_path):
    """What control land got is taken off what the project brought."""
    project = record(
        "imported_carbon_compost", amount, "control", "2023", stratum=stratum
    )
    for item, area in zip(project.document["strata"], ("5", "0.0001"), strict=True):
        item["control_area_ha"] = area

    problems = found(project, tmp_path)

    assert [one.code for one in problems] == ["AMOUNT_LARGE_EARNS"] * is_asked


def test_control_land_of_unknown_area_has_no_limit(tmp_path):
    project = record("imported_carbon_compost", 9999, "control", "2023")

    assert not found(project, tmp_path)


def test_the_question_says_what_is_plausible(tmp_path):
    """5,000 t of lime a year on 203 ha: 696 units became 7,294."""
    (problem,) = found(record("limestone_applied", 5000), tmp_path)

    assert (problem.severity, problem.where.file) == ("question", ACTIVITY)
    assert problem.where.row
    assert "baseline in 2019 is 25 t/ha" in problem.found("en")
    assert "At most 10 t/ha" in problem.needed("en")
    assert "when in doubt" in problem.remedy("en")
    assert "自定限值" in problem.text("zh")


def test_rows_of_one_year_are_added_up(tmp_path):
    project = record("limestone_applied", 1001)
    project.tables[ACTIVITY].append({**project.tables[ACTIVITY][-1], "amount": "1000"})

    (problem,) = found(project, tmp_path)

    assert problem.code == "AMOUNT_LARGE_EARNS"


@pytest.mark.parametrize(("stratum", "count"), [("S2", 1), ("S1", 0), ("", 0)])
def test_what_names_a_stratum_is_held_against_its_land(stratum, count, tmp_path):
    """1,000 t on the 80 ha of S2 are 12.5 t/ha; on all land they are 5."""
    project = record("limestone_applied", 1000, stratum=stratum)

    assert len(found(project, tmp_path)) == count


# --- Residue and harvest ------------------------------------------------------------


def burnt(amount, crop="wheat", item="residue_burnt_wheat", year="2019", **others):
    """Return a project that burns residue [t/ha] of 2 t/ha of grain."""
    project = record(item, 1000 * amount * AREA)
    for row in project.tables[ACTIVITY]:
        row["crop"] = ""
    for name, grain in {crop: "2", **others}.items():
        project.tables[ACTIVITY].append(
            {"role": "baseline", "year": year, "item": "yield", "amount": grain,
             "unit": "t/har", "stratum": "S1", "crop": name}
        )  # fmt: skip
    project.map_column(ACTIVITY, "crop", **{"is": "crop"})
    return project


@pytest.mark.parametrize(("amount", "is_asked"), [(4.9, False), (5.1, True)])
@pytest.mark.parametrize(
    ("item", "crop"),
    [("wheat", "冬小麦"), ("maize", "夏玉米"), ("rice", "Paddy rice"),
     ("cane", "Sugar cane"), ("wheat", "Winter Wheat")],
)  # fmt: skip
def test_no_more_residue_burns_than_grew(item, crop, amount, is_asked, tmp_path):
    problems = found(burnt(amount, crop, f"residue_burnt_{item}"), tmp_path)

    assert [one.code for one in problems] == ["RESIDUE_ABOVE_HARVEST"] * is_asked
    for problem in problems:
        assert "5.1 t/ha" in problem.found("en")
        assert "2.5 times" in problem.needed("en")
        assert "干物质" in problem.remedy("zh")


@pytest.mark.parametrize(("amount", "is_asked"), [(4.9, False), (5.1, True)])
def test_a_year_without_yields_is_held_against_the_best_on_record(
    amount, is_asked, tmp_path
):
    problems = found(burnt(amount, year="2018"), tmp_path)

    assert [one.code for one in problems] == ["RESIDUE_ABOVE_HARVEST"] * is_asked


def test_a_residue_of_a_crop_that_no_yield_names_has_no_harvest(tmp_path):
    (problem,) = found(burnt(0.1, crop="soybean"), tmp_path)

    assert problem.code == "RESIDUE_ABOVE_HARVEST"


def test_two_harvests_of_a_year_add_up(tmp_path):
    assert not found(burnt(5.1, **{"Spring wheat": "1"}), tmp_path)


@pytest.mark.parametrize(("first", "second"), [
    ("limestone_applied", "dolomite_applied"), ("diesel_used", "gasoline_used"),
])  # fmt: skip
def test_amounts_of_one_kind_share_a_limit(first, second, tmp_path):
    most = float(LIMITED[first].per_hectare.high)
    project = record(first, 0.6 * most * AREA)
    *_, row = project.rows(ACTIVITY, item=first, role="baseline")
    project.tables[ACTIVITY].append({**row, "item": second})

    assert [one.code for one in found(project, tmp_path)] == ["AMOUNT_LARGE_EARNS"]


@pytest.mark.parametrize(("kept", "is_asked"), [(0.91, False), (0.89, True)])
def test_a_large_amount_that_the_project_keeps_earns_nothing(kept, is_asked, tmp_path):
    most = 1.2 * float(LIMITED["synthetic_n_applied"].per_hectare.high) * AREA
    project = record("synthetic_n_applied", most)
    for row in project.rows(ACTIVITY, item="synthetic_n_applied", role="project"):
        row["amount"] = f"{kept * most:.6g}"

    codes = [one.code for one in found(project, tmp_path)]

    assert ("AMOUNT_LARGE_EARNS" in codes) is is_asked


# --- Lime on calcareous land --------------------------------------------------------


@pytest.mark.parametrize("item", ["limestone_applied", "dolomite_applied"])
@pytest.mark.parametrize(
    ("role", "amount", "is_calcareous", "is_asked"),
    [
        ("baseline", 1, True, True),
        ("baseline", 0, True, False),
        ("baseline", 1, False, False),
        ("project", 1, True, False),
    ],
)
def test_a_baseline_of_lime_on_calcareous_land_is_asked_about(
    item, role, amount, is_calcareous, is_asked, tmp_path
):
    project = record(item, amount, role)
    project.document["land"]["calcareous"] = is_calcareous

    problems = found(project, tmp_path)

    assert [one.code for one in problems] == ["LIME_ON_CALCAREOUS"] * is_asked
    for problem in problems:
        assert problem.severity == "question"
        assert "enter 0" in problem.text("en")
        assert "石灰性" in problem.text("zh")


@pytest.mark.parametrize(("acidity", "is_asked"), [("6.9", False), ("7.0", True)])
def test_lime_on_soil_that_is_alkaline_by_its_analyses_is_asked_about(
    acidity, is_asked, tmp_path
):
    project = record("limestone_applied", 1)
    for row in project.rows():
        row["ph"] = acidity
    project.map_column(SOIL, "ph", **{"is": "ph", "unit": "1"})

    codes = [one.code for one in found(project, tmp_path)]

    assert codes == ["LIME_ON_CALCAREOUS"] * is_asked
