"""The one content of a report: plain data in both languages, before any form."""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from edaphon.accounting import Account, account_set
from edaphon.kernel.canonical import dumps
from edaphon.kernel.digests import digest
from edaphon.monitoring import Geography
from edaphon.reporting.boundary import boundary_rows
from edaphon.reporting.disclosure import disclosure_rows
from edaphon.reporting.microbes import microbial_record
from edaphon.reporting.profiles import profile_rows
from edaphon.reporting.project_facts import (
    declared_record,
    practice_record,
    project_record,
)
from edaphon.reporting.quantities import method_record
from edaphon.reporting.sampling_facts import data_record, sampling_record
from edaphon.reporting.summary import summary_record
from edaphon.reporting.wording import text

VERSION = "edaphon.report/1"
"""Name and version of the published form, ``schemas/report/1``."""


def published_form() -> dict[str, Any]:
    """Return the JSON Schema of ``report/report.json``."""
    folder = resources.files("edaphon.schemas") / "report" / "1"
    form: dict[str, Any] = json.loads((folder / "schema.json").read_text("utf-8"))
    return form


def content_record(
    accounts: Sequence[Account],
    *,
    generated_at: str,
    code_version: str,
    geography: Geography | None = None,
) -> dict[str, Any]:
    """Return the content of a report, as ``report/report.json`` holds it.

    Parameters
    ----------
    accounts
        Accounts of one evidence, one a method.
    generated_at
        UTC instant of making, ISO with ``Z``; replay class N.
    code_version
        Version of Edaphon that computed the accounts; replay class N.
    geography
        Parcels and points; those of the evidence when left out.

    Returns
    -------
    dict
        Quantities as decimal text, every text in English and Chinese; valid
        under the published schema.
    """
    evidence = accounts[0].evidence
    records = account_set(accounts)
    first = _fullest(records["accounts"])
    project = project_record(evidence, geography or evidence.geography)
    content: dict[str, Any] = {
        "v": VERSION,
        "languages": ["en", "zh"],
        "generated_at": generated_at,
        "code_version": code_version,
        "notice": _notice(project),
        "digests": _digests(accounts, records),
        "seed": records["seed"],
        "project": project,
        "practice": practice_record(evidence),
        "declared": declared_record(evidence),
        "sampling": sampling_record(accounts[0]),
        "data": data_record(evidence),
        "activity_years": _activity_years(accounts[0]),
        "methods": [
            method_record(account, record)
            for account, record in zip(accounts, records["accounts"], strict=True)
        ],
        "groups": first["groups"],
        "changes": first["changes"],
        "equal_mass": first["equal_mass"],
        "fixed_depth": first["fixed_depth"],
        "profiles": profile_rows(accounts),
        "microbial": microbial_record(records["accounts"]),
    }
    content["boundary"] = boundary_rows(content["methods"])
    content["summary"] = summary_record(content)
    content["disclosure"] = disclosure_rows(content, evidence.project.document)
    return content


def _fullest(records: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the account whose groups have a change at equal mass, else the first."""
    return next(
        (
            item
            for item in records
            if all(group["mean_change"] is not None for group in item["groups"])
        ),
        records[0],
    )


def _notice(project: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "status": text(
            "Computed by Edaphon, not verified. This report is no statement of a "
            "verification body and no issuance of carbon units."
        ),
        "synthetic": text(
            "Synthetic project: data and places are made up for demonstration."
        )
        if project["synthetic"]
        else None,
    }


def _digests(accounts: Sequence[Account], records: Mapping[str, Any]) -> dict[str, Any]:
    evidence = accounts[0].evidence
    return {
        "account": digest(dumps(records)),
        "evidence": evidence.digest,
        "project_document": evidence.project.digest,
        "plan": evidence.plan.digest or None,
        "methods": {account.pack.id: account.pack.digest for account in accounts},
    }


def _activity_years(account: Account) -> dict[str, list[str]]:
    """Return the years in which activity records exist, by scenario."""
    import polars as pl  # noqa: PLC0415 - slow import

    rows = (
        account.evidence.observations.filter(
            pl.col("role").is_in(["baseline", "project"])
            & (pl.col("top_cm") == "")
            & (pl.col("campaign") != "")
            & (pl.col("point") == "")
        )
        .select("role", "campaign")
        .unique()
        .sort("role", "campaign")
    )
    years: dict[str, list[str]] = {"baseline": [], "project": []}
    for role, year in rows.iter_rows():
        years[role].append(year)
    return years
