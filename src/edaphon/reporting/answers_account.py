"""Answers to the disclosure list from the computed accounts."""

from collections.abc import Callable, Mapping

from edaphon.reporting.answer import Answer, Answering, NotApplicable, partly
from edaphon.reporting.number_text import UNKNOWN, plain, shown, whole
from edaphon.reporting.quantities import status_text
from edaphon.reporting.wording import joined, marks_of, same, text
from edaphon.schemas.models.account import EmissionSource, Text
from edaphon.schemas.models.report import Method, Report


def _each(content: Report, tell: Callable[[Method], Text]) -> Text:
    """Return one sentence a method, led by the method's id."""
    return joined(
        [text("{id}: {told}", id=item.id, told=tell(item)) for item in content.methods]
    )


def _machine(content: Report) -> Answer:
    told = text(
        "{version}, English and Chinese; time of making: cover and annex B.",
        version=content.v,
    )
    lacks = [text("signer (the bundle carries no signature)")]
    return partly(told, lacks, is_computed=True)


def _conformity(content: Report) -> Answer:
    told = _each(content, lambda item: item.conformity)
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

    return _each(content, told)


def _microbial(content: Report) -> Answer:
    found = content.microbial
    if not found.tests_made:
        return None
    return joined(
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


def _models(content: Report) -> Answer:  # noqa: ARG001 - one signature for all answers
    return NotApplicable(text("No model was used; stocks are measured."))


def _maps(content: Report) -> Answer:  # noqa: ARG001 - one signature for all answers
    return NotApplicable(text("No map prediction or remote sensing was used."))


def _factors(content: Report) -> Answer:
    methods = content.methods
    listed = {one.id: one for item in methods for one in item.parameters}
    own = {one.id: one for item in methods for one in item.own_factors}
    ends = [one.id for one in listed.values() if one.used]
    ends += [one.id for one in own.values() if one.used]
    told = text(
        "Parameters with reference, locator and mark: {count}; factors that the "
        "project states: {own}. The end of a range that was used is named for: "
        "{ends}. Tables in chapter 4.",
        count=len(listed),
        own=len(own),
        ends=", ".join(sorted(ends)) or text("none"),
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
    listed = ", ".join(
        f"{name.partition('.')[2].upper()} {plain(item.value)}"
        for name, item in sorted(found.items())
    )
    reference = next(iter(found.values())).reference_text
    return text("GWP100: {listed}. {reference}.", listed=listed, reference=reference)


def _quantities(content: Report) -> Answer:
    count = max(
        sum(1 for one in item.sources if _known(one)) for item in content.methods
    )
    if not count:
        return None
    told = text(
        "Recorded emission quantities for baseline and project: {count}; chapter 5.",
        count=count,
    )
    unknown = [item.title for item in content.boundary if item.state == "open"]
    lacks = [text("not known: {names}", names=joined(unknown))] if unknown else []
    return partly(told, lacks, is_computed=True)


def _known(item: EmissionSource) -> bool:
    is_source = item.recorded is not False and not item.subtotal
    return is_source and None not in (item.baseline, item.project)


def _stock_change(content: Report) -> Answer:
    told = text(
        "Groups with number, mean, variance and degrees of freedom: {count}; "
        "chapter 5.",
        count=len(content.groups),
    )
    return partly(told, [text("covariance")], is_computed=True)


def _uncertainty(content: Report) -> Answer:
    def told(item: Method) -> Text:
        if not item.probability:
            return same(UNKNOWN)
        return text(
            "quantile {quantile}; {rule}",
            quantile=item.probability.quantile,
            rule=item.probability.rule,
        )

    without = [
        item.id
        for item in content.methods
        if _figure(item, "detectable_difference") == UNKNOWN
    ]
    lacks = (
        [text("detectable difference under {methods}", methods=", ".join(without))]
        if without
        else []
    )
    return partly(_each(content, told), lacks, is_computed=True)


def _figure(method: Method, name: str) -> str:
    for item in method.figures:
        if item.name == name and item.value is not None:
            return shown(item.value, 2)
    return UNKNOWN


def _leakage(content: Report) -> Answer:
    told = _each(
        content, lambda item: text("leakage {value}", value=_figure(item, "leakage"))
    )
    return partly(told, [text("amounts by type")], is_computed=True)


def _permanence(content: Report) -> Answer:
    risk = content.declared.permanence
    rated = (risk.internal, risk.external, risk.natural)
    if None in rated:
        return None
    ratings = ", ".join(map(plain, rated))
    told = text(
        "Ratings internal, external, natural [%]: {ratings}; longevity [years]: "
        "{years}; reversal events reported: {events}.",
        ratings=ratings,
        years=plain(risk.longevity_years),
        events=len(risk.events),
    )
    return partly(told, [text("notice of reversals"), text("end of monitoring")])


def _deficit(content: Report) -> Answer:
    without, told = [], []
    if content.declared.earlier == "unknown":
        without.append(text("whether there were earlier accounts"))
    else:
        told.append(text("No earlier account of this land."))
    for item in content.methods:
        value = _figure(item, "creditable")
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
    told = _each(content, lambda item: _counted(item.status, whole(item.units)))
    both = [item.id for item in content.methods if len(item.labels) > 1]
    lacks = (
        [text("reductions and removals of each vintage under {methods}",
              methods=", ".join(both))]
        if both
        else []
    )  # fmt: skip
    return partly(told, lacks, is_computed=True)


def _counted(status: str, units: str) -> Text:
    if status != "credited":
        return status_text(status)
    return text("{units} t CO2e counted", units=units)


def _comparison(content: Report) -> Answer:
    expected = content.declared.ex_ante
    if expected is None:
        return None
    told = text("Expected before the start: {value} t CO2e.", value=plain(expected))
    return partly(told, [text("earlier reports and recalculations")])


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
    "leakage": _leakage,
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
