"""Which sample, point, stratum, role and campaign each row of a file speaks of."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from edaphon.monitoring.rows.column_map import FileMap
from edaphon.monitoring.rows.not_samples import quality_samples
from edaphon.monitoring.rows.row_places import ROLES, Design, Places
from edaphon.monitoring.tables.header_rows import Table
from edaphon.monitoring.tables.raw import Reading

NEEDS_PLACE = ("soil",)
"""Kinds of file whose rows must name stratum, role, campaign and depth."""

_YEAR = re.compile("[0-9]{4}")
_RECORDS = ("product", "application", "activity", "yield")


@dataclass(slots=True, kw_only=True)
class Identities:
    """One text per row."""

    sample: list[str]
    point: list[str]
    stratum: list[str]
    role: list[str]
    campaign: list[str]


def row_identities(
    file_map: FileMap, table: Table, places: Places, design: Design, reading: Reading
) -> Identities:
    """Return what each row speaks of, filled from the design where the file is silent.

    A stratum or role that the file leaves out is the one of the mapped point; a
    campaign that it leaves out is the one whose days hold the sampling date, and
    for records of activity the calendar year. A file without sample numbers gets
    ``point@campaign``, which no laboratory's number can equal.

    Notes
    -----
    Problems noted: ``ID_MISSING``, ``CAMPAIGN_UNKNOWN``, ``CAMPAIGN_MISSING``,
    ``CAMPAIGN_UNDATED``, ``STRATUM_UNKNOWN``, ``STRATUM_MISSING``, ``ROLE_UNKNOWN``,
    ``ROLE_MISSING``, ``PLACE_DIFFERS``, ``ID_CHANGED``, ``DATE_FUTURE``.
    """
    point = places.of("point")
    mapped = [design.points.get(one, ("", "")) for one in point]
    stratum = _filled("stratum", mapped, table, places, reading)
    role = _filled("role", mapped, table, places, reading)
    if len(design.strata) == 1 and file_map.about == "soil":
        only = next(iter(design.strata))
        stratum = [one or only for one in stratum]
    _check_numbers(point, table, design, reading)
    found = Identities(
        sample=list(places.of("sample_id")),
        point=point,
        stratum=stratum,
        role=role,
        campaign=_campaigns(file_map, places, design),
    )
    _check(found, file_map, table, places, design, reading)
    _number_samples(found, file_map, table, places)
    return found


def _check_numbers(
    points: Sequence[str],
    table: Table,
    design: Design,
    reading: Reading,
) -> None:
    """Tell points that a spreadsheet has probably changed: 007 has become 7."""
    if not design.points:
        return
    bare = {name.lstrip("0").casefold(): name for name in design.points}
    told: set[str] = set()
    for at in table.order:
        point = points[at]
        planned = bare.get(point.lstrip("0").casefold(), point)
        if planned != point and point not in {*told, *design.points}:
            told.add(point)
            facts = {"found": point, "planned": planned}
            reading.note("ID_CHANGED", facts, row=table.numbers[at])


def _filled(
    name: str,
    mapped: Sequence[tuple[str, str]],
    table: Table,
    places: Places,
    reading: Reading,
) -> list[str]:
    """Return what the file says, and where it is silent what the map of points says."""
    which = 0 if name == "stratum" else 1
    given, points = places.of(name), places.of("point")
    told: set[tuple[str, str, str]] = set()
    for at in table.order:
        stated, known = given[at], mapped[at]
        key = (points[at], stated, known[which])
        if all(key) and stated != known[which] and key not in told and places.keep[at]:
            told.add(key)
            facts = {"point": key[0], "found": stated, "mapped": known[which]}
            reading.note("PLACE_DIFFERS", facts, row=table.numbers[at])
    return [stated or known[which] for stated, known in zip(given, mapped, strict=True)]


def _campaigns(file_map: FileMap, places: Places, design: Design) -> list[str]:
    known: dict[tuple[str, str], str] = {}
    pairs = zip(places.of("campaign"), places.of("sampled_on"), strict=True)
    found = []
    for pair in pairs:
        if pair not in known:
            known[pair] = _campaign(*pair, file_map=file_map, design=design)
        found.append(known[pair])
    return found


def _campaign(given: str, day: str, *, file_map: FileMap, design: Design) -> str:
    if given or not day:
        return given
    for name, start, end in design.campaigns:
        if start <= day[:10] <= end and file_map.about not in _RECORDS:
            return name
    return "" if file_map.about in NEEDS_PLACE else day[:4]


def _check(
    found: Identities,
    file_map: FileMap,
    table: Table,
    places: Places,
    design: Design,
    reading: Reading,
) -> None:
    campaigns = {name for name, _, _ in design.campaigns}
    needs = file_map.about in NEEDS_PLACE
    by_column = any(rule.campaign for rule in file_map.rules.values())
    needs_campaign = needs and not by_column
    told: set[tuple[str, str]] = set()
    days = places.of("sampled_on")
    quality = quality_samples(found.sample, reading.rules)
    nameless: list[int] = []
    for at in _still_open(table, places):
        if found.sample[at] in quality:
            continue
        row = table.numbers[at]
        year = not needs and _YEAR.fullmatch(found.campaign[at])
        if not year:
            codes = ("CAMPAIGN_UNKNOWN", "CAMPAIGN_MISSING" * needs_campaign)
            if not found.campaign[at] and not days[at]:
                codes = ("", "CAMPAIGN_UNDATED" * needs_campaign)
            _check_word(codes, found.campaign[at], campaigns, (row, told), reading)
        codes = ("STRATUM_UNKNOWN", "STRATUM_MISSING" * needs)
        _check_word(codes, found.stratum[at], design.strata, (row, told), reading)
        codes = ("ROLE_UNKNOWN", "ROLE_MISSING" * needs)
        _check_word(codes, found.role[at], ROLES, (row, told), reading)
        if days[at][:10] > design.latest and ("DAY", days[at]) not in told:
            told.add(("DAY", days[at]))
            reading.add("DATE_FUTURE", row=row, found=days[at], latest=design.latest)
        named = found.sample[at] or found.point[at]
        if needs and not named:
            nameless.append(row)
    if nameless:
        reading.add("ID_MISSING", row=nameless[0], count=len(nameless))


def _check_word(
    codes: tuple[str, str],
    text: str,
    known: Collection[str],
    told: tuple[int, set[tuple[str, str]]],
    reading: Reading,
) -> None:
    """Note a word that the project does not know, or that is needed, once a file."""
    row, earlier = told
    code = codes[0] if text else codes[1]
    if text in known or not code or (code, text) in earlier:
        return
    earlier.add((code, text))
    reading.add(code, row=row, found=text, words=sorted(known))


def _number_samples(
    found: Identities, file_map: FileMap, table: Table, places: Places
) -> None:
    if all(found.sample):
        return
    days = places.of("sampled_on")
    is_record = file_map.about in _RECORDS
    for at, sample in enumerate(found.sample):
        point = found.point[at]
        round_ = found.campaign[at]
        if file_map.about not in NEEDS_PLACE:
            round_ = days[at] or round_
        if is_record or not point:
            number = f"{file_map.path}#{table.numbers[at]}"
        else:
            number = f"{point}@{round_}"
        found.sample[at] = sample or number


def _still_open(table: Table, places: Places) -> list[int]:
    return [at for at in table.order if places.keep[at] and at not in places.told]
