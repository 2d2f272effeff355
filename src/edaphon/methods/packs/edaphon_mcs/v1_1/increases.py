"""Section 3, equation 7: emission increases; a fall is reported, not credited.

The floor stands on every gas, source, animal and fuel over the whole period: what
falls inside a source pays for nothing that rises in it, and no source is charged less
than an earlier account charged it, which is 0 in a first account. Nitrogen fertiliser
is one source, whose factors stand at the end of the sign of their own change.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import (
    Equation,
    Values,
    equation,
    parameter,
    take,
)
from edaphon.methods.shared.molar_ratios import CO2_PER_C

METHOD = "edaphon.mcs/1.1"

TONNES = "t{CO2e}"


def _of_kinds(
    source: tuple[str, str],
    number: str,
    symbols: tuple[str, str],
    titles: tuple[str, str],
) -> tuple[Equation, Equation]:
    """Return what each kind of a source emits more, and the sum over its kinds.

    Parameters
    ----------
    source
        Yearly emission of one kind, and the axis of the kinds.
    number, symbols, titles
        Number of the sum; symbols of the emission and of the sum; title of the sum.
    """
    yearly, symbol = symbols
    one = f"{symbol},{yearly[-1]}"
    told = (f"{titles[0]}, one kind", f"{titles[1]}（单种）")
    of_kind = _of_kind(source, f"{number}*", (yearly, one), told)
    name = of_kind.name.replace("_kind_", "_")

    @equation(
        name=name,
        number=number,
        symbol=symbol,
        unit=TONNES,
        source=f"{METHOD} §3 eq. 7",
        mark="D",
        title=titles,
        rounding="up",
        formula=f"{symbol} = max({symbol}0, Σ {one})",
    )
    def increase(
        kinds: Annotated[Values, take(TONNES, of_kind.name, may_be_empty=True)],
        before: Annotated[float, take(TONNES, f"{name}_before")],
    ) -> float:
        """Sum over kinds: a fall of one does not pay for a rise of another."""
        return max(before, math.fsum(kinds))

    return of_kind, increase


def _of_kind(
    source: tuple[str, str],
    number: str,
    symbols: tuple[str, str],
    titles: tuple[str, str],
) -> Equation:
    """Return what one kind of a source emits more over the period."""
    emission, axis = source
    yearly, symbol = symbols

    @equation(
        name=f"{emission.removesuffix('_emission')}_kind_increase",
        number=number,
        symbol=symbol,
        unit=TONNES,
        over=axis,
        source=f"{METHOD} §3 eq. 7, of each kind apart",
        mark="D",
        title=titles,
        rounding="up",
        formula=f"{symbol} = max(0, {yearly},wp − {yearly},bsl) · x",
    )
    def increase(
        baseline: Annotated[float, take("t{CO2e}/a", emission, role="baseline")],
        project: Annotated[float, take("t{CO2e}/a", emission, role="project")],
        years: Annotated[float, take("a")],
    ) -> float:
        """What it emits more than in the baseline; a fall is not credited."""
        return max(0.0, project - baseline) * years

    return increase


def _of_scenario(
    source: str, number: str, symbols: tuple[str, str], titles: tuple[str, str]
) -> Equation:
    """Return what a source without kinds emits more over the period."""
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
        formula=f"{symbol} = max({symbol}0, ({areal},wp − {areal},bsl) · A · x)",
    )
    def increase(
        baseline: Annotated[float, take("t{CO2e}/har/a", source, role="baseline")],
        project: Annotated[float, take("t{CO2e}/har/a", source, role="project")],
        area: Annotated[float, take("har")],
        years: Annotated[float, take("a")],
        before: Annotated[float, take(TONNES, f"{source}_increase_before")],
    ) -> float:
        """What the source emits more than in the baseline; a fall is not credited."""
        return max(before, (project - baseline) * area * years)

    return increase


INCREASES = (
    *_of_kinds(
        ("fuel_emission", "fuel_kind"), "7a", ("EFF_j", "E_ff"),
        ("Increase, fossil fuel", "化石燃料排放增加量"),
    ),
    *_of_kinds(
        ("enteric_emission", "animal_kind"), "7c", ("CH4_ent,l", "E_ent"),
        ("Increase, enteric methane", "肠道发酵甲烷增加量"),
    ),
    *_of_kinds(
        ("manure_ch4_emission", "animal_kind"), "7d", ("CH4_md,l", "E_md"),
        ("Increase, manure methane", "粪便甲烷增加量"),
    ),
    *_of_kinds(
        ("manure_n2o_emission", "animal_kind"), "7n", ("N2O_md,l", "E_md,N2O"),
        ("Increase, manure nitrous oxide", "粪便氧化亚氮增加量"),
    ),
    *_of_kinds(
        ("burning_ch4_emission", "residue_kind"), "7e", ("CH4_bb,c", "E_bb,CH4"),
        ("Increase, burning methane", "秸秆焚烧甲烷增加量"),
    ),
    *_of_kinds(
        ("burning_n2o_emission", "residue_kind"), "7g", ("N2O_bb,c", "E_bb,N2O"),
        ("Increase, burning nitrous oxide", "秸秆焚烧氧化亚氮增加量"),
    ),
    _of_scenario(
        "n2o_fertiliser", "7l", ("N2O_fert", "E_fert"),
        ("Increase, fertiliser nitrous oxide", "施肥氧化亚氮增加量"),
    ),
    _of_scenario(
        "n2o_fixation", "7m", ("N2O_Nfix", "E_Nfix"),
        ("Increase, nitrous oxide of N-fixing plants", "固氮作物氧化亚氮增加量"),
    ),
)  # fmt: skip


@equation(
    number="7b",
    symbol="E_lime",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7, limestone and dolomite apart",
    mark="D",
    title=("Increase, liming", "石灰施用排放增加量"),
    rounding="up",
    formula=(
        "E_lime = max(E_lime0, "
        "(max(0, M_limestone,wp − M_limestone,bsl) · EF_limestone + "
        "max(0, M_dolomite,wp − M_dolomite,bsl) · EF_dolomite) · 44/12 · x)"
    ),
)
def lime_increase(
    limestone_before: Annotated[
        float, take("t/a", "limestone_applied", role="baseline")
    ],
    limestone: Annotated[float, take("t/a", "limestone_applied", role="project")],
    dolomite_before: Annotated[float, take("t/a", "dolomite_applied", role="baseline")],
    dolomite: Annotated[float, take("t/a", "dolomite_applied", role="project")],
    *,
    limestone_factor: Annotated[float, parameter("lime_factor.limestone", "t{C}/t")],
    dolomite_factor: Annotated[float, parameter("lime_factor.dolomite", "t{C}/t")],
    years: Annotated[float, take("a")],
    before: Annotated[float, take(TONNES, "lime_increase_before")],
) -> float:
    """What each kind of lime releases more; a fall is not credited."""
    limestone_carbon = max(0.0, limestone - limestone_before) * limestone_factor
    dolomite_carbon = max(0.0, dolomite - dolomite_before) * dolomite_factor
    return max(before, (limestone_carbon + dolomite_carbon) * CO2_PER_C * years)


@equation(
    number="7f",
    symbol="E_N2O",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=("Increase, soil nitrous oxide", "土壤氧化亚氮增加量"),
    rounding="up",
    formula="E_N2O = E_fert + E_Nfix + E_md,N2O",
)
def n2o_soil_increase(
    fertiliser: Annotated[float, take(TONNES, "n2o_fertiliser_increase")],
    fixation: Annotated[float, take(TONNES, "n2o_fixation_increase")],
    manure: Annotated[float, take(TONNES, "manure_n2o_increase")],
) -> float:
    """Fertiliser of both forms is one source, N-fixing plants and manure two more."""
    return math.fsum((fertiliser, fixation, manure))


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
        "E_product = {[EF_product · Σ P_wp] / [1000] · x + max(0, E_product0"
        " − [EF_product · Σ P_wp] / [1000] · x): Σ P_wp > 0; E_product0: Σ P_wp = 0}"
    ),
)
def product_increase(
    product_applied: Annotated[
        Values, take("kg/a", role="project", may_be_empty=True, may_be_missing=True)
    ],
    product_factor: Annotated[float, take("kg{CO2e}/kg", may_be_missing=True)],
    years: Annotated[float, take("a")],
    before: Annotated[float, take(TONNES, "product_increase_before")],
) -> float:
    """Product applied times its emission factor, production to field, over the period.

    Without any product the source is zero; a product without a factor leaves the
    emissions unknown, and the account without a result.
    """
    applied = math.fsum(product_applied)
    if applied > 0:
        emitted = applied * product_factor / 1000.0 * years
        return emitted + max(0.0, before - emitted)
    return before if applied == 0 else math.nan


@equation(
    number="7i",
    symbol="E_flood",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7, paddy and wetland",
    mark="D",
    title=("Increase, methane of flooded soil", "淹水土壤甲烷增加量"),
    when={"scenario": "paddy"},
    rounding="up",
    formula=(
        "E_flood = max(0, F_CH4,wp − F_CH4,bsl) · A · x"
        " + max(0, E_flood0 − max(0, F_CH4,wp − F_CH4,bsl) · A · x_0)"
    ),
)
def flooded_increase(
    baseline: Annotated[float, take("t{CO2e}/har/a", "ch4_flooded", role="baseline")],
    project: Annotated[float, take("t{CO2e}/har/a", "ch4_flooded", role="project")],
    area: Annotated[float, take("har")],
    years: Annotated[float, take("a")],
    *,
    before: Annotated[float, take(TONNES, "flooded_increase_before")],
    closed: Annotated[float, take("a", "closed_years")],
) -> float:
    """What flooded soil emits more, measured by chambers; a fall is not credited.

    The flux is one word for all years: stated milder later, it holds for the time
    since the last account, and what was charged for the time before stays.
    """
    yearly = max(0.0, project - baseline) * area
    return yearly * years + max(0.0, before - yearly * closed)


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
    ch4_burning: Annotated[float, take(TONNES, "burning_ch4_increase")],
    n2o_burning: Annotated[float, take(TONNES, "burning_n2o_increase")],
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
    fuel: Annotated[float, take(TONNES, "fuel_increase")],
    lime: Annotated[float, take(TONNES, "lime_increase")],
    enteric: Annotated[float, take(TONNES, "enteric_increase")],
    manure_ch4: Annotated[float, take(TONNES, "manure_ch4_increase")],
    burning: Annotated[float, take(TONNES, "burning_increase")],
    n2o_soil: Annotated[float, take(TONNES, "n2o_soil_increase")],
    product: Annotated[float, take(TONNES, "product_increase")],
) -> float:
    """Each source on its own: a fall of one does not pay for a rise of another."""
    return math.fsum((fuel, lime, enteric, manure_ch4, burning, n2o_soil, product))


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
    lime_increase,
    n2o_soil_increase,
    product_increase,
    flooded_increase,
    burning_increase,
    source_increases,
    emission_increases,
    emission_increases_paddy,
)
