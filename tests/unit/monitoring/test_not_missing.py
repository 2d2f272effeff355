"""What was not detected was measured, and no map can make it missing."""

import pytest

from tests.unit.monitoring.folder import codes, imported

TABLE = "plot,soc\nP1,12\nP2,{cell}\n"

WORDS = [
    "ND", "nd", "N.D.", "BDL", "<LOD", "＜LOD", "<LOQ", "未检出", "低于检出限",
    "小于检出限", "<0.05", "0.05L", ">100", " ND ",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_word_for_not_detected_is_asked_about_where_it_is_listed(tmp_path, word):
    found = imported(tmp_path, TABLE.format(cell=word.strip()), missing=["*", word])

    (problem,) = [one for one in found.problems if one.code == "MISSING_NOT_DETECTED"]
    assert problem.severity == "question"
    assert problem.where.path == "files/0/missing"
    assert word.strip() in problem.found("en")
    assert "detection_limit" in problem.remedy("en")
    assert "detection_limit" in problem.remedy("zh")
    assert "未检出即已测定" in problem.needed("zh")
    assert found.observations.is_empty()


def test_it_is_asked_even_where_no_cell_says_so_yet(tmp_path):
    found = imported(tmp_path, "plot,soc\nP1,12\n", missing=["ND"])

    assert codes(found) == ["MISSING_NOT_DETECTED"]


@pytest.mark.parametrize("word", ["*", "-9999", "NA", "缺测", "未测", "无", "n.a."])
def test_a_word_for_not_measured_is_missing(tmp_path, word):
    found = imported(tmp_path, TABLE.format(cell=word), missing=[word])

    assert codes(found) == []
    assert found.observations["value"].to_list() == ["12"]


def test_with_its_limit_the_result_is_kept_as_less_than_it(tmp_path):
    columns = {
        "plot": {"is": "point"},
        "soc": {"is": "soc", "unit": "g/kg", "detection_limit": "0.5"},
    }
    found = imported(tmp_path, TABLE.format(cell="BDL"), columns=columns)

    assert codes(found) == []
    assert found.observations["censored"].to_list() == ["", "<"]
    assert found.observations["value"].to_list() == ["12", "0.5"]
