"""A method of two equations and one bundle under it, kept as it was made."""
