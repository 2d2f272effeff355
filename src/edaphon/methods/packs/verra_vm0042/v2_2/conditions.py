"""Conditions of VM0042 v2.2, in the order of the methodology."""

from edaphon.methods.packs.verra_vm0042.v2_2.applicability import (
    additionality,
    change_size,
    credited_once,
    land_cover,
    look_back,
    practice,
    yield_loss,
)
from edaphon.methods.packs.verra_vm0042.v2_2.bar import uncertainty_bar
from edaphon.methods.packs.verra_vm0042.v2_2.control_sites import (
    control_sites,
    table_7,
)
from edaphon.methods.packs.verra_vm0042.v2_2.earlier_conditions import (
    earlier_accounts,
    reassessed,
)
from edaphon.methods.packs.verra_vm0042.v2_2.energy import energy
from edaphon.methods.packs.verra_vm0042.v2_2.measurement_conditions import (
    baseline_first,
    completeness,
    curve,
    depth,
    every_source,
    flooded,
    interval,
    period,
    planned,
    points,
    rate,
    records,
    season,
)
from edaphon.methods.packs.verra_vm0042.v2_2.place_conditions import places
from edaphon.methods.packs.verra_vm0042.v2_2.rating import rating

CONDITIONS = (
    practice,
    change_size,
    land_cover,
    yield_loss,
    look_back,
    additionality,
    credited_once,
    control_sites,
    table_7,
    depth,
    curve,
    points,
    completeness,
    places,
    baseline_first,
    earlier_accounts,
    reassessed,
    season,
    rate,
    interval,
    period,
    planned,
    uncertainty_bar,
    rating,
    records,
    every_source,
    flooded,
    energy,
)
"""Every condition, in the order of the methodology."""
