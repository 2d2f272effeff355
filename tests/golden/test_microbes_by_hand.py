"""Microbial tests and the microbial share of the example's gain, worked by hand.

Also real cores: SimpleESM's own example by the natural spline of scipy.
"""

import math
from functools import cache

import numpy as np
import polars as pl
import pytest
from scipy.stats import t as student

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import gather
from tests.conftest import ROOT
from tests.examples.real_folders import ESM_REFERENCE, METHODS, simple_esm
from tests.golden import by_hand as hand
from tests.golden.by_hand import SIDES, Sample, sample

PROJECT = ROOT / "examples" / "huang-huai"
GLUCOSAMINE, MURAMIC = 179.17, 251.23
"""Molar masses [g/mol]."""

PARTS = ("bacterial_necromass", "fungal_necromass", "mbc")

Values = dict[str, float]
"""Value by point."""


@cache
def evidence():
    return gather(PROJECT)[0]


@cache
def account() -> Account:
    return accounts(evidence(), METHODS[:1])[0]


@cache
def record() -> dict:
    return account_set([account()])["accounts"][0]["microbial"]


def assay(name: str, campaign: str) -> Values:
    rows = evidence().observations.filter(
        (pl.col("property") == name) & (pl.col("campaign") == campaign)
    )
    return {point: float(n) for point, n in rows.select("point", "number").iter_rows()}


def carbon(part: str, campaign: str) -> Values:
    """Return a microbial pool [mg C/kg]."""
    if part == "mbc":
        return assay("mbc", campaign)
    muramic = assay("muramic_acid", campaign)
    if part == "bacterial_necromass":
        return {point: 45 * value for point, value in muramic.items()}
    total = assay("glucosamine", campaign)
    return {
        point: 9 * GLUCOSAMINE * (total[point] / GLUCOSAMINE - 2 * value / MURAMIC)
        for point, value in muramic.items()
        if point in total
    }


@cache
def places():
    return hand.places(evidence().observations)


@cache
def topsoil() -> dict[tuple[str, str], tuple[float, float]]:
    """Return fine earth and carbon of 0-20 cm by point and campaign [t/ha]."""
    cores = hand.cores(evidence().observations)
    return {key: core.between(0, 20) for key, core in cores.items()}


def shares() -> dict[str, float]:
    """Return the share of each stratum in the area; each has control of its own."""
    areas = {name: float(area) for name, area in evidence().areas.items()}
    return {name: area / sum(areas.values()) for name, area in areas.items()}


class Contrast:
    """Project less control, strata weighted by area: value, error, freedom."""

    def __init__(self, changes: Values) -> None:
        self.value, parts = 0.0, []
        for stratum, share in shares().items():
            for side, sign in zip(SIDES, (1, -1), strict=True):
                held: Sample = sample(
                    value
                    for point, value in changes.items()
                    if places()[point] == (stratum, side)
                )
                self.value += sign * share * held.mean
                parts.append((share * share * held.variance, held.freedom))
        self.error = math.sqrt(sum(variance for variance, _ in parts))
        self.freedom = hand.satterthwaite(parts)

    def interval(self) -> list[float]:
        half = student.ppf(0.95, self.freedom) * self.error
        return [self.value - half, self.value + half]


def pool_change(part: str) -> Contrast:
    """Return a pool's change at the soil mass of the first campaign [t C/ha]."""
    start, end = carbon(part, "2021"), carbon(part, "2024")
    return Contrast(
        {
            point: (end[point] - start[point]) / 1e6 * topsoil()[point, "2021"][0]
            for point in end
            if point in start
        }
    )


def soil_change() -> Contrast:
    """Return the change of organic carbon in the same layer, at equal soil mass.

    Both cores are read on the monotone curve at the mass above 20 cm in 2021; the
    layer ends on a knot of the first core, so its carbon there is that of the layers.
    """
    found = hand.cores(evidence().observations)
    changes = {}
    for point, campaign in found:
        if campaign == "2021" and (point, "2024") in found:
            mass, before = topsoil()[point, "2021"]
            later = float(found[point, "2024"].monotone()(mass))
            changes[point] = later - before
    return Contrast(changes)


def test_the_gain_of_the_example_is_that_at_equal_soil_mass():
    """At the masses of 2021 the denser soil of 2024 holds less than at its own."""
    found = topsoil()
    heavier = {
        point: found[point, "2024"][0] / found[point, "2021"][0]
        for point, campaign in found
        if campaign == "2021" and (point, "2024") in found
    }
    unequal = Contrast(
        {point: found[point, "2024"][1] - found[point, "2021"][1] for point in heavier}
    )
    gain = account().microbial.share.gain.value

    assert gain == pytest.approx(soil_change().value, rel=1e-9)
    assert abs(gain - unequal.value) > 0.01


def numbers(texts: list[str]) -> list[float]:
    return [float(text) for text in texts]


def test_microbial_share_of_the_gain_at_central_factors():
    share = account().microbial.share
    total = sum(pool_change(part).value for part in PARTS)
    gain = soil_change()

    found = {item.name: item.estimate.value for item in share.parts}
    expected = {part: pool_change(part).value for part in PARTS}
    assert found == pytest.approx(expected, rel=1e-9)
    assert share.total == pytest.approx(total, rel=1e-9)
    assert share.gain.value == pytest.approx(gain.value, rel=1e-9)
    assert list(share.gain_interval) == pytest.approx(gain.interval(), rel=1e-9)
    printed = record()["share_of_gain"]
    assert float(printed["share"]) == pytest.approx(total / gain.value, abs=1e-6)
    assert float(printed["rest"]) == pytest.approx(gain.value - total, abs=1e-6)


def drawn(seed: int = 5, draws: int = 400_000) -> dict[str, np.ndarray]:
    """Return draws of each pool: 95 of 100 factors within a fold of 2, kEC of 1.3."""
    chance = np.random.default_rng(seed)
    result = {}
    for part in PARTS:
        change = pool_change(part)
        fold = math.log(1.3 if part == "mbc" else 2.0) / 1.959963984540054
        factor = np.exp(fold * chance.standard_normal(draws))
        error = change.error * chance.standard_normal(draws)
        result[part] = factor * (change.value + error)
    return result


def test_intervals_of_the_share_against_another_monte_carlo():
    found, share = drawn(), record()["share_of_gain"]
    dead = found["bacterial_necromass"] + found["fungal_necromass"]
    compared = {item["name"]: item["interval"] for item in share["parts"]}
    compared["all"] = share["total_interval"]
    compared["dead"] = share["necromass_interval"]
    columns = {**found, "dead": dead, "all": dead + found["mbc"]}

    for name, texts in compared.items():
        expected = np.quantile(columns[name], (0.05, 0.95))
        assert numbers(texts) == pytest.approx(expected, rel=0.04), name
    assert share["agreement"] == "agrees"


def necromass(campaign: str) -> Values:
    """Return bacterial and fungal necromass together [mg C/g]."""
    bacterial = carbon("bacterial_necromass", campaign)
    fungal = carbon("fungal_necromass", campaign)
    return {point: (bacterial[point] + fungal[point]) / 1000 for point in fungal}


def rise(start: Values, end: Values) -> Contrast:
    return Contrast({point: end[point] - start[point] for point in end})


def decades(campaign: str) -> Contrast:
    found = assay("strain_marker", campaign)
    return Contrast({point: math.log10(1 + value) for point, value in found.items()})


def made() -> dict[tuple[str, str], Contrast]:
    """Return the four tests that were made, by property and campaign."""
    whole = "2021 -> 2024"
    return {
        ("strain_marker", "2022"): decades("2022"),
        ("strain_marker", "2024"): decades("2024"),
        ("mbc", whole): rise(assay("mbc", "2021"), assay("mbc", "2024")),
        ("necromass_carbon", whole): rise(necromass("2021"), necromass("2024")),
    }


def holm(probabilities: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Return probabilities after Holm (1979): step down, never below the last."""
    highest, result = 0.0, {}
    ranked = sorted(probabilities, key=probabilities.__getitem__)
    for place, name in enumerate(ranked):
        raised = min(1.0, (len(ranked) - place) * probabilities[name])
        highest = result[name] = max(highest, raised)
    return result


def test_effects_and_holm_probabilities_of_the_tests_made():
    expected = made()
    single = {
        name: student.sf(item.value / item.error, item.freedom)
        for name, item in expected.items()
    }
    compared = {
        (one.assay, one.campaign): one for one in account().microbial.comparisons
    }

    assert compared.keys() == expected.keys()
    for name, probability in holm(single).items():
        one, item = compared[name], expected[name]
        assert one.estimate.value == pytest.approx(item.value, rel=1e-9)
        assert one.estimate.standard_error == pytest.approx(item.error, rel=1e-9)
        assert one.estimate.df_satterthwaite == pytest.approx(item.freedom, rel=1e-9)
        assert one.holm == pytest.approx(probability, abs=1e-12)
    for row in record()["tests"]:
        item = expected[row["property"], row["campaign"]]
        assert numbers(row["interval"]) == pytest.approx(item.interval(), abs=1e-6)
        assert (row["shown"], row["claimed"]) == (True, "increase")


def test_the_grade_follows_from_the_four_tests():
    batches = evidence().observations.filter(pl.col("property") == "viable_count")

    assert min(float(number) for number in batches["number"]) >= 2e8
    assert record()["shown"] == dict.fromkeys(("M1", "M2", "M3", "M4"), True)
    assert (record()["grade"], record()["label"]) == ("A", "microbial")


def esm_cores(table: pl.DataFrame) -> dict[tuple[str, str], hand.Core]:
    """Return SimpleESM's profiles; density of fine earth, in nine layers."""
    found = hand.numbers(table, "soc", "bulk_density")
    thin: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for name, point, campaign, top, bottom in found:
        if name == "bulk_density":
            density = found[name, point, campaign, top, bottom]
            thin.setdefault((point, campaign), []).append(
                (float(top), float(bottom), density)
            )
    layers: dict[tuple[str, str], list[hand.Layer]] = {}
    for name, point, campaign, top, bottom in found:
        if name == "soc":
            upper, lower = float(top), float(bottom)
            mass = sum(
                100 * density * (min(lower, end) - max(upper, start))
                for start, end, density in thin[point, campaign]
                if min(lower, end) > max(upper, start)
            )
            share = found[name, point, campaign, top, bottom]
            layers.setdefault((point, campaign), []).append(
                (upper, lower, mass, mass * share / 1000)
            )
    return {key: hand.Core(tuple(sorted(rows))) for key, rows in layers.items()}


def test_simple_esm_by_the_natural_spline(tmp_path, shared_data):
    found, _ = gather(simple_esm(tmp_path, shared_data, interpolation="natural"))
    run = accounts(found, ["verra.vm0042/2.2"])[0].run
    cores = esm_cores(found.observations)
    stocks = {key: core.stock(ESM_REFERENCE) for key, core in cores.items()}
    points = {point for point, _ in stocks}
    changes = {p: stocks[p, "Year_x"] - stocks[p, "Year_0"] for p in points}
    role = dict(
        found.observations.filter(pl.col("property") == "soc")
        .select("point", "role")
        .iter_rows()
    )
    expected = [
        sample(changes[point] for point in sorted(points) if role[point] == side)
        for side in SIDES
    ]

    assert len(stocks) == 12
    assert run.axes.attribute("group", "role") == SIDES
    assert run.values("mean_change").tolist() == pytest.approx(
        [item.mean for item in expected], rel=1e-9
    )
    assert run.values("change_variance").tolist() == pytest.approx(
        [item.variance for item in expected], rel=1e-9
    )
