"""Co-effects that the activity records give, with the rows behind them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import polars as pl

from edaphon.accounting.coeffect_values import mean_of, needed_years
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import counted
from edaphon.accounting.yearly import yearly_amounts
from edaphon.accounting.yields import harvests
from edaphon.evidence import observed_property
from edaphon.kernel.units import factor
from edaphon.schemas.coeffect_catalogue import Indicator, catalogue

YIELD = "yield"
"""Property that is recorded on control land too and held against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One value of the activity records."""

    when: str
    """Calendar year, or years of the baseline."""
    value: Fraction
    """In the indicator's standard unit."""
    files: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Rows behind it, by file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What the records say of one indicator, before and in the project."""

    baseline: Recorded | None
    years: tuple[Recorded, ...]
    needed: frozenset[str]
    """Years that count; one of which the period holds a few weeks does not."""

    @property
    def mean(self) -> Fraction | None:
        """Yearly mean of the project; None where no year that counts is recorded."""
        return self.mean_of_years([one.when for one in self.years])

    def mean_of_years(self, years: Collection[str]) -> Fraction | None:
        """Return the mean of those years among some that count and are recorded."""
        held = [one.value for one in self.counted if one.when in years]
        return mean_of(held) if held else None

    @property
    def counted(self) -> tuple[Recorded, ...]:
        """Recorded years that count."""
        return tuple(one for one in self.years if one.when in self.needed)


def recorded(evidence: Evidence) -> Mapping[str, Series]:
    """Return the indicators that the activity records give, by code."""
    area = _area(evidence)
    found: dict[str, Series] = {}
    for code, known in catalogue().indicators.items():
        if known.records == YIELD:
            series = _against_control(evidence)
        elif known.records and area:
            series = _per_hectare(evidence, known, area)
        else:
            series = None
        if series is not None:
            found[code] = series
    return found


def _area(evidence: Evidence) -> Fraction | None:
    """Return the project area [ha], None where that of a stratum is not known."""
    text = text_of(sum(evidence.area_ha(item.id) for item in evidence.strata), 4)
    return Fraction(text) if text and Fraction(text) > 0 else None


def _per_hectare(evidence: Evidence, known: Indicator, area: Fraction) -> Series | None:
    """Return yearly amounts of one property over the project area."""
    yearly = yearly_amounts(evidence)
    scale = factor(observed_property(known.records).unit + "/har", known.unit) / area
    sums = _sums(evidence, known.records)
    project = {year: one for (role, year), one in sums.items() if role == "project"}
    before = {year: one for (role, year), one in sums.items() if role == "baseline"}
    if not project:
        return None
    years = tuple(
        Recorded(when=year, value=value * scale, files=files)
        for year, (value, files) in sorted(project.items())
    )
    baseline = None
    if before:
        whole = sum((value for value, _ in before.values()), Fraction(0)) * scale
        baseline = Recorded(
            when=_span(yearly.years["baseline"]),
            value=whole / Fraction(yearly.covered["baseline"]),
            files=_joined([files for _, files in before.values()]),
        )
    return Series(baseline=baseline, years=years, needed=_needed(evidence))


def _sums(
    evidence: Evidence, name: str
) -> dict[tuple[str, str], tuple[Fraction, dict[str, list[int]]]]:
    """Return exact sums by scenario and year, with the rows behind them."""
    rows = counted(evidence).filter(
        (pl.col("property") == name)
        & pl.col("role").is_in(["baseline", "project"])
        & (pl.col("top_cm") == "")
    )
    found: dict[tuple[str, str], tuple[Fraction, dict[str, list[int]]]] = {}
    for row in rows.iter_rows(named=True):
        key = (row["role"], row["campaign"])
        value, files = found.get(key, (Fraction(0), {}))
        files.setdefault(row["file"], []).append(row["row"])
        found[key] = (value + Fraction(row["number"]), files)
    return found


def _against_control(evidence: Evidence) -> Series | None:
    """Return yields of the project, held against control land of the same years."""
    needed = _needed(evidence)
    by_year: dict[str, list[tuple[Fraction, Fraction, list[int], list[int]]]] = {}
    for item in harvests(evidence):
        project, control = item.sides["project"], item.sides["control"]
        pair = (Fraction(str(project[0])), Fraction(str(control[0])))
        by_year.setdefault(item.year, []).append((*pair, project[1], control[1]))
    if not by_year:
        return None
    years, controls, control_rows = [], [], []
    for year, pairs in sorted(by_year.items()):
        rows = [row for one in pairs for row in one[2]]
        value = mean_of([one[0] for one in pairs])
        years.append(Recorded(when=year, value=value, files=_files(evidence, rows)))
        if year in needed:
            controls.append(mean_of([one[1] for one in pairs]))
            control_rows += [row for one in pairs for row in one[3]]
    baseline = None
    if controls:
        baseline = Recorded(
            when=_span([year for year in sorted(by_year) if year in needed]),
            value=mean_of(controls),
            files=_files(evidence, control_rows),
        )
    return Series(baseline=baseline, years=tuple(years), needed=needed)


def _needed(evidence: Evidence) -> frozenset[str]:
    period = evidence.period
    return frozenset(needed_years(period.start, period.end))


def _files(evidence: Evidence, ids: Sequence[int]) -> dict[str, list[int]]:
    rows = evidence.observations[list(ids)].select("file", "row")
    found: dict[str, list[int]] = {}
    for file, row in rows.iter_rows():
        found.setdefault(file, []).append(row)
    return found


def _joined(parts: Sequence[Mapping[str, Sequence[int]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for part in parts:
        for file, rows in part.items():
            found.setdefault(file, []).extend(rows)
    return found


def _span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"
