"""What one method makes of the soil: mass, curve, changes, and which of them count."""

from collections.abc import Mapping
from typing import Literal

from edaphon.reporting.wording import word
from edaphon.schemas.models import report
from edaphon.schemas.models.account import Account
from edaphon.schemas.models.description import Equation

UNITS = "units"
"""Figure of every method that its account result is."""

Changed = Literal[
    "mean_change", "mean_fixed_depth_change", "mean_full_change", "mean_scheme_change"
]

CHANGES: tuple[Changed, ...] = (
    "mean_change",
    "mean_fixed_depth_change",
    "mean_full_change",
    "mean_scheme_change",
)
"""Mean changes of a group that a method may rest its result on."""


def stocks_record(account: Account, equations: Mapping[str, Equation]) -> report.Stocks:
    """Return the stock changes of one method, on its own mass and curve.

    Parameters
    ----------
    account
        The method's account.
    equations
        Its equations by name, one variant each.
    """
    settings = account.settings
    reached = _behind(UNITS, equations)
    return report.Stocks(
        mass=word("mass", settings.get("mass", "whole")),
        curve=word("interpolation", settings.get("interpolation", "natural")),
        groups=account.groups,
        changes=account.changes,
        equal_mass=account.equal_mass,
        fixed_depth=account.fixed_depth,
        rests_on=[name for name in CHANGES if name in reached],
    )


def _behind(name: str, equations: Mapping[str, Equation]) -> set[str]:
    """Return every quantity that a figure is computed from, near and far."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        equation = equations.get(waiting.pop())
        if equation is None:
            continue
        new = {item.from_ for item in equation.arguments} - found
        found |= new
        waiting.extend(new)
    return found
