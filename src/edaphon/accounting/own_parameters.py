"""Values of the project's own in the place of a method's parameters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from msgspec import UNSET

from edaphon.accounting.activity import FLOODED, PRODUCT, PRODUCT_UNIT
from edaphon.accounting.factor_limits import FactorLimit
from edaphon.accounting.livestock import ANIMALS
from edaphon.evidence import PlanStatus, Project
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.language import LANGUAGES
from edaphon.kernel.units import display
from edaphon.methods import Parameter, pack, replaced, unknown_packs
from edaphon.schemas.models.project import Factors
from edaphon.schemas.record import stated_or

INPUTS = {
    **ANIMALS,
    FLOODED: "t{CO2e}/har/a",
    PRODUCT: PRODUCT_UNIT,
}
"""Names under ``factors`` that are inputs of an equation, not parameters of a pack,
and their unit; `FactorLimit` has the range of each."""

RATIO = "som_per_soc_mineral"
"""Parameter that ``som_per_soc`` of the plan replaces as well."""

IN_PLAN = "som_per_soc"
"""Field of the plan, and reference of its value."""


def with_own(
    project: Project, plan: PlanStatus, parameters: Mapping[str, Parameter]
) -> dict[str, Parameter]:
    """Return a method's parameters with those of the project in their places.

    Raises
    ------
    EdaphonError
        ``PARAMETER_UNKNOWN`` or ``PARAMETER_UNIT``, as `replaced` does.
    """
    stated = _stated(project, plan, parameters)
    found = replaced(parameters, stated, lambda name: project.where("factors", name))
    if RATIO in stated and stated[RATIO].reference == _in_plan(project):
        found[RATIO] = replace(found[RATIO], locator=IN_PLAN)
    return found


def _stated(
    project: Project, plan: PlanStatus, parameters: Mapping[str, Parameter]
) -> dict[str, Factors]:
    """Return what the project states in the place of parameters, by their names."""
    found = {
        name: value
        for name, value in stated_or(project.model.factors, {}).items()
        if name.partition(".")[0] not in INPUTS
    }
    ratio = getattr(plan.model, IN_PLAN, UNSET)
    if ratio is not UNSET and RATIO in parameters:
        found[RATIO] = Factors(value=ratio, unit="1", reference=_in_plan(project))
    return found


def own_problems(
    project: Project, plan: PlanStatus, methods: Sequence[str]
) -> Iterator[Problem]:
    """Tell of every value of the project's own.

    Parameters
    ----------
    project
        Checked project document.
    plan
        Its sampling plan.
    methods
        Ids of the methods to account under; one that is not installed is passed over.

    Yields
    ------
    Problem
        ``FACTOR_OWN`` (a warning) with both values, ``FACTOR_APART`` for one that is
        beyond what the parameter allows and for which no paper is on file. For one that
        no method has a value of: ``FACTOR_STATED`` (a warning), ``FACTOR_ODD`` beyond
        its plausible range without a paper, ``PARAMETER_UNIT`` in another unit.
        ``FACTOR_ENDS`` for one without a range where one counts.
        ``FACTOR_TWICE`` for one that plan and document state differently.
    """
    limit = FactorLimit.on(project.model.period.end)
    yield from _inputs(project, limit)
    yield from _stated_twice(project, plan)
    known = [name for name in methods if not unknown_packs([name])]
    for method in known:
        parameters = pack(method).parameters
        for name, given in _stated(project, plan, parameters).items():
            held = parameters.get(name)
            if name == RATIO and not _counts_mineral_mass(plan):
                continue  # no figure reads it
            if held is not None and held.may_be_replaced and held.unit == given.unit:
                yield from _told(project, given, held, limit)


def _counts_mineral_mass(plan: PlanStatus) -> bool:
    return getattr(plan.model, "mass", UNSET) == "mineral"


def _stated_twice(project: Project, plan: PlanStatus) -> Iterator[Problem]:
    """Tell of a ratio that plan and document state differently."""
    sealed = getattr(plan.model, IN_PLAN, UNSET)
    given = stated_or(project.model.factors, {}).get(RATIO)
    if sealed is UNSET or given is None:
        return
    if Fraction(str(sealed)) != Fraction(str(given.value)):
        facts = {"name": RATIO, "value": str(given.value), "other": str(sealed)}
        where = project.where("factors", RATIO)
        yield Problem(code="FACTOR_TWICE", where=where, facts=facts)


def _inputs(project: Project, limit: FactorLimit) -> Iterator[Problem]:
    """Tell of every value that no method has one of its own for."""
    for name, given in stated_or(project.model.factors, {}).items():
        kind = name.partition(".")[0]
        if kind not in INPUTS:
            continue
        unit, allowed = INPUTS[kind], limit.ranges[kind]
        where = project.where("factors", name)
        if given.unit != unit:
            facts = {"name": name, "given": given.unit, "wanted": unit}
            yield Problem(code="PARAMETER_UNIT", where=where, facts=facts)
            continue
        shown = {
            language: f" {display(unit, language)}".rstrip() for language in LANGUAGES
        }
        told: dict[str, object] = {"name": name, "value": str(given.value)}
        told["unit"] = shown
        yield Problem(code="FACTOR_STATED", where=where, facts=told)
        yield from _without_range(project, name, given)
        ends = _ends(given)
        if given.file is UNSET and not all(
            Fraction(allowed.low) <= end <= Fraction(allowed.high) for end in ends
        ):
            odd = {**told, "low": allowed.low, "high": allowed.high}
            yield Problem(code="FACTOR_ODD", where=where, facts=odd)


def _without_range(project: Project, name: str, given: Factors) -> Iterator[Problem]:
    """Ask for the ends of a factor without any: a value alone may be the milder."""
    if given.low is UNSET and given.high is UNSET:
        facts = {"name": name, "value": str(given.value)}
        where = project.where("factors", name)
        yield Problem(code="FACTOR_ENDS", where=where, facts=facts)


def _ends(given: Factors) -> list[Fraction]:
    """Return value and ends of a factor, as far as they are stated."""
    told = (given.value, given.low, given.high)
    return [Fraction(str(end)) for end in told if end is not UNSET]


def _in_plan(project: Project) -> str:
    return str(project.sampling.get("plan", "plan/sampling.yaml"))


def _told(
    project: Project, given: Factors, held: Parameter, limit: FactorLimit
) -> Iterator[Problem]:
    name = held.id
    where = project.where("factors", name)
    if given.reference == _in_plan(project):
        where = Where(file=_in_plan(project), path=IN_PLAN)
    elif held.has_range:
        yield from _without_range(project, name, given)
    low, high = _allowed(held, limit)
    ends = _ends(given)
    facts = {
        "name": name,
        "value": str(given.value),
        "unit": {"en": display(held.unit, "en"), "zh": display(held.unit, "zh")},
    }
    if any(end != Fraction(held.value) for end in ends):
        told = {**facts, "published": held.value}
        yield Problem(code="FACTOR_OWN", where=where, facts=told)
    if given.file is UNSET and not all(low <= end <= high for end in ends):
        bounds = {"low": f"{float(low):.6g}", "high": f"{float(high):.6g}"}
        yield Problem(code="FACTOR_APART", where=where, facts={**facts, **bounds})


def _allowed(held: Parameter, limit: FactorLimit) -> tuple[Fraction, Fraction]:
    """Return the range of a parameter, or one around its value without one."""
    if held.has_range:
        return Fraction(held.low), Fraction(held.high)
    value = Fraction(held.value)
    return value / limit.ratio, value * limit.ratio
