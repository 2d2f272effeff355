"""What the room offers, and how soon it is there."""

import subprocess
import sys

import edaphon.science


def test_public_names_are_these():
    assert sorted(edaphon.science.__all__) == [
        "BoolArray", "BulkDensity", "CLASSIC", "CarbonCurves", "DepthLayers",
        "DepthSpline", "EXTRACTION_EFFICIENCIES", "Estimate", "FACTOR_SETS",
        "FactorSet", "FloatArray", "IntArray", "Interpolation", "NecromassCarbon",
        "Profiles", "REVISED", "STANDARD_DEPTHS", "Term", "accumulation",
        "carbon_curves", "cluster_means", "coarse_volume_fraction", "combine",
        "covariance", "cumulative", "difference", "equal_mass_stock", "evaluate_at",
        "extract_content", "factors", "fine_earth_mass", "fit_depth_spline",
        "fixed_depth_stock", "fumigation_biomass", "fumigation_failed", "group_mean",
        "has_enough_layers", "independent_change", "known_error", "layer_carbon",
        "merge_thin_layers", "mineral_profiles", "minimum_detectable_difference",
        "necromass_carbon", "normals", "paired_change", "paired_differences",
        "reference_exceeds", "respiration_biomass", "share_of_soc",
        "shared_and_row_errors", "stratified_mean", "thickness_within", "total_draws",
        "uniforms", "words",
    ]  # fmt: skip


def test_the_room_opens_without_scipy():
    code = "import sys, edaphon.science; sys.exit('scipy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
