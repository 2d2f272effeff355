"""Chapters 3 and 4: monitoring, data quality, parameters."""

from typing import Any

from edaphon.reporting.layout.blocks import (
    Block,
    Cell,
    Chapter,
    Facts,
    Heading,
    Paragraph,
    Table,
    columns,
    row,
    some,
)
from edaphon.reporting.layout.reader import Reader, parameter_anchor
from edaphon.reporting.number_text import UNKNOWN, plain, shown, whole


def monitoring_chapter(reader: Reader) -> Chapter:
    """Return chapter 3."""
    _ = reader.gettext
    return Chapter(
        id="monitoring",
        title=_("Monitoring and data management"),
        blocks=some(
            [
                Heading("sampling", _("Sampling design")),
                _design(reader),
                _campaigns(reader),
                Heading("points-heading", _("Sampling points")),
                _points(reader),
                _control_sites(reader),
                Heading("quality", _("Data and quality flags")),
                _properties(reader),
                Heading("laboratories", _("Laboratories")),
                _laboratories(reader),
            ]
        ),
    )


def _design(reader: Reader) -> Facts:
    _ = reader.gettext
    sampling = reader.content["sampling"]
    plan = sampling["plan"]
    layers = _(", ").join(f"{top}{reader.to}{bottom}" for top, bottom in plan["layers"])
    seed = plan["seed"]
    rows = [
        (_("Design"), reader.pick(sampling["design"])),
        (_("Reported depth"), f"0{reader.to}{sampling['depth_cm']} cm"),
        (_("Layers planned"), f"{layers} cm" if layers else UNKNOWN),
        (_("Equal soil mass by"), reader.pick(sampling["mass"])),
        (_("Curve"), reader.pick(sampling["interpolation"])),
        (_("Plan"), _("{count} points").format(count=plan["points"])
         if plan["present"] else _("No sampling plan")),
        (_("Plan sealed"), reader.day(plan["sealed_at"])),
        (_("Plan unchanged since"), reader.yes(plan["intact"])
         if plan["sealed_at"] else UNKNOWN),
        (_("How points were chosen"), reader.pick(plan["description"])),
        (_("Seed of the draw"), (seed or {}).get("value") or UNKNOWN),
        (_("Cores in one sample"), str(plan["cores_per_sample"] or UNKNOWN)),
        (_("Microbial tests planned"), ", ".join(plan["tests"]) or UNKNOWN),
        (_("Error of position"), f"{sampling['gps_error_m']} m"
         if sampling["gps_error_m"] else UNKNOWN),
    ]  # fmt: skip
    return Facts(tuple((name, Cell(value)) for name, value in rows))


def _campaigns(reader: Reader) -> Table:
    _ = reader.gettext
    rows = tuple(
        row(
            item["id"], f"{item['start']} – {item['end']}",
            item["laboratory"] or UNKNOWN, item["procedure"] or UNKNOWN,
            whole(item["points"]), whole(item["samples"]), whole(item["observations"]),
        )
        for item in reader.content["sampling"]["campaigns"]
    )  # fmt: skip
    return Table(
        id="campaigns",
        caption=_("Soil campaigns"),
        columns=columns(
            (_("Campaign"), "left", 1), (_("Days"), "left", 1.8),
            (_("Laboratory"), "left", 1.6), (_("Procedure"), "left", 1.6),
            (_("Points"), "right", 0.8), (_("Samples"), "right", 0.9),
            (_("Observations"), "right", 1.2),
        ),
        rows=rows,
    )  # fmt: skip


def _points(reader: Reader) -> Block:
    _ = reader.gettext
    points = reader.content["sampling"]["points"]
    if not points["total"]:
        return Paragraph(_("No soil sample belongs to a stratum and a campaign."))
    rows = tuple(
        row(
            item["point"], reader.stratum(item["stratum"]),
            reader.word("role", item["role"]),
            item["longitude"] or UNKNOWN, item["latitude"] or UNKNOWN,
            shown(item["off_plan_m"], 1),
        )
        for item in points["listed"]
    )  # fmt: skip
    rest = points["total"] - len(points["listed"])
    note = _("{total} points, {placed} with a position.").format(
        total=whole(points["total"]), placed=whole(points["placed"])
    )
    if rest > 0:
        note += _(" {count} more are in observations.csv of the bundle.").format(
            count=whole(rest)
        )
    return Table(
        id="points",
        caption=_("Sampling points and how far they lie from the plan"),
        columns=columns(
            (_("Point"), "left", 1.2), (_("Stratum"), "left", 1.6),
            (_("Role"), "left", 1), (_("Longitude"), "right", 1.2),
            (_("Latitude"), "right", 1.2), (_("Off plan [m]"), "right", 1),
        ),
        rows=rows,
        note=note,
        is_small=True,
    )  # fmt: skip


def _control_sites(reader: Reader) -> Table | None:
    _ = reader.gettext
    sites = reader.content["declared"]["control_sites"]
    if not sites:
        return None
    rows = tuple(
        row(
            item["point"], plain(item["distance_km"]),
            plain(item["precipitation_difference_mm"]),
            plain(item["same_practice_years"]), plain(item["weather_station_km"]),
            f"{item['tests_met']}/{item['tests']}",
        )
        for item in sites[:60]
    )  # fmt: skip
    return Table(
        id="control-sites",
        caption=_("Control sites (VM0042 v2.2 Table 7)"),
        columns=columns(
            (_("Point"), "left", 1), (_("Distance [km]"), "right", 1),
            (_("Precipitation difference [mm]"), "right", 1.3),
            (_("Same practice [years]"), "right", 1.2),
            (_("Weather station [km]"), "right", 1.2),
            (_("Likeness tests met"), "right", 1.2),
        ),
        rows=rows,
        is_small=True,
    )  # fmt: skip


def _properties(reader: Reader) -> Table:
    _ = reader.gettext
    rows = tuple(
        row(
            reader.pick(item["name"]), reader.unit(item["unit"]),
            whole(item["count"]), whole(item["suspect"]),
            whole(item["fail"] + item["missing"]), whole(item["censored"]),
            "; ".join(item["procedures"]) or UNKNOWN,
            "; ".join(item["instruments"]) or UNKNOWN,
        )
        for item in reader.content["data"]["properties"]
    )  # fmt: skip
    return Table(
        id="properties",
        caption=_("Observed properties, quality flags, standards"),
        columns=columns(
            (_("Property"), "left", 2.2), (_("Unit"), "left", 1),
            (_("Values"), "right", 0.9), (_("Suspect"), "right", 0.9),
            (_("Failed or missing"), "right", 1.1),
            (_("Below or above limit"), "right", 1.1),
            (_("Standard"), "left", 1.8), (_("Instrument"), "left", 1.4),
        ),
        rows=rows,
        note=_(
            "Suspect values lie beyond a plausible range and are used; failed and "
            "missing values are never used. Flags follow QARTOD."
        ),
        is_small=True,
    )  # fmt: skip


def _laboratories(reader: Reader) -> Block:
    _ = reader.gettext
    found = reader.content["declared"]["laboratories"]
    if not found:
        return Paragraph(_("Accreditation of the laboratories: not provided."))
    rows = tuple(
        row(reader.pick(item["name"]), item["accreditation"] or UNKNOWN,
            reader.pick(item["scope"]), item["valid_until"] or UNKNOWN)
        for item in found
    )  # fmt: skip
    return Table(
        id="laboratory-table",
        caption=_("Laboratories and their accreditation"),
        columns=columns(
            (_("Laboratory"), "left", 2), (_("Certificate"), "left", 1.5),
            (_("Scope"), "left", 2), (_("Valid until"), "left", 1),
        ),
        rows=rows,
    )  # fmt: skip


def parameters_chapter(reader: Reader) -> Chapter:
    """Return chapter 4: one table a method."""
    _ = reader.gettext
    blocks: list[Block] = []
    for method in reader.content["methods"]:
        blocks.append(Heading(f"parameters-{method['slug']}", method["id"]))
        blocks.append(_parameters(reader, method))
    blocks.append(Heading("reference-list", _("References")))
    blocks.append(_references(reader))
    blocks.append(
        Paragraph(
            _(
                "Marks: P seen in the primary text; S seen in a secondary source; M "
                "from memory, not confirmed; D decision of our own method."
            ),
            "note",
        )
    )
    return Chapter(
        id="parameters", title=_("Parameters and data"), blocks=tuple(blocks)
    )


def _parameters(reader: Reader, method: Any) -> Table:  # noqa: ANN401 - a record
    _ = reader.gettext
    rows = tuple(
        row(
            Cell(item["id"], id=parameter_anchor(method, item["id"])),
            reader.pick(item["title"]),
            Cell(plain(item["value"]), hint=item["id"]),
            _range(item),
            reader.unit(item["unit"]),
            Cell(
                f"{item['reference_short']}, {item['locator']}",
                href="references",
                hint=reader.pick(item["reference_text"]),
            ),
            item["since"],
            item["mark"],
        )
        for item in method["parameters"]
    )
    return Table(
        id=f"parameter-table-{method['slug']}",
        caption=_("Parameters used: {method}").format(method=method["id"]),
        columns=columns(
            (_("Parameter"), "left", 1.7), (_("Meaning"), "left", 2),
            (_("Value"), "right", 0.8), (_("Low – high"), "right", 1.1),
            (_("Unit"), "left", 1.1), (_("Reference"), "left", 2.2),
            (_("Since"), "left", 1), (_("Mark"), "center", 0.6),
        ),
        rows=rows,
        is_small=True,
    )  # fmt: skip


def _references(reader: Reader) -> Table:
    """Return every reference of the parameters once."""
    _ = reader.gettext
    found = {
        item["reference_short"]: reader.pick(item["reference_text"])
        for method in reader.content["methods"]
        for item in method["parameters"]
    }
    return Table(
        id="references",
        caption=_("References of the parameters"),
        columns=columns((_("Short"), "left", 1), (_("Reference"), "left", 4)),
        rows=tuple(row(short, found[short]) for short in sorted(found)),
        is_small=True,
    )


def _range(item: Any) -> str:  # noqa: ANN401 - a record
    if not item["low"] or not item["high"] or item["low"] == item["high"]:
        return UNKNOWN
    return f"{plain(item['low'])} – {plain(item['high'])}"
