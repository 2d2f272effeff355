"""Section 3, equation 4: campaign errors, which all rows of a campaign share."""

import math
from typing import Annotated, Any

from edaphon.methods.engine.equation import Equation, Values, equation, parameter, take
from edaphon.methods.packs.edaphon_mcs.v1_1.changes import (
    CARBON,
    CREDITED,
    FULL,
    SCHEME,
    Stock,
    declare,
    stock_symbol,
    tagged,
)
from edaphon.methods.shared.variance import mean, variance_of_mean, weighted_sum
from edaphon.science.chi_square import quantile as chi_square

METHOD = "edaphon.mcs/1.1"

CLAUSE = f"{METHOD} §3 eq. 4"


def _error(
    name: str, number: str, symbols: tuple[str, str, str], runs: str,
    titles: tuple[str, str], *, least: tuple[str, Any],
) -> Equation:  # fmt: skip
    """Return a relative campaign error: a default, or the bound that runs show.

    ``least`` is the symbol of its floor, and where that comes from.
    """
    symbol, default, deviation = symbols
    floor, least_of = least

    @equation(
        name=name,
        number=number,
        symbol=symbol,
        unit="1",
        source=CLAUSE,
        mark="D",
        title=titles,
        rounding="up",
        formula=(
            f"{symbol} = {{max(√([Σ_j {deviation}²]"
            f" / [χ²(α_u, n({deviation}) − 1)]), {floor}): n({deviation}) ≥ 2; "
            f"max({default}, √(Σ_j {deviation}²)): n({deviation}) ≤ 1}}"
        ),
    )
    def error(
        deviations: Annotated[Values, take("1", runs, may_be_empty=True)],
        default: Annotated[float, parameter(f"{name}_default", "1")],
        least: Annotated[float, least_of],
        chance: Annotated[float, parameter("campaign_error_chance", "1")],
    ) -> float:
        """The 90 % upper bound that deviations from known values show.

        Without two of them the default, and never less than the one deviation.
        """
        squares = math.fsum(value * value for value in deviations)
        if len(deviations) < 2:
            return max(default, math.sqrt(squares))
        below = chi_square(chance, len(deviations) - 1)
        return max(math.sqrt(squares / below) if below else math.nan, least)

    return error


@equation(
    number="4q",
    symbol="q_a",
    unit="1",
    over="archived",
    source=CLAUSE,
    mark="D",
    title=("Archived sample, again over first", "留样复测值与首测值之比"),
    formula="q_a = [C_again] / [C_first]",
)
def archived_ratio(
    again: Annotated[float, take("g/kg", "archived_again")],
    first: Annotated[float, take("g/kg", "archived_first")],
) -> float:
    """The same sample in both batches."""
    return again / first if first else math.nan


@equation(
    number="4r",
    symbol="r_lab",
    unit="1",
    source=CLAUSE,
    mark="D",
    title=("Shift of the laboratory between the campaigns", "两次检测间的实验室偏移"),
    formula=(
        "r_lab = {[Σ_a C_again] / [Σ_a C_first]: n(C_first) ≥ n_a; "
        "r_lab0: n(C_first) < n_a}"
    ),
)
def laboratory_shift(
    again: Annotated[Values, take("g/kg", "archived_again", may_be_empty=True)],
    first: Annotated[Values, take("g/kg", "archived_first", may_be_empty=True)],
    least: Annotated[float, parameter("least_archived", "1")],
    before: Annotated[float, take("1", "laboratory_shift_before")],
) -> float:
    """Ratio of sums of the archived samples; it is applied to the first campaign.

    Where too few were analysed again, what the last account found stands as far as it
    lowers the gain: a shift does not go away by being measured no more.
    """
    if len(first) < least:
        return before
    below = math.fsum(first)
    return math.fsum(again) / below if below else math.nan


@equation(
    number="4s",
    symbol="u_shift",
    unit="1",
    source=CLAUSE,
    mark="D",
    title=("Error of the shift", "偏移的标准误"),
    rounding="up",
    formula="u_shift = {√([s²(q_a)] / [n(q_a)]): n(q_a) ≥ n_a; u_shift0: n(q_a) < n_a}",
)
def shift_error(
    ratios: Annotated[Values, take("1", "archived_ratio", may_be_empty=True)],
    least: Annotated[float, parameter("least_archived", "1")],
    before: Annotated[float, take("1", "shift_error_before")],
) -> float:
    """Standard error of the mean ratio; that of the last account with its shift."""
    return math.sqrt(variance_of_mean(ratios)) if len(ratios) >= least else before


@equation(
    number="4t",
    symbol="ρ_lab",
    unit="1",
    source=CLAUSE,
    mark="D",
    title=("Correlation of the laboratory error", "两次检测实验室误差的相关系数"),
    formula="ρ_lab = {1: n(q_a) ≥ n_a; 0: n(q_a) < n_a}",
)
def laboratory_correlation(
    ratios: Annotated[Values, take("1", "archived_ratio", may_be_empty=True)],
    least: Annotated[float, parameter("least_archived", "1")],
) -> float:
    """1 where archived samples show the shift, else 0: the same name proves nothing."""
    return 1.0 if len(ratios) >= least else 0.0


@equation(
    number="4u",
    symbol="u_lab,min",
    unit="1",
    source=CLAUSE,
    mark="D",
    title=("Least error of a laboratory batch", "实验室批次相对误差的下限"),
    formula="u_lab,min = {u_min: ρ_lab ≥ 1; u_lab0: ρ_lab < 1}",
)
def least_laboratory_error(
    correlation: Annotated[float, take("1", "laboratory_correlation")],
    least: Annotated[float, parameter("least_campaign_error", "1")],
    default: Annotated[float, parameter("laboratory_error_default", "1")],
) -> float:
    """The default where no archived sample shows the shift between the laboratories.

    Runs of a reference material alone would make an unseen shift look small.
    """
    return least if correlation >= 1.0 else default


def _parts(stock: Stock) -> tuple[Equation, ...]:
    """Return what an error of bulk density moves at points, and group means."""
    made = [_density_part(stock, turn) for turn in (0, 1)]
    for turn, name in enumerate(("start", "end")):
        english, chinese = (("start", "期初"), ("end", "期末"))[turn]
        made += [
            _group_mean(
                stock, f"{{}}{name}", (f"4{'ab'[turn]}", f"#B_{turn},h"),
                f"#S_{turn},i",
                (f"Mean {english} of {{}}", f"{chinese}{{}}平均值"),
            ),
            _group_mean(
                stock, f"{{}}{name}_part", (f"4{'ef'[turn]}", f"#F_{turn},h"),
                f"#P_{turn},i",
                (f"Mean density part of {{}}, {english}",
                 f"{chinese}{{}}受容重误差影响部分平均值"),
            ),
        ]  # fmt: skip
    return tuple(made)


def _density_part(stock: Stock, turn: int) -> Equation:
    """Return what a relative error of bulk densities moves at a point."""
    name = ("start", "end")[turn]
    english, chinese = (("start", "期初"), ("end", "期末"))[turn]
    slope_of = f"k_{stock.tag},t{turn}" if stock.tag else f"k_t{turn}"
    inner = f"{stock_symbol(stock)}t{turn} − {stock.mass_symbol} · {slope_of}"
    shifted = turn == 0 and stock.is_shifted
    formula = f"r_lab · ({inner})" if shifted else inner

    def plain(
        at: Annotated[
            float, take(CARBON, stock.name, campaign=name, may_be_missing=True)
        ],
        mass: Annotated[float, take("t/har", stock.mass)],
        slope: Annotated[
            float, take("t{C}/t", stock.slope, campaign=name, may_be_missing=True)
        ],
        complete: Annotated[float, take("1")],
    ) -> float:
        """What a relative error of all bulk densities moves at a fixed soil mass."""
        return at - mass * slope if complete == 1.0 else math.nan

    def in_present_terms(
        at: Annotated[
            float, take(CARBON, stock.name, campaign=name, may_be_missing=True)
        ],
        mass: Annotated[float, take("t/har", stock.mass)],
        slope: Annotated[
            float, take("t{C}/t", stock.slope, campaign=name, may_be_missing=True)
        ],
        complete: Annotated[float, take("1")],
        shift: Annotated[float, take("1", "laboratory_shift")],
    ) -> float:
        """The same in the laboratory's present terms."""
        return shift * (at - mass * slope) if complete == 1.0 else math.nan

    return declare(
        stock, f"{{}}{name}_part", (f"4{'cd'[turn]}", f"#P_{turn},i", CARBON, "point"),
        f"#P_{turn},i = {{{formula}: c_i = 1}}",
        (f"Density part of {{}} at a point, {english}",
         f"采样点{chinese}{{}}受容重误差影响部分"),
    )(in_present_terms if shifted else plain)  # fmt: skip


def _group_mean(
    stock: Stock, of: str, shape: tuple[str, str], symbol: str, titles: tuple[str, str]
) -> Equation:
    number, result = shape

    @declare(
        stock, f"mean_{of}", (number, result, CARBON, "group"),
        f"{result} = [Σ_i {symbol}] / [n({symbol})]", titles,
    )  # fmt: skip
    def group_mean(
        values: Annotated[Values, take(CARBON, of.format(stock.prefix))],
    ) -> float:
        """Mean over the points of a group that have both cores."""
        return mean(values)

    return group_mean


TITLES = {
    "difference": ("Campaign error of the difference{}", "{}差值的采样批次误差"),
    "gain": ("Campaign error of the gain{}", "{}增加量的采样批次误差"),
}
"""Names of the two sums."""

OF = {
    "": ("", ""),
    "full_": (", full profile", "全剖面"),
    "scheme_": (", curve of VM0042", "VM0042 曲线"),
}
"""What a sum is of, by the prefix of its stock."""


def _squares(symbols: tuple[str, str, str, str], sign: str) -> str:
    """Return what stands below the root, from both sums and both density parts."""
    b_0, b_1, f_0, f_1 = (f"(Σ_h {sign} · {one})" for one in symbols)
    return (
        f"u_lab² · ({b_1}² + {b_0}² − 2 · ρ_lab · {b_1} · {b_0}) + u_shift² · {b_0}²"
        f" + u_bd² · ({f_1}² + {f_0}² − 2 · ρ_bd · {f_1} · {f_0})"
    )


def _declared(stock: Stock, what: str, number: str) -> Any:  # noqa: ANN401 - a decorator
    """Return the declaration of the error of a sum."""
    index, sign = ("h,p", "A_h,p") if what == "gain" else ("h", "a_h")
    b_0, b_1, f_0, f_1 = (
        tagged(stock, f"#{name}_{turn},{index}") for name in "BF" for turn in (0, 1)
    )
    symbol = tagged(stock, f"#c_{'G' if what == 'gain' else 'D'}")
    tail, tail_zh = OF[stock.prefix]
    return equation(
        name=f"{stock.prefix}{what}_campaign_error",
        number=number,
        symbol=symbol,
        unit="t{C}",
        source=CLAUSE,
        mark="D",
        title=(TITLES[what][0].format(tail), TITLES[what][1].format(tail_zh)),
        rounding="up",
        formula=f"{symbol} = √({_squares((b_0, b_1, f_0, f_1), sign)})",
    )


def _campaign_error(stock: Stock, what: str, number: str) -> Equation:
    """Return the error that laboratory, shift and rings of a campaign share."""
    prefix, is_gain = stock.prefix, what == "gain"
    side = {"role": "project"} if is_gain else {}
    area = "group_area" if is_gain else "signed_area"

    def campaign_error(
        start: Annotated[Values, take(CARBON, f"mean_{prefix}start", **side)],
        end: Annotated[Values, take(CARBON, f"mean_{prefix}end", **side)],
        *,
        start_part: Annotated[Values, take(CARBON, f"mean_{prefix}start_part", **side)],
        end_part: Annotated[Values, take(CARBON, f"mean_{prefix}end_part", **side)],
        areas: Annotated[Values, take("har", area, **side)],
        laboratory: Annotated[float, take("1", "laboratory_error")],
        correlation: Annotated[float, take("1", "laboratory_correlation")],
        shift: Annotated[float, take("1", "shift_error")],
        density: Annotated[float, take("1", "density_error")],
        rings: Annotated[float, take("1", "density_correlation")],
    ) -> float:
        """Errors of a whole campaign, which no number of points makes smaller."""
        b_0, b_1, f_0, f_1 = (
            weighted_sum(values, areas) for values in (start, end, start_part, end_part)
        )
        of_laboratory = b_1 * b_1 + b_0 * b_0 - 2.0 * correlation * b_1 * b_0
        of_density = f_1 * f_1 + f_0 * f_0 - 2.0 * rings * f_1 * f_0
        found = math.fsum((
            laboratory * laboratory * of_laboratory,
            shift * shift * b_0 * b_0,
            density * density * of_density,
        ))  # fmt: skip
        return math.sqrt(found) if found >= 0 else math.nan

    made: Equation = _declared(stock, what, number)(campaign_error)
    return made


laboratory_error = _error(
    "laboratory_error", "4l", ("u_lab", "u_lab0", "e_lab"), "laboratory_deviation",
    ("Relative error of a laboratory batch", "实验室批次相对误差"),
    least=("u_lab,min", take("1", "least_laboratory_error")),
)  # fmt: skip
density_error = _error(
    "density_error", "4m", ("u_bd", "u_bd0", "e_bd"), "ring_deviation",
    ("Relative error of all bulk densities of a campaign", "单次采样容重的相对误差"),
    least=("u_min", parameter("least_campaign_error", "1")),
)  # fmt: skip

ERRORS: tuple[Equation, ...] = (
    least_laboratory_error,
    laboratory_error,
    density_error,
    archived_ratio,
    laboratory_shift,
    shift_error,
    laboratory_correlation,
)

EQUATIONS: tuple[Equation, ...] = (
    *(item for stock in (CREDITED, FULL, SCHEME) for item in _parts(stock)),
    _campaign_error(CREDITED, "difference", "4C"),
    _campaign_error(CREDITED, "gain", "4G"),
    _campaign_error(FULL, "difference", "4Cx"),
    _campaign_error(FULL, "gain", "4Gx"),
    _campaign_error(SCHEME, "difference", "4Cv"),
)
