"""Equations of VM0042 v2.2 in the order of the methodology.

Where to find an equation from its number or clause:

===============  ==================================  =====================
equations        subject                             module
===============  ==================================  =====================
1-2              detectable difference, points       ``soil``
3-4              soil mass, stock at equal mass      ``soil`` and trunk
6-32             emission sources                    ``methods.emissions``
33-36            leakage                             ``crediting``
37-43            reductions, removals, net           ``crediting``
44-51            stock change after uncertainty      ``soil``
52-59            source reductions                   ``crediting``
70-71, 74        variance and uncertainty            ``soil``
75-79            buffer and units                    ``crediting``
===============  ==================================  =====================

Equations 5, 10, 15, 54, 60-69 and 72-73 belong to validated models and proximal
sensing (QA1) and are listed in ``pack.yaml`` as not covered.
"""

from edaphon.methods import emissions
from edaphon.methods.packs.verra_vm0042.v2_2 import crediting, soil

EQUATIONS = (*soil.EQUATIONS, *emissions.SOURCES, *crediting.EQUATIONS)
