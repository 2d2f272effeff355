"""Co-effects and safeguards in chapter 9; a topic without data is named as such."""

from edaphon.reporting.layout.blocks import Block, Chapter, Heading, Paragraph
from edaphon.reporting.layout.drawn import table
from edaphon.reporting.layout.reader import Reader
from edaphon.schemas.coeffect_catalogue import REFERENCE, catalogue
from edaphon.schemas.models.report import Effects


def effect_blocks(reader: Reader) -> tuple[Block, ...]:
    """Return the blocks of co-effects, or that nothing is stated."""
    _ = reader.gettext
    found = reader.content.coeffects
    head = Heading("coeffects", _("Co-effects and safeguards"))
    if found is None:
        return head, Paragraph(_not_stated(reader))
    blocks: list[Block] = [head, Paragraph(_counted(reader, found), "lead")]
    if found.indicators:
        blocks.append(table(reader, "closing/effects", found.indicators))
    if found.without:
        topics = _("; ").join(reader.pick(item.title) for item in found.without)
        told = _("No data on: {topics}.").format(topics=topics)
        blocks.append(Paragraph(told))
    return tuple(blocks)


def effects_annex(reader: Reader) -> Chapter | None:
    """Return annex F, sources and safeguards; None where the project states none."""
    found = reader.content.coeffects
    if found is None:
        return None
    blocks: list[Block] = []
    if found.indicators:
        blocks.append(
            table(
                reader, "closing/effect-sources", found.indicators, reference=REFERENCE
            )
        )
    blocks.append(table(reader, "closing/safeguards", found.safeguards))
    _ = reader.gettext
    read = _("Read from {path}, {digest}.").format(
        path=found.document.path, digest=found.document.digest
    )
    blocks.append(Paragraph(read, "note"))
    return Chapter(
        id="effects-annex",
        title=reader.gettext("Safeguards and sources of co-effects"),
        blocks=tuple(blocks),
    )


def _not_stated(reader: Reader) -> str:
    """Return that nothing is stated, and on which topics there are records even so."""
    _ = reader.gettext
    held = {item.property for item in reader.content.data.properties}
    known = catalogue()
    recorded = {
        item.topic for item in known.indicators.values() if item.records in held
    }
    names = {name: reader.pick(title) for name, title in known.topics.items()}
    silent = _("; ").join(
        title for name, title in names.items() if name not in recorded
    )
    if not recorded:
        told = _(
            "No data: the project gives no record of co-effects. Nothing is known of: "
            "{topics}."
        )
        return told.format(topics=silent)
    told = _(
        "No statement: the project gives no coeffects.yaml. Its activity records hold "
        "data on: {recorded}; without the file they are not judged here. Nothing is "
        "known of: {topics}."
    )
    listed = _("; ").join(names[name] for name in names if name in recorded)
    return told.format(recorded=listed, topics=silent)


def _counted(reader: Reader, found: Effects) -> str:
    """Return how many indicators moved which way, and that no tonne rests on them."""
    _ = reader.gettext
    counts = found.counts
    told = _(
        "Indicators: worse {worse}, better {better}, no change {same}, not decided or "
        "not judged {open}, no data {none}. Topics without data: {without}. None of it "
        "changes the account result. Annex F: safeguards, and where the values come "
        "from."
    )
    judged = ("worse", "better", "no_change", "no_data")
    return told.format(
        worse=counts.get("worse", 0),
        better=counts.get("better", 0),
        same=counts.get("no_change", 0),
        none=counts.get("no_data", 0),
        open=sum(count for name, count in counts.items() if name not in judged),
        without=len(found.without),
    )
