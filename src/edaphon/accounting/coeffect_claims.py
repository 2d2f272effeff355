"""Statements of co-effects that the evidence of the account contradicts."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from edaphon.accounting.coeffect_records import Recorded, Series, recorded
from edaphon.accounting.coeffect_values import mean_of, percent, told
from edaphon.accounting.denial import denied
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.sources import source_of
from edaphon.kernel.errors import Problem
from edaphon.kernel.language import LANGUAGES
from edaphon.kernel.units import display, factor
from edaphon.schemas.coeffect_catalogue import catalogue, slip_of
from edaphon.schemas.models.coeffects import Baseline, Year
from edaphon.schemas.models.coeffects import Indicator as Stated
from edaphon.schemas.record import stated_or

POINTS = 5
"""Percentage points by which a stated change may depart from the recorded one."""

LEVEL_PERCENT = 10
"""By how much a stated value may depart from the recorded one [%]."""

Place = tuple[str | int, ...]


def claim_problems(evidence: Evidence) -> Iterator[Problem]:
    """Tell of statements that records or ``sources_absent`` contradict.

    Yields
    ------
    Problem
        ``COEFFECT_DENIED`` where a value above 0 is stated of a source that is said not
        to exist; ``COEFFECT_LEVEL`` where a value departs by more than `LEVEL_PERCENT`
        from that of the records, in one unit; ``COEFFECT_CONTRADICTED`` where, over the
        years that both have, the direction differs or the change is more than `POINTS`
        percentage points apart.
    """
    stated = evidence.project.coeffects
    if not stated.present:
        return
    series = recorded(evidence)
    for at, item in enumerate(stated_or(stated.model.indicators, [])):
        place: Place = ("indicators", at)
        yield from _denials(evidence, item, place)
        if (known := series.get(item.indicator)) is not None:
            yield from _levels(evidence, item, known, place)
            yield from _directions(evidence, item, known, place)


def _values(item: Stated) -> Iterator[tuple[Place, Baseline | Year]]:
    """Yield every stated value with its place in the entry."""
    if (before := stated_or(item.baseline, None)) is not None:
        yield ("baseline", "value"), before
    for at, one in enumerate(stated_or(item.years, [])):
        yield ("years", at, "value"), one


def _scale(item: Stated) -> Fraction:
    """Return what turns the values of an entry into the indicator's unit."""
    unit = catalogue().indicators[item.indicator].unit
    return factor(stated_or(item.unit, unit), unit)


def _title(item: Stated) -> dict[str, str]:
    title = catalogue().indicators[item.indicator].title
    return {"en": title.en, "zh": title.zh}


def _measured(value: Fraction, item: Stated) -> dict[str, str]:
    """Return a value with the indicator's unit, as people write it."""
    known = catalogue().indicators[item.indicator]
    return {
        language: f"{told(value, known.decimals)} {display(known.unit, language)}"
        for language in LANGUAGES
    }


# --- Sources that are said not to exist ---------------------------------------------


def _denials(evidence: Evidence, item: Stated, place: Place) -> Iterator[Problem]:
    source = source_of(catalogue().indicators[item.indicator].records)
    if not source or not denied(evidence, source):
        return
    for path, one in _values(item):
        if Fraction(one.value) > 0:
            denial = evidence.project.where("sources_absent", source)
            yield Problem(
                code="COEFFECT_DENIED",
                where=evidence.project.coeffects.where(*place, *path),
                facts={
                    "title": _title(item),
                    "stated": _measured(Fraction(one.value) * _scale(item), item),
                    "field": f"sources_absent.{source}",
                    "place": {name: denial.text(name) for name in LANGUAGES},
                },
            )


# --- Levels -------------------------------------------------------------------------


def _levels(
    evidence: Evidence, item: Stated, known: Series, place: Place
) -> Iterator[Problem]:
    """Tell of each value that is not the recorded one; weeks of a year count not."""
    held = {one.when: one for one in known.counted}
    for path, one in _values(item):
        year = str(one.year) if isinstance(one, Year) else ""
        records = held.get(year) if year else known.baseline
        if records is None:
            continue
        stated = Fraction(one.value) * _scale(item)
        if 100 * abs(stated - records.value) > LEVEL_PERCENT * abs(records.value):
            yield Problem(
                code="COEFFECT_LEVEL",
                where=evidence.project.coeffects.where(*place, *path),
                facts={
                    "title": _title(item),
                    "when": records.when,
                    "stated": _measured(stated, item),
                    "recorded": _measured(records.value, item),
                    "slip": slip_of(stated, records.value),
                    "place": _places([records]),
                    "percent": str(LEVEL_PERCENT),
                },
            )


# --- Directions ---------------------------------------------------------------------


def _directions(
    evidence: Evidence, item: Stated, known: Series, place: Place
) -> Iterator[Problem]:
    pair = _changes(item, known)
    if pair is None or known.baseline is None:
        return
    stated, records = pair
    if stated * records < 0 or abs(stated - records) > POINTS:
        yield Problem(
            code="COEFFECT_CONTRADICTED",
            where=evidence.project.coeffects.where(*place, "years"),
            facts={
                "title": _title(item),
                "stated": told(stated, 1),
                "recorded": told(records, 1),
                "place": _places([known.baseline, *known.years]),
                "points": str(POINTS),
            },
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


def _places(values: Sequence[Recorded]) -> dict[str, str]:
    """Return the rows behind some values of the records in words."""
    rows: dict[str, list[int]] = {}
    for one in values:
        for file, listed in one.files.items():
            rows.setdefault(file, []).extend(listed)
    numbers: Mapping[str, str] = {
        file: ", ".join(map(str, sorted(found))) for file, found in rows.items()
    }
    return {
        "en": "; ".join(f"{file} row {listed}" for file, listed in numbers.items()),
        "zh": "；".join(f"{file} 第 {listed} 行" for file, listed in numbers.items()),
    }
