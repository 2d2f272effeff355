"""Method and evidence make an account: figures, conditions, status, whole units."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from msgspec import UNSET, structs

from edaphon.accounting.activity import Activity, activity
from edaphon.accounting.campaign_evidence import CampaignEvidence, campaign_evidence
from edaphon.accounting.chain import chain
from edaphon.accounting.editions import ruling, rulings
from edaphon.accounting.evidence import Evidence, Since
from edaphon.accounting.facts import facts
from edaphon.accounting.footing import holds_back
from edaphon.accounting.gaps import gaps
from edaphon.accounting.later_accounts import later_accounts
from edaphon.accounting.less_land import less_land
from edaphon.accounting.lost_points import lost_points
from edaphon.accounting.microbial import MicrobialEvidence, microbial_evidence
from edaphon.accounting.own_parameters import with_own
from edaphon.accounting.runs_in_time import run_days
from edaphon.accounting.silent_land import silent_land
from edaphon.accounting.since import viewed
from edaphon.accounting.soil import Soil, soil
from edaphon.accounting.soil_design import field_axis
from edaphon.accounting.where_given import (
    lots_lacking,
    place_of,
    records_of,
    still_asked,
)
from edaphon.accounting.witnesses import losses_seen, witness_days
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Text
from edaphon.methods import (
    Axes,
    Condition,
    Facts,
    Input,
    MethodPack,
    Outcome,
    Run,
    Task,
    accountable,
    choose,
    run,
)
from edaphon.methods.editions import Edition, Ruling
from edaphon.methods.showing import unproved_problems
from edaphon.schemas.models.project import Period

Status = Literal["credited", "provisional", "refused", "deficit"]

SUPPORTING = ("group_area", "signed_area", "area", "thickness", "soc", "layer_mass",
              "share_within_depth")  # fmt: skip
"""Inputs that every account keeps in its trace, for its tables and conditions."""


NOTHING: Mapping[str, Sequence[Edition]] = MappingProxyType({})
"""No bundle: the installed packs say what rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One condition of the pack and what it found."""

    condition: Condition
    outcome: Outcome

    @property
    def stands_against(self) -> bool:
        """Tell whether it keeps the account from being credited."""
        return not self.outcome.holds and self.condition.consequence != "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one method makes of one evidence."""

    pack: MethodPack
    evidence: Evidence
    settings: Mapping[str, str]
    run: Run
    assessed: tuple[Assessed, ...]
    microbial: MicrobialEvidence
    ruling: Ruling
    """Edition of each document that rules this account."""
    since: Since | None = None
    """Where it begins; None with the first campaign of the period."""
    may_hold_back: bool = False
    """Whether what it finds more of may stand in later accounts already."""

    @property
    def status(self) -> Status:
        """``credited`` only when every condition holds and every figure is known."""
        against = {
            item.condition.consequence for item in self.assessed if item.stands_against
        }
        if "refuse" in against or math.isnan(self.computed_units):
            return "refused"
        if "provisional" in against:
            return "provisional"
        is_new = self.computed_units > 0 and not self.may_hold_back
        return "credited" if is_new else "deficit"

    @property
    def is_held(self) -> bool:
        """Tell whether it computes units and holds them back."""
        return self.status == "deficit" and self.computed_units > 0

    @property
    def period(self) -> Period:
        """What it counts: the whole period, or what lies since the last account."""
        whole = self.evidence.period
        if self.since is None:
            return whole
        return structs.replace(whole, start=self.since.day)

    @property
    def computed_units(self) -> float:
        """Units that the equations give, before conditions; ``nan`` if unknown."""
        return self.run.value(str(self.pack.document["summary"]["units"]))

    @property
    def units(self) -> int:
        """Carbon units of the account: whole, and zero unless credited."""
        return int(self.computed_units) if self.status == "credited" else 0

    @property
    def vintages(self) -> tuple[tuple[str, int], ...]:
        """Units by calendar year."""
        name = str(self.pack.document["summary"]["vintages"])
        years = self.run.axes["vintage"].labels
        if self.status != "credited":
            return tuple((year, 0) for year in years)
        values = self.run.values(name)
        return tuple(
            (year, int(value)) for year, value in zip(years, values, strict=True)
        )

    @property
    def labels(self) -> Mapping[str, int]:
        """Units by label: removals and reductions."""
        if self.status != "credited":
            return dict.fromkeys(self.pack.document["labels"], 0)
        return {
            label: int(self.run.value(str(name)))
            for label, name in self.pack.document["labels"].items()
        }

    @property
    def lacking(self) -> Mapping[str, tuple[str, ...]]:
        """Figures of the pack that could not be computed, with what they lack."""
        return gaps(self.run, self.pack.figures)

    @property
    def asked(self) -> tuple[str, ...]:
        """What its units lack, without what the project says that there is none of."""
        units = str(self.pack.document["summary"]["units"])
        return still_asked(self.evidence, self.lacking.get(units, ()))

    def ruled_by(self, editions: Sequence[Edition]) -> Ruling:
        """Return what rules this account by other knowledge of the editions.

        Raises
        ------
        EdaphonError
            ``EDITION_NONE`` or ``EDITION_OTHER``.
        """
        return ruling(self.evidence, editions)

    def lots_lacking(self) -> Text | None:
        """Return the lots that keep the product's carbon unknown, with their tables."""
        return lots_lacking(self.evidence)

    @staticmethod
    def recorded_by(name: str) -> str:
        """Return how the property begins whose records give an input; else nothing."""
        return records_of(name)

    @staticmethod
    def place_of(name: str) -> Text | None:
        """Return where an input is given: a field of project.yaml, or a table."""
        return place_of(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """Axes and inputs of the packs that count from the same day and ask alike."""

    evidence: Evidence
    """All of it, or what lies since the last account."""
    soil: Soil
    activity: Activity
    campaigns: CampaignEvidence
    axes: Axes
    inputs: Mapping[str, Input]


def accounts(
    evidence: Evidence,
    method_ids: Sequence[str],
    *,
    is_replay: bool = False,
    editions: Mapping[str, Sequence[Edition]] = NOTHING,
) -> tuple[Account, ...]:
    """Account for one evidence under one method or more.

    Parameters
    ----------
    evidence
        Sealed evidence.
    method_ids
        Ids of packs, in the order in which the account lists them.
    is_replay
        Whether an account that exists is made again: a formula that is printed
        falsely is then for the caller to tell.
    editions
        What a bundle says of the editions of a method, by the method's id: an account
        is made again by what was known when it was made.

    Returns
    -------
    tuple[Account, ...]
        One a method. A method whose conditions fail gives an account too: its
        figures are computed as far as the evidence reaches, its units are zero,
        and each failed condition says what would cure it.

    Raises
    ------
    EdaphonError
        ``METHOD_UNKNOWN``, ``METHOD_FORMULA``, ``PARAMETER_UNKNOWN``,
        ``PARAMETER_UNIT``, ``EDITION_NONE`` or ``EDITION_OTHER``.
    """
    packs = [accountable(method_id) for method_id in method_ids]
    false = [problem for item in packs for problem in unproved_problems(item)]
    if false and not is_replay:
        raise EdaphonError(false)
    ruled = rulings(evidence, packs, editions)
    made = _made(evidence, packs, ruled)
    broken = less_land(
        evidence, _units(made), lambda other: _units(_made(other, packs, ruled))
    )
    silent = silent_land(evidence, _units(made))
    return tuple(
        _refused(item, (*broken.get(item.pack.id, ()), *silent.get(item.pack.id, ())))
        for item in made
    )


def _made(
    evidence: Evidence, packs: Sequence[MethodPack], ruled: Mapping[str, Ruling]
) -> tuple[Account, ...]:
    views = {item.id: viewed(evidence, item) for item in packs}
    asked = {
        item.id: (views[item.id].since, item.field_distance, run_days(item))
        for item in packs
    }
    read = {seen.since: (seen, soil(seen), activity(seen)) for seen in _each(views)}
    prepared = {
        key: _prepared(*read[key[0]], *key[1:]) for key in dict.fromkeys(asked.values())
    }
    return tuple(
        _account(item, prepared[asked[item.id]], ruled[item.id]) for item in packs
    )


def _units(made: Iterable[Account]) -> Mapping[str, float]:
    return {item.pack.id: item.computed_units for item in made}


def _refused(account: Account, broken: Iterable[tuple[Condition, Outcome]]) -> Account:
    told = [Assessed(condition=rule, outcome=found) for rule, found in broken]
    return replace(account, assessed=(*account.assessed, *told))


def _each(views: Mapping[str, Evidence]) -> Iterable[Evidence]:
    """Return the evidence of each day that packs count from, once."""
    return {seen.since: seen for seen in views.values()}.values()


def _prepared(
    evidence: Evidence, found: Soil, records: Activity,
    metres: float | None, most_days: float | None,
) -> _Prepared:  # fmt: skip
    """Return axes and inputs of packs that ask alike of fields and of runs."""
    errors = campaign_evidence(evidence, most_days)
    axes = Axes([*found.axes, *records.axes, *errors.axes])
    if metres is not None:  # the unit is the field
        held = [axes[name] for name in axes.names()[1:]]
        axes = Axes([*held, field_axis(evidence, axes, metres)])
    return _Prepared(
        evidence=evidence,
        soil=found,
        activity=records,
        campaigns=errors,
        axes=axes,
        inputs={**found.inputs, **records.inputs, **errors.inputs},
    )


def _account(method: MethodPack, prepared: _Prepared, ruled: Ruling) -> Account:
    evidence = prepared.evidence
    settings = _settings(evidence, method, prepared.soil.mass_from)
    losses = losses_seen(evidence, witness_days(method))
    task = _task(evidence, method, settings, prepared)
    wanted = [*method.figures, *method.document.get("supporting", []), *SUPPORTING]
    done = run(task, wanted)
    microbial = microbial_evidence(
        evidence.whole, done, task.parameters, method.microbial
    )
    told = {
        **microbial.as_json(),
        "eligible": microbial.is_eligible,
        "uncertified": list(microbial.uncertified),
    }
    known = facts(
        evidence, prepared.soil, prepared.activity, done, told,
        archive=prepared.campaigns.archive, losses=losses,
    )  # fmt: skip
    figures = {
        name: step.scalar
        for name, step in done.steps.items()
        if step.over == "account" and not math.isnan(step.scalar)
    }
    return Account(
        pack=method,
        evidence=evidence.whole,
        since=evidence.since,
        settings=settings,
        run=done,
        assessed=_assessed(evidence, method, known, figures, task),
        microbial=microbial,
        ruling=ruled,
        may_hold_back=holds_back(evidence.whole, method),
    )


def _assessed(
    evidence: Evidence, method: MethodPack, known: Facts,
    figures: Mapping[str, float], task: Task,
) -> tuple[Assessed, ...]:  # fmt: skip
    """Return what the conditions of the pack found, and what it lacks to go on."""
    judged = (known, figures, task.parameters)
    return (
        *(
            Assessed(condition=rule, outcome=rule.assess(*judged))
            for rule in method.conditions
        ),
        *(
            Assessed(condition=rule, outcome=found)
            for rule, found in (
                *later_accounts(evidence, method),
                *lost_points(evidence, method),
            )
        ),
    )


def _settings(evidence: Evidence, method: MethodPack, mass_from: str) -> dict[str, str]:
    """Return what chooses between variants: the pack's, then what the plan may set.

    Nothing that project.yaml says of it counts: it may be written after sampling.
    """
    chosen = {
        str(key): str(value) for key, value in method.document["settings"].items()
    }
    for name in method.document.get("plan_may_set", []):
        value = getattr(evidence.plan.model, name, UNSET)
        if value is not UNSET:
            chosen[name] = str(value)
    return {
        **chosen,
        "design": evidence.design,
        "mass_from": mass_from,
        "scenario": evidence.project.model.scenario,
    }


def _task(
    evidence: Evidence,
    method: MethodPack,
    settings: Mapping[str, str],
    prepared: _Prepared,
) -> Task:
    return Task(
        equations=choose(method.equations, settings),
        parameters=with_own(evidence.project, evidence.plan, method.parameters),
        inputs={
            **prepared.inputs,
            **chain(evidence, method),
        },
        axes=prepared.axes,
    )
