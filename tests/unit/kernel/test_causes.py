"""One cause is told once, with its number and its first places."""

import pytest

from edaphon.kernel.causes import PLACES, causes, severities, shortened
from edaphon.kernel.errors import Problem, Where

FILE = "lab/soil.csv"
FIELDS = [(3, "a"), (4, "b")]


def cell(row, value="5%", *, column="F", sheet="", name="Total nitrogen"):
    where = Where(file=FILE, sheet=sheet, row=row, column=column)
    facts = {"found": value, "property": {"en": name, "zh": "全氮"}}
    return Problem(code="NUMBER_FORMAT", where=where, facts=facts)


def warning(row):
    where = Where(file=FILE, row=row, column="A")
    facts = {"sample": "S", "property": "soc", "value": "1", "earlier": "1"}
    return Problem(code="ROW_REPEATED", where=where, facts={**facts, "place": str(row)})


def test_cells_with_one_cure_are_one_cause_with_its_places():
    (found,) = causes([cell(6), cell(7), cell(9, "6%", column="G")])

    assert found.count == 3
    assert found.first == cell(6)
    assert found.others("en") == "F7, G9 (“6%”)"
    assert found.others("zh") == "F7、G9（“6%”）"


def test_a_place_without_letters_is_told_in_words():
    (found,) = causes([cell(6), cell(7, column="全氮"), cell(8, column="")])

    assert found.others("en") == "row 7, column 全氮, row 8"


def test_beyond_the_first_places_the_rest_is_counted():
    (found,) = causes(cell(row) for row in range(1, 65))

    places = found.others("en").split(", ")
    assert places[0] == "F2"
    assert places[PLACES - 1] == f"F{PLACES + 1}"
    assert places[-1] == f"and {64 - 1 - PLACES} more"
    assert found.others("zh").endswith(f"另有 {64 - 1 - PLACES} 处")


def test_one_problem_has_no_other_place():
    (found,) = causes([cell(6)])

    assert found.others("en") == ""
    assert found.count == 1


def test_another_sheet_or_cure_is_another_cause():
    other_cure = Problem(
        code="VALUE_RANGE",
        where=Where(file=FILE, row=3, column="F"),
        facts={"value": "99", "limits": "0 to 60", "canonical": "%", "source": "x"},
    )
    wider = Problem(
        code="VALUE_RANGE",
        where=Where(file=FILE, row=4, column="F"),
        facts={**other_cure.facts, "limits": "0 to 600"},
    )

    found = causes([cell(1), cell(1, sheet="B"), other_cure, wider])

    assert [item.count for item in found] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "places",
    [
        [Where(file="project.yaml", row=row, path=path) for row, path in FIELDS],
        [Where(file=FILE, column=column) for column in ("SOC", "TN")],
    ],
)
def test_fields_and_whole_columns_stand_for_themselves(places):
    facts = ({"found": "x", "property": str(at)} for at in range(2))
    problems = [
        Problem(code="NUMBER_FORMAT", where=where, facts=fact)
        for where, fact in zip(places, facts, strict=True)
    ]

    assert [item.first for item in causes(problems)] == problems


def test_a_short_list_stays_as_it_is():
    problems = [cell(row) for row in range(5)]

    assert shortened(problems, 5) == problems


def test_totals_stay_true_where_the_list_is_cut():
    problems = [*(cell(row) for row in range(300)), *(warning(n) for n in range(40))]

    listed = shortened(problems, 200)

    assert len(listed) == 201
    assert severities(listed) == {"error": 300, "warning": 40}
    assert [item.count for item in causes(listed)] == [300, 40]
    assert listed[-1].found("en").startswith("140 more problems")
    assert set(listed[-1].facts) == {"count", "listed"}  # a record holds facts alone


def test_the_first_of_a_cause_is_kept_before_the_second_of_another():
    problems = [*(cell(row) for row in range(300)), warning(1), warning(2)]

    listed = shortened(problems, 10)

    assert [item.code for item in listed].count("ROW_REPEATED") == 1
    assert severities(listed) == {"error": 300, "warning": 2}


def test_an_error_is_listed_before_a_warning_when_both_are_seconds():
    problems = [warning(row) for row in range(9)] + [cell(row) for row in range(3)]

    listed = shortened(problems, 4)

    assert [item.code for item in listed] == [
        "ROW_REPEATED", *["NUMBER_FORMAT"] * 3, "PROBLEMS_MORE",
    ]  # fmt: skip


def test_causes_beyond_the_list_are_still_counted():
    problems = [cell(1, sheet=str(number)) for number in range(6)]

    listed = shortened(problems, 4)
    found = causes(listed)

    assert sum(item.count for item in found) == 6
    assert [item.first.code for item in found] == [
        *["NUMBER_FORMAT"] * 4, *["PROBLEMS_MORE"] * 2,
    ]  # fmt: skip
    assert severities(listed) == {"error": 6}


def test_a_machine_reads_number_and_places():
    (found,) = causes([cell(6), cell(7)])

    told = found.as_json()
    assert told["code"] == "NUMBER_FORMAT"
    assert told["count"] == 2
    assert [item["row"] for item in told["places"]] == [6, 7]
