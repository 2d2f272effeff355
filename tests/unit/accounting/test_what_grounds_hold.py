"""Every property and every field of the past is held, or named with a reason.

What an account reads of the time of an earlier one may not differ later. A property
or a field that is new is held from its first day; one that may change is named in
``ground_rows`` or ``ground_fields``, and here it is shown that no account reads it, or
what else bounds it.
"""

from copy import deepcopy
from dataclasses import replace

import polars as pl
import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_record, account_set
from edaphon.accounting.gathering import gather, look
from edaphon.accounting.ground_fields import MAY_CHANGE
from edaphon.accounting.ground_rows import UNREAD, UNREAD_DOMAINS, held_properties
from edaphon.accounting.grounds import grounds
from edaphon.evidence import project, properties
from edaphon.evidence.observations import COLUMNS, arranged
from edaphon.kernel.errors import EdaphonError
from tests.chained_project import LATER, continued, first_record, planned_twice, put
from tests.plain_yaml import as_yaml
from tests.property.test_silence import FIELDS, Case, blanked, named
from tests.synthetic_documents import (
    ACTIVITY,
    ARCHIVED,
    END,
    METHODS,
    PRODUCT,
    SOIL,
    START,
)
from tests.synthetic_members import ROSTER, roster_row

WORDS = ("lot", "crop")
PARTS = ("land", "start", "end", "records", "stated", "members", "totals")
SIDES = (("project", "S1-P1"), ("control", "S1-C1"), ("baseline", ""))


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return Case(tmp_path_factory.mktemp("full"))


def parts(evidence):
    found = grounds(evidence)
    return {name: found.get(name) for name in PARTS}


def differs(one, other):
    """Return the parts of grounds that are not the same."""
    return apart(parts(one), parts(other))


def apart(before, after):
    return {name for name in before if before[name] != after[name]}


def with_rows(evidence, *rows):
    blank = {"flag": 1, "row": 9000, "file": "lab/more.csv", "number": "1",
             "value": "1"}  # fmt: skip
    table = pl.DataFrame(
        [{**blank, **row} for row in rows], schema_overrides={"flag": pl.Int8}
    )
    table = pl.concat([evidence.observations, arranged(_whole(table))])
    return replace(evidence, observations=arranged(table))


def _whole(table):
    return table.with_columns(
        pl.lit("").alias(name) for name in COLUMNS if name not in table.columns
    )


def test_what_is_not_held_is_in_the_vocabulary():
    assert set(UNREAD) <= set(properties())
    assert {item.domain for item in properties().values()} >= set(UNREAD_DOMAINS)


def test_no_account_reads_what_is_not_held(case):
    """Values of every property that may change are put everywhere, and move nothing."""
    free = sorted(set(properties()) - held_properties())
    rows = [
        {"property": name, "role": role, "campaign": campaign, "stratum": "S1",
         "point": point, "top_cm": top, "bottom_cm": bottom, "number": "77",
         "phenomenon_time": "2022-05-01"}
        for name in free
        for role, point in SIDES
        for campaign in (START, END, "2019", "2022")
        for top, bottom in (("0", "10"), ("", ""))
    ]  # fmt: skip
    more = with_rows(case.evidence, *rows)

    for one, other in zip(
        accounts(case.evidence, METHODS), accounts(more, METHODS), strict=True
    ):
        assert one.status == "credited"
        assert account_record(one) == account_record(other)
    assert differs(case.evidence, more) == set()


HELD = sorted(held_properties() - {*WORDS})


def moved_by(case, place):
    """Return the parts of grounds that a value moves, property by property."""
    before = parts(case.evidence)
    return {
        name: apart(
            before, parts(with_rows(case.evidence, {"property": name, **place}))
        )
        for name in HELD
    }


@pytest.mark.parametrize(("place", "part"), [
    ({"role": "project", "campaign": START, "point": "S1-P1", "top_cm": "0",
      "bottom_cm": "10"}, "start"),
    ({"role": "control", "campaign": END, "stratum": "S1"}, "end"),
    ({"role": "baseline", "campaign": "2019"}, "records"),
    ({"role": "baseline"}, "records"),
    ({"role": "project", "campaign": "2022"}, "records"),
    ({"role": "project"}, "records"),
    ({"role": "project", "phenomenon_time": "2023-05-01"}, "records"),
], ids=["start", "end", "baseline", "no year", "year", "neither", "day"])  # fmt: skip
def test_every_value_of_the_past_is_held(case, place, part):
    assert moved_by(case, place) == {name: {part} for name in HELD}


@pytest.mark.parametrize("place", [
    {"role": "project", "campaign": LATER, "phenomenon_time": "2027-10-04"},
    {"role": "project", "campaign": "2026"},
    {"role": "control", "campaign": "2025/2026"},
    {"role": "project", "phenomenon_time": "2026-05-01"},
], ids=["a campaign", "a year", "a season", "a day"])  # fmt: skip
def test_what_comes_later_is_free(case, place):
    """All properties at once; one by one only to say which of them is not."""
    rows = [{"property": name, **place} for name in HELD]

    assert not differs(case.evidence, with_rows(case.evidence, *rows)), moved_by(
        case, place
    )


@pytest.mark.parametrize(("cells", "held"), [
    ({"sample": "B9"}, False), ({"sample": "B1"}, True), ({}, True),
    ({"sample": "B1", "phenomenon_time": "2027-01-01"}, True),
    ({"sample": "B9", "phenomenon_time": "2023-01-01"}, True),
    ({"sample": "B9", "campaign": "2023"}, True),
    ({"sample": "B9", "campaign": "2024", "phenomenon_time": "2024-11-01"}, False),
])  # fmt: skip
def test_certificates_of_lots_that_were_applied_are_held(case, cells, held):
    """Those of later lots may come; without a lot or a day none may."""
    rows = case.evidence.observations
    lots = {"B1"} | set(rows.filter(pl.col("property") == "lot")["value"])
    assert lots == {"B1"}

    for name in ("viable_count", "product_carbon_content"):
        more = with_rows(case.evidence, {"property": name, **cells})
        assert bool(differs(case.evidence, more)) is held


@pytest.mark.parametrize("column", [
    "number", "point", "stratum", "role", "top_cm", "bottom_cm", "phenomenon_time",
    "result_time", "procedure", "property",
])  # fmt: skip
def test_every_cell_that_an_account_reads_is_held(case, column):
    table = case.evidence.observations
    at = table.with_row_index("id").filter(
        (pl.col("property") == "soc") & (pl.col("campaign") == START)
    )["id"][0]
    other = {"number": "99", "property": "som"}.get(column, "x")
    is_it = pl.int_range(pl.len()) == at
    told = pl.when(is_it).then(pl.lit(other)).otherwise(pl.col(column))
    changed = replace(
        case.evidence, observations=table.with_columns(told.alias(column))
    )

    assert "start" in differs(case.evidence, changed)


@pytest.mark.parametrize("word", WORDS)
def test_lot_and_crop_of_a_record_are_held(case, word):
    rows = case.evidence.observations.filter(pl.col("property") == "product_applied")
    row = rows.filter(pl.col("campaign") == "2022").row(0, named=True)
    place = {name: row[name] for name in ("file", "sheet", "row", "role", "campaign")}
    told = {**place, "property": word, "value": "another", "number": ""}

    assert differs(case.evidence, with_rows(case.evidence, told)) == {"records"}


def test_archived_samples_belong_to_the_campaign_of_their_batch(case):
    row = {"property": "soc", "role": "project", "campaign": ARCHIVED,
           "point": "S1-P1", "top_cm": "0", "bottom_cm": "10"}  # fmt: skip

    assert differs(case.evidence, with_rows(case.evidence, row)) == {"end"}


# --- project.yaml -----------------------------------------------------------------


def shape(place):
    """Return a place as ``MAY_CHANGE`` names it."""
    return "/".join("*" if isinstance(step, int) else str(step) for step in place)


def may_change(place):
    return any(shape(place[:count]) in MAY_CHANGE for count in range(1, len(place) + 1))


GROWING = {
    "campaigns/1/id", "campaigns/1/start", "campaigns/1/end", "campaigns/1/laboratory",
    "campaigns/1/procedure", "campaigns/1/bridging", "campaigns/1/archived",
    "campaigns/0/laboratory", "campaigns/0/procedure",
    "campaign_errors", "campaign_errors/laboratory", "campaign_errors/laboratory/0",
    "campaign_errors/bulk_density", "campaign_errors/bulk_density/0",
    "control_sites", "control_sites/0", "control_sites/0/same_texture",
    "control_sites/0/distance_km", "milestones", "milestones/listed",
    "milestones/validated", "milestones/registered",
}  # fmt: skip
"""What is held of the lists that grow."""


def changed(case, place):
    """Return the evidence with a field left blank; None where nobody reads it so."""
    text = as_yaml(blanked(case.made.document, [place]))
    (case.folder / "project.yaml").write_text(text, "utf-8")
    try:
        return replace(case.evidence, project=project.load(case.folder))
    except EdaphonError:
        return None


@pytest.mark.parametrize(
    "place",
    [place for place in FIELDS if named(place) in GROWING or not may_change(place)],
    ids=named,
)
def test_every_field_is_held_or_named(case, place):
    found = changed(case, place)

    assert found is None or differs(case.evidence, found) & {
        "land", "start", "end", "stated",
    }  # fmt: skip


def test_what_is_named_is_a_field():
    known = {shape(place) for place in FIELDS} | {"sampling/missing"}

    assert set(MAY_CHANGE) <= known
    assert {named(place) for place in FIELDS} >= GROWING
    assert all(len(reason.split()) > 2 for reason in MAY_CHANGE.values())


@pytest.mark.parametrize("name", ["scenario", "depth", "area", "reference"])
def test_the_last_digit_counts(tmp_path, name):
    """What a rounding or a word too few would let through."""
    made = planned_twice()
    before = look(made.write(tmp_path)).evidence()
    other = deepcopy(made)
    if name == "scenario":
        other.document["scenario"] = "grassland"
    elif name == "depth":
        other.document["sampling"]["depth_cm"] = "30.01"
    elif name == "area":
        other.document["strata"][0]["area_ha"] = "120.0001"
    else:
        other.plan["reference_mass"] = "3900.000001"

    found = differs(before, look(other.write(tmp_path / "other")).evidence())

    assert found & {"land", "start", "stated"}


@pytest.mark.parametrize(("given", "same"), [
    ("30.0", True), ("30.00", True), (30, True), ("30.01", False),
])  # fmt: skip
def test_a_number_is_the_same_however_it_is_written(tmp_path, given, same):
    made = planned_twice()
    before = look(made.write(tmp_path)).evidence()
    made.document["sampling"]["depth_cm"] = given

    found = differs(before, look(made.write(tmp_path / "other")).evidence())

    assert (not found) is same


# --- Chains -----------------------------------------------------------------------


GAINING = {"gain": 2.6, "points": 8, "controls": 5}


def wooded(made, stocks):
    """Record trees on project and control land, campaign by campaign [t C/ha]."""
    made.document["sources_absent"].pop("woody_plants", None)
    for campaign, (planted, control) in stocks.items():
        made.tables[ACTIVITY] += [
            {"role": role, "year": campaign, "item": f"{kind}_carbon",
             "amount": amount if kind == "tree" else "1", "unit": "t{C}/har",
             "stratum": stratum}
            for role, amount in (("project", planted), ("control", control))
            for kind in ("tree", "shrub") for stratum in made.strata
        ]  # fmt: skip
    return made


def forged(tmp_path, first, later):
    record = first_record_of(tmp_path / "first", first)
    put(later, tmp_path / "later", record)
    found = look(later.write(tmp_path / "later"))
    return accounts(found.evidence(), METHODS), found


def first_record_of(folder, made):
    folder.mkdir(parents=True, exist_ok=True)
    return account_set(accounts(gather(made.write(folder))[0], METHODS))


def test_a_loss_of_wood_is_not_hidden_by_earlier_stocks(tmp_path):
    """Stocks of the campaigns before that were written down would credit the fall."""
    true = {START: ("20", "5"), END: ("20", "5"), LATER: ("2", "5")}
    told = {START: ("2", "5"), END: ("2", "5"), LATER: ("2", "5")}
    until = {name: true[name] for name in (START, END)}
    first = wooded(planned_twice(**GAINING), until)
    honest = wooded(continued(planned_twice(**GAINING), 1.04), true)
    false = wooded(continued(planned_twice(**GAINING), 1.04), told)

    right, found = forged(tmp_path / "honest", first, honest)
    wrong, refused = forged(tmp_path / "forged", first, false)

    assert [item.units for item in right] == [0, 0]
    assert all(item.units > 1000 for item in wrong)
    assert not [item for item in found.problems if item.stops(None)]
    parts = [item.facts["what"]["en"].split(" (")[0] for item in refused.problems
             if item.stops(None)]  # fmt: skip
    assert parts == ["the first campaign", "the campaign that it ended with"]


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return first_record(tmp_path_factory.mktemp("first"), **GAINING)


@pytest.fixture
def chained(tmp_path, record):
    made = continued(planned_twice(**GAINING), 1.04)
    put(made, tmp_path, record)
    return made


def told_of(made, folder):
    """Return what a folder is refused for, by the part that differs."""
    found = look(made.write(folder))
    return {
        (item.code, item.facts["what"]["en"].split(" (")[0])
        for item in found.problems
        if item.stops(None)
    }


def test_baseline_records_without_a_year_are_not_added_later(tmp_path, chained):
    for item in ("diesel_used", "synthetic_n_applied"):
        row = dict(chained.rows(ACTIVITY, role="baseline", item=item)[0])
        chained.tables[ACTIVITY].append({**row, "year": "", "amount": "100"})

    codes = {item.code for item in look(chained.write(tmp_path)).problems
             if item.stops(None)}  # fmt: skip
    assert "EARLIER_GROUNDS" in codes


@pytest.mark.parametrize(("change", "part"), [
    (lambda made: made.document["campaigns"][0].update(laboratory="B"),
     "the first campaign"),
    (lambda made: made.document["campaigns"][1].update(bridging="compared"),
     "the campaign that it ended with"),
    (lambda made: made.document["baseline"].update(sealed_on="2021-08-02"),
     "what project.yaml states for its time"),
    (lambda made: made.document["practice"].update(mechanism={"mbc": "increase"}),
     "what project.yaml states for its time"),
    (lambda made: made.document["campaign_errors"].update(laboratory=[
        {"day": "2021-11-03", "found": "10.7", "known": "10.71", "file": SOIL}]),
     "what project.yaml states for its time"),
    (lambda made: made.document.update(milestones={"validated": "2022-02-01"}),
     "what project.yaml states for its time"),
])  # fmt: skip
def test_statements_of_the_past_are_held(tmp_path, chained, change, part):
    change(chained)

    assert ("EARLIER_GROUNDS", part) in told_of(chained, tmp_path)


def test_what_is_new_may_be_said(tmp_path, chained):
    chained.tables[PRODUCT].append({"batch": "B2", "cfu": "330000000"})
    for row in chained.rows(ACTIVITY, item="product_applied", year="2026"):
        row["lot"] = "B2"
    chained.document["campaign_errors"]["laboratory"] = []
    chained.document["milestones"] = {"requested": "2027-12-01"}
    chained.document["permanence"]["natural"] = "4"
    chained.document["name"] = {"en": "Another name"}
    chained.document["campaigns"][2]["bridging"] = "ten samples were analysed twice"

    assert told_of(chained, tmp_path) == set()


@pytest.mark.parametrize(("later", "told"), [
    (("8", "5"), False), (("9", "5"), False), (("7", "5"), True),
    (("8", "2.4"), True), (("8", "2.6"), False), ((None, "5"), True),
])  # fmt: skip
def test_amounts_since_the_first_day_do_not_fall(tmp_path, later, told):
    """A yearly mean may fall as long as its sum since the first day does not."""

    def stated(made, carbon, leaked):
        absent = made.document["sources_absent"]
        if carbon is not None:
            absent.pop("carrier")
            product = made.document["practice"]["product"]
            product["carrier_carbon"] = {"value": carbon, "unit": "t{C}"}
        absent.pop("displaced_livestock", None)
        made.document["leakage"]["displaced_livestock"] = leaked
        return made

    first = stated(planned_twice(), "8", "5")
    made = stated(continued(planned_twice()), *later)
    put(made, tmp_path, first_record_of(tmp_path / "first", first))

    found = told_of(made, tmp_path)

    assert {code for code, _ in found} == ({"EARLIER_TOTAL"} if told else set())


@pytest.mark.parametrize(("rows", "told"), [
    ([("H1", "2021-01-01", "none"), ("H2", "2021-01-01", "none")], False),
    ([("H1", "2021-01-01", "2026-03-01"), ("H3", "2026-03-01", "none"),
      ("H2", "2021-01-01", "none")], False),
    ([("H1", "2021-01-02", "none"), ("H2", "2021-01-01", "none")], True),
    ([("H1", "2021-01-01", "2024-03-01"), ("H3", "2024-03-01", "none"),
      ("H2", "2021-01-01", "none")], True),
    ([("H3", "2021-01-01", "none"), ("H2", "2021-01-01", "none")], True),
])  # fmt: skip
def test_membership_of_the_past_is_held(tmp_path, rows, told):
    """New members may join, and old ones leave, after the end of the account."""
    parcels = {"H1": ("P1", "S1", 120), "H3": ("P1", "S1", 120), "H2": ("P2", "S2", 80)}

    def held(made, listed):
        made.tables[ROSTER] = [
            roster_row(name, *parcels[name], joined, left)
            for name, joined, left in listed
        ]
        made.document["members"] = {"roster": {"path": ROSTER}, "share": "area_days"}
        return made

    first = held(
        planned_twice(), [(name, "2021-01-01", "none") for name in ("H1", "H2")]
    )
    made = held(continued(planned_twice()), rows)
    put(made, tmp_path, first_record_of(tmp_path / "first", first))

    found = told_of(made, tmp_path)

    assert (("EARLIER_GROUNDS", "the roster until its end") in found) is told


def test_a_roster_that_is_gone_is_told(tmp_path):
    first = planned_twice()
    first.tables[ROSTER] = [
        roster_row("H1", "P1", "S1", 120), roster_row("H2", "P2", "S2", 80),
    ]  # fmt: skip
    first.document["members"] = {"roster": {"path": ROSTER}, "share": "area_days"}
    made = continued(planned_twice())
    put(made, tmp_path, first_record_of(tmp_path / "first", first))

    assert told_of(made, tmp_path) == {("EARLIER_GROUNDS", "the roster until its end")}
