"""What every measured scheme asks of the days of an account.

What is credited is the change between two campaigns: the period is the time between
them, and the practice begins after the first. Rules that packs share, each with its
limits as arguments; a rule returns what a pack's condition says.
"""

from dataclasses import dataclass

from msgspec import UNSET

from edaphon.kernel.calendar_years import MONTHS, last_day, years_between
from edaphon.methods.engine.condition import Facts, Outcome, met, not_assessed, not_met
from edaphon.methods.shared.limits_told import at_most
from edaphon.schemas.models.project import Baseline
from edaphon.schemas.record import stated_or


def period_of_campaigns(facts: Facts, most_months: float) -> Outcome:
    """Tell whether the period is the time between its campaigns.

    Otherwise one change of the soil could be claimed by several periods, or spread
    over years that nobody measured.
    """
    if unknown := _unknown_days(facts):
        return unknown
    period = facts.project.period
    apart = facts.sampling["period_apart"]
    for end, day, english, chinese in (
        ("start", period.start, "starts", "开始"),
        ("end", last_day(period.end), "ends", "结束"),
    ):
        if apart[end] > most_months:
            return not_met(
                (
                    (
                        f"The period {english} on {day}, {at_most(apart[end])} months "
                        "from its soil campaign."
                    ),
                    (
                        f"监测期{chinese}于 {day}，与对应的土壤采样相差 "
                        f"{at_most(apart[end])} 个月。"
                    ),
                ),
                (
                    (
                        "Let the period run from its first campaign to its last, each "
                        f"within {most_months:g} months; what lies outside is another "
                        "period, with campaigns of its own."
                    ),
                    (
                        "监测期应自期初采样至期末采样，首尾相差均不超过 "
                        f"{most_months:g} 个月；其余时间属于另一监测期，须另行采样。"
                    ),
                ),
            )
    return met(
        f"The period {period.start} to {last_day(period.end)} is the time between the "
        "campaigns.",
        f"监测期 {period.start} 至 {last_day(period.end)} 与两次采样的间隔一致。",
    )


def _unknown_days(facts: Facts) -> Outcome | None:
    """Return campaigns of which nobody says, or says twice, when they were sampled."""
    lacking: dict[str, int] = facts.sampling.get("undated", {})
    other: dict[str, list[str]] = facts.sampling.get("outside", {})
    english = [
        *(f"{count} results of {name} have no day" for name, count in lacking.items()),
        *(f"{name} was sampled on {', '.join(days)}, outside its stated days"
          for name, days in other.items()),
    ]  # fmt: skip
    chinese = [
        *(f"{name} 有 {count} 个结果无采样日期" for name, count in lacking.items()),
        *(f"{name} 的采样日期 {'、'.join(days)} 不在所填起止日期之内"
          for name, days in other.items()),
    ]  # fmt: skip
    if not english:
        return None
    return not_assessed(
        (
            f"Not known when the soil was sampled: {'; '.join(english)}.",
            f"采样日期无法确认：{'；'.join(chinese)}。",
        ),
        (
            (
                "Give every result its sampling day; correct the day, or start and end "
                "of the campaign."
            ),
            "请为每个结果填写采样日期；日期有误的请更正，或更正该次采样的起止日期。",
        ),
    )


def baseline_before_practice(
    facts: Facts, most_gap_months: float, most_back_years: float
) -> Outcome:
    """Tell whether soil, look-back and records come first, and shortly before.

    What was done decades ago is no picture of what the practice replaced.
    """
    start = facts.project.practice.start
    first = facts.sampling["first_sampling"]
    if first and start < first:
        return not_met(
            (
                (
                    f"The practice started on {start}, before the first soil sampling "
                    f"on {first}."
                ),
                f"措施开始于 {start}，早于期初土壤采样日 {first}。",
            ),
            (
                (
                    "What stood in the soil before the practice was not measured; only "
                    "land on which the practice starts after its first sampling counts."
                ),
                (
                    "措施实施前的土壤碳储量未测定；只有期初采样之后才开始实施措施的土地"
                    "方可核算。"
                ),
            ),
        )
    standing = (
        _applied_early(facts)
        or _late_baseline(facts)
        or _old_baseline(facts, most_gap_months, most_back_years)
    )
    return standing or met(
        f"The first sampling lies before the practice started on {start}.",
        f"期初采样早于措施开始日期 {start}。",
    )


def _applied_early(facts: Facts) -> Outcome | None:
    start = facts.project.practice.start
    applied = facts.sampling["first_application"]
    if not applied or applied >= start[: len(applied)]:
        return None
    return not_met(
        (
            (
                f"The records show an application in {applied}, before the practice "
                f"started on {start}."
            ),
            f"记录显示 {applied} 已施用，早于所填的措施开始日期 {start}。",
        ),
        (
            (
                "State the day of the first application in practice.start, or correct "
                "the record."
            ),
            "请在 practice.start 填写首次施用日期，或更正施用记录。",
        ),
    )


def _late_baseline(facts: Facts) -> Outcome | None:
    start = facts.project.practice.start
    span = stated_or(facts.project.baseline, Baseline()).look_back
    aside = facts.activity.get("aside", [])
    recorded = [
        *facts.activity.get("baseline", []),
        *(item.year for item in aside if item.role == "baseline"),
    ]
    late = [day for day in recorded if day > start[: len(day)]]
    if span is not UNSET and span.end > start:
        late.append(last_day(span.end))
    if not late:
        return None
    return not_met(
        (
            (
                f"The baseline reaches into {max(late)}, after the practice started on "
                f"{start}."
            ),
            f"基准线数据延续至 {max(late)}，晚于措施开始日期 {start}。",
        ),
        (
            (
                "End baseline.look_back, and the baseline's records, before the "
                "practice starts."
            ),
            "基准线回溯期及其记录应在措施开始之前结束。",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """Days that the baseline is taken from, the last one not included."""

    start: str
    end: str


def _span(facts: Facts) -> _Span | None:
    """Return the look-back as stated, else the years of its records; None without."""
    stated = stated_or(facts.project.baseline, Baseline()).look_back
    if stated is not UNSET:
        return _Span(str(stated.start), str(stated.end))
    years = [int(year) for year in facts.activity.get("baseline", []) if year.isdigit()]
    if not years:
        return None
    return _Span(f"{min(years)}-01-01", f"{max(years) + 1}-01-01")


def _old_baseline(facts: Facts, most_gap: float, most_back: float) -> Outcome | None:
    """Return a baseline that ends, or begins, too long before the practice."""
    start = facts.project.practice.start
    span = _span(facts)
    if span is None:
        return None
    gap = float(years_between(span.end, start)) * MONTHS
    back = float(years_between(span.start, start))
    if gap <= most_gap and back <= most_back:
        return None
    return not_met(
        (
            (
                f"The baseline covers {span.start} to {last_day(span.end)}: it begins "
                f"{at_most(back)} years and ends {at_most(gap)} months before the "
                f"practice started on {start}."
            ),
            (
                f"基准线取自 {span.start} 至 {last_day(span.end)}：起于措施开始日期 "
                f"{start} 之前 {at_most(back)} 年，止于其前 {at_most(gap)} 个月。"
            ),
        ),
        (
            (
                "Take the years immediately before the practice: baseline.look_back "
                f"and its records end at most {most_gap:g} months before "
                f"practice.start and begin at most {most_back:g} years before it."
            ),
            (
                "基准线应取措施开始前紧邻的年度：baseline.look_back（回溯期）及其记录的"
                f"结束日期距 practice.start 不超过 {most_gap:g} 个月，开始日期距其"
                f"不超过 {most_back:g} 年。"
            ),
        ),
    )
