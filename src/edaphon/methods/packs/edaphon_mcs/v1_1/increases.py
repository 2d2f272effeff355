"""Section 3, equation 7: emission increases; a fall is reported, not credited."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Equation, Values, equation, take

METHOD = "edaphon.mcs/1.1"

TONNES = "t{CO2e}"


def _increase(
    source: str, number: str, symbols: tuple[str, str], titles: tuple[str, str]
) -> Equation:
    areal, symbol = symbols

    @equation(
        name=f"{source}_increase",
        number=number,
        symbol=symbol,
        unit=TONNES,
        source=f"{METHOD} §3 eq. 7",
        mark="D",
        title=titles,
        rounding="up",
        formula=f"{symbol} = max(0, {areal},wp − {areal},bsl) · A · x",
    )
    def increase(
        baseline: Annotated[float, take("t{CO2e}/har/a", source, role="baseline")],
        project: Annotated[float, take("t{CO2e}/har/a", source, role="project")],
        area: Annotated[float, take("har")],
        years: Annotated[float, take("a")],
    ) -> float:
        """What the source emits more than in the baseline; a fall is not credited."""
        return max(0.0, project - baseline) * area * years

    return increase


INCREASES = (
    _increase(
        "co2_fuel", "7a", ("CO2_ff", "E_ff"),
        ("Increase, fossil fuel", "化石燃料排放增加量"),
    ),
    _increase(
        "co2_lime", "7b", ("CO2_lime", "E_lime"),
        ("Increase, liming", "石灰施用排放增加量"),
    ),
    _increase(
        "ch4_enteric", "7c", ("CH4_ent", "E_ent"),
        ("Increase, enteric methane", "肠道发酵甲烷增加量"),
    ),
    _increase(
        "ch4_manure", "7d", ("CH4_md", "E_md"),
        ("Increase, manure methane", "粪便甲烷增加量"),
    ),
    _increase(
        "ch4_burning", "7e", ("CH4_bb", "E_bb,CH4"),
        ("Increase, burning methane", "秸秆焚烧甲烷增加量"),
    ),
    _increase(
        "n2o_soil", "7f", ("N2O_soil", "E_N2O"),
        ("Increase, soil nitrous oxide", "土壤氧化亚氮增加量"),
    ),
    _increase(
        "n2o_burning", "7g", ("N2O_bb", "E_bb,N2O"),
        ("Increase, burning nitrous oxide", "秸秆焚烧氧化亚氮增加量"),
    ),
)  # fmt: skip


@equation(
    number="7h",
    symbol="E_product",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=(
        "Production, transport and application of the product",
        "菌剂生产、运输和施用排放量",
    ),
    rounding="up",
    formula=(
        "E_product = {[EF_product · Σ P_wp] / [1000] · x: Σ P_wp > 0; 0: Σ P_wp = 0}"
    ),
)
def product_increase(
    product_applied: Annotated[
        Values, take("kg/a", role="project", may_be_empty=True, may_be_missing=True)
    ],
    product_factor: Annotated[float, take("kg{CO2e}/kg", may_be_missing=True)],
    years: Annotated[float, take("a")],
) -> float:
    """Product applied times its emission factor, production to field, over the period.

    Without any product the source is zero; a product without a factor leaves the
    emissions unknown, and the account without a result.
    """
    applied = math.fsum(product_applied)
    if applied > 0:
        return applied * product_factor / 1000.0 * years
    return 0.0 if applied == 0 else math.nan


@equation(
    number="7i",
    symbol="E_flood",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7, paddy and wetland",
    mark="D",
    title=("Increase, methane of flooded soil", "淹水土壤甲烷增加量"),
    when={"scenario": "paddy"},
    rounding="up",
    formula="E_flood = max(0, F_CH4,wp − F_CH4,bsl) · A · x",
)
def flooded_increase(
    baseline: Annotated[float, take("t{CO2e}/har/a", "ch4_flooded", role="baseline")],
    project: Annotated[float, take("t{CO2e}/har/a", "ch4_flooded", role="project")],
    area: Annotated[float, take("har")],
    years: Annotated[float, take("a")],
) -> float:
    """What flooded soil emits more, measured by chambers; a fall is not credited."""
    return max(0.0, project - baseline) * area * years


@equation(
    number="7j",
    symbol="E_bb",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=("Increase, residue burning", "秸秆焚烧排放增加量"),
    rounding="up",
    formula="E_bb = E_bb,CH4 + E_bb,N2O",
)
def burning_increase(
    ch4_burning: Annotated[float, take(TONNES, "ch4_burning_increase")],
    n2o_burning: Annotated[float, take(TONNES, "n2o_burning_increase")],
) -> float:
    """Methane and nitrous oxide, each on its own."""
    return ch4_burning + n2o_burning


@equation(
    number="7k",
    symbol="E_sources",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=("Emission increases of all sources", "各排放源增加量合计"),
    rounding="up",
    formula=("E_sources = E_ff + E_lime + E_ent + E_md + E_bb + E_N2O + E_product"),
)
def source_increases(
    co2_fuel: Annotated[float, take(TONNES, "co2_fuel_increase")],
    co2_lime: Annotated[float, take(TONNES, "co2_lime_increase")],
    ch4_enteric: Annotated[float, take(TONNES, "ch4_enteric_increase")],
    ch4_manure: Annotated[float, take(TONNES, "ch4_manure_increase")],
    burning: Annotated[float, take(TONNES, "burning_increase")],
    n2o_soil: Annotated[float, take(TONNES, "n2o_soil_increase")],
    product: Annotated[float, take(TONNES, "product_increase")],
) -> float:
    """Each source on its own: a fall of one does not pay for a rise of another."""
    return math.fsum(
        (co2_fuel, co2_lime, ch4_enteric, ch4_manure, burning, n2o_soil, product)
    )


@equation(
    number="7",
    symbol="E",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=("Emission increases", "排放增加量"),
    rounding="up",
    formula="E = E_sources",
)
def emission_increases(source_increases: Annotated[float, take(TONNES)]) -> float:
    """Where no soil is flooded, the sources are all there is."""
    return source_increases


@equation(
    name="emission_increases",
    number="7",
    symbol="E",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7; §5 paddy",
    mark="D",
    title=("Emission increases", "排放增加量"),
    when={"scenario": "paddy"},
    rounding="up",
    formula="E = E_sources + E_flood",
)
def emission_increases_paddy(
    source_increases: Annotated[float, take(TONNES)],
    flooded_increase: Annotated[float, take(TONNES)],
) -> float:
    """Where soil is flooded, its measured methane dominates."""
    return source_increases + flooded_increase


EQUATIONS = (
    *INCREASES,
    product_increase,
    flooded_increase,
    burning_increase,
    source_increases,
    emission_increases,
    emission_increases_paddy,
)
