"""Codes under ``missing`` of a map that say that something was measured."""

import re
from collections.abc import Iterator

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem
from edaphon.monitoring.cells.numbers import NumberForm, parse_number
from edaphon.monitoring.rows.column_map import FileMap

_CODES = re.compile(r"0+(?:\.0+)?|(?:9{2,}|8{3,}|7{3,})(?:\.[09]+)?")
"""Numbers that are written for a missing result."""


def missing_problems(project: Project, index: int, file_map: FileMap) -> list[Problem]:
    """Return a question for each code under ``missing`` that was measured.

    Parameters
    ----------
    project
        Checked project document.
    index
        Place of the map under ``files``.
    file_map
        The map.

    Returns
    -------
    list of Problem
        ``MISSING_NOT_DETECTED``, at the list: a result below or above a limit is a
        result, and a layer that is left out for it can raise what is credited;
        ``MISSING_IS_VALUE`` for a number that nobody writes for a missing result.
    """
    where = project.where("files", index, "missing")
    return [
        *(
            Problem(code="MISSING_NOT_DETECTED", where=where, facts={"found": code})
            for code in _measured(file_map)
        ),
        *(
            Problem(code="MISSING_IS_VALUE", where=where, facts={"found": code})
            for code in _values(file_map)
        ),
    ]


def _measured(file_map: FileMap) -> Iterator[str]:
    form = NumberForm(decimal=file_map.spec.decimal or ".")
    for code in sorted(file_map.missing):
        said = parse_number(code.strip(), form)
        if said.censored or said.problem == "DETECTION_LIMIT":
            yield code


def _values(file_map: FileMap) -> Iterator[str]:
    """Yield the numbers that are no code: not negative, nor 0, 99, 999 or 8888."""
    form = NumberForm(decimal=file_map.spec.decimal or ".")
    for code in sorted(file_map.missing):
        number = parse_number(code.strip(), form).text
        is_code = number.startswith("-") or _CODES.fullmatch(number)
        if number and not is_code:
            yield code
