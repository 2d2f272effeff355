"""What is measured of a made-up soil, one source of error at a time."""

import msgspec
import numpy as np
import pytest

from edaphon.planning.design import Place
from edaphon.planning.drawing import Landscape
from edaphon.schemas.models.expected import ExpectedDocument
from tests.planned_project import expectations, without_noise
from tests.synthetic_project import DENSITY, SOC

FIELDS = 300
"""Fields of two points each: enough to tell a standard deviation within a tenth."""

LAYERS = [(float(top), float(top + 10)) for top in SOC]
YEARS = 3.0


def landscape(gain=0.0, control=0.0, **sizes):
    """Return a landscape in which only the named spreads and errors are not zero."""
    document = without_noise(expectations(str(gain)))
    for item in document["strata"]:
        item["control_change"] = str(control)
    for name, size in sizes.items():
        part = "spread" if name in document["spread"] else "errors"
        document[part][name] = str(size)
    expected = msgspec.convert(document, ExpectedDocument)
    places = [
        Place(
            id=f"P{field}{point}",
            stratum="S1",
            role="project",
            field=f"F{field}",
            rounds=(0, 1),
        )
        for field in range(FIELDS)
        for point in "ab"
    ]
    return Landscape(
        expected=expected, places=places, layers=(LAYERS, LAYERS),
        gains={"S1": gain}, years=YEARS, entropy=7,
    )  # fmt: skip


def changes(found):
    """Return the change of each point in t C/ha, axes (field, point)."""
    thickness = np.array([bottom - top for top, bottom in LAYERS])
    rise = (found.carbon[1] - found.carbon[0]) * found.density[1] * thickness * 0.1
    return rise.sum(axis=1).reshape(FIELDS, 2)


def test_without_noise_the_change_is_that_which_is_stated():
    """By hand: 3 years of 0.1 on control land and 1.0 beyond it."""
    assert changes(landscape(1.0, 0.1).measured(0)) == pytest.approx(3.3)


# --- The archive ------------------------------------------------------------------


def test_the_archive_has_the_laboratory_of_the_last_campaign():
    """Nothing changed: first soil, analysed with the last batch, is the last one."""
    first, last, archive = landscape(laboratory_percent=2).measured(0).carbon

    assert archive == pytest.approx(last, rel=1e-12)
    assert abs(archive / first - 1).max() > 1e-4


def test_the_archive_is_the_soil_of_the_first_campaign():
    first, last, archive = landscape(1.0).measured(0).carbon

    assert archive == pytest.approx(first, rel=1e-12)
    assert not np.allclose(archive, last)


def test_the_archive_has_an_error_of_analysis_of_its_own():
    found = landscape(analysis_percent=5).measured(0).carbon
    truth = np.array([SOC[top] for top in SOC])
    off = [(one / truth - 1).ravel() for one in found]

    for one in off:
        assert np.std(one) == pytest.approx(0.05, rel=0.1)
    for first, second in ((0, 1), (0, 2), (1, 2)):
        assert abs(np.corrcoef(off[first], off[second])[0, 1]) < 0.1


# --- Fields -----------------------------------------------------------------------


def test_what_differs_between_fields_is_one_for_all_points_of_a_field():
    found = changes(landscape(between_fields=0.8).measured(0))

    assert found[:, 0] == pytest.approx(found[:, 1], abs=1e-9)
    assert np.std(found[:, 0]) == pytest.approx(0.8, rel=0.1)


def test_what_differs_within_fields_is_of_each_point():
    found = changes(landscape(within_fields=0.8).measured(0))

    assert np.std(found) == pytest.approx(0.8, rel=0.1)
    assert abs(np.corrcoef(found[:, 0], found[:, 1])[0, 1]) < 0.15


def test_fields_and_points_add_their_variances():
    found = changes(landscape(between_fields=0.6, within_fields=0.8).measured(0))

    assert np.std(found) == pytest.approx(1.0, rel=0.1)
    assert np.corrcoef(found[:, 0], found[:, 1])[0, 1] == pytest.approx(0.36, abs=0.12)


# --- Campaigns --------------------------------------------------------------------


def test_errors_of_a_campaign_are_one_for_all_its_samples():
    found = landscape(laboratory_percent=2, ring_percent=1).measured(0)
    truth = np.array([SOC[top] for top in SOC]), np.array([DENSITY[top] for top in SOC])
    factors = [
        (one / held).ravel()
        for held, pair in zip(truth, (found.carbon[:2], found.density), strict=True)
        for one in pair
    ]

    for one in factors:
        assert np.ptp(one) < 1e-12
    assert len({round(float(one[0]), 9) for one in factors}) == 4
