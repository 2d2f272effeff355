"""From what a laboratory reported to carbon, stones and density of a layer.

One row of the evidence is one reported property; every step from there is an
equation with its unit and its trace.
"""

from typing import Annotated, Any

import numpy as np

from edaphon.methods.engine.equation import (
    Equation,
    FloatArray,
    ParameterUse,
    equation,
    parameter,
    take,
)
from edaphon.science.derivations import (
    coarse_volume,
    fine_earth_density,
    organic_carbon,
)

SOC = "soc_reported"
PER_CORE = "density_per_core"
OF_WHOLE_SOIL = "density_of_whole_soil"
WITHOUT_STONES = "without_stones"
CLAUSE = "Poeplau, Vos & Don (2017), SOIL 3:61"


def given(unit: str, name: str, unless: str = "", only_with: str = "") -> Any:  # noqa: ANN401 - Take of an annotation
    """Return the edge of a reported property, which a project may not have."""
    return take(unit, name, may_be_missing=True, unless=unless, only_with=only_with)


def _stone_density(only_with: str) -> ParameterUse:
    return parameter("stone_density", "g/cm3", only_with=only_with)


@equation(
    number="T1a",
    symbol="C_l",
    unit="g/kg",
    over="layer",
    source="ISO 10694; Pribyl (2010), Geoderma 156:75",
    mark="S",
    title=("Organic carbon content of a layer", "土层有机碳含量"),
    vectorised=True,
    formula=(
        "C_l = {C_soc: n(C_soc) = 1; "
        "C_tot − C_inorg: else, n(C_tot) = 1, n(C_inorg) = 1; "
        "C_tot: else, n(C_tot) = 1, b_free = 1; "
        "[C_som] / [k_rep]: else, n(C_som) = 1}"
    ),
)
def soc(
    soc_reported: Annotated[FloatArray, given("g/kg", "soc_reported")],
    total_carbon: Annotated[FloatArray, given("g/kg", "total_carbon", SOC)],
    inorganic_carbon: Annotated[FloatArray, given("g/kg", "inorganic_carbon", SOC)],
    organic_matter: Annotated[FloatArray, given("g/kg", "organic_matter", SOC)],
    without_carbonate: Annotated[FloatArray, take("1")],
    som_per_soc: Annotated[
        float, parameter("som_per_soc_reported", "1", only_with="organic_matter")
    ],
) -> FloatArray:
    """Organic carbon as reported, else total less inorganic, else from matter.

    Total carbon alone counts only on land that is stated to be free of carbonate.
    """
    return organic_carbon(
        soc_reported,
        total_carbon,
        inorganic_carbon,
        organic_matter,
        som_per_soc=som_per_soc,
        without_carbonate=bool(np.all(without_carbonate == 1.0)),
    )


def _stones(prefix: str, number: str, symbols: tuple[str, str, str]) -> Equation:
    """Return the volume fraction of stones, of layers or of thinner density layers."""
    over, symbol, density = symbols
    stones, reported = f"{prefix}coarse_mass_reported", f"{prefix}density_reported"

    @equation(
        name=f"{prefix}coarse_fraction",
        number=number,
        symbol=symbol,
        unit="1",
        over=over,
        source=CLAUSE,
        mark="S",
        title=_titles(over, "Coarse fragments by volume", "砾石体积含量"),
        vectorised=True,
        formula=f"{symbol} = {_stones_of(density)}",
    )
    def coarse_fraction(
        volume: Annotated[FloatArray, given("%", f"{prefix}coarse_volume_reported")],
        mass: Annotated[FloatArray, given("%", stones, "volume")],
        density: Annotated[FloatArray, given("g/cm3", reported, "volume", "mass")],
        whole: Annotated[FloatArray, take("1", f"{prefix}{OF_WHOLE_SOIL}")],
        per_core: Annotated[FloatArray, take("1", f"{prefix}{PER_CORE}")],
        bare: Annotated[FloatArray, take("1", WITHOUT_STONES)],
        stone_density: Annotated[float, _stone_density("mass")],
    ) -> FloatArray:
        """Stones by volume as reported, else from their mass.

        None on land that is stated to be free of them; not known where nothing is
        said. A density per volume of the whole core leaves the stones out already.
        """
        found = coarse_volume(
            volume,
            mass,
            density,
            of_whole_soil=whole == 1.0,
            without_stones=bool(np.all(bare == 1.0)),
            stone_density=stone_density,
        )
        return np.where(per_core == 1.0, 0.0, found)

    return coarse_fraction


def _stones_of(density: str) -> str:
    """Return the cases of a volume of stones; without one of them it is not known."""
    mass = f"g_mass · {density}"
    by_mass = f"else, n(g_mass) = 1, n({density}) = 1"
    return (
        "{0: b_core = 1; [g_vol] / [100]: else, n(g_vol) = 1; "
        "0: else, n(g_mass) = 0, b_bare = 1; "
        f"[{mass}] / [100 · ρ_s]: {by_mass}, b_whole = 1; "
        f"[{mass}] / [(100 − g_mass) · ρ_s + {mass}]: {by_mass}, b_whole = 0}}"
    )


def _density(prefix: str, number: str, symbols: tuple[str, str, str]) -> Equation:
    """Return the density of fine earth, of layers or of thinner density layers."""
    over, symbol, stones = symbols
    by_mass = f"{prefix}coarse_mass_reported"

    @equation(
        name=f"{prefix}bulk_density",
        number=number,
        symbol=symbol,
        unit="g/cm3",
        over=over,
        source=CLAUSE,
        mark="S",
        title=_titles(over, "Density of fine earth", "细土容重"),
        vectorised=True,
        formula=(
            f"{symbol} = {{ρ_rep: b_whole = 0; "
            f"ρ_rep · [1 − g_mass / 100] / [1 − {stones}]: else, n(g_mass) = 1; "
            f"[ρ_rep − {stones} · ρ_s] / [1 − {stones}]: else, n(g_mass) = 0}}"
        ),
    )
    def bulk_density(
        density: Annotated[FloatArray, given("g/cm3", f"{prefix}density_reported")],
        coarse: Annotated[
            FloatArray, take("1", f"{prefix}coarse_fraction", only_with="whole")
        ],
        mass: Annotated[FloatArray, given("%", by_mass, only_with="whole")],
        whole: Annotated[FloatArray, take("1", f"{prefix}{OF_WHOLE_SOIL}")],
        stone_density: Annotated[float, _stone_density("whole")],
    ) -> FloatArray:
        """Fine-earth mass over its own volume; stones are taken off a whole density."""
        return fine_earth_density(
            density,
            coarse,
            mass,
            of_whole_soil=whole == 1.0,
            stone_density=stone_density,
        )

    return bulk_density


def _titles(over: str, english: str, chinese: str) -> tuple[str, str]:
    if over == "layer":
        return english, chinese
    return f"{english}, density layer", f"容重分层{chinese}"


soil_stones = _stones("", "T1b", ("layer", "G_l", "ρ_rep"))
soil_density = _density("", "T1c", ("layer", "ρ_l", "G_l"))
thin_stones = _stones("thin_", "T1d", ("thin_layer", "G_k", "ρ_rep"))
thin_density = _density("thin_", "T1e", ("thin_layer", "ρ_k", "G_k"))
