"""A walk lists the rows that a figure was made of: no other row moves it."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edaphon.accounting import accounts
from edaphon.bundle import open_bundle
from edaphon.verification.walking import Trail, nodes
from tests.examples.bundling import sealed
from tests.synthetic_documents import SOIL, VM0042
from tests.synthetic_project import SyntheticProject

FIGURES = (
    "soil_change_project", "mean_variance", "mean_removal",
    "mean_interpolation_difference",
)  # fmt: skip


def synthetic(design):
    """Return a project with one core that is too shallow."""
    project = SyntheticProject(strata={"S1": 120}, points=4, controls=3, design=design)
    lost = project.names(next(iter(project.sites())))[-1]
    for top in ("20", "30"):
        project.drop(point=lost, campaign="end", top=top)
    planned = project.plan["points"]
    project.plan["points"] = [item for item in planned if item["id"] != lost]
    return project


class Walked:
    """Evidence, its run and walks; told in one word where a test fails."""

    def __init__(self, evidence, run, walks):
        self.evidence, self.run, self.walks = evidence, run, walks

    def __repr__(self):
        return f"Walked({self.evidence.design})"


@pytest.fixture(scope="module", params=["paired", "independent"])
def walked(request, tmp_path_factory):
    """Evidence of a project, its figures, and the walk back from each."""
    folder = tmp_path_factory.mktemp(request.param)
    evidence = synthetic(request.param).evidence(folder / "project")
    done = accounts(evidence, [VM0042])
    with open_bundle(sealed(folder / "walked.zip", done)) as opened:
        trail = Trail(opened)
    walks = {name: trail.walk(VM0042, name) for name in FIGURES}
    return Walked(evidence, done[0].run, walks)


def changed(evidence, chosen, ratio):
    """Return the evidence with chosen observations times a ratio."""
    times = (pl.col("number").cast(pl.Float64) * ratio).cast(pl.String)
    number = pl.when(chosen).then(times).otherwise(pl.col("number"))
    return replace(evidence, observations=evidence.observations.with_columns(number))


def listed(walk):
    """Return which observations a walk lists, by their cell."""
    cells = pl.concat_str("file", "row", "column", separator="|")
    return cells.is_in(walk.rows.select(cells).to_series().to_list())


@settings(
    deadline=None, max_examples=6, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(figure=st.sampled_from(FIGURES), ratio=st.sampled_from((0.5, 1.25)))
def test_what_a_walk_does_not_list_moves_nothing(walked, figure, ratio):
    evidence, run, walks = walked.evidence, walked.run, walked.walks
    chosen = ~listed(walks[figure]) & (pl.col("file") == SOIL)

    again = accounts(changed(evidence, chosen, ratio), [VM0042])[0].run

    assert evidence.observations.filter(chosen).height > 0
    assert again.value(figure) == run.value(figure)


@settings(
    deadline=None, max_examples=8, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data())
def test_what_a_walk_lists_moves_the_figure(walked, data):
    evidence, run, walks = walked.evidence, walked.run, walked.walks
    figure = data.draw(st.sampled_from(FIGURES))
    rows = walks[figure].rows
    row = rows.row(data.draw(st.integers(0, rows.height - 1)), named=True)
    chosen = pl.all_horizontal(
        *(pl.col(name) == row[name] for name in ("file", "row", "column"))
    )

    again = accounts(changed(evidence, chosen, 1.05), [VM0042])[0].run

    assert again.value(figure) != run.value(figure)


def test_a_gain_of_revisited_points_rests_on_their_pairs_alone(walked):
    is_paired = walked.evidence.design == "paired"
    rows = walked.walks["soil_change_project"].rows

    # Four layers, two properties: three pairs, or eight cores less the lost one.
    assert rows.height == (3 * 2 if is_paired else 7) * 4 * 2
    assert set(rows["role"].unique()) == {"project"}


@pytest.mark.parametrize("planned", ["3900", None])
def test_a_planned_reference_mass_leaves_the_lowest_one_out(tmp_path, planned):
    project = synthetic("paired")
    if planned is None:
        del project.plan["reference_mass"]
    done = accounts(project.evidence(tmp_path / "project"), [VM0042])
    with open_bundle(sealed(tmp_path / "planned.zip", done)) as opened:
        walk = Trail(opened).walk(VM0042, "soil_change_project")

    names = {node.name for _, node in nodes(walk.root)}
    assert ("planned_reference_mass" in names) == (planned is not None)
    assert ("lowest_baseline_mass" in names) == (planned is None)


def test_a_parameter_whose_case_is_never_taken_is_not_among_those_used(walked):
    used = {
        value.id for step in walked.run.steps.values() for _, value in step.parameters
    }

    assert "co2_per_carbon" in used
    assert not {"som_per_soc_reported", "stone_density"} & used


def test_organic_matter_that_is_reported_brings_its_ratio(tmp_path):
    project = synthetic("paired")
    for entry in project.document["files"]:
        if entry["path"] == SOIL:
            entry["columns"]["c"] = {**entry["columns"].pop("soc"), "is": "som"}
    for row in project.rows(SOIL):
        row["c"] = row.pop("soc")
    run = project.account(tmp_path / "project", VM0042).run

    used = {value.id for step in run.steps.values() for _, value in step.parameters}
    assert "som_per_soc_reported" in used
