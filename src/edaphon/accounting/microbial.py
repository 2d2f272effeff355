"""Microbial evidence: four tests, a grade, a label. It never touches tonnes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from msgspec import UNSET

from edaphon.accounting.applications import applied, lots_without
from edaphon.accounting.assays import Assays, assays, changes
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import counted
from edaphon.accounting.microbial_limits import Limits, limits_of
from edaphon.accounting.microbial_share import Share, share_of_gain
from edaphon.accounting.stated import is_stated_in, stated
from edaphon.evidence import properties
from edaphon.methods import MicrobialRules, Parameter, Run
from edaphon.schemas.models.project import Practice, Product, Quantity, Strain
from edaphon.schemas.record import stated_or
from edaphon.science.estimates import Estimate

COUNTS = {"viable_count": "[CFU]/g", "viable_count_liquid": "[CFU]/mL"}
"""Counts of living cells by the form of the product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One test of project against control: effect, interval, probability."""

    test: str
    """``M2``, ``M3`` or ``M4``."""
    assay: str
    """Observed property."""
    campaign: str
    """Campaign compared, or ``start -> end`` for a change."""
    sign: int
    """+1 where an increase is claimed, -1 where a decrease is."""
    scale: str
    """``difference``, or ``log10`` for copy numbers, which spread over decades."""
    estimate: Estimate
    counts: tuple[int, int]
    """Values of project and control."""
    confidence: float = math.nan
    """Two-sided confidence of its interval."""
    level: float = 0.0
    """One-sided level at which it is shown; 0 where the method states none."""
    holm: float = math.nan
    """Probability after Holm, over all tests made."""

    @property
    def probability(self) -> float:
        """One-sided probability of such an effect if there were none."""
        freedom = self.estimate.df_satterthwaite
        above = self.estimate.probability_above_zero(freedom)
        return 1.0 - above if self.sign > 0 else above

    @property
    def is_shown(self) -> bool:
        """Tell whether the claimed effect is shown."""
        return self.level > 0 and self.holm <= self.level

    def as_json(self) -> dict[str, Any]:
        """Return the comparison for the account."""
        freedom = self.estimate.df_satterthwaite
        low, high = self.estimate.interval(self.confidence, freedom)
        return {
            "test": self.test,
            "property": self.assay,
            "name": dict(properties()[self.assay].name),
            "unit": properties()[self.assay].unit,
            "campaign": self.campaign,
            "claimed": "increase" if self.sign > 0 else "decrease",
            "scale": self.scale,
            "effect": self.estimate.value,
            "interval": [low, high],
            "confidence": self.confidence,
            "project_values": self.counts[0],
            "control_values": self.counts[1],
            "probability": self.probability,
            "probability_holm": self.holm,
            "shown": self.is_shown,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrobialEvidence:
    """Grade, label, the tests behind them, and the microbial share of the gain."""

    identity: Mapping[str, bool]
    """Items of test M1 and whether the evidence holds them."""
    comparisons: tuple[Comparison, ...]
    share: Share | None
    shown: Mapping[str, bool]
    """M1 to M4."""
    rules: MicrobialRules
    """What a grade is worth under the method."""
    uncertified: tuple[str, ...] = ()
    """Lots applied without a viable count; empty text for records without a lot."""
    apart: tuple[str, ...] = ()
    """Properties that are not compared: they were assayed in different layers."""

    @property
    def grade(self) -> str:
        """A: M1-M4; B: M1-M3; C: M1 and M2; D otherwise."""
        passed = [self.shown[test] for test in ("M1", "M2", "M3", "M4")]
        if all(passed):
            return "A"
        if all(passed[:3]):
            return "B"
        return "C" if all(passed[:2]) else "D"

    @property
    def label(self) -> str:
        """``microbial`` for grades that the method labels, else empty."""
        return "microbial" if self.grade in self.rules.labelled else ""

    @property
    def is_eligible(self) -> bool:
        """Tell whether the method takes the practice as shown."""
        return self.grade in self.rules.eligible

    def as_json(self) -> dict[str, Any]:
        """Return the evidence for the account."""
        return {
            "grade": self.grade,
            "label": self.label,
            "shown": dict(self.shown),
            "identity": dict(self.identity),
            "tests": [item.as_json() for item in self.comparisons],
            "tests_made": len(self.comparisons),
            "share_of_gain": None if self.share is None else self.share.as_json(),
            **self._apart(),
        }

    def _apart(self) -> dict[str, object]:
        """Return what is not compared, nothing where every layer agrees."""
        listed = {name: dict(properties()[name].name) for name in self.apart}
        return {"layers_apart": listed} if listed else {}


def microbial_evidence(
    evidence: Evidence,
    run: Run,
    parameters: Mapping[str, Parameter],
    rules: MicrobialRules,
) -> MicrobialEvidence:
    """Apply the four tests of the unified method, section 4.

    Parameters
    ----------
    evidence
        Observations, practice and plan.
    run
        A run of any pack, for the measured gain that the share is compared with.
    parameters
        Those of the pack, for levels and spreads; without them nothing is shown.
    rules
        Properties that show each test, and what a grade is worth.

    Returns
    -------
    MicrobialEvidence
        Every test that the assays allow, with effect and interval, Holm over all
        of them; a test without assays is not shown.
    """
    found = assays(evidence, parameters)
    practice = evidence.project.model.practice
    start = practice.start
    limits = limits_of(parameters)
    share = share_of_gain(evidence, found, run, limits)
    identity = _identity(evidence)
    durable = share is not None and share.is_positive
    tests = _Tests(found=found, start=start, rules=rules, limits=limits)
    minerals = [] if durable else tests.durability()
    compared = _holm(
        [*tests.establishment(), *tests.mechanism(practice), *minerals], limits.level
    )
    shown = {
        "M1": all(identity.values()),
        "M2": _any_shown(compared, "M2"),
        "M3": _mechanism_shown(compared, stated_or(practice.mechanism, {})),
        "M4": durable or _any_shown(compared, "M4"),
    }
    return MicrobialEvidence(
        identity=identity,
        comparisons=tuple(compared),
        share=share,
        shown=shown,
        rules=rules,
        uncertified=tuple(lots_without(evidence, *COUNTS)),
        apart=found.apart,
    )


def _identity(evidence: Evidence) -> dict[str, bool]:
    """Return what test M1 asks for, item by item."""
    product = stated_or(evidence.product, Product())
    strains = stated_or(product.strains, [])
    return {
        "registered_product": bool(stated_or(product.registration, "")),
        "strains_deposited": bool(strains) and all(map(_is_deposited, strains)),
        "viable_count": _is_viable(evidence, product),
        "application_record": bool(applied(evidence)),
    }


def _is_deposited(strain: Strain) -> bool:
    return bool(stated_or(strain.accession, "") or stated_or(strain.deposit, ""))


def _is_viable(evidence: Evidence, product: Product) -> bool:
    """Tell whether every lot holds what the label and the law ask for.

    Each lot that was applied has a certificate with a count; the poorest of all
    certificates counts.
    """
    label, least = product.labelled_count, product.legal_minimum
    if label is UNSET or least is UNSET or lots_without(evidence, *COUNTS):
        return False
    needed = (("labelled_count", label), ("legal_minimum", least))
    return all(
        _holds(evidence, count, f"practice/product/{name}") for name, count in needed
    )


def _holds(evidence: Evidence, wanted: Quantity, path: str) -> bool:
    is_solid = is_stated_in(wanted, COUNTS["viable_count"])
    name = "viable_count" if is_solid else "viable_count_liquid"
    least = stated(wanted, COUNTS[name], path)
    rows = counted(evidence).filter(pl.col("property") == name)
    counts = [float(number) for number in rows["number"]]
    return bool(counts) and min(counts) >= least


Pair = tuple[Mapping[str, float], Mapping[str, float]]
"""Point and value of project and of control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tests:
    """The comparisons of project and control that the assays allow."""

    found: Assays
    start: str
    """Day on which the practice began."""
    rules: MicrobialRules
    limits: Limits

    def establishment(self) -> list[Comparison]:
        """Compare once the product has had time to establish.

        Where the product has a marker, only the marker counts; else biomass, fatty
        acids and enzymes.
        """
        known = self.found.properties()
        names = [name for name in self.rules.establishment if name in known]
        specific = [name for name in names if name in self.rules.strain_specific]
        compared: list[Comparison] = []
        for name in specific or names:
            for campaign in self.found.after(self.start):
                pair = self._at(name, campaign)
                compared += self._comparison("M2", name, campaign, 1, pair)
        return compared

    def mechanism(self, practice: Practice) -> list[Comparison]:
        """Compare the changes that the stated mechanism asks for."""
        compared: list[Comparison] = []
        for name, direction in sorted(stated_or(practice.mechanism, {}).items()):
            sign = 1 if direction == "increase" else -1
            pair, campaign = self._change(name)
            if name in self.rules.mechanism and pair is not None:
                compared += self._comparison("M3", name, campaign, sign, pair)
        return compared

    def durability(self) -> list[Comparison]:
        """Compare the changes of what is stored for long."""
        compared: list[Comparison] = []
        for name in self.rules.durability:
            pair, campaign = self._change(name)
            if pair is not None:
                compared += self._comparison("M4", name, campaign, 1, pair)
        return compared

    def _change(self, name: str) -> tuple[Pair | None, str]:
        """Return the changes of both sides, or the end values without a start.

        Nothing where no assay followed the soil campaign before the last one.
        """
        before, after = self.found.before(self.start), self.found.lately(self.start)
        if not after:
            return None, ""
        last = after[-1]
        if before and self.found.of(name, before, "project"):
            project, control = (
                changes(self.found, name, (before, last), role)
                for role in ("project", "control")
            )
            return (project, control), f"{before} -> {last}"
        return self._at(name, last, scaled=False), last

    def _at(self, name: str, campaign: str, *, scaled: bool = True) -> Pair:
        project, control = (
            self.found.of(name, campaign, role) for role in ("project", "control")
        )
        if scaled and name == "strain_marker":
            return _decades(project), _decades(control)
        return project, control

    def _comparison(
        self, test: str, name: str, campaign: str, sign: int, pair: Pair
    ) -> list[Comparison]:
        """Return one comparison, none where a stratum has too few values."""
        project, control = pair
        estimate = self.found.contrast(project, control, self.limits.least_values)
        if estimate is None:
            return []
        made = Comparison(
            test=test,
            assay=name,
            campaign=campaign,
            sign=sign,
            scale="log10" if name == "strain_marker" else "difference",
            estimate=estimate,
            counts=(len(project), len(control)),
            confidence=self.limits.confidence,
        )
        return [made]


def _decades(values: Mapping[str, float]) -> dict[str, float]:
    return {point: math.log10(1.0 + value) for point, value in values.items()}


def _holm(compared: Sequence[Comparison], level: float) -> list[Comparison]:
    """Return the comparisons with their probabilities after Holm (1979)."""
    order = sorted(range(len(compared)), key=lambda place: compared[place].probability)
    adjusted = [0.0] * len(compared)
    highest = 0.0
    for rank, place in enumerate(order):
        raised = (len(compared) - rank) * compared[place].probability
        highest = max(highest, min(1.0, raised))
        adjusted[place] = highest
    return [
        replace(item, holm=value, level=level)
        for item, value in zip(compared, adjusted, strict=True)
    ]


def _any_shown(compared: Sequence[Comparison], test: str) -> bool:
    return any(item.is_shown for item in compared if item.test == test)


def _mechanism_shown(
    compared: Sequence[Comparison], mechanism: Mapping[str, str]
) -> bool:
    """Tell whether every stated mechanism was tested and shown."""
    tested = {item.assay: item.is_shown for item in compared if item.test == "M3"}
    return bool(mechanism) and all(tested.get(name, False) for name in mechanism)
