"""An equation is a function that carries its clause; its arguments say their origin."""

from typing import Annotated

import pytest

from edaphon.methods.engine.equation import Factor, Values, parameter, take
from tests.unit.methods.packing import declared


@declared(name="total", unit="t", over="scenario", when={"design": "paired"})
def sum_of_parts(
    parts: Annotated[Values, take("t", role="project", may_be_empty=True)],
    factor: Annotated[Factor, parameter("factor", "1", by="kind")],
    weight: Annotated[float, take("kg", "mass", may_be_missing=True)],
) -> float:
    """Parts times factor."""
    return sum(parts) * factor.value + weight


def test_a_declared_function_still_computes():
    assert sum_of_parts((1.0, 2.0), Factor(1.0, 2.0, 3.0), 0.5) == 6.5


def test_the_declaration_keeps_clause_and_words():
    assert sum_of_parts.name == "total"
    assert sum_of_parts.title == {"en": "X", "zh": "某量"}
    assert sum_of_parts.text == "Parts times factor."
    assert sum_of_parts.when == (("design", "paired"),)
    assert (sum_of_parts.replay, sum_of_parts.decimals) == ("T", 6)


def test_arguments_name_their_source_shape_and_selection():
    parts, factor, weight = sum_of_parts.arguments

    assert (parts.source, parts.many, parts.origin.where) == (
        "parts",
        True,
        (("role", "project"),),
    )
    assert (factor.source, factor.many, factor.origin.by) == ("factor", False, "kind")
    assert (weight.source, weight.origin.may_be_missing) == ("mass", True)


def test_a_pack_takes_a_body_over_under_its_own_number():
    own = sum_of_parts.under(number="79", source="Methodology §8.7")

    assert (own.number, own.source) == ("79", "Methodology §8.7")
    assert own.body is sum_of_parts.body


def test_an_argument_without_origin_is_refused_when_declared():
    with pytest.raises(TypeError, match="bare: argument mass does not say its origin"):

        @declared()
        def bare(mass: float) -> float:
            return mass
