"""The account as a record: canonical, quantities as decimal text, nothing of time."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from msgspec import to_builtins

from edaphon.accounting.account import Account, Assessed
from edaphon.accounting.bridge import bridge
from edaphon.accounting.by_year import summary
from edaphon.accounting.chain import replaced_now
from edaphon.accounting.change_record import change_records, interval
from edaphon.accounting.decimal_texts import text_of
from edaphon.accounting.editions import editions_stated
from edaphon.accounting.emission_sources import changes_by_source, sources
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.footing import stands_on
from edaphon.accounting.grounds import grounds
from edaphon.accounting.issuance import against_issuance
from edaphon.accounting.layer_changes import layer_changes
from edaphon.accounting.no_result import no_result
from edaphon.accounting.over_issue import over_issue
from edaphon.accounting.own_factors import own_factors
from edaphon.accounting.parameters_used import parameters_used
from edaphon.accounting.range_ends import ends_used
from edaphon.accounting.sampled import points, profiles
from edaphon.accounting.seal_witness import against_seal
from edaphon.accounting.trace import parameter_record
from edaphon.accounting.unaccepted import unaccepted
from edaphon.methods import Equation, Run, Step, choose
from edaphon.schemas.record import stated_or
from edaphon.schemas.records import version

Record = dict[str, Any]

VERSION, EARLIER = version("account"), "edaphon.account/2"
"""Form of the record, and that of evidence which was read by earlier rules."""

LAYER_CHANGES_SINCE = 5
"""Reading rules from which a record shows the changes by depth."""


def account_set(accounts: Sequence[Account]) -> Record:
    """Return ``account/account.json``: every method's account of one evidence.

    Of evidence that earlier rules read it is what the program of that time wrote.
    """
    evidence = accounts[0].evidence
    is_new = evidence.rules >= LAYER_CHANGES_SINCE
    project = evidence.project.model
    dates = {"start": project.period.start, "end": project.period.end}
    return {
        "v": VERSION if is_new else EARLIER,
        "project": {
            "id": project.id,
            "name": to_builtins(project.name),
            "synthetic": stated_or(project.synthetic, False),
        },
        "project_document": evidence.project.digest,
        "evidence": evidence.digest,
        "plan": evidence.plan.digest,
        "period": dates,
        "grounds": grounds(evidence),
        **_chain(evidence),
        "years": text_of(float(evidence.years), 6),
        "depth_cm": text_of(evidence.depth_cm, 0),
        "seed": {
            "value": evidence.seed.hexadecimal(),
            "witnessed": not against_seal(evidence.plan),
        },
        "points": points(accounts[0]),
        "profiles": profiles(accounts),
        **({"layer_changes": layer_changes(accounts)} if is_new else {}),
        "accounts": [
            _with_summary(account_record(item, accounts)) for item in accounts
        ],
    }


def _chain(evidence: Evidence) -> Record:
    """Return the earlier accounts that this one stands on; nothing of the first."""
    if not evidence.listed:
        return {}
    found: Record = {"earlier": [item.bundle for item in evidence.listed]}
    if (passed := replaced_now(evidence)) is not None:
        found["replaces"] = {
            "bundle": passed.bundle,
            "why": dict(passed.replaced or {}),
        }
    return found


def _with_summary(record: Record) -> Record:
    return {**record, "summary": summary(record, record["period"])}


def account_record(account: Account, beside: Sequence[Account] = ()) -> Record:
    """Return the record of one method's account, made with others of one evidence."""
    against = against_issuance(account, beside)
    bars, computed = _waterfall(account), text_of(account.computed_units, 0)
    return {
        "method": _method(account),
        "period": {"start": account.period.start, "end": account.period.end},
        **stands_on(account.evidence, account.pack),
        "editions_day": account.ruling.day,
        "editions": to_builtins(editions_stated(account.ruling)),
        "settings": dict(account.settings),
        "status": account.status,
        **no_result(account),
        "issuable": not against,
        "issuable_against": [dict(item) for item in against],
        **over_issue(account),
        **_held(account),
        **unaccepted(account),
        "units": account.units,
        "computed_units": computed,
        "labels": dict(account.labels),
        "vintages": [
            {"year": year, "units": units} for year, units in account.vintages
        ],
        "label": account.microbial.label,
        "conditions": [_condition(item) for item in account.assessed],
        "figures": _figures(account),
        "lacking": {name: list(what) for name, what in account.lacking.items()},
        "sources": sources(account),
        **changes_by_source(account),
        "waterfall": bars,
        **bridge(account, bars, computed),
        "groups": _groups(account),
        **change_records(account.run),
        "interpolation": _interpolation(account),
        "parameters": _parameters(account),
        **_own_factors(account),
        "microbial": _texts(account.microbial.as_json()),
        "campaign_errors": _campaign_errors(account.run),
    }


def _held(account: Account) -> Record:
    """Return the units that an account holds back; nothing where it holds none."""
    return {"held": int(account.computed_units)} if account.is_held else {}


def _method(account: Account) -> Record:
    pack = account.pack
    return {
        "id": pack.id,
        "digest": pack.digest,
        "draft": pack.is_draft,
        "title": dict(pack.title),
        "reference_date": str(pack.document["reference_date"]),
        "marks": _marks(account),
        "confirmed": pack.is_confirmed,
    }


def _marks(account: Account) -> dict[str, int]:
    """Return how many facts that the account used carry each mark."""
    steps = account.run.steps.values()
    counted = Counter(
        [
            *(step.equation.mark for step in steps if step.equation is not None),
            *(item.condition.mark for item in account.assessed),
            *(item.mark for item in parameters_used(account).values()),
        ]
    )
    own = ("O",) if counted["O"] else ()
    return {mark: counted[mark] for mark in ("P", "S", "M", "D", *own)}


CAMPAIGN_ERRORS = {
    "laboratory": "laboratory_error",
    "bulk_density": "density_error",
    "shift": "laboratory_shift",
    "shift_error": "shift_error",
    "laboratory_correlation": "laboratory_correlation",
    "density_correlation": "density_correlation",
}
"""What a record says of the errors of a campaign, and the quantity [1]."""


def _campaign_errors(run: Run) -> Record | None:
    """Return the errors that whole campaigns share; None where a method has none."""
    if "laboratory_correlation" not in run.steps:
        return None
    values = {key: run.value(name) for key, name in CAMPAIGN_ERRORS.items()}
    return {
        "archived": run.axes.size("archived"),
        **{key: text_of(value, 6) for key, value in values.items()},
    }


def _condition(item: Assessed) -> Record:
    tested = item.outcome.tested
    return {
        "id": item.condition.id,
        "title": dict(item.condition.title),
        "source": item.condition.source,
        "mark": item.condition.mark,
        "consequence": item.condition.consequence,
        "result": item.outcome.result,
        "stands_against": item.stands_against,
        "found": dict(item.outcome.found),
        "cure": dict(item.outcome.cure),
        **({"tested": [asdict(one) for one in tested]} if tested else {}),
    }


def _figures(account: Account) -> list[Record]:
    """Return every figure over the account, with clause, in the pack's order."""
    chosen = _equations(account)
    rows = []
    for name in account.pack.figures:
        equation, step = chosen.get(name), account.run.steps.get(name)
        if equation is None or equation.over != "account":
            continue
        error = account.run.steps.get(f"{name}_error")
        rows.append(
            {
                **_figure(equation, step),
                "uncertainty": None
                if error is None or error.over != "account"
                else text_of(error.scalar, 6),
                "lacks": list(account.run.absent.get(name, ())),
            }
        )
    return rows


def _figure(equation: Equation, step: Step | None) -> Record:
    value = math.nan if step is None else step.scalar
    return {
        "name": equation.name,
        "equation": equation.number,
        "symbol": equation.symbol,
        "title": dict(equation.title),
        "unit": equation.unit,
        "value": text_of(value, equation.decimals, equation.rounding),
        "class": equation.replay,
        "source": equation.source,
        "mark": equation.mark,
    }


def _equations(account: Account) -> Mapping[str, Equation]:
    return choose(account.pack.equations, account.settings)


def _waterfall(account: Account) -> list[Record]:
    bars = []
    for term in account.pack.waterfall:
        value = account.run.value(term.source)
        bars.append(
            {
                "name": term.name,
                "title": dict(term.title),
                "figure": term.source,
                "value": text_of(value, 6),
            }
        )
    return bars


GROUP_COLUMNS = (
    "mean_change",
    "change_variance",
    "change_freedom",
    "reference_mass",
    "group_area",
    "mean_fixed_depth_change",
    "fixed_depth_change_variance",
    "fixed_depth_change_freedom",
    "mean_full_change",
    "full_change_variance",
    "full_change_freedom",
    "lost_fields",
)


def _groups(account: Account) -> list[Record]:
    """Return one row a sampling group: counts, change, error, reference mass."""
    run = account.run
    axis = run.axes["group"]
    rows = []
    for place, label in enumerate(axis.labels):
        row: Record = {
            "label": label,
            "stratum": axis.attributes["stratum"][place],
            "role": axis.attributes["role"][place],
            **_counts(account, place),
        }
        for name in GROUP_COLUMNS:
            row[name] = _of_group(run, name, place)
        row["equal_mass"] = interval(run, "change", "mean_", place)
        row["fixed_depth"] = interval(run, "fixed_depth_change", "mean_", place)
        rows.append(row)
    return rows


def _of_group(run: Run, name: str, place: int) -> str | None:
    """Return a quantity of a group, or of the stratum that it stands in."""
    step = run.steps.get(name)
    if step is None:
        return None
    return text_of(step.values[run.axes.ancestor("group", step.over)[place]], 6)


def _counts(account: Account, place: int) -> dict[str, int]:
    axes = account.run.axes
    known = account.run.values("stock")
    counts = {}
    for end in ("start", "end"):
        members = axes.members("group", "profile", (("campaign", end),)).of(place)
        counts[f"profiles_{end}"] = len(members)
        counts[f"stocks_{end}"] = int(
            sum(not math.isnan(value) for value in known[members]) if known.size else 0
        )
    return counts


def _interpolation(account: Account) -> Record:
    """Return how far spline and linear stocks lie apart [t C ha-1]."""
    run = account.run
    apart = run.values("interpolation_difference")
    return {
        "profiles": int(np.isfinite(apart).sum()),
        "mean_difference": text_of(run.value("mean_interpolation_difference"), 6),
        "largest_difference": text_of(run.value("largest_interpolation_difference"), 6),
    }


def _parameters(account: Account) -> list[Record]:
    ends = ends_used(account.run)
    return [
        {
            **parameter_record(value),
            **({"used": ends[name]} if name in ends else {}),
        }
        for name, value in parameters_used(account).items()
    ]


def _own_factors(account: Account) -> Record:
    """Return the factors of the project, nothing where an account takes none."""
    found = own_factors(account)
    return {"own_factors": found} if found else {}


def _texts(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a JSON value with every float as decimal text of six decimals."""
    if isinstance(value, float):
        return text_of(value, 6)
    if isinstance(value, Mapping):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(item) for item in value]
    return value
