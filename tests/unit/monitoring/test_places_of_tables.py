"""Tables of places: which column names the points, and metres that are no degrees."""

import pytest

from edaphon.monitoring.wizard.wizard import propose


def proposed(place, text, **more):
    (place / "points.csv").write_text(text, "utf-8")
    return propose(place / "points.csv", **more)


def asked(found):
    return [(one.about, one.problem.code, one.proposal) for one in found.questions]


@pytest.mark.parametrize("name", ["Name", "FID", "编号", "Bezeichnung", "id", "Foo"])
def test_the_column_that_names_the_points_is_asked_for(tmp_path, name):
    """Bug: a table without a header for points was left out without a word."""
    text = f"{name},lon,lat\n1,10.41,51.22\n2,10.42,51.23\n"
    found = proposed(tmp_path, text)

    assert asked(found) == [(name, "MAP_POINT_ID", "point")]
    assert f"--answer {name}=point" in found.options(found.questions[0])[0]
    assert not proposed(tmp_path, text, answers=[(name, "point")]).questions


def test_of_several_columns_each_is_asked_until_one_names_the_points(tmp_path):
    text = "alt,plot_no,Name,lon,lat\n7,1,A1,10.41,51.22\n9,2,A2,10.42,51.23\n"
    first = proposed(tmp_path, text)
    second = proposed(tmp_path, text, answers=[("Name", "ignore")])
    named = proposed(tmp_path, text, answers=[("plot_no", "point")])

    (one,) = [one for one in first.questions if one.problem.code == "MAP_POINT_ID"]
    assert (one.about, one.proposal) == ("plot_no", "")
    assert "alt, plot_no, Name" in one.problem.text("en")
    assert "采样点编号" in one.problem.text("zh")
    assert ("plot_no", "MAP_POINT_ID", "") in asked(second)
    assert "MAP_POINT_ID" not in {code for _, code, _ in asked(named)}


def test_a_table_without_any_name_says_so(tmp_path):
    found = proposed(tmp_path, "lon,lat\n10.41,51.22\n10.42,51.23\n")
    (told,) = found.problems

    assert told.code == "MAP_NO_IDS"
    assert "lon, lat" in told.text("en")
    assert "请增加一列采样点编号" in told.text("zh")


@pytest.mark.parametrize(
    ("east", "north", "numbers"),
    [
        ("Easting", "Northing", "456789.1,5612345.2"),
        ("UTM_E", "UTM_N", "456789,5612345"), ("X", "Y", "456789,5612345"),
        ("Rechtswert (m)", "Hochwert [m]", "3456789,5612345"),
        ("X坐标", "Y坐标", "3812345.2,39456789.1"),
        ("横坐标", "纵坐标", "39456789,3812345"),
        ("经度", "纬度", "39456789.1,3812345.2"), ("lon", "lat", "456789,5612345"),
    ],
)  # fmt: skip
def test_metres_are_told_once_and_are_no_degrees(tmp_path, east, north, numbers):
    text = f"plot,{east},{north}\nA1,{numbers}\nA2,{numbers}\n"
    found = proposed(tmp_path, text)
    (question,) = found.questions

    assert asked(found) == [(east, "MAP_PROJECTED", "ignore")]
    assert question.wants_a_person
    assert [one.code for one in found.columns] == ["point", "ignore", "ignore"]
    assert "fields.geojson" in question.problem.text("en")
    assert "带号" in question.problem.text("zh")
    assert not proposed(tmp_path, text, answers=[(east, "ignore")]).questions


def test_who_says_what_the_numbers_are_is_asked_about_the_other_column(tmp_path):
    text = "plot,X,Y\nA1,456789.5,5612345.5\nA2,456789.7,5612345.7\n"
    found = proposed(tmp_path, text, answers=[("X", "doc:mg/kg")])

    assert ("Y", "MAP_NUMBERS", "") in asked(found)


def test_degrees_under_bare_letters_are_asked_about(tmp_path):
    found = proposed(tmp_path, "plot,X,Y\nA1,10.41,51.22\nA2,10.42,51.23\n")

    assert asked(found) == [
        ("X", "MAP_UNSURE", "longitude"), ("Y", "MAP_UNSURE", "latitude"),
    ]  # fmt: skip


def test_latitudes_beyond_the_pole_are_longitudes_and_both_are_asked(tmp_path):
    text = "plot,lat,lon\nA1,115.41,34.22\nA2,115.42,34.23\n"
    found = proposed(tmp_path, text)

    assert asked(found) == [
        ("lat", "MAP_UNSURE", "longitude"), ("lon", "MAP_UNSURE", "latitude"),
    ]  # fmt: skip


def test_degrees_under_their_names_leave_nothing_to_ask(tmp_path):
    found = proposed(tmp_path, "plot,lon,lat\nA1,115.41,34.22\nA2,115.42,34.23\n")

    assert not found.questions


def test_a_field_is_not_taken_for_the_point_where_another_column_names_each(tmp_path):
    """ID;Field;Lat;Lon: the fields became the points, and nothing was asked."""
    lines = "ID;Field;Lat;Lon\nA1;North;51.891;10.461\nA2;North;51.892;10.462\n"
    found = proposed(tmp_path, lines)

    assert ("ID", "MAP_POINT_ID", "point") in asked(found)
    assert "MAP_POINT_ID" not in {
        code
        for _, code, _ in asked(proposed(tmp_path, lines, answers=[("ID", "point")]))
    }
