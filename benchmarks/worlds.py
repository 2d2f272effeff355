"""Landscapes whose truth is known, sampled and analysed as a project would be.

A world says how the soil really changed and what goes wrong on the way to the table:
spread between points and fields, shifts of laboratory and sampling ring, loss below
the credited depth, points lost by outcome, compost, several campaigns. `Drawn` writes
one project folder for a world, reads it once as any project is read, and then puts
other numbers into the observation table: the account is the engine's own.
"""

import math
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.evidence import Evidence
from edaphon.evidence.observations import arranged
from tests.synthetic_documents import (
    ACTIVITY,
    ARCHIVED,
    END,
    LAYERS,
    MCS,
    START,
)
from tests.synthetic_project import DENSITY, SOC, SyntheticProject

Numbers = npt.NDArray[np.float64]

LOSS = "papers/loss.csv"
WITNESS = {
    "text": {"en": "We saw the road.", "zh": "现场见证修路。"},
    "signed_on": "2024-10-04", "signed_by": "Village committee", "file": LOSS,
}  # fmt: skip
"""Word of an independent party: without it a lost point is refused."""
AREAS = {"S1": 120.0, "S2": 80.0}
"""Area of each stratum [ha]."""
THICKNESS = 10
"""Of every layer [cm]."""
SHARES = (0.6, 0.4, 0.0)
"""Where in the credited layers the carbon is gained [1]."""
CENTIMETRES = 0.1
"""t C/ha of 1 g/kg in 1 cm of soil of 1 g/cm3."""
CO2 = 44 / 12
LEVELS = 0.12
"""Standard deviation of organic carbon between points [1]."""
BELOW = 0.3
"""Standard deviation of the change below the credited depth [t C/ha]."""
NOISE = 0.02
"""Standard deviation of an analysis of one sample [1]."""
PLACES = {START: 0, END: 1, ARCHIVED: 2}


@dataclass(frozen=True, kw_only=True)
class World:
    """What is true of a landscape and of those who measure it; t C/ha unless said."""

    name: str
    says: str
    """What goes wrong in it, in words."""
    holds: bool = True
    """Whether the method promises its one chance in ten here."""
    is_refused: bool = False
    """Whether every project of it is refused."""
    gain: float = 3.0
    """Mean true change on project land, down to the credited depth."""
    drift: float = 0.3
    """The same on control land."""
    spread: float = 1.2
    """Standard deviation of the change between points."""
    skew: float = 0.0
    """Skewness of the change: against us: negative on project land [1]."""
    deep: float = 0.0
    """Mean true change below the credited depth, project land."""
    points: int = 8
    """Project points a stratum."""
    fields: int = 6
    """Control fields a stratum."""
    cores: int = 1
    """Control points a field."""
    between: float = 0.0
    """Standard deviation of the change between control fields."""
    laboratory: float = 0.015
    """Standard deviation of a campaign's factor on organic carbon [1]."""
    ring: float = 0.02
    """The same on bulk density [1]."""
    density: float = 0.04
    """Standard deviation of bulk density between points [1]."""
    is_archived: bool = False
    """Whether every fifth sample of the first campaign is analysed again."""
    lost: int = 0
    """Project points a stratum that are lost: those that gained least."""
    compost: float = 0.0
    """Carbon brought on project land since the first campaign."""
    stays: float = 0.5
    """Share of it still in the soil [1]."""
    looks: int = 1
    """Campaigns after the first, each accounted; the gain grows with them."""

    @property
    def removal(self) -> float:
        """True removal of the whole project at the first look [t CO2e]."""
        change = self.gain + self.deep - self.drift
        return CO2 * math.fsum(AREAS.values()) * change


WORLDS = (
    World(name="noise", says="sampling noise, usual shifts of laboratory and ring"),
    World(name="few points", says="five points and three control fields a stratum",
          points=5, fields=3),
    World(name="archived", says="archived samples analysed again with each campaign",
          is_archived=True),
    World(name="laboratory", says="archived samples, laboratory shifts of 6 %",
          laboratory=0.06, is_archived=True),
    World(name="no gain", says="nothing was gained", gain=0.3),
    World(name="deep loss", says="a third of the gain is lost below the credited depth",
          deep=-1.0, density=0.01, is_archived=True),
    World(name="all lost below", says="all of the gain is lost below it",
          deep=-2.7, density=0.01, is_archived=True),
    World(name="uneven soil", says="a third lost below; 4 % between densities",
          deep=-1.0, is_archived=True),
    World(name="uneven, all lost", says="the same, all of the gain lost below",
          deep=-2.7, is_archived=True),
    World(name="fields", says="control fields differ, two points in each", fields=4,
          cores=2, between=1.2, spread=0.6),
    World(name="one field", says="all control points in one field", fields=1, cores=6,
          is_refused=True,
          between=1.2, spread=0.6),
    World(name="lost points", says="the point that gained least is lost, as others saw",
          lost=1, is_archived=True),
    World(name="looks", says="three campaigns after the first, each accounted",
          looks=3, is_archived=True),
    World(name="compost", says="half of the compost of 2 t C/ha is still there",
          compost=2.0, is_archived=True),
    World(name="skewed", says="changes skewed by 1.8 against us", skew=1.8,
          is_archived=True, holds=False),
    World(name="skewed, few", says="the same with five points and three fields",
          skew=1.8, points=5, fields=3, is_archived=True, holds=False),
    World(name="worse laboratory", says="no archive, 1.5 times the error used",
          laboratory=0.0225, holds=False),
)  # fmt: skip
"""All worlds, in the order of the table."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """One account of one drawn project.

    Emissions and leakage are the same on both sides, so that more is credited with the
    buffer than was removed just where R lies above the truth.
    """

    status: str
    units: float
    """Account result [t CO2e]."""
    removal: float
    """R: what the method says was removed at least [t CO2e]; nan where not known."""
    truth: float
    """What was really removed, carbon brought in left out [t CO2e]."""

    @property
    def is_counted(self) -> bool:
        """Tell whether the method's conditions hold: it credits, or finds a deficit."""
        return self.status in {"credited", "deficit"} and math.isfinite(self.removal)

    @property
    def is_over(self) -> bool:
        """Tell whether more is credited than was removed."""
        return self.is_counted and self.removal > self.truth


class Drawn:
    """Projects of one world, all of one design.

    Parameters
    ----------
    world
        What is true.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        with tempfile.TemporaryDirectory() as folder:
            self.evidence = _project(world).evidence(Path(folder))
        self.table = self.evidence.observations.with_row_index("place")
        cells = self.table.filter(pl.col("property").is_in(["soc", "bulk_density"]))
        self.points = sorted({*cells["point"]})
        role = dict(zip(cells["point"], cells["role"], strict=True))
        self.is_project = np.array([role[name] == "project" for name in self.points])
        placed = cells.select(
            "place",
            point=pl.col("point").replace_strict(
                {name: at for at, name in enumerate(self.points)}, return_dtype=pl.Int64
            ),
            layer=pl.col("top_cm").str.to_integer() // THICKNESS,
            campaign=pl.col("campaign").replace_strict(PLACES, return_dtype=pl.Int64),
            kind=(pl.col("property") != "soc").cast(pl.Int64),
        )
        self.cells = {name: placed[name].to_numpy() for name in placed.columns}

    def looks(self, seed: int) -> list[Look]:
        """Return the accounts of one project, drawn from a seed, one a campaign."""
        found = np.random.default_rng([seed, sum(self.world.name.encode())])
        first = self._soil(found)
        shifts = self._shifts(found)
        total = np.zeros((len(self.points), len(LAYERS)))
        answers: list[Look] = []
        for _ in range(self.world.looks):
            total = total + self._change(found)
            account = self._account(found, first, total, shifts)
            answers.append(_look(self.world, account, len(answers)))
        return answers

    def _account(
        self, found: np.random.Generator, soil: tuple[Numbers, Numbers],
        change: Numbers, before: tuple[float, float],
    ) -> Account:  # fmt: skip
        carbon, density = soil
        after = carbon + change / (density * THICKNESS * CENTIMETRES)
        values = self._measured(found, (carbon, after), density, before)
        evidence = self._with(values, self._order(change))
        return accounts(evidence, [MCS])[0]

    def _soil(self, found: np.random.Generator) -> tuple[Numbers, Numbers]:
        """Return organic carbon [g/kg] and bulk density [g/cm3] by point and layer."""
        size = len(self.points)
        carbon = np.array([SOC[top] for top, _ in LAYERS]) * (
            1 + LEVELS * found.standard_normal((size, 1))
        )
        density = np.array([DENSITY[top] for top, _ in LAYERS]) * (
            1 + self.world.density * found.standard_normal((size, 1))
        )
        return carbon, density

    def _change(self, found: np.random.Generator) -> Numbers:
        """Return the true change by point and layer [t C/ha]."""
        world, size = self.world, len(self.points)
        deviations = _skewed(found, world.skew, size)
        signed = np.where(self.is_project, -deviations, deviations)
        mean = np.where(self.is_project, world.gain, world.drift)
        change = mean + world.spread * signed
        controls = np.flatnonzero(~self.is_project)
        fields = found.standard_normal(controls.size)[
            np.arange(controls.size) // world.cores
        ]
        change[controls] += world.between * fields
        change = change + world.stays * world.compost * self.is_project
        shares = np.array(SHARES)
        deep = world.deep * self.is_project + BELOW * found.standard_normal(size)
        return np.column_stack([change[:, None] * shares, deep])

    def _shifts(self, found: np.random.Generator) -> tuple[float, float]:
        """Return the factors of one campaign on carbon and on bulk density."""
        world = self.world
        return (
            1 + world.laboratory * found.standard_normal(),
            1 + world.ring * found.standard_normal(),
        )

    def _measured(
        self, found: np.random.Generator, carbon: tuple[Numbers, Numbers],
        density: Numbers, before: tuple[float, float],
    ) -> Numbers:  # fmt: skip
        """Return what is measured: kind, campaign, point and layer, each with noise.

        Archived samples of the first campaign have the laboratory of this one.
        """
        after = self._shifts(found)
        truth = np.array(
            [
                [carbon[0] * before[0], carbon[1] * after[0], carbon[0] * after[0]],
                [density * before[1], density * after[1], density * after[1]],
            ]
        )
        return truth * (1 + NOISE * found.standard_normal(truth.shape))

    def _order(self, change: Numbers) -> npt.NDArray[np.int64]:
        """Return whose soil each point shows: those that are lost gained least."""
        order = np.arange(len(self.points))
        if not self.world.lost:
            return order
        strata = [name.partition("-")[0] for name in self.points]
        for stratum in AREAS:
            here = [
                at for at, name in enumerate(strata)
                if name == stratum and self.is_project[at]
            ]  # fmt: skip
            order[here] = sorted(here, key=lambda at: change[at, :3].sum())
        return order

    def _with(self, measured: Numbers, order: npt.NDArray[np.int64]) -> Evidence:
        """Return the evidence with other numbers in its table."""
        cells = self.cells
        values = measured[
            cells["kind"], cells["campaign"], order[cells["point"]], cells["layer"]
        ]
        texts = self.table["value"].to_list()
        for place, value in zip(cells["place"], values, strict=True):
            texts[place] = f"{value:.5f}"
        column = pl.Series("value", texts, dtype=pl.String)
        table = self.table.drop("place").with_columns(column, column.alias("number"))
        return replace(self.evidence, observations=arranged(table))


def _look(world: World, account: Account, place: int) -> Look:
    """Return what an account credits, beside the truth."""
    known = "soil_removal" in account.run.steps
    return Look(
        status=account.status,
        units=float(account.units),
        removal=account.run.value("soil_removal") if known else math.nan,
        truth=world.removal * (place + 1),
    )


def _skewed(found: np.random.Generator, skew: float, size: int) -> Numbers:
    """Return deviations of mean 0 and variance 1; from a gamma law where skewed."""
    if not skew:
        return found.standard_normal(size)
    shape = 4 / skew**2
    return (found.gamma(shape, size=size) - shape) / math.sqrt(shape)


@cache
def drawn(world: World) -> Drawn:
    """Return the projects of a world; its folder is written and read once a process."""
    return Drawn(world)


def _project(world: World) -> SyntheticProject:
    project = SyntheticProject(
        strata=AREAS, points=world.points, controls=world.fields * world.cores
    )
    plan = project.plan or {}
    plan.pop("reference_mass", None)
    if world.cores > 1:
        _together(plan, world)
    if world.looks > 1:
        later = {f"later{place}": f"20{24 + 3 * place}-10-04"
                 for place in range(1, world.looks)}  # fmt: skip
        plan["campaigns"] += [*later]
        plan["planned_days"] |= later
    if world.is_archived:
        project.archive(1.0)
    if world.lost:
        _lose(project, world)
    if world.compost:
        _bring(project, world)
    return project


def _together(plan: dict[str, Any], world: World) -> None:
    """Put the control points of a field side by side, in one parcel and field book."""
    controls = [item for item in plan["points"] if item["role"] == "control"]
    for place, item in enumerate(controls):
        first = controls[place // world.cores * world.cores]
        item |= {name: first[name] for name in ("parcel", "field_book", "latitude")}
        east = 0.0005 * (place % world.cores)
        item["longitude"] = f"{float(first['longitude']) + east:.6f}"


def _lose(project: SyntheticProject, world: World) -> None:
    """Lose the first project points of each stratum at the last campaign."""
    lost = [
        site.point
        for site in project.sites()
        if site.role == "project" and site.number < world.lost
    ]
    project.document["sampling"]["missing"] = [
        {
            "point": point,
            "campaign": END,
            "reason": {"en": "Road built", "zh": "修路"},
            "witness": WITNESS,
        }
        for point in lost
    ]
    project.tables[LOSS] = [{"seen": "a road"}]
    for point in lost:
        project.drop(point=point, campaign=END)


def _bring(project: SyntheticProject, world: World) -> None:
    """Bring compost on project land, in equal parts each year."""
    del project.document["sources_absent"]["amendments"]
    tonnes = world.compost * math.fsum(AREAS.values()) / 3
    years = {"baseline": ("2018", "2019", "2020"), "project": ("2022", "2023", "2024")}
    project.tables[ACTIVITY] += [
        {"role": role, "year": year, "item": "imported_carbon_compost",
         "amount": f"{tonnes if role == 'project' else 0:.4f}", "unit": "t{C}"}
        for role in years for year in years[role]
    ]  # fmt: skip
    nitrogen = tonnes / 15  # ripe compost
    project.fertilise("project", amount=f"{nitrogen:.4f}")
