"""Pure soil science: arrays in, arrays out; no files, no clock, no hidden state."""

from edaphon.science.arrays import BoolArray, FloatArray, IntArray
from edaphon.science.biomass import (
    EXTRACTION_EFFICIENCIES,
    extract_content,
    fumigation_biomass,
    fumigation_failed,
    respiration_biomass,
)
from edaphon.science.depth_spline import (
    STANDARD_DEPTHS,
    DepthSpline,
    fit_depth_spline,
)
from edaphon.science.design import (
    cluster_means,
    independent_change,
    minimum_detectable_difference,
    paired_change,
    paired_differences,
    stratified_mean,
)
from edaphon.science.draws import (
    factors,
    normals,
    shared_and_row_errors,
    uniforms,
    words,
)
from edaphon.science.esm import (
    CarbonCurves,
    carbon_curves,
    equal_mass_stock,
    evaluate_at,
    has_enough_layers,
    reference_exceeds,
)
from edaphon.science.estimates import (
    Estimate,
    Term,
    combine,
    covariance,
    difference,
    group_mean,
    known_error,
)
from edaphon.science.interpolation import Interpolation
from edaphon.science.necromass import (
    CLASSIC,
    FACTOR_SETS,
    REVISED,
    FactorSet,
    NecromassCarbon,
    accumulation,
    necromass_carbon,
    share_of_soc,
    total_draws,
)
from edaphon.science.profiles import (
    Profiles,
    cumulative,
    fixed_depth_stock,
    mineral_profiles,
)
from edaphon.science.stocks import (
    BulkDensity,
    fine_earth_mass,
    layer_carbon,
    thickness_within,
)
from edaphon.science.thin_layers import DepthLayers, merge_thin_layers

__all__ = [
    "CLASSIC",
    "EXTRACTION_EFFICIENCIES",
    "FACTOR_SETS",
    "REVISED",
    "STANDARD_DEPTHS",
    "BoolArray",
    "BulkDensity",
    "CarbonCurves",
    "DepthLayers",
    "DepthSpline",
    "Estimate",
    "FactorSet",
    "FloatArray",
    "IntArray",
    "Interpolation",
    "NecromassCarbon",
    "Profiles",
    "Term",
    "accumulation",
    "carbon_curves",
    "cluster_means",
    "combine",
    "covariance",
    "cumulative",
    "difference",
    "equal_mass_stock",
    "evaluate_at",
    "extract_content",
    "factors",
    "fine_earth_mass",
    "fit_depth_spline",
    "fixed_depth_stock",
    "fumigation_biomass",
    "fumigation_failed",
    "group_mean",
    "has_enough_layers",
    "independent_change",
    "known_error",
    "layer_carbon",
    "merge_thin_layers",
    "mineral_profiles",
    "minimum_detectable_difference",
    "necromass_carbon",
    "normals",
    "paired_change",
    "paired_differences",
    "reference_exceeds",
    "respiration_biomass",
    "share_of_soc",
    "shared_and_row_errors",
    "stratified_mean",
    "thickness_within",
    "total_draws",
    "uniforms",
    "words",
]
