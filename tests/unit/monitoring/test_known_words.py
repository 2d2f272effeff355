"""A map keeps what the units and items of a file are called, since rules 6."""

import pytest

from edaphon.monitoring.importing import read_evidence
from tests.unit.monitoring.folder import entry, folder

COLUMNS = {"item": {"is": "item"}, "value": {"is": "value"}, "unit": {"is": "unit"}}
CONSTANTS = {"role": "project", "campaign": "2022"}


def turned(place, column, word, meant, rules=None):
    columns = {**COLUMNS, column: COLUMNS[column] | {"values": {word: meant}}}
    cells = {"item": "diesel_used", "value": "12", "unit": "L"} | {column: word}
    data = "item,value,unit\n{item},{value},{unit}\n".format(**cells).encode()
    listed = [entry("book.csv", about="activity", columns=columns, constants=CONSTANTS)]
    found = read_evidence(folder(place, {"book.csv": data}, listed), rules=rules)
    return [one for one in found.problems if one.code == "WORD_TURNED"]


@pytest.mark.parametrize(
    ("column", "word", "meant"),
    [
        ("unit", "t{N}", "kg{N}"), ("unit", "L", "mL"), ("unit", "斤", "kg"),
        ("item", "有机质", "soc"), ("item", "SOC", "som"), ("item", "全碳", "soc"),
        ("item", "diesel_used", "electricity_used"),
    ],
)  # fmt: skip
def test_a_known_word_is_not_turned_into_another(tmp_path, column, word, meant):
    found = turned(tmp_path, column, word, meant)

    assert [(one.severity, one.entry.since) for one in found] == [("error", 6)]
    assert f"The file says {word}; the map takes it for {meant}" in found[0].found("en")
    assert f"文件为 {word}，列对照表却写作 {meant}" in found[0].found("zh")
    assert not [
        one for one in turned(tmp_path / "5", column, word, meant, 5) if one.stops(5)
    ]


@pytest.mark.parametrize(
    ("column", "word", "meant"),
    [
        ("unit", "公斤", "kg"), ("unit", "袋", "kg"), ("unit", "t", "t{N}"),
        ("unit", "升", "L"), ("item", "石灰", "limestone_applied"),
        ("item", "农用柴油", "diesel_used"), ("item", "柴油", "diesel_used"),
        ("item", "有机肥", "imported_carbon_manure"), ("item", "note", ""),
        ("item", "C", "soc"), ("item", "stones", "coarse_mass"),
    ],
)  # fmt: skip
def test_a_word_of_the_farm_is_explained(tmp_path, column, word, meant):
    assert not turned(tmp_path, column, word, meant)
