"""Days of the period carry nothing but whole units from one year to another.

The period may begin and end two months off its campaigns; time is counted between the
campaigns, and what the years are rounded down to never passes the result as a whole.
"""

import math

import pytest

from edaphon.accounting.account import accounts
from tests.synthetic_documents import METHODS
from tests.synthetic_project import SyntheticProject

ROUNDED = ("units", "rounding_term", "removal_units", "reduction_units")


def figures(folder, start="2021-10-20", end="2024-10-20"):
    project = SyntheticProject()
    project.document["period"] = {"start": start, "end": end}
    return [
        (
            item.units,
            math.fsum(units for _, units in item.vintages),
            {
                name: step.scalar
                for name, step in item.run.steps.items()
                if step.over == "account" and name not in ROUNDED
            },
        )
        for item in accounts(project.evidence(folder), METHODS)
    ]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2021-10-04", "2024-10-04"), ("2021-12-03", "2024-08-06"),
        ("2021-08-06", "2024-12-03"), ("2021-10-20", "2024-12-03"),
    ],
)  # fmt: skip
def test_days_of_the_period_gain_nothing(start, end, tmp_path):
    moved = figures(tmp_path / "moved", start, end)
    usual = figures(tmp_path / "usual")

    for one, other in zip(moved, usual, strict=True):
        assert one[0] == one[1]
        assert abs(one[0] - other[0]) < 5  # one a year, of five at the most
        assert one[2].keys() == other[2].keys()
        for name, value in one[2].items():
            assert value == pytest.approx(other[2][name], nan_ok=True), name
