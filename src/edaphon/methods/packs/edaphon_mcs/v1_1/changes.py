"""Section 3, equations 1, 2 and 2m: from stocks to the mean change of a group.

The unit of variance is the sampling point on project land and the field on control
land; both stand on the axis ``field``. A point without both whole cores enters with a
value that credits less. The same equations serve every stock.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from edaphon.methods.engine.equation import Equation, Values, equation, parameter, take
from edaphon.methods.packs.edaphon_mcs.v1_1.missing import safe_value
from edaphon.methods.shared.variance import mean, variance_of_mean

METHOD = "edaphon.mcs/1.1"

CARBON = "t{C}/har"
SQUARED = "t2{C}/har2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A stock whose change is wanted, and what its quantities are called."""

    name: str
    prefix: str
    """Put before ``change``, ``mean_change`` and their kin."""
    tag: str
    """Subscript of its symbols, empty for the stock to the reference mass."""
    letter: str
    """Put behind the number of an equation."""
    titles: tuple[str, str]
    slope: str
    """Slope of its curve."""
    mass: str
    """Mass at which it is read."""
    mass_symbol: str
    is_shifted: bool = True
    """Whether the shift of the laboratory is applied to the first campaign."""


CREDITED = Stock(
    name="stock", prefix="", tag="", letter="", titles=("the stock", "有机碳储量"),
    slope="slope", mass="reference_mass", mass_symbol="M*",
)  # fmt: skip
FULL = Stock(
    name="full_stock", prefix="full_", tag="full", letter="x",
    titles=("the full-profile stock", "全剖面有机碳储量"),
    slope="full_slope", mass="point_full_mass", mass_symbol="M_max,i",
)  # fmt: skip
SCHEME = Stock(
    name="scheme_stock", prefix="scheme_", tag="V", letter="v",
    titles=("the stock on the curve of VM0042", "VM0042 曲线上的有机碳储量"),
    slope="scheme_slope", mass="scheme_mass", mass_symbol="M_V", is_shifted=False,
)  # fmt: skip
STOCKS = (CREDITED, FULL, SCHEME)

MUST_HAVE = ("stock", "full_stock", "scheme_stock")
"""Stocks that both cores of a point must have."""

TAGGED = re.compile(r"#(\w+)_(\w+)")


def tagged(stock: Stock, formula: str) -> str:
    """Return a formula in which ``#d_i`` has the subscript of a stock."""
    tag = f"{stock.tag}," if stock.tag else ""
    return TAGGED.sub(rf"\1_{tag}\2", formula)


def stock_symbol(stock: Stock) -> str:
    """Return the stock as a formula names it, before its campaign."""
    return f"S_{stock.tag}," if stock.tag else "S_"


def declare(
    stock: Stock, name: str, shape: tuple[str, str, str, str], formula: str,
    titles: tuple[str, str],
) -> Callable[[Callable[..., float]], Equation]:  # fmt: skip
    """Return the declaration of one equation: number, symbol, unit, axis."""
    number, symbol, unit, over = shape
    return equation(
        name=name.format(stock.prefix),
        number=f"{number}{stock.letter}",
        symbol=tagged(stock, symbol),
        unit=unit,
        over=over,
        source=f"{METHOD} §3 eq. {number[:1]}{'m' * (number[1:2] == 'm')}",
        mark="D",
        title=(titles[0].format(stock.titles[0]), titles[1].format(stock.titles[1])),
        formula=tagged(stock, formula),
    )


def _known(unit: str, name: str, campaign: str) -> Any:  # noqa: ANN401 - Take of an annotation
    return take(unit, name, campaign=campaign, may_be_missing=True)


@equation(
    number="1c",
    symbol="c_i",
    unit="1",
    over="point",
    source=f"{METHOD} §2 C4 and C5",
    mark="D",
    title=("Point with both whole cores", "两次土芯齐全的采样点"),
    formula=(
        "c_i = {1: n(S_t0) + n(S_t1) + n(S_full,t0) + n(S_full,t1) + n(S_V,t0)"
        " + n(S_V,t1) = 6; 0: else}"
    ),
)
def complete(
    stock_start: Annotated[float, _known(CARBON, "stock", "start")],
    stock_end: Annotated[float, _known(CARBON, "stock", "end")],
    full_start: Annotated[float, _known(CARBON, "full_stock", "start")],
    full_end: Annotated[float, _known(CARBON, "full_stock", "end")],
    scheme_start: Annotated[float, _known(CARBON, "scheme_stock", "start")],
    scheme_end: Annotated[float, _known(CARBON, "scheme_stock", "end")],
) -> float:
    """1 where every stock is known in both campaigns, else 0.

    A core that is lighter than the full mass makes its point a missing one.
    """
    found = (stock_start, stock_end, full_start, full_end, scheme_start, scheme_end)
    return 0.0 if any(math.isnan(value) for value in found) else 1.0


def _at_points(stock: Stock) -> tuple[Equation, ...]:
    """Return start, end and change of a stock at the points that have both cores."""
    return _start(stock), _end(stock), _change(stock)


def _start(stock: Stock) -> Equation:
    shift = "r_lab · " if stock.is_shifted else ""

    def start_of(
        stock_start: Annotated[float, _known(CARBON, stock.name, "start")],
        complete: Annotated[float, take("1")],
        shift: Annotated[float, take("1", "laboratory_shift")],
    ) -> float:
        """The first campaign in the laboratory's present terms, where it counts."""
        return shift * stock_start if complete == 1.0 else math.nan

    def start_as_reported(
        stock_start: Annotated[float, _known(CARBON, stock.name, "start")],
        complete: Annotated[float, take("1")],
    ) -> float:
        """The first campaign as reported, where it counts."""
        return stock_start if complete == 1.0 else math.nan

    return declare(
        stock, "{}start", ("1a", "#S_0,i", CARBON, "point"),
        f"#S_0,i = {{{shift}{stock_symbol(stock)}t0: c_i = 1}}",
        ("Start of {} at a point", "采样点期初{}"),
    )(start_of if stock.is_shifted else start_as_reported)  # fmt: skip


def _end(stock: Stock) -> Equation:
    @declare(
        stock, "{}end", ("1b", "#S_1,i", CARBON, "point"),
        f"#S_1,i = {{{stock_symbol(stock)}t1: c_i = 1}}",
        ("End of {} at a point", "采样点期末{}"),
    )  # fmt: skip
    def end(
        stock_end: Annotated[float, _known(CARBON, stock.name, "end")],
        complete: Annotated[float, take("1")],
    ) -> float:
        """The present campaign, where it counts."""
        return stock_end if complete == 1.0 else math.nan

    return end


def _change(stock: Stock) -> Equation:
    @declare(
        stock, "{}change", ("1", "#d_i", CARBON, "point"), "#d_i = #S_1,i − #S_0,i",
        ("Change of {} at a point", "采样点{}变化量"),
    )  # fmt: skip
    def change(
        end: Annotated[float, take(CARBON, f"{stock.prefix}end")],
        start: Annotated[float, take(CARBON, f"{stock.prefix}start")],
    ) -> float:
        """Stock at the end less stock at the start, same point."""
        return end - start

    return change


def _of_fields(stock: Stock) -> tuple[Equation, ...]:
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

    @declare(
        stock, "{}field_change", ("1d", "#d_f", CARBON, "field"),
        "#d_f = {[Σ_i #d_i] / [n(#d_i)]: k_f = 0; "
        "[Σ_i #d_i + k_f · #d_lost,f] / [n(#d_i) + k_f]: k_f > 0}",
        ("Change of {} of a field", "田块{}变化量"),
    )  # fmt: skip
    def field_change(
        changes: Annotated[Values, take(CARBON, f"{prefix}change")],
        lost: Annotated[float, take("1", "lost_points")],
        lost_value: Annotated[
            float, take(CARBON, f"{prefix}lost_point_value", may_be_missing=True)
        ],
    ) -> float:
        """Mean over the points of a field; on project land a point is its own field."""
        if lost > 0:
            return (math.fsum(changes) + lost * lost_value) / (len(changes) + lost)
        return mean(changes) if lost == 0 else math.nan

    return lost_point_value, field_change


def _of_groups(stock: Stock) -> tuple[Equation, ...]:
    return (
        _lost_field_value(stock),
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


def _mean_change(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "mean_{}change", ("2", "#g_h", CARBON, "group"),
        "#g_h = {[Σ_f #d_f] / [n(#d_f)]: k_h = 0; "
        "[Σ_f #d_f + k_h · #g_lost,h] / [n(#d_f) + k_h]: k_h > 0}",
        ("Mean change of {}", "{}平均变化量"),
    )  # fmt: skip
    def mean_change(
        changes: Annotated[Values, take(CARBON, f"{prefix}field_change")],
        lost: Annotated[float, take("1", "lost_fields")],
        lost_value: Annotated[
            float, take(CARBON, f"{prefix}lost_field_value", may_be_missing=True)
        ],
    ) -> float:
        """Mean over points on project land, over fields on control land."""
        if lost > 0:
            return (math.fsum(changes) + lost * lost_value) / (len(changes) + lost)
        return mean(changes) if lost == 0 else math.nan

    return mean_change


def _change_variance(stock: Stock) -> Equation:
    prefix = stock.prefix

    @declare(
        stock, "{}change_variance", ("2a", "#v_h", SQUARED, "group"),
        "#v_h = {[s²(#d_f)] / [n(#d_f)]: k_h = 0; "
        "[(n(#d_f) − 1) · s²(#d_f) + n(#d_f) · k_h / (n(#d_f) + k_h)"
        " · ([Σ_f #d_f] / [n(#d_f)] − #g_lost,h)²]"
        " / [(n(#d_f) + k_h − 1) · (n(#d_f) + k_h)]: k_h > 0}",
        ("Variance of the mean change of {}", "{}平均变化量的方差"),
    )  # fmt: skip
    def change_variance(
        changes: Annotated[Values, take(CARBON, f"{prefix}field_change")],
        lost: Annotated[float, take("1", "lost_fields")],
        lost_value: Annotated[
            float, take(CARBON, f"{prefix}lost_field_value", may_be_missing=True)
        ],
    ) -> float:
        """Spread of points or fields; a missing one counts with its value."""
        if lost <= 0:
            return variance_of_mean(changes) if lost == 0 else math.nan
        count, all_of = len(changes), len(changes) + lost
        squares = variance_of_mean(changes) * count * (count - 1)
        apart = mean(changes) - lost_value
        squares += count * lost / all_of * apart * apart
        return squares / ((all_of - 1) * all_of)

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
    complete,
    *(item for stock in STOCKS for item in _at_points(stock)),
    *(item for stock in STOCKS for item in _of_fields(stock)),
    *(item for stock in STOCKS for item in _of_groups(stock)),
)
