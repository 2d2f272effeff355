"""Where a person gives what an account lacks: a field of project.yaml, or a table."""

from collections.abc import Iterable, Mapping

from msgspec import UNSET

from edaphon.accounting.activity import RISKS
from edaphon.accounting.applications import applies_product, lots_without
from edaphon.accounting.charged import FLOORS
from edaphon.accounting.denial import denied
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.imports import CERTIFIED
from edaphon.accounting.livestock import ANIMALS
from edaphon.accounting.sources import AMENDMENTS, LEAKED, SOURCES, source_of
from edaphon.accounting.yearly import FUELS, HEADS, IMPORTED, PER_SCENARIO, WEIGHT
from edaphon.evidence import properties
from edaphon.kernel.language import Text
from edaphon.schemas.record import stated_or

PRODUCT = "practice.product"

FIELDS: Mapping[str, str] = {
    **{f"risk_{part}": f"permanence.{part}" for part in RISKS},
    **{name: f"leakage.{name}" for name in LEAKED},
    "stated_yield_change": "leakage.yield_change_percent",
    "issued_before": "earlier",
    "reversed_before": "earlier",
    "covered_before": "earlier",
    "last_estimate": "earlier",
    **dict.fromkeys(FLOORS, "earlier"),
    "earlier_deficit": "earlier",
    "earlier_removals": "earlier",
    **{name: f"factors.{name}.…" for name in ANIMALS},
    "product_factor": "factors.product_emissions",
    "ch4_flooded": "factors.ch4_flooded.project",
    "laboratory_deviation": "campaign_errors.laboratory",
    "ring_deviation": "campaign_errors.bulk_density",
    "area": "strata",
    "group_area": "strata",
    "signed_area": "strata",
    "import_control_area": "strata",
    "stated_carrier_carbon": f"{PRODUCT}.carrier_carbon",
    "carrier_on_control": f"{PRODUCT}.sterile_carrier_record",
    "planned_campaigns": "plan/sampling.yaml",
    "planned_reference_mass": "plan/sampling.yaml",
}
"""Input of the equations, and the field that states it."""

DENIED: Mapping[str, str] = {
    "without_wood": "woody_plants",
    **{name: name for name in LEAKED},
    "stated_carrier_carbon": "carrier",
}
"""Input, and the entry of ``sources_absent`` that says that there is none."""

RECORDED: Mapping[str, str] = {
    **{name: prop for prop, (name, _) in PER_SCENARIO.items()},
    "fuel_consumption": next(iter(FUELS)),
    "recorded_heads": HEADS,
    "recorded_weight": WEIGHT,
    "nfix_n_content": "nfix_n_content",
    "residue_burnt": "residue_burnt_",
    **{f"import_{role}": IMPORTED for role in ("project", "baseline", "control")},
    "yield_project": "yield",
    "yield_control": "yield",
    "soc_reported": "soc",
    "density_reported": "bulk_density",
    "product_carbon_content": CERTIFIED,
}
"""Input, and the property, or how the names begin of those, whose records give it."""


AXES: Mapping[str, str] = {"livestock": HEADS, "import": IMPORTED}
"""Axis that no record spans, and how the properties begin that would."""

PARTS: Mapping[str, str] = {
    **dict.fromkeys((*ANIMALS, "recorded_weight"), "livestock"),
    "nfix_n_content": "nitrogen_fixing",
}
"""Input that says nothing without another, and the source that both speak of."""


def records_of(name: str) -> str:
    """Return how the property begins whose records give an input; else nothing."""
    return RECORDED.get(name, AXES.get(name, ""))


def still_asked(evidence: Evidence, names: Iterable[str]) -> tuple[str, ...]:
    """Return the inputs that are asked for: none of a source that is said not to exist.

    Where no year is recorded all amounts are unknown, also those of such a source; it
    is not its records that lack.
    """
    return tuple(
        name
        for name in names
        if (source := _source(name)) not in SOURCES or not denied(evidence, source)
    )


def lots_lacking(evidence: Evidence) -> Text | None:
    """Return the lots whose content keeps the product's carbon unknown, if any.

    A statement about all lots makes none of them known.
    """
    product = evidence.product
    if product is UNSET or product.carrier_carbon is UNSET:
        return None
    if not applies_product(evidence):
        return None
    lots = lots_without(evidence, CERTIFIED)
    if not lots:
        return None
    named = ", ".join(filter(None, lots))
    english, chinese = [], []
    if named:
        english.append(f"organic carbon content of lot {named} ({_tables(evidence)})")
        chinese.append(f"批次 {named} 的产品有机碳含量（{_tables(evidence)}）")
    if "" in lots:
        told = _tables(evidence, "application")
        english.append(f"lot of every application ({told})")
        chinese.append(f"每次施用所用批次（{told}）")
    return Text(en="; ".join(english), zh="；".join(chinese))


def _tables(evidence: Evidence, about: str = "product") -> str:
    """Return the tables of certificates or of applications, and the column wanted."""
    files = stated_or(evidence.project.model.files, [])
    named = [item.path for item in files if stated_or(item.about, "") == about]
    column = CERTIFIED if about == "product" else "lot"
    return ", ".join([*dict.fromkeys(named), column])


def place_of(name: str) -> Text | None:
    """Return where an input is given, None where the name says it all."""
    ways = list(_ways(name))
    if not ways:
        return None
    return Text(
        en=" or ".join(way["en"] for way in ways),
        zh=" 或 ".join(way["zh"] for way in ways),
    )


def _ways(name: str) -> list[Text]:
    ways = []
    if name in FIELDS:
        ways.append(_same(FIELDS[name]))
    source, begins = _source(name), records_of(name)
    if begins:
        code = begins if begins in properties() else f"{begins}…"
        ways.append(Text(en=f"a table with {code}", zh=f"含 {code} 的数据表"))
    if source and name not in PARTS:
        ways.append(_same(f"sources_absent.{source}"))
    return ways


def _source(name: str) -> str:
    """Return the entry of ``sources_absent`` that an input falls under, if any."""
    begins = records_of(name)
    found = DENIED.get(name) or PARTS.get(name) or (begins and source_of(begins))
    return found or AMENDMENTS * (begins == IMPORTED)


def _same(field: str) -> Text:
    return Text(en=field, zh=field)
