"""Climate and leaching of the two scenarios; what is not stated credits least."""

from msgspec import UNSET, UnsetType

from edaphon.accounting.yearly import SCENARIOS
from edaphon.methods import Axis
from edaphon.schemas.models.project import Land


def scenario_axis(land: Land) -> Axis:
    """Return baseline and project with climate and leaching of the land."""
    wet, irrigated = land.wet_climate, land.irrigated
    return Axis(
        name="scenario",
        parent="account",
        labels=SCENARIOS,
        parents=(0, 0),
        attributes={
            "role": SCENARIOS,
            "climate": _words(wet, "dry", "wet"),
            "leaching": _words(_either(wet, irrigated), "no", "yes"),
        },
    )


def _words(answer: bool | UnsetType, no: str, yes: str) -> tuple[str, str]:
    """Return the word of each scenario; an answer that is not known credits least.

    Emissions of the baseline count for the project and its own against it.
    """
    if answer is UNSET:
        return no, yes
    return (yes, yes) if answer else (no, no)


def _either(first: bool | UnsetType, second: bool | UnsetType) -> bool | UnsetType:
    """Return whether one of two holds, ``UNSET`` when that cannot be known."""
    if True in (first, second):
        return True
    return UNSET if UNSET in (first, second) else False
