"""Chapter 9: co-effects and safeguards, no data in words, in both languages."""

from dataclasses import replace
from functools import cache

import pytest
from msgspec import structs

from edaphon.accounting.account import accounts
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.blocks import Paragraph, Table
from edaphon.reporting.layout.closing_chapters import environment_chapter
from edaphon.reporting.layout.effect_blocks import effects_annex
from edaphon.reporting.layout.reader import Reader
from edaphon.schemas.models.report import Report
from tests.unit.reporting.cases import METHODS, evidence, source_of, with_document


@cache
def content() -> Report:
    """Return the content of the report of the example."""
    return content_record(source_of(accounts(evidence(), METHODS)))


@cache
def silent() -> Report:
    """Return the same of a project without coeffects.yaml."""
    source = source_of(accounts(evidence(), METHODS))
    return content_record(replace(source, coeffects=None))


def blocks(report, language):
    reader = Reader(report, language, evidence().geography)
    annex = effects_annex(reader)
    return environment_chapter(reader).blocks + (annex.blocks if annex else ())


def tables(language):
    return {
        one.id: one for one in blocks(content(), language) if isinstance(one, Table)
    }


def cells(table, row=0):
    return [cell.text for cell in table.rows[row]]


def words(report, language):
    return [one.text for one in blocks(report, language) if isinstance(one, Paragraph)]


def test_the_worsened_indicator_stands_first_with_value_change_and_word():
    assert cells(tables("en")["effects"]) == [
        "Pesticides applied (active ingredient) [kg/ha]",
        "3.075 (2021-09-30)",
        "2022: 3.165; 2023: 3.39; 2024: 3.195",
        "3.25",
        "0.175 (5.7%)",
        "Worse",
    ]
    assert cells(tables("zh")["effects"])[-1] == "变差"


def test_what_is_not_known_is_said_to_be_no_data_in_each_language():
    assert cells(tables("en")["effects"], 1)[1:] == [
        "No data", "2022: No data; 2023: 44; 2024: 47", "45.5", "No data",
        "Not decided: no baseline",
    ]  # fmt: skip
    assert cells(tables("zh")["effects"], 1)[1] == "无数据"


def test_sources_name_page_or_rows_and_what_is_not_shown():
    table = tables("en")["effect-sources"]

    assert cells(table)[1].startswith("papers/pesticide.txt, line 1; ")
    assert cells(table)[3] == "The cooperative"
    assert cells(table)[4] == "12.4 (M)"
    assert cells(table, 1)[1] == "Stated, not shown"
    assert "activity/投入品台账.csv, rows 2, 4, 6" in cells(table, 4)[1]
    assert cells(tables("zh")["effect-sources"])[1].startswith(
        "papers/pesticide.txt，第 1 行；"
    )
    assert "no claim that the target is served" in table.note


def test_a_safeguard_without_evidence_is_stated_and_one_without_answer_no_data():
    table = tables("zh")["safeguards"]
    answers = [cells(table, row)[1] for row in range(len(table.rows))]

    assert answers[:3] == ["部分", "声明，未见证据", "无数据"]
    assert answers[-2:] == ["是，附证据文件"] * 2
    assert cells(tables("en")["safeguards"], 2)[1:] == ["No data"] * 5
    assert cells(tables("en")["safeguards"], 10)[-1] == "1"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "No data: the project gives no record of co-effects."),
        ("zh", "无数据：项目未提供协同影响记录"),
    ],
)
def test_a_project_without_file_and_records_is_told_to_have_no_data(language, told):
    bare = structs.replace(silent(), data=structs.replace(silent().data, properties=[]))
    (only,) = words(bare, language)

    assert only.startswith(told)


@pytest.mark.parametrize(
    ("language", "told", "between", "nitrogen", "water"),
    [
        ("en", "No statement: the project gives no coeffects.yaml.",
         "Nothing is known of", "Mineral nitrogen", "Water use"),
        ("zh", "未作声明：项目未提供 coeffects.yaml", "均未知", "化肥氮", "用水"),
    ],
)  # fmt: skip
def test_topics_of_the_records_are_not_called_unknown(
    language, told, between, nitrogen, water
):
    """The activity records of the example hold mineral nitrogen and yields."""
    (only,) = words(silent(), language)
    held, unknown = only.split(between)

    assert only.startswith(told)
    assert nitrogen in held
    assert nitrogen not in unknown
    assert water in unknown


def test_the_lead_counts_both_ways_and_says_that_no_tonne_rests_on_it():
    lead, without, source = words(content(), "en")

    assert lead.startswith("Indicators: worse 1, better 3, no change 1,")
    assert "None of it changes the account result." in lead
    assert "Income" in without
    assert source.startswith("Read from coeffects.yaml, sha256:")


def safeguards_row(report):
    return next(item for item in report.disclosure if item.id == "safeguards")


def test_the_checklist_says_what_is_on_record_and_never_that_all_is():
    found = safeguards_row(content())

    assert found.state == "stated"
    assert (
        "Chapter 9: indicators that got worse 1, better 3; safeguards with evidence on "
        "file 2 of 12."
    ) in found.text.en
    assert "topics without data (6)" in found.text.en
    assert "无证据的保障措施问题（9 个）" in found.text.zh


def test_without_words_of_the_project_the_row_is_partly_answered():
    found = with_document(evidence(), disclosure=None)
    report = content_record(source_of(accounts(found, METHODS)))

    assert safeguards_row(report).state == "partly"
