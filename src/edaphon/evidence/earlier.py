"""Earlier accounts of the same land, by record: what they said, and that it is theirs.

A project names each by the identity of its bundle. Under ``earlier/`` lie the bundle's
manifest, whose digest that identity is, and its account record, whose digest the
manifest holds: nobody types a number of an earlier account.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edaphon.evidence.project import Project
from edaphon.evidence.project_parts import EarlierEntry
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.identity import BundleId, bundle_id
from edaphon.schemas.record import stated_or
from edaphon.schemas.records import read

if TYPE_CHECKING:
    from edaphon.schemas.models.account import AccountSet

FOLDER = "earlier"
"""Folder of a project that holds a folder for each earlier bundle."""

MANIFEST, ACCOUNT = "manifest.json", "account.json"
"""Files of such a folder."""

EARLIER_FILES = (MANIFEST, ACCOUNT)

MEMBER = "account/account.json"
"""Member of the bundle that the second one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAccount:
    """One earlier account, as its record says."""

    bundle: BundleId
    record: "AccountSet"
    replaced: Mapping[str, str] | None
    """Why this project's account takes its place; None where it does not."""

    @property
    def end(self) -> str:
        """Last day of its period, ``2024-10-15``."""
        return self.record.period.end

    def units(self, method: str) -> int:
        """Return its result under a method, of whatever version [t CO2e]."""
        family = _family(method)
        return sum(
            item.units
            for item in self.record.accounts
            if _family(item.method.id) == family
        )

    def figure(self, method: str, name: str) -> float | None:
        """Return a figure of its account under a method; None where it has none."""
        for item in self.record.accounts:
            if _family(item.method.id) == _family(method):
                for figure in item.figures:
                    if figure.name == name and figure.value is not None:
                        return float(figure.value)
        return None


def _family(method: str) -> str:
    return method.partition("/")[0]


def earlier_folder(bundle: str) -> str:
    """Return where the records of an earlier bundle lie in a project folder.

    Examples
    --------
    >>> earlier_folder("sha256:" + "0a" * 32)[:12]
    'earlier/0a0a'
    """
    return f"{FOLDER}/{bundle.removeprefix('sha256:')}"


def earlier_accounts(project: Project) -> tuple[EarlierAccount, ...]:
    """Return the earlier accounts in the order of their periods.

    Of one period those that were replaced come first.

    Parameters
    ----------
    project
        A project of which `earlier_problems` tells nothing that stops.
    """
    found = [
        EarlierAccount(
            bundle=BundleId(entry.bundle),
            record=read("account", _bytes(project, entry, ACCOUNT), file=ACCOUNT),
            replaced=entry.replaced,
        )
        for entry in project.earlier
    ]
    return tuple(
        sorted(found, key=lambda item: (item.end, item.replaced is None, item.bundle))
    )


def earlier_problems(project: Project, plan: str) -> Iterator[Problem]:
    """Tell what is wrong with the chain of earlier accounts.

    Parameters
    ----------
    project
        Project document whose named files are there.
    plan
        Digest of the sampling plan; empty without one.

    Yields
    ------
    Problem
        ``EARLIER_TWICE``, ``EARLIER_DAMAGED`` for records that are not those of the
        bundle, ``EARLIER_OTHER`` for another project, plan or start,
        ``EARLIER_AFTER`` for a period that ends no sooner than this one,
        ``EARLIER_LINK`` for an account that stood on one which is not listed,
        ``EARLIER_UNLISTED`` (a question) for records that nobody names.
    """
    entries = project.earlier
    names = [entry.bundle for entry in entries]
    for at, entry in enumerate(entries):
        where = project.source.where("earlier", at, "bundle")
        if names[at] in names[:at]:
            yield Problem(code="EARLIER_TWICE", where=where, facts={"found": names[at]})
        elif _is_there(project, entry):
            yield from _wrong(project, plan, entry, names, where)
    kept = {earlier_folder(name) for name in names}
    folder = project.folder / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = f"{FOLDER}/{path.name}"
        if path.is_dir() and name not in kept:
            where = Where(file=name)
            yield Problem(code="EARLIER_UNLISTED", where=where, facts={"found": name})


def _wrong(
    project: Project,
    plan: str,
    entry: EarlierEntry,
    names: Sequence[str],
    where: Where,
) -> Iterator[Problem]:
    folder = earlier_folder(entry.bundle)
    manifest, content = (_bytes(project, entry, name) for name in (MANIFEST, ACCOUNT))
    try:
        held = read(
            "manifest", manifest, file=f"{earlier_folder(entry.bundle)}/{MANIFEST}"
        )
        record = read("account", content, file=f"{folder}/{ACCOUNT}")
    except EdaphonError as error:
        yield from error.problems
        return
    digests = {item.path: item.sha256 for item in held.files}
    is_its = digests.get(MEMBER) == hashlib.sha256(content).hexdigest()
    if bundle_id(manifest) != entry.bundle or not is_its:
        facts = {"found": entry.bundle, "folder": folder}
        yield Problem(code="EARLIER_DAMAGED", where=where, facts=facts)
        return
    for what, found, needed in (
        (PROJECT, record.project.id, project.id),
        (PLAN, record.plan, plan),
        (START, record.period.start, project.period.start.isoformat()),
    ):
        if found != needed:
            yield Problem(
                code="EARLIER_OTHER",
                where=where,
                facts={"what": what, "found": found, "needed": needed},
            )
    own = project.period.end.isoformat()
    is_after = record.period.end > own
    if is_after or (record.period.end == own and entry.replaced is None):
        facts = {"end": last_day(record.period.end), "own": last_day(own)}
        yield Problem(code="EARLIER_AFTER", where=where, facts=facts)
    for link in stated_or(record.earlier, []):
        if link not in names:
            facts = {"found": link, "end": last_day(record.period.end)}
            yield Problem(code="EARLIER_LINK", where=where, facts=facts)


PROJECT = {"en": "project", "zh": "项目"}
PLAN = {"en": "sampling plan", "zh": "采样方案"}
START = {"en": "first day", "zh": "起始日"}


def _is_there(project: Project, entry: EarlierEntry) -> bool:
    folder = project.folder / earlier_folder(entry.bundle)
    return all((folder / name).is_file() for name in (MANIFEST, ACCOUNT))


def _bytes(project: Project, entry: EarlierEntry, name: str) -> bytes:
    return (project.folder / earlier_folder(entry.bundle) / name).read_bytes()
