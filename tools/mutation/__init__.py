"""Mutants: small wrong versions of our code that the tests must notice."""
