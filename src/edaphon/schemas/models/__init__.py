"""Typed models of the published schemas; made, never edited."""
