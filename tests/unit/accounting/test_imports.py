"""Organic carbon that is brought on the land is never a removal.

By hand: the figures of the made-up project's imports, and the example of issue 6 in
which 1,080 t C of compost made 553 t C of gain.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.gathering import gather
from edaphon.monitoring.land.record import Parcel
from tests.synthetic_documents import ACTIVITY, MCS, METHODS, PRODUCT, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed, check_refusal

YEARS = {
    "baseline": ("2018", "2019", "2020"),
    "project": ("2022", "2023", "2024"),
    "control": ("2022", "2023", "2024"),
}
SOURCES = {MCS: "C9", VM0042: "9-sources"}


def with_imports(material="compost", unit="t{C}", **amounts):
    """Return a project with yearly carbon by role and stratum, such as project_S1."""
    project = SyntheticProject()
    project.document["sources_absent"].pop("amendments", None)
    brought(project, material, unit, **amounts)
    return project


def brought(made, material, unit="t{C}", **amounts):
    for place, amount in amounts.items():
        role, _, stratum = place.partition("_")
        for year in YEARS[role]:
            made.tables[ACTIVITY].append(
                {"role": role, "year": year, "item": f"imported_carbon_{material}",
                 "amount": str(amount), "unit": unit, "stratum": stratum}
            )  # fmt: skip
    made.map_column(ACTIVITY, "stratum", **{"is": "stratum"})
    if material != "biochar" and not made.rows(ACTIVITY, item="organic_n_applied"):
        given = {place.partition("_")[0] for place in amounts if amounts[place]}
        made.fertilise(*given)


def run(project, folder, method=MCS):
    return project.account(folder, method).run


def test_new_compost_is_no_removal(tmp_path):
    """1,080 t C in three years on 200 ha, of which about half is found again."""
    without = SyntheticProject(gain=1.0563, control_gain=0.0, spread=0.2)
    compost = SyntheticProject(gain=1.0563, control_gain=0.0, spread=0.2)
    compost.document["sources_absent"].pop("amendments")
    brought(compost, "compost", project_S1=216, project_S2=144, baseline_S1=0,
            baseline_S2=0)  # fmt: skip

    plain = without.account(tmp_path / "plain")
    found = compost.account(tmp_path / "compost")

    assert plain.units > 0
    assert found.run.value("gain") == pytest.approx(554, abs=1)
    assert found.run.value("project_import") == pytest.approx(1080)
    assert found.run.value("soil_removal") < 0
    assert (found.status, found.units) == ("deficit", 0)


def test_only_what_is_beyond_the_baseline_rate_stands_against_the_gain(tmp_path):
    found = run(with_imports(project=50, baseline=30), tmp_path)

    assert found.value("project_import") == pytest.approx(20 * 3)
    assert found.value("contrast_import") == pytest.approx(50 * 3)


def test_less_than_before_is_no_gain(tmp_path):
    project = with_imports(project=10, baseline=30)
    brought(project, "manure", project=20, baseline=10)

    assert run(project, tmp_path).value("project_import") == pytest.approx(10 * 3)


def test_the_control_counts_by_its_area_and_material(tmp_path):
    project = with_imports(
        project_S1=60, project_S2=40, baseline_S1=0, baseline_S2=0, control_S1=2
    )
    for stratum in project.document["strata"]:
        stratum["control_area_ha"] = "8"

    # 60 - 2 / 8 x 120 on S1, all of it on S2 whose control has no record.
    found = run(project, tmp_path)
    assert found.value("contrast_import") == pytest.approx((60 - 30 + 40) * 3)
    assert found.value("project_import") == pytest.approx(100 * 3)


@pytest.mark.parametrize("area", [None, "8"])
def test_without_area_or_for_biochar_no_control_counts(area, tmp_path):
    material = "compost" if area is None else "biochar"
    project = with_imports(
        material, project_S1=60, project_S2=0, baseline_S1=60, baseline_S2=0,
        control_S1=2,
    )  # fmt: skip
    for stratum in project.document["strata"]:
        if area:
            stratum["control_area_ha"] = area

    found = run(project, tmp_path)
    assert found.value("contrast_import") == pytest.approx(60 * 3)
    assert found.value("project_import") == (0 if area is None else 180)


def test_biochar_is_taken_off_the_soil_of_vm0042_in_full(tmp_path):
    plain = run(SyntheticProject(), tmp_path / "plain", VM0042)
    project = with_imports("biochar", project=30, baseline=30)
    found = run(project, tmp_path / "biochar", VM0042)

    change = found.value("soil_change_project") - plain.value("soil_change_project")
    assert change == pytest.approx(-44 / 12 * 30)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "amounts",
    [{"project": 9}, {"baseline": 9}, {"project_S1": 9, "baseline": 9}],
    ids=" ".join,
)
def test_an_import_that_not_all_land_and_both_scenarios_record_is_unknown(
    method, amounts, tmp_path
):
    check_refusal(with_imports(**amounts).account(tmp_path, method), SOURCES[method])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("where", ["description", "name", "nitrogen"])
def test_organic_fertiliser_that_is_named_has_carbon(method, where, tmp_path):
    project = SyntheticProject()
    practice = project.document["practice"]
    if where == "description":
        practice["description"] = {"en": "Inoculated compost at sowing."}
    elif where == "name":
        practice["product"]["name"] = {"zh": "某某生物有机肥"}
    else:
        project.fertilise("baseline", "project", amount="5")
    if where != "nitrogen":
        project.fertilise()

    account = project.account(tmp_path / "silent", method)
    # Biochar may be among it, and VM0042 takes it off the soil's change.
    check_refusal(
        account, SOURCES[method], also=["8.6-bar"] if method == VM0042 else []
    )
    told = assessed(account, SOURCES[method]).outcome
    assert "organic fertiliser is recorded or named" in told.found["en"]
    assert "imported_carbon_manure" in told.cure["zh"]

    del project.document["sources_absent"]["amendments"]
    amount = 60 if where == "nitrogen" else 0
    brought(project, "manure", project=amount, baseline=amount)
    account = project.account(tmp_path / "told", method)
    assert SOURCES[method] not in against(account)


def certified(project, content="25"):
    """Give the product a certificate of its carbon [%]."""
    project.tables[PRODUCT][0]["carbon"] = content
    carbon = {"is": "product_carbon_content", "unit": "%"}
    project.map_column(PRODUCT, "carbon", **carbon)
    return project


RECORD = "papers/carrier.csv"


def given_to_control(project, file=RECORD, signed_on="2021-10-21"):
    """Give the control the sterile carrier, with its record on file."""
    product = project.document["practice"]["product"]
    product["sterile_carrier_on_control"] = True
    product["sterile_carrier_record"] = {
        "text": {"en": "Carrier on control", "zh": "对照地施用载体"},
        "signed_on": signed_on, "signed_by": "A. Farmer", "file": file,
    }  # fmt: skip
    project.tables[file] = [{"parcel": "F1", "kg": "12"}]


def nothing_on_file(project):
    del project.document["practice"]["product"]["sterile_carrier_record"]


def record_without_a_file(project):
    del project.document["practice"]["product"]["sterile_carrier_record"]["file"]


def record_of_another_folder(project):
    given_to_control(project, file="lab/carrier.csv")


def record_before_the_practice(project):
    given_to_control(project, signed_on="2021-10-19")


def record_that_serves_elsewhere(project):
    project.document["land"]["tenure"] = {
        "text": {"en": "Leases", "zh": "流转合同"}, "signed_on": "2021-10-21",
        "signed_by": "A. Farmer", "file": RECORD,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("breaking", "english", "chinese"),
    [
        (nothing_on_file, "but there is no record", "没有施用记录"),
        (record_without_a_file, "names no file", "未注明文件"),
        (record_of_another_folder, "not under papers/", "不在 papers/ 内"),
        (record_before_the_practice, "before the practice starts", "早于措施开始"),
        (record_that_serves_elsewhere, "serves another purpose", "另有他用"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_bare_word_about_the_carrier_counts_for_nothing(
    tmp_path, breaking, english, chinese
):
    """A word alone earned 20 t: all of the carrier is taken off without a record."""
    project = certified(SyntheticProject())
    del project.document["sources_absent"]["carrier"]
    product = project.document["practice"]["product"]
    product["carrier_carbon"] = {"value": "7", "unit": "t{C}"}
    given_to_control(project)
    breaking(project)

    evidence, told = gather(project.write(tmp_path))
    found = accounts(evidence, [MCS])[0].run

    assert found.value("contrast_import") == pytest.approx(7)
    (problem,) = [item for item in told if item.code == "CARRIER_BARE"]
    assert problem.severity == "warning"
    assert english in problem.found("en")
    assert chinese in problem.found("zh")
    assert "sterile_carrier_record" in problem.remedy("en")
    assert "sterile_carrier_record" in problem.remedy("zh")


def test_a_record_on_file_shows_the_carrier_and_nothing_is_told(tmp_path):
    project = SyntheticProject()
    given_to_control(project)

    evidence, told = gather(project.write(tmp_path))

    assert "CARRIER_BARE" not in {item.code for item in told}
    assert accounts(evidence, [MCS])[0].run.value("carrier_on_control") == 1.0


def test_the_carrier_is_an_import_of_the_larger_of_statement_and_certificates(tmp_path):
    project = certified(SyntheticProject())
    del project.document["sources_absent"]["carrier"]
    product = project.document["practice"]["product"]
    given_to_control(project)

    for stated, expected in (("4", 4.5), ("7", 7)):
        product["carrier_carbon"] = {"value": stated, "unit": "t{C}"}
        found = run(project, tmp_path / stated)
        # 6 t a year, a quarter of it carbon, over 3 years.
        assert found.value("carrier_carbon") == pytest.approx(expected)
        assert found.value("project_import") == pytest.approx(expected)
        assert found.value("contrast_import") == 0.0

    del product["sterile_carrier_record"]
    found = run(project, tmp_path / "control")
    assert found.value("contrast_import") == pytest.approx(7)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("said", ["nothing", "zero", "certificate", "both"])
def test_a_carrier_that_is_not_stated_is_unknown(method, said, tmp_path):
    project = SyntheticProject()
    if said != "both":
        del project.document["sources_absent"]["carrier"]
    if said == "zero":
        stated = {"value": "0", "unit": "t{C}"}
        project.document["practice"]["product"]["carrier_carbon"] = stated
    if said in {"certificate", "both"}:
        certified(project)

    check_refusal(project.account(tmp_path, method), SOURCES[method])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "name", ["displaced_livestock", "diverted_residues", "displaced_production"]
)
@pytest.mark.parametrize("said", ["nothing", "zero", "both"])
def test_leakage_is_an_amount_or_a_reason(method, name, said, tmp_path):
    project = SyntheticProject()
    if said != "both":
        del project.document["sources_absent"][name]
    if said != "nothing":
        project.document["leakage"][name] = "0" if said == "zero" else "5"

    check_refusal(project.account(tmp_path, method), SOURCES[method])


@pytest.mark.parametrize(
    ("method", "names"),
    [
        (MCS, {"displaced_livestock", "diverted_residues", "displaced_production"}),
        (VM0042, {"diverted_residues", "displaced_production"}),
    ],
)
def test_leakage_that_is_stated_is_charged(method, names, tmp_path):
    plain = run(SyntheticProject(), tmp_path / "plain", method)
    charged = set()
    for name in ("displaced_livestock", "diverted_residues", "displaced_production"):
        project = SyntheticProject()
        del project.document["sources_absent"][name]
        project.document["leakage"][name] = "5"
        found = run(project, tmp_path / name, method)
        if found.value("leakage") > plain.value("leakage"):
            charged.add(name)

    assert charged == names


def test_a_control_is_not_smaller_than_its_parcels_on_the_map(tmp_path):
    project = with_imports(project_S1=60, project_S2=0, baseline_S1=0, baseline_S2=0,
                           control_S1=2)  # fmt: skip
    for stratum in project.document["strata"]:
        stratum["control_area_ha"] = "1"
    evidence = project.evidence(tmp_path)
    parcel = Parcel(
        id="C", stratum="S1", is_control=True, polygons=(), area_ha=Decimal(16),
        stated_ha=None, index=0,
    )  # fmt: skip
    mapped = replace(evidence, geography=replace(evidence.geography, parcels=(parcel,)))

    stated, measured = (
        accounts(item, [MCS])[0].run.value("contrast_import")
        for item in (evidence, mapped)
    )

    # 2 / 1 x 120 would cover it all; 2 / 16 x 120 covers 15 of 60 t C a year.
    assert (stated, measured) == (0.0, pytest.approx(45 * 3))
