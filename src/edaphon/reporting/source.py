"""What a report is made from: the records of a bundle, and nothing else.

The same records are at hand when a bundle is written and when a stranger opens it,
so both make the same report.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from edaphon.accounting import (
    ACCOUNT,
    DESCRIPTION,
    EVIDENCE,
    OBSERVATIONS,
    PROJECT,
    RUN,
    TRACE,
    method_folder,
)
from edaphon.bundle import Bundle
from edaphon.evidence import document_of, from_csv
from edaphon.kernel import canonical
from edaphon.kernel.identity import account_id
from edaphon.schemas import records

Record = Mapping[str, Any]

CARRIER = b'"name":"carrier_carbon"'
"""What the line of the trace holds in canonical form that gives it as an input."""

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSource:
    """The records of one bundle that a report shows."""

    account: Record
    """``account/account.json``: every method's account of one evidence."""
    account_digest: str
    evidence: Record
    """``account/evidence.json``: files, areas, parcels, points, plan."""
    observations: pl.DataFrame
    """``account/observations.csv``: the long table."""
    project: Record
    """The project document, blank fields left out."""
    run: Record
    """``env/run.json``: time and version, compared by nobody."""
    carrier_carbon: float | None
    """Carbon of the product that an account charges, by its trace [t C]."""
    methods: Mapping[str, Record]
    """``method/<id>/description.json`` by id: words, scope and equations."""

    @property
    def geography(self) -> Record:
        """Parcels and points in degrees, as decimal text."""
        found: Record = self.evidence["geography"]
        return found

    @property
    def plan(self) -> Record:
        """What the plan says of itself."""
        found: Record = self.evidence["plan"]
        return found


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

    return _source(read, just_written=True)


def source_of_bundle(bundle: Bundle) -> ReportSource:
    """Return the source of a report from an opened bundle, a stranger's too.

    Raises
    ------
    EdaphonError
        ``RECORD_VERSION`` or ``RECORD_FORM`` when a record keeps not its schema, and
        the codes of reading a member.
    """
    return _source(bundle.read, just_written=False)


def _source(read: Read, *, just_written: bool) -> ReportSource:
    text = read(ACCOUNT)
    account = plain(records.read("account", text, file=ACCOUNT))
    return ReportSource(
        account=account,
        account_digest=account_id(text),
        evidence=plain(records.read("evidence", read(EVIDENCE), file=EVIDENCE)),
        observations=from_csv(
            read(OBSERVATIONS), OBSERVATIONS, just_written=just_written
        ),
        project=document_of(read(PROJECT), PROJECT),
        run=plain(records.read("run", read(RUN), file=RUN)),
        carrier_carbon=_carrier_carbon(read(TRACE)),
        methods={
            item["method"]["id"]: _description(item["method"]["id"], read)
            for item in account["accounts"]
        },
    )


def _carrier_carbon(trace: bytes) -> float | None:
    """Return the carbon brought in with the product, by the line that gives it."""
    for line in trace.splitlines():
        if CARRIER in line:
            found = canonical.loads(line, max_bytes=len(line), file=TRACE)
            values = found.get("values") if isinstance(found, dict) else None
            if values and isinstance(values[0], int | float):
                return float(values[0])
    return None


def _description(method_id: str, read: Read) -> Record:
    name = f"{method_folder(method_id)}/{DESCRIPTION}"
    return plain(records.read("description", read(name), file=name))


def plain(record: object) -> Record:
    """Return a checked record as mappings and lists, absent fields left out."""
    found: Record = msgspec.to_builtins(record)
    return found
