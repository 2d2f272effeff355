"""Yearly amounts that the land can hardly take, give or need.

A baseline that spreads, burns or uses more than a hectare can is credited when the
project ends it. A project that falls to nothing is believed; how much it fell from is
held against the land, the harvest and the lime that the soil holds.
"""

import re
from collections.abc import Iterator, Mapping

import polars as pl

from edaphon.evidence import PlanStatus, Project, properties
from edaphon.kernel.errors import Problem
from edaphon.kernel.language import LANGUAGES
from edaphon.kernel.units import display
from edaphon.monitoring.checking import place_of
from edaphon.monitoring.doubled import ROLES
from edaphon.monitoring.land.record import Geography

COSTS = "project"
"""Role of which a large amount earns nothing; what control land got is taken off what
the project brought."""

LIME = ("limestone_applied", "dolomite_applied")
TOGETHER = {"dolomite_applied": "limestone_applied", "gasoline_used": "diesel_used"}
"""Amounts that are held against one limit with others, by the one that names it."""

ALKALINE = 7.0
"""Mean pH of the soil from which lime in the baseline is asked about; mark D."""

KEPT = 0.9
"""Share of a large amount of the baseline that the project keeps at least where the
amount earns nothing [1]; mark D."""

CROPS = {
    "residue_burnt_wheat": re.compile("麦|wheat", re.IGNORECASE),
    "residue_burnt_maize": re.compile("玉米|maize|corn", re.IGNORECASE),
    "residue_burnt_rice": re.compile("稻|rice|paddy", re.IGNORECASE),
    "residue_burnt_cane": re.compile("甘蔗|cane", re.IGNORECASE),
}
"""How records of yield name the crop of a residue."""

MOST_RESIDUE = 2.5
"""Dry residue that a harvest leaves at most, to its yield [1]; mark D: our own limit.

Grains lie between 1.0 and 2.1 by IPCC 2019 vol. 4 ch. 11 table 11.1A (not read here).
"""

ROW = ("file", "sheet", "row")
PLACE = (*ROW, "column")

BURNT = "residue_burnt_"
"""Start of the properties of burnt residue."""

KG = 1000
"""Kilograms in a tonne."""

WHOLE = ""
"""Stratum of what stands for all land."""


def amount_problems(
    project: Project,
    plan: PlanStatus,
    observations: pl.DataFrame,
    geography: Geography,
) -> Iterator[Problem]:
    """Ask about yearly amounts that are hardly possible on the land of the project.

    Yields
    ------
    Problem
        ``AMOUNT_LARGE_EARNS`` for more on a hectare and year than is plausible where
        it may be credited, ``AMOUNT_LARGE`` (a warning) where it costs credit;
        ``RESIDUE_ABOVE_HARVEST`` for more residue burnt than the yields of its crop
        and year leave; ``LIME_ON_CALCAREOUS`` for lime in the baseline of land that
        holds carbonates.
    """
    limited = [code for code, entry in properties().items() if entry.per_hectare]
    known = observations.filter(pl.col("number") != "").with_columns(
        pl.col("number").cast(pl.Float64).alias("amount")
    )
    rows = known.filter(pl.col("property").is_in(limited))
    land = _project_land(project, plan, geography)
    lands = {"project": land, "baseline": land, "": land,
             "control": _control_land(project, geography)}  # fmt: skip
    together = rows.with_columns(pl.col("property").replace(TOGETHER))
    yield from _large(together, lands)
    yield from _burnt(rows, _harvests(known, observations), lands)
    if project.get("land", "calcareous") is True or _is_alkaline(known):
        yield from _limed(rows)


def _is_alkaline(known: pl.DataFrame) -> bool:
    """Tell whether the soil is alkaline by its own analyses."""
    mean = known.filter(pl.col("property") == "ph")["amount"].mean()
    return isinstance(mean, float) and mean >= ALKALINE


def _project_land(
    project: Project, plan: PlanStatus, geography: Geography
) -> Mapping[str, float]:
    """Return the area of each stratum and of all land [ha], as far as it is known."""
    found = {}
    for stratum in project.strata:
        area = geography.area_ha.get(stratum.id) or stratum.area_ha
        area = area or plan.areas.get(stratum.id)
        if area is not None and float(area) > 0:
            found[stratum.id] = float(area)
    return _with_whole(found, len(project.strata))


def _control_land(project: Project, geography: Geography) -> Mapping[str, float]:
    """Return the same of control land, by the larger of statement and map."""
    named = {stratum.controls for stratum in project.strata}
    stated = {
        stratum.id: project.get("strata", at, "control_area_ha")
        for at, stratum in enumerate(project.strata)
    }
    found = {}
    for name in sorted(named):
        mapped = sum(
            float(parcel.area_ha)
            for parcel in geography.parcels
            if parcel.is_control and parcel.stratum == name
        )
        area = max(float(stated.get(name) or 0), mapped)
        if area > 0:
            found[name] = area
    return _with_whole(found, len(named))


def _with_whole(areas: dict[str, float], count: int) -> Mapping[str, float]:
    """Add the area of all land where that of every stratum is known."""
    return {**areas, WHOLE: sum(areas.values())} if len(areas) == count else areas


def _totals(rows: pl.DataFrame) -> pl.DataFrame:
    """Return each year's total of a property and role, with its first place."""
    return rows.group_by(
        "property", "role", "campaign", "stratum", maintain_order=True
    ).agg(pl.col("amount").sum(), *(pl.col(name).first() for name in PLACE))


Lands = Mapping[str, Mapping[str, float]]
"""Area [ha] by role, and by stratum or of all land."""


def _large(rows: pl.DataFrame, lands: Lands) -> Iterator[Problem]:
    """Ask about the largest yearly amount of each property and role, of any land."""
    of_all = rows.with_columns(pl.lit(WHOLE).alias("stratum"))
    totals = pl.concat(
        [_totals(of_all), _totals(rows.filter(pl.col("stratum") != WHOLE))]
    )
    worst: dict[tuple[str, str], tuple[float, dict[str, object]]] = {}
    for row in totals.iter_rows(named=True):
        limits = properties()[row["property"]].per_hectare
        area = lands.get(row["role"], {}).get(row["stratum"])
        if limits is None or limits.high is None or not area:
            continue
        held = row["amount"] / area
        key = (row["property"], row["role"])
        if held > float(limits.high) and held > worst.get(key, (0.0, {}))[0]:
            worst[key] = (held, row)
    costs = {name: held for (name, role), (held, _) in worst.items() if role == COSTS}
    for held, row in worst.values():
        is_own = row["role"] in {"baseline", ""}
        if is_own and costs.get(str(row["property"]), 0.0) >= KEPT * held:
            continue  # the project goes on with it, and nothing falls
        code = "AMOUNT_LARGE" if row["role"] == COSTS else "AMOUNT_LARGE_EARNS"
        yield Problem(code=code, where=place_of(row), facts=_facts(held, row))


def _facts(held: float, row: Mapping[str, object]) -> dict[str, object]:
    entry = properties()[str(row["property"])]
    limits = entry.per_hectare
    role = str(row["role"])
    return {
        "property": entry.name,
        "role": ROLES.get(role, role or "-"),
        "campaign": row["campaign"],
        "value": f"{held:.5g}",
        "most": "" if limits is None else f"{limits.high:f}",
        "source": {} if limits is None else limits.source,
        "unit": {name: display(f"{entry.unit}/har", name) for name in LANGUAGES},
    }


Harvests = Mapping[str, Mapping[str, float]]
"""Largest yield [t ha-1] by year and by name of the crop."""


def _harvests(known: pl.DataFrame, observations: pl.DataFrame) -> Harvests:
    """Return the largest yield of each year and crop that a record names."""
    crops = observations.filter(pl.col("property") == "crop").select(
        *ROW, pl.col("value").alias("crop")
    )
    yields = known.filter(pl.col("property") == "yield").join(
        crops, on=ROW, how="inner", maintain_order="left"
    )
    found: dict[str, dict[str, float]] = {}
    for year, crop, amount in yields.select("campaign", "crop", "amount").iter_rows():
        of_year = found.setdefault(year, {})
        of_year[crop] = max(amount, of_year.get(crop, 0.0))
    return found


def _burnt(rows: pl.DataFrame, harvests: Harvests, lands: Lands) -> Iterator[Problem]:
    """Ask about residue that no recorded harvest of its crop leaves.

    A year without yields is held against the best year on record; a residue of a crop
    that no yield names, where yields are recorded at all, has no harvest to come from.
    """
    residues = [name for name in rows["property"].unique() if name.startswith(BURNT)]
    burnt = rows.filter(pl.col("property").is_in(residues))
    if not harvests:
        return
    for row in _totals(burnt.with_columns(pl.lit(WHOLE).alias("stratum"))).iter_rows(
        named=True
    ):
        most = _harvest_of(row["property"], harvests, row["campaign"])
        area = lands.get(row["role"], {}).get(WHOLE)
        held = row["amount"] / KG / area if area else 0.0
        if held > MOST_RESIDUE * most:
            facts = {
                "property": properties()[row["property"]].name,
                "role": ROLES.get(row["role"], row["role"] or "-"),
                "campaign": row["campaign"],
                "value": f"{held:.5g}",
                "yield": f"{most:.5g}",
                "ratio": f"{MOST_RESIDUE:g}",
            }
            yield Problem(
                code="RESIDUE_ABOVE_HARVEST", where=place_of(row), facts=facts
            )


def _harvest_of(residue: str, harvests: Harvests, year: str) -> float:
    """Return the harvest of the crops of a residue: of its year, else the best one."""
    of_year = _of_crops(residue, harvests.get(year, {}))
    return of_year or max(_of_crops(residue, crops) for crops in harvests.values())


def _of_crops(residue: str, crops: Mapping[str, float]) -> float:
    """Return the yields of a year that a residue may come from, added up."""
    if residue in CROPS:
        return sum(held for name, held in crops.items() if CROPS[residue].search(name))
    named = [one.search for one in CROPS.values()]
    return sum(
        held for name, held in crops.items() if not any(one(name) for one in named)
    )


def _limed(rows: pl.DataFrame) -> Iterator[Problem]:
    """Ask about lime in the baseline of land that is stated to be calcareous.

    That of the project costs credit, and is believed.
    """
    spread = rows.filter(
        pl.col("property").is_in(LIME)
        & ~pl.col("role").is_in([COSTS, "control"])
        & (pl.col("amount") > 0)
    )
    if spread.is_empty():
        return
    row = spread.row(0, named=True)
    facts = {
        "property": properties()[row["property"]].name,
        "campaign": row["campaign"],
        "count": spread.height,
    }
    yield Problem(code="LIME_ON_CALCAREOUS", where=place_of(row), facts=facts)
