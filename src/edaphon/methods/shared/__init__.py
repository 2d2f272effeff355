"""Equations and conditions that several packs share."""
