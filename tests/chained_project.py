"""A synthetic project that is accounted for more than once, with records between."""

import hashlib
from pathlib import Path
from typing import Any

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.gathering import gather, look
from edaphon.kernel import canonical
from edaphon.kernel.identity import BundleId, bundle_id
from tests.synthetic_documents import ACTIVITY, DAYS, END, METHODS, MICROBES, SOIL
from tests.synthetic_project import SyntheticProject

LATER, LATER_DAY = "later", "2027-10-04"
YEARS = ("2025", "2026", "2027")


def planned_twice(**design: Any) -> SyntheticProject:
    """Return a project whose plan names two campaigns after the first; one is over."""
    project = SyntheticProject(**design)
    assert project.plan is not None
    project.plan["campaigns"].append(LATER)
    project.plan["planned_days"][LATER] = LATER_DAY
    return project


def continued(project: SyntheticProject, factor: float = 1.0) -> SyntheticProject:
    """Add the second campaign after the first, and the records of its years.

    Parameters
    ----------
    project
        A project of `planned_twice`.
    factor
        Organic carbon of project land at the later campaign over that at the one
        before it [1].
    """
    for table in (SOIL, MICROBES):
        for row in project.rows(table, campaign=END):
            later = {**row, "campaign": LATER, "date": LATER_DAY}
            if table == SOIL and row["role"] == "project":
                later["soc"] = f"{float(row['soc']) * factor:.4f}"
            project.tables[table].append(later)
    for row in project.rows(ACTIVITY, role="project", year="2024"):
        project.tables[ACTIVITY] += [{**row, "year": year} for year in YEARS]
    project.document["campaigns"].append(
        {"id": LATER, "start": "2027-10-01", "end": "2027-10-10", "laboratory": "A"}
    )
    project.document["period"]["end"] = "2027-10-20"
    return project


def put(
    project: SyntheticProject, folder: Path, record: dict[str, Any], **entry: Any
) -> BundleId:
    """Put the records of an account into a folder and name them in the document."""
    account = canonical.dumps(record)
    member = {
        "path": "account/account.json",
        "sha256": hashlib.sha256(account).hexdigest(),
        "size": len(account),
    }
    manifest = canonical.dumps({"v": "edaphon.manifest/1", "files": [member]})
    name = bundle_id(manifest)
    place = folder / "earlier" / name.removeprefix("sha256:")
    place.mkdir(parents=True)
    (place / "manifest.json").write_bytes(manifest)
    (place / "account.json").write_bytes(account)
    listed = project.document["earlier"]
    kept = [] if listed == "none" else listed
    project.document["earlier"] = [*kept, {"bundle": name, **entry}]
    return name


def restated(
    account: dict[str, Any], units: int, status: str = "credited"
) -> dict[str, Any]:
    """Let the record of one account say another result, and agree with itself.

    All units stand in its last year; a forger would do no less.
    """
    account["status"], account["units"] = status, units
    account["computed_units"] = str(units)
    for row in account["vintages"]:
        row["units"] = 0
    account["vintages"][-1]["units"] = units
    account["labels"] = dict.fromkeys(account["labels"], 0)
    account["labels"][next(iter(account["labels"]))] = units
    said = {"units": str(units), "new_removals": f"{units}.000000"}
    if status == "refused":
        account["conditions"][0]["stands_against"] = True
    else:
        said["period_result"] = f"{units}.000000"
    for figure in account["figures"]:
        if figure["value"] is not None:
            figure["value"] = said.get(figure["name"], figure["value"])
    return account


def read_as(project: SyntheticProject, folder: Path) -> Evidence:
    """Write the folder and return its evidence."""
    return gather(project.write(folder))[0]


def as_one(project: SyntheticProject, folder: Path) -> Evidence:
    """Return the evidence as if the campaigns in between needed no account.

    What one account over the whole period would say; nobody is given it.
    """
    return look(project.write(folder)).evidence()


def first_record(folder: Path, **design: Any) -> dict[str, Any]:
    """Return the record of the first account of such a project."""
    evidence = read_as(planned_twice(**design), folder)
    return account_set(accounts(evidence, METHODS))


def second(
    folder: Path, record: dict[str, Any], *, factor: float = 1.0, **design: Any
) -> Account:
    """Return the account of both periods that stands on the first one's record."""
    project = continued(planned_twice(**design), factor)
    put(project, folder, record)
    return accounts(read_as(project, folder), METHODS)[0]


assert DAYS[END] < LATER_DAY
