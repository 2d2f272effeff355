"""An estimate as a weighted sum of independent group means, with its variance.

Every group (a stratum of one campaign, the plots of one control) keeps its own
name. Sums and differences add up the weights of equal names first, so that a
control that serves several strata or projects enters their covariance by
itself.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.science import student
from edaphon.science.freedom import satterthwaite


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Mean of one group of independent values, and its weight in an estimate."""

    group: str
    """Name; equal names are the same measurements."""
    weight: float
    """Factor of the mean in the estimate."""
    mean: float
    """Mean of the group."""
    variance: float
    """Variance of that mean, the square of its standard error."""
    df: float
    """Degrees of freedom of the variance [1]; ``inf`` where it is known."""

    @property
    def share(self) -> float:
        """Part of the estimate's variance that this group causes."""
        return self.weight * self.weight * self.variance


@dataclass(frozen=True, slots=True)
class Estimate:
    """A weighted sum of group means; unit of the values, unless said otherwise."""

    terms: tuple[Term, ...]
    """Groups in the order of their names."""

    @property
    def value(self) -> float:
        """The estimate."""
        return math.fsum(term.weight * term.mean for term in self.terms)

    @property
    def variance(self) -> float:
        """Square of the standard error."""
        return math.fsum(term.share for term in self.terms)

    @property
    def standard_error(self) -> float:
        """Standard error, the unit of the values."""
        return math.sqrt(self.variance)

    @property
    def df_design(self) -> float:
        """Values less groups [1]; groups whose variance is known do not count."""
        return math.fsum(term.df for term in self.terms if math.isfinite(term.df))

    @property
    def df_satterthwaite(self) -> float:
        r"""Degrees of freedom of the summed variance after Satterthwaite [1].

        .. math::

            \nu = \frac{(\sum g_h)^2}{\sum g_h^2 / \nu_h}

        ``inf`` where only known variances contribute, the design's degrees of
        freedom where the variance is 0.
        """
        shares = [term.share for term in self.terms]
        if math.fsum(shares) == 0:
            return self.df_design
        return satterthwaite(shares, [term.df for term in self.terms])

    def lower_bound(self, probability: float, df: float) -> float:
        """Return the one-sided lower bound value - t(probability, df) SE.

        Parameters
        ----------
        probability
            Chance that the truth lies above [1], for example 0.90.
        df
            Degrees of freedom [1]; the method names the rule.
        """
        return self.value - student.quantile(probability, df) * self.standard_error

    def interval(self, level: float, df: float) -> tuple[float, float]:
        """Return the two-sided interval value -/+ t((1 + level)/2, df) SE.

        Parameters
        ----------
        level
            Coverage [1], for example 0.90.
        df
            Degrees of freedom [1]; the method names the rule.
        """
        half = student.quantile((1 + level) / 2, df) * self.standard_error
        return self.value - half, self.value + half

    def probability_above_zero(self, df: float) -> float:
        """Return T(value/SE), the chance of a truth above 0 [1].

        Without any variance: 1, 0, or one half, by the sign of the value.
        """
        value, error = self.value, self.standard_error
        if error > 0:
            return student.probability(value / error, df)
        return 0.5 + 0.5 * ((value > 0) - (value < 0))


def group_mean(group: str, values: Sequence[float]) -> Estimate:
    """Estimate a mean from independent values.

    Parameters
    ----------
    group
        Name of the group.
    values
        Two values or more; their order does not matter.

    Returns
    -------
    Estimate
        Mean, with n - 1 degrees of freedom.

    Raises
    ------
    EdaphonError
        ``SCI_NOT_A_NUMBER`` for a value that is ``nan`` or infinite and
        ``SCI_TOO_FEW_VALUES`` for fewer than two values.

    Examples
    --------
    >>> mean = group_mean("plots", [1.2, -0.4, 2.2, 0.9, 1.6, 0.1])
    >>> round(mean.value, 7), round(mean.standard_error, 7)
    (0.9333333, 0.3912941)
    """
    mean, spread = _mean_and_variance(group, values)
    return Estimate(
        (
            Term(
                group=group,
                weight=1.0,
                mean=mean,
                variance=spread / len(values),
                df=float(len(values) - 1),
            ),
        )
    )


def known_error(name: str, standard_error: float) -> Estimate:
    """Return an error of mean 0 that is common to all values of an estimate.

    Parameters
    ----------
    name
        Name, such as the laboratory's bias; equal names are the same error.
    standard_error
        Standard uncertainty in the unit of the estimate it is added to.

    Returns
    -------
    Estimate
        Value 0, infinite degrees of freedom.
    """
    variance = standard_error * standard_error
    term = Term(group=name, weight=1.0, mean=0.0, variance=variance, df=math.inf)
    return Estimate((term,))


def combine(parts: Iterable[tuple[float, Estimate]]) -> Estimate:
    """Add up weighted estimates; groups that they share are counted once.

    Parameters
    ----------
    parts
        Weight and estimate; a difference has the weights 1 and -1.

    Returns
    -------
    Estimate
        The sum. A group in several parts gets the sum of its weights, which
        is what its covariance demands.

    Raises
    ------
    EdaphonError
        ``SCI_GROUP_DIFFERS`` when one name stands for different values.
    """
    weights: dict[str, list[float]] = {}
    terms: dict[str, Term] = {}
    for weight, estimate in parts:
        for term in estimate.terms:
            known = terms.setdefault(term.group, term)
            if (known.mean, known.variance, known.df) != (
                term.mean,
                term.variance,
                term.df,
            ):
                raise EdaphonError(
                    Problem(code="SCI_GROUP_DIFFERS", facts={"group": term.group})
                )
            weights.setdefault(term.group, []).append(weight * term.weight)
    return Estimate(
        tuple(
            _weighted(terms[group], math.fsum(weights[group]))
            for group in sorted(terms)
        )
    )


def difference(first: Estimate, second: Estimate) -> Estimate:
    """Return first minus second, for example treatment minus control.

    Parameters
    ----------
    first, second
        Estimates; groups in both cancel as far as their weights agree.

    Returns
    -------
    Estimate
        The difference.
    """
    return combine([(1.0, first), (-1.0, second)])


def covariance(first: Estimate, second: Estimate) -> float:
    """Return the covariance that two estimates owe to the groups they share.

    Parameters
    ----------
    first, second
        Estimates, for example of two projects with one control.

    Returns
    -------
    float
        Covariance, unit of the first times unit of the second.
    """
    theirs = {term.group: term for term in second.terms}
    return math.fsum(
        term.weight * theirs[term.group].weight * term.variance
        for term in first.terms
        if term.group in theirs
    )


def _weighted(term: Term, weight: float) -> Term:
    return Term(
        group=term.group,
        weight=weight,
        mean=term.mean,
        variance=term.variance,
        df=term.df,
    )


def _mean_and_variance(group: str, values: Sequence[float]) -> tuple[float, float]:
    if not all(math.isfinite(value) for value in values):
        raise EdaphonError(Problem(code="SCI_NOT_A_NUMBER", facts={"group": group}))
    count = len(values)
    if count < 2:
        raise EdaphonError(
            Problem(code="SCI_TOO_FEW_VALUES", facts={"group": group, "count": count})
        )
    mean = math.fsum(values) / count
    squares = math.fsum((value - mean) * (value - mean) for value in values)
    return mean, squares / (count - 1)
