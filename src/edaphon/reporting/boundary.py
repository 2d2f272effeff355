"""What is counted: pools, sources and gases, in or out, with the reason."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msgspec import UnsetType

from edaphon.kernel.language import marked
from edaphon.reporting.number_text import shown
from edaphon.reporting.wording import both, is_told, text
from edaphon.schemas.models.account import EmissionChange, EmissionSource, Text
from edaphon.schemas.models.project import SourcesAbsent
from edaphon.schemas.models.project import Text as Stated
from edaphon.schemas.models.report import Method, Pool

IMPORTS = {"import", "import_project", "import_baseline"}
"""Without these the carbon that is brought on the land is not known."""

State = Literal["in", "out", "open"]

LIVESTOCK = marked("Livestock")
"""Title of the row that speaks of herds."""

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
    absent: Stated | UnsetType | None = None
    """Why the project has no such source, in its own words."""


def boundary_rows(
    methods: Sequence[Method],
    absent: SourcesAbsent,
    recorded: Collection[str],
    carrier: float | None = None,
) -> list[Pool]:
    """Return pools and sources; a source is in where records of it were counted.

    ``absent`` holds the project's reasons why it has no such source, by source;
    ``recorded`` the properties that the observations hold; ``carrier`` the carbon that
    the product brings in, by the account [t C].
    """
    rows = [
        _row(
            text("Soil organic carbon"), "CO2", "in",
            text("Measured in both campaigns; always part of the boundary."),
        ),
        _row(text("Woody plants"), "CO2", *_wood(absent.woody_plants, recorded)),
        _row(
            text("Litter, dead wood, wood products"), "CO2", "out",
            text("Excluded by the methods."),
        ),
        _row(
            text("Inorganic carbon"), "CO2", "out",
            text("Never a removal; kept apart from organic carbon."),
        ),
        _row(
            text("Soil methane"), "CH4", "out",
            text("Not quantified where no soil is flooded: measured stocks say nothing "
                 "of it, and no model is used."),
        ),
    ]  # fmt: skip
    rows += [_amendments(absent, methods), _carrier(absent, methods, carrier)]
    for kind in _source_kinds(absent):
        told = _source(kind, methods)
        if told is not None:
            rows.append(_row(kind.title, kind.gas, *told))
    return rows


def _amendments(absent: SourcesAbsent, methods: Sequence[Method]) -> Pool:
    """Return how carbon that is brought on the land is counted: never as a removal."""
    title = text("Imported organic amendments")
    known = [
        item.id for item in methods if IMPORTS.isdisjoint(item.lacking.get("units", ()))
    ]
    if len(known) < len(methods):
        reason = text(
            "Not known: no record of every year in both scenarios; never taken as zero."
        )
        return _row(title, "CO2", "open", reason)
    if denied := _denied(absent.amendments):
        return _row(title, "CO2", *denied)
    reason = text("Never a removal. {charged}", charged=_charged(methods))
    return _row(title, "CO2", "in", reason)


def _carrier(
    absent: SourcesAbsent, methods: Sequence[Method], carbon: float | None
) -> Pool:
    """Return how carbon that the product brings on the land is counted."""
    title = text("Carbon brought in with the product")
    if carbon:
        reason = text(
            "Never a removal: {amount} t C by the records. {charged}",
            amount=shown(str(carbon), 2),
            charged=_charged(methods),
        )
        return _row(title, "CO2", "in", reason)
    unknown = text("Not known: no account could charge what the product brings in.")
    return _row(title, "CO2", *(_denied(absent.carrier) or ("open", unknown)))


def _charged(methods: Sequence[Method]) -> Text:
    """Return which methods take imported carbon off, and which charge it as leakage."""
    taking = [
        item.id for item in methods for term in item.waterfall.terms
        if term.name == "imports" and _is_charged(term.value)
    ]  # fmt: skip
    leaking = [
        item.id for item in methods for figure in item.figures
        if figure.name == "leakage" and _is_charged(figure.value)
    ]  # fmt: skip
    return text(
        "Taken off by: {taking}; charged as leakage by: {leaking}.",
        taking=taking or text("none"),
        leaking=leaking or text("none"),
    )


def _is_charged(value: str | None) -> bool:
    return value is not None and Decimal(value) != 0


def _wood(
    reason: Stated | UnsetType | None, recorded: Collection[str]
) -> tuple[State, Text]:
    """Return state and reason of trees and shrubs."""
    if WOOD & set(recorded):
        return "in", text("Losses are taken off; a gain is not credited.")
    return _denied(reason) or (
        "open", text("Not recorded, and nothing shows that there are none.")
    )  # fmt: skip


def _denied(reason: Stated | UnsetType | None) -> tuple[State, Text] | None:
    """Return that a project states with a reason that something does not exist."""
    if not is_told(reason):
        return None
    return "out", text("Stated not to exist: {reason}", reason=both(reason))


def _source_kinds(absent: SourcesAbsent) -> list[Kind]:
    return [
        Kind(text("Fossil fuel"), "CO2", ("co2_fuel",), absent=absent.fuel),
        Kind(text("Liming"), "CO2", ("co2_lime",), absent=absent.lime),
        Kind(text("Nitrogen fertiliser"), "N2O", ("n2o_fertiliser",)),
        Kind(text("Nitrogen-fixing crops"), "N2O", ("n2o_fixation",),
             absent=absent.nitrogen_fixing),
        Kind(text("Residue burning"), "CH4, N2O", ("ch4_burning", "n2o_burning"),
             absent=absent.residue_burning),
        Kind(text(LIVESTOCK), "CH4, N2O",
             ("ch4_enteric", "ch4_manure", "n2o_manure"), absent=absent.livestock),
        Kind(text("Flooded soil"), "CH4", ("flooded_increase",), is_always_told=False),
        Kind(text("Product: production, transport and application"), "CO2e",
             ("product_increase",), is_always_told=False),
    ]  # fmt: skip


def _source(kind: Kind, methods: Sequence[Method]) -> tuple[State, Text] | None:
    """Return state and reason of a source; none where no method knows it."""
    found = [(item.id, _state(kind, item)) for item in methods]
    counting = [name for name, state in found if state == "counted"]
    if counting:
        return "in", text(
            "Computed from records; counted by {methods}.", methods=counting
        )
    states = {state for _, state in found}
    if not kind.is_always_told and states == {"absent"}:
        return None
    if denied := _denied(kind.absent):
        return denied
    if "not_recorded" in states:
        return "open", text(
            "Not recorded in either scenario; no emission of it is counted, and "
            "nothing shows that there is none."
        )
    return "open", text(
        "Not known: no record of every year in both scenarios; never taken as zero."
    )


def _state(kind: Kind, method: Method) -> str:
    """Return whether a method counted a source, by records or by their absence."""
    changes = method.emission_changes.rows if method.emission_changes else []
    listed: list[EmissionSource | EmissionChange] = [*method.sources, *changes]
    rows = [item for item in listed if item.name in kind.names and _is_known(item)]
    if not rows:
        return "absent"
    recorded = any(item.recorded is not False for item in rows)
    return "counted" if recorded else "not_recorded"


def _is_known(item: EmissionSource | EmissionChange) -> bool:
    if isinstance(item, EmissionChange):
        return item.value is not None
    return item.baseline is not None and item.project is not None


def _row(title: Text, gas: str, state: State, reason: Text) -> Pool:
    return Pool(title=title, gas=gas, state=state, reason=reason)
