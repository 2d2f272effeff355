"""Make the second example, two accounts of one project, the same bytes every time.

``python examples/make_jin_xi.py [FOLDER]`` writes into ``FOLDER``, ``examples`` unless
it is named: ``jin-xi``, the project folder as it stood at its first account;
``jin-xi-2025``, what was added to it until the second; ``jin-xi-truth.json``, beside
them, where no account can see it.
"""

import json
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from making import books, laboratory, microbes
from making.balance import CO2_PER_CARBON, Balance, rounded, sources
from making.jin_xi import documents, members
from making.jin_xi.laboratory import FIRST as BATCH_2019
from making.jin_xi.laboratory import SECOND as BATCH_2022
from making.jin_xi.laboratory import THIRD as BATCH_2025
from making.jin_xi.place import (
    FACTORS,
    GROUNDS,
    LAYOUT,
    MICROBIAL_LABORATORY,
    PERIODS,
    ROUND_DAYS,
    ROUNDS,
    SURVEY,
)
from making.jin_xi.records import (
    CROPS,
    LIFT,
    LOOK_BACK,
    PERIOD_YEARS,
    PRODUCT,
    RATES,
    SEASONS,
)
from making.jin_xi.stages import FIRST, LATER, Stage
from making.land import geojson
from making.landscape import Landscape, landscape
from making.microbial_book import microbial_book
from making.samples import archived, layers
from making.truth import NECROMASS_SHARE

from edaphon.evidence.sealing import seal_plan
from edaphon.service import seal_members

SEED = 20191008
SEALED_AT = datetime(2019, 9, 18, 10, 0, tzinfo=timezone(timedelta(hours=8)))
"""When the plan was sealed: twenty days before the first sample."""

Files = Mapping[str, bytes]


def first_files(drawn: Landscape) -> Files:
    """Return every file of the folder at the first account but the seals, by path."""
    soil = [list(layers(drawn.dice, SURVEY, drawn.cores, turn)) for turn in (0, 1)]
    again = list(archived(drawn.dice, SURVEY, drawn.cores, 1))
    plan = documents.sampling_plan(drawn.areas, drawn.planned, SEED)
    return {
        "project.yaml": _document(drawn, FIRST, 1),
        "fields.geojson": geojson(LAYOUT, drawn.land, drawn.planned),
        "plan/sampling.yaml": plan.encode(),
        "lab/土壤检测结果2019.csv": laboratory.table(BATCH_2019, soil[0], drawn.names),
        "lab/土壤检测结果2022.csv": laboratory.table(BATCH_2022, soil[1], drawn.names),
        "lab/留样复测2022.csv": laboratory.archive_table(BATCH_2022, again),
        "lab/微生物检测2019-2022.xlsx": _assays(drawn, range(3)),
        **_books(drawn, 0),
        "activity/农户名册.csv": members.roster(drawn.land, later=False),
        "private/members.csv": members.register(),
        "private/members.salt": members.SALT.encode(),
        **documents.papers("papers.txt"),
    }


def later_files(drawn: Landscape) -> Files:
    """Return what was added, or took the place of an older file, until the second."""
    soil = list(layers(drawn.dice, SURVEY, drawn.cores, 2))
    again = list(archived(drawn.dice, SURVEY, drawn.cores, 2))
    return {
        "project.yaml": _document(drawn, LATER, 2),
        "lab/土壤检测报告2025.xlsx": laboratory.workbook(
            BATCH_2025, soil, drawn.names, again
        ),
        "lab/微生物检测2025.xlsx": _assays(drawn, [3]),
        **_books(drawn, 1),
        "activity/农户名册.csv": members.roster(drawn.land, later=True),
        **documents.papers("later_papers.txt"),
    }


def _document(drawn: Landscape, stage: Stage, periods: int) -> bytes:
    """Return project.yaml after so many periods."""
    years = [year for period in PERIOD_YEARS[:periods] for year in period]
    applied = PRODUCT.applied(drawn.land, years)
    harvest = [item for item in _harvest(drawn) if item[2] in years]
    text = documents.project_document(
        stage,
        drawn.areas,
        drawn.planned,
        drawn.land,
        carrier=applied / 1000 * PRODUCT.carbon / 100,
        yield_change=books.yield_change(harvest),
    )
    return text.encode()


def _assays(drawn: Landscape, turns: range | list[int]) -> bytes:
    rounds = {
        ROUND_DAYS[turn]: list(microbes.assays(drawn.dice, drawn.cores, ROUNDS, turn))
        for turn in turns
    }
    return microbial_book(rounds, MICROBIAL_LABORATORY)


def _books(drawn: Landscape, period: int) -> Files:
    """Return the books of a period; those of the first hold the look-back too."""
    years = PERIOD_YEARS[period]
    name = f"{years[0]}-{years[-1]}"
    listed = (*LOOK_BACK, *years) if period == 0 else years
    inputs = {key: value for key, value in _inputs(drawn).items() if key[1] in listed}
    harvest = [item for item in _harvest(drawn) if item[2] in years]
    return {
        f"product/产品检验单{name}.csv": books.certificates(drawn.dice, PRODUCT, years),
        f"activity/施用记录{name}.csv": books.applications(drawn.land, PRODUCT, years),
        f"activity/投入品台账{name}.csv": books.activity_book(inputs),
        f"activity/产量{name}.csv": books.yield_book(harvest),
    }


def _inputs(drawn: Landscape) -> books.Amounts:
    return books.amounts(drawn.dice, sum(drawn.areas.values()), RATES)


def _harvest(drawn: Landscape) -> list[books.Yield]:
    return books.yields(drawn.dice, GROUNDS, CROPS, SEASONS, LIFT)


def truth(drawn: Landscape) -> dict[str, Any]:
    """Return what accounts of the project would say if they knew everything."""
    return {
        "about": "Truth of the synthetic project jin-xi; no account reads it.",
        "seed": SEED,
        "area_ha": rounded(drawn.areas),
        "stock_start_t_per_ha": rounded({g.id: g.stock() for g in GROUNDS}),
        "laboratory_shift": round(SURVEY.batches[2] / SURVEY.batches[0], 6),
        "from_the_first_campaign": {
            stage.end[:4]: _balance(drawn, turn)
            for turn, stage in enumerate((FIRST, LATER))
        },
        "necromass_share_of_change": NECROMASS_SHARE,
        "factors": FACTORS,
    }


def _balance(drawn: Landscape, turn: int) -> dict[str, Any]:
    """Return the truth from the first campaign to a later one."""
    areas = drawn.areas
    years = [year for period in PERIOD_YEARS[: turn + 1] for year in period]
    inputs = {
        key: value
        for key, value in _inputs(drawn).items()
        if key[1] in (*LOOK_BACK, *years)
    }
    applied = PRODUCT.applied(drawn.land, years)
    gain = sum(areas[ground.id] * ground.gain[turn] for ground in GROUNDS)
    drift = sum(areas[ground.id] * ground.drift[turn] for ground in GROUNDS)
    balance = Balance(
        removal=CO2_PER_CARBON * min(gain, gain - drift),
        sources=sources(inputs, applied, FACTORS),
        carrier=applied / 1000 * PRODUCT.carbon / 100 * CO2_PER_CARBON,
    )
    return {
        "years": PERIODS[turn],
        "gain_project_t_per_ha": {g.id: g.gain[turn] for g in GROUNDS},
        "gain_control_t_per_ha": {g.id: g.drift[turn] for g in GROUNDS},
        "gain_project_tC": round(gain, 2),
        "difference_tC": round(gain - drift, 2),
        "soil_removal_tCO2e": round(balance.removal, 1),
        "source_changes_tCO2e": rounded(balance.sources),
        "carrier_carbon_tCO2e": round(balance.carrier, 1),
        "net_removal_tCO2e": round(balance.net, 1),
    }


def _write(folder: Path, files: Files) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def make(folder: Path) -> Path:
    """Write both states and the truth into a folder and return the project's own."""
    drawn = landscape(SEED, LAYOUT)
    project = folder / "jin-xi"
    _write(project, first_files(drawn))
    _write(folder / "jin-xi-2025", later_files(drawn))
    (project / "plan/seal.json").unlink(missing_ok=True)
    seal_plan(project, SEALED_AT)
    seal_members(project)
    text = json.dumps(truth(drawn), ensure_ascii=False, indent=2) + "\n"
    (folder / "jin-xi-truth.json").write_text(text, "utf-8")
    return project


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    print(make(target))
