"""Papers that witness a lost point: each names the point that it speaks of."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from edaphon.evidence import Project
from edaphon.kernel.errors import EdaphonError, Problem

TEXTS = (".txt", ".md")
"""How the names of papers end that can be read here; scans are for a verifier."""

LARGEST = 1_000_000
"""Bytes of a paper that is read."""


def loss_paper_problems(project: Project) -> Iterator[Problem]:
    """Tell of lost points that their paper does not name.

    Yields
    ------
    Problem
        ``LOSS_NOT_NAMED`` for a point that a paper of text does not name;
        ``LOSS_ONE_PAPER`` (a warning), once a paper, for a scan that stands for several
        points, which only a reader can find named.
    """
    served: dict[str, list[str]] = {}
    for at, entry in enumerate(_listed(project)):
        path, point = _paper(entry), str(entry.get("point", ""))
        if not path or not point:
            continue
        told = _text(project, path, at)
        if told is None:
            served.setdefault(path, []).append(point)
        elif point not in told:
            where = project.where("sampling", "missing", at, "witness", "file")
            facts = {"point": point, "file": path}
            yield Problem(code="LOSS_NOT_NAMED", where=where, facts=facts)
    for path, points in served.items():
        if len(set(points)) > 1:
            where = project.where("sampling", "missing")
            listed = ", ".join(points)
            facts = {"file": path, "count": str(len(points)), "points": listed}
            yield Problem(code="LOSS_ONE_PAPER", where=where, facts=facts)


def _listed(project: Project) -> list[Mapping[str, object]]:
    listed = project.get("sampling", "missing")
    entries = listed if isinstance(listed, list) else []
    return [one if isinstance(one, Mapping) else {} for one in entries]


def _paper(entry: Mapping[str, object]) -> str:
    witness = entry.get("witness")
    return str(witness.get("file", "")) if isinstance(witness, Mapping) else ""


def _text(project: Project, path: str, at: int) -> str | None:
    """Return the words of a paper; None of one that is no text, or is not there."""
    if not path.lower().endswith(TEXTS):
        return None
    try:
        file = project.file_path(path, "sampling", "missing", at, "witness", "file")
    except EdaphonError:
        return None  # told where papers are read
    return _decoded(file)


def _decoded(file: Path) -> str | None:
    if file.stat().st_size > LARGEST:
        return None
    data = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
