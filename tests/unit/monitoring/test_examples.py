"""The examples in the docstrings of the room hold."""

import doctest
import importlib
import pkgutil

import pytest

from edaphon import monitoring

MODULES = [
    module.name
    for module in pkgutil.walk_packages(monitoring.__path__, "edaphon.monitoring.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_module_hold(name):
    result = doctest.testmod(importlib.import_module(name))

    assert result.failed == 0
