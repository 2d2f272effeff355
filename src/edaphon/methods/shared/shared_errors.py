"""Variance from errors that all rows share, drawn with the account's seed.

The draws themselves are an input over the axis ``draw``; what each does to the sum
of stocks on project and control land, and how far the sums spread, are equations.
"""

import math
from collections.abc import Callable
from typing import Annotated, Any

import numpy as np

from edaphon.methods.engine.equation import (
    Equation,
    FloatArray,
    Grouped,
    Values,
    equation,
    take,
)
from edaphon.methods.shared.variance import variance_of_values
from edaphon.science.interpolation import Interpolation
from edaphon.science.profiles import Profiles
from edaphon.science.shared_draws import drawn_sums, point_weights, with_both

SOURCE = "edaphon.mcs/1.1 §3 eq. 4; JCGM 101:2008"
SIDES = {"project": ("p", "project", "项目地"), "control": ("c", "control", "对照地")}
COUNTED = {
    "paired": ("n(d_h)", "n(S_i,t0) + n(S_i,t1) = 2"),
    "independent": ("n(S_h,τ)", "n(S_i) = 1"),
}
"""How the cores of a group are counted, and which of them count, by design.

``d_h`` are the changes of a group, which points with both cores have; ``S_h,τ`` are
the stocks of a group in the campaign of the core.
"""
YARDSTICK = {"whole": "layer_mass", "mineral": "mineral_mass"}
"""Kind of mass and the layer masses by which a curve is read."""


def _weights(role: str, design: str) -> Equation:
    """Return the land that each core of a role stands for."""
    index, english, chinese = SIDES[role]
    sign = 1.0 if role == "project" else -1.0
    land, side = ("a_h", ">") if role == "project" else ("−a_h", "<")
    count, known_of = COUNTED[design]

    @equation(
        name=f"{role}_weight",
        number="T24" if role == "project" else "T24c",
        symbol=f"ω_{index}",
        unit="har",
        over="profile",
        source=SOURCE,
        mark="D",
        title=(
            f"Land that a core stands for, {english}",
            f"土芯所代表的面积，{chinese}",
        ),
        when={"design": design},
        vectorised=True,
        formula=(
            f"ω_{index} = {{τ_i · [{land}] / [{count}]: a_h {side} 0, {known_of}; "
            "0: else}"
        ),
    )
    def weight(
        by_group: Annotated[Grouped, take("t{C}/har", "stock", per="group")],
        by_point: Annotated[Grouped, take("t{C}/har", "stock", per="point")],
        signed_area: Annotated[FloatArray, take("har")],
        round_sign: Annotated[FloatArray, take("1")],
    ) -> FloatArray:
        """Area over cores of group and campaign; the first campaign is taken off.

        Re-visited points count where both of their cores have a stock.
        """
        known = np.isfinite(by_group.values)
        if design == "paired":
            known = with_both(known, by_point.offsets)
        areas = np.where(sign * signed_area > 0, np.abs(signed_area), 0.0)
        return point_weights(known, round_sign > 0, by_group.offsets, areas)

    return weight


def _of_cores(unit: str, name: str) -> Any:  # noqa: ANN401 - Take of an annotation
    """Return the edge of a quantity of cores, which are read where they have weight."""
    return take(unit, name, per="profile", only_with="weight")


def _sums(role: str, interpolation: Interpolation, mass: str) -> Equation:
    """Return the sum of stocks of a role under each draw."""
    index, english, chinese = SIDES[role]
    held = "M_l" if mass == "whole" else "M_min"
    read = f"ω_{index} · (1 + ε_d) · f(M* / (1 + ε_d); {held}, S_l)"

    @equation(
        name=f"drawn_{role}_sum",
        number="T25" if role == "project" else "T26",
        symbol=f"Q_{index}",
        unit="t{C}",
        over="draw",
        source=SOURCE,
        mark="D",
        title=(
            f"Sum of stocks under a draw, {english}",
            f"单次抽取下的储量变化，{chinese}",
        ),
        when={"interpolation": interpolation, "mass": mass},
        vectorised=True,
        formula=(
            f"Q_{index} = Σ_i {{{read} · (1 + β_t1): ω_{index} > 0; "
            f"{read} · (1 + β_t0): ω_{index} < 0; 0: ω_{index} = 0}}"
        ),
    )
    def total(
        masses: Annotated[Grouped, _of_cores("t/har", YARDSTICK[mass])],
        carbon: Annotated[Grouped, _of_cores("t{C}/har", "layer_carbon")],
        reference_mass: Annotated[FloatArray, _of_cores("t/har", "reference_mass")],
        weight: Annotated[FloatArray, _of_cores("har", f"{role}_weight")],
        density_error: Annotated[FloatArray, take("1")],
        bias_start: Annotated[FloatArray, take("1")],
        bias_end: Annotated[FloatArray, take("1")],
    ) -> FloatArray:
        """Every core read again with one error of density and one laboratory bias."""
        return drawn_sums(
            Profiles(masses.values, carbon.values, masses.offsets),
            reference_mass,
            weight,
            (density_error, bias_start, bias_end),
            interpolation=interpolation,
        )

    return total


def _shared(
    name: str, number: str, symbol: str, title: tuple[str, str], formula: str
) -> Callable[[Callable[..., float]], Equation]:
    return equation(
        name=name, number=number, symbol=symbol, unit="t2{C}", source=SOURCE, mark="D",
        title=title, formula=formula,
    )  # fmt: skip


@_shared(
    "shared_variance_difference",
    "T27",
    "s²_D",
    ("Shared variance of the difference", "差值的共有误差方差"),
    "s²_D = {s²(Q_p − Q_c): n(Q_p) + n(Q_c) ≥ 4; 0: n(Q_p) + n(Q_c) = 0}",
)
def shared_variance_difference(
    project: Annotated[Values, take("t{C}", "drawn_project_sum", may_be_empty=True)],
    control: Annotated[Values, take("t{C}", "drawn_control_sum", may_be_empty=True)],
) -> float:
    """Variance over the draws of project less control; 0 where none is declared."""
    if len(project) != len(control):
        return math.nan
    return variance_of_values([a - b for a, b in zip(project, control, strict=True)])


@_shared(
    "shared_variance_gain",
    "T28",
    "s²_G",
    ("Shared variance of the gain", "增加量的共有误差方差"),
    "s²_G = {s²(Q_p): n(Q_p) ≥ 2; 0: n(Q_p) = 0}",
)
def shared_variance_gain(
    project: Annotated[Values, take("t{C}", "drawn_project_sum", may_be_empty=True)],
) -> float:
    """Variance over the draws of the project's sum; 0 where none is declared."""
    return variance_of_values(project)


SHARED_ERRORS: tuple[Equation, ...] = (
    *[_weights(role, design) for role in SIDES for design in ("paired", "independent")],
    *[
        _sums(role, interpolation, mass)
        for role in SIDES
        for interpolation in ("natural", "hyman", "linear")
        for mass in YARDSTICK
    ],
    shared_variance_difference,
    shared_variance_gain,
)
"""Equations of the shared errors, for methods that ask for their variance."""
