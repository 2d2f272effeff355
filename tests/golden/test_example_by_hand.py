"""The whole example worked by hand: soil, sources, net, units, under both methods.

Golden values come from ``by_hand``, which shares no formula with the program: they
follow from the texts of the methods, the factors they print and the raw files.
"""

import csv
import json
import math
from dataclasses import replace
from functools import cache

import pytest
from scipy.stats import chi2
from scipy.stats import t as student

from edaphon.accounting import account as account_module
from edaphon.accounting.account import Account, accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import gather
from edaphon.kernel.errors import EdaphonError
from edaphon.methods import pack
from tests.conftest import ROOT
from tests.golden import by_hand as hand
from tests.golden.by_hand import CO2, DAYS, SIDES, STRATA, YEARS

PROJECT = ROOT / "examples" / "huang-huai"
METHODS = MCS, VM0042 = ("edaphon.mcs/1.0", "verra.vm0042/2.2")

LAST_DIGIT = 1e-6
"""A record prints six decimals, some of them rounded up or down."""

N2O = 44 / 28 * 265


@cache
def evidence():
    return gather(PROJECT)[0]


@cache
def both() -> tuple[Account, ...]:
    return accounts(evidence(), METHODS)


def of(method: str) -> Account:
    return both()[METHODS.index(method)]


@cache
def record(method: str) -> dict:
    return account_set(both())["accounts"][METHODS.index(method)]


def check(method: str, figure: str, expected: float) -> None:
    """Compare a figure in full precision, and as the record prints it."""
    printed = {item["name"]: item["value"] for item in record(method)["figures"]}

    assert of(method).run.value(figure) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert float(printed[figure]) == pytest.approx(expected, abs=LAST_DIGIT, rel=0)


@cache
def soil():
    """Return cores and the place of each point."""
    table = evidence().observations
    return hand.cores(table), hand.places(table)


@cache
def areas() -> dict[str, float]:
    """Return project areas [ha], each parcel to a square metre."""
    features = json.loads((PROJECT / "fields.geojson").read_text("utf-8"))["features"]
    total = dict.fromkeys(STRATA, 0.0)
    for feature in features:
        if feature["properties"]["kind"] == "parcel":
            ring = feature["geometry"]["coordinates"][0]
            area = round(hand.ellipsoid_area(ring), 4)
            total[feature["properties"]["stratum"]] += area
    return {name: round(area, 4) for name, area in total.items()}


@cache
def groups(what: str = "equal_mass"):
    found, where = soil()
    return hand.by_group(hand.differences(found, where, what), where)


def shared(name: str) -> float:
    """Return the drawn variance; its size is checked against a first-order estimate."""
    return of(MCS).run.value(f"shared_variance_{name}")


@cache
def bounds() -> tuple[hand.Bound, hand.Bound]:
    """Return difference and gain of the unified method."""
    return (
        hand.bound(groups(), areas(), SIDES, shared("difference")),
        hand.bound(groups(), areas(), ("project",), shared("gain")),
    )


def test_areas_on_the_ellipsoid():
    assert {name: float(area) for name, area in evidence().areas.items()} == areas()


@pytest.mark.parametrize("method", METHODS)
def test_stock_of_every_core_at_equal_soil_mass(method):
    found, where = soil()
    run = of(method).run
    ends = run.axes.attribute("profile", "campaign_id")
    labels = [label.split()[0] for label in run.axes["profile"].labels]
    stocks = dict(zip(zip(labels, ends, strict=True), run.values("stock"), strict=True))
    expected = {
        (point, campaign): core.stock(hand.REFERENCE_MASS[where[point][0]])
        for (point, campaign), core in found.items()
    }

    assert len(stocks) == 103
    assert stocks == pytest.approx(expected, rel=1e-9)


COLUMNS = {
    "equal_mass": ("mean_change", "change_variance", "change_freedom"),
    "fixed_depth": ("mean_fixed_depth_change", "fixed_depth_change_variance",
                    "fixed_depth_change_freedom"),
    "deeper": ("mean_deep_change", "deep_change_variance", "deep_change_freedom"),
}  # fmt: skip


@pytest.mark.parametrize("what", COLUMNS)
def test_means_and_variances_of_the_groups(what):
    names, run = COLUMNS[what], of(MCS).run
    rows = {(row["stratum"], row["role"]): row for row in record(MCS)["groups"]}
    for place, (key, row) in enumerate(rows.items()):
        item = groups(what)[key]
        for name, expected in zip(
            names, (item.mean, item.variance, item.freedom), strict=True
        ):
            assert run.values(name)[place] == pytest.approx(expected, rel=1e-9)
            assert float(row[name]) == pytest.approx(expected, abs=LAST_DIGIT)

    assert len(rows) == 6
    assert rows["S2", "project"]["change_freedom"] == "12.000000"


@pytest.mark.parametrize(
    ("name", "sides"), [("difference", SIDES), ("gain", ("project",))]
)
def test_shared_errors_are_what_first_order_says(name, sides):
    draws = of(MCS).run.axes.size("draw")
    ratio = shared(name) / hand.shared_variance(*soil(), areas(), sides)

    # A variance of 2,000 draws lies in this range in 99 of 100 seeds.
    low, high = chi2.ppf((0.005, 0.995), draws - 1) / (draws - 1)
    assert draws == 2000
    assert low < ratio < high


def with_draws(value):
    """Return the method with another number of draws, None for none stated."""
    method = pack(MCS)
    own = {k: v for k, v in method.parameters.items() if k != "shared_error_draws"}
    if value is not None:
        own |= {
            "shared_error_draws": replace(
                method.parameters["shared_error_draws"], value=value
            )
        }
    return replace(method, parameters=own)


def test_a_method_that_does_not_say_how_often_it_draws_is_refused(monkeypatch):
    monkeypatch.setattr(account_module, "accountable", lambda _id: with_draws(None))

    with pytest.raises(EdaphonError) as refusal:
        accounts(evidence(), [MCS])

    assert [item.code for item in refusal.value.problems] == ["PARAMETER_MISSING"]
    assert "shared_error_draws" in refusal.value.problems[0].text("zh")


def test_more_draws_of_the_shared_errors_settle_on_first_order(monkeypatch):
    monkeypatch.setattr(account_module, "accountable", lambda _id: with_draws("4000"))

    run = accounts(evidence(), [MCS])[0].run

    assert run.axes.size("draw") == 4000

    for name, sides in (("difference", SIDES), ("gain", ("project",))):
        variance = run.value(f"shared_variance_{name}")
        expected = hand.shared_variance(*soil(), areas(), sides)
        assert variance == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize(("place", "name"), [(0, "difference"), (1, "gain")])
def test_difference_and_gain_with_error_freedom_and_bound(place, name):
    item = bounds()[place]

    check(MCS, name, item.value)
    check(MCS, f"{name}_error", item.error)
    check(MCS, f"{name}_freedom", item.freedom)
    check(MCS, f"{name}_bound", item.lower)


def test_fixed_depth_change_with_its_interval():
    whole = sum(areas().values())
    share = {
        (h, side): (1 if side == "project" else -1) * areas()[h] / whole
        for h in STRATA
        for side in SIDES
    }
    fixed = groups("fixed_depth")
    value = sum(share[key] * item.mean for key, item in fixed.items())
    terms = [(share[k] ** 2 * item.variance, item.freedom) for k, item in fixed.items()]
    freedom = hand.satterthwaite(terms)
    half = student.ppf(0.975, freedom) * math.sqrt(sum(term for term, _ in terms))
    expected = {
        "value": value, "low": value - half, "high": value + half, "freedom": freedom,
    }  # fmt: skip

    for method in METHODS:
        printed = record(method)["fixed_depth"]
        found = {name: float(text) for name, text in printed.items()}
        assert found == pytest.approx(expected, abs=LAST_DIGIT)


def test_no_significant_loss_below_thirty_centimetres():
    deeper = groups("deeper")
    value = sum(
        areas()[h] * (deeper[h, "project"].mean - deeper[h, "control"].mean)
        for h in STRATA
    )
    terms = [(areas()[h] ** 2 * g.variance, g.freedom) for (h, _), g in deeper.items()]
    error = math.sqrt(sum(term for term, _ in terms))
    upper = value + student.ppf(0.9, hand.satterthwaite(terms)) * error

    assert upper > 0
    check(MCS, "deep_loss", 0.0)


@cache
def sources() -> dict[str, dict[str, float]]:
    """Return yearly emissions by source and scenario [t CO2e/a].

    Fuel at 0.002886 t/L. Nitrogen falls, so every factor stands at its low end:
    dry climate 0.000, volatilised 0.02 x 0.002, leached (irrigated) 0.01 x 0.000.
    """
    table = evidence().observations
    roles = ("baseline", "project")
    fuel = {role: hand.yearly(table, "diesel_used", role) * 0.002886 for role in roles}
    low = 0.000 + 0.02 * 0.002 + 0.01 * 0.000
    nitrogen = {
        role: hand.yearly(table, "synthetic_n_applied", role) * low * N2O
        for role in roles
    }
    assert nitrogen["project"] < nitrogen["baseline"]
    return {"fuel": fuel, "nitrogen": nitrogen}


@cache
def product() -> float:
    """Return the product applied over the period [t]."""
    return hand.yearly(evidence().observations, "product_applied", "project") * 3 / 1000


def increase(source: str) -> float:
    found = sources()[source]
    return max(0.0, found["project"] - found["baseline"]) * YEARS


def test_emission_increases_at_the_conservative_end():
    # The maker states 0.7 to 1.0 kg CO2e a kilogram: the upper end counts.
    made = product() * 1.0

    check_step(MCS, "fuel_increase", increase("fuel"))
    check_step(MCS, "n2o_soil_increase", 0.0)
    check_step(MCS, "product_increase", made)
    check(MCS, "emission_increases", increase("fuel") + made)


def check_step(method: str, name: str, expected: float) -> None:
    found = of(method).run.value(name)

    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def carrier() -> float:
    """Return the carbon of the granules, 18 % of them [t C]; 6.5 t is stated."""
    return max(6.5, product() * 0.18)


def test_leakage_is_what_the_carbon_of_the_granules_would_have_kept_elsewhere():
    book = (PROJECT / "activity" / "产量.csv").read_text("gb18030")
    yields = {
        (stratum, year, crop, land): float(amount)
        for stratum, land, year, crop, amount in list(csv.reader(book.splitlines()))[1:]
    }
    ratios = [
        amount / yields[*place, "对照地"]
        for (*place, land), amount in yields.items()
        if land == "项目地"
    ]

    assert len(ratios) == 18
    assert min(ratios) > 1.0
    assert sum(ratios) / len(ratios) - 1 == pytest.approx(0.023, abs=5e-4)
    check(MCS, "project_import", carrier())
    check(MCS, "contrast_import", carrier())
    check(MCS, "leakage", carrier() * 0.12 * CO2)
    check(VM0042, "leakage", carrier() * 0.12 * CO2 / YEARS)


@cache
def unified() -> dict[str, float]:
    """Return equations 6 and 9 to 11; the rating of 13 % is below the least of 20 %."""
    removal = CO2 * (min(item.lower for item in bounds()) - carrier())
    emissions = increase("fuel") + product() * 1.0
    net = removal - emissions - carrier() * 0.12 * CO2
    return {
        "soil_removal": removal,
        "net_removals": net,
        "buffer": 0.20 * net,
        "creditable": 0.80 * net,
        "units": float(math.floor(0.80 * net)),
    }


@pytest.mark.parametrize(
    "name", ["soil_removal", "net_removals", "buffer", "creditable", "units"]
)
def test_from_removal_to_units(name):
    check(MCS, name, unified()[name])


def test_units_of_the_unified_method_by_vintage():
    expected, before, passed = [], 0, 0
    for year, days in DAYS.items():
        passed += days
        through = math.floor(unified()["creditable"] * passed / 1080)
        expected.append({"year": year, "units": through - before})
        before = through

    assert record(MCS)["vintages"] == expected
    assert sum(item["units"] for item in expected) == unified()["units"]
    assert (record(MCS)["status"], record(MCS)["units"]) == ("credited", before)


@cache
def verra() -> dict[str, float]:
    """Return equations 46-47, 70-74, 44-45, 52-58, 37-43 and 75-79, in that order."""
    own, whole = groups(), sum(areas().values())
    soil_wp, soil_bsl = (
        CO2 * sum(areas()[h] * own[h, side].mean for h in STRATA) / YEARS
        for side in SIDES
    )
    spread = sum(areas()[h] ** 2 * item.variance for (h, _), item in own.items())
    variance = CO2**2 * spread / whole**2
    mean = (soil_wp - soil_bsl) / whole
    error = math.sqrt(variance) / YEARS
    freedom = sum(own[h, "project"].freedom for h in STRATA)
    unc = error / abs(mean) * student.ppf(0.667, freedom)
    assert soil_wp >= soil_bsl > 0
    stock_wp, stock_bsl = soil_wp * (1 - unc), soil_bsl * (1 - unc)
    fall = sum(item["baseline"] - item["project"] for item in sources().values())
    removals = stock_wp - stock_bsl
    # Emissions rose, so that removals bear all that the carrier leaks.
    leaked = carrier() * 0.12 * CO2 / YEARS
    credit = removals * (1 - 0.13) - leaked
    return {
        "soil_change_project": soil_wp,
        "soil_change_baseline": soil_bsl,
        "mean_variance": variance,
        "freedom": freedom,
        "mean_removal": mean,
        "removal_error": error,
        "relative_error": error / abs(mean),
        "uncertainty": unc,
        "interval_half_width": error / abs(mean) * student.ppf(0.95, freedom),
        "stock_change_project": stock_wp,
        "stock_change_baseline": stock_bsl,
        "source_reductions": fall,
        "removal_indicator": 1.0,
        "reductions": fall,
        "removals": removals,
        "leakage": leaked,
        "net_reductions": fall,
        "net_removals": removals - leaked,
        "net_total": fall + removals - leaked,
        "buffer_rating": 0.13,
        "reduction_buffer": 0.0,
        "removal_buffer": removals * 0.13,
        "credit_reductions": fall,
        "credit_removals": credit,
        "credit_total": fall + credit,
    }


def test_vm0042_step_by_step():
    for name, expected in verra().items():
        check(VM0042, name, expected)


@pytest.mark.parametrize(
    ("step", "source"), [("fuel_reduction", "fuel"), ("soil_n2o_reduction", "nitrogen")]
)
def test_vm0042_reduction_of_a_source(step, source):
    found = sources()[source]

    check_step(VM0042, step, found["baseline"] - found["project"])


def test_vm0042_leakage_goes_to_the_positive_part():
    assert verra()["reductions"] < 0 < verra()["removals"]
    check_step(VM0042, "reduction_leakage", 0.0)
    check_step(VM0042, "removal_leakage", verra()["leakage"])


def test_vm0042_units_by_vintage():
    reduced, removed, total = (
        max(0.0, verra()[f"credit_{name}"])
        for name in ("reductions", "removals", "total")
    )
    expected = []
    for year, days in DAYS.items():
        share = days / 360
        most = math.floor(total * share)
        apart = math.floor(reduced * share) + math.floor(removed * share)
        expected.append({"year": year, "units": min(most, apart)})
    units = sum(item["units"] for item in expected)

    assert record(VM0042)["vintages"] == expected
    assert record(VM0042)["units"] == units
    assert record(VM0042)["labels"] == {"removals": units, "reductions": 0}
    assert record(MCS)["units"] <= units
