"""What the project file states, as the report's content shows it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from edaphon.evidence import properties
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.kernel.units import display
from edaphon.reporting.source import ReportSource
from edaphon.reporting.wording import Text, both, last_day, same, sided, text, word

Record = dict[str, Any]

CARBON_DECIMALS = 3


def project_record(source: ReportSource) -> Record:
    """Return identity, parties, land, period and declarations of the project."""
    document = source.project
    period = document["period"]
    return {
        "id": str(document["id"]),
        "name": both(document["name"], str(document["id"])),
        "proponent": party(document["proponent"]),
        "parties": [party(item) for item in document.get("parties", [])],
        "jurisdiction": str(document["jurisdiction"]),
        "scenario": word("scenario", document["scenario"]),
        "synthetic": bool(document.get("synthetic", False)),
        "licence": document.get("licence"),
        "period": {
            "start": str(period["start"]),
            "end": str(period["end"]),
            "last_day": last_day(period["end"]),
            "years": source.account["years"],
        },
        "previous_report": _previous(document.get("previous_report")),
        "strata": _strata(source),
        "area_ha": source.evidence["area_ha"],
        "crs": source.geography["crs"],
        "parcels": [_parcel(item) for item in source.geography["parcels"]],
        "land": _land(document.get("land", {})),
        "baseline": _baseline(document.get("baseline", {})),
        "additionality": _additionality(document.get("additionality", {})),
        "uniqueness": statement(document.get("uniqueness")),
        "authorisation": _maybe(document.get("authorisation")),
    }


def _previous(given: str | None) -> Text | None:
    """Return the digest of the previous report, or that there is none."""
    if given is not None and given.strip().lower() == "none":
        return text("none; this is the first report")
    return sided(given)


def party(given: Mapping[str, Any]) -> Record:
    """Return an organisation."""
    return {
        "name": both(given["name"]),
        "identifier": given.get("identifier"),
        "contact": sided(given.get("contact")),
        "role": _maybe(given.get("role")),
    }


def statement(given: Mapping[str, Any] | None) -> Record | None:
    """Return a signed statement, None when there is none."""
    if not given:
        return None
    return {
        "text": both(given["text"]),
        "signed_on": str(given["signed_on"]),
        "signed_by": sided(given["signed_by"]),
        "file": given.get("file"),
    }


def _maybe(given: Mapping[str, Any] | None) -> Text | None:
    return both(given) if given else None


def _strata(source: ReportSource) -> list[Record]:
    known = {item["id"]: item for item in source.evidence["strata"]}
    return [
        {
            "id": str(item["id"]),
            "name": both(item.get("name"), str(item["id"])),
            "area_ha": known[str(item["id"])]["area_ha"],
            "stated_ha": str(item["area_ha"]) if "area_ha" in item else None,
            "is_computed": known[str(item["id"])]["computed"],
            "controls": str(item.get("controls", item["id"])),
        }
        for item in source.project["strata"]
    ]


def _parcel(item: Mapping[str, Any]) -> Record:
    return {
        "id": item["id"],
        "stratum": item["stratum"],
        "is_control": item["control"],
        "area_ha": item["area_ha"],
        "stated_ha": item["stated_ha"],
        "corners": sum(len(ring) - 1 for part in item["polygons"] for ring in part),
    }


def _land(land: Mapping[str, Any]) -> Record:
    plain = (
        "converted_from_native", "organic_soil", "drained", "wet_climate",
        "irrigated", "calcareous", "clay_silt_percent",
    )  # fmt: skip
    return {
        "cover": word("scenario", land["cover"]) if "cover" in land else None,
        **{name: land.get(name) for name in plain},
        "history": _maybe(land.get("history")),
        "tenure": statement(land.get("tenure")),
    }


def _baseline(given: Mapping[str, Any]) -> Record:
    look_back = given.get("look_back")
    return {
        "description": _maybe(given.get("description")),
        "look_back": {
            "start": str(look_back["start"]),
            "last_day": last_day(look_back["end"]),
        }
        if look_back
        else None,
        "sealed_on": _written(given.get("sealed_on")),
        "reassess_on": _written(given.get("reassess_on")),
    }


def _written(value: object) -> str | None:
    return None if value is None else str(value)


def _additionality(given: Mapping[str, Any]) -> Record:
    return {
        "statement": statement(given.get("statement")),
        "regulatory_surplus": given.get("regulatory_surplus"),
        "barriers": _maybe(given.get("barriers")),
        "adoption_percent": _written(given.get("adoption_percent")),
    }


def practice_record(
    document: Mapping[str, Any], carrier_carbon: float | None = None
) -> Record:
    """Return practice and product as stated, and the carbon that is charged [t C]."""
    practice = document["practice"]
    return {
        "category": word("category", practice["category"]),
        "kind": word("kind", practice["kind"]),
        "description": both(practice["description"]),
        "start": str(practice["start"]),
        "change": word("change", practice.get("change", "new")),
        "change_percent": _written(practice.get("change_percent")),
        "mechanism": [
            {
                "property": name,
                "name": _property_name(name),
                "direction": word("direction", direction),
            }
            for name, direction in sorted(practice.get("mechanism", {}).items())
        ],
        "product": _product(practice.get("product"), carrier_carbon),
        "evidence": [sided(item) for item in practice.get("evidence", [])],
    }


def _property_name(code: str) -> Text:
    known = properties().get(code)
    return (
        {key: str(value) for key, value in known.name.items()} if known else same(code)
    )


def _product(given: Mapping[str, Any] | None, counted: float | None) -> Record | None:
    if not given:
        return None
    return {
        "name": _maybe(given.get("name")),
        "registration": given.get("registration"),
        "standard": given.get("standard"),
        "form": word("form", given["form"]) if "form" in given else None,
        "strains": [
            {
                "name": str(item["name"]),
                "accession": item.get("accession"),
                "deposit": item.get("deposit"),
            }
            for item in given.get("strains", [])
        ],
        "labelled_count": _quantity(given.get("labelled_count")),
        "legal_minimum": _quantity(given.get("legal_minimum")),
        "carrier_carbon": _counted(counted) or _quantity(given.get("carrier_carbon")),
        "sterile_carrier_on_control": given.get("sterile_carrier_on_control"),
    }


def _counted(carbon: float | None) -> Record | None:
    """Return the carbon that the account charges, rounded up like every deduction."""
    if carbon is None:
        return None
    value = decimal_text(rounded(Decimal(repr(carbon)), CARBON_DECIMALS, "up"))
    return {"value": value, "unit": "t{C}", "relation": "="}


def _quantity(given: Mapping[str, Any] | None) -> Record | None:
    if not given:
        return None
    return {
        "value": str(given["value"]),
        "unit": str(given["unit"]),
        "relation": str(given.get("relation", "=")),
    }


def unit_text(code: str) -> Text:
    """Return a unit as people write it, in both languages."""
    return {"en": display(code, "en"), "zh": display(code, "zh")}


def declared_record(source: ReportSource) -> Record:
    """Return what the project declares of leakage, risk, accounts and estimate.

    Control sites come with the counts of the method that tested them.
    """
    document = source.project
    sites = document.get("control_sites", [])
    permanence = document.get("permanence", {})
    return {
        "leakage": {
            str(key): str(value)
            for key, value in sorted(document.get("leakage", {}).items())
        },
        "permanence": {
            **{
                name: _written(permanence.get(name))
                for name in ("internal", "external", "natural", "longevity_years")
            },
            "events": [statement(item) for item in permanence.get("events", [])],
        },
        "earlier": str(document.get("earlier", "unknown")),
        "ex_ante": _written(document.get("ex_ante")),
        "control_sites": _control_sites(sites, _tested(source)),
        "laboratories": [
            {
                "name": both(item["name"]),
                "accreditation": item.get("accreditation"),
                "scope": sided(item.get("scope")),
                "valid_until": _written(item.get("valid_until")),
            }
            for item in document.get("laboratory", [])
        ],
    }


def _tested(source: ReportSource) -> dict[str, tuple[int, int]]:
    """Return how many tests of control sites a point meets, and of how many."""
    return {
        str(item["name"]): (item["met"], item["tests"])
        for account in source.account["accounts"]
        for condition in account["conditions"]
        for item in condition.get("tested", [])
    }


def _control_sites(
    sites: Sequence[Mapping[str, Any]], tested: Mapping[str, tuple[int, int]]
) -> list[Record]:
    plain = (
        "distance_km", "precipitation_difference_mm", "same_practice_years",
        "weather_station_km",
    )  # fmt: skip
    return [
        {
            "point": str(item["point"]),
            **{name: _written(item.get(name)) for name in plain},
            "tests_met": tested.get(str(item["point"]), (None, None))[0],
            "tests": tested.get(str(item["point"]), (None, None))[1],
        }
        for item in sites
    ]
