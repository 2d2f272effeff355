"""Huang-Huai: its soils, its land, its campaigns, and what befell single points."""

from datetime import date

from making.land import Layout
from making.microbes import Round
from making.samples import Survey
from making.truth import LATER_LAYERS, LAYERS, Ground

YEARS = 3
"""Length of the period [a]."""

SAND = Ground(
    id="S1", zh="砂质潮土", en="Sandy fluvo-aquic soil",
    surface=9.4, deep=2.4, fading=3000.0, density=(1.36, 1.42, 1.48, 1.50),
    stones=0.6, clay=9.0, reference=4100, gain=(1.50,), drift=(0.15,),
)  # fmt: skip
LOAM = Ground(
    id="S2", zh="壤质潮土", en="Loamy fluvo-aquic soil",
    surface=12.6, deep=3.2, fading=3100.0, density=(1.30, 1.36, 1.43, 1.46),
    stones=1.2, clay=18.0, reference=3950, gain=(1.95,), drift=(0.25,),
)  # fmt: skip
CLAY = Ground(
    id="S3", zh="黏质潮土", en="Clayey fluvo-aquic soil",
    surface=14.8, deep=4.1, fading=3300.0, density=(1.24, 1.31, 1.39, 1.43),
    stones=2.4, clay=31.0, reference=3750, gain=(1.80,), drift=(0.20,),
)  # fmt: skip
GROUNDS = (SAND, LOAM, CLAY)

FACTORS = {
    "diesel [kg CO2e/L]": 2.68,
    "direct N2O of synthetic nitrogen [kg N2O-N/kg N]": 0.009,
    "product, made and brought [kg CO2e/kg]": 0.85,
}
"""What the sources of the example really emit."""

LAYOUT = Layout(
    grounds=GROUNDS,
    origin=(115.640, 34.392),
    parcels={"S1": (5, 302.0, 401.0), "S2": (7, 322.0, 404.0), "S3": (4, 312.0, 402.0)},
    control_parcel=(86.0, 118.0),
    control_parcels=4,
    project_points={"S1": 10, "S2": 14, "S3": 10},
    control_points=8,
)

MOVED, MOVED_BY = "S2-P09", (2.0, 1.5)
"""Point that was set elsewhere on the day, and by how much east and north [m]."""

LOST = ("S2-P14", 1)
"""Point and campaign without samples: a ditch was dug through it."""

SURVEY = Survey(
    cuts=(LAYERS, LATER_LAYERS),
    batches=(0.996, 1.006),
    loosening=(1.0, 0.985),
    lost=(LOST,),
)

ROUNDS = (
    Round(name="2021", campaign=1, share=0.0),
    Round(name="2022", campaign=1, share=1 / 3, lift=1.14, marker=5.15),
    Round(name="2024", campaign=1, share=1.0, lift=1.19, marker=4.75, lost=LOST[0]),
)

ROUND_DAYS = (date(2021, 10, 9), date(2022, 10, 10), date(2024, 10, 9))
"""Day of each round."""

MICROBIAL_LABORATORY = "中原微生物生态实验室（虚构）"
