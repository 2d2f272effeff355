"""No text that an account prints gives its result in carbon units: none is issued."""

import re

import pytest
from babel.messages.pofile import read_po

from edaphon.methods import pack
from tests.architecture.test_bilingual import CATALOGUES, name, texts_of_data

PACKS = ("edaphon.mcs/1.1", "verra.vm0042/2.2")

COUNTED = re.compile(
    r"[\d}] (carbon )?units|carbon units (of|for)\b|units? of a vintage|"
    r"碳信用数量|碳信用 ?[{\d]|[}\d] ?个碳信用|碳信用为|所载碳信用|碳信用份额",
    re.IGNORECASE,
)
"""A result of an account, given as a number of carbon units."""

AFTER_ISSUE = re.compile(r"disclosure\.yaml|examples/")
"""What a scheme publishes of units that it issued, and worked examples."""


def texts():
    for place, pair in texts_of_data():
        yield from ((place, words) for words in pair.values())
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file):
                yield name(path), str(message.id)
                yield name(path), str(message.string)
    for known in PACKS:
        for item in pack(known).equations:
            yield from (
                (f"{known} {item.name}", words) for words in item.title.values()
            )


def test_no_text_counts_carbon_units_before_issue():
    found = [
        f"{place}: {words}"
        for place, words in texts()
        if COUNTED.search(words) and not AFTER_ISSUE.search(place)
    ]

    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        "碳信用数量",
        "所载碳信用 606 个",
        "不予计入，碳信用为 0",
        "606 carbon units for 9 members",
        "Carbon units of a year",
        "credits {stated} carbon units",
        "refused, 0 carbon units",
    ],
)
def test_the_words_of_old_are_told_apart(words):
    assert COUNTED.search(words)


@pytest.mark.parametrize("known", PACKS)
def test_a_result_has_one_name_in_every_pack(known):
    titles = {
        dict(item.title)["zh"] for item in pack(known).equations if item.name == "units"
    }

    assert titles == {"核算结果（未经核查）"}
