"""What computed an account: interpreter, packages, numerics and this program itself.

Nothing here may change a figure; it lets a stranger say why a replay on another
machine differs in the last digits. No time and no host name is recorded.
"""

# spec/bundle §8

import hashlib
import os
import platform
import re
import sys
import sysconfig
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from importlib.metadata import PackageMetadata
from importlib.resources.abc import Traversable
from types import ModuleType

from edaphon.kernel.canonical import dumps
from edaphon.kernel.digests import digest

PACKAGE = "edaphon"

SETTINGS = (
    "MKL_NUM_THREADS",
    "NPY_DISABLE_CPU_FEATURES",
    "OMP_NUM_THREADS",
    "OPENBLAS_CORETYPE",
    "OPENBLAS_NUM_THREADS",
    "PYTHONHASHSEED",
)
"""Environment variables that can change the last digits of a computation."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_SEPARATORS = re.compile(r"[-_.]+")


def members(numpy: ModuleType | None = None) -> Mapping[str, bytes]:
    """Return the files of a bundle's ``env/`` folder by path.

    Parameters
    ----------
    numpy
        The imported numpy, when the account used it; this room does not import it.
    """
    listing = code_listing()
    return {
        "env/code.sha256": listing,
        "env/numeric.json": dumps(numeric(numpy)),
        "env/python.txt": python_text().encode(),
        "env/sbom.json": dumps(sbom()),
    }


@cache
def code_listing() -> bytes:
    """Return one line for each source file of this program, as ``sha256sum`` writes.

    Files are sorted by the bytes of their paths inside the package, so the listing
    is the same wherever the same code is installed.
    """
    from importlib import resources  # noqa: PLC0415 - only a bundle needs it

    files = sorted(_sources(resources.files(PACKAGE), ""))
    return "".join(f"{hashed}  {PACKAGE}/{name}\n" for name, hashed in files).encode()


_NOT_CODE = (".pyc", "requirements.lock")
"""Files of an installed package that are not its code: compiled ones, and the lock,
which a wheel carries inside and a checkout beside the package."""


def code_digest() -> str:
    """Return the digest of the listing: the identity of the code that ran."""
    return digest(code_listing())


def python_text() -> str:
    """Return interpreter, build, system, C library and ABI, a line each."""
    lines = {
        "implementation": platform.python_implementation(),
        "version": platform.python_version(),
        "build": " ".join(platform.python_build()),
        "compiler": platform.python_compiler(),
        "system": platform.system(),
        "machine": platform.machine(),
        "libc": " ".join(platform.libc_ver()).strip() or "unknown",
        "abi": sysconfig.get_config_var("SOABI") or sys.implementation.cache_tag or "",
        "byte order": sys.byteorder,
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def numeric(numpy: ModuleType | None = None) -> dict[str, object]:
    """Return what the last digits may depend on: settings, processor, numpy, BLAS."""
    settings = {name: os.environ[name] for name in SETTINGS if name in os.environ}
    record: dict[str, object] = {
        "v": "edaphon.numeric/1",
        "machine": platform.machine(),
        "mantissa_bits": sys.float_info.mant_dig,
        "settings": settings,
    }
    return record if numpy is None else record | {"numpy": _numpy(numpy)}


def sbom() -> dict[str, object]:
    """Return a CycloneDX 1.6 list of this program and all it requires, if installed."""
    needed = _required(PACKAGE)
    listed = sorted(needed.items())
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", **_component(PACKAGE)}},
        "components": [
            {"type": "library", **_component(name)}
            for name, _ in listed
            if name != PACKAGE
        ],
        "dependencies": [
            {
                "ref": _reference(name),
                "dependsOn": [_reference(other) for other in others],
            }
            for name, others in listed
        ],
    }


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found = []
    for item in folder.iterdir():
        if item.name.startswith((".", "__pycache__")) or item.name.endswith(_NOT_CODE):
            continue
        if item.is_dir():
            found += _sources(item, f"{prefix}{item.name}/")
        else:
            hashed = hashlib.sha256(item.read_bytes()).hexdigest()
            found.append((prefix + item.name, hashed))
    return found


def _numpy(numpy: ModuleType) -> dict[str, object]:
    """Read version, BLAS and processor features out of a numpy that is loaded."""
    built = numpy.show_config(mode="dicts") or {}
    blas = built.get("Build Dependencies", {}).get("blas", {})
    simd = built.get("SIMD Extensions", {})
    return {
        "version": str(numpy.__version__),
        "blas": {key: str(blas.get(key, "")) for key in ("name", "version")},
        "simd": {key: sorted(map(str, names)) for key, names in simd.items()},
    }


def _required(root: str) -> dict[str, list[str]]:
    """Return every installed distribution that one needs, with its own needs."""
    graph: dict[str, list[str]] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name in graph:
            continue
        graph[name] = sorted({need for need in _needs(name) if _version(need)})
        waiting += graph[name]
    return graph


def _needs(name: str) -> list[str]:
    described = _described(name)
    lines = (described.get_all("Requires-Dist") if described else None) or []
    unconditional = (line for line in lines if "extra ==" not in line)
    matches = (_NAME.match(line) for line in unconditional)
    return [_plain(match.group()) for match in matches if match]


def _plain(name: str) -> str:
    return _SEPARATORS.sub("-", name).lower()


@cache
def _described(name: str) -> PackageMetadata | None:
    """Return what an installed distribution says of itself, read once a process."""
    try:
        return metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None


def _version(name: str) -> str:
    described = _described(name)
    return "" if described is None else str(described["Version"])


def _component(name: str) -> dict[str, object]:
    version = _version(name)
    component: dict[str, object] = {
        "bom-ref": _reference(name),
        "name": name,
        "version": version,
        "purl": _reference(name),
    }
    described = _described(name)
    if described is None or "License-Expression" not in described:
        return component
    return component | {"licenses": [{"expression": described["License-Expression"]}]}


def _reference(name: str) -> str:
    return f"pkg:pypi/{name}@{_version(name)}"
