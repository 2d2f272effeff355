"""The committed types are what the published schemas give."""

from functools import cache

import pytest

from tests.plain_yaml import read_yaml
from tools import models


@pytest.mark.parametrize("kind", models.KINDS)
def test_models_are_as_their_schemas_say(kind):
    committed = (models.MODELS / f"{kind}.py").read_text("utf-8")

    assert models.model(kind) == committed, "run make models"


def parts_of(rule):
    """Yield every object of a schema by the name of its type."""
    for key, item in rule.items():
        if isinstance(item, dict):
            if isinstance(item.get("properties"), dict):
                yield key.title().replace("_", ""), item
            yield from parts_of(item)


@cache
def schema_of(kind):
    return read_yaml(models.source(kind))


def part_of(kind, type_):
    return dict(parts_of(schema_of(kind)))[type_]


@pytest.mark.parametrize(
    ("kind", "part", "type_"),
    [
        (kind, part, type_)
        for kind, taken in models.TAKEN.items()
        for part, type_ in taken.items()
    ],
)
def test_a_part_that_is_taken_has_the_fields_of_the_record_it_is_from(
    kind, part, type_
):
    here, there = (
        part_of(kind, part.title().replace("_", "")),
        part_of(*type_.split(".")),
    )

    assert set(here["properties"]) == set(there["properties"])
    assert set(here["required"]) == set(there["required"])
    assert here["additionalProperties"] is there["additionalProperties"] is False
