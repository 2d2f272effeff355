"""Jinxi: its soils, its land, three campaigns, and a dry year between the last two."""

from datetime import date

from making.land import Layout
from making.microbes import Round
from making.samples import Survey
from making.truth import LATER_LAYERS, LAYERS, Ground

PERIODS = (3, 6)
"""Years from the first campaign to each later one [a]."""

HEILU = Ground(
    id="L1", zh="黑垆土梯田", en="Terraces of dark loessal soil",
    surface=9.8, deep=3.0, fading=3000.0, density=(1.20, 1.26, 1.31, 1.33),
    stones=0.3, clay=22.0, reference=3620, gain=(2.20, 1.00), drift=(0.15, -0.40),
)  # fmt: skip
HUANGMIAN = Ground(
    id="L2", zh="黄绵土梯田", en="Terraces of yellow loessal soil",
    surface=6.8, deep=2.2, fading=2800.0, density=(1.24, 1.29, 1.33, 1.35),
    stones=0.4, clay=16.0, reference=3710, gain=(1.90, 0.85), drift=(0.10, -0.35),
)  # fmt: skip
GROUNDS = (HEILU, HUANGMIAN)

FACTORS = {
    "diesel [kg CO2e/L]": 2.68,
    "direct N2O of synthetic nitrogen [kg N2O-N/kg N]": 0.005,
    "product, made and brought [kg CO2e/kg]": 0.85,
}
"""What the sources of the example really emit."""

LAYOUT = Layout(
    grounds=GROUNDS,
    origin=(110.940, 37.610),
    parcels={"L1": (22, 152.0, 203.0), "L2": (22, 149.0, 201.0)},
    control_parcel=(84.0, 112.0),
    control_parcels=6,
    project_points={"L1": 16, "L2": 16},
    control_points=12,
)

SURVEY = Survey(
    cuts=(LAYERS, LATER_LAYERS, LATER_LAYERS),
    batches=(0.997, 1.002, 1.019),
    loosening=(1.0, 0.99, 0.985),
)
"""The third campaign went to another laboratory, whose furnace reads 2 % more."""

ROUNDS = (
    Round(name="2019", campaign=1, share=0.0),
    Round(name="2020", campaign=1, share=1 / 3, lift=1.12, marker=5.05),
    Round(name="2022", campaign=1, share=1.0, lift=1.18, marker=4.75),
    Round(name="2025", campaign=2, share=1.0, lift=1.12, marker=4.60),
)
ROUND_DAYS = (
    date(2019, 10, 10), date(2020, 10, 12), date(2022, 10, 11), date(2025, 10, 10),
)  # fmt: skip
"""Day of each round."""

MICROBIAL_LABORATORY = "晋中土壤微生物实验室（虚构）"
