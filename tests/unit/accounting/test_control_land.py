"""A control point shows control land only where the map shows that land."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edaphon.accounting.account import accounts
from edaphon.monitoring.land.record import Parcel
from tests.synthetic_documents import MCS, METHODS
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import against, assessed

PLACES = {MCS: "C3b", METHODS[1]: "8.2.1-places"}


def parcel(number, point, *, is_control):
    """Return a parcel of about 30 m around a point."""
    x, y, half = point.longitude, point.latitude, 0.00015
    ring = (
        (x - half, y - half), (x + half, y - half), (x + half, y + half),
        (x - half, y + half), (x - half, y - half),
    )  # fmt: skip
    return Parcel(
        id=f"L{number}", stratum=point.stratum, is_control=is_control,
        polygons=((ring,),), area_ha=Decimal("0.09"), stated_ha=None, index=number,
    )  # fmt: skip


def mapped(evidence, kinds):
    """Return evidence whose points stand on land of the kinds given by role."""
    found = evidence.geography
    parcels = tuple(
        parcel(number, point, is_control=kinds[point.role])
        for number, point in enumerate(found.points)
        if point.role in kinds
    )
    return replace(evidence, geography=replace(found, parcels=parcels))


@pytest.fixture(scope="module")
def evidence(tmp_path_factory):
    return SyntheticProject().evidence(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ({"project": False, "control": True}, ""),
        ({"project": False, "control": False}, "stand on project land"),
        ({"project": False}, "the map holds no control land"),
    ],
    ids=["mapped", "redrawn", "unmapped"],
)
def test_a_control_point_stands_on_mapped_control_land(evidence, method, kinds, told):
    (account,) = accounts(mapped(evidence, kinds), [method])

    assert (PLACES[method] in against(account)) is bool(told)
    if told:
        outcome = assessed(account, PLACES[method]).outcome
        assert told in outcome.found["en"]
        assert "control_parcel" in outcome.cure["zh"]
        assert account.units == 0
