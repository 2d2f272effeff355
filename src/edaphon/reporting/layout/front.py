"""What stands in front: the first page, the reasons, the statement page."""

from decimal import Decimal

from edaphon.reporting.layout.blocks import (
    Block,
    Callout,
    Card,
    Cards,
    Cell,
    Chapter,
    Chart,
    Facts,
    Heading,
    Items,
    Paragraph,
    Signatures,
)
from edaphon.reporting.layout.drawn import facts
from edaphon.reporting.layout.loss_blocks import loss_card
from edaphon.reporting.layout.reader import Reader, anchor
from edaphon.reporting.layout.waterfall_blocks import waterfall_of_all
from edaphon.reporting.number_text import UNKNOWN, shown, whole
from edaphon.schemas.models.report import Method

KINDS = {
    "credited": "good",
    "deficit": "warn",
    "provisional": "warn",
    "refused": "stop",
}


def cover_blocks(reader: Reader) -> tuple[Block, ...]:
    """Return the first page: what was done, where, how much, and who answers for it.

    It names methods by their titles and holds no digest.
    """
    return (
        Cards(tuple(_card(reader, item) for item in reader.content.methods)),
        facts(reader, "front/cover"),
    )


def summary_chapter(reader: Reader) -> Chapter:
    """Return the page that a farm's manager reads: result, why, what to do next."""
    _ = reader.gettext
    summary = reader.content.summary
    blocks: list[Block] = [
        Items(
            (
                *(reader.pick(item) for item in summary.sentences),
                *_unissuable_alike(reader),
            )
        ),
        *[_status(reader, item) for item in reader.content.methods],
        *_drawn(reader),
    ]
    return Chapter(id="summary", title=_("Summary"), blocks=tuple(blocks))


def _drawn(reader: Reader) -> list[Chart]:
    """Return the waterfalls on one scale, where no reasons need the room."""
    if reader.content.summary.causes:
        return []
    return waterfall_of_all(reader)


def _card(reader: Reader, method: Method) -> Card:
    """Return the result of a method as a large number; its loss where one is told."""
    return loss_card(reader, method) or Card(
        label=reader.pick(method.title),
        value=Cell(
            whole(method.units),
            href=anchor(method, "units"),
            id=f"units-{method.slug}",
            hint=_units_hint(reader, method),
        ),
        unit=reader.unit("t{CO2e}"),
        note=_card_note(reader, method),
        look=KINDS[method.status],
    )


def _card_note(reader: Reader, method: Method) -> str:
    """Return a result by hectare and year, its standing, and beside the estimate."""
    _ = reader.gettext
    if method.status != "credited":
        return reader.pick(method.status_text)
    told = []
    if method.per_hectare_year is not None:
        told.append(
            _("{value} t CO2e per hectare and year").format(
                value=shown(method.per_hectare_year, 2)
            )
        )
    if method.beside_estimate is not None:
        share = Decimal(method.beside_estimate)
        line = (
            _("{share} % below the ex-ante estimate")
            if share < 0
            else _("{share} % above the ex-ante estimate")
        )
        told.append(line.format(share=shown(str(abs(share)), 1)))
    told.append(reader.pick(method.status_text))
    return _("; ").join(told)


def _units_hint(reader: Reader, method: Method) -> str:
    item = reader.figure(method, "units")
    return reader.hint(item) if item else ""


def _status(reader: Reader, method: Method) -> Callout:
    """Return why a method counts nothing and what would cure it, or that it holds."""
    _ = reader.gettext
    kind = KINDS[method.status]
    title = f"{method.id}{_(': ')}{reader.pick(method.status_text)}"
    causes = next(
        (item for item in reader.content.summary.causes if item.method == method.id),
        None,
    )
    alike = _unissuable_alike(reader)
    texts = [
        *_over_issued(reader, method),
        *_unaccepted(reader, method),
        *([] if alike else _unissuable(reader, method)),
        reader.pick(method.conformity),
    ]
    if causes is None:
        return Callout(kind, title, tuple(texts))
    pairs = [
        (
            _(": ").join(
                (
                    f"{item.id} {reader.pick(item.title)}",
                    reader.pick(item.found),
                )
            ),
            reader.pick(item.cure) or UNKNOWN,
        )
        for item in causes.items
    ]
    if causes.lacking:
        texts.append(
            _("Inputs that the evidence does not hold: {names}.").format(
                names=_(", ").join(reader.pick(item.title) for item in causes.lacking)
            )
        )
    return Callout(
        kind, title, tuple(texts), tuple(pairs), (_("Why"), _("What would cure it"))
    )


def _unissuable_alike(reader: Reader) -> list[str]:
    """Return why nothing can be issued, once, where several methods say the same."""
    told = [_unissuable(reader, item) for item in reader.content.methods]
    return told[0] if len(told) > 1 and told.count(told[0]) == len(told) else []


def _unissuable(reader: Reader, method: Method) -> list[str]:
    """Return a sentence that nothing can be issued on an account, and why."""
    if method.issuable:
        return []
    told = reader.gettext("Not issuable: {reasons}")
    reasons = reader.gap.join(reader.pick(item) for item in method.issuable_against)
    return [told.format(reasons=reasons)]


def _over_issued(reader: Reader, method: Method) -> list[str]:
    """Return what a wrong account credited beyond the one that corrects it."""
    held = method.over_issue
    if held is None:
        return []
    if held.amount is None:
        told = reader.gettext(
            "This account takes the place of one that credited {credited} t CO2e. How "
            "much of that was over-issued is unknown: this account decides nothing."
        )
        return [told.format(credited=held.credited)]
    told = reader.gettext(
        "This account takes the place of one that credited {credited} t CO2e. "
        "Over-issue, credited there and not borne by this account: {amount} t CO2e."
    )
    return [told.format(credited=held.credited, amount=held.amount)]


def _unaccepted(reader: Reader, method: Method) -> list[str]:
    """Return a sentence for each period of the chain that no account closed."""
    told = reader.gettext(
        "No account under this method was accepted for {start} to {last} ({days} "
        "days). A loss within it that grew back before the end of this account is told "
        "by none."
    )
    return [
        told.format(start=item.start, last=item.last, days=item.days)
        for item in method.unaccepted
    ]


def statement_chapter(reader: Reader) -> Chapter:
    """Return the statement page with room for signatures and seals."""
    _ = reader.gettext
    content = reader.content
    project = content.project
    owner = reader.pick(project.proponent.name)
    signatures = (
        _("Project proponent (seal): {name}").format(name=owner),
        _("Legal representative or authorised person (signature):"),
        _("Date:"),
    )
    blocks = (
        Paragraph(reader.pick(content.notice.status), "lead"),
        Paragraph(
            _(
                "The project proponent declares that the evidence listed in annex A "
                "is true, complete and valid, that the removals reported here are "
                "claimed under no other scheme, and that records are kept as the "
                "schemes ask."
            )
        ),
        facts(reader, "front/statement"),
        Paragraph(
            _(
                "The bundle carries no digital signature, and nothing in it takes the "
                "place of this page. Its digests show whether a file was changed; "
                "`edaphon replay BUNDLE` compares them and computes the account again."
            ),
            "note",
        ),
        Signatures((signatures,)),
        Heading("verification", _("For the verification body")),
        _to_be_filled(reader),
    )
    return Chapter(id="statement", title=_("Statement"), blocks=blocks)


def _to_be_filled(reader: Reader) -> Facts:
    """Return the fields that a verification fills, every one empty."""
    _ = reader.gettext
    names = (
        _("Verification body and its accreditation"),
        _("Lead verifier and independent reviewer"),
        _("Level of assurance and materiality"),
        _("Dates and places of the site visit"),
        _("Findings raised and closed"),
        _("Verified result [t CO2e]"),
        _("Conclusion"),
        _("Signature, seal and date"),
    )
    return Facts(tuple((name, Cell("")) for name in names))
