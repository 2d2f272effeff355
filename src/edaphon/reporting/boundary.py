"""What is counted: pools, sources and gases, in or out, with the reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from edaphon.reporting.wording import text

Record = dict[str, Any]


def boundary_rows(methods: Sequence[Mapping[str, Any]]) -> list[Record]:
    """Return pools and sources; a source is in where a method quantified it."""
    sources = {
        item["name"]
        for method in methods
        for item in method["sources"]
        if item["baseline"] is not None and item["project"] is not None
    }
    rows = [
        _row(
            text("Soil organic carbon"), "CO2", "in",
            text("Measured in both campaigns; always part of the boundary."),
        ),
        _row(
            text("Woody plants"), "CO2", "out",
            text("Not quantified; no loss of trees or shrubs is stated."),
        ),
        _row(
            text("Litter, dead wood, wood products"), "CO2", "out",
            text("Excluded by the methods."),
        ),
        _row(
            text("Inorganic carbon"), "CO2", "out",
            text("Never a removal; kept apart from organic carbon."),
        ),
    ]  # fmt: skip
    kinds = _source_kinds()
    for title, gas, names in kinds:
        is_in = any(name in sources for name in names)
        reason = (
            text("Computed for baseline and project from activity records.")
            if is_in
            else text("No activity records of both scenarios; never taken as zero.")
        )
        rows.append(_row(title, gas, "in" if is_in else "open", reason))
    return rows


def _source_kinds() -> list[tuple[dict[str, str], str, tuple[str, ...]]]:
    return [
        (text("Fossil fuel"), "CO2", ("co2_fuel",)),
        (text("Liming"), "CO2", ("co2_lime",)),
        (text("Nitrogen fertiliser and amendments"), "N2O", ("n2o_fertiliser",)),
        (text("Nitrogen-fixing crops"), "N2O", ("n2o_fixation",)),
        (text("Residue burning"), "CH4, N2O", ("ch4_burning", "n2o_burning")),
        (text("Livestock"), "CH4, N2O", ("ch4_enteric", "ch4_manure", "n2o_manure")),
    ]  # fmt: skip


def _row(title: dict[str, str], gas: str, state: str, reason: dict[str, str]) -> Record:
    return {"title": title, "gas": gas, "state": state, "reason": reason}
