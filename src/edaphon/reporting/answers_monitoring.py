"""Answers to the disclosure list from sampling, laboratories and records."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from edaphon.reporting.answer import Answer, Answering, NotApplicable, partly
from edaphon.reporting.answers_project import joined_ids, without_parcels
from edaphon.reporting.boundary import LIVESTOCK
from edaphon.reporting.number_text import shown
from edaphon.reporting.wording import day, enumerated, joined, same, sided, text
from edaphon.schemas.models.account import Points, Text
from edaphon.schemas.models.report import ControlSite, Method, Report

MOST_NAMED = 8
"""Things listed by name in an answer; the tables of the report hold them all."""


def _control_sites(content: Report) -> Answer:
    sites = content.declared.control_sites
    if not sites:
        return None
    sampled = sum(
        max(item.profiles_start, item.profiles_end)
        for item in content.methods[0].stocks.groups
        if item.role == "control"
    )
    described = len({item.point for item in sites})
    told = text(
        "Control sites described: {count}, sampled: {sampled}; table in annex D.",
        count=described,
        sampled=sampled,
    )
    lacks = [_lacking(text("control sites"), sampled - described)]
    untested = sum(1 for item in sites if item.tests_met is None)
    lacks.append(_lacking(text("results of the Table 7 tests"), untested))
    unlike = sum(
        1 for item in sites if item.tests_met is not None
        and item.tests_met < (item.tests or 0)
    )  # fmt: skip
    lacks.append(_lacking(text("proof of similarity"), unlike))
    silent = sum(1 for item in sites if None in _numbers_of(item))
    lacks.append(_lacking(text("distances, rain, years of practice"), silent))
    return partly(told, [item for item in lacks if item])


def _numbers_of(site: ControlSite) -> tuple[str | None, ...]:
    return (
        site.distance_km,
        site.precipitation_difference_mm,
        site.same_practice_years,
        site.weather_station_km,
    )


def _lacking(what: Text, count: int) -> Text | None:
    """Return what lacks and of how many; None where none lacks it."""
    if count <= 0:
        return None
    return text("{what} (points without: {count})", what=what, count=count)


def _unplaced(content: Report) -> list[Text]:
    """Return how many of the sampled points have no place."""
    points = content.sampling.points
    if not points.total:
        return [text("points")]
    found = _lacking(text("actual points"), points.total - points.placed)
    return [found] if found else []


def _unplanned(content: Report) -> list[Text]:
    """Return how many sampled points cannot be compared with a place of the plan."""
    listed = content.sampling.points.listed
    without = sum(1 for item in listed if item.off_plan_m is None)
    found = _lacking(text("distance to the intended point"), without)
    return [found] if found else []


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
            "Plan of {count} points, sealed on {day} (not witnessed) and unchanged "
            "since.",
            count=plan.points,
            day=day(plan.sealed_at),
        )
    design = text(
        "Design: {design}; depth {depth} cm.",
        design=content.sampling.design,
        depth=content.sampling.depth_cm,
    )
    lacks = [] if plan.seed and plan.seed.value else [text("seed of the draw")]
    lacks += [] if plan.layers else [text("depth increments")]
    lacks += [*_unplaced(content), *_unplanned(content)]
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
    silent = [item.id for item in campaigns if not item.laboratory]
    lacks = (
        [text("laboratory of {campaigns}", campaigns=joined_ids(silent))]
        if silent
        else []
    )
    known = [item for item in laboratories if item.accreditation]
    if not known or len(known) < len(laboratories):
        lacks.append(text("accreditation"))
    return partly(
        told,
        [*lacks, text("collector, shipment and storage"), text("quality control")],
    )


def _in_words(names: Sequence[str]) -> Text:
    """Return names of a file, each by its half of a language."""
    return enumerated([sided(name) or same(name) for name in names])


def _soil_mass(content: Report) -> Answer:
    told = joined([_mass_of(item) for item in content.methods], " ", "")
    known = [
        item.reference_mass is not None
        for method in content.methods
        for item in method.stocks.groups
    ]
    density = next(
        (one for one in content.data.properties if one.property == "bulk_density"), None
    )
    named = density.procedures if density else []
    parts, lacks = [told], []
    stones = sum(
        one.count
        for one in content.data.properties
        if one.property in {"coarse_fraction", "coarse_mass"}
    )
    if stones:
        parts.append(text("Stones are taken off: {count} values.", count=stones))
    else:
        lacks.append(text("correction for stones"))
    if named:
        parts.append(text("Bulk density: {names}.", names=_in_words(named)))
    else:
        lacks.insert(0, text("method of bulk density"))
    if not known or not all(known):
        lacks.append(text("reference soil mass"))
    return partly(joined(parts, " ", ""), lacks)


def _mass_of(method: Method) -> Text:
    """Return how one method makes soil masses equal, and at which mass."""
    stocks = method.stocks
    masses = sorted(
        {item.reference_mass for item in stocks.groups if item.reference_mass},
        key=Decimal,
    )
    told = [
        text(
            "{method}: equal soil mass by {mass}, curve: {curve}.",
            method=method.id,
            mass=stocks.mass,
            curve=stocks.curve,
        )
    ]
    if masses:
        listed = [shown(item, 1) for item in masses[:MOST_NAMED]]
        told.append(text("Reference soil mass [t/ha]: {masses}.", masses=listed))
    return joined(told, " ", "")


def _methods_register(content: Report) -> Answer:
    found = content.data.properties
    if not found:
        return None
    named = sum(1 for item in found if item.procedures)
    told = text(
        "Observed properties: {count}; with the standard named: {named}; table in "
        "annex D.",
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
        return _no_livestock(content)
    return partly(
        text("Kinds of records: {count}.", count=len(found)),
        [text("comparison with the look-back average")],
    )


def _no_livestock(content: Report) -> Answer:
    """Return the project's reason why it has none; silence is unknown, never none."""
    row = next(item for item in content.boundary if item.title == text(LIVESTOCK))
    return NotApplicable(row.reason) if row.state == "out" else None


def _raw(content: Report) -> Answer:
    data = content.data
    if not data.observations:
        return None
    told = text(
        "Observations: {count}; raw files: {files}, kept byte for byte in the bundle.",
        count=data.observations,
        files=len(data.files),
    )
    return partly(told, [] if content.sampling.points.total else [text("points")])


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
        "Of {total} points, {compared} are compared with their planned places in "
        "report.json; the farthest lies {metres} m off.",
        total=points.total,
        compared=len(off),
        metres=f"{max(off):.1f}",
    )


def _geolocation(content: Report) -> Answer:
    points = content.sampling.points
    if not content.project.parcels:
        return None
    told = text(
        "GeoJSON of parcels in the bundle; points with a place: {placed} of {total}; "
        "areas in chapter 1.",
        placed=points.placed,
        total=points.total,
    )
    return partly(told, [*without_parcels(content), *_unplaced(content)])


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
