"""Land that was drawn after the plan bears nothing."""

import pytest

from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from tests.synthetic_project import SyntheticProject


def stopped(folder, area, sealed="100"):
    project = SyntheticProject()
    project.plan["strata"] = [{"id": "S1", "area_ha": sealed}, {"id": "S2"}]
    (stratum,) = [one for one in project.document["strata"] if one["id"] == "S1"]
    stratum["area_ha"] = area
    try:
        gather(project.write(folder))
    except EdaphonError as error:
        return {item.code: item for item in error.problems}
    return {}


@pytest.mark.parametrize(("area", "more"), [
    ("103", False), ("103.0001", True), ("60", False), ("700", True),
])  # fmt: skip
def test_a_stratum_is_no_larger_than_its_sealed_area(tmp_path, area, more):
    found = stopped(tmp_path, area)

    assert ("PLAN_AREA" in found) is more
    if more:
        assert "the sampling plan states 100 ha" in found["PLAN_AREA"].found("en")
        assert "另设碳层" in found["PLAN_AREA"].remedy("zh")
