"""On what an account stands that counts from the last one, and what stands on it.

A corrected account may be made after others have continued the one that it replaces.
What it finds more of is then in those already, as the change since a campaign that was
lower: it holds that back until they are corrected too.
"""

from collections.abc import Sequence

from edaphon.accounting.chain import replaced_now
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.grounds import values_of
from edaphon.accounting.since import SINCE_LAST, last_account
from edaphon.evidence import EarlierAccount
from edaphon.methods import MethodPack
from edaphon.schemas.record import stated_or


def stands_on(evidence: Evidence, pack: MethodPack) -> dict[str, dict[str, str]]:
    """Return the campaign that an account begins with, its values, and whose end it is.

    Nothing under a cumulative method.
    """
    if pack.document["span"] != SINCE_LAST:
        return {}
    last = last_account(evidence, pack.id)
    campaign = evidence.campaign_ids[0] if last is None else last.last_campaign
    found = {"campaign": campaign, "values": values_of(evidence, campaign)}
    return {"stands_on": found if last is None else {**found, "bundle": last.bundle}}


def holds_back(evidence: Evidence, pack: MethodPack) -> bool:
    """Tell whether an account credits nothing since others may hold the same.

    Only one that corrects another. Under a cumulative method later accounts credited
    what their own campaign bears, whatever this one says. Under one that counts from
    the last account they did so from the end of the one that is corrected; only where
    that has the same values as the end of this one nothing is counted twice. Where
    nobody says whether there are later accounts, there may be.
    """
    passed = replaced_now(evidence)
    if passed is None:
        return False
    entries = {entry.bundle: entry for entry in evidence.project.earlier}
    if not evidence.later:
        return not entries[passed.bundle].is_last
    closed = [item for item in evidence.later if item.is_closed(pack.id)]
    if pack.document["span"] != SINCE_LAST:
        return bool(closed)
    next_ones = [item for item in closed if item.end == closed[0].end]
    return bool(closed) and not _continue(next_ones, evidence, pack)


def _continue(
    accounts: Sequence[EarlierAccount], evidence: Evidence, pack: MethodPack
) -> bool:
    """Tell whether accounts that stand began where this one ends."""
    last = evidence.campaign_ids[1]
    ends = (last, values_of(evidence, last))
    begun = []
    for item in accounts:
        found = item.under(pack.id) if item.is_standing else None
        on = None if found is None else stated_or(found.stands_on, None)
        begun += [] if found is None else [on and (on.campaign, on.values)]
    return bool(begun) and all(item == ends for item in begun)
