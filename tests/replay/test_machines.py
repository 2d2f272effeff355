"""The same bundle replays to the same bytes whatever the machine is set to."""

import json
import os

import pytest
from numpy._core import _multiarray_umath as build

from edaphon.bundle.sealed import open_bundle
from tests.replay.program import called
from tests.synthetic_bundle import unpacked

FEATURES = [name for name in build.__cpu_dispatch__ if build.__cpu_features__.get(name)]
"""Extensions of this processor that numpy can leave out."""

WIDE = [name for name in FEATURES if "512" in name or name.endswith("V4")]

SETTINGS = {
    "one thread": {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    "two threads": {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"},
    "Haswell kernels": {"OPENBLAS_CORETYPE": "Haswell"},
    "Nehalem kernels": {"OPENBLAS_CORETYPE": "Nehalem"},
    "another hash seed": {"PYTHONHASHSEED": "4711"},
    "plain locale": {"LANG": "C", "LC_ALL": "C"},
    "another zone": {"TZ": "Pacific/Kiritimati"},
    "Polars on one thread": {"POLARS_MAX_THREADS": "1"},
}


@pytest.fixture(scope="module")
def units(bundle):
    """Units that the bundle states, by method."""
    with open_bundle(bundle) as opened:
        record = json.loads(opened.read("account/account.json"))
    stated = {item["method"]["id"]: item["units"] for item in record["accounts"]}
    assert all(stated.values()), "a replay of nothing shows nothing"
    return stated


def check(run, bundle, units):
    """Check that a replay gave every byte and every unit again."""
    assert run.returncode == 0, run.stdout + run.stderr
    found = json.loads(run.stdout)
    with open_bundle(bundle) as opened:
        assert found["replayed"] == found["bundle"] == opened.id
    assert {item["method"]: item["recomputed"] for item in found["units"]} == units
    apart = {
        item["member"]
        for item in found["members"]
        if item["verdict"] not in {"identical", "read"}
    }
    assert "env/run.json" in apart
    assert apart <= {"env/run.json", "env/numeric.json"}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_of_the_machine_changes_nothing(name, bundle, units):
    check(called("replay", bundle, "--json", more=SETTINGS[name]), bundle, units)


@pytest.mark.skipif(not WIDE, reason="this processor has no AVX-512")
def test_without_avx_512_nothing_changes(bundle, units):
    more = {"NPY_DISABLE_CPU_FEATURES": " ".join(WIDE)}

    check(called("replay", bundle, "--json", more=more), bundle, units)


@pytest.mark.skipif(not FEATURES, reason="numpy has no extension to leave out here")
def test_without_any_extension_numpy_can_leave_out_nothing_changes(bundle, units):
    more = {"NPY_DISABLE_CPU_FEATURES": " ".join(FEATURES)}

    check(called("replay", bundle, "--json", more=more), bundle, units)


def test_rows_in_reverse_change_nothing(bundle, units):
    check(called("replay", bundle, "--json", "--reverse-rows"), bundle, units)


def test_another_folder_and_a_relative_path_change_nothing(bundle, units, tmp_path):
    place = os.path.relpath(bundle, tmp_path)

    check(called("replay", place, "--json", cwd=tmp_path), bundle, units)


def test_a_plain_folder_replays_like_its_zip(bundle, units, tmp_path):
    folder = unpacked(bundle, tmp_path / "folder")

    check(called("replay", folder, "--json"), bundle, units)
