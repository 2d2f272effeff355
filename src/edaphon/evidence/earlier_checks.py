"""What is wrong with a chain of accounts: records, links, campaigns left out."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import UNSET

from edaphon.evidence.earlier import account_bytes, earlier_accounts, passed_over
from edaphon.evidence.earlier_figures import chain_problems, figure_problems
from edaphon.evidence.footing import footing_problems
from edaphon.evidence.plan import PlanStatus
from edaphon.evidence.project import Project
from edaphon.evidence.project_files import (
    EARLIER,
    EARLIER_ACCOUNT,
    EARLIER_MANIFEST,
    earlier_files,
    earlier_folder,
)
from edaphon.evidence.project_parts import EarlierEntry
from edaphon.kernel.calendar_years import last_day
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.identity import bundle_id
from edaphon.schemas.record import stated_or
from edaphon.schemas.records import ACCOUNT_MEMBER, read

if TYPE_CHECKING:
    from edaphon.schemas.models.account import AccountSet
    from edaphon.schemas.models.manifest import Manifest

REPORTS = "report/"
"""Folder of a bundle that holds its reports."""

PROJECT = {"en": "project", "zh": "项目"}
PLAN = {"en": "sampling plan", "zh": "采样方案"}
START = {"en": "first day", "zh": "起始日"}
END = {"en": "last day", "zh": "截止日"}


def earlier_problems(project: Project, plan: PlanStatus) -> Iterator[Problem]:
    """Tell what is wrong with the chain of earlier accounts.

    Parameters
    ----------
    project
        Project document whose named files are there.
    plan
        Its sampling plan.

    Yields
    ------
    Problem
        ``EARLIER_TWICE``, ``EARLIER_DAMAGED`` for records that are not those of the
        bundle, those of `unfit_problems`, ``EARLIER_LINK`` for an account that stood
        on one which is not listed, ``EARLIER_REPORT`` for a previous report that no
        bundle holds, ``EARLIER_FIGURE`` for figures that the accounts before cannot
        bear, ``EARLIER_UNLISTED`` (a question) for records that nobody names,
        ``EARLIER_CAMPAIGN`` for a campaign that no account ended with, and those of
        `footing_problems`.
    """
    entries = project.earlier
    names = [entry.bundle for entry in entries]
    told: list[Problem] = []
    for at, entry in enumerate(entries):
        where = project.source.where("earlier", at, "bundle")
        if names[at] in names[:at]:
            facts = {"found": names[at]}
            told.append(Problem(code="EARLIER_TWICE", where=where, facts=facts))
        elif _is_there(project, entry):
            told += _wrong(project, plan, entry, names, where)
    if not told:
        told += _previous_report(project)
    is_whole = not told and all(_is_there(project, entry) for entry in entries)
    if is_whole:
        told += _beside_each_other(project)
    yield from told
    yield from _unlisted(project, names)
    if is_whole and not told:
        yield from _campaigns_left_out(project, plan)
        yield from footing_problems(project)


def unfit_problems(
    project: Project,
    plan: PlanStatus,
    record: "AccountSet",
    where: Where,
    *,
    is_replaced: bool,
    is_passed: bool = False,
) -> Iterator[Problem]:
    """Tell why an account cannot stand before that of a project.

    Parameters
    ----------
    project, plan
        The project, and its sampling plan.
    record
        Record of the earlier account.
    where
        What names it.
    is_replaced
        Whether the account of the project takes its place.
    is_passed
        Whether another account did already.

    Yields
    ------
    Problem
        ``EARLIER_OTHER`` for another project, plan or first day, and for a corrected
        account or one with this account's last campaign that ends on another day;
        ``EARLIER_AFTER`` for a period that ends no sooner; ``EARLIER_FIGURE`` for
        what cannot be so in the record itself. A corrected account stands also on the
        later ones that were made before it.
    """
    if told := tuple(figure_problems(record, where)):
        yield from told
        return
    for what, found, needed in (
        (PROJECT, record.project.id, project.id),
        (PLAN, record.plan, plan.digest),
        (START, record.period.start, project.period.start.isoformat()),
    ):
        if found != needed:
            facts = {"what": what, "found": found, "needed": needed}
            yield Problem(code="EARLIER_OTHER", where=where, facts=facts)
    end, own = record.period.end, project.period.end.isoformat()
    is_known_later = end > own and not is_replaced and _corrects(project)
    is_of_period = end == own and (is_replaced or is_passed)
    if end >= own and not (is_known_later or is_of_period):
        facts = {"end": last_day(end), "own": last_day(own)}
        yield Problem(code="EARLIER_AFTER", where=where, facts=facts)
    last = project.campaigns[-1].id if project.campaigns else ""
    is_of_this = (is_replaced and not is_passed) or record.grounds.last == last
    if end < own and is_of_this:
        facts = {"what": END, "found": last_day(end), "needed": last_day(own)}
        yield Problem(code="EARLIER_OTHER", where=where, facts=facts)


def _wrong(
    project: Project,
    plan: PlanStatus,
    entry: EarlierEntry,
    names: Sequence[str],
    where: Where,
) -> Iterator[Problem]:
    folder = earlier_folder(entry.bundle)
    manifest = (project.folder / folder / EARLIER_MANIFEST).read_bytes()
    content = account_bytes(project, entry)
    try:
        held = read("manifest", manifest, file=f"{folder}/{EARLIER_MANIFEST}")
        record = read("account", content, file=f"{folder}/{EARLIER_ACCOUNT}")
    except EdaphonError as error:
        yield from error.problems
        return
    digests = {item.path: item.sha256 for item in held.files}
    is_its = digests.get(ACCOUNT_MEMBER) == hashlib.sha256(content).hexdigest()
    if bundle_id(manifest) != entry.bundle or not is_its:
        facts = {"found": entry.bundle, "folder": folder}
        yield Problem(code="EARLIER_DAMAGED", where=where, facts=facts)
        return
    yield from unfit_problems(
        project, plan, record, where,
        is_replaced=entry.replaced is not None,
        is_passed=entry.bundle in _passed(project),
    )  # fmt: skip
    replaced = [] if record.replaces is UNSET else [record.replaces.bundle]
    for link in dict.fromkeys([*stated_or(record.earlier, []), *replaced]):
        if link not in names:
            facts = {"found": link, "end": last_day(record.period.end)}
            yield Problem(code="EARLIER_LINK", where=where, facts=facts)


def _corrects(project: Project) -> bool:
    """Tell whether a project corrects an account that others may have followed."""
    return any(
        entry.replaced is not None and not entry.is_last for entry in project.earlier
    )


def _previous_report(project: Project) -> Iterator[Problem]:
    """Tell of a previous report that no earlier bundle holds.

    Only where their manifests list reports: a bundle is as valid without them.
    """
    stated = stated_or(project.model.previous_report, "")
    held = {
        f"sha256:{item.sha256}"
        for entry in project.earlier
        if _is_there(project, entry)
        for item in _manifest(project, entry).files
        if item.path.startswith(REPORTS)
    }
    if stated and held and stated not in held:
        where = project.source.where("previous_report")
        facts = {"found": stated, "known": ", ".join(sorted(held))}
        yield Problem(code="EARLIER_REPORT", where=where, facts=facts)


def _manifest(project: Project, entry: EarlierEntry) -> "Manifest":
    path = f"{earlier_folder(entry.bundle)}/{EARLIER_MANIFEST}"
    return read("manifest", (project.folder / path).read_bytes(), file=path)


def _beside_each_other(project: Project) -> Iterator[Problem]:
    """Tell of figures that the accounts before cannot bear."""
    held = {str(item.bundle): item.record for item in earlier_accounts(project)}
    for at, entry in enumerate(project.earlier):
        record = held[entry.bundle]
        before = [held[name] for name in stated_or(record.earlier, [])]
        where = project.source.where("earlier", at, "bundle")
        yield from chain_problems(record, before, where)


def _passed(project: Project) -> set[str]:
    """Return the accounts in whose place a listed one stands, as far as it reads."""
    found: dict[str, AccountSet] = {}
    for entry in project.earlier:
        if not _is_there(project, entry):
            continue
        try:
            found[entry.bundle] = read(
                "account", account_bytes(project, entry), file=EARLIER_ACCOUNT
            )
        except EdaphonError:  # told with its own entry
            continue
    return passed_over(found)


def _unlisted(project: Project, names: Sequence[str]) -> Iterator[Problem]:
    """Ask about folders of records that the document does not name."""
    kept = {earlier_folder(name) for name in names}
    folder = project.folder / EARLIER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = f"{EARLIER}/{path.name}"
        if path.is_dir() and name not in kept:
            facts = {"found": name}
            yield Problem(code="EARLIER_UNLISTED", where=Where(file=name), facts=facts)


def _campaigns_left_out(project: Project, plan: PlanStatus) -> Iterator[Problem]:
    """Tell of each campaign inside the period that no standing account ended with.

    What was credited on it would be credited again, and a loss after it not be told.
    """
    held = earlier_accounts(project)
    ended = {item.last_campaign for item in held if item.is_standing}
    for name, day in _campaigns_inside(project, plan):
        if name not in ended:
            shown = f" ({day})" if day else ""
            facts = {"found": name, "day": shown}
            where = project.source.where("earlier")
            yield Problem(code="EARLIER_CAMPAIGN", where=where, facts=facts)


def _campaigns_inside(project: Project, plan: PlanStatus) -> Iterator[tuple[str, str]]:
    """Yield the campaigns between the first and the last of an account, with days.

    Those of the plan that stand before its last one, or whose day is before the end
    of the period; without a plan those that the project names in between.
    """
    rounds = project.campaigns
    own = rounds[-1].id if rounds else ""
    model = plan.model
    if model is UNSET:
        yield from ((item.id, item.start.isoformat()) for item in rounds[1:-1])
        return
    days = stated_or(model.planned_days, {})
    end = project.period.end.isoformat()
    is_before = own in model.campaigns
    ends = {own, *model.campaigns[:1]}
    for name in model.campaigns[1:]:
        is_before = is_before and name != own
        day = days.get(name, "")
        if name not in ends and (is_before or "" < day < end):
            yield name, day


def _is_there(project: Project, entry: EarlierEntry) -> bool:
    return all(
        (project.folder / path).is_file() for path in earlier_files(entry.bundle)
    )
