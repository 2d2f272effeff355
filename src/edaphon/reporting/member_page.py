"""The statement of one member: parcels, rule and share of a result, on one page."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from edaphon.kernel.language import Language, translator
from edaphon.reporting.number_text import plain, shown, whole
from edaphon.reporting.paper import typeset
from edaphon.reporting.quantities import status_text
from edaphon.reporting.wording import (
    DRAFT,
    ROOM,
    Words,
    both,
    day,
    joined,
    read_in,
    text,
)
from edaphon.schemas.models.account import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelLine:
    """One parcel of the member."""

    parcel: str
    stratum: str
    area_ha: str
    area_mu: str
    joined: str
    left: str
    """Empty while the parcel is in the project."""
    days: int
    """Days in the period [d]."""
    row: int
    """Row of the roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """The member under one method."""

    method: str
    status: str
    area_ha: str
    hectare_days: str
    percent: str
    """Share of the whole result [%]."""
    units: int
    """Share of the account result [t CO2e]."""
    total: int
    """The whole account result [t CO2e]."""
    is_draft: bool
    """Whether the method is no released one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord:
    """Everything that a statement says."""

    project: str
    names: Words
    """Name of the project, in one language or both."""
    proponent: Words
    is_synthetic: bool
    start: str
    last: str
    """First and last day of the period."""
    member: str
    name: str
    """Who the member is; empty where the register is not at hand."""
    rule: str
    roster: str
    bundle: str
    parcels: Sequence[ParcelLine]
    shares: Sequence[ShareLine]
    losses: Sequence[Text]
    """What is lost of earlier results, a text a method; empty where nothing is."""
    against: Sequence[Text] = ()
    """Why no units may be issued on an account, a text a method."""


def not_issuable(method: str, against: Sequence[Text]) -> list[Text]:
    """Return why no units may be issued on an account; nothing where nothing stands."""
    if not against:
        return []
    why = joined(list(against), " ", "")
    told = text(
        "{method}: no units may be issued on this account as it stands. {why}",
        method=method,
        why=why,
    )
    return [told]


def member_loss(
    method: str,
    figures: Mapping[str, str | None],
    before: Sequence[tuple[str, int]] = (),
) -> list[Text]:
    """Return what members are told of a loss under one method; nothing of none.

    The rule of the shares divides a result. It says nothing of a loss, and nothing is
    divided here that no rule divides.

    Parameters
    ----------
    method
        Id of the method.
    figures
        Figures of its account by name, decimal text.
    before
        Last day and result of each earlier account under it that credited [t CO2e].
    """
    told = []
    if Decimal(figures.get("reversal") or 0) > 0:
        told = [
            text(
                "{method}: a loss (reversal). {value} t CO2e that earlier accounts "
                "credited are no longer there; the buffer covers {covered} t CO2e, "
                "{replaced} t CO2e are to be replaced.",
                method=method,
                value=shown(figures["reversal"], 2),
                covered=shown(figures.get("covered_reversal"), 2),
                replaced=shown(figures.get("replaced_reversal"), 2),
            )
        ]
    elif Decimal(figures.get("deficit_after") or 0) > 0:
        told = [
            text(
                "{method}: {value} t CO2e are left to make good before anything is "
                "credited.",
                method=method,
                value=shown(figures["deficit_after"], 2),
            )
        ]
    if told:
        told.append(
            text(
                "{method}: no tonne of this account is shared, and shares of earlier "
                "accounts are affected. The rule of the shares divides results, not "
                "losses: who bears the loss is for the agreement of the members.",
                method=method,
            )
        )
        told += _affected(method, before)
    return told


def _affected(method: str, before: Sequence[tuple[str, int]]) -> list[Text]:
    """Return in which earlier results the shares are that a loss affects."""
    listed = [
        text(
            "{units} t CO2e of the account until {last}",
            units=whole(units),
            last=day(last),
        )
        for last, units in before
    ]
    if not listed:
        return []
    return [
        text(
            "{method}: affected are the shares in {listed}. What part of it a member "
            "has, the statement from the bundle of that account says.",
            method=method,
            listed=joined(listed),
        )
    ]


SHARE_RULES = {
    "area_days": text("area times days in the period"),
    "area": text("area held on every day of the period"),
    "equal": text("each member alike"),
}
"""Rules of the shares in words."""


def cautions(
    methods: Sequence[str], drafts: Collection[str], language: Language
) -> list[str]:
    """Return what nobody may overlook who reads shares of an account result.

    Parameters
    ----------
    methods
        Methods whose results stand beside each other.
    drafts
        Those of them that are no released ones.
    language
        ``en`` or ``zh``.
    """
    _ = translator(ROOM, language)
    told = [
        _(
            "Results of an account, in t CO2e, that nobody has verified: no carbon "
            "unit exists because of them."
        ),
        _(
            "The tonnes are a part of a computed result, no payment and no promise of "
            "one. What is paid, such as a percentage of proceeds to households, "
            "follows from the agreement of the members; it is not computed here."
        ),
    ]
    if len(methods) > 1:
        told.append(
            _(
                "The results of different methods are never added: each answers the "
                "same evidence by its own rules."
            )
        )
    if drafts:
        names = _(", ").join(item for item in methods if item in drafts)
        told.append(f"{names}{_(': ')}{_(DRAFT)}")
    return told


def statement(record: StatementRecord, language: Language) -> bytes:
    """Return the statement of a member as PDF/A-3a.

    Raises
    ------
    EdaphonError
        ``REPORT_TYPESET`` or ``REPORT_FONTS``.
    """
    _ = translator(ROOM, language)
    banner = _("Made-up project: every name and number is invented.")
    content = {
        "language": language,
        "title": _(
            "Statement of shares in quantified reductions and removals (unverified)"
        ),
        "author": read_in(both(record.proponent), language),
        "date": [int(part) for part in record.last.split("-")],
        "banner": banner if record.is_synthetic else "",
        "cautions": [
            *cautions(
                [item.method for item in record.shares],
                {item.method for item in record.shares if item.is_draft},
                language,
            ),
            *(read_in(item, language) for item in (*record.against, *record.losses)),
        ],
        "facts": _facts(record, language),
        "shares": _shares(record, _),
        "parcels": _parcels(record, _, in_mu=language == "zh"),
        "notes": [
            *(
                f"{item.method}{_(': ')}{read_in(status_text(item.status), language)}"
                for item in record.shares
            ),
            _(
                "Shares are rounded down and the tonnes that are left go to the "
                "largest remainders, so that the shares of all members add up to the "
                "whole."
            ),
        ],
        "page": _("Page {page} of {pages}"),
    }
    return typeset("statement.typ", content, record.last)


def _facts(record: StatementRecord, language: Language) -> list[tuple[str, str]]:
    _ = translator(ROOM, language)
    return [
        (_("Project"), f"{read_in(both(record.names), language)} ({record.project})"),
        (_("Project proponent"), read_in(both(record.proponent), language)),
        (_("Member"), f"{record.member}  {record.name}".strip()),
        (
            _("Monitoring period"),
            _("{start} to {end} (both days included)").format(
                start=read_in(day(record.start), language),
                end=read_in(day(record.last), language),
            ),
        ),
        (_("Rule of the shares"), read_in(SHARE_RULES[record.rule], language)),
        (_("Roster"), record.roster),
        (_("Bundle"), record.bundle),
    ]


def _shares(record: StatementRecord, _: Callable[[str], str]) -> dict[str, object]:
    """Return the table of shares; area held all the time only where the rule asks."""
    by_area = record.rule == "area"
    return {
        "caption": _("Quantified reductions and removals (unverified)"),
        "heads": [
            _("Method"),
            *([_("Area held all the time (ha)")] if by_area else []),
            _("Area times days (ha·d)"),
            _("Share (%)"),
            _("Share of the member (t CO2e)"),
            _("All members (t CO2e)"),
        ],
        "rows": [
            [
                item.method,
                *([plain(item.area_ha)] if by_area else []),
                plain(item.hectare_days),
                item.percent,
                whole(item.units),
                whole(item.total),
            ]
            for item in record.shares
        ],
    }


def _parcels(
    record: StatementRecord, _: Callable[[str], str], *, in_mu: bool
) -> dict[str, object]:
    """Return the table of parcels; readers of Chinese see mu beside hectares."""
    return {
        "caption": _("Parcels"),
        "heads": [
            _("Parcel"),
            _("Stratum"),
            _("Area (ha)"),
            *([_("Area (mu)")] if in_mu else []),
            _("Joined"),
            _("Left"),
            _("Days in the period"),
            _("Row of the roster"),
        ],
        "rows": [
            [
                item.parcel,
                item.stratum,
                item.area_ha,
                *([item.area_mu] if in_mu else []),
                item.joined,
                item.left or _("still in"),
                str(item.days),
                str(item.row),
            ]
            for item in record.parcels
        ],
    }
