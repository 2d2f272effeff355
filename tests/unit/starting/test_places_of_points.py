"""Points whose ids have spaces, and whose places stand in a table of their own."""

import pytest

from edaphon.starting import state_of
from tests.plain_yaml import read_yaml
from tests.unit.starting.test_start import (
    GERMAN,
    POINTS,
    checked,
    saved,
    spaced,
    table,
    walked,
    written,
)


def with_places():
    """Results and a table of places, in both a space in every id."""
    lines = [
        line.split(";")[:-2]
        for line in spaced()["Ergebnisse.csv"].decode("latin-1").splitlines()
    ]
    results = "\r\n".join(";".join(line) for line in lines).encode("latin-1")
    rows = [
        [f"{name[0]} {name[1:]}", f"10,{460 + n}", f"51,{890 + n}"]
        for n, name in enumerate(POINTS)
    ]
    head = ["Punkt", "Längengrad", "Breitengrad"]
    places = table(head, rows, delimiter=";", encoding="latin-1")
    return {"Ergebnisse.csv": results, "punkte.csv": places}


def test_a_later_call_puts_no_point_into_the_plan_twice(tmp_path):
    """Bug: the results call it P-1 by then, the table of places still P 1."""
    state, _ = walked(written(tmp_path, with_places()), GERMAN)
    saved(state)
    (tmp_path / "plan/sampling.yaml").unlink()
    saved(state_of(tmp_path, state.answers, "en"))
    plan, found = checked(tmp_path)
    held = read_yaml(tmp_path / "plan/sampling.yaml")["points"]

    assert [one.code for one in found.problems if one.stops()] == []
    assert [one["id"] for one in held] == sorted(
        f"{name[0]}-{name[1:]}" for name in POINTS
    )
    assert all("longitude" in one for one in held)
    assert set(plan.points) == {one["id"] for one in held}


@pytest.mark.parametrize("said", ["C 1, C 2, C 3", "C *", "C-1 C-2 C-3", "C*"])
def test_control_points_with_a_space_are_known(tmp_path, said):
    """Bug: a name with a space fell into two that nobody has."""
    answers = {**GERMAN, "controls": said}
    state, _ = walked(written(tmp_path, with_places()), answers)
    saved(state)
    held = read_yaml(tmp_path / "plan/sampling.yaml")["points"]

    assert {one["id"] for one in held if one["role"] == "control"} == {
        "C-1", "C-2", "C-3",
    }  # fmt: skip
