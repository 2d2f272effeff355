"""The numbered list of checks, as ``checks.yaml`` holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from edaphon.kernel.yaml_text import load_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of the list."""

    number: int
    """Stands for good; a number is never used for another check."""
    name: str
    title: Mapping[str, str]
    needs_log: bool = False
    """Whether only a log can answer it; then *not checked* changes no exit code."""


@cache
def checks() -> tuple[Check, ...]:
    """Return every check, in the order in which they run."""
    file = resources.files("edaphon.verification") / "checks.yaml"
    return tuple(Check(**item) for item in load_yaml(file.read_text("utf-8")))


def number_of(name: str) -> int:
    """Return the number of a check by its name."""
    return next(item.number for item in checks() if item.name == name)
