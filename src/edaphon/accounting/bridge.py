"""From the result of the account before to this one, term by term."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from edaphon.accounting.account import Account
from edaphon.accounting.chain import replaced_now
from edaphon.evidence import EarlierAccount
from edaphon.kernel.quantities import decimal_text
from edaphon.schemas.models.account import Account as Accounted
from edaphon.schemas.models.account import Bar

DIGITS = {
    "en": "Rounding of the terms in the records",
    "zh": "记录中各项的取整差",
}

TOTAL = {"en": "Computed result", "zh": "计算结果"}

Bars = Sequence[Mapping[str, object]]
"""The waterfall of an account, as its record holds it."""


def bridge(account: Account, bars: Bars, computed: str | None) -> dict[str, object]:
    """Return what changed against the account before; nothing of a first account.

    The account before is the one that this one replaces, else the last that stands.
    Each term stands there as its record has it, so that nobody types it; there is no
    bridge where a term of either side is unknown, where they are not the same terms, or
    where the method has none.

    Parameters
    ----------
    account, bars, computed
        One method's account, its waterfall, and what its equations give [t CO2e].
    """
    before = _before(account)
    if before is None or computed is None:
        return {}
    found = next(
        (one for one in before.record.accounts if one.method.id == account.pack.id),
        None,
    )
    if found is None or found.computed_units is None:
        return {}
    rows = _rows(found, bars)
    if rows is None:
        return {}
    total = _row("total", TOTAL, found.computed_units, computed)
    over = Decimal(str(total["change"])) - _sum(rows)
    if over:
        rows.append(_row("digits", DIGITS, "0", decimal_text(over)))
    return {"bridge": {"bundle": before.bundle, "rows": rows, "total": total}}


def _before(account: Account) -> EarlierAccount | None:
    passed = replaced_now(account.evidence)
    standing = [item for item in account.evidence.earlier if item.is_standing]
    return passed or (standing[-1] if standing else None)


def _rows(found: Accounted, bars: Bars) -> list[dict[str, object]] | None:
    """Return one row a term, None where both sides are not known term by term."""
    held: dict[str, Bar] = {item.name: item for item in found.waterfall}
    if not bars or [*held] != [bar["name"] for bar in bars]:
        return None
    rows = []
    for bar in bars:
        before, after = held[str(bar["name"])].value, bar["value"]
        if before is None or after is None:
            return None
        rows.append(_row(str(bar["name"]), bar["title"], before, str(after)))
    return rows


def _row(name: str, title: object, before: str, after: str) -> dict[str, object]:
    change = decimal_text(Decimal(after) - Decimal(before))
    return {
        "name": name, "title": title, "before": before, "after": after,
        "change": change,
    }  # fmt: skip


def _sum(rows: Sequence[Mapping[str, object]]) -> Decimal:
    return sum((Decimal(str(item["change"])) for item in rows), Decimal(0))
