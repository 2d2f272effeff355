"""What an account rests on: project, plan, observations, areas; all by digest."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, wraps
from typing import TypeVar, cast

import polars as pl
from msgspec import UnsetType, structs

from edaphon.evidence import (
    EarlierAccount,
    PlanStatus,
    Project,
    earlier_accounts,
    to_csv,
)
from edaphon.kernel.calendar_years import years_between
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import Problem
from edaphon.kernel.seeds import Seed
from edaphon.monitoring import NEWEST, Geography, Roster
from edaphon.schemas.models.project import (
    Campaign,
    Factors,
    Leakage,
    Period,
    Product,
    Sampling,
    Stratum,
)
from edaphon.schemas.record import stated_or

DEFAULT_DEPTH_CM = 30.0

DEFAULT_BASIS = "fine_earth"
"""What a bulk density is of where nobody says and there are no stones."""

STATED = 2
"""Decimals to which areas are stated [ha]."""


@dataclass(frozen=True, slots=True)
class Since:
    """Where an account begins that counts from the one before it."""

    campaign: str
    """Campaign with which the account before it ended."""
    day: str
    """Day after its last, ``2024-10-15``."""
    carrier_carbon: float | None = None
    """Carbon of product and carrier that the accounts before charged [t C]; None where
    a record does not say it."""


T = TypeVar("T")


def once(reading: "Callable[[Evidence], T]") -> "Callable[[Evidence], T]":
    """Let what is read off an evidence be read once, since an evidence never changes.

    What it gives must not change either.
    """

    @wraps(reading)
    def found(evidence: "Evidence") -> T:
        if reading not in evidence.readings:
            evidence.readings[reading] = reading(evidence)
        return cast("T", evidence.readings[reading])

    return found


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything that was observed or declared, before any method looks at it."""

    project: Project
    observations: pl.DataFrame
    """The long table, sorted (columns: ``edaphon.evidence.observations``)."""
    geography: Geography
    """Parcels and points, areas on the ellipsoid; empty without a map."""
    plan: PlanStatus
    seed: Seed
    files: Mapping[str, str]
    """Path in the project folder and digest of every raw file."""
    roster: Roster | None = None
    """Members and what each holds; None where the project names no roster."""
    bases: pl.DataFrame
    """What each column says that its bulk densities are of: ``file``, ``sheet``,
    ``column``, ``section`` (place under ``files``), ``header`` and ``basis``."""
    warnings: Sequence[Problem] = ()
    """What reading the files told and nothing stopped at, each once."""
    rules: int = NEWEST
    """Version of the reading rules under which the files were read."""
    since: Since | None = None
    """Where the account begins; None with the first campaign of the period."""
    all_of_it: "Evidence | None" = None
    """What this is a part of, where the account begins later; None of the whole."""
    planned_land: frozenset[str] = frozenset()
    """Strata of which the planned land counts, to see what less of it would give."""
    readings: dict[object, object] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """What `once` keeps."""

    @property
    def areas(self) -> Mapping[str, str]:
        """Area of each stratum [ha] on the ellipsoid, decimal text; may be empty."""
        return self.geography.area_ha

    @cached_property
    def coordinates(self) -> Mapping[str, tuple[float, float]]:
        """Longitude and latitude of each point [degrees], where known."""
        return self.geography.coordinates

    @property
    def campaign_ids(self) -> tuple[str, str]:
        """Ids of the first and the last soil campaign of the period."""
        first, last = self.ends
        return first.id, last.id

    @property
    def ends(self) -> tuple[Campaign, Campaign]:
        """The first and the last soil campaign of the period."""
        campaigns = self.project.model.campaigns
        return campaigns[self.first_place], campaigns[-1]

    @property
    def first_place(self) -> int:
        """Place of the first campaign among those of the project file."""
        if self.since is None:
            return 0
        names = [item.id for item in self.project.model.campaigns]
        return names.index(self.since.campaign)

    @cached_property
    def earlier(self) -> tuple[EarlierAccount, ...]:
        """Earlier accounts of the land in the order of their periods.

        Those that end no later than this one.
        """
        end = self.project.model.period.end
        return tuple(item for item in self.listed if item.end <= end)

    @property
    def later(self) -> tuple[EarlierAccount, ...]:
        """Accounts of later periods, made before this one, which corrects another."""
        return self.listed[len(self.earlier) :]

    @cached_property
    def listed(self) -> tuple[EarlierAccount, ...]:
        """Accounts of the land that were made before, in the order of their periods."""
        return earlier_accounts(self.project)

    @cached_property
    def table_text(self) -> bytes:
        """The canonical text of the observation table."""
        return to_csv(self.observations)

    @cached_property
    def digest(self) -> str:
        """Digest of the canonical observation table."""
        return digest(self.table_text)

    @property
    def sampling(self) -> Sampling:
        """The section ``sampling`` of the project file."""
        return self.project.model.sampling

    @property
    def strata(self) -> Sequence[Stratum]:
        """Strata in the order of the project file."""
        return self.project.model.strata

    @property
    def leakage(self) -> Leakage:
        """The section ``leakage``; every field silent where it is left out."""
        return stated_or(self.project.model.leakage, Leakage())

    @property
    def product(self) -> Product | UnsetType:
        """The product that the practice applies, where the project file states one."""
        return self.project.model.practice.product

    @property
    def factors(self) -> Mapping[str, Factors]:
        """Emission factors of the project's own, by name."""
        return stated_or(self.project.model.factors, {})

    @property
    def period(self) -> Period:
        """First day of the period and the day after its last."""
        whole = self.project.model.period
        if self.since is None:
            return whole
        return structs.replace(whole, start=self.since.day)

    @property
    def whole(self) -> "Evidence":
        """The evidence from the first campaign on."""
        return self.all_of_it or self

    @property
    def design(self) -> str:
        """``paired`` or ``independent``."""
        return self.sampling.design

    @property
    def depth_cm(self) -> float:
        """Depth for which stocks are reported [cm]."""
        return float(stated_or(self.sampling.depth_cm, DEFAULT_DEPTH_CM))

    @property
    def reference_masses(self) -> Mapping[str, float]:
        """Reference soil masses that the plan fixes [t ha-1].

        Only without any plan those of the project file: they may be written later.
        """
        later = stated_or(self.sampling.reference_mass, None)
        stated = self.plan.reference_mass if self.plan.present else later
        names = {item.id for item in self.strata}
        names |= {control_of(item) for item in self.strata}
        if isinstance(stated, Mapping):
            return {str(name): float(mass) for name, mass in stated.items()}
        if stated in (None, ""):
            return {}
        return dict.fromkeys(sorted(names), float(str(stated)))

    def area_ha(self, stratum: str) -> float:
        """Return the area of a stratum that counts [ha].

        The smallest of what the sealed plan states, the map shows and the project
        states, as far as they are known: land beyond the plan was not sampled for.
        """
        return self._counted(stratum)[0]

    def area_from(self, stratum: str) -> str:
        """Return whose area of a stratum counts: ``map``, ``project`` or ``plan``."""
        return self._counted(stratum)[1]

    def _counted(self, stratum: str) -> tuple[float, str]:
        """Return the smallest area that is known of a stratum, and from where.

        Of areas that differ by their rounding alone that of the map counts.
        """
        if stratum in self.planned_land:
            return float(self.plan.areas[stratum]), "plan"
        stated = {item.id: stated_or(item.area_ha, None) for item in self.strata}
        found = (
            (self.areas.get(stratum), "map"),
            (stated.get(stratum), "project"),
            (self.plan.areas.get(stratum), "plan"),
        )
        if self.areas.get(stratum) is None and stated.get(stratum) is None:
            return math.nan, ""
        known = [(float(area), place) for area, place in found if area is not None]
        return min(known, key=lambda item: round(item[0], STATED))

    @cached_property
    def years(self) -> Fraction:
        """Length of the period [a], by the 30E/360 day count."""
        return years_between(self.period.start, self.period.end)

    @cached_property
    def density_bases(self) -> pl.DataFrame:
        """What the bulk densities of each column are of: as stated, else fine earth.

        A density without a basis where there are stones is an open question.
        """
        stated = pl.when(pl.col("basis") == "").then(pl.lit(DEFAULT_BASIS))
        return self.bases.with_columns(stated.otherwise("basis").alias("basis"))


def control_of(stratum: Stratum) -> str:
    """Return the stratum in which the control of one lies: its own unless stated."""
    return stated_or(stratum.controls, stratum.id)
