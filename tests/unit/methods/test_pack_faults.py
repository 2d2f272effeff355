"""A broken pack is named with code and cause, and stops only itself."""

import json
import signal

import pytest
from click.testing import CliRunner

from edaphon.cli.method import command
from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine.pack import pack
from edaphon.methods.engine.worked_examples import check_pack
from tests.unit.methods.strangers import (
    CONDITIONS,
    EQUATIONS,
    EXAMPLE,
    PACK_YAML,
    STRANGER,
    announce,
    forget,
)

STONES = """
id: pebbles
unit: g/cm3
title: {en: Density of pebbles, zh: 砾石密度}
values:
  - {from: 2017-02-17, value: "2.6", reference: field-book, locator: p. 2, mark: M}
"""


def refused(pack_id: str = STRANGER):
    """Return what keeps a pack from being loaded."""
    with pytest.raises(EdaphonError) as caught:
        pack(pack_id)
    return caught.value.problems


def only(problems):
    assert len(problems) == 1, problems
    return problems[0]


def written(stranger, name: str, text: str) -> None:
    """Write one file of the stranger's pack."""
    file = stranger / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    forget("stranger_soil")


def test_a_pack_that_calls_itself_otherwise(stranger):
    written(stranger, "pack.yaml", PACK_YAML.replace("soil/1.0", "soil/2.0"))
    problem = only(refused())

    assert problem.code == "METHOD_ID"
    assert problem.where.text("en") == "stranger_soil/pack.yaml, at id"
    assert "calls itself stranger.soil/2.0" in problem.found("en")
    assert "Correct the id in pack.yaml" in problem.remedy("en")
    assert "请更正 pack.yaml" in problem.remedy("zh")


def test_a_pack_without_a_file(stranger):
    (stranger / "pack.yaml").unlink()
    (stranger / "conditions.py").unlink()
    forget("stranger_soil")
    first = refused()[0]

    assert first.code == "METHOD_PACK"
    assert "lacks: pack.yaml, conditions.py" in first.found("en")
    assert "the guide on adding a method pack" in first.remedy("en")
    assert "请补充所缺内容" in first.remedy("zh")


def test_every_fault_of_every_file_comes_in_one_pass(stranger):
    text = PACK_YAML.replace("rounding:", "roundings:").replace("scope:", "scopes:")
    written(stranger, "pack.yaml", text.replace("released", "finished"))
    written(stranger, "parameters/a.yaml", STONES.replace('"2.6"', "about two"))
    written(stranger, "equations.py", EQUATIONS.replace("EQUATIONS =", "EQUATION ="))
    written(stranger, "conditions.py", "CONDITIONS = 3\n")
    found = {(item.code, item.where.path) for item in refused()}

    assert found == {
        ("ENTRY_MISSING", "rounding"), ("FIELD_UNKNOWN", "roundings"),
        ("ENTRY_MISSING", "scope"), ("FIELD_UNKNOWN", "scopes"),
        ("ENTRY_CHOICE", "status"), ("ENTRY_FORM", "values/0/value"),
        ("METHOD_PACK", ""),
    }  # fmt: skip


def test_yaml_that_cannot_be_read(stranger):
    written(stranger, "pack.yaml", PACK_YAML.replace("figures: [units", "figures: [{"))
    problem = only(refused())

    assert problem.code == "YAML_SYNTAX"
    assert problem.where.file == "stranger_soil/pack.yaml"


def test_yaml_that_is_no_mapping(stranger):
    written(stranger, "pack.yaml", "- a list\n")

    assert only(refused()).code == "ENTRY_TYPE"


@pytest.mark.parametrize(
    ("text", "cause", "row"),
    [
        ("def broken(:\n", "SyntaxError: invalid syntax", 1),
        ("\nimport nothing_of_that_name\n", "ModuleNotFoundError: No module named", 2),
        ("EQUATIONS = (1 / 0,)\n", "ZeroDivisionError: division by zero", 1),
        ("raise SystemExit(3)\n", "SystemExit: 3", 1),
        (
            EQUATIONS.replace('Annotated[float, take("1")]', "float"),
            "argument share_before does not say its origin",
            None,
        ),
    ],
    ids=["syntax", "import", "division", "exit", "annotation"],
)
def test_code_that_fails_is_told_with_cause_and_line(stranger, text, cause, row):
    written(stranger, "equations.py", text)
    problem = only(refused())

    assert problem.code == "METHOD_BROKEN"
    assert f"pack {STRANGER} fails with" in problem.found("en")
    assert cause in problem.found("en")
    assert cause in problem.found("zh")
    assert row is None or problem.where.row == row
    assert "Correct the line named here" in problem.remedy("en")
    assert "请更正所指代码行" in problem.remedy("zh")


def test_a_package_that_is_not_there(stranger):
    announce(stranger.parent, {STRANGER: "stranger_sand"})
    problem = only(refused())

    assert problem.code == "METHOD_BROKEN"
    assert "No module named 'stranger_sand'" in problem.found("en")


def test_a_package_that_fails_itself(stranger):
    written(stranger, "__init__.py", "raise RuntimeError('not today')\n")

    assert "RuntimeError: not today" in only(refused()).found("en")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("equations.py", EQUATIONS.replace("(units, v", "(units, units, v"), "units"),
        ("conditions.py", CONDITIONS.replace("(holds,)", "(holds, holds)"), "1"),
    ],
    ids=["equation", "condition"],
)
def test_a_name_that_stands_twice(stranger, name, text, told):
    written(stranger, name, text)
    problem = only(refused())

    assert problem.code == "METHOD_NAME_TWICE"
    assert problem.where.file == f"stranger_soil/{name}"
    assert f"declares {told} 2 times" in problem.found("en")
    assert "Remove or rename one of them" in problem.remedy("en")
    assert "请删除或改名其中一处" in problem.remedy("zh")


def test_two_parameters_of_one_name(stranger):
    text = STONES.replace("field-book", "poeplau-2017")
    for name in ("a", "b"):
        written(stranger, f"parameters/{name}.yaml", text)

    assert [item.code for item in refused()] == ["METHOD_NAME_TWICE"]


def test_a_parameter_without_a_reference(stranger):
    written(stranger, "parameters/pebbles.yaml", STONES)
    problem = only(refused())

    assert problem.code == "METHOD_REFERENCE"
    assert "pebbles of the pack stranger.soil/1.0 rests on field-book" in (
        problem.found("en")
    )
    assert "Add the reference to references.yaml" in problem.remedy("en")
    assert "请在 references.yaml 中补充" in problem.remedy("zh")


def test_a_parameter_file_with_neither_values_nor_items(stranger):
    written(stranger, "parameters/pebbles.yaml", STONES.partition("values:")[0])
    problem = only(refused())

    assert problem.code == "PARAMETER_VALUES"
    assert problem.where.file == "stranger_soil/parameters/pebbles.yaml"
    assert "neither values nor items" in problem.found("en")
    assert "Write one of the two" in problem.remedy("en")
    assert "请保留其中一种写法" in problem.remedy("zh")


def test_a_shared_parameter_that_is_none(stranger):
    text = PACK_YAML + "shared_parameters: [stone_density, pebble_density]\n"
    written(stranger, "pack.yaml", text)
    problem = only(refused())

    assert problem.code == "METHOD_SHARED"
    assert problem.where.path == "shared_parameters"
    assert "takes pebble_density from the shared" in problem.found("en")
    assert "Shared parameters: stone_density, " in problem.needed("en")
    assert "Correct shared_parameters in pack.yaml" in problem.remedy("en")
    assert "请更正 pack.yaml 中的 shared_parameters" in problem.remedy("zh")


def test_a_quantile_that_no_parameter_holds(stranger):
    rule = "{parameter: courage, freedom: none, rule: {en: None, zh: 无}}"
    written(stranger, "pack.yaml", f"{PACK_YAML}probability: {rule}\n")
    problem = only(refused())

    assert problem.code == "METHOD_PARAMETER"
    assert problem.where.path == "probability/parameter"
    assert "parameters/courage.yaml" in problem.remedy("en")
    assert "parameters/courage.yaml" in problem.remedy("zh")


def test_a_broken_pack_stops_neither_the_list_nor_the_others(stranger):
    written(stranger, "equations.py", "EQUATIONS = (1 / 0,)\n")
    done = CliRunner().invoke(command, ["list"], env={"EDAPHON_LANG": "en"})

    assert done.exit_code == 0
    assert "Unified method of microbial carbon" in done.stdout
    assert "VM0042" in done.stdout
    assert f"{STRANGER}\n" in done.stdout
    assert "[METHOD_BROKEN] stranger_soil/equations.py, row 1" in done.stdout
    assert "division by zero" in done.stdout


def test_a_broken_pack_is_listed_for_machines(stranger):
    written(stranger, "equations.py", "EQUATIONS = (1 / 0,)\n")
    listed = json.loads(CliRunner().invoke(command, ["list", "--json"]).stdout)
    records = {item["id"]: item for item in listed}

    assert records["edaphon.mcs/1.1"]["problems"] == []
    assert records[STRANGER]["problems"][0]["code"] == "METHOD_BROKEN"


def test_testing_all_packs_names_the_broken_one_and_goes_on(stranger):
    written(stranger, "equations.py", "EQUATIONS = (1 / 0,)\n")
    done = CliRunner().invoke(command, ["test"], env={"EDAPHON_LANG": "en"})

    assert done.exit_code == 1
    assert "[METHOD_BROKEN]" in done.stdout
    assert "verra.vm0042/2.2" in done.stdout
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_testing_a_broken_pack_alone_is_a_failed_check(stranger):
    written(stranger, "equations.py", "EQUATIONS = (1 / 0,)\n")
    done = CliRunner().invoke(command, ["test", STRANGER])

    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("inputs: [{\n", "YAML_SYNTAX"),
        ("inputs: 3\n", "ENTRY_TYPE"),
        ("- a\n", "ENTRY_TYPE"),
    ],
)
def test_words_that_cannot_be_read(stranger, text, code):
    written(stranger, "words.yaml", text)

    assert only(refused()).code == code


@pytest.mark.parametrize(
    "text", ["- name: [\n", "- {name: x}\n", "- 3\n", "nothing: here\n"]
)
def test_an_example_that_cannot_be_run_is_a_failed_check(stranger, text):
    written(stranger, "examples/1.yaml", text)
    done = CliRunner().invoke(command, ["test", STRANGER], env={"EDAPHON_LANG": "en"})

    assert done.exit_code == 1
    assert "[METHOD_EXAMPLE] stranger_soil/examples/1.yaml: " in done.stdout
    assert "edaphon/" not in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "told", "zh"),
    [
        ("{gain: 10}", "{gian: 10}", "units needs gain; given are gian", "需要 gain"),
        ("{gain: 10}", "{}", "units needs gain; given are –", "已给出 –"),
        ("{gain: 10}", "{gain: 10, extra: 3}", "units takes no extra; it takes gain",
         "没有输入 extra"),
        ("  given: {gain: 10}\n", "", "units needs gain; given are –", "需要 gain"),
        ("equation: units", "equation: unit", "no equation unit; nearest: units",
         "没有公式 unit；相近的有 units"),
        ("{value: 5}", "{valu: null}", "no expect valu; nearest: value", "expect valu"),
        ("  within: 1.0e-9\n", "", "it lacks within", "缺少 within"),
        ("equation: units\n  given: {gain: 10}\n  expect: {value: 5}",
         "inputs: {gian: {unit: 't{CO2e}', value: 10}}\n  expect: {units: 5}",
         "no input gian; nearest: gain", "没有输入 gian"),
        ("equation: units\n  given: {gain: 10}\n  expect: {value: 5}",
         "inputs: {gain: {unit: 't{CO2e}', value: 10}}\n  expect: {unit: null}",
         "no quantity unit; nearest: units", "没有量 unit"),
        ("equation: units\n  given: {gain: 10}\n  expect: {value: 5}",
         "inputs: {gain: {value: 10}}\n  expect: {units: 5}", "'unit'", "'unit'"),
    ],
)  # fmt: skip
def test_an_example_is_told_with_its_file_and_name(stranger, old, new, told, zh):
    assert old in EXAMPLE
    written(stranger, "examples/1.yaml", EXAMPLE.replace(old, new))
    with pytest.raises(EdaphonError) as caught:
        check_pack(pack(STRANGER))

    (problem,) = caught.value.problems
    assert problem.code == "METHOD_EXAMPLE"
    assert problem.where.file == "stranger_soil/examples/1.yaml"
    assert problem.found("en").startswith("“Half”: ")
    assert told in problem.found("en")
    assert zh in problem.found("zh")
    assert "Correct the example" in problem.remedy("en")
    assert "请更正算例" in problem.remedy("zh")


def test_an_entry_point_that_names_a_plain_module(stranger):
    (stranger.parent / "stranger_soil_alone.py").write_text("X = 1\n", "utf-8")
    announce(stranger.parent, {STRANGER: "stranger_soil_alone"})
    problem = only(refused())
    done = CliRunner().invoke(command, ["list"], env={"EDAPHON_LANG": "en"})

    assert problem.code == "METHOD_BROKEN"
    assert "names the module stranger_soil_alone" in problem.found("en")
    assert "而不是软件包" in problem.found("zh")
    assert done.exit_code == 0
    assert "VM0042" in done.stdout


@pytest.mark.parametrize("name", ["__init__.py", "equations.py"])
def test_an_interrupt_that_nobody_pressed_is_the_packs(stranger, name):
    written(stranger, name, "raise KeyboardInterrupt\n")
    problem = only(refused())

    assert problem.code == "METHOD_BROKEN"
    assert problem.where.file == f"stranger_soil/{name}"
    assert "KeyboardInterrupt" in problem.found("en")


@pytest.fixture
def _interruptible():
    """A job in the background ignores what is pressed; this test does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_a_pressed_interrupt_stops_the_loading(stranger):
    text = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"
    written(stranger, "equations.py", text)
    before = signal.getsignal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        pack(STRANGER)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("told", ["raise KeyboardInterrupt", "raise SystemExit(0)"])
def test_a_body_that_stops_the_program_is_told_by_name(stranger, told):
    written(
        stranger,
        "equations.py",
        EQUATIONS.replace("return float(math.floor(gain / 2.0))", told),
    )
    done = CliRunner().invoke(command, ["test", STRANGER], env={"EDAPHON_LANG": "en"})

    assert done.exit_code == 1
    assert "[METHOD_BODY]" in done.stdout
    assert "units fails with" in done.stdout
