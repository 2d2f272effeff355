"""What keeps units from being issued on an account; every cause is named."""

import math

from edaphon.accounting.account import Account
from edaphon.accounting.seal_witness import against_seal
from edaphon.kernel.language import Text
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


def against_issuance(account: Account) -> tuple[Text, ...]:
    """Return why nothing can be issued on an account, the seal first.

    Parameters
    ----------
    account
        One method's account: its seal, its conditions, its data and its method.
    """
    project = account.evidence.project.model
    found = [*against_seal(account.evidence.plan), *_conditions(account)]
    if math.isnan(account.computed_units):
        found.append(UNKNOWN)
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
