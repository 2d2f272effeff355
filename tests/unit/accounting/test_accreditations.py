"""An accreditation that ended before the samples is told; one of another is not."""

from datetime import date, timedelta

import pytest

from edaphon.accounting.gathering import look
from tests.synthetic_project import SyntheticProject


def told(folder, valid_until, name="Soil lab", campaign="Soil lab", rules=None):
    made = SyntheticProject()
    made.document["laboratory"] = [
        {"name": {"en": name, "zh": "土壤实验室"}, "valid_until": valid_until}
    ]
    for one in made.document["campaigns"]:
        one["laboratory"] = campaign
    starts = [str(one["start"]) for one in made.document["campaigns"]]
    found = look(made.write(folder), rules=rules).problems
    return starts, [one for one in found if one.code == "LAB_OVER"]


def test_an_accreditation_that_ended_before_a_campaign_is_told(tmp_path):
    (first, last), found = told(tmp_path / "a", "2021-01-01")

    assert [one.facts["campaign"] for one in found] == ["start", "end"]
    assert [one.facts["start"] for one in found] == [first, last]
    assert {one.where.path for one in found} == {"laboratory/0/valid_until"}
    assert {one.severity for one in found} == {"warning"}


def test_the_day_of_the_campaign_is_the_edge(tmp_path):
    (_, last), _ = told(tmp_path / "a", "2021-01-01")
    day_before = (date.fromisoformat(last) - timedelta(days=1)).isoformat()
    _, same = told(tmp_path / "b", last)
    _, before = told(tmp_path / "c", day_before)

    assert same == []
    assert [one.facts["campaign"] for one in before] == ["end"]


@pytest.mark.parametrize(
    ("campaign", "count"),
    [("土壤实验室 | Soil lab of the county", 2), ("SOIL LAB", 2), ("Another", 0)],
)
def test_a_laboratory_is_known_by_a_name_in_either_language(tmp_path, campaign, count):
    _, found = told(tmp_path / "a", "2021-01-01", campaign=campaign)

    assert len(found) == count
