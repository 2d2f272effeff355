"""Conditions of ``edaphon.mcs/1.1``, section 2 of the method."""

from edaphon.methods.packs.edaphon_mcs.v1_1.campaign_conditions import (
    archive,
    baseline_first,
    comparable,
    depth,
    interval,
    period,
    rate,
    same_points,
)
from edaphon.methods.packs.edaphon_mcs.v1_1.design_conditions import (
    completeness,
    control_land,
    earlier_accounts,
    points_enough,
    sealed_plan,
)
from edaphon.methods.packs.edaphon_mcs.v1_1.practice_conditions import (
    every_source,
    microbial,
    scenario,
    statements,
)
from edaphon.methods.packs.edaphon_mcs.v1_1.scope import land

CONDITIONS = (
    land,
    sealed_plan,
    control_land,
    interval,
    period,
    baseline_first,
    comparable,
    rate,
    archive,
    same_points,
    depth,
    completeness,
    microbial,
    statements,
    points_enough,
    every_source,
    scenario,
    earlier_accounts,
)
"""Every condition, in the order of the methodology."""
