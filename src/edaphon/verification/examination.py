"""What the checks of one bundle share: what was asked, and what was found so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from edaphon.accounting import Account, Evidence
from edaphon.bundle import Bundle
from edaphon.kernel.errors import Problem
from edaphon.verification.comparing import Comparison
from edaphon.verification.records import Records

Sameness = Literal["same", "other", "unknown"]

Reports = Callable[[Mapping[str, bytes | Path]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsCheck:
    """Units that an account states against those that the replay gives."""

    method: str
    stated: int
    recomputed: int
    status: str
    """Status of the account as recomputed."""

    @property
    def holds(self) -> bool:
        """Tell whether no more is stated than the replay gives."""
        return self.stated <= self.recomputed

    @property
    def is_understated(self) -> bool:
        """Tell whether fewer are stated than the replay gives."""
        return self.stated < self.recomputed


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """What the list of checks found of an earlier bundle."""

    failed: tuple[int, ...] = ()
    """Checks that failed."""
    unchecked: tuple[int, ...] = ()
    """Checks without an answer."""
    understated: tuple[UnitsCheck, ...] = ()
    """Results of which fewer units are stated than follow."""
    is_exact: bool = True
    """Whether every step came out the same, so that no rounding can differ."""


Recompute = Callable[[Path], Recomputed]
"""Runs the list over an earlier bundle."""


@dataclass(kw_only=True)
class Examination:
    """One bundle under examination; each check reads it and adds to it."""

    path: Path
    folder: Path
    """Empty folder for the raw files."""
    reports: Reports | None
    """Makes the reports again; None when the caller left them out."""
    progress: Callable[[str], None]
    reverse_rows: bool
    earlier: Sequence[Path] = ()
    """Earlier bundles that the caller gives."""
    recompute: Recompute | None = None
    """None where nothing is asked about earlier accounts."""
    bundle: Bundle | None = None
    opening: tuple[Problem, ...] = ()
    """Why the bundle could not be opened."""
    records: Records | None = None
    maker: tuple[str, str] = ("", "")
    """Version and code digest of the program that made the account."""
    code: Sameness = "unknown"
    """Whether the code of Edaphon is that of the account."""
    packs: Mapping[str, str] = field(default_factory=dict)
    """Digest of the code that ran, of each pack of another package whose code here is
    other."""
    program: Sameness = "unknown"
    """Whether code and packs are: who wrote the words."""
    method: Sameness = "unknown"
    evidence: Evidence | None = None
    told: Sequence[Mapping[str, Any]] = ()
    """What reading the files told, as a run record holds it."""
    stopping: tuple[Problem, ...] = ()
    """What the rules of today would stop at, and those of the bundle did not."""
    accounts: tuple[Account, ...] = ()
    again: Mapping[str, bytes | Path] = field(default_factory=dict)
    """Every member as the writer would give it, raw files where they lie."""
    made: dict[str, bytes] = field(default_factory=dict)
    """Members that were made again, by name."""
    inputs: frozenset[str] = frozenset()
    """Members that are raw evidence, by the project document."""
    comparisons: dict[str, Comparison] = field(default_factory=dict)
    units: tuple[UnitsCheck, ...] = ()

    @property
    def opened(self) -> Bundle:
        """The bundle, once the container was found safe."""
        assert self.bundle is not None  # noqa: S101 - the list runs in order
        return self.bundle

    @property
    def stated(self) -> Records:
        """The records, once they were found to have their form."""
        assert self.records is not None  # noqa: S101 - the list runs in order
        return self.records
