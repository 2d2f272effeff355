"""How many cores a second go through equal soil mass, and against what.

Run ``python benchmarks/esm.py``. The yardstick is a loop that fits scipy's
natural ``CubicSpline`` core by core, timed in the same run on the same cores.
"""

import time
from collections.abc import Callable
from typing import get_args

import numpy as np
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


def main() -> None:
    """Print cores a second of every interpolation and the ratio to the loop."""
    few, many = made_up_cores(LOOPED), made_up_cores(CORES)
    loop = LOOPED / fastest(lambda: naive(few), repeats=2)
    print(f"{'scipy loop, natural':24}{loop:12,.0f} cores/s")
    for kind in get_args(Interpolation):
        seconds = fastest(
            lambda kind=kind: equal_mass_stock(many, REFERENCE, interpolation=kind)
        )
        rate = CORES / seconds
        print(
            f"{kind:24}{rate:12,.0f} cores/s {rate / loop:8.0f} x"
            f"   {CORES:,} cores in {seconds:.3f} s"
        )
        if rate < FLOOR:
            message = f"{kind} is slower than {FLOOR:,} cores/s"
            raise SystemExit(message)
    seconds = fastest(lambda: fixed_depth_stock(many))
    print(f"{'fixed depth':24}{CORES / seconds:12,.0f} cores/s")
    apart = np.nanmax(
        np.abs(naive(few) - equal_mass_stock(few, REFERENCE, interpolation="natural"))
    )
    print(f"largest difference to scipy {apart:.1e} t C/ha")


if __name__ == "__main__":
    main()
