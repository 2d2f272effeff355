"""Land that is flooded by its crops, its cover or its methane, and not by its scenario.

Where soil is flooded its methane counts; a scenario of dry land would leave it out.
"""

from collections.abc import Iterator

import polars as pl

from edaphon.accounting.activity import FLOODED
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import counted
from edaphon.accounting.named_crops import named_of
from edaphon.accounting.yearly import BURNT, SCENARIOS
from edaphon.evidence import observed_property
from edaphon.kernel.errors import Problem, Where
from edaphon.kernel.language import Text
from edaphon.monitoring import place_of

PADDY = "paddy"
"""The scenario of paddies and managed wetland: its methane counts."""

METHANE = "ch4_flux"


def flooding_problems(evidence: Evidence) -> Iterator[Problem]:
    """Tell of land of a dry scenario that something says is flooded.

    Yields
    ------
    Problem
        ``LAND_FLOODED`` for each crop of flooded land that is named, for burnt rice
        straw where no upland rice is named, for a cover of wetland, for a stated
        factor of flooded soil, and for measured methane: the mean of a day above what
        aerated soil gives off.
    """
    scenario = evidence.project.scenario
    if scenario == PADDY:
        return
    for where, said in (
        *_crops(evidence), *_burnt(evidence), *_cover(evidence), *_factors(evidence),
        *_measured(evidence),
    ):  # fmt: skip
        facts = {"said": said, "scenario": scenario}
        yield Problem(code="LAND_FLOODED", where=where, facts=facts)


Told = Iterator[tuple[Where, Text]]


def _crops(evidence: Evidence) -> Told:
    for item in named_of(evidence, "flooded"):
        yield (
            item.where,
            Text(
                en=f"“{item.words}” names a crop of flooded land",
                zh=f"“{item.words}”含水田作物",
            ),
        )


def _burnt(evidence: Evidence) -> Told:
    """Tell of the straw of rice; that of upland rice is named so with the same code."""
    name = f"{BURNT}rice"
    rows = counted(evidence).filter(
        (pl.col("property") == name) & (pl.col("number").cast(pl.Float64) > 0)
    )
    if not rows.is_empty() and not named_of(evidence, "dry_rice"):
        yield (
            place_of(rows.row(0, named=True)),
            Text(
                en=f"rice straw was burnt on it ({name})",
                zh=f"有水稻秸秆焚烧记录（{name}）",
            ),
        )


def _cover(evidence: Evidence) -> Told:
    if evidence.project.land.cover == "wetland":
        yield (
            evidence.project.where("land", "cover"),
            Text(en="land.cover is wetland", zh="land.cover 为 wetland（湿地）"),
        )


def _factors(evidence: Evidence) -> Told:
    for name in (f"{FLOODED}.{role}" for role in SCENARIOS):
        if name in evidence.factors and float(evidence.factors[name].value) > 0:
            yield (
                evidence.project.where("factors", name),
                Text(
                    en=f"factors.{name} states methane of flooded soil",
                    zh=f"factors.{name} 填报了淹水土壤甲烷",
                ),
            )


def _measured(evidence: Evidence) -> Told:
    """Tell of the first day whose mean over a stratum and role is too high."""
    known = observed_property(METHANE)
    limits = known.plausible_for(scenario=evidence.project.scenario)
    rows = counted(evidence).filter(pl.col("property") == METHANE)
    if limits is None or limits.high is None or rows.is_empty():
        return
    day = pl.col("phenomenon_time").str.slice(0, 10).alias("day")
    mean = pl.col("number").cast(pl.Float64).mean().over(day, "role", "stratum")
    high = rows.with_columns(day, mean.alias("mean")).filter(
        pl.col("mean") > float(limits.high)
    )
    for row in high.sort("day", maintain_order=True).head(1).iter_rows(named=True):
        most = f"{row['mean']:.3g}"
        yield (
            place_of(row),
            Text(
                en=f"on {row['day']} its chambers gave off {most} "
                f"{known.display['en']} of methane on the mean, aerated soil at most "
                f"{limits.high}",
                zh=f"{row['day']} 静态箱甲烷通量平均 {most} {known.display['zh']}，"
                f"旱地土壤不超过 {limits.high}",
            ),
        )
