"""What was lost, where a reader looks first: cover, cards, summary of results."""

from decimal import Decimal

from edaphon.reporting.layout.blocks import (
    Block,
    Card,
    Cell,
    Paragraph,
    Table,
    columns,
    row,
)
from edaphon.reporting.layout.reader import Reader, anchor
from edaphon.reporting.number_text import UNKNOWN, shown, whole
from edaphon.schemas.models.report import Method
from edaphon.schemas.record import stated_or

DECIMALS = 2


def _amount(method: Method, name: str) -> str | None:
    return next((item.value for item in method.figures if item.name == name), None)


def is_told(method: Method, name: str) -> bool:
    """Tell whether a figure of a loss is known and more than nothing."""
    return Decimal(_amount(method, name) or 0) > 0


def _told(reader: Reader, method: Method, name: str) -> str:
    return f"{shown(_amount(method, name), DECIMALS)} {reader.unit('t{CO2e}')}"


def loss_words(reader: Reader, method: Method) -> str:
    """Return what is lost under a method in a few words; empty of nothing."""
    _ = reader.gettext
    if is_told(method, "reversal"):
        return _("loss (reversal) {lost}, to be replaced {replaced}").format(
            lost=_told(reader, method, "reversal"),
            replaced=_told(reader, method, "replaced_reversal"),
        )
    if is_told(method, "deficit_after"):
        told = _told(reader, method, "deficit_after")
        return _("loss, carried deficit {owed}").format(owed=told)
    return ""


def chain_beside_estimate(reader: Reader) -> str:
    """Return the estimate beside what all accounts of a chain credited and lost.

    Empty of a first account, and where the project states no estimate: it is of the
    whole period, and one account of a chain is only a part of that.
    """
    _ = reader.gettext
    expected = reader.content.declared.ex_ante
    told = []
    for item in reader.content.methods:
        units = stated_or(item.chain_units, None)
        if units is None:
            continue
        parts = [
            _("{units} credited in all accounts").format(
                units=reader.quantity(str(units), "t{CO2e}", 0)
            ),
            loss_words(reader, item),
        ]
        listed = _(", ").join(filter(None, parts))
        told.append(f"{reader.pick(item.title)}{_(': ')}{listed}")
    if not told or not expected:
        return ""
    return _("Estimate of the whole period {expected}; {results}.").format(
        expected=reader.quantity(expected, "t{CO2e}", 0), results=_("; ").join(told)
    )


def loss_card(reader: Reader, method: Method) -> Card | None:
    """Return the loss under a method as a large number; None of none."""
    _ = reader.gettext
    if is_told(method, "reversal"):
        label = _("Loss (reversal) of earlier credits, {method}")
        name = "reversal"
        note = _("to be replaced {replaced}; new result 0").format(
            replaced=_told(reader, method, "replaced_reversal")
        )
    elif is_told(method, "deficit_after"):
        label = _("Loss of the period, carried deficit, {method}")
        name = "deficit_after"
        note = _("made good before anything is credited; new result 0")
    else:
        return None
    item = reader.figure(method, name)
    return Card(
        label=label.format(method=reader.pick(method.title)),
        value=Cell(
            shown(_amount(method, name), DECIMALS),
            href=anchor(method, name),
            hint=reader.hint(item) if item else "",
        ),
        unit=reader.unit("t{CO2e}"),
        note=note,
        look="stop",
    )


def deficit_in_deductions(reader: Reader, method: Method) -> list[Block]:
    """Return what negative deductions are, where a deficit is carried on."""
    if method.summary.total.deductions is None or method.summary.total.deductions >= 0:
        return []
    if not is_told(method, "deficit_after"):
        return []
    told = reader.gettext(
        "Under {method} the deductions are below zero: they hold the carried deficit "
        "of {owed}, which stands against the loss of the period so that the result of "
        "each year is 0 and not less. It is no gain, and is made good first."
    )
    owed = _told(reader, method, "deficit_after")
    return [Paragraph(told.format(method=method.id, owed=owed))]


def chain_blocks(reader: Reader) -> list[Block]:
    """Return losses and the sum over the chain; nothing of a first account."""
    _ = reader.gettext
    methods = reader.content.methods
    wholes = [stated_or(item.chain_units, None) for item in methods]
    if all(item is None for item in wholes):
        return []
    named = (
        ("reversal", _("Reversal: credited before and no longer there")),
        ("covered_reversal", _("Of it covered from the buffer")),
        ("replaced_reversal", _("Of it to be replaced")),
        ("deficit_after", _("Carried deficit: made good before anything is credited")),
    )
    rows = [
        row(title, *[_cell(reader, method, name) for method in methods])
        for name, title in named
    ]
    total = _("Credited in all accounts of the chain, whatever was lost since")
    return [
        Table(
            id="chain-losses",
            caption=_("Losses and the chain of accounts [{unit}]").format(
                unit=reader.unit("t{CO2e}")
            ),
            columns=columns(
                (_("What"), "left", 2), *[(item.id, "right", 1.4) for item in methods]
            ),
            rows=tuple(rows),
            foot=row(total, *[whole(item) for item in wholes]),
            note=_("{unknown}: the method has no such figure.").format(unknown=UNKNOWN),
        )
    ]


def _cell(reader: Reader, method: Method, name: str) -> Cell:
    if reader.figure(method, name) is None:
        return Cell(UNKNOWN)
    told = shown(_amount(method, name), DECIMALS)
    return Cell(told, href=anchor(method, name))
