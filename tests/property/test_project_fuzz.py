"""Whatever a stranger writes into project.yaml, a plan or a GeoJSON file, the readers
answer with problems that can be printed in both languages, and with nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edaphon.evidence import project
from edaphon.evidence.project_checks import cross_problems
from edaphon.evidence.sealing import parse_seal
from edaphon.kernel.errors import EdaphonError
from edaphon.monitoring.land.geojson import read_features
from edaphon.monitoring.land.reading import geography_of
from edaphon.schemas.documents import parse_document
from edaphon.schemas.forms import check_form
from tests.unit.evidence.test_plan import PLAN
from tests.unit.evidence.test_project import SOUND

words = st.sampled_from(
    ["id", "v", "zh", "en", "path", "files", "strata", "campaigns", "period", "start",
     "end", "fields", "within", "crs", "columns", "is", "soc", "2021-02-30", "1e3", "~",
     "true", "null", "", "：", "..", "/", "EPSG:4490", "GCJ-02", "CN"]
)  # fmt: skip
scalars = words | st.text(max_size=6) | st.integers() | st.booleans() | st.none()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4)
    ),
    max_leaves=20,
)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [0, 34.4, 115.65, 115.654, 180, -180, 90, 90.1, 39375863.98, 3808858.17, 1e308]
)
positions = st.lists(numbers, min_size=1, max_size=4)
places = st.tuples(
    st.floats(115.60, 115.70) | st.floats(-200, 200),
    st.floats(34.3, 34.5) | st.floats(-95, 95),
).map(list)
rings = st.lists(places, max_size=7).map(lambda ring: [*ring, *ring[:1]])
geometries = st.one_of(
    st.builds(lambda ring: {"type": "Polygon", "coordinates": [ring]}, rings),
    st.builds(
        lambda parts: {"type": "MultiPolygon", "coordinates": parts},
        st.lists(st.lists(rings, max_size=2), max_size=3),
    ),
    st.builds(
        lambda place: {"type": "Point", "coordinates": place}, places | positions
    ),
    values,
)
properties = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["F1", "F2", "", 3]),
        "stratum": st.sampled_from(["S1", "S9"]),
    },
    optional={
        "kind": st.sampled_from(["parcel", "control_parcel", "point", "road"]),
        "role": st.sampled_from(["project", "control", "x"]),
        "area_ha": st.floats(0, 500) | values,
        "area_mu": st.sampled_from(["300", "", "１２", "1e5"]),
    },
)
features = st.fixed_dictionaries(
    {"type": st.just("Feature"), "properties": properties, "geometry": geometries}
)
collections = st.fixed_dictionaries(
    {"type": st.just("FeatureCollection"), "features": st.lists(features, max_size=4)},
    optional={"crs": values},
)
systems = st.sampled_from(
    [
        "EPSG:4326",
        "EPSG:4490",
        "EPSG:4527",
        "EPSG:4548",
        "EPSG:32650",
        "GCJ-02",
        "BD-09",
    ]
)


def printable(problems) -> bool:
    """Print every problem in every form; a placeholder without a fact would raise."""
    return all(
        problem.text("en")
        and problem.text("zh")
        and problem.as_json()["remedy"]["zh"].endswith("。")
        for problem in problems
    )


def examined(data: bytes, name: str, folder: Path) -> bool:
    """Tell whether bytes are a document or told, with every problem printable."""
    document, problems = parse_document(data, "project.yaml")
    if document is None:
        return bool(problems) and printable(problems)
    form = check_form(document, name)
    found = [*problems, *form.problems]
    if name == "project" and isinstance(form.content, dict):
        sound = {k: v for k, v in form.content.items() if k not in form.faulty}
        found += cross_problems(folder, document, sound)
    return printable(found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return a sound project folder."""
    made = tmp_path_factory.mktemp("project")
    (made / "lab").mkdir()
    (made / "lab" / "soil.csv").write_text("x\n", "utf-8")
    (made / "project.yaml").write_text(SOUND, "utf-8")
    return made


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_a_problem(folder, data):
    assert examined(data, "project", folder)


@given(st.text(max_size=200))
def test_any_text_is_a_document_or_a_problem(folder, text):
    assert examined(text.encode("utf-8", "surrogatepass"), "project", folder)


@given(st.dictionaries(words, values, max_size=6))
def test_any_structure_is_checked(folder, content):
    data = json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")

    assert examined(data, "project", folder)
    assert examined(data, "plan", folder)


@given(st.integers(0, len(SOUND) - 1), st.integers(0, 12), st.text(max_size=6))
def test_a_torn_project_is_told(folder, at, length, text):
    torn = SOUND[:at] + text + SOUND[at + length :]

    assert examined(torn.encode("utf-8", "surrogatepass"), "project", folder)


@given(st.integers(0, len(PLAN) - 1), st.integers(0, 12), st.text(max_size=6))
def test_a_torn_plan_is_told(folder, at, length, text):
    torn = PLAN[:at] + text + PLAN[at + length :]

    assert examined(torn.encode("utf-8", "surrogatepass"), "plan", folder)


@given(words, values)
def test_one_strange_field_never_breaks_the_reader(folder, name, value):
    text = json.dumps(value, ensure_ascii=False)
    torn = f"{SOUND}\n{json.dumps(name)}: {text}\n"

    assert examined(torn.encode("utf-8", "surrogatepass"), "project", folder)


@given(collections, systems, st.booleans())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_shapes_give_land_or_problems(folder, collection, crs, turned):
    found = project.load(folder)
    fields = {"path": "f", "crs": crs, "within": [115.6, 34.35, 115.7, 34.45]}
    fields |= {"axes": "north_east"} if turned else {}
    fields |= {"statement": {"signed_by": "x"}} if crs in {"GCJ-02", "BD-09"} else {}
    found.document["fields"] = fields
    read = read_features(json.dumps(collection).encode("utf-8", "surrogatepass"), "f")

    land, problems = geography_of(found, read)

    assert printable(problems)
    assert all(parcel.area_ha >= 0 for parcel in land.parcels)
    json.dumps(land.record())


@given(st.binary(max_size=300))
def test_any_bytes_are_shapes_or_problems(data):
    assert printable(read_features(data, "f").problems)


@given(st.dictionaries(st.sampled_from(["v", "plan", "sealed_at", "head"]), values))
def test_any_record_is_a_seal_or_refused(record):
    seal, problems = None, ()
    try:
        seal = parse_seal(json.dumps(record).encode())
    except EdaphonError as refusal:
        problems = refusal.problems

    assert (seal is None) is bool(problems)
    assert printable(problems)
