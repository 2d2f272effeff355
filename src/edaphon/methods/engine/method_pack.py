"""A method pack: the published rules of one methodology, frozen per version."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from edaphon.kernel.digests import digest
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.identity import PackId
from edaphon.methods.editions import Edition, editions_written
from edaphon.methods.engine.condition import Condition
from edaphon.methods.engine.equation import Equation
from edaphon.methods.engine.later_needs import lacks_later
from edaphon.methods.engine.pack_record import record_bytes
from edaphon.methods.engine.parameters import Dated, Parameter

DISTANCE = "field_distance"
"""Parameter of a pack whose control unit is the field [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One bar of the waterfall from gross to credited."""

    name: str
    title: Mapping[str, str]
    source: str
    """Equation whose value is the term, signed as drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrobialRules:
    """Which observed properties show each microbial test, and what a grade is worth.

    Empty for a method that says nothing of it: silence shows nothing.
    """

    establishment: tuple[str, ...] = ()
    strain_specific: tuple[str, ...] = ()
    mechanism: tuple[str, ...] = ()
    durability: tuple[str, ...] = ()
    eligible: tuple[str, ...] = ()
    """Grades under which the practice is shown."""
    labelled: tuple[str, ...] = ()
    """Grades whose units carry the label ``microbial``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPack:
    """Equations, conditions, parameters and words of one methodology version."""

    id: str
    package: str
    document: Mapping[str, Any]
    """The checked contents of ``pack.yaml``."""
    equations: tuple[Equation, ...]
    conditions: tuple[Condition, ...]
    parameters: Mapping[str, Parameter]
    """Values in force on the reference date, by name."""
    references: Mapping[str, Mapping[str, Any]]
    history: Mapping[str, Dated] = field(default_factory=dict)
    """Every published value of each parameter, by name."""
    _made: dict[str, bytes] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    @property
    def record(self) -> bytes:
        """The canonical record of the method; its digest is the method's identity."""
        if "record" not in self._made:
            self._made["record"] = record_bytes(
                self.document, self.equations, self.conditions, self.history
            )
        return self._made["record"]

    @property
    def span_problems(self) -> tuple[Problem, ...]:
        """``METHOD_SPAN`` of a pack that is sound for a first account only."""
        span, units = self.document["span"], self.document["summary"]["units"]
        lacks = lacks_later(span, units, self.figures, self.equations)
        if not lacks:
            return ()
        where = Where(file=f"{self.package.replace('.', '/')}/pack.yaml", path="span")
        facts = {"id": self.id, "span": span, "lacks": ", ".join(lacks)}
        return (Problem(code="METHOD_SPAN", where=where, facts=facts),)

    @property
    def digest(self) -> str:
        """Identity of the method: what it computes and decides, not how it is told."""
        return digest(self.record)

    @property
    def identity(self) -> PackId:
        """Name, version and digest, as people write them down."""
        return PackId(name=self.id, digest=self.digest)

    @property
    def is_draft(self) -> bool:
        """Tell whether the pack may still change under the same id."""
        return bool(self.document["status"] == "draft")

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition of every document that rules the method."""
        return editions_written(self.document["editions"])

    @property
    def title(self) -> Mapping[str, str]:
        """English and Chinese title."""
        title: Mapping[str, str] = self.document["title"]
        return title

    @property
    def version(self) -> str:
        """Version of the pack, the part of the id after the slash."""
        return self.id.partition("/")[2]

    @property
    def figures(self) -> tuple[str, ...]:
        """Quantities of the account, in the order of the methodology."""
        return tuple(self.document["figures"])

    @property
    def waterfall(self) -> tuple[Term, ...]:
        """Terms from gross to credited."""
        return tuple(
            Term(name=item["name"], title=item["title"], source=item["from"])
            for item in self.document["waterfall"]
        )

    @property
    def microbial(self) -> MicrobialRules:
        """What microbial evidence is under this method, and what it decides."""
        stated = self.document.get("microbial", {})
        return MicrobialRules(**{name: tuple(item) for name, item in stated.items()})

    @property
    def field_distance(self) -> float | None:
        """Distance from which two control points are two fields [m].

        None for a method whose unit is the point.
        """
        asked = self.parameters.get(DISTANCE)
        return None if asked is None else asked.number

    def marks(self) -> Mapping[str, int]:
        """Return how many facts carry each mark: equations, conditions, parameters."""
        counted = Counter(
            [
                *(item.mark for item in self.equations),
                *(item.mark for item in self.conditions),
                *(item.mark for item in self.parameters.values()),
            ]
        )
        return {mark: counted[mark] for mark in ("P", "S", "M", "D")}

    @property
    def is_confirmed(self) -> bool:
        """Tell whether every fact was seen in the primary text or is our decision."""
        marks = self.marks()
        return marks["S"] == 0 and marks["M"] == 0

    def folder(self) -> Traversable:
        """Return the pack's folder."""
        return resources.files(self.package)
