"""``edaphon show``: the list of figures, the walk back, raw rows, both languages."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from edaphon.bundle import open_bundle
from edaphon.cli.main import build
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.models.trace import Step
from edaphon.verification import Trail
from edaphon.verification.called import meant
from tests.coeffects_file import (
    CONSENT,
    EARTHWORMS,
    WATER,
    coeffects,
    write_coeffects,
)
from tests.synthetic_bundle import published, relisted, unpacked
from tests.synthetic_documents import SOIL
from tests.synthetic_project import SyntheticProject


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    project = SyntheticProject()
    project.document["campaign_errors"]["laboratory"] = [
        {"day": f"2021-11-0{day}", "found": found, "known": "10.0", "file": SOIL}
        for day, found in ((1, "10.01"), (2, "9.99"))
    ]
    return published(project.write(tmp_path_factory.mktemp("project")))


@pytest.fixture
def show(monkeypatch, bundle):
    def run(*words, language="en"):
        monkeypatch.setenv("EDAPHON_LANG", language)
        return CliRunner().invoke(build(), ["show", str(bundle), *words])

    return run


def test_without_a_figure_all_are_listed_with_number_and_title(show):
    run = show()

    assert run.exit_code == 0
    assert (
        "edaphon.mcs/1.1  quantified reductions and removals (unverified)\n"
        "  (3)  difference  " in run.stdout
    )
    assert (
        "verra.vm0042/2.2  quantified reductions and removals (unverified)\n"
        in run.stdout
    )
    assert " t CO2e  Net removals" in run.stdout


def test_the_list_says_which_editions_rule_and_what_comes_next(show):
    told = show().output

    assert "  Editions on 2026-11-28:\n" in told
    assert "    VCS Standard 5.0  2025-12-16 –  [in force]\n" in told
    assert "      In force on 2026-06-11: from 2025-12-16.\n" in told
    assert " 3.0  day not known –  [next]\n" in told
    assert "4.7" not in told
    chinese = show(language="zh").output
    assert "2026-06-11 适用的文件版本：" in chinese
    assert "2026-06-11 有效：自 2025-12-16 起。" in chinese


def test_figures_of_each_year_are_listed_too(show):
    told = show("--method", "edaphon.mcs/1.1").stdout
    record = json.loads(show("--json").stdout)
    (line,) = [line for line in told.splitlines() if "  vintage_units  {" in line]
    (years,) = [
        item["values"]
        for item in record["edaphon.mcs/1.1"]
        if item["name"] == "vintage_units"
    ]

    assert all(f"{year}: {units:g}" in line for year, units in years.items())
    assert line.endswith(record["edaphon.mcs/1.1"][-1]["title"]["en"])


def test_a_figure_that_was_not_computed_names_what_it_lacks(monkeypatch, tmp_path):
    project = SyntheticProject()
    del project.document["factors"]
    path = str(published(project.write(tmp_path)))
    monkeypatch.setenv("EDAPHON_LANG", "zh")
    words = ["show", path, "net_removals", "--method", "edaphon.mcs/1.1"]
    told = CliRunner().invoke(build(), words).stdout
    record = json.loads(CliRunner().invoke(build(), [*words, "--json"]).stdout)

    assert "证据中缺少以下各项：\n" in told
    assert "（product_factor）" in told
    assert record[0]["lacking"] == ["product_factor"]


def test_titles_are_chinese(show):
    assert " tCO2e  净清除量" in show(language="zh").stdout


def test_a_figure_walks_back_to_equation_clause_and_mark(show):
    lines = show("net_removals", "--method", "edaphon.mcs/1.1").stdout.splitlines()

    assert lines[0].startswith("edaphon.mcs/1.1  net_removals = ")
    assert lines[0].endswith(" t CO2e  Net removals")
    assert lines[2].strip() == "(11a) edaphon.mcs/1.1 §3 eq. 11 [D]"
    assert any(line.strip().startswith("soil_removal = ") for line in lines)
    assert any(line.strip() == "input from observations" for line in lines)
    assert any(line.strip().endswith(": see above") for line in lines)


def test_parameters_come_with_value_unit_reference_and_mark(show):
    (line,) = [
        line.strip()
        for line in show(
            "soil_removal", "--method", "edaphon.mcs/1.1"
        ).stdout.splitlines()
        if line.strip().startswith("co2_per_carbon = ")
    ][:1]

    assert line.startswith("co2_per_carbon = 44/12 t CO2e/t C  ")
    assert line.endswith("]")


def test_raw_rows_are_listed_with_file_row_and_column(show):
    lines = show("difference", "--point", "S1-P1").stdout.splitlines()

    assert "Raw rows behind this figure: 16" in lines
    (row,) = [line for line in lines if "row 2 column I: " in line]
    assert row.startswith(
        "  lab/soil.csv row 2 column I: Soil organic carbon content = "
    )
    assert row.endswith(" g/kg (S1-P1 start 0-10 cm)")
    assert lines[-2].startswith("  lab/soil.csv  sha256:")


def test_the_walk_of_a_point_holds_no_other_point(show):
    run = show("difference", "--point", "S1-P1", "--rows")

    rows = run.stdout.partition("Raw rows")[2]
    assert "S1-P1" in rows
    assert "S1-P2" not in rows


def test_many_rows_are_counted_unless_all_are_asked_for(show):
    short = show("difference", "--method", "edaphon.mcs/1.1").stdout
    whole = show("difference", "--method", "edaphon.mcs/1.1", "--rows").stdout

    assert "  … and 300 more (--rows lists all)." in short
    assert "more (--rows" not in whole
    assert whole.count("lab/soil.csv row ") == 320


def test_the_walk_speaks_chinese(show):
    run = show("difference_bound", "--point", "S1-P1", language="zh")

    assert "输入来源：观测值" in run.stdout
    assert "campaign_errors/laboratory" in run.stdout
    assert "该数值所依据的原始数据行：16 行" in run.stdout
    assert "lab/soil.csv 第 2 行 I 列：土壤有机碳含量 = " in run.stdout
    assert "（S1-P1 start 0～10 cm）" in run.stdout


def test_every_equation_of_the_walk_has_its_title(show):
    run = show("difference_bound", "--point", "S1-P1", language="zh")

    titled = [
        line for line in run.stdout.splitlines() if line.endswith("差值的置信下限")
    ]
    assert len(titled) == 2
    assert "  采样点有机碳储量变化量" in run.stdout


def test_a_step_that_is_no_figure_is_headed_by_its_values(show):
    run = show("layer_mass", "--point", "S1-P1")

    head = run.stdout.splitlines()[0]
    assert head.startswith(
        "edaphon.mcs/1.1  layer_mass = {S1-P1 start 0-10 cm: 1241.1, "
    )
    assert head.endswith("} t/ha  Fine-earth mass of a layer")


def test_records_of_activity_speak_chinese(show):
    run = show("n2o_soil", "--method", "verra.vm0042/2.2", language="zh")

    assert "输入来源：观测值" in run.stdout


def test_json_holds_the_walk_the_rows_and_the_digests(show):
    (walk,) = json.loads(show("units", "--method", "edaphon.mcs/1.1", "--json").stdout)

    assert walk["figure"]["name"] == "units"
    assert walk["walk"]["inputs"][0]["name"] == "vintage_units"
    assert {"file", "row", "column", "value"} <= set(walk["rows"][0])
    assert set(walk["files"]) == {
        "lab/soil.csv", "activity/records.csv", "activity/yields.csv",
    }  # fmt: skip


def test_json_of_the_list_is_by_method(show):
    record = json.loads(show("--json").stdout)

    assert set(record) == {"replayed", "edaphon.mcs/1.1", "verra.vm0042/2.2"}


def test_a_figure_of_one_method_is_shown_for_that_method(show):
    run = show("creditable")

    assert run.exit_code == 0
    # The other method is named only where it stands against issuing the same soil.
    named = [line for line in run.stdout.splitlines() if "verra" in line]
    assert len(named) == 1
    assert "Only one method can be issued." in named[0]
    assert run.stdout.startswith("edaphon.mcs/1.1  creditable = ")


@pytest.mark.parametrize("title", ["Net removals", "net removals", "净清除量"])
def test_a_figure_is_found_by_the_title_that_a_report_prints(show, title):
    run = show(title, "--method", "edaphon.mcs/1.1")

    assert run.exit_code == 0
    assert run.stdout.startswith("edaphon.mcs/1.1  net_removals = ")


def test_a_word_that_is_near_nothing_is_answered_with_the_figures(show):
    run = show("xyz", "--method", "edaphon.mcs/1.1")

    assert run.exit_code == 2
    assert "One of: difference, gain, " in run.stdout


def test_an_unknown_figure_is_answered_with_the_nearest(show):
    run = show("net_removal", "--method", "edaphon.mcs/1.1")
    chinese = show("net_removal", "--method", "edaphon.mcs/1.1", language="zh")

    assert run.exit_code == 2
    assert "[FIGURE_UNKNOWN]" in run.stdout
    assert "net_removals" in run.stdout
    assert "可查看：net_removals" in chinese.stdout


def test_an_unknown_method_is_a_wrong_call(show):
    run = show("units", "--method", "gold.standard/1")

    assert run.exit_code == 2
    assert "it holds edaphon.mcs/1.1, verra.vm0042/2.2" in run.stderr


def test_an_unknown_point_is_a_wrong_call(show):
    run = show("difference", "--point", "S9-P9")
    chinese = show("difference", "--point", "S9-P9", language="zh")

    assert (run.exit_code, chinese.exit_code) == (2, 2)
    assert "no sampling point S9-P9; for example S1-P1" in run.stderr
    assert "证据包中没有采样点 S9-P9" in chinese.stderr


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    project = SyntheticProject()
    del project.document["additionality"]
    return published(project.write(tmp_path_factory.mktemp("refused")))


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "[refused, 0 t CO2e counted]"), ("zh", "[不予计入，计为 0 tCO2e]")],
)
def test_figures_of_a_refused_account_say_so_wherever_they_stand(
    refused, monkeypatch, language, word
):
    monkeypatch.setenv("EDAPHON_LANG", language)

    def told(*words):
        return CliRunner().invoke(build(), ["show", str(refused), *words]).stdout

    only = ("--method", "edaphon.mcs/1.1")
    heading, *figures, _ = told(*only).splitlines()
    assert word[1:-1] in heading
    assert figures
    assert not any(word[1:-1] in line for line in figures), "said once, above"
    assert told("net_removals", *only).splitlines()[0].endswith(word)
    (walk,) = json.loads(told("net_removals", *only, "--json"))
    assert walk["status"] == walk["figure"]["status"] == "refused"
    listed = json.loads(told(*only, "--json"))["edaphon.mcs/1.1"]
    assert {item["status"] for item in listed} == {"refused"}


def test_a_walk_loads_no_method(bundle):
    """What is shown comes from the bundle, not from the packs installed here."""
    program = """
import sys
from edaphon.cli.main import main
try:
    main(["show", sys.argv[1], "units"])
except SystemExit as ended:
    assert not ended.code
print([name for name in sys.modules if name.startswith("edaphon.methods.packs.")])
"""
    run = subprocess.run(
        [sys.executable, "-c", program, str(bundle)],
        capture_output=True, text=True, timeout=60, check=False, encoding="utf-8",
    )  # fmt: skip

    assert run.stdout.splitlines()[-1] == "[]", run.stderr


def test_an_older_bundle_cannot_be_shown(bundle, tmp_path, monkeypatch):
    folder = unpacked(bundle, tmp_path / "bundle")
    path = folder / "account/account.json"
    path.write_bytes(
        path.read_bytes().replace(b'"v":"edaphon.account/', b'"v":"edaphon.account/9')
    )
    monkeypatch.setenv("EDAPHON_LANG", "en")

    run = CliRunner().invoke(build(), ["show", str(relisted(folder))])

    assert run.exit_code == 3
    assert "[RECORD_VERSION]" in run.stdout


@pytest.mark.parametrize("kind", ["folder", "text"])
def test_what_is_no_bundle_is_a_wrong_call_as_in_replay(kind, tmp_path, monkeypatch):
    monkeypatch.setenv("EDAPHON_LANG", "en")
    path = tmp_path / "thing"
    if kind == "folder":
        path.mkdir()
    else:
        path.write_text("P is not PK", "utf-8")
    run = CliRunner().invoke(build(), ["show", str(path)])

    assert run.exit_code == 2
    assert "[BUNDLE_NOT_ONE]" in run.stdout


@pytest.mark.parametrize(
    ("method", "printed", "name"),
    [
        ("edaphon.mcs/1.1", "E_ff", "fuel_increase"),
        ("edaphon.mcs/1.1", "Eff", "fuel_increase"),
        ("edaphon.mcs/1.1", "7a", "fuel_increase"),
        ("edaphon.mcs/1.1", "V7A", "fuel_rises"),
        ("edaphon.mcs/1.1", "12", "vintage_units"),
        ("edaphon.mcs/1.1", "U_k", "vintage_units"),
        ("edaphon.mcs/1.1", "LK_OA", "amendment_leakage"),
        ("edaphon.mcs/1.1", "lkoa", "amendment_leakage"),
        ("edaphon.mcs/1.1", "g_h", "mean_change"),
        ("verra.vm0042/2.2", "7a", "fuel_rises"),
        ("verra.vm0042/2.2", "ΔCO2_ff", "fuel_reduction"),
        ("verra.vm0042/2.2", "ΔCO₂_ff", "fuel_reduction"),
        ("verra.vm0042/2.2", "CO2_ff,wp", "co2_fuel"),
        ("verra.vm0042/2.2", "VCU_k", "vintage_units"),
        ("verra.vm0042/2.2", "79b", "vintage_units"),
    ],
)
def test_what_the_report_prints_of_an_equation_is_found(method, printed, name, show):
    run = show(printed, "--method", method)

    assert run.exit_code == 0, run.output
    assert run.stdout.startswith(f"{method}  {name} = ")


@pytest.mark.parametrize("method", ["edaphon.mcs/1.1", "verra.vm0042/2.2"])
def test_every_symbol_and_number_of_the_trace_is_found_or_listed(method, bundle):
    with open_bundle(bundle) as opened:
        trail = Trail(opened)
    steps = [step for (of, _), step in trail._steps.items() if of == method]

    for step in steps:
        if isinstance(step, Step):
            for printed in (step.symbol, step.equation):
                try:
                    found = trail.walk(method, printed).root.name
                except EdaphonError as error:
                    (problem,) = error.problems
                    assert problem.code == "FIGURE_AMBIGUOUS", printed
                    found = problem.facts["known"]
                assert step.name in found or found in figures_of(trail, method)


def figures_of(trail, method):
    return {item.name for item in trail.figures(method)}


def test_a_word_that_names_several_quantities_lists_them(show):
    run = show("–", "--method", "verra.vm0042/2.2")

    assert run.exit_code != 0
    assert "FIGURE_AMBIGUOUS" in run.output
    assert "several quantities are called –" in run.output
    assert "Give one of these names." in run.output


def test_case_parts_symbols_where_it_has_to():
    called = [("cores", ("cores", "N", "1")), ("count", ("count", "n", "2"))]

    assert meant("N", called) == ["cores"]
    assert meant("n", called) == ["count"]
    assert meant("nothing", called) == []


@pytest.fixture(scope="module")
def with_effects(tmp_path_factory):
    folder = SyntheticProject().write(tmp_path_factory.mktemp("effects"))
    bare = {"indicator": "bird_species", "years": [{"year": 2024, "value": "9"}]}
    document = coeffects(WATER, EARTHWORMS, bare, safeguards=[CONSENT])
    return published(write_coeffects(folder, document))


def run_on(monkeypatch, bundle, *words, language="en"):
    monkeypatch.setenv("EDAPHON_LANG", language)
    return CliRunner().invoke(build(), ["show", str(bundle), "coeffects", *words])


def test_co_effects_are_listed_the_worsened_first(monkeypatch, with_effects):
    lines = run_on(monkeypatch, with_effects).stdout.splitlines()

    assert lines[0] == "worse  Earthworms: 60 -> 48 1/m², change -12 (-20 %)"
    assert lines[1] == "  2021-09-20: 60  papers/water.txt, page 5"
    unknown = "not decided: no baseline  Bird species seen: no data -> 9"
    assert f"{unknown}, change no data" in lines
    assert "  2024: 9  stated, not shown" in lines
    assert "  2022: 220  activity/records.csv, rows 9" in lines
    assert any(line.startswith("No data on: Water quality, ") for line in lines)
    assert "    Open grievances: 0" in lines


def test_co_effects_are_told_in_chinese(monkeypatch, with_effects):
    run = run_on(monkeypatch, with_effects, language="zh")

    assert run.stdout.startswith("变差  蚯蚓密度：60 → 48 1/m²，变化 -12 (-20 %)")
    assert "  是，附证据文件  所有相关方" in run.stdout


def test_co_effects_for_a_page_are_the_record(monkeypatch, with_effects):
    found = json.loads(run_on(monkeypatch, with_effects, "--json").stdout)

    assert found["replayed"] is False
    assert found["coeffects"]["v"] == "edaphon.effects/1"
    assert found["coeffects"]["indicators"][0]["verdict"] == "worse"


def test_a_bundle_without_co_effects_says_no_data(monkeypatch, bundle):
    assert run_on(monkeypatch, bundle).stdout == (
        "No data: the project gives no record of co-effects.\n"
    )
    assert json.loads(run_on(monkeypatch, bundle, "--json").stdout)["coeffects"] is None
