"""The table of co-effects, ``account/coeffects.json``; no carbon unit rests on it."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from msgspec import UnsetType

from edaphon.accounting.coeffect_records import Recorded, Series, recorded
from edaphon.accounting.coeffect_values import (
    ORDER,
    Moved,
    lacks,
    mean_of,
    needed_years,
    percent,
    told,
)
from edaphon.accounting.evidence import Evidence
from edaphon.kernel.units import factor
from edaphon.schemas.coeffect_catalogue import (
    MARK,
    REFERENCE,
    Indicator,
    catalogue,
)
from edaphon.schemas.models.account import Text
from edaphon.schemas.models.coeffects import Baseline, Year
from edaphon.schemas.models.coeffects import Indicator as Stated
from edaphon.schemas.models.coeffects import Safeguard as Answered
from edaphon.schemas.models.coeffects import Text as Words
from edaphon.schemas.models.effects import (
    Effect,
    EffectFile,
    EffectSafeguard,
    EffectSdg,
    EffectsRecord,
    EffectTopic,
    EffectValue,
)
from edaphon.schemas.record import stated_or

FILE = "coeffects.yaml"

Status = Literal["no", "partly", "stated", "no_data", "not_applicable", "on_file"]

STATUSES: tuple[Status, ...] = (
    "no", "partly", "stated", "no_data", "not_applicable", "on_file",
)  # fmt: skip
"""In which order safeguards are shown: what is not fulfilled stands first."""


def effects_record(evidence: Evidence) -> EffectsRecord:
    """Return the co-effects as computed; only for evidence that has such a file."""
    stated = evidence.project.coeffects
    period = evidence.period
    years = needed_years(period.start, period.end)
    rows = _indicators(evidence, years)
    safeguards = _safeguards(stated_or(stated.model.safeguards, []))
    with_data = {row.topic for row in rows if row.verdict != "no_data"}
    with_data |= {row.topic for row in safeguards if row.status != "no_data"}
    return EffectsRecord(
        v="edaphon.effects/1",
        document=EffectFile(path=FILE, digest=stated.digest),
        years=years,
        counts=dict(sorted(Counter(row.verdict for row in rows).items())),
        indicators=rows,
        without=[
            EffectTopic(topic=name, title=title)
            for name, title in catalogue().topics.items()
            if name not in with_data
        ],
        safeguards=safeguards,
    )


def _indicators(evidence: Evidence, years: Sequence[str]) -> list[Effect]:
    """Return every indicator that is stated or recorded, the worsened first."""
    listed = stated_or(evidence.project.coeffects.model.indicators, [])
    stated = {item.indicator: item for item in listed}
    records = recorded(evidence)
    rows = [
        _of_records(code, records[code], stated.get(code), years)
        if code in records
        else _of_statement(stated[code], years)
        for code in catalogue().indicators
        if code in records or code in stated
    ]
    return sorted(rows, key=lambda row: ORDER.index(row.verdict))


def _row(
    code: str,
    unit: str,
    moved: Moved,
    *,
    baseline: EffectValue | None,
    years: list[EffectValue],
    how: Stated | None,
    origin: Literal["stated", "records"],
) -> Effect:
    known = catalogue().indicators[code]
    change, decimals = moved.change, known.decimals
    share = (
        None
        if moved.mean is None or moved.baseline is None
        else percent(moved.baseline, moved.mean)
    )
    return Effect(
        topic=known.topic,
        topic_title=catalogue().topics[known.topic],
        indicator=code,
        title=known.title,
        unit=unit,
        better=known.better,
        needs=known.needs,
        origin=origin,
        baseline=baseline,
        years=years,
        mean=None if moved.mean is None else told(moved.mean, decimals),
        change=None if change is None else told(change, decimals),
        change_percent=None if share is None else told(share, 1),
        verdict=moved.verdict,
        method=None if how is None else _words(how.method),
        measured_by=None if how is None else stated_or(how.measured_by, None),
        detects=told(moved.detects) if moved.detects else None,
        sdg=[
            EffectSdg(target=target, reference=REFERENCE, mark=MARK)
            for target in known.sdg
        ],
    )


def _of_records(
    code: str, series: Series, stated: Stated | None, years: Sequence[str]
) -> Effect:
    """Return an indicator that the activity records give; what is typed says how."""
    known = catalogue().indicators[code]
    before = series.baseline
    moved = Moved(
        better=known.better,
        baseline=None if before is None else before.value,
        mean=series.mean,
        lacking=lacks(years, [one.when for one in series.years]),
        shown=True,
    )
    return _row(
        code,
        known.unit,
        moved,
        baseline=None if before is None else _recorded_value(before, known),
        years=[_recorded_value(one, known) for one in series.years],
        how=stated,
        origin="records",
    )


def _recorded_value(one: Recorded, known: Indicator) -> EffectValue:
    return EffectValue(
        when=one.when,
        value=told(one.value, known.decimals),
        file=", ".join(one.files),
        at="",
        rows=sorted(row for rows in one.files.values() for row in rows),
    )


def _of_statement(item: Stated, needed: Sequence[str]) -> Effect:
    """Return an indicator as the project states it.

    A year of which the period holds only a few weeks is shown and not counted.
    """
    known = catalogue().indicators[item.indicator]
    typed = stated_or(item.unit, known.unit)
    unit = typed if typed in known.also else known.unit
    scale = Fraction(1) if unit == typed else factor(typed, unit)
    before = stated_or(item.baseline, None)
    listed = sorted(stated_or(item.years, []), key=lambda one: one.year)
    wanted = needed if known.needs == "every_year" else ()
    counted = [one for one in listed if str(one.year) in wanted]
    counted = counted if wanted else listed[-1:]
    behind: list[Baseline | Year] = [*counted, *([before] if before else [])]
    moved = Moved(
        better=known.better,
        baseline=None if before is None else Fraction(before.value) * scale,
        mean=_mean(counted, scale),
        lacking=lacks(wanted, [str(one.year) for one in listed]),
        shown=all(not isinstance(one.file, UnsetType) for one in behind),
        detects=Fraction(stated_or(item.detects, "0")) * scale,
    )
    return _row(
        item.indicator,
        unit,
        moved,
        baseline=None if before is None else _stated_value(before.day, before, scale),
        years=_with_gaps(listed, wanted, scale),
        how=item,
        origin="stated",
    )


def _mean(counted: Sequence[Year], scale: Fraction) -> Fraction | None:
    if not counted:
        return None
    return mean_of([Fraction(one.value) for one in counted]) * scale


def _with_gaps(
    listed: Sequence[Year], needed: Sequence[str], scale: Fraction
) -> list[EffectValue]:
    """Return the values by year; a year that is needed and not given is no data."""
    found = {str(one.year): _stated_value(str(one.year), one, scale) for one in listed}
    gaps = {
        year: EffectValue(when=year, value=None, file="", at="", rows=[])
        for year in needed
        if year not in found
    }
    return [row for _, row in sorted({**found, **gaps}.items())]


def _stated_value(when: str, one: Baseline | Year, scale: Fraction) -> EffectValue:
    return EffectValue(
        when=when,
        value=told(Fraction(one.value) * scale),
        file=stated_or(one.file, ""),
        at=stated_or(one.at, ""),
        rows=[],
    )


def _safeguards(answers: Sequence[Answered]) -> list[EffectSafeguard]:
    """Return every question of the catalogue; one without an answer is no data."""
    given = {item.safeguard: item for item in answers}
    rows = [
        _answer(code, given.get(code, Answered(safeguard=code)))
        for code in catalogue().safeguards
    ]
    return sorted(rows, key=_order)


def _order(row: EffectSafeguard) -> tuple[int, bool]:
    return STATUSES.index(row.status), not row.open_grievances


def _answer(code: str, item: Answered) -> EffectSafeguard:
    known = catalogue().safeguards[code]
    return EffectSafeguard(
        topic=known.topic,
        safeguard=code,
        title=known.title,
        status=_status(item),
        words=_words(item.words),
        file=stated_or(item.file, ""),
        at=stated_or(item.at, ""),
        mitigation=_words(item.mitigation),
        open_grievances=stated_or(item.open_grievances, None),
    )


def _status(item: Answered) -> Status:
    """Return what an answer is worth: a yes without evidence is only stated."""
    answer = item.answer
    if isinstance(answer, UnsetType):
        return "no_data"
    if answer != "yes":
        return answer
    return "stated" if isinstance(item.file, UnsetType) else "on_file"


def _words(given: Words | UnsetType) -> Text | None:
    """Return a person's text in both languages; one stands in for the other."""
    if isinstance(given, UnsetType):
        return None
    english, chinese = stated_or(given.en, ""), stated_or(given.zh, "")
    if not (english or chinese):
        return None
    return Text(en=english or chinese, zh=chinese or english)
