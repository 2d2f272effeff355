"""The chain of accounts of one project: adding a link, and reading the whole."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import UNSET, to_builtins

from edaphon.accounting import ACCOUNT, RUN
from edaphon.bundle import MANIFEST, open_bundle
from edaphon.evidence import (
    PlanStatus,
    Project,
    earlier_accounts,
    earlier_files,
    earlier_problems,
    read,
    read_plan,
    unfit_problems,
)
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import write_atomically
from edaphon.kernel.identity import BundleId, bundle_id
from edaphon.kernel.language import Language
from edaphon.planning import Achieved, compared, sealed_forecast
from edaphon.reporting import campaigns_left
from edaphon.schemas.in_place import entry_added
from edaphon.schemas.models.account import (
    AccountSet,
    Bridge,
    OverIssue,
    Text,
    Unaccepted,
)
from edaphon.schemas.record import stated_or
from edaphon.schemas.records import read as read_record
from edaphon.service.losses import Loss, loss_of
from edaphon.service.readiness import OUT

DOCUMENT = "project.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an account says under one method [t CO2e]."""

    method: str
    status: str
    why: Text | None
    """Why nothing new is credited though the conditions hold."""
    start: str
    """First day that it counts."""
    units: int
    owed: str | None
    """What the next account makes good first; None where nothing is carried on."""
    cumulative: str | None
    """Cumulative result from the first campaign; None where the method has none."""
    reversal: str | None
    """Credited before and no longer there; None where it is not computed."""
    covered: str | None
    """Of it what the buffer covers."""
    replaced: str | None
    """Of it what is to be replaced."""
    over_issue: OverIssue | None
    """What the account that it replaces credited beyond it; None where it replaces
    none."""
    unaccepted: tuple[Unaccepted, ...]
    """Periods before it for which no account under the method was accepted."""
    bridge: Bridge | None
    """What changed against the account before; None of a first account."""

    @property
    def losses(self) -> dict[str, str | None]:
        """Figures of a loss by name."""
        return {
            "reversal": self.reversal,
            "covered_reversal": self.covered,
            "replaced_reversal": self.replaced,
            "deficit_after": self.owed,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One account of the chain."""

    bundle: BundleId
    start: str
    end: str
    is_this: bool
    """Whether it is the newest account among the results of the folder."""
    is_outside: bool
    """Whether it stands on other accounts than those that are listed now."""
    results: tuple[Result, ...]
    replaced_by: BundleId | None
    """The account that took its place."""
    why: Mapping[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The chain of a project, and what is still to come."""

    links: tuple[Link, ...]
    """In the order of their periods."""
    problems: tuple[Problem, ...]
    """What is wrong with the chain."""
    expected: str | None
    """Ex-ante estimate that the project states, over the period [t CO2e]."""
    campaigns: Mapping[str, str]
    """Campaigns that the plan names after the first, and their days."""
    accounted: tuple[str, ...]
    """Those of them that a standing account of the chain ended with."""
    achieved: tuple[Achieved, ...]
    """What the accounts brought beside the sealed forecast; none without one."""

    def total(self, method: str) -> int:
        """Return the sum of the results under a method [t CO2e].

        A result that does not stand on the accounts that are listed is left out.
        """
        return sum(
            item.units
            for link in self.links
            for item in link.results
            if item.method == method and not link.is_outside
        )

    def loss(self, method: str) -> Loss:
        """Return what the accounts that stand lost under a method, and what is next."""
        standing = [
            item
            for link in self.links
            if not (link.is_outside or link.replaced_by)
            for item in link.results
            if item.method == method
        ]
        last = self.accounted[-1] if self.accounted else ""
        return loss_of(
            method,
            [item.losses for item in standing],
            bridge=standing[-1].bridge if standing else None,
            left=campaigns_left(self.campaigns, last),
        )

    @property
    def methods(self) -> tuple[str, ...]:
        """Methods of the chain, in the order in which they appear."""
        found = [item.method for link in self.links for item in link.results]
        return tuple(dict.fromkeys(found))

    @property
    def credited_by(self) -> tuple[str, ...]:
        """Methods under which the chain holds units."""
        return tuple(method for method in self.methods if self.total(method) > 0)


def history(folder: Path) -> History:
    """Return the chain of accounts of a project folder.

    Its earlier accounts, and the newest account among its own results.

    Parameters
    ----------
    folder
        Project folder.

    Raises
    ------
    EdaphonError
        What makes the project document unreadable.
    """
    project, plan, lacking = _project(folder)
    problems = (*lacking, *earlier_problems(project, plan))
    records: dict[BundleId, AccountSet] = {}
    if not any(item.stops(None) for item in problems):
        records = {item.bundle: item.record for item in earlier_accounts(project)}
    own = _own(folder, project, {*records})
    links = _links(records, own)
    named = {entry.bundle for entry in project.earlier if entry.replaced is not None}
    ended = {
        {**records, **own}[link.bundle].grounds.last
        for link in links
        if not (link.is_outside or link.replaced_by or link.bundle in named)
    }
    days = plan.later_campaigns
    return History(
        links=links,
        problems=problems,
        expected=stated_or(project.model.ex_ante, None),
        campaigns=days,
        accounted=tuple(name for name in days if name in ended),
        achieved=_achieved(folder, plan, links),
    )


def _links(
    records: Mapping[BundleId, AccountSet], own: Mapping[BundleId, AccountSet]
) -> tuple[Link, ...]:
    """Return every account in the order of the periods, the folder's own one last."""
    outside = {
        name
        for name, record in own.items()
        if {*stated_or(record.earlier, [])} != {*records}
    }
    chain = {**records, **own}
    replaced = {
        record.replaces.bundle: (name, to_builtins(record.replaces.why))
        for name, record in chain.items()
        if record.replaces is not UNSET and name not in outside
    }
    return tuple(
        Link(
            bundle=name,
            start=record.period.start,
            end=record.period.end,
            is_this=name in own,
            is_outside=name in outside,
            results=tuple(_results(record)),
            replaced_by=replaced[name][0] if name in replaced else None,
            why=replaced[name][1] if name in replaced else None,
        )
        for name, record in sorted(
            chain.items(), key=lambda item: (item[1].period.end, item[0] in own)
        )
    )


def _achieved(
    folder: Path, plan: PlanStatus, links: Sequence[Link]
) -> tuple[Achieved, ...]:
    """Return the results until the end of each account beside the sealed forecast.

    An account of several campaigns credits what is new since the last one, so that
    all of the chain until then is set against the forecast.
    """
    forecast = sealed_forecast(folder, plan)
    if forecast is None:
        return ()
    whole: dict[str, int] = {}
    results = list[tuple[str, str, str, int]]()
    for link in links:
        for item in link.results if not link.is_outside else ():
            whole[item.method] = whole.get(item.method, 0) + item.units
            results.append((item.method, link.start, link.end, whole[item.method]))
    return compared(forecast, results)


def add_earlier(
    folder: Path, bundle: Path, *, replaced: Mapping[Language, str] | None = None
) -> BundleId:
    """Put the records of an earlier bundle into a project folder, and name it.

    Everything is checked before anything is written: the bundle is whole, of this
    project, plan and first day, ends before the period of the document, and is not
    named yet.

    Parameters
    ----------
    folder
        Project folder.
    bundle
        Zip file or folder of the bundle.
    replaced
        What was found wrong with it, by language, where the next account takes its
        place.

    Returns
    -------
    BundleId
        What ``earlier`` names now.

    Raises
    ------
    EdaphonError
        What the document or the bundle is refused for; ``EARLIER_TWICE``; those of
        `unfit_problems`.
    """
    project, plan, _ = _project(folder)
    with open_bundle(bundle) as found:
        manifest, account = found.read(MANIFEST), found.read(ACCOUNT)
    name = bundle_id(manifest)
    record = read_record("account", account, file=ACCOUNT)
    if name in [entry.bundle for entry in project.earlier]:
        where = project.source.where("earlier")
        facts = {"found": name}
        raise EdaphonError(Problem(code="EARLIER_TWICE", where=where, facts=facts))
    told = unfit_problems(
        project, plan, record, Where(file=str(bundle)), is_replaced=bool(replaced)
    )
    if problems := tuple(told):
        raise EdaphonError(problems)
    entry = f'{{bundle: "{name}"{_why(replaced)}}}'
    document = (folder / DOCUMENT).read_bytes().decode()
    for path, content in zip(earlier_files(name), (manifest, account), strict=True):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, content)
    write_atomically(
        folder / DOCUMENT, entry_added(document, "earlier", entry).encode()
    )
    return name


def _why(replaced: Mapping[Language, str] | None) -> str:
    if not replaced:
        return ""
    told = ", ".join(f"{name}: {_quoted(text)}" for name, text in replaced.items())
    return f", replaced: {{{told}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _project(folder: Path) -> tuple[Project, PlanStatus, list[Problem]]:
    """Return the document, its plan, and which records of the chain it lacks."""
    project, told = read(folder)
    standing = [item for item in told if item.stops(None)]
    chain = [item for item in standing if item.code.startswith("EARLIER_")]
    if project is None or len(chain) < len(standing):
        raise EdaphonError([item for item in standing if item not in chain])
    plan, planned = read_plan(project)
    told = [item for item in planned if item.code == "FORECAST_CHANGED"]
    return project, plan, [*chain, *told]


def _own(
    folder: Path, project: Project, listed: set[BundleId]
) -> dict[BundleId, AccountSet]:
    """Return the newest account among the results of a folder that is not listed."""
    found: list[tuple[str, BundleId, AccountSet]] = []
    for path in sorted((folder / OUT).glob("*.zip")):
        try:
            with open_bundle(path) as bundle:
                run = read_record("run", bundle.read(RUN), file=RUN)
                name = bundle_id(bundle.read(MANIFEST))
                record = read_record("account", bundle.read(ACCOUNT), file=ACCOUNT)
        except EdaphonError:
            continue  # no bundle of ours, or a damaged one: nobody takes it for one
        if record.project.id == project.id and name not in listed:
            found.append((run.generated_at, name, record))
    return {name: record for _, name, record in sorted(found, key=_instant)[-1:]}


def _instant(found: tuple[str, BundleId, AccountSet]) -> str:
    return found[0]


def _results(record: AccountSet) -> Iterator[Result]:
    for item in record.accounts:
        figures = {figure.name: figure.value for figure in item.figures}
        yield Result(
            method=item.method.id,
            status=item.status,
            why=stated_or(item.why, None),
            start=item.period.start,
            units=item.units,
            owed=figures.get("deficit_after"),
            cumulative=figures.get("creditable"),
            reversal=figures.get("reversal"),
            covered=figures.get("covered_reversal"),
            replaced=figures.get("replaced_reversal"),
            over_issue=stated_or(item.over_issue, None),
            unaccepted=tuple(stated_or(item.unaccepted, [])),
            bridge=stated_or(item.bridge, None),
        )
