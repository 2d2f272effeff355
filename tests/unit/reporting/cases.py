"""Accounts of every status, made from the example project, and their reports."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import polars as pl
from msgspec import convert, to_builtins

from edaphon.accounting.account import Account, Assessed, accounts
from edaphon.accounting.bundle_members import raw_files, records, told_by_reading
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.gathering import gather
from edaphon.evidence.plan import PlanStatus
from edaphon.methods.engine.condition import not_met
from edaphon.monitoring.land.record import Geography
from edaphon.reporting.content import content_record
from edaphon.reporting.rendering import render
from edaphon.reporting.source import ReportSource, source_from_members
from edaphon.schemas.models.project import ProjectDocument
from edaphon.schemas.models.report import Report
from edaphon.service.publication import run_record
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "huang-huai"
METHODS = ("edaphon.mcs/1.1", "verra.vm0042/2.2")
AT, VERSION = "2026-11-24T08:00:00Z", "0.2.0"

RUN = run_record(datetime(2026, 11, 24, 8, tzinfo=UTC))


@cache
def evidence() -> Evidence:
    """Return the evidence of the example project."""
    found, _ = gather(EXAMPLE)
    return found


def with_document(found: Evidence, **changes: object) -> Evidence:
    """Return evidence whose project file states something else, None for nothing."""
    stated = {**found.project.document, **changes}
    document = {key: value for key, value in stated.items() if value is not None}
    return replace(found, project=replace(found.project, document=document))


def source_of(
    done: Sequence[Account], at: str = AT, version: str = VERSION
) -> ReportSource:
    """Return the source of a report from accounts, their document as it was changed."""
    told = {"warnings": told_by_reading(done[0].evidence)}
    run = (
        RUN
        | told
        | {"generated_at": at, "program": RUN["program"] | {"version": version}}
    )
    earlier = {
        name: file
        for name, file in raw_files(done[0].evidence).items()
        if name.startswith("data/earlier/")
    }
    found = source_from_members(earlier | records(done[0].evidence, done, run=run))
    return replace(
        found, project=convert(done[0].evidence.project.document, ProjectDocument)
    )


@cache
def case(name: str) -> tuple[Account, ...]:
    """Return the accounts of one case."""
    found = evidence()
    if name == "credited":
        return accounts(found, METHODS)
    if name == "refused":
        return accounts(replace(found, plan=PlanStatus()), METHODS)
    if name == "deficit":
        stated = found.project.document
        absent = {**stated["sources_absent"]}
        del absent["displaced_livestock"]
        leaking = {**stated.get("leakage", {}), "displaced_livestock": "5000"}
        told = with_document(found, leakage=leaking, sources_absent=absent)
        return accounts(told, METHODS)
    if name == "no_map":
        return accounts(replace(found, geography=Geography()), METHODS)
    if name == "one_layer":
        shallow = found.observations.filter(pl.col("top_cm").is_in(["", "0"]))
        return accounts(replace(found, observations=shallow), METHODS)
    if name == "provisional":
        return tuple(provisional(item) for item in case("credited"))
    raise KeyError(name)


def provisional(account: Account) -> Account:
    """Return an account whose campaigns lie too near each other."""
    first = account.assessed[0]
    near = Assessed(
        condition=replace(first.condition, consequence="provisional"),
        outcome=not_met(("One year apart.", "相隔 1 年。"), ("Wait.", "请等待。")),
    )
    return replace(account, assessed=(near, *account.assessed[1:]))


CASES = ("credited", "refused", "deficit", "provisional", "no_map", "one_layer")


@cache
def source(name: str) -> ReportSource:
    """Return the records of one case."""
    return source_of(case(name))


def told_by(given: ReportSource) -> dict:
    """Return the content of a report as its file holds it."""
    return to_builtins(content_record(given))


@cache
def content(name: str) -> dict:
    """Return the content of one case's report as its file holds it."""
    return told_by(source(name))


@cache
def report(name: str) -> Report:
    """Return the content of one case's report, typed."""
    return content_record(source(name))


@cache
def members(name: str) -> dict[str, bytes]:
    """Return the files of one case's report."""
    return render(source(name))


def page_text(name: str, language: str) -> str:
    """Return the HTML of one case in one language."""
    return members(name)[f"report/report.{language}.html"].decode()
