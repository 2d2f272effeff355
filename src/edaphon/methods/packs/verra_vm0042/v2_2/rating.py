"""VM0042 v2.2 section 8.7: the rating of the risk of reversal."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import UNSET

from edaphon.methods.engine.condition import (
    Facts,
    Outcome,
    condition,
    met,
    not_assessed,
    not_met,
)
from edaphon.methods.engine.equation import parameter
from edaphon.methods.shared.declared import risk_total
from edaphon.methods.shared.limits_told import first_of
from edaphon.schemas.models.project import Permanence
from edaphon.schemas.record import stated_or

RISKS = ("internal", "external", "natural")

RISK_WORDS = {
    "internal": ("internal risk", "内部风险"),
    "external": ("external risk", "外部风险"),
    "natural": ("natural risk", "自然风险"),
    "total": ("total", "总分"),
}
"""Ratings that have a limit."""


@condition(
    id="8.7-rating",
    source="AFOLU Non-Permanence Risk Procedure v5.0",
    mark="P",
    title=("Non-permanence rating", "非持久性风险评级"),
)
def rating(
    facts: Facts,
    figures: Mapping[str, float],  # noqa: ARG001 - one signature for all conditions
    internal: Annotated[float, parameter("most_risk.internal", "%")],
    external: Annotated[float, parameter("most_risk.external", "%")],
    natural: Annotated[float, parameter("most_risk.natural", "%")],
    total: Annotated[float, parameter("most_risk.total", "%")],
    least_years: Annotated[float, parameter("least_longevity", "a")],
) -> Outcome:
    """Every category is rated and none fails; longevity is long enough."""
    told = stated_or(facts.project.permanence, Permanence())
    fields = {name: getattr(told, name) for name in (*RISKS, "longevity_years")}
    lacking = [name for name, value in fields.items() if value is UNSET]
    if lacking:
        listed = ", ".join(f"permanence.{name}" for name in lacking)
        return not_assessed(
            (f"Not provided: {listed}.", f"未提供：{listed}。"),
            (f"State {listed}.", f"请填写 {listed}。"),
        )
    rated = {name: float(fields[name]) for name in RISKS}
    rated["total"] = float(risk_total(*rated.values()))
    limits = dict(zip(rated, (internal, external, natural, total), strict=True))
    failed = {name: share for name, share in rated.items() if share > limits[name]}
    longevity = fields["longevity_years"]
    if failed or float(longevity) < least_years:
        over = [
            (
                f"{RISK_WORDS[name][0]} {share:g} % (at most {limits[name]:g} %)",
                f"{RISK_WORDS[name][1]} {share:g}%（上限 {limits[name]:g}%）",
            )
            for name, share in failed.items()
        ]
        english, chinese = first_of(over or [("none", "无")])
        return not_met(
            (
                f"Over the limit: {english}; longevity {longevity} years.",
                f"超限：{chinese}；承诺年限 {longevity} 年。",
            ),
            (
                "Mitigate the risk and rate it again; longevity must be "
                f"{least_years:g} years or more.",
                f"请采取缓解措施后重新评级；承诺年限不少于 {least_years:g} 年。",
            ),
        )
    return met(f"Total {rated['total']:g} %.", f"总分 {rated['total']:g}%。")
