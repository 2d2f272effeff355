"""What a report is made from: the records of a bundle, and nothing else.

The same records are at hand when a bundle is written and when a stranger opens it,
so both make the same report.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import polars as pl

from edaphon.accounting import (
    ACCOUNT,
    COEFFECTS,
    DESCRIPTION,
    EVIDENCE,
    OBSERVATIONS,
    PROJECT,
    RUN,
    TRACE,
    method_folder,
)
from edaphon.bundle import Bundle
from edaphon.evidence import PlanStatus, document_of, earlier_files, from_csv
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Where
from edaphon.kernel.identity import account_id
from edaphon.planning import FORECAST
from edaphon.reporting.trace_steps import decoded, trace_steps
from edaphon.schemas import records
from edaphon.schemas.documents import parse_document
from edaphon.schemas.forms import check_form
from edaphon.schemas.models.account import AccountSet
from edaphon.schemas.models.description import Description
from edaphon.schemas.models.effects import EffectsRecord
from edaphon.schemas.models.evidence import EvidenceRecord
from edaphon.schemas.models.forecast import Forecast
from edaphon.schemas.models.project import ProjectDocument
from edaphon.schemas.models.report import TraceStep
from edaphon.schemas.models.run import RunRecord
from edaphon.schemas.models.trace import Axis, Input, Step, TraceLine
from edaphon.schemas.record import stated_or
from edaphon.schemas.record_problems import unreadable

PLAN_PLACES = ("plan/", "data/")
"""Folders of a bundle in which the plan may lie; its digest says which file it is."""

EARLIER_DATA = "data/"
"""Folder of a bundle in which the records of earlier accounts lie."""

OF_ACCOUNT = b'"over":"account"'
"""What a line of the trace holds in canonical form that gives one number."""

OF_WORD = (b'"origin":{"kind":"project"', b'"origin":{"kind":"absent"')
"""What a line of the trace holds whose values the project document says."""

CARRIER = "carrier_carbon"

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSource:
    """The records of one bundle that a report shows."""

    account: AccountSet
    """``account/account.json``: every method's account of one evidence."""
    account_digest: str
    evidence: EvidenceRecord
    """``account/evidence.json``: files, areas, parcels, points, plan."""
    observations: pl.DataFrame
    """``account/observations.csv``: the long table."""
    project: ProjectDocument
    """The project document, blank fields left out."""
    run: RunRecord
    """``env/run.json``: time and version, compared by nobody."""
    single: Mapping[tuple[str, str], float]
    """Inputs and steps of one number, by method and name, as the trace has them."""
    steps: Mapping[str, Sequence[TraceStep]]
    """Every step of the calculation, by method."""
    stated: Sequence[Input]
    """Inputs that the trace takes from what the project document says."""
    forecast: Forecast | None
    """``plan/forecast.json``: what was expected and sealed with the plan."""
    planned: Mapping[str, str]
    """Campaigns after the first and their planned days; empty where not all are."""
    credited: Mapping[str, int]
    """What earlier accounts of the chain credited, by method [t CO2e]."""
    methods: Mapping[str, Description]
    """``method/<id>/description.json`` by id: words, scope and equations."""
    coeffects: EffectsRecord | None = None
    """``account/coeffects.json``; None where the project states none."""

    @property
    def carrier_carbon(self) -> float | None:
        """Carbon of the product that an account charges, by its trace [t C]."""
        return next(
            (value for (_, name), value in self.single.items() if name == CARRIER), None
        )


def source_from_members(members: Mapping[str, bytes | Path]) -> ReportSource:
    """Return the source of a report from the members of a bundle to be written.

    Parameters
    ----------
    members
        Content, or the file that holds it, by its place in the bundle.
    """

    def read(name: str) -> bytes:
        given = members[name]
        return given if isinstance(given, bytes) else given.read_bytes()

    return _source(read, members, just_written=True)


def source_of_bundle(bundle: Bundle) -> ReportSource:
    """Return the source of a report from an opened bundle, a stranger's too.

    Raises
    ------
    EdaphonError
        ``RECORD_VERSION`` or ``RECORD_FORM`` when a record keeps not its schema, and
        the codes of reading a member.
    """
    return _source(bundle.read, bundle.names, just_written=False)


def _source(read: Read, names: Collection[str], *, just_written: bool) -> ReportSource:
    text, trace = read(ACCOUNT), read(TRACE)
    account = records.read("account", text, file=ACCOUNT)
    methods = {
        item.method.id: _description(item.method.id, read) for item in account.accounts
    }
    return ReportSource(
        account=account,
        account_digest=account_id(text),
        evidence=records.read("evidence", read(EVIDENCE), file=EVIDENCE),
        observations=from_csv(
            read(OBSERVATIONS), OBSERVATIONS, just_written=just_written
        ),
        project=_project(read(PROJECT)),
        run=records.read("run", read(RUN), file=RUN),
        single=_single(trace),
        steps=trace_steps(trace, {name: told.names for name, told in methods.items()}),
        stated=_stated(trace),
        forecast=records.read("forecast", read(FORECAST), file=FORECAST)
        if FORECAST in names
        else None,
        credited=_credited(read, stated_or(account.earlier, [])),
        planned=planned_days(read, names, account.plan),
        methods=methods,
        coeffects=records.read("effects", read(COEFFECTS), file=COEFFECTS)
        if COEFFECTS in names
        else None,
    )


def planned_days(read: Read, names: Collection[str], plan: str) -> Mapping[str, str]:
    """Return the campaigns after the first and their planned days, in their order.

    Parameters
    ----------
    read
        Gives a member of the bundle by its place.
    names
        Places of all members.
    plan
        Digest of the plan, as the account states it; empty without one.

    Returns
    -------
    mapping
        Empty where the bundle holds no plan or the plan does not name every day.
    """
    for name in sorted(names) if plan else ():
        if name.startswith(PLAN_PLACES) and name.endswith((".yaml", ".yml")):
            content = read(name)
            if digest(content) == plan:
                return _days_of(content, name)
    return {}


def _credited(read: Read, earlier: Sequence[str]) -> Mapping[str, int]:
    """Return what the accounts that a bundle stands on credited, by their records."""
    found = Counter[str]()
    for name in earlier:
        file = f"{EARLIER_DATA}{earlier_files(name)[1]}"
        record = records.read("account", read(file), file=file)
        for item in record.accounts:
            found[item.method.id] += item.units
    return found


def _days_of(content: bytes, file: str) -> Mapping[str, str]:
    document, problems = parse_document(content, file)
    if document is None:
        raise EdaphonError(problems)
    form = check_form(document, "plan")
    if form.problems:
        raise EdaphonError(form.problems)
    return PlanStatus(document=form.content).later_campaigns


def _project(data: bytes) -> ProjectDocument:
    """Return the project document, typed; a form that no account has is refused."""
    try:
        return msgspec.convert(document_of(data, PROJECT), ProjectDocument)
    except msgspec.ValidationError as error:
        raise EdaphonError(unreadable(error, Where(file=PROJECT))) from None


def _single(trace: bytes) -> Mapping[tuple[str, str], float]:
    """Return what the trace knows of one number, by the lines that hold no list."""
    return {
        (found.method, found.name): found.values[0]
        for found in _lines(trace, (OF_ACCOUNT,))
        if not isinstance(found, Axis) and found.values and found.values[0] is not None
    }


def _stated(trace: bytes) -> list[Input]:
    """Return the inputs that stand on what the project document says."""
    return [found for found in _lines(trace, OF_WORD) if isinstance(found, Input)]


def _lines(trace: bytes, signs: Collection[bytes]) -> Iterator[Axis | Input | Step]:
    """Yield the lines of a trace that hold one of some signs, typed whole."""
    return decoded(trace.splitlines(), signs, msgspec.json.Decoder(TraceLine).decode)


def _description(method_id: str, read: Read) -> Description:
    name = f"{method_folder(method_id)}/{DESCRIPTION}"
    return records.read("description", read(name), file=name)
