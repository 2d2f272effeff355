"""Every number that a page prints is one of the machine-readable report."""

import json
import re
from bisect import bisect_left
from decimal import Decimal

import pytest

from tests.unit.reporting.cases import members, page_text
from tests.unit.reporting.reading import Page

NUMBER = re.compile(
    r"(?<![\w.:/–-])(?:\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+)(?:\.\d+)?(?!\d)"
)
TOLD = re.compile(r"\d+(?:\.\d+)?(?:[eE]-?\d{1,3})?")
SHORT = 2
"""Digits of numbers that are not looked for: they are found anywhere."""
SCALES = (Decimal(1), Decimal(100), Decimal(1000))
"""A page shows a share in per cent and a mass in the next smaller unit."""


def told(value: object) -> set[Decimal]:
    """Return the sizes of all numbers of a document, those inside its texts too."""
    if isinstance(value, dict):
        return set().union(*map(told, value.values()), *map(told, value))
    if isinstance(value, list):
        return set().union(*map(told, value))
    return {abs(Decimal(one)) for one in TOLD.findall(str(value))}


def is_rounded(printed: str, among: list[Decimal]) -> bool:
    """Tell whether a printed number is the rounding of one of some numbers."""
    value = Decimal(printed)
    half = Decimal(1).scaleb(value.as_tuple().exponent)  # any direction of rounding
    for scale in SCALES:
        least, most = (value - half) / scale, (value + half) / scale
        at = bisect_left(among, least)
        if at < len(among) and among[at] <= most:
            return True
    return False


def printed(language: str) -> list[str]:
    """Return the numbers of three digits and more that a page shows."""
    words = Page(page_text("credited", language)).words
    found = (
        re.sub(r"[,\u202f\u00a0]", "", one)
        for word in words
        for one in NUMBER.findall(word)
    )
    return [one for one in found if len(one.replace(".", "").lstrip("0")) > SHORT]


@pytest.fixture(scope="module")
def among():
    return sorted(told(json.loads(members("credited")["report/report.json"])))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_of_the_page_is_found_in_the_record(language, among):
    numbers = printed(language)

    assert len(numbers) > 1000
    assert sorted({one for one in numbers if not is_rounded(one, among)}) == []


def test_another_number_is_seldom_found(among):
    """Seven digits and more are found by chance nearly never: the search can fail."""
    wrong = [
        one[:-3] + str((int(one[-3]) + 5) % 10) + one[-2:]
        for one in printed("en")
        if len(one) > 7 and one[-3:].isdigit()
    ]

    assert len(wrong) > 50
    assert sum(is_rounded(one, among) for one in wrong) < len(wrong) / 10
