"""Ratios of molar masses as the formulas write them, each once.

They are constants of a formula, such as ``44/12``: the formula stands in the record of
a method, and a property test proves body and formula equal. Where a scheme gives the
same ratio to an equation as a dated parameter, a test keeps the two alike.
"""

CO2_PER_C = 44.0 / 12.0
"""Mass of carbon dioxide per mass of carbon, the convention of the schemes [g g-1]."""

N2O_PER_N = 44.0 / 28.0
"""Mass of nitrous oxide per mass of its nitrogen, of the same convention [g g-1]."""
