"""What lies in the ground of five invented projects, and how tables are written.

All numbers come from one small rule, so that a test can say what every cell is.
"""

import csv
import io
import json

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

PROJECT = [f"P{n}" for n in range(1, 7)]
CONTROL = [f"C{n}" for n in range(1, 5)]
POINTS = [*PROJECT, *CONTROL]
LAYERS = ((0, 10), (10, 20), (20, 30), (30, 40))
FIRST, LAST = 2021, 2024

SOC = {0: 14.0, 10: 11.0, 20: 8.0, 30: 5.0}
DENSITY = {0: 1.25, 10: 1.35, 20: 1.40, 30: 1.45}
GAIN = {"P": 1.2, "C": 0.1}
"""Rise of organic carbon in the uppermost layer [g/kg]."""


def deviation(number, place=0):
    """Return a fixed deviation between -1 and 1, different for every number."""
    return ((37 * number + 13 * place + 5) % 19 - 9) / 9


def carbon(point, year, top):
    """Return organic carbon [g/kg]."""
    number = int(point[1:]) - 1
    level = SOC[top] + 0.5 * deviation(number, len(POINTS) if point[0] == "C" else 7)
    if year == LAST:
        change = GAIN[point[0]] + 0.3 * deviation(number, 21)
        level += change * max(0.0, 1 - top / 30)
    return f"{level:.2f}"


def density(point, year, top):  # noqa: ARG001 - the same in both campaigns
    """Return bulk density of the fine earth [g/cm3]."""
    return f"{DENSITY[top] + 0.02 * deviation(int(point[1:]) - 1, top):.3f}"


def truth(points=POINTS):
    """Return every value, by property, point, year and upper depth."""
    return {
        (code, point, year, top): rule(point, year, top)
        for code, rule in (("soc", carbon), ("bulk_density", density))
        for point in points
        for year in (FIRST, LAST)
        for top, _ in LAYERS
    }


def text(rows, *, delimiter=",", encoding="utf-8"):
    """Return rows as the bytes of a delimited file."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def workbook(sheets, merged=()):
    """Return a workbook; ``merged`` holds sheet and block of each merged cell."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for name, block in merged:
        book[name].merge_cells(block)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def block(first, last, row):
    """Return the address of a block of one row, columns counted from 1."""
    return f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}"


def comma(number):
    """Return a number with a decimal comma."""
    return number.replace(".", ",")


def place(point):
    """Return longitude and latitude of a point; each is a field of its own."""
    return 115 + 0.01 * POINTS.index(point), 34.4


def land_map():
    """Return a map of the points, and of a square of land around each [GeoJSON]."""
    features = [feature for point in POINTS for feature in _mapped(point)]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _mapped(point):
    east, north = place(point)
    half = 0.0016
    ring = [[east + half * x, north + half * y]
            for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]  # fmt: skip
    is_control = point[0] == "C"
    kind = "control_parcel" if is_control else "parcel"
    yield {"type": "Feature",
           "properties": {"id": f"F-{point}", "kind": kind, "stratum": "S1"},
           "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    yield {"type": "Feature",
           "properties": {"id": point, "kind": "point", "stratum": "S1"},
           "geometry": {"type": "Point", "coordinates": [east, north]}}  # fmt: skip
