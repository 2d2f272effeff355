"""Edaphon: microbial carbon accounts that anyone can replay."""

__version__ = "0.1.0"
