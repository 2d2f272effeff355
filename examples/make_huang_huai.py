"""Make the example project from a known truth, the same bytes every time.

``python examples/make_huang_huai.py [FOLDER]`` writes ``FOLDER/huang-huai`` and
``FOLDER/huang-huai-truth.json``; the folder is ``examples`` unless it is named. The
truth lies beside the project, never inside it: no account can see it.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from making import books, laboratory, microbes
from making.balance import CO2_PER_CARBON, Balance, rounded, sources
from making.huang_huai import documents, sensors
from making.huang_huai.laboratory import FIRST, LAST
from making.huang_huai.place import (
    FACTORS,
    GROUNDS,
    LAYOUT,
    MICROBIAL_LABORATORY,
    MOVED,
    MOVED_BY,
    ROUND_DAYS,
    ROUNDS,
    SURVEY,
    YEARS,
)
from making.huang_huai.records import (
    CROP_YEARS,
    CROPS,
    LIFT,
    PRODUCT,
    RATES,
    SEASONS,
)
from making.land import as_sampled, geojson
from making.landscape import Landscape, landscape
from making.microbial_book import microbial_book
from making.samples import archived, layers
from making.truth import NECROMASS_SHARE

from edaphon.evidence.sealing import seal_plan

SEED = 20211008
SEALED_AT = datetime(2021, 9, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))
"""When the plan was sealed: eighteen days before the first sample."""


def project_files(drawn: Landscape) -> dict[str, bytes]:
    """Return every file of the project folder but the seal, by its path."""
    names = drawn.names
    campaigns = [list(layers(drawn.dice, SURVEY, drawn.cores, at)) for at in (0, 1)]
    rounds = {
        day: list(microbes.assays(drawn.dice, drawn.cores, ROUNDS, turn))
        for turn, day in enumerate(ROUND_DAYS)
    }
    again = list(archived(drawn.dice, SURVEY, drawn.cores, 1))
    sampled = as_sampled(drawn.planned, MOVED, MOVED_BY)
    harvest = books.yields(drawn.dice, GROUNDS, CROPS, SEASONS, LIFT)
    inputs = books.amounts(drawn.dice, sum(drawn.areas.values()), RATES)
    document = documents.project_document(
        drawn.areas, drawn.planned, drawn.land, books.yield_change(harvest)
    )
    plan = documents.sampling_plan(drawn.areas, drawn.planned, SEED)
    return {
        "project.yaml": document.encode(),
        "coeffects.yaml": documents.coeffects(),
        "fields.geojson": geojson(LAYOUT, drawn.land, sampled),
        "plan/sampling.yaml": plan.encode(),
        "lab/土壤检测结果2021.csv": laboratory.table(FIRST, campaigns[0], names),
        "lab/土壤检测报告2024.xlsx": laboratory.workbook(
            LAST, campaigns[1], names, again
        ),
        "lab/微生物检测.xlsx": microbial_book(rounds, MICROBIAL_LABORATORY),
        "product/产品检验单.csv": books.certificates(drawn.dice, PRODUCT, CROP_YEARS),
        "activity/施用记录.csv": books.applications(drawn.land, PRODUCT, CROP_YEARS),
        "activity/投入品台账.csv": books.activity_book(inputs),
        "activity/产量.csv": books.yield_book(harvest),
        "sensors/墒情仪.csv": sensors.logger(drawn.dice),
        "flux/静态箱通量.csv": sensors.chambers(drawn.dice, drawn.planned),
        **documents.expectations(),
        **documents.papers(),
    }


def truth(drawn: Landscape) -> dict[str, Any]:
    """Return what an account of the project would say if it knew everything."""
    areas = drawn.areas
    gain = sum(areas[ground.id] * ground.gain[0] for ground in GROUNDS)
    drift = sum(areas[ground.id] * ground.drift[0] for ground in GROUNDS)
    applied = PRODUCT.applied(drawn.land, CROP_YEARS)
    inputs = books.amounts(drawn.dice, sum(areas.values()), RATES)
    balance = Balance(
        removal=CO2_PER_CARBON * (gain - drift),
        sources=sources(inputs, applied, FACTORS),
        carrier=applied / 1000 * PRODUCT.carbon / 100 * CO2_PER_CARBON,
    )
    return {
        "about": "Truth of the synthetic project huang-huai; no account reads it.",
        "seed": SEED,
        "years": YEARS,
        "area_ha": rounded(areas),
        "stock_start_t_per_ha": rounded({g.id: g.stock() for g in GROUNDS}),
        "gain_project_t_per_ha": {g.id: g.gain[0] for g in GROUNDS},
        "gain_control_t_per_ha": {g.id: g.drift[0] for g in GROUNDS},
        "gain_project_tC": round(gain, 2),
        "difference_tC": round(gain - drift, 2),
        "soil_removal_tCO2e": round(balance.removal, 1),
        "source_changes_tCO2e": rounded(balance.sources),
        "carrier_carbon_tCO2e": round(balance.carrier, 1),
        "net_removal_tCO2e": round(balance.net, 1),
        "net_with_reductions_tCO2e": round(balance.net_with_reductions, 1),
        "necromass_share_of_change": NECROMASS_SHARE,
        "factors": FACTORS,
    }


def make(folder: Path) -> Path:
    """Write project and truth into a folder and return the project's own."""
    drawn = landscape(SEED, LAYOUT)
    project = folder / "huang-huai"
    for name, data in project_files(drawn).items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (project / "plan/seal.json").unlink(missing_ok=True)
    seal_plan(project, SEALED_AT)
    text = json.dumps(truth(drawn), ensure_ascii=False, indent=2) + "\n"
    (folder / "huang-huai-truth.json").write_text(text, "utf-8")
    return project


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    print(make(target))
