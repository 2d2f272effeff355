"""Draws of the errors that every row shares, by the account's seed.

What a draw does to the sums of stocks are equations of the trunk; here stand only
the random numbers, one an error and draw, times the uncertainty that the project
declares.
"""

import numpy as np

from edaphon.accounting.evidence import Evidence
from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.methods import Axis, FloatArray, Input, MethodPack, Origin
from edaphon.schemas.models.project import SharedErrors
from edaphon.schemas.record import stated_or
from edaphon.science.draws import normals

DRAWS = "shared_error_draws"
"""Parameter of a pack that says how many draws there are."""

LABORATORY, DENSITY = 1, 2
"""Streams of the account's seed: spawn key (source, campaign)."""

FIELDS = ("shared_errors/laboratory", "shared_errors/bulk_density")


def count_of(evidence: Evidence, method: MethodPack) -> int:
    """Return how many draws a method asks for; none without a declared error.

    Raises
    ------
    EdaphonError
        ``PARAMETER_MISSING`` for a method that takes drawn errors and does not say
        how many: none would count as no error, which credits more.
    """
    takes = {edge.source for item in method.equations for edge in item.arguments}
    if "density_error" not in takes or not any(_declared(evidence)):
        return 0
    asked = method.parameters.get(DRAWS)
    if asked is None:
        facts = {"parameter": DRAWS, "known": ", ".join(sorted(method.parameters))}
        raise EdaphonError(Problem(code="PARAMETER_MISSING", facts=facts))
    return int(asked.number)


def draw_axis(count: int) -> Axis:
    """Return one element a draw."""
    return Axis(
        name="draw",
        parent="account",
        labels=tuple(str(number) for number in range(1, count + 1)),
        parents=(0,) * count,
    )


def draws(evidence: Evidence, count: int) -> dict[str, Input]:
    """Return the drawn relative errors of density and of the laboratory.

    Two campaigns of one laboratory share its bias, which then mostly cancels. A
    laboratory that is not stated is taken as another one: that credits less.
    """
    laboratory, density = _declared(evidence)
    start = _drawn(evidence, laboratory, (LABORATORY, 0), count)
    end = start
    if not _same_laboratory(evidence):
        end = _drawn(evidence, laboratory, (LABORATORY, 1), count)
    ring = _drawn(evidence, density, (DENSITY, 0), count)
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


def _drawn(
    evidence: Evidence, relative: float, key: tuple[int, int], count: int
) -> FloatArray:
    if not count:
        return np.empty(0)
    drawn: FloatArray = relative * normals(evidence.seed.entropy, key, count)
    return drawn
