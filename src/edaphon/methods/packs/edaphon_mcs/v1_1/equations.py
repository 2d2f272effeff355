"""Equations of ``edaphon.mcs/1.1``, in the order of section 3 of the method.

============  =====================================  ======================
equations     subject                                module
============  =====================================  ======================
C4            masses and stocks                      ``methods.full_profile``, trunk
1-2m          change of points, fields, groups       ``missing``, ``changes``
4             campaign error                         ``campaign_error``
3-6           difference, gain, bounds, removal      ``soil``
7             emission increases                     ``increases``
V6-V32        emission sources of VM0042             ``methods.emissions``
8             leakage                                ``leakage``
T30-T38       what a project declares                ``methods.declared``
T32-T43       organic carbon brought on the land     ``methods.imports``
T44-T47       trees and shrubs                       ``methods.wood``
9             loss of woody carbon                   ``woody``
10-12         buffer, result, units, reversal        ``units``
============  =====================================  ======================
"""

from edaphon.methods.packs.edaphon_mcs.v1_1 import (
    increases,
    leakage,
    soil,
    units,
    waterfall,
    woody,
)
from edaphon.methods.shared import declared, emissions, imports, wood

SOURCES = tuple(item.under(number=f"V{item.number}") for item in emissions.SOURCES)
"""Source equations of VM0042, whose numbers carry a V here."""

EQUATIONS = (
    *soil.EQUATIONS,
    *SOURCES,
    *declared.DECLARED,
    *imports.IMPORTS,
    *imports.AGAINST_CONTROL,
    *wood.CHANGES,
    *wood.TOTALS,
    *increases.EQUATIONS,
    *leakage.EQUATIONS,
    *woody.EQUATIONS,
    *units.EQUATIONS,
    *waterfall.EQUATIONS,
)
