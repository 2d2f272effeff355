"""What enters an account on the project's word alone: no file shows it.

The trace says of every input where it comes from, so that the list is complete.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import to_builtins

from edaphon.kernel.units import display
from edaphon.reporting.wording import both, same, text, word
from edaphon.schemas.models import report
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.description import Description
from edaphon.schemas.models.project import ProjectDocument
from edaphon.schemas.models.project import Text as Words
from edaphon.schemas.models.trace import Input

STATED = ("project", "absent")
"""Kinds of origin of what the project document says."""

OF_DESIGN = ("sampling/", "strata")
"""Fields that say how land was sampled, and no value."""

DECIDING = (
    "additionality/adoption_percent", "additionality/regulatory_surplus",
    "control_sites", "land/converted_from_native", "land/cover", "land/drained",
    "land/irrigated", "land/organic_soil", "land/wet_climate",
    "permanence/longevity_years", "practice/change", "practice/start",
)  # fmt: skip
"""Fields that decide conditions or choose factors, and are themselves no input."""

WORDS = {"land/cover": "scenario", "practice/change": "change"}
"""Kind of words of a field that says a code."""

MOST_LISTED = 200
"""Fields listed; a project that says more says so in its own file."""


def stated_values(
    inputs: Iterable[Input],
    project: ProjectDocument,
    methods: Mapping[str, Description],
) -> list[report.StatedValue]:
    """Return each field that an input was taken from, then those that decide.

    Parameters
    ----------
    inputs
        Inputs of the trace, of all methods.
    project
        The project document.
    methods
        Words of the methods, by their id.
    """
    used: dict[str, list[Input]] = {}
    for item in inputs:
        for path in item.origin.paths if item.origin.kind in STATED else ():
            if not path.startswith(OF_DESIGN):
                used.setdefault(path, []).append(item)
    document: Any = to_builtins(project)
    deciding = [
        report.StatedValue(
            place=path,
            stated=_decided(document, path),
            enters=[text("decides conditions or chooses factors; no amount")],
            methods=sorted(methods),
        )
        for path in DECIDING
        if path not in used and _at(document, path) is not None
    ]
    values = [
        report.StatedValue(
            place=path,
            stated=_told(_at(document, path)),
            enters=_titles(used[path], methods),
            methods=sorted({item.method for item in used[path]}),
        )
        for path in sorted(used)
    ]
    return [*values, *deciding][:MOST_LISTED]


def _at(document: Any, path: str) -> Any:  # noqa: ANN401 - any value of a document
    found = document
    for step in path.split("/"):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal():
            found = next(iter(found[int(step) :]), None)
        else:
            return None
    return found


def _told(value: Any) -> Text:  # noqa: ANN401 - any value of a document
    """Return what a field says: its words, its value, or how many entries it has."""
    if value is None:
        return text("nothing")
    if isinstance(value, bool):
        return text("yes") if value else text("no")
    if isinstance(value, list):
        return _of_list(value)
    if isinstance(value, Mapping):
        return _of_group(value)
    return same(value)


def _decided(document: Any, path: str) -> Text:  # noqa: ANN401 - any value of a document
    """Return what a deciding field says, a code in words."""
    value = _at(document, path)
    if path in WORDS:
        return word(WORDS[path], value)
    if value == "never":
        return text("never")
    return _told(value)


def _of_list(value: Sequence[object]) -> Text:
    """Return how many entries there are, and which papers they name."""
    named = [one["file"] for one in value if isinstance(one, Mapping) and "file" in one]
    if not named:
        return text("{count} entries", count=len(value))
    files = sorted(set(map(str, named)))
    return text("{count} entries; papers named: {files}", count=len(value), files=files)


def _of_group(value: Mapping[str, object]) -> Text:
    if value.keys() <= {"en", "zh"}:
        return both(msgspec.convert(value, Words))
    if bases := _bases(value):
        return same("; ".join(bases))
    if "value" in value:
        unit = str(value.get("unit", "1"))
        return Text(
            en=f"{value['value']} {display(unit, 'en')}".rstrip(),
            zh=f"{value['value']} {display(unit, 'zh')}".rstrip(),
        )
    return text("{count} entries", count=len(value))


def _bases(columns: Mapping[str, object]) -> list[str]:
    """Return what the columns of a file say that their bulk densities are of."""
    return [
        f"{header}: {rule['basis']}"
        for header, rule in columns.items()
        if isinstance(rule, Mapping) and "basis" in rule
    ]


def _titles(found: Sequence[Input], methods: Mapping[str, Description]) -> list[Text]:
    """Return the names of the inputs, each once; a code where a method has no name."""
    told = {
        item.name: methods[item.method].names.get(item.name) or same(item.name)
        for item in found
    }
    return list(told.values())
