"""``edaphon tables``: values that others can compute again, and a map of them."""

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from shapely import from_wkb

from edaphon.cli.main import build
from edaphon.reporting.tables.sheets import Column, Sheet
from edaphon.reporting.tables.workbook import HEADS, workbook
from tests.synthetic_bundle import published
from tests.synthetic_project import SyntheticProject

MCS = "edaphon.mcs/1.1"
NEAR = 1e-9


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return published(SyntheticProject().write(tmp_path_factory.mktemp("project")))


@pytest.fixture
def tables(monkeypatch, bundle):
    def run(target, *words, language="en"):
        monkeypatch.setenv("EDAPHON_LANG", language)
        return CliRunner().invoke(build(), ["tables", str(bundle), str(target), *words])

    return run


@pytest.fixture(scope="module")
def book(bundle, tmp_path_factory):
    target = tmp_path_factory.mktemp("book") / "values.xlsx"
    result = CliRunner().invoke(build(), ["tables", str(bundle), str(target)])
    assert result.exit_code == 0, result.output
    return load_workbook(target)


def column(book, name, title, method=MCS):
    """Return the values of a column of one method, by its title."""
    heads, *rows = book[name].iter_rows(values_only=True)
    place = heads.index(title)
    return [row[place] for row in rows[HEADS - 1 :] if row[0] == method]


def test_the_mass_of_a_layer_follows_from_the_columns_beside_it(book):
    """The formula as the sheet prints it: 100 ρ T (1 − G)."""
    found = zip(
        column(book, "layer", "Fine-earth mass of a layer"),
        column(book, "layer", "Density of fine earth"),
        column(book, "layer", "Thickness of the layer"),
        column(book, "layer", "Coarse fragments by volume"),
        strict=True,
    )
    rows = [row for row in found if None not in row]

    assert len(rows) > 100
    assert all(
        mass == pytest.approx(100 * density * thick * (1 - stones), rel=NEAR)
        for mass, density, thick, stones in rows
    )


def test_the_change_of_a_point_is_end_less_start(book):
    found = zip(
        column(book, "point", "Change of the stock at a point"),
        column(book, "point", "End of the stock at a point"),
        column(book, "point", "Start of the stock at a point"),
        strict=True,
    )
    rows = [row for row in found if None not in row]

    assert len(rows) == 20
    assert all(d == pytest.approx(e - s, abs=NEAR) for d, e, s in rows)


def test_figures_of_the_sheet_are_those_of_the_account(book, bundle):
    with zipfile.ZipFile(bundle) as archive:
        account = json.loads(archive.read("account/account.json"))
    told = {
        (item["method"]["id"], figure["symbol"]): float(figure["value"])
        for item in account["accounts"]
        for figure in item["figures"]
        if figure["value"] is not None
    }
    rows = list(book["account"].iter_rows(values_only=True))
    symbols = rows[2]
    found = {
        (row[0], symbol): value
        for row in rows[HEADS:]
        for symbol, value in zip(symbols, row, strict=True)
        if symbol and isinstance(value, int | float)
    }

    both = told.keys() & found.keys()
    assert len(both) > 60
    assert all(found[one] == pytest.approx(told[one], abs=1e-5) for one in both)


def test_an_input_names_its_line_in_the_observations(book, bundle):
    title = "Bulk density as reported"
    values = column(book, "layer", title)
    lines = column(book, "layer", f"{title}: lines of observations.csv")
    with zipfile.ZipFile(bundle) as archive:
        text = archive.read("account/observations.csv").decode()
    read = list(csv.reader(io.StringIO(text)))
    place = read[0].index("value")

    assert values[0] is not None
    for value, line in list(zip(values, lines, strict=True))[:20]:
        assert float(read[int(line) - 1][place]) == value


def test_depths_are_numbers(book):
    assert set(map(type, column(book, "layer", "top_cm"))) <= {int, float}


def test_the_first_page_says_not_verified_and_lists_the_sheets(book):
    first = list(book.worksheets[0].iter_rows(values_only=True))
    listed = {row[0]: row[2] for row in first[6:]}

    assert "not verified" in first[0][0]
    assert set(listed) == set(book.sheetnames[1:])
    assert listed["layer"] == book["layer"].max_row - HEADS


def test_titles_are_of_the_language_of_the_call(tables, tmp_path):
    target = tmp_path / "数值.xlsx"
    result = tables(target, language="zh")

    assert result.exit_code == 0
    assert "个数值写入" in result.stdout
    heads = next(load_workbook(target)["point"].iter_rows(values_only=True))
    assert "采样点" in heads
    assert "Point" not in heads


@pytest.mark.parametrize("hostile", ["=1+1", '=HYPERLINK("x")', "a\x0bb"])
def test_a_text_is_never_a_formula_and_never_breaks_the_file(hostile):
    sheet = Sheet(
        name="point", title="t", columns=(Column(title=hostile),), rows=[[hostile]]
    )
    made = load_workbook(io.BytesIO(workbook([sheet], hostile, "en")))
    cells = [cell for row in made["point"].iter_rows() for cell in row if cell.value]

    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[0].value == hostile.replace("\x0b", "\N{REPLACEMENT CHARACTER}")


def test_a_bundle_is_never_overwritten_by_its_tables(tmp_path, bundle, monkeypatch):
    copy = tmp_path / "self.xlsx"
    copy.write_bytes(bundle.read_bytes())
    monkeypatch.setenv("EDAPHON_LANG", "en")
    words = ["tables", "--replace", str(copy), str(copy)]

    result = CliRunner().invoke(build(), words)

    assert result.exit_code == 1
    assert "TABLES_OVER_BUNDLE" in result.output
    assert copy.read_bytes() == bundle.read_bytes()


def test_two_curves_are_two_columns(book):
    """Bug: stocks of the natural spline stood under the title of the monotone one."""
    heads = next(book["profile"].iter_rows(values_only=True))
    curves = [head for head in heads if head and "cubic spline" in head]

    assert len(curves) >= 2
    for title in curves:
        of_mcs = column(book, "profile", title)
        of_vcs = column(book, "profile", title, "verra.vm0042/2.2")
        assert not (any(of_mcs) and any(of_vcs))


def test_it_is_said_that_nothing_was_replayed(tables, tmp_path):
    assert "Not replayed" in tables(tmp_path / "values.xlsx").output


def test_places_and_values_of_points_are_those_of_the_bundle(tables, tmp_path, book):
    target = tmp_path / "points.gpkg"
    assert tables(target).exit_code == 0
    with closing(sqlite3.connect(target)) as base:
        mark = base.execute("PRAGMA application_id").fetchone()[0]
        names = [row[1] for row in base.execute("PRAGMA table_info(points)")]
        rows = base.execute("SELECT * FROM points").fetchall()
        box = base.execute(
            "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents "
            "WHERE table_name = 'points'"
        ).fetchone()
        told = base.execute("SELECT description FROM gpkg_contents").fetchone()[0]

    assert mark.to_bytes(4, "big") == b"GPKG"
    assert "not verified" in told
    assert told.endswith("-> EPSG:4326]")
    places = [from_wkb(row[1][8:]) for row in rows]
    assert box[0] == min(place.x for place in places)
    assert box[3] == max(place.y for place in places)
    change = names.index("Change of the stock at a point [t C/ha]")
    known = [row[change] for row in rows if row[2] == MCS]
    assert known == column(book, "point", "Change of the stock at a point")


def test_a_map_without_places_is_refused(monkeypatch, tmp_path):
    project = SyntheticProject()
    del project.document["fields"]
    monkeypatch.setenv("EDAPHON_LANG", "en")
    bare = published(project.write(tmp_path / "bare"))

    result = CliRunner().invoke(
        build(), ["tables", str(bare), str(tmp_path / "p.gpkg")]
    )

    assert result.exit_code == 1
    assert "TABLES_NO_PLACES" in result.output


@pytest.mark.parametrize(
    ("language", "told"), [("en", ".xlsx, .gpkg"), ("zh", "须以后缀说明格式")]
)
def test_another_ending_is_refused(tables, tmp_path, language, told):
    result = tables(tmp_path / "values.ods", language=language)

    assert result.exit_code == 1
    assert "TABLES_ENDING" in result.output
    assert told in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(tables, tmp_path):
    target = tmp_path / "values.xlsx"
    target.write_text("mine")

    told = tables(target).output
    assert "FILE_EXISTS" in told
    assert "--replace" in told
    assert target.read_text() == "mine"
    assert tables(target, "--replace").exit_code == 0
    assert load_workbook(target).sheetnames[1:]
