"""What is counted: pools, sources and gases, in or out, with the reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from edaphon.kernel.language import LANGUAGES, says_something
from edaphon.reporting.wording import Text, text

Given = Mapping[str, Any]

Record = dict[str, Any]

WOOD = {"tree_carbon", "shrub_carbon"}
"""Observed properties of trees and shrubs."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source: its title, its gases, the rows that speak of it."""

    title: Text
    gas: str
    names: tuple[str, ...]
    is_always_told: bool = True
    """False for a source that only some methods know."""
    absent: str = ""
    """Field of ``sources_absent`` by which a project states that there is none."""


def boundary_rows(
    methods: Sequence[Given], absent: Mapping[str, Text], recorded: Collection[str]
) -> list[Record]:
    """Return pools and sources; a source is in where records of it were counted.

    ``absent`` holds the project's reasons why it has no such source, by source;
    ``recorded`` the properties that the observations hold.
    """
    rows = [
        _row(
            text("Soil organic carbon"), "CO2", "in",
            text("Measured in both campaigns; always part of the boundary."),
        ),
        _row(text("Woody plants"), "CO2", *_wood(absent.get("woody_plants"), recorded)),
        _row(
            text("Litter, dead wood, wood products"), "CO2", "out",
            text("Excluded by the methods."),
        ),
        _row(
            text("Inorganic carbon"), "CO2", "out",
            text("Never a removal; kept apart from organic carbon."),
        ),
    ]  # fmt: skip
    for kind in _source_kinds():
        told = _source(kind, methods, absent.get(kind.absent))
        if told is not None:
            rows.append(_row(kind.title, kind.gas, *told))
    return rows


def _wood(reason: Text | None, recorded: Collection[str]) -> tuple[str, Text]:
    """Return state and reason of trees and shrubs."""
    if WOOD & set(recorded):
        return "in", text("Losses are taken off; a gain is not credited.")
    return _denied(reason) or (
        "open", text("Not recorded, and nothing shows that there are none.")
    )  # fmt: skip


def _denied(reason: Text | None) -> tuple[str, Text] | None:
    """Return that a project states with a reason that something does not exist."""
    if not reason or not says_something(reason):
        return None
    first = next(iter(reason.values()))
    both = {language: reason.get(language, first) for language in LANGUAGES}
    return "out", text("Stated not to exist: {reason}", reason=both)


def _source_kinds() -> list[Kind]:
    return [
        Kind(text("Fossil fuel"), "CO2", ("co2_fuel",), absent="fuel"),
        Kind(text("Liming"), "CO2", ("co2_lime",), absent="lime"),
        Kind(text("Nitrogen fertiliser and amendments"), "N2O", ("n2o_fertiliser",)),
        Kind(text("Nitrogen-fixing crops"), "N2O", ("n2o_fixation",),
             absent="nitrogen_fixing"),
        Kind(text("Residue burning"), "CH4, N2O", ("ch4_burning", "n2o_burning"),
             absent="residue_burning"),
        Kind(text("Livestock"), "CH4, N2O",
             ("ch4_enteric", "ch4_manure", "n2o_manure"), absent="livestock"),
        Kind(text("Flooded soil"), "CH4", ("flooded_increase",), is_always_told=False),
        Kind(text("Product: production, transport and application"), "CO2e",
             ("product_increase",), is_always_told=False),
    ]  # fmt: skip


def _source(
    kind: Kind, methods: Sequence[Given], reason: Text | None
) -> tuple[str, Text] | None:
    """Return state and reason of a source; none where no method knows it."""
    found = [(item["id"], _state(kind, item)) for item in methods]
    counting = [name for name, state in found if state == "counted"]
    if counting:
        listed = ", ".join(counting)
        return "in", text(
            "Computed from records; counted by {methods}.", methods=listed
        )
    states = {state for _, state in found}
    if not kind.is_always_told and states == {"absent"}:
        return None
    if denied := _denied(reason):
        return denied
    if "not_recorded" in states:
        return "open", text(
            "Not recorded in either scenario; no emission of it is counted, and "
            "nothing shows that there is none."
        )
    return "open", text("No activity records of both scenarios; never taken as zero.")


def _state(kind: Kind, method: Given) -> str:
    """Return whether a method counted a source, by records or by their absence."""
    changes = method["emission_changes"] or {"rows": []}
    rows = [
        item
        for item in (*method["sources"], *changes["rows"])
        if item["name"] in kind.names and _is_known(item)
    ]
    if not rows:
        return "absent"
    recorded = any(item.get("recorded") is not False for item in rows)
    return "counted" if recorded else "not_recorded"


def _is_known(item: Given) -> bool:
    names = ("baseline", "project") if "baseline" in item else ("value",)
    return all(item[name] is not None for name in names)


def _row(title: Text, gas: str, state: str, reason: Text) -> Record:
    return {"title": title, "gas": gas, "state": state, "reason": reason}
