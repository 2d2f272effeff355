"""The wizard proposes, gives its reasons, and asks where a person must decide."""

import datetime as dt

import pytest

from edaphon.evidence import match_header
from edaphon.evidence.project import load
from edaphon.monitoring.importing import read_evidence
from edaphon.monitoring.wizard.proposal import Proposal, setting_value
from edaphon.monitoring.wizard.saving import save_map, with_map
from edaphon.monitoring.wizard.wizard import propose
from tests.unit.monitoring.folder import CONSTANTS, entry, folder, workbook

MESSY = (
    "某某检测中心检测报告,,,,,\n委托单位：甲,,,,,\n"
    "样品编号,土层,有机质,容重,处理,采样日期\n,cm,,(g/cm3),,\n"
    "S1,0～20,1.86,1.32,CK,2020/10/4\nS2,20～40,2.4,1.4,T1,2020/10/4\n"
    "平均值,,2.1,,,\n以下空白,,,,,\n"
)


def proposed(place, content, name: str = "lab.csv", **more) -> Proposal:
    """Return the proposal for one file."""
    data = content.encode() if isinstance(content, str) else content
    (place / name).write_bytes(data)
    return propose(place / name, **more)


def asked(proposal: Proposal) -> dict[str, str]:
    """Return the code of each open question by what it is about."""
    return {one.about: one.problem.code for one in proposal.questions}


def test_a_messy_report_is_understood_and_doubts_are_asked(tmp_path):
    proposal = proposed(tmp_path, MESSY.encode("gb18030"))

    assert {guess.header: guess.code for guess in proposal.columns} == {
        "样品编号": "sample_id", "土层/cm": "depth", "有机质": "som",
        "容重/(g/cm3)": "bulk_density", "处理": "role", "采样日期": "sampled_on",
    }  # fmt: skip
    assert proposal.settings == {
        "header_rows": [3, 4], "encoding": "gb18030", "dates": "ymd",
    }  # fmt: skip
    assert asked(proposal) == {
        "@encoding": "CSV_ENCODING", "有机质": "UNIT_MISSING", "处理": "MAP_WORDS",
    }  # fmt: skip


def test_every_guess_has_confidence_reason_and_values(tmp_path):
    guess = proposed(tmp_path, MESSY.encode("gb18030")).column("容重/(g/cm3)")

    assert 0.9 < guess.confidence <= 1
    assert guess.why("en") == "the header is a name of it, with its unit"
    assert guess.why("zh") == "表头与名称一致，并写明单位"
    assert (guess.letter, guess.samples) == ("D", ("1.32", "1.4"))


def test_answers_settle_the_questions_and_the_saved_map_imports(tmp_path):
    project = folder(
        tmp_path,
        {"old.csv": b"plot,soc\nP1,12\n", "lab.csv": MESSY.encode("gb18030")},
        [entry("old.csv")],
    )
    settled = (
        propose(
            tmp_path / "lab.csv", name="lab.csv", settings={"encoding": "gb18030"},
            project=project, answers=[("有机质", "som:%")],
        )
        .worded("处理", "CK", "control")
        .worded("处理", "T1", "project")
    )  # fmt: skip
    record = settled.record() | {"constants": {"stratum": "s1"}}
    save_map(tmp_path, record)
    found = read_evidence(load(tmp_path))

    assert settled.questions == ()
    assert [one.code for one in found.problems] == [
        "FOOTER_SET_ASIDE", "STONES_UNKNOWN",
    ]  # fmt: skip
    numbers = found.observations.filter(file="lab.csv").select("property", "number")
    assert ("som", "18.60") in list(numbers.iter_rows())


def test_an_unknown_header_is_left_out_and_seen(tmp_path):
    guess = proposed(tmp_path, "采样点,有机碳(g/kg),qqq\nP1,12,3\n").column("qqq")

    assert (guess.code, guess.confidence) == ("ignore", 0)
    assert guess.why("en") == "the header is not known"


def test_a_doubtful_header_names_what_it_may_mean(tmp_path):
    question = proposed(tmp_path, "采样点,碳(g/kg)\nP1,12\n").questions[0]

    assert question.problem.code == "MAP_UNSURE"
    assert "may mean soc, total_carbon, som" in question.problem.text("en")
    assert "可能是 soc, total_carbon, som" in question.problem.text("zh")
    assert question.proposal == "soc"


def test_depths_over_columns_become_rules_of_the_columns(tmp_path):
    def merged(book):
        book.active.merge_cells("B1:C1")
        book.active.merge_cells("A1:A2")

    rows = [
        ["监测点", "有机碳(g/kg)", None],
        [None, "0-20cm", "20-40cm"],
        ["P1", 12, 8],
    ]
    proposal = proposed(tmp_path, workbook(rows, merged), "lab.xlsx")

    assert proposal.record()["header_rows"] == [1, 2]
    soc = {"is": "soc", "unit": "g/kg"}
    assert proposal.record()["columns"] == {
        "监测点": {"is": "point"},
        "有机碳(g/kg)/0-20cm": soc | {"top": "0", "bottom": "20"},
        "有机碳(g/kg)/20-40cm": soc | {"top": "20", "bottom": "40"},
    }


def test_groups_of_columns_join_their_names_and_titles_do_not(tmp_path):
    def merged(book):
        for block in ("A1:C1", "A2:B2", "A3:A4", "B3:C3"):
            book.active.merge_cells(block)

    rows = [
        ["检测报告"], ["委托单位：甲", None, "收样日期：2024-10-14"],
        ["样品编号", "土壤养分"], [None, "有机碳(g/kg)", "全氮(g/kg)"], ["S1", 12, 1],
    ]  # fmt: skip
    proposal = proposed(tmp_path, workbook(rows, merged), "lab.xlsx")

    assert {guess.header: guess.code for guess in proposal.columns} == {
        "样品编号": "sample_id", "土壤养分/有机碳(g/kg)": "soc",
        "土壤养分/全氮(g/kg)": "total_n",
    }  # fmt: skip


def test_the_sheet_with_results_is_proposed_and_asked(tmp_path):
    def cover(book):
        book.active.title = "结果"
        book.create_sheet("封面", 0).append(["检测报告"])

    proposal = proposed(
        tmp_path, workbook([["样点", "有机碳(g/kg)"], ["P1", 12]], cover), "lab.xlsx"
    )

    assert asked(proposal) == {"@sheet": "SHEET_CHOICE"}
    assert proposal.questions[0].proposal == "结果"
    assert proposed(tmp_path, b"", "x.csv").problems[0].code == "CSV_EMPTY"


def test_missing_codes_are_proposed_and_asked(tmp_path):
    proposal = proposed(tmp_path, "样点,有机碳(g/kg)\nP1,*\nP2,12\nP3,NA\n")
    question = proposal.questions[0]

    assert question.problem.code == "MAP_MISSING_CODES"
    assert "* (1), NA (1)" in question.problem.text("en")
    assert "缺测代码应声明" in question.problem.text("zh")
    assert proposal.record()["missing"] == ["*", "NA"]


@pytest.mark.parametrize(
    ("day", "code"),
    [("03/04/2025", "DATE_AMBIGUOUS"), ("5月4日", "DATE_INCOMPLETE")],
)
def test_the_order_of_dates_is_never_guessed(tmp_path, day, code):
    proposal = proposed(tmp_path, f"样点,采样日期,有机碳(g/kg)\nP1,{day},12\n")

    assert asked(proposal) == {"@dates": code}


def test_a_depth_that_became_a_date_is_a_question(tmp_path):
    rows = [["样点", "土层", "有机碳(g/kg)"], ["P1", dt.date(2026, 10, 20), 12]]
    proposal = proposed(tmp_path, workbook(rows), "lab.xlsx")

    assert asked(proposal) == {"土层": "DEPTH_DATE"}


def test_topsoil_is_proposed_as_0_to_20_and_asked(tmp_path):
    proposal = proposed(tmp_path, "样点,土层,有机碳(g/kg)\nP1,耕层,12\nP1,20-40,9\n")
    agreed = proposal.worded("土层", "耕层", "0-20")

    assert asked(proposal) == {"土层": "DEPTH_UNCLEAR"}
    assert agreed.questions == ()
    assert agreed.record()["columns"]["土层"]["values"] == {"耕层": "0-20"}


def test_negative_depths_are_seen_as_positive_down(tmp_path):
    data = "样点,Upper_cm,Lower_cm,有机碳(g/kg)\nP1,0,-10,12\n"
    record = proposed(tmp_path, data).record()["columns"]

    assert record["Lower_cm"] == {"is": "bottom", "unit": "cm", "negative_down": True}


def test_campaigns_of_the_project_are_the_words_of_its_column(tmp_path):
    project = folder(tmp_path, {"a.csv": b"plot,soc\nP1,1\n"}, [entry("a.csv")])
    data = "样点,年份,有机碳(g/kg)\nP1,2020,12\nP1,t1,13\n"
    proposal = proposed(tmp_path, data, project=project)
    settled = proposal.worded("年份", "2020", "t0").worded("年份", "*", "skip")

    assert asked(proposal) == {"年份": "MAP_WORDS"}
    assert "2020 → ?" in proposal.questions[0].problem.text("en")
    assert "2020 → ?" in proposal.questions[0].problem.text("zh")
    assert settled.questions == ()
    assert settled.record()["columns"]["年份"]["others"] == "skip"


def test_years_of_records_need_no_meaning(tmp_path):
    project = folder(tmp_path, {"a.csv": b"plot,soc\nP1,1\n"}, [entry("a.csv")])
    data = "年份,化肥氮施用量(kg)\n2022,120\n2023,130\n"
    proposal = proposed(tmp_path, data, project=project)

    assert (proposal.about, asked(proposal)) == ("activity", {})


def test_a_question_that_no_setting_answers_is_a_problem(tmp_path):
    proposal = proposed(tmp_path, 'plot,soc\nP1,"12\n')

    assert proposal.problems[0].code == "CSV_QUOTE"
    assert set(asked(proposal)) == {"soc"}


def test_no_header_in_sight_is_a_question(tmp_path):
    proposal = proposed(tmp_path, "1,2\n3,4\n")

    assert asked(proposal) == {"@header_rows": "HEADER_NONE"}
    (question,) = proposal.questions
    assert "the first one reads: 1 | 2." in question.problem.found("en")
    assert "header_rows: none" in question.problem.remedy("zh")


def test_a_header_of_which_no_word_is_known_is_listed_and_asked(tmp_path):
    table = "Messstelle,Oben_x,Rohd,Ctot_x\nX1,0,1.2,21.5\nX1,15,1.3,19.9\n"
    proposal = proposed(tmp_path, table)

    assert {guess.code for guess in proposal.columns} == {"ignore"}
    assert asked(proposal) == dict.fromkeys(("Oben_x", "Rohd", "Ctot_x"), "MAP_NUMBERS")


@pytest.mark.parametrize(
    "first", ["0;2020.10.06 09:00;4;10.875;10.5", "P1;2020-10-06;4;10.8;11"]
)
def test_a_logger_without_a_header_is_not_given_one(tmp_path, first):
    proposal = proposed(tmp_path, f"{first}\n{first.replace('4', '5')}\n")

    assert asked(proposal)["@header_rows"] == "HEADER_NONE"


def test_settings_are_read_as_they_are_written():
    assert setting_value("header_rows", "3,4") == [3, 4]
    assert setting_value("missing", "*,NA") == ["*", "NA"]
    assert setting_value("delimiter", "\\t") == "\t"


# --- Writing into project.yaml -----------------------------------------------

RECORD = {"path": "lab/a.csv", "columns": {"有机质": {"is": "som", "unit": "%"}}}


def test_comments_and_order_of_the_document_are_kept():
    text = (
        "# ours\nid: x  # name\nfiles:\n  # laboratory\n  - path: b.csv\n"
        "    columns: {a: {is: ignore}}\nmethods: [m]\n"
    )
    saved = with_map(text, RECORD)

    added = "  - path: lab/a.csv\n    columns:\n      有机质: {is: som, unit: '%'}\n"
    assert saved == text.replace("methods:", added + "methods:")


def test_a_second_map_of_one_file_replaces_the_first_and_keeps_the_rest():
    text = (
        "files:\n- path: lab/a.csv\n  constants: {role: control}  # stays\n"
        "  columns: {x: {is: soc}}\n"
    )
    saved = with_map(text, RECORD)

    assert saved.count("lab/a.csv") == 1
    assert "constants: {role: control}  # stays" in saved
    assert "x: {is: soc}" not in saved


def test_a_document_without_files_gets_them():
    assert with_map("id: x\n", RECORD).startswith("id: x\nfiles:\n- path: lab/a.csv\n")


def test_the_constants_used_here_are_those_of_the_smallest_table():
    assert set(CONSTANTS) == {"campaign", "stratum", "role", "top", "bottom"}


SEMICOLONS = (
    "Probe;Plot no.;Date taken;Depth [cm];Obsah humusu %;BD (Mg/m³);Stones w%;Rem.\n"
    "A1;12;03.04.2021;0-10;1,42;1,31;4,5;dry\n"
    "A2;17;05.04.2021;10-20;1,05;1,38;6,0;\n"
)


def test_numbers_under_an_unknown_header_are_asked_about(tmp_path):
    proposal = proposed(tmp_path, SEMICOLONS, settings={"decimal": ","})

    numbers = [one for one in proposal.questions if one.problem.code == "MAP_NUMBERS"]
    assert {one.about for one in numbers} >= {"Obsah humusu %", "Stones w%", "Plot no."}
    assert {one.proposal for one in numbers} == {""}
    assert "--answer 'Obsah humusu %=…'" in proposal.options(numbers[1])
    assert "(1,42; 1,05)" in numbers[1].problem.found("en")
    assert "可能正是有机碳" in numbers[1].problem.needed("zh")


def test_a_number_column_may_be_left_out_on_purpose(tmp_path):
    table = "采样点,有机碳(g/kg),qqq\nP1,12,3\nP2,13,8\n"

    assert asked(proposed(tmp_path, table)) == {"qqq": "MAP_NUMBERS"}
    assert proposed(tmp_path, table, answers=[("qqq", "ignore")]).questions == ()


@pytest.mark.parametrize(
    ("header", "code", "question"),
    [
        ("检测项目/TOC %", "soc", ""),
        ("SOC (g/100g)", "soc", ""),
        ("SOC (foo/kg)", "soc", "UNIT_UNKNOWN"),
        ("S/N: 123", "ignore", "MAP_NUMBERS"),
        ("p_mg", "ignore", "MAP_NUMBERS"),
        ("Stones (wt%)", "coarse_mass", ""),
        ("砾石体积含量(%)", "coarse_fraction", ""),
        ("rock fragments (%)", "coarse_fraction", "MAP_UNSURE"),
        ("Corg (%)", "soc", ""),
        ("有机碳g/kg", "soc", ""),
        ("bulk density g/cm3", "bulk_density", "MAP_UNUSUAL"),
        ("检测结果/石块", "ignore", "MAP_NUMBERS"),
    ],
)
def test_a_header_is_never_taken_for_what_it_may_not_be(
    tmp_path, header, code, question
):
    table = f"采样点,{header}\nP1,2.1\nP2,1.8\nP3,3.2\n"
    proposal = proposed(tmp_path, table, settings={"header_rows": [1]})

    assert proposal.column("B").code == code
    assert asked(proposal).get(header, "") == question


def test_a_group_head_weighs_less_than_its_leaf_and_a_true_pair_is_a_doubt():
    head = match_header("检测项目/有机碳(g/kg)")
    both = match_header("有机碳(g/kg)/全氮(g/kg)")

    assert head is not None
    assert (head.code, head.unit) == ("soc", "g/kg")
    assert both is not None
    assert set(both.candidates) == {"soc", "total_n"}
    assert both.confidence < 0.5


TREATMENTS = (
    "point,treatment,role,C_Mg_ha,soc (g/kg)\n"
    "P1,nitro,project,31,12\nP2,plus,control,29,11\nP3,zero,control,28,11\n"
)


def test_an_answer_ends_all_that_belonged_to_the_old_guess(tmp_path):
    before = proposed(tmp_path, TREATMENTS)
    answers = [("treatment", "ignore"), ("role", "role"), ("C_Mg_ha", "ignore")]
    after = proposed(tmp_path, TREATMENTS, answers=answers)

    assert "treatment" in asked(before)
    assert after.questions == ()
    assert after.column("role").code == "role"
    assert after.column("treatment").why("en") == "answered by a person"


def test_an_answer_asks_what_it_leaves_open(tmp_path):
    answers = [("B", "role"), ("soc (g/kg)", "bulk_density"), ("C_Mg_ha", "soc")]
    found = proposed(tmp_path, TREATMENTS, answers=answers)

    assert asked(found) == {
        "treatment": "MAP_WORDS", "C_Mg_ha": "UNIT_NOT_ACCEPTED",
        "soc (g/kg)": "UNIT_NOT_ACCEPTED",
    }  # fmt: skip


def test_a_unit_may_be_answered_as_people_write_it(tmp_path):
    table = "采样点,Ertrag\nP1,5.1\nP2,4.8\n"
    found = proposed(tmp_path, table, answers=[("Ertrag", "yield:t/ha")])

    assert asked(found) == {}
    assert found.column("Ertrag").unit == "t/har"


def test_the_last_of_two_answers_counts(tmp_path):
    answers = [("treatment", "role"), ("treatment", "ignore")]

    assert "treatment" not in asked(proposed(tmp_path, TREATMENTS, answers=answers))


@pytest.mark.parametrize("cells", [("1", "2"), ("a", "b"), ("", ""), ("dry", "7a")])
def test_rows_that_are_only_numbered_and_words_are_no_numbers(tmp_path, cells):
    lines = [f"P{at},12.{at},{cell}" for at, cell in enumerate(cells)]

    proposal = proposed(tmp_path, "\n".join(["采样点,有机碳(g/kg),qqq", *lines, ""]))

    assert asked(proposal) == {}


def test_dates_of_a_column_that_a_person_named_are_asked_about_too(tmp_path):
    settled = [("Date taken", "sampled_on")]

    proposal = proposed(
        tmp_path, SEMICOLONS, settings={"decimal": ","}, answers=settled
    )
    stated = proposed(
        tmp_path, SEMICOLONS, settings={"decimal": ",", "dates": "dmy"},
        answers=settled,
    )  # fmt: skip

    assert asked(proposal)["@dates"] == "DATE_AMBIGUOUS"
    assert "@dates" not in asked(stated)


def test_an_answer_by_letter_counts_for_the_dates(tmp_path):
    proposal = proposed(tmp_path, SEMICOLONS, answers=[("C", "sampled_on")])

    assert asked(proposal)["@dates"] == "DATE_AMBIGUOUS"


GERMAN = (
    "Probe;Standort;Datum;Horizont;Corg;TRD;Skelett\n;;;cm;%;g/cm3;%\n"
    "A-1;Feld Nord;2024-09-12;0-10;1.9;1.31;2\n"
    "A-2;Feld West;2024-09-13;10-30;1.4;1.40;3\n"
)
SOIL_ANSWERS = [("Corg/%", "soc:%"), ("TRD/g/cm3", "bulk_density:g/cm3"),
                ("Skelett/%", "coarse_mass:%")]  # fmt: skip


def places_asked(proposal):
    return {
        one.problem.facts["code"]: one
        for one in proposal.questions
        if one.problem.code == "MAP_PLACE"
    }


def test_point_depth_and_date_are_not_left_out_in_silence(tmp_path):
    settings = {"delimiter": ";", "header_rows": [1, 2]}
    answers = [*SOIL_ANSWERS]
    found = proposed(tmp_path, GERMAN, settings=settings, answers=answers)
    asked_for = places_asked(found)

    assert set(asked_for) == {"depth"}  # “Probe” is the number of a sample
    assert asked_for["depth"].about == "Horizont/cm"
    assert asked_for["depth"].proposal == "depth"
    unsure = {one.about: one.problem.code for one in found.questions}
    assert unsure["Datum"] == "MAP_UNSURE"
    text = asked_for["depth"].problem.text("en")
    assert "no column for depth. It may be: Horizont/cm" in text
    assert "0-10; 10-30" in text
    assert "土层" in asked_for["depth"].problem.text("zh")

    answers += [("Horizont/cm", "depth"), ("C", "sampled_on"), ("Probe", "sample_id")]
    assert not places_asked(
        proposed(tmp_path, GERMAN, settings=settings, answers=answers)
    )


def test_a_column_that_a_person_leaves_out_is_not_asked_again(tmp_path):
    settings = {"delimiter": ";", "header_rows": [1, 2]}
    ignored = [(name, "ignore") for name in ("Horizont/cm", "Datum", "Probe")]
    found = proposed(
        tmp_path, GERMAN, settings=settings, answers=[*SOIL_ANSWERS, *ignored]
    )

    assert places_asked(found) == {}


def test_days_of_a_workbook_under_an_unknown_header_are_asked_for(tmp_path):
    rows = [
        ["point", "depth", "soc (g/kg)", "Sampled"],
        ["P1", "0-20", 12.1, "2024-09-12"],
        ["P2", "0-20", 11.3, "2024-09-13"],
    ]
    found = proposed(tmp_path, workbook(rows), name="lab.xlsx")

    assert set(places_asked(found)) <= {"sampled_on"}
    assert "sampled_on" in {*places_asked(found), *(c.code for c in found.columns)}


def test_header_rows_are_taken_as_project_yaml_writes_them():
    assert setting_value("header_rows", "[2, 3]") == [2, 3]
    assert setting_value("header_rows", "2,3") == [2, 3]
