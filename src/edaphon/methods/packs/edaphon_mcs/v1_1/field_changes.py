"""Section 3, equations 2 and 2m: from the change of points to the mean of a group.

The unit of variance is the sampling point on project land and the field on control
land; both stand on the axis ``field``. A point without both whole cores enters with a
value that credits less. The same equations serve every stock.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Equation, Values, parameter, take
from edaphon.methods.packs.edaphon_mcs.v1_1.changes import (
    CARBON,
    SQUARED,
    STOCKS,
    Stock,
    declare,
)
from edaphon.methods.packs.edaphon_mcs.v1_1.missing import less_credited, safe_value
from edaphon.methods.shared.variance import mean, variance_of_mean


def _of_fields(stock: Stock) -> tuple[Equation, ...]:
    return _lost_point_value(stock), _field_change(stock), _shown_field_change(stock)


def _lost_point_value(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "{}lost_point_value", ("2ma", "#d_lost,f", CARBON, "field"),
        "#d_lost,f = {[Σ_i #d_i] / [n(#d_i)] + ς_h · t(p_lost, n(#d_i) − 1)"
        " · √(s²(#d_i) · (1 + 1 / n(#d_i))): n(#d_i) ≥ 2}",
        ("Value of a missing point of a field, change of {}",
         "田块缺失采样点的代入值，{}变化量"),
    )  # fmt: skip
    def lost_point_value(
        changes: Annotated[Values, take(CARBON, f"{prefix}change")],
        sign: Annotated[float, take("1", "loss_sign")],
        probability: Annotated[float, parameter("lost_confidence", "1")],
    ) -> float:
        """From the other points of the field, at the end that credits less."""
        return safe_value(changes, sign, probability)

    return lost_point_value


def _field_change(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "{}field_change", ("1d", "#d_f", CARBON, "field"),
        "#d_f = {[Σ_i #d_i] / [n(#d_i)]: k_f + j_f = 0; "
        "[Σ_i #d_i + k_f · #d_lost,f + Σ_i b_light · ς_h · max(ς_h · #d_light,i, "
        "ς_h · #d_lost,f)] / [n(#d_i) + k_f + j_f]: k_f + j_f > 0, n(#d_lost,f) = 1}",
        ("Change of {} of a field", "田块{}变化量"),
    )  # fmt: skip
    def field_change(
        changes: Annotated[Values, take(CARBON, f"{prefix}change")],
        lost: Annotated[float, take("1", "lost_points")],
        light: Annotated[float, take("1", "light_points")],
        *,
        is_light: Annotated[Values, take("1", "light_point")],
        light_changes: Annotated[Values, take(CARBON, f"{prefix}light_change")],
        lost_value: Annotated[
            float, take(CARBON, f"{prefix}lost_point_value", may_be_missing=True)
        ],
        sign: Annotated[float, take("1", "loss_sign")],
    ) -> float:
        """Mean over the points of a field; on project land a point is its own field.

        A light core enters with what it shows, and never with more credit than a
        missing one.
        """
        if lost + light == 0:
            return mean(changes)
        is_known = len(light_changes) == len(is_light)
        if not lost + light > 0 or math.isnan(lost_value) or not is_known:
            return math.nan
        shown = [
            held * less_credited(value, lost_value, sign)
            for value, held in zip(light_changes, is_light, strict=True)
        ]
        total = math.fsum(changes) + lost * lost_value + math.fsum(shown)
        return total / (len(changes) + lost + light)

    return field_change


def _shown_field_change(stock: Stock) -> Equation:
    @declare(
        stock, "{}shown_field_change", ("1e", "#e_f", CARBON, "field"),
        "#e_f = {[Σ_i #e_i] / [n(#e_i)]: o_f = 1}",
        ("Change of {} that the points of a lost field show",
         "缺失田块中采样点实测所示的{}变化量"),
    )  # fmt: skip
    def shown_field_change(
        shown: Annotated[Values, take(CARBON, f"{stock.prefix}shown_change")],
        lost_field: Annotated[float, take("1")],
    ) -> float:
        """Mean of what was measured there; none where no core was."""
        return mean(shown) if lost_field == 1.0 else math.nan

    return shown_field_change


def _of_groups(stock: Stock) -> tuple[Equation, ...]:
    return (
        _lost_field_value(stock),
        _field_value(stock),
        _mean_change(stock),
        _change_variance(stock),
        _change_freedom(stock),
    )


def _lost_field_value(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "{}lost_field_value", ("2mb", "#g_lost,h", CARBON, "group"),
        "#g_lost,h = {[Σ_f #d_f] / [n(#d_f)] + ς_h · t(p_lost, n(#d_f) − 1)"
        " · √(s²(#d_f) · (1 + 1 / n(#d_f))): n(#d_f) ≥ 2}",
        ("Value of a missing point or lost field, change of {}",
         "缺失采样点或缺失田块的代入值，{}变化量"),
    )  # fmt: skip
    def lost_field_value(
        changes: Annotated[Values, take(CARBON, f"{prefix}field_change")],
        sign: Annotated[float, take("1", "loss_sign")],
        probability: Annotated[float, parameter("lost_confidence", "1")],
    ) -> float:
        """From the other points, or fields, of the group."""
        return safe_value(changes, sign, probability)

    return lost_field_value


def _field_value(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "{}field_value", ("2mc", "#x_f", CARBON, "field"),
        "#x_f = {#d_f: n(#d_f) = 1; #g_lost,h: else, o_f = 1, n(#e_f) = 0; "
        "ς_h · max(ς_h · #e_f, ς_h · #g_lost,h): else, o_f = 1, "
        "n(#g_lost,h) = 1}",
        ("Value with which a field enters, change of {}", "田块代入值，{}变化量"),
    )  # fmt: skip
    def field_value(
        change: Annotated[
            float, take(CARBON, f"{prefix}field_change", may_be_missing=True)
        ],
        lost_field: Annotated[float, take("1")],
        shown: Annotated[
            float, take(CARBON, f"{prefix}shown_field_change", may_be_missing=True)
        ],
        *,
        lost_value: Annotated[
            float, take(CARBON, f"{prefix}lost_field_value", may_be_missing=True)
        ],
        sign: Annotated[float, take("1", "loss_sign")],
    ) -> float:
        """Its own change; of a lost field the value of a missing one.

        Or what its points show, where that credits less.
        """
        if not math.isnan(change):
            return change
        if lost_field != 1.0 or math.isnan(lost_value):
            return math.nan
        return (
            lost_value if math.isnan(shown) else less_credited(shown, lost_value, sign)
        )

    return field_value


def _mean_change(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "mean_{}change", ("2", "#g_h", CARBON, "group"),
        "#g_h = {[Σ_f #x_f] / [n(#x_f)]: n(#x_f) = n(#d_f) + k_h}",
        ("Mean change of {}", "{}平均变化量"),
    )  # fmt: skip
    def mean_change(
        values: Annotated[Values, take(CARBON, f"{prefix}field_value")],
        changes: Annotated[Values, take(CARBON, f"{prefix}field_change")],
        lost: Annotated[float, take("1", "lost_fields")],
    ) -> float:
        """Mean over points on project land, over fields on control land."""
        return mean(values) if len(values) == len(changes) + lost else math.nan

    return mean_change


def _change_variance(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "{}change_variance", ("2a", "#v_h", SQUARED, "group"),
        "#v_h = {[s²(#x_f)] / [n(#x_f)]: n(#x_f) = n(#d_f) + k_h}",
        ("Variance of the mean change of {}", "{}平均变化量的方差"),
    )  # fmt: skip
    def change_variance(
        values: Annotated[Values, take(CARBON, f"{prefix}field_value")],
        changes: Annotated[Values, take(CARBON, f"{prefix}field_change")],
        lost: Annotated[float, take("1", "lost_fields")],
    ) -> float:
        """Spread of points or fields; a missing one counts with its value."""
        if len(values) != len(changes) + lost:
            return math.nan
        return variance_of_mean(values)

    return change_variance


def _change_freedom(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "{}change_freedom", ("2b", "#df_h", "1", "group"),
        "#df_h = n(#d_f) − 1",
        ("Degrees of freedom, {}", "{}变化量的自由度"),
    )  # fmt: skip
    def change_freedom(
        changes: Annotated[Values, take(CARBON, f"{prefix}field_change")],
    ) -> float:
        """Points, or fields, with results, less one."""
        return float(len(changes) - 1)

    return change_freedom


EQUATIONS: tuple[Equation, ...] = (
    *(item for stock in STOCKS for item in _of_fields(stock)),
    *(item for stock in STOCKS for item in _of_groups(stock)),
)
