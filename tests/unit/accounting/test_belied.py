"""What is denied, or recorded with 0, against what the books name."""

import pytest

from edaphon.accounting.gathering import look
from tests.synthetic_documents import ACTIVITY, END, START
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.test_flooding import growing
from tests.unit.accounting.test_imports import YEARS, brought

LEGUME, NITROGEN, CARBON = (
    "LEGUME_UNCOUNTED",
    "ORGANIC_N_UNCOUNTED",
    "ORGANIC_C_UNCOUNTED",
)


def told(project, folder, code):
    return [one for one in look(project.write(folder)).problems if one.code == code]


# --- Legumes ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "crop",
    ["夏大豆", "花生", "Soybean", "Vicia faba", "绿肥", "soja", "garbanzo", "白三叶"],
)
def test_a_legume_that_a_book_names_belies_the_denial(crop, tmp_path):
    (problem,) = told(growing(crop), tmp_path, LEGUME)

    assert problem.where.file == ACTIVITY
    assert f"“{crop}” names a legume" in problem.found("en")
    assert f"“{crop}”含豆科作物" in problem.found("zh")
    assert "sources_absent.nitrogen_fixing" in problem.found("zh")
    assert "nfix_biomass" in problem.remedy("en")
    assert problem.stops()
    assert not problem.stops(rules=1)


@pytest.mark.parametrize(
    "crop",
    ["夏玉米", "土豆", "peanut shell", "豆粕", "豆茬玉米", "油菜绿肥", "guar gum"],
)
def test_other_crops_and_materials_belie_nothing(crop, tmp_path):
    assert told(growing(crop), tmp_path, LEGUME) == []


@pytest.mark.parametrize("part", ["practice", "baseline"])
def test_a_description_that_names_a_legume_belies_the_denial(part, tmp_path):
    project = SyntheticProject()
    project.document[part]["description"] = {"en": "Maize after clover."}

    (problem,) = told(project, tmp_path, LEGUME)

    assert problem.where.path == f"{part}/description"


@pytest.mark.parametrize(
    "words",
    [
        "Wheat and maize. There are no legumes in the rotation.",
        "Wheat, without clover; it replaces manure.",
        "冬小麦—夏玉米，不种大豆，未施粪肥。",
        "Drip irrigation in three pulses.",
    ],
)
def test_a_description_that_denies_names_nothing(words, tmp_path):
    project = SyntheticProject()
    project.document["practice"]["description"] = {"en": words, "zh": words}

    codes = {one.code for one in look(project.write(tmp_path)).problems if one.stops()}

    assert codes == set()


@pytest.mark.parametrize("way", ["与鸡粪有机肥混施", "with chicken litter"])
def test_a_way_of_application_that_names_fertiliser_belies_the_denial(way, tmp_path):
    project = SyntheticProject()
    for row in project.rows(ACTIVITY, item="product_applied"):
        row["way"] = way
    project.map_column(ACTIVITY, "way", **{"is": "application_way"})

    assert [one.code for one in told(project, tmp_path, NITROGEN)] == [NITROGEN]


def fixing(made, **amounts):
    """Record biomass of legumes by scenario [t]."""
    made.document["sources_absent"].pop("nitrogen_fixing", None)
    made.tables[ACTIVITY] += [
        {"role": role, "year": year, "item": item, "amount": amount, "unit": unit}
        for role, found in amounts.items() for year in YEARS[role]
        for item, amount, unit in (
            ("nfix_biomass", found, "t"), ("nfix_n_content", "0.03", "t{N}/t"),
        )
    ]  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("baseline", "project", "is_told"),
    [("0", "5", False), ("5", "0", True), ("0", "0", True), ("5", "5", False)],
)
def test_a_legume_of_the_project_is_not_recorded_with_0(
    baseline, project, is_told, tmp_path
):
    made = fixing(growing("夏大豆"), baseline=baseline, project=project)

    found = told(made, tmp_path, LEGUME)

    assert bool(found) == is_told
    for problem in found:
        assert "nfix_biomass is recorded with 0" in problem.found("en")


def test_of_a_legume_that_nobody_speaks_of_the_conditions_tell(tmp_path):
    project = growing("夏大豆")
    del project.document["sources_absent"]["nitrogen_fixing"]

    assert told(project, tmp_path, LEGUME) == []


# --- Organic fertiliser ---------------------------------------------------------------


def importing(material, amounts):
    """Return a project with imported carbon by scenario [t], without its nitrogen."""
    project = SyntheticProject()
    project.document["sources_absent"].pop("amendments")
    brought(project, material, **amounts)
    project.drop(ACTIVITY, item="organic_n_applied")
    return project


@pytest.mark.parametrize(
    ("material", "baseline", "given", "is_told"),
    [
        ("manure", 0, 20, True),
        ("compost", 20, 0, True),
        ("residue", 0, 0.1, True),
        ("other", 0, 20, True),
        ("biochar", 0, 20, False),
        ("manure", 0, 0, False),
    ],
)
def test_organic_carbon_belies_that_there_is_no_organic_nitrogen(
    material, baseline, given, is_told, tmp_path
):
    project = importing(material, {"baseline": baseline, "project": given})
    project.document["sources_absent"]["organic_nitrogen"] = {"en": "No manure here."}

    found = told(project, tmp_path, NITROGEN)

    assert len(found) == (3 if is_told else 0)
    for problem in found:
        assert "sources_absent.organic_nitrogen" in problem.found("en")
        assert "organic_n_applied" in problem.remedy("zh")
        assert not problem.stops(rules=1)


@pytest.mark.parametrize("roles", [("baseline", "project"), ("baseline",), ()])
def test_the_nitrogen_of_carbon_that_is_brought_is_not_recorded_with_0(roles, tmp_path):
    project = importing("manure", {"baseline": 20, "project": 20})
    project.fertilise(*roles)

    found = told(project, tmp_path, NITROGEN)

    assert len(found) == 3 * (2 - len(roles))
    for problem in found:
        assert "organic_n_applied is recorded with 0" in problem.found("en")
        assert "organic_n_applied 记录为 0" in problem.found("zh")


@pytest.mark.parametrize(
    ("words", "is_told"), [("Composted manure.", True), ("Biochar.", False)]
)
def test_fertiliser_that_the_practice_names_belies_the_denial(words, is_told, tmp_path):
    project = SyntheticProject()
    project.document["practice"]["description"] = {"en": words}

    assert bool(told(project, tmp_path / "denied", NITROGEN)) == is_told
    project.fertilise()
    assert told(project, tmp_path / "recorded", NITROGEN) == []


@pytest.mark.parametrize(("carbon", "is_told"), [(0, True), (30, False)])
def test_organic_nitrogen_is_not_brought_without_its_carbon(carbon, is_told, tmp_path):
    project = importing("manure", {"baseline": 0, "project": carbon})
    project.fertilise("project")

    found = told(project, tmp_path, CARBON)

    assert len(found) == (3 if is_told else 0)
    for problem in found:
        assert "imported_carbon_manure is recorded with 0" in problem.found("en")
        assert "t{C}" in problem.remedy("zh")
        assert not problem.stops(rules=1)


# --- Trees and shrubs ---------------------------------------------------------------


@pytest.mark.parametrize(("crop", "is_told"), [("苹果", True), ("tea", True),
                                               ("夏玉米", False)])  # fmt: skip
def test_a_woody_crop_belies_that_there_are_no_trees(crop, is_told, tmp_path):
    found = told(growing(crop), tmp_path, "WOOD_UNCOUNTED")

    assert bool(found) == is_told
    for problem in found:
        assert "sources_absent.woody_plants" in problem.found("en")
        assert "木本作物" in problem.found("zh")
        assert not problem.stops(rules=1)


@pytest.mark.parametrize(("stock", "is_told"), [("0", True), ("5", False)])
def test_the_stock_of_a_woody_crop_is_not_recorded_with_0(stock, is_told, tmp_path):
    project = growing("苹果")
    del project.document["sources_absent"]["woody_plants"]
    project.tables[ACTIVITY] += [
        {"role": role, "year": campaign, "item": "tree_carbon", "amount": stock,
         "unit": "t{C}/har"}
        for role in ("project", "control") for campaign in (START, END)
    ]  # fmt: skip

    assert bool(told(project, tmp_path, "WOOD_UNCOUNTED")) == is_told


def test_a_place_that_a_description_names_after_a_tree_is_no_tree(tmp_path):
    project = SyntheticProject()
    project.document["practice"]["description"] = {"zh": "梨树县玉米种肥同播菌剂。"}

    assert told(project, tmp_path, "WOOD_UNCOUNTED") == []
