"""Documents of Jinxi: project.yaml at either account, and the sampling plan."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from making import texts
from making.jin_xi.place import GROUNDS
from making.jin_xi.stages import Stage
from making.land import Parcel, Point
from making.truth import LATER_LAYERS, LAYERS

HERE = Path(__file__).parent


def project_document(
    stage: Stage,
    areas: Mapping[str, float],
    points: Sequence[Point],
    land: Sequence[Parcel],
    *,
    carrier: float,
    yield_change: float,
) -> str:
    """Return project.yaml; carrier is the carbon of the product so far [t C]."""
    controls = [point for point in points if point.role == "control"]
    told = texts.template(HERE / "disclosure.yaml", **stage.texts)
    return texts.template(
        HERE / "project.yaml",
        **stage.texts,
        carrier=f"{carrier:.2f}",
        strata="\n".join(texts.stratum(areas, ground) for ground in GROUNDS),
        laboratory_runs=stage.reference_runs,
        ring_runs=stage.ring_runs,
        control_sites="\n".join(texts.control_site(point, land) for point in controls),
        yield_change=f"{yield_change:.1f}",
        files="\n".join(_files(stage)),
        disclosure=texts.indented(told),
    )


def _files(stage: Stage) -> Iterator[str]:
    """Yield how each file is read."""
    dated = "\n      检测日期: {is: analysed_on}"
    for year, more in (("2019", ""), ("2022", dated)):
        path = f"lab/土壤检测结果{year}.csv"
        place = HERE / "soil_table.yaml"
        text = texts.template(place, path=path, campaign=year, more=more)
        yield text.rstrip()
    yield (HERE / "archive_table.yaml").read_text("utf-8").rstrip()
    if stage.is_later:
        yield (HERE / "workbook.yaml").read_text("utf-8").rstrip()
    for name in stage.rounds:
        yield texts.microbial_sheet(microbial_path(name), name)
    for years in stage.years:
        yield texts.template(HERE / "books.yaml", years=years).rstrip()


def microbial_path(round_name: str) -> str:
    """Return the workbook in which a round of assays stands."""
    book = "2025" if round_name == "2025" else "2019-2022"
    return f"lab/微生物检测{book}.xlsx"


def sampling_plan(
    areas: Mapping[str, float], points: Sequence[Point], seed: int
) -> str:
    """Return plan/sampling.yaml."""
    return texts.template(
        HERE / "sampling.yaml",
        layers=texts.cuts(LAYERS),
        later=texts.cuts(LATER_LAYERS),
        masses=", ".join(f'{ground.id}: "{ground.reference}"' for ground in GROUNDS),
        seed=str(seed),
        strata="\n".join(texts.planned_stratum(areas, ground) for ground in GROUNDS),
        points="\n".join(texts.planned_point(point, "JX") for point in points),
    )


def papers(name: str) -> dict[str, bytes]:
    """Return the signed statements of a file by their paths."""
    return texts.papers(HERE / name)
