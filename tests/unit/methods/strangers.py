"""Packs of third parties, written into a folder and announced by an entry point."""

import importlib
import shutil
import sys
from pathlib import Path

from edaphon.methods.engine.pack import BUILT_IN, announced_on, pack

STRANGER = "stranger.soil/1.0"

PACK_YAML = """
v: edaphon.pack/1
id: stranger.soil/1.0
status: released
title: {en: A stranger's method, zh: 第三方方法}
scheme: {name: {en: Stranger, zh: 第三方}, edition: "1.0"}
editions:
  - {id: stranger-1.0, document: stranger, kind: method, edition: "1.0",
     title: {en: A stranger's method, zh: 第三方方法}, issued: 2024-01-01,
     from: 2024-01-01, source: {en: Its own., zh: 自定。}, mark: D}
reference_date: 2024-01-01
conformity: {en: None., zh: 无。}
scope: {en: Any soil., zh: 任何土壤。}
scenarios: [cropland]
figures: [units, vintage_units]
summary: {units: units, vintages: vintage_units}
labels: {removals: units}
tolerance: {relative: 1e-9, absolute: 1e-9}
rounding: {en: Rounded down., zh: 向下取整。}
"""

EQUATIONS = '''
import math
from typing import Annotated

from edaphon.methods import equation, take


@equation(number="1", symbol="U", unit="t{CO2e}", source="own §1", mark="D",
          title=("Units", "碳信用数量"), formula="U = floor(gain / 2)",
          replay="E", decimals=0, rounding="down")
def units(gain: Annotated[float, take("t{CO2e}")]) -> float:
    """Half the gain."""
    return float(math.floor(gain / 2.0))


@equation(number="2", symbol="U_k", unit="t{CO2e}", over="vintage", source="own §2",
          mark="D", title=("Units of a year", "分年度碳信用数量"),
          formula="U_k = floor(U · F_k) − floor(U · F_k−1)",
          replay="E", decimals=0, rounding="down")
def vintage_units(
    units: Annotated[float, take("t{CO2e}")],
    share_before: Annotated[float, take("1")],
    share_through: Annotated[float, take("1")],
) -> float:
    """Floor of the cumulative share less the earlier floor."""
    through = math.floor(units * share_through)
    return float(through - math.floor(units * share_before))


EQUATIONS = (units, vintage_units)
'''

CONDITIONS = '''
from edaphon.methods import condition, met


@condition(id="1", source="own §3", mark="D", title=("Holds", "成立"))
def holds(facts, figures):
    """Always holds."""
    return met("It holds.", "成立。")


CONDITIONS = (holds,)
'''

EXAMPLE = """
- name: {en: Half, zh: 一半}
  equation: units
  given: {gain: 10}
  expect: {value: 5}
  within: 1.0e-9
"""

FILES = {
    "__init__.py": "",
    "pack.yaml": PACK_YAML,
    "equations.py": EQUATIONS,
    "conditions.py": CONDITIONS,
    "examples/1.yaml": EXAMPLE,
}


def write_stranger(folder: Path) -> Path:
    """Write the package ``stranger_soil`` and its announcement; return the package."""
    package = folder / "stranger_soil"
    for name, content in FILES.items():
        file = package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    announce(folder, {STRANGER: "stranger_soil"})
    return package


def announce(folder: Path, packs: dict[str, str]) -> None:
    """Write a distribution whose entry points name packs."""
    dist = folder / "stranger_soil-1.0.dist-info"
    dist.mkdir(exist_ok=True)
    (dist / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: stranger-soil\nVersion: 1.0\n"
    )
    lines = "".join(f"{name} = {package}\n" for name, package in packs.items())
    (dist / "entry_points.txt").write_text(f"[edaphon.packs]\n{lines}")
    forget("stranger_soil")


def forget(package: str) -> None:
    """Let the next call read the packs anew."""
    importlib.invalidate_caches()
    pack.cache_clear()
    announced_on.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]


def copy_of(pack_id: str, folder: Path, name: str) -> Path:
    """Copy one of our packs as a package of its own that imports nothing of ours."""
    source = Path(importlib.import_module(BUILT_IN[pack_id]).__file__).parent
    target = folder / name
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    for file in target.glob("*.py"):
        text = file.read_text("utf-8").replace(BUILT_IN[pack_id], name)
        file.write_text(text, "utf-8")
    return target
