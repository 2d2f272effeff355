"""Charts: every value in its place, legible without colour, small at any size."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from edaphon.reporting.charts.depth import Layer, change_chart, depth_chart
from edaphon.reporting.charts.intervals import Row, interval_chart, own_scale_chart
from edaphon.reporting.charts.land_map import MOST_POINTS, Area, Spot, land_map
from edaphon.reporting.charts.scales import ticks
from edaphon.reporting.charts.svg import ROLES, Drawing, stylesheet
from edaphon.reporting.charts.timeline import Happening, timeline
from edaphon.reporting.charts.waterfall import Bar, Fall, waterfall_chart

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing):
    return ET.fromstring(drawing.paper())  # noqa: S314 - our own drawing


def row(**changes):
    given = {"label": "S1", "value": 1.0, "low": 0.5, "high": 1.5, "told": "1.0"}
    return Row(**{**given, **changes})


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 9.3, ["0", "2", "4", "6", "8", "10"]),
        (-0.4, 0.1, ["-0.4", "-0.3", "-0.2", "-0.1", "0.0", "0.1"]),
        (0.0, 1200.0, ["0", "200", "400", "600", "800", "1000", "1200"]),
    ],
)
def test_ticks_are_round_and_span_the_range(low, high, expected):
    found = ticks(low, high)

    assert [float(tick) for tick in found] == [float(tick) for tick in expected]


def test_interval_chart_places_value_between_its_ends():
    drawing = interval_chart([row()], "t C/ha", "Change")
    circle = next(parsed(drawing).iter(f"{SVG}circle"))
    bar = [item for item in parsed(drawing).iter(f"{SVG}line") if item.get("x1")]
    ends = max(bar, key=lambda item: float(item.get("x2")) - float(item.get("x1")))

    assert float(ends.get("x1")) < float(circle.get("cx")) < float(ends.get("x2"))


def test_project_and_control_differ_without_colour():
    drawing = interval_chart(
        [row(), row(shape="square", role="control", is_open=True)], "", ""
    )
    found = parsed(drawing)

    assert len(list(found.iter(f"{SVG}circle"))) == 1
    assert len(list(found.iter(f"{SVG}rect"))) == 1


def test_rows_of_different_units_share_the_zero_line():
    drawing = own_scale_chart([row(), row(value=300.0, low=-20.0, high=620.0)], "", "")
    circles = [float(item.get("cx")) for item in parsed(drawing).iter(f"{SVG}circle")]
    zero = next(
        float(item.get("x1"))
        for item in parsed(drawing).iter(f"{SVG}line")
        if item.get("x1") == item.get("x2") and item.get("stroke-width") == "1"
    )

    assert all(place > zero for place in circles)


def of_one(bars):
    """Return the waterfall of one method."""
    return waterfall_chart([Fall(title="M", bars=tuple(bars))], "t CO2e", "Waterfall")


def test_methods_share_one_scale_and_what_is_held_is_hatched():
    def fall(value):
        return Fall(
            title=f"M{value}",
            bars=(
                Bar(label="gross", value=value, told="1"),
                Bar(label="buffer", value=-value / 2, told="2", is_held=True),
                Bar(label="result", value=value / 2, told="3", is_total=True),
            ),
        )

    drawing = waterfall_chart([fall(100.0), fall(50.0)], "t", "")
    wide = [
        float(item.get("width"))
        for item in parsed(drawing).iter(f"{SVG}rect")
        if float(item.get("height")) == 11.0
    ]

    assert wide[3] == pytest.approx(wide[0] / 2, abs=0.2)
    assert drawing.page("a").count('class="s-hatch"') > 4


def test_waterfall_bar_starts_where_the_last_one_ended():
    bars = [
        Bar(label="gross", value=100.0, told="100"),
        Bar(label="less", value=-40.0, told="-40"),
        Bar(label="result", value=60.0, told="60", is_total=True),
    ]
    rects = list(parsed(of_one(bars)).iter(f"{SVG}rect"))
    ends = [float(item.get("x")) + float(item.get("width")) for item in rects]

    assert ends[0] == pytest.approx(ends[1], abs=0.2)
    assert float(rects[1].get("x")) == pytest.approx(ends[2], abs=0.2)


def test_unknown_term_has_no_bar():
    bars = [
        Bar(label="gross", value=100.0, told="100"),
        Bar(label="leakage", value=None, told="not known"),
    ]

    assert len(list(parsed(of_one(bars)).iter(f"{SVG}rect"))) == 1


def test_depth_grows_downwards():
    layers = [
        Layer(top=top, bottom=top + 10, mean=10.0, low=9.5, high=10.5, hint="")
        for top in (0.0, 10.0)
    ]
    drawing = depth_chart(
        [("S1", {("project", "end"): layers})], ("a", "b", "c", "d"), ("x", "y"), ""
    )
    marks = [item for item in parsed(drawing).iter(f"{SVG}circle")
             if float(item.get("cy")) > 60]  # fmt: skip

    assert float(marks[0].get("cy")) < float(marks[1].get("cy"))


def test_changes_by_depth_have_a_zero_line_between_loss_and_gain():
    layers = [
        Layer(top=0.0, bottom=10.0, mean=0.5, low=-0.5, high=1.5, hint="gain"),
        Layer(top=10.0, bottom=20.0, mean=-0.5, low=-1.0, high=-0.2, hint="loss"),
    ]
    drawing = change_chart(
        [("S1", {("difference", "change"): layers})], "difference", ("x", "y"), ""
    )
    lines = [
        (place, role) for kind, place, role, *_ in drawing.shapes if kind == "line"
    ]
    (zero,) = [float(place["x1"]) for place, role in lines if role == "zero"]
    bars = [
        sorted((float(place["x1"]), float(place["x2"])))
        for place, role in lines
        if role == "difference-line" and float(place["y1"]) > 60
    ]

    assert len(bars) == 2
    assert bars[0][0] < zero < bars[0][1]
    assert bars[1][1] < zero


WORDS = ("project", "control", "point", "check", "N")
RING = [(115.0, 34.0), (115.01, 34.0), (115.01, 34.01), (115.0, 34.01), (115.0, 34.0)]


def test_map_has_north_scale_and_both_kinds_of_points():
    area = Area(label="F1", hint="F1", is_control=False, rings=[RING])
    spots = [
        Spot(position=(115.005, 34.005), is_control=False, hint="P"),
        Spot(position=(115.002, 34.002), is_control=True, hint="C"),
    ]
    text = land_map([area], spots, WORDS, "Map").paper()

    assert ">N<" in text
    assert re.search(r">\d+ k?m<", text)
    assert "<circle" in text
    assert "stroke-dasharray" not in text


def test_map_of_many_points_stays_small():
    spots = [
        Spot(position=(115.0 + place * 1e-6, 34.0), is_control=False, hint="")
        for place in range(20_000)
    ]
    text = land_map([], spots, WORDS, "Map").paper()

    assert text.count("<circle") <= MOST_POINTS + 1


def test_every_role_of_a_drawing_has_a_look():
    drawing = Drawing(width=10, height=10)
    for role in ROLES:
        drawing.line((0, 0), (1, 1), role)

    assert drawing.paper().count("<line") == len(ROLES)
    assert all(f".s-{role}{{" in stylesheet() for role in ROLES)


def test_words_of_a_drawing_are_escaped():
    drawing = Drawing(width=10, height=10, title="<b>")
    drawing.write("<script>", (0, 0))

    assert "&lt;script&gt;" in drawing.page("x")
    assert '<title id="x-title">&lt;b&gt;</title>' in drawing.page("x")


def test_a_term_of_zero_has_no_bar():
    bars = [
        Bar(label="gross", value=10.0, told="10.00"),
        Bar(label="issued before", value=0.0, told="0.00"),
        Bar(label="result", value=10.0, told="10", is_total=True),
    ]
    drawn = waterfall_chart(
        [Fall(title="M", bars=tuple(bars))], "t CO2e", "Waterfall"
    ).page("a")

    assert drawn.count("<rect") == 2
    assert "issued before" in drawn


def test_a_span_is_a_bar_of_its_length_and_a_day_a_point():
    def happened(start, end):
        days = (date.fromisoformat(start), date.fromisoformat(end))
        return Happening(label="what", start=days[0], end=days[1], told=start)

    drawing = timeline(
        [happened("2020-01-01", "2022-01-01"), happened("2021-01-01", "2021-01-01"),
         happened("2022-01-01", "2023-01-01")], "when",
    )  # fmt: skip
    bars = [
        (float(item.get("x")), float(item.get("width")))
        for item in parsed(drawing).iter(f"{SVG}rect")
    ]
    points = list(parsed(drawing).iter(f"{SVG}path"))

    assert len(bars) == 2
    assert bars[0][1] == pytest.approx(731 / 365 * bars[1][1], rel=0.01)
    assert bars[0][0] + bars[0][1] == pytest.approx(bars[1][0], abs=0.3)
    assert len(points) == 1


def test_a_century_has_no_more_than_a_dozen_years_below():
    days = (date(1900, 5, 1), date(2020, 5, 1))
    told = Happening(label="a", start=days[0], end=days[1], told="b")
    years = [
        item.text
        for item in parsed(timeline([told], "")).iter(f"{SVG}text")
        if item.text.isdigit()
    ]

    assert len(years) <= 13
