"""The account as a record: canonical, decimal text, every condition and figure."""

import json
import re
from types import SimpleNamespace

import pytest

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.account_record import (
    account_record,
    account_set,
)
from edaphon.accounting.decimal_texts import number, text_of
from edaphon.accounting.trace import text
from edaphon.kernel import canonical
from tests.synthetic_documents import MCS, METHODS, SOIL, VM0042
from tests.synthetic_project import SyntheticProject

DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Accounts of one evidence under both methods."""
    evidence = SyntheticProject().evidence(tmp_path_factory.mktemp("both"))
    return accounts(evidence, METHODS)


def floats(value, path=""):
    """Yield the path of every float of a record."""
    if isinstance(value, float):
        yield path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from floats(item, f"{path}/{key}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from floats(item, f"{path}/{place}")


def test_the_record_is_canonical_and_holds_no_float(both):
    record = account_set(both)

    assert list(floats(record)) == []
    assert canonical.loads(canonical.dumps(record), file="account.json") == record


def test_figures_are_decimal_text_with_clause_and_mark(both):
    for account in both:
        figures = account_record(account)["figures"]

        assert len(figures) > 15
        for figure in figures:
            assert DECIMAL.fullmatch(figure["value"]), figure["name"]
            assert set(figure["title"]) == {"en", "zh"}
            assert figure["source"]
            assert figure["mark"] in {"P", "S", "M", "D", "V"}


def test_units_are_integers_and_vintages_and_labels_add_up_to_them(both):
    for account in both:
        record = account_record(account)

        assert isinstance(record["units"], int)
        assert record["units"] == sum(item["units"] for item in record["vintages"])
        assert record["units"] == sum(record["labels"].values())
        assert record["computed_units"] == str(record["units"])


def test_the_waterfall_ends_at_the_units(both):
    for account in both:
        bars = account_record(account)["waterfall"]

        total = sum(float(bar["value"]) for bar in bars)
        assert total == pytest.approx(account.units, abs=1e-3)


def test_every_condition_is_printed_with_its_clause_in_both_languages(both):
    for account in both:
        conditions = account_record(account)["conditions"]

        assert [item["id"] for item in conditions] == [
            item.id for item in account.pack.conditions
        ]
        assert all(item["source"] for item in conditions)
        assert all(item["found"]["zh"] != item["found"]["en"] for item in conditions)


def test_parameters_come_with_reference_and_locator(both):
    for account in both:
        parameters = account_record(account)["parameters"]

        assert [item["id"] for item in parameters] == sorted(
            item["id"] for item in parameters
        )
        assert all(item["reference"] and item["locator"] for item in parameters)


def test_groups_count_points_and_stocks(both):
    (group, *_) = account_record(both[0])["groups"]

    assert group["label"] == "S1 project"
    assert (group["profiles_start"], group["stocks_end"]) == (6, 6)
    assert group["change_freedom"] == "5.000000"


def test_a_figure_that_is_not_known_is_null_and_says_what_it_lacks(tmp_path):
    project = SyntheticProject()
    del project.document["permanence"]

    record = account_record(project.account(tmp_path, VM0042))

    (buffer,) = [item for item in record["figures"] if item["name"] == "removal_buffer"]
    assert buffer["value"] is None
    assert "risk_internal" in record["lacking"]["units"]
    assert record["status"] == "refused"
    assert canonical.dumps(record)


def test_the_fixed_depth_change_is_told_even_without_equal_soil_mass(tmp_path):
    project = SyntheticProject()
    for top in ("10", "20", "30"):
        project.drop(SOIL, top=top)
    for row in project.rows(SOIL, top="0"):
        row["bottom"] = "30"
    project.plan["layers"] = [["0", "30"]]

    record = account_record(project.account(tmp_path, VM0042))

    low, value, high = (
        float(record["fixed_depth"][name]) for name in ("low", "value", "high")
    )
    assert record["status"] == "refused"
    assert low < value < high


@pytest.mark.parametrize(
    ("value", "decimals", "direction", "text"),
    [
        (0.125, 2, "half_even", "0.12"),
        (0.121, 2, "up", "0.13"),
        (0.129, 2, "down", "0.12"),
        (-0.001, 2, "half_even", "0.00"),
        (1e20, 0, "half_even", "100000000000000000000"),
        (float("nan"), 2, "half_even", None),
        (float("inf"), 2, "half_even", None),
    ],
)
def test_text_of_a_number(value, decimals, direction, text):
    assert text_of(value, decimals, direction) == text


def lines(account):
    """Return the lines of a trace as the bundle holds them."""
    return [json.loads(line) for line in text(account)]


def test_the_trace_lists_axes_then_inputs_and_steps_in_order(both):
    for account in both:
        found = lines(account)

        kinds = [line["kind"] for line in found]
        first = kinds.index("input")
        assert set(kinds[:first]) == {"axis"}
        assert set(kinds[first:]) == {"input", "step"}
        steps = found[first:]
        assert [line["step"] for line in steps] == list(range(1, len(steps) + 1))


def test_a_step_comes_after_the_steps_it_rests_on(both):
    for account in both:
        seen = set()
        names = {step["name"] for step in lines(account)}
        for line in lines(account):
            if line["kind"] != "axis":
                inputs = {item["from"] for item in line.get("inputs", [])} & names
                assert inputs <= seen, line["name"]
                seen.add(line["name"])


def test_a_traced_value_has_fifteen_digits():
    assert number(1 / 3) == 0.333333333333333
    assert number(float("nan")) is None


def after_the_point(texts):
    """Return how many digits stand after the point, of all texts."""
    return {len(text.partition(".")[2]) for text in texts if text is not None}


def test_the_record_says_years_in_millionths_and_depth_in_whole_centimetres(both):
    record = account_set(both)

    assert after_the_point([record["years"]]) == {6}
    assert record["depth_cm"] == "30"


def test_measured_values_have_six_decimals(both):
    for account in both:
        record = account_record(account)
        apart = record["interpolation"]
        texts = [apart["mean_difference"], apart["largest_difference"]]
        texts += [bar["value"] for bar in record["waterfall"]]
        texts += [row["mean_change"] for row in record["groups"]]
        texts += list(record["equal_mass"].values())

        assert after_the_point(texts) == {6}


def test_a_project_is_synthetic_only_when_it_says_so(tmp_path):
    project = SyntheticProject()
    project.document.pop("synthetic", None)
    silent = project.account(tmp_path / "silent")
    project.document["synthetic"] = True
    stated = project.account(tmp_path / "stated")

    assert account_set([silent])["project"]["synthetic"] is False
    assert account_set([stated])["project"]["synthetic"] is True


def test_the_uncertainty_of_a_figure_is_that_of_its_own_step(both):
    for account in both:
        steps = account.run.steps
        errors = {
            name: f"{steps[f'{name}_error'].scalar:.6f}"
            for name in account.pack.figures
            if f"{name}_error" in steps and steps[f"{name}_error"].over == "account"
        }
        rows = account_record(account)["figures"]

        assert {
            row["name"]: row["uncertainty"] for row in rows if row["uncertainty"]
        } == errors


def test_campaign_errors_are_told_by_the_method_that_takes_them(both):
    found = {
        item["method"]["id"]: item["campaign_errors"]
        for item in account_set(both)["accounts"]
    }

    assert found[VM0042] is None
    assert found[MCS] == {
        "archived": 0,
        "laboratory": "0.015000",
        "bulk_density": "0.020000",
        "shift": "1.000000",
        "shift_error": "0.000000",
        "laboratory_correlation": "0.000000",
        "density_correlation": "0.000000",
    }


@pytest.mark.parametrize(
    ("computed", "status", "units"),
    [
        (1.0, "credited", 1),
        (0.0, "deficit", 0),
        (-1.0, "deficit", 0),
        (float("nan"), "refused", 0),
    ],
)
def test_one_unit_is_credited_and_none_is_a_deficit(computed, status, units):
    account = Account(
        pack=SimpleNamespace(document={"summary": {"units": "units"}}),
        evidence=None,
        settings={},
        run=SimpleNamespace(value={"units": computed}.get),
        assessed=(),
        microbial=None,
        ruling=None,
    )

    assert (account.status, account.units) == (status, units)
