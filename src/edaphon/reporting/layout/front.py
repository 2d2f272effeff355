"""What stands in front: the first page, the reasons, the statement page."""

from decimal import Decimal

from edaphon.reporting.beside import EQUAL
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
    Table,
    columns,
    row,
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
    methods = reader.content.methods
    several = Paragraph(
        reader.gettext(
            "The methods answer the same evidence, each by its own rules: their "
            "results are alternatives and are never added."
        ),
        "note",
    )
    return (
        Cards(tuple(_card(reader, item) for item in methods)),
        *([several] if len(methods) > 1 else []),
        facts(reader, "front/cover"),
        _by_year(reader),
    )


def _by_year(reader: Reader) -> Table:
    """Return the result of each method by calendar year."""
    _ = reader.gettext
    methods = reader.content.methods
    years = list(
        dict.fromkeys(
            row.year for method in methods for row in method.summary.rows if row.year
        )
    )
    return Table(
        id="by-year",
        caption=_("Account result by year [{unit}]").format(
            unit=reader.unit("t{CO2e}")
        ),
        columns=columns(
            (_("Method"), "left", 3),
            *[(year, "right", 0.8) for year in years],
            (_("Total"), "right", 0.9),
        ),
        rows=tuple(
            row(
                reader.pick(method.title),
                *[_of_year(method, year) for year in years],
                whole(method.summary.total.units),
            )
            for method in methods
        ),
        is_small=True,
    )


def _of_year(method: Method, year: str) -> str:
    found = [item.units for item in method.summary.rows if item.year == year]
    return whole(found[0]) if found else UNKNOWN


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
        look=_look(method),
    )


def _look(method: Method) -> str:
    """Return how a method's result looks: what cannot be issued is no green light."""
    kind = KINDS[method.status]
    return "warn" if kind == "good" and not method.issuable else kind


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
        told.append(beside_told(reader, method.beside_estimate))
    told.append(reader.pick(method.status_text).rstrip(".。"))
    if not method.issuable:
        told.append(
            _("not issuable, reasons given: {count} (see Summary)").format(
                count=len(method.issuable_against)
            )
        )
    return _("; ").join(told)


def beside_told(reader: Reader, share: str) -> str:
    """Return how a result lies to the estimate; the sign is that before rounding."""
    _ = reader.gettext
    if share == EQUAL:
        return _("equal to the ex-ante estimate")
    number = Decimal(share)
    line = (
        _("{share}% below the ex-ante estimate")
        if number.is_signed()
        else _("{share}% above the ex-ante estimate")
    )
    return line.format(share=shown(str(abs(number)), 1))


def _units_hint(reader: Reader, method: Method) -> str:
    item = reader.figure(method, "units")
    return reader.hint(item) if item else ""


def _status(reader: Reader, method: Method) -> Callout:
    """Return why a method counts nothing and what would cure it, or that it holds."""
    _ = reader.gettext
    kind = _look(method)
    name = _("{title} ({id})").format(title=reader.pick(method.title), id=method.id)
    title = f"{name}{_(': ')}{reader.pick(method.status_text)}"
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
        _("Level of assurance and materiality"),
        _("Dates and places of the site visit"),
        _("Findings raised and closed"),
        _("Verified result [t CO2e]"),
        _("Conclusion"),
        _("Lead verifier (signature, date)"),
        _("Members of the team (signatures, date)"),
        _("Independent reviewer (signature, date)"),
        _("Approved by (signature, seal, date)"),
    )
    return Facts(tuple((name, Cell("")) for name in names), is_form=True)
