"""Masses at which whole cores are compared, the stocks there, and their slopes."""

import math
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from edaphon.methods.engine.equation import (
    Equation,
    FloatArray,
    Grouped,
    Values,
    equation,
    parameter,
    take,
)
from edaphon.methods.shared import layers, trunk
from edaphon.science.esm import carbon_curves
from edaphon.science.interpolation import Interpolation
from edaphon.science.profiles import Profiles

METHOD = "edaphon.mcs/1.1"

CLAUSE = f"{METHOD} §2 C4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """A stock that is read on below a core too light for the mass asked."""

    name: str
    number: str
    symbol: str
    mass: str
    at: str
    """Symbol of the mass."""
    titles: tuple[str, str]
    is_scheme: bool = False
    """Whether it is the curve of VM0042, on fine earth by the natural spline alone."""


CONTINUED = (
    Continued(
        name="stock", number="C4f", symbol="S", mass="reference_mass", at="M*",
        titles=("Stock at the reference mass", "参考质量下的有机碳储量"),
    ),
    Continued(
        name="full_stock", number="C4fx", symbol="S_full", mass="point_full_mass",
        at="M_max,i", titles=("Full-profile stock", "全剖面有机碳储量"),
    ),
)  # fmt: skip
CONTINUED_SCHEME = Continued(
    name="scheme_stock", number="C4fv", symbol="S_V", mass="scheme_mass", at="M_V",
    titles=("Stock on the curve of VM0042", "VM0042 曲线上的有机碳储量"),
    is_scheme=True,
)  # fmt: skip


HELD = {"whole": "M_l", "mineral": "M_min"}
"""Symbol of the mass of a layer, by kind of mass."""


def _core_mass(mass: trunk.Mass) -> tuple[Equation, Equation]:
    """Return the mass of a whole core, and of its part above the reported depth."""
    return _whole_core(mass), _to_depth(mass)


def _whole_core(mass: trunk.Mass) -> Equation:
    title = trunk.MASSES[mass]

    @equation(
        number="C4a",
        symbol="M_core",
        unit="t/har",
        over="profile",
        source=CLAUSE,
        mark="D",
        title=(f"Whole core, {title[0]}", f"整个土芯的{title[1]}"),
        when={"mass": mass},
        formula=f"M_core = {{Σ_l {HELD[mass]}: b_full = 1}}",
    )
    def core_mass(
        masses: Annotated[Values, take("t/har", trunk.YARDSTICK[mass])],
        is_whole: Annotated[float, take("1", "core_is_whole")],
    ) -> float:
        """Sum of the layers of a core that reaches the full planned depth."""
        return math.fsum(masses) if is_whole == 1.0 else math.nan

    return core_mass


def _to_depth(mass: trunk.Mass) -> Equation:
    title = trunk.MASSES[mass]

    @equation(
        number="C4b",
        symbol="M_30",
        unit="t/har",
        over="profile",
        source=CLAUSE,
        mark="D",
        title=(
            f"Whole core above the reported depth, {title[0]}",
            f"整个土芯报告深度以上的{title[1]}",
        ),
        when={"mass": mass},
        formula=f"M_30 = {{Σ_l w_l · {HELD[mass]}: b_full = 1}}",
    )
    def mass_to_depth(
        masses: Annotated[Values, take("t/har", trunk.YARDSTICK[mass])],
        shares: Annotated[Values, take("1", "share_within_depth")],
        is_whole: Annotated[float, take("1", "core_is_whole")],
    ) -> float:
        """The same, each layer with its share above the reported depth."""
        if is_whole != 1.0 or len(masses) != len(shares):
            return math.nan
        return math.fsum(a * b for a, b in zip(masses, shares, strict=True))

    return mass_to_depth


@equation(
    name="reference_mass",
    number="C4c",
    symbol="M*",
    unit="t/har",
    over="stratum",
    source=CLAUSE,
    mark="D",
    title=("Reference soil mass", "参考土壤质量"),
    formula="M* = f_ref · min(M_30,t0)",
)
def reference_mass(
    masses: Annotated[Values, take("t/har", "mass_to_depth", campaign="start")],
    share: Annotated[float, parameter("reference_share", "1")],
) -> float:
    """A share of the lightest whole baseline core to the reported depth."""
    return share * min(masses)


@equation(
    number="C4d",
    symbol="M*_max",
    unit="t/har",
    over="stratum",
    source=CLAUSE,
    mark="D",
    title=("Full soil mass", "全剖面土壤质量"),
    formula="M*_max = min(M_core,t0)",
)
def full_mass(
    masses: Annotated[Values, take("t/har", "core_mass", campaign="start")],
) -> float:
    """The lightest whole baseline core to the full sampled depth."""
    return min(masses)


@equation(
    number="C4e",
    symbol="M_max,i",
    unit="t/har",
    over="point",
    source=CLAUSE,
    mark="D",
    title=("Full soil mass of a point", "采样点的全剖面土壤质量"),
    formula="M_max,i = max(min(M_core), M*_max)",
)
def point_full_mass(
    masses: Annotated[Values, take("t/har", "core_mass")],
    full_mass: Annotated[float, take("t/har")],
) -> float:
    """The lighter of the two cores of a point, so that nothing it holds is unseen.

    Never less than the full mass of the stratum: a lighter core is continued to it.
    """
    return max(min(masses), full_mass)


SCHEME_MASS = layers.reference_mass.under(
    name="scheme_mass",
    number="V2c",
    symbol="M_V",
    source="VM0042 v2.2 §8.2.1; unified method §3 eq. 3",
    title={"en": "Reference soil mass of VM0042", "zh": "VM0042 的参考土壤质量"},
    formula="M_V = {M_plan: n(M_plan) = 1; M_low: n(M_plan) = 0}",
)
"""Mass at which VM0042 compares the same cores: as planned, else the lowest."""


def _full_stock(way: Interpolation, mass: trunk.Mass) -> Equation:
    @equation(
        number="C4x",
        symbol="S_full",
        unit="t{C}/har",
        over="profile",
        source=f"{METHOD} §3 eq. 1",
        mark="D",
        title=(
            f"Stock at the full {trunk.MASSES[mass][0]}, {trunk.WAYS[way][0]}",
            f"全剖面{trunk.MASSES[mass][1]}下的有机碳储量（{trunk.WAYS[way][1]}）",
        ),
        when={"interpolation": way, "mass": mass},
        vectorised=True,
        formula=f"S_full = f(M_max,i; {HELD[mass]}, S_l)",
    )
    def full_stock(
        masses: Annotated[Grouped, take("t/har", trunk.YARDSTICK[mass])],
        layer_carbon: Annotated[Grouped, take("t{C}/har")],
        point_full_mass: Annotated[FloatArray, take("t/har")],
    ) -> FloatArray:
        """Carbon down to the mass that both cores of the point reach."""
        cores = Profiles(masses.values, layer_carbon.values, masses.offsets)
        return carbon_curves(cores, interpolation=way).at(point_full_mass)

    return full_stock


@equation(
    number="C4v",
    symbol="S_V",
    unit="t{C}/har",
    over="profile",
    source="VM0042 v2.2 Eq. 3; unified method §3 eq. 3",
    mark="D",
    title=(
        "Stock on the curve of VM0042, natural spline on fine-earth mass",
        "VM0042 曲线上的有机碳储量（细土质量，自然样条）",
    ),
    vectorised=True,
    formula="S_V = f_nat(M_V; M_l, S_l)",
)
def scheme_stock(
    layer_mass: Annotated[Grouped, take("t/har")],
    layer_carbon: Annotated[Grouped, take("t{C}/har")],
    scheme_mass: Annotated[FloatArray, take("t/har")],
) -> FloatArray:
    """Carbon as VM0042 reads it from the same core."""
    cores = Profiles(layer_mass.values, layer_carbon.values, layer_mass.offsets)
    return carbon_curves(cores, interpolation="natural").at(scheme_mass)


def _continued(stock: Continued, way: Interpolation, mass: trunk.Mass) -> Equation:
    """Return a stock of a whole core, read on below a core that is too light."""
    curve = "f_nat,c" if stock.is_scheme else "f_c"
    symbol = f"{stock.symbol}{',' if '_' in stock.symbol else '_'}c"
    held = HELD[mass]
    when = {"interpolation": way, "mass": mass}

    @equation(
        name=f"{stock.name}_continued",
        number=stock.number,
        symbol=symbol,
        unit="t{C}/har",
        over="profile",
        source=f"{METHOD} §3 eq. 2m",
        mark="D",
        title=(
            f"{stock.titles[0]}, core continued where too light",
            f"{stock.titles[1]}（过轻土芯按最深土层续算）",
        ),
        when=None if stock.is_scheme else when,
        vectorised=True,
        formula=f"{symbol} = {{{curve}({stock.at}; {held}, S_l): b_full = 1}}",
    )
    def continued(
        masses: Annotated[Grouped, take("t/har", trunk.YARDSTICK[mass])],
        layer_carbon: Annotated[Grouped, take("t{C}/har")],
        at_mass: Annotated[FloatArray, take("t/har", stock.mass)],
        is_whole: Annotated[FloatArray, take("1", "core_is_whole")],
    ) -> FloatArray:
        """Carbon at a mass; below the core, with the content of its deepest layer.

        A core that holds less soil than asked was measured all the same: what it lost
        is not replaced by the others' mean.
        """
        cores = Profiles(masses.values, layer_carbon.values, masses.offsets)
        curves = carbon_curves(cores, interpolation=way)
        stocks = curves.at(np.minimum(at_mass, curves.core_mass))
        last = masses.offsets[1:] - 1
        with np.errstate(divide="ignore", invalid="ignore"):
            content = layer_carbon.values[last] / masses.values[last]
        below = np.maximum(0.0, at_mass - curves.core_mass)
        beyond = np.where(below > 0, below * content, 0.0)
        return np.where(is_whole == 1.0, stocks + beyond, math.nan)

    return continued


def _slope(
    names: tuple[str, str], letter: str, way: Interpolation, mass: trunk.Mass
) -> Equation:
    """Return how fast carbon grows with mass where a stock is read."""
    name, at = names
    symbol, where = ("k", "M*") if name == "slope" else ("k_full", "M_max,i")
    english, chinese = ("reference", "参考") if name == "slope" else ("full", "全剖面")

    @equation(
        name=name,
        number=f"4k{letter}",
        symbol=symbol,
        unit="t{C}/t",
        over="profile",
        source=f"{METHOD} §3 eq. 4",
        mark="D",
        title=(
            f"Slope at the {english} {trunk.MASSES[mass][0]}, {trunk.WAYS[way][0]}",
            f"曲线在{chinese}{trunk.MASSES[mass][1]}处的斜率（{trunk.WAYS[way][1]}）",
        ),
        when={"interpolation": way, "mass": mass},
        vectorised=True,
        formula=f"{symbol} = slope({where}; {HELD[mass]}, S_l)",
    )
    def slope(
        masses: Annotated[Grouped, take("t/har", trunk.YARDSTICK[mass])],
        layer_carbon: Annotated[Grouped, take("t{C}/har")],
        at_mass: Annotated[FloatArray, take("t/har", at)],
    ) -> FloatArray:
        """Carbon gained by a tonne of soil more."""
        cores = Profiles(masses.values, layer_carbon.values, masses.offsets)
        return carbon_curves(cores, interpolation=way).slope_at(at_mass)

    return slope


@equation(
    number="4kv",
    symbol="k_V",
    unit="t{C}/t",
    over="profile",
    source=f"{METHOD} §3 eq. 4",
    mark="D",
    title=("Slope of the curve of VM0042", "VM0042 曲线的斜率"),
    vectorised=True,
    formula="k_V = slope_nat(M_V; M_l, S_l)",
)
def scheme_slope(
    layer_mass: Annotated[Grouped, take("t/har")],
    layer_carbon: Annotated[Grouped, take("t{C}/har")],
    scheme_mass: Annotated[FloatArray, take("t/har")],
) -> FloatArray:
    """Carbon gained by a tonne of soil more, on the natural spline."""
    cores = Profiles(layer_mass.values, layer_carbon.values, layer_mass.offsets)
    return carbon_curves(cores, interpolation="natural").slope_at(scheme_mass)


EQUATIONS: tuple[Equation, ...] = (
    *(item for mass in trunk.MASSES for item in _core_mass(mass)),
    reference_mass,
    full_mass,
    point_full_mass,
    SCHEME_MASS,
    *(_full_stock(way, mass) for way in trunk.WAYS for mass in trunk.MASSES),
    scheme_stock,
    *(
        _continued(stock, way, mass)
        for stock in CONTINUED
        for way in trunk.WAYS
        for mass in trunk.MASSES
    ),
    _continued(CONTINUED_SCHEME, "natural", "whole"),
    *(
        _slope(names, letter, way, mass)
        for names, letter in ((("slope", "reference_mass"), ""),
                              (("full_slope", "point_full_mass"), "x"))
        for way in trunk.WAYS
        for mass in trunk.MASSES
    ),
    scheme_slope,
)  # fmt: skip
