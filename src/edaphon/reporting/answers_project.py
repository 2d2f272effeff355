"""Answers to the disclosure list from the project file."""

from collections.abc import Mapping, Sequence

from edaphon.reporting.answer import Answer, Answering, Outside, Stated, partly
from edaphon.reporting.number_text import UNKNOWN, plain, shown
from edaphon.reporting.wording import day, enumerated, is_told, joined, same, text
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.report import Report, Statement

MOST_NAMED = 8
"""Things listed by name in an answer; the tables of the report hold them all."""


def _identity(content: Report) -> Answer:
    project = content.project
    owner = project.proponent
    known = [same(owner.identifier)] if owner.identifier else []
    if owner.contact:
        known.append(owner.contact)
    told = joined(
        [
            text(
                "{name}, id {id}; project proponent {owner}.",
                name=project.name,
                id=project.id,
                owner=owner.name,
            ),
            *known,
        ],
        " ",
        "",
    )
    lacks = [] if project.name != same(project.id) else [text("name")]
    lacks += [] if owner.identifier else [text("registration number")]
    lacks += [] if owner.contact else [text("contacts")]
    lacks += [] if owner.role else [text("roles")]
    return partly(told, [*lacks, text("competence")])


def _rights(content: Report) -> Answer:
    told = _signed(content.project.land.tenure)
    if told is None:
        return None
    return partly(
        told, [text("right to the reductions"), text("farmers' attestations")]
    )


def _signed(statement: Statement | None) -> Text | None:
    if statement is None or not is_told(statement.text):
        return None
    if not statement.signed_by:
        return statement.text
    return text(
        "{text} Signed {day} by {signer}.",
        text=statement.text,
        day=day(statement.signed_on),
        signer=statement.signed_by,
    )


def _period(content: Report) -> Answer:
    period = content.project.period
    vintages = [row.year for row in content.methods[0].summary.rows]
    told = text(
        "{start} to {end}, both days included; length [years]: {years}; vintages: "
        "{vintages}.",
        start=day(period.start),
        end=day(period.last_day),
        years=plain(period.years),
        vintages=vintages or text("none"),
    )
    lacks = [] if vintages else [text("vintages")]
    return partly(told, lacks, is_computed=True)


def _languages(content: Report) -> Answer:
    previous = content.project.previous_report
    told = text("English and Chinese.")
    lacks = [text("which language prevails")]
    if not previous:
        return partly(told, [*lacks, text("digest of the previous report")])
    before = text("Previous report: {digest}.", digest=previous)
    return partly(joined([told, before], " ", ""), lacks)


def _location(content: Report) -> Answer:
    project = content.project
    if not project.parcels:
        area = project.area_ha
        if area is None:
            return None
        told = text("No map; declared area {area} ha.", area=shown(area, 2))
        return partly(told, [text("parcels"), text("coordinate system")])
    told = text(
        "Parcels: {count}; {area} ha on the ellipsoid; coordinate system {crs}.",
        count=sum(1 for item in project.parcels if not item.is_control),
        area=shown(project.area_ha, 2),
        crs=project.crs or UNKNOWN,
    )
    lacks = without_parcels(content)
    lacks += [] if project.crs else [text("coordinate system")]
    return partly(told, lacks)


def without_parcels(content: Report) -> list[Text]:
    """Return what the map lacks: strata of which it holds no parcel, or no area."""
    project = content.project
    mapped = {item.stratum for item in project.parcels if not item.is_control}
    bare = [item.id for item in project.strata if item.id not in mapped]
    unmeasured = [item.id for item in project.strata if item.area_ha is None]
    lacks = []
    if bare:
        lacks.append(text("parcels of {strata}", strata=joined_ids(bare)))
    if unmeasured:
        lacks.append(text("area of {strata}", strata=joined_ids(unmeasured)))
    return lacks


def joined_ids(names: Sequence[str]) -> Text:
    """Return names of the project as a list."""
    return enumerated([same(name) for name in names])


def _history(content: Report) -> Answer:
    land = content.project.land
    told = [land.history] if land.history else []
    cleared = land.converted_from_native
    if cleared == "never":
        told.append(text("Native vegetation was never cleared for this use."))
    elif cleared:
        told.append(text("Native vegetation last cleared: {day}.", day=day(cleared)))
    if not told:
        return None
    lacks = [] if land.history else [text("history of the land")]
    lacks += [] if cleared else [text("conversion")]
    return partly(joined(told, " ", ""), [*lacks, text("tier of the evidence")])


def _practice(content: Report) -> Answer:
    practice = content.practice
    product = practice.product
    told = [
        text(
            "{description} Since {day}; category: {category}.",
            description=practice.description,
            day=day(practice.start),
            category=practice.category,
        )
    ]
    if product:
        told.append(
            text(
                "Product {name}, registration {registration}.",
                name=product.name or text("(no name)"),
                registration=product.registration or text("not stated"),
            )
        )
    lacks = [] if is_told(practice.description) else [text("description")]
    lacks += [] if practice.change_percent else [text("size of change")]
    if product is None:
        return partly(joined(told, " ", ""), [*lacks, text("product")])
    lacks += [] if product.name else [text("name of the product")]
    lacks += [] if product.strains else [text("strains")]
    lacks += [] if product.registration else [text("registration")]
    lacks += [] if product.carrier_carbon else [text("carbon of the carrier")]
    lacks.append(text("dose and batches (rows of the bundle)"))
    return partly(joined(told, " ", ""), lacks)


def _practice_evidence(content: Report) -> Answer:
    found = content.practice.evidence
    if not found:
        return None
    listed = joined(found[:MOST_NAMED])
    told = text("Sources: {count}. {listed}.", count=len(found), listed=listed)
    return partly(told, [text("change of yield")])


def _activities(content: Report) -> Answer:
    years = content.activity_years
    if not years.project:
        return None
    told = text(
        "Years with activity records: baseline {baseline}, project {project}.",
        baseline=len(years.baseline),
        project=len(years.project),
    )
    lacks = [] if years.baseline else [text("years of the baseline")]
    return partly(
        told,
        [*lacks, text("activities by unit and year"), text("tier of their source")],
    )


def _additionality(content: Report) -> Answer:
    found = content.project.additionality
    told = [_signed(found.statement), found.barriers]
    if found.adoption_percent:
        told.append(
            text(
                "Already practised on {percent}% of the region's area.",
                percent=plain(found.adoption_percent),
            )
        )
    known = [item for item in told if item]
    if not known:
        return None
    lacks = [] if found.statement else [text("statement")]
    lacks += [] if found.barriers else [text("test of barriers")]
    lacks += [] if found.adoption_percent else [text("adoption in the region")]
    lacks.append(text("data behind the test"))
    return partly(joined(known, " ", ""), lacks)


def _uniqueness(content: Report) -> Answer:
    told = _signed(content.project.uniqueness)
    return told and partly(told, [text("other registrations")])


def _authorisation(content: Report) -> Answer:
    found = content.project.authorisation
    return Stated(found) if found else None


def _boundary(content: Report) -> Answer:
    states = [item.state for item in content.boundary]
    told = text(
        "Pools and sources quantified: {inside}; excluded: {out}; not known: {open}; "
        "table in chapter 1.",
        inside=states.count("in"),
        out=states.count("out"),
        open=states.count("open"),
    )
    unknown = [item.title for item in content.boundary if item.state == "open"]
    lacks = [text("not known: {names}", names=joined(unknown))] if unknown else []
    return partly(told, [*lacks, text("de minimis sum")], is_computed=True)


def _baseline(content: Report) -> Answer:
    found = content.project.baseline
    told = [found.description] if found.description else []
    if found.reassess_on:
        told.append(text("Next reassessment: {day}.", day=day(found.reassess_on)))
    if not told:
        return None
    lacks = [] if found.description else [text("description")]
    lacks += [] if found.reassess_on else [text("next reassessment")]
    return partly(joined(told, " ", ""), [*lacks, text("schedule of activities")])


def _after(content: Report) -> Answer:  # noqa: ARG001 - one signature for all answers
    """Leave the field to whoever verifies the account; nobody has by now."""
    return Outside()


def _nothing(content: Report) -> Answer:  # noqa: ARG001 - one signature for all answers
    """Leave the field to the developer's own words."""
    return None


def _safeguards(content: Report) -> Answer:
    """Say what co-effects are on record; a paper on file is no verdict of ours."""
    found = content.coeffects
    if found is None:
        return None
    answers = [item.status for item in found.safeguards]
    silent = sum(
        item.status in {"no_data", "stated", "partly"} and not item.file
        for item in found.safeguards
    )
    told = text(
        "Chapter 9: indicators that got worse {worse}, better {better}; safeguards "
        "with evidence on file {filed} of {asked}.",
        worse=found.counts.get("worse", 0),
        better=found.counts.get("better", 0),
        filed=answers.count("on_file"),
        asked=len(answers),
    )
    lacks = text(
        "topics without data ({topics}), safeguards without evidence ({silent}), "
        "effects on SDGs",
        topics=len(found.without),
        silent=silent,
    )
    return partly(told, [lacks])


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
    "publication": _nothing,
    "consultation": _nothing,
    "crediting_period": _nothing,
    "ex_ante_difference": _nothing,
    "confidential": _nothing,
    "verification": _after,
    "validator_differs": _after,
    "retention": _nothing,
    "safeguards": _safeguards,
    "benefit_sharing": _nothing,
}
"""Field of the list and the function that answers it."""
