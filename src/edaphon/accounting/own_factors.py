"""Factors that the project states itself and equations take as inputs."""

from typing import Any

import numpy as np
from msgspec import UNSET

from edaphon.accounting.account import Account
from edaphon.accounting.parameters_used import parameters_used
from edaphon.accounting.range_ends import ends_used
from edaphon.accounting.stated import stated
from edaphon.methods import Step
from edaphon.schemas.models.project import Factors, Quantity
from edaphon.schemas.record import stated_or

Record = dict[str, Any]

FIELD = "factors/"
"""Where project.yaml states them."""


def own_factors(account: Account) -> list[Record]:
    """Return every factor of the project that was used, and which end of it.

    A factor that replaces a parameter of the pack stands among the parameters too; here
    its tier is kept, and its quantity is the parameter.
    """
    stated_here, ends = account.evidence.factors, ends_used(account.run)
    found: dict[str, Record] = {
        name: {**_words(name, name, stated_here[name]), **_ends(ends.get(name))}
        for name in parameters_used(account)
        if name in stated_here
    }
    for step in account.run.steps.values():
        origin = None if step.given is None else step.given.origin
        for path in () if origin is None else origin.paths:
            if path.startswith(FIELD):
                name = path.removeprefix(FIELD)
                found[name] = _record(name, account.evidence.factors[name], step)
    return [found[name] for name in sorted(found)]


def _record(name: str, factor: Factors, step: Step) -> Record:
    return {**_words(name, step.name, factor), **_used(name, factor, step)}


def _ends(used: list[Record] | None) -> Record:
    return {"used": used} if used else {}


def _words(name: str, quantity: str, factor: Factors) -> Record:
    return {
        "id": name,
        "quantity": quantity,
        "value": str(factor.value),
        "low": str(stated_or(factor.low, "")),
        "high": str(stated_or(factor.high, "")),
        "unit": factor.unit,
        "reference": factor.reference,
        "tier": None if factor.tier is UNSET else int(factor.tier),
    }


def _used(name: str, factor: Factors, step: Step) -> Record:
    """Return the end that stands among the values of the input, where one does."""
    for end, given in (("high", factor.high), ("low", factor.low)):
        if given is UNSET:
            continue
        quantity = Quantity(value=given, unit=factor.unit)
        number = stated(quantity, step.unit, f"{FIELD}{name}")
        if bool(np.any(step.values == number)):
            return {"used": [{"end": end, "value": str(given), "by": ""}]}
    return {}
