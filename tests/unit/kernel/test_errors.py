"""Problems teach in both languages and never carry a stranger's control characters."""

import re
import subprocess
import sys

import pytest

from edaphon.kernel.errors import (
    FOUND_LENGTH,
    PLACE_LENGTH,
    WORDS_LENGTH,
    EdaphonError,
    Problem,
    Where,
    shown,
)

PLACE = Where(file="lab/a.xlsx", sheet="结果", row=7, column="D", path="a/0", byte=12)


def problem(found: object = "1.5", where: Where = PLACE) -> Problem:
    return Problem(code="JSON_FLOAT", where=where, facts={"found": found})


def test_a_place_is_told_as_precisely_as_it_is_known():
    assert PLACE.text("en") == (
        "lab/a.xlsx, sheet 结果, row 7, column D, at a/0, byte 12"
    )
    assert PLACE.text("zh") == (
        "lab/a.xlsx，工作表 结果，第 7 行，D 列，位置 a/0，第 12 字节"
    )
    assert Where(row=0).as_json() == {"row": 0}
    assert Where().text("en") == ""


def test_a_message_says_where_what_is_needed_and_what_to_do():
    assert problem().text("en") == (
        "[JSON_FLOAT] lab/a.xlsx, sheet 结果, row 7, column D, at a/0, byte 12: "
        "Found the float 1.5. "
        'Quantities in records are decimal text, such as "12.340". '
        "Write the digits as text, with the decimals that were reported."
    )
    assert problem(where=Where()).text("zh") == (
        '[JSON_FLOAT] 此处为浮点数 1.5。记录中的量须为十进制文本，例如 "12.340"。'
        "请按报告的小数位数将数字写成文本。"
    )


def test_a_machine_reads_code_place_and_both_languages():
    record = problem().as_json()

    assert record["code"] == "JSON_FLOAT"
    assert record["severity"] == "error"
    assert record["where"]["sheet"] == "结果"
    assert set(record["remedy"]) == {"en", "zh"}


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("line\nbreak", "line\\x0abreak"),
        ("\u202eevil", "\\x202eevil"),
        ("\udcff", "\\xff"),
        ("空", "空"),
        (12, "12"),
    ],
)
def test_a_stranger_s_text_is_shown_and_cannot_act(fact, text):
    assert shown(fact) == text
    assert text in problem(found=fact).found("en")
    assert text in problem(where=Where(file=str(fact))).text("zh")
    assert problem(where=Where(path=str(fact))).as_json()["where"]["path"] == text


def test_long_facts_and_places_are_cut():
    assert len(shown("x" * 1000)) == FOUND_LENGTH
    assert shown("x" * 1000).endswith("…")
    assert len(Where(file="x" * 1000).text("en")) == PLACE_LENGTH


def test_an_error_carries_all_its_problems():
    both = [problem(), problem("2.5")]

    assert EdaphonError(both[0]).problems == (both[0],)
    assert EdaphonError(iter(both)).problems == tuple(both)
    assert "1.5" in str(EdaphonError(both))
    assert "2.5" in str(EdaphonError(both))


def test_the_catalogue_is_read_only_when_a_message_is_shown():
    code = (
        "import sys; from edaphon.kernel.errors import Problem;"
        "print('yaml' in sys.modules);"
        "Problem(code='JSON_TYPE', facts={'found': 1}).text('en');"
        "print('yaml' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert run.stdout.split() == ["False", "True"]


def test_a_fact_that_is_empty_leaves_no_hole():
    told = Problem(
        code="FACTOR_APART",
        facts={"name": "share", "value": "5", "unit": "", "low": "1", "high": "4"},
    )

    assert told.found("en").startswith("share is 5; the method allows 1 to 4 without")
    assert told.found("zh").startswith("share 为 5；")


def test_names_to_choose_from_are_never_cut_in_the_middle():
    names = [f"emission_factor_of_source_{number}" for number in range(200)]
    problem = Problem(code="METHOD_UNKNOWN", facts={"id": "x", "known": names})
    few = Problem(code="METHOD_UNKNOWN", facts={"id": "x", "known": names[:9]})
    told = problem.needed("en")

    assert ", ".join(names[:9]) in few.needed("en")
    assert ", ".join(names[:9]) in few.needed("zh")
    listed = told.partition("emission")[2]
    assert all(one in names for one in re.findall(r"emission_\w+", told))
    assert re.search(r", and \d+ more", told)
    assert re.search(r", 另有 \d+ 个", problem.needed("zh"))
    assert len(listed) < WORDS_LENGTH + 100
    shown_names = len(re.findall(r"emission_\w+", told))
    more = int(re.search(r"and (\d+) more", told)[1])
    assert shown_names + more == len(names)


def test_a_list_without_names_is_a_dash():
    problem = Problem(code="METHOD_UNKNOWN", facts={"id": "x", "known": ()})

    assert "–" in problem.needed("en")
