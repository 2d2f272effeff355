"""Packs: found by id, digested file by file, added by strangers."""

import importlib
import shutil
import sys
from pathlib import Path

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.methods.engine import pack as packs_module
from edaphon.methods.engine.pack import pack, pack_ids, source_files
from edaphon.methods.engine.worked_examples import check_pack

MCS = "edaphon.mcs/1.0"

PACK_YAML = """
id: stranger.soil/1.0
title: {en: A stranger's method, zh: 第三方方法}
scheme:
  {name: {en: Stranger, zh: 第三方}, edition: "1.0", corrections: "", programme: ""}
reference_date: 2024-01-01
conformity: {en: None., zh: 无。}
scope: {en: Any soil., zh: 任何土壤。}
scenarios: [cropland]
settings: {}
figures: [units]
summary: {units: units}
waterfall: []
tolerance: {relative: "1e-9", absolute: "1e-9"}
probability: {quantile: "0.5", rule: {en: none, zh: 无}}
rounding: {en: None., zh: 无。}
not_covered: []
"""

EQUATIONS = '''
from typing import Annotated

from edaphon.methods.engine.equation import equation, take


@equation(number="1", symbol="U", unit="t{CO2e}", source="own §1", mark="D",
          title=("Units", "碳信用数量"))
def units(gain: Annotated[float, take("t{CO2e}")]) -> float:
    """U = half the gain."""
    return gain / 2.0


EQUATIONS = (units,)
'''

EXAMPLE = """
- name: {en: Half, zh: 一半}
  equation: units
  given: {gain: 10}
  expect: {value: 5}
  within: 1.0e-9
"""


@pytest.fixture
def stranger(tmp_path, monkeypatch):
    """A distribution with one pack, announced by an entry point."""
    package = tmp_path / "stranger_soil"
    (package / "examples").mkdir(parents=True)
    for name, content in {
        "__init__.py": "",
        "pack.yaml": PACK_YAML,
        "equations.py": EQUATIONS,
        "conditions.py": "CONDITIONS = ()\n",
        "references.yaml": "{}",
        "examples/1.yaml": EXAMPLE,
    }.items():
        (package / name).write_text(content, "utf-8")
    dist = tmp_path / "stranger_soil-1.0.dist-info"
    dist.mkdir()
    (dist / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: stranger-soil\nVersion: 1.0\n"
    )
    (dist / "entry_points.txt").write_text(
        "[edaphon.packs]\nstranger.soil/1.0 = stranger_soil\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    pack.cache_clear()
    yield package
    pack.cache_clear()
    for name in [name for name in sys.modules if name.startswith("stranger_soil")]:
        del sys.modules[name]


def refusal(pack_id: str):
    with pytest.raises(EdaphonError) as caught:
        pack(pack_id)
    return caught.value.problems[0]


def test_our_packs_are_installed():
    assert {MCS, "verra.vm0042/2.2"} <= set(pack_ids())


@pytest.mark.parametrize("pack_id", [MCS, "verra.vm0042/2.2"])
def test_a_pack_gives_its_parts(pack_id):
    found = pack(pack_id)

    assert found.version == pack_id.partition("/")[2]
    assert set(found.figures) <= {item.name for item in found.equations}
    assert set(found.document["supporting"]) <= {item.name for item in found.equations}
    assert {term.source for term in found.waterfall} <= set(found.figures)
    assert set(found.document["summary"].values()) <= set(found.figures)
    assert all(item.reference in found.references for item in found.parameters.values())
    assert sum(found.marks().values()) == (
        len(found.equations) + len(found.conditions) + len(found.parameters)
    )


def test_a_pack_with_secondary_facts_is_not_confirmed():
    assert not pack("verra.vm0042/2.2").is_confirmed


def test_an_unknown_pack_is_refused_with_the_known_ones():
    problem = refusal("verra.vm0042/9.9")

    assert problem.code == "METHOD_UNKNOWN"
    assert "verra.vm0042/9.9" in problem.found("en")
    assert MCS in problem.needed("zh")
    assert "install the package that brings this method" in problem.remedy("en")
    assert "安装提供该方法的软件包" in problem.remedy("zh")


@pytest.mark.usefixtures("stranger")
def test_a_strangers_pack_works_by_entry_point_alone():
    found = pack("stranger.soil/1.0")

    assert "stranger.soil/1.0" in pack_ids()
    assert [item.holds for item in check_pack(found)] == [True]
    assert found.is_confirmed
    assert found.parameters == {}


def test_a_strangers_pack_cannot_take_the_place_of_ours(stranger):
    entries = stranger.parent / "stranger_soil-1.0.dist-info" / "entry_points.txt"
    entries.write_text(f"[edaphon.packs]\n{MCS} = stranger_soil\n")
    importlib.invalidate_caches()
    pack.cache_clear()

    assert pack(MCS).package.startswith("edaphon.methods")


def test_a_pack_that_calls_itself_otherwise_is_refused(stranger):
    text = PACK_YAML.replace("id: stranger.soil/1.0", "id: stranger.soil/2.0")
    (stranger / "pack.yaml").write_text(text, "utf-8")
    problem = refusal("stranger.soil/1.0")

    assert problem.code == "METHOD_ID"
    assert "calls itself stranger.soil/2.0" in problem.found("en")
    assert "Correct the id in pack.yaml" in problem.remedy("en")
    assert "请更正 pack.yaml" in problem.remedy("zh")


def test_a_pack_takes_shared_parameters_with_their_references(stranger):
    text = PACK_YAML + "shared_parameters: [stone_density]\n"
    (stranger / "pack.yaml").write_text(text, "utf-8")
    found = pack("stranger.soil/1.0")

    assert found.parameters["stone_density"].value == "2.6"
    assert found.parameters["stone_density"].unit == "g/cm3"
    assert set(found.references) == {"poeplau-2017"}


def test_a_shared_parameter_that_is_none_is_refused_with_those_there_are(stranger):
    text = PACK_YAML + "shared_parameters: [stone_density, pebble_density]\n"
    (stranger / "pack.yaml").write_text(text, "utf-8")
    problem = refusal("stranger.soil/1.0")

    assert problem.code == "METHOD_SHARED"
    assert problem.where.path == "shared_parameters"
    assert "takes pebble_density from the shared" in problem.found("en")
    assert "som_per_soc_mineral, som_per_soc_reported" in problem.needed("en")
    assert "Correct shared_parameters in pack.yaml" in problem.remedy("en")
    assert "请更正 pack.yaml 中的 shared_parameters" in problem.remedy("zh")


@pytest.mark.parametrize("pack_id", [MCS, "verra.vm0042/2.2"])
def test_physical_constants_of_the_soil_are_dated_parameters(pack_id):
    held = pack(pack_id).parameters
    names = ("stone_density", "som_per_soc_reported", "som_per_soc_mineral")

    assert [held[name].value for name in names] == ["2.6", "1.724", "1.9"]
    assert held["som_per_soc_mineral"].may_be_replaced


def test_a_pack_that_lacks_parts_is_told_every_one(stranger):
    (stranger / "references.yaml").unlink()
    text = PACK_YAML.replace("rounding:", "roundings:").replace("scope:", "scopes:")
    (stranger / "pack.yaml").write_text(text, "utf-8")
    problem = refusal("stranger.soil/1.0")

    assert problem.code == "METHOD_PACK"
    assert "references.yaml, scope, rounding" in problem.found("en")
    assert "Add what is missing" in problem.remedy("en")
    assert "请补充所缺内容" in problem.remedy("zh")


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the unified method, to change one file of it at a time."""
    source = Path(importlib.import_module(packs_module.BUILT_IN[MCS]).__file__).parent
    shutil.copytree(
        source, tmp_path / "copied_pack", ignore=shutil.ignore_patterns("__pycache__")
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield tmp_path / "copied_pack"
    for name in [name for name in sys.modules if name.startswith("copied_pack")]:
        del sys.modules[name]


def test_the_digest_changes_when_any_file_changes(copied):
    before = packs_module._digest("copied_pack")
    files = sorted(path for path in copied.rglob("*") if path.is_file())

    assert len(files) > 20
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content + b"\n# changed\n")
        assert packs_module._digest("copied_pack") != before, path.name
        path.write_bytes(content)
    assert packs_module._digest("copied_pack") == before


def test_the_digest_does_not_hang_on_line_ends_of_the_checkout(copied):
    before = packs_module._digest("copied_pack")
    path = copied / "pack.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert packs_module._digest("copied_pack") == before


def test_the_digest_covers_the_shared_equations():
    files = source_files(packs_module.BUILT_IN[MCS])

    assert {
        "methods/engine/evaluation.py", "methods/shared/trunk.py",
        "methods/shared/change.py",
    } <= set(files)  # fmt: skip
    assert "pack/equations.py" in files
    assert not [path for path in files if path.endswith(".pyc")]


def test_every_shared_module_with_equations_is_part_of_the_digest():
    shared = {
        item.body.__module__.removeprefix("edaphon.").replace(".", "/") + ".py"
        for name in (MCS, "verra.vm0042/2.2")
        for item in pack(name).equations
        if ".packs." not in item.body.__module__
    }

    assert shared <= set(source_files(packs_module.BUILT_IN[MCS]))
