"""Dated parameters: one file each, decimal text, one reference, never edited."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.methods.engine.equation import Factor, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value in force on the account's reference date, with its reference."""

    id: str
    unit: str
    title: Mapping[str, str]
    value: str
    """Decimal text, or a fraction such as ``44/12``."""
    reference: str
    locator: str
    mark: Mark
    since: str
    """Date from which the value was published, ISO."""
    low: str = ""
    high: str = ""
    may_be_replaced: bool = False
    """Whether ``factors`` in project.yaml may give the project's own value."""

    @property
    def number(self) -> float:
        """Return the value as a float."""
        return float(Fraction(self.value))

    @property
    def has_range(self) -> bool:
        """Tell whether both ends of the range are known."""
        return bool(self.low and self.high)

    @property
    def factor(self) -> Factor:
        """Return low end, value and high end."""
        return Factor(
            float(Fraction(self.low)), self.number, float(Fraction(self.high))
        )


def parameters_of(text: str, date: str, file: str) -> Iterator[Parameter]:
    """Read one parameter file and return what is in force on a date.

    Parameters
    ----------
    text
        YAML of one parameter, or of a family of them under ``items``.
    date
        Reference date of the pack, ISO.
    file
        Name shown in a refusal.

    Raises
    ------
    EdaphonError
        ``PARAMETER_DATE`` when no value was published by that date.
    """
    document = yaml.safe_load(text)
    family = document.get("items")
    if family is None:
        yield _in_force(document, document["id"], date, file)
        return
    shared = {key: value for key, value in document.items() if key != "items"}
    for key, item in family.items():
        yield _in_force({**shared, **item}, f"{document['id']}.{key}", date, file)


def _in_force(
    document: Mapping[str, Any], name: str, date: str, file: str
) -> Parameter:
    published = [item for item in document["values"] if str(item["from"]) <= date]
    if not published:
        first = min(str(item["from"]) for item in document["values"])
        facts = {"parameter": name, "date": date, "first": first}
        raise EdaphonError(
            Problem(code="PARAMETER_DATE", where=Where(file=file), facts=facts)
        )
    value = max(published, key=lambda item: str(item["from"]))
    return Parameter(
        id=name,
        unit=document["unit"],
        title=document["title"],
        value=str(value["value"]),
        low=str(value.get("low", "")),
        high=str(value.get("high", "")),
        reference=value["reference"],
        locator=value["locator"],
        mark=value["mark"],
        since=str(value["from"]),
        may_be_replaced=bool(document.get("may_be_replaced", False)),
    )


def replaced(
    parameters: Mapping[str, Parameter], factors: Mapping[str, Mapping[str, Any]]
) -> dict[str, Parameter]:
    """Put a project's own factors in the place of the pack's, where that is allowed.

    Raises
    ------
    EdaphonError
        ``PARAMETER_UNKNOWN`` for a factor that the pack does not let a project
        replace, ``PARAMETER_UNIT`` for one in another unit; all in one pass.
    """
    result, problems = dict(parameters), []
    for name, given in factors.items():
        own = parameters.get(name)
        where = Where(file="project.yaml", path=f"factors/{name}")
        if own is None or not own.may_be_replaced:
            known = [item.id for item in parameters.values() if item.may_be_replaced]
            facts = {"name": name, "known": ", ".join(sorted(known))}
            problems.append(Problem(code="PARAMETER_UNKNOWN", where=where, facts=facts))
        elif own.unit != given["unit"]:
            facts = {"name": name, "given": given["unit"], "wanted": own.unit}
            problems.append(Problem(code="PARAMETER_UNIT", where=where, facts=facts))
        else:
            result[name] = replace(
                own,
                value=str(Decimal(str(given["value"]))),
                low=str(given.get("low", given["value"])),
                high=str(given.get("high", given["value"])),
                reference=str(given["reference"]),
                locator="project.yaml",
                mark="P",
            )
    if problems:
        raise EdaphonError(problems)
    return result
