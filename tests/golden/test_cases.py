"""Small inputs that went wrong once, as public files and bug reports showed them.

Each lies with what is right about it in ``../shared/cases``; the numbers here are from
there. Where a question is right, its code is asked for.
"""

import csv
import io
import shutil

import pytest
from click.testing import CliRunner

from edaphon.cli.main import build
from edaphon.evidence import read
from edaphon.monitoring import rows_seen
from tests.conftest import ROOT
from tests.synthetic_project import SyntheticProject

CASES = ROOT.parent / "shared" / "cases"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="folder ../shared/cases is not beside this checkout"
)


@pytest.fixture
def run(monkeypatch):
    """Call the command in English."""
    monkeypatch.setenv("EDAPHON_LANG", "en")
    return lambda *words: CliRunner().invoke(build(), [str(word) for word in words])


def case(letter):
    (folder,) = CASES.glob(f"{letter}-*")
    return folder


def first(told):
    return next(csv.DictReader(io.StringIO(told.stdout)))


@pytest.mark.parametrize(
    ("letter", "file", "stock"),
    [
        ("L05", "a.csv", 36), ("L05", "b.csv", 36.9), ("L05", "c.csv", 36),
        *(("S06", f"stones_{one}.csv", 21.6) for one in "abcd"),
    ],
)  # fmt: skip
def test_a_stock_is_computed_whatever_the_spelling(run, letter, file, stock):
    told = run("calc", "stock", case(letter) / file)

    assert float(first(told)["soc_stock_t_ha"]) == pytest.approx(stock)


@pytest.mark.parametrize("file", ["coarse_half", "metres", "mm", "percent"])
def test_a_bare_number_is_asked_about(run, file):
    told = run("calc", "stock", case("S07") / f"{file}.csv")

    assert told.exit_code == 1
    assert "[CALC_UNIT]" in told.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("stock", "coarse.csv"), "CALC_RANGE"),
        (("esm", "ref.csv"), "CALC_REFERENCE_BESIDE"),
    ],
)
def test_a_message_names_the_fault(run, words, code):
    told = run("calc", words[0], case("L07") / words[1])

    assert f"[{code}] " in told.stderr


def test_a_point_may_be_named_by_several_columns(run, tmp_path):
    project = SyntheticProject().write(tmp_path / "project")
    shutil.copy(case("L09") / "lab/s.csv", project / "lab/s.csv")
    answers = ("Site Name=point", "Treatment=also:point", "Location=point")
    words = ("Treatment:H=project", "Treatment:R=control", "campaign:1=2020")
    options = [f"--answer={one}" for one in answers] + [
        f"--word={one}" for one in words
    ]
    asked = run("map", project, "lab/s.csv", *options[:1], *options[2:], "--accept")
    told = run("map", project, "lab/s.csv", *options, "--accept")

    assert "[MAP_POINT_ROLES]" in asked.stdout
    assert (asked.exit_code, told.exit_code) == (1, 0)
    seen = rows_seen(project / "lab/s.csv", read(project)[0].files[-1])
    assert seen.select("point", "role").rows() == [
        ("M-H-1", "project"), ("M-H-2", "project"),
        ("M-R-1", "control"), ("M-R-2", "control"),
    ]  # fmt: skip


def test_a_profile_without_values_stops_no_other(run):
    told = run("calc", "spline", case("L07") / "one_empty.csv", "--value", "soc (g/kg)")

    assert told.exit_code == 0
    assert "at P0" in told.stderr
    assert first(told)["profile"] == "P1"


@pytest.mark.parametrize("mass", ["1000", "1200"])
def test_a_curve_above_the_core_is_marked_beside_the_monotone_stock(run, mass):
    told = run("calc", "esm", case("S04") / "cores.csv", "--reference", mass)
    rows = {row["site"]: row for row in csv.DictReader(io.StringIO(told.stdout))}
    monotone = {site: float(row["monotone_t_ha"]) for site, row in rows.items()}

    assert {row["note"] for row in rows.values()} == {"curve_falls"}
    assert monotone["A"] < 60.75
    assert monotone["B"] == pytest.approx(36.24, abs=0.05)


STOCKS = ("--unit", "socstock=t/ha")


@pytest.mark.parametrize(
    ("file", "words"), [("rounds", ()), ("before_after", ("--first", "before"))]
)
def test_campaigns_rise_in_the_order_of_time(run, file, words):
    table = case("S05") / f"{file}.csv"
    told = run("calc", "stratified-change", table, *words, *STOCKS)

    assert float(first(told)["delta"]) == pytest.approx(10 / 3)


def test_words_that_say_no_order_are_asked_about(run):
    told = run("calc", "stratified-change", case("S05") / "before_after.csv", *STOCKS)

    assert "[CALC_CAMPAIGN_ORDER]" in told.stderr


@pytest.mark.parametrize("file", ["plfa", "plfa_short"])
def test_fatty_acids_are_known_under_every_name(run, file):
    found = first(run("calc", "plfa", case("S08") / f"{file}.csv"))

    assert float(found["bacterial"]) == 25
    assert float(found["fb"]) == pytest.approx(0.12)


QUESTIONS = [
    ("L02", "p.csv", (), "MAP_NUMBERS"),
    ("L02", "logger.csv", (), "HEADER_NONE"),
    ("L03", "hobo.csv", ("--yes",), "MAP_NUMBERS"),
    ("L03", "plant.csv", (), "MAP_NUMBERS"),
    ("S11", "soil.csv", (), "MAP_UNSURE"),
    ("S14", "plain.csv", (), "MAP_UNSURE"),
]


@pytest.mark.parametrize(("letter", "file", "words", "code"), QUESTIONS)
def test_a_map_asks_where_it_is_not_sure(run, tmp_path, letter, file, words, code):
    folder = SyntheticProject().write(tmp_path)
    shutil.copytree(case(letter) / "lab", folder / "lab", dirs_exist_ok=True)

    told = run("map", folder, f"lab/{file}", "--dry-run", *words)

    assert f"[{code}] " in told.stdout


@pytest.mark.parametrize(
    ("letter", "file", "column"),
    [
        ("S14", "soil.csv", "coarse_mass"),
        ("S16", "d.csv", "soc           %"),
        ("L01", "a.csv", "ignore"),
    ],
)
def test_a_map_takes_what_is_stated(run, tmp_path, letter, file, column):
    folder = SyntheticProject().write(tmp_path)
    shutil.copytree(case(letter) / "lab", folder / "lab", dirs_exist_ok=True)
    answers = ("--answer", "C_Mg_ha=ignore") if letter == "L01" else ()

    told = run("map", folder, f"lab/{file}", "--dry-run", *answers)

    assert column in told.stdout
    assert "UNIT_NOT_ACCEPTED" not in told.stdout
