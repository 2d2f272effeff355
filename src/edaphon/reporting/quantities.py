"""One method's account as the report shows it: figures, conditions, waterfall."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from edaphon.kernel.quantities import decimal_text, rounded
from edaphon.reporting.wording import Text, same, sided, text

Record = dict[str, Any]

WATERFALL_DECIMALS = 2

UNEXPLAINED = Decimal("0.05")
"""Largest difference that rounding one term for display can make [t CO2e]."""


def method_record(account: Mapping[str, Any], told: Mapping[str, Any]) -> Record:
    """Return everything the report says of one method.

    Parameters
    ----------
    account
        The method's account.
    told
        Description of the method: its edition, scope, equations and words.

    Returns
    -------
    dict
        The account's own record, with the edition, the words for its codes, where
        every figure comes from, sources by scenario, a waterfall that adds up as
        printed, and a summary by vintage.
    """
    chosen = chosen_equations(told["equations"], account["settings"])
    return {
        **account["method"],
        "slug": slug(account["method"]["id"]),
        "edition": told["scheme"],
        **{name: told[name] for name in TOLD},
        **{name: account[name] for name in OF_ACCOUNT},
        "status_text": status_text(account["status"]),
        "figures": [_figure(item, told, chosen) for item in account["figures"]],
        "waterfall": waterfall(account),
        "parameters": [_parameter(told, item) for item in account["parameters"]],
        "own_factors": [
            _own_factor(told, item) for item in account.get("own_factors", [])
        ],
        "emission_changes": account.get("emission_changes"),
    }


TOLD = ("conformity", "scope", "probability", "rounding", "not_covered")
"""What the report takes over from the description of a method."""

OF_ACCOUNT = (
    "settings", "status", "units", "computed_units", "labels", "label", "conditions",
    "lacking", "sources", "summary", "interpolation", "campaign_errors",
)  # fmt: skip
"""What the report takes over from an account."""


def chosen_equations(
    equations: Sequence[Mapping[str, Any]], settings: Mapping[str, str]
) -> dict[str, Mapping[str, Any]]:
    """Return one equation a name: the closest variant under these settings."""
    chosen: dict[str, Mapping[str, Any]] = {}
    for item in sorted(equations, key=lambda one: len(one["when"])):
        if item["when"].items() <= settings.items():
            chosen[item["name"]] = item
    return chosen


def slug(method_id: str) -> str:
    """Return a method id as part of an anchor."""
    return method_id.replace("/", "-").replace(".", "-")


def status_text(status: str) -> Text:
    """Return what an account's status means; never a claim that anyone checked it."""
    return {
        "credited": text("Account result (not verified): every condition holds."),
        "provisional": text(
            "Provisional account result (not verified): it carries no carbon units."
        ),
        "refused": text("Account result (not verified): nothing is counted."),
        "deficit": text(
            "Account result (not verified): a deficit, carried to the next account."
        ),
    }[status]


def _figure(
    item: Mapping[str, Any],
    told: Mapping[str, Any],
    chosen: Mapping[str, Mapping[str, Any]],
) -> Record:
    equation = chosen[item["name"]]
    return {
        **item,
        "formula": equation["formula"],
        "inputs": [_input(given, told, chosen) for given in equation["arguments"]],
    }


def _input(
    given: Mapping[str, Any],
    told: Mapping[str, Any],
    chosen: Mapping[str, Mapping[str, Any]],
) -> Record:
    name = given["from"]
    equation = chosen.get(name)
    if given["kind"] == "parameter":
        return {"name": name, "kind": "parameter", "symbol": name}
    if equation is None:
        return {"name": name, "kind": "evidence", "symbol": name}
    is_figure = name in told["figures"] and equation["over"] == "account"
    kind = "figure" if is_figure else "quantity"
    return {"name": name, "kind": kind, "symbol": equation["symbol"]}


def waterfall(record: Mapping[str, Any]) -> Record:
    """Return the bars from gross to the account result, adding up as printed.

    Nothing is computed here but the rounding for display: every bar has two decimals,
    and a term of its own names what that leaves over, so that the printed terms add up
    to the printed result. A bar that is not known leaves the sum open.
    """
    terms = [
        {
            "name": item["name"],
            "title": dict(item["title"]),
            "figure": item["figure"],
            "value": _at_display(item["value"]),
        }
        for item in record["waterfall"]
    ]
    computed = record["computed_units"]
    if computed is None or any(item["value"] is None for item in terms):
        return {"terms": terms, "is_complete": False, "total": None}
    total = Decimal(computed)
    _close(terms, total)
    units = Decimal(record["units"])
    if units != total:
        terms.append(_closing(record["status"], units - total))
    return {"terms": terms, "is_complete": True, "total": decimal_text(units)}


def _at_display(value: str | None) -> str | None:
    if value is None:
        return None
    return decimal_text(rounded(Decimal(value), WATERFALL_DECIMALS, "half_even"))


def _close(terms: list[Record], total: Decimal) -> None:
    """Name what the display leaves over, and what is more, as a term of its own."""
    known = sum((Decimal(item["value"]) for item in terms), Decimal(0))
    over = total - known
    if abs(over) <= UNEXPLAINED * max(1, len(terms)):
        if Decimal(terms[-1]["value"]) >= 1:  # no rounding adds a tonne: it is a loss
            terms[-1]["title"] = text("Deficit carried forward")
        if over:
            title = text("Difference from rounding the terms for display")
            terms.append(_term("display", title, over))
        return
    title = text("Difference that the terms do not explain")
    terms.append(_term("unexplained", title, over))


def _term(name: str, title: Text, value: Decimal) -> Record:
    return {"name": name, "title": title, "figure": "", "value": decimal_text(value)}


def _closing(status: str, value: Decimal) -> Record:
    titles = {
        "refused": text("Conditions not met"),
        "provisional": text("Provisional account"),
        "deficit": text("Deficit carried forward"),
        "credited": text("Not counted"),
    }
    return {
        "name": "withheld",
        "title": titles[status],
        "figure": "",
        "value": decimal_text(rounded(value, WATERFALL_DECIMALS, "half_even")),
    }


def _parameter(told: Mapping[str, Any], item: Record) -> Record:
    reference = told["references"].get(str(item["reference"]))
    key = str(item["reference"])
    short = f"{reference['authors']} ({reference['year']})" if reference else key
    return {
        **item,
        "reference_short": short,
        "reference_text": _reference(reference, key),
    }


def _own_factor(told: Mapping[str, Any], item: Record) -> Record:
    name = item["quantity"]
    return {
        **item,
        "title": dict(told["names"].get(name) or same(name)),
        "reference": sided(item["reference"]) or same(item["reference"]),
    }


def _reference(found: Mapping[str, Any] | None, key: str) -> Text:
    if found is None:
        return same(key)
    return {
        language: f"{found['authors']} ({found['year']}). {found['title'][language]}. "
        f"{found['identifier']}"
        for language in ("en", "zh")
    }


def standing(conditions: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the conditions that keep an account from being counted."""
    return [item for item in conditions if item["stands_against"]]
