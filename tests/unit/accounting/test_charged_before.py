"""What an account charged for a closed time is never given back by a later one.

A statement that may differ later is stated milder in the second account, on soil that
did not change: nothing is credited for that, and no loss is hidden by it.
"""

from copy import deepcopy

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.charged import FLOORS
from edaphon.accounting.ground_fields import MAY_CHANGE
from edaphon.kernel.errors import EdaphonError
from tests.chained_project import LATER, continued, planned_twice, put, read_as
from tests.synthetic_documents import MCS, SOIL, exactly

GAINING = {"gain": 2.6, "points": 8, "controls": 5}

SLACK = 1e-5
"""Last digits of stored figures [t CO2e]."""


def rated(internal):
    return lambda document: document["permanence"].update(internal=internal)


def yielding(percent):
    return lambda document: document["leakage"].update(yield_change_percent=percent)


def paddy(project):
    def change(document):
        document["scenario"] = "paddy"
        for side, value in (("baseline", "4"), ("project", project)):
            document["factors"][f"ch4_flooded.{side}"] = {
                **exactly(value), "unit": "t{CO2e}/har/a",
                "reference": "Chambers of three seasons", "tier": 2,
            }  # fmt: skip

    return change


def product(factor):
    return lambda document: document["factors"]["product_emissions"].update(
        exactly(factor)
    )


def leaking(name, amount):
    def change(document):
        document["sources_absent"].pop(name, None)
        if amount is None:
            document["sources_absent"][name] = {"en": "None.", "zh": "本项目没有。"}
            document["leakage"].pop(name, None)
        else:
            document["leakage"][name] = amount

    return change


def carrier(amount):
    def change(document):
        document["sources_absent"].pop("carrier", None)
        document["practice"]["product"]["carrier_carbon"] = {
            "value": amount, "unit": "t{C}",
        }  # fmt: skip

    return change


MILDER = {
    "permanence": (rated("45"), rated("8")),
    "factors of a flux": (paddy("5"), paddy("4")),
    "factors of the product": (product("10"), product("0.1")),
    "leakage/yield_change_percent": (yielding("-20"), yielding("1")),
}
"""What is said first, and milder later."""

REFUSED = {
    "leakage/displaced_livestock": (
        leaking("displaced_livestock", "40"), leaking("displaced_livestock", "1"),
    ),
    "leakage/diverted_residues": (
        leaking("diverted_residues", "40"), leaking("diverted_residues", "1"),
    ),
    "leakage/displaced_production": (
        leaking("displaced_production", "40"), leaking("displaced_production", "1"),
    ),
    "sources_absent": (
        leaking("displaced_livestock", "40"), leaking("displaced_livestock", None),
    ),
    "practice/product/carrier_carbon": (carrier("40"), carrier("1")),
}  # fmt: skip
"""The same of amounts since the first day, which the grounds hold."""


def account_of(project, folder):
    return accounts(read_as(project, folder), [MCS])[0]


def made(folder, change=None):
    """Return a first account's record and units."""
    project = planned_twice(**GAINING, recorded_change="1")
    if change is not None:
        change(project.document)
    found = account_of(project, folder)
    assert found.status == "credited", found.assessed
    return account_set([found])


def after(folder, record, change=None, factor=1.0):
    project = continued(planned_twice(**GAINING, recorded_change="1"), factor)
    if change is not None:
        change(project.document)
    folder.mkdir()
    put(project, folder, record)
    return account_of(project, folder)


def figures(record):
    rows = record["accounts"][0]["figures"]
    return {row["name"]: float(row["value"]) for row in rows}


def test_every_statement_that_bears_a_number_is_tried():
    """What may change is tried here, or bears no number that an equation takes."""
    tried = {name.split(" ")[0] for name in (*MILDER, *REFUSED)}
    bearing = {
        name for name in MAY_CHANGE
        if name.startswith(("leakage/", "permanence", "factors", "sources_absent"))
        or name.endswith("carrier_carbon")
    }  # fmt: skip

    assert tried == bearing


@pytest.mark.parametrize("name", MILDER)
def test_a_milder_word_gives_nothing_back(tmp_path, name):
    first, later = MILDER[name]
    record = made(tmp_path / "first", first)
    same = after(tmp_path / "same", record, first)
    milder = after(tmp_path / "milder", record, later)

    borne = figures(record)["creditable"] + SLACK
    assert same.run.value("creditable") <= borne
    assert milder.run.value("creditable") <= borne
    assert milder.units < len(record["accounts"][0]["vintages"])


@pytest.mark.parametrize("name", MILDER)
def test_a_milder_word_hides_no_loss(tmp_path, name):
    first, later = MILDER[name]
    record = made(tmp_path / "first", first)
    same = after(tmp_path / "same", record, first, 0.99)
    milder = after(tmp_path / "milder", record, later, 0.99)

    assert same.run.value("reversal") > 0
    assert milder.run.value("reversal") > 0
    assert milder.units == 0


@pytest.mark.parametrize("name", REFUSED)
def test_an_amount_since_the_first_day_is_not_stated_smaller(tmp_path, name):
    first, later = REFUSED[name]
    project = planned_twice(**GAINING, recorded_change="1")
    first(project.document)
    record = account_set([account_of(project, tmp_path / "first")])

    with pytest.raises(EdaphonError) as refused:
        after(tmp_path / "later", record, later)
    assert {item.code for item in refused.value.problems} == {"EARLIER_TOTAL"}


@pytest.mark.parametrize("shift", [1.03, 1.06])
def test_a_shift_that_is_measured_no_more_stays(tmp_path, shift):
    project = planned_twice(**GAINING, recorded_change="1")
    project.archive(shift)
    record = account_set([account_of(project, tmp_path / "first")])
    assert record["accounts"][0]["status"] == "credited"
    project = planned_twice(**GAINING, recorded_change="1")
    project.archive(shift)
    project = continued(project)
    for row in project.rows(SOIL, campaign=LATER):
        row["analysed"] = "2027-11-01"
    (tmp_path / "later").mkdir()
    put(project, tmp_path / "later", record)
    found = account_of(project, tmp_path / "later")

    assert found.run.value("laboratory_shift") == pytest.approx(shift, abs=1e-3)
    assert found.run.value("laboratory_correlation") == 0
    assert found.status == "deficit"


def test_a_shift_that_raised_the_gain_is_not_carried_on(tmp_path):
    project = planned_twice(**GAINING, recorded_change="1")
    project.archive(0.97)
    record = account_set([account_of(project, tmp_path / "first")])
    project = planned_twice(**GAINING, recorded_change="1")
    project.archive(0.97)
    project = continued(project)
    (tmp_path / "later").mkdir()
    put(project, tmp_path / "later", record)

    found = account_of(project, tmp_path / "later")
    assert found.run.value("laboratory_shift") == 1


def test_a_record_that_does_not_say_what_it_charged_leaves_it_unknown(tmp_path):
    record = made(tmp_path / "first")
    silent = deepcopy(record)
    (account,) = silent["accounts"]
    account["figures"] = [
        item for item in account["figures"] if item["name"] != "yield_leakage"
    ]
    found = after(tmp_path / "later", silent)

    assert found.status == "refused"
    assert "yield_leakage_before" in found.asked
    assert found.place_of("yield_leakage_before") is not None


def test_what_is_new_is_withheld_at_the_present_rating(tmp_path):
    record = made(tmp_path / "first", rated("45"))
    found = after(tmp_path / "later", record, rated("8"), 1.04)
    old = figures(record)
    more = found.run.value("soil_removal") - old["soil_removal"]

    assert found.status == "credited"
    assert more > 0
    assert found.run.value("buffer") == pytest.approx(
        old["buffer"] + 0.2 * more, abs=1e-5
    )


def test_a_milder_flux_holds_for_the_new_years_alone(tmp_path):
    """200 ha and three years: 1 t CO2e/ha/a for the first, 0.4 for the next."""
    record = made(tmp_path / "first", paddy("5"))
    same = after(tmp_path / "same", record, paddy("5"), 1.04).run
    milder = after(tmp_path / "milder", record, paddy("4.4"), 1.04).run
    years = same.value("years") - same.value("closed_years")

    assert same.value("closed_years") == pytest.approx(3, abs=0.01)
    assert years == pytest.approx(3, abs=0.01)
    assert same.value("flooded_increase") == pytest.approx(
        200 * same.value("years"), abs=1e-5
    )
    assert milder.value("flooded_increase") == pytest.approx(
        200 * same.value("closed_years") + 80 * years, abs=1e-5
    )


def test_the_account_that_is_corrected_is_no_floor_of_its_own(tmp_path):
    """Its flux was misread: what it charged for too much is not charged again."""
    record = made(tmp_path / "first", paddy("5"))
    project = planned_twice(**GAINING)
    paddy("4.4")(project.document)
    (tmp_path / "again").mkdir()
    wrong = {"replaced": {"en": "The flux was misread"}, "later": "none"}
    put(project, tmp_path / "again", record, **wrong)
    run = account_of(project, tmp_path / "again").run

    assert run.value("flooded_increase_before") == 0
    assert run.value("flooded_increase") == pytest.approx(
        80 * run.value("years"), abs=1e-5
    )


def test_a_first_account_has_a_floor_of_nothing(tmp_path):
    run = account_of(planned_twice(**GAINING, recorded_change="1"), tmp_path).run

    assert {name: run.value(name) for name in FLOORS if name in run.steps} == {
        name: float(name == "laboratory_shift_before")
        for name in FLOORS
        if name in run.steps
    }
    assert "buffer_before" in run.steps
