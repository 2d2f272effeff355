"""Rows of the chapters as data: each tells a value that exists, in both languages."""

import string
from importlib import resources
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

import pytest
from msgspec.structs import fields

from edaphon.reporting.layout import stock_tables, telling_rows
from edaphon.reporting.layout.drawn import KNOWN, chapter_data
from edaphon.schemas.models import account, effects, evidence, report
from edaphon.schemas.models.account import Text

CHAPTERS = sorted(
    item.name.removesuffix(".yaml")
    for item in resources.files("edaphon.reporting")
    .joinpath("layout/chapters")
    .iterdir()
    if item.name.endswith(".yaml")
)


def rows(section):
    """Yield place and row of every list of facts, or of every table."""
    for chapter in CHAPTERS:
        for name, found in getattr(chapter_data(chapter), section).items():
            for row in found if section == "facts" else found.columns:
                yield f"{chapter}/{name}", row


NO_NOTE = Text(en="", zh="")

ROWS = [*rows("facts"), *rows("tables")]


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_label_caption_and_note_stands_in_both_languages():
    texts = [row for _, row in ROWS]
    for chapter in CHAPTERS:
        for found in chapter_data(chapter).tables.values():
            texts += [text for text in (found.caption, found.note) if text != NO_NOTE]

    assert [text for text in texts if not text.en or not text.zh] == []
    assert [
        text for text in texts if placeholders(text.en) != placeholders(text.zh)
    ] == []


def test_every_form_is_known_and_used():
    used = {row.form.partition(" ")[0] for _, row in ROWS}

    assert used - set(KNOWN) == set()
    assert set(KNOWN) - used == set()


STARTS = {
    "annexes/disclosure-table": report.Field,
    "annexes/evidence": report.Report,
    "annexes/files": report.File,
    "annexes/papers": evidence.Named,
    "annexes/replay": report.Report,
    "annexes/stated-values": report.StatedValue,
    "annexes/warnings": report.Noticed,
    "closing/effect-sources": effects.Effect,
    "closing/effects": effects.Effect,
    "closing/risk": report.Report,
    "closing/rules": report.Method,
    "closing/safeguards": effects.EffectSafeguard,
    "closing/summary": account.SummaryRow,
    "closing/uncertain": telling_rows.Selected,
    "closing/withheld-table": telling_rows.Selected,
    "front/cover": report.Report,
    "front/statement": report.Report,
    "implementation/practice": report.Report,
    "implementation/product": report.Report,
    "implementation/strains": report.Strain,
    "monitoring/campaigns": report.Campaign,
    "monitoring/control-sites": report.ControlSite,
    "monitoring/design": report.Report,
    "monitoring/laboratory-table": report.Laboratory,
    "monitoring/own-factors": report.OwnFactor,
    "monitoring/points": account.Point,
    "monitoring/properties": report.Observed,
    "monitoring/references": report.Parameter,
    "monitoring/stock-methods": report.Method,
    "project/boundary-table": report.Pool,
    "project/declarations": report.Report,
    "project/identity": report.Report,
    "project/land": report.Report,
    "project/parcels": evidence.Parcel,
    "project/strata": report.Stratum,
    "quantification/changes": stock_tables.ChangeRow,
    "quantification/conditions": account.Condition,
    "quantification/edition": report.Method,
    "quantification/editions": account.EditionStated,
    "quantification/emission-changes": account.EmissionChange,
    "quantification/figures": report.Figure,
    "quantification/groups": stock_tables.GroupRow,
    "quantification/microbial-shown": report.Shown,
    "quantification/microbial-tests": account.Test,
    "quantification/sources": account.EmissionSource,
    "quantification/standing": account.Condition,
}
"""Record that the paths of a list of facts, or of a table, start from."""


def bare(kind):
    """Return a type without what may stand in its place where nothing is known."""
    if get_origin(kind) is Annotated:
        return bare(get_args(kind)[0])
    if isinstance(kind, UnionType) or get_origin(kind) is Union:
        return bare(get_args(kind)[0])
    return kind


def leads_somewhere(kind, path):
    """Return whether a record has a field at a path."""
    for part in path.split("."):
        kind = bare(kind)
        if get_origin(kind) is dict:
            kind = get_args(kind)[1]
            continue
        known = {item.encode_name: item.type for item in fields(kind)}
        if part not in known:
            return False
        kind = known[part]
    return True


@pytest.mark.parametrize(("place", "row"), [pair for pair in ROWS if pair[1].at])
def test_every_path_leads_to_a_field_of_the_record_it_starts_from(place, row):
    assert leads_somewhere(STARTS[place], row.at)


def test_a_path_to_nowhere_is_found():
    assert not leads_somewhere(report.Report, "project.surface_ha")
    assert not leads_somewhere(report.Report, "project.name.fr")
