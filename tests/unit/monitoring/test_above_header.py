"""No row of results is hidden by calling one of them the header."""

import pytest

from edaphon.monitoring.importing import read_evidence
from tests.unit.monitoring.folder import CONSTANTS, entry, folder

TITLES = "Report 12,,\nLimit of detection,,0.1\n"
TABLE = "plot,day,soc\nP1,2020-10-02,12\nP2,2020-10-02,<0.5\nP3,2020-10-02,13.5\n"
SOC = {"is": "soc", "unit": "g/kg"}
RULES = ({"is": "point"}, {"is": "sampled_on"}, SOC)


def told(place, text, header_rows, names, rules=None):
    columns = dict(zip(names, RULES, strict=True))
    listed = entry(
        "lab.csv", columns=columns, constants=CONSTANTS, header_rows=header_rows,
        dates="iso",
    )  # fmt: skip
    project = folder(place, {"lab.csv": text.encode()}, [listed])
    problems = read_evidence(project, rules=rules).problems
    return [one for one in problems if one.code == "ROWS_ABOVE_HEADER"]


@pytest.mark.parametrize(
    ("rows", "names", "hidden"),
    [
        ([4], ("P3", "2020-10-02", "13.5"), "rows above row 4"),
        ([1, 3], ("plot/P2", "day/2020-10-02", "soc/<0.5"), "2 rows above row 3"),
        ([2], ("P1", "2020-10-02", "12"), "1 rows above row 2"),
    ],
)
def test_a_row_of_results_is_no_header(tmp_path, rows, names, hidden):
    text = f"{TABLE}P4,2020-10-02,11\n"
    (found,) = told(tmp_path, text, rows, names)

    assert (found.severity, found.entry.since, found.where.row) == ("error", 6, 2)
    assert hidden.replace("above", "up to") in found.found("en")
    assert f"表头第 {rows[-1]} 行为止" in found.found("zh")
    assert not [one for one in told(tmp_path, text, rows, names, 5) if one.stops(5)]


@pytest.mark.parametrize(
    ("text", "rows"), [(TABLE, [1]), (TITLES + TABLE, [3]), (TITLES + TABLE, [1, 3])]
)
def test_titles_and_limits_above_a_table_are_no_results(tmp_path, text, rows):
    names = ("plot", "day", "soc")
    if len(rows) > 1:
        names = ("Report 12/plot", "day", "soc")

    assert not told(tmp_path, text, rows, names)


def test_years_may_head_columns(tmp_path):
    columns = {"plot": {"is": "point"}, "2019": SOC | {"campaign": "t0"}}
    text = "plot,2019\nP1,12\nP2,13\n"
    constants = {key: one for key, one in CONSTANTS.items() if key != "campaign"}
    listed = entry("lab.csv", columns=columns, constants=constants, header_rows=[1])
    found = read_evidence(folder(tmp_path, {"lab.csv": text.encode()}, [listed]))

    assert "ROWS_ABOVE_HEADER" not in {one.code for one in found.problems}


def test_a_file_without_a_header_has_nothing_above(tmp_path):
    assert not told(tmp_path, "P1,2020-10-02,12\n", "none", ("A", "B", "C"))
