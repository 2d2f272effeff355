"""Mutants: small wrong versions of our code that the tests must notice.

The mutator is our own because mutmut changes no body of a decorated function, and
every equation and condition of a method is one, and no constant of a module.
"""
