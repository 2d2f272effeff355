"""Each change stands beside its period, and a campaign left out is said to be.

Two methods of one account need not count the same days: one is cumulative, the other
goes on from the account before.
"""

import pytest
from msgspec.structs import replace

from edaphon.reporting.content import content_record
from edaphon.reporting.layout.campaigns import absent, compared
from edaphon.reporting.layout.reader import Reader
from edaphon.reporting.layout.stock_tables import stock_tables
from edaphon.schemas.models.report import Campaign, LookBack
from tests.unit.reporting.cases import case, source_of


def campaign(year):
    return Campaign(
        id=year, start=f"{year}-10-04", end=f"{year}-10-08", laboratory=None,
        procedure=None, bridging=None, points=1, samples=1, observations=1,
    )  # fmt: skip


@pytest.fixture(scope="module")
def apart():
    """Return readers of an account over six years, the second method over three."""
    source = source_of(case("credited"))
    content = content_record(source)
    whole = LookBack(start="2019-10-15", last_day="2025-10-14")
    late = LookBack(start="2022-10-15", last_day="2025-10-14")
    first, second = content.methods
    period = replace(content.project.period, start=whole.start, last_day=whole.last_day)
    changed = replace(
        content,
        project=replace(content.project, period=period),
        methods=[replace(first, period=whole), replace(second, period=late)],
        sampling=replace(
            content.sampling,
            campaigns=[campaign(year) for year in ("2025", "2019", "2022")],
        ),
    )
    return {
        language: Reader(changed, language, source.evidence.geography)
        for language in ("en", "zh")
    }


def table_of(reader, name):
    (found,) = [
        item for item in stock_tables(reader) if getattr(item, "id", "") == name
    ]
    return found


@pytest.mark.parametrize("name", ["groups", "changes"])
def test_a_row_says_over_which_days_and_years_where_that_is_not_the_period(apart, name):
    rows = table_of(apart["en"], name).rows
    first, second = (item.id for item in apart["en"].content.methods)
    told = {
        cell.text
        for cells in rows
        for cell in cells
        if cell.text.startswith((first, second))
    }

    assert told == {
        first,
        f"{second}, 2022-10-15 – 2025-10-14 (3.0\N{NO-BREAK SPACE}yr)",
    }


def test_a_method_that_goes_on_begins_with_the_campaign_of_that_day(apart):
    reader = apart["en"]
    first, second = reader.content.methods

    assert [item.id for item in compared(reader, first)] == ["2019", "2025"]
    assert [item.id for item in compared(reader, second)] == ["2022", "2025"]


def test_profiles_name_their_campaigns_and_the_one_they_leave_out(apart):
    """Bug: of three campaigns the table held two, and named none."""
    english, chinese = (table_of(apart[one], "profiles") for one in ("en", "zh"))
    second = apart["en"].content.methods[1].id

    assert "Project, First campaign (2019)" in [item.head for item in english.columns]
    assert "not in this table: 2022 (2022-10-04 – 2022-10-08)." in english.note
    assert f"{second} compares the campaigns 2022 and 2025." in english.note
    assert "本表未列入的采样批次：2022（2022-10-04 – 2022-10-08）。" in chinese.note


def test_nothing_is_said_to_be_absent_that_is_there(apart):
    assert absent(apart["en"], {"2019", "2022", "2025"}) == []
