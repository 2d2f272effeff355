"""Frozen pair 1.0: a method of two equations, for tests alone; never edited."""
