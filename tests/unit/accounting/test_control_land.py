"""Control points stand on control land, and the map must show it, in both packs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edaphon.accounting.account import accounts
from edaphon.monitoring.land.record import Parcel
from tests.synthetic_documents import METHODS, VM0042
from tests.synthetic_project import SyntheticProject
from tests.unit.accounting.verdicts import assessed

CONDITION = {"edaphon.mcs/1.1": "C3b", VM0042: "8.2.1-places"}


def parcels(evidence, *, lacking=(), misnamed=()):
    """Return a field of 200 m around every point, but those left out.

    The fields of misnamed points are project land of the same stratum.
    """
    found = []
    for number, point in enumerate(evidence.geography.points):
        if point.id in lacking:
            continue
        west, south = point.longitude - 0.001, point.latitude - 0.001
        east, north = west + 0.002, south + 0.002
        ring = ((west, south), (east, south), (east, north), (west, north))
        is_control = point.role == "control" and point.id not in misnamed
        found.append(
            Parcel(
                id=f"F{number}", stratum=point.stratum, is_control=is_control,
                polygons=(((*ring, ring[0]),),), area_ha=Decimal(4), stated_ha=None,
                index=number,
            )
        )  # fmt: skip
    return tuple(found)


def verdicts(tmp_path, **map_of):
    evidence = SyntheticProject().evidence(tmp_path)
    land = replace(
        evidence.geography, parcels=parcels(evidence, **map_of), crs="EPSG:4490"
    )
    return accounts(replace(evidence, geography=land), METHODS)


def test_points_on_their_own_land_hold(tmp_path):
    for account in verdicts(tmp_path):
        condition = assessed(account, CONDITION[account.pack.id])
        assert condition.outcome.result == "met"


@pytest.mark.parametrize("names", [("S1-C1",), ("S1-C1", "S2-C4")])
def test_a_control_point_on_project_land_controls_nothing(tmp_path, names):
    for account in verdicts(tmp_path, misnamed=names):
        outcome = assessed(account, CONDITION[account.pack.id]).outcome
        assert account.units == 0
        assert account.status == "refused"
        assert "S1-C1" in outcome.found["en"]
        assert "S1-C1" in outcome.found["zh"]


def test_a_stratum_without_any_control_land_on_the_map_is_not_assessed(tmp_path):
    names = [f"S2-C{number}" for number in range(1, 5)]
    for account in verdicts(tmp_path, lacking=names):
        outcome = assessed(account, CONDITION[account.pack.id]).outcome
        assert account.units == 0
        assert outcome.result == "not_assessed"
        assert "S2 control" in outcome.found["en"]
        assert "S2 对照地" in outcome.found["zh"]


def test_all_control_land_drawn_as_project_land_is_refused(tmp_path):
    names = [f"S{place}-C{number}" for place in (1, 2) for number in range(1, 5)]
    for account in verdicts(tmp_path, misnamed=names):
        outcome = assessed(account, CONDITION[account.pack.id]).outcome
        assert account.units == 0
        assert outcome.result == "not_met"
        assert "8 control points stand on project land" in outcome.found["en"]
