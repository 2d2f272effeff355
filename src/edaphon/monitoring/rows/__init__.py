"""Rows of a table: header, samples, places, observations."""
