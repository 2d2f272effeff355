"""Dated parameters: one file each, decimal text, one reference, never edited."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.methods.engine.equation import Factor, Mark
from edaphon.schemas.models.project import Factors
from edaphon.schemas.record import stated_or


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
    mark: Mark | Literal["O"]
    """``O`` for the project's own statement, which no pack holds."""
    since: str
    """Date from which the value was published, ISO; empty for one of the project."""
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


Dated = tuple[Parameter, ...]
"""Every published value of one parameter, oldest first."""


def dated_parameters(content: Mapping[str, Any]) -> Iterator[Dated]:
    """Yield the parameters of one checked file, each with all of its values.

    Parameters
    ----------
    content
        One parameter, or a family of them under ``items``, as its schema says.
    """
    family = content.get("items")
    if family is None:
        yield _dated(content, str(content["id"]), content["values"])
        return
    for key, item in family.items():
        yield _dated(content, f"{content['id']}.{key}", item["values"])


def _dated(
    content: Mapping[str, Any], name: str, values: Sequence[Mapping[str, Any]]
) -> Dated:
    found = [
        Parameter(
            id=name,
            unit=str(content["unit"]),
            title=content["title"],
            value=str(item["value"]),
            low=str(item.get("low", "")),
            high=str(item.get("high", "")),
            reference=str(item["reference"]),
            locator=str(item["locator"]),
            mark=item["mark"],
            since=str(item["from"]),
            may_be_replaced=bool(content.get("may_be_replaced", False)),
        )
        for item in values
    ]
    return tuple(sorted(found, key=lambda item: item.since))


def in_force(dated: Dated, date: str, file: str) -> Parameter:
    """Return the value that was published last, on a date or before it.

    Parameters
    ----------
    dated
        Every published value of the parameter.
    date
        Reference date of the pack, ISO.
    file
        Name shown in a refusal.

    Raises
    ------
    EdaphonError
        ``PARAMETER_DATE`` when no value was published by that date.
    """
    published = [item for item in dated if item.since <= date]
    if not published:
        facts = {"parameter": dated[0].id, "date": date, "first": dated[0].since}
        raise EdaphonError(
            Problem(code="PARAMETER_DATE", where=Where(file=file), facts=facts)
        )
    return published[-1]


def replaced(
    parameters: Mapping[str, Parameter],
    factors: Mapping[str, Factors],
    place: Callable[[str], Where] | None = None,
) -> dict[str, Parameter]:
    """Put a project's own factors in the place of the pack's, where that is allowed.

    Parameters
    ----------
    parameters
        Those of the pack.
    factors
        Those of the project, by name.
    place
        Says where the project states one of them.

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
        where = place(name) if place else where
        if own is None or not own.may_be_replaced:
            known = [item.id for item in parameters.values() if item.may_be_replaced]
            facts = {"name": name, "known": sorted(known)}
            problems.append(Problem(code="PARAMETER_UNKNOWN", where=where, facts=facts))
        elif own.unit != given.unit:
            facts = {"name": name, "given": given.unit, "wanted": own.unit}
            problems.append(Problem(code="PARAMETER_UNIT", where=where, facts=facts))
        else:
            result[name] = replace(
                own,
                value=str(Decimal(given.value)),
                low=stated_or(given.low, given.value),
                high=stated_or(given.high, given.value),
                reference=given.reference,
                locator="project.yaml",
                mark="O",
                since="",
            )
    if problems:
        raise EdaphonError(problems)
    return result
