"""A notebook shows what the records of a bundle say, and walks by the engine's walk."""

from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest
from msgspec import structs

import edaphon
from edaphon.kernel.errors import EdaphonError
from edaphon.verification import Walk


def test_a_folder_gives_the_account_that_its_bundle_holds(project, sealed):
    method = project.methods[0]

    assert project.account(method).record == sealed.account(method).record


def test_observations_of_folder_and_bundle_are_one_table(project, sealed):
    assert project.observations.equals(sealed.observations)
    assert project.evidence.observations.equals(project.observations)


def test_a_figure_has_value_unit_clause_and_title(sealed):
    figure = sealed.account()["net_removals"]
    (published,) = [
        item for item in sealed.account().record.figures if item.name == figure.name
    ]

    assert figure.value == Decimal(published.value)
    assert figure.unit == "t{CO2e}"
    assert figure.clause == published.source
    assert figure.title == published.title.zh


def test_a_figure_that_is_not_known_has_no_value(sealed):
    figure = sealed.account()["net_removals"]
    record = structs.replace(figure.published, value=None)

    unknown = replace(figure, published=record)

    assert unknown.value is None
    assert "= 未知 " in repr(unknown)


def test_the_uncertainty_stands_where_the_method_states_one(sealed):
    figures = sealed.account().figures

    stated = {name for name, one in figures.items() if one.uncertainty is not None}
    assert "difference" in stated
    assert "units" not in stated


def test_figures_are_a_table_too(sealed):
    frame = sealed.account().figures.frame

    assert frame.columns == [
        "name", "title", "value", "unit", "uncertainty", "equation", "clause",
    ]  # fmt: skip
    assert frame["name"].to_list() == list(sealed.account().figures)


def test_intervals_hold_value_between_low_and_high(project):
    frame = project.account().intervals

    assert frame["what"][0] == "account"
    assert frame.filter(pl.col("low") > pl.col("high")).is_empty()
    assert set(frame["basis"]) <= {"equal_mass", "fixed_depth"}


def test_the_walk_is_the_engines_and_ends_at_rows_of_files(project):
    walk = project.account()["net_removals"].walk()

    assert isinstance(walk.walked, Walk)
    assert walk.steps["name"][0] == "net_removals"
    assert walk.parameters.filter(pl.col("reference") == "").is_empty()
    row = walk.rows.row(0, named=True)
    assert row["file"] in walk.files
    assert row["row"] > 0


def test_a_walk_of_one_point_is_shorter(project):
    account = project.account()
    point = account.walk("stock").rows["point"].sort()[0]

    assert account.walk("stock", point=point).rows["point"].unique().to_list() == [
        point
    ]


def test_a_name_that_is_no_figure_is_refused_with_the_figures_there_are(project):
    with pytest.raises(EdaphonError, match="FIGURE_UNKNOWN"):
        project.account().walk("no_such_figure")
    with pytest.raises(EdaphonError, match="net_removals"):
        _ = project.account()["net_removal"]


def test_a_bundle_refuses_a_method_that_it_has_no_account_of(sealed):
    with pytest.raises(EdaphonError, match="ACCOUNT_NOT_THERE") as refused:
        sealed.account("nobody.here/1.0")

    told = refused.value.problems[0].text("en")
    assert sealed.methods[0] in told
    assert "account for the project folder under nobody.here/1.0" in told


def test_a_method_that_the_project_does_not_name_is_accounted_alone(
    project, monkeypatch
):
    first, second = project.methods
    monkeypatch.setattr(type(project), "methods", (first,))
    opened = edaphon.open(project.folder, lang="en")

    alone = opened.account(second)

    assert alone.figures.frame.equals(project.account(second).figures.frame)
    assert opened.account(second)["units"].value == alone["units"].value


def test_a_method_that_is_not_installed_is_refused(project):
    with pytest.raises(EdaphonError, match="METHOD_UNKNOWN"):
        project.account("nobody.here/1.0")


def test_looking_writes_nothing_into_the_folder(project):
    before = sorted(project.folder.rglob("*"))

    repr(project.account())

    assert sorted(project.folder.rglob("*")) == before


def test_a_folder_with_problems_shows_them_and_refuses_an_account(tmp_path):
    project = edaphon.open(tmp_path, lang="en")

    assert [item.code for item in project.problems.stopping]
    assert "<table>" in project.problems._repr_html_()
    assert "Stopping: 1" in project._repr_html_()
    with pytest.raises(EdaphonError):
        _ = project.observations


def test_a_zip_that_is_not_there_is_no_project(tmp_path):
    with pytest.raises(EdaphonError) as refused:
        edaphon.open(tmp_path / "none.zip")

    assert "project.yaml" not in refused.value.problems[0].text("en")
