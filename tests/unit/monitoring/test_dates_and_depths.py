"""Days and depths as field books write them."""

import pytest

from edaphon.monitoring.cells.dates import Day, day_form, parse_day
from edaphon.monitoring.cells.depths import (
    Interval,
    parse_depth,
    parse_interval,
    split_depth,
)


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("2026-05-04", None), ("2026-05-04", "dmy"), ("2026-5-4", "ymd"),
        ("2026/5/4", "ymd"), ("2026.5.4", "ymd"), ("2026年5月4日", "ymd"),
        ("20260504", "ymd"), ("04/05/2026", "dmy"), ("4.5.2026", "dmy"),
        ("05/04/2026", "mdy"), ("46146", "serial"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_its_declared_form(cell, form):
    assert parse_day(cell, form) == Day("2026-05-04")


@pytest.mark.parametrize(
    "cell",
    ["03/04/2025", "2026/5/4", "2026年5月4日", "20260504", "46146", "13/04/2025"],
)
def test_a_form_that_nobody_declared_is_asked(cell):
    assert parse_day(cell, None).problem == "DATE_AMBIGUOUS"


@pytest.mark.parametrize(
    "cell", ["5月4日", "2026年5月", "2026", "2026-05", "春季", "2026年春"]
)
def test_half_a_date_is_asked(cell):
    assert parse_day(cell, "ymd").problem == "DATE_INCOMPLETE"


@pytest.mark.parametrize(
    "cell", ["2025-02-30", "2025-13-01", "0999-01-01", "昨天", "x"]
)
def test_a_day_that_is_none_is_refused(cell):
    assert parse_day(cell, None).problem == "DATE_INVALID"


def test_an_instant_keeps_its_offset():
    cell = "2026-05-04T09:30:00+08:00"

    assert parse_day(cell, None) == Day(cell)


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["2026-05-04"], "iso"), (["2026/5/4", "20260505"], "ymd"),
        (["13/04/2025", "02/04/2025"], "dmy"), (["04/13/2025"], "mdy"),
        (["03/04/2025"], None), (["46146"], "serial"), (["x"], None),
    ],
)  # fmt: skip
def test_a_form_is_proposed_only_when_it_is_the_only_one(cells, form):
    assert day_form(cells) == form


@pytest.mark.parametrize(
    "cell",
    ["0-20", "0-20cm", "0~20", "0～20", "0—20cm", "0–20", "0至20", "0_20", "0 - 20 cm",
     "０～２０ｃｍ", "0-0.2m", "0-200mm", "0到20厘米"],
)  # fmt: skip
def test_an_interval_in_any_spelling_is_the_same(cell):
    assert parse_interval(cell) == Interval("0", "20")


@pytest.mark.parametrize(
    "cell", ["20", "0.2m", "1", "耕层", "表层", "A11", "0-20-40", "-"]
)
def test_one_number_or_a_word_is_asked(cell):
    assert parse_interval(cell).problem == "DEPTH_UNCLEAR"


@pytest.mark.parametrize(
    "cell", ["20-Oct", "Oct-20", "10月20日", "2026-10-20", "2026/10/20"]
)
def test_a_date_in_a_depth_column_is_refused(cell):
    assert parse_interval(cell).problem == "DEPTH_DATE"


@pytest.mark.parametrize("cell", ["20-0", "20-20"])
def test_an_upside_down_interval_is_refused(cell):
    assert parse_interval(cell).problem == "DEPTH_ORDER"


@pytest.mark.parametrize(
    ("cell", "down", "top"),
    [("-10", True, "10"), ("0", True, "0"), ("10", False, "10"), ("0.1m", False, "10")],
)
def test_ends_of_layers_are_positive_down(cell, down, top):
    assert parse_depth(cell, "cm", negative_down=down) == Interval(top)


@pytest.mark.parametrize(("cell", "down"), [("-10", False), ("10", True), ("x", True)])
def test_a_sign_that_was_not_declared_is_asked(cell, down):
    assert parse_depth(cell, "cm", negative_down=down).problem == "DEPTH_UNCLEAR"


@pytest.mark.parametrize(
    ("header", "rest", "interval"),
    [
        ("有机碳/0-20cm", "有机碳", ("0", "20")),
        ("0～20cm/有机碳(g/kg)", "有机碳(g/kg)", ("0", "20")),
        ("SOC_20_40", "SOC", ("20", "40")),
        ("有机碳（0-20cm）", "有机碳", ("0", "20")),
        ("2-0.05mm砂粒百分率", "2-0.05mm砂粒百分率", None),
        ("小于0.002mm粘粒百分率", "小于0.002mm粘粒百分率", None),
        ("16S拷贝数", "16S拷贝数", None),
        ("0-20cm", "0-20cm", None),
        ("Year_0", "Year_0", None),
    ],
)
def test_a_header_may_state_the_depth(header, rest, interval):
    assert split_depth(header) == (rest, interval)
