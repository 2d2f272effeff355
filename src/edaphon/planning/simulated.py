"""Evidence of a project that was not sampled yet, from tables in memory.

The tables have the form of imported ones and the evidence is the one that packs and
engine know: what a forecast says of them is what an account would say.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import polars as pl
from msgspec import UNSET, structs

from edaphon.accounting import Evidence
from edaphon.evidence import Project, arranged, codes, empty
from edaphon.kernel.calendar_years import years_between, years_in
from edaphon.kernel.quantities import decimal_text
from edaphon.kernel.units import convert
from edaphon.planning.basis import EXPECTED, Basis
from edaphon.planning.design import Design, Place, with_model
from edaphon.planning.drawing import Bounds, Landscape, Measured
from edaphon.schemas.models.project import Leakage
from edaphon.schemas.record import stated_or

LOT = "expected"
"""Name of the one lot that is applied."""

AGAIN = "+again"
"""What stands behind the first campaign's id where its archive is meant."""

Row = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """A design on a landscape of given gains, ready to be drawn."""

    basis: Basis
    design: Design
    gains: Mapping[str, float]
    """Yearly gain of project land beyond the control, by stratum [t C/ha/a]."""

    @cached_property
    def landscape(self) -> Landscape:
        """What is true of the soil."""
        plan = self.design.plan
        return Landscape(
            expected=self.basis.expected,
            places=self.design.places,
            layers=(_bounds(plan.layers), _bounds(plan.later_layers)),
            gains=self.gains,
            years=years_of(self.design.project),
            entropy=self.basis.seed.entropy,
        )

    @cached_property
    def project(self) -> Project:
        """The project with the archive under its own code."""
        return archived(self.design)

    @cached_property
    def _still(self) -> pl.DataFrame:
        """What no draw changes: places of soil and assays, records and certificates."""
        rows = [*self._soil_rows(), *self._assay_rows(), *_records(self)]
        return _table(rows)

    def evidence(self, draw: int) -> Evidence:
        """Return the evidence of one draw."""
        values = [*self._soil_values(draw), *self._assay_values(draw)]
        kept = self._still["value"].to_list()[len(values) :]
        column = pl.Series("value", [*values, *kept], dtype=pl.String)
        return evidence_of(
            self._still.with_columns(column, column.alias("number")),
            basis=self.basis,
            project=self.project,
            design=self.design,
        )

    # --- Soil ---------------------------------------------------------------------

    @cached_property
    def _cells(self) -> list[tuple[int, int, int, int]]:
        """Kind, round, point and layer of every soil value: 0 carbon, 1 density.

        Round 2 is the archive: samples of the first campaign in the later batch.
        """
        found = [
            (kind, at, point, layer)
            for at in (0, 1)
            for point, place in enumerate(self.landscape.places)
            if at in place.rounds
            for layer in range(len(self.landscape.layers[at]))
            for kind in (0, 1)
        ]
        every = self.design.archived_every
        firsts = [cell for cell in found if cell[:2] == (0, 0)]
        kept = firsts[every - 1 :: every] if every else []
        return [*found, *((0, 2, point, layer) for _, _, point, layer in kept)]

    @property
    def samples(self) -> int:
        """Samples that are analysed, archived ones again."""
        return sum(kind == 0 for kind, _, _, _ in self._cells)

    def _soil_rows(self) -> Iterator[Row]:
        layers = (*self.landscape.layers, self.landscape.layers[0])
        for kind, at, point, layer in self._cells:
            place = self.landscape.places[point]
            top, bottom = layers[at][layer]
            name, unit = (("soc", "g/kg"), ("bulk_density", "g/cm3"))[kind]
            yield {
                **self._placed(place, at), "property": name, "unit": unit,
                "top_cm": f"{top:g}", "bottom_cm": f"{bottom:g}", "column": name,
            }  # fmt: skip

    def _placed(self, place: Place, at: int) -> dict[str, object]:
        campaigns = self.project.model.campaigns
        campaign, batch = campaigns[-1 if at == 1 else 0], campaigns[-1 if at else 0]
        name = str(campaigns[-1].archived) if at == 2 else campaign.id
        procedure = stated_or(campaign.procedure, "")
        return {
            "point": place.id, "stratum": place.stratum, "role": place.role,
            "campaign": name, "sample": f"{place.id}@{name}",
            "phenomenon_time": campaign.start, "result_time": batch.end,
            "procedure": stated_or(self.basis.expected.procedure, procedure),
        }  # fmt: skip

    def _soil_values(self, draw: int) -> list[str]:
        found: Measured = self.landscape.measured(draw)
        held = (found.carbon, found.density)
        return [
            f"{held[kind][at][point, layer]:.5f}"
            for kind, at, point, layer in self._cells
        ]

    # --- Assays -------------------------------------------------------------------

    def _assay_rows(self) -> Iterator[Row]:
        for item in stated_or(self.basis.expected.microbial, []):
            for place, at in self._visits:
                yield {
                    **self._placed(place, at), "property": item.property,
                    "unit": codes()[item.property].unit, "top_cm": item.top_cm,
                    "bottom_cm": item.bottom_cm, "column": item.property,
                }  # fmt: skip

    @cached_property
    def _visits(self) -> list[tuple[Place, int]]:
        return [(place, at) for place in self.landscape.places for at in place.rounds]

    def _assay_values(self, draw: int) -> Iterator[str]:
        assays = stated_or(self.basis.expected.microbial, [])
        drawn = self.landscape.assays(draw, len(assays))
        place_of = {place: at for at, place in enumerate(self.landscape.places)}
        for number, item in enumerate(assays):
            for place, at in self._visits:
                rises = at == 1 and place.role == "project"
                level = float(item.start) + rises * float(item.rise)
                off = float(item.spread) * drawn[place_of[place], at, number]
                value = Decimal(f"{max(0.0, level + off):.5f}")
                yield _canonical(str(value), item.property, item.unit)


def evidence_of(
    table: pl.DataFrame, *, basis: Basis, project: Project, design: Design
) -> Evidence:
    """Return evidence from an observation table in memory.

    Parameters
    ----------
    table
        Observations, in any order.
    basis
        Land and seed.
    project, design
        Project document and plan that the evidence is of.
    """
    return Evidence(
        project=project,
        observations=arranged(table),
        plan=design.plan,
        seed=design.plan.seed() or basis.seed,
        files={},
        geography=design.geography,
        bases=_bases(),
    )


def archived(design: Design) -> Project:
    """Return the project of a design, its last campaign with the archive's code."""
    model = design.project.model
    first, last = model.campaigns[0], model.campaigns[-1]
    label = f"{first.id}{AGAIN}" if design.archived_every else UNSET
    campaigns = [first, structs.replace(last, archived=label)]
    return with_model(design.project, structs.replace(model, campaigns=campaigns))


def years_of(project: Project) -> float:
    """Return the time from the first campaign to the last [a], 30E/360."""
    campaigns = project.model.campaigns
    return float(years_between(campaigns[0].start, campaigns[-1].start))


def _bounds(layers: Sequence[tuple[Decimal, Decimal]]) -> Bounds:
    return [(float(top), float(bottom)) for top, bottom in layers]


def _bases() -> pl.DataFrame:
    """Return what the simulated bulk densities are of: fine earth of a whole core."""
    return pl.DataFrame(
        {"file": [EXPECTED], "sheet": [""], "column": ["bulk_density"], "section": [0],
         "header": ["bulk_density"], "basis": ["fine_earth_per_core"]}
    )  # fmt: skip


def _table(rows: Sequence[Row]) -> pl.DataFrame:
    blank = dict.fromkeys(empty().columns, "") | {"flag": 1, "row": 0}
    whole = [
        {**blank, "file": EXPECTED, "row": number, **row}
        for number, row in enumerate(rows, start=1)
    ]
    return pl.DataFrame(whole, schema=empty().schema)


# --- Records ----------------------------------------------------------------------


def _records(simulated: Simulated) -> list[Row]:
    """Return activity records, applications and the certificate of the lot."""
    project, expected = simulated.project, simulated.basis.expected
    years = _project_years(project)
    rows = [
        _record(item.item, role, year, _canonical(amount, item.item, item.unit))
        for item in stated_or(expected.activity, [])
        for role, named, amount in (
            ("baseline", _baseline_years(project), item.baseline),
            ("project", years, item.project),
        )
        for year in named
    ]
    return [*rows, *_applications(simulated, years), *_yields(project, years)]


def _record(name: str, role: str, year: str, amount: str) -> dict[str, object]:
    """Return a record in the unit that the vocabulary gives its property."""
    return {
        "sample": f"{name}#{role}{year}", "role": role, "campaign": year,
        "property": name, "unit": codes()[name].unit, "value": amount,
        "number": amount,
    }  # fmt: skip


def _canonical(amount: str, name: str, unit: str) -> str:
    """Return an amount in the unit that the vocabulary gives a property."""
    return decimal_text(convert(Decimal(amount), unit, codes()[name].unit))


def _yields(project: Project, years: Sequence[str]) -> Iterator[Row]:
    """Yield harvests of both sides that show the change of the yield that is stated.

    Where none is stated nothing is known of the yield before it is recorded.
    """
    change = stated_or(project.model.leakage, Leakage()).yield_change_percent
    if change is UNSET:
        return
    sides = {"project": 1 + Decimal(str(change)) / 100, "control": Decimal(1)}
    for stratum in project.strata:
        for year in years:
            for role, amount in sides.items():
                record = _record("yield", role, year, decimal_text(amount))
                sample = f"yield#{role}{year}{stratum.id}"
                yield {**record, "stratum": stratum.id, "sample": sample}


def _applications(simulated: Simulated, years: Sequence[str]) -> Iterator[Row]:
    product = simulated.basis.expected.product
    if not product:
        return
    place = -1
    for stratum in simulated.project.strata:
        area = _area(simulated, stratum.id)
        for year in years:
            amount = f"{float(product.amount) * area:.4f}"
            shared = {"stratum": stratum.id, "row": place}
            one = {
                **_record("product_applied", "project", year, amount),
                **shared,
            }
            land = f"{area:.4f}"
            yield one
            yield {**one, "property": "area_treated", "unit": "har", "value": land,
                   "number": land}  # fmt: skip
            yield {**one, "property": "lot", "unit": "", "value": LOT, "number": ""}
            place -= 1
    told = [("viable_count", "[CFU]/g", product.viable_count)]
    if product.carbon_percent:
        told.append(("product_carbon_content", "%", product.carbon_percent))
    for name, unit, amount in told:
        yield {"sample": LOT, "property": name, "unit": unit, "value": amount,
               "number": amount}  # fmt: skip


def _area(simulated: Simulated, stratum: str) -> float:
    mapped = simulated.basis.geography.area_ha
    if stratum in mapped:
        return float(mapped[stratum])
    stated = {item.id: item.area_ha for item in simulated.project.strata}[stratum]
    return float(stated or 0)


def area_of(simulated: Simulated) -> float:
    """Return the project land of a simulation [ha]."""
    names = [item.id for item in simulated.project.strata]
    return math.fsum(_area(simulated, name) for name in names)


def gain_of(simulated: Simulated) -> float:
    """Return the mean gain of the project land of a simulation [t C/ha/a]."""
    whole = math.fsum(
        gain * _area(simulated, name) for name, gain in simulated.gains.items()
    )
    return whole / area_of(simulated)


def _project_years(project: Project) -> list[str]:
    """Return the years that belong to the time between the campaigns."""
    campaigns = project.model.campaigns
    return list(years_in(campaigns[0].start, campaigns[-1].start))


def _baseline_years(project: Project) -> list[str]:
    """Return the years of the look-back; none where it is not stated."""
    baseline = project.model.baseline
    if baseline is UNSET or baseline.look_back is UNSET:
        return []
    return list(years_in(baseline.look_back.start, baseline.look_back.end))
