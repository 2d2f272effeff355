"""Microbial biomass. *By hand*: the worked numbers of the science sheet."""

import numpy as np
import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.science.biomass import (
    EXTRACTION_EFFICIENCIES,
    extract_content,
    fumigation_biomass,
    fumigation_failed,
    respiration_biomass,
)


@pytest.mark.parametrize(
    ("name", "biomass"),
    [("wu-1990", 244.4444), ("vance-1987", 289.4737), ("low", 314.2857)],
)
def test_the_extracted_share_decides_the_level(name, biomass):
    efficiency = EXTRACTION_EFFICIENCIES["carbon"][name]

    found = fumigation_biomass(
        np.array([180.0]), np.array([70.0]), extraction_efficiency=efficiency
    )

    assert found == pytest.approx(biomass, abs=5e-5)


def test_a_negative_difference_is_a_failed_fumigation_not_zero():
    fumigated, unfumigated = np.array([60.0, 70.0, np.nan]), np.array([70.0, 70.0, 1.0])

    biomass = fumigation_biomass(fumigated, unfumigated, extraction_efficiency=0.45)

    assert np.isnan(biomass).tolist() == [True, False, True]
    assert biomass[1] == 0
    assert fumigation_failed(fumigated, unfumigated).tolist() == [True, False, False]


def test_soil_water_dilutes_the_extract():
    amounts = {"dilution": 1.0, "extractant": 80.0, "dry_soil": 20.0}
    dry = extract_content(np.array([42.0]), 2.0, soil_water=0.0, **amounts)
    moist = extract_content(np.array([42.0]), 2.0, soil_water=4.0, **amounts)

    assert dry.tolist() == [160.0]
    assert moist / dry == pytest.approx(1.05)


def test_no_soil_has_no_content():
    content = extract_content(
        np.array([42.0]), 2.0, dilution=1, extractant=80, soil_water=4, dry_soil=0
    )

    assert np.isnan(content)


def test_an_efficiency_in_percent_is_refused():
    with pytest.raises(EdaphonError, match="extraction_efficiency"):
        fumigation_biomass(np.ones(1), np.ones(1), extraction_efficiency=45)


def test_the_intercept_of_respiration_is_per_gram():
    assert respiration_biomass(np.array([10.0])) == pytest.approx(404.1)
    assert respiration_biomass(np.array([0.0])).tolist() == [3.7]


def test_respiration_is_not_negative():
    with pytest.raises(EdaphonError, match="respiration is negative"):
        respiration_biomass(np.array([-1.0]))
