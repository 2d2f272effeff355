"""What conditions may know of how samples were determined: quantity, procedure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Determined:
    """Layers of one campaign and depth that were determined in one way."""

    kind: tuple[str, ...]
    """Quantity of carbon, or the procedures that found it."""
    end: str
    """``start`` or ``end``."""
    depth: tuple[str, str]
    """Upper and lower depth [cm]."""
    points: tuple[str, ...]
    """Points that hold these layers, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlike:
    """A stratum that is not alike with itself and its control."""

    stratum: str
    parts: tuple[Determined, ...]
    """Two that were determined otherwise, or one that was by several procedures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What was not determined alike at the two ends, or on project and control land."""

    quantities: tuple[Unlike, ...] = ()
    """Strata with two quantities of carbon at one depth."""
    procedures: tuple[Unlike, ...] = ()
    """Strata with two procedures of carbon at one depth."""
    is_uniform: bool = True
    """Whether each campaign used one procedure alone."""
    is_bridge: bool = True
    """Whether archived samples were analysed again by the procedure of the last
    campaign; true without any."""
    nameless: tuple[str, ...] = ()
    """Samples whose procedure nobody states."""
    bases: tuple[str, ...] = ()
    """What the bulk densities are of; empty on land without stones."""
