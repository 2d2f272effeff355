"""Documents of the project folder: project.yaml, sampling plan, signed papers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from making import quality
from making.land import MOVED, MOVED_BY, Point
from making.microbes import ROUNDS
from making.samples import LOST
from making.truth import GROUNDS, LATER_LAYERS, LAYERS

HERE = Path(__file__).parent


def project_document(
    areas: Mapping[str, float], points: Sequence[Point], yield_change: float
) -> str:
    """Return project.yaml."""
    return _template(
        "project.yaml",
        strata="\n".join(_stratum(areas, place) for place in range(len(GROUNDS))),
        lost=LOST[0],
        moved=MOVED,
        moved_by=f"{(MOVED_BY[0] ** 2 + MOVED_BY[1] ** 2) ** 0.5:.1f}",
        control_sites="\n".join(
            _control_site(at, point)
            for at, point in enumerate(p for p in points if p.role == "control")
        ),
        yield_change=f"{yield_change:.1f}",
        microbial="\n".join(_microbial_sheet(name) for name, _ in ROUNDS),
        laboratory_runs=_runs(quality.reference_runs()),
        ring_runs=_runs(quality.ring_runs()),
        disclosure=_indented((HERE / "disclosure.yaml").read_text("utf-8")),
    )


def _stratum(areas: Mapping[str, float], place: int) -> str:
    ground = GROUNDS[place]
    return (
        f"  - id: {ground.id}\n"
        f"    name: {{en: {ground.en}, zh: {ground.zh}}}\n"
        f'    area_ha: "{areas[ground.id]:.2f}"'
    )


def _control_site(at: int, point: Point) -> str:
    return (
        f'  - {{point: {point.id}, distance_km: "{0.3 + 0.1 * (at % 6):.1f}", '
        "slope_percent_class: 0-2, same_slope_class: true, same_aspect: true,\n"
        "     same_texture: true, same_soil_group: true, same_practice_years: "
        '"10", same_land_cover_history: true,\n'
        "     same_ecoregion: true, same_climate_zone: true, "
        'precipitation_difference_mm: "0", weather_station_km: "14"}'
    )


def _runs(runs: Sequence[tuple[str, str, str]]) -> str:
    return "\n".join(
        f'    - {{day: {day}, found: "{found}", known: "{known}", '
        "file: papers/quality.txt}"
        for day, found, known in runs
    )


def _microbial_sheet(name: str) -> str:
    return _template("microbial_sheet.yaml", round=name).rstrip()


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())


def sampling_plan(
    areas: Mapping[str, float], points: Sequence[Point], seed: int
) -> str:
    """Return plan/sampling.yaml."""
    layers, later = (
        ", ".join(f'["{top}", "{bottom}"]' for top, bottom in cut)
        for cut in (LAYERS, LATER_LAYERS)
    )
    masses = ", ".join(f'{ground.id}: "{ground.reference}"' for ground in GROUNDS)
    strata = "\n".join(
        f'  - {{id: {ground.id}, area_ha: "{areas[ground.id]:.2f}", '
        f"reason: {{en: {ground.en}, zh: {ground.zh}}}}}"
        for ground in GROUNDS
    )
    return _template(
        "sampling.yaml",
        layers=layers,
        later=later,
        masses=masses,
        seed=str(seed),
        strata=strata,
        points="\n".join(_planned(point) for point in points),
    )


def _planned(point: Point) -> str:
    longitude, latitude = point.degrees
    return (
        f"  - {{id: {point.id}, stratum: {point.stratum}, role: {point.role}, "
        f'longitude: "{longitude:.6f}", latitude: "{latitude:.6f}", '
        f"parcel: {point.parcel}, field_book: {_field_book(point)}}}"
    )


def _field_book(point: Point) -> str:
    """Return the field book of a point: the cooperative keeps one for all its land."""
    return f"HH-{point.parcel}" if point.role == "control" else "HH-COOP"


def papers() -> dict[str, str]:
    """Return the signed statements by their paths."""
    written = (HERE / "papers.txt").read_text("utf-8").split("====\n")
    closing, statements = written[-1], written[:-1]
    named = (text.split("\n", 1) for text in statements)
    return {f"papers/{name}.txt": f"{text}{closing}" for name, text in named}


def expectations() -> dict[str, bytes]:
    """Return what was expected before the first sample, and what it would cost."""
    names = ("expected.yaml", "costs.csv")
    return {f"plan/{name}": (HERE / name).read_bytes() for name in names}


def _template(name: str, **values: str) -> str:
    """Return a document of this folder with its marks filled in."""
    return Template((HERE / name).read_text("utf-8")).substitute(values)
