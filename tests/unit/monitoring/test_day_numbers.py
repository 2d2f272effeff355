"""Days in spreadsheets are read as openpyxl reads them, without loading it."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import (
    CALENDAR_MAC_1904,
    CALENDAR_WINDOWS_1900,
    from_excel,
)

from edaphon.monitoring.tables.day_numbers import (
    EPOCH_1900,
    EPOCH_1904,
    is_day_format,
    moment_of,
)

EPOCHS = {EPOCH_1900: CALENDAR_WINDOWS_1900, EPOCH_1904: CALENDAR_MAC_1904}


def test_built_in_formats_are_told_as_openpyxl_does():
    ours = {code for code in range(200) if is_day_format(str(code), None)}

    assert ours == {
        code for code, text in BUILTIN_FORMATS.items() if is_date_format(text)
    }


@pytest.mark.parametrize(
    "text",
    [
        "yyyy-mm-dd",
        '0.0 "mg"',
        "[Red]0",
        "[h]:mm",
        "0;dd",
        "\\d0",
        "_d0",
        "General",
        "",
    ],
)
def test_a_format_is_told_as_openpyxl_does(text):
    assert is_day_format("164", text) == is_date_format(text)


@given(st.text(alphabet='dmhysDMHY0#.,;_\\"[]h R@', max_size=12))
def test_any_format_is_told_as_openpyxl_does(text):
    assert is_day_format("164", text) == is_date_format(text)


@given(st.floats(-1000, 3_000_000, allow_nan=False), st.sampled_from(list(EPOCHS)))
def test_a_number_is_the_day_that_openpyxl_finds(number, epoch):
    try:
        theirs = from_excel(number, EPOCHS[epoch])
    except OverflowError:
        with pytest.raises(OverflowError):
            moment_of(number, epoch)
        return

    assert moment_of(number, epoch) == (
        theirs if isinstance(theirs, datetime) else None
    )


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (1, "1900-01-01"),
        (59, "1900-02-28"),
        (60, "1900-02-28"),
        (61, "1900-03-01"),
        (45292, "2024-01-01"),
    ],
)
def test_the_calendar_of_1900_counts_a_day_that_never_was(number, day):
    assert moment_of(number, EPOCH_1900).date().isoformat() == day
