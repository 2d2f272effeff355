"""Draws of the errors that every row shares, by the account's seed.

What a draw does to the sums of stocks are equations of the trunk; here stand only
the random numbers, one an error and draw, times the uncertainty that the project
declares.
"""

import numpy as np

from edaphon.accounting.evidence import Evidence
from edaphon.methods import Axis, FloatArray, Input, Origin
from edaphon.schemas.models.project import SharedErrors
from edaphon.schemas.record import stated_or
from edaphon.science.draws import normals

DRAWS = 2000
"""Draws of the shared errors."""

LABORATORY, DENSITY = 1, 2
"""Streams of the account's seed: spawn key (source, campaign)."""

FIELDS = ("shared_errors/laboratory", "shared_errors/bulk_density")


def draw_axis(evidence: Evidence) -> Axis:
    """Return one element a draw; none where the project declares no shared error."""
    count = DRAWS if any(_declared(evidence)) else 0
    return Axis(
        name="draw",
        parent="account",
        labels=tuple(str(number) for number in range(1, count + 1)),
        parents=(0,) * count,
    )


def draws(evidence: Evidence) -> dict[str, Input]:
    """Return the drawn relative errors of density and of the laboratory.

    Two campaigns of one laboratory share its bias, which then mostly cancels. A
    laboratory that is not stated is taken as another one: that credits less.
    """
    laboratory, density = _declared(evidence)
    start = _drawn(evidence, laboratory, (LABORATORY, 0))
    end = start
    if not _same_laboratory(evidence):
        end = _drawn(evidence, laboratory, (LABORATORY, 1))
    ring = _drawn(evidence, density, (DENSITY, 0))
    origin = Origin("draws", FIELDS) if laboratory or density else Origin("assumed")
    return {
        name: Input(name=name, unit="1", over="draw", values=values, origin=origin)
        for name, values in (
            ("density_error", ring),
            ("bias_start", start),
            ("bias_end", end),
        )
    }


def _declared(evidence: Evidence) -> tuple[float, float]:
    """Return the relative standard uncertainties of laboratory and bulk density."""
    stated = stated_or(evidence.project.model.shared_errors, SharedErrors())
    laboratory, density = stated.laboratory, stated.bulk_density
    return float(stated_or(laboratory, 0)), float(stated_or(density, 0))


def _same_laboratory(evidence: Evidence) -> bool:
    first, last = evidence.project.model.campaigns
    stated = stated_or(first.laboratory, "")
    return bool(stated) and stated == last.laboratory


def _drawn(evidence: Evidence, relative: float, key: tuple[int, int]) -> FloatArray:
    if not any(_declared(evidence)):
        return np.empty(0)
    drawn: FloatArray = relative * normals(evidence.seed.entropy, key, DRAWS)
    return drawn
