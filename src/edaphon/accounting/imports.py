"""From records of organic carbon brought on the land to the inputs of imports.

One element a stratum and material. A record that names no stratum stands for the
whole project; the control of a stratum counts per hectare of its stated area.
"""

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

import polars as pl
from msgspec import UNSET

from edaphon.accounting.applications import applies_product, certified, lots_without
from edaphon.accounting.denial import denied
from edaphon.accounting.evidence import Evidence, control_of
from edaphon.accounting.given import ASSUMED, given, recorded
from edaphon.accounting.layers import counted
from edaphon.accounting.soil import area_origin
from edaphon.accounting.stated import stated
from edaphon.accounting.sterile_carrier import PLACE, is_shown
from edaphon.accounting.yearly import IMPORTED, SCENARIOS, Yearly
from edaphon.methods import Axis, Input, Origin
from edaphon.schemas.record import stated_or

CERTIFIED = "product_carbon_content"
"""Property of a certificate: organic carbon of the product with its carrier."""

Place = tuple[str, str, str]
"""Role, stratum (empty where none is named) and material."""


@dataclass(slots=True)
class Brought:
    """Carbon brought in the years that count [t C], the years and the rows."""

    carbon: list[float] = field(default_factory=list)
    years: set[str] = field(default_factory=set)
    rows: list[int] = field(default_factory=list)


def brought(evidence: Evidence) -> Mapping[Place, Brought]:
    """Return what was brought by role, stratum and material."""
    rows = counted(evidence).filter(
        pl.col("property").str.starts_with(IMPORTED)
        & pl.col("role").is_in([*SCENARIOS, "control"])
    )
    found: dict[Place, Brought] = {}
    columns = ("role", "stratum", "property", "campaign", "number", "id")
    for role, stratum, name, year, carbon, row in rows.select(columns).iter_rows():
        item = found.setdefault((role, stratum, name.removeprefix(IMPORTED)), Brought())
        item.carbon.append(float(carbon))
        item.years.add(year)
        item.rows.append(row)
    return found


def uncovered(
    evidence: Evidence, yearly: Yearly, found: Mapping[Place, Brought]
) -> set[tuple[str, str, str]]:
    """Return scenario, material and year of what is not recorded for all land.

    Records that name a stratum are owed by every stratum, in every year of both
    scenarios.
    """
    strata = {item.id for item in evidence.strata}
    return {
        (role, material, year)
        for material in {what for role, _, what in found if role in SCENARIOS}
        for role in SCENARIOS
        for year in yearly.through(role)
        if not _is_covered(found, (role, year), material, strata)
    }


def _is_covered(
    found: Mapping[Place, Brought], when: tuple[str, str], material: str,
    strata: Set[str],
) -> bool:  # fmt: skip
    """Tell whether a material is recorded in a year, for all land."""
    role, year = when
    named = {
        stratum
        for (whose, stratum, what), item in found.items()
        if (whose, what) == (role, material) and year in item.years
    }
    return "" in named or strata <= named


def imports(evidence: Evidence, yearly: Yearly) -> tuple[Axis, dict[str, Input]]:
    """Return the axis of imports, and yearly amounts of project, baseline, control.

    An amount that lacks a year, or part of the land, is unknown.
    """
    found = brought(evidence)
    gaps = {(role, what) for role, what, _ in uncovered(evidence, yearly, found)}
    places = sorted({place[1:] for place in found if place[0] in SCENARIOS})
    axis = Axis(
        name="import",
        parent="account",
        labels=tuple(" ".join(filter(None, place)) for place in places),
        parents=(0,) * len(places),
        attributes={"kind": tuple(material for _, material in places)},
    )
    inputs = [
        recorded(f"import_{role}", "t{C}/a", "import",
                 [_yearly(found, yearly, (role, *place), gaps) for place in places])
        for role in SCENARIOS
    ]  # fmt: skip
    controls = [_control(found, yearly, evidence, *place) for place in places]
    areas = [_area(evidence, stratum) for stratum, _ in places]
    own = [_control_area(evidence, stratum) for stratum, _ in places]
    inputs += [
        recorded("import_control", "t{C}/a", "import", controls),
        given("import_area", "har", "import", areas, area_origin(evidence)),
        given("import_control_area", "har", "import", own,
              Origin("project", ("strata",))),
    ]  # fmt: skip
    return axis, {item.name: item for item in inputs}


def _yearly(
    found: Mapping[Place, Brought],
    yearly: Yearly,
    place: Place,
    gaps: Set[tuple[str, str]],
) -> tuple[float, Sequence[int]]:
    """Return a yearly amount [t C/a] and its rows."""
    role, _, material = place
    item = found.get(place, Brought())
    is_known = role in yearly.covered and (role, material) not in gaps
    years = yearly.covered[role] if is_known else math.nan
    return math.fsum(item.carbon) / years, item.rows


def _control(
    found: Mapping[Place, Brought],
    yearly: Yearly,
    evidence: Evidence,
    stratum: str,
    material: str,
) -> tuple[float, Sequence[int]]:
    """Return what the control of a stratum got in the project's years, or nothing."""
    linked = {item.id: control_of(item) for item in evidence.strata}
    item = found.get(("control", linked.get(stratum, stratum), material))
    counted = set(yearly.years.get("project", ()))
    if item is None or not item.years <= counted:
        return math.nan, ()
    return math.fsum(item.carbon) / yearly.covered["project"], item.rows


def _area(evidence: Evidence, stratum: str) -> float:
    """Return the area of a stratum [ha]; of the whole project where none is named."""
    named = [stratum] if stratum else [item.id for item in evidence.strata]
    return math.fsum(evidence.area_ha(name) for name in named)


def _control_area(evidence: Evidence, stratum: str) -> float:
    """Return the area of the control land of a stratum [ha], or of all.

    As stated, and not less than its parcels on the map: on less land the same amount
    would be more a hectare.
    """
    linked = {item.id: control_of(item) for item in evidence.strata}
    named = {linked.get(stratum, stratum)} if stratum else set(linked.values())
    areas = {
        item.id: float(stated_or(item.control_area_ha, math.nan))
        for item in evidence.strata
    }
    mapped = dict.fromkeys(named, 0.0)
    for parcel in evidence.geography.parcels:
        if parcel.is_control and parcel.stratum in named:
            mapped[parcel.stratum] += float(parcel.area_ha)
    stated_ha = [areas.get(name, math.nan) for name in sorted(named)]
    if any(math.isnan(area) for area in stated_ha):
        return math.nan
    return math.fsum(max(areas[name], mapped[name]) for name in sorted(named))


def carrier(evidence: Evidence) -> Iterator[Input]:
    """Yield the carbon that the product brings, as stated, and whether control got it.

    Zero only where there is no product, or where a reason says that it brings none. A
    lot without its content is not known better by a statement about all. What is
    stated since the first campaign was charged in part by the accounts before: the rest
    is left to this one, all of it where a record does not say what was charged.
    """
    product = evidence.product
    sterile = is_shown(evidence.project)
    where = Origin("project", ("/".join(PLACE),))
    name = "carrier_on_control"
    yield given(name, "1", "account", [sterile], where if sterile else ASSUMED)
    name, field_ = "stated_carrier_carbon", "practice/product/carrier_carbon"
    if not applies_product(evidence):
        yield given(name, "t{C}", "account", [0.0], ASSUMED)
    elif product is not UNSET and product.carrier_carbon is not UNSET:
        value = stated(product.carrier_carbon, "t{C}", field_)
        if value > 0 and not lots_without(evidence, CERTIFIED):
            rest = max(0.0, value - _charged(evidence))
            yield given(name, "t{C}", "account", [rest], Origin("project", (field_,)))
    elif denied(evidence, "carrier"):
        where = Origin("project", ("sources_absent/carrier",))
        yield given(name, "t{C}", "account", [0.0], where)


def _charged(evidence: Evidence) -> float:
    """Return what accounts before this one charged of the carrier [t C]."""
    since = evidence.since
    return (
        0.0 if since is None or since.carrier_carbon is None else (since.carrier_carbon)
    )


def certificates(evidence: Evidence) -> tuple[Axis, dict[str, Input]]:
    """Return the carbon contents that certificates state, one an element.

    None where a lot was applied without its content: the largest is not known then.
    """
    found: list[tuple[float, list[int]]] = []
    if not lots_without(evidence, CERTIFIED):
        listed = [one for lot in certified(evidence, CERTIFIED).values() for one in lot]
        found = [(content, [row]) for content, row in sorted(listed, key=_row)]
    labels = tuple(str(place + 1) for place in range(len(found)))
    axis = Axis(
        name="certificate", parent="account", labels=labels, parents=(0,) * len(labels)
    )
    inputs = {CERTIFIED: recorded(CERTIFIED, "%", "certificate", found)}
    return axis, inputs if found else {}


def _row(listed: tuple[float, int]) -> int:
    return listed[1]
