"""Stock changes of groups and strata, with intervals, from an account's record."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from edaphon.accounting import Account, interval_record

Record = dict[str, Any]

EQUAL_MASS = ("mean_change", "change_variance", "change_freedom")
FIXED_DEPTH = (
    "mean_fixed_depth_change", "fixed_depth_change_variance",
    "fixed_depth_change_freedom",
)  # fmt: skip

CARBON_TO_CO2 = Decimal(44) / Decimal(12)


def change_rows(account: Account, groups: Sequence[Mapping[str, Any]]) -> list[Record]:
    """Return change with 95 % interval, per group and per stratum against control.

    Parameters
    ----------
    account
        For the strata and which control serves which.
    groups
        The groups of the account's record.

    Returns
    -------
    list of dict
        ``what`` is ``group`` or ``difference``; changes in t C ha-1, at equal soil
        mass and at fixed depth, each with ``value``, ``low``, ``high``, ``freedom``.
    """
    rows = [
        {
            "what": "group",
            "stratum": item["stratum"],
            "role": item["role"],
            "equal_mass": _interval([item], EQUAL_MASS),
            "fixed_depth": _interval([item], FIXED_DEPTH),
        }
        for item in groups
    ]
    return [*rows, *_differences(account, groups)]


def _differences(account: Account, groups: Sequence[Mapping[str, Any]]) -> list[Record]:
    by_key = {(item["stratum"], item["role"]): item for item in groups}
    rows = []
    for item in account.evidence.project.document["strata"]:
        name = str(item["id"])
        project = by_key.get((name, "project"))
        control = by_key.get((str(item.get("controls", name)), "control"))
        if project is not None and control is not None:
            pair = [project, control]
            rows.append(
                {
                    "what": "difference",
                    "stratum": name,
                    "role": "difference",
                    "equal_mass": _interval(pair, EQUAL_MASS),
                    "fixed_depth": _interval(pair, FIXED_DEPTH),
                }
            )
    return rows


def _interval(
    items: Sequence[Mapping[str, Any]], names: tuple[str, str, str]
) -> Record | None:
    """Return the interval of a mean, or of the first less the second; None unknown."""
    columns = [[item.get(name) for item in items] for name in names]
    if any(value is None for column in columns for value in column):
        return None
    means, variances, freedoms = (
        [float(value or 0) for value in column] for column in columns
    )
    if any(freedom <= 0 for freedom in freedoms):
        return None
    return interval_record(
        means, variances, freedoms, [1.0, -1.0][: len(items)], area=1.0
    )


def scenario_totals(groups: Sequence[Mapping[str, Any]]) -> dict[str, Decimal] | None:
    """Return the soil change of project and baseline over the period [t CO2e].

    The baseline is the control's change per hectare on the project's area. None
    when a group has no change at equal soil mass.
    """
    totals = {"project": Decimal(0), "control": Decimal(0)}
    for item in groups:
        if item["mean_change"] is None or item["group_area"] is None:
            return None
        change = Decimal(item["mean_change"]) * Decimal(item["group_area"])
        totals[item["role"]] += change * CARBON_TO_CO2
    return totals
