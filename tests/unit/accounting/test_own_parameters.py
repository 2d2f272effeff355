"""A value that a project states is its own statement, and is never just believed."""

import pytest
from click.testing import CliRunner

from edaphon.accounting import account_set
from edaphon.accounting.account import accounts
from edaphon.accounting.factor_limits import FactorLimit
from edaphon.accounting.gathering import gather
from edaphon.accounting.own_parameters import INPUTS
from edaphon.cli.main import build
from edaphon.kernel.errors import EdaphonError
from edaphon.methods import pack
from edaphon.service import publish
from tests.synthetic_bundle import NOW
from tests.synthetic_documents import MCS, METHODS, exactly
from tests.synthetic_project import SyntheticProject

DIESEL = "fuel_factor.diesel"
"""0.002886 t CO2e a litre in both packs, without a range."""
UREA = "n2o_direct_synthetic.dry"
"""0.005 in both packs, from 0 to 0.011."""


def stating(name=DIESEL, unit="t{CO2e}/L", **more):
    made = SyntheticProject(points=3, controls=3)
    ends = exactly(more["value"])
    stated = {"unit": unit, "reference": "a leaflet", **ends, **more}
    made.document["factors"][name] = stated
    if name.startswith("ch4_flooded"):
        made.document["scenario"] = "paddy"
    return made


def asked(made, folder):
    """Return the codes that stop the reading, and all warnings else."""
    try:
        _, told = gather(made.write(folder))
    except EdaphonError as error:
        return {item.code: item for item in error.problems}, {}
    return {}, {item.code: item for item in told}


@pytest.mark.parametrize("value", ["0.0001", "0.001442", "0.005773", "0.1"])
def test_a_value_far_from_the_methods_waits_for_a_paper(tmp_path, value):
    stopped, _ = asked(stating(value=value), tmp_path)

    assert list(stopped) == ["FACTOR_APART"]
    problem = stopped["FACTOR_APART"]
    assert problem.severity == "question"
    assert problem.where.path == f"factors/{DIESEL}"
    assert f"{value} t CO2e/L" in problem.found("en")
    assert "0.001443 to 0.005772" in problem.found("en")
    assert "0.001443 至 0.005772" in problem.found("zh")


@pytest.mark.parametrize("value", ["0.001443", "0.005772"])
def test_a_value_up_to_the_limit_is_told_with_both_values(tmp_path, value):
    stopped, told = asked(stating(value=value), tmp_path)

    assert stopped == {}
    assert told["FACTOR_OWN"].severity == "warning"
    assert value in told["FACTOR_OWN"].found("zh")
    assert "0.002886" in told["FACTOR_OWN"].found("zh")


@pytest.mark.parametrize("ends", [
    {"low": "0.0001", "high": "0.003"}, {"low": "0.0028", "high": "0.0058"},
])  # fmt: skip
def test_an_end_far_from_the_methods_waits_too(tmp_path, ends):
    stopped, _ = asked(stating(value="0.002886", **ends), tmp_path)

    assert list(stopped) == ["FACTOR_APART"]


@pytest.mark.parametrize(("value", "stops"), [("0.011", False), ("0.0111", True)])
def test_the_range_of_the_parameter_goes_before_the_ratio(tmp_path, value, stops):
    made = stating(UREA, "t{N2O-N}/t{N}", value=value)

    assert bool(asked(made, tmp_path)[0]) == stops


@pytest.mark.parametrize(
    ("name", "unit", "value", "asks"),
    [
        (UREA, "t{N2O-N}/t{N}", "0.005", True),
        ("product_emissions", "kg{CO2e}/kg", "2", True),
        (DIESEL, "t{CO2e}/L", "0.0029", False),
    ],
)
def test_a_factor_without_its_range_waits_where_a_range_counts(
    tmp_path, name, unit, value, asks
):
    made = stating(name, unit, value=value)
    del made.document["factors"][name]["low"], made.document["factors"][name]["high"]

    stopped, _ = asked(made, tmp_path)

    assert list(stopped) == ["FACTOR_ENDS"] * asks
    assert not asks or stopped["FACTOR_ENDS"].where.path == f"factors/{name}"


def test_a_paper_on_file_answers_and_enters_the_bundle(tmp_path):
    made = stating(value="0.0001", file="papers/analysis.txt")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/analysis.txt").write_text("0.0001 t/L\n", "utf-8")
    stopped, told = asked(made, tmp_path)
    evidence, _ = gather(tmp_path)

    assert stopped == {}
    assert "FACTOR_OWN" in told
    assert "papers/analysis.txt" in evidence.project.named_files


def test_a_paper_that_is_not_there_is_none(tmp_path):
    stopped, _ = asked(stating(value="0.0001", file="papers/none.txt"), tmp_path)

    assert "PATH_MISSING" in stopped


def test_the_methods_own_value_is_no_replacement(tmp_path):
    stopped, told = asked(stating(value="0.002886"), tmp_path)

    assert (stopped, "FACTOR_OWN" in told) == ({}, False)


def test_a_method_of_the_call_is_asked_about_as_well(tmp_path):
    made = stating(value="0.0001")
    made.document["methods"] = ["of.a_stranger/1.0"]

    with pytest.raises(EdaphonError) as caught:
        publish(made.write(tmp_path), [MCS], clock=lambda: NOW, with_reports=False)

    assert [item.code for item in caught.value.problems] == ["FACTOR_APART"]


def test_a_range_of_a_value_that_no_end_is_chosen_of_counts_its_middle(tmp_path):
    made = stating("som_per_soc_mineral", "1", value="1.8", low="1.7", high="1.9")
    made.plan["mass"] = "mineral"
    again = ratio("1.8")

    ranged, plain = (
        item.account(tmp_path / name).run.values("net_removals").tolist()
        for item, name in ((made, "a"), (again, "b"))
    )

    assert ranged == plain


def ratio(value):
    made = SyntheticProject(points=3, controls=3)
    made.plan |= {"som_per_soc": value, "mass": "mineral"}
    return made


@pytest.mark.parametrize("made", [
    (stating(value="0.003"), DIESEL), (ratio("1.724"), "som_per_soc_mineral"),
])  # fmt: skip
def test_a_record_says_that_the_project_stated_it(tmp_path, made):
    project, name = made
    evidence, _ = gather(project.write(tmp_path))

    record = account_set(accounts(evidence, METHODS))

    used = [
        (account, item)
        for account in record["accounts"]
        for item in account["parameters"]
        if item["id"] == name
    ]
    assert used
    for account, found in used:
        assert (found["mark"], found["since"]) == ("O", "")
        assert found["locator"] in {"project.yaml", "som_per_soc"}
        assert (found["reference"] == "plan/sampling.yaml") == (name != DIESEL)
        assert account["method"]["marks"]["O"] == 1


def test_the_ratio_of_the_sampling_is_asked_about_too(tmp_path):
    stopped, _ = asked(ratio("0.9"), tmp_path / "far")
    _, told = asked(ratio("1.724"), tmp_path / "near")

    assert stopped["FACTOR_APART"].where.file == "plan/sampling.yaml"
    assert "1.9" in told["FACTOR_OWN"].found("en")


def test_an_account_without_own_values_counts_no_such_mark(tmp_path):
    evidence, _ = gather(SyntheticProject(points=3, controls=3).write(tmp_path))

    (account,) = account_set(accounts(evidence, [MCS]))["accounts"]

    assert "O" not in account["method"]["marks"]
    assert "O" not in pack(MCS).marks()


@pytest.mark.parametrize(
    ("value", "code"), [("0.003", "FACTOR_OWN"), ("0.0001", "FACTOR_APART")]
)
def test_a_check_of_the_folder_tells_it_as_well(tmp_path, value, code):
    folder = str(stating(value=value).write(tmp_path))
    found = CliRunner().invoke(build(), ["check", folder], env={"EDAPHON_LANG": "en"})

    assert code in found.stdout
    assert (found.exit_code != 0) == (code == "FACTOR_APART")


@pytest.mark.parametrize(
    ("content", "stops"), [(b"", True), (b" \n", True), (b"x", False)]
)
def test_an_empty_file_is_no_paper(tmp_path, content, stops):
    folder = stating(value="0.0001", file="lab/paper.txt").write(tmp_path)
    (folder / "lab/paper.txt").write_bytes(content)

    if stops:
        with pytest.raises(EdaphonError) as caught:
            gather(folder)
        (problem,) = caught.value.problems
        assert problem.code == "PAPER_EMPTY"
        assert "verifier" in problem.needed("en")
        assert "材料" in problem.remedy("zh")
    else:
        gather(folder)


PRODUCT = "product_emissions"


@pytest.mark.parametrize(
    "name", [PRODUCT, "enteric_factor.sheep", "ch4_flooded.project"]
)
def test_a_factor_that_no_method_has_is_always_told(tmp_path, name):
    units = {PRODUCT: "kg{CO2e}/kg", "enteric_factor.sheep": "kg/a"}
    unit = units.get(name, "t{CO2e}/har/a")
    stopped, told = asked(stating(name, unit, value="2"), tmp_path / "sound")
    assert stopped == {}
    assert told["FACTOR_STATED"].severity == "warning"

    for at, wrong in enumerate(("0", "0.0004", "1000")):
        stopped, _ = asked(stating(name, unit, value=wrong), tmp_path / str(at))
        assert stopped["FACTOR_ODD"].where.path == f"factors/{name}"
        assert wrong in stopped["FACTOR_ODD"].found("zh")


@pytest.mark.parametrize("unit", ["g{CO2e}/kg", "t{CO2e}/kg"])
def test_a_product_factor_in_another_unit_is_refused(tmp_path, unit):
    stopped, _ = asked(stating(PRODUCT, unit, value="1.0"), tmp_path)

    assert list(stopped) == ["PARAMETER_UNIT"]


def test_an_end_of_zero_of_the_product_factor_waits_for_a_paper(tmp_path):
    ends = {"value": "1.0", "low": "0", "high": "1.0"}
    stopped, _ = asked(stating(PRODUCT, "kg{CO2e}/kg", **ends), tmp_path / "bare")
    assert list(stopped) == ["FACTOR_ODD"]

    made = stating(PRODUCT, "kg{CO2e}/kg", file="papers/footprint.txt", **ends)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/footprint.txt").write_text("0 to 1\n", "utf-8")
    stopped, told = asked(made, tmp_path)
    assert (stopped, "FACTOR_STATED" in told) == ({}, True)


def test_a_ratio_that_plan_and_document_state_differently_is_refused(tmp_path):
    made = ratio("1.7")
    stated = {"value": "1.8", "unit": "1", "reference": "a leaflet"}
    made.document["factors"]["som_per_soc_mineral"] = stated

    stopped, _ = asked(made, tmp_path / "apart")

    assert "1.7 (som_per_soc)" in stopped["FACTOR_TWICE"].found("en")
    assert "删去该因子" in stopped["FACTOR_TWICE"].remedy("zh")
    stated["value"] = "1.70"
    assert "FACTOR_TWICE" not in asked(made, tmp_path / "alike")[0]


def test_a_ratio_that_no_figure_reads_replaces_nothing(tmp_path):
    made = ratio("1.7")
    made.plan["mass"] = "whole"

    stopped, told = asked(made, tmp_path)

    assert stopped == {}
    assert "FACTOR_OWN" not in told


def test_every_factor_without_a_method_has_a_dated_range_in_its_own_unit():
    """Origin: by hand; the ranges are our own and stand in ``factor_limits.yaml``."""
    limit = FactorLimit.on("2024-10-15")

    assert {name: item.unit for name, item in limit.ranges.items()} == dict(INPUTS)
    assert (limit.apart, limit.mark, limit.since) == ("2", "D", "2000-01-01")
    assert limit.ranges["product_emissions"].low == "0.1"
    assert "own limit" in limit.reference.en
    assert "自定限值" in limit.reference.zh


def test_a_day_before_the_first_limit_takes_the_first():
    assert FactorLimit.on("1990-01-01") == FactorLimit.on("2024-10-15")
