"""What conditions may know of cores: too light, falling, lost, and how deep M* lies."""

import math

import numpy as np

from edaphon.methods import FloatArray, Run
from edaphon.science.esm import carbon_curves
from edaphon.science.esm import exceeds as holds_less
from edaphon.science.profiles import Profiles


def _over_profiles(run: Run, name: str) -> FloatArray:
    """Return a quantity of strata or groups, spread over the profiles."""
    found: FloatArray = run.values(name)[
        run.axes.ancestor("profile", run.steps[name].over)
    ]
    return found


def exceeds(run: Run, mass: str = "reference_mass") -> list[str]:
    """Return the profiles that hold less soil than a mass."""
    axes = run.axes
    if mass not in run.steps or "layer_mass" not in run.steps:
        return []
    offsets = axes.offsets("layer", "profile")
    whole = np.concatenate(([0.0], np.cumsum(run.values("layer_mass"))))
    held = whole[offsets[1:]] - whole[offsets[:-1]]
    short = np.flatnonzero(holds_less(held, _over_profiles(run, mass)))
    labels = axes["profile"].labels
    return [labels[place] for place in short]


def falling(run: Run) -> list[str]:
    """Return the profiles whose natural spline falls somewhere within the core."""
    axes = run.axes
    if "layer_carbon" not in run.steps or "layer_mass" not in run.steps:
        return []
    offsets = axes.offsets("layer", "profile")
    cores = Profiles(run.values("layer_mass"), run.values("layer_carbon"), offsets)
    kept = carbon_curves(cores, interpolation="natural").is_monotone()
    labels = axes["profile"].labels
    return [labels[place] for place in np.flatnonzero(~kept)]


def lost(run: Run) -> list[str]:
    """Return the points that enter with the value of a missing one."""
    places = np.flatnonzero(run.values("lost_point") == 1.0)
    return [run.axes["point"].labels[place] for place in places]


def lost_of_groups(run: Run) -> list[int]:
    """Return of each group how many points enter with the value of a missing one."""
    size = run.axes.size("group")
    values = run.values("lost_point")
    if not values.size:
        return [0] * size
    owners = run.axes.ancestor("point", "group")[values == 1.0]
    return [int(number) for number in np.bincount(owners, minlength=size)]


def reference_share(run: Run) -> float:
    """Return reference mass over mass above the reported depth, lightest core [1].

    Cores of the first campaign; the least of all strata. 1 where none is known.
    """
    axes = run.axes
    if "reference_mass" not in run.steps or "layer_mass" not in run.steps:
        return 1.0
    above = run.values("layer_mass") * run.values("share_within_depth")
    offsets = axes.offsets("layer", "profile")
    ends = axes.attribute("profile", "campaign")
    strata = axes.attribute("profile", "stratum")
    wanted = _over_profiles(run, "reference_mass")
    lightest: dict[str, tuple[float, float]] = {}
    for place in range(axes.size("profile")):
        held = math.fsum(above[offsets[place] : offsets[place + 1]].tolist())
        if ends[place] == "start" and held > 0:
            found = (held, float(wanted[place]))
            lightest[strata[place]] = min(lightest.get(strata[place], found), found)
    return min((mass / held for held, mass in lightest.values()), default=1.0)


SHARES = ("coarse_mass_reported", "coarse_volume_reported", "thin_coarse_fraction",
          "coarse_fraction")  # fmt: skip
"""Quantities of stones in the order in which two campaigns are compared by them."""


def stones(run: Run) -> dict[str, tuple[float, float]]:
    """Return of each group the mean share of stones at start and end [1].

    By the quantity that both campaigns hold; a group without one is left out. Means
    are over the thickness of the layers.
    """
    found: dict[str, tuple[float, float]] = {}
    for name in SHARES:
        if name in run.steps:
            found = {**_shares(run, name), **found}
    return found


def _shares(run: Run, name: str) -> dict[str, tuple[float, float]]:
    """Return start and end of the groups that hold the quantity in both campaigns."""
    step, axes = run.steps[name], run.axes
    if step.over == "thin_layer":
        thickness = run.values("thin_bottom") - run.values("thin_top")
    else:
        thickness = run.values("thickness")
    over = {"%": 100.0}.get(step.unit, 1.0)
    values, known = step.values / over, np.isfinite(step.values)
    groups = axes.ancestor(step.over, "group")
    profiles = axes.ancestor(step.over, "profile")
    campaigns = axes.attribute("profile", "campaign")
    ends = np.array([campaigns[place] for place in profiles])
    found = {}
    for place, label in enumerate(axes["group"].labels):
        held = [known & (groups == place) & (ends == end) for end in ("start", "end")]
        if all(rows.any() for rows in held):
            start, end = (
                float(np.average(values[rows], weights=thickness[rows]))
                for rows in held
            )
            found[label] = (start, end)
    return found


def yearly_changes(run: Run) -> dict[str, float]:
    """Return the mean yearly change of each group to the credited depth [t C/ha/a].

    A group without a value is left out.
    """
    if not {"mean_change", "years"} <= run.steps.keys():
        return {}
    years, changes = run.value("years"), run.values("mean_change")
    labels = run.axes["group"].labels
    return {
        label: float(change) / years
        for label, change in zip(labels, changes, strict=True)
        if np.isfinite(change) and years > 0
    }
