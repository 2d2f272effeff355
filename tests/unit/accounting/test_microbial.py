"""The four tests, the grade and the label; they decide eligibility, never tonnes."""

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest

from edaphon.accounting.account import accounts
from edaphon.accounting.assays import Assays, area_weights
from edaphon.accounting.microbial import Comparison, _holm, microbial_evidence
from edaphon.accounting.microbial_limits import limits_of
from edaphon.methods.engine.pack import pack
from edaphon.science.estimates import Estimate, Term
from tests.chained_project import (
    LATER,
    continued,
    first_record,
    planned_twice,
    put,
    read_as,
)
from tests.synthetic_documents import (
    END,
    MCS,
    METHODS,
    MICROBES,
    PRODUCT,
    START,
    VM0042,
)
from tests.synthetic_project import SyntheticProject


def graded(project, folder):
    return project.account(folder).microbial


def without(project, *columns):
    """Take assays out of the microbial table."""
    for entry in project.document["files"]:
        if entry["path"] == MICROBES:
            for name in columns:
                del entry["columns"][name]
    for row in project.tables[MICROBES]:
        for name in columns:
            del row[name]


def assayed(project, name, *, project_end, others, unit):
    """Add an assay that only treated land of the last campaign shows."""
    for number, row in enumerate(project.tables[MICROBES]):
        treated = row["role"] == "project" and row["campaign"] == END
        row[name] = f"{(project_end if treated else others) + 0.01 * (number % 3):g}"
    project.map_column(MICROBES, name, **{"is": name, "unit": unit})


def test_all_four_tests_make_an_a_and_the_label(tmp_path):
    found = graded(SyntheticProject(), tmp_path)

    assert (found.grade, found.label) == ("A", "microbial")
    assert set(found.shown.values()) == {True}
    assert set(found.identity.values()) == {True}


def test_without_durability_it_is_a_b_with_the_label(tmp_path):
    project = SyntheticProject()
    without(project, "glucosamine", "muramic_acid")
    project.document["practice"]["mechanism"] = {"mbc": "increase"}

    found = graded(project, tmp_path)

    assert (found.grade, found.label) == ("B", "microbial")
    assert found.share is None


def test_without_the_mechanism_it_is_a_c_with_the_same_tonnes_and_no_label(tmp_path):
    whole = SyntheticProject().account(tmp_path / "whole")
    project = SyntheticProject()
    project.document["practice"]["mechanism"] = {"mbc": "decrease"}

    account = project.account(tmp_path / "c")

    assert (account.microbial.grade, account.microbial.label) == ("C", "")
    assert (account.status, account.units) == ("credited", whole.units)


@pytest.mark.parametrize(
    ("item", "change"),
    [
        ("registered_product", lambda one: one.pop("registration")),
        ("strains_deposited", lambda one: one["strains"][0].pop("deposit")),
        ("strains_deposited", lambda one: one.pop("strains")),
        ("viable_count", lambda one: one["labelled_count"].update(value="320000001")),
        ("viable_count", lambda one: one["legal_minimum"].update(value="400000000")),
    ],
)
def test_each_item_of_the_identity_is_needed(item, change, tmp_path):
    project = SyntheticProject()
    change(project.document["practice"]["product"])

    found = graded(project, tmp_path)

    assert [name for name, holds in found.identity.items() if not holds] == [item]
    assert found.grade == "D"


def test_the_poorest_batch_counts(tmp_path):
    project = SyntheticProject()
    project.tables[PRODUCT].append({"batch": "B2", "cfu": "150000000"})

    assert not graded(project, tmp_path).identity["viable_count"]


def test_a_lot_that_holds_just_what_the_label_says_is_viable(tmp_path):
    """The poorest certificate of the synthetic project counts 3.2e8 to the gram."""
    project = SyntheticProject()
    project.document["practice"]["product"]["labelled_count"]["value"] = "320000000"

    assert graded(project, tmp_path).identity["viable_count"]


def test_no_application_record_is_no_identity(tmp_path):
    project = SyntheticProject()
    project.drop("activity/records.csv", item="product_applied")

    assert not graded(project, tmp_path).identity["application_record"]


def test_no_assay_shows_nothing_and_refuses_only_by_the_unified_method(tmp_path):
    project = SyntheticProject()
    del project.tables[MICROBES]
    del project.document["files"][1]

    account = project.account(tmp_path / "mcs")
    other = project.account(tmp_path / "vm", VM0042)

    assert account.microbial.grade == "D"
    assert (account.status, other.status) == ("refused", "credited")


def test_assays_never_change_tonnes(tmp_path):
    whole = SyntheticProject()
    bare = SyntheticProject()
    del bare.tables[MICROBES]
    del bare.document["files"][1]

    figures = [
        {
            name: step.scalar
            for name, step in each.account(tmp_path / name_).run.steps.items()
            if step.over == "account"
        }
        for name_, each in (("whole", whole), ("bare", bare))
    ]

    assert figures[0] == figures[1]


def test_a_marker_of_the_strain_goes_before_biomass(tmp_path):
    established = [
        item.assay
        for item in graded(SyntheticProject(), tmp_path).comparisons
        if item.test == "M2"
    ]

    assert established == ["strain_marker"]


def test_a_product_without_a_marker_is_shown_by_biomass_and_enzymes(tmp_path):
    project = SyntheticProject()
    without(project, "strain_marker")
    assayed(project, "enzyme_bg", project_end=90, others=50, unit="nmol/g/h")

    found = graded(project, tmp_path)

    established = [item.assay for item in found.comparisons if item.test == "M2"]
    assert established == ["mbc", "enzyme_bg"]
    assert found.grade == "A"


def test_a_marker_that_is_not_found_is_not_replaced_by_biomass(tmp_path):
    project = SyntheticProject()
    for row in project.tables[MICROBES]:
        row["strain_marker"] = "0"

    assert not graded(project, tmp_path).shown["M2"]


def test_an_assay_within_thirty_days_of_application_shows_no_establishment(tmp_path):
    project = SyntheticProject()
    project.document["practice"]["start"] = "2024-09-05"

    found = graded(project, tmp_path)

    assert not found.shown["M2"]
    assert found.comparisons == ()


def test_thirty_days_are_enough(tmp_path):
    project = SyntheticProject()
    project.document["practice"]["start"] = "2024-09-04"

    assert graded(project, tmp_path).shown["M2"]


def test_a_claimed_decrease_is_shown_by_a_decrease(tmp_path):
    project = SyntheticProject()
    assayed(project, "cue", project_end=0.30, others=0.50, unit="1")
    project.document["practice"]["mechanism"] = {"cue": "decrease"}
    falling = graded(project, tmp_path / "falling")
    project.document["practice"]["mechanism"] = {"cue": "increase"}
    rising = graded(project, tmp_path / "rising")

    assert falling.shown["M3"]
    assert not rising.shown["M3"]
    (test,) = [item for item in falling.comparisons if item.assay == "cue"]
    assert test.sign == -1
    assert test.estimate.value == pytest.approx(-0.2, abs=0.01)


def test_a_mechanism_without_its_assay_is_not_shown(tmp_path):
    project = SyntheticProject()
    project.document["practice"]["mechanism"]["co2_fixation"] = "increase"

    found = graded(project, tmp_path)

    assert not found.shown["M3"]
    assert found.grade == "C"


def test_no_stated_mechanism_is_not_shown(tmp_path):
    project = SyntheticProject()
    project.document["practice"]["mechanism"] = {}

    assert not graded(project, tmp_path).shown["M3"]


def test_mineral_associated_carbon_shows_durability_where_necromass_cannot(tmp_path):
    project = SyntheticProject()
    without(project, "glucosamine", "muramic_acid")
    project.document["practice"]["mechanism"] = {"mbc": "increase"}
    assayed(project, "maoc", project_end=9.0, others=8.0, unit="g/kg")

    found = graded(project, tmp_path)

    assert (found.grade, found.comparisons[-1].test) == ("A", "M4")


def known(value):
    """Return a comparison whose effect is so many standard errors, known exactly."""
    term = Term(group="x", weight=1.0, mean=value, variance=1.0, df=math.inf)
    return Comparison(
        test="M2", assay="mbc", campaign=END, sign=1, scale="difference",
        estimate=Estimate((term,)), counts=(9, 9),
    )  # fmt: skip


def test_holm_by_hand():
    """Normal tails: 2.5 gives 0.006210, 2.0 gives 0.022750, 1.8 gives 0.035930.

    Three times the first, twice the second, the third once, and never below an
    earlier one: 0.018629, 0.045500, 0.045500.
    """
    found = _holm([known(1.8), known(2.5), known(2.0)], 0.05)

    assert [item.holm for item in found] == pytest.approx(
        [0.0455003, 0.0186290, 0.0455003], abs=1e-7
    )
    assert all(item.is_shown for item in found)


def test_holm_of_one_test_is_its_own_probability_and_never_above_one():
    assert _holm([known(1.0)], 0.05)[0].holm == pytest.approx(0.1586553, abs=1e-7)
    assert [item.holm for item in _holm([known(-1.0), known(-2.0)], 0.05)] == [1.0, 1.0]
    assert _holm([], 0.05) == []


def test_a_test_is_shown_at_its_level_and_not_above():
    (one,) = _holm([known(1.0)], 0.05)

    assert replace(one, holm=0.05).is_shown
    assert not replace(one, holm=0.0500001).is_shown
    assert not replace(one, holm=0.01, level=0.0).is_shown
    assert not replace(one, holm=0.0, level=0.0).is_shown


@pytest.mark.parametrize("method", METHODS)
def test_the_level_of_each_pack_shows_one_in_twenty_and_no_more(method):
    level = limits_of(pack(method).parameters).level
    (one,) = _holm([known(1.0)], level)

    assert replace(one, holm=0.05).is_shown
    assert not replace(one, holm=0.051).is_shown


@pytest.mark.parametrize("method", METHODS)
def test_every_test_of_an_account_has_the_level_of_its_pack(method, tmp_path):
    compared = SyntheticProject().account(tmp_path, method).microbial.comparisons

    assert {item.level for item in compared} == {0.05}


def test_copies_of_a_marker_are_compared_on_a_logarithmic_scale(tmp_path):
    project = SyntheticProject()
    for row in project.tables[MICROBES]:
        treated = row["role"] == "project" and row["campaign"] == END
        row["strain_marker"] = "99999" if treated else "9"

    (marker,) = [
        item
        for item in graded(project, tmp_path).comparisons
        if item.assay == "strain_marker"
    ]

    # log10(1 + 99999) - log10(1 + 9) = 5 - 1.
    assert (marker.scale, marker.estimate.value) == ("log10", pytest.approx(4.0))


def uniform_project():
    """Equal soil at all points: 2,500 t/ha in 0-20 cm, equal rises on project land."""
    project = SyntheticProject()
    for row in project.tables["lab/soil.csv"]:
        row["bd"] = "1.25"
    before = {"mbc": 300, "glucosamine": 800, "muramic_acid": 60}
    rise = {"mbc": 60, "glucosamine": 25, "muramic_acid": 4}
    for number, row in enumerate(project.tables[MICROBES]):
        treated = row["role"] == "project" and row["campaign"] == END
        for name, level in before.items():
            little = 0.001 * (number % 5) if row["campaign"] == END else 0.0
            row[name] = f"{level + treated * rise[name] + little:.3f}"
    return project


def test_the_share_of_the_gain_by_hand(tmp_path):
    """Bacterial: 45 x 4 = 180 mg/kg. Fungal: 9 (25 - 1.426342 x 4) = 173.652 mg/kg.
    Living: 60 mg/kg. Each times 2,500 t/ha and 1e-6."""
    share = graded(uniform_project(), tmp_path).share

    parts = {item.name: item.estimate.value for item in share.parts}
    assert parts == {
        "bacterial_necromass": pytest.approx(0.45, abs=2e-3),
        "fungal_necromass": pytest.approx(0.43413, abs=2e-3),
        "mbc": pytest.approx(0.15, abs=2e-3),
    }
    assert share.depth == (0.0, 20.0)
    assert share.total == pytest.approx(math.fsum(parts.values()), rel=1e-12)


def test_factors_known_within_a_factor_of_two_widen_the_interval(tmp_path):
    """95 of 100 factors lie between a half and the double, so 90 of 100 between
    2^-0.8392 and 2^0.8392, that is 0.559 and 1.789 times the centre."""
    share = graded(uniform_project(), tmp_path).share

    (bacterial,) = [item for item in share.parts if item.name == "bacterial_necromass"]
    low, high = (bound / bacterial.estimate.value for bound in bacterial.interval)
    assert low == pytest.approx(0.559, rel=0.05)
    assert high == pytest.approx(1.789, rel=0.05)


def test_the_gain_of_the_assayed_layer_by_hand(tmp_path):
    """Project 1.2 g/kg at the surface falls to 2/3 of it at 10-20 cm, control 0.1:
    1,250 t/ha times (1.1 + 0.7333) g/kg, apart from the deviations of the points."""
    project = uniform_project()
    for row in project.tables["lab/soil.csv"]:
        top = int(row["top"])
        treated = row["role"] == "project"
        rise = (1.2 if treated else 0.1) * (1 - top / 30) * (row["campaign"] == END)
        row["soc"] = f"{14 - top / 5 + rise:.6f}"

    share = graded(project, tmp_path).share

    assert share.gain.value == pytest.approx(1.25 * 1.1 * 5 / 3, rel=1e-4)
    assert share.as_json()["agreement"] == "agrees"
    assert share.as_json()["share"] == pytest.approx(share.total / share.gain.value)


def test_no_gain_is_told_and_shows_no_durability(tmp_path):
    project = SyntheticProject(gain=-1.0, control_gain=0.1)

    found = graded(project, tmp_path)

    assert found.share.agreement == "no_gain"
    assert not found.shown["M4"]
    assert found.share.as_json()["share"] is None


def test_more_microbial_carbon_than_gain_exceeds_it(tmp_path):
    project = SyntheticProject(gain=0.25, control_gain=0.1, spread=0.02)
    for row in project.rows(MICROBES, role="project", campaign=END):
        row["muramic_acid"] = f"{float(row['muramic_acid']) + 60:.3f}"

    assert graded(project, tmp_path).share.agreement == "exceeds"


def test_a_single_campaign_has_no_share_and_compares_the_end(tmp_path):
    project = SyntheticProject()
    project.drop(MICROBES, campaign=START)

    found = graded(project, tmp_path)

    assert found.share is None
    assert {item.campaign for item in found.comparisons} == {END}


def test_the_record_prints_every_test_with_effect_and_interval(tmp_path):
    record = graded(SyntheticProject(), tmp_path).as_json()

    assert record["tests_made"] == len(record["tests"]) == 3
    for test in record["tests"]:
        low, high = test["interval"]
        assert low < test["effect"] < high
        assert test["probability"] <= test["probability_holm"] <= 1
        assert set(test["name"]) == {"en", "zh"}


def test_a_label_in_hundred_millions_is_a_label_in_units(tmp_path):
    """2 亿/g on the label is 200,000,000 CFU/g; 3.3 亿/g is more than was counted."""
    project = SyntheticProject()
    label = project.document["practice"]["product"]["labelled_count"]
    label.update(value="2", unit="10*8.[CFU]/g")
    enough = graded(project, tmp_path / "enough")
    label.update(value="3.3")
    less = graded(project, tmp_path / "less")

    assert enough.identity["viable_count"]
    assert not less.identity["viable_count"]


def test_a_liquid_product_is_held_to_its_label_per_millilitre(tmp_path):
    project = SyntheticProject()
    product = project.document["practice"]["product"]
    for name in ("labelled_count", "legal_minimum"):
        product[name] = {"value": "200000000", "unit": "[CFU]/mL"}
    solid = graded(project, tmp_path / "solid")
    rule = {"is": "viable_count_liquid", "unit": "[CFU]/mL"}
    project.map_column(PRODUCT, "cfu", **rule)
    liquid = graded(project, tmp_path / "liquid")

    assert not solid.identity["viable_count"]
    assert liquid.identity["viable_count"]


def without_rules(name):
    """Return limits and rules of the unified method, one of them left unsaid."""
    method = pack(MCS)
    parameters = {key: item for key, item in method.parameters.items() if key != name}
    return parameters, replace(
        method.microbial, **({name: ()} if name in RULES else {})
    )


RULES = ("establishment", "mechanism", "eligible", "labelled")


@pytest.mark.parametrize(
    ("name", "grade", "eligible", "label"),
    [
        ("", "A", True, "microbial"),
        ("labelled", "A", True, ""),
        ("eligible", "A", False, "microbial"),
        ("establishment", "D", False, ""),
        ("mechanism", "C", True, ""),
        ("least_microbial_values", "D", False, ""),
        ("microbial_significance", "D", False, ""),
        ("establishment_days", "D", False, ""),
        ("microbial_draws", "B", True, "microbial"),
        ("necromass_spread", "B", True, "microbial"),
    ],
)
def test_what_a_method_leaves_unsaid_shows_nothing(
    name, grade, eligible, label, tmp_path
):
    account = SyntheticProject().account(tmp_path)

    found = microbial_evidence(account.evidence, account.run, *without_rules(name))

    assert (found.grade, found.is_eligible, found.label) == (grade, eligible, label)


@pytest.mark.parametrize(("grades", "refused"), [(("A",), False), (("B", "C"), True)])
def test_a_grade_that_the_method_does_not_take_refuses(grades, refused, tmp_path):
    account = SyntheticProject().account(tmp_path)
    (rule,) = [item for item in account.pack.conditions if item.id == "C6"]
    facts = SimpleNamespace(
        microbial={**account.microbial.as_json(), "eligible": "A" in grades}
    )

    outcome = rule.assess(facts, {}, account.pack.parameters)

    assert (outcome.result == "not_met") is refused


@pytest.mark.parametrize("level", [0.9, 0.8])
def test_a_record_names_the_level_of_its_intervals(tmp_path, level):
    account = SyntheticProject(points=4, controls=4).account(tmp_path)
    held = account.pack.parameters
    own = replace(held["microbial_confidence"], value=str(level))

    found = microbial_evidence(
        account.evidence,
        account.run,
        {**held, "microbial_confidence": own},
        account.pack.microbial,
    ).as_json()

    assert {item["confidence"] for item in found["tests"]} == {level}
    assert found["share_of_gain"]["confidence"] == level


def test_a_lower_level_gives_narrower_intervals_and_says_so(tmp_path):
    account = SyntheticProject(points=4, controls=4).account(tmp_path)
    held = account.pack.parameters
    widths = []
    for level in ("0.8", "0.9"):
        own = replace(held["microbial_confidence"], value=level)
        (first, *_) = microbial_evidence(
            account.evidence,
            account.run,
            {**held, "microbial_confidence": own},
            account.pack.microbial,
        ).as_json()["tests"]
        widths.append(first["interval"][1] - first["interval"][0])

    assert widths[0] < widths[1]


def assayed_land(weights):
    """Return ten points at 0.8 and two at 0.1 on project land, none at 0 on control."""
    strata = {f"A{n}": "A" for n in range(10)} | {f"B{n}": "B" for n in range(2)}
    control = {f"C{name}": "A" for name in "12"} | {f"D{name}": "B" for name in "12"}
    return (
        Assays(
            {}, (), {}, {}, strata={**strata, **control},
            weights={"project": weights, "control": weights},
        ),
        {name: {"A": 0.8, "B": 0.1}[stratum] for name, stratum in strata.items()},
        dict.fromkeys(control, 0.0),
    )  # fmt: skip


def test_assays_are_weighted_by_area_by_hand():
    """Unified method, section 4: 10 ha at 0.8 and 190 ha at 0.1 are
    (8 + 19) / 200 = 0.135; unweighted (8 + 0.2) / 12 = 0.683."""
    found, project, control = assayed_land({"A": 10 / 200, "B": 190 / 200})

    assert found.contrast(project, control, 2).value == pytest.approx(0.135, abs=1e-12)
    assert math.fsum(project.values()) / 12 == pytest.approx(0.683, abs=5e-4)


@pytest.mark.parametrize(("lost", "weight"), [("B0", 0.95), ("D1", 0.95), ("", "nan")])
def test_a_stratum_without_values_or_area_shows_nothing(lost, weight):
    found, project, control = assayed_land({"A": 0.05, "B": float(weight)})
    project.pop(lost, None)
    control.pop(lost, None)

    assert found.contrast(project, control, 2) is None


def test_the_weights_are_those_of_the_strata_by_area(tmp_path):
    """100 ha of which S2 has a quarter; one control that serves both stands for all."""
    project = SyntheticProject(strata={"S1": 75.0, "S2": 25.0})
    own = project.evidence(tmp_path / "own")
    for place, area in enumerate(("30", "70")):
        for listed in (project.document["strata"], project.plan["strata"]):
            listed[place]["area_ha"] = area
    project.document["strata"][1]["controls"] = "S1"
    project.plan["points"] = [
        item
        for item in project.plan["points"]
        if (item["stratum"], item["role"]) != ("S2", "control")
    ]
    shared = project.evidence(tmp_path / "shared")

    assert area_weights(own) == {
        "project": {"S1": 0.75, "S2": 0.25}, "control": {"S1": 0.75, "S2": 0.25},
    }  # fmt: skip
    assert area_weights(shared) == {
        "project": {"S1": 0.3, "S2": 0.7}, "control": {"S1": 1.0},
    }  # fmt: skip


@pytest.mark.parametrize("is_assayed", [True, False])
def test_an_older_assay_shows_nothing_of_a_later_period(tmp_path, is_assayed):
    """Bug: the second account kept grade A on results of the first one's campaign."""
    first = first_record(tmp_path / "1")
    project = continued(planned_twice())
    if not is_assayed:
        project.drop(MICROBES, campaign=LATER)
    put(project, tmp_path / "2", first)
    (found,) = accounts(read_as(project, tmp_path / "2"), [MCS])

    shown = found.microbial.shown
    assert shown["M1"]
    assert shown["M2"]
    assert (shown["M3"], shown["M4"]) == (is_assayed, is_assayed)
    assert (found.microbial.grade == "A") is is_assayed
