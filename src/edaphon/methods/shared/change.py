"""From a stock to the mean change of a sampling group, its variance and freedom.

The same four equations serve the credited stock and the fixed-depth stock, for
re-visited points and for two rounds of different points.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from edaphon.methods.engine.equation import Equation, Values, equation, take
from edaphon.methods.shared.variance import mean, variance_of_mean
from edaphon.science.freedom import satterthwaite


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A quantity over profiles whose change is wanted, and what to call it."""

    name: str
    prefix: str
    """Put before ``change``, ``mean_change`` and their kin."""
    symbol: str
    tag: str
    """Subscript of its changes, empty for the stock that is credited."""
    titles: tuple[str, str]
    letter: str = ""
    """Put behind the number of an equation, so that a number names one quantity."""

    def declare(
        self, name: str, shape: tuple[str, str, str, str], formula: str
    ) -> Callable[[Callable[..., float]], Equation]:
        """Return the declaration of one change equation: number, symbol, unit, axis."""
        number, symbol, unit, over = shape
        english, chinese = TITLES[name]
        independent = number.endswith("i")
        tagged = {"S_": f"{self.symbol}{'_' if self.symbol == 'S' else ','}"}
        for letter in ("d", "g", "v", "df"):
            tagged[f"{letter}_"] = f"{letter}_{self.tag}," if self.tag else f"{letter}_"
        return equation(
            name=name.format(prefix=self.prefix),
            number=f"{number}{self.letter}",
            symbol=_tagged(symbol, tagged),
            unit=unit,
            over=over,
            source="Cochran (1977) Ch. 5; de Gruijter et al. (2006)",
            mark="S",
            title=(english.format(self.titles[0]), chinese.format(self.titles[1])),
            when={"design": "independent" if independent else "paired"},
            formula=_tagged(formula, tagged),
        )


TITLES = {
    "{prefix}change": ("Change of {} at a point", "采样点{}变化量"),
    "mean_{prefix}change": ("Mean change of {}", "{}平均变化量"),
    "{prefix}change_variance": (
        "Variance of the mean change of {}",
        "{}平均变化量的方差",
    ),
    "{prefix}change_freedom": ("Degrees of freedom, {}", "{}变化量的自由度"),
}
"""Change equations by name, with their English and Chinese titles."""


def _tagged(formula: str, tags: Mapping[str, str]) -> str:
    """Return a formula with the subscripts of one stock."""
    return re.sub(r"\b(?:S|df|[dgv])_", lambda found: tags[found.group()], formula)


def changes(stock: Stock) -> tuple[Equation, ...]:
    """Return the equations from a stock to a group's mean change and its variance."""
    return (_at_a_point(stock), *_paired(stock), *_independent(stock))


def _at_a_point(stock: Stock) -> Equation:
    @stock.declare(
        "{prefix}change", ("T6", "d_i", "t{C}/har", "point"), "d_i = S_t1 − S_t0"
    )
    def change(
        stock_end: Annotated[float, take("t{C}/har", stock.name, campaign="end")],
        stock_start: Annotated[float, take("t{C}/har", stock.name, campaign="start")],
    ) -> float:
        """Stock at the end less stock at the start, same point."""
        return stock_end - stock_start

    return change


def _paired(stock: Stock) -> tuple[Equation, ...]:
    change_name = f"{stock.prefix}change"

    @stock.declare(
        "mean_{prefix}change",
        ("T7", "g_h", "t{C}/har", "group"),
        "g_h = [Σ_i d_i] / [n(d_i)]",
    )
    def mean_change(
        point_changes: Annotated[Values, take("t{C}/har", change_name)],
    ) -> float:
        """Mean of the changes at the points of a group."""
        return mean(point_changes)

    @stock.declare(
        "{prefix}change_variance",
        ("T8", "v_h", "t2{C}/har2", "group"),
        "v_h = [s²(d_i)] / [n(d_i)]",
    )
    def change_variance(
        point_changes: Annotated[Values, take("t{C}/har", change_name)],
    ) -> float:
        """The differences hold the covariance of the two rounds."""
        return variance_of_mean(point_changes)

    @stock.declare(
        "{prefix}change_freedom", ("T9", "df_h", "1", "group"), "df_h = n(d_i) − 1"
    )
    def change_freedom(
        point_changes: Annotated[Values, take("t{C}/har", change_name)],
    ) -> float:
        """Points less one."""
        return float(len(point_changes) - 1)

    return mean_change, change_variance, change_freedom


def _independent(stock: Stock) -> tuple[Equation, ...]:
    @stock.declare(
        "mean_{prefix}change",
        ("T7i", "g_h", "t{C}/har", "group"),
        "g_h = [Σ_i S_t1] / [n(S_t1)] − [Σ_i S_t0] / [n(S_t0)]",
    )
    def mean_change(
        at_end: Annotated[Values, take("t{C}/har", stock.name, campaign="end")],
        at_start: Annotated[Values, take("t{C}/har", stock.name, campaign="start")],
    ) -> float:
        """Mean at the end less mean at the start, different points."""
        return mean(at_end) - mean(at_start)

    @stock.declare(
        "{prefix}change_variance",
        ("T8i", "v_h", "t2{C}/har2", "group"),
        "v_h = [s²(S_t1)] / [n(S_t1)] + [s²(S_t0)] / [n(S_t0)]",
    )
    def change_variance(
        at_end: Annotated[Values, take("t{C}/har", stock.name, campaign="end")],
        at_start: Annotated[Values, take("t{C}/har", stock.name, campaign="start")],
    ) -> float:
        """Sum of the two rounds' variances: independent rounds have no covariance."""
        return variance_of_mean(at_end) + variance_of_mean(at_start)

    @stock.declare(
        "{prefix}change_freedom",
        ("T9i", "df_h", "1", "group"),
        "df_h = [(s²(S_t1) / n(S_t1) + s²(S_t0) / n(S_t0))²]"
        " / [[(s²(S_t1) / n(S_t1))²] / [n(S_t1) − 1]"
        " + [(s²(S_t0) / n(S_t0))²] / [n(S_t0) − 1]]",
    )
    def change_freedom(
        at_end: Annotated[Values, take("t{C}/har", stock.name, campaign="end")],
        at_start: Annotated[Values, take("t{C}/har", stock.name, campaign="start")],
    ) -> float:
        """Satterthwaite over the two rounds."""
        return satterthwaite(
            (variance_of_mean(at_end), variance_of_mean(at_start)),
            (len(at_end) - 1, len(at_start) - 1),
        )

    return mean_change, change_variance, change_freedom


CREDITED = Stock(
    name="stock", prefix="", symbol="S", tag="", titles=("the stock", "有机碳储量")
)

FIXED_DEPTH = Stock(
    name="fixed_depth_stock",
    prefix="fixed_depth_",
    symbol="S_FD",
    tag="FD",
    titles=("the fixed-depth stock", "固定深度有机碳储量"),
    letter="f",
)
