"""Whatever bytes arrive, the readers answer with a problem or with the truth."""

import contextlib
import json
import random
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edaphon.bundle import crate_reading
from edaphon.bundle.crate import CONTEXT, NAME, CrateDescription
from edaphon.bundle.limits import LIMITS
from edaphon.bundle.manifest import read_manifest
from edaphon.bundle.member_names import name_problems, stored_names, twin_problems
from edaphon.bundle.sealed import open_bundle, write
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError

DESCRIPTION = CrateDescription(
    name={"en": "a"},
    description={"en": "b"},
    proponent={"en": "c"},
    published_on=date(2026, 5, 4),
    started_at=datetime(2026, 5, 4, tzinfo=UTC),
    ended_at=datetime(2026, 5, 4, tzinfo=UTC),
    code_version="0",
    code_digest=digest(b""),
)

edits = st.lists(
    st.tuples(
        st.sampled_from(["set", "insert", "delete", "copy", "cut"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(["./", NAME, CONTEXT, "file:///x", "http://[x", "data/a"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@id", "@type", "conformsTo", "about", "@context", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
names = st.text(
    st.sampled_from("aA./\\: \u00e9e\u0301\u202e\0C空\ud800~*"), max_size=12
) | st.text(max_size=30)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("fuzz") / "a.zip"
    members = {"data/a.csv": b"a,b\n1,2\n" * 20, "statements/s.json": b"{}"}
    write(path, members, DESCRIPTION)
    return path.read_bytes()


def edited(data: bytes, changes) -> bytes:
    for kind, where, piece in changes:
        place = int(where * len(data))
        after = place if kind == "insert" else place + len(piece)
        if kind == "cut":
            data = data[:place]
        elif kind == "copy":
            data = data[:place] + data[place // 2 : place] + data[place:]
        else:
            data = data[:place] + (b"" if kind == "delete" else piece) + data[after:]
    return data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=edits)
def test_an_edited_bundle_is_refused_or_has_the_same_identity(tmp_path, whole, changes):
    (tmp_path / "whole.zip").write_bytes(whole)
    with open_bundle(tmp_path / "whole.zip") as honest:
        identity = honest.id
    path = tmp_path / "edited.zip"
    path.write_bytes(edited(whole, changes))

    with contextlib.suppress(EdaphonError), open_bundle(path) as bundle:
        assert bundle.id == identity


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
@example(data=b"PK\5\6" + bytes(18))
@example(data=b"PK\3\4" + bytes(40) + b"PK\5\6" + bytes(18))
def test_no_bytes_make_the_zip_reader_raise_anything_else(tmp_path, data):
    (tmp_path / "x.zip").write_bytes(data)

    with contextlib.suppress(EdaphonError):
        open_bundle(tmp_path / "x.zip").close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_zip_of_any_names_is_read_or_refused(tmp_path, seed):
    draw = random.Random(seed)  # noqa: S311 - hypothesis owns the seed
    letters = "aA./\\ \u00e9空"
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(3):
            name = "".join(draw.choices(letters, k=draw.randrange(1, 6)))
            archive.writestr(f"{number}{name}", b"x")

    with contextlib.suppress(EdaphonError):
        open_bundle(path).close()


@given(record=values)
def test_no_crate_makes_its_reader_raise_anything_else(record):
    for document in (record, {"@context": CONTEXT, "@graph": [record, {"@id": "./"}]}):
        text = json.dumps(document).encode()
        with contextlib.suppress(EdaphonError):
            crate_reading.check(text, frozenset())
            crate_reading.original_names(text)


@given(record=values)
def test_no_manifest_makes_its_reader_raise_anything_else(record):
    for document in (record, {"v": "edaphon.manifest/1", "files": [record]}):
        with contextlib.suppress(EdaphonError):
            read_manifest(json.dumps(document).encode(), LIMITS)


@given(wanted=st.lists(names, unique=True, max_size=6))
def test_stored_names_are_always_allowed_and_never_meet(wanted):
    kept = stored_names([f"data/{name}" for name in wanted])

    assert len(set(kept.values())) == len(wanted)
    assert not twin_problems(kept.values())
    for name in kept.values():
        assert not name_problems(name)
        assert name.startswith("data/")
