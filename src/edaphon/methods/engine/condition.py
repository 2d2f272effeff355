"""Conditions of a methodology: rules that decide, each with what would cure it.

A function under ``@condition`` takes what is known and the figures of the account;
every further argument is a limit, a dated parameter of the pack, declared as in an
equation: ``most_months: Annotated[float, parameter("season_months", "mo")]``.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from edaphon.kernel.language import Text
from edaphon.methods.engine.equation import Argument, Mark, arguments_of
from edaphon.methods.engine.parameters import Parameter
from edaphon.methods.engine.strangers_code import WrongReturnError, told_by_name
from edaphon.schemas.models.project import ProjectDocument

Result = Literal["met", "not_met", "not_assessed", "not_applicable"]

Pair = tuple[str, str]
"""English and Chinese, as a condition is written down; kept by language."""


Sampling = Mapping[str, Any]
"""Facts of plan and campaigns, as `Facts` holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a condition may look at: documents, counts, dates, microbial tests.

    Plain values only, put together by the accounting room from sealed evidence.
    """

    project: ProjectDocument
    """What ``project.yaml`` states, typed; a field that is absent is ``UNSET``."""
    sampling: Sampling
    """Facts of plan and campaigns; keys are listed in the accounting room."""
    microbial: Mapping[str, Any]
    """Grade and tests of the microbial evidence, and ``eligible``."""
    activity: Mapping[str, Any]
    """Which activity records exist, for which scenarios and years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """How many of the tests of a condition one thing meets, such as a control site."""

    name: str
    met: int
    tests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one condition found."""

    result: Result
    found: Text
    cure: Text = field(default_factory=lambda: Text(en="", zh=""))
    tested: tuple[Tested, ...] = ()
    """What a condition tests one by one, each with its counts."""

    @property
    def holds(self) -> bool:
        """Tell whether nothing stands against the claim."""
        return self.result in {"met", "not_applicable"}


def keyed(pair: Pair) -> Text:
    """Return a pair by language."""
    english, chinese = pair
    return Text(en=english, zh=chinese)


def met(english: str, chinese: str) -> Outcome:
    """Return an outcome that holds, with what shows it."""
    return Outcome(result="met", found=Text(en=english, zh=chinese))


def not_met(found: Pair, cure: Pair) -> Outcome:
    """Return an outcome that fails, with what would cure it."""
    return Outcome(result="not_met", found=keyed(found), cure=keyed(cure))


def not_assessed(found: Pair, cure: Pair) -> Outcome:
    """Return an outcome for want of evidence, with what is needed to decide."""
    return Outcome(result="not_assessed", found=keyed(found), cure=keyed(cure))


def not_applicable(english: str, chinese: str) -> Outcome:
    """Return an outcome for a rule that this project does not fall under."""
    return Outcome(result="not_applicable", found=Text(en=english, zh=chinese))


Consequence = Literal["refuse", "provisional", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One rule of a methodology with its clause and what follows from failing it."""

    id: str
    source: str
    mark: Mark
    title: Mapping[str, str]
    text: str
    consequence: Consequence
    """``refuse`` and ``provisional`` credit nothing; ``note`` is only reported."""
    body: Callable[..., Outcome] = field(repr=False, compare=False)
    limits: tuple[Argument, ...] = ()
    """Limits of the rule: arguments that receive a dated parameter."""
    patterns: Mapping[str, str] = field(default_factory=dict)
    """Regular expressions that decide the rule, by name."""
    by_plan: Callable[..., Outcome | None] | None = field(
        default=None, repr=False, compare=False
    )
    """The part of the rule that a sampling plan alone decides, which the body calls
    too; its first argument is ``sampling`` of the facts, every further one a limit."""

    def under(self, **changes: Any) -> "Condition":  # noqa: ANN401 - fields of this record
        """Return the same rule under a pack's own id, clause and title."""
        return replace(self, **changes)

    def assess(
        self,
        facts: Facts,
        figures: Mapping[str, float],
        parameters: Mapping[str, Parameter],
    ) -> Outcome:
        """Apply the rule.

        Parameters
        ----------
        facts
            What is known of project, plan, campaigns and microbial tests.
        figures
            Figures over the account by name; a figure that could not be computed
            is absent.
        parameters
            Parameters of the pack in force, from which the rule takes its limits.

        Raises
        ------
        EdaphonError
            ``METHOD_BODY`` when the rule itself fails.
        """
        limits = {item.name: parameters[item.source].number for item in self.limits}
        with told_by_name(self.id, self.body):
            outcome: object = self.body(facts, figures, **limits)
            if not isinstance(outcome, Outcome):
                raise WrongReturnError(outcome, ("an outcome", "条件结论"))
            return outcome

    def against_plan(
        self, sampling: Sampling, parameters: Mapping[str, Parameter]
    ) -> Outcome | None:
        """Return what a plan can never meet, whatever is sampled under it.

        None where nothing stands against it, or where a plan alone decides nothing.

        Raises
        ------
        EdaphonError
            ``METHOD_BODY`` when the rule itself fails.
        """
        if self.by_plan is None:
            return None
        asked = arguments_of(self.by_plan, after=1)
        limits = {item.name: parameters[item.source].number for item in asked}
        with told_by_name(self.id, self.by_plan):
            return self.by_plan(sampling, **limits)


def condition(
    *,
    id: str,  # noqa: A002 - the methodology's own word
    source: str,
    mark: Mark,
    title: Pair,
    consequence: Consequence = "refuse",
    patterns: Mapping[str, str] | None = None,
    by_plan: Callable[..., Outcome | None] | None = None,
) -> Callable[[Callable[..., Outcome]], Condition]:
    """Declare a function as a condition of a method pack.

    Its first two arguments are facts and figures, every further one a limit. A rule
    that a regular expression decides gives it under ``patterns``: it is part of the
    record of the method. ``by_plan`` is the part that a plan alone decides, so that it
    can be told before the plan is sealed.
    """

    def declare(body: Callable[..., Outcome]) -> Condition:
        return Condition(
            id=id,
            source=source,
            mark=mark,
            title=keyed(title),
            text=inspect.getdoc(body) or "",
            consequence=consequence,
            body=body,
            limits=arguments_of(body, after=2),
            patterns=dict(patterns or {}),
            by_plan=by_plan,
        )

    return declare
