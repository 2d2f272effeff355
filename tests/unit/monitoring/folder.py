"""Small project folders for tests: real bytes, a real project.yaml, one call."""

import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from edaphon.evidence.project import Project, load
from edaphon.monitoring.importing import Imported, read_evidence
from tests.plain_yaml import as_yaml

SOC = {
    "plot": {"is": "point"},
    "soc": {"is": "soc", "unit": "g/kg"},
}
"""Columns of the smallest table."""

CONSTANTS = {
    "campaign": "t0", "stratum": "s1", "role": "project", "top": "0", "bottom": "20",
}  # fmt: skip
"""Everything that the smallest table leaves out."""

DOCUMENT: Mapping[str, Any] = {
    "v": "edaphon.project/3",
    "id": "test",
    "name": {"en": "Test", "zh": "测试"},
    "proponent": {"name": {"en": "Nobody"}},
    "jurisdiction": "CN-41",
    "scenario": "cropland",
    "practice": {
        "category": "fertiliser",
        "kind": "microbial_inoculant",
        "description": {"en": "Inoculant"},
        "start": "2021-01-01",
    },
    "land": {"wet_climate": False, "irrigated": False},
    "period": {"start": "2021-01-01", "end": "2026-01-01"},
    "campaigns": [
        {"id": "t0", "start": "2020-10-01", "end": "2020-11-30"},
        {"id": "t1", "start": "2025-10-01", "end": "2025-11-30"},
    ],
    "strata": [{"id": "s1"}, {"id": "s2"}],
    "sampling": {"design": "paired"},
    "methods": ["edaphon.mcs/1.1"],
}

Edit = Callable[[openpyxl.Workbook], None]


def entry(path: str, **more: Any) -> dict[str, Any]:
    """Return a ``files`` entry of the smallest table."""
    return {"path": path, "columns": SOC, "constants": CONSTANTS, **more}


def folder(
    place: Path,
    files: Mapping[str, bytes],
    entries: Iterable[Mapping[str, Any]],
    **document: Any,
) -> Project:
    """Write a project folder and return its project."""
    for name, data in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    content = {**DOCUMENT, "files": list(entries), **document}
    text = as_yaml(content)
    (place / "project.yaml").write_text(text, "utf-8")
    return load(place)


def imported(
    place: Path, data: bytes | str, name: str = "lab.csv", **more: Any
) -> Imported:
    """Import one file with the smallest map and return everything."""
    content = data.encode() if isinstance(data, str) else data
    return read_evidence(folder(place, {name: content}, [entry(name) | more]))


def codes(found: Imported) -> list[str]:
    """Return the codes of all problems."""
    return [problem.code for problem in found.problems]


def workbook(rows: Iterable[Iterable[Any]] = (), edit: Edit | None = None) -> bytes:
    """Return an XLSX workbook of one sheet, made by openpyxl."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    if edit:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
