"""Answers to the disclosure list from sampling, laboratories and records."""

from collections.abc import Mapping, Sequence

from edaphon.reporting.answer import Answer, Answering, NotApplicable, partly
from edaphon.reporting.number_text import shown
from edaphon.reporting.wording import day, joined, same, sided, text
from edaphon.schemas.models.account import Points, Text
from edaphon.schemas.models.report import Report

MOST_NAMED = 8
"""Things listed by name in an answer; the tables of the report hold them all."""


def _control_sites(content: Report) -> Answer:
    sites = content.declared.control_sites
    if not sites:
        return None
    return text(
        "Control sites described: {count}; table in chapter 3.", count=len(sites)
    )


def _sampling_plan(content: Report) -> Answer:
    plan = content.sampling.plan
    if not plan.present:
        return None
    if not plan.sealed_at:
        told = text("Plan of {count} points, not sealed.", count=plan.points)
    elif not plan.intact:
        told = text(
            "Plan of {count} points; a plan was sealed on {day}, and this one is not "
            "the same.",
            count=plan.points,
            day=day(plan.sealed_at),
        )
    else:
        told = text(
            "Plan of {count} points, sealed on {day} and unchanged since.",
            count=plan.points,
            day=day(plan.sealed_at),
        )
    design = text(
        "Design: {design}; depth {depth} cm.",
        design=content.sampling.design,
        depth=content.sampling.depth_cm,
    )
    lacks = [] if plan.seed else [text("seed of the draw")]
    lacks += [] if plan.layers else [text("depth increments")]
    return partly(joined([told, design], " ", ""), lacks)


def _sample_chain(content: Report) -> Answer:
    laboratories = content.declared.laboratories
    campaigns = content.sampling.campaigns
    names = [item.name for item in laboratories] or [
        same(item.laboratory) for item in campaigns if item.laboratory
    ]
    if not names:
        return None
    told = text("Laboratories: {names}.", names=joined(names[:MOST_NAMED]))
    lacks = [] if laboratories else [text("accreditation")]
    return partly(
        told,
        [*lacks, text("collector, shipment and storage"), text("quality control")],
    )


def _in_words(names: Sequence[str]) -> Text:
    """Return names of a file, each by its half of a language."""
    return joined([sided(name) or same(name) for name in names], ", ", "、")


def _soil_mass(content: Report) -> Answer:
    sampling = content.sampling
    masses = sorted(
        {item.reference_mass for item in content.groups if item.reference_mass}
    )
    told = text(
        "Equal soil mass by {mass}, curve: {curve}.",
        mass=sampling.mass,
        curve=sampling.interpolation,
    )
    density = next(
        (one for one in content.data.properties if one.property == "bulk_density"), None
    )
    named = density.procedures if density else []
    parts, lacks = [told], [text("correction for stones")]
    if named:
        parts.append(text("Bulk density: {names}.", names=_in_words(named)))
    else:
        lacks.insert(0, text("method of bulk density"))
    if masses:
        listed = ", ".join(shown(item, 1) for item in masses[:MOST_NAMED])
        parts.append(text("Reference soil mass [t/ha]: {masses}.", masses=listed))
    else:
        lacks.append(text("reference soil mass"))
    return partly(joined(parts, " ", ""), lacks)


def _methods_register(content: Report) -> Answer:
    found = content.data.properties
    if not found:
        return None
    named = sum(1 for item in found if item.procedures)
    told = text(
        "Observed properties: {count}; with the standard named: {named}; table in "
        "chapter 3.",
        count=len(found),
        named=named,
    )
    return partly(told, [text("calibration, frequency and maker")])


def _amendments(content: Report) -> Answer:
    names = ("imported_carbon_", "product_applied", "organic_n_applied")
    found = [
        item for item in content.data.properties if item.property.startswith(names)
    ]
    if not found:
        return None
    listed = joined(
        [
            text("{name} (records: {count})", name=item.name, count=item.count)
            for item in found
        ]
    )
    return partly(
        text("{listed}.", listed=listed), [text("masses, contents and origin")]
    )


def _livestock(content: Report) -> Answer:
    found = [
        item
        for item in content.data.properties
        if item.property.startswith("livestock_")
    ]
    if not found:
        return NotApplicable(text("No livestock in the records of either scenario."))
    return partly(
        text("Kinds of records: {count}.", count=len(found)),
        [text("comparison with the look-back average")],
    )


def _raw(content: Report) -> Answer:
    data = content.data
    return text(
        "Observations: {count}; raw files: {files}, kept byte for byte in the bundle.",
        count=data.observations,
        files=len(data.files),
    )


def _monitoring_plan(content: Report) -> Answer:
    sampling = content.sampling
    plan = sampling.plan
    if not plan.present:
        return None
    if not plan.sealed_at:
        sealed = text("The sampling plan was not sealed.")
    elif not plan.intact:
        sealed = text("The sampling plan is not the one that was sealed.")
    else:
        sealed = text("The sampling plan was sealed and is unchanged since.")
    deviations = text(
        "Points that the project states as missing: {missing}, as moved: {moved}.",
        missing=len(sampling.missing),
        moved=len(sampling.moved),
    )
    return partly(
        joined([sealed, deviations, _compared(sampling.points)], " ", ""),
        [text("monitoring plan beyond soil sampling"),
         text("changes since the last report")],
    )  # fmt: skip


def _compared(points: Points) -> Text:
    """Return how far the points of the table lie off their planned places."""
    off = [float(item.off_plan_m) for item in points.listed if item.off_plan_m]
    if not off:
        return text("No point has a place both in the plan and on the map.")
    return text(
        "Of {total} points, {compared} are compared with their planned places in the "
        "table of points; the farthest lies {metres} m off.",
        total=points.total,
        compared=len(off),
        metres=f"{max(off):.1f}",
    )


def _geolocation(content: Report) -> Answer:
    if not content.project.parcels:
        return None
    return text("GeoJSON of parcels and points in the bundle; areas in chapter 1.")


ANSWERS: Mapping[str, Answering] = {
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
}
"""Field of the list and the function that answers it."""
