"""Terminals are drawn, and cells of a page are run, for the documentation."""

from xml.etree import ElementTree as ET

import notebook_page
import terminal_picture
from notebook_page import Output

PAGE = """# Title

Two lines
of words.

```python
number = 1
print(number)
```

* One
* Two

```python
number + 1
```
"""


def test_a_terminal_says_what_was_typed_and_printed():
    drawn = terminal_picture.picture(
        "edaphon check", "a <b>\n土壤 x", most=9, title="T"
    )

    texts = [one.text for one in ET.fromstring(drawn).iter() if one.text]  # noqa: S314 - ours
    assert texts == ["T", "$ edaphon check", "a <b>", "土壤", " x"]


def test_a_chinese_character_takes_two_columns():
    line = "土" * terminal_picture.COLUMNS

    assert [len(one) for one in terminal_picture.wrapped(line)] == [54, 54]


def test_of_many_lines_the_first_and_the_last_are_shown():
    lines = [str(number) for number in range(10)]

    assert terminal_picture.shortened(lines, 6) == ["0", "1", "…", "7", "8", "9"]
    assert terminal_picture.shortened(lines, 10) == lines


def test_cells_share_their_names_and_show_their_last_value():
    assert [*notebook_page.run_here(PAGE)] == [
        Output(printed="1\n", data={}),
        Output(printed="", data={"text/plain": "2"}),
    ]


def test_a_page_is_filled_below_its_cells():
    filled = notebook_page.filled(PAGE, [*notebook_page.run_here(PAGE)])

    assert filled.count("{raw} html") == 2
    assert "<pre>2</pre>" in filled
    assert "number + 1\n```" in filled


def test_a_notebook_file_holds_words_code_and_outputs():
    told = notebook_page.notebook(PAGE, [*notebook_page.run_here(PAGE)], str.upper)

    assert '"# TITLE\\n\\nTWO LINES OF WORDS."' in told
    assert '"* ONE\\n\\n* TWO"' in told
    assert '"execution_count": 2' in told
