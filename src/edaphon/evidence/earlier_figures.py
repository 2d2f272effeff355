"""Whether what the record of an earlier account says of itself can be so.

A record enters by its digest, and a digest holds for any figures. Those that a later
account takes are bounded here before anything is computed from them: signs, sums,
years and days, and what the accounts before it can bear. Every record that this
program writes keeps to all of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import UNSET

from edaphon.kernel.errors import Problem, Where
from edaphon.schemas.record import stated_or

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Account, AccountSet

CREDITED = "credited"

NEVER_NEGATIVE = (
    "reversal", "covered_reversal", "replaced_reversal", "deficit_after", "buffer",
    "new_removals",
)  # fmt: skip
"""Figures of an account that are amounts and have no sign."""

BEARS = ("creditable", "period_result")
"""Figures that no account credits more than."""

STORED = Decimal("0.000002")
"""Last digits of two stored figures, each rounded to its own side [t CO2e]."""

NEEDED: Mapping[str, Mapping[str, str]] = {
    "date": {"en": "A day of the calendar.", "zh": "须为日历中存在的日期。"},
    "order": {
        "en": "A period that ends after it begins.",
        "zh": "监测期期末须晚于期初。",
    },
    "within": {
        "en": "The period of a method ends with that of the record and begins no "
        "sooner.",
        "zh": "方法的监测期与记录的监测期同日结束，且不早于其开始。",
    },
    "campaigns": {
        "en": "Two campaigns, one for each end of the period.",
        "zh": "期初、期末须为不同的采样批次。",
    },
    "once": {"en": "Each method and each figure once.", "zh": "方法和数值均只列一次。"},
    "status": {
        "en": "More than 0 where the account credits, and 0 where it does not.",
        "zh": "计入的须大于 0，不计入的须为 0。",
    },
    "sum": {
        "en": "The sum of the vintages, and what the equations give where the account "
        "credits.",
        "zh": "须等于分年度数量之和；计入的须等于公式计算结果。",
    },
    "years": {
        "en": "Each calendar year of the period at most once.",
        "zh": "须为监测期内的日历年，且每年最多一次。",
    },
    "sign": {"en": "0 or more.", "zh": "不小于 0。"},
    "against": {
        "en": "A condition that stands against it, where the account is refused.",
        "zh": "核算被拒绝的，须有未满足的条件。",
    },
    "held": {
        "en": "Where it credits nothing, no result that nothing stands against.",
        "zh": "不计入的核算，不得有无条件阻止的正结果。",
    },
    "kept": {
        "en": "The net removals less the buffer.",
        "zh": "须等于净清除量减缓冲量。",
    },
    "figure": {
        "en": "What the figure “units” of the same account says.",
        "zh": "须与同一次核算的数值 units 一致。",
    },
    "counted": {
        "en": "No less than the result of the period, rounded down for each vintage.",
        "zh": "不得小于监测期结果（各年度分别向下取整）。",
    },
    "bears": {
        "en": "At least the units that the account credits.",
        "zh": "不小于该次核算计入的数量。",
    },
    "covered": {
        "en": "At most the reversal.",
        "zh": "不大于逆转量。",
    },
    "issued": {
        "en": "At most what the accounts before it credited.",
        "zh": "不大于此前各次核算计入的数量。",
    },
    "fell": {
        "en": "0, unless the smallest estimate lies below that of an account before.",
        "zh": "最小估计值未低于以前核算的，须为 0。",
    },
    "before": {
        "en": "No account that it stands on ends later, unless it corrects one.",
        "zh": "除更正核算外，所依据的以前核算不得晚于其结束。",
    },
    "replaced": {
        "en": "One of the accounts that it stands on.",
        "zh": "须为其所依据的以前核算之一。",
    },
    "over": {
        "en": "At most what was credited before.",
        "zh": "不大于以前计入的数量。",
    },
}

Fault = tuple[str, object, str]
"""Place in the record, what stands there, and key of what is needed."""


def figure_problems(record: "AccountSet", where: Where) -> Iterator[Problem]:
    """Tell of what cannot be so in one record.

    Yields
    ------
    Problem
        ``EARLIER_FIGURE``.
    """
    yield from _problems(_of_set(record), where)


def chain_problems(
    record: "AccountSet", before: Sequence["AccountSet"], where: Where
) -> Iterator[Problem]:
    """Tell of what cannot be so beside the records that an account stood on.

    Yields
    ------
    Problem
        ``EARLIER_FIGURE``.
    """
    yield from _problems(_of_chain(record, before), where)


def _problems(faults: Iterator[Fault], where: Where) -> Iterator[Problem]:
    for place, found, needed in faults:
        facts = {"place": place, "found": str(found), "needed": NEEDED[needed]}
        yield Problem(code="EARLIER_FIGURE", where=where, facts=facts)


def _of_set(record: "AccountSet") -> Iterator[Fault]:
    days = {"period/start": record.period.start, "period/end": record.period.end}
    wrong = [(place, day, "date") for place, day in days.items() if not _is_day(day)]
    if wrong:
        yield from wrong
        return
    if record.period.end <= record.period.start:
        yield "period/end", record.period.end, "order"
        return
    yield from _of_links(record)
    for at, item in enumerate(record.accounts):
        for place, found, needed in _of_account(record, item):
            yield f"accounts/{at}/{place}", found, needed


def _of_links(record: "AccountSet") -> Iterator[Fault]:
    if record.grounds.first == record.grounds.last:
        yield "grounds/last", record.grounds.last, "campaigns"
    if record.replaces is not UNSET:
        name = record.replaces.bundle
        if name not in stated_or(record.earlier, []):
            yield "replaces/bundle", name, "replaced"
    for name in _twice([item.method.id for item in record.accounts]):
        yield "accounts/method/id", name, "once"


def _of_account(record: "AccountSet", item: "Account") -> Iterator[Fault]:
    start, end = item.period.start, item.period.end
    if not (_is_day(start) and record.period.start <= start < end):
        yield "period/start", start, "within"
    if end != record.period.end:
        yield "period/end", end, "within"
    if not _is_day(item.editions_day):
        yield "editions_day", item.editions_day, "date"
    yield from _units(record, item)
    for name in _twice([figure.name for figure in item.figures]):
        yield f"figures/{name}", name, "once"
    yield from _figures(item)
    over = item.over_issue
    if over is not UNSET and over.amount is not None and over.amount > over.credited:
        yield "over_issue/amount", over.amount, "over"


def _units(record: "AccountSet", item: "Account") -> Iterator[Fault]:
    if (item.units > 0) is not (item.status == CREDITED):
        yield "units", f"{item.units} ({item.status})", "status"
    computed = Decimal(item.computed_units or 0)
    parts = sum(one.units for one in item.vintages)
    if parts != item.units or (item.units and computed != item.units):
        yield "units", item.units, "sum"
    yield from _status(record, item)
    figures = known(item)
    if figures.get("units", computed) != computed:
        yield "computed_units", computed, "figure"
    if item.status == CREDITED and item.units <= _result(record, figures) - len(
        item.vintages
    ):
        yield "units", item.units, "counted"
    years = [one.year for one in item.vintages]
    held = range(int(record.period.start[:4]), int(record.period.end[:4]) + 1)
    for year in dict.fromkeys((*_twice(years), *years)):
        if years.count(year) > 1 or int(year) not in held:
            yield "vintages/year", year, "years"


def _status(record: "AccountSet", item: "Account") -> Iterator[Fault]:
    """Tell of a status that the account's own conditions and result belie."""
    stands = any(rule.stands_against for rule in item.conditions)
    if item.status == "refused" and not stands and item.computed_units is not None:
        yield "status", item.status, "against"
    above = _result(record, known(item)) >= len(item.vintages) + 1
    if item.status == "deficit" and above and item.held is UNSET:
        yield "status", item.status, "held"


def _result(record: "AccountSet", held: Mapping[str, Decimal]) -> Decimal:
    """Return what units are made of: new removals, or the result of a first period."""
    if "new_removals" in held or stated_or(record.earlier, []):
        return held.get("new_removals", Decimal(0))
    return held.get("period_result", Decimal(0))


def _figures(item: "Account") -> Iterator[Fault]:
    held = known(item)
    for name in NEVER_NEGATIVE:
        if held.get(name, Decimal(0)) < 0:
            yield f"figures/{name}", held[name], "sign"
    if item.status == CREDITED:
        for name in BEARS:
            if name in held and held[name] < item.units - STORED:
                yield f"figures/{name}", held[name], "bears"
    if not _keeps(held):
        yield "figures/buffer", held["buffer"], "kept"
    if held.get("covered_reversal", 0) > held.get("reversal", 0) + STORED:
        yield "figures/covered_reversal", held["covered_reversal"], "covered"


def _keeps(held: Mapping[str, Decimal]) -> bool:
    """Tell whether what is creditable is what the buffer leaves of the net removals."""
    if not {"net_removals", "buffer", "creditable"} <= held.keys():
        return True
    left = held["net_removals"] - held["buffer"] - held["creditable"]
    return abs(left) <= 2 * STORED


def _of_chain(record: "AccountSet", before: Sequence["AccountSet"]) -> Iterator[Fault]:
    corrects = record.replaces is not UNSET  # and may have been followed before it
    for other in before:
        if other.period.end > record.period.end and not corrects:
            yield "period/end", record.period.end, "before"
    for at, item in enumerate(record.accounts):
        held = known(item)
        told = held.get("reversal", Decimal(0))
        if told <= 0:
            continue
        same = [
            one
            for other in before
            for one in other.accounts
            if family(one.method.id) == family(item.method.id)
        ]
        place = f"accounts/{at}/figures/reversal"
        if told > sum(one.units for one in same) + STORED:
            yield place, told, "issued"
        elif not _fell(held, same):
            yield place, told, "fell"


def _fell(held: Mapping[str, Decimal], same: Sequence["Account"]) -> bool:
    """Tell whether the smallest estimate lies below that of an account before."""
    least = "least_estimate"
    if least not in held:
        return False
    others = [found[least] for one in same if least in (found := known(one))]
    return any(held[least] < other for other in others)


def known(item: "Account") -> dict[str, Decimal]:
    """Return the figures of an account that have a value."""
    return {
        figure.name: Decimal(figure.value)
        for figure in item.figures
        if figure.value is not None
    }


def family(method: str) -> str:
    """Return the name of a method without its version."""
    return method.partition("/")[0]


def _twice(names: Sequence[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
