"""One method's account as the report shows it: figures, conditions, waterfall."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Literal

from msgspec import UNSET
from msgspec.structs import replace

from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.language import LANGUAGES
from edaphon.kernel.quantities import decimal_text, minus, rounded
from edaphon.reporting.loss_steps import account_loss
from edaphon.reporting.stocks import stocks_record
from edaphon.reporting.wording import read_in, same, sided, text
from edaphon.schemas.models import account as accounted
from edaphon.schemas.models import report
from edaphon.schemas.models.account import Account, Bar, Condition, Text
from edaphon.schemas.models.description import (
    Argument,
    Description,
    Equation,
    Probability,
)
from edaphon.schemas.record import stated_or

WATERFALL_DECIMALS = 2
INPUT_DECIMALS = 6

UNEXPLAINED = Decimal("0.05")
"""Largest difference that rounding one term for display can make [t CO2e]."""

Reference = Mapping[str, str | Text]
"""Authors, year, title and identifier of a source."""

References = Mapping[str, Reference]
"""Sources by key."""


def method_record(
    account: Account,
    told: Description,
    cited: References,
    left: Mapping[str, str] | None,
    single: Mapping[tuple[str, str], float],
) -> report.Method:
    """Return everything the report says of one method.

    Parameters
    ----------
    account
        The method's account.
    told
        Description of the method: its edition, scope, equations and words.
    cited
        Sources that the methods of the report name, by key.
    left
        Campaigns of the plan that are still to come, by planned day; None where the
        plan does not say.
    single
        Inputs and steps of one number, by method and name.

    Returns
    -------
    Method
        The account's own record, with the edition, the words for its codes, where
        every figure comes from, sources by scenario, a waterfall that adds up as
        printed, and a summary by vintage.
    """
    return _identified(account.method)(
        edition=told.scheme,
        editions=account.editions,
        conformity=told.conformity,
        scope=told.scope,
        probability=_probability(account, told),
        rounding=told.rounding,
        not_covered=told.not_covered,
        period=_period(account),
        settings=account.settings,
        status=account.status,
        status_text=status_text(account.status),
        why=_with_minus(stated_or(account.why, None)),
        after_loss=account_loss(account, stated_or(told.after_loss, None), left),
        issuable=account.issuable,
        issuable_against=account.issuable_against,
        over_issue=stated_or(account.over_issue, None),
        unaccepted=stated_or(account.unaccepted, []),
        units=account.units,
        computed_units=account.computed_units,
        labels=account.labels,
        label=account.label,
        conditions=account.conditions,
        figures=_figures(account, told, single),
        lacking=account.lacking,
        sources=account.sources,
        waterfall=waterfall(account),
        bridge=stated_or(account.bridge, None),
        summary=account.summary,
        per_hectare_year=None,
        steps=[],
        beside_estimate=None,
        parameters=[_parameter(cited, item) for item in account.parameters],
        own_factors=_own_factors(account, told),
        emission_changes=stated_or(account.emission_changes, None),
        interpolation=account.interpolation,
        campaign_errors=account.campaign_errors,
        stocks=stocks_record(account, _chosen(account, told)),
    )


def _with_minus(told: Text | None) -> Text | None:
    """Return words with a true minus before numbers below zero."""
    return None if told is None else Text(en=minus(told.en), zh=minus(told.zh))


def _identified(method: accounted.Method) -> partial[report.Method]:
    """Return what begins the record of a method: which one it is."""
    return partial(
        report.Method,
        id=method.id,
        digest=method.digest,
        title=method.title,
        reference_date=method.reference_date,
        marks=method.marks,
        confirmed=method.confirmed,
        draft=method.draft,
        slug=slug(method.id),
    )


def _own_factors(account: Account, told: Description) -> list[report.OwnFactor]:
    titles = {**told.names, **{item.id: item.title for item in account.parameters}}
    stated = stated_or(account.own_factors, [])
    return [_own_factor(item, titles) for item in stated]


def _figures(
    account: Account, told: Description, single: Mapping[tuple[str, str], float]
) -> list[report.Figure]:
    chosen = chosen_equations(told.equations, account.settings)
    values = {
        name: decimal_text(rounded(Decimal(repr(value)), INPUT_DECIMALS, "half_even"))
        for (method, name), value in single.items()
        if method == account.method.id
    }
    return [_figure(item, told, chosen, values) for item in account.figures]


def _chosen(account: Account, told: Description) -> Mapping[str, Equation]:
    return chosen_equations(told.equations, account.settings)


def _probability(account: Account, told: Description) -> Probability | None:
    """Return the quantile that an account used: of its figure, where it has one."""
    rule = told.probability
    if rule is None or rule.figure is UNSET:
        return rule
    held = {one.name: one.value for one in account.figures}
    used = held.get(rule.figure)
    return rule if used is None else replace(rule, quantile=str(used))


def _period(account: Account) -> report.LookBack:
    span = account.period
    return report.LookBack(start=span.start, last_day=last_day(span.end))


def chosen_equations(
    equations: Sequence[Equation], settings: Mapping[str, str]
) -> dict[str, Equation]:
    """Return one equation a name: the closest variant under these settings."""
    chosen: dict[str, Equation] = {}
    for item in sorted(equations, key=lambda one: len(one.when)):
        if item.when.items() <= settings.items():
            chosen[item.name] = item
    return chosen


def slug(method_id: str) -> str:
    """Return a method id as part of an anchor."""
    return method_id.replace("/", "-").replace(".", "-")


def status_text(status: str) -> Text:
    """Return what an account's status means; never a claim that anyone checked it."""
    return {
        "credited": text(
            "Quantified reductions and removals (unverified): every condition holds."
        ),
        "provisional": text(
            "Provisional quantified reductions and removals (unverified): they carry "
            "no carbon units."
        ),
        "refused": text(
            "Quantified reductions and removals (unverified): nothing is counted."
        ),
        "deficit": text(
            "Quantified reductions and removals (unverified): nothing new is counted."
        ),
    }[status]


def _figure(
    item: accounted.Figure,
    told: Description,
    chosen: Mapping[str, Equation],
    values: Mapping[str, str],
) -> report.Figure:
    equation = chosen[item.name]
    return report.Figure(
        name=item.name,
        equation=item.equation,
        symbol=item.symbol,
        title=item.title,
        unit=item.unit,
        value=item.value,
        class_=item.class_,
        source=item.source,
        mark=item.mark,
        uncertainty=item.uncertainty,
        formula=equation.formula,
        inputs=[_input(given, told, chosen, values) for given in equation.arguments],
        lacks=item.lacks,
    )


def _input(
    given: Argument,
    told: Description,
    chosen: Mapping[str, Equation],
    values: Mapping[str, str],
) -> report.Input:
    name = given.from_
    equation = chosen.get(name)
    kind: Literal["figure", "quantity", "parameter", "evidence"] = "quantity"
    if given.kind == "parameter":
        kind = "parameter"
    elif equation is None:
        kind = "evidence"
    elif name in told.figures and equation.over == "account":
        kind = "figure"
    is_named = equation is None or kind == "parameter"
    return report.Input(
        name=name,
        kind=kind,
        symbol=name if is_named or equation is None else equation.symbol,
        title=told.names.get(name) if is_named or equation is None else equation.title,
        value=None if kind == "parameter" else values.get(name),
    )


def waterfall(account: Account) -> report.Waterfall:
    """Return the bars from gross to the account result, adding up as printed.

    Nothing is computed here but the rounding for display: every bar has two decimals,
    and a term of its own names what that leaves over, so that the printed terms add up
    to the printed result. A bar that is not known leaves the sum open; a method without
    a waterfall has its result and no term.
    """
    terms = [replace(item, value=_at_display(item.value)) for item in account.waterfall]
    known = [Decimal(item.value) for item in terms if item.value is not None]
    if account.computed_units is None or len(known) < len(terms):
        return report.Waterfall(terms=terms, is_complete=False, total=None)
    total, units = Decimal(account.computed_units), Decimal(account.units)
    if terms:
        terms = _closed(terms, known, total)
    if terms and units != total:
        terms.append(_closing(account.status, units - total))
    return report.Waterfall(terms=terms, is_complete=True, total=decimal_text(units))


def _at_display(value: str | None) -> str | None:
    if value is None:
        return None
    return decimal_text(rounded(Decimal(value), WATERFALL_DECIMALS, "half_even"))


def _closed(terms: list[Bar], known: list[Decimal], total: Decimal) -> list[Bar]:
    """Name what the display leaves over, and what is more, as a term of its own."""
    over = total - sum(known, Decimal(0))
    if abs(over) > UNEXPLAINED * max(1, len(terms)):
        title = text("Difference that the terms do not explain")
        return [*terms, _term("unexplained", title, over)]
    if known[-1] >= 1:  # no rounding adds a tonne: it is a loss
        carried = replace(terms[-1], title=text("Below zero: nothing is counted"))
        terms = [*terms[:-1], carried]
    if not over:
        return terms
    title = text("Difference from rounding the terms for display")
    return [*terms, _term("display", title, over)]


def _term(name: str, title: Text, value: Decimal) -> Bar:
    return Bar(name=name, title=title, figure="", value=decimal_text(value))


def _closing(status: str, value: Decimal) -> Bar:
    titles = {
        "refused": text("Conditions not met or not assessed"),
        "provisional": text("Provisional account"),
        "deficit": text(
            "Below zero, not beyond what was credited before, or less than one tonne a "
            "year"
        ),
        "credited": text("Not counted"),
    }
    at_display = rounded(value, WATERFALL_DECIMALS, "half_even")
    return _term("withheld", titles[status], at_display)


def _parameter(cited: References, item: accounted.Parameter) -> report.Parameter:
    key = item.reference
    found = cited.get(key)
    return report.Parameter(
        id=item.id,
        value=item.value,
        low=item.low,
        high=item.high,
        unit=item.unit,
        since=item.since,
        reference=key,
        reference_short=short(cited, key),
        reference_text=_reference(found) if found else sided(key) or same(key),
        locator=item.locator,
        mark=item.mark,
        title=item.title,
        used=item.used,
    )


def short(cited: References, key: str) -> str:
    """Return how a report names a source: authors, year, and which one of the year.

    Sources of one year by the same authors are told apart by letters, in the order
    of their keys.
    """
    found = cited.get(key)
    if found is None:
        return key
    year = (found["authors"], found["year"])
    alike = sorted(
        name for name, one in cited.items() if (one["authors"], one["year"]) == year
    )
    letter = "abcdefghijklmnopqrstuvwxyz"[alike.index(key)] if alike[1:] else ""
    return f"{found['authors']} ({found['year']}{letter})"


def _own_factor(
    item: accounted.OwnFactor, titles: Mapping[str, Text]
) -> report.OwnFactor:
    return report.OwnFactor(
        id=item.id,
        quantity=item.quantity,
        title=titles.get(item.quantity) or same(item.quantity),
        value=item.value,
        low=item.low,
        high=item.high,
        unit=item.unit,
        reference=sided(item.reference) or same(item.reference),
        tier=item.tier,
        used=item.used,
    )


def _reference(found: Reference) -> Text:
    title = found["title"]
    worded = title if isinstance(title, Text) else same(title)
    return Text(
        **{
            language: f"{found['authors']} ({found['year']}). "
            f"{read_in(worded, language)}. {found['identifier']}"
            for language in LANGUAGES
        }
    )


def standing(conditions: Sequence[Condition]) -> list[Condition]:
    """Return the conditions that keep an account from being counted."""
    return [item for item in conditions if item.stands_against]
