"""What many accounts of one design say together, under one method."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np

from edaphon.accounting import Account
from edaphon.kernel.language import Text
from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.methods import FloatArray, MethodPack
from edaphon.schemas.models.forecast import (
    Deduction,
    Detectable,
    Figures,
    OpenCondition,
    Words,
)
from edaphon.science.quantiles import quantile_error

INTERVAL = (0.1, 0.9)
"""Ends of the interval of a forecast [1]: four projects in five lie within."""

POWER = 0.8
"""Chance with which a detectable change is found [1]."""

CO2_PER_C = "co2_per_carbon"
"""Parameter of every pack [1]."""

MOST_DECIMALS = 3
"""Decimals of a change at most [t C/ha/a]."""

END_TERMS = ("gross", "rounding")
"""Bars of a waterfall that take nothing off."""

BOUND_TERMS = ("gross", "uncertainty", "least_bound")
"""Bars down to the lower bound of the soil: the smallest where a method has several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A condition that stands against an account."""

    id: str
    title: Text
    found: Text
    cure: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is kept of the account of one draw."""

    units: float
    """What the account credits over the period [t CO2e]."""
    computed: float
    """What its equations give, conditions apart [t CO2e]; nan where unknown."""
    net: float
    """Net result before the buffer [t CO2e]; below zero in a deficit."""
    terms: tuple[float, ...]
    """Bars of the method's waterfall [t CO2e]."""
    against: tuple[Open, ...]
    lacking: tuple[str, ...]
    """Inputs for want of which the result could not be computed."""
    confidence: float
    """At which the method takes its bound [1]."""


def drawn(account: Account) -> Drawn:
    """Return what a forecast keeps of an account."""
    document, run = account.pack.document, account.run
    confidence = str(document["probability"]["parameter"])
    bars = [str(item["from"]) for item in document["waterfall"]]

    def value(name: str) -> float:
        return run.value(name) if name in run.steps else math.nan

    return Drawn(
        units=float(account.units),
        computed=account.computed_units,
        net=value(str(document["summary"]["net"])),
        terms=tuple(value(name) for name in bars),
        against=tuple(
            Open(
                id=item.condition.id,
                title=_text(item.condition.title),
                found=item.outcome.found,
                cure=item.outcome.cure,
            )
            for item in account.assessed
            if item.stands_against
        ),
        lacking=account.asked,
        confidence=value(confidence)
        if confidence in run.steps
        else account.pack.parameters[confidence].number,
    )


def _text(words: Mapping[str, str]) -> Text:
    return Text(en=words["en"], zh=words["zh"])


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The accounts of one design under one method."""

    pack: MethodPack
    draws: Sequence[Drawn]
    years: float
    """Length of the period [a]."""
    area: float
    """Project land [ha]."""
    gain: float
    """Mean gain of project land beyond the control in the draws [t C/ha/a]."""
    told: frozenset[str] = frozenset()
    """Properties whose amounts the expectations state."""

    @property
    def always_open(self) -> tuple[Open, ...]:
        """Conditions that stand against every account: somebody has to cure them."""
        return tuple(item for item, count in self._open() if count == len(self.draws))

    def conditions(self) -> list[OpenCondition]:
        """Return the conditions that stand against an account, with how often."""
        return [
            OpenCondition(
                id=item.id,
                title=_words(item.title),
                share=share_text(count / len(self.draws)),
                found=_words(item.found),
                cure=_words(item.cure),
            )
            for item, count in self._open()
        ]

    def _open(self) -> list[tuple[Open, int]]:
        first: dict[str, Open] = {}
        for item in (open_ for one in self.draws for open_ in one.against):
            first.setdefault(item.id, item)
        counts = Counter(item.id for one in self.draws for item in one.against)
        return [(item, counts[name]) for name, item in first.items()]

    @property
    def units(self) -> FloatArray:
        """Units of each draw as the folder stands [t CO2e]."""
        return np.array([one.units for one in self.draws])

    @property
    def cured(self) -> FloatArray | None:
        """Units of each draw once what always stands against is cured [t CO2e].

        None where nothing always stands against, or where figures are unknown.
        """
        always = {item.id for item in self.always_open}
        known = _known([one.computed for one in self.draws])
        if not always or not len(known):
            return None
        return np.array([
            0.0
            if {item.id for item in one.against} - always or math.isnan(one.computed)
            else max(0.0, one.computed)
            for one in self.draws
        ])  # fmt: skip

    def figures(self, held: FloatArray | None = None) -> Figures:
        """Return expectation, interval and chances [t CO2e a year].

        Parameters
        ----------
        held
            Units of each draw [t CO2e]; as the folder stands where left out.
        """
        values = self.units if held is None else held
        yearly = values / self.years
        low, high = (float(np.quantile(yearly, end)) for end in INTERVAL)
        errors = [tonnes_text(quantile_error(yearly, end), "up") for end in INTERVAL]
        nets = _known([one.net for one in self.draws])
        negative = share_text(float(np.sum(nets < 0)) / len(values))
        return Figures(
            expected=tonnes_text(_mean(yearly)),
            error=tonnes_text(_error(yearly), "up"),
            low=tonnes_text(low),
            low_error=errors[0],
            high=tonnes_text(high, "up"),
            high_error=errors[1],
            chance_zero=share_text(float(np.mean(values <= 0))),
            chance_negative=negative if len(nets) else None,
        )

    def detectable(self) -> Detectable | None:
        """Return the least yearly gain that the design finds [t C/ha/a].

        The gain whose lower bound, as the account takes it before imports, emissions
        and leakage, lies above zero with a chance of four in five. Another gain is
        taken to move the bound of each draw by as much, so that it is the gain of the
        draws less the bound that four in five exceed. Gains below the credited depth,
        errors that grow with a stock, and another bound becoming the smallest make
        that differ by a few per cent of the distance between the two gains. Rounded
        up to the digits that its error by simulation supports. None where a method
        shows no bound, or a draw in five has none: such a draw finds nothing.
        """
        confidence, bounds = self.draws[0].confidence, self._bounds()
        known = _known(bounds)
        if math.isnan(confidence) or len(bounds) - len(known) >= (
            (1 - POWER) * len(bounds)
        ):
            return None
        held = np.where(np.isnan(bounds), known.min(), bounds)
        error = quantile_error(held, 1 - POWER)
        change = max(0.0, self.gain - float(np.quantile(held, 1 - POWER)))
        decimals = _supported(error)
        return Detectable(
            change=number_text(change, decimals, "up"),
            error=number_text(error, decimals, "up"),
            confidence=number_text(confidence, 4),
            power=number_text(POWER, 2),
        )

    def _bounds(self) -> FloatArray:
        """Return the lower bound of each draw [t C/ha/a]; nan where unknown."""
        names = [str(bar["name"]) for bar in self.pack.document["waterfall"]]
        if not {"gross", "uncertainty"} <= set(names):
            return np.full(len(self.draws), math.nan)
        carbon = self.pack.parameters[CO2_PER_C].number * self.area * self.years
        places = [at for at, name in enumerate(names) if name in BOUND_TERMS]
        return np.array([
            math.fsum(one.terms[at] for at in places) / carbon for one in self.draws
        ])  # fmt: skip

    def deductions(self) -> list[Deduction]:
        """Return the mean bars from measured effect to result [t CO2e, period].

        Over the draws in which a bar is known.
        """
        bars = self.pack.document["waterfall"]
        table = np.array([one.terms for one in self.draws])
        known = [_known(column) for column in table.T]
        return [
            Deduction(
                name=str(bar["name"]),
                title=Words(en=str(bar["title"]["en"]), zh=str(bar["title"]["zh"])),
                mean=number_text(_mean(held), 1) if len(held) else None,
            )
            for bar, held in zip(bars, known, strict=True)
        ]

    def dominant(self) -> str | None:
        """Return the name of the largest deduction, None where nothing is taken."""
        found = {
            item.name: Decimal(item.mean)
            for item in self.deductions()
            if item.mean is not None and item.name not in END_TERMS
        }
        least = min(found, key=lambda name: found[name], default=None)
        return least if least is not None and found[least] < 0 else None

    def lacking(self) -> list[str]:
        """Return the inputs for want of which no draw has a result."""
        always = set.intersection(*(set(one.lacking) for one in self.draws))
        return [
            name
            for name in self.draws[0].lacking
            if name in always and not self._is_told(name)
        ]

    def _is_told(self, name: str) -> bool:
        """Tell whether the amounts are there, so that only their years lack."""
        begins = Account.recorded_by(name)
        return bool(begins) and any(item.startswith(begins) for item in self.told)


def _known(values: Iterable[float]) -> FloatArray:
    """Return the values that are known: a draw may lose too many points."""
    held = np.array(list(values), dtype=np.float64)
    return held[~np.isnan(held)]


def _mean(values: Iterable[float]) -> float:
    held = [float(value) for value in values]
    return math.fsum(held) / len(held)


def _deviation(values: FloatArray) -> float:
    mean = _mean(values)
    squares = math.fsum((float(value) - mean) ** 2 for value in values)
    return math.sqrt(squares / (len(values) - 1))


def _error(values: FloatArray) -> float:
    """Return the standard error of the mean over the draws."""
    return _deviation(values) / math.sqrt(len(values))


def _supported(error: float) -> int:
    """Return how many decimals an error leaves sure: those down to its first digit.

    Examples
    --------
    >>> _supported(0.083), _supported(0.0004), _supported(2.0), _supported(0.0)
    (2, 3, 0, 3)
    """
    if error <= 0:
        return MOST_DECIMALS
    return min(MOST_DECIMALS, max(0, -math.floor(math.log10(error))))


def _words(text: Text) -> Words:
    return Words(en=text.en, zh=text.zh)


def number_text(
    number: float,
    decimals: int,
    direction: Literal["half_even", "down", "up"] = "half_even",
) -> str:
    """Return a number as decimal text."""
    return decimal_text(rounded(Decimal(repr(number)), decimals, direction))


def tonnes_text(number: float, direction: Literal["down", "up"] = "down") -> str:
    """Return tonnes a year with one decimal: what is expected is rounded down."""
    return number_text(number, 1, direction)


def share_text(number: float) -> str:
    """Return a chance with three decimals; 0 and 1 only where they are exact."""
    told = number_text(number, 3)
    is_near = Decimal(told) in {0, 1} and number not in {0, 1}
    return number_text(number, 4) if is_near else told
