"""Encodings as people type them, and what a map with a later one is saved as."""

import pytest

from edaphon.kernel.yaml_text import load_yaml
from edaphon.monitoring.tables.encodings import decode
from edaphon.monitoring.tables.raw import Reading
from edaphon.monitoring.wizard.proposal import setting_choices, setting_value
from edaphon.monitoring.wizard.saving import with_map


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("windows-1252", "cp1252"), ("Windows-1252", "cp1252"), ("latin1", "latin-1"),
        ("ISO-8859-1", "latin-1"), ("GBK", "gbk"), ("cp936", "gbk"),
        ("gb2312", "gb18030"), ("GB18030", "gb18030"), ("UTF8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"), ("UTF-8 ", "utf-8"), ("ascii", "utf-8"),
        ("MacRoman", "mac-roman"), ("windows-1251", "cp1251"), ("KOI8-R", "koi8-r"),
        ("utf_16_le", "utf-16-le"), ("Big5", "big5"),
    ],
)  # fmt: skip
def test_a_name_that_python_knows_is_taken(typed, taken):
    assert setting_value("encoding", typed) == taken


@pytest.mark.parametrize("typed", ["ANSI", "mbcs", "Unicode", "shift_jis", "", "\0"])
def test_another_is_refused_with_the_choices(typed):
    with pytest.raises(ValueError, match="gb18030") as refused:
        setting_value("encoding", typed)

    assert refused.value.args == setting_choices("encoding")


@pytest.mark.parametrize(
    ("text", "guess"), [("Höhe – cm;1", "cp1252"), ("Höhe - cm;1", "latin-1")]
)
def test_what_windows_adds_is_proposed_as_such(text, guess):
    reading = Reading("a.csv")
    found = decode(text.encode("cp1252"), None, reading)

    assert found.text == text
    assert [one.facts["guess"] for one in reading.problems] == [guess]


@pytest.mark.parametrize(
    ("stated", "entry", "form"),
    [
        ("2", {}, "2"), ("3", {}, "3"), ("4", {}, "4"),
        ("2", {"encoding": "gb18030"}, "2"), ("2", {"encoding": "cp1252"}, "4"),
        ("3", {"encoding": "cp1252"}, "4"), ("2", {"header_rows": "none"}, "3"),
        ("3", {"header_rows": "none"}, "3"),
    ],
)  # fmt: skip
def test_a_document_gets_the_earliest_form_that_holds_its_map(stated, entry, form):
    record = {"path": "a.csv", "columns": {"plot": {"is": "point"}}, **entry}
    text = with_map(f"v: edaphon.project/{stated}\nid: x\n", record)

    assert load_yaml(text.encode())["v"] == f"edaphon.project/{form}"


def test_ids_with_parts_are_of_form_3():
    columns = {"id": {"is": "point", "pattern": "{point}-{}"}}
    text = with_map(
        "v: edaphon.project/2\nid: x\n", {"path": "a.csv", "columns": columns}
    )

    assert "v: edaphon.project/3" in text
