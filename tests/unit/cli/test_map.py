"""``edaphon map`` prints what it thinks, asks what it cannot know, and saves."""

import json

import click
import pytest
from click.testing import CliRunner

from edaphon.cli import map as verb
from tests.unit.monitoring.folder import entry, folder

DATA = "样点,土层,有机质,处理\nP1,0-20,1.86,CK\nP2,0-20,2.4,T1\n"
ROLES = ["--word", "处理:CK=control", "--word", "处理:T1=project"]
SETTLED = ["--answer", "有机质=som:%", *ROLES]


@pytest.fixture
def place(tmp_path):
    """A project folder with one mapped and one new file."""
    files = {"old.csv": b"plot,soc\nP1,12\n", "lab/new.csv": DATA.encode()}
    folder(tmp_path, files, [entry("old.csv")])
    return tmp_path


def run(*arguments: str, typed: str = "") -> click.testing.Result:
    """Run the verb as if called."""
    return CliRunner().invoke(verb.command, [*map(str, arguments)], input=typed)


def test_open_questions_stop_and_nothing_is_written(place):
    before = (place / "project.yaml").read_bytes()
    result = run(place, "lab/new.csv", "--accept")

    assert result.exit_code == 1
    assert "[UNIT_MISSING] lab/new.csv, column C" in result.stdout
    assert "[MAP_OPEN]" in result.stdout
    assert "--answer and --word" in result.stdout
    assert (place / "project.yaml").read_bytes() == before


def test_chinese_speaks_chinese(place, monkeypatch):
    monkeypatch.setenv("EDAPHON_LANG", "zh")
    result = run(place, "lab/new.csv")

    assert "该文件还有 2 个问题待确认" in result.stdout
    assert "表头与名称一致" in result.stdout


def test_answers_and_accept_save_the_map(place):
    result = run(place, "lab/new.csv", *SETTLED, "--accept")

    assert result.exit_code == 0, result.output
    assert "有机质: {is: som, unit: '%'}" in (place / "project.yaml").read_text("utf-8")


def test_dry_run_writes_nothing(place):
    before = (place / "project.yaml").read_bytes()
    result = run(place, "lab/new.csv", *SETTLED, "--accept", "--dry-run")

    assert result.exit_code == 0
    assert (place / "project.yaml").read_bytes() == before


def test_json_gives_entry_columns_and_questions(place):
    result = run(place, "lab/new.csv", "--json")
    record = json.loads(result.stdout)

    assert result.exit_code == 1
    assert record["entry"]["path"] == "lab/new.csv"
    assert [one["about"] for one in record["questions"]] == ["有机质", "处理"]
    assert record["columns"][2]["reason"]["zh"] == "表头与名称一致"


def test_yes_never_settles_a_unit_nor_invents_a_meaning(place):
    result = run(place, "lab/new.csv", "--yes")

    assert result.exit_code == 1
    assert "[MAP_WORDS]" in result.stdout
    assert "[UNIT_MISSING]" in result.stdout


def test_yes_saves_when_only_proposals_are_open(place):
    result = run(place, "lab/new.csv", "--yes", *SETTLED)

    assert result.exit_code == 0, result.output
    assert "unit: '%'" in (place / "project.yaml").read_text("utf-8")


def test_a_person_at_the_terminal_is_asked(place, monkeypatch):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    result = run(place, "lab/new.csv", typed="som:%\ncontrol\nproject\ny\n")

    assert result.exit_code == 0, result.output
    assert "T1: project" in (place / "project.yaml").read_text("utf-8")


def test_an_empty_answer_stops(place, monkeypatch):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    result = run(place, "lab/new.csv", typed="som:%\ncontrol\n\n")

    assert result.exit_code == 1


def test_an_answer_that_is_not_understood_is_asked_again(place, monkeypatch):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    typed = "sooc\nsom:foo\nsom:%\ncontrol\nproject\ny\n"
    result = run(place, "lab/new.csv", typed=typed)

    assert result.exit_code == 0, result.output
    assert "[PROPERTY_UNKNOWN]" in result.stderr
    assert "[UNIT_UNKNOWN]" in result.stderr
    assert "有机质: {is: som, unit: '%'}" in (place / "project.yaml").read_text("utf-8")


def test_enter_takes_a_proposal_and_q_stops(place, monkeypatch):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    result = run(place, "lab/new.csv", typed="\nq\n")

    assert result.exit_code == 1
    assert "Enter takes the proposal, ? explains, q stops" in result.stderr
    assert "[UNIT_MISSING]" not in result.stdout
    assert "[MAP_WORDS]" in result.stdout


def test_an_answer_that_names_nothing_is_told(place):
    result = run(place, "lab/new.csv", "--answer", "不存在=soc:%")

    assert result.exit_code == 1
    assert "[MAP_NAME]" in result.stdout
    assert "COLUMN=CODE:UNIT" in result.stdout


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("有机质", "it is written COLUMN=CODE:UNIT"),
        ("@colour=red", "the settings are @sheet, @header_rows"),
        ("@header_rows=x", "@header_rows=x"),
    ],
)
def test_an_answer_in_the_wrong_form_is_a_wrong_call(place, wrong, told):
    result = run(place, "lab/new.csv", "--answer", wrong)

    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        ("有机质=sooc:%", "PROPERTY_UNKNOWN", "相近的代码：soc"),
        ("有机质=som:foo", "UNIT_UNKNOWN", "“foo”"),
        ("有机质=som:cm", "UNIT_NOT_ACCEPTED", "可用的计量单位：g/kg"),
    ],
)
def test_an_answer_that_the_vocabulary_lacks_is_refused(
    place, monkeypatch, answer, code, told
):
    monkeypatch.setenv("EDAPHON_LANG", "zh")
    before = (place / "project.yaml").read_bytes()
    result = run(place, "lab/new.csv", *ROLES, "--answer", answer, "--accept")

    assert result.exit_code == 1
    assert f"[{code}] lab/new.csv，C 列" in result.stdout
    assert told in result.stdout
    assert (place / "project.yaml").read_bytes() == before


def test_open_questions_come_as_options_to_add(place):
    result = run(place, "lab/new.csv")

    assert "  --answer 有机质=som:%\n" in result.stderr
    assert "  --word 处理:CK=control\n" in result.stderr


def test_a_refusal_can_be_json(place, tmp_path_factory):
    outside = tmp_path_factory.mktemp("other") / "x.csv"
    outside.write_text(DATA, "utf-8")
    record = json.loads(run(place, outside, "--json").stdout)

    assert [one["code"] for one in record["problems"]] == ["PATH_OUTSIDE"]


def test_a_missing_file_is_a_wrong_call(place):
    result = run(place, "lab/none.csv")

    assert result.exit_code == 2
    assert "There is no file lab/none.csv" in result.stderr


def test_a_file_outside_the_project_is_refused(place, tmp_path_factory):
    outside = tmp_path_factory.mktemp("other") / "x.csv"
    outside.write_text(DATA, "utf-8")
    result = run(place, outside)

    assert result.exit_code == 1
    assert "[PATH_OUTSIDE]" in result.stdout


def test_a_file_that_cannot_be_read_says_why(place):
    (place / "lab" / "bad.csv").write_bytes(b"")
    result = run(place, "lab/bad.csv")

    assert result.exit_code == 1
    assert "[CSV_EMPTY]" in result.stdout


@pytest.mark.parametrize("encoding", ["foo", "ANSI", "cp437"])
def test_a_setting_that_the_check_would_refuse_is_a_wrong_call(place, encoding):
    result = run(place, "lab/new.csv", "--answer", f"@encoding={encoding}", "--accept")

    assert result.exit_code == 2
    assert f"@encoding={encoding}; the choices are utf-8, utf-8-sig" in result.stderr


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        ("@decimal=.,", "., ,"), ("@dates=dd", "iso, ymd"), ("@about=x", "soil, "),
        ("@hidden=yes", "read, leave"), ("@delimiter=:", r",, ;, \t, |"),
    ],
)  # fmt: skip
def test_each_setting_names_its_choices(place, answer, known):
    result = run(place, "lab/new.csv", "--answer", answer)

    assert result.exit_code == 2
    assert f"the choices are {known}" in result.stderr


def test_an_open_setting_is_printed_with_its_choices(place):
    (place / "lab/new.csv").write_bytes(DATA.encode("utf-8") + b"\x81\xff,\xfe,,\n")

    result = run(place, "lab/new.csv", "--accept")

    assert result.exit_code == 1
    assert "--answer @encoding=…   (utf-8, utf-8-sig, gb18030" in result.stderr


def test_dates_that_only_a_person_can_read_hold_the_map(place):
    data = "样点,土层,有机质,处理,Taken\nP1,0-20,1.86,CK,03.04.2021\n"
    (place / "lab/new.csv").write_text(data, "utf-8")
    settled = [*SETTLED[:2], *ROLES[:2], "--answer", "Taken=sampled_on"]

    held = run(place, "lab/new.csv", *settled, "--accept")
    stated = run(place, "lab/new.csv", *settled, "--answer", "@dates=dmy", "--accept")

    assert held.exit_code == 1
    assert "[DATE_AMBIGUOUS]" in held.stdout
    assert "--answer @dates=…   (iso, ymd, dmy" in held.stderr
    assert stated.exit_code == 0, stated.output
    assert "dates: dmy" in (place / "project.yaml").read_text("utf-8")


def test_a_density_beside_stones_holds_the_map_until_its_basis_is_said(place):
    data = "样点,土层,有机质,处理,BD (g/cm3),砾石(%)\nP1,0-20,1.86,CK,1.31,4.5\n"
    (place / "lab/new.csv").write_text(data, "utf-8")
    stones = ["--answer", "砾石(%)=coarse_mass:%"]
    settled = [*SETTLED[:2], *ROLES[:2], *stones]
    named = ["--answer", "E=bulk_density:g/cm3"]

    held = run(place, "lab/new.csv", *settled, *named, "--accept")
    stated = run(
        place, "lab/new.csv", *settled, *named, "--answer", "E=whole_soil", "--accept"
    )

    assert held.exit_code == 1
    assert "[DENSITY_BASIS]" in held.stdout
    assert "=…'   (fine_earth, fine_earth_per_core, whole_soil)" in held.stderr
    assert stated.exit_code == 0, stated.output
    saved = (place / "project.yaml").read_text("utf-8")
    assert "BD (g/cm3): {is: bulk_density, unit: g/cm3, basis: whole_soil}" in saved


def test_a_question_mark_explains_a_question_and_asks_again(place, monkeypatch):
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    result = run(place, "lab/new.csv", typed="?\nsom:%\n？\nq\n")

    assert "Why: the same number in another unit is another result." in result.stderr
    assert "Example: available_p:mg/kg." in result.stderr
    assert "Example: CK means control" in result.stderr
    assert "Answer: CODE:UNIT, such as soc:g/kg" in result.stderr
    assert "means: one of ours for each word, such as control" in result.stderr


def test_a_question_mark_explains_in_chinese(place, monkeypatch):
    monkeypatch.setenv("EDAPHON_LANG", "zh")
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    result = run(place, "lab/new.csv", typed="?\nq\n")

    assert "原因：同一数值换了单位，结果即不同。" in result.stderr
    assert "回答：代码和单位，如 soc:g/kg" in result.stderr


def test_the_prompt_of_missing_codes_shows_how_they_are_typed(place, monkeypatch):
    (place / "lab/new.csv").write_text("样点,有机碳(g/kg)\nP1,12\nP2,NA\n", "utf-8")
    monkeypatch.setattr(verb, "_is_terminal", lambda: True)
    result = run(place, "lab/new.csv", typed="NA，-9999\nn\n")

    assert "the cells with commas between, such as NA,-9999" in result.stderr
    assert "missing: ['NA', '-9999']" in result.output


def test_header_rows_say_how_they_are_written(place):
    result = run(place, "lab/new.csv", "--answer", "@header_rows=first")

    assert (
        "2, or 2,3 for two rows; none where no row names the columns" in result.output
    )


COMMA = "Plot;Sampling date;Depth (cm);SOC;Korr=1 (kg)\nP1;2021-10-04;0-10;1,2;3\n"


def test_what_project_yaml_says_of_a_file_is_not_asked_again(place):
    """Bug: a second call asked for decimal sign, units and words anew."""
    first = run(place, "lab/new.csv", *SETTLED, "--accept")
    text = (place / "project.yaml").read_text("utf-8")
    again = run(place, "lab/new.csv", "--accept")
    changed = run(place, "lab/new.csv", "--answer", "有机质=soc:%", "--accept")

    assert (first.exit_code, again.exit_code, changed.exit_code) == (0, 0, 0)
    assert "What project.yaml or edaphon start knows of lab/new.csv" in again.output
    now = (place / "project.yaml").read_text("utf-8")
    assert now == text.replace("有机质: {is: som", "有机质: {is: soc")


def test_fields_of_a_column_that_no_answer_gives_stay(place):
    run(place, "lab/new.csv", *SETTLED, "--accept")
    path = place / "project.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("有机质: {is: som,", "有机质: {is: som, top: '0', bottom: '20',")
    )
    result = run(place, "lab/new.csv", "--accept")

    assert result.exit_code == 0
    assert "bottom: '20'" in path.read_text("utf-8")


def test_answers_of_a_start_are_kept(place):
    (place / "lab/comma.csv").write_text(COMMA, "utf-8")
    name = "file:lab/comma.csv"
    answers = {
        f"{name}|@decimal": ",", f"{name}|SOC|UNIT_MISSING": "soc:%",
        f"{name}|Korr=1 (kg)|MAP_NUMBERS": "ignore",
    }  # fmt: skip
    (place / "start.json").write_text(json.dumps(answers), "utf-8")
    result = run(place, "lab/comma.csv", "--accept")

    assert result.exit_code == 0, result.output
    assert "decimal: ','" in (place / "project.yaml").read_text("utf-8")


def test_a_campaign_of_all_rows_is_not_asked_for(place):
    """Bug: what stands under ``constants`` was sought in a column again."""
    text = "Plot,Depth (cm),When,SOC (%)\nP1,0-10,2021-10-04,1.2\n"
    (place / "lab/undated.csv").write_text(text, "utf-8")
    asked = run(place, "lab/undated.csv", "--json")
    answers = {"when:lab/undated.csv#": "2021"}
    (place / "start.json").write_text(json.dumps(answers), "utf-8")
    told = run(place, "lab/undated.csv", "--json")

    assert "MAP_PLACE" in asked.output
    assert "MAP_PLACE" not in told.output


def test_an_answer_is_parted_where_a_column_ends(place):
    """Bug: the last sign of equality was taken, also one of a header or an answer."""
    (place / "lab/comma.csv").write_text(COMMA, "utf-8")
    options = ["--answer", "@decimal=,", "--answer", "SOC=soc:%"]
    result = run(
        place, "lab/comma.csv", *options, "--answer", "Korr=1 (kg)=ignore", "--accept"
    )

    assert result.exit_code == 0, result.output
    assert "Korr=1 (kg): {is: ignore}" in (place / "project.yaml").read_text("utf-8")


def test_a_word_may_hold_the_signs_that_part_it(place):
    text = "样点,土层,有机质(%),处理\nP1,0-20,1.86,N:P=2\n"
    (place / "lab/signs.csv").write_text(text, "utf-8")
    result = run(place, "lab/signs.csv", "--word", "处理:N:P=2=control", "--accept")

    assert result.exit_code == 0, result.output
    assert "N:P=2" in (place / "project.yaml").read_text("utf-8")
