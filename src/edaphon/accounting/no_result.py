"""Why an account whose conditions hold credits nothing new: the one reason."""

import math

from edaphon.accounting.account import Account
from edaphon.kernel.language import Text

LESS = Text(
    en="Less than one tonne in each calendar year.",
    zh="各自然年均不足一吨。",
)


def no_result(account: Account) -> dict[str, dict[str, str]]:
    """Return ``why`` of an account with no new result; nothing of any other."""
    if account.status != "deficit":
        return {}
    known = {*account.run.steps}
    if account.is_held:
        told = _held(account)
    elif {"creditable", "issued_before"} <= known:
        told = _cumulative(account)
    elif {"credit_total", "years", "earlier_deficit"} <= known:
        told = _since_the_last(account)
    else:
        told = Text(en="The result is not above zero.", zh="结果不大于零。")
    return {"why": dict(told)}


def _held(account: Account) -> Text:
    units = int(account.computed_units)
    if account.evidence.later:
        return Text(
            en=(
                f"{units} t CO2e are held back: accounts of later periods were made on "
                "the one that this account replaces, and hold the same gain."
            ),
            zh=(
                f"{units} tCO2e 暂不计入：其后监测期的核算以被更正的核算为基础，"
                "已包含同一增量。"
            ),
        )
    return Text(
        en=(
            f"{units} t CO2e are held back: nobody says whether accounts of later "
            "periods were made on the one that this account replaces. List them under "
            "earlier, or state later: none beside replaced."
        ),
        zh=(
            f"{units} tCO2e 暂不计入：未说明其后监测期是否已在被更正的核算基础上"
            "作过核算。请将其列入 earlier，或在 replaced 旁注明 later: none。"
        ),
    )


def _cumulative(account: Account) -> Text:
    value, issued = (
        account.run.value(name) for name in ("creditable", "issued_before")
    )
    if value < 0:
        return Text(
            en=f"The cumulative result is below zero: {value:.2f} t CO2e.",
            zh=f"累计结果为负：{value:.2f} tCO2e。",
        )
    if issued > 0 and value < issued + 1:
        return Text(
            en=(
                f"The cumulative result of {value:.2f} t CO2e is not beyond the "
                f"{issued:.0f} t CO2e that were credited before."
            ),
            zh=f"累计结果 {value:.2f} tCO2e 未超过以前已计入的 {issued:.0f} tCO2e。",
        )
    return LESS


def _since_the_last(account: Account) -> Text:
    value = account.run.value("credit_total") * account.run.value("years")
    owed = account.run.value("earlier_deficit")
    after = math.fsum((owed, -value))
    if value < 0 < after:
        return Text(
            en=(
                f"The result of the period is below zero: {value:.2f} t CO2e. "
                f"{after:.2f} t CO2e are made good before anything is credited."
            ),
            zh=(
                f"本期结果为负：{value:.2f} tCO2e；须先弥补 {after:.2f} tCO2e，"
                "方可再计入。"
            ),
        )
    if owed > 0 and value < owed + 1:
        return Text(
            en=(
                f"The result of the period, {value:.2f} t CO2e, is not beyond the "
                f"{owed:.2f} t CO2e that were credited or lost before."
            ),
            zh=(
                f"本期结果 {value:.2f} tCO2e 未超过以前已计入或损失的"
                f" {owed:.2f} tCO2e。"
            ),
        )
    return LESS
