"""The equation engine: equations, conditions, parameters, packs."""
