"""Campaigns, strata, points and layers, as files, map and answers tell of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from edaphon.starting.answering import YES
from edaphon.starting.files import records
from edaphon.starting.listed import grouped, listed
from edaphon.starting.state import POINTS, SOIL, Entry, MappedPoint, State

AGAIN = "archive"
"""Campaign code of archived samples of the first campaign, analysed again."""

ARCHIVED = re.compile(
    r"(?i)archiv|archiw|архив|留样|存样|retained|r[üu]ckstell|testigo de archivo"
)
"""Words by which a file calls the archived samples of a campaign."""

APART = 120
"""Days without sampling between two campaigns [d]."""

ONLY = "S1"
"""Stratum of land that nothing divides."""

CONTROL, PROJECT = "control", "project"

PLAIN_DEGREES = ("EPSG:4326", "EPSG:4490")
"""Systems whose numbers a plan may hold as they stand on the map."""

COMMA_DEGREES = re.compile(r"-?\d{1,3},\d+")

FAULTY = re.compile(r"[\s/\\@]+")
"""What the id of a campaign or a stratum may not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A sampling campaign."""

    id: str
    first: str
    """First day, ISO; empty while it is not known."""
    last: str


def rounds(state: State) -> list[Round]:
    """Return the campaigns: as the rows name them, or as their days fall together.

    Those of soil carbon; microbes may be sampled on other days too.
    """
    if _is_dated(state):
        return [_stated_round(item) for item in state.at("campaigns")]
    table = soil_rows(state, about=("soil",))
    named = table.filter(
        (pl.col("campaign") != "")
        & ~pl.col("campaign").is_in([AGAIN, *archived_names(state)])
    )
    if named.height:
        return sorted(_named(state, named), key=lambda item: (item.first, item.id))
    days = sorted({day[:10] for day in table["day"]} - {""})
    found = _apart([_of_days(group) for group in _together(days)])
    if len(found) >= 2:
        return found
    known = found or [_answered(state, Round(id="1", first="", last=""))]
    return [*known, _answered(state, Round(id="2", first="", last=""))]


def archive_words(state: State) -> list[str]:
    """Return the campaigns of the rows whose names are words for archived samples."""
    names = {*soil_rows(state, about=("soil",))["campaign"]} - {"", AGAIN}
    return sorted(name for name in names if ARCHIVED.search(name))


def archived_names(state: State) -> list[str]:
    """Return those that a person said are archived samples of the first campaign."""
    return [
        name
        for name in archive_words(state)
        if state.answers.get(f"archive:{plain(name)}") == YES
    ]


def _is_dated(state: State) -> bool:
    listed = state.at("campaigns")
    return (
        isinstance(listed, list)
        and bool(listed)
        and all(isinstance(item, Mapping) and item.get("start") for item in listed)
    )


def _stated_round(item: Entry) -> Round:
    first = str(item["start"])
    return Round(id=str(item["id"]), first=first, last=str(item.get("end") or first))


def _named(state: State, table: pl.DataFrame) -> Iterator[Round]:
    for name in sorted(set(table["campaign"])):
        days = sorted(set(table.filter(pl.col("campaign") == name)["day"]) - {""})
        known = Round(id=plain(name), first=_first(days), last=_last(days))
        yield known if known.first else _answered(state, known)


def _first(days: Sequence[str]) -> str:
    return days[0][:10] if days else ""


def _last(days: Sequence[str]) -> str:
    return days[-1][:10] if days else ""


def _of_days(days: Sequence[str]) -> Round:
    return Round(id=days[0][:4], first=_first(days), last=_last(days))


def _together(days: Sequence[str]) -> list[list[str]]:
    """Return days in groups that lie apart."""
    found: list[list[str]] = []
    for day in days:
        if found and _between(found[-1][-1], day) <= APART:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _between(first: str, second: str) -> int:
    return (date.fromisoformat(second[:10]) - date.fromisoformat(first[:10])).days


def _apart(found: Sequence[Round]) -> list[Round]:
    """Return campaigns whose ids differ: of two in one year each gets its month."""
    years = [item.id for item in found]
    return [
        item
        if years.count(item.id) == 1
        else Round(id=item.first[:7], first=item.first, last=item.last)
        for item in found
    ]


def _answered(state: State, item: Round) -> Round:
    first, _, last = state.answers.get(f"campaign:{item.id}", "").partition(" ")
    return Round(id=item.id, first=first, last=last or first)


def campaign_of(state: State, record: Entry) -> str:
    """Return the campaign of a whole file; empty where its rows tell it.

    It is the one that a person named, or for microbes that were sampled between the
    soil campaigns the year of their days.
    """
    said = state.answers.get(when(record), "")
    if said or record.get("about") != "microbial":
        return said
    rows = state.rows(record)
    days = sorted(set(rows["day"]) - {""})
    groups = _together([day[:10] for day in days])
    if len(groups) != 1 or rows.filter(pl.col("campaign") != "").height:
        return ""
    first, last = groups[0][0], groups[0][-1]
    is_within = any(item.first <= first and last <= item.last for item in rounds(state))
    return "" if is_within else first[:4]


def when(record: Entry) -> str:
    """Return the id of the question to which campaign a whole file belongs."""
    return f"when:{record['path']}#{record.get('sheet', '')}"


def side(record: Entry) -> str:
    """Return the id of the question of which land all rows of a file are."""
    return f"side:{record['path']}#{record.get('sheet', '')}"


def shown_path(record: Entry) -> str:
    """Return the path of a file, with its sheet where it has one."""
    sheet = record.get("sheet")
    return f"{record['path']}#{sheet}" if sheet else str(record["path"])


def of_soil(state: State, about: Sequence[str] = SOIL) -> Iterator[Entry]:
    """Yield the entries of the files about soil."""
    for record in records(state):
        if record.get("about", "soil") in about:
            yield record


def soil_rows(state: State, about: Sequence[str] = SOIL) -> pl.DataFrame:
    """Return the places of the rows of all files about soil."""
    tables = [
        state.rows(record).with_columns(
            pl.lit(str(record["path"])).alias("file"),
            pl.lit(state.answers.get(when(record), "")).alias("said"),
        )
        for record in of_soil(state, about)
    ]
    empty = pl.DataFrame(
        schema=dict.fromkeys(
            ("point", "stratum", "role", "campaign", "day", "top", "bottom",
             "longitude", "latitude", "procedure", "file", "said"), pl.String,
        )
    )  # fmt: skip
    return pl.concat([empty, *tables])


def stratum_ids(state: State) -> list[str]:
    """Return the strata that the map or the rows name; one where none does."""
    rows = soil_rows(state, (POINTS, *SOIL))
    named = {*state.mapped_strata, *rows["stratum"]}
    return sorted(plain(name) for name in named - {""}) or [ONLY]


def plain(name: str) -> str:
    """Return a name as an id.

    Examples
    --------
    >>> plain("Block A / north")
    'Block-A-north'
    """
    return FAULTY.sub("-", name.strip()).strip("-")[:64]


def degrees(cell: str) -> str:
    """Return a coordinate with a point, where a laboratory writes a comma.

    Degrees have no thousands, so that a comma can only be the decimal sign.

    Examples
    --------
    >>> degrees("10,4655"), degrees("-3.5"), degrees("601 060,5")
    ('10.4655', '-3.5', '601 060,5')
    """
    return cell.replace(",", ".") if COMMA_DEGREES.fullmatch(cell) else cell


TOLD: Mapping[str, Callable[[str], str]] = {
    "stratum": plain, "longitude": degrees, "latitude": degrees,
}  # fmt: skip
"""How what a row says of a point is written in the plan."""


def points(state: State) -> list[dict[str, str]]:
    """Return every point that the map or the rows tell of, as the plan lists them.

    One that a table of places calls ``P 1`` and the map of another file ``P-1`` is one
    point, unless one file has both.
    """
    rows = soil_rows(state, (POINTS, *SOIL))
    apart = _apart_in_one_file(rows)
    found: dict[str, dict[str, str]] = {}
    for item in state.features:
        held = found.setdefault(item.id if item.id in apart else plain(item.id), {})
        held |= {
            "stratum": plain(item.stratum), "role": item.role, **_mapped(state, item),
        }  # fmt: skip
    for row in rows.iter_rows(named=True):
        name = row["point"]
        if not name:
            continue
        held = found.setdefault(name if name in apart else plain(name), {})
        for key in ("stratum", "role", "longitude", "latitude"):
            if row[key] and not held.get(key):
                held[key] = TOLD.get(key, str)(row[key])
    wanted = control_signs(state.answers.get("controls", ""), found)
    strata = stratum_ids(state)
    if len(strata) == 1:
        for held in found.values():
            held["stratum"] = held.get("stratum") or strata[0]
    known = [_point(name, held, wanted) for name, held in sorted(found.items())]
    return [{**item, **_said(state, item)} for item in known]


def _apart_in_one_file(rows: pl.DataFrame) -> set[str]:
    """Return the names of points that are two places although they make one id."""
    found: set[str] = set()
    for group in rows.select("file", "point").unique().partition_by("file"):
        names = [name for name in group["point"] if name]
        ids = [plain(name) for name in names]
        found |= {
            name for name, told in zip(names, ids, strict=True) if ids.count(told) > 1
        }
    return found


def control_signs(answer: str, known: Iterable[str]) -> list[str]:
    """Return the ids, or how they begin, that an answer names as control land.

    Names with a space are taken whole where such points are known.

    Examples
    --------
    >>> control_signs("对照 1, C 2; K*", ["对照-1", "C-2"])
    ['对照-1', 'C-2', 'K*']
    >>> control_signs("C1 C2", ["C1", "C2"])
    ['C1', 'C2']
    """
    ids = {plain(name) for name in known}
    found: list[str] = []
    for part in filter(None, re.split(r"[,，、;；]+", answer)):
        begins = plain(part.strip().removesuffix("*"))
        is_sign = part.strip().endswith("*")
        is_whole = begins in ids or (
            is_sign and any(name.startswith(begins) for name in ids)
        )
        told = begins + "*" * is_sign
        words = [word for word in part.split() if word]
        found += [told] if is_whole or len(words) < 2 else words
    return found


def _mapped(state: State, item: MappedPoint) -> dict[str, str]:
    """Return the place of a mapped point; a plan holds true degrees only."""
    system = state.answers.get("crs") or state.at("fields.crs")
    if system and system not in PLAIN_DEGREES:
        return {}
    return {
        "longitude": f"{item.longitude:.6f}", "latitude": f"{item.latitude:.6f}",
    }  # fmt: skip


SAID = (
    ("stratum", "point_strata"), ("parcel", "parcels"), ("field_book", "field_books"),
)  # fmt: skip
"""Fields of a point, and the question that puts points together under them."""


def _said(state: State, item: Mapping[str, str]) -> dict[str, str]:
    """Return what a person said of where a point stands."""
    name, told = item["id"], {}
    if "longitude" not in item:
        for point, *degrees_said in listed(state.answers.get("places", "")):
            if plain(point) == name:
                told = dict(zip(("longitude", "latitude"), degrees_said, strict=True))
    for field, question in SAID:
        for point, group in grouped(state.answers.get(question, "")).items():
            if plain(point) == name:
                told[field] = plain(group)
    return told


def _point(
    name: str, held: Mapping[str, str], controls: Sequence[str]
) -> dict[str, str]:
    is_control = any(fits(plain(name), sign) for sign in controls if sign)
    role = held.get("role") or (CONTROL if is_control else PROJECT)
    known = {"id": plain(name), "stratum": held.get("stratum") or ONLY, "role": role}
    places = {
        key: held[key] for key in ("longitude", "latitude") if _is_degrees(held, key)
    }
    return {**known, **(places if len(places) == 2 else {})}


def _is_degrees(held: Mapping[str, str], key: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,3}(\.\d+)?", held.get(key, "")))


def fits(name: str, sign: str) -> bool:
    """Tell whether an id is the one, or begins as one, that was answered."""
    return name.startswith(sign[:-1]) if sign.endswith("*") else name == sign


def layers(state: State, item: Round) -> list[tuple[str, str]]:
    """Return the layers of a campaign, those that most of its points have.

    None where they do not lie one below the other.
    """
    table = soil_rows(state, about=("soil",))
    day = pl.col("day").str.slice(0, 10)
    table = table.filter(
        (pl.col("top") != "")
        & (pl.col("bottom") != "")
        & (
            day.is_between(pl.lit(item.first), pl.lit(item.last))
            | (pl.col("campaign") == item.id)
            | (pl.col("said") == item.id)
        )
    )
    counted = table.group_by("top", "bottom").agg(pl.col("point").n_unique())
    most = max(counted["point"], default=0)
    kept = counted.filter(pl.col("point") * 2 >= most)
    found = sorted(kept.select("top", "bottom").rows(), key=lambda one: float(one[0]))
    ends = [bottom for _, bottom in found]
    is_whole = all(top == end for (top, _), end in zip(found[1:], ends, strict=False))
    return found if is_whole else []
