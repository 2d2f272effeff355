"""Annexes: evidence and digests, how to replay, the disclosure list."""

from collections.abc import Mapping
from typing import Any

from edaphon.reporting.layout.blocks import (
    Block,
    Cell,
    Chapter,
    Facts,
    Items,
    Paragraph,
    Table,
    columns,
    row,
)
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.number_text import UNKNOWN, whole

FILES_LISTED = 200


def evidence_annex(reader: Reader) -> Chapter:
    """Return annex A."""
    _ = reader.gettext
    content = reader.content
    digests = content["digests"]
    facts = Facts(
        (
            (_("Account"), Cell(digests["account"])),
            (_("Observation table"), Cell(digests["evidence"])),
            (_("Project file"), Cell(digests["project_document"])),
            (_("Sampling plan"), Cell(digests["plan"] or UNKNOWN)),
            *[
                (_("Method {id}").format(id=name), Cell(value))
                for name, value in digests["methods"].items()
            ],
        )
    )
    return Chapter(
        id="evidence", title=_("Evidence and digests"), blocks=(facts, _files(reader))
    )


def _files(reader: Reader) -> Table:
    _ = reader.gettext
    files = reader.content["data"]["files"]
    rest = len(files) - FILES_LISTED
    told = _("{count} more files are in the manifest of the bundle.")
    return Table(
        id="files",
        caption=_("Raw files, kept byte for byte"),
        columns=columns(
            (_("File"), "left", 2.2),
            (_("Holds"), "left", 1),
            (_("Observations"), "right", 1),
            ("SHA-256", "left", 4),
        ),
        rows=tuple(
            row(
                item["path"],
                reader.pick(item["about"]) if item["about"] else UNKNOWN,
                whole(item["observations"]),
                item["digest"],
            )
            for item in files[:FILES_LISTED]
        ),
        note=told.format(count=rest) if rest > 0 else "",
        is_small=True,
    )


def replay_annex(reader: Reader) -> Chapter:
    """Return annex B."""
    _ = reader.gettext
    content = reader.content
    seed = content["seed"]
    facts = Facts(
        (
            (_("Seed"), Cell(seed["value"])),
            (_("Seed witnessed"), Cell(reader.yes(seed["witnessed"]))),
            (_("Form of the machine-readable report"), Cell(content["v"])),
            (_("Made at"), Cell(content["generated_at"])),
        )
    )
    blocks: tuple[Block, ...] = (
        Paragraph(
            _(
                "Anyone can recompute this account from the bundle on another "
                "machine, without a network and without a database:"
            )
        ),
        _steps(reader),
        Paragraph(
            _(
                "A replay passes when every exact output has the same bytes, every "
                "other figure lies within the tolerance of its method, and the units "
                "are no more than the recomputed bound."
            )
        ),
        facts,
        Paragraph(
            _(
                "What a replay cannot show: that a sample was dug where it says, and "
                "that a key was not lent."
            ),
            "note",
        ),
    )
    return Chapter(id="replay", title=_("How to replay"), blocks=blocks)


def _steps(reader: Reader) -> Items:
    _ = reader.gettext
    version = reader.content["code_version"]
    return Items(
        (
            _("Install Edaphon {version}.").format(version=version),
            _("Run: edaphon replay BUNDLE.zip"),
            _(
                "Run: edaphon show BUNDLE.zip FIGURE, to walk one figure back to its "
                "clause, parameters, observations, raw file and row."
            ),
        )
    )


def disclosure_annex(reader: Reader) -> Chapter:
    """Return annex C: every field asked for, by whom, and the answer."""
    _ = reader.gettext
    fields = reader.content["disclosure"]
    counted = {
        state: sum(1 for item in fields if item["state"] == state)
        for state in ("provided", "not_provided", "not_applicable")
    }
    told = _(
        "{provided} fields provided, {not_provided} not provided, {not_applicable} "
        "not applicable. R required, C conditional."
    ).format(**counted)
    table = Table(
        id="disclosure-table",
        caption=_("Fields that schemes ask a report to disclose"),
        columns=columns(
            (_("Field"), "left", 2.2),
            (_("Need"), "center", 0.5),
            (_("Asked by"), "left", 1.9),
            (_("State"), "left", 0.9),
            (_("Answer"), "left", 3),
        ),
        rows=tuple(_field(reader, item) for item in fields),
        is_small=True,
    )
    return Chapter(
        id="disclosure",
        title=_("Disclosure checklist"),
        blocks=(Paragraph(told), table),
    )


def _field(reader: Reader, item: Mapping[str, Any]) -> tuple[Cell, ...]:
    asked = "; ".join(
        f"{reader.word('source_key', one['key'])} {one['clause']} ({one['mark']})"
        for one in item["from"]
    )
    is_open = item["state"] == "not_provided"
    return row(
        Cell(reader.pick(item["title"]), id=f"d-{item['id']}"),
        item["need"],
        asked or UNKNOWN,
        reader.word("state", item["state"]),
        UNKNOWN if is_open else reader.pick(item["text"]),
    )
