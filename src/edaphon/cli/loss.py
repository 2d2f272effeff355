"""What follows a loss, as the command line tells it."""

from typing import TYPE_CHECKING

from edaphon.cli.output import language, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edaphon.bundle import Bundle
    from edaphon.schemas.models.account import Account, AccountSet, Text

OF_A_LOSS = frozenset(
    ("reversal", "covered_reversal", "replaced_reversal", "deficit_after", "units")
)
"""Figures that are shown together with what follows a loss."""


def loss_lines(told: "Iterable[Text]") -> list[str]:
    """Return what is open after a loss and what comes next, a line each."""
    lines = [getattr(item, language()) for item in told]
    return [text("After the loss:"), *(f"  {line}" for line in lines)] if lines else []


def told_by_bundle(
    opened: "Bundle", record: "AccountSet", account: "Account"
) -> "list[Text]":
    """Return what follows a loss that an account of a bundle tells, in its words."""
    from edaphon.reporting import (  # noqa: PLC0415 - slow to load
        account_loss,
        campaigns_left,
        planned_days,
    )
    from edaphon.verification import loss_rule  # noqa: PLC0415 - slow to load

    days = planned_days(opened.read, opened.names, record.plan)
    left = campaigns_left(days, record.grounds.last)
    return account_loss(account, loss_rule(opened, account.method.id), left)
