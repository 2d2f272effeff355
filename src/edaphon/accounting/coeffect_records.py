"""Co-effects that the activity records give, and statements that contradict them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import polars as pl

from edaphon.accounting.coeffect_values import mean_of, needed_years, percent, told
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.layers import numbered, used
from edaphon.accounting.yearly import harvests, yearly_amounts
from edaphon.evidence import observed_property
from edaphon.kernel.errors import Problem
from edaphon.kernel.units import factor
from edaphon.schemas.coeffect_catalogue import Indicator, catalogue
from edaphon.schemas.models.coeffects import Indicator as Stated
from edaphon.schemas.record import stated_or

YIELD = "yield"
"""Property that is recorded on control land too and held against it."""

POINTS = 5
"""Percentage points by which a stated change may depart from the recorded one."""


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


def claim_problems(evidence: Evidence) -> Iterator[Problem]:
    """Tell of stated changes that the activity records contradict.

    Yields
    ------
    Problem
        ``COEFFECT_CONTRADICTED`` where, over the years that both have, the direction
        differs or the change is more than `POINTS` percentage points apart.
    """
    stated = evidence.project.coeffects
    if not stated.present:
        return
    series = recorded(evidence)
    for at, item in enumerate(stated_or(stated.model.indicators, [])):
        known = series.get(item.indicator)
        if known is None or known.baseline is None:
            continue
        pair = _changes(item, known)
        if pair is not None and _differ(*pair):
            yield Problem(
                code="COEFFECT_CONTRADICTED",
                where=stated.where("indicators", at, "years"),
                facts=_facts(item.indicator, known, pair),
            )


def _changes(item: Stated, known: Series) -> tuple[Fraction, Fraction] | None:
    """Return stated and recorded change over the years that both have [%]."""
    told_years = {
        str(one.year): Fraction(one.value) for one in stated_or(item.years, [])
    }
    both = [one.when for one in known.counted if one.when in told_years]
    before = stated_or(item.baseline, None)
    mean = known.mean_of_years(both)
    if mean is None or before is None or known.baseline is None:
        return None
    stated = percent(
        Fraction(before.value), mean_of([told_years[year] for year in both])
    )
    records = percent(known.baseline.value, mean)
    return None if stated is None or records is None else (stated, records)


def _differ(stated: Fraction, records: Fraction) -> bool:
    return stated * records < 0 or abs(stated - records) > POINTS


def _facts(
    code: str, known: Series, pair: tuple[Fraction, Fraction]
) -> Mapping[str, object]:
    title = catalogue().indicators[code].title
    stated, records = (told(value, 1) for value in pair)
    return {
        "title": {"en": title.en, "zh": title.zh},
        "stated": stated,
        "recorded": records,
        "place": _places(known),
        "points": str(POINTS),
    }


def _places(known: Series) -> dict[str, str]:
    """Return the rows of the records in words."""
    rows: dict[str, list[int]] = {}
    before = () if known.baseline is None else (known.baseline,)
    for one in (*before, *known.years):
        for file, listed in one.files.items():
            rows.setdefault(file, []).extend(listed)
    numbers = {file: ", ".join(map(str, sorted(found))) for file, found in rows.items()}
    return {
        "en": "; ".join(f"{file} row {listed}" for file, listed in numbers.items()),
        "zh": "；".join(f"{file} 第 {listed} 行" for file, listed in numbers.items()),
    }


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
    rows = used(numbered(evidence.observations)).filter(
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
