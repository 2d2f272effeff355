"""Answers to the disclosure list from project file, plan and observations."""

from collections.abc import Mapping
from typing import Any

from edaphon.reporting.answer import Answer, Answering, NotApplicable
from edaphon.reporting.content_form import Content
from edaphon.reporting.number_text import plain, shown
from edaphon.reporting.wording import Text, day, joined, same, text

MOST_NAMED = 8
"""Things listed by name in an answer; the tables of the report hold them all."""


def _identity(content: Content) -> Answer:
    project = content["project"]
    owner = project["proponent"]
    known = [same(owner["identifier"])] if owner["identifier"] else []
    if owner["contact"]:
        known.append(owner["contact"])
    return joined(
        [
            text(
                "{name}, id {id}; project proponent {owner}.",
                name=project["name"],
                id=project["id"],
                owner=owner["name"],
            ),
            *known,
        ],
        " ",
        "",
    )


def _rights(content: Content) -> Answer:
    return _signed(content["project"]["land"]["tenure"])


def _signed(statement: Mapping[str, Any] | None) -> Text | None:
    if statement is None:
        return None
    return text(
        "{text} Signed {day} by {signer}.",
        text=statement["text"],
        day=day(statement["signed_on"]),
        signer=statement["signed_by"],
    )


def _period(content: Content) -> Answer:
    period = content["project"]["period"]
    return text(
        "{start} to {end}, both days included; {years} years.",
        start=day(period["start"]),
        end=day(period["last_day"]),
        years=plain(period["years"]),
    )


def _languages(content: Content) -> Answer:
    previous = content["project"]["previous_report"]
    told = text("English and Chinese, of equal standing.")
    if not previous:
        return joined([told, text("No previous report is named.")], " ", "")
    return joined([told, text("Previous report: {digest}.", digest=previous)], " ", "")


def _location(content: Content) -> Answer:
    project = content["project"]
    if not project["parcels"]:
        area = project["area_ha"]
        if area is None:
            return None
        return text("No map; declared area {area} ha.", area=shown(area, 2))
    return text(
        "{count} parcels, {area} ha on the ellipsoid; coordinate system {crs}.",
        count=sum(1 for item in project["parcels"] if not item["is_control"]),
        area=shown(project["area_ha"], 2),
        crs=project["crs"],
    )


def _history(content: Content) -> Answer:
    land = content["project"]["land"]
    told = [land["history"]] if land["history"] else []
    cleared = land["converted_from_native"]
    if cleared == "never":
        told.append(text("Native vegetation was never cleared for this use."))
    elif cleared:
        told.append(text("Native vegetation last cleared: {day}.", day=day(cleared)))
    return joined(told, " ", "") if told else None


def _practice(content: Content) -> Answer:
    practice = content["practice"]
    product = practice["product"]
    told = [
        text(
            "{description} Since {day}; category: {category}.",
            description=practice["description"],
            day=day(practice["start"]),
            category=practice["category"],
        )
    ]
    if product:
        told.append(
            text(
                "Product {name}, registration {registration}.",
                name=product["name"] or text("(no name)"),
                registration=product["registration"] or text("not stated"),
            )
        )
    return joined(told, " ", "")


def _practice_evidence(content: Content) -> Answer:
    found = content["practice"]["evidence"]
    if not found:
        return None
    listed = joined(found[:MOST_NAMED])
    return text("{count} sources: {listed}.", count=len(found), listed=listed)


def _activities(content: Content) -> Answer:
    years = content["activity_years"]
    if not years["project"]:
        return None
    return text(
        "Activity records of {baseline} years of the baseline and {project} years of "
        "the project.",
        baseline=len(years["baseline"]),
        project=len(years["project"]),
    )


def _additionality(content: Content) -> Answer:
    found = content["project"]["additionality"]
    told = [_signed(found["statement"]), found["barriers"]]
    if found["adoption_percent"]:
        told.append(
            text(
                "Already practised on {percent}% of the region's area.",
                percent=plain(found["adoption_percent"]),
            )
        )
    known = [item for item in told if item]
    return joined(known, " ", "") if known else None


def _uniqueness(content: Content) -> Answer:
    return _signed(content["project"]["uniqueness"])


def _authorisation(content: Content) -> Answer:
    found: Text | None = content["project"]["authorisation"]
    return found or NotApplicable(text("No use across borders is claimed."))


def _boundary(content: Content) -> Answer:
    rows = content["boundary"]
    return text(
        "{inside} pools and sources quantified, {others} excluded or open; table in "
        "chapter 1.",
        inside=sum(1 for item in rows if item["state"] == "in"),
        others=sum(1 for item in rows if item["state"] != "in"),
    )


def _baseline(content: Content) -> Answer:
    found = content["project"]["baseline"]
    told = [found["description"]] if found["description"] else []
    if found["reassess_on"]:
        told.append(text("Next reassessment: {day}.", day=day(found["reassess_on"])))
    return joined(told, " ", "") if told else None


def _control_sites(content: Content) -> Answer:
    sites = content["declared"]["control_sites"]
    if not sites:
        return None
    return text(
        "{count} control sites described; table in chapter 3.", count=len(sites)
    )


def _sampling_plan(content: Content) -> Answer:
    plan = content["sampling"]["plan"]
    if not plan["present"]:
        return None
    if not plan["sealed_at"]:
        return text(
            "A plan with {count} points exists; it was not sealed.",
            count=plan["points"],
        )
    return text(
        "Plan with {count} points sealed on {day}; design: {design}; depth {depth} cm.",
        count=plan["points"],
        day=day(plan["sealed_at"]),
        design=content["sampling"]["design"],
        depth=content["sampling"]["depth_cm"],
    )


def _sample_chain(content: Content) -> Answer:
    laboratories = content["declared"]["laboratories"]
    campaigns = content["sampling"]["campaigns"]
    names = [item["name"] for item in laboratories] or [
        same(item["laboratory"]) for item in campaigns if item["laboratory"]
    ]
    if not names:
        return None
    return text("Laboratories: {names}.", names=joined(names[:MOST_NAMED]))


def _soil_mass(content: Content) -> Answer:
    sampling = content["sampling"]
    masses = sorted(
        {item["reference_mass"] for item in content["groups"] if item["reference_mass"]}
    )
    told = text(
        "Equal soil mass by {mass}, curve: {curve}.",
        mass=sampling["mass"],
        curve=sampling["interpolation"],
    )
    if not masses:
        return told
    listed = ", ".join(shown(item, 1) for item in masses[:MOST_NAMED])
    return joined(
        [told, text("Reference soil mass [t/ha]: {masses}.", masses=listed)], " ", ""
    )


def _methods_register(content: Content) -> Answer:
    found = content["data"]["properties"]
    if not found:
        return None
    named = sum(1 for item in found if item["procedures"])
    return text(
        "{count} observed properties, {named} with the standard named; table in "
        "chapter 3.",
        count=len(found),
        named=named,
    )


def _amendments(content: Content) -> Answer:
    names = (
        "amendment_applied",
        "amendment_carbon_content",
        "product_applied",
        "organic_n_applied",
    )
    found = [
        item for item in content["data"]["properties"] if item["property"] in names
    ]
    if not found:
        return None
    listed = joined(
        [
            text("{name} ({count} records)", name=item["name"], count=item["count"])
            for item in found
        ]
    )
    return text("{listed}.", listed=listed)


def _livestock(content: Content) -> Answer:
    found = [
        item
        for item in content["data"]["properties"]
        if item["property"].startswith("livestock_")
    ]
    if not found:
        return NotApplicable(text("No livestock in the records of either scenario."))
    return text("{count} kinds of records.", count=len(found))


def _raw(content: Content) -> Answer:
    data = content["data"]
    return text(
        "{count} observations from {files} raw files, kept byte for byte in the "
        "bundle.",
        count=data["observations"],
        files=len(data["files"]),
    )


def _monitoring_plan(content: Content) -> Answer:
    sampling = content["sampling"]
    if not sampling["plan"]["present"]:
        return None
    return text(
        "Sealed plan followed; {missing} points missing with a reason, {moved} moved.",
        missing=len(sampling["missing"]),
        moved=len(sampling["moved"]),
    )


def _geolocation(content: Content) -> Answer:
    if not content["project"]["parcels"]:
        return None
    return text("GeoJSON of parcels and points in the bundle; areas in chapter 1.")


def _nothing(content: Content) -> Answer:  # noqa: ARG001 - one signature for all answers
    """Leave the field to the developer's own words."""
    return None


ANSWERS: Mapping[str, Answering] = {
    "project_identity": _identity,
    "rights": _rights,
    "period": _period,
    "language_and_prior_report": _languages,
    "location": _location,
    "land_history": _history,
    "practice": _practice,
    "practice_evidence": _practice_evidence,
    "activities": _activities,
    "additionality": _additionality,
    "uniqueness": _uniqueness,
    "authorisation": _authorisation,
    "boundary": _boundary,
    "baseline": _baseline,
    "control_sites": _control_sites,
    "sampling_plan": _sampling_plan,
    "sample_chain": _sample_chain,
    "soil_mass": _soil_mass,
    "monitoring_methods": _methods_register,
    "amendments": _amendments,
    "livestock": _livestock,
    "raw_measurements": _raw,
    "monitoring_plan": _monitoring_plan,
    "geolocation_file": _geolocation,
    "publication": _nothing,
    "consultation": _nothing,
    "confidential": _nothing,
    "verification": _nothing,
    "validator_differs": _nothing,
    "retention": _nothing,
    "safeguards": _nothing,
    "benefit_sharing": _nothing,
}
"""Field of the list and the function that answers it."""
