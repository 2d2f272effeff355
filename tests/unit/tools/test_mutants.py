"""Mutants are single changes of our code, and an accepted one exists."""

import ast

import pytest

import mutants
from mutation.making import ROOT, mutants_of, mutated, unchanged

QUANTITIES = ROOT / "src/edaphon/kernel/quantities.py"
LESS = "Lt -> LtE in if self.uncertainty is not None and self.uncertainty < 0:"


def lines_that_differ(mutant) -> list[tuple[str, str]]:
    """Return what the mutant changes, old and new, line by line."""
    trees = mutated(unchanged(mutant)), mutated(mutant)
    old, new = (ast.unparse(tree).splitlines() for tree in trees)
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


def test_every_mutant_of_a_module_changes_one_place():
    found = mutants_of(QUANTITIES)

    assert len(found) > 15
    assert [one.name for one in found if len(lines_that_differ(one)) != 1] == []


def test_a_comparison_moves_its_edge():
    (mutant,) = (one for one in mutants_of(QUANTITIES) if one.name.endswith(LESS))

    ((old, new),) = lines_that_differ(mutant)

    assert mutant.function == "Quantity.__post_init__"
    assert new == old.replace("< 0", "<= 0")


def test_bodies_of_decorated_equations_have_mutants():
    files = (ROOT / "src/edaphon/methods/packs").rglob("units.py")
    found = [mutant for file in files for mutant in mutants_of(file)]

    assert {"net_removals", "vintage_units"} <= {mutant.function for mutant in found}


@pytest.mark.parametrize(
    ("killed", "count", "bound"),
    [(81, 263, 0.2553), (400, 400, 0.9905), (0, 20, 0.0), (0, 0, 0.0)],
)
def test_the_lower_bound_is_that_of_wilson(killed, count, bound):
    """The first pair is published: Newcombe (1998), Statistics in Medicine 17:857."""
    assert mutants.lower_bound(killed, count) == pytest.approx(bound, abs=5e-5)


def test_a_sample_is_the_same_each_time_and_has_its_size():
    room = mutants.ROOMS["science"]

    first, again = (mutants.mutants(room, "", 400, 5) for _ in range(2))

    assert first == again
    assert 390 < len(first) <= 400
    assert mutants.mutants(room, "", 400, 6) != first


def test_every_accepted_mutant_exists_and_has_a_reason():
    files = {ROOT / name.split(" ")[0] for name in mutants.accepted()}
    names = {mutant.name for file in files for mutant in mutants_of(file)}

    assert sorted(mutants.accepted().keys() - names) == []
    assert all(len(reason.split()) > 3 for reason in mutants.accepted().values())


def test_every_room_names_code_and_tests_that_exist():
    for room in mutants.ROOMS.values():
        assert mutants.mutants(room, "", 0, 0)
        assert [test for test in room.tests if not (ROOT / test).exists()] == []
