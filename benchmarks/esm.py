"""How many cores a second go through equal soil mass, and against what.

The yardstick is a loop that fits scipy's
natural ``CubicSpline`` core by core, timed in the same run on the same cores.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import get_args

import numpy as np
from figure import Figure
from scipy.interpolate import CubicSpline

from edaphon.science.esm import (
    Interpolation,
    Profiles,
    cumulative,
    equal_mass_stock,
    fixed_depth_stock,
)

CORES = 66_000
LOOPED = 2_000
REFERENCE = 3_000.0
FLOOR = 10_000
"""Cores a second that every interpolation must reach."""


def made_up_cores(count: int) -> Profiles:
    """Return cores of three to six layers, the same in every run."""
    random = np.random.Generator(np.random.Philox(271828))
    layers = random.integers(3, 7, count)
    offsets = np.concatenate(([0], np.cumsum(layers)))
    mass = random.uniform(1100, 2400, offsets[-1])
    content = random.uniform(4, 30, offsets[-1])
    return Profiles(mass, mass * content / 1000, offsets)


def naive(profiles: Profiles) -> np.ndarray:
    """Fit scipy's natural spline core by core."""
    mass, carbon = cumulative(profiles)
    stocks = np.empty(profiles.count)
    for core in range(profiles.count):
        layers = slice(profiles.offsets[core], profiles.offsets[core + 1])
        knots = np.append(0.0, mass[layers]), np.append(0.0, carbon[layers])
        stocks[core] = CubicSpline(*knots, bc_type="natural")(REFERENCE)
    return stocks


def fastest(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the least wall time of several runs [s]."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def figures() -> list[Figure]:
    """Return cores a second of every interpolation, beside the loop over cores."""
    few, many = made_up_cores(LOOPED), made_up_cores(CORES)
    loop = LOOPED / fastest(partial(naive, few), repeats=2)
    found = [Figure(name="scipy, one core at a time", value=loop, unit="cores/s")]
    for kind in get_args(Interpolation):
        work = partial(equal_mass_stock, many, REFERENCE, interpolation=kind)
        rate = CORES / fastest(work)
        found += [
            Figure(
                name=kind, value=rate, unit="cores/s", limit=FLOOR, sense="at least"
            ),
            Figure(name=f"{kind} over the loop", value=rate / loop, unit="x"),
        ]
    rate = CORES / fastest(partial(fixed_depth_stock, many))
    found.append(Figure(name="fixed depth", value=rate, unit="cores/s"))
    apart = np.nanmax(
        np.abs(naive(few) - equal_mass_stock(few, REFERENCE, interpolation="natural"))
    )
    found.append(Figure(name="largest difference to scipy", value=apart, unit="t/ha"))
    return found
