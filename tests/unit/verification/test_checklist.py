"""The page says of every check what the list holds."""

from pathlib import Path

from edaphon.kernel.errors import catalogue
from edaphon.verification import checks

PAGE = Path(__file__).resolve().parents[3] / "docs/spec/verification.md"


def rows():
    """Return the cells of the table of checks, by number."""
    lines = PAGE.read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    return {int(row[0]): row for row in cells if len(row) == 7 and row[0].isdecimal()}


def test_the_page_lists_every_check_by_number_and_title():
    titles = {number: row[1] for number, row in rows().items()}

    assert titles == {item.number: item.title["en"] for item in checks()}
    assert list(titles) == list(range(1, 22))


def test_the_ten_checks_of_a_stranger_are_all_there():
    found = {number: row[6] for number, row in rows().items() if row[6]}

    assert set(found.values()) == {str(number) for number in range(1, 11)}
    log = {item.number for item in checks() if item.needs_log}
    assert log == {13, 14, 15, 16, 17, 18, 19, 20}


def test_every_code_that_the_page_names_is_in_the_catalogue():
    named = {
        code
        for row in rows().values()
        for code in row[5].replace("`", "").split(", ")
        if not code.endswith("…")
    }

    assert named <= set(catalogue())
