"""Design-based means and changes over strata."""

import math
from collections.abc import Mapping, Sequence

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.science import student
from edaphon.science.estimates import (
    Estimate,
    Term,
    combine,
    difference,
    group_mean,
)

Values = Mapping[str, Sequence[float]]
"""Values per stratum; their order does not matter."""

Revisited = Mapping[str, Mapping[str, float]]
"""Value per point per stratum; the points are visited again."""


def stratified_mean(
    values: Values,
    areas: Mapping[str, float],
    *,
    name: str = "",
    collapse: Mapping[str, str] | None = None,
) -> Estimate:
    r"""Estimate the area-weighted mean of random points within strata.

    .. math::

        \bar y = \sum_h W_h \bar y_h, \qquad
        v = \sum_h W_h^2 s_h^2 / n_h, \qquad W_h = A_h / A

    Points, not plots, are sampled: there is no finite-population factor. A
    composite of several cores is one value; the means of clusters are the
    values of a two-stage design (:func:`cluster_means`).

    Parameters
    ----------
    values
        :math:`y`, at least two per stratum.
    areas
        :math:`A_h` of the same strata, any one unit; above 0.
    name
        Campaign or land that the groups' names begin with. Estimates with
        different names are independent; equal names are the same points.
    collapse
        Strata of one point and the stratum whose variance each joins. A
        stratum of one point that is not named here is refused. The mean stays
        that of the separate strata; the joint variance holds the difference
        between them too, which errs on the safe side.

    Returns
    -------
    Estimate
        Mean in the unit of the values, one term per stratum or joined strata.

    Raises
    ------
    EdaphonError
        ``SCI_STRATA_DIFFER`` when values and areas do not name the same
        strata, ``SCI_AREA`` for an area that is not above 0,
        ``SCI_ONE_POINT`` for a stratum of one point, and as
        :func:`~edaphon.science.estimates.group_mean`.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., 5.4 and 5A.12.

    Examples
    --------
    >>> mean = stratified_mean(
    ...     {"A": [50, 55, 61, 58], "B": [40, 47, 43]}, {"A": 120, "B": 80}
    ... )
    >>> round(mean.value, 5), round(mean.standard_error, 6)
    (50.93333, 1.624124)
    >>> round(mean.df_satterthwaite, 6)
    4.568123
    """
    joins = dict(collapse or {})
    _require_strata(values, areas, joins)
    whole = math.fsum(areas.values())
    weights = {stratum: areas[stratum] / whole for stratum in areas}
    parts = []
    for stratum in sorted(values):
        if stratum in joins:
            continue
        joined = [stratum, *sorted(lone for lone in joins if joins[lone] == stratum)]
        group = f"{name}/{'+'.join(joined)}" if name else "+".join(joined)
        if len(joined) == 1:
            parts.append((weights[stratum], group_mean(group, values[stratum])))
        else:
            parts.append((1.0, _collapsed(group, joined, values, weights)))
    return combine(parts)


def paired_differences(
    before: Mapping[str, float], after: Mapping[str, float]
) -> dict[str, float]:
    """Return after minus before at every point.

    Parameters
    ----------
    before, after
        Value per point; both campaigns visit the same points.

    Returns
    -------
    dict[str, float]
        Difference per point, in the order of the points' names.

    Raises
    ------
    EdaphonError
        ``SCI_UNPAIRED`` for every point of only one campaign.
    """
    alone = sorted(before.keys() ^ after.keys())
    if alone:
        raise EdaphonError(
            [Problem(code="SCI_UNPAIRED", facts={"point": point}) for point in alone]
        )
    return {point: after[point] - before[point] for point in sorted(before)}


def paired_change(
    before: Revisited,
    after: Revisited,
    areas: Mapping[str, float],
    *,
    name: str = "",
    collapse: Mapping[str, str] | None = None,
) -> Estimate:
    """Estimate the mean change where the same points were visited twice.

    Parameters
    ----------
    before, after
        Value per point per stratum.
    areas, name, collapse
        As in :func:`stratified_mean`.

    Returns
    -------
    Estimate
        Mean of the differences.

    Raises
    ------
    EdaphonError
        As :func:`paired_differences` and :func:`stratified_mean`.
    """
    strata = sorted(before.keys() | after.keys())
    changes = {
        stratum: tuple(
            paired_differences(before.get(stratum, {}), after.get(stratum, {})).values()
        )
        for stratum in strata
    }
    return stratified_mean(changes, areas, name=name, collapse=collapse)


def independent_change(
    before: Values,
    after: Values,
    areas: Mapping[str, float],
    *,
    name: str = "",
    collapse: Mapping[str, str] | None = None,
) -> Estimate:
    """Estimate the change between campaigns of separately drawn points.

    Parameters
    ----------
    before, after
        Values per stratum of the two campaigns.
    areas, name, collapse
        As in :func:`stratified_mean`.

    Returns
    -------
    Estimate
        Difference of the means; variances add.

    Raises
    ------
    EdaphonError
        As :func:`stratified_mean`.
    """
    first, second = (
        stratified_mean(values, areas, name=f"{name}@{round_}", collapse=collapse)
        for round_, values in (("before", before), ("after", after))
    )
    return difference(second, first)


def cluster_means(values: Sequence[float], clusters: Sequence[str]) -> list[float]:
    """Average the values of each cluster, the first stage of a two-stage design.

    The means of the clusters, as values of :func:`stratified_mean`, carry the
    variance of both stages; the cores of one cluster count once.

    Parameters
    ----------
    values
        Values of the second stage.
    clusters
        Cluster of each value.

    Returns
    -------
    list[float]
        One mean per cluster, in the order of their names.

    Raises
    ------
    EdaphonError
        ``SCI_SHAPES_DIFFER`` when values and clusters differ in number.
    """
    if len(values) != len(clusters):
        facts = {"shapes": f"values ({len(values)},), clusters ({len(clusters)},)"}
        raise EdaphonError(Problem(code="SCI_SHAPES_DIFFER", facts=facts))
    members: dict[str, list[float]] = {}
    for value, cluster in zip(values, clusters, strict=True):
        members.setdefault(cluster, []).append(value)
    return [
        math.fsum(members[cluster]) / len(members[cluster])
        for cluster in sorted(members)
    ]


def minimum_detectable_difference(
    standard_deviation: float,
    points: int,
    *,
    correlation: float = 0.0,
    confidence: float = 0.95,
    power: float = 0.80,
) -> float:
    r"""Return the smallest change that a design is likely to see.

    .. math::

        \delta = (z_{(1+c)/2} + z_{p})\, s \sqrt{2 (1 - \rho) / n}

    Parameters
    ----------
    standard_deviation
        :math:`s` between points of one campaign.
    points
        :math:`n` in each campaign.
    correlation
        :math:`\rho` between the campaigns [1]: 0.5 to 0.8 where the same
        points are visited within a metre, 0 for separate points.
    confidence, power
        :math:`c`, two-sided, and :math:`p` [1].

    Returns
    -------
    float
        :math:`\delta`, unit of the standard deviation.

    Raises
    ------
    EdaphonError
        ``SCI_TOO_FEW_VALUES`` for fewer than two points.

    Examples
    --------
    >>> round(minimum_detectable_difference(10.0, 30, correlation=0.7), 6)
    3.96204
    """
    if points < 2:
        raise EdaphonError(
            Problem(
                code="SCI_TOO_FEW_VALUES", facts={"group": "points", "count": points}
            )
        )
    z = student.normal_quantile((1 + confidence) / 2) + student.normal_quantile(power)
    return z * standard_deviation * math.sqrt(2 * (1 - correlation) / points)


def _require_strata(
    values: Values, areas: Mapping[str, float], joins: Mapping[str, str]
) -> None:
    odd = sorted(values.keys() ^ areas.keys())
    odd += sorted({*joins, *joins.values()} - values.keys())
    odd += sorted(joins.keys() & set(joins.values()))
    problems = [
        Problem(code="SCI_STRATA_DIFFER", facts={"stratum": stratum}) for stratum in odd
    ]
    problems += [
        Problem(code="SCI_AREA", facts={"stratum": stratum, "area": area})
        for stratum, area in sorted(areas.items())
        if not 0 < area < math.inf
    ]
    problems += [
        Problem(code="SCI_ONE_POINT", facts={"stratum": stratum})
        for stratum, given in sorted(values.items())
        if len(given) == 1 and stratum not in {*joins, *joins.values()}
    ]
    if problems:
        raise EdaphonError(problems)


def _collapsed(
    group: str, joined: Sequence[str], values: Values, weights: Mapping[str, float]
) -> Estimate:
    """Keep each stratum's mean, but take one variance from all their points."""
    pooled = group_mean(group, [value for name in joined for value in values[name]])
    count = sum(len(values[name]) for name in joined)
    spread = pooled.terms[0].variance * count
    means = {name: math.fsum(values[name]) / len(values[name]) for name in joined}
    share = math.fsum(
        weights[name] * weights[name] / len(values[name]) for name in joined
    )
    return Estimate(
        (
            Term(
                group=group,
                weight=1.0,
                mean=math.fsum(weights[name] * means[name] for name in joined),
                variance=spread * share,
                df=float(count - 1),
            ),
        )
    )
