"""Answers to the disclosure list from the computed accounts."""

from collections.abc import Mapping

from edaphon.reporting.answer import Answer, Answering, NotApplicable, partly
from edaphon.reporting.answers_by_method import each, figure_told, leakage, under
from edaphon.reporting.number_text import UNKNOWN, plain, whole
from edaphon.reporting.quantities import status_text
from edaphon.reporting.wording import joined, marks_of, same, text
from edaphon.schemas.models.account import EmissionSource, Text
from edaphon.schemas.models.report import Method, Microbial, Report
from edaphon.schemas.record import stated_or


def _machine(content: Report) -> Answer:
    told = text(
        "{version}, English and Chinese; time of making: cover and annex B.",
        version=content.v,
    )
    lacks = [text("signer (the bundle carries no signature)")]
    return partly(told, lacks, is_computed=True)


def _conformity(content: Report) -> Answer:
    told = each(content, lambda item: item.conformity)
    return partly(told, [text("deviations asked and granted")])


def _edition(content: Report) -> Answer:
    def told(item: Method) -> Text:
        edition = item.edition
        parts = [edition.get(key) for key in ("edition", "corrections", "programme")]
        marks = ", ".join(f"{mark} {count}" for mark, count in marks_of(item.marks))
        return joined(
            [
                *[
                    part if isinstance(part, Text) else same(part)
                    for part in parts
                    if part
                ],
                text("marks of the facts used: {marks}", marks=marks),
            ]
        )

    lacks = [item.id for item in content.methods if not item.edition.get("edition")]
    return partly(each(content, told), under(text("edition"), lacks), is_computed=True)


ENZYMES = "enzyme_"
"""What the names of enzyme assays begin with."""


def _microbial(content: Report) -> Answer:
    found = content.microbial
    if not found.tests_made:
        return None
    told = joined(
        [
            text(
                "Grade {grade}; tests made: {count}.",
                grade=found.grade,
                count=found.tests_made,
            ),
            found.statement,
        ],
        " ",
        "",
    )
    return partly(told, _unassayed(found), is_computed=True)


def _unassayed(found: Microbial) -> list[Text]:
    """Return the kinds of evidence that no test and no share of the gain rests on."""
    compared = {item.property for item in found.tests}
    if found.share_of_gain:
        compared |= {item.name for item in found.share_of_gain.parts}
    markers = {
        item.campaign for item in found.tests if item.property.startswith("strain_")
    }
    known = {
        "biomass": "mbc" in compared,
        "markers": bool(markers),
        "persistence": len(markers) > 1,
        "necromass": any("necromass" in name for name in compared),
        "enzymes": any(name.startswith(ENZYMES) for name in compared),
    }
    words = {
        "biomass": text("microbial biomass"),
        "markers": text("strain marker"),
        "persistence": text("persistence over several campaigns"),
        "necromass": text("necromass"),
        "enzymes": text("enzyme activity"),
    }
    return [words[name] for name, holds in known.items() if not holds]


def _models(content: Report) -> Answer:  # noqa: ARG001 - one signature for all answers
    return NotApplicable(text("No model was used; stocks are measured."))


def _maps(content: Report) -> Answer:  # noqa: ARG001 - one signature for all answers
    return NotApplicable(text("No map prediction or remote sensing was used."))


def _factors(content: Report) -> Answer:
    methods = content.methods
    parameters = [one for item in methods for one in item.parameters]
    listed = {(one.id, one.value, one.since, one.reference) for one in parameters}
    own = {one.id: one for item in methods for one in item.own_factors}
    ends = {one.id for one in parameters if one.used}
    ends |= {one.id for one in own.values() if one.used}
    told = text(
        "Parameters with reference, locator and mark: {count}; factors that the "
        "project states: {own}. The end of a range that was used is named for: "
        "{ends}. Tables in annex E and chapter 4.",
        count=len(listed),
        own=len(own),
        ends=sorted(ends) or text("none"),
    )
    lacks = [text("tier of the default factors")]
    if any(one.tier is None for one in own.values()):
        lacks.append(text("tier of the project's factors"))
    return partly(told, lacks, is_computed=True)


def _gwp(content: Report) -> Answer:
    found = {
        item.id: item
        for method in content.methods
        for item in method.parameters
        if item.id.startswith("gwp100")
    }
    if not found:
        return None
    listed = [
        f"{name.partition('.')[2].upper()} {plain(item.value)}"
        for name, item in sorted(found.items())
    ]
    reference = next(iter(found.values())).reference_text
    return text("GWP100: {listed}. {reference}.", listed=listed, reference=reference)


def _quantities(content: Report) -> Answer:
    count = max(
        sum(1 for one in item.sources if _known(one)) for item in content.methods
    )
    if not count:
        return None
    told = text(
        "Recorded emission quantities for baseline and project: {count}; annex of each "
        "method.",
        count=count,
    )
    unknown = [item.title for item in content.boundary if item.state == "open"]
    lacks = [text("not known: {names}", names=joined(unknown))] if unknown else []
    ends = {
        used.end
        for item in content.methods
        for one in item.parameters
        for used in stated_or(one.used, [])
    }
    if ends & {"low", "high"}:
        lacks.append(text("quantities at the central factors, apart by gas"))
    return partly(told, lacks, is_computed=True)


def _known(item: EmissionSource) -> bool:
    is_source = item.recorded is not False and not item.subtotal
    return is_source and None not in (item.baseline, item.project)


def _stock_change(content: Report) -> Answer:
    return partly(each(content, _known_groups), [text("covariance")], is_computed=True)


def _known_groups(method: Method) -> Text:
    groups = method.stocks.groups
    known = [
        item for item in groups
        if None not in (item.mean_change, item.change_variance, item.change_freedom)
    ]  # fmt: skip
    return text(
        "Groups with number, mean, variance and degrees of freedom: {count} of {all}; "
        "annex D.",
        count=len(known),
        all=len(groups),
    )


def _uncertainty(content: Report) -> Answer:
    def told(item: Method) -> Text:
        if not item.probability:
            return same(UNKNOWN)
        return text(
            "quantile {quantile}; {rule}",
            quantile=item.probability.quantile,
            rule=item.probability.rule,
        )

    methods = content.methods
    without = [
        item.id
        for item in methods
        if figure_told(item, "detectable_difference") == UNKNOWN
    ]
    undeducted = [item.id for item in methods if _deduction(item) is None]
    lacks = [
        *under(text("probability"), [one.id for one in methods if not one.probability]),
        *under(text("standard error and deduction"), undeducted),
        *under(text("detectable difference"), without),
    ]
    return partly(each(content, told), lacks, is_computed=True)


def _deduction(method: Method) -> str | None:
    """Return what a method takes off for uncertainty, None where it is not known."""
    terms = {item.name: item.value for item in method.waterfall.terms}
    return terms.get("uncertainty")


def _permanence(content: Report) -> Answer:
    risk = content.declared.permanence
    rated = (risk.internal, risk.external, risk.natural)
    if None in rated:
        return None
    ratings = list(map(plain, rated))
    told = text(
        "Ratings internal, external, natural [%]: {ratings}; longevity [years]: "
        "{years}; reversal events reported: {events}.",
        ratings=ratings,
        years=plain(risk.longevity_years),
        events=len(risk.events),
    )
    lacks = [] if risk.longevity_years else [text("longevity")]
    return partly(
        told, [*lacks, text("notice of reversals"), text("end of monitoring")]
    )


def _deficit(content: Report) -> Answer:
    without, told = [], []
    if content.declared.earlier == "unknown":
        without.append(text("whether there were earlier accounts"))
    elif content.declared.earlier == "none":
        told.append(text("No earlier account of this land."))
    else:
        told.append(text("Earlier accounts of this land enter by record."))
    for item in content.methods:
        owed = figure_told(item, "deficit_after")
        if owed != UNKNOWN:
            told.append(
                text(
                    "Under {id} {value} t CO2e are made good before anything more is "
                    "credited.",
                    id=item.id,
                    value=owed,
                )
            )
            continue
        value = figure_told(item, "creditable")
        if value == UNKNOWN:
            without.append(text("cumulative result under {id}", id=item.id))
            continue
        told.append(
            text(
                "Cumulative result under {id}: {value} t CO2e; what lies below zero "
                "stays in every later account.",
                id=item.id,
                value=value,
            )
        )
    return partly(joined(told, " ", ""), without, is_computed=True)


def _result(content: Report) -> Answer:
    told = each(content, lambda item: _counted(item.status, whole(item.units)))
    methods = content.methods
    both = [item.id for item in methods if len(item.labels) > 1]
    unknown = [item.id for item in methods if not item.waterfall.is_complete]
    unsplit = [item.id for item in methods if not item.summary.is_complete]
    lacks = [
        *under(text("gross and net quantity"), unknown),
        *under(text("quantity of each vintage"), unsplit),
        *under(text("reductions and removals of each vintage"), both),
    ]
    return partly(told, lacks, is_computed=True)


def _counted(status: str, units: str) -> Text:
    if status != "credited":
        return status_text(status)
    return text("{units} t CO2e counted", units=units)


def _comparison(content: Report) -> Answer:
    """Return what was estimated before: by the project, and by the sealed forecast."""
    expected = content.declared.ex_ante
    sealed = stated_or(content.declared.forecast, [])
    told = []
    if expected is not None:
        told.append(
            text(
                "Ex-ante estimate that the project states: {value} t CO2e.",
                value=plain(expected),
            )
        )
    if sealed:
        listed = [same(f"{item.method} {plain(item.expected)}") for item in sealed]
        told.append(
            text(
                "Sealed forecast: {listed} t CO2e over the period.",
                listed=joined(listed),
            )
        )
    if not told:
        return None
    lacks = [text("earlier reports and recalculations")]
    return partly(joined(told, " ", ""), lacks)


def _units(content: Report) -> Answer:  # noqa: ARG001 - one signature for all answers
    return NotApplicable(
        text("No carbon unit exists: the account is neither verified nor issued.")
    )


def _replay(content: Report) -> Answer:
    return text("Account {digest}; annex B.", digest=content.digests.account)


def _bridge(content: Report) -> Answer:
    if len(content.methods) < 2:
        return None
    return text(
        "The same evidence under {count} methods, side by side in chapter 8.",
        count=len(content.methods),
    )


def _summary(content: Report) -> Answer:  # noqa: ARG001 - one signature for all answers
    return text("The summary in front, in Chinese and English.")


ANSWERS: Mapping[str, Answering] = {
    "machine_format": _machine,
    "conformity": _conformity,
    "method_edition": _edition,
    "microbial": _microbial,
    "models": _models,
    "maps": _maps,
    "emission_factors": _factors,
    "gwp": _gwp,
    "quantities": _quantities,
    "stock_change": _stock_change,
    "uncertainty": _uncertainty,
    "leakage": leakage,
    "permanence": _permanence,
    "deficit": _deficit,
    "result": _result,
    "comparison": _comparison,
    "carbon_units": _units,
    "replay": _replay,
    "bridge": _bridge,
    "public_summary": _summary,
}
"""Field of the list and the function that answers it."""
