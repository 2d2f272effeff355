"""Amounts per hectare of farm books, times the area of the land of their row."""

import json

import pytest

from edaphon.evidence import properties
from edaphon.kernel.errors import Problem
from edaphon.monitoring.importing import read_evidence
from edaphon.monitoring.rows.column_map import RATE_RULES
from edaphon.monitoring.wizard.wizard import propose
from tests.unit.monitoring.folder import folder

N = {"is": "synthetic_n_applied", "unit": "kg{N}/har"}
AREA = {"is": "area_treated", "unit": "har"}
FIELD, YEAR = {"is": "point"}, {"is": "campaign"}
ROLE = {"is": "role"}


def read(place, text, columns, constants=None, rules=None, land=(), **document):
    files = {"book.csv": text.encode()}
    record = {
        "path": "book.csv", "about": "activity", "columns": columns,
        "constants": {"stratum": "s1", "role": "project"} | (constants or {}),
    }  # fmt: skip
    if land:
        files["fields.geojson"] = json.dumps(
            {"type": "FeatureCollection", "features": list(land)}
        ).encode()
        document["fields"] = {"path": "fields.geojson", "crs": "EPSG:4326"}
    return read_evidence(folder(place, files, [record], **document), rules=rules)


def parcel(name, stratum="s1", kind="parcel"):
    ring = [[115.0, 34.0], [115.001, 34.0], [115.001, 34.001], [115.0, 34.0]]
    return {
        "type": "Feature",
        "properties": {"id": name, "stratum": stratum, "kind": kind},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def amounts(found, name="synthetic_n_applied"):
    rows = found.observations
    return rows.filter(rows["property"] == name).select(
        "value", "unit", "number", "tests"
    ).rows()  # fmt: skip


def stopping(found):
    return [
        one.code
        for one in found.problems
        if one.severity != "warning" and one.code not in ("PLAN_MISSING", "GEO_NO_LAND")
    ]


def test_a_rate_times_the_area_of_its_row_is_the_total(tmp_path):
    """120 kg N/ha on 3.2 ha: by hand 120 x 3.2 / 1000 = 0.384 t N."""
    text = "year,n,ha\n2021,120,3.2\n2022,90.5,2\n"
    found = read(tmp_path, text, {"year": YEAR, "n": N, "ha": AREA})

    assert stopping(found) == []
    assert amounts(found) == [
        ("120", "kg{N}/har", "0.384", "limits area:C=3.2"),
        ("90.5", "kg{N}/har", "0.181", "limits area:C=2"),
    ]


@pytest.mark.parametrize(
    ("code", "unit", "value", "area_unit", "area", "number"),
    [
        ("synthetic_n_applied", "15.kg/har", "8", "har/15", "30", "0.24"),
        ("diesel_used", "L/har", "80", "har", "3", "240"),
        ("limestone_applied", "t/har", "2", "m2", "10000", "2"),
        ("product_applied", "15.kg/har", "40", "har/15", "10", "400"),
        ("electricity_used", "kW.h/har", "100", "har", "0.5", "50"),
    ],
)
def test_units_of_rate_and_area_are_converted(
    tmp_path, code, unit, value, area_unit, area, number
):
    columns = {
        "year": YEAR, "x": {"is": code, "unit": unit},
        "a": {"is": "area", "unit": area_unit},
    }  # fmt: skip
    found = read(tmp_path, f"year,x,a\n2021,{value},{area}\n", columns)

    assert [float(one[2]) for one in amounts(found, code)] == [float(number)]


def test_a_parcel_of_the_map_gives_its_area(tmp_path):
    columns = {"year": YEAR, "field": FIELD, "n": N}
    found = read(tmp_path, "year,field,n\n2021,F1,100\n", columns, land=[parcel("F1")])
    (area,) = [one.area_ha for one in found.geography.parcels]
    ((_, _, number, tests),) = amounts(found)

    assert float(number) == pytest.approx(0.1 * float(area), rel=1e-12)
    assert tests == f"limits area:parcel={area}"


def test_a_stratum_alone_gives_its_area(tmp_path):
    strata = [{"id": "s1", "area_ha": "50", "control_area_ha": "4"}, {"id": "s2"}]
    text = "year,role,n\n2021,project,100\n2021,baseline,110\n2021,control,90\n"
    columns = {"year": YEAR, "role": ROLE, "n": N}
    found = read(tmp_path, text, columns, strata=strata)

    assert {one[2] for one in amounts(found)} == {"5", "5.5", "0.36"}
    assert {one[3] for one in amounts(found)} == {
        "limits area:stratum=50", "limits area:stratum=4",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("year,n\n2021,120\n", {"year": YEAR, "n": N}),
        ("year,field,n\n2021,F9,120\n", {"year": YEAR, "field": FIELD, "n": N}),
        ("year,n,ha\n2021,120,\n", {"year": YEAR, "n": N, "ha": AREA}),
        ("year,n,ha\n2021,120,0\n", {"year": YEAR, "n": N, "ha": AREA}),
    ],
)
def test_a_rate_without_an_area_names_what_is_lacking(tmp_path, text, columns):
    strata = [{"id": "s1"}, {"id": "s2", "area_ha": "9"}]
    if "F9" in text:
        strata[0]["area_ha"] = "50"  # a field is not the whole stratum
    found = read(tmp_path, text, columns, strata=strata)
    (told,) = [one for one in found.problems if one.code == "RATE_AREA"]

    assert (told.where.row, told.severity) == (2, "error")
    assert "area_treated" in told.text("en")
    assert "面积" in told.text("zh")
    assert not amounts(found)


def test_a_blank_rate_needs_no_area_and_is_asked_about(tmp_path):
    found = read(tmp_path, "year,n\n2021,\n", {"year": YEAR, "n": N})

    assert stopping(found) == ["AMOUNT_BLANK"]


def test_earlier_rules_refuse_rates_as_they_did(tmp_path):
    text = "year,n,ha\n2021,120,3.2\n"
    columns = {"year": YEAR, "n": N, "ha": AREA}
    found = read(tmp_path, text, columns, rules=RATE_RULES - 1)

    assert "UNIT_NOT_ACCEPTED" in stopping(found)
    assert not amounts(found)


def test_items_of_a_long_table_may_be_rates(tmp_path):
    text = "year,item,value,unit,ha\n2021,diesel,80,L/ha,3\n2021,limestone,4,t,3\n"
    columns = {
        "year": YEAR, "item": {"is": "item"}, "value": {"is": "value"},
        "unit": {"is": "unit"}, "ha": AREA,
    }  # fmt: skip
    found = read(tmp_path, text, columns)

    assert amounts(found, "diesel_used")[0][2:] == ("240", "limits area:E=3")
    assert amounts(found, "limestone_applied")[0][2:] == ("4", "limits")


def test_an_uncertainty_of_a_rate_goes_with_it(tmp_path):
    text = "year,n,u,ha\n2021,120,10,3.2\n"
    columns = {"year": YEAR, "n": N, "u": {"is": "uncertainty"}, "ha": AREA}
    rows = read(tmp_path, text, columns).observations
    found = rows.filter(rows["property"] == "synthetic_n_applied")

    assert list(found["uncertainty"]) == ["0.032"]


def test_only_totals_of_land_have_rates():
    known = properties()

    assert known["yield"].rate("kg/har") is None  # a yield is per hectare itself
    assert known["soc"].rate("kg/m2") is None
    assert known["diesel_used"].rate("mm") is None  # litres on a square metre
    assert known["diesel_used"].rate("L/") is None
    assert known["diesel_used"].rate("L/m2") == 10000


def test_a_farm_book_is_mapped_with_its_rates(tmp_path):
    (tmp_path / "book.csv").write_text(
        "Field,Year,N (kg N/ha),Diesel l/ha,Yield dt/ha,Area ha\n"
        "F1,2024,120,80,72,3.2\nF2,2024,110,90,62,5.1\n",
        "utf-8",
    )
    found = propose(tmp_path / "book.csv")
    seen = {one.header: (one.code, one.unit) for one in found.columns}

    assert seen["N (kg N/ha)"] == ("synthetic_n_applied", "kg{N}/har")
    assert seen["Diesel l/ha"] == ("diesel_used", "L/har")
    assert seen["Yield dt/ha"] == ("yield", "dt/har")
    assert [(one.about, one.problem.code) for one in found.questions] == [
        ("N (kg N/ha)", "MAP_UNSURE")
    ]
    answered = propose(
        tmp_path / "book.csv", answers=[("C", "organic_n_applied:kg/ha")]
    )
    assert answered.column("C").unit == "kg/har"


def test_the_words_of_a_rate_without_area():
    told = Problem(code="RATE_AREA", facts={"name": "N", "property": "nitrogen"})

    assert "Map the column of the area to area_treated" in told.text("en")
    assert "请将面积列映射为 area_treated" in told.text("zh")


UREA = {"is": "synthetic_n_applied", "unit": "kg{product}/har"}
CONTENT = {"is": "fertiliser_n_content", "unit": "%"}


def test_a_product_times_its_content_and_area_is_the_total(tmp_path):
    """200 kg/ha of urea with 46 % N on 3.2 ha: 200 x 0.46 x 3.2 / 1000 = 0.2944 t N."""
    text = "year,urea,n,ha\n2021,200,46,3.2\n2022,100,27,2\n"
    columns = {"year": YEAR, "urea": UREA, "n": CONTENT, "ha": AREA}
    found = read(tmp_path, text, columns)

    assert stopping(found) == []
    assert amounts(found) == [
        ("200", "kg{product}/har", "0.2944", "limits content:C=0.46 area:D=3.2"),
        ("100", "kg{product}/har", "0.054", "limits content:C=0.27 area:D=2"),
    ]


def test_a_product_in_total_needs_no_area(tmp_path):
    urea = {"is": "organic_n_applied", "unit": "t{product}"}
    text = "year,manure,n\n2021,30,0.5\n"
    columns = {"year": YEAR, "manure": urea, "n": CONTENT}
    found = read(tmp_path, text, columns)

    assert amounts(found, "organic_n_applied") == [
        ("30", "t{product}", "0.15", "limits content:C=0.005")
    ]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("year,urea,ha\n2021,200,3\n", {}),
        ("year,urea,ha,n\n2021,200,3,\n", {"n": CONTENT}),
    ],
)
def test_a_product_without_its_content_names_what_is_lacking(tmp_path, text, more):
    columns = {"year": YEAR, "urea": UREA, "ha": AREA, **more}
    found = read(tmp_path, text, columns)
    (told,) = [one for one in found.problems if one.code == "CONTENT_LACKING"]

    assert "fertiliser_n_content" in told.text("en")
    assert "请将含量列映射为 fertiliser_n_content" in told.text("zh")
    assert not amounts(found)


def test_only_what_has_contents_counts_products(tmp_path):
    diesel = {"is": "diesel_used", "unit": "L{product}"}
    found = read(tmp_path, "year,x\n2021,8\n", {"year": YEAR, "x": diesel})

    assert "UNIT_NOT_ACCEPTED" in stopping(found)


@pytest.mark.parametrize(
    ("unit", "rules", "told"),
    [("kg", 5, True), ("kg", 4, False), ("kg{N}/har", 5, False), ("kg/har", 5, False)],
)
def test_a_rate_in_the_header_that_the_map_takes_for_a_total_is_told(
    tmp_path, unit, rules, told
):
    columns = {
        "year": YEAR, "n (kg N/ha)": {"is": "synthetic_n_applied", "unit": unit},
        "ha": AREA,
    }  # fmt: skip
    found = read(tmp_path, "year,n (kg N/ha),ha\n2021,120,3\n", columns, rules=rules)

    assert ("UNIT_DIFFERS" in [one.code for one in found.problems]) is told
