"""Equal soil mass: published numbers, R programs and the closed form.

*Reference program*: SimpleESM and R's ``splinefun(method = "hyman")`` on
R 4.2.2, in the shared data ``esm_simpleesm`` (see its ``SOURCE.md``).
*Published*: VM0042 v2.2, figure 3, whose stocks come out with the natural
spline alone. *By hand*: the worked cores of the science sheet.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.interpolate import CubicSpline, PchipInterpolator

from edaphon.science.esm import (
    Profiles,
    cumulative,
    equal_mass_stock,
    mineral_profiles,
)
from edaphon.science.thin_layers import DepthLayers, merge_thin_layers

WITHIN = 1e-9
"""Agreement with the R programs [t C ha-1]; they print ten digits and more."""

# Layers as (fine-earth mass, carbon), t/ha.
BEFORE = ((1800, 36), (1950, 23.4), (2100, 16.8))
AFTER = ((1980, 39.6), (2070, 24.84), (2130, 17.04))


def core(layers: tuple[tuple[float, float], ...]) -> Profiles:
    mass, carbon = np.array(layers, dtype=float).T
    return Profiles(mass.copy(), carbon.copy(), np.array([0, len(layers)]))


@pytest.mark.parametrize(
    ("kind", "stock", "digits"), [("linear", 60.84, 9), ("hyman", 61.55929, 5)]
)
def test_worked_core_of_the_science_sheet(kind, stock, digits):
    found = equal_mass_stock(core(AFTER), 3750.0, interpolation=kind)[0]

    assert found == pytest.approx(stock, abs=0.5 * 10**-digits)
    assert equal_mass_stock(core(BEFORE), 3750.0, interpolation=kind) == 59.4


def test_worked_core_on_mineral_mass():
    before, after = (mineral_profiles(core(layers), 1.9) for layers in (BEFORE, AFTER))
    reference = cumulative(before)[0][1]

    found = equal_mass_stock(after, float(reference), interpolation="linear")[0]

    assert reference == pytest.approx(3637.14, abs=1e-9)
    assert found == pytest.approx(60.87360, abs=5e-6)


RING_AREA = 4 * np.pi * (21.5 / 2) ** 2
"""Four cores of 21.5 mm [mm2]."""

FIGURE_3 = (
    ((283.2, 24.29), (189.2, 12.68)),
    ((222.7, 28.77), (144.3, 10.65)),
    ((217.5, 20.68), (143.5, 11.28)),
)
"""Dry mass [g] and carbon [g kg-1] of two increments at three points."""


@pytest.fixture
def published() -> Profiles:
    grams, content = np.array(FIGURE_3).reshape(-1, 2).T
    mass = grams / RING_AREA * 1e4
    return Profiles(mass, mass * content / 1000, np.array([0, 2, 4, 6]))


def test_the_published_example_comes_out_with_the_natural_spline(published):
    mass, carbon = cumulative(published)
    stock = equal_mass_stock(published, 1950.0, interpolation="natural")

    assert mass == pytest.approx(
        [1950.14, 3252.99, 1533.53, 2527.20, 1497.73, 2485.88], abs=5e-3
    )
    assert carbon == pytest.approx(
        [47.369, 63.889, 44.120, 54.702, 30.973, 42.119], abs=5e-4
    )
    assert stock == pytest.approx([47.366, 49.917, 36.781], abs=1e-3)


def test_no_other_curve_gives_the_published_example(published):
    linear = equal_mass_stock(published, 1950.0, interpolation="linear")

    assert linear[1:] == pytest.approx([48.555, 36.075], abs=1e-3)
    assert [not_a_knot(published, i) for i in (1, 2)] == pytest.approx(
        [50.279, 36.991], abs=1e-3
    )
    assert [monotone_pchip(published, i) for i in (1, 2)] == pytest.approx(
        [49.896, 36.897], abs=1e-3
    )


def knots(profiles: Profiles, i: int) -> tuple[np.ndarray, np.ndarray]:
    mass, carbon = cumulative(profiles)
    layers = slice(profiles.offsets[i], profiles.offsets[i + 1])
    return np.append(0, mass[layers]), np.append(0, carbon[layers])


def not_a_knot(profiles: Profiles, i: int) -> float:
    return float(CubicSpline(*knots(profiles, i))(1950.0))


def monotone_pchip(profiles: Profiles, i: int) -> float:
    return float(PchipInterpolator(*knots(profiles, i))(1950.0))


def test_the_natural_spline_is_scipys(published):
    expected = [
        CubicSpline(*knots(published, i), bc_type="natural")(1950.0) for i in range(3)
    ]

    found = equal_mass_stock(published, 1950.0, interpolation="natural")

    assert found == pytest.approx(np.array(expected), rel=1e-13)


def rows(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def cores_of(table: list[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    keys = [(row["Campaign"], row["Point"]) for row in table]
    for key in dict.fromkeys(keys):
        yield [row for row, own in zip(table, keys, strict=True) if own == key]


def depth_layers(table: list[dict[str, str]]) -> DepthLayers:
    counts = [len(core) for core in cores_of(table)]
    top, bottom = (
        np.array([-float(row[name]) for row in table])
        for name in ("Upper_cm", "Lower_cm")
    )
    return DepthLayers(top, bottom, np.cumsum([0, *counts]))


@pytest.fixture
def twelve_cores(shared_data) -> Profiles:
    folder = shared_data / "esm_simpleesm"
    contents, densities = (
        rows(folder / name) for name in ("concentrations.csv", "bulk_density.csv")
    )
    layers, thin = depth_layers(contents), depth_layers(densities)
    density = np.array([float(row["BD_g_cm3"]) for row in densities])
    thin_mass = 100 * density * (thin.bottom - thin.top)
    mass = merge_thin_layers(layers, thin, thin_mass)
    content = np.array([float(row["SOC_g_kg"]) for row in contents])
    return Profiles(mass, mass * content / 1000, layers.offsets)


def reference_masses(shared_data: Path) -> np.ndarray:
    table = rows(shared_data / "esm_simpleesm" / "reference_soil_mass.csv")
    return np.cumsum([float(row["Ref_soil_mass_t_ha"]) for row in table])


def test_simpleesm_fixed_depth(shared_data, twelve_cores):
    out = shared_data / "esm_simpleesm" / "simpleesm_out" / "Output_FD.csv"
    expected = [float(row["SOC_stock_cum_FD"]) for row in rows(out, ";")]

    assert cumulative(twelve_cores)[1] == pytest.approx(expected, abs=WITHIN)


def test_simpleesm_at_the_exact_reference_mass(shared_data, twelve_cores):
    out = shared_data / "esm_simpleesm" / "simpleesm_out" / "Output_ESM2.csv"
    expected = [float(row["SOC_stock_cum_ESM2"]) for row in rows(out, ";")]

    found = [
        equal_mass_stock(twelve_cores, mass, interpolation="hyman")
        for mass in reference_masses(shared_data)
    ]

    assert np.array(found).T.ravel() == pytest.approx(expected, abs=WITHIN)


@pytest.mark.parametrize(
    ("column", "kind", "mineral"),
    [
        ("soc_spline_whole", "hyman", False),
        ("soc_linear_whole", "linear", False),
        ("soc_spline_mineral", "hyman", True),
    ],
)
def test_columns_of_von_haden(shared_data, twelve_cores, column, kind, mineral):
    table = rows(shared_data / "esm_simpleesm" / "expected_spline_vonhaden.csv")
    printed = [row[column].replace("NA", "nan") for row in table]
    profiles = mineral_profiles(twelve_cores, 1.9) if mineral else twelve_cores

    found = [
        equal_mass_stock(profiles, mass, interpolation=kind)
        for mass in reference_masses(shared_data)
    ]

    # Printed to ten decimals, hence half a unit of the tenth on top.
    np.testing.assert_allclose(
        np.array(found).T.ravel(),
        np.array(printed, dtype=float),
        rtol=0,
        atol=WITHIN + 5e-11,
    )
