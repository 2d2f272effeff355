"""Tables whose rows have units, days and years of their own, under any header."""

import pytest

from tests.unit.monitoring.test_wizard import asked, proposed

LEDGER = (
    "年份,地块,土地类型,农资,亩用量,单位\n"
    "2022,东地,项目地,柴油,6,升\n2022,东地,项目地,菌剂,2,公斤\n"
)
CERTIFICATE = "项目,结果,单位\n有效活菌数,2.1,亿/g\n有机质,42,%\n铅,3,mg/kg\n"
POLISH = "Rok,Środek,Ilość,Jednostka\n2022,olej,120,l\n2022,wapno,3,t\n"


def codes(found):
    return {guess.header: guess.code for guess in found.columns}


def test_a_ledger_with_units_in_its_rows_is_asked_about(tmp_path):
    """Bug: the amounts were a dose, the names left out, and the check then refused."""
    found = proposed(tmp_path, LEDGER)
    (question,) = [one for one in found.questions if one.about == "亩用量"]
    text = question.problem.text("en")

    assert question.problem.code == "MAP_LONG"
    assert question.proposal == "value"
    assert question.wants_a_person
    assert "Answer value where that is so" in text
    assert "确为这样的请回答 value" in question.problem.text("zh")
    assert asked(found)["土地类型"] == "MAP_WORDS"


def test_then_its_names_and_units_are_asked_about(tmp_path):
    """An amount on a mu is never read as one of the whole land."""
    found = proposed(tmp_path, LEDGER, answers=[("亩用量", "value")])
    units = found.column("单位").details["values"]

    assert asked(found)["农资"] == "MAP_LONG"
    assert asked(found)["单位"] == "MAP_WORDS"
    assert units == {"升": "15.L/har", "公斤": "15.kg/har"}
    named = proposed(tmp_path, LEDGER, answers=[("亩用量", "value"), ("农资", "item")])
    assert asked(named)["农资"] == "MAP_WORDS"
    assert named.column("农资").details["values"] == {"柴油": "diesel_used"}


def test_a_unit_column_of_another_language_is_seen(tmp_path):
    found = proposed(tmp_path, POLISH)

    assert codes(found)["Jednostka"] == "unit"
    assert asked(found) == {"Ilość": "MAP_LONG"}


def test_a_unit_column_under_any_header_is_asked_about(tmp_path):
    found = proposed(tmp_path, POLISH.replace("Jednostka", "Miara"))

    assert codes(found)["Miara"] == "unit"
    assert asked(found)["Miara"] == "MAP_UNSURE"


def test_one_unit_in_all_rows_is_proposed_with_the_amount(tmp_path):
    text = "年份,亩用量,单位\n2022,30,公斤\n2023,40,公斤\n"
    (question,) = proposed(tmp_path, text).questions

    assert question.proposal == "dose:15.kg/har"


def test_a_table_whose_headers_have_units_is_left(tmp_path):
    text = "年份,用量(kg/亩),单位\n2022,30,东场\n2023,40,东场\n"
    assert "MAP_LONG" not in asked(proposed(tmp_path, text)).values()


def test_a_certificate_with_items_in_rows_is_one(tmp_path):
    found = proposed(tmp_path, CERTIFICATE)

    assert found.about == "product"
    assert codes(found) == {"项目": "item", "结果": "value", "单位": "unit"}
    (question,) = found.questions
    assert question.problem.facts["all_words"] == ["有效活菌数", "有机质", "铅"]


@pytest.mark.parametrize("header", ["Kiedy", "Nap"])
def test_days_under_an_unknown_header_are_asked_about(tmp_path, header):
    """Bug: they were left out in silence, and the file then named no day."""
    text = f"Plot,{header},Ilość (kg)\nA,2021-10-04,3\nB,04.10.2021,4\n"
    found = proposed(tmp_path, text)
    (question,) = [one for one in found.questions if one.about == header]

    assert question.problem.code == "MAP_DAYS"
    assert found.likely(question) == (
        "sampled_on", "analysed_on", "received_on", "ignore",
    )  # fmt: skip
    assert "one must not pass for the other" in question.problem.text("en")
    assert "不得混用" in question.problem.text("zh")
    settled = proposed(tmp_path, text, answers=[(header, "analysed_on")])
    assert "MAP_DAYS" not in asked(settled).values()


def test_years_in_a_column_of_days_are_asked_about(tmp_path):
    text = "样品编号,采样日期,土层,有机碳(g/kg)\n1,1998年,0-20,12\n2,2004年,0-20,9\n"
    found = proposed(tmp_path, text)
    (question,) = found.questions

    assert (question.about, question.problem.code) == ("采样日期", "MAP_YEARS")
    assert question.proposal == "campaign"
    assert "A year is no day" in question.problem.text("en")
    assert "年份不是日期" in question.problem.text("zh")
    settled = proposed(tmp_path, text, answers=[("采样日期", "campaign")])
    assert settled.questions == ()


def test_results_that_are_all_below_a_limit_are_asked_about(tmp_path):
    """Bug: a column of <LD under an unknown header was left out unasked."""
    text = "Plot,Depth (cm),Zz,SOC (%)\nA,0-10,<LD,1.2\nB,0-10,<LD,1.3\n"
    assert asked(proposed(tmp_path, text))["Zz"] == "MAP_NUMBERS"


def test_a_yield_on_a_mu_is_read_on_a_mu(tmp_path):
    """Bug: 亩产(斤) was a yield in jin, which no yield is given in."""
    found = proposed(tmp_path, "作物,年份,亩产(斤)\n小麦,2022,900\n")

    assert found.column("亩产(斤)").unit == "7500.g/har"
    assert found.questions == ()


def test_units_are_told_with_their_meaning(tmp_path):
    (question,) = proposed(tmp_path, "作物,年份,单产\n小麦,2022,900\n").questions

    assert "7500.g/har (jin/mu)" in question.problem.text("en")
    assert "7500.g/har（斤/亩）" in question.problem.text("zh")


def test_stones_above_two_millimetres_are_known(tmp_path):
    text = "样品编号,土层,采样日期,>2mm砾石 (%)\n1,0-20,2021-10-04,4\n"
    assert codes(proposed(tmp_path, text))[">2mm砾石 (%)"] == "coarse_fraction"
