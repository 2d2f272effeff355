"""The example account worked again from its evidence, by plain Python and scipy.

Written from the texts of the methods. The long table of observations is read for
convenience; no formula of the program is used.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl
from scipy.interpolate import CubicSpline
from scipy.stats import t as student

CO2 = 44 / 12
STRATA = ("S1", "S2", "S3")
SIDES = ("project", "control")
REFERENCE_MASS = {"S1": 4100.0, "S2": 3950.0, "S3": 3750.0}
"""Of plan/sampling.yaml [t/ha]."""

YEARS = 3
DAYS = {"2021": 76, "2022": 360, "2023": 360, "2024": 284}
"""2021-10-15 to 2024-10-15 in years of twelve months of thirty days."""

Layer = tuple[float, float, float, float]
"""Top, bottom [cm], fine earth [t/ha], carbon [t C/ha]."""


@dataclass(frozen=True)
class Core:
    """One profile: layers from the surface down."""

    layers: tuple[Layer, ...]

    def curve(self) -> CubicSpline:
        """Return cumulative carbon over cumulative mass, a natural cubic spline."""
        mass, carbon = [0.0], [0.0]
        for _, _, more_mass, more_carbon in self.layers:
            mass.append(mass[-1] + more_mass)
            carbon.append(carbon[-1] + more_carbon)
        return CubicSpline(mass, carbon, bc_type="natural")

    def stock(self, mass: float) -> float:
        """Return carbon above a soil mass [t C/ha]."""
        return float(self.curve()(mass))

    def between(self, top: float, bottom: float) -> tuple[float, float]:
        """Return mass and carbon of whole layers inside a depth interval."""
        inside = [row for row in self.layers if top <= row[0] and row[1] <= bottom]
        return sum(row[2] for row in inside), sum(row[3] for row in inside)


def numbers(table: pl.DataFrame, *names: str) -> dict[tuple[str, ...], float]:
    """Return values of properties by (property, point, campaign, top, bottom)."""
    rows = table.filter(pl.col("property").is_in(names)).select(
        "property", "point", "campaign", "top_cm", "bottom_cm", "number"
    )
    return {tuple(row[:5]): float(row[5]) for row in rows.iter_rows()}


def cores(table: pl.DataFrame) -> dict[tuple[str, str], Core]:
    """Return every profile by point and campaign.

    Bulk density is that of the whole soil, stones a share of its mass: fine earth
    weighs 100 x density x thickness x (1 - share).
    """
    found = numbers(table, "soc", "bulk_density", "coarse_mass")
    layers: dict[tuple[str, str], list[Layer]] = {}
    for name, point, campaign, top, bottom in found:
        if name == "soc":
            place = (point, campaign, top, bottom)
            share = found["coarse_mass", *place] / 100
            thickness = float(bottom) - float(top)
            mass = 100 * found["bulk_density", *place] * thickness * (1 - share)
            carbon = mass * found["soc", *place] / 1000
            layers.setdefault((point, campaign), []).append(
                (float(top), float(bottom), mass, carbon)
            )
    return {key: Core(tuple(sorted(rows))) for key, rows in layers.items()}


def places(table: pl.DataFrame) -> dict[str, tuple[str, str]]:
    """Return stratum and side of every point with a soil sample."""
    rows = table.filter(pl.col("property") == "soc")
    return {
        point: (stratum, role)
        for point, stratum, role in rows.select("point", "stratum", "role").iter_rows()
    }


@dataclass(frozen=True)
class Sample:
    """Mean, variance of the mean and degrees of freedom of plain values."""

    mean: float
    variance: float
    freedom: int


def sample(values: Iterable[float]) -> Sample:
    """Return what a group of values says of its mean."""
    found = list(values)
    count = len(found)
    mean = sum(found) / count
    squares = sum((value - mean) ** 2 for value in found)
    return Sample(mean, squares / (count - 1) / count, count - 1)


Group = tuple[str, str]
"""Stratum and side."""


def by_group(
    changes: Mapping[str, float], where: Mapping[str, Group]
) -> dict[Group, Sample]:
    """Return the sample of each group from the changes at its points."""
    return {
        (stratum, side): sample(
            change
            for point, change in changes.items()
            if where[point] == (stratum, side)
        )
        for stratum in STRATA
        for side in SIDES
    }


def differences(
    found: Mapping[tuple[str, str], Core], where: Mapping[str, Group], what: str
) -> dict[str, float]:
    """Return end less start at every point that has both campaigns.

    ``what`` is ``equal_mass``, ``fixed_depth`` (to 30 cm) or ``deeper`` (30-50 cm).
    """
    read = {
        "equal_mass": lambda core, stratum: core.stock(REFERENCE_MASS[stratum]),
        "fixed_depth": lambda core, _: core.between(0, 30)[1],
        "deeper": lambda core, _: core.between(30, 50)[1],
    }[what]
    return {
        point: read(found[point, "2024"], stratum) - read(found[point, "2021"], stratum)
        for point, (stratum, _) in where.items()
        if (point, "2021") in found and (point, "2024") in found
    }


def satterthwaite(terms: Sequence[tuple[float, float]]) -> float:
    """Return the freedom of a sum of variances, given each with its own."""
    total = sum(variance for variance, _ in terms)
    return total**2 / sum(variance**2 / freedom for variance, freedom in terms)


@dataclass(frozen=True)
class Bound:
    """A sum over strata with its error and one-sided lower bound [t C]."""

    value: float
    error: float
    freedom: float

    @property
    def lower(self) -> float:
        """Return the bound that nine of ten truths exceed."""
        return self.value - student.ppf(0.9, self.freedom) * self.error


def bound(
    groups: Mapping[Group, Sample],
    areas: Mapping[str, float],
    sides: Sequence[str],
    shared: float,
) -> Bound:
    """Return equations 3 to 5: of the difference, or of the gain alone."""
    sign = {"project": 1, "control": -1}
    chosen = {key: item for key, item in groups.items() if key[1] in sides}
    value = sum(areas[h] * sign[side] * g.mean for (h, side), g in chosen.items())
    terms = [
        (areas[h] ** 2 * item.variance, item.freedom) for (h, _), item in chosen.items()
    ]
    variance = sum(term for term, _ in terms) + shared
    freedom = variance**2 / sum(term**2 / df for term, df in terms)
    return Bound(value, math.sqrt(variance), freedom)


def shared_variance(
    found: Mapping[tuple[str, str], Core],
    where: Mapping[str, Group],
    areas: Mapping[str, float],
    sides: Sequence[str],
) -> float:
    """Return the variance of the sum from common errors, to first order [(t C)^2].

    One per cent of laboratory bias moves a stock by S / 100; one per cent of bulk
    density moves it by (S - M* dS/dM) / 100, since the reference mass stays.
    """
    both = [p for p in where if (p, "2021") in found and (p, "2024") in found]
    count = Counter(where[point] for point in both)
    laboratory = density = 0.0
    for point in both:
        stratum, side = where[point]
        if side not in sides:
            continue
        weight = areas[stratum] / count[stratum, side]
        weight *= 1 if side == "project" else -1
        mass = REFERENCE_MASS[stratum]
        for campaign, sign in (("2024", 1), ("2021", -1)):
            curve = found[point, campaign].curve()
            stock, slope = float(curve(mass)), float(curve(mass, 1))
            laboratory += sign * weight * stock
            density += sign * weight * (stock - mass * slope)
    return (0.01 * laboratory) ** 2 + (0.01 * density) ** 2


def yearly(table: pl.DataFrame, name: str, role: str) -> float:
    """Return the sum of a record over the three years of a scenario, per year."""
    rows = table.filter((pl.col("property") == name) & (pl.col("role") == role))
    assert rows["campaign"].n_unique() == 3
    return sum(float(number) for number in rows["number"]) / 3


def ellipsoid_area(ring: Sequence[Sequence[float]]) -> float:
    """Return the area of a ring of degrees on the CGCS2000 ellipsoid [ha]."""
    axis, flattening = 6378137.0, 1 / 298.257222101
    square = flattening * (2 - flattening)
    e = math.sqrt(square)

    def authalic(latitude: float) -> float:
        s = math.sin(math.radians(latitude))
        return (1 - square) * (s / (1 - square * s * s) + math.atanh(e * s) / e)

    total = 0.0
    for (west, south), (east, north) in pairwise(ring):
        middle = 4 * authalic((south + north) / 2)
        mean = (authalic(south) + middle + authalic(north)) / 6
        total += math.radians(east - west) * mean
    return abs(total) * axis**2 / 2 / 10_000
