"""Packs of our own."""
