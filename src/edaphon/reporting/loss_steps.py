"""After a loss: what is gone, who bears it, and what is to be done next."""

from collections.abc import Mapping
from decimal import Decimal

from edaphon.reporting.number_text import shown
from edaphon.reporting.wording import joined, text
from edaphon.schemas.models.account import Account, Bridge, Text
from edaphon.schemas.record import stated_or

DECIMALS = 2

BUFFER = "buffer"
"""Name of the buffer among the terms of a waterfall."""


def account_loss(
    account: Account, rule: Text | None, left: Mapping[str, str] | None
) -> list[Text]:
    """Return what follows a loss that one account tells; empty where it tells none.

    Parameters
    ----------
    account
        The account.
    rule
        Who makes a loss good and by when; see `after_loss`.
    left
        Campaigns of the plan that are still to come; see `after_loss`.
    """
    figures = {item.name: item.value for item in account.figures}
    bridge = stated_or(account.bridge, None)
    return after_loss(figures, rule, bridge=bridge, left=left)


def campaigns_left(days: Mapping[str, str], last: str) -> Mapping[str, str] | None:
    """Return the campaigns of a plan after the one that an account ended with.

    Parameters
    ----------
    days
        Campaigns after the first and their planned days, in the order of the plan.
    last
        The campaign that the account ended with.

    Returns
    -------
    mapping
        What is left, in order; None where the plan names no days.
    """
    if not days:
        return None
    names = [*days]
    begin = names.index(last) + 1 if last in days else 0
    return {name: days[name] for name in names[begin:]}


def after_loss(
    figures: Mapping[str, str | None],
    rule: Text | None,
    *,
    bridge: Bridge | None = None,
    left: Mapping[str, str] | None = None,
) -> list[Text]:
    """Return what follows where earlier credits are gone, or a result was below zero.

    Nothing is added to the figures of the account. Whether the registry was told, and
    whether anything was replaced there, no account shows.

    Parameters
    ----------
    figures
        Published figures of one account by name, decimal text.
    rule
        Who makes a loss good and by when, in the words of the method; None where its
        bundle does not tell it.
    bridge
        What changed against the account before, with the buffer of both; None where
        it is not known.
    left
        Campaigns of the plan that are still to come and their planned days; None
        where the plan does not say.

    Returns
    -------
    list of Text
        One sentence or a few a line, in order; empty where nothing is open.
    """
    lost, owed = _above(figures, "reversal"), _above(figures, "deficit_after")
    told: list[Text] = []
    if lost:
        told += _reversal(figures)
    if owed:
        told.append(
            text(
                "Left to make good (carried deficit): {value} t CO2e. Nothing is "
                "credited under this method until later results have made it good.",
                value=shown(figures["deficit_after"], DECIMALS),
            )
        )
    if not told:
        return []
    kept = _buffer(bridge, lost=lost)
    return [*told, *kept, rule or _unsaid(), *_next(figures, left)]


def _buffer(bridge: Bridge | None, *, lost: bool) -> list[Text]:
    """Return what stood in the buffer before and after, where it became smaller.

    A cumulative method covers a reversal from the buffer as this account computes it
    (eq. 12d). One that counts from the last account withholds for its own period. In
    both, what was withheld comes back by a decision of the registry alone.
    """
    rows = bridge.rows if bridge else []
    found = next((item for item in rows if item.name == BUFFER), None)
    if found is None or Decimal(found.change) <= 0:
        return []
    facts = {
        "before": shown(str(-Decimal(found.before)), DECIMALS),
        "after": shown(str(-Decimal(found.after)), DECIMALS),
        "rest": shown(found.change, DECIMALS),
    }
    if not lost:
        told = text(
            "Buffer: {before} t CO2e were withheld by the account before, {after} "
            "t CO2e are by this one. All of it stays withheld: this account neither "
            "uses nor releases it, only the registry may.",
            **facts,
        )
        return [told]
    told = text(
        "Buffer: {before} t CO2e by the account before, {after} t CO2e by this one.",
        **facts,
    )
    why = text(
        "A loss is covered only from the buffer of this account (§3 eq. 12d), less "
        "what it covered before."
    )
    stays = text(
        "The other {rest} t CO2e stay withheld: this account neither uses nor releases "
        "them, only the registry may.",
        **facts,
    )
    return [joined([told, why, stays], " ", "")]


def _above(figures: Mapping[str, str | None], name: str) -> bool:
    return Decimal(figures.get(name) or 0) > 0


def _reversal(figures: Mapping[str, str | None]) -> list[Text]:
    facts = {
        name: shown(figures.get(f"{name}reversal"), DECIMALS)
        for name in ("", "covered_", "replaced_")
    }
    told = text(
        "Lost: {value} t CO2e that earlier accounts credited are no longer there. The "
        "buffer covers {covered} t CO2e.",
        value=facts[""],
        covered=facts["covered_"],
    )
    if figures.get("replaced_reversal") and not _above(figures, "replaced_reversal"):
        return [told, text("Nothing is left to be replaced.")]
    return [
        told,
        text("Still to be replaced: {replaced} t CO2e.", replaced=facts["replaced_"]),
    ]


def _unsaid() -> Text:
    return text(
        "By whom and by when: no rule of the method on it is at hand; the rules of "
        "the registry that issued the units say it."
    )


def _next(
    figures: Mapping[str, str | None], left: Mapping[str, str] | None
) -> list[Text]:
    """Return what the project proponent does: registry, correction, next campaign."""
    registry = text(
        "Next, 1: the project proponent reports the loss to the registry, where units "
        "were issued for earlier accounts. There units are cancelled or replaced; no "
        "account shows whether that was done."
    )
    if _above(figures, "replaced_reversal"):
        registry = text(
            "Next, 1: the project proponent reports the loss to the registry, where "
            "units were issued for earlier accounts. There {covered} t CO2e of the "
            "buffer are cancelled and {replaced} t CO2e are replaced by other units; "
            "no account shows whether that was done.",
            covered=shown(figures.get("covered_reversal"), DECIMALS),
            replaced=shown(figures["replaced_reversal"], DECIMALS),
        )
    return [
        registry,
        text(
            "Next, 2: where it is no loss but an error in an account, correct that "
            "account: `edaphon history DIR --add BUNDLE --replaced WHY`."
        ),
        _campaign(left),
    ]


def _campaign(left: Mapping[str, str] | None) -> Text:
    """Return when to sample again, or that the plan names no more campaign."""
    if left is None:
        return text(
            "Next, 3: sample at the next campaign of the plan, if it names one "
            "(`edaphon history DIR` lists them), and account again; until a result "
            "makes the loss good nothing new is credited."
        )
    if not left:
        return text(
            "Next, 3: the plan has no campaign left. A new plan is sealed before it is "
            "sampled, and this version cannot yet continue the chain of accounts under "
            "a new plan: until it can, nothing new is credited and the loss stays open."
        )
    name, day = next(iter(left.items()))
    return text(
        "Next, 3: sample at campaign {name}, planned for {day}, and account again; "
        "until a result makes the loss good nothing new is credited.",
        name=name,
        day=day,
    )
