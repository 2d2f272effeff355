"""What a column of a table may hold: words and units are those of the vocabulary."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from edaphon.kernel.language import LANGUAGES, Language, marked, translator

if TYPE_CHECKING:
    from edaphon.evidence import Property

SHOWN = 5
"""Names of a column, in each script, that a help page lists."""


class Recognised(Protocol):
    """What the vocabulary says of a header."""

    @property
    def code(self) -> str:
        """Likeliest code of the vocabulary."""

    @property
    def unit(self) -> str:
        """UCUM unit that the header states."""

    @property
    def note(self) -> str:
        """What stands beside name and unit."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Every code it may mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One quantity or name that a calculation reads."""

    code: str
    """Name in messages and on help pages."""
    meaning: str
    """What it holds, in English and marked for translation."""
    reads: tuple[str, ...] = ()
    """Codes of the vocabulary that its header may name; its own when empty."""
    entry: str = ""
    """Code whose units and limits hold; that of the header when empty."""
    unit: str = ""
    """UCUM unit in which the calculation counts; the canonical one when empty."""
    optional: bool = False
    header: str = ""
    """Header of the column where a person or an analyser names it exactly."""
    limited: bool = field(default=True)
    """Whether units and limits of the vocabulary hold for its cells."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the vocabulary that its header may name, the likeliest first."""
        return self.reads or (self.code,)

    def is_named(self, header: str, match: "Recognised | None") -> bool:
        """Tell whether a header names this column."""
        if self.header:
            return header == self.header
        return match is not None and set(match.candidates) <= set(self.codes)

    def entry_for(self, match: "Recognised | None") -> "Property | None":
        """Return the entry whose units and limits hold for a header."""
        if not self.limited:
            return None
        code = self.entry or (match.code if match else self.codes[0])
        return vocabulary_entry(code)

    def meanings(self) -> Mapping[Language, str]:
        """Return what the column holds, in both languages."""
        return {lang: translator("cli", lang)(self.meaning) for lang in LANGUAGES}

    @property
    def names(self) -> str:
        """Some of its names in both scripts, as a help page and a message list them."""
        stems = [stem for code in self.codes for stem in vocabulary_entry(code).stems]
        latin = [stem for stem in stems if stem.isascii()]
        chinese = [stem for stem in stems if not stem.isascii()]
        return ", ".join((*latin[:SHOWN], *chinese[:SHOWN]))


def vocabulary_entry(code: str) -> "Property":
    """Return the entry of a code that a calculation may read."""
    from edaphon.evidence import observed_property  # noqa: PLC0415 - keeps start-up quick

    return observed_property(code, calculated=True)


def in_unit(number: str, entry: "Property", unit: str) -> float:
    """Return decimal text [canonical unit] as a number in another unit."""
    from edaphon.kernel.units import convert  # noqa: PLC0415 - keeps start-up quick

    if unit in {"", entry.unit}:
        return float(number)
    return float(convert(Decimal(number), entry.unit, unit))


def plain(header: str) -> str:
    """Return a header without case, width, spaces, brackets and marks.

    Examples
    --------
    >>> plain("Plot ID"), plain("采样点（号）")
    ('plotid', '采样点号')
    """
    folded = unicodedata.normalize("NFKC", header).casefold()
    return "".join(char for char in folded if char.isalnum())


PROJECT = Column(
    code="project",
    meaning=marked("project; without it all rows are one"),
    reads=("project", "item"),
    optional=True,
)
CAMPAIGN = Column(code="campaign", meaning=marked("sampling campaign"))
STRATUM = Column(code="stratum", meaning=marked("stratum"))
POINT = Column(
    code="point", meaning=marked("sampling point"), reads=("point", "sample_id")
)
CORE = Column(
    code="core",
    meaning=marked("names of one core, all of the columns there are"),
    reads=("core", "point", "campaign", "role", "stratum", "replicate", *PROJECT.codes),
)
"""Every column that names one of these; their cells together name one core."""

TOP = Column(
    code="top",
    meaning=marked("upper bound of the layer, from the mineral surface"),
)
BOTTOM = Column(code="bottom", meaning=marked("lower bound of the layer"))
DEPTH = Column(
    code="depth",
    meaning=marked("both bounds in one cell, such as 0-15, instead"),
    optional=True,
)
ORGANIC_CARBON = Column(code="soc", meaning=marked("organic carbon of dry fine earth"))
BULK_DENSITY = Column(
    code="bulk_density",
    meaning=marked("bulk density, of the kind that --density names"),
)
COARSE = Column(
    code="coarse",
    meaning=marked("coarse fragments, share of volume (of mass with --density total)"),
    reads=("coarse_fraction", "coarse_mass"),
    unit="1",
    optional=True,
)
