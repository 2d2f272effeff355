"""Content of a report: complete in both languages, and never more than is known."""

import json
import re
from decimal import Decimal

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.kernel.canonical import dumps
from edaphon.kernel.digests import digest
from edaphon.reporting.disclosure import fields
from edaphon.reporting.wording import sided, words
from edaphon.schemas.models.account import Text
from tests.unit.reporting.cases import (
    CASES,
    case,
    content,
    evidence,
    members,
    page_text,
    source_of,
    told_by,
    with_document,
)

CLAIMS_EN = re.compile(r"\b(?:is|was|been) verified\b|\bissued units\b", re.IGNORECASE)
CLAIMS_ZH = ("已核证", "经核查的", "已签发", "已登记", "碳中和", "核证减排量")


def texts(value, place=""):
    """Yield every text in both languages with its place."""
    if isinstance(value, dict):
        if set(value) == {"en", "zh"}:
            yield place, value
            return
        for key, item in value.items():
            yield from texts(item, f"{place}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, f"{place}/{index}")


@pytest.mark.parametrize("name", CASES)
def test_every_text_stands_in_both_languages(name):
    lacking = [
        place
        for place, text in texts(content(name))
        if bool(text["en"].strip()) != bool(text["zh"].strip())
    ]

    assert lacking == []


@pytest.mark.parametrize("name", CASES)
def test_no_text_claims_what_edaphon_cannot_claim(name):
    found = [text for _, text in texts(content(name))]

    assert [text["en"] for text in found if CLAIMS_EN.search(text["en"])] == []
    assert [
        text["zh"] for text in found for claim in CLAIMS_ZH if claim in text["zh"]
    ] == []


def test_status_of_each_case_is_as_made():
    found = {name: content(name)["methods"][0]["status"] for name in CASES}

    assert found == {
        "credited": "credited",
        "refused": "refused",
        "deficit": "deficit",
        "provisional": "provisional",
        "no_map": "refused",
        "one_layer": "refused",
    }


def test_every_field_of_the_list_is_answered_with_its_clause():
    rows = {item["id"]: item for item in content("credited")["disclosure"]}

    assert {item.id for item in fields()} <= set(rows)
    assert all(rows[item.id]["from"] for item in fields())
    assert all(item["text"]["en"] and item["text"]["zh"] for item in rows.values())


def test_list_holds_every_field_that_the_standards_ask_for():
    assert len(fields()) >= 50
    assert {item.need for item in fields()} == {"R", "C"}
    assert all(
        re.fullmatch(r"[A-Z0-9]+\|[^|]+\|[PSMD]", clause)
        for item in fields()
        for clause in item.asked_by
    )


def test_every_source_key_has_words():
    keys = {clause.split("|")[0] for item in fields() for clause in item.asked_by}

    assert keys <= set(words()["source_key"])


def test_words_of_a_clause_have_chinese():
    clauses = {clause.split("|")[1] for item in fields() for clause in item.asked_by}
    english = {one for one in clauses if re.fullmatch(r"[a-zA-Z/ ]+", one)}

    assert english - set(words()["source_part"]) == {"VCS Standard"}


def test_field_without_evidence_is_not_provided():
    bare = with_document(evidence(), disclosure={}, uniqueness=None)
    found = told_by(source_of(accounts(bare, ["edaphon.mcs/1.1"])))
    rows = {item["id"]: item["state"] for item in found["disclosure"]}

    assert rows["uniqueness"] == "not_provided"
    assert rows["verification"] == "not_provided"
    assert rows["models"] == "not_applicable"


def test_developers_words_fill_a_field_and_unknown_names_are_kept():
    words_given = {
        "retention": {"en": "Ten years.", "zh": "十年。"},
        "weather": {"en": "A wet year."},
    }
    told = with_document(evidence(), disclosure=words_given)
    found = told_by(source_of(accounts(told, ["edaphon.mcs/1.1"])))
    rows = {item["id"]: item for item in found["disclosure"]}

    assert rows["retention"]["state"] == "stated"
    assert rows["retention"]["text"]["zh"] == "十年。"
    assert rows["weather"]["text"] == {"en": "A wet year.", "zh": "A wet year."}


def test_refused_account_leads_with_reasons_and_cures():
    summary = content("refused")["summary"]
    causes = {item["method"]: item for item in summary["causes"]}

    assert "C1" in {item["id"] for item in causes["edaphon.mcs/1.1"]["items"]}
    assert all(
        item["found"]["en"] for cause in causes.values() for item in cause["items"]
    )
    assert content("credited")["summary"]["causes"] == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Which edition rules verra.vm0042/2.2, and what comes next",
                "2024-04-16 – 2025-12-15", "In force on 2026-06-11: from 2025-12-16.",
                "As drafted: cumulative accounting", "document history [P]",
                "Superseded"]),
        ("zh", ["verra.vm0042/2.2 适用的文件版本及后续版本", "2024-04-16 – 2025-12-15",
                "2026-06-11 有效：自 2025-12-16 起。", "据征求意见稿：清除量累计核算",
                "版本沿革 [P]", "已被取代"]),
    ],
)  # fmt: skip
def test_the_chapter_of_a_method_tells_which_edition_rules(language, told):
    page = page_text("credited", language)

    assert [words for words in told if words not in page] == []


def test_an_edition_without_days_has_a_dash_for_them():
    (method,) = [
        item
        for item in content("credited")["methods"]
        if item["id"].startswith("verra")
    ]
    (coming,) = [item for item in method["editions"] if item["stands"] == "next"]

    assert "from" not in coming
    assert re.search(r"3\.0</td>\s*<td[^>]*>Next</td>\s*<td[^>]*>—</td>",
                     page_text("credited", "en"))  # fmt: skip


def test_pack_with_unconfirmed_facts_never_says_it_conforms():
    for method in content("credited")["methods"]:
        assert "claim" in method["conformity"]["en"]
        assert "不声明符合" in method["conformity"]["zh"]


def test_synthetic_project_says_so():
    assert content("credited")["notice"]["synthetic"]["zh"].startswith("模拟项目")


def test_digest_of_the_account_is_that_of_its_record():
    record = account_set(case("credited"))

    assert content("credited")["digests"]["account"] == digest(dumps(record))


def test_time_and_version_stand_in_two_places_only():
    later = source_of(case("credited"), "2030-01-01T00:00:00Z", "9.9")
    other = told_by(later)
    first = content("credited")
    differing = [name for name in first if first[name] != other[name]]

    assert differing == ["generated_at", "code_version"]


def test_same_accounts_give_the_same_bytes():
    again = told_by(source_of(case("credited")))

    assert json.dumps(again) == json.dumps(content("credited"))


def test_one_layer_still_shows_the_change_at_fixed_depth():
    found = content("one_layer")

    for method in found["methods"]:
        assert method["stocks"]["equal_mass"] is None
        assert Decimal(method["stocks"]["fixed_depth"]["value"])
    assert found["profiles"]
    assert "0～10 cm" in found["summary"]["sentences"][1]["zh"]


def test_plain_text_in_both_languages_is_parted():
    assert sided("河南 | Henan") == Text(en="Henan", zh="河南")
    assert sided("a | b") == Text(en="a | b", zh="a | b")
    assert sided("") is None


def test_report_holds_no_path_of_this_machine():
    report = members("credited")["report/report.json"].decode()

    assert "/work" not in report
    assert "/root" not in report


def test_two_documents_of_one_year_and_author_are_told_apart():
    """VM0042 and the requirements of its scheme are both Verra (2025)."""
    parameters = [
        one for method in content("credited")["methods"] for one in method["parameters"]
    ]
    keys = {one["reference_short"]: set() for one in parameters}
    for one in parameters:
        keys[one["reference_short"]].add(one["reference"])

    assert {name for name, found in keys.items() if len(found) > 1} == set()
    assert {one["reference"] for one in parameters} >= {"vm0042-2.2", "vcs-mr-5.0"}
    names = {one["reference_short"] for one in parameters}
    assert {"Verra (2025a)", "Verra (2025b)", "Verra (2025c)", "IPCC (2019)"} <= names
    short = {one["reference"]: set() for one in parameters}
    for one in parameters:
        short[one["reference"]].add(one["reference_short"])
    assert {key for key, found in short.items() if len(found) > 1} == set()
