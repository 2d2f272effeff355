"""A figure that could not be computed says for want of what."""

from types import SimpleNamespace

import numpy as np
import pytest

from edaphon.accounting.gaps import gaps
from edaphon.methods import Argument, Take
from tests.synthetic_documents import ACTIVITY, VM0042
from tests.synthetic_project import SyntheticProject


def test_a_known_figure_lacks_nothing(tmp_path):
    account = SyntheticProject().account(tmp_path)

    assert gaps(account.run, ["units"]) == {}
    assert account.lacking == {}


def test_an_optional_input_that_turned_out_to_be_needed_is_named(tmp_path):
    project = SyntheticProject()
    del project.document["factors"]

    account = project.account(tmp_path)

    assert account.lacking["net_removals"] == ("product_factor",)


def test_a_factor_of_an_animal_that_the_project_did_not_state_is_named(tmp_path):
    project = SyntheticProject()
    years = {"baseline": range(2018, 2021), "project": range(2022, 2025)}
    for role, year in [(of, str(one)) for of in years for one in years[of]]:
        heads = {"item": "livestock_heads_sheep", "amount": "40", "unit": "{head}"}
        project.tables[ACTIVITY].append({"role": role, "year": year, **heads})

    account = project.account(tmp_path, VM0042)

    assert "enteric_factor" in account.lacking["units"]
    assert account.units == 0


def test_one_core_without_a_stock_is_no_gap_while_the_others_have_one(tmp_path):
    project = SyntheticProject()
    del project.document["factors"]
    project.rows(point="S1-P1", top="20")[0]["bd"] = ""

    account = project.account(tmp_path)

    assert account.lacking["units"] == ("product_factor",)


def test_single_points_leave_the_variance_undefined(tmp_path):
    account = SyntheticProject(points=1, controls=1).account(tmp_path)

    assert account.lacking["difference_error"] == ("change_variance",)


def figure(*, many, **take):
    """Return an equation that takes one quantity called ``part``."""
    origin = Take(unit="1", name="part", **take)
    return SimpleNamespace(arguments=[Argument(name="x", origin=origin, many=many)])


def step(equation, *values):
    return SimpleNamespace(equation=equation, values=np.array(values))


def lacking(total, part, **deeper):
    """Return what an unknown figure lacks, by what it takes and what lies behind."""
    steps = {"total": step(total, np.nan), "part": part, **deeper}
    return gaps(SimpleNamespace(absent={}, steps=steps), ["total"])["total"]


@pytest.mark.parametrize(
    ("values", "lacks"), [((1.0, np.nan), "total"), ((np.nan, np.nan), "part")]
)
def test_a_sample_lacks_a_value_only_where_none_is_known(values, lacks):
    assert lacking(figure(many=True), step(None, *values)) == (lacks,)


@pytest.mark.parametrize(("behind", "lacks"), [(1.0, "total"), (np.nan, "input")])
def test_what_may_be_missing_is_lacked_for_what_lies_behind_it(behind, lacks):
    """Undefined although all behind it is known, it lacks nothing."""
    origin = Take(unit="1", name="input")
    below = SimpleNamespace(arguments=[Argument(name="y", origin=origin, many=False)])

    found = lacking(
        figure(many=False, may_be_missing=True),
        step(below, np.nan),
        input=step(None, behind),
    )

    assert found == (lacks,)
