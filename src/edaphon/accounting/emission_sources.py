"""Emission sources of an account, by scenario."""

from typing import Any

from edaphon.accounting.account import Account
from edaphon.accounting.decimal_texts import text_of


def sources(account: Account) -> list[dict[str, Any]]:
    """Return every emission source by scenario, in the order of evaluation."""
    rows = []
    for step in account.run.steps.values():
        equation = step.equation
        if equation is None or step.over != "scenario" or "CO2e" not in step.unit:
            continue
        baseline, project = step.values.tolist()
        rows.append(
            {
                "name": step.name,
                "equation": equation.number,
                "symbol": equation.symbol,
                "title": dict(equation.title),
                "unit": step.unit,
                "baseline": text_of(baseline, 6),
                "project": text_of(project, 6),
                "source": equation.source,
                "mark": equation.mark,
            }
        )
    return rows
