"""Edges from the inputs of an account have their unit as every other edge has."""

from dataclasses import replace

import pytest

from edaphon.accounting.activity import activity
from edaphon.accounting.campaign_evidence import campaign_evidence
from edaphon.accounting.soil import soil
from edaphon.methods import Take, pack
from edaphon.methods.engine.account_needs import _shared_words, input_units
from edaphon.methods.engine.unit_checks import unit_problems
from tests.property.test_silence import full_project
from tests.synthetic_documents import METHODS


def with_unit(method, source, unit):
    """Return a pack whose equations take one input in another unit."""
    equations = tuple(
        replace(
            item,
            arguments=tuple(
                replace(argument, origin=replace(argument.origin, unit=unit))
                if isinstance(argument.origin, Take) and argument.source == source
                else argument
                for argument in item.arguments
            ),
        )
        for item in method.equations
    )
    return replace(method, equations=equations)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("source", "unit"), [("group_area", "m2"), ("fuel_consumption", "t/a")]
)
def test_an_edge_to_an_input_in_another_unit_is_told(method, source, unit):
    told = unit_problems(with_unit(pack(method), source, unit))

    assert {item.code for item in told} == {"METHOD_UNIT"}
    assert {item.facts["source"] for item in told} == {source}
    assert {item.facts["wanted"] for item in told} == {unit}


def test_every_input_that_is_listed_has_its_unit():
    listed = _shared_words()["inputs"]

    assert {name for name, entry in listed.items() if "over" in entry} == set(
        input_units()
    )


def test_an_account_gives_each_input_in_the_unit_that_is_listed(tmp_path):
    evidence = full_project().evidence(tmp_path)
    given = {
        **soil(evidence).inputs, **activity(evidence).inputs,
        **campaign_evidence(evidence).inputs,
    }  # fmt: skip

    apart = {
        name: (item.unit, input_units().get(name))
        for name, item in given.items()
        if item.unit != input_units().get(name)
    }

    assert len(given) >= 50
    assert apart == {}
