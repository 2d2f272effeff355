"""The one content of a report, in both languages, before any form."""

from collections.abc import Sequence
from typing import Literal

import polars as pl
from msgspec import convert, to_builtins
from msgspec.structs import replace

from edaphon.kernel.language import LANGUAGES
from edaphon.reporting.beside import beside_estimate, per_hectare_year
from edaphon.reporting.boundary import boundary_rows
from edaphon.reporting.disclosure import disclosure_rows
from edaphon.reporting.loss_steps import campaigns_left
from edaphon.reporting.microbes import microbial_record
from edaphon.reporting.project_facts import (
    declared_record,
    practice_record,
    project_record,
)
from edaphon.reporting.quantities import method_record
from edaphon.reporting.sampling_facts import data_record, sampling_record
from edaphon.reporting.source import ReportSource
from edaphon.reporting.stated_values import stated_values
from edaphon.reporting.summary import summary_record
from edaphon.reporting.wording import DRAFT, text
from edaphon.schemas.models.effects import EffectsRecord
from edaphon.schemas.models.project import SourcesAbsent
from edaphon.schemas.models.report import (
    ActivityYears,
    Digests,
    Effects,
    FrontPage,
    Method,
    Notice,
    Project,
    Report,
)
from edaphon.schemas.record import stated_or

VERSION: Literal["edaphon.report/4"] = "edaphon.report/4"
"""Name and version of the published form, ``schemas/report/4``."""


def content_record(source: ReportSource) -> Report:
    """Return the content of a report, as ``report/report.json`` holds it.

    Parameters
    ----------
    source
        The records of one bundle.

    Returns
    -------
    Report
        Quantities as decimal text, every text in English and Chinese; valid
        under the published schema.
    """
    account, document = source.account, source.project
    project = project_record(source)
    methods = [_compared(item, source, project) for item in _methods(source)]
    data = data_record(source)
    content = Report(
        v=VERSION,
        languages=list(LANGUAGES),
        generated_at=source.run.generated_at,
        code_version=source.run.program.version,
        notice=_notice(project, methods),
        digests=_digests(source),
        seed=account.seed,
        project=project,
        practice=practice_record(document.practice, source.carrier_carbon),
        declared=declared_record(source),
        sampling=sampling_record(source),
        data=data,
        activity_years=_activity_years(source.observations),
        methods=methods,
        profiles=account.profiles,
        layer_changes=stated_or(account.layer_changes, []),
        stated_values=stated_values(source.stated, document, source.methods),
        microbial=microbial_record(account.accounts),
        boundary=boundary_rows(
            methods,
            stated_or(document.sources_absent, SourcesAbsent()),
            {item.property for item in data.properties},
            source.carrier_carbon,
        ),
        summary=FrontPage(sentences=[], causes=[]),
        disclosure=[],
        coeffects=_effects(source.coeffects),
    )
    told = replace(content, summary=summary_record(content, source.methods))
    return replace(
        told, disclosure=disclosure_rows(told, stated_or(document.disclosure, {}))
    )


def _effects(found: EffectsRecord | None) -> Effects | None:
    """Return the co-effects as the account's table has them, value for value."""
    return None if found is None else convert(to_builtins(found), Effects)


def _methods(source: ReportSource) -> list[Method]:
    cited = {
        key: reference
        for told in source.methods.values()
        for key, reference in told.references.items()
    }
    left = campaigns_left(source.planned, source.account.grounds.last)
    made = [
        replace(
            method_record(
                item, source.methods[item.method.id], cited, left, source.single
            ),
            steps=[*source.steps.get(item.method.id, ())],
        )
        for item in source.account.accounts
    ]
    if not stated_or(source.account.earlier, []):
        return made
    return [
        replace(item, chain_units=item.units + source.credited.get(item.id, 0))
        for item in made
    ]


def _compared(method: Method, source: ReportSource, project: Project) -> Method:
    """Return a method with its result by hectare and year, and beside the estimate.

    An account on earlier ones credits what is new, the estimate and the area's years
    are of the whole period: nothing is compared then.
    """
    if stated_or(source.account.earlier, []):
        return method
    period = project.period
    span = (method.period.start, method.period.last_day)
    return replace(
        method,
        per_hectare_year=per_hectare_year(
            method.units,
            project.area_ha,
            period.years,
            is_whole=span == (period.start, period.last_day),
        ),
        beside_estimate=beside_estimate(
            method.units, stated_or(source.project.ex_ante, None)
        ),
    )


def _notice(project: Project, methods: Sequence[Method]) -> Notice:
    is_draft = any(item.draft for item in methods)
    return Notice(
        status=text(
            "Computed by Edaphon, not verified. This report is no statement of a "
            "verification body and no issuance of carbon units."
        ),
        synthetic=text(
            "Synthetic project: data and places are made up for demonstration."
        )
        if project.synthetic
        else None,
        draft=text(DRAFT) if is_draft else None,
    )


def _digests(source: ReportSource) -> Digests:
    account = source.account
    return Digests(
        account=source.account_digest,
        evidence=account.evidence,
        project_document=account.project_document,
        plan=account.plan or None,
        methods={item.method.id: item.method.digest for item in account.accounts},
        earlier=account.earlier,
    )


def _activity_years(observations: pl.DataFrame) -> ActivityYears:
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
    return ActivityYears(
        baseline=[year for role, year in rows.iter_rows() if role == "baseline"],
        project=[year for role, year in rows.iter_rows() if role == "project"],
    )
