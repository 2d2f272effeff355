"""The example account worked again from its evidence, by plain Python and scipy.

Written from the texts of the methods. The long table of observations is read for
convenience; no formula of the program is used.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
from scipy.interpolate import CubicHermiteSpline, CubicSpline
from scipy.stats import norm
from scipy.stats import t as student

CO2 = 44 / 12
STRATA = ("S1", "S2", "S3")
SIDES = ("project", "control")
REFERENCE_MASS = {"S1": 4100.0, "S2": 3950.0, "S3": 3750.0}
"""Of plan/sampling.yaml, for VM0042 [t/ha]."""

YEARS = 3
DAYS = {"2021": 78, "2022": 365, "2023": 365, "2024": 288}
"""2021-10-15 to 2024-10-15 by the calendar: 17 + 30 + 31 days, two years, and 288."""

PERIOD_DAYS = 1096

Layer = tuple[float, float, float, float]
"""Top, bottom [cm], fine earth [t/ha], carbon [t C/ha]."""


@dataclass(frozen=True)
class Core:
    """One profile: layers from the surface down."""

    layers: tuple[Layer, ...]

    def knots(self) -> tuple[list[float], list[float]]:
        """Return cumulative mass and carbon, from the surface down."""
        mass, carbon = [0.0], [0.0]
        for _, _, more_mass, more_carbon in self.layers:
            mass.append(mass[-1] + more_mass)
            carbon.append(carbon[-1] + more_carbon)
        return mass, carbon

    def natural(self) -> CubicSpline:
        """Return the curve of VM0042, a natural cubic spline."""
        return CubicSpline(*self.knots(), bc_type="natural")

    def monotone(self) -> CubicHermiteSpline:
        """Return the cubic of Forsythe, Malcolm and Moler with Hyman's filter."""
        mass, carbon = (np.array(knots) for knots in self.knots())
        secants = np.diff(carbon) / np.diff(mass)
        slopes = forsythe(mass, carbon)
        above = np.concatenate((secants[:1], secants))
        below = np.concatenate((secants, secants[-1:]))
        slopes = np.clip(slopes, 0.0, 3.0 * np.minimum(above, below))
        return CubicHermiteSpline(mass, carbon, slopes)

    @property
    def mass(self) -> float:
        """Mass of the whole core [t/ha]."""
        return self.knots()[0][-1]

    def stock(self, mass: float) -> float:
        """Return carbon above a soil mass by VM0042 [t C/ha]."""
        return float(self.natural()(mass))

    def between(self, top: float, bottom: float) -> tuple[float, float]:
        """Return mass and carbon of whole layers inside a depth interval."""
        inside = [row for row in self.layers if top <= row[0] and row[1] <= bottom]
        return sum(row[2] for row in inside), sum(row[3] for row in inside)


def forsythe(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the slopes at the knots of the cubic spline of Forsythe and others.

    Cubics a + b t + c t^2 + d t^3 between the knots, equal in value, slope and bend
    where they meet; d of the first and of the last is that of the cubic through the
    four knots at that end.
    """
    count = len(x) - 1
    rows, right = [], []

    def row(**at: float) -> list[float]:
        filled = [0.0] * (3 * count)
        for name, value in at.items():
            letter, place = name[0], int(name[1:])
            filled[3 * place + "bcd".index(letter)] = value
        return filled

    for i in range(count):
        h = x[i + 1] - x[i]
        rows.append(row(**{f"b{i}": h, f"c{i}": h**2, f"d{i}": h**3}))
        right.append(y[i + 1] - y[i])
        if i + 1 < count:
            after = f"{i + 1}"
            rows.append(row(**{f"b{i}": 1, f"c{i}": 2 * h, f"d{i}": 3 * h**2,
                               f"b{after}": -1}))  # fmt: skip
            rows.append(row(**{f"c{i}": 1, f"d{i}": 3 * h, f"c{after}": -1}))
            right += [0.0, 0.0]
    for place, ends in ((0, slice(0, 4)), (count - 1, slice(-4, None))):
        rows.append(row(**{f"d{place}": 1.0}))
        right.append(float(np.polyfit(x[ends] - x[ends][0], y[ends], 3)[0]))
    found = np.linalg.solve(np.array(rows), np.array(right))
    b, c, d = found[0::3], found[1::3], found[2::3]
    last = x[-1] - x[-2]
    return np.append(b, b[-1] + 2 * c[-1] * last + 3 * d[-1] * last**2)


def numbers(table: pl.DataFrame, *names: str) -> dict[tuple[str, ...], float]:
    """Return values of properties by (property, point, campaign, top, bottom)."""
    rows = table.filter(pl.col("property").is_in(names)).select(
        "property", "point", "campaign", "top_cm", "bottom_cm", "number"
    )
    return {tuple(row[:5]): float(row[5]) for row in rows.iter_rows()}


def archived(table: pl.DataFrame) -> list[tuple[float, float]]:
    """Return archived samples: carbon in 2021, and again in the batch of 2024."""
    found = numbers(table, "soc")
    return [
        (found["soc", point, "2021", top, bottom], again)
        for (_, point, campaign, top, bottom), again in found.items()
        if campaign == "2021留样"
    ]


def cores(table: pl.DataFrame) -> dict[tuple[str, str], Core]:
    """Return every profile by point and campaign; archived samples are none.

    Bulk density is that of the whole soil, stones a share of its mass: fine earth
    weighs 100 x density x thickness x (1 - share).
    """
    found = numbers(table, "soc", "bulk_density", "coarse_mass")
    layers: dict[tuple[str, str], list[Layer]] = {}
    for name, point, campaign, top, bottom in found:
        if name == "soc" and campaign in {"2021", "2024"}:
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
    changes: Mapping[str, float], where: Mapping[str, Group], field: Mapping[str, str]
) -> dict[Group, Sample]:
    """Return the sample of each group: points of project land, fields of control."""
    found = {}
    for stratum in STRATA:
        for side in SIDES:
            units: dict[str, list[float]] = {}
            for point, change in changes.items():
                if where[point] == (stratum, side):
                    units.setdefault(field.get(point, point), []).append(change)
            found[stratum, side] = sample(
                sum(values) / len(values) for values in units.values()
            )
    return found


def satterthwaite(terms: Sequence[tuple[float, float]]) -> float:
    """Return the freedom of a sum of variances, given each with its own."""
    total = sum(variance for variance, _ in terms)
    return total**2 / sum(variance**2 / freedom for variance, freedom in terms)


@dataclass(frozen=True)
class Bound:
    """A sum over strata with its errors and one-sided lower bound [t C]."""

    value: float
    error: float
    freedom: float
    campaign: float

    @property
    def lower(self) -> float:
        """Return the bound that nine of ten truths exceed."""
        sampling = student.ppf(0.9, self.freedom) * self.error
        return self.value - math.sqrt(
            sampling**2 + (norm.ppf(0.9) * self.campaign) ** 2
        )


def bound(
    groups: Mapping[Group, Sample],
    areas: Mapping[str, float],
    sides: Sequence[str],
    campaign: float,
) -> Bound:
    """Return equations 3 to 5: of the difference, or of the gain alone."""
    sign = {"project": 1, "control": -1}
    chosen = {key: item for key, item in groups.items() if key[1] in sides}
    value = sum(areas[h] * sign[side] * g.mean for (h, side), g in chosen.items())
    terms = [
        (areas[h] ** 2 * item.variance, item.freedom) for (h, _), item in chosen.items()
    ]
    error = math.sqrt(sum(term for term, _ in terms))
    return Bound(value, error, satterthwaite(terms), campaign)


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
