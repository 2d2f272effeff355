"""Packs of Verra methodologies."""
