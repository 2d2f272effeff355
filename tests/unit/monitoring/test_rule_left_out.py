"""A column that only a rule reads is not left out, and a crop keeps its kind."""

import shutil

import pytest

from edaphon.accounting.gathering import look
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "huang-huai"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "project"
    shutil.copytree(EXAMPLE, made, ignore=shutil.ignore_patterns("out"))
    return made


def edited(folder, *pairs, file="project.yaml"):
    path = folder / file
    encoding = "utf-8" if file.endswith(".yaml") else "utf-8-sig"
    text = path.read_text(encoding)
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding)


def stopped(folder, rules=None):
    return {one.code for one in look(folder, rules=rules).problems if one.stops(rules)}


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("pH", "ph"),
        ("有效期至", "expires_on"),
        ("产品有机碳（%）", "product_carbon_content"),
    ],
)
def test_a_column_by_which_a_rule_asks_is_read(folder, header, meaning):
    """Ignored, lime on calcareous soil, old lots and carbon of 18 % counted as none."""
    text = (folder / "project.yaml").read_text("utf-8")
    line = next(
        one
        for one in text.splitlines()
        if one.strip().startswith((f"{header}:", f"'{header}':", f'"{header}":'))
    )
    assert meaning in line
    edited(folder, (line, line.split(":")[0] + ": {is: ignore}"))

    assert "RULE_LEFT_OUT" in stopped(folder)
    assert "RULE_LEFT_OUT" not in stopped(folder, rules=5)


def test_the_example_leaves_nothing_out(folder):
    assert stopped(folder) == set()


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("大豆", "LEGUME_UNCOUNTED"),
        ("水稻", "LAND_FLOODED"),
        ("苹果树", "WOOD_UNCOUNTED"),
    ],
)
def test_a_crop_keeps_its_kind_whatever_the_map_calls_it(folder, word, code):
    text = (folder / "project.yaml").read_text("utf-8")
    line = next(one for one in text.splitlines() if one.strip().startswith("作物:"))
    renamed = line.split(":")[0] + f": {{is: crop, values: {{{word}: 夏玉米}}}}"
    edited(folder, (line, renamed))

    assert code in stopped(folder)
