"""From activity records to the scenarios' inputs: sources, product, leakage."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from msgspec import UNSET

from edaphon.accounting.campaign_days import years_sampled
from edaphon.accounting.climate import scenario_axis
from edaphon.accounting.denial import denied
from edaphon.accounting.electricity import Electricity, electricity
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.given import ASSUMED, end_of, given, recorded
from edaphon.accounting.imports import carrier, certificates, imports
from edaphon.accounting.livestock import livestock
from edaphon.accounting.said import Said
from edaphon.accounting.set_aside import set_aside, sources_aside
from edaphon.accounting.soil import area_origin
from edaphon.accounting.sources import LEAKED, leaked, unsaid
from edaphon.accounting.wood import wood
from edaphon.accounting.yearly import (
    BURNT,
    CONTENT_OF,
    FUELS,
    HEADS,
    PER_SCENARIO,
    SCENARIOS,
    Yearly,
    yearly_amounts,
)
from edaphon.accounting.yields import harvests
from edaphon.kernel.calendar_years import vintages
from edaphon.methods import Axis, Input, LeftOut, Origin
from edaphon.schemas.models.project import Factors, Permanence
from edaphon.schemas.record import stated_or

CONTENTS = {"nfix_n_content": "t{N}/t"}
"""Contents of what is applied; unit."""

FLOODED = "ch4_flooded"
PRODUCT, PRODUCT_UNIT = "product_emissions", "kg{CO2e}/kg"
PERIOD = Origin("period", ("period/start", "period/end"))


def _sampled(evidence: Evidence) -> Origin:
    """Return where the time between the first and the last campaign comes from."""
    last = len(evidence.project.model.campaigns) - 1
    first = evidence.first_place
    return Origin("period", (f"campaigns/{first}/start", f"campaigns/{last}/start"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Scenario axes, inputs, and which years each scenario covers."""

    axes: tuple[Axis, ...]
    inputs: Mapping[str, Input]
    years: Mapping[str, tuple[str, ...]]
    unsaid: tuple[str, ...] = ()
    """Sources and years that nobody speaks of; see ``sources.unsaid``."""
    aside: tuple[LeftOut, ...] = ()
    """What records hold that do not count."""
    electricity: Electricity | None = None
    """Electricity beside fuel; None where nobody records any."""


def activity(evidence: Evidence) -> Activity:
    """Put activity records and declared leakage on the scenario axes.

    Without any record the source inputs are absent, and so are the emissions: an
    account never takes silence for zero. With records, a source is what ``Said``
    knows of it.
    """
    yearly = yearly_amounts(evidence)
    said = Said.of(evidence, yearly)
    certificate, contents = certificates(evidence)
    harvest, yields = _harvests(evidence)
    brought, amounts = imports(evidence, yearly)
    woody, stocks = wood(evidence)
    axes = [scenario_axis(evidence.project.land), *_items(yearly), _vintage(evidence),
            certificate, harvest, brought, woody]  # fmt: skip
    inputs = {
        **_declared(evidence), **_period(evidence), **contents, **yields, **stocks,
        **said.inputs(amounts),
    }  # fmt: skip
    if yearly.years.get("project") and yearly.years.get("baseline"):
        inputs.update(said.inputs(_sources(evidence, yearly)))
    return Activity(
        axes=tuple(said.axes(axes)),
        inputs=inputs,
        years=yearly.years,
        unsaid=tuple(unsaid(evidence, yearly, sources_aside(evidence))),
        aside=tuple(set_aside(evidence, yearly)),
        electricity=electricity(evidence, yearly),
    )


def _items(yearly: Yearly) -> list[Axis]:
    """Return the kinds of fuel, residue and animal: of each scenario, and of both."""
    fuels = tuple(kind for name, kind in FUELS.items() if name in yearly.properties)
    found = {
        "fuel": ("fuel_kind", fuels),
        "residue": ("residue_kind", yearly.kinds(BURNT)),
        "livestock": ("animal_kind", yearly.kinds(HEADS)),
    }
    return [
        axis
        for name, (both, kinds) in found.items()
        for axis in (_of_both(both, name, kinds), _below_scenario(name, both, kinds))
    ]


def _of_both(name: str, below: str, kinds: Sequence[str]) -> Axis:
    """Return the kinds of a source, each holding its elements in both scenarios."""
    count = len(kinds)
    held = tuple(
        tuple(place * count + kind for place in range(len(SCENARIOS)))
        for kind in range(count)
    )
    return replace(
        _list_axis(name, kinds),
        attributes={"kind": tuple(kinds)},
        holds={below: held},
    )


def _below_scenario(name: str, both: str, kinds: Sequence[str]) -> Axis:
    pairs = [(place, kind) for place in range(len(SCENARIOS)) for kind in kinds]
    return Axis(
        name=name,
        parent="scenario",
        labels=tuple(f"{SCENARIOS[place]} {kind}" for place, kind in pairs),
        parents=tuple(place for place, _ in pairs),
        attributes={"kind": tuple(kind for _, kind in pairs)},
        holds={both: tuple((kinds.index(kind),) for _, kind in pairs)},
    )


def _vintage(evidence: Evidence) -> Axis:
    years = vintages(evidence.period.start, evidence.period.end)
    return _list_axis("vintage", [year for year, _ in years])


def _period(evidence: Evidence) -> dict[str, Input]:
    """Return the time between the campaigns, spread over the years by their days."""
    period = evidence.period
    parts = [days for _, days in vintages(period.start, period.end)]
    whole = sum(parts)
    measured = years_sampled(evidence)
    shares = [Fraction(part, whole) for part in parts]
    lengths = [share * measured for share in shares]
    through = [sum(shares[: place + 1], Fraction(0)) for place in range(len(shares))]
    before = [Fraction(0), *through[:-1]]
    return {
        "years": given("years", "a", "account", [measured], _sampled(evidence)),
        "vintage_years": given("vintage_years", "a", "vintage", lengths, PERIOD),
        "share_before": given("share_before", "1", "vintage", before, PERIOD),
        "share_through": given("share_through", "1", "vintage", through, PERIOD),
        "vintage_share": given("vintage_share", "1", "vintage", shares, PERIOD),
    }


def _sources(evidence: Evidence, yearly: Yearly) -> dict[str, Input]:
    inputs = {
        name: recorded(name, unit, "scenario",
                        [(yearly.of(role, found), yearly.rows(role, found))
                         for role in SCENARIOS])
        for found, (name, unit) in PER_SCENARIO.items()
        if found != "product_applied" or found in yearly.properties
    }  # fmt: skip
    if "product_applied" not in inputs and evidence.product is not UNSET:
        inputs["product_applied"] = given(
            "product_applied", "kg/a", "scenario", [0.0, math.nan], ASSUMED
        )
    for amount, content in CONTENT_OF.items():
        contents = [
            (yearly.content(role, amount), yearly.rows(role, content))
            for role in SCENARIOS
        ]
        inputs[content] = recorded(content, CONTENTS[content], "scenario", contents)
    fuels = [name for name in FUELS if name in yearly.properties]
    crops = [f"{BURNT}{kind}" for kind in yearly.kinds(BURNT)]
    for name, unit, axis, properties in (
        ("fuel_consumption", "L/a", "fuel", fuels),
        ("residue_burnt", "kg/a", "residue", crops),
    ):
        found = [
            (yearly.of(role, item), yearly.rows(role, item))
            for role in SCENARIOS
            for item in properties
        ]
        inputs[name] = recorded(name, unit, axis, found)
    return {**inputs, **_flooded(evidence), **livestock(evidence.factors, yearly)}


def _flooded(evidence: Evidence) -> dict[str, Input]:
    """Return the methane of flooded soil where both scenarios state it."""
    factors = evidence.factors
    names = [f"{FLOODED}.{role}" for role in SCENARIOS]
    if any(name not in factors for name in names):
        return {}
    unit = "t{CO2e}/har/a"
    values = [
        end_of(factors[name], unit, f"factors/{name}", high=role == "project")
        for role, name in zip(SCENARIOS, names, strict=True)
    ]
    origin = Origin("project", tuple(f"factors/{name}" for name in names))
    return {FLOODED: given(FLOODED, unit, "scenario", values, origin)}


RISKS = ("internal", "external", "natural")


def _declared(evidence: Evidence) -> dict[str, Input]:
    """Return leakage, risk and imports as the project declares them."""
    known = (
        *_leaked(evidence),
        *carrier(evidence),
        _stated_yield(evidence),
        *_risks(stated_or(evidence.project.model.permanence, Permanence())),
        _product_factor(evidence.factors),
    )
    return {item.name: item for item in known if item is not None}


def _leaked(evidence: Evidence) -> Iterator[Input]:
    """Yield each leakage that is stated, or stated with a reason not to exist."""
    for name in LEAKED:
        amount = leaked(evidence, name)
        section = "leakage" if amount > 0 else "sources_absent"
        if amount > 0 or denied(evidence, name):
            origin = Origin("project", (f"{section}/{name}",))
            yield given(name, "t{CO2e}/a", "account", [amount], origin)


def _stated_yield(evidence: Evidence) -> Input | None:
    """Return how far the yield lies from that of control, as stated [%]."""
    change = evidence.leakage.yield_change_percent
    if change is UNSET:
        return None
    origin = Origin("project", ("leakage/yield_change_percent",))
    return given("stated_yield_change", "%", "account", [float(change)], origin)


def _risks(risk: Permanence) -> list[Input]:
    told = {part: getattr(risk, part) for part in RISKS}
    return [
        given(f"risk_{part}", "%", "account", [float(rating)],
               Origin("project", (f"permanence/{part}",)))
        for part, rating in told.items() if rating is not UNSET
    ]  # fmt: skip


def _product_factor(factors: Mapping[str, Factors]) -> Input | None:
    factor = factors.get(PRODUCT)
    if factor is None:
        return None
    path = f"factors/{PRODUCT}"
    value = end_of(factor, PRODUCT_UNIT, path, high=True)
    origin = Origin("project", (path,))
    return given("product_factor", PRODUCT_UNIT, "account", [value], origin)


def _harvests(evidence: Evidence) -> tuple[Axis, dict[str, Input]]:
    """Return mean yields of crop, stratum and year that have project and control."""
    found = harvests(evidence)
    labels = [
        " ".join(filter(None, (item.stratum, item.year, item.crop))) for item in found
    ]
    axis = _list_axis("harvest", labels)
    areas = [_area_of(evidence, item.stratum) for item in found]
    inputs = {
        f"yield_{role}": recorded(
            f"yield_{role}", "t/har", "harvest", [item.sides[role] for item in found]
        )
        for role in ("project", "control")
    }
    where = area_origin(evidence)
    inputs["harvest_area"] = given("harvest_area", "har", "harvest", areas, where)
    return axis, inputs if found else {}


def _area_of(evidence: Evidence, stratum: str) -> float:
    """Return the area of a stratum [ha]; of the whole project where none is named."""
    named = [stratum] if stratum else [item.id for item in evidence.strata]
    return math.fsum(evidence.area_ha(name) for name in named)


def _list_axis(name: str, labels: Sequence[str]) -> Axis:
    """Return an axis of one level below the account."""
    return Axis(
        name=name, parent="account", labels=tuple(labels), parents=(0,) * len(labels)
    )
