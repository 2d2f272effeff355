"""The whole example worked by hand: soil, sources, net, units, under both methods.

Golden values come from ``by_hand``, which shares no formula with the program: they
follow from the texts of the methods, the factors they print and the raw files.
"""

import csv
import json
import math
import statistics
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from scipy.stats import chi2
from scipy.stats import t as student

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.account_record import account_set
from edaphon.accounting.gathering import gather
from tests.conftest import ROOT
from tests.golden import by_hand as hand
from tests.golden.by_hand import CO2, DAYS, PERIOD_DAYS, SIDES, STRATA, YEARS
from tests.plain_yaml import read_yaml

PROJECT = ROOT / "examples" / "huang-huai"
METHODS = MCS, VM0042 = ("edaphon.mcs/1.1", "verra.vm0042/2.2")

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
def fields() -> dict[str, str]:
    """Return the field of each control point: its parcel, by the plan."""
    plan = read_yaml(PROJECT / "plan/sampling.yaml")
    return {
        point["id"]: point["parcel"]
        for point in plan["points"]
        if point["role"] == "control"
    }


@cache
def masses() -> dict[str, tuple[float, float]]:
    """Return M* and M*_max of each stratum: lightest core of 2021, to 30 and 50 cm."""
    found, where = soil()
    first = {point: core for (point, turn), core in found.items() if turn == "2021"}
    of = {
        h: [core for point, core in first.items() if where[point][0] == h]
        for h in STRATA
    }
    return {
        h: (
            0.99 * min(core.between(0, 30)[0] for core in held),
            min(core.mass for core in held),
        )
        for h, held in of.items()
    }


@cache
def shift() -> tuple[float, float]:
    """Return the shift of the laboratory and its error, from archived samples."""
    pairs = hand.archived(evidence().observations)
    ratios = [again / first for first, again in pairs]
    assert len(pairs) == 46
    return (
        sum(again for _, again in pairs) / sum(first for first, _ in pairs),
        statistics.stdev(ratios) / math.sqrt(len(ratios)),
    )


@cache
def lighter(point: str) -> float:
    """Return the mass of the lighter core of a point, or of the only one."""
    found = soil()[0]
    return min(core.mass for (name, _), core in found.items() if name == point)


READ = {
    "credited": lambda core, h, _: core.monotone()(masses()[h][0]),
    "full": lambda core, _, point: core.monotone()(lighter(point)),
    "scheme": lambda core, h, _: core.natural()(hand.REFERENCE_MASS[h]),
    "fixed_depth": lambda core, *_: core.between(0, 30)[1],
}
"""Carbon of a core in its stratum, by what is read of it."""

SHIFTED = {"credited", "full"}


@cache
def stocks(what: str) -> dict[tuple[str, str], float]:
    """Return the stock of each core of a point that has both cores."""
    found, where = soil()
    return {
        (point, turn): float(READ[what](core, where[point][0], point))
        * (shift()[0] if what in SHIFTED and turn == "2021" else 1.0)
        for (point, turn), core in found.items()
        if (point, "2024") in found
    }


@cache
def groups(what: str = "credited", *, by_field: bool = True):
    found, where = stocks(what), soil()[1]
    changes = {
        point: found[point, "2024"] - value
        for (point, turn), value in found.items()
        if turn == "2021"
    }
    missing = {name for name, _ in soil()[0]} - set(changes)
    for point in missing:
        changes[point] = conservative(
            [value for name, value in changes.items() if where[name] == where[point]]
        )
    found = hand.by_group(changes, where, fields() if by_field else {})
    lost = Counter(where[point] for point in missing)
    return {
        group: replace(item, freedom=item.freedom - lost[group])
        for group, item in found.items()
    }


def conservative(others: list[float]) -> float:
    """Return the value of a missing point of project land, equation 2m."""
    count = len(others)
    spread = statistics.stdev(others) * math.sqrt(1 + 1 / count)
    return statistics.fmean(others) - student.ppf(0.99, count - 1) * spread


@cache
def verra_groups(what: str = "scheme"):
    """Return groups as VM0042 has them: every point for itself, no shift."""
    found, where = soil()
    read = READ[what]
    changes = {
        point: float(read(found[point, "2024"], where[point][0], point))
        - float(read(found[point, "2021"], where[point][0], point))
        for point, turn in found
        if turn == "2021" and (point, "2024") in found
    }
    return hand.by_group(changes, where, {})


def upper_bound(field: str) -> float:
    """Return a campaign error from the days that project.yaml lists."""
    runs = read_yaml(PROJECT / "project.yaml")["campaign_errors"][field]
    apart = [float(run["found"]) / float(run["known"]) - 1 for run in runs]
    squares = sum(value**2 for value in apart) / (len(runs) - 1)
    return math.sqrt(squares) * math.sqrt(
        (len(runs) - 1) / chi2.ppf(0.10, len(runs) - 1)
    )


@cache
def campaign_error(what: str, sides: tuple[str, ...]) -> float:
    """Return c of equation 4, rings and laboratory apart."""
    found, where = soil()
    held = stocks(what)
    total = {(name, turn): 0.0 for name in "BF" for turn in ("2021", "2024")}
    count = Counter(where[point] for point, turn in held if turn == "2021")
    for (point, turn), value in held.items():
        h, side = where[point]
        if side not in sides:
            continue
        core = found[point, turn]
        curve = core.natural() if what == "scheme" else core.monotone()
        mass = {
            "credited": masses()[h][0], "full": lighter(point),
            "scheme": hand.REFERENCE_MASS[h],
        }[what]  # fmt: skip
        slope = float(curve(mass, 1))
        if what != "scheme" and turn == "2021":
            slope *= shift()[0]
        weight = (1 if side == "project" else -1) * areas()[h] / count[h, side]
        total["B", turn] += weight * value
        total["F", turn] += weight * (value - mass * slope)
    b0, b1, f0, f1 = (total[name, turn] for name in "BF" for turn in ("2021", "2024"))
    laboratory, rings = upper_bound("laboratory"), upper_bound("bulk_density")
    return math.sqrt(
        laboratory**2 * (b1 - b0) ** 2
        + shift()[1] ** 2 * b0**2
        + rings**2 * (f1**2 + f0**2)
    )


@cache
def bounds() -> dict[str, hand.Bound]:
    """Return the five bounds of equation 6 by the name of what they bound."""
    return {
        name: hand.bound(groups(what), areas(), sides, campaign_error(what, sides))
        for name, what, sides in (
            ("difference", "credited", SIDES),
            ("gain", "credited", ("project",)),
            ("full_difference", "full", SIDES),
            ("full_gain", "full", ("project",)),
            ("scheme_difference", "scheme", SIDES),
        )
    }


def test_areas_on_the_ellipsoid():
    assert {name: float(area) for name, area in evidence().areas.items()} == areas()


@pytest.mark.parametrize(
    ("method", "quantity", "what"),
    [
        (MCS, "stock", "credited"), (MCS, "full_stock", "full"),
        (MCS, "scheme_stock", "scheme"), (VM0042, "stock", "scheme"),
    ],
)  # fmt: skip
def test_stock_of_every_core_at_equal_soil_mass(method, quantity, what):
    found, where = soil()
    run = of(method).run
    ends = run.axes.attribute("profile", "campaign_id")
    labels = [label.split()[0] for label in run.axes["profile"].labels]
    held = dict(zip(zip(labels, ends, strict=True), run.values(quantity), strict=True))
    expected = {
        (point, campaign): float(READ[what](core, where[point][0], point))
        for (point, campaign), core in found.items()
    }

    assert len(held) == 115
    assert held == pytest.approx(expected, rel=1e-9)


def test_masses_follow_from_the_lightest_cores():
    run = of(MCS).run
    for place, name in enumerate(run.axes["stratum"].labels):
        reference, full = masses()[name]
        assert run.values("reference_mass")[place] == pytest.approx(
            reference, rel=1e-12
        )
        assert run.values("full_mass")[place] == pytest.approx(full, rel=1e-12)


COLUMNS = {
    "credited": ("mean_change", "change_variance", "change_freedom"),
    "full": ("mean_full_change", "full_change_variance", "full_change_freedom"),
    "fixed_depth": ("mean_fixed_depth_change", "fixed_depth_change_variance",
                    "fixed_depth_change_freedom"),
}  # fmt: skip


@pytest.mark.parametrize("what", COLUMNS)
def test_means_and_variances_of_the_groups(what):
    names, run = COLUMNS[what], of(MCS).run
    rows = {(row["stratum"], row["role"]): row for row in record(MCS)["groups"]}
    for place, (key, row) in enumerate(rows.items()):
        item = (verra_groups if what == "fixed_depth" else groups)(what)[key]
        for name, expected in zip(
            names, (item.mean, item.variance, item.freedom), strict=True
        ):
            assert run.values(name)[place] == pytest.approx(expected, rel=1e-9)
            assert float(row[name]) == pytest.approx(expected, abs=LAST_DIGIT)

    assert len(rows) == 6
    assert rows["S2", "project"]["change_freedom"] == "12.000000"
    assert rows["S2", "control"]["change_freedom"] == "3.000000"


def test_the_witnessed_loss_enters_with_its_value_and_no_core_is_too_light():
    rows = record(MCS)["groups"]

    lost = {(row["stratum"], row["role"]): row["lost_fields"] for row in rows}
    assert lost.pop(("S2", "project")) == "1.000000"
    assert set(lost.values()) == {"0.000000"}
    assert [row["stocks_end"] for row in rows] == [10, 8, 13, 8, 10, 8]


def test_errors_of_a_whole_campaign():
    held = record(MCS)["campaign_errors"]

    assert float(held["laboratory"]) == pytest.approx(
        upper_bound("laboratory"), abs=LAST_DIGIT
    )
    assert float(held["bulk_density"]) == pytest.approx(
        upper_bound("bulk_density"), abs=LAST_DIGIT
    )
    assert float(held["shift"]) == pytest.approx(shift()[0], abs=LAST_DIGIT)
    assert float(held["shift_error"]) == pytest.approx(shift()[1], abs=LAST_DIGIT)
    assert (held["archived"], held["laboratory_correlation"]) == (46, "1.000000")


@pytest.mark.parametrize(
    "name",
    ["difference", "gain", "full_difference", "full_gain", "scheme_difference"],
)
def test_difference_and_gain_with_errors_freedom_and_bound(name):
    item = bounds()[name]

    check(MCS, name, item.value)
    check(MCS, f"{name}_error", item.error)
    check(MCS, f"{name}_freedom", item.freedom)
    check(MCS, f"{name}_campaign_error", item.campaign)
    check(MCS, f"{name}_bound", item.lower)


def test_fixed_depth_change_with_its_interval():
    whole = sum(areas().values())
    share = {
        (h, side): (1 if side == "project" else -1) * areas()[h] / whole
        for h in STRATA
        for side in SIDES
    }
    fixed = verra_groups("fixed_depth")
    for method in METHODS:
        value = sum(share[key] * item.mean for key, item in fixed.items())
        terms = [
            (share[k] ** 2 * item.variance, item.freedom) for k, item in fixed.items()
        ]
        freedom = hand.satterthwaite(terms)
        half = student.ppf(0.975, freedom) * math.sqrt(sum(term for term, _ in terms))
        expected = {
            "value": value, "low": value - half, "high": value + half,
            "freedom": freedom,
        }  # fmt: skip
        printed = record(method)["fixed_depth"]
        found = {name: float(text) for name, text in printed.items()}
        assert found == pytest.approx(expected, abs=LAST_DIGIT)


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
    """Return equations 6 and 10 to 12; the rating of 13 % is below the least of 20 %.

    Units are shared by the days of each year and rounded down in each.
    """
    removal = CO2 * (min(item.lower for item in bounds().values()) - carrier())
    emissions = increase("fuel") + product() * 1.0
    net = removal - emissions - carrier() * 0.12 * CO2
    return {
        "soil_removal": removal,
        "net_removals": net,
        "buffer": 0.20 * removal,
        "creditable": net - 0.20 * removal,
        "units": float(sum(by_year(net - 0.20 * removal).values())),
    }


def by_year(result: float) -> dict[str, int]:
    return {
        year: math.floor(result * days / PERIOD_DAYS) for year, days in DAYS.items()
    }


@pytest.mark.parametrize(
    "name", ["soil_removal", "net_removals", "buffer", "creditable", "units"]
)
def test_from_removal_to_units(name):
    check(MCS, name, unified()[name])


def test_units_of_the_unified_method_by_vintage():
    expected = by_year(unified()["creditable"])

    assert record(MCS)["vintages"] == [
        {"year": year, "units": units} for year, units in expected.items()
    ]
    assert record(MCS)["status"] == "credited"
    assert record(MCS)["units"] == sum(expected.values())


@cache
def verra() -> dict[str, float]:
    """Return equations 46-47, 70-74, 44-45, 52-58, 37-43 and 75-79, in that order."""
    own, whole = verra_groups(), sum(areas().values())
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
        share = YEARS * days / PERIOD_DAYS
        most = math.floor(total * share)
        apart = math.floor(reduced * share) + math.floor(removed * share)
        expected.append({"year": year, "units": min(most, apart)})
    units = sum(item["units"] for item in expected)

    assert record(VM0042)["vintages"] == expected
    assert record(VM0042)["units"] == units
    assert record(VM0042)["labels"] == {"removals": units, "reductions": 0}
    assert record(MCS)["units"] <= units
