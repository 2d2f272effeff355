"""What a report says of itself follows from the records, in both languages."""

import math
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from msgspec import structs

from edaphon.accounting.account import accounts
from edaphon.evidence.observations import frame
from edaphon.evidence.plan import PlanStatus
from edaphon.reporting.content import content_record
from edaphon.reporting.disclosure import fields
from edaphon.reporting.layout.drawn import facts
from edaphon.reporting.layout.method_annex import method_annex
from edaphon.reporting.layout.monitoring_chapters import parameters_chapter
from edaphon.reporting.layout.quantification_chapter import quantification_chapter
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN
from edaphon.reporting.sampling_facts import cells_without_value
from edaphon.schemas.forms import schema
from edaphon.schemas.models.project import ProjectDocument
from tests.unit.reporting.cases import (
    METHODS,
    case,
    content,
    evidence,
    page_text,
    report,
    source,
    source_of,
    told_by,
    with_document,
)
from tests.unit.reporting.reading import Page

MCS, VM0042 = METHODS


def of(found, method):
    """Return what a report says of one method."""
    return next(item for item in found["methods"] if item["id"] == method)


def field(found, name):
    """Return one row of the disclosure list."""
    return next(item for item in found["disclosure"] if item["id"] == name)


def words(language):
    """Return what people read on the page of the credited case."""
    return " ".join(" ".join(Page(page_text("credited", language)).words).split())


def test_a_parameter_prints_the_end_that_was_used():
    found = {item["id"]: item for item in of(content("credited"), MCS)["parameters"]}
    page = Page(page_text("credited", "en"))

    (used,) = found["frac_gasf"]["used"]
    assert (used["end"], used["value"]) == ("low", "0.02")
    assert "0.02 (low end)" in " ".join(page.words)
    assert "0.02（下限）" in words("zh")


def test_direct_nitrous_oxide_by_hand():
    """By hand: N · 0.02 · 0.002 · 44/28 · 265 is printed; the low ends were used."""
    rows = {item["name"]: item for item in of(content("credited"), MCS)["sources"]}
    volatilised = rows["fertiliser_volatilised"]
    nitrogen = Decimal(volatilised["baseline"]) / (
        Decimal("0.02") * Decimal("0.002") * Decimal(44) / Decimal(28) * Decimal(265)
    )

    assert round(nitrogen, 1) == Decimal("92.2")
    assert rows["fertiliser_direct"]["baseline"] == "0.000000"


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "no estimate of what was emitted"), ("zh", "不是实际排放量的估计")],
)
def test_a_zero_of_a_low_end_is_told_as_no_estimate(language, told):
    rows = {item["name"]: item for item in of(content("credited"), MCS)["sources"]}
    record = {item["id"]: item for item in content("credited")["disclosure"]}

    assert Decimal(rows["fertiliser_direct"]["baseline"]) == 0  # land with 92.2 t N
    assert words(language).count(told) == 4  # two tables of each method
    assert record["quantities"]["state"] == "partly"
    assert "central factors" in record["quantities"]["text"]["en"]


def test_emission_increases_add_up_from_the_report():
    changes = of(content("credited"), MCS)["emission_changes"]
    rows = {item["name"]: Decimal(item["value"]) for item in changes["rows"]}

    assert rows["product_increase"] == Decimal("36.349200")
    assert rows["fuel_increase"] == Decimal("9.870120")
    assert sum(rows.values()) == Decimal(changes["total"]["value"])
    assert changes["total"]["value"] == "46.219320"


@pytest.mark.parametrize("method", METHODS)
def test_the_sources_of_each_method_add_up_to_its_term(method):
    changes = of(content("credited"), method)["emission_changes"]
    total = sum(Decimal(item["value"]) for item in changes["rows"])

    assert math.isclose(float(total), float(changes["total"]["value"]), abs_tol=1e-5)


def test_a_factor_of_the_project_stands_in_the_report():
    (factor,) = of(content("credited"), MCS)["own_factors"]

    assert (factor["id"], factor["value"], factor["tier"]) == (
        "product_emissions", "1.0", 3,
    )  # fmt: skip
    assert of(content("credited"), VM0042)["own_factors"] == []
    assert "product_emissions" in words("en")


def test_a_source_without_records_is_not_recorded_and_never_in():
    silent = with_document(evidence(), sources_absent=None)
    listed = told_by(source_of(accounts(silent, METHODS)))["boundary"]
    rows = {item["title"]["en"]: item for item in listed}
    states = {title: item["state"] for title, item in rows.items()}

    assert states["Fossil fuel"] == "in"
    assert states["Product: production, transport and application"] == "in"
    for title in ("Liming", "Livestock", "Residue burning", "Nitrogen-fixing crops",
                  "Nitrogen fertiliser", "Imported organic amendments"):  # fmt: skip
        assert states[title] == "open"
        assert rows[title]["reason"]["en"].startswith("Not known")
        assert "未知" in rows[title]["reason"]["zh"]
    assert rows["Woody plants"]["reason"]["en"].startswith("Not recorded")
    assert "未记录" in rows["Woody plants"]["reason"]["zh"]
    assert MCS in rows["Product: production, transport and application"]["reason"]["en"]


def below(method, kind, language):
    """Return the table of sources or of changes of a method."""
    given = reader_in(language)
    found = of(content("credited"), method)
    blocks = quantification_chapter(given).blocks
    typed = next(item for item in given.content.methods if item.id == method)
    blocks += method_annex(given, typed).blocks
    slug = found["slug"]
    return next(item for item in blocks if getattr(item, "id", "") == f"{kind}-{slug}")


def reader_in(language):
    """Return the reader of the credited case."""
    return Reader(report("credited"), language, source("credited").evidence.geography)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("kind", ["sources", "emission-changes"])
@pytest.mark.parametrize(
    ("language", "absent", "unsaid"),
    [("en", "Stated not to exist", "not recorded"), ("zh", "项目声明不存在", "未记录")],
)
def test_what_is_stated_not_to_exist_is_never_told_as_unrecorded(
    method, kind, language, absent, unsaid
):
    table = below(method, kind, language)
    told = [cell.text for cells in table.rows for cell in cells]

    assert absent in table.note
    assert unsaid not in table.note.lower()
    assert unsaid not in told


@pytest.mark.parametrize("method", METHODS)
def test_only_a_stated_reason_makes_a_source_absent(method):
    silent = with_document(evidence(), sources_absent=None)
    told = of(told_by(source_of(accounts(silent, METHODS))), method)
    found = of(content("credited"), method)
    rows = [*found["sources"], *found["emission_changes"]["rows"]]

    assert any(item.get("absent") for item in rows)
    assert all(item["recorded"] is False for item in rows if item.get("absent"))
    assert not any(
        item.get("absent")
        for item in [*told["sources"], *told["emission_changes"]["rows"]]
    )


def test_readings_of_loggers_are_no_samples_of_a_campaign():
    first, last = content("credited")["sampling"]["campaigns"]

    assert (last["samples"], last["observations"]) == (228, 1596)
    assert (first["samples"], first["observations"]) == (232, 1623)


@cache
def with_plan(state):
    """Return a report whose evidence says another thing of the plan."""
    given = source("credited")
    plan = given.evidence.plan
    changed = {
        "sealed": plan,
        "not sealed": structs.replace(plan, sealed_at="", intact=False),
        "changed": structs.replace(plan, intact=False),
    }[state]
    evidence = structs.replace(given.evidence, plan=changed)
    return told_by(replace(given, evidence=evidence))


@pytest.mark.parametrize(
    ("state", "english", "chinese"),
    [
        ("sealed", "was sealed and is unchanged since", "采样方案已封存，此后未改动"),
        ("not sealed", "was not sealed", "采样方案未封存"),
        ("changed", "is not the one that was sealed", "与封存的方案不一致"),
    ],
)
def test_the_plan_is_told_as_its_record_says(state, english, chinese):
    told = field(with_plan(state), "monitoring_plan")["text"]

    assert english in told["en"]
    assert chinese in told["zh"]
    assert "followed" not in told["en"]
    assert "58 are compared with their planned places" in told["en"]
    assert "the farthest lies 2.5 m off" in told["en"]
    assert "最远偏离 2.5 m" in told["zh"]


def test_a_plan_that_was_compared_with_nothing_says_so():
    told = field(content("no_map"), "monitoring_plan")["text"]

    assert "No point has a place both in the plan and on the map" in told["en"]
    assert "没有采样点同时具有方案坐标和地图坐标" in told["zh"]


def test_a_report_without_a_plan_tells_none():
    bare = replace(with_document(evidence(), disclosure={}), plan=PlanStatus())
    found = told_by(source_of(accounts(bare, [MCS])))

    assert field(found, "monitoring_plan")["state"] == "not_provided"


def test_nobody_is_sent_to_replay_for_a_signature():
    assert "carries no digital signature" in words("en")
    assert "证据包不含数字签名" in words("zh")
    assert "验签" not in words("zh")
    assert "signer" in field(content("credited"), "machine_format")["text"]["en"]
    assert field(content("credited"), "machine_format")["state"] == "partly"


PARTLY = {
    "leakage": "amounts by type",
    "stock_change": "covariance",
    "result": "reductions and removals of each vintage",
    "boundary": "de minimis sum",
    "uncertainty": "detectable difference under edaphon.mcs/1.1",
    "emission_factors": "tier of the default factors",
}


@pytest.mark.parametrize(("name", "lacks"), PARTLY.items())
def test_a_field_is_provided_only_with_all_that_it_names(name, lacks):
    found = field(content("credited"), name)

    assert found["state"] == "partly"
    assert lacks in found["text"]["en"]
    assert "缺少：" in found["text"]["zh"]


@pytest.mark.parametrize("given", ["Not yet reviewed.", "-", "—", "待定"])
def test_a_review_that_has_not_been_is_not_provided(given):
    told = with_document(
        evidence(), disclosure={"verification": {"en": given}, "retention": {"en": "-"}}
    )
    found = told_by(source_of(accounts(told, [MCS])))

    assert field(found, "verification")["state"] == "not_provided"
    assert field(found, "retention")["state"] == "not_provided"


def test_counts_of_the_checklist_are_those_of_its_rows():
    rows = content("credited")["disclosure"]
    provided = sum(1 for item in rows if item["state"] == "provided")
    stated = sum(1 for item in rows if item["state"] == "stated")

    assert len(rows) == len(fields())
    assert f"{provided} fields provided, {stated} in the project's own words" in (
        words("en")
    )


def test_a_parameter_of_both_methods_is_counted_once():
    methods = content("credited")["methods"]
    distinct = {
        (one["id"], one["value"], one["since"], one["reference"])
        for item in methods
        for one in item["parameters"]
    }

    told = field(content("credited"), "emission_factors")["text"]["en"]
    assert f"mark: {len(distinct)};" in told
    assert len(distinct) < sum(len(item["parameters"]) for item in methods)


def test_each_method_says_what_it_does_with_campaign_errors():
    told, chinese = words("en"), words("zh")
    held = of(content("credited"), MCS)["campaign_errors"]

    assert of(content("credited"), VM0042)["campaign_errors"] is None
    assert f"Archived samples analysed again: {held['archived']}" in told
    assert f"{VM0042} takes no campaign errors." in told
    assert f"{VM0042} 不计采样批次误差" in chinese
    assert "sampling errors for each core" not in told


def test_marks_count_what_the_account_used():
    for account, told in zip(
        case("credited"), content("credited")["methods"], strict=True
    ):
        steps = [item for item in account.run.steps.values() if item.equation]
        expected = len(steps) + len(told["parameters"]) + len(account.assessed)

        assert sum(told["marks"].values()) == expected
        assert sum(told["marks"].values()) < sum(account.pack.marks().values())


def test_papers_and_warnings_stand_in_annex_a():
    data = content("credited")["data"]

    assert [item["path"] for item in data["papers"]] == [
        "papers/additionality.txt",
        "papers/earthworms.txt",
        "papers/grievances.txt",
        "papers/land-tenure.txt",
        "papers/loss.txt",
        "papers/pesticide.txt",
        "papers/quality.txt",
        "papers/uniqueness.txt",
        "papers/water.txt",
    ]
    hidden = [item for item in data["warnings"] if item["code"] == "SHEET_HIDDEN"]
    assert len(hidden) == 1
    assert "内部备注" in hidden[0]["found"]["en"]
    assert len(data["warnings"]) == 10
    assert "papers/land-tenure.txt" in words("en")
    assert "内部备注" in words("zh")


def test_days_of_the_look_back_are_both_included():
    assert "1 October 2018 to 30 September 2021 (both days included)" in words("en")
    assert "2018-10-01 to 2021-09-30, both days included" in words("en")


def test_land_is_named_as_it_is():
    assert "合同面积" not in words("zh")
    assert "旱地农田" not in words("zh")


def test_a_source_that_the_project_denies_is_out_with_its_reason():
    denied = {"lime": {"en": "Never limed.", "zh": "从未施用石灰。"}}
    told = with_document(evidence(), sources_absent=denied)
    listed = told_by(source_of(accounts(told, [MCS])))["boundary"]
    rows = {item["title"]["en"]: item for item in listed}

    assert rows["Liming"]["state"] == "out"
    assert "Never limed." in rows["Liming"]["reason"]["en"]
    assert "从未施用石灰" in rows["Liming"]["reason"]["zh"]
    assert rows["Fossil fuel"]["state"] == "in"
    assert rows["Livestock"]["state"] == "open"


NEEDED = frozenset(
    item.name for item in structs.fields(ProjectDocument) if item.required
)
"""Fields without which a project has no account."""


@cache
def silent():
    """Return the report of a project that states only what no account lacks."""
    document = evidence().project.document
    practice = document["practice"]
    changes = dict.fromkeys(set(document) - NEEDED)
    kept = {
        name: practice[name] for name in ("category", "kind", "description", "start")
    }
    bare = with_document(evidence(), **changes, practice=kept)
    return told_by(source_of(accounts(bare, [MCS])))


def test_what_a_project_does_not_state_is_unknown_and_never_no_or_nothing():
    found = silent()
    practice, project, declared = (
        found[name] for name in ("practice", "project", "declared")
    )

    assert (
        practice["change"] is practice["change_percent"] is practice["product"] is None
    )
    assert set(project["land"].values()) == {None}
    assert set(project["additionality"].values()) == {None}
    assert set(project["baseline"].values()) == {None}
    assert project["uniqueness"] is project["previous_report"] is None
    assert (declared["earlier"], declared["ex_ante"]) == ("unknown", None)
    assert declared["permanence"] == {
        "internal": None, "external": None, "natural": None, "longevity_years": None,
        "events": [],
    }  # fmt: skip
    told = field(found, "deficit")
    assert told["state"] == "partly"
    assert "whether there were earlier accounts" in told["text"]["en"]


def test_an_unknown_answer_is_printed_as_a_dash():
    given = report("credited")
    unknown = structs.replace(
        given,
        declared=structs.replace(given.declared, earlier="unknown"),
        practice=structs.replace(given.practice, change=None),
        project=structs.replace(
            given.project, land=structs.replace(given.project.land, irrigated=None)
        ),
    )
    reader = Reader(unknown, "en", source("credited").evidence.geography)
    told = {
        name: cell.text
        for place in ("project/land", "implementation/practice", "closing/risk")
        for name, cell in facts(reader, place).rows
    }

    assert told["Irrigated"] == UNKNOWN
    assert told["New or changed"] == UNKNOWN
    assert told["Earlier accounts"] == "Not stated"
    assert told["Drained"] == "No"


def table(*rows):
    """Return observations: sample, property, column and row of one sheet."""
    return frame(
        {
            "sample": sample, "property": name, "column": column, "row": row,
            "file": file, "value": "1", "number": "1", "flag": 1,
        }
        for file, row, sample, column, name in rows
    )  # fmt: skip


def test_a_cell_that_was_not_determined_is_missing_by_hand():
    """One “/” in the example: available phosphorus of TR2110-057, row 62."""
    found = {
        item["property"]: item for item in content("credited")["data"]["properties"]
    }

    phosphorus, ph = found["available_p"], found["ph"]
    assert (phosphorus["count"], phosphorus["missing"]) == (459, 1)
    assert (ph["count"], ph["missing"]) == (460, 0)


def test_every_sample_of_a_sheet_has_a_cell_in_each_column_of_its_own():
    found = table(
        ("a.csv", 2, "T1", "C", "soc"), ("a.csv", 2, "T1", "D", "ph"),
        ("a.csv", 3, "T2", "C", "soc"),
        ("a.csv", 4, "T3", "D", "ph"),
        ("b.csv", 2, "T4", "C", "soc"),
    )  # fmt: skip

    assert cells_without_value(found) == {"ph": 1, "soc": 1}


def test_a_column_of_many_properties_has_no_empty_cells():
    found = table(
        ("a.csv", 2, "T1", "D", "soc"), ("a.csv", 3, "T1", "D", "ph"),
        ("a.csv", 4, "T2", "D", "soc"),
    )  # fmt: skip

    assert cells_without_value(found) == {}


def test_a_value_that_another_file_tells_is_not_missing():
    found = table(
        ("a.csv", 2, "T1", "C", "soc"), ("a.csv", 2, "T1", "D", "ph"),
        ("b.csv", 2, "T1", "E", "clay"), ("b.csv", 3, "T2", "C", "ph"),
        ("b.csv", 3, "T2", "E", "clay"),
    )  # fmt: skip

    assert cells_without_value(found) == {}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Of 1096 days: 2021: 78, 2022: 365, 2023: 365, 2024: 288."),
        ("zh", "共 1096 天，其中 2021：78、2022：365、2023：365、2024：288。"),
    ],
)
def test_the_days_by_which_years_share_the_result_are_printed(language, told):
    """The period runs from 2021-10-15 to 2024-10-14, both days included."""
    assert told in page_text("credited", language)


@pytest.mark.parametrize(
    ("language", "true", "untrue"),
    [
        ("en", ("Fine-earth mass, organic matter included", "stones left out"),
         "Whole-soil mass"),
        ("zh", ("细土质量（含有机质）", "按细土计，不含砾石"), "全土质量"),
    ],
)  # fmt: skip
def test_the_mass_of_the_account_is_that_of_the_fine_earth(language, true, untrue):
    told = words(language)

    assert [one for one in true if one not in told] == []
    assert untrue not in told


@pytest.mark.parametrize("name", ["plan", "project"])
def test_the_forms_say_that_masses_are_of_the_fine_earth(name):
    fields_of = schema(name)["properties"]
    held = fields_of if name == "plan" else fields_of["sampling"]["properties"]

    for field_name in ("mass", "reference_mass"):
        told = held[field_name]["description"]
        assert "fine earth" in told
        assert "细土" in told
        assert "全土" not in told


MICROBIAL = {
    "necromass_factor.bacterial": "45", "necromass_factor.fungal": "9",
    "establishment_days": "30", "microbial_significance": "0.05",
}  # fmt: skip
"""Values that decide grade, label and the share of the gain, by their files."""


@pytest.mark.parametrize("method", METHODS)
def test_every_parameter_that_an_account_read_is_listed(method):
    told = of(content("credited"), method)
    listed = {item["id"]: item["value"] for item in told["parameters"]}
    account = next(item for item in case("credited") if item.pack.id == method)
    read = {
        *(value.id for step in account.run.steps.values()
          for _, value in step.parameters),
        *(limit.source for item in account.assessed
          for limit in item.condition.limits),
    }  # fmt: skip

    assert read <= set(listed)
    assert {name: listed[name] for name in MICROBIAL} == MICROBIAL


def own_factor(value, reference):
    """Return the report of the example with a factor of its own for diesel."""
    stated = evidence().project.document["factors"]
    given = {"value": value, "unit": "t{CO2e}/L", "reference": reference, "tier": 2}
    found = with_document(evidence(), factors={**stated, "fuel_factor.diesel": given})
    return content_record(source_of(accounts(found, METHODS)))


def test_a_value_of_the_projects_own_is_told_by_language_and_with_its_tier():
    told = own_factor("0.0020", "本项目实测 | measured by us")
    for method in told.methods:
        factor = {item.id: item for item in method.own_factors}["fuel_factor.diesel"]
        row = {item.id: item for item in method.parameters}["fuel_factor.diesel"]
        assert (factor.value, factor.tier) == ("0.0020", 2)
        assert factor.title == row.title
        for reference in (factor.reference, row.reference_text):
            assert (reference.en, reference.zh) == ("measured by us", "本项目实测")
    answer = next(item for item in told.disclosure if item.id == "emission_factors")
    assert "factors that the project states: 2" in answer.text.en

    for language, other in (("en", "本项目实测"), ("zh", "measured by us")):
        given = Reader(told, language, source("credited").evidence.geography)
        page = str(parameters_chapter(given))
        assert other not in page
        assert " | " not in page
