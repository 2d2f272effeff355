"""Printed intervals against hand arithmetic.

Origin: worked by hand from Cochran (1977) ch. 5 and Satterthwaite (1946);
quantiles of Student's t from the printed table of Fisher & Yates (1963).
"""

import numpy as np
import pytest

from edaphon.accounting.change_record import change_records
from edaphon.methods.engine.axes import Axes, Axis
from edaphon.methods.engine.evaluation import Input, Task, choose, run
from edaphon.methods.shared.trunk import SOIL
from tests.unit.methods.packing import dated

PARAMETERS = {
    "interval_confidence": dated("interval_confidence", "0.975"),
    "co2_per_carbon": dated("co2_per_carbon", "44/12", unit="t{CO2e}/t{C}"),
}

CHANGES = [1.0, 0.4, 2.0]
VARIANCES = [0.09, 0.07, 0.04]
FREEDOMS = [7.0, 7.0, 3.0]
AREAS = [30.0, 50.0, 20.0]
"""Project land of stratum A, the control of A and B, project land of stratum B."""

NAMES = (
    "contrast_low", "contrast_high", "change_low", "change_high",
    "overall_change_low", "overall_change_high", "project_soil_total",
    "control_soil_total",
)  # fmt: skip


def axes():
    group = Axis(
        name="group", parent="account", labels=("A project", "A control", "B project"),
        parents=(0, 0, 0),
        attributes={
            "role": ("project", "control", "project"), "stratum": ("A", "A", "B"),
        },
    )  # fmt: skip
    stratum = Axis(
        name="stratum", parent="account", labels=("A", "B"), parents=(0, 0),
        holds={"group": ((0, 1), (2, 1))},
    )  # fmt: skip
    return Axes([group, stratum])


def found(changes=CHANGES, variances=VARIANCES):
    """Return the record of a task that starts at the groups' changes."""
    signed = [30.0, -50.0, 20.0]
    columns = {
        "mean_change": ("t{C}/har", changes),
        "change_variance": ("t2{C}/har2", variances),
        "change_freedom": ("1", FREEDOMS),
        "group_area": ("har", AREAS),
        "signed_area": ("har", signed),
    }
    inputs = {
        name: Input(name=name, unit=unit, over="group", values=np.array(values))
        for name, (unit, values) in columns.items()
    }
    inputs["area"] = Input(
        name="area", unit="har", over="account", values=np.array([50.0])
    )
    task = Task(
        equations=choose(
            SOIL, {"design": "paired", "interpolation": "natural", "mass": "whole"}
        ),
        parameters=PARAMETERS,
        inputs=inputs,
        axes=axes(),
    )
    return change_records(run(task, NAMES))


def row(record, stratum, role):
    (item,) = (
        item
        for item in record["changes"]
        if (item["stratum"], item["role"]) == (stratum, role)
    )
    return item["equal_mass"]


def check(item, value, half, freedom):
    assert float(item["value"]) == pytest.approx(value, abs=1e-6)
    assert float(item["low"]) == pytest.approx(value - half, abs=2e-4)
    assert float(item["high"]) == pytest.approx(value + half, abs=2e-4)
    assert float(item["freedom"]) == pytest.approx(freedom, abs=1e-6)


def test_a_group_has_the_interval_of_its_own_points():
    """1.0 with error 0.3 and 7 degrees of freedom; t(0.975, 7) = 2.3646."""
    check(row(found(), "A", "project"), 1.0, 0.3 * 2.3646, 7.0)


def test_a_stratum_is_held_against_its_control():
    """0.6 with error 0.4; df 0.16^2 / (0.0081/7 + 0.0049/7) = 13.784615."""
    check(row(found(), "A", "difference"), 0.6, 0.4 * 2.1479, 13.784615)


def test_a_control_may_serve_two_strata():
    """2.0 - 0.4 with variance 0.11; df 0.0121 / (0.0016/3 + 0.0049/7) = 9.810811."""
    half = 0.11**0.5 * 2.2342
    check(row(found(), "B", "difference"), 1.6, half, 9.810811)


def test_over_all_land_areas_weigh_and_controls_are_taken_off():
    """(30 + 40 - 20) / 50 = 1; v = (81 + 175 + 16) / 2500 = 0.1088;
    df = 272^2 / (81^2/7 + 175^2/7 + 16^2/3) = 13.706784, t 2.1492."""
    check(found()["equal_mass"], 1.0, 0.1088**0.5 * 2.1492, 13.706784)


def test_scenario_totals_are_carbon_dioxide_over_project_land():
    totals = found()["scenario_totals"]

    assert float(totals["project"]) == pytest.approx(70 * 44 / 12, abs=1e-6)
    assert float(totals["control"]) == pytest.approx(20 * 44 / 12, abs=1e-6)


def test_without_spread_an_interval_is_its_value():
    item = row(found(variances=[0.0, 0.0, 0.0]), "A", "difference")

    assert item == {
        "value": "0.600000", "low": "0.600000", "high": "0.600000", "freedom": None,
    }  # fmt: skip


@pytest.mark.parametrize("column", ["changes", "variances"])
def test_a_group_that_is_unknown_leaves_its_sums_open(column):
    record = found(
        **{
            column: [
                float("nan"),
                *{"changes": CHANGES, "variances": VARIANCES}[column][1:],
            ]
        }
    )

    assert row(record, "A", "project") is None
    assert row(record, "A", "difference") is None
    assert row(record, "B", "difference") is not None
    assert record["equal_mass"] is None
