"""What was lost over a chain of accounts, what is open of it, and what is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from edaphon.evidence import read, read_plan
from edaphon.methods import pack, unknown_packs
from edaphon.methods.showing import description
from edaphon.reporting import account_loss, after_loss, campaigns_left
from edaphon.schemas.models.account import AccountSet, Bridge, Text

SUMMED = ("reversal", "covered_reversal", "replaced_reversal")
"""Figures that each account tells of its own loss; the chain adds them up."""

CARRIED = "deficit_after"
"""Figure that the last account carries on for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What is lost under one method over a chain [t CO2e]; None where none tells it."""

    reversal: str | None
    covered: str | None
    """Of it what the buffers cover."""
    replaced: str | None
    """Of it what is to be replaced; whether it was, no account shows."""
    owed: str | None
    """What the next account makes good first."""
    next: tuple[Text, ...]
    """What follows; empty where nothing is lost and nothing owed."""


def loss_of(
    method: str,
    accounts: Sequence[Mapping[str, str | None]],
    *,
    bridge: Bridge | None,
    left: Mapping[str, str] | None,
) -> Loss:
    """Return what standing accounts of a chain lost, added up.

    Parameters
    ----------
    method
        The method of all of them.
    accounts
        Figures of each account by name, in the order of the chain.
    bridge
        What changed in the last of them against the one before.
    left
        Campaigns of the plan that are still to come; None where it does not say.
    """
    told = {name: _sum([item.get(name) for item in accounts]) for name in SUMMED}
    owed = accounts[-1].get(CARRIED) if accounts else None
    return Loss(
        reversal=told["reversal"],
        covered=told["covered_reversal"],
        replaced=told["replaced_reversal"],
        owed=owed,
        next=tuple(
            after_loss({**told, CARRIED: owed}, _rule(method), bridge=bridge, left=left)
        ),
    )


def losses_of(folder: Path, record: AccountSet) -> Mapping[str, list[Text]]:
    """Return what follows a loss by method; an empty list where none is told.

    Parameters
    ----------
    folder
        Project folder that the accounts were made from.
    record
        The accounts.
    """
    project, _ = read(folder)
    days = {} if project is None else read_plan(project)[0].later_campaigns
    left = campaigns_left(days, record.grounds.last)
    return {
        item.method.id: account_loss(item, _rule(item.method.id), left)
        for item in record.accounts
    }


def _sum(values: Sequence[str | None]) -> str | None:
    known = [Decimal(value) for value in values if value is not None]
    return str(sum(known, Decimal(0))) if known else None


def _rule(method: str) -> Text | None:
    """Return who makes a loss good by when, as the installed pack says it."""
    if unknown_packs([method]):
        return None
    told = description(pack(method)).get("after_loss")
    return None if told is None else Text(en=told["en"], zh=told["zh"])
