"""Documents of Huang-Huai: project.yaml and sampling plan."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from making import texts
from making.huang_huai import quality
from making.huang_huai.place import GROUNDS, LOST, MOVED, MOVED_BY, ROUNDS
from making.land import Parcel, Point
from making.truth import LATER_LAYERS, LAYERS

HERE = Path(__file__).parent


def project_document(
    areas: Mapping[str, float],
    points: Sequence[Point],
    land: Sequence[Parcel],
    yield_change: float,
) -> str:
    """Return project.yaml."""
    controls = [point for point in points if point.role == "control"]
    return texts.template(
        HERE / "project.yaml",
        strata="\n".join(texts.stratum(areas, ground) for ground in GROUNDS),
        lost=LOST[0],
        moved=MOVED,
        moved_by=f"{(MOVED_BY[0] ** 2 + MOVED_BY[1] ** 2) ** 0.5:.1f}",
        control_sites="\n".join(texts.control_site(point, land) for point in controls),
        yield_change=f"{yield_change:.1f}",
        microbial="\n".join(
            texts.microbial_sheet("lab/微生物检测.xlsx", item.name) for item in ROUNDS
        ),
        laboratory_runs=texts.runs(quality.REFERENCE_RUNS),
        ring_runs=texts.runs(quality.RING_RUNS),
        disclosure=texts.indented((HERE / "disclosure.yaml").read_text("utf-8")),
    )


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
        points="\n".join(texts.planned_point(point, "HH") for point in points),
    )


def coeffects() -> bytes:
    """Return coeffects.yaml."""
    return (HERE / "coeffects.yaml").read_bytes()


def papers() -> dict[str, bytes]:
    """Return the signed statements by their paths."""
    return texts.papers(HERE / "papers.txt")


def expectations() -> dict[str, bytes]:
    """Return what was expected before the first sample, and what it would cost."""
    names = ("expected.yaml", "costs.csv")
    return {f"plan/{name}": (HERE / name).read_bytes() for name in names}
