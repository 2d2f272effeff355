"""What a forecast stands on, and every way in which it can be wrong."""

import pytest
import yaml

from edaphon.accounting.account import accounts
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.planning.basis import read_basis
from edaphon.planning.costs import Work, total
from edaphon.planning.design import design_of
from edaphon.planning.forecasting import forecast
from edaphon.planning.gain_limits import gain_limit
from edaphon.planning.simulated import Simulated
from tests.chained_project import continued, first_record, planned_twice, put
from tests.plain_yaml import as_yaml
from tests.planned_project import (
    COSTS,
    EXPECTED,
    SOURCE,
    expectations,
    planned,
    stratum,
    written,
)
from tests.synthetic_documents import END, METHODS, SOIL
from tests.synthetic_project import SyntheticProject


def refused(folder):
    """Return the problems for which a folder has no forecast, by code."""
    with pytest.raises(EdaphonError) as caught:
        read_basis(folder)
    return {item.code: item for item in caught.value.problems}


def changed(change):
    """Return expectations after a change of theirs."""
    expected = expectations()
    change(expected)
    return expected


def test_a_folder_before_its_first_sample_is_read(tmp_path):
    basis = read_basis(written(tmp_path))

    assert basis.gains == {"S1": 1.0, "S2": 1.0}
    assert [cost.item for cost in basis.costs][:2] == ["start", "travel"]
    assert set(basis.inputs) == {
        "project.yaml", "plan/sampling.yaml", EXPECTED, COSTS, "fields.geojson",
    }  # fmt: skip


def test_a_gain_in_carbon_dioxide_is_no_gain_of_carbon(tmp_path):
    expected = expectations()
    expected["strata"][0]["gain"]["unit"] = "t{CO2}/har/a"
    problem = refused(written(tmp_path, expected))["EXPECTED_NUMBER"]

    assert problem.where.path == "strata/0/gain/unit"
    assert "t{C}/har/a" in problem.needed("en")
    assert "词表" in problem.remedy("zh")


def test_a_gain_in_kilograms_a_hectare_is_converted(tmp_path):
    expected = expectations()
    for item in expected["strata"]:
        item["gain"] |= {"value": "400", "unit": "kg{C}/har/a"}

    assert read_basis(written(tmp_path, expected)).gains == {"S1": 0.4, "S2": 0.4}


def test_without_expectations_the_way_to_them_is_told(tmp_path):
    folder = written(tmp_path)
    (folder / EXPECTED).unlink()
    problem = refused(folder)["EXPECTED_MISSING"]

    assert problem.where.file == EXPECTED
    assert "edaphon plan DIR --template" in problem.remedy("en")
    assert "--template" in problem.remedy("zh")


def test_without_a_plan_there_is_no_forecast(tmp_path):
    project = planned()
    project.plan = None
    (tmp_path / "plan").mkdir()

    assert "PLAN_MISSING" in refused(written(tmp_path, project=project))


def test_expectations_of_another_project_say_where_the_id_stands(tmp_path):
    expected = changed(lambda held: held.update(project="another"))
    problem = refused(written(tmp_path, expected))["EXPECTED_PROJECT"]

    assert (problem.where.file, problem.where.path) == (EXPECTED, "project")
    assert "of project another" in problem.found("en")
    assert "synthetic (project.yaml, row 2" in problem.needed("en")
    assert "synthetic（project.yaml，第 2 行" in problem.needed("zh")
    assert "Write synthetic here" in problem.remedy("en")
    assert "--template" in problem.remedy("zh")


@pytest.mark.parametrize(
    ("change", "path", "words", "chinese"),
    [
        (lambda held: held["strata"].pop(), "strata", "Stratum S2 has no entry",
         "没有碳层 S2 的条目"),
        (lambda held: held["strata"].append(stratum("S9")), "strata/2/id",
         "Stratum S9 stands here", "此处填写了碳层 S9"),
        (lambda held: held["strata"].append(stratum("S1")), "strata/2/id",
         "Stratum S1 stands here a second time", "此处重复填写了碳层 S1"),
    ],
)  # fmt: skip
def test_a_stratum_is_told_where_it_stands(tmp_path, change, path, words, chinese):
    problem = refused(written(tmp_path, changed(change)))["EXPECTED_DIFFERS"]

    assert problem.where.path == path
    assert problem.found("en") == f"{words}."
    assert problem.found("zh") == f"{chinese}。"
    assert "S1, S2 (project.yaml, row" in problem.needed("en")
    assert "as in project.yaml" in problem.remedy("en")


@pytest.mark.parametrize(
    ("part", "name"), [("", "errors"), ("spread", "soc_percent"), ("errors", "mark")]
)
def test_a_missing_field_names_the_template_of_its_own_file(tmp_path, part, name):
    expected = expectations()
    del (expected[part] if part else expected)[name]
    problem = refused(written(tmp_path, expected))["ENTRY_MISSING"]

    assert problem.where.file == EXPECTED
    assert "edaphon plan DIR --template" in problem.remedy("en")
    assert "edaphon plan DIR --template" in problem.remedy("zh")
    assert "edaphon new" not in problem.remedy("en")


def test_a_missing_field_of_the_project_names_the_template_of_a_project(tmp_path):
    project = planned()
    del project.document["practice"]
    problem = refused(written(tmp_path, project=project))["ENTRY_MISSING"]

    assert problem.where.file == "project.yaml"
    assert "edaphon new" in problem.remedy("en")
    assert "edaphon new" in problem.remedy("zh")


@pytest.mark.parametrize("field", ["soc", "bulk_density", "shares"])
def test_a_list_has_one_number_a_layer_of_the_plan(tmp_path, field):
    expected = expectations()
    expected["strata"][1][field] = ["1"]
    problem = refused(written(tmp_path, expected))["EXPECTED_LAYERS"]

    assert problem.where.path == f"strata/1/{field}"
    assert "4 layers" in problem.needed("en")
    assert "plan/sampling.yaml" in problem.remedy("en")


def test_shares_of_the_layers_make_a_whole(tmp_path):
    expected = expectations()
    expected["strata"][0]["shares"] = ["0.6", "0.6", "0", "0"]
    problem = refused(written(tmp_path, expected))["EXPECTED_SHARES"]

    assert "1.2" in problem.found("en")
    assert "layers that the trial sampled" in problem.remedy("en")


def test_a_gain_is_stated_for_every_stratum_or_for_none(tmp_path):
    expected = expectations()
    del expected["strata"][1]["gain"]
    problem = refused(written(tmp_path, expected))["EXPECTED_GAIN"]

    assert "S2" in problem.found("en")
    assert "0 is an answer too" in problem.remedy("en")


@pytest.mark.parametrize("part", ["spread", "errors"])
def test_no_spread_and_no_error_may_be_left_blank(tmp_path, part):
    names = [name for name in expectations()[part] if name not in {"source", "mark"}]
    codes = {}
    for place, name in enumerate(names):
        expected = expectations()
        del expected[part][name]
        folder = tmp_path / str(place)
        folder.mkdir()
        codes[name] = set(refused(written(folder, expected)))

    assert set(map(frozenset, codes.values())) == {frozenset({"ENTRY_MISSING"})}
    assert list(codes) == names


def test_a_number_without_a_source_is_refused(tmp_path):
    expected = expectations()
    del expected["strata"][0]["gain"]["source"]

    assert "ENTRY_MISSING" in refused(written(tmp_path, expected))


@pytest.mark.parametrize(
    ("part", "entry", "path"),
    [
        ("activity", {"item": "diesel"}, "activity/0/item"),
        ("activity", {"unit": "kg"}, "activity/0/unit"),
        ("microbial", {"property": "mbcc"}, "microbial/0/property"),
        ("microbial", {"unit": "L"}, "microbial/0/unit"),
    ],
)
def test_properties_and_units_are_those_of_the_vocabulary(tmp_path, part, entry, path):
    expected = expectations()
    expected[part][0] |= entry
    problem = refused(written(tmp_path, expected))["EXPECTED_NUMBER"]

    assert problem.where.path == path
    assert "vocabulary" in problem.remedy("en")


@pytest.mark.parametrize("draws", [19, 10_001])
def test_draws_have_bounds(tmp_path, draws):
    with pytest.raises(EdaphonError) as caught:
        forecast(written(tmp_path), draws=draws)

    problem = caught.value.problems[0]
    assert problem.code == "EXPECTED_DRAWS"
    assert "20 to 10000" in problem.needed("en")
    assert "--draws" in problem.remedy("zh")


def test_land_without_an_area_has_no_forecast(tmp_path):
    project = planned()
    del project.document["strata"][1]["area_ha"]
    problem = refused(written(tmp_path, project=project))["EXPECTED_AREA"]

    assert problem.where.path == "strata/1"
    assert "S2" in problem.found("en")
    assert "area_ha" in problem.remedy("en")
    assert "area_ha" in problem.remedy("zh")


def test_days_that_are_blank_are_those_of_the_plan(tmp_path):
    project = planned()
    project.document["campaigns"][1] |= {"start": None, "end": None}
    project.document["period"]["end"] = None
    document = read_basis(written(tmp_path, project=project)).project.document

    assert document["campaigns"][1]["start"] == "2024-10-04"
    assert document["period"] == {"start": "2021-10-20", "end": "2024-10-04"}


def test_a_seal_that_is_named_and_still_to_come_stops_nothing(tmp_path):
    project = planned()
    project.document["sampling"]["seal"] = "plan/seal.json"

    assert not read_basis(written(tmp_path, project=project)).is_sealed


def test_a_blank_day_that_no_plan_tells_is_asked_for(tmp_path):
    project = planned()
    del project.plan["planned_days"]
    project.document["campaigns"][1] |= {"start": None, "end": None}

    told = refused(written(tmp_path, project=project))

    assert set(told) == {"EXPECTED_DAY"}
    problem = told["EXPECTED_DAY"]
    assert problem.where.file == "plan/sampling.yaml"
    assert f"“{END}”" in problem.found("en")
    assert f'planned_days: {{"{END}": 2029-10-10}}' in problem.remedy("en")
    assert f'planned_days: {{"{END}": 2029-10-10}}' in problem.remedy("zh")


def test_no_day_that_the_plan_tells_is_asked_for(tmp_path):
    project = planned()
    for campaign in project.document["campaigns"]:
        campaign |= {"start": None, "end": None}
    project.document["period"] = {"start": None, "end": None}
    with pytest.raises(EdaphonError) as caught:
        read_basis(written(tmp_path, project=project))

    assert {item.where.path for item in caught.value.problems} == {
        "campaigns/0/start", "campaigns/0/end",
    }  # fmt: skip


def test_project_plan_and_expectations_are_told_in_one_pass(tmp_path):
    project = planned()
    project.document["campaigns"][0]["start"] = None
    folder = written(tmp_path, project=project)
    (folder / EXPECTED).unlink()
    (folder / COSTS).write_text("item\n")

    assert set(refused(folder)) == {"ENTRY_EMPTY", "EXPECTED_MISSING", "COSTS_FORM"}


# --- Costs ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "found", "needed"),
    [
        ("lab,core,80,CNY", "core", "campaign"),
        ("lab,sample,eighty,CNY", "eighty", "12.50"),
        ("lab,sample,-80,CNY", "-80", "12.50"),
        ("lab,sample,80,yuan", "yuan", "CNY"),
        ("lab,sample,80", "lab,sample,80", "item,per,amount,currency"),
    ],
)
def test_a_row_of_the_cost_table_says_what_is_wrong(tmp_path, row, found, needed):
    folder = written(tmp_path)
    (folder / COSTS).write_text(f"item,per,amount,currency\n{row}\n", "utf-8")
    problem = refused(folder)["COSTS_FORM"]

    assert problem.where.row == 2
    assert found in problem.found("en")
    assert needed in problem.needed("en")
    assert "plain decimals" in problem.remedy("en")


@pytest.mark.parametrize("data", [b"item;per\n", b"", b"\xff\xfe"])
def test_another_table_is_no_cost_table(tmp_path, data):
    folder = written(tmp_path)
    (folder / COSTS).write_bytes(data)

    assert refused(folder)["COSTS_FORM"].where.row == 1


def test_costs_and_price_have_one_currency(tmp_path):
    expected = expectations()
    expected["price"] = {"amount": "9", "currency": "EUR", "source": SOURCE}
    problem = refused(written(tmp_path, expected))["COSTS_CURRENCY"]

    assert "CNY, EUR" in problem.found("en")
    assert "Convert" in problem.remedy("en")


def test_costs_add_up_by_hand(tmp_path):
    """By hand: 28 points twice, 224 samples and 23 archived ones, 200 ha, 3 years.

    20,000 + 2 x 1,500 + 56 x 200 + 247 x 80.50 + 200 x 15 + 3 x 6,000 + 600 x 300.
    """
    basis = read_basis(written(tmp_path))
    work = Work(campaigns=2, visits=56, samples=247, area=200, years=3)

    assert str(total(basis.costs, work)) == "255083.50"


# --- Earlier accounts -------------------------------------------------------------


def later_folder(folder):
    """Return a planned folder of three campaigns that names the first account."""
    design = {"points": 8, "controls": 6}
    record = first_record(folder / "first", **design)
    project = continued(planned_twice(**design))
    put(project, folder / "second", record)
    project.tables.clear()
    project.document["files"] = []
    project.sealed_at = None
    project.plan.pop("reference_mass", None)
    return written(folder / "second", project=project)


def test_earlier_accounts_take_nothing_off_a_plan(tmp_path):
    """A plan is forecast as a whole: the same as where it is the first account."""
    held = []
    folder = later_folder(tmp_path)
    named = (folder / "project.yaml").read_text("utf-8")
    first = yaml.safe_load(named) | {"earlier": "none"}
    for text in (named, as_yaml(first)):
        (folder / "project.yaml").write_text(text, "utf-8")
        basis = read_basis(folder)
        one = Simulated(basis=basis, design=design_of(basis), gains=basis.gains)
        held.append(
            [item.computed_units for item in accounts(one.evidence(1), METHODS)]
        )
        assert basis.project.get("earlier") == "none"

    assert "sha256:" in named
    assert held[0] == held[1]
    assert min(held[0]) > 0


def test_silence_about_earlier_accounts_stays_silence(tmp_path):
    project = planned()
    del project.document["earlier"]

    assert (
        "earlier" not in read_basis(written(tmp_path, project=project)).project.document
    )


# --- Sizes ------------------------------------------------------------------------


def put_at(path, value):
    """Return expectations with another value at a path."""
    expected = expectations()
    held = expected
    steps = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in steps[:-1]:
        held = held[step]
    held[steps[-1]] = value
    return expected


@pytest.mark.parametrize(
    ("path", "value", "limits"),
    [
        ("strata/1/gain/value", "20.1", "-20 to 20 t{C}/har/a"),
        ("strata/0/gain/value", "-20.1", "-20 to 20 t{C}/har/a"),
        ("strata/0/control_change", "20.1", "-20 to 20 t{C}/har/a"),
        ("strata/0/control_change", "-1000", "-20 to 20 t{C}/har/a"),
        ("strata/0/soc/2", "581", "0 to 580 g/kg"),
        ("strata/1/bulk_density/0", "0.09", "0.1 to 2.7 g/cm3"),
        ("strata/1/bulk_density/3", "1350", "0.1 to 2.7 g/cm3"),
        ("strata/0/shares", ["100", "-99", "0", "0"], "-10 to 10."),
        ("spread/soc_percent", "60.5", "0 to 60 %"),
        ("spread/density_percent", "500", "0 to 60 %"),
        ("spread/between_fields", "101", "0 to 100 t{C}/har"),
        ("spread/within_fields", "1000000", "0 to 100 t{C}/har"),
        ("errors/laboratory_percent", "1000", "0 to 60 %"),
        ("errors/ring_percent", "1" + "0" * 400, "0 to 60 %"),
    ],
)
def test_absurd_sizes_are_refused_where_they_stand(tmp_path, path, value, limits):
    problem = refused(written(tmp_path, put_at(path, value)))["EXPECTED_RANGE"]

    assert problem.where.path.startswith(path)
    assert problem.where.row
    assert problem.where.file == EXPECTED
    assert limits in problem.needed("en")
    assert limits.partition(" to ")[0] + "～" in problem.needed("zh")
    assert "unit" in problem.remedy("en")
    assert "单位" in problem.remedy("zh")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("strata/0/bulk_density/0", "2.7"),
        ("strata/0/bulk_density/0", "0.1"),
        ("spread/soc_percent", "60"),
        ("spread/within_fields", "100"),
    ],
)
def test_sizes_at_the_limits_are_read(tmp_path, path, value):
    assert read_basis(written(tmp_path, put_at(path, value))).seed


def test_a_gain_in_kilograms_is_judged_in_tonnes(tmp_path):
    """20 t are 20,000 kg, and 2 t are 2,000 kg."""
    expected = expectations()
    for item in expected["strata"]:
        item["gain"] |= {"value": "2000", "unit": "kg{C}/har/a"}
    assert read_basis(written(tmp_path, expected)).gains == {"S1": 2.0, "S2": 2.0}

    expected["strata"][0]["gain"]["value"] = "2001"
    problem = refused(written(tmp_path, expected))["EXPECTED_ODD"]
    assert "2001 kg C/ha/yr" in problem.found("en")

    expected["strata"][0]["gain"]["value"] = "20001"
    problem = refused(written(tmp_path, expected))["EXPECTED_RANGE"]
    assert "20001 kg{C}/har/a" in problem.found("en")


# --- What a paper must show -------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value"),
    [("strata/0/gain/value", "19"), ("strata/0/gain/value", "-2.01"),
     ("strata/1/control_change", "2.01"), ("strata/1/control_change", "-20")],
)  # fmt: skip
def test_a_change_that_no_trial_shows_waits_for_its_paper(tmp_path, path, value):
    problem = refused(written(tmp_path, put_at(path, value)))["EXPECTED_ODD"]

    assert problem.severity == "question"
    assert problem.where.path == path
    assert problem.where.row
    assert f"is {value} t C/ha/yr" in problem.found("en")
    assert "-2 to 2 t C/ha/yr" in problem.needed("en")
    assert "-2～2 t C/hm²/a" in problem.needed("zh")
    assert "file" in problem.remedy("en")
    assert "papers/trial.pdf" in problem.remedy("zh")


@pytest.mark.parametrize("value", ["2", "-2", "0"])
def test_a_plausible_change_needs_no_paper(tmp_path, value):
    expected = put_at("strata/0/gain/value", value)

    assert read_basis(written(tmp_path, expected)).gains["S1"] == float(value)


def test_a_paper_answers_and_enters_the_forecast_by_its_digest(tmp_path):
    expected = put_at("strata/0/gain/value", "3")
    expected["strata"][0]["gain"]["file"] = "papers/trial.txt"
    folder = written(tmp_path, expected)
    assert set(refused(folder)) == {"PATH_MISSING"}
    (folder / "papers").mkdir(exist_ok=True)
    (folder / "papers/trial.txt").write_text(" \n")
    assert set(refused(folder)) == {"PAPER_EMPTY"}
    (folder / "papers/trial.txt").write_text("A trial of twenty years.")

    assert "papers/trial.txt" in read_basis(folder).inputs


def test_a_limit_of_changes_has_a_day_a_source_and_a_mark():
    assert gain_limit("1990-01-01") == gain_limit("2024-01-01")
    assert gain_limit("2024-01-01").mark == "D"
    assert gain_limit("2024-01-01").reference.zh


# --- What lies in the folder already ----------------------------------------------


def test_samples_that_are_there_are_told_and_what_is_blank_is_named(tmp_path):
    expected = expectations()
    del expected["activity"], expected["microbial"]
    fresh = read_basis(written(tmp_path / "fresh", expected))
    sampled = SyntheticProject(points=8, controls=6)
    sampled.plan.pop("reference_mass", None)
    held = read_basis(written(tmp_path / "sampled", project=sampled))

    assert (fresh.measured, fresh.left_out) == ((), ("activity", "microbial"))
    assert held.measured == (SOIL,)
    assert held.left_out == ()


def test_a_method_that_fails_is_told_as_a_matter_of_the_expectations(
    tmp_path, monkeypatch
):
    def fails(*_):
        facts = {"name": "C1", "cause": "ValueError: nan"}
        raise EdaphonError(Problem(code="METHOD_BODY", facts=facts))

    monkeypatch.setattr("edaphon.planning.forecasting.accounts", fails)
    with pytest.raises(EdaphonError) as caught:
        forecast(written(tmp_path), draws=20)

    (problem,) = caught.value.problems
    assert problem.code == "EXPECTED_FAILS"
    assert problem.where.file == EXPECTED
    assert "ValueError: nan" in problem.found("en")
    assert "unit" in problem.remedy("en")
    assert "单位" in problem.remedy("zh")
