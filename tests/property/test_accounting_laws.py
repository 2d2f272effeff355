"""Laws of an account that hold whatever the soil, the areas and the points.

Small projects are written, read and accounted for as a user's are; few examples
each, so that the whole file stays within a minute.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.gathering import gather
from edaphon.verification import verify
from tests.synthetic_bundle import published, stand_in
from tests.synthetic_documents import ACTIVITY, MCS, METHODS, MICROBES, SOIL, VM0042
from tests.synthetic_project import SyntheticProject

few = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
some = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Case:
    """A project in numbers."""

    areas: tuple[int, ...]
    points: int
    controls: int
    gain: float
    control_gain: float
    spread: float
    design: str

    def project(self) -> SyntheticProject:
        """Return the project, ready to be changed and written."""
        return SyntheticProject(
            strata={f"S{place + 1}": area for place, area in enumerate(self.areas)},
            points=self.points,
            controls=self.controls,
            gain=self.gain,
            control_gain=self.control_gain,
            spread=self.spread,
            design=self.design,
        )


def numbers(low, high):
    return st.integers(int(low * 100), int(high * 100)).map(lambda whole: whole / 100)


cases = st.builds(
    Case,
    areas=st.lists(st.integers(5, 400), min_size=1, max_size=3).map(tuple),
    points=st.integers(5, 7),
    controls=st.integers(3, 5),
    gain=numbers(-1.5, 3),
    control_gain=numbers(-1.5, 1.5),
    spread=numbers(0, 1),
    design=st.sampled_from(["paired", "independent"]),
)
"""Gains and losses on project and control land, little and much spread."""

gaining = st.builds(
    Case,
    areas=st.lists(st.integers(50, 400), min_size=1, max_size=2).map(tuple),
    points=st.integers(5, 7),
    controls=st.integers(4, 5),
    gain=numbers(1.5, 3),
    control_gain=numbers(-0.1, 0.3),
    spread=numbers(0.05, 0.4),
    design=st.just("paired"),
)
"""Projects that are credited, so that a law about units is not empty."""


def accounted(project: SyntheticProject) -> tuple[Account, ...]:
    """Return the accounts of a project under both methods."""
    with tempfile.TemporaryDirectory() as folder:
        return accounts(project.evidence(Path(folder)), METHODS)


def evidence_of(project: SyntheticProject, *, reverse_rows: bool = False) -> Evidence:
    """Return the evidence of a project, read forwards or backwards."""
    with tempfile.TemporaryDirectory() as folder:
        written = project.write(Path(folder))
        return gather(written, reverse_rows=reverse_rows)[0]


def figures(account: Account) -> dict[str, str]:
    """Return every figure over the account, to the last bit."""
    return {
        name: repr(step.values.tolist())
        for name, step in account.run.steps.items()
        if step.over in {"account", "group", "vintage"}
    }


@few
@given(case=cases)
def test_the_order_of_rows_means_nothing(case):
    there = evidence_of(case.project())
    back = evidence_of(case.project(), reverse_rows=True)

    assert there.digest == back.digest
    for first, second in zip(
        accounts(there, METHODS), accounts(back, METHODS), strict=True
    ):
        assert figures(first) == figures(second)


@few
@given(case=cases, seed=st.randoms(use_true_random=False))
def test_a_laboratory_may_list_its_samples_in_any_order(case, seed):
    """The rows then have other numbers; the figures have not."""
    shuffled = case.project()
    for rows in shuffled.tables.values():
        seed.shuffle(rows)

    for first, second in zip(
        accounted(case.project()), accounted(shuffled), strict=True
    ):
        assert figures(first) == figures(second)


@few
@given(case=gaining, name=st.text("abcXYZ碳层", min_size=1, max_size=6))
def test_the_names_of_points_mean_nothing(case, name):
    renamed = case.project()
    for table in (SOIL, MICROBES):
        for row in renamed.tables[table]:
            row["point"] = name + row["point"]
    for entry in (*renamed.plan["points"], *renamed.document["control_sites"]):
        key = "id" if "id" in entry else "point"
        entry[key] = name + entry[key]

    for first, second in zip(
        accounted(case.project()), accounted(renamed), strict=True
    ):
        assert (first.status, first.units) == (second.status, second.units)


@some
@given(case=cases)
def test_units_are_the_sum_of_vintages_and_of_labels(case):
    for account in accounted(case.project()):
        assert account.units == sum(units for _, units in account.vintages)
        assert account.units == sum(account.labels.values())
        assert account.units >= 0
        assert all(units >= 0 for _, units in account.vintages)


@few
@given(case=gaining, share=st.integers(10, 90))
def test_a_stratum_cut_in_two_with_the_same_points_keeps_the_difference(case, share):
    """The points of each part are those of the whole, so that D and G stay."""
    whole = case.project()
    parts = SyntheticProject(
        strata=_cut(whole.strata, share / 100),
        points=case.points,
        controls=case.controls,
        gain=case.gain,
        control_gain=case.control_gain,
        spread=case.spread,
    )

    before, after = accounted(whole)[0].run, accounted(parts)[0].run

    for name in ("difference", "gain"):
        assert after.value(name) == pytest.approx(before.value(name), rel=1e-9)


def _cut(strata, share):
    first, *others = strata.items()
    name, area = first
    left = round(area * share, 2)
    return {f"{name}a": left, f"{name}b": round(area - left, 2), **dict(others)}


@few
@given(case=gaining, kind=st.sampled_from(["laboratory", "bulk_density"]))
def test_a_larger_campaign_error_never_gives_more_units(case, kind):
    """Two runs as far off on both sides; below the floor nothing changes any more."""
    units = []
    for apart in ("0.0001", "0.001", "0.004", "0.02"):
        project = case.project()
        project.document["campaign_errors"][kind] = [
            {"day": f"2021-11-0{day}", "found": str(1 + sign * float(apart)),
             "known": "1", "file": SOIL}
            for day, sign in ((1, 1), (2, -1))
        ]  # fmt: skip
        units.append(accounted(project)[0].run.value("creditable"))

    assert units == sorted(units, reverse=True)


@few
@given(case=gaining, more=numbers(0.05, 0.8))
def test_more_spread_about_the_same_mean_never_gives_more_units(case, more):
    """Deviations of the changes from their mean are stretched; the mean stays."""
    calm = case.project()
    wild = case.project()
    _stretch(wild, 1 + more)

    for first, second in zip(accounted(calm), accounted(wild), strict=True):
        assert second.units <= first.units


def _stretch(project, factor):
    """Stretch the end values of the uppermost layer about each group's mean change."""
    groups = {}
    for row in project.rows(SOIL, top="0"):
        key = (row["stratum"], row["role"])
        groups.setdefault(key, {}).setdefault(row["point"], {})[row["campaign"]] = row
    for points in groups.values():
        changes = {
            point: float(rows["end"]["soc"]) - float(rows["start"]["soc"])
            for point, rows in points.items()
        }
        # At equal mass a change of content counts by the mass of the layer.
        weights = {point: float(rows["end"]["bd"]) for point, rows in points.items()}
        mean = sum(changes[one] * weights[one] for one in changes) / sum(
            weights.values()
        )
        for point, rows in points.items():
            end = float(rows["start"]["soc"]) + mean + factor * (changes[point] - mean)
            rows["end"]["soc"] = f"{end:.9f}"


@few
@given(case=gaining, factor=st.sampled_from([2, 3, 10]))
def test_a_larger_area_of_the_same_soil_scales_the_soil_removal(case, factor):
    larger = case.project()
    for entry in (*larger.document["strata"], *larger.plan["strata"]):
        entry["area_ha"] = str(int(float(entry["area_ha"])) * factor)

    before, after = accounted(case.project())[0].run, accounted(larger)[0].run

    expected = factor * before.value("soil_removal")
    assert after.value("soil_removal") == pytest.approx(expected, rel=1e-9)


@few
@given(case=gaining)
def test_removals_are_never_more_than_difference_or_gain(case):
    run = accounted(case.project())[0].run

    carbon = run.value("soil_removal") * 12 / 44
    assert carbon <= run.value("difference") + 1e-9
    assert carbon <= run.value("gain") + 1e-9


@few
@given(case=gaining, leak=st.integers(0, 500))
def test_more_leakage_never_gives_more_units(case, leak):
    units = []
    for yearly in (0, leak, 2 * leak):
        project = case.project()
        project.document["leakage"]["displaced_livestock"] = str(yearly)
        units.append([account.units for account in accounted(project)])

    for method in range(len(METHODS)):
        column = [row[method] for row in units]
        assert column == sorted(column, reverse=True)


@few
@given(case=gaining, litres=st.integers(0, 60000))
def test_more_fuel_in_the_project_never_gives_more_units(case, litres):
    units = []
    for extra in (0, litres):
        project = case.project()
        for row in project.rows(ACTIVITY, role="project", item="diesel_used"):
            row["amount"] = str(14000 + extra)
        units.append([account.units for account in accounted(project)])

    assert units[1][0] <= units[0][0]
    assert units[1][1] <= units[0][1]


@few
@given(case=gaining, keep=st.sampled_from([MCS, VM0042]))
def test_a_method_does_not_depend_on_the_others_beside_it(case, keep):
    with tempfile.TemporaryDirectory() as folder:
        evidence = case.project().evidence(Path(folder))
        (alone,) = accounts(evidence, [keep])
        (beside,) = [
            item for item in accounts(evidence, METHODS) if item.pack.id == keep
        ]

    assert figures(alone) == figures(beside)


@settings(max_examples=5)
@given(case=cases)
def test_every_bundle_replays_to_its_own_identity(case):
    with tempfile.TemporaryDirectory() as folder:
        bundle = published(case.project().write(Path(folder)))
        there = verify(bundle, reports=stand_in)
        back = verify(bundle, reports=stand_in, reverse_rows=True)

    assert there.is_identical
    assert there == back
