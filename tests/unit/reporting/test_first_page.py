"""The first page: what, where, how much in plain words, and nothing to be decoded."""

import dataclasses
import re

import pytest
from msgspec.structs import replace

from edaphon.accounting.account import accounts
from edaphon.reporting.beside import beside_estimate, per_hectare_year
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.blocks import Cards, Facts
from edaphon.reporting.layout.front import beside_told, cover_blocks, statement_chapter
from edaphon.reporting.layout.reader import NBSP, Reader
from tests.unit.reporting import cases

LANGUAGES = ("en", "zh")


def reader(content, language="en"):
    place = cases.source("credited").evidence.geography
    return Reader(content, language, place)


def cards_of(content, language="en"):
    (cards,) = [
        item
        for item in cover_blocks(reader(content, language))
        if isinstance(item, Cards)
    ]
    return cards.cards


def words_of(content, language="en"):
    """Return every word of the first page below its title."""
    cards, note, told, years = cover_blocks(reader(content, language))
    listed = [f"{item.label} {item.value.text} {item.note}" for item in cards.cards]
    listed += [note.text, *[f"{name}: {cell.text}" for name, cell in told.rows]]
    listed += [column.head for column in years.columns]
    listed += [" ".join(cell.text for cell in row) for row in years.rows]
    return "\n".join(listed).replace(NBSP, " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["credited", "refused", "deficit", "one_layer"])
def test_no_method_id_and_no_digest_stand_on_the_first_page(name, language):
    told = words_of(cases.report(name), language)

    assert not any(method in told for method in cases.METHODS)
    assert re.findall(r"[0-9a-f]{16}", told) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("not verified", "2 kg per mu", "202.95 ha in", "Henan",
                "15 October 2021 to 14 October 2024",
                ("1.14 t C/ha (95% confidence interval 0.68 to 1.59, without "
                 "campaign errors)"),
                "21 102 102 80 305", "never added", "huang-huai",
                "not issuable, reasons given: 3",
                "900 t CO2e",
                "15 October 2021 to 14 October 2041", "took no uncertainty",
                "Nobody yet")),
        ("zh", ("未经核查", "河南", "202.95 ", "事前估计", "900 tCO2e",
                "不含采样批次误差", "21 102 102 80 305", "不得相加", "huang-huai",
                "不可签发，原因 3 项",
                "2021年10月15日至2041年10月14日", "未扣减不确定性", "尚无")),
    ],
)  # fmt: skip
def test_what_where_when_how_much_and_who(language, said):
    told = words_of(cases.report("credited"), language)

    assert [one for one in said if one not in told] == []


def test_a_result_is_told_by_hectare_and_year_and_beside_the_estimate():
    """By hand: 305/(202.95 x 3) = 0.5009, 696/608.85 = 1.143; 305/900 = 33.9 %."""
    first, second = cards_of(cases.report("credited"))

    assert first.note.startswith(
        "0.50 t CO2e per hectare and year; 66.1% below the ex-ante estimate; "
    )
    assert second.note.startswith("1.14 t CO2e per hectare and year; 22.7% below")


def test_without_an_estimate_nothing_is_said_to_be_above_or_below_it():
    content = cases.report("credited")
    methods = [replace(item, beside_estimate=None) for item in content.methods]

    assert all(
        "estimate" not in card.note
        for card in cards_of(replace(content, methods=methods))
    )


def test_what_is_not_counted_is_compared_with_nothing():
    for card in cards_of(cases.report("refused")):
        assert card.look == "stop"
        assert "hectare" not in card.note
        assert "estimate" not in card.note


@pytest.mark.parametrize(
    ("area", "years", "is_whole"),
    [(None, "3", True), ("100", None, True), ("0", "3", True), ("100", "3", False)],
)
def test_without_area_or_time_there_is_no_result_by_them(area, years, is_whole):
    assert per_hectare_year(305, area, years, is_whole=is_whole) is None


def test_by_hectare_and_year_is_rounded_down():
    assert per_hectare_year(599, "100", "2", is_whole=True) == "2.99"
    assert per_hectare_year(5999, "1000", "2", is_whole=True) == "2.99"


@pytest.mark.parametrize(
    ("estimate", "share", "words"),
    [("305.1", "-0.0", "0.0% below"), ("304.9", "0.0", "0.0% above"),
     ("305", "0", "equal to"), ("305.0", "0", "equal to")],
)  # fmt: skip
def test_the_side_of_the_estimate_is_that_before_rounding(estimate, share, words):
    """Bug: a result a tenth of a tonne below was told to lie above."""
    assert beside_estimate(305, estimate) == share
    assert beside_told(reader(cases.report("credited")), share).startswith(words)


@pytest.mark.parametrize("estimate", [None, "0", "", "-50"])
def test_no_estimate_gives_no_share(estimate):
    assert beside_estimate(305, estimate) is None


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Level of assurance and materiality"), ("zh", "保证等级与实质性偏差限值")],
)
def test_the_fields_of_a_verification_are_there_and_empty(language, name):
    blocks = statement_chapter(reader(cases.report("credited"), language)).blocks
    last = blocks[-1]

    assert isinstance(last, Facts)
    assert name in dict(last.rows)
    assert {cell.text for _, cell in last.rows} == {""}


def test_an_account_on_earlier_ones_is_compared_with_nothing():
    """What is new was held against the estimate and the years of the whole period."""
    source = cases.source("credited")
    account = replace(source.account, earlier=["sha256:" + "7a" * 32])
    chained = content_record(dataclasses.replace(source, account=account))

    assert {item.beside_estimate for item in chained.methods} == {None}
    assert {item.per_hectare_year for item in chained.methods} == {None}
    assert "per hectare" not in words_of(chained)


@pytest.mark.parametrize(
    ("language", "unsaid"),
    [("en", "Not stated in the project file"), ("zh", "项目文件未说明")],
)
def test_what_the_project_leaves_unsaid_is_said_to_be(language, unsaid):
    """Crediting period and reason of the difference are the project's own words."""
    silent = cases.with_document(cases.evidence(), disclosure=None)
    content = content_record(cases.source_of(accounts(silent, cases.METHODS)))

    assert words_of(content, language).count(unsaid) == 2
