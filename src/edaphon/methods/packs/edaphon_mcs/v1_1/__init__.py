"""Unified method of microbial carbon sequestration, version 1.1."""
