"""What the report says of its own figures is what was done, in both languages."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from msgspec import convert
from msgspec.structs import replace

import edaphon
from edaphon.methods import pack
from edaphon.reporting.boundary import boundary_rows
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.drawn import facts
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.wording import clause
from edaphon.schemas.models.project import SourcesAbsent
from tests.unit.reporting import cases
from tests.unit.reporting.cases import METHODS, case, evidence, source_of, with_document


@pytest.fixture(scope="module")
def content():
    return content_record(source_of(case("credited")))


def entries_of(path):
    """Return English and Chinese of every text of a room."""
    with path.open("rb") as file:
        return [(str(item.id), str(item.string)) for item in read_po(file)]


def test_an_estimate_of_the_project_and_a_sealed_forecast_have_two_names():
    """Bug: both were called 事前估计; only what project.yaml states is that."""
    rooms = Path(edaphon.__file__).parent
    entries = [
        entry
        for path in rooms.glob("*/locale/zh/LC_MESSAGES/*.po")
        for entry in entries_of(path)
    ]
    forecasts = [zh for en, zh in entries if "forecast" in en.lower()]
    estimates = [zh for en, zh in entries if "ex-ante" in en.lower()]

    assert len(forecasts) > 5
    assert len(estimates) > 2
    assert [zh for zh in forecasts if "事前估计" in zh] == []
    assert [zh for zh in estimates if "事前估计" not in zh] == []


def field(content, name):
    return next(item for item in content.disclosure if item.id == name)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("log10(1 + copies)", "the microbial shares alone are drawn",
                "Strata count by their area.",
                "or a microbial test of this account read")),
        ("zh", ("log10(1 + 拷贝数)", "仅微生物碳占比", "各碳层按面积加权",
                "微生物检验读取的参数均列出",
                "土地覆盖：农田；天然植被清除：从未清除")),
    ],
)  # fmt: skip
def test_what_was_done_is_said(language, words):
    page = cases.page_text("credited", language)

    assert [one for one in words if one not in page] == []


def test_chinese_says_no_more_than_the_english():
    page = cases.page_text("credited", "zh")

    assert "但不验签" not in page
    assert "即为项目减排量" not in page
    for english in (
        "cropland",
        "microbial_inoculant",
        "our reading of",
        "sum of sources",
    ):
        assert english not in page
    assert "；对监测期的自行解读" in page
    assert "微生物菌剂（种植与收获）" in page
    assert "菌株特异标记拷贝数、微生物生物量碳" in page


def test_microbial_samples_are_not_counted_as_those_of_the_soil_laboratory(content):
    found = evidence().observations
    paths = [
        item.path for item in evidence().project.model.files if item.about == "soil"
    ]
    for item in content.sampling.campaigns:
        own = found.filter(
            (found["campaign"] == item.id)
            & (found["top_cm"] != "")
            & found["file"].is_in(paths)
        )
        assert item.observations == own.height


@pytest.mark.parametrize(
    ("name", "lacking"),
    [
        ("additionality", "data behind the test"),
        ("uniqueness", "other registrations"),
    ],
)
def test_a_field_of_which_a_part_is_there_is_partly_provided(content, name, lacking):
    told = field(content, name)

    assert told.state == "partly"
    assert lacking in told.text.en


def test_stones_that_are_taken_off_are_told_with_their_values(content):
    told = field(content, "soil_mass")

    assert told.state == "provided"
    assert "Stones are taken off: 460 values." in told.text.en
    assert "砾石数据 460 个" in told.text.zh


def test_the_boundary_has_a_row_for_the_carbon_of_the_product(content):
    """By hand: 6.54 t C of the granules is 23.99 t CO2."""
    rows = {item.title.en: item for item in content.boundary}
    row = rows["Carbon brought in with the product"]
    mcs, vm0042 = METHODS

    assert row.state == "in"
    assert "6.54 t C" in row.reason.en
    assert f"Taken off by: {mcs};" in row.reason.en
    assert f"charged as leakage by: {mcs}, {vm0042}." in row.reason.en
    assert "扣除" in row.reason.zh


@pytest.mark.parametrize(
    ("carrier", "state"),
    [(None, "open"), ({"en": "None in it.", "zh": "不含。"}, "out")],
)
def test_carbon_of_a_product_that_nobody_states_is_not_known(content, carrier, state):
    absent = convert({"carrier": carrier} if carrier else {}, SourcesAbsent)
    rows = boundary_rows(content.methods, absent, set(), None)

    (row,) = [item for item in rows if item.title.zh == "随产品带入的碳"]
    assert row.state == state


def test_variances_have_their_unit():
    assert "(t\N{NO-BREAK SPACE}C/ha)²" in cases.page_text("credited", "en")
    assert "(t\N{NO-BREAK SPACE}C/hm²)²" in cases.page_text("credited", "zh")


def test_the_boundary_tells_amendments_and_soil_methane_apart(content):
    rows = {item.title.en: item for item in content.boundary}

    assert rows["Nitrogen fertiliser"].state == "in"
    assert rows["Imported organic amendments"].state == "out"
    assert rows["Soil methane"].state == "out"


def test_amendments_that_nobody_denies_are_open():
    found = with_document(evidence(), sources_absent=None)
    content = content_record(source_of(cases.accounts(found, METHODS)))

    rows = {item.title.en: item for item in content.boundary}
    assert rows["Imported organic amendments"].state == "open"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("IPCC (2019), Chapter 11, Table 11.3", "IPCC (2019) 第 11 章表 11.3"),
        ("VM0042 v2.2 §8.2 Table 4 and §9", "VM0042 v2.2 §8.2 表 4 和 §9"),
        ("Equation 74", "公式 74"),
        ("§4 conditions 3 and 5", "§4 条件 3 和 5"),
        ("edaphon.mcs/1.1 §3 eq. 7", "edaphon.mcs/1.1 §3 公式 7"),
    ],
)
def test_a_numbered_place_has_its_chinese_name(source, told):
    assert clause(source, "zh") == told
    assert clause(source, "en") == source


def test_a_chinese_page_has_no_english_half_of_a_name():
    page = cases.page_text("credited", "zh")

    assert "河南（CN-41）" in page
    for english in (
        "Cooperative",
        "aldononitrile",
        "strain-specific",
        "Testing Centre",
    ):
        assert english not in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_place_without_a_name_keeps_its_code(language):
    content = cases.report("credited")
    project = replace(content.project, jurisdiction="ZZ-1")
    place = cases.source("credited").evidence.geography
    reader = Reader(replace(content, project=project), language, place)

    assert "ZZ-1" in [cell.text for _, cell in facts(reader, "project/identity").rows]


def test_what_a_clause_says_behind_its_number_is_said_in_chinese():
    methods = cases.content("credited")["methods"]
    sources = {
        item["source"]
        for method in methods
        for item in [*method["figures"], *method["conditions"], *method["sources"]]
    } | {item["locator"] for method in methods for item in method["parameters"]}

    told = {clause(source, "zh") for source in sources}
    assert [one for one in told if re.search(r"[a-z]{3,} [a-z]{2,}", one)] == []


def sources_of_packs():
    """Return every clause of both packs: equations, conditions, values."""
    found = set()
    for name in cases.METHODS:
        held = pack(name)
        found |= {item.source for item in held.equations}
        found |= {item.source for item in held.conditions}
        found |= {item.locator for item in held.parameters.values()}
    return found


def test_no_clause_of_a_pack_keeps_english_words_on_a_chinese_page():
    """Bug: "dry climate without irrigation", "two-sided 90 %", "as of Corrections"."""
    names = re.compile(
        r"AFOLU Non-Permanence Risk Procedure|VCS Methodology Requirements|"
        r"VCS Standard|et al|de Gruijter|von Haden"
    )
    told = {names.sub("", clause(source, "zh")) for source in sources_of_packs()}

    assert [one for one in told if re.search(r"[a-z]{3,} [a-z]{2,}", one)] == []
    assert [one for one in told if "Corrections" in one or "Clarification" in one] == []
