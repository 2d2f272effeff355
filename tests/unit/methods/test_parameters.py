"""Dated parameters: the value in force, and what a project may replace."""

import msgspec
import pytest
import yaml

from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine.equation import Factor
from edaphon.methods.engine.parameters import dated_parameters, in_force, replaced
from edaphon.schemas.models.project import Factors
from tests.unit.methods.packing import dated

GWP = """
id: gwp100
unit: t{CO2e}/t
title: {en: Warming potential, zh: 增温潜势}
items:
  n2o:
    values:
      - {from: 2007-02-02, value: "298", reference: ar4, locator: Table 2.14, mark: P}
      - {from: 2013-09-27, value: "265", reference: ar5, locator: Table 8.A.1, mark: P}
  ch4:
    values:
      - {from: 2013-09-27, value: "28", reference: ar5, locator: Table 8.A.1, mark: P}
"""

SINGLE = """
id: co2_per_carbon
unit: t{CO2e}/t{C}
title: {en: Carbon dioxide per carbon, zh: 二氧化碳与碳之比}
values:
  - {from: 2006-01-01, value: 44/12, low: "3.6", high: "3.7",
     reference: ipcc, locator: Ch. 2, mark: P}
"""


def read(text: str, date: str):
    families = dated_parameters(yaml.safe_load(text))
    found = [in_force(dated, date, "file.yaml") for dated in families]
    return {item.id: item for item in found}


def test_the_value_in_force_on_the_date_is_taken():
    assert read(GWP, "2020-01-01")["gwp100.n2o"].value == "265"


def test_a_value_starts_on_its_day():
    assert read(GWP, "2013-09-27")["gwp100.n2o"].value == "265"


def test_a_fraction_stays_exact_until_it_is_used():
    single = read(SINGLE, "2020-01-01")["co2_per_carbon"]

    assert single.value == "44/12"
    assert single.number == 44 / 12
    assert single.factor == Factor(3.6, 44 / 12, 3.7)


def test_a_family_without_a_value_yet_is_refused_with_its_first_day():
    with pytest.raises(EdaphonError) as caught:
        read(GWP, "2010-01-01")
    problem = caught.value.problems[0]

    assert problem.code == "PARAMETER_DATE"
    assert problem.where.file == "file.yaml"
    assert "gwp100.ch4 on 2010-01-01" in problem.found("en")
    assert "starts on 2013-09-27" in problem.found("en")
    assert "Choose a reference date" in problem.remedy("en")
    assert "2013-09-27 起才有效" in problem.found("zh")
    assert "改用不需要该参数的方法包版本" in problem.remedy("zh")


OWN = Factors(value="0.0031", unit="t/L", reference="Fuel analysis 2024")


def test_a_project_may_give_its_own_factor_with_its_range():
    held = {"fuel.diesel": dated("fuel.diesel", "0.0029", unit="t/L")}
    given = {"fuel.diesel": msgspec.structs.replace(OWN, low="0.0030", high="0.0032")}
    own = replaced(held, given)["fuel.diesel"]

    assert (own.value, own.low, own.high) == ("0.0031", "0.0030", "0.0032")
    assert own.reference == "Fuel analysis 2024"
    assert own.locator == "project.yaml"


def test_a_factor_without_range_is_its_own_range():
    diesel = dated("fuel.diesel", "0.0029", unit="t/L", low="0.002", high="0.004")
    own = replaced({"fuel.diesel": diesel}, {"fuel.diesel": OWN})["fuel.diesel"]

    assert own.factor == Factor(0.0031, 0.0031, 0.0031)


def test_the_pack_itself_is_left_as_it_is():
    held = {"fuel.diesel": dated("fuel.diesel", "0.0029", unit="t/L")}
    replaced(held, {"fuel.diesel": OWN})

    assert held["fuel.diesel"].value == "0.0029"


def test_every_factor_that_does_not_fit_is_refused_in_one_pass():
    held = {"fuel.diesel": dated("fuel.diesel", "0.0029", unit="t/L")}
    given = {
        "fuel.diesel": msgspec.structs.replace(OWN, unit="kg/L"),
        "gwp100.n2o": OWN,
    }
    with pytest.raises(EdaphonError) as caught:
        replaced(held, given)
    unit, unknown = caught.value.problems

    assert unit.code == "PARAMETER_UNIT"
    assert unit.where.path == "factors/fuel.diesel"
    assert "given in kg/L" in unit.found("en")
    assert "needs it in t/L" in unit.needed("en")
    assert "Convert the value" in unit.remedy("en")
    assert "换算后以方法规定的单位填写" in unit.remedy("zh")
    assert unknown.code == "PARAMETER_UNKNOWN"
    assert "gwp100.n2o" in unknown.found("zh")
    assert "One of: fuel.diesel" in unknown.needed("en")
    assert "remove the factor from project.yaml" in unknown.remedy("en")
    assert "删除该因子" in unknown.remedy("zh")
