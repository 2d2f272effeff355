"""Co-effects and safeguards in chapter 9; a topic without data is named as such."""

from edaphon.reporting.layout.blocks import Block, Heading, Paragraph
from edaphon.reporting.layout.drawn import table
from edaphon.reporting.layout.reader import Reader
from edaphon.schemas.coeffect_catalogue import REFERENCE, catalogue
from edaphon.schemas.models.report import Effects


def effect_blocks(reader: Reader) -> tuple[Block, ...]:
    """Return the blocks of co-effects, or that there are none on record."""
    _ = reader.gettext
    found = reader.content.coeffects
    head = Heading("coeffects", _("Co-effects and safeguards"))
    if found is None:
        topics = _(", ").join(map(reader.pick, catalogue().topics.values()))
        told = _(
            "No data: the project gives no record of co-effects. Nothing is known of: "
            "{topics}."
        )
        return head, Paragraph(told.format(topics=topics))
    blocks: list[Block] = [head, Paragraph(_counted(reader, found), "lead")]
    if found.indicators:
        blocks += [
            table(reader, "closing/effects", found.indicators),
            table(
                reader, "closing/effect-sources", found.indicators, reference=REFERENCE
            ),
        ]
    if found.without:
        topics = _(", ").join(reader.pick(item.title) for item in found.without)
        told = _("No data on: {topics}.").format(topics=topics)
        blocks.append(Paragraph(told))
    blocks.append(table(reader, "closing/safeguards", found.safeguards))
    read = _("Read from {path}, {digest}.").format(
        path=found.document.path, digest=found.document.digest
    )
    blocks.append(Paragraph(read, "note"))
    return tuple(blocks)


def _counted(reader: Reader, found: Effects) -> str:
    """Return how many indicators moved which way, and that no tonne rests on them."""
    _ = reader.gettext
    counts = found.counts
    told = _(
        "Indicators: worse {worse}, better {better}, no change {same}, not decided or "
        "not judged {open}, no data {none}. Topics without data: {without}. None of it "
        "changes the account result."
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
