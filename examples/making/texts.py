"""Pieces of project.yaml, sampling plan and papers that every example writes alike."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from making.land import Parcel, Point, kilometres
from making.truth import Ground


def template(path: Path, /, **values: str) -> str:
    """Return a document with its marks filled in."""
    return Template(path.read_text("utf-8")).substitute(values)


def stratum(areas: Mapping[str, float], ground: Ground) -> str:
    """Return a stratum of project.yaml."""
    return (
        f"  - id: {ground.id}\n"
        f"    name: {{en: {ground.en}, zh: {ground.zh}}}\n"
        f'    area_ha: "{areas[ground.id]:.2f}"'
    )


def control_site(point: Point, land: Sequence[Parcel]) -> str:
    """Return what project.yaml says of a control site."""
    return (
        f'  - {{point: {point.id}, distance_km: "{kilometres(point, land):.1f}", '
        "slope_percent_class: 0-2, same_slope_class: true, same_aspect: true,\n"
        "     same_texture: true, same_soil_group: true, same_practice_years: "
        '"10", same_land_cover_history: true,\n'
        "     same_ecoregion: true, same_climate_zone: true, "
        'precipitation_difference_mm: "0", weather_station_km: "14"}'
    )


def runs(found: Sequence[tuple[str, str, str]]) -> str:
    """Return runs against known values, for project.yaml."""
    return "\n".join(
        f'    - {{day: {day}, found: "{found}", known: "{known}", '
        "file: papers/quality.txt}"
        for day, found, known in found
    )


def microbial_sheet(path: str, name: str) -> str:
    """Return how project.yaml reads a sheet of a microbial laboratory's workbook."""
    sheet = Path(__file__).parent / "microbial_sheet.yaml"
    return template(sheet, path=path, round=name).rstrip()


def indented(text: str) -> str:
    """Return lines two spaces further in."""
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())


def planned_stratum(areas: Mapping[str, float], ground: Ground) -> str:
    """Return a stratum of the sampling plan."""
    return (
        f'  - {{id: {ground.id}, area_ha: "{areas[ground.id]:.2f}", '
        f"reason: {{en: {ground.en}, zh: {ground.zh}}}}}"
    )


def planned_point(point: Point, books: str) -> str:
    """Return a point of the sampling plan.

    The cooperative keeps one field book for all its land, each control parcel has its
    own; ``books`` begins the name of either.
    """
    own = point.parcel if point.role == "control" else "COOP"
    longitude, latitude = point.degrees
    return (
        f"  - {{id: {point.id}, stratum: {point.stratum}, role: {point.role}, "
        f'longitude: "{longitude:.6f}", latitude: "{latitude:.6f}", '
        f"parcel: {point.parcel}, field_book: {books}-{own}}}"
    )


def cuts(layers: Sequence[tuple[int, int]]) -> str:
    """Return the layers of a campaign, for the sampling plan."""
    return ", ".join(f'["{top}", "{bottom}"]' for top, bottom in layers)


def papers(path: Path) -> dict[str, bytes]:
    """Return the signed statements of a file by their paths."""
    written = path.read_text("utf-8").split("====\n")
    closing, statements = written[-1], written[:-1]
    named = (text.split("\n", 1) for text in statements)
    return {f"papers/{name}.txt": f"{text}{closing}".encode() for name, text in named}
