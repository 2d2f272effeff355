"""Slips of unit and quantity that would pass for a change of the soil.

A value ten times its history, a column of organic matter taken for carbon: nothing in
one file is wrong, only the comparison of campaigns shows it.
"""

import statistics
from collections.abc import Iterator, Sequence

import polars as pl

from edaphon.evidence import Project, properties, reanalysis_fault
from edaphon.kernel.errors import Problem
from edaphon.monitoring.checking import place_of

COMPARED = ("soc", "total_carbon", "som", "bulk_density", "total_n")
"""Properties that change slowly."""

CARBON = {"soc": 1.0, "total_carbon": 1.0, "som": 1.724}
"""Properties that carbon is computed from, the most direct first, and what each is
divided by to be compared as organic carbon."""

STEP = 4.0
"""Ratio to the point's own history, and to that of the others, that is asked about."""

MOST, LEAST = 1.5, 1 / 1.5
"""Median ratio between two campaigns that no soil of a few years reaches."""

NEARLY_ALL = 0.75
"""Share of the points of a layer that jump together where a quantity was mistaken."""

FEWEST = 3
"""Points of one layer from which on its median is looked at."""

SLIPS = (
    (100.0, "g/kg and %, or percent and a share", "g/kg 与 %，或百分数与小数"),
    (10.0, "g/kg and %", "g/kg 与 %"),
    (CARBON["som"], "organic matter and organic carbon", "有机质与有机碳"),
)
"""Factors between what is often confused, in English and Chinese."""

CLOSE = 0.15
"""Relative distance to such a factor at which it is named [1]."""

LAYER = ("stratum", "role", "point", "top_cm", "bottom_cm")
KEY = (*LAYER, "property")


def slip_problems(project: Project, observations: pl.DataFrame) -> Iterator[Problem]:
    """Ask about values and columns that jump between the two campaigns.

    Yields
    ------
    Problem
        ``COLUMN_JUMP`` where a property jumps at most points of project or control,
        ``VALUE_JUMP`` where it does at single ones. A re-analysis on file
        (``campaigns.reanalysis`` of the later campaign, by somebody who has no part
        in the project, with its report) answers both.
    """
    campaigns = project.campaigns
    if len(campaigns) < 2 or not reanalysis_fault(project):
        return
    pairs = _pairs(observations, campaigns[0].id, campaigns[-1].id)
    groups = pairs.group_by("property", "property_before", "role", maintain_order=True)
    for _, rows in groups:
        usual = _usual(rows)
        if not LEAST <= usual <= MOST:
            yield _column(rows, usual)
            continue
        yield from _of_layers(rows, usual)


def _of_layers(rows: pl.DataFrame, usual: float) -> Iterator[Problem]:
    """Tell of one layer that jumps at nearly all points, and of single values."""
    told: list[tuple[str, str]] = []
    layers = rows.group_by("top_cm", "bottom_cm", maintain_order=True)
    for (top, bottom), held in layers:
        if held.height >= FEWEST and _jumps(held):
            told.append((str(top), str(bottom)))
            yield _column(held, _usual(held), f"{top}-{bottom} cm")
    for row in rows.iter_rows(named=True):
        is_told = (row["top_cm"], row["bottom_cm"]) in told
        if not is_told and not 1 / STEP < row["ratio"] / usual < STEP:
            yield _value(row)


def _jumps(rows: pl.DataFrame) -> bool:
    """Tell whether nearly all points jump the same way; noise goes either way."""
    up = int((rows["ratio"] > MOST).sum())
    down = int((rows["ratio"] < LEAST).sum())
    return max(up, down) >= NEARLY_ALL * rows.height


def _usual(rows: pl.DataFrame) -> float:
    ratios: list[float] = rows["ratio"].to_list()
    return statistics.median(ratios)


def _pairs(observations: pl.DataFrame, first: str, last: str) -> pl.DataFrame:
    """Return each layer of a point with both campaigns and the ratio of the two.

    Carbon that was reported as another quantity in the last campaign is compared as
    organic carbon.
    """
    rows = (
        observations.filter(
            pl.col("property").is_in(COMPARED)
            & (pl.col("number") != "")
            & (pl.col("point") != "")
        )
        .with_columns(pl.col("number").cast(pl.Float64).alias("held"))
        .filter(pl.col("held") > 0)
    )
    kept = [*KEY, "held", "value", "censored", "file", "sheet", "row", "column"]
    start, end = (
        rows.filter(pl.col("campaign") == name)
        .select(kept)
        .unique(KEY, keep="first", maintain_order=True)
        for name in (first, last)
    )
    same = _joined(start.with_columns(property_before="property"), end, KEY)
    other = _joined(_carbon(start), _carbon(end), LAYER).filter(
        pl.col("property") != pl.col("property_before")
    )
    return pl.concat([same, other.select(same.columns)])


def _joined(
    start: pl.DataFrame, end: pl.DataFrame, keys: Sequence[str]
) -> pl.DataFrame:
    joined = end.join(
        start, on=list(keys), how="inner", suffix="_before", maintain_order="left"
    )
    ratio = pl.col("held") / pl.col("held_before")
    return joined.with_columns(ratio.alias("ratio"))


def _carbon(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the most direct carbon of each layer as organic carbon."""
    held = [
        rows.filter(pl.col("property") == name).with_columns(pl.col("held") / factor)
        for name, factor in CARBON.items()
    ]
    return pl.concat(held).unique(LAYER, keep="first", maintain_order=True)


def _column(rows: pl.DataFrame, usual: float, layer: str = "") -> Problem:
    row = rows.row(0, named=True)
    name = properties()[row["property"]].name
    facts = {
        "property": {spoken: f"{name[spoken]} {layer}".strip() for spoken in name},
        "ratio": f"{usual:.3g}",
        "count": rows.height,
        "slip": _named(usual),
    }
    return Problem(code="COLUMN_JUMP", where=place_of(row), facts=facts)


def _value(row: dict[str, object]) -> Problem:
    ratio = float(str(row["ratio"]))
    facts = {
        "property": properties()[str(row["property"])].name,
        "point": row["point"],
        "layer": f"{row['top_cm']}-{row['bottom_cm']} cm",
        "before": _reported(row, "_before"),
        "after": _reported(row),
        "other": f"{row['file_before']} {row['column_before']}{row['row_before']}",
        "slip": _named(ratio),
    }
    return Problem(code="VALUE_JUMP", where=place_of(row), facts=facts)


def _named(ratio: float) -> dict[str, str]:
    """Return what is often confused by such a factor, nothing where none is known."""
    size = max(ratio, 1 / ratio)
    found: Sequence[tuple[float, str, str]] = [
        item for item in SLIPS if abs(size / item[0] - 1) <= CLOSE
    ]
    if not found:
        return {"en": "", "zh": ""}
    factor, english, chinese = found[0]
    return {
        "en": f"; often confused: {english} (x {factor:g})",
        "zh": f"；常见混淆：{chinese}（{factor:g} 倍）",
    }


def _reported(row: dict[str, object], when: str = "") -> str:
    """Return a value as the laboratory reported it, a limit with its sign."""
    value, sign = (str(row[f"{name}{when}"]) for name in ("value", "censored"))
    return value if value.startswith(sign) else f"{sign}{value}"
