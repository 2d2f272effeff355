"""Acts around the members of a project: seal the register, read shares, print one."""

import csv
import io
import tempfile
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from edaphon.accounting import ACCOUNT, PROJECT, SHARES
from edaphon.bundle import Bundle, open_bundle
from edaphon.evidence import Project, earlier_accounts, read
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import write_atomically
from edaphon.kernel.language import Language
from edaphon.kernel.units import AREA_DECIMALS, MU_PER_HECTARE, rounded_down
from edaphon.monitoring import Roster, read_register, read_roster
from edaphon.reporting import (
    SHARE_RULES,
    ParcelLine,
    ShareLine,
    StatementRecord,
    cautions,
    member_loss,
    not_issuable,
    statement,
)
from edaphon.schemas.models.account import Text
from edaphon.schemas.records import read as read_record

MU_DECIMALS = 2
"""Decimals of an area in mu."""

SEAL = "activity/register.seal.json"
"""Where the seal of the register goes unless project.yaml names another place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberShare:
    """One member under one method, as the bundle states it."""

    method: str
    member: str
    parcels: int
    area_ha: str
    """Area held on every day of the period [ha]."""
    hectare_days: str
    """Area times days in the period [ha d]."""
    share: str
    """Share of the whole result [1], rounded down."""
    units: int
    """Share of the account result, whole [t CO2e]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Members of one bundle."""

    bundle: str
    """Identity of the bundle."""
    project: Project
    """Project document; its folder is gone."""
    roster: Roster
    shares: tuple[MemberShare, ...]
    units: Mapping[str, int]
    """Account result by method, whole [t CO2e]."""
    status: Mapping[str, str]
    """Standing of each account by method."""
    losses: tuple[Text, ...]
    """What is lost of earlier results, as members are told it."""
    against: tuple[Text, ...]
    """Why no units may be issued on an account, as members are told it."""
    drafts: Set[str]
    """Methods that are no released ones."""
    seal: str
    """Salted digest of the register for whose people the shares were made; empty where
    the bundle holds none."""

    @property
    def rule(self) -> str:
        """Rule of the shares."""
        return str(self.project.get("members", "share"))

    def rule_in(self, language: Language) -> str:
        """Return the rule of the shares in words."""
        return str(getattr(SHARE_RULES[self.rule], language))

    def cautions_in(self, language: Language) -> list[str]:
        """Return what nobody may overlook who reads the shares."""
        told = cautions(list(self.units), self.drafts, language)
        more = (*self.against, *self.losses)
        return [*told, *(getattr(item, language) for item in more)]

    def of(self, code: str) -> tuple[MemberShare, ...]:
        """Return the shares of one member, one a method."""
        return tuple(item for item in self.shares if item.member == code)


def membership(path: Path) -> Membership:
    """Read the members of a bundle with the parcels and the share of each.

    Raises
    ------
    EdaphonError
        ``MEMBERS_NONE`` where the project has no roster; what `open_bundle` refuses;
        what the roster has wrong.
    """
    with open_bundle(path) as bundle, tempfile.TemporaryDirectory() as place:
        if SHARES not in bundle.names or PROJECT not in bundle.names:
            where = Where(file=path.name)
            raise EdaphonError(Problem(code="MEMBERS_NONE", where=where))
        bundle.extract(Path(place))
        project, roster = _rostered(Path(place))
        accounts = read_record("account", bundle.read(ACCOUNT), file=ACCOUNT).accounts
        before = _credited_before(project)
        return Membership(
            bundle=str(bundle.id),
            project=project,
            roster=roster,
            shares=_shares(bundle),
            units={item.method.id: item.units for item in accounts},
            status={item.method.id: item.status for item in accounts},
            losses=tuple(
                told
                for item in accounts
                for told in member_loss(
                    item.method.id,
                    {one.name: one.value for one in item.figures},
                    before.get(item.method.id, ()),
                )
            ),
            against=tuple(
                told
                for item in accounts
                for told in not_issuable(item.method.id, item.issuable_against)
            ),
            drafts={item.method.id for item in accounts if item.method.draft},
            seal=read_register(project, roster).sealed,
        )


def _credited_before(project: Project) -> Mapping[str, list[tuple[str, int]]]:
    """Return last day and result of each earlier account that credited, by method."""
    found: dict[str, list[tuple[str, int]]] = {}
    for item in earlier_accounts(project):
        for one in item.record.accounts if item.is_standing else ():
            if one.units:
                last = last_day(item.record.period.end)
                found.setdefault(one.method.id, []).append((last, one.units))
    return found


def _shares(bundle: Bundle) -> tuple[MemberShare, ...]:
    rows = csv.DictReader(io.StringIO(bundle.read(SHARES).decode()))
    try:
        return tuple(
            MemberShare(
                method=row["method"],
                member=row["member"],
                parcels=int(row["parcels"]),
                area_ha=row["area_ha"],
                hectare_days=row["hectare_days"],
                share=row["share"],
                units=int(row["units"]),
            )
            for row in rows
        )
    except (KeyError, ValueError, TypeError) as error:
        facts = {"found": str(error)}
        where = Where(file=SHARES)
        problem = Problem(code="SHARES_FORM", where=where, facts=facts)
        raise EdaphonError(problem) from error


def seal_members(folder: Path, reason: str = "") -> Path:
    """Write the salted digest of the register of a project; return where it lies.

    The salt is made on the first call and stays in ``private/``.

    Parameters
    ----------
    folder
        Project folder.
    reason
        Why a seal that is there already is replaced; kept in the new seal. Empty
        replaces none.

    Raises
    ------
    EdaphonError
        Everything that is wrong with project document, roster and register;
        ``REGISTER_SEALED`` and ``REGISTER_SALT`` as `Register.seal`.
    """
    project, roster = _rostered(folder)
    name = str(project.get("members", "seal") or SEAL)
    sealed = read_register(project, roster).seal(name, reason)
    write_atomically(folder / name, sealed)
    return folder / name


def people(folder: Path, found: Membership) -> Mapping[str, str]:
    """Return the names of the members of a bundle by code.

    Parameters
    ----------
    folder
        Project folder whose private register holds the names.
    found
        Members of the bundle; its seal says whether this is their register.

    Raises
    ------
    EdaphonError
        Everything that is wrong with project document and register; what
        `Register.people_of` refuses.
    """
    project, problems = read(folder)
    if project is None:
        raise EdaphonError(problems)
    return read_register(project, found.roster).people_of(found.seal)


def _rostered(folder: Path) -> tuple[Project, Roster]:
    """Return a project that has members, with its roster.

    Raises
    ------
    EdaphonError
        ``MEMBERS_NONE``; everything that is wrong with project document and roster.
    """
    project, problems = read(folder)
    if project is None:
        raise EdaphonError(problems)
    roster, told = read_roster(project)
    if roster is None:
        missing = Problem(code="MEMBERS_NONE", where=project.where("members"))
        raise EdaphonError(told or [missing])
    return project, roster


def member_statement(
    found: Membership, code: str, *, name: str, language: Language
) -> bytes:
    """Return the statement of one member as PDF.

    Parameters
    ----------
    found
        Members of a bundle.
    code
        A code of the roster.
    name
        Who the member is; empty leaves the name out.
    language
        ``en`` or ``zh``.

    Raises
    ------
    EdaphonError
        ``REPORT_TYPESET`` or ``REPORT_FONTS``.
    """
    project = found.project
    return statement(
        StatementRecord(
            project=project.id,
            names=project.model.name,
            proponent=project.model.proponent.name,
            is_synthetic=bool(project.get("synthetic")),
            start=project.period.start.isoformat(),
            last=(project.period.end - timedelta(days=1)).isoformat(),
            member=code,
            name=name,
            rule=found.rule,
            roster=str(project.get("members", "roster", "path")),
            bundle=found.bundle,
            parcels=_parcels(found.roster, code),
            shares=[_share(item, found) for item in found.of(code)],
            losses=found.losses,
            against=found.against,
        ),
        language,
    )


def _parcels(roster: Roster, code: str) -> list[ParcelLine]:
    return [
        ParcelLine(
            parcel=item.parcel,
            stratum=item.stratum,
            area_ha=rounded_down(item.area_ha, AREA_DECIMALS),
            area_mu=rounded_down(item.area_ha * MU_PER_HECTARE, MU_DECIMALS),
            joined=item.joined.isoformat(),
            left="" if item.left is None else item.left.isoformat(),
            days=item.days(roster.start, roster.end),
            row=item.row,
        )
        for item in roster.holdings
        if item.member == code
    ]


def _share(item: MemberShare, found: Membership) -> ShareLine:
    return ShareLine(
        method=item.method,
        status=found.status[item.method],
        area_ha=item.area_ha,
        hectare_days=item.hectare_days,
        percent=f"{Decimal(item.share) * 100:.5f}",
        units=item.units,
        total=found.units[item.method],
        is_draft=item.method in found.drafts,
    )
