"""A loss stands where a reader looks first: cover, cards, first sentence, chapter 8."""

import pytest
from msgspec.structs import replace

from edaphon.reporting.layout.annexes import replay_annex
from edaphon.reporting.layout.blocks import Cards, Items, Paragraph, Table
from edaphon.reporting.layout.closing_chapters import result_chapter
from edaphon.reporting.layout.drawn import facts
from edaphon.reporting.layout.front import cover_blocks
from edaphon.reporting.layout.implementation_chapter import implementation_chapter
from edaphon.reporting.layout.loss_blocks import chain_beside_estimate
from edaphon.reporting.layout.reader import NBSP, Reader
from edaphon.reporting.summary import summary_record
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.report import Statement
from tests.unit.reporting import cases

MCS = {
    "reversal": "422.749017", "covered_reversal": "62.465380",
    "replaced_reversal": "360.283636", "creditable": "217.250984",
}  # fmt: skip
OWED = {"deficit_after": "310.064921"}
EARLIER = "sha256:" + "7a" * 32


def with_figures(method, values):
    figures = [
        replace(item, value=values.get(item.name, item.value))
        for item in method.figures
    ]
    return replace(method, figures=figures, status="deficit", units=0)


def lost():
    """Return the content of a report with a loss under both methods."""
    content = cases.report("credited")
    first, second = content.methods
    first = replace(with_figures(first, MCS), chain_units=640)
    second = replace(with_figures(second, OWED), chain_units=769)
    total = replace(second.summary.total, deductions=-265)
    second = replace(second, summary=replace(second.summary, total=total))
    return replace(
        content,
        methods=[first, second],
        digests=replace(content.digests, earlier=[EARLIER]),
    )


def reader(content, language="en"):
    place = cases.source("credited").evidence.geography
    return Reader(content, language, place)


def blocks(chapter, kind):
    return [item for item in chapter.blocks if isinstance(item, kind)]


def cards_of(content):
    return [item for item in cover_blocks(reader(content)) if isinstance(item, Cards)]


def test_the_cover_says_what_is_lost():
    told = dict(facts(reader(lost()), "front/cover").rows)
    words = told["Losses"].text.replace(NBSP, " ")

    assert "loss (reversal) 422.75 t CO2e, to be replaced 360.28 t CO2e" in words
    assert "carried deficit 310.06 t CO2e" in words


def test_the_cover_of_an_account_without_a_loss_says_nothing_of_one():
    told = dict(facts(reader(cases.report("credited")), "front/cover").rows)

    assert told["Losses"].text == "None reported"


def test_the_cards_of_a_loss_have_its_colour_and_number():
    (cards,) = cards_of(lost())
    first, second = cards.cards

    assert (first.value.text, first.look) == ("422.75", "stop")
    assert first.label.endswith("Unified method of microbial carbon sequestration")
    assert "360.28" in first.note
    assert (second.value.text, second.look) == ("310.06", "stop")


def test_a_credited_account_has_no_card_of_a_loss_and_no_green_before_it_is_issuable():
    content = cases.report("credited")
    (cards,) = cards_of(content)
    issuable = [replace(item, issuable=True) for item in content.methods]
    (green,) = cards_of(replace(content, methods=issuable))

    assert {item.look for item in cards.cards} == {"warn"}
    assert {item.look for item in green.cards} == {"good"}


def test_the_first_sentences_are_the_losses():
    told = summary_record(lost(), cases.source("credited").methods)
    first, second, *rest = [item.en for item in told.sentences]

    assert "422.75 t CO2e that earlier accounts credited are no longer there" in first
    assert "carried deficit of 310.06 t CO2e" in second
    assert not any("310.06" in item for item in rest)


def test_the_summary_of_results_has_losses_and_the_sum_of_the_chain():
    chapter = result_chapter(reader(lost()))
    (table,) = [item for item in blocks(chapter, Table) if item.id == "chain-losses"]
    rows = [[cell.text for cell in row[1:]] for row in table.rows]

    assert rows == [["422.75", "—"], ["62.47", "—"], ["360.28", "—"], ["—", "310.06"]]
    assert [cell.text for cell in table.foot[1:]] == ["640", "769"]


def test_negative_deductions_name_the_deficit_that_they_hold():
    told = [item.text for item in blocks(result_chapter(reader(lost())), Paragraph)]
    (line,) = [item for item in told if "deductions are below zero" in item]

    assert line.startswith("Under verra.vm0042/2.2")
    assert "carried deficit of 310.06 t CO2e" in line.replace(NBSP, " ")


def test_a_first_account_has_no_table_of_a_chain():
    chapter = result_chapter(reader(cases.report("credited")))

    assert "chain-losses" not in [item.id for item in blocks(chapter, Table)]


def test_the_annex_names_the_bundles_that_a_replay_of_the_chain_needs():
    (steps,) = blocks(replay_annex(reader(lost())), Items)
    (line,) = [item for item in steps.texts if "--earlier" in item]

    assert EARLIER in line
    (first,) = blocks(replay_annex(reader(cases.report("credited"))), Items)
    assert not any("--earlier" in item for item in first.texts)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "laboratory Taihang Soil in the place of Lüliang Soil"),
     ("zh", "检测单位由吕梁站变更为太行中心")],
)  # fmt: skip
def test_deviations_name_a_new_laboratory_and_where_losses_are_told(language, told):
    content = cases.report("credited")
    first, *rest = content.sampling.campaigns
    names = ["吕梁站 | Lüliang Soil", *["太行中心 | Taihang Soil"] * len(rest)]
    held = [
        replace(item, laboratory=name)
        for item, name in zip([first, *rest], names, strict=True)
    ]
    words = Text(en="Drought.", zh="干旱。")
    event = Statement(text=words, signed_by=words, signed_on="2024-09-20", file="a.txt")
    risk = replace(content.declared.permanence, events=[event])
    content = replace(
        content,
        sampling=replace(content.sampling, campaigns=held),
        declared=replace(content.declared, permanence=risk),
    )

    found = [
        line
        for block in blocks(implementation_chapter(reader(content, language)), Items)
        for line in block.texts
    ]
    assert len([line for line in found if told in line]) == 1
    assert any({"en": "chapter 7", "zh": "第 7 章"}[language] in line for line in found)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_chain_stands_beside_the_estimate_of_the_whole_period(language):
    content = lost()
    content = replace(content, declared=replace(content.declared, ex_ante="1200"))
    told = chain_beside_estimate(reader(content, language)).replace("\xa0", " ")

    numbers = ("1,200 t", "640 t", "422.75 t", "769 t", "310.06 t")

    assert [one for one in numbers if one not in told] == []
    assert told.rstrip(".。") in " ".join(
        item.text.replace("\xa0", " ")
        for item in blocks(result_chapter(reader(content, language)), Paragraph)
    )
    assert chain_beside_estimate(reader(cases.report("credited"))) == ""
