"""Section 3, equation 1: from stocks to the change of a point.

Of a point with both whole cores, and of one whose later core holds too little soil.
The same equations serve every stock.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from edaphon.methods.engine.equation import Equation, equation, take

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

    A core that holds less soil than a stock asks for leaves its point without it.
    """
    found = (stock_start, stock_end, full_start, full_end, scheme_start, scheme_end)
    return 0.0 if any(math.isnan(value) for value in found) else 1.0


@equation(
    number="1h",
    symbol="b_light",
    unit="1",
    over="point",
    source=f"{METHOD} §3 eq. 2m",
    mark="D",
    title=("Point with a core that is too light", "土芯过轻的采样点"),
    formula=(
        "b_light = {1: c_i = 0, n(S_c,t0) + n(S_c,t1) + n(S_full,c,t0)"
        " + n(S_full,c,t1) + n(S_V,c,t0) + n(S_V,c,t1) = 6; 0: else}"
    ),
)
def light_point(
    complete: Annotated[float, take("1")],
    stock_start: Annotated[float, _known(CARBON, "stock_continued", "start")],
    stock_end: Annotated[float, _known(CARBON, "stock_continued", "end")],
    *,
    full_start: Annotated[float, _known(CARBON, "full_stock_continued", "start")],
    full_end: Annotated[float, _known(CARBON, "full_stock_continued", "end")],
    scheme_start: Annotated[float, _known(CARBON, "scheme_stock_continued", "start")],
    scheme_end: Annotated[float, _known(CARBON, "scheme_stock_continued", "end")],
) -> float:
    """1 where both cores were measured whole and one holds too little soil.

    It was measured: what it shows to have been lost is not replaced by the others.
    """
    found = (stock_start, stock_end, full_start, full_end, scheme_start, scheme_end)
    is_measured = not any(math.isnan(value) for value in found)
    return 1.0 if complete == 0 and is_measured else 0.0


def _at_points(stock: Stock) -> tuple[Equation, ...]:
    """Return start, end and change of a stock at the points that have both cores.

    And the change that a light core shows, continued to the mass that was asked.
    """
    return (
        _start(stock),
        _end(stock),
        _change(stock),
        _shown_change(stock),
        _light_change(stock),
    )


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


def _shown_change(stock: Stock) -> Equation:
    shift = "r_lab · " if stock.is_shifted else ""
    name, prefix = f"{stock.name}_continued", stock.prefix
    symbol = f"{stock_symbol(stock)}c,"

    def shifted(
        change: Annotated[float, take(CARBON, f"{prefix}change", may_be_missing=True)],
        stock_end: Annotated[float, _known(CARBON, name, "end")],
        stock_start: Annotated[float, _known(CARBON, name, "start")],
        *,
        light: Annotated[float, take("1", "light_point")],
        shift: Annotated[float, take("1", "laboratory_shift")],
    ) -> float:
        """Of a light core what its own layers show, the deepest one read on."""
        if light == 1.0:
            return stock_end - shift * stock_start
        return change if light == 0.0 else math.nan

    def as_reported(
        change: Annotated[float, take(CARBON, f"{prefix}change", may_be_missing=True)],
        stock_end: Annotated[float, _known(CARBON, name, "end")],
        stock_start: Annotated[float, _known(CARBON, name, "start")],
        *,
        light: Annotated[float, take("1", "light_point")],
    ) -> float:
        """Of a light core what its own layers show, the deepest one read on."""
        if light == 1.0:
            return stock_end - stock_start
        return change if light == 0.0 else math.nan

    return declare(
        stock, "{}shown_change", ("1i", "#e_i", CARBON, "point"),
        f"#e_i = {{{symbol}t1 − {shift}{symbol}t0: b_light = 1; #d_i: b_light = 0}}",
        ("Change of {} that a point shows", "采样点实测所示的{}变化量"),
    )(shifted if stock.is_shifted else as_reported)  # fmt: skip


def _light_change(stock: Stock) -> Equation:
    @declare(
        stock, "{}light_change", ("1j", "#d_light,i", CARBON, "point"),
        "#d_light,i = {#e_i: b_light = 1; 0: b_light = 0}",
        ("Change of {} at a point with a light core", "土芯过轻的采样点{}变化量"),
    )  # fmt: skip
    def light_change(
        shown: Annotated[
            float, take(CARBON, f"{stock.prefix}shown_change", may_be_missing=True)
        ],
        light: Annotated[float, take("1", "light_point")],
    ) -> float:
        """Zero where no core is light: such a point enters otherwise."""
        if light == 1.0:
            return shown
        return 0.0 if light == 0.0 else math.nan

    return light_change


EQUATIONS: tuple[Equation, ...] = (
    complete,
    light_point,
    *(item for stock in STOCKS for item in _at_points(stock)),
)
