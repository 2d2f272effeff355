"""Make the example project from a known truth, the same bytes every time.

``python examples/make_huang_huai.py [FOLDER]`` writes ``FOLDER/huang-huai`` and
``FOLDER/huang-huai-truth.json``; the folder is ``examples`` unless it is named. The
truth lies beside the project, never inside it: no account can see it.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from making import laboratory, microbes, records, sensors, texts
from making.dice import Dice
from making.land import Parcel, Point, as_sampled, geojson, hectares, parcels, points
from making.samples import Core, archived, cores, layers
from making.truth import CO2_PER_CARBON, FACTORS, GROUNDS, NECROMASS_SHARE, YEARS

from edaphon.evidence.sealing import seal_plan

SEED = 20211008
SEALED_AT = datetime(2021, 9, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))
"""When the plan was sealed: eighteen days before the first sample."""

NITROUS_OXIDE = 273 * 44 / 28
"""kg CO2e per kg of nitrogen lost as nitrous oxide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """Everything that is drawn before anything is measured."""

    dice: Dice
    land: Sequence[Parcel]
    planned: Sequence[Point]
    cores: Sequence[Core]

    @property
    def areas(self) -> dict[str, float]:
        """Project area of each stratum [ha]."""
        return {ground.id: hectares(self.land, ground.id) for ground in GROUNDS}


def landscape(seed: int = SEED) -> Landscape:
    """Draw land, points and what the soil at each of them really is."""
    dice = Dice(seed)
    land = parcels(dice)
    planned = points(dice, land)
    return Landscape(dice=dice, land=land, planned=planned, cores=cores(dice, planned))


def project_files(drawn: Landscape) -> dict[str, bytes]:
    """Return every file of the project folder but the seal, by its path."""
    names = [point.id for point in drawn.planned]
    campaigns = [list(layers(drawn.dice, drawn.cores, turn)) for turn in (0, 1)]
    rounds = {
        name: list(microbes.assays(drawn.dice, drawn.cores, turn))
        for turn, (name, _) in enumerate(microbes.ROUNDS)
    }
    harvest = records.yields(drawn.dice)
    inputs = records.amounts(drawn.dice, sum(drawn.areas.values()))
    document = texts.project_document(
        drawn.areas, drawn.planned, records.yield_change(harvest)
    )
    plan = texts.sampling_plan(drawn.areas, drawn.planned, SEED)
    papers = {name: text.encode() for name, text in texts.papers().items()}
    return {
        "project.yaml": document.encode(),
        "fields.geojson": geojson(drawn.land, as_sampled(drawn.planned)),
        "plan/sampling.yaml": plan.encode(),
        "lab/土壤检测结果2021.csv": laboratory.report_2021(campaigns[0], names),
        "lab/土壤检测报告2024.xlsx": laboratory.report_2024(
            campaigns[1], names, list(archived(drawn.dice, drawn.cores))
        ),
        "lab/微生物检测.xlsx": records.microbial_book(rounds),
        "product/产品检验单.csv": records.certificates(drawn.dice),
        "activity/施用记录.csv": records.applications(drawn.land),
        "activity/投入品台账.csv": records.activity_book(inputs),
        "activity/产量.csv": records.yield_book(harvest),
        "sensors/墒情仪.csv": sensors.logger(drawn.dice),
        "flux/静态箱通量.csv": sensors.chambers(drawn.dice, drawn.planned),
        **texts.expectations(),
        **papers,
    }


def truth(drawn: Landscape) -> dict[str, Any]:
    """Return what an account of the project would say if it knew everything."""
    areas = drawn.areas
    gain = sum(areas[ground.id] * ground.gain for ground in GROUNDS)
    drift = sum(areas[ground.id] * ground.drift for ground in GROUNDS)
    removal = CO2_PER_CARBON * (gain - drift)
    sources = _sources(drawn)
    increases = sum(max(0.0, value) for value in sources.values())
    carrier = (
        records.product_applied(drawn.land) / 1000 * records.BATCH_CARBON / 100
    ) * CO2_PER_CARBON
    net = removal - increases - carrier
    return {
        "about": "Truth of the synthetic project huang-huai; no account reads it.",
        "seed": SEED,
        "years": YEARS,
        "area_ha": _rounded(areas),
        "stock_start_t_per_ha": _rounded({g.id: g.stock() for g in GROUNDS}),
        "gain_project_t_per_ha": {g.id: g.gain for g in GROUNDS},
        "gain_control_t_per_ha": {g.id: g.drift for g in GROUNDS},
        "gain_project_tC": round(gain, 2),
        "difference_tC": round(gain - drift, 2),
        "soil_removal_tCO2e": round(removal, 1),
        "source_changes_tCO2e": _rounded(sources),
        "carrier_carbon_tCO2e": round(carrier, 1),
        "net_removal_tCO2e": round(net, 1),
        "net_with_reductions_tCO2e": round(
            removal - sum(sources.values()) - carrier, 1
        ),
        "necromass_share_of_change": NECROMASS_SHARE,
        "factors": FACTORS,
    }


def _sources(drawn: Landscape) -> dict[str, float]:
    """Return project less baseline over the period, by source [t CO2e]."""
    inputs = records.amounts(drawn.dice, sum(drawn.areas.values()))
    diesel, direct, product = FACTORS.values()
    return {
        "diesel": _change(inputs, "柴油用量") * diesel / 1000,
        "nitrogen": _change(inputs, "化肥氮施用量") * direct * NITROUS_OXIDE / 1000,
        "product": records.product_applied(drawn.land) * product / 1000,
    }


def _change(inputs: Mapping[tuple[str, int, str], float], item: str) -> float:
    return sum(
        value if scenario == "项目" else -value
        for (scenario, _, name), value in inputs.items()
        if name == item
    )


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in values.items()}


def make(folder: Path) -> Path:
    """Write project and truth into a folder and return the project's own."""
    drawn = landscape()
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
