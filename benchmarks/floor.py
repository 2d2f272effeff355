"""The arithmetic of an account on arrays in memory: a floor that no account goes below.

As many cores as a project of that size has: fine-earth mass and carbon of every
layer, curves through them, stocks at equal mass, and for every draw of the shared
errors the stocks of all cores once more with their exact sum; for two methods.
Reading, checking, tracing, sealing and reporting are what an account adds.
"""

import math
import time

import numpy as np
from landscape import LAYERS, SEED

from edaphon.science.esm import Profiles, carbon_curves
from edaphon.science.stocks import fine_earth_mass, layer_carbon

DRAWS, METHODS = 1_000, 2
"""Draws of the shared errors, as an account makes them, and methods of an account."""

REFERENCE = 3_900.0


def floor_seconds(samples: int) -> float:
    """Return the processor time of the arithmetic alone [s]."""
    random = np.random.Generator(np.random.Philox(SEED))
    cores, layers = samples // len(LAYERS), len(LAYERS)
    density = random.uniform(1.2, 1.5, cores * layers)
    content = random.uniform(4, 14, cores * layers)
    thickness = np.tile([bottom - top for top, bottom in LAYERS], cores).astype(float)
    offsets = np.arange(cores + 1) * layers
    scales = 1 + 0.01 * random.standard_normal(DRAWS)
    start = time.process_time()
    for _ in range(METHODS):
        mass = fine_earth_mass(density, thickness, kind="fine_earth")
        profiles = Profiles(mass, layer_carbon(mass, content), offsets)
        curves = carbon_curves(profiles, interpolation="hyman")
        for scale in scales:
            math.fsum((scale * curves.at(REFERENCE / scale)).tolist())
    return time.process_time() - start
