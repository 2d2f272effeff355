"""The canonical record of a method: what it computes and decides, as plain data.

Its digest is the identity of the method. Formulas, parameters, limits and patterns
are part of it; marks, titles and explanations are not. Nor is the program: it finds
the facts that a condition looks at, and tests them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from edaphon.kernel import canonical
from edaphon.methods.editions import editions_written
from edaphon.methods.engine.condition import Condition
from edaphon.methods.engine.equation import Argument, Equation, ParameterUse, Take
from edaphon.methods.engine.formula import formula_record
from edaphon.methods.engine.parameters import Dated

VERSION = "edaphon.method/1"


def record_bytes(
    document: Mapping[str, Any],
    equations: Iterable[Equation],
    conditions: Iterable[Condition],
    history: Mapping[str, Dated],
) -> bytes:
    """Return the canonical bytes of a method's record.

    Parameters
    ----------
    document
        Checked contents of ``pack.yaml``.
    equations, conditions
        All equations with their variants, and all conditions.
    history
        Every published value of each parameter.
    """
    ordered = sorted(equations, key=lambda item: (item.name, item.when))
    return canonical.dumps(
        {
            "v": VERSION,
            **_document(document),
            "equations": [_equation(item) for item in ordered],
            "conditions": [_condition(item) for item in conditions],
            "parameters": {name: _parameter(history[name]) for name in sorted(history)},
        }
    )


def _document(document: Mapping[str, Any]) -> dict[str, Any]:
    probability = document.get("probability")
    microbial = document.get("microbial")
    return {
        "id": document["id"],
        "edition": document["scheme"]["edition"],
        "editions": _followed(document),
        "reference_date": document["reference_date"],
        "scenarios": list(document["scenarios"]),
        "settings": dict(document["settings"]),
        "span": document["span"],
        "plan_may_set": list(document["plan_may_set"]),
        "figures": list(document["figures"]),
        "supporting": list(document["supporting"]),
        "summary": dict(document["summary"]),
        "labels": dict(document["labels"]),
        "microbial": microbial and dict(microbial),
        "waterfall": [
            {"name": item["name"], "from": item["from"]}
            for item in document["waterfall"]
        ],
        "tolerance": dict(document["tolerance"]),
        "probability": probability
        and {key: probability[key] for key in ("parameter", "freedom")},
    }


def _followed(document: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the editions that the method follows, and from when each rules.

    Until when it rules, what comes next and what opens an older one is knowledge of
    the world: it stands beside the record and grows without another method.
    """
    found = [
        {
            "document": item.document,
            "id": item.id,
            "edition": item.edition,
            "from": item.since,
        }
        for item in editions_written(document["editions"])
        if item.is_followed
    ]
    return sorted(found, key=lambda item: (item["document"], item["from"]))


def _equation(item: Equation) -> dict[str, Any]:
    return {
        "name": item.name,
        "number": item.number,
        "clause": item.source,
        "when": dict(item.when),
        "over": item.over,
        "unit": item.unit,
        "formula": formula_record(item.formula),
        "arguments": _arguments(item.arguments),
        "class": item.replay,
        "decimals": item.decimals,
        "rounding": item.rounding,
    }


def _condition(item: Condition) -> dict[str, Any]:
    patterns = {"patterns": dict(item.patterns)} if item.patterns else {}
    return {
        "id": item.id,
        "clause": item.source,
        "consequence": item.consequence,
        "limits": _arguments(item.limits),
        **patterns,
    }


def _arguments(arguments: Sequence[Argument]) -> list[dict[str, Any]]:
    return [_argument(item) for item in arguments]


def _argument(item: Argument) -> dict[str, Any]:
    origin = item.origin
    if isinstance(origin, ParameterUse):
        return {
            "name": item.name,
            "parameter": item.source,
            "unit": origin.unit,
            "by": origin.by,
            **_used(origin),
        }
    return {
        "name": item.name,
        "take": item.source,
        "unit": origin.unit,
        "many": item.many,
        "where": dict(origin.where),
        "may_be_empty": origin.may_be_empty,
        "may_be_missing": origin.may_be_missing,
        "per": origin.per,
        **_used(origin),
    }


def _used(origin: Take | ParameterUse) -> dict[str, str | bool]:
    """Return where an argument is used, as far as that is not everywhere."""
    told: dict[str, str | bool] = {"only_with": origin.only_with}
    if isinstance(origin, Take):
        told["unless"] = origin.unless
        told["missing_is_zero"] = origin.missing_is_zero
    return {key: name for key, name in told.items() if name}


def _parameter(dated: Dated) -> dict[str, Any]:
    return {
        "unit": dated[0].unit,
        "may_be_replaced": dated[0].may_be_replaced,
        "values": [
            {
                "from": item.since,
                "value": item.value,
                "low": item.low or None,
                "high": item.high or None,
                "reference": item.reference,
                "locator": item.locator,
            }
            for item in dated
        ],
    }
