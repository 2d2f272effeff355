"""The environment of an account: what computed it, and nothing about who or when."""

import hashlib
import json
import platform
import subprocess
import sys
from importlib import metadata, resources

import numpy as np

from edaphon.kernel import environment
from edaphon.kernel.canonical import loads


def test_the_listing_is_checked_by_sha256sum_and_sorted():
    lines = environment.code_listing().decode().splitlines()
    names = [line[66:] for line in lines]
    package = resources.files("edaphon")

    assert names == sorted(names)
    assert "edaphon/kernel/environment.py" in names
    assert "edaphon/kernel/catalogue/json.yaml" in names
    assert not any("__pycache__" in name for name in names)
    for line in lines:
        file = package.joinpath(line[66:].removeprefix("edaphon/"))
        assert hashlib.sha256(file.read_bytes()).hexdigest() == line[:64]


def test_one_changed_source_changes_the_identity_of_the_code(tmp_path):
    for name, text in [("a.py", "1"), ("b/c.yaml", "2"), ("__pycache__/a.pyc", "3")]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    before = sorted(environment._sources(tmp_path, ""))
    (tmp_path / "__pycache__/a.pyc").write_text("other")
    same = sorted(environment._sources(tmp_path, ""))
    (tmp_path / "b/c.yaml").write_text("other")

    assert [name for name, _ in before] == ["a.py", "b/c.yaml"]
    assert same == before
    assert sorted(environment._sources(tmp_path, "")) != before


def test_the_code_digest_is_that_of_the_listing():
    listing = hashlib.sha256(environment.code_listing()).hexdigest()

    assert environment.code_digest() == f"sha256:{listing}"


def test_the_interpreter_is_named_and_the_machine_s_owner_is_not():
    text = environment.python_text()

    assert f"version: {platform.python_version()}\n" in text
    assert "abi: cpython-" in text
    assert platform.node() not in text.split()


def test_numerics_say_settings_numpy_and_blas(monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    record = environment.numeric(np)

    assert record["settings"]["OPENBLAS_NUM_THREADS"] == "1"
    assert record["numpy"]["version"] == np.__version__
    assert record["numpy"]["blas"]["name"]
    assert record["numpy"]["simd"]["baseline"]
    assert "numpy" not in environment.numeric()


def test_the_list_of_packages_holds_what_the_program_requires():
    record = environment.sbom()
    names = {each["name"]: each for each in record["components"]}

    assert record["bomFormat"] == "CycloneDX"
    assert record["metadata"]["component"]["name"] == "edaphon"
    assert names["numpy"]["version"] == metadata.version("numpy")
    assert "edaphon" not in names
    known = {each["ref"] for each in record["dependencies"]}
    for each in record["dependencies"]:
        assert known.issuperset(each["dependsOn"])


def test_members_are_canonical_and_the_same_each_time():
    files = environment.members(np)

    assert sorted(files) == [
        "env/code.sha256",
        "env/numeric.json",
        "env/python.txt",
        "env/sbom.json",
    ]
    assert dict(environment.members(np)) == dict(files)
    for name in ("env/numeric.json", "env/sbom.json"):
        assert loads(files[name], allow_floats=False) == json.loads(files[name])


def test_this_room_does_not_import_numpy():
    code = "import sys, edaphon.kernel.environment; print('numpy' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "False"
