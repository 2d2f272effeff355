"""The page up front: what was found, in words a farm's manager reads."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from edaphon.reporting.number_text import shown, whole
from edaphon.reporting.quantities import standing
from edaphon.reporting.wording import day, joined, same, text
from edaphon.schemas.models.account import Condition, Interval, Text
from edaphon.schemas.models.description import Description
from edaphon.schemas.models.report import (
    Cause,
    FrontPage,
    Lacking,
    Method,
    Microbial,
    Reason,
    Report,
)

SILENT = "LAND_SILENT"
"""Code of a field that is blank and so taken at the answer that credits least."""

CAUSES_LISTED = 12
"""Reasons given on the page up front for one method; the rest follow in chapter 5."""


def summary_record(content: Report, methods: Mapping[str, Description]) -> FrontPage:
    """Return sentences, results and, where nothing is counted, reasons and cures.

    Parameters
    ----------
    content
        Content of the report so far.
    methods
        Descriptions of the methods, for the titles of what the evidence lacks.
    """
    return FrontPage(
        sentences=[
            *[told for item in content.methods for told in _loss(item)],
            _what(content),
            *_own_periods(content),
            *_change(content),
            *[
                _result(item, methods[item.id].names)
                for item in content.methods
                if not _deficit(item)
            ],
            *_next(content),
            *_taken_against(content),
            _microbes(content.microbial),
            text(
                "Edaphon computed this result. Nobody has verified it, and no carbon "
                "unit exists because of it."
            ),
        ],
        causes=[
            Cause(
                method=item.id,
                title=item.title,
                status=item.status,
                items=[_reason(one) for one in standing(item.conditions)],
                lacking=_lacking(item, methods[item.id].names),
            )
            for item in content.methods
            if item.status in {"refused", "provisional"}
        ],
    )


def _lacking(method: Method, titles: Mapping[str, Text]) -> list[Lacking]:
    names = {name for found in method.lacking.values() for name in found}
    return [
        Lacking(name=name, title=titles.get(name) or same(name))
        for name in sorted(names)
    ]


def _what(content: Report) -> Text:
    project, period = content.project, content.project.period
    return text(
        "{name}: {area} ha ({mu} mu) of {scenario}; monitoring period {start} to "
        "{end}, both days included.",
        mu=_mu(project.area_ha),
        name=project.name,
        area=shown(project.area_ha, 2),
        scenario=replace(project.scenario, en=project.scenario.en.lower()),
        start=day(period.start),
        end=day(period.last_day),
    )


def _own_periods(content: Report) -> list[Text]:
    """Return from where a method counts that does not count the whole period."""
    start = content.project.period.start
    return [
        text(
            "Under {method} only {start} to {end} counts; an earlier account holds "
            "the rest.",
            method=item.id,
            start=day(item.period.start),
            end=day(item.period.last_day),
        )
        for item in content.methods
        if item.period.start != start
    ]


def _mu(area_ha: str | None) -> str:
    """Return an area in mu, fifteen to the hectare."""
    return shown(None if area_ha is None else str(Decimal(area_ha) * 15), 0)


def _change(content: Report) -> list[Text]:
    """Return the change under each method, at fixed depth only where no mass tells."""
    sentences = [
        text(
            "At equal soil mass under {method}, soil organic carbon changed by {value} "
            "t C/ha against control land (95% confidence interval {low} to {high}, "
            "without campaign errors).",
            method=method.id,
            **_interval(method.stocks.equal_mass),
        )
        for method in content.methods
        if method.stocks.equal_mass is not None
    ]
    told = [
        text(
            "To {depth} cm at fixed depth, the change against control land is "
            "{value} t C/ha (95% confidence interval {low} to {high}, without campaign "
            "errors).",
            depth=_depth(content),
            **_interval(found),
        )
        for _, found in _at_depth(content)
    ]
    if len({item.en for item in told}) > 1:
        told = [
            text("{id}: {told}", id=name, told=item)
            for (name, _), item in zip(_at_depth(content), told, strict=True)
        ]
        return [*sentences, *told]
    return [*sentences, *told[:1]]


def _at_depth(content: Report) -> list[tuple[str, Interval]]:
    """Return the methods of which only the change at fixed depth is known."""
    return [
        (item.id, item.stocks.fixed_depth)
        for item in content.methods
        if item.stocks.equal_mass is None and item.stocks.fixed_depth is not None
    ]


def _depth(content: Report) -> str:
    """Return the depth that was sampled, no more than the reported one [cm]."""
    reported = Decimal(content.sampling.depth_cm)
    sampled = [Decimal(item.bottom_cm) for item in content.profiles if item.bottom_cm]
    return shown(str(min(reported, max(sampled, default=reported))), 0)


def _interval(item: Interval) -> dict[str, str]:
    return {
        "value": shown(item.value, 2),
        "low": shown(item.low, 2),
        "high": shown(item.high, 2),
    }


def _taken_against(content: Report) -> list[Text]:
    """Return what was not stated and so taken at the answer that credits least."""
    silent = [item for item in content.data.warnings if item.code == SILENT]
    return [
        text("{found} The answer that credits least was taken.", found=item.found)
        for item in silent
    ]


def _result(method: Method, titles: Mapping[str, Text]) -> Text:
    if method.status == "credited":
        return text(
            "Under {method}: account result {units} t CO2e over the period.",
            method=method.title,
            units=whole(method.units),
        )
    if method.status == "deficit":
        return text(
            "Under {method}: nothing new is counted. {why}",
            method=method.id,
            why=method.why or Text(en="", zh=""),
        )
    return text(
        "Under {method}: no carbon is counted. {reasons}",
        method=method.title,
        reasons=joined(_against(method, titles), " ", ""),
    )


def _loss(method: Method) -> list[Text]:
    """Return what is lost under a method: it stands before everything else."""
    return [*_reversal(method), *_deficit(method)]


def _deficit(method: Method) -> list[Text]:
    """Return what the period lost and the next accounts make good first."""
    told = {item.name: item.value for item in method.figures}
    if method.status != "deficit" or Decimal(told.get("deficit_after") or 0) <= 0:
        return []
    return [
        text(
            "Under {method} the period ends with a loss: nothing new is counted, and a "
            "carried deficit of {value} t CO2e is made good before anything is "
            "credited.",
            method=method.id,
            value=shown(told["deficit_after"], 2),
        )
    ]


def _reversal(method: Method) -> list[Text]:
    """Return what earlier accounts credited and is gone, whatever the status."""
    told = {item.name: item.value for item in method.figures}
    if Decimal(told.get("reversal") or 0) <= 0:
        return []
    return [
        text(
            "Under {method} there is a reversal: {value} t CO2e that earlier accounts "
            "credited are no longer there. {covered} t CO2e are covered from the "
            "buffer, {replaced} t CO2e are to be replaced. {cumulative} t CO2e are "
            "left.",
            method=method.id,
            value=shown(told["reversal"], 2),
            covered=shown(told["covered_reversal"], 2),
            replaced=shown(told["replaced_reversal"], 2),
            cumulative=shown(told["creditable"], 2),
        )
    ]


def _next(content: Report) -> list[Text]:
    """Return where the steps after a loss stand; nothing where none is told."""
    if not any(item.after_loss for item in content.methods):
        return []
    return [
        text(
            "After the loss: tell the registry, correct what was wrong, account again. "
            "Chapter 7: who bears it, and when."
        )
    ]


def _against(method: Method, titles: Mapping[str, Text]) -> list[Text]:
    """Return what keeps an account from being counted: conditions, unknown inputs."""
    against = [item.id for item in standing(method.conditions)]
    unknown = joined([item.title for item in _lacking(method, titles)])
    found = []
    if against:
        found.append(text("Conditions that stand against it: {names}.", names=against))
    if method.computed_units is None:
        found.append(text("Inputs that are not known: {names}.", names=unknown))
    return found


def _microbes(microbial: Microbial) -> Text:
    return text(
        "Microbial evidence has grade {grade}. It decides whether the practice is "
        "shown and adds no tonne.",
        grade=microbial.grade,
    )


def _reason(item: Condition) -> Reason:
    return Reason(id=item.id, title=item.title, found=item.found, cure=item.cure)
