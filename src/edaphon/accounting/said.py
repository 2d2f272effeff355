"""What is said of a source stands behind its inputs: recorded, denied, or unknown.

A source that is neither recorded nor stated not to exist has no input, and so no
emission; a scenario that lacks a year of one has an unknown amount of it (ADR 0018).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from edaphon.accounting.denial import denied
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.given import ASSUMED
from edaphon.accounting.sources import (
    AMENDMENTS,
    SOURCES,
    lacking_years,
    source_of,
    unsaid_imports,
)
from edaphon.accounting.yearly import (
    BURNT,
    CONTENT_OF,
    FUELS,
    HEADS,
    PER_SCENARIO,
    SCENARIOS,
    Yearly,
)
from edaphon.methods import Axis, Input, Origin

HERD = "livestock"
"""Axis and source: a herd that is not known is no herd of none."""

IMPORT = "import"
"""Axis of what is brought on the land: imports that nobody speaks of are not none."""

PROPERTY = {
    **{name: found for found, (name, _) in PER_SCENARIO.items()},
    **{content: amount for amount, content in CONTENT_OF.items()},
}
"""Input over the scenarios, and the property whose records say its amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Which amounts of which source are recorded, stated not to exist, or unknown."""

    yearly: Yearly
    denied: frozenset[str]
    """Sources that project.yaml states not to exist, with a reason."""
    knows_imports: bool
    """Whether anybody speaks of organic carbon brought on the land."""

    @classmethod
    def of(cls, evidence: Evidence, yearly: Yearly) -> "Said":
        """Return what records and statements of a project say."""
        return cls(
            yearly=yearly,
            denied=frozenset(
                name for name in (*SOURCES, AMENDMENTS) if denied(evidence, name)
            ),
            knows_imports=UNSAID.isdisjoint(unsaid_imports(evidence, yearly)),
        )

    def axes(self, axes: Sequence[Axis]) -> list[Axis]:
        """Return the axes without those of a herd and of imports not known."""
        known = {HERD: self._knows_herd(), IMPORT: self.knows_imports}
        return [item for item in axes if known.get(item.name, True)]

    def inputs(self, inputs: Mapping[str, Input]) -> dict[str, Input]:
        """Return the inputs as they are known, each with its true origin."""
        found = {name: self._input(item) for name, item in inputs.items()}
        return {name: item for name, item in found.items() if item is not None}

    def _input(self, item: Input) -> Input | None:
        if item.over == HERD:
            return self._without_rows(item, HERD) if self._knows_herd() else None
        if item.over == IMPORT:
            return self._without_rows(item, AMENDMENTS) if self.knows_imports else None
        names = self._properties(item.name)
        source = source_of(names[0]) if names else _OF_AXIS.get(item.over, "")
        if not source:
            return item
        if not self._is_told(source):
            return None
        if not names:
            return self._without_rows(item, source)
        known = [
            math.nan if self._lacks(role, name) else float(value)
            for (role, name), value in zip(
                [(role, name) for role in SCENARIOS for name in names],
                item.values,
                strict=True,
            )
        ]
        told = replace(item, values=np.array(known, dtype=np.float64))
        return self._without_rows(told, source)

    def _properties(self, name: str) -> list[str]:
        """Return the properties that an input has one element a scenario of."""
        if name == "fuel_consumption":
            return [fuel for fuel in FUELS if fuel in self.yearly.properties]
        if name == "residue_burnt":
            return [f"{BURNT}{kind}" for kind in self.yearly.kinds(BURNT)]
        return [PROPERTY[name]] if name in PROPERTY else []

    def _lacks(self, role: str, name: str) -> bool:
        """Tell whether a property that is recorded lacks a year of a scenario."""
        if name not in self.yearly.properties:
            return False
        return bool(lacking_years(self.yearly, role, name))

    def _is_told(self, source: str) -> bool:
        """Tell whether anybody speaks of a source, by a record or by denying it."""
        held = any(source_of(name) == source for name in self.yearly.properties)
        return held or source in self.denied

    def _knows_herd(self) -> bool:
        herds = [f"{HEADS}{kind}" for kind in self.yearly.kinds(HEADS)]
        lacks = any(self._lacks(role, name) for role in SCENARIOS for name in herds)
        return self._is_told(HERD) and not lacks

    def _without_rows(self, item: Input, source: str) -> Input:
        """Return an input of records, behind which none stands, with its origin."""
        if item.rows is None or item.rows.ids.size:
            return item
        path = f"sources_absent/{source}"
        origin = Origin("absent", (path,)) if source in self.denied else ASSUMED
        return replace(item, origin=origin, rows=None)


UNSAID = frozenset({AMENDMENTS, f"{AMENDMENTS} named"})
"""How ``unsaid_imports`` says that nobody speaks of them."""

_OF_AXIS = {"fuel": "fuel", "residue": "residue_burning"}
"""Axis of the kinds of a source, and the source, where no kind is recorded."""
