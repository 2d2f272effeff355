"""The end of a range that was used is told, and it is the one in the figure."""

import json
from itertools import product

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_record
from edaphon.accounting.range_ends import RISES
from edaphon.accounting.trace import text
from edaphon.methods import pack
from edaphon.methods.engine.equation import Factor, ParameterUse
from tests.synthetic_documents import METHODS
from tests.synthetic_project import SyntheticProject


@pytest.fixture(scope="module")
def account(tmp_path_factory):
    """Account of a project whose fertiliser nitrogen does not rise."""
    evidence = SyntheticProject().evidence(tmp_path_factory.mktemp("ends"))
    return accounts(evidence, METHODS)[0]


def test_every_range_is_taken_at_the_end_that_its_own_indicator_names():
    """Closed form: a body gives the same with the range and with its end alone."""
    wrong = []
    for method in METHODS:
        for equation in pack(method).equations:
            wrong += [f"{method} {equation.name}: {why}" for why in faults(equation)]

    assert wrong == []


def faults(equation):
    """Yield what keeps a reader from telling which end an equation took."""
    ranged = [
        item
        for item in equation.arguments
        if isinstance(item.origin, ParameterUse)
        and equation.body.__annotations__[item.name].__origin__ is Factor
    ]
    names = {item.name for item in equation.arguments if item.source.endswith(RISES)}
    if {item.origin.end for item in ranged} != names:
        yield f"indicators {names}"
        return
    if not ranged:
        return
    given = {item.name: 2.0 for item in equation.arguments}
    for said in product((0.0, 1.0), repeat=len(names)):
        told = dict(zip(sorted(names), said, strict=True))
        ends = {item.name: (0.25, 0.75)[int(told[item.origin.end])] for item in ranged}
        whole = {item.name: Factor(0.25, 0.5, 0.75) for item in ranged}
        alone = {name: Factor(end, end, end) for name, end in ends.items()}
        if equation(**given | told | whole) != equation(**given | told | alone):
            yield f"takes another end at {told}"


def test_the_trace_says_which_end_was_used_and_why(account):
    lines = [json.loads(line) for line in text(account)]
    (direct,) = [line for line in lines if line.get("name") == "fertiliser_direct"]
    by_argument = {item["argument"]: item for item in direct["parameters"]}

    factor = by_argument["synthetic_factor"]
    assert factor["used"] == {
        "end": "low",
        "value": factor["low"],
        "by": "synthetic_n_rises",
    }
    assert "used" not in by_argument["gwp_n2o"]


def test_the_account_lists_the_ends_with_its_parameters(account):
    record = account_record(account)
    found = {item["id"]: item.get("used") for item in record["parameters"]}

    assert found["n2o_volatilised"] == [
        {"end": "low", "value": "0.002", "by": "volatilised_nitrogen_rises"}
    ]
    assert found["co2_per_carbon"] is None


def test_a_factor_of_the_project_is_told_with_the_end_that_was_used(tmp_path):
    project = SyntheticProject()
    given = project.document["factors"]["product_emissions"]
    project.document["factors"]["product_emissions"] = {
        **given,
        "value": "1.0",
        "low": "0.5",
        "high": "2.0",
    }
    done = accounts(project.evidence(tmp_path), METHODS)
    (factor,) = account_record(done[0])["own_factors"]

    assert factor["id"] == "product_emissions"
    assert factor["quantity"] == "product_factor"
    assert factor["used"] == [{"end": "high", "value": "2.0", "by": ""}]
    assert "own_factors" not in account_record(done[1])
    assert json.dumps(factor)
