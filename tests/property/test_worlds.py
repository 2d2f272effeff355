"""How often the unified method credits more than was removed, where that is known.

Section 6 of the unified method: at most one time in ten beyond chance, in every
landscape whose conditions hold. `make worlds` draws twenty times as many projects.
"""

import math
from collections import Counter

import pytest
from over_crediting import Tally, tally
from worlds import WORLDS, Look, World, drawn

LOOKED_AT = {25: 1, 50: 5, 100: 100}
"""Projects drawn, and over-credited ones among them up to which no more are drawn.

A world that over-credits 30 % of its projects is missed by all 100 with a chance of
1.6 %; to stop here adds 0.2 %. At 25 % it is 15 % and 1 % more.
"""

promised = [world for world in WORLDS if world.holds]


@pytest.mark.parametrize("world", promised, ids=lambda world: world.name)
def test_no_world_is_credited_above_the_truth_beyond_chance(world):
    projects = []
    for wanted, few in LOOKED_AT.items():
        seeds = range(len(projects), wanted)
        projects += [drawn(world).looks(seed) for seed in seeds]
        found = tally(world, projects)
        if found.over <= few:
            break

    assert found.holds, found
    assert found.projects in LOOKED_AT


@pytest.mark.parametrize(("counted", "holds"), [(49, False), (50, True), (0, False)])
def test_a_method_that_refuses_keeps_no_promise(counted, holds):
    projects = [[look(99.0)]] * counted + [[look(99.0, "refused")]] * (100 - counted)
    refused = next(world for world in WORLDS if world.is_refused)

    assert tally(promised[0], projects).holds is holds
    assert tally(refused, projects).holds is (counted == 0)


def test_control_points_of_one_field_are_never_counted():
    world = next(world for world in WORLDS if world.name == "one field")

    looks = [look for seed in range(10) for look in drawn(world).looks(seed)]

    assert {look.status for look in looks} == {"refused"}
    assert {look.units for look in looks} == {0.0}


def test_a_gain_that_is_large_is_credited_in_part():
    """A method that credits nobody keeps every promise."""
    world = World(name="large", says="seven tonnes", gain=7.0, is_archived=True)

    found = tally(world, [drawn(world).looks(seed) for seed in range(20)])

    assert found.statuses["credited"] >= 18
    assert 0.2 < found.credited < 0.9


def test_the_same_seed_draws_the_same_project():
    world = promised[0]

    assert drawn(world).looks(7) == drawn(world).looks(7) != drawn(world).looks(8)


def look(removal: float, status: str = "credited") -> Look:
    return Look(status=status, units=1.0, removal=removal, truth=100.0)


@pytest.mark.parametrize(("over", "holds"), [(10, True), (20, True), (21, False)])
def test_a_promise_is_missed_beyond_chance_alone(over, holds):
    projects = [[look(101.0 if place < over else 99.0)] for place in range(100)]

    found = tally(promised[0], projects)

    assert (found.over, found.counted, found.holds) == (over, 100, holds)
    assert found.most == 20


def test_one_look_above_the_truth_is_enough_and_a_refused_one_is_none():
    projects = [
        [look(90.0), look(110.0)],
        [look(110.0, "refused")],
        [look(math.nan)],
        [look(100.0, "deficit")],
    ]

    found = tally(promised[0], projects)

    assert (found.projects, found.counted, found.over) == (4, 2, 1)
    assert found.statuses == Counter(credited=3, refused=1, deficit=1)
    assert isinstance(found, Tally)
