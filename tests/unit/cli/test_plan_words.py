"""What ``edaphon plan`` says: chances, cured rows, lacking inputs, templates."""

import json

import pytest
from click.testing import CliRunner

from edaphon.accounting.account import accounts
from edaphon.cli.main import build
from edaphon.cli.plan import command, lines
from edaphon.kernel.canonical import dumps
from edaphon.kernel.language import translator
from edaphon.planning.basis import read_basis
from edaphon.planning.design import design_of
from edaphon.planning.forecasting import NEVER
from edaphon.planning.outcome import Outcome, drawn, share_text
from edaphon.planning.simulated import Simulated
from edaphon.schemas.records import read
from tests.planned_project import COSTS, EXPECTED, FORECAST, planned, written
from tests.synthetic_documents import MCS

DIGEST = "sha256:" + "0" * 64
WORDS = {"en": "Plots", "zh": "小区"}


def run(*words, lang="en"):
    return CliRunner().invoke(
        build(), ["plan", *map(str, words)], env={"EDAPHON_LANG": lang}
    )


def figures(expected="0.0", zero="1.000", negative="0.000"):
    return {
        "expected": expected, "error": "0.1", "low": "0.0", "high": "9.0",
        "low_error": "0.4", "high_error": "0.6",
        "chance_zero": zero, "chance_negative": negative,
    }  # fmt: skip


def method(**fields):
    """Return a method of a forecast under which one condition is always open."""
    other = {
        "name": "plan", "draws": 50, "figures": figures(), "detectable": None,
        "cured": figures("5.0", "0.000"), "costs": None,
    }  # fmt: skip
    opened = {"id": "C7", "title": WORDS, "share": "1.000", "found": WORDS,
              "cure": WORDS}  # fmt: skip
    return {
        "id": MCS, "digest": DIGEST, "conditions": [opened], "lacking": [],
        "detectable": None, "table": [], "deductions": None, "dominant": None,
        "forecast": {"figures": figures(), "cured": figures("5.0", "0.340")},
        "costs": None, "what_if": [other], **fields,
    }  # fmt: skip


def told(monkeypatch, *methods, lang="en", **fields):
    """Return the words of a forecast of a hundred draws."""
    monkeypatch.setenv("EDAPHON_LANG", lang)
    record = {
        "v": "edaphon.forecast/1", "project": "made-up", "is_no_credit": WORDS,
        "inputs": [{"path": "project.yaml", "digest": DIGEST}], "seed": "0" * 64,
        "draws": 100, "period": {"start": "2021-10-20", "end": "2024-10-20"},
        "gains": {"S1": "1"}, "methods": list(methods), **fields,
    }  # fmt: skip
    return "\n".join(lines(read("forecast", dumps(record), file=FORECAST)))


# --- Chances ----------------------------------------------------------------------


def test_no_chance_is_told_as_certainty(monkeypatch):
    shown = told(monkeypatch, method())

    assert "  Nothing comes:  in all of 100 draws\n" in shown
    assert "  Below zero:     in none of 100 draws\n" in shown
    assert "nothing comes: chance 0.340\n" in shown
    assert "0.0 to 9.0; nothing comes: in none of 50 draws" in shown
    assert "Open in all 100 projects: C7" in shown
    assert "0.000" not in shown
    assert "1.000" not in shown


def test_no_chance_is_told_as_certainty_in_chinese(monkeypatch):
    shown = told(monkeypatch, method(), lang="zh")

    assert "结果为负：     100 次模拟中无一\n" in shown
    assert "结果为零：     100 次模拟均如此\n" in shown
    assert "未满足（100 次模拟均如此）：C7" in shown
    assert "0.000" not in shown
    assert "1.000" not in shown


def test_a_row_of_the_table_has_its_own_draws(monkeypatch):
    row = {"gain": "0.1", "draws": 25, "figures": figures(), "cured": None}
    shown = told(monkeypatch, method(table=[row], forecast=None, what_if=[]))

    assert "nothing comes: in all of 25 draws" in shown
    assert "Open in all 25 projects" in shown


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0.000"), (1, "1.000"), (0.34, "0.340"), (1 / 10_000, "0.0001"),
     (9_999 / 10_000, "0.9999")],
)  # fmt: skip
def test_only_none_and_all_are_0_and_1(share, words):
    assert share_text(share) == words


# --- Other designs ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "as if every condition that is open in all projects were cured"),
        ("zh", "按全部模拟中均未满足的条件已补救计"),
    ],
)
def test_other_designs_say_that_they_are_cured(monkeypatch, lang, words):
    plain = [{**item, "cured": None} for item in method()["what_if"]]

    assert words in told(monkeypatch, method(), lang=lang)
    assert words not in told(monkeypatch, method(what_if=plain), lang=lang)


# --- What is lacking --------------------------------------------------------------


def test_a_lacking_factor_is_named_with_its_field(monkeypatch, tmp_path):
    project = planned()
    del project.document["factors"]
    basis = read_basis(written(tmp_path, project=project))
    one = Simulated(basis=basis, design=design_of(basis), gains=basis.gains)
    (account,) = accounts(one.evidence(0), [MCS])
    held = [drawn(account)] * 2
    lacking = Outcome(
        pack=account.pack, draws=held, years=3.0, area=200.0, gain=1.0
    ).lacking()

    assert lacking == ["product_factor"]
    shown = {
        lang: told(monkeypatch, method(lacking=lacking), lang=lang)
        for lang in ("en", "zh")
    }
    assert "(product_factor): factors.product_emissions" in shown["en"]
    assert "field of project.yaml" in shown["en"]
    assert "（product_factor）：factors.product_emissions" in shown["zh"]
    assert "应填写的 project.yaml 字段" in shown["zh"]


def test_what_a_table_will_hold_stands_in_the_expectations(monkeypatch):
    words = "until then in plan/expected.yaml"

    assert words in told(monkeypatch, method(lacking=["fuel_consumption"]))
    for name in ("product_factor", "yield_control"):  # no field of theirs holds these
        assert words not in told(monkeypatch, method(lacking=[name]))


def test_what_expectations_state_is_not_asked_for_again(tmp_path):
    """Amounts are there; only the years of the look-back are not."""
    project = planned()
    del project.document["baseline"]["look_back"]
    basis = read_basis(written(tmp_path, project=project))
    one = Simulated(basis=basis, design=design_of(basis), gains=basis.gains)
    (account,) = accounts(one.evidence(0), [MCS])
    items = frozenset(item.item for item in basis.expected.activity)
    held = Outcome(
        pack=account.pack,
        draws=[drawn(account)] * 2,
        years=3.0,
        area=200.0,
        gain=1.0,
        told=items,
    )

    assert "fuel_consumption" in account.asked
    assert {"fuel_consumption", "synthetic_n"}.isdisjoint(held.lacking())
    assert basis.left_out == ("look_back",)


# --- What lies in the folder ------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "there", "blank", "years"),
    [
        ("en", "Soil samples are there already: lab/soil.csv, lab/two.csv.",
         "Not filled in in plan/expected.yaml: activity, microbial.",
         "Not filled in in project.yaml: baseline.look_back."),
        ("zh", "项目已有土壤样品数据：lab/soil.csv、lab/two.csv。",
         "plan/expected.yaml 未填写：activity、microbial。",
         "project.yaml 未填写基准线回溯期（baseline.look_back）"),
    ],
)  # fmt: skip
def test_what_is_there_and_what_is_blank_is_told(
    monkeypatch, lang, there, blank, years
):
    shown = told(
        monkeypatch, method(), lang=lang, measured=["lab/soil.csv", "lab/two.csv"],
        left_out=["activity", "microbial", "look_back"],
    )  # fmt: skip
    bare = told(monkeypatch, method(), lang=lang, measured=[], left_out=[])

    for words in (there, blank, years):
        assert words in shown
        assert words not in bare


def test_no_forecast_says_that_nothing_was_measured():
    for words in (NEVER.en, NEVER.zh):
        assert "measured" not in words
        assert "尚未测量" not in words


@pytest.mark.parametrize(
    ("lang", "detectable", "ends", "other"),
    [
        ("en", "0.31 t C/ha a year, error by simulation 0.03 (confidence",
         "0.0 to 9.0 t CO2e a year (error by simulation 0.4 and 0.6)",
         "detectable 0.31 t C/ha a year (error 0.03)"),
        ("zh", "每年 0.31 t C/hm²，模拟误差 0.03（置信水平",
         "0.0～9.0 tCO2e/年（模拟误差 0.4 和 0.6）",
         "可检出变化每年 0.31 t C/hm²（误差 0.03）"),
    ],
)  # fmt: skip
def test_figures_stand_with_their_errors(monkeypatch, lang, detectable, ends, other):
    change = {"change": "0.31", "error": "0.03", "confidence": "0.9", "power": "0.8"}
    rows = [{**item, "detectable": change} for item in method()["what_if"]]
    shown = told(monkeypatch, method(detectable=change, what_if=rows), lang=lang)

    for words in (detectable, ends, other):
        assert words in shown


@pytest.mark.parametrize(("lang", "words"), [("en", "missing or holds no row"),
                                             ("zh", "不存在或未填写")])  # fmt: skip
def test_a_cost_table_without_a_row_is_not_told_as_missing(monkeypatch, lang, words):
    assert words in told(monkeypatch, method(), lang=lang)


# --- The verb ---------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("there", "new"), [(COSTS, EXPECTED), (EXPECTED, COSTS)])
def test_a_template_writes_what_is_missing_and_keeps_the_rest(
    tmp_path, there, new, lang
):
    planned().write(tmp_path)
    (tmp_path / there).write_bytes(b"mine\n")
    shown = run(tmp_path, "--template", lang=lang)

    assert shown.exit_code == 0, shown.output
    assert shown.stdout == f"{tmp_path}/{new}\n"
    kept = {"en": "is there and was kept as it is.", "zh": "已存在，保持不变。"}
    assert f"{tmp_path}/{there} {kept[lang]}" in shown.stderr
    assert (tmp_path / there).read_bytes() == b"mine\n"
    assert (tmp_path / new).is_file()


def test_a_template_says_in_json_what_was_kept(tmp_path):
    planned().write(tmp_path)
    (tmp_path / COSTS).write_bytes(b"mine\n")
    first = json.loads(run(tmp_path, "--template", "--json").stdout)
    again = json.loads(run(tmp_path, "--template", "--json").stdout)

    assert (first["files"], first["kept"]) == ([EXPECTED], [COSTS])
    assert (again["files"], again["written"]) == ([], False)


def test_help_says_how_many_draws_there_may_be():
    assert "20 to 10000" in " ".join(run("--help").output.split())
    (english,) = [item.help for item in command.params if item.name == "draws"]
    assert "20～10000" in translator("cli", "zh")(english)


def test_no_draws_are_not_the_usual_number(tmp_path):
    shown = run(written(tmp_path), "--draws", 0)

    assert shown.exit_code == 1
    assert "EXPECTED_DRAWS" in shown.stdout
