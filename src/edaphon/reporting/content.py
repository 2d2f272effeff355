"""The one content of a report: plain data in both languages, before any form."""

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import polars as pl

from edaphon.kernel.language import LANGUAGES
from edaphon.reporting.boundary import boundary_rows
from edaphon.reporting.content_form import Content
from edaphon.reporting.disclosure import disclosure_rows
from edaphon.reporting.microbes import microbial_record
from edaphon.reporting.project_facts import (
    declared_record,
    practice_record,
    project_record,
)
from edaphon.reporting.quantities import method_record
from edaphon.reporting.sampling_facts import data_record, sampling_record
from edaphon.reporting.source import ReportSource
from edaphon.reporting.summary import summary_record
from edaphon.reporting.wording import DRAFT, loaded, text

VERSION = "edaphon.report/2"
"""Name and version of the published form, ``schemas/report/2``."""


def published_form() -> dict[str, Any]:
    """Return the JSON Schema of ``report/report.json``."""
    folder = resources.files("edaphon.schemas").joinpath("report", "2")
    form: dict[str, Any] = loaded(folder.joinpath("schema.yaml").read_text("utf-8"))
    return form


def content_record(source: ReportSource) -> Content:
    """Return the content of a report, as ``report/report.json`` holds it.

    Parameters
    ----------
    source
        The records of one bundle.

    Returns
    -------
    dict
        Quantities as decimal text, every text in English and Chinese; valid
        under the published schema.
    """
    account, document = source.account, source.project
    first = _fullest(account["accounts"])
    project = project_record(source)
    content: Content = {
        "v": VERSION,
        "languages": list(LANGUAGES),
        "generated_at": str(source.run["generated_at"]),
        "code_version": str(source.run["program"]["version"]),
        "notice": _notice(project, account["accounts"]),
        "digests": _digests(source),
        "seed": account["seed"],
        "project": project,
        "practice": practice_record(document, source.carrier_carbon),
        "declared": declared_record(source),
        "sampling": sampling_record(source),
        "data": data_record(source),
        "activity_years": _activity_years(source.observations),
        "methods": [
            method_record(item, source.methods[item["method"]["id"]])
            for item in account["accounts"]
        ],
        "groups": first["groups"],
        "changes": first["changes"],
        "equal_mass": first["equal_mass"],
        "fixed_depth": first["fixed_depth"],
        "profiles": account["profiles"],
        "microbial": microbial_record(account["accounts"]),
    }
    content["boundary"] = boundary_rows(
        content["methods"],
        document.get("sources_absent", {}),
        {item["property"] for item in content["data"]["properties"]},
    )
    content["summary"] = summary_record(content, source.methods)
    content["disclosure"] = disclosure_rows(content, document)
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


def _notice(
    project: Mapping[str, Any], accounts: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    is_draft = any(item["method"]["draft"] for item in accounts)
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
        "draft": text(DRAFT) if is_draft else None,
    }


def _digests(source: ReportSource) -> dict[str, Any]:
    account = source.account
    return {
        "account": source.account_digest,
        "evidence": account["evidence"],
        "project_document": account["project_document"],
        "plan": account["plan"] or None,
        "methods": {
            item["method"]["id"]: item["method"]["digest"]
            for item in account["accounts"]
        },
    }


def _activity_years(observations: pl.DataFrame) -> dict[str, list[str]]:
    """Return the years in which activity records exist, by scenario."""
    rows = (
        observations.filter(
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
