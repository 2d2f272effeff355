"""Which sources of emission nobody speaks of, by scenario and year.

A source without a record is not a source without emissions: each is recorded in
every year of both scenarios, or stated not to exist, with a reason.
"""

from collections.abc import Sequence

from msgspec import UNSET

from edaphon.accounting.evidence import Evidence
from edaphon.accounting.yearly import BURNT, FUELS, HEADS, SCENARIOS, Yearly
from edaphon.accounting.years_needed import years_needed
from edaphon.schemas.models.project import SourcesAbsent
from edaphon.schemas.record import stated_or

SOURCES = {
    "fuel": tuple(FUELS),
    "lime": ("limestone_applied", "dolomite_applied"),
    "synthetic_nitrogen": ("synthetic_n_applied",),
    "organic_nitrogen": ("organic_n_applied",),
    "nitrogen_fixing": ("nfix_biomass",),
    "amendments": ("amendment_applied",),
    "residue_burning": (BURNT,),
    "livestock": (HEADS,),
}
"""Source, and the properties of its records or what their names begin with."""


def unsaid(evidence: Evidence, yearly: Yearly) -> list[str]:
    """Return what is said neither by a record nor by ``sources_absent``.

    Returns
    -------
    list of str
        ``lime`` for a source that nobody speaks of, ``lime project 2023`` for a
        year without a record, ``lime recorded`` for one that is recorded and stated
        not to exist, ``years project 2 3`` for two years of records where three are
        needed.
    """
    absent = stated_or(evidence.project.model.sources_absent, SourcesAbsent())
    found = []
    for source, names in SOURCES.items():
        held = [name for name in yearly.properties if name.startswith(names)]
        is_absent = getattr(absent, source) is not UNSET
        if held and is_absent:
            found.append(f"{source} recorded")
        elif not held and not is_absent:
            found.append(source)
        lacking = {
            (role, year)
            for name in held
            for role in SCENARIOS
            for year in _through(yearly.years.get(role, ()))
            if year not in yearly.recorded.get((role, name), ())
        }
        found += [f"{source} {role} {year}" for role, year in sorted(lacking)]
    return [*found, *_too_few(evidence, yearly)]


def _through(years: Sequence[str]) -> list[str]:
    """Return every year from the first to the last that is recorded."""
    if not years or not all(year.isdigit() for year in years):
        return list(years)
    return [str(year) for year in range(int(min(years)), int(max(years)) + 1)]


def _too_few(evidence: Evidence, yearly: Yearly) -> list[str]:
    needed = years_needed(evidence)
    held = len(yearly.years.get("project", ()))
    return [f"years project {held} {needed}"] if 0 < held < needed else []
