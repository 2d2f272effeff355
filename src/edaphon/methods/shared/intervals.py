"""Changes as an account prints them: intervals, strata against control, totals.

Nothing here is credited. The same equations serve the credited stock and the
fixed-depth stock; a report shows their values and computes none of its own.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from edaphon.methods.engine.equation import Equation, Values, equation, parameter, take
from edaphon.methods.shared.change import Stock
from edaphon.methods.shared.variance import (
    weighted_freedom,
    weighted_sum,
    weighted_variance,
)
from edaphon.science.freedom import satterthwaite
from edaphon.science.student import quantile as t_quantile

CONFIDENCE = parameter("interval_confidence", "1")
CARBON = "t{C}/har"
SQUARED = "t2{C}/har2"

TITLES = {
    "{}change_low": ("Lower end of the mean change of {}", "{}平均变化量区间下限"),
    "{}change_high": ("Upper end of the mean change of {}", "{}平均变化量区间上限"),
    "{}contrast": (
        "Change of {} against control, stratum",
        "碳层{}变化量与对照之差",
    ),
    "{}contrast_variance": (
        "Variance of the change of {} against control, stratum",
        "碳层{}变化量与对照之差的方差",
    ),
    "{}contrast_freedom": (
        "Degrees of freedom of the change of {} against control, stratum",
        "碳层{}变化量与对照之差的自由度",
    ),
    "{}contrast_low": (
        "Lower end of the change of {} against control, stratum",
        "碳层{}变化量与对照之差的区间下限",
    ),
    "{}contrast_high": (
        "Upper end of the change of {} against control, stratum",
        "碳层{}变化量与对照之差的区间上限",
    ),
    "overall_{}change": (
        "Change of {} against control, per hectare",
        "单位面积{}变化量与对照之差",
    ),
    "overall_{}change_variance": (
        "Variance of the change of {} against control, per hectare",
        "单位面积{}变化量与对照之差的方差",
    ),
    "overall_{}change_freedom": (
        "Degrees of freedom of the change of {} against control",
        "{}变化量与对照之差的自由度",
    ),
    "overall_{}change_low": (
        "Lower end of the change of {} against control, per hectare",
        "单位面积{}变化量与对照之差的区间下限",
    ),
    "overall_{}change_high": (
        "Upper end of the change of {} against control, per hectare",
        "单位面积{}变化量与对照之差的区间上限",
    ),
}
"""Names of the interval equations, with their English and Chinese titles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What an interval is made of: names of quantities, symbols, number, axis."""

    stem: str
    """Put before ``_variance``, ``_freedom``, ``_low`` and ``_high``."""
    mean: str
    letter: str
    spread: str
    index: str
    number: int
    """Number of the lower end; the upper one follows."""
    over: str


GROUP_ENDS = Ends(
    stem="{}change", mean="mean_{}change", letter="g", spread="v", index="h",
    number=10, over="group",
)  # fmt: skip

CONTRAST_ENDS = Ends(
    stem="{}contrast", mean="{}contrast", letter="b", spread="w", index="h",
    number=15, over="stratum",
)  # fmt: skip

OVERALL_ENDS = Ends(
    stem="overall_{}change", mean="overall_{}change", letter="b", spread="w",
    index="A", number=20, over="account",
)  # fmt: skip


def intervals(stock: Stock) -> tuple[Equation, ...]:
    """Return the equations from the changes of groups to printed intervals."""
    return (*_ends(stock, GROUP_ENDS), *_contrasts(stock), *_overall(stock))


def _declare(
    stock: Stock, name: str, shape: tuple[str, str, str, str], formula: str
) -> Callable[[Callable[..., float]], Equation]:
    """Return the declaration of one equation: number, symbol, unit and axis."""
    number, symbol, unit, over = shape
    english, chinese = TITLES[name]
    tag = f"{stock.tag}," if stock.tag else ""
    return equation(
        name=name.format(stock.prefix),
        number=f"{number}{stock.letter}",
        symbol=_tagged(symbol, tag),
        unit=unit,
        over=over,
        source="Cochran (1977) Ch. 5; Satterthwaite (1946)",
        mark="S",
        title=(english.format(stock.titles[0]), chinese.format(stock.titles[1])),
        formula=_tagged(formula, tag),
    )


def _tagged(formula: str, tag: str) -> str:
    """Return a formula with the subscript of one stock in place of ``#``."""
    return formula.replace("#", tag)


def _contrasts(stock: Stock) -> tuple[Equation, ...]:
    prefix = stock.prefix
    mean, spread = f"mean_{prefix}change", f"{prefix}change_variance"

    @_declare(
        stock,
        "{}contrast",
        ("T12", "b_#h", CARBON, "stratum"),
        "b_#h = g_#h,p − g_#h,c",
    )
    def contrast(
        project: Annotated[float, take(CARBON, mean, role="project")],
        control: Annotated[float, take(CARBON, mean, role="control")],
    ) -> float:
        """Mean change on project land less that on the control of the stratum."""
        return project - control

    @_declare(
        stock,
        "{}contrast_variance",
        ("T13", "w_#h", SQUARED, "stratum"),
        "w_#h = v_#h,p + v_#h,c",
    )
    def variance(
        project: Annotated[float, take(SQUARED, spread, role="project")],
        control: Annotated[float, take(SQUARED, spread, role="control")],
    ) -> float:
        """Sum of both variances: project and control points are independent."""
        return math.fsum((project, control))

    return contrast, variance, _contrast_freedom(stock), *_ends(stock, CONTRAST_ENDS)


def _contrast_freedom(stock: Stock) -> Equation:
    spread, free = f"{stock.prefix}change_variance", f"{stock.prefix}change_freedom"

    @_declare(
        stock,
        "{}contrast_freedom",
        ("T14", "df_#h", "1", "stratum"),
        "df_#h = [(v_#h,p + v_#h,c)²]"
        " / [[v_#h,p²] / [df_#h,p] + [v_#h,c²] / [df_#h,c]]",
    )
    def freedom(
        project: Annotated[float, take(SQUARED, spread, role="project")],
        control: Annotated[float, take(SQUARED, spread, role="control")],
        project_freedom: Annotated[float, take("1", free, role="project")],
        control_freedom: Annotated[float, take("1", free, role="control")],
    ) -> float:
        """Satterthwaite over project and control."""
        return satterthwaite((project, control), (project_freedom, control_freedom))

    return freedom


def _overall(stock: Stock) -> tuple[Equation, ...]:
    prefix = stock.prefix
    mean, spread = f"mean_{prefix}change", f"{prefix}change_variance"

    @_declare(
        stock,
        "overall_{}change",
        ("T17", "b_#A", CARBON, "account"),
        "b_#A = [Σ_h a_h · g_#h] / [A]",
    )
    def change(
        changes: Annotated[Values, take(CARBON, mean)],
        signed_areas: Annotated[Values, take("har", "signed_area")],
        area: Annotated[float, take("har")],
    ) -> float:
        """Area-weighted change; control areas enter with a minus sign."""
        return weighted_sum(changes, signed_areas) / area

    @_declare(
        stock,
        "overall_{}change_variance",
        ("T18", "w_#A", SQUARED, "account"),
        "w_#A = [Σ_h a_h² · v_#h] / [A²]",
    )
    def variance(
        variances: Annotated[Values, take(SQUARED, spread)],
        signed_areas: Annotated[Values, take("har", "signed_area")],
        area: Annotated[float, take("har")],
    ) -> float:
        """Sum of the groups' variances, each times its area squared."""
        return weighted_variance(variances, signed_areas) / (area * area)

    return change, variance, _overall_freedom(stock), *_ends(stock, OVERALL_ENDS)


def _overall_freedom(stock: Stock) -> Equation:
    prefix = stock.prefix

    @_declare(
        stock,
        "overall_{}change_freedom",
        ("T19", "df_#A", "1", "account"),
        "df_#A = [(Σ_h a_h² · v_#h)²] / [Σ_h a_h⁴ · v_#h² / df_#h]",
    )
    def freedom(
        variances: Annotated[Values, take(SQUARED, f"{prefix}change_variance")],
        signed_areas: Annotated[Values, take("har", "signed_area")],
        freedoms: Annotated[Values, take("1", f"{prefix}change_freedom")],
    ) -> float:
        """Satterthwaite over all groups."""
        return weighted_freedom(variances, signed_areas, freedoms)

    return freedom


def _ends(stock: Stock, ends: Ends) -> tuple[Equation, ...]:
    """Return both ends of an interval, mean less and plus t times its error."""
    stem, index = ends.stem.format(stock.prefix), ends.index
    mean = ends.mean.format(stock.prefix)
    half = f"t(p_int, df_#{index}) · √({ends.spread}_#{index})"
    centre = f"{ends.letter}_#{index}"
    below, above = (f"{ends.letter}_#{end},{index}" for end in ("low", "high"))

    @_declare(
        stock,
        f"{ends.stem}_low",
        (f"T{ends.number}", below, CARBON, ends.over),
        f"{below} = {centre} − {half}",
    )
    def low(
        change: Annotated[float, take(CARBON, mean)],
        variance: Annotated[float, take(SQUARED, f"{stem}_variance")],
        freedom: Annotated[float, take("1", f"{stem}_freedom")],
        confidence: Annotated[float, CONFIDENCE],
    ) -> float:
        """Mean less t times its standard error."""
        return change - t_quantile(confidence, freedom) * math.sqrt(variance)

    @_declare(
        stock,
        f"{ends.stem}_high",
        (f"T{ends.number + 1}", above, CARBON, ends.over),
        f"{above} = {centre} + {half}",
    )
    def high(
        change: Annotated[float, take(CARBON, mean)],
        variance: Annotated[float, take(SQUARED, f"{stem}_variance")],
        freedom: Annotated[float, take("1", f"{stem}_freedom")],
        confidence: Annotated[float, CONFIDENCE],
    ) -> float:
        """Mean plus t times its standard error."""
        return change + t_quantile(confidence, freedom) * math.sqrt(variance)

    return low, high


def _total(role: str, number: str, titles: tuple[str, str]) -> Equation:
    """Return the soil change of one scenario over the period, not a credited figure."""
    side = {"project": "p", "control": "c"}[role]

    @equation(
        name=f"{role}_soil_total",
        number=number,
        symbol=f"E_{side}",
        unit="t{CO2e}",
        source="IPCC (2019) Vol. 4 Ch. 2",
        mark="S",
        title=titles,
        formula=f"E_{side} = 44/12 · Σ_h A_h,{side} · g_h,{side}",
    )
    def total(
        changes: Annotated[Values, take(CARBON, "mean_change", role=role)],
        areas: Annotated[Values, take("har", "group_area", role=role)],
        co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
    ) -> float:
        """Sum over groups of change times project area, as carbon dioxide."""
        return co2_per_carbon * weighted_sum(changes, areas)

    return total


SCENARIO_TOTALS: tuple[Equation, ...] = (
    _total("project", "T22", ("Soil change, project", "项目情景土壤碳变化")),
    _total("control", "T23", ("Soil change, baseline", "基准线情景土壤碳变化")),
)
"""Soil change of both scenarios over the period; a control stands for project area."""
