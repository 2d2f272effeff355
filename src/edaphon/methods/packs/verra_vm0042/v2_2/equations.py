"""Equations of VM0042 v2.2 in the order of the methodology.

Where to find an equation from its number:

===============  ==================================  =====================
equations        subject                             module
===============  ==================================  =====================
1-2              detectable difference, points       ``sample_size``
3-4              soil mass, stock at equal mass      ``soil`` and trunk
6-14, 32         fuel, lime, livestock, burning      ``methods.emissions``
16-25            nitrogen applied and fixed          ``methods.nitrogen``
26-31            manure on the land                  ``methods.manure``
33-36, 39, 42    leakage                             ``leakage``
37-43, 52-59     reductions, removals, net           ``reductions``
44-45, 48-51     stock change after uncertainty      ``stock_change``
46-47            soil carbon change                  ``soil``
70-71, 74        variance and uncertainty            ``soil``
75-79            buffer and units                    ``units``
T30-T31          risk ratings                        ``methods.declared``
T32-T43          organic carbon brought in           ``methods.imports``
===============  ==================================  =====================

Equations 5, 10, 15, 54, 60-69 and 72-73 belong to validated models and proximal
sensing and are listed in ``pack.yaml`` as not covered.
"""

from edaphon.methods.packs.verra_vm0042.v2_2 import (
    leakage,
    reductions,
    sample_size,
    soil,
    stock_change,
    units,
    waterfall,
)
from edaphon.methods.shared import declared, emissions, imports, wood

EQUATIONS = (
    *soil.EQUATIONS,
    *sample_size.EQUATIONS,
    *emissions.SOURCES,
    *imports.IMPORTS,
    imports.biochar_carbon,
    *wood.CHANGES,
    *declared.RISKS,
    *declared.YIELDS,
    *stock_change.EQUATIONS,
    *leakage.EQUATIONS,
    *reductions.EQUATIONS,
    *units.EQUATIONS,
    *waterfall.EQUATIONS,
)
