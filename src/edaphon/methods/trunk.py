"""The trunk that every measured scheme shares: stocks, change, variance.

From layers to profiles to points to sampling groups (a stratum's project land,
or control land). Packs take these equations over under their own numbers with
``Equation.under``; a group's values then enter the pack's own formulas.
"""

import math
from collections.abc import Callable
from typing import Annotated

from edaphon.methods.equation import (
    Equation,
    FloatArray,
    Grouped,
    Values,
    equation,
    take,
)
from edaphon.science.esm import equal_mass_stock
from edaphon.science.interpolation import Interpolation
from edaphon.science.profiles import Profiles, mineral_profiles

TRUNK = "edaphon trunk"


@equation(
    number="T1",
    symbol="M_l",
    unit="t/har",
    over="layer",
    source="Wendt & Hauser (2013), Eur. J. Soil Sci. 64:58; von Haden et al. (2020)",
    mark="S",
    title=("Fine-earth mass of a layer", "土层细土质量"),
    vectorised=True,
)
def layer_mass(
    bulk_density: Annotated[FloatArray, take("g/cm3")],
    thickness: Annotated[FloatArray, take("cm")],
    coarse_fraction: Annotated[FloatArray, take("1")],
) -> FloatArray:
    """M = 100 BD T (1 - G), with BD the mass of fine earth in its own volume.

    A bulk density given per volume of the whole core enters with G = 0.
    """
    return 100.0 * bulk_density * thickness * (1.0 - coarse_fraction)


@equation(
    number="T2",
    symbol="S_l",
    unit="t{C}/har",
    over="layer",
    source="IPCC (2019) Vol. 4 Ch. 2; ISO 23400",
    mark="S",
    title=("Organic carbon of a layer", "土层有机碳储量"),
    vectorised=True,
)
def layer_carbon(
    soc: Annotated[FloatArray, take("g/kg")],
    layer_mass: Annotated[FloatArray, take("t/har")],
) -> FloatArray:
    """S = C M / 1000."""
    return soc * layer_mass / 1000.0


def _stock(interpolation: Interpolation, mass: str, name: str = "stock") -> Equation:
    @equation(
        name=name,
        number="T3",
        symbol="S(M*)",
        unit="t{C}/har",
        over="profile",
        source="equal soil mass: Wendt & Hauser (2013); von Haden et al. (2020)",
        mark="S",
        title=("Stock at the reference soil mass", "参考土壤质量下的有机碳储量"),
        when={"mass": mass}
        if name != "stock"
        else {"interpolation": interpolation, "mass": mass},
        vectorised=True,
    )
    def stock(
        layer_mass: Annotated[Grouped, take("t/har")],
        layer_carbon: Annotated[Grouped, take("t{C}/har")],
        reference_mass: Annotated[FloatArray, take("t/har")],
        som_per_soc: Annotated[FloatArray, take("1")],
    ) -> FloatArray:
        profiles = Profiles(
            mass=layer_mass.values,
            carbon=layer_carbon.values,
            offsets=layer_mass.offsets,
        )
        if mass == "mineral" and som_per_soc.size:
            profiles = mineral_profiles(profiles, float(som_per_soc[0]))
        return equal_mass_stock(profiles, reference_mass, interpolation=interpolation)

    texts = {
        "natural": "natural cubic spline through the origin",
        "hyman": "cubic spline with the monotone filter of Hyman (1983)",
        "linear": "straight lines between the layer bounds",
    }
    text = (
        f"Cumulative organic carbon at the reference cumulative {mass} soil mass, "
        f"by {texts[interpolation]}. Never extrapolated: a core that holds less than "
        "the reference mass has no stock."
    )
    return stock.under(text=text)


LINEAR_STOCK: tuple[Equation, ...] = tuple(
    _stock("linear", mass, "linear_stock").under(
        title={"en": "Stock, linear", "zh": "有机碳储量（线性内插）"}
    )
    for mass in ("whole", "mineral")
)
"""The same stock by straight lines: how far the two differ is interpolation error."""

STOCK_VARIANTS: tuple[Equation, ...] = tuple(
    _stock(interpolation, mass)
    for interpolation in ("natural", "hyman", "linear")
    for mass in ("whole", "mineral")
)
"""One equation a way to interpolate and a kind of mass; settings choose one."""


@equation(
    number="T4",
    symbol="S_FD",
    unit="t{C}/har",
    over="profile",
    source="IPCC (2019) Vol. 4 Ch. 2, stock to a fixed depth",
    mark="S",
    title=("Stock to the reported depth", "报告深度内的有机碳储量（固定深度法）"),
)
def fixed_depth_stock(
    layer_carbon: Annotated[Values, take("t{C}/har")],
    share_within_depth: Annotated[Values, take("1")],
) -> float:
    """Sum of the layers' carbon, each with its share above the reported depth."""
    if len(layer_carbon) != len(share_within_depth):
        return math.nan
    return math.fsum(
        carbon * share
        for carbon, share in zip(layer_carbon, share_within_depth, strict=True)
    )


@equation(
    number="T5",
    symbol="S_deep",
    unit="t{C}/har",
    over="profile",
    source="unified method §2 C4",
    mark="D",
    title=("Stock below the reported depth", "报告深度以下的有机碳储量"),
)
def deep_stock(
    layer_carbon: Annotated[Values, take("t{C}/har")],
    share_below_depth: Annotated[Values, take("1")],
) -> float:
    """Sum of the layers' carbon, each with its share below the reported depth."""
    if len(layer_carbon) != len(share_below_depth):
        return math.nan
    if not any(share > 0 for share in share_below_depth):
        return math.nan
    return math.fsum(
        carbon * share
        for carbon, share in zip(layer_carbon, share_below_depth, strict=True)
    )


def mean(values: Values) -> float:
    """Return the arithmetic mean of correctly rounded sums."""
    return math.fsum(values) / len(values)


def variance_of_mean(values: Values) -> float:
    """Return s^2/n, ``nan`` for a single value: one point has no variance."""
    count = len(values)
    if count < 2:
        return math.nan
    centre = mean(values)
    return math.fsum((value - centre) ** 2 for value in values) / ((count - 1) * count)


def satterthwaite(variances: Values, freedoms: Values) -> float:
    """Return the effective degrees of freedom of a sum of independent variances.

    Terms without variance carry no weight. ``inf`` when no term has variance.
    """
    weights = math.fsum(
        variance * variance / freedom
        for variance, freedom in zip(variances, freedoms, strict=True)
        if freedom > 0
    )
    total = math.fsum(variances)
    return total * total / weights if weights > 0 else math.inf


def changes(stock: str, prefix: str, titles: tuple[str, str]) -> tuple[Equation, ...]:
    """Return the equations from a stock to a group's mean change and its variance.

    Parameters
    ----------
    stock
        Quantity over profiles whose change is wanted.
    prefix
        Put before ``change``, ``mean_change`` and their kin; empty for the stock
        that is credited.
    titles
        What the stock is called, in English and Chinese.
    """
    return (
        *_paired(stock, prefix, titles),
        *_independent(stock, prefix, titles),
    )


def _declare(
    name: str, number: str, symbol: str, unit: str, over: str, titles: tuple[str, str]
) -> Callable[[Callable[..., float]], Equation]:
    paired = over == "point" or not number.endswith("i")
    return equation(
        name=name,
        number=number,
        symbol=symbol,
        unit=unit,
        over=over,
        source="Cochran (1977) Ch. 5; de Gruijter et al. (2006)",
        mark="S",
        title=titles,
        when={"design": "paired" if paired else "independent"},
    )


def _paired(stock: str, prefix: str, titles: tuple[str, str]) -> tuple[Equation, ...]:
    english, chinese = titles
    change_name = f"{prefix}change"

    @_declare(
        change_name, "T6", "d", "t{C}/har", "point",
        (f"Change of {english} at a point", f"样点{chinese}变化量"),
    )  # fmt: skip
    def change(
        stock_end: Annotated[float, take("t{C}/har", stock, campaign="end")],
        stock_start: Annotated[float, take("t{C}/har", stock, campaign="start")],
    ) -> float:
        """Stock at the end less stock at the start, same point."""
        return stock_end - stock_start

    @_declare(
        f"mean_{change_name}", "T7", "g", "t{C}/har", "group",
        (f"Mean change of {english}", f"{chinese}平均变化量"),
    )  # fmt: skip
    def mean_change(
        point_changes: Annotated[Values, take("t{C}/har", change_name)],
    ) -> float:
        """Mean of the changes at the points of a group."""
        return mean(point_changes)

    @_declare(
        f"{change_name}_variance", "T8", "v", "t2{C}/har2", "group",
        (f"Variance of the mean change of {english}", f"{chinese}平均变化量的方差"),
    )  # fmt: skip
    def change_variance(
        point_changes: Annotated[Values, take("t{C}/har", change_name)],
    ) -> float:
        """s^2/n of the differences, which holds the covariance of the two rounds."""
        return variance_of_mean(point_changes)

    @_declare(
        f"{change_name}_freedom", "T9", "df", "1", "group",
        (f"Degrees of freedom, {english}", f"{chinese}变化量的自由度"),
    )  # fmt: skip
    def change_freedom(
        point_changes: Annotated[Values, take("t{C}/har", change_name)],
    ) -> float:
        """N - 1."""
        return float(len(point_changes) - 1)

    return change, mean_change, change_variance, change_freedom


def _independent(
    stock: str, prefix: str, titles: tuple[str, str]
) -> tuple[Equation, ...]:
    english, chinese = titles

    @_declare(
        f"mean_{prefix}change", "T7i", "g", "t{C}/har", "group",
        (f"Mean change of {english}", f"{chinese}平均变化量"),
    )  # fmt: skip
    def mean_change(
        at_end: Annotated[Values, take("t{C}/har", stock, campaign="end")],
        at_start: Annotated[Values, take("t{C}/har", stock, campaign="start")],
    ) -> float:
        """Mean at the end less mean at the start, different points."""
        return mean(at_end) - mean(at_start)

    @_declare(
        f"{prefix}change_variance", "T8i", "v", "t2{C}/har2", "group",
        (f"Variance of the mean change of {english}", f"{chinese}平均变化量的方差"),
    )  # fmt: skip
    def change_variance(
        at_end: Annotated[Values, take("t{C}/har", stock, campaign="end")],
        at_start: Annotated[Values, take("t{C}/har", stock, campaign="start")],
    ) -> float:
        """Sum of the two rounds' variances: independent rounds have no covariance."""
        return variance_of_mean(at_end) + variance_of_mean(at_start)

    @_declare(
        f"{prefix}change_freedom", "T9i", "df", "1", "group",
        (f"Degrees of freedom, {english}", f"{chinese}变化量的自由度"),
    )  # fmt: skip
    def change_freedom(
        at_end: Annotated[Values, take("t{C}/har", stock, campaign="end")],
        at_start: Annotated[Values, take("t{C}/har", stock, campaign="start")],
    ) -> float:
        """Satterthwaite over the two rounds."""
        return satterthwaite(
            (variance_of_mean(at_end), variance_of_mean(at_start)),
            (len(at_end) - 1, len(at_start) - 1),
        )

    return mean_change, change_variance, change_freedom


SOIL: tuple[Equation, ...] = (
    layer_mass,
    layer_carbon,
    *STOCK_VARIANTS,
    *LINEAR_STOCK,
    fixed_depth_stock,
    deep_stock,
    *changes("stock", "", ("the stock", "有机碳储量")),
    *changes(
        "fixed_depth_stock",
        "fixed_depth_",
        ("the fixed-depth stock", "固定深度有机碳储量"),
    ),
    *changes("deep_stock", "deep_", ("the deeper stock", "深层有机碳储量")),
)
"""Every soil equation of the trunk, before a pack gives it a number."""
