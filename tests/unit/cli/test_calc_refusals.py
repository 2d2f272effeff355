"""``edaphon calc``: what is refused, where, and with which advice."""

import json

import pytest

CORES = """point,top,bottom,BD_g_cm3,SOC_g_kg
a,0,15,1.32,20
a,15,30,1.38,12
a,30,45,1.42,8
"""
SAMPLES = """stratum,area_ha,round,point,soc_t_ha
A,120,t0,1,50
A,120,t0,2,55
A,120,t1,1,52
A,120,t1,2,58
"""


def refused(run, code: str) -> str:
    """Return the message of a refusal that went as it should."""
    assert run.exit_code == 1, run.output
    assert run.stdout == ""
    assert f"[{code}]" in run.stderr
    return run.stderr


def advice(run, code: str) -> list[str]:
    """Return needed and remedy, in both languages, of a refusal in JSON."""
    assert run.exit_code == 1
    problem = next(
        problem
        for problem in json.loads(run.stdout)["problems"]
        if problem["code"] == code
    )
    return [problem["remedy"]["en"], problem["remedy"]["zh"]]


def test_every_problem_of_a_table_is_told_at_once(calc):
    table = (
        CORES.replace("1.38", "n.d.").replace(",8\n", ",*\n").replace("1.32", "13.2")
    )

    told = refused(calc("esm", table, "--reference", "3000"), "CALC_NUMBER")

    assert "row 4, column SOC_g_kg" in told
    assert "row 3, column BD_g_cm3" in told
    assert "[CALC_RANGE] table.csv, row 2, column BD_g_cm3" in told


def test_a_declared_code_is_a_missing_value(calc):
    run = calc("stock", CORES.replace(",8\n", ",*\n"), "--missing", "*")

    assert run.exit_code == 0
    assert run.stdout.splitlines()[3] == "a,30,45,2130,,6180,"


BAD_TABLES = {
    "CALC_COLUMN_MISSING": (
        "stock",
        CORES.replace("SOC_g_kg", "SOM"),
        "Rename",
        "修改列名",
    ),
    "CALC_COLUMN_TWICE": (
        "stock",
        CORES.replace("point,", "point,oc,").replace("\na,", "\na,1,"),
        "Rename or remove",
        "删除不用的列",
    ),
    "CALC_NO_ROWS": (
        "stock",
        "point,top,bottom,bd (g/cm3),soc (g/kg)\n",
        "right file",
        "工作表",
    ),
    "CALC_CELL_EMPTY": ("stock", CORES.replace("a,15,", "a,,"), "Fill in", "补齐"),
    "CALC_NUMBER": ("stock", CORES.replace(",12\n", ",?\n"), "--missing", "--missing"),
    "CALC_CENSORED": (
        "stock",
        CORES.replace(",12\n", ",<0.5\n"),
        "half the detection limit",
        "检出限的一半",
    ),
    "CALC_RANGE": (
        "stock",
        CORES.replace("1.38", "1380"),
        "unit in the header",
        "单位",
    ),
    "CALC_NO_CORE": ("stock", CORES.replace("point", "key"), "identifies", "采样点"),
    "CALC_LAYERS_APART": (
        "stock",
        CORES.replace("a,30,", "a,31,"),
        "missing layer",
        "缺失土层",
    ),
    "CALC_DEPTH_SIGNS": (
        "stock",
        CORES.replace("a,0,15", "a,-2,15"),
        "organic layer",
        "有机层",
    ),
    "CALC_UNIT": (
        "stock",
        CORES.replace("SOC_g_kg", "SOC (t/ha)"),
        "into the header",
        "写明计量单位",
    ),
    "CALC_DEPTH": ("stock", CORES.replace("a,15,", "a,topsoil,"), "a date", "电子表格"),
    "CALC_STONES_BY_MASS": (
        "stock",
        "point,top,bottom,soc (g/kg),bd,砾石质量百分比(%)\na,0,30,12,1.3,40\n",
        "--density total",
        "全土容重",
    ),
    "CALC_AREA_DIFFERS": (
        "stratified-change",
        SAMPLES.replace("120,t1,2", "121,t1,2"),
        "Correct the area",
        "更正面积",
    ),
    "CALC_POINT_TWICE": (
        "stratified-change",
        SAMPLES.replace("t1,2", "t1,1"),
        "Average replicates",
        "平行样",
    ),
    "CALC_CAMPAIGNS": (
        "stratified-change",
        SAMPLES.replace("t1", "t0x").replace("t0x,2", "t2,2"),
        "two campaigns",
        "两次采样",
    ),
    "CALC_PAIRING": (
        "stratified-change",
        SAMPLES.replace("t1,2", "t1,9"),
        "--design independent",
        "--design independent",
    ),
    "CALC_NO_MARKERS": ("plfa", "id,x\na,1\n", "omega notation", "ω 命名法"),
    "SCI_LAYERS_OVERLAP": (
        "spline",
        "SID,UD,LD,C\n1,0,10,2\n1,8,30,1\n",
        "replicates",
        "平行样",
    ),
    "SCI_DEPTHS_REVERSED": (
        "stock",
        "point,top,bottom,bd (g/cm3),soc (g/kg)\na,0,0,1.3,12\n",
        "correct the two depths",
        "对调",
    ),
    "SCI_ONE_POINT": (
        "stratified-change",
        SAMPLES + "B,10,t0,3,40\nB,10,t1,3,41\n",
        "collapse",
        "合并",
    ),
}


@pytest.mark.parametrize("code", BAD_TABLES)
def test_a_bad_table_is_refused_with_advice(calc, code):
    name, table, english, chinese = BAD_TABLES[code]

    message = refused(calc(name, table), code)
    remedies = advice(calc(name, table, "--json"), code)

    assert english in message
    assert english in remedies[0]
    assert chinese in remedies[1]


def test_cores_without_density_are_named(calc, tmp_path):
    densities = tmp_path / "densities.csv"
    densities.write_text("point,top,bottom,bd (g/cm3)\nb,0,45,1.3\n", encoding="utf-8")
    contents = "point,top,bottom,soc (g/kg)\na,0,45,10\n"

    told = refused(calc("stock", contents, str(densities)), "CALC_CORE_UNMATCHED")

    assert "densities.csv" in told
    assert "the core a." in told
    assert "Compare the spelling" in told


def test_a_gap_of_density_names_the_core(calc, tmp_path):
    densities = tmp_path / "densities.csv"
    densities.write_text("point,top,bottom,bd (g/cm3)\na,0,30,1.3\n", encoding="utf-8")
    contents = "point,top,bottom,soc (g/kg)\na,0,45,10\n"

    told = refused(calc("stock", contents, str(densities)), "SCI_DENSITY_GAP")

    assert "In core a, the layer from 0.0 to 45.0 cm" in told


def test_coarse_fragments_stand_beside_the_density(calc, tmp_path):
    densities = tmp_path / "densities.csv"
    densities.write_text("point,top,bottom,bd (g/cm3)\na,0,45,1.3\n", encoding="utf-8")
    contents = "point,top,bottom,soc (g/kg),coarse\na,0,45,10,0.1\n"

    told = refused(calc("stock", contents, str(densities)), "CALC_COLUMN_PLACE")

    assert "Move the column" in told


def test_organic_matter_is_not_organic_carbon(calc):
    table = "采样点,上界,下界,容重,有机质\na,0,30,1.3,25\n"

    told = refused(calc("stock", table), "CALC_COLUMN_MISSING")

    assert "organic carbon" in told


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("esm", ()),
        ("esm", ("--reference", "-5")),
        ("esm", ("--reference", "nowhere.csv")),
        ("esm", ("--interpolation", "akima", "--reference", "1")),
        ("stock", ("--depth", "0")),
        ("stock", ("missing.csv",)),
        ("biomass", ("--efficiency", "45")),
        ("necromass", ("--spread", "0.5")),
        ("spline", ("--depths", "30,15")),
        ("spline", ("--lambda", "-1")),
        ("spline", ("--value", "nothing")),
        ("akima", ()),
    ],
)
def test_a_wrong_call_leaves_with_two(calc, name, words):
    assert calc(name, CORES, *words).exit_code == 2


def test_too_many_files_are_a_wrong_call(calc, tmp_path):
    others = [tmp_path / f"{n}.csv" for n in range(3)]
    for other in others:
        other.write_text(CORES, encoding="utf-8")

    run = calc("stock", CORES, *map(str, others))

    assert run.exit_code == 2
    assert "At most 2 files" in run.stderr


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("stratified-change", ["--bound", "7"], "--bound is between 0 and 1"),
        ("esm", ["--reference", "9", "--som-per-soc", "0"], "--som-per-soc is 1"),
    ],
)
def test_an_option_out_of_range_is_a_wrong_call(calc, name, words, told):
    run = calc(name, CORES, *words)

    assert run.exit_code == 2
    assert told in run.stderr


def test_messages_speak_chinese(calc, monkeypatch):
    monkeypatch.setenv("EDAPHON_LANG", "zh")

    told = refused(calc("stock", CORES.replace(",12\n", ",?\n")), "CALC_NUMBER")

    assert "table.csv，第 3 行，SOC_g_kg 列：单元格内容为“?”。" in told


def test_a_question_of_the_importer_is_answered_by_an_option(calc):
    table = "采样点,上界,下界,容重(g/cm3),有机碳(g/kg)\na,0,30,1.3,12\n"

    asked = refused(calc("stock", table, encoding="gb18030"), "CSV_ENCODING")
    answered = calc("stock", table, "--encoding", "gb18030", encoding="gb18030")

    assert "--encoding" in asked
    assert answered.stdout.splitlines()[1] == "a,0,30,3900,46.8,3900,46.8"


def test_decimal_commas_must_be_declared(calc):
    table = "point;top;bottom;bd (g/cm3);soc (g/kg)\na;0;30;1,3;12\n"

    run = calc("stock", table, "--decimal", ",")

    assert calc("stock", table).exit_code == 1
    assert run.stdout.splitlines()[1] == "a,0,30,3900,46.8,3900,46.8"


@pytest.mark.parametrize(
    ("header", "stated"),
    [("soc (shovels)", "shovels"), ("soc (t/ha)", "t/har")],
)
def test_a_unit_that_is_not_known_is_named_as_the_fault(calc, header, stated):
    told = refused(calc("stock", CORES.replace("SOC_g_kg", header)), "CALC_UNIT")

    assert f"As the unit of “{header}” the header gives: {stated}." in told
    assert "one of g/kg, %" in told


def test_stones_without_a_unit_are_asked_for(calc):
    table = "site,top,bottom,soc (g/kg),bd,coarse\nA,0,15,19,1.2,0.5\n"

    told = refused(calc("stock", table), "CALC_UNIT")

    assert "As the unit of “coarse” the header gives: none." in told


@pytest.mark.parametrize(
    ("deepest", "exit_code"), [("3", 1), ("3.1", 0), ("3cm", 0), ("0.3m", 0)]
)
def test_depths_that_may_be_metres_are_asked_for(calc, deepest, exit_code):
    table = f"site,top,bottom,soc (g/kg),bd (g/cm3)\nA,0,{deepest},20,1.2\n"

    assert calc("stock", table).exit_code == exit_code


def test_reference_masses_beside_the_layers_are_refused(calc):
    header = "site,top_cm,bottom_cm,soc (g/kg),bd (g/cm3),reference mass (t/ha)"
    table = f"{header}\nA,0,15,20,1.2,1800\nA,15,30,12,1.3,1900\n"

    told = refused(calc("esm", table), "CALC_REFERENCE_BESIDE")

    assert "a table of its own" in told
