"""What no record can hold is told where a person wrote it, and never printed raw."""

import pytest

from edaphon.cli.output import echo, print_json
from edaphon.kernel.unseen import escaped, first_unseen, named
from edaphon.schemas.documents import parse_document

HOSTILE = "\x1b[2J\u202e\x00\u2066\x85 x"


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (r'"\e[2J"', "TEXT_UNSEEN", "U+001B"),
        (r'"a\0"', "TEXT_UNSEEN", "U+0000"),
        ("a\u202eb", "TEXT_UNSEEN", "RIGHT-TO-LEFT OVERRIDE"),
        (r'"a\u2066b"', "TEXT_UNSEEN", "LEFT-TO-RIGHT ISOLATE"),
        ("cafe\u0301", "JSON_NFC", "normal form C"),
    ],
)
@pytest.mark.parametrize("form", ["name: {en: %s}", "%s: x", "files: [{path: %s}]"])
def test_a_text_is_told_with_row_and_cure(text, code, told, form):
    _, problems = parse_document(f"v: 1\n{form % text}\n".encode(), "project.yaml")
    (problem,) = problems

    assert (problem.code, problem.where.file, problem.where.row) == (
        code,
        "project.yaml",
        2,
    )
    assert told in problem.text("en")
    assert not first_unseen(problem.text("en") + problem.text("zh"))
    if code == "TEXT_UNSEEN":
        assert "type it again" in problem.remedy("en")
        assert "重新键入" in problem.remedy("zh")


def test_all_texts_are_told_in_one_pass():
    text = r'{a: "\e", b: "\0", c: [ "x\u202e" ]}'
    _, problems = parse_document(text.encode(), "project.yaml")

    assert [item.where.path for item in problems] == ["a", "b", "c/0"]


def test_lines_tabulators_and_scripts_are_text():
    text = 'a: |\n  one\n  two\nb: "\\t"\nc: "नमस्ते می‌خواهم é 土壤🌱"\n'

    assert parse_document(text.encode(), "project.yaml")[1] == []


def test_headers_are_repeated_as_they_stand_in_the_table():
    text = 'files: [{columns: {"cafe\\u0301": {is: soc, values: {"\\u202e": x}}}}]'

    assert parse_document(text.encode(), "project.yaml")[1] == []


def test_nothing_that_steers_a_terminal_is_printed(capsys):
    echo(HOSTILE)
    print_json({"a": HOSTILE})
    told = capsys.readouterr().out

    assert "\\u001b[2J\\u202e" in told
    assert not first_unseen(told)
    assert escaped("a\r\nb\tc\n") == "a\r\nb\tc\n"
    assert named("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
