"""After a loss: what is gone, who bears it, and what is to be done next."""

from collections.abc import Mapping
from decimal import Decimal

from edaphon.reporting.number_text import shown
from edaphon.reporting.wording import text
from edaphon.schemas.models.account import Text

DECIMALS = 2


def after_loss(figures: Mapping[str, str | None], rule: Text | None) -> list[Text]:
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
    return [*told, rule or _unsaid(), *_next(figures)]


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


def _next(figures: Mapping[str, str | None]) -> list[Text]:
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
        text(
            "Next, 3: sample at the next campaign of the plan, if it names one "
            "(`edaphon history DIR` lists them), and account again; until a result "
            "makes the loss good nothing new is credited."
        ),
    ]
