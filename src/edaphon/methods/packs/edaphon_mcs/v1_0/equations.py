"""Equations of ``edaphon.mcs/1.0``, in the order of section 3 of the method.

============  =====================================  ======================
equations     subject                                module
============  =====================================  ======================
1-6           change, lower bound, soil removal      ``soil`` and trunk
C4            loss below the credited depth          ``soil``
7             emission increases                     ``increases``
V6-V32        emission sources of VM0042             ``methods.emissions``
8             leakage                                ``leakage``
T30-T38       what a project declares                ``methods.declared``
T32-T43       organic carbon brought on the land     ``methods.imports``
T44-T47       trees and shrubs                       ``methods.wood``
9w            loss of woody carbon                   ``woody``
9-11          net removals, buffer, carbon units     ``units``
============  =====================================  ======================
"""

from edaphon.methods.packs.edaphon_mcs.v1_0 import (
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
