"""``edaphon calc``: what each calculation reads, writes and refuses."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from edaphon.cli.calc import CALCULATIONS, command

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


def test_stock_by_layer(calc):
    run = calc("stock", CORES)

    assert run.exit_code == 0
    assert run.stdout.startswith(
        "point,top_cm,bottom_cm,soil_mass_t_ha,soc_stock_t_ha,"
        "soil_mass_cum_t_ha,soc_stock_cum_t_ha\n"
        "a,0,15,1980,39.6,1980,39.6\n"
    )


def test_stock_to_a_depth_cuts_the_layer(calc):
    run = calc("stock", CORES, "--depth", "20")

    assert run.stdout.splitlines()[1] == "a,20,2670,47.88,"


def test_a_core_above_the_depth_has_no_stock(calc):
    run = calc("stock", CORES, "--depth", "50")

    assert run.stdout.splitlines()[1] == "a,50,,,core_ends_above_depth"


def test_a_cut_through_thin_density_layers_takes_their_own_masses(calc, tmp_path):
    contents = "point,top,bottom,soc (g/kg)\na,0,20,10\n"
    densities = "point,top,bottom,bd (g/cm3)\na,0,10,1.0\na,10,20,1.5\n"
    (tmp_path / "densities.csv").write_text(densities, encoding="utf-8")

    run = calc("stock", contents, str(tmp_path / "densities.csv"), "--depth", "10")

    assert run.stdout.splitlines()[1] == "a,10,1000,10,"


def test_stones_and_units_of_the_header_count(calc):
    table = "采样点,上界,下界,容重（kg/m³）,有机碳(%),砾石含量(%)\na,0,30,1300,1.5,5\n"

    run = calc("stock", table, "--depth", "30")

    assert run.stdout.splitlines()[1] == "a,30,3705,55.575,"


@pytest.mark.parametrize(
    "stones",
    [
        "gravel (%)",
        "coarse fragments (vol. %)",
        "rock fragments (%)",
        "砾石体积百分比(%)",
        "coarse_frag_pct",
    ],
)
def test_stones_are_taken_off_under_every_name_that_a_project_knows(calc, stones):
    table = f"site,top,bottom,soc (g/kg),bd (g/cm3),{stones}\nA,0,15,20,1.2,40\n"

    run = calc("stock", table, "--depth", "15")

    assert run.stdout.splitlines()[1] == "A,15,1080,21.6,"


@pytest.mark.parametrize(
    "table",
    [
        "site,top,bottom,SOC (g kg-1),bd (g/cm3)\nA,0,15,20,1.2\n",
        "site,top,bottom,soc (mg/kg),bd (t/m3)\nA,0,15,20000,1.2\n",
        "site,depth,soc (g/kg),bd (g/cm3)\nA,0-15,20,1.2\n",
        "site,土层（mm）,有机碳（%）,容重（kg/m³）\nA,0～150,2,1200\n",
    ],
)
def test_headers_units_and_depths_are_those_of_a_project(calc, table):
    run = calc("stock", table)

    assert run.stdout.splitlines()[1] == "A,0,15,1800,36,1800,36"


def test_depths_in_centimetres_and_unread_columns_are_told(calc):
    table = "point,top,bottom,bd (g/cm3),soc (g/kg),colour\na,0,30,1.3,12,red\n"

    told = calc("stock", table).stderr

    assert "Taken for centimetres: top, bottom." in told
    assert "Columns not read: colour." in told


@pytest.mark.parametrize("bare", ["soc", "bd"])
def test_a_number_without_its_unit_is_asked_for_and_a_call_may_say_it(calc, bare):
    table = "point,top_cm,bottom_cm,bd (g/cm3),soc (g/kg)\na,0,30,1.3,12\n"
    table = table.replace(f"{bare} (g/{'cm3' if bare == 'bd' else 'kg'})", bare)
    unit = {"soc": "soc=%", "bd": "bd=t/m3"}[bare]

    asked = calc("stock", table)
    said = calc("stock", table, "--unit", unit)
    wrong = calc("stock", table, "--unit", "soc=shovels")

    assert asked.exit_code == 1
    assert f"“{bare}” the header gives: none" in asked.stderr
    assert "--unit 'HEADER=UNIT'" in asked.stderr
    stock = {"soc": "468", "bd": "46.8"}[bare]
    assert said.stdout.splitlines()[1].split(",")[4] == stock
    assert wrong.exit_code == 2


@pytest.mark.parametrize(("deepest", "asks"), [(200, False), (201, True)])
def test_depths_that_may_be_millimetres_are_asked_for(calc, deepest, asks):
    table = f"point,top,bottom,bd (g/cm3),soc (g/kg)\na,0,{deepest},1.3,12\n"

    run = calc("stock", table)
    said = calc("stock", table, "--unit", "top=mm", "--unit", "bottom=mm")

    assert (run.exit_code == 1) == asks
    assert said.stdout.splitlines()[1].startswith(f"a,0,{deepest / 10:g},")


def test_a_ratio_is_not_its_first_part(calc):
    table = "id,MurA (mg/kg),GlcN (mg/kg),SOC (g/kg),SOC/TN\nS1,60,900,15,11\n"

    run = calc("necromass", table, "--json")

    assert "Columns not read: SOC/TN." in run.stderr
    row = json.loads(run.stdout)["rows"][0]
    assert row["mnc_pct_soc"] == pytest.approx(66.86516737650757, rel=1e-12)


def test_negative_depths_and_any_order_of_rows_are_read(calc):
    header = "point,upper_cm,lower_cm,bd (g/cm3),soc (g/kg)"
    table = f"{header}\na,-15,-30,1.3,12\na,0,-15,1.2,20\n"

    run = calc("stock", table)

    assert [line.split(",")[:3] for line in run.stdout.splitlines()[1:]] == [
        ["a", "0", "15"],
        ["a", "15", "30"],
    ]


@pytest.mark.parametrize(
    ("words", "stock"),
    [
        (("--interpolation", "linear"), "60.84"),
        (("--interpolation", "hyman"), "61.5592926496"),
        ((), "61.6465846795"),
    ],
)
def test_esm_at_a_number(calc, words, stock):
    run = calc("esm", CORES, "--reference", "3750", *words)

    assert run.exit_code == 0
    assert run.stdout.splitlines()[1].split(",")[:3][:2] == ["a", "3750"]
    assert float(run.stdout.splitlines()[1].split(",")[2]) == pytest.approx(
        float(stock), abs=1e-8
    )


def test_esm_says_why_there_is_no_stock(calc):
    header = "point,top,bottom,bd (g/cm3),soc (g/kg)"
    one = f"{header}\na,0,30,1.3,12\nb,0,15,1.3,\nb,15,30,1.3,9\n"

    run = calc("esm", one, "--reference", "2000")

    assert [line.split(",")[-1] for line in run.stdout.splitlines()[1:]] == [
        "fewer_than_two_layers",
        "value_missing",
    ]


def test_json_carries_the_choices(calc):
    run = calc("esm", CORES, "--reference", "9000", "--mass", "mineral", "--json")
    record = json.loads(run.stdout)

    assert record["choices"] == {
        "interpolation": "natural",
        "mass": "mineral",
        "density": "fine-earth",
        "som_per_soc": 1.9,
    }
    assert record["rows"][0]["soc_stock_t_ha"] is None
    assert record["rows"][0]["note"] == "reference_exceeds_core"


def test_the_ratio_of_organic_matter_is_that_of_the_methods_with_its_source(calc):
    words = ("--reference", "3000", "--mass", "mineral")

    ours, given = (
        calc("esm", CORES, *words, *more) for more in ((), ("--som-per-soc", "1.9"))
    )

    assert ours.stdout == given.stdout
    assert "1.9 (Pribyl, D. W. 2010, doi:10.1016/j.geoderma.2010.02.003)" in ours.stderr
    assert "Pribyl" not in given.stderr


def test_a_result_goes_to_a_file(calc, tmp_path):
    out = tmp_path / "stocks.csv"

    run = calc("stock", CORES, "-o", str(out))

    assert run.stdout == ""
    assert "3 rows" in run.stderr
    assert out.read_text("utf-8").startswith("point,top_cm")


def test_necromass_with_an_interval(calc):
    table = "样品编号,胞壁酸(mg/kg),氨基葡萄糖(mg/kg),有机碳(g/kg)\nS1,60,900,15\n"
    run = calc("necromass", table, "--draws", "4000", "--seed", "1", "--json")
    row = json.loads(run.stdout)["rows"][0]

    assert row["样品编号"] == "S1"
    assert row["mnc_mg_kg"] == pytest.approx(10029.775, abs=1e-3)
    assert row["mnc_low"] < row["mnc_mg_kg"] < row["mnc_high"]
    assert row["nac"] is None


def test_biomass_by_fumigation(calc):
    table = "id,C_fum_mg_kg,C_unfum_mg_kg\na,180,70\nb,60,70\n"

    run = calc("biomass", table)

    assert run.stdout.splitlines()[1:] == [
        "2,a,110,244.444444444,",
        "3,b,-10,,fumigation_failed",
    ]


def test_biomass_by_respiration(calc):
    run = calc(
        "biomass", "id,SIR\na,10\n", "--assay", "respiration", "--unit", "SIR=uL/g/h"
    )

    assert run.stdout.splitlines()[1] == "2,a,404.1"


def test_plfa_groups_and_carbon(calc):
    table = "id,i15:0,16:1ω7c,cy17:0,18:2w6,9\na,20,12,8,3\n".replace(
        "18:2w6,9", '"18:2w6,9"'
    )

    row = json.loads(calc("plfa", table, "--json").stdout)["rows"][0]

    assert row["bacterial"] == 40
    assert row["bacterial_c_mg_kg"] == pytest.approx(110.011, abs=5e-4)
    assert row["fungal_c_mg_kg"] == pytest.approx(254.237, abs=5e-4)
    assert row["gp_gn"] == 1
    assert row["cy_precursor"] == pytest.approx(8 / 12)
    assert "mycorrhizal" not in row


def test_spline_of_a_named_column(calc):
    table = "SID,UD,LD,clay\n1,0,10,20\n1,10,30,20\n"

    run = calc("spline", table, "--value", "clay", "--depths", "0,15,60")

    assert run.stdout.splitlines()[1:] == ["1,0,15,20,15", "1,15,60,20,15"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", CALCULATIONS)
def test_help_lists_columns_and_ends_with_an_example(name, language, monkeypatch):
    monkeypatch.setenv("EDAPHON_LANG", language)

    shown = CliRunner().invoke(command, [name, "--help"]).output

    words = {"en": ("Columns read", "Columns written", "Example: ")}
    words["zh"] = ("读取的列", "输出的列", "示例：")
    assert all(word in shown for word in words[language])
    assert f"edaphon calc {name}" in shown.split(words[language][2])[-1]


def test_help_is_printed_without_numpy():
    code = (
        "import sys\nfrom click.testing import CliRunner\n"
        "from edaphon.cli.calc import command\n"
        "names = [['--help']] + [[n, '--help'] for n in command.list_commands(None)]\n"
        "done = all(CliRunner().invoke(command, c).exit_code == 0 for c in names)\n"
        "sys.exit(not done or 'numpy' in sys.modules)\n"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("first", "second", "more"),
    [
        ("t0", "t1", ()), ("9", "10", ()), ("round 9", "round 10", ()),
        ("2021", "2024", ()), ("2021-10", "2021-11", ()),
        ("before", "after", ("--first", "before")),
    ],
)  # fmt: skip
def test_campaigns_go_in_the_order_of_time_and_are_named(calc, first, second, more):
    table = SAMPLES.replace("t0", first).replace("t1", second)

    row = json.loads(calc("stratified-change", table, "--json", *more).stdout)["rows"][
        0
    ]

    assert (row["t0"], row["t1"]) == (first, second)
    assert row["delta"] == pytest.approx(2.5)


@pytest.mark.parametrize("more", [(), ("--first", "spring")])
def test_campaigns_whose_names_say_no_order_are_asked_about(calc, more):
    table = SAMPLES.replace("t0", "before").replace("t1", "round 2")

    run = calc("stratified-change", table, *more)

    assert run.exit_code == 1
    assert "[CALC_CAMPAIGN_ORDER]" in run.stderr
    assert "--first NAME" in run.stderr


THIN = """core,top_cm,bottom_cm,soc (g/kg),bd (g/cm3)
rich,0,2,160,0.9
rich,2,30,4,1.5
rich,30,45,3,1.5
even,0,15,20,1.2
even,15,30,15,1.3
even,30,45,12,1.4
"""


def test_a_curve_that_falls_is_told_with_the_monotone_stock_beside_it(calc):
    run = calc("esm", THIN, "--reference", "1500", "--json")
    rich, even = json.loads(run.stdout)["rows"]

    assert (rich["note"], even["note"]) == ("curve_falls", "")
    assert rich["soc_stock_t_ha"] > rich["monotone_t_ha"] > 28.8
    assert even["soc_stock_t_ha"] == pytest.approx(even["monotone_t_ha"], rel=0.02)


def test_a_profile_without_values_stops_itself_alone(calc):
    table = "profile,top_cm,bottom_cm,clay (%)\nA,0,10,\nB,0,10,20\nB,10,30,24\n"

    run = calc("spline", table, "--value", "clay (%)")

    assert run.exit_code == 0
    assert "[SCI_NO_LAYERS] " in run.stderr
    assert {line.split(",")[0] for line in run.stdout.splitlines()[1:]} == {"B"}


def test_fatty_acids_under_the_names_of_the_software_give_the_same(calc):
    short = "sample,i15:0,a15:0,16:1w7c,18:2w6c,cy17:0,10Me16:0\nA,8,5,10,3,2,4\n"
    long = short.replace("i15:0", "15:0 iso").replace("a15:0", "15:0 anteiso")
    long = long.replace("cy17:0", "17:0 cyclo w7c").replace(
        "10Me16:0", "16:0 10-methyl"
    )

    assert calc("plfa", long).stdout == calc("plfa", short).stdout
