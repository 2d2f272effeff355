"""The calculations of ``edaphon calc``: one module each, imported when called."""
