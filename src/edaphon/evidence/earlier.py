"""Earlier accounts of the same land, by record: what they said, and that it is theirs.

A project names each by the identity of its bundle. Under ``earlier/`` lie the bundle's
manifest, whose digest that identity is, and its account record, whose digest the
manifest holds: nobody types a number of an earlier account.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from msgspec import UNSET

from edaphon.evidence.earlier_figures import family
from edaphon.evidence.project import Project
from edaphon.evidence.project_files import EARLIER_ACCOUNT, earlier_folder
from edaphon.evidence.project_parts import EarlierEntry
from edaphon.kernel.identity import BundleId
from edaphon.schemas.record import stated_or
from edaphon.schemas.records import read

if TYPE_CHECKING:
    from edaphon.schemas.models.account import Account, AccountSet


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAccount:
    """One earlier account, as its record says."""

    CLOSED: ClassVar = ("credited", "deficit")
    """Statuses of an account that closed its period; a refused one did not."""

    bundle: BundleId
    record: "AccountSet"
    replaced: Mapping[str, str] | None
    """Why this project's account takes its place; None where it does not."""
    is_standing: bool
    """Whether no account stands, or is to stand, in its place."""

    @property
    def end(self) -> str:
        """Last day of its period, ``2024-10-15``."""
        return self.record.period.end

    @property
    def last_campaign(self) -> str:
        """Campaign of the plan that it ended with."""
        return self.record.grounds.last

    def units(self, method: str) -> int:
        """Return its result under a method, of whatever version [t CO2e]."""
        own = family(method)
        return sum(
            item.units for item in self.record.accounts if family(item.method.id) == own
        )

    def under(self, method: str) -> "Account | None":
        """Return its account under a method, of whatever version; None without one."""
        own = family(method)
        held = (i for i in self.record.accounts if family(i.method.id) == own)
        return next(held, None)

    def credited_by_others(self, method: str) -> "list[Account]":
        """Return its accounts under other methods that credit units."""
        own = family(method)
        held = self.record.accounts
        return [i for i in held if family(i.method.id) != own and i.units]

    def is_closed(self, method: str) -> bool:
        """Tell whether its account under a method closed the period."""
        found = self.under(method)
        return found is not None and found.status in self.CLOSED

    def over_issue(self, method: str) -> int:
        """Return what it says that the one it replaces credited beyond it [t CO2e].

        0 where it replaces none, or does not know.
        """
        found = self.under(method)
        over = UNSET if found is None else found.over_issue
        return 0 if over is UNSET or over.amount is None else over.amount

    def status(self, method: str) -> str:
        """Return the status of its account under a method; empty without one."""
        found = self.under(method)
        return "" if found is None else found.status

    def figure(self, method: str, name: str) -> float | None:
        """Return a figure of its account under a method; None where it has none."""
        for item in self.record.accounts:
            if family(item.method.id) == family(method):
                for figure in item.figures:
                    if figure.name == name and figure.value is not None:
                        return float(figure.value)
        return None


def earlier_accounts(project: Project) -> tuple[EarlierAccount, ...]:
    """Return the earlier accounts in the order of their periods.

    Of one period those that were replaced come first.

    Parameters
    ----------
    project
        A project of which `earlier_problems` tells nothing that stops.
    """
    records = {
        entry.bundle: read(
            "account", account_bytes(project, entry), file=EARLIER_ACCOUNT
        )
        for entry in project.earlier
    }
    passed = passed_over(records)
    found = [
        EarlierAccount(
            bundle=BundleId(entry.bundle),
            record=records[entry.bundle],
            replaced=entry.replaced,
            is_standing=entry.replaced is None and entry.bundle not in passed,
        )
        for entry in project.earlier
    ]
    return tuple(
        sorted(found, key=lambda item: (item.end, item.is_standing, item.bundle))
    )


def passed_over(records: Mapping[str, "AccountSet"]) -> set[str]:
    """Return the accounts in whose place another one stands.

    The one that it says it replaces, and every other of the same period that it was
    made in the knowledge of.
    """
    found: set[str] = set()
    for record in records.values():
        if record.replaces is not UNSET:
            found.add(record.replaces.bundle)
        for link in stated_or(record.earlier, []):
            if link in records and records[link].period.end == record.period.end:
                found.add(link)
    return found


def account_bytes(project: Project, entry: EarlierEntry) -> bytes:
    """Return the account record of an earlier account as it lies in the folder."""
    folder = project.folder / earlier_folder(entry.bundle)
    return (folder / EARLIER_ACCOUNT).read_bytes()
