"""Section 3, equations 3-6: difference and gain, their bounds, the soil removal."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from edaphon.methods.engine.equation import Equation, Values, equation, parameter, take
from edaphon.methods.packs.edaphon_mcs.v1_1 import (
    campaign_error,
    changes,
    field_changes,
    missing,
)
from edaphon.methods.packs.edaphon_mcs.v1_1.changes import (
    CARBON,
    CREDITED,
    FULL,
    SCHEME,
    SQUARED,
    Stock,
    tagged,
)
from edaphon.methods.shared import full_profile, intervals, layers, trunk
from edaphon.methods.shared.change import CREDITED as MEASURED
from edaphon.methods.shared.change import FIXED_DEPTH
from edaphon.methods.shared.change import changes as plain_changes
from edaphon.methods.shared.variance import (
    weighted_freedom,
    weighted_sum,
    weighted_variance,
)
from edaphon.science.student import normal_quantile
from edaphon.science.student import quantile as t_quantile

METHOD = "edaphon.mcs/1.1"

TONNES = "t{CO2e}"

TITLES = {
    "difference": ("Difference between project and control{}",
                   "{}项目与对照的储量变化之差"),
    "difference_error": ("Sampling error of the difference{}", "{}差值的采样标准误"),
    "difference_freedom": ("Degrees of freedom of the difference{}", "{}差值的自由度"),
    "difference_bound": ("Lower bound of the difference{}", "{}差值的置信下限"),
    "gain": ("Gain on project land{}", "{}项目地储量增加量"),
    "gain_error": ("Sampling error of the gain{}", "{}增加量的采样标准误"),
    "gain_freedom": ("Degrees of freedom of the gain{}", "{}增加量的自由度"),
    "gain_bound": ("Lower bound of the gain{}", "{}增加量的置信下限"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Difference or gain of one stock: names, symbols, and the groups it sums."""

    stock: Stock
    what: str
    """``difference`` or ``gain``."""

    @property
    def is_gain(self) -> bool:
        """Whether only project land counts."""
        return self.what == "gain"

    @property
    def side(self) -> dict[str, str]:
        """Selection of groups."""
        return {"role": "project"} if self.is_gain else {}

    @property
    def area(self) -> tuple[str, str]:
        """Quantity and symbol of the area of a group; negative for control land."""
        return ("group_area", "A_h,p") if self.is_gain else ("signed_area", "a_h")

    def symbol(self, letter: str = "") -> str:
        """Return a symbol of the sum: ``D``, ``L_D``, ``L_full,D``."""
        name = "G" if self.is_gain else "D"
        if letter:
            return tagged(self.stock, f"#{letter}_{name}")
        return f"{name}_{self.stock.tag}" if self.stock.tag else name

    def of_group(self, letter: str) -> str:
        """Return the symbol of a quantity of a group."""
        return tagged(self.stock, f"#{letter}_{'h,p' if self.is_gain else 'h'}")

    def declare(
        self, part: str, number: str, unit: str, shape: tuple[str, str]
    ) -> Callable[[Callable[..., float]], Equation]:
        """Return the declaration of one equation: symbol and right side."""
        symbol, right = shape
        english, chinese = TITLES[f"{self.what}{part}"]
        tail, tail_zh = campaign_error.OF[self.stock.prefix]
        return equation(
            name=f"{self.stock.prefix}{self.what}{part}",
            number=f"{number}{'g' if self.is_gain else ''}{self.stock.letter}",
            symbol=symbol,
            unit=unit,
            source=f"{METHOD} §3 eq. {number[0]}",
            mark="D",
            title=(english.format(tail), chinese.format(tail_zh)),
            formula=f"{symbol} = {right}",
        )


def _equations(item: Sum) -> tuple[Equation, ...]:
    """Return a sum over strata with its error, freedom and lower bound."""
    return (_total(item), _error(item), _freedom(item), _bound(item))


def _total(item: Sum) -> Equation:
    area, sign = item.area
    prefix, side = item.stock.prefix, item.side

    @item.declare(
        "", "3", "t{C}", (item.symbol(), f"Σ_h {sign} · {item.of_group('g')}")
    )
    def total(
        values: Annotated[Values, take(CARBON, f"mean_{prefix}change", **side)],
        areas: Annotated[Values, take("har", area, **side)],
    ) -> float:
        """A control stands for the area of the strata it is linked to, with a minus."""
        return weighted_sum(values, areas)

    return total


def _error(item: Sum) -> Equation:
    area, sign = item.area
    prefix, side = item.stock.prefix, item.side

    @item.declare(
        "_error", "4", "t{C}",
        (item.symbol("s"), f"√(Σ_h {sign}² · {item.of_group('v')})"),
    )  # fmt: skip
    def error(
        variances: Annotated[Values, take(SQUARED, f"{prefix}change_variance", **side)],
        areas: Annotated[Values, take("har", area, **side)],
    ) -> float:
        """Error of sampling alone.

        A control that serves several strata enters once, with the sum of their
        areas, which carries the covariance of shared controls.
        """
        return math.sqrt(weighted_variance(variances, areas))

    return error


def _freedom(item: Sum) -> Equation:
    area, sign = item.area
    prefix, side = item.stock.prefix, item.side
    variance, free = item.of_group("v"), item.of_group("df")

    @item.declare(
        "_freedom", "4n", "1",
        (
            item.symbol("df"),
            f"[(Σ_h {sign}² · {variance})²] / [Σ_h {sign}⁴ · {variance}² / {free}]",
        ),
    )  # fmt: skip
    def freedom(
        variances: Annotated[Values, take(SQUARED, f"{prefix}change_variance", **side)],
        areas: Annotated[Values, take("har", area, **side)],
        freedoms: Annotated[Values, take("1", f"{prefix}change_freedom", **side)],
    ) -> float:
        """Satterthwaite over the sampling terms."""
        return weighted_freedom(variances, areas, freedoms)

    return freedom


def _bound(item: Sum) -> Equation:
    stem = f"{item.stock.prefix}{item.what}"
    error, free, campaign = (item.symbol(letter) for letter in ("s", "df", "c"))

    @item.declare(
        "_bound", "5", "t{C}",
        (
            item.symbol("L"),
            f"{item.symbol()} − √((t(p, {free}) · {error})² + (z(p) · {campaign})²)",
        ),
    )  # fmt: skip
    def bound(
        estimate: Annotated[float, take("t{C}", stem)],
        error: Annotated[float, take("t{C}", f"{stem}_error")],
        freedom: Annotated[float, take("1", f"{stem}_freedom")],
        campaign: Annotated[float, take("t{C}", f"{stem}_campaign_error")],
        confidence: Annotated[float, take("1")],
    ) -> float:
        """Sampling with its own freedom, campaign errors with the normal quantile."""
        of_sampling = t_quantile(confidence, freedom) * error
        of_campaign = normal_quantile(confidence) * campaign
        return estimate - math.hypot(of_sampling, of_campaign)

    return bound


SUMS = (
    Sum(stock=CREDITED, what="difference"),
    Sum(stock=CREDITED, what="gain"),
    Sum(stock=FULL, what="difference"),
    Sum(stock=FULL, what="gain"),
    Sum(stock=SCHEME, what="difference"),
)


@equation(
    number="5p",
    symbol="p",
    unit="1",
    source=f"{METHOD} §3 eq. 5 and §2 C1",
    mark="D",
    title=("Confidence of every bound", "各置信下限的置信水平"),
    formula="p = 1 − [1 − p_1] / [K]",
)
def confidence(
    planned_campaigns: Annotated[float, take("1")],
    at_one: Annotated[float, parameter("confidence", "1")],
) -> float:
    """The chance of one campaign, shared by all that the sealed plan allows."""
    return 1.0 - (1.0 - at_one) / planned_campaigns


def _smallest(
    name: str, number: str, symbol: str, ends: tuple[str, str], title: tuple[str, str]
) -> Equation:
    """Return the smallest of the five sums, or of their bounds, less imports."""
    end, letter = ends
    of_d, of_g, full_d, full_g, of_v = (item.symbol(letter) for item in SUMS)

    @equation(
        name=name,
        number=number,
        symbol=symbol,
        unit=TONNES,
        source=f"{METHOD} §3 eq. 6",
        mark="D",
        title=title,
        formula=(
            f"{symbol} = 44/12 · min({of_d} − I_D, {of_g} − I_p, {full_d} − I_D, "
            f"{full_g} − I_p, {of_v} − I_D)"
        ),
    )
    def smallest(
        difference: Annotated[float, take("t{C}", f"difference{end}")],
        gain: Annotated[float, take("t{C}", f"gain{end}")],
        *,
        full_difference: Annotated[float, take("t{C}", f"full_difference{end}")],
        full_gain: Annotated[float, take("t{C}", f"full_gain{end}")],
        scheme_difference: Annotated[float, take("t{C}", f"scheme_difference{end}")],
        contrast_import: Annotated[float, take("t{C}")],
        project_import: Annotated[float, take("t{C}")],
        co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
    ) -> float:
        """No more than any of them: difference, gain, both in full, VM0042's curve.

        Carbon that was brought on the land is no removal.
        """
        of_difference = min(difference, full_difference, scheme_difference)
        return co2_per_carbon * min(
            of_difference - contrast_import, min(gain, full_gain) - project_import
        )

    return smallest


soil_removal = _smallest(
    "soil_removal", "6", "R", ("_bound", "L"),
    ("Soil removal", "土壤温室气体清除量"),
)  # fmt: skip

soil_estimate = _smallest(
    "soil_estimate", "6b", "X_soil", ("", ""),
    ("Smallest estimate of the soil", "土壤最小估计值"),
)  # fmt: skip


@equation(
    number="6c",
    symbol="L_min",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 6 without its imports; eq. 8",
    mark="D",
    title=("Smallest bound", "最小置信下限"),
    formula="L_min = min(L_D, L_G, L_full,D, L_full,G, L_V,D)",
)
def smallest_bound(
    difference_bound: Annotated[float, take("t{C}")],
    gain_bound: Annotated[float, take("t{C}")],
    full_difference_bound: Annotated[float, take("t{C}")],
    full_gain_bound: Annotated[float, take("t{C}")],
    scheme_difference_bound: Annotated[float, take("t{C}")],
) -> float:
    """What displaced yield and the other limits are held to."""
    return min(
        difference_bound,
        gain_bound,
        full_difference_bound,
        full_gain_bound,
        scheme_difference_bound,
    )


@equation(
    number="6a",
    symbol="R_avoided",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 6, reported and not credited",
    mark="D",
    title=("Avoided loss, not credited", "避免的碳损失（不计入）"),
    formula="R_avoided = 44/12 · max(0, L_D − I_D − max(0, L_G − I_p))",
)
def avoided_loss(
    difference_bound: Annotated[float, take("t{C}")],
    gain_bound: Annotated[float, take("t{C}")],
    contrast_import: Annotated[float, take("t{C}")],
    project_import: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """Loss that the control had and the project had not."""
    own = max(0.0, gain_bound - project_import)
    return co2_per_carbon * max(0.0, difference_bound - contrast_import - own)


EQUATIONS = (
    *layers.LAYERS_ALONE,
    trunk.mineral_mass,
    *full_profile.EQUATIONS,
    *trunk.STOCK_VARIANTS,
    *trunk.LINEAR_STOCK,
    *trunk.INTERPOLATION,
    trunk.fixed_depth_stock,
    *campaign_error.ERRORS,
    *missing.EQUATIONS,
    *changes.EQUATIONS,
    *field_changes.EQUATIONS,
    *plain_changes(FIXED_DEPTH),
    *intervals.intervals(MEASURED),
    *intervals.intervals(FIXED_DEPTH),
    *intervals.SCENARIO_TOTALS,
    *campaign_error.EQUATIONS,
    *(one for item in SUMS for one in _equations(item)),
    confidence,
    soil_removal,
    soil_estimate,
    smallest_bound,
    avoided_loss,
)
