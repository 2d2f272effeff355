"""Means and changes over strata.

*Reference program*: R survey 4.x, in the shared data ``stratified_change``.
*By hand*: the worked strata of the science sheet and of the unified method.
"""

import csv
from collections import defaultdict

import pytest

from edaphon.science.design import (
    independent_change,
    minimum_detectable_difference,
    paired_change,
    stratified_mean,
)
from edaphon.science.estimates import combine, difference, group_mean

WITHIN = 1e-9
"""Agreement with R, relative; it prints eleven digits and more."""


def test_worked_strata_of_the_science_sheet():
    mean = stratified_mean(
        {"A": [50, 55, 61, 58], "B": [40, 47, 43]}, {"A": 120, "B": 80}
    )

    assert mean.value == pytest.approx(50.93333, abs=5e-6)
    assert [term.share for term in mean.terms] == pytest.approx(
        [1.98, 0.6577778], abs=5e-8
    )
    assert mean.standard_error == pytest.approx(1.624124, abs=5e-7)
    assert mean.df_satterthwaite == pytest.approx(4.568123, abs=5e-7)
    assert mean.interval(0.90, mean.df_satterthwaite) == pytest.approx(
        (47.59104, 54.27562), abs=5e-6
    )


def test_worked_pairs_of_the_science_sheet():
    mean = group_mean("plots", [1.2, -0.4, 2.2, 0.9, 1.6, 0.1])
    bound = 0.9333333 - 0.4572581 * 0.3912941

    assert mean.value == pytest.approx(0.9333333, abs=5e-8)
    assert mean.standard_error == pytest.approx(0.3912941, abs=5e-8)
    assert mean.lower_bound(2 / 3, mean.df_design) == pytest.approx(bound, abs=2e-7)


def test_worked_detectable_difference():
    found = minimum_detectable_difference(10.0, 30, correlation=0.7)

    assert found == pytest.approx(3.962040, abs=5e-7)


STRATA = (
    (
        120,
        (48.2, 51.0, 46.5, 49.9, 52.3, 47.7),
        (50.1, 53.4, 47.9, 52.2, 54.0, 50.3),
        (48.9, 50.2, 47.4),
        (49.2, 50.1, 47.9),
    ),
    (
        80,
        (39.1, 41.8, 37.6, 40.5, 42.2),
        (41.0, 43.1, 39.9, 41.8, 44.6),
        (40.0, 38.8, 41.5),
        (40.3, 38.6, 41.9),
    ),
)


def changes(before: tuple[float, ...], after: tuple[float, ...]) -> list[float]:
    return [late - early for early, late in zip(before, after, strict=True)]


def test_worked_difference_of_the_unified_method():
    project = [
        (area, group_mean(f"project {area}", changes(before, after)))
        for area, before, after, _, _ in STRATA
    ]
    control = [
        (area, group_mean(f"control {area}", changes(before, after)))
        for area, _, _, before, after in STRATA
    ]
    gain = combine(project)
    surplus = difference(gain, combine(control))

    assert surplus.value == pytest.approx(351.866667, abs=5e-7)
    assert surplus.standard_error == pytest.approx(39.1239625, abs=5e-8)
    assert surplus.df_satterthwaite == pytest.approx(11.2864507, abs=5e-8)
    assert surplus.lower_bound(0.90, surplus.df_satterthwaite) == pytest.approx(
        298.610122, abs=5e-7
    )
    assert gain.value == pytest.approx(393.2, abs=1e-9)
    assert gain.standard_error == pytest.approx(29.3639234, abs=5e-8)
    assert gain.df_satterthwaite == pytest.approx(8.9634011, abs=5e-8)
    assert gain.lower_bound(0.90, gain.df_satterthwaite) == pytest.approx(
        352.575745, abs=5e-7
    )


@pytest.fixture
def campaigns(shared_data):
    """Value by project, campaign, stratum and point; area by project and stratum."""
    values = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    areas = defaultdict(dict)
    file = shared_data / "stratified_change" / "samples.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            stratum = values[row["project"]][row["round"]][row["stratum"]]
            stratum[row["point"]] = float(row["soc_t_ha"])
            areas[row["project"]][row["stratum"]] = float(row["area_ha"])
    return values, areas


@pytest.fixture
def expected(shared_data):
    file = shared_data / "stratified_change" / "expected.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["project"]: row for row in csv.DictReader(lines)}


@pytest.mark.parametrize("project", ["A", "B"])
def test_change_and_its_intervals_are_those_of_r(campaigns, expected, project):
    values, areas = campaigns[0][project], campaigns[1][project]
    if expected[project]["paired"] == "TRUE":
        change = paired_change(values["t0"], values["t1"], areas)
    else:
        separate = [
            {name: list(points.values()) for name, points in values[campaign].items()}
            for campaign in ("t0", "t1")
        ]
        change = independent_change(*separate, areas)
    df = change.df_satterthwaite

    assert {
        "delta": change.value,
        "se": change.standard_error,
        "df_design": change.df_design,
        "df_satterthwaite": df,
        "lo90": change.interval(0.90, df)[0],
        "hi90": change.interval(0.90, df)[1],
        "lo95": change.interval(0.95, df)[0],
        "hi95": change.interval(0.95, df)[1],
        "lower_66.67_one_sided": change.lower_bound(0.6667, df),
        "p_gt0": change.probability_above_zero(df),
    } == pytest.approx(
        {
            column: float(expected[project][column])
            for column in (
                "delta", "se", "df_design", "df_satterthwaite", "lo90", "hi90",
                "lo95", "hi95", "lower_66.67_one_sided", "p_gt0",
            )
        },
        rel=WITHIN,
        abs=WITHIN,
    )  # fmt: skip


@pytest.mark.parametrize("project", ["A", "B"])
@pytest.mark.parametrize("campaign", ["t0", "t1"])
def test_means_of_each_campaign_are_those_of_r(campaigns, expected, project, campaign):
    values = {
        name: list(points.values())
        for name, points in campaigns[0][project][campaign].items()
    }

    mean = stratified_mean(values, campaigns[1][project])

    assert mean.value == pytest.approx(
        float(expected[project][f"mean_{campaign}"]), rel=WITHIN
    )
    assert mean.standard_error == pytest.approx(
        float(expected[project][f"se_{campaign}"]), rel=WITHIN
    )
