"""What keeps units from being issued on an account; every cause is named."""

import math
from collections.abc import Iterator, Sequence

from edaphon.accounting.account import Account
from edaphon.accounting.campaign_days import sampling_days
from edaphon.accounting.seal_witness import against_seal
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.language import Text
from edaphon.schemas.models.project import LossEvent, Permanence
from edaphon.schemas.record import stated_or

SYNTHETIC = Text(en="The data are made up.", zh="数据为模拟数据。")
DRAFT = Text(
    en="The method is a draft: its rules may still change.",
    zh="方法学为草案，规则仍可能变化。",
)
UNKNOWN = Text(
    en="The result is unknown: the evidence lacks inputs.",
    zh="核算结果未知：证据缺少所需数据。",
)


def against_issuance(
    account: Account, beside: Sequence[Account] = ()
) -> tuple[Text, ...]:
    """Return why nothing can be issued on an account, the seal first.

    Parameters
    ----------
    account
        One method's account: its seal, its conditions, its data and its method.
    beside
        Accounts of the same evidence by whatever method.
    """
    project = account.evidence.project.model
    found = [*against_seal(account.evidence.plan), *_conditions(account)]
    if math.isnan(account.computed_units):
        found.append(UNKNOWN)
    found += [*_events(account), *_credited_twice(account, beside)]
    if stated_or(project.synthetic, False):
        found.append(SYNTHETIC)
    if account.pack.is_draft:
        found.append(DRAFT)
    return tuple(found)


def _conditions(account: Account) -> list[Text]:
    """Return one sentence that names every condition that stands against it."""
    against = [item.condition for item in account.assessed if item.stands_against]
    if not against:
        return []
    english = "; ".join(f"{item.id} {item.title['en']}" for item in against)
    chinese = "；".join(f"{item.id} {item.title['zh']}" for item in against)
    return [
        Text(
            en=f"Conditions are not met, or not shown to be met: {english}.",
            zh=f"以下条件未满足或未证明满足：{chinese}。",
        )
    ]


def _events(account: Account) -> Iterator[Text]:
    """Tell of losses that no sampling has seen."""
    risk = stated_or(account.evidence.project.model.permanence, Permanence())
    sampled = sampling_days(account.evidence)["end"][-1][:10]
    days = [_day(item) for item in stated_or(risk.events, [])]
    late = sorted(day for day in days if day > sampled)
    if late:
        yield Text(
            en=(
                f"A loss after the last sampling ({sampled}) is stated: "
                f"{', '.join(late)}. Sample the soil again; nothing can be issued "
                "before."
            ),
            zh=(
                f"已申报期末采样（{sampled}）之后的损失事件：{'、'.join(late)}。"
                "须重新采样，此前不能签发。"
            ),
        )


def _day(event: LossEvent) -> str:
    """Return the last day on which an event may have happened."""
    return stated_or(event.happened_on, event.signed_on)[:10]


def _credited_twice(account: Account, beside: Sequence[Account]) -> Iterator[Text]:
    """Tell of what other methods credit for time that this account counts too."""
    if not account.units:
        return
    method, since = account.pack.id, account.period.start
    told = [
        (item.pack.id, item.period, item.units)
        for item in beside
        if item.pack.id != method and item.units
    ] + [
        (item.method.id, item.period, item.units)
        for earlier in account.evidence.whole.earlier
        for item in earlier.credited_by_others(method)
        if item.period.end > since
    ]
    if told:
        english = "; ".join(
            f"{name}, {days.start} to {last_day(days.end)}, {units} t CO2e"
            for name, days, units in told
        )
        chinese = "；".join(
            f"{name}，{days.start} 至 {last_day(days.end)}，{units} tCO2e"
            for name, days, units in told
        )
        yield Text(
            en=(
                f"Other methods credit the same soil for the same time: {english}. "
                "Only one method can be issued."
            ),
            zh=(
                f"其他方法学就同一土壤、同一期间已计入：{chinese}。"
                "只能按一种方法学签发。"
            ),
        )
