"""Equations of ``edaphon.mcs/1.0``, in the order of section 3 of the method."""

import math
from collections.abc import Callable
from typing import Annotated

from edaphon.methods import emissions, trunk
from edaphon.methods.equation import Equation, Values, equation, parameter, take
from edaphon.science.student import quantile as t_quantile

METHOD = "edaphon.mcs/1.0"
TONNES = "t{CO2e}"


def _soil() -> tuple[Equation, ...]:
    own = {
        "change": ("1", "d", "§3 eq. 1"),
        "mean_change": ("2", "g", "§3 eq. 2"),
        "change_variance": ("2", "v", "§3 eq. 2"),
        "change_freedom": ("2", "df", "§3 eq. 2"),
    }
    numbered = []
    for item in trunk.SOIL:
        if item.name in own:
            number, symbol, clause = own[item.name]
            source = f"{METHOD} {clause}; {item.source}"
            numbered.append(
                item.under(number=number, symbol=symbol, source=source, mark="D")
            )
        else:
            numbered.append(item)
    return tuple(numbered)


@equation(
    number="3",
    symbol="D",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 3",
    mark="D",
    title=("Difference between project and control", "项目与对照的储量变化之差"),
)
def difference(
    project_change: Annotated[Values, take("t{C}/har", "mean_change", role="project")],
    project_area: Annotated[Values, take("har", "group_area", role="project")],
    control_change: Annotated[Values, take("t{C}/har", "mean_change", role="control")],
    control_area: Annotated[Values, take("har", "group_area", role="control")],
) -> float:
    """D = sum A_h (g_p,h - g_c,h); a control stands for the area it is linked to."""
    return _total(project_change, project_area) - _total(control_change, control_area)


@equation(
    number="3",
    symbol="G",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 3",
    mark="D",
    title=("Gain on project land", "项目地储量增加量"),
)
def gain(
    project_change: Annotated[Values, take("t{C}/har", "mean_change", role="project")],
    project_area: Annotated[Values, take("har", "group_area", role="project")],
) -> float:
    """G = sum A_h g_p,h."""
    return _total(project_change, project_area)


@equation(
    number="4",
    symbol="SE_D",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 4",
    mark="D",
    title=("Standard error of the difference", "差值的标准误"),
)
def difference_error(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance")],
    areas: Annotated[Values, take("har", "group_area")],
    shared_variance_difference: Annotated[float, take("t2{C}")],
) -> float:
    """SE_D = sqrt(sum A^2 v + shared), over project and control alike.

    A control that serves several strata enters once, with the sum of their areas,
    which carries the covariance of shared controls. Errors common to all rows are
    the shared term, drawn once.
    """
    return math.sqrt(_spread(variances, areas) + shared_variance_difference)


@equation(
    number="4",
    symbol="df_D",
    unit="1",
    source=f"{METHOD} §3 eq. 4; Satterthwaite (1946)",
    mark="D",
    title=("Degrees of freedom of the difference", "差值的自由度"),
)
def difference_freedom(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance")],
    areas: Annotated[Values, take("har", "group_area")],
    freedoms: Annotated[Values, take("1", "change_freedom")],
    shared_variance_difference: Annotated[float, take("t2{C}")],
) -> float:
    """Satterthwaite over all terms; the shared term has no limit of its own."""
    return _freedom(variances, areas, freedoms, shared_variance_difference)


@equation(
    number="4",
    symbol="SE_G",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 4",
    mark="D",
    title=("Standard error of the gain", "增加量的标准误"),
)
def gain_error(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance", role="project")],
    areas: Annotated[Values, take("har", "group_area", role="project")],
    shared_variance_gain: Annotated[float, take("t2{C}")],
) -> float:
    """SE_G = sqrt(sum A^2 v + shared), over project land."""
    return math.sqrt(_spread(variances, areas) + shared_variance_gain)


@equation(
    number="4",
    symbol="df_G",
    unit="1",
    source=f"{METHOD} §3 eq. 4; Satterthwaite (1946)",
    mark="D",
    title=("Degrees of freedom of the gain", "增加量的自由度"),
)
def gain_freedom(
    variances: Annotated[Values, take("t2{C}/har2", "change_variance", role="project")],
    areas: Annotated[Values, take("har", "group_area", role="project")],
    freedoms: Annotated[Values, take("1", "change_freedom", role="project")],
    shared_variance_gain: Annotated[float, take("t2{C}")],
) -> float:
    """Satterthwaite over project land; the shared term has no limit of its own."""
    return _freedom(variances, areas, freedoms, shared_variance_gain)


@equation(
    number="5",
    symbol="L_D",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 5",
    mark="D",
    title=("Lower bound of the difference", "差值的置信下限"),
)
def difference_bound(
    difference: Annotated[float, take("t{C}")],
    difference_error: Annotated[float, take("t{C}")],
    difference_freedom: Annotated[float, take("1")],
    confidence: Annotated[float, parameter("confidence", "1")],
) -> float:
    """L_D = D - t(0.90, df_D) SE_D."""
    return difference - t_quantile(confidence, difference_freedom) * difference_error


@equation(
    number="5",
    symbol="L_G",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 5",
    mark="D",
    title=("Lower bound of the gain", "增加量的置信下限"),
)
def gain_bound(
    gain: Annotated[float, take("t{C}")],
    gain_error: Annotated[float, take("t{C}")],
    gain_freedom: Annotated[float, take("1")],
    confidence: Annotated[float, parameter("confidence", "1")],
) -> float:
    """L_G = G - t(0.90, df_G) SE_G."""
    return gain - t_quantile(confidence, gain_freedom) * gain_error


@equation(
    number="6",
    symbol="R",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 6",
    mark="D",
    title=("Soil removal", "土壤温室气体清除量"),
)
def soil_removal(
    difference_bound: Annotated[float, take("t{C}")],
    gain_bound: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """R = 44/12 min(L_D, L_G): no more than the difference, no more than the gain."""
    return co2_per_carbon * min(difference_bound, gain_bound)


@equation(
    number="6",
    symbol="R_avoided",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 6, reported and not credited",
    mark="D",
    title=("Avoided loss, not credited", "避免的碳损失（不签发）"),
)
def avoided_loss(
    difference_bound: Annotated[float, take("t{C}")],
    gain_bound: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """44/12 max(0, L_D - max(0, L_G)): loss the control had and the project had not."""
    return co2_per_carbon * max(0.0, difference_bound - max(0.0, gain_bound))


@equation(
    number="C4",
    symbol="R_deep",
    unit=TONNES,
    source=f"{METHOD} §2 C4",
    mark="D",
    title=("Significant loss below the credited depth", "计入深度以下的显著损失"),
    rounding="up",
)
def deep_loss(
    changes: Annotated[Values, take("t{C}/har", "mean_deep_change")],
    variances: Annotated[Values, take("t2{C}/har2", "deep_change_variance")],
    freedoms: Annotated[Values, take("1", "deep_change_freedom")],
    signed_areas: Annotated[Values, take("har", "signed_area")],
    confidence: Annotated[float, parameter("confidence", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """44/12 times the loss against control, where it is significant at one side 10 %.

    Control areas enter with a minus sign, so that the sum is a difference.
    """
    if not len(changes) == len(variances) == len(freedoms) == len(signed_areas):
        return math.nan
    deep = _total(changes, signed_areas)
    error = math.sqrt(_spread(variances, signed_areas))
    freedom = _freedom(variances, signed_areas, freedoms, 0.0)
    is_loss = deep + t_quantile(confidence, freedom) * error < 0
    return co2_per_carbon * -deep if is_loss else 0.0


def _increase(source: str, titles: tuple[str, str]) -> Equation:
    @equation(
        name=f"{source}_increase",
        number="7",
        symbol=f"E_{source}",
        unit=TONNES,
        source=f"{METHOD} §3 eq. 7",
        mark="D",
        title=titles,
        rounding="up",
    )
    def increase(
        baseline: Annotated[float, take("t{CO2e}/har/a", source, role="baseline")],
        project: Annotated[float, take("t{CO2e}/har/a", source, role="project")],
        area: Annotated[float, take("har")],
        years: Annotated[float, take("a")],
    ) -> float:
        """max(0, project - baseline) over area and period; a fall is not credited."""
        return max(0.0, project - baseline) * area * years

    return increase


INCREASES = tuple(
    _increase(source, titles)
    for source, titles in (
        ("co2_fuel", ("Increase, fossil fuel", "化石燃料排放增加量")),
        ("co2_lime", ("Increase, liming", "石灰施用排放增加量")),
        ("ch4_enteric", ("Increase, enteric methane", "肠道发酵甲烷增加量")),
        ("ch4_manure", ("Increase, manure methane", "粪便甲烷增加量")),
        ("ch4_burning", ("Increase, burning methane", "秸秆焚烧甲烷增加量")),
        ("n2o_soil", ("Increase, soil nitrous oxide", "土壤氧化亚氮增加量")),
        ("n2o_burning", ("Increase, burning nitrous oxide", "秸秆焚烧氧化亚氮增加量")),
    )
)


@equation(
    number="7",
    symbol="E_product",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=(
        "Production, transport and application of the product",
        "菌剂生产、运输和施用排放量",
    ),
    rounding="up",
)
def product_increase(
    product_emissions: Annotated[
        Values, take("t{CO2e}/a", role="project", may_be_empty=True)
    ],
    years: Annotated[float, take("a")],
) -> float:
    """Yearly emissions of the product over the period; the baseline has none."""
    return max(0.0, math.fsum(product_emissions)) * years


@equation(
    number="7",
    symbol="E_measured",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7, paddy and wetland",
    mark="D",
    title=("Increase, methane of flooded soil", "淹水土壤甲烷增加量"),
    when={"scenario": "paddy"},
    rounding="up",
)
def flooded_increase(
    baseline: Annotated[float, take("t{CO2e}/har/a", "ch4_flooded", role="baseline")],
    project: Annotated[float, take("t{CO2e}/har/a", "ch4_flooded", role="project")],
    area: Annotated[float, take("har")],
    years: Annotated[float, take("a")],
) -> float:
    """max(0, project - baseline) of chamber-measured methane."""
    return max(0.0, project - baseline) * area * years


@equation(
    number="7",
    symbol="E_sources",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=("Emission increases of all sources", "各排放源增加量合计"),
    rounding="up",
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
    """Sum over gases and sources of max(0, project - baseline)."""
    return math.fsum(
        (co2_fuel, co2_lime, ch4_enteric, ch4_manure, burning, n2o_soil, product)
    )


@equation(
    number="7",
    symbol="E_bb",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=("Increase, residue burning", "秸秆焚烧排放增加量"),
    rounding="up",
)
def burning_increase(
    ch4_burning: Annotated[float, take(TONNES, "ch4_burning_increase")],
    n2o_burning: Annotated[float, take(TONNES, "n2o_burning_increase")],
) -> float:
    """Methane and nitrous oxide, each on its own."""
    return ch4_burning + n2o_burning


@equation(
    number="7",
    symbol="E",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 7",
    mark="D",
    title=("Emission increases", "排放增加量"),
    rounding="up",
)
def emission_increases(source_increases: Annotated[float, take(TONNES)]) -> float:
    """E, where no soil is flooded."""
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
)
def emission_increases_paddy(
    source_increases: Annotated[float, take(TONNES)],
    flooded_increase: Annotated[float, take(TONNES)],
) -> float:
    """E with the measured methane of the flooded soil, which dominates."""
    return source_increases + flooded_increase


@equation(
    number="8",
    symbol="LK_import",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8; form of VM0042 v2.2 Eq. 33",
    mark="D",
    title=("Organic carbon imported with amendments", "有机物料带入碳的泄漏"),
    rounding="up",
)
def amendment_leakage(
    new_amendment_carbon: Annotated[float, take("t{C}/a")],
    retained: Annotated[float, parameter("amendment_retained", "1")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
    years: Annotated[float, take("a")],
) -> float:
    """0.12 x 44/12 x carbon of new or additional amendments, over the period."""
    return max(0.0, new_amendment_carbon) * retained * co2_per_carbon * years


@equation(
    number="8",
    symbol="LK_carrier",
    unit=TONNES,
    source=f"{METHOD} §1 and §2 C2",
    mark="D",
    title=("Carbon carried in by the product", "菌剂及载体带入碳"),
    rounding="up",
)
def carrier_leakage(
    carrier_carbon: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """All of it: an import is never a removal."""
    return max(0.0, carrier_carbon) * co2_per_carbon


@equation(
    number="8",
    symbol="LK_yield",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8; a fall over 5 % displaces its share of the removal",
    mark="D",
    title=("Displaced yield", "减产转移泄漏"),
    rounding="up",
)
def yield_leakage(
    yield_change: Annotated[float, take("1")],
    soil_removal: Annotated[float, take(TONNES)],
    threshold: Annotated[float, parameter("yield_threshold", "1")],
) -> float:
    """max(0, R) times the fall where it exceeds 5 % against control, else 0."""
    fall = -yield_change
    return fall * max(0.0, soil_removal) if fall > threshold else 0.0


@equation(
    number="8",
    symbol="LK",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 8",
    mark="D",
    title=("Leakage", "泄漏量"),
    rounding="up",
)
def leakage(
    amendment_leakage: Annotated[float, take(TONNES)],
    carrier_leakage: Annotated[float, take(TONNES)],
    yield_leakage: Annotated[float, take(TONNES)],
    displaced_livestock: Annotated[float, take("t{CO2e}/a")],
    diverted_residues: Annotated[float, take("t{CO2e}/a")],
    years: Annotated[float, take("a")],
) -> float:
    """LK: imports, displaced yield and livestock, diverted residues; each >= 0."""
    yearly = max(0.0, displaced_livestock) + max(0.0, diverted_residues)
    return math.fsum(
        (amendment_leakage, carrier_leakage, yield_leakage, yearly * years)
    )


@equation(
    number="9",
    symbol="N",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 9",
    mark="D",
    title=("Net removals", "净清除量"),
)
def net_removals(
    soil_removal: Annotated[float, take(TONNES)],
    emission_increases: Annotated[float, take(TONNES)],
    leakage: Annotated[float, take(TONNES)],
    deep_loss: Annotated[float, take(TONNES, may_be_missing=True)],
    carried_deficit: Annotated[float, take(TONNES)],
) -> float:
    """N = R - E - LK, less a significant deeper loss and an unpaid deficit."""
    deeper = 0.0 if math.isnan(deep_loss) else deep_loss
    return soil_removal - emission_increases - leakage - deeper - carried_deficit


@equation(
    number="9",
    symbol="N_deficit",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 9",
    mark="D",
    title=("Deficit carried to the next account", "结转下期的亏损"),
    rounding="up",
)
def deficit(net_removals: Annotated[float, take(TONNES)]) -> float:
    """max(0, -N): carried into every later account until repaid."""
    return max(0.0, -net_removals)


@equation(
    number="10",
    symbol="b",
    unit="1",
    source=f"{METHOD} §3 eq. 10",
    mark="D",
    title=("Buffer share", "缓冲池扣留比例"),
    rounding="up",
)
def buffer_share(
    non_permanence_rating: Annotated[float, take("1")],
    least: Annotated[float, parameter("least_buffer", "1")],
) -> float:
    """max(20 %, declared non-permanence rating)."""
    return max(least, non_permanence_rating)


@equation(
    number="10",
    symbol="B",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 10",
    mark="D",
    title=("Buffer", "缓冲池扣留量"),
    rounding="up",
)
def buffer(
    net_removals: Annotated[float, take(TONNES)],
    buffer_share: Annotated[float, take("1")],
) -> float:
    """B = b N; nothing is withheld from a loss."""
    return buffer_share * max(0.0, net_removals)


@equation(
    number="11",
    symbol="N - B",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 11",
    mark="D",
    title=("Creditable removals", "可计入清除量"),
)
def creditable(
    net_removals: Annotated[float, take(TONNES)],
    buffer: Annotated[float, take(TONNES)],
) -> float:
    """Net removals less the buffer; nothing from a loss."""
    return max(0.0, net_removals) - buffer


@equation(
    number="11",
    symbol="units",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 11",
    mark="D",
    title=("Carbon units", "碳信用数量"),
    replay="E",
    decimals=0,
    rounding="down",
)
def units(creditable: Annotated[float, take(TONNES)]) -> float:
    """Whole tonnes, rounded down once over the whole period."""
    return float(math.floor(creditable))


@equation(
    number="11",
    symbol="units_k",
    unit=TONNES,
    over="vintage",
    source=f"{METHOD} §3 eq. 11",
    mark="D",
    title=("Carbon units of a vintage", "分年度碳信用数量"),
    replay="E",
    decimals=0,
    rounding="down",
)
def vintage_units(
    creditable: Annotated[float, take(TONNES)],
    share_before: Annotated[float, take("1")],
    share_through: Annotated[float, take("1")],
) -> float:
    """Floor of the cumulative share less the earlier floors: no tonne is lost."""
    through = math.floor(creditable * share_through)
    return float(through - math.floor(creditable * share_before))


def _total(changes: Values, areas: Values) -> float:
    if len(changes) != len(areas):
        return math.nan
    return math.fsum(change * area for change, area in zip(changes, areas, strict=True))


def _spread(variances: Values, areas: Values) -> float:
    if len(variances) != len(areas):
        return math.nan
    return math.fsum(
        area * area * variance for variance, area in zip(variances, areas, strict=True)
    )


def _freedom(
    variances: Values, areas: Values, freedoms: Values, shared: float
) -> float:
    if not len(variances) == len(areas) == len(freedoms):
        return math.nan
    terms = [
        area * area * variance for variance, area in zip(variances, areas, strict=True)
    ]
    return trunk.satterthwaite((*terms, shared), (*freedoms, math.inf))


def _bar(
    name: str, symbol: str, titles: tuple[str, str]
) -> Callable[[Callable[..., float]], Equation]:
    return equation(
        name=name,
        number="–",
        symbol=symbol,
        unit=TONNES,
        source=f"{METHOD} §3, a bar of the waterfall",
        mark="D",
        title=titles,
    )


@_bar("gross_effect", "44/12 D", ("Measured net soil effect", "实测净土壤碳效应"))
def gross_effect(
    difference: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """44/12 D."""
    return co2_per_carbon * difference


@_bar("uncertainty_term", "44/12 (L_D - D)", ("Uncertainty", "不确定性扣减"))
def uncertainty_term(
    difference: Annotated[float, take("t{C}")],
    difference_bound: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """From the estimate down to its lower bound."""
    return co2_per_carbon * (difference_bound - difference)


@_bar(
    "own_gain_term",
    "44/12 (min - L_D)",
    ("Limit of the own gain", "以项目地实际增量为限"),
)
def own_gain_term(
    difference_bound: Annotated[float, take("t{C}")],
    gain_bound: Annotated[float, take("t{C}")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """What the difference holds beyond the gain itself: avoided loss, no removal."""
    return co2_per_carbon * (min(difference_bound, gain_bound) - difference_bound)


@_bar("emission_term", "-E", ("Emission increases", "排放增加量"))
def emission_term(emission_increases: Annotated[float, take(TONNES)]) -> float:
    """Taken off."""
    return -emission_increases


@_bar("leakage_term", "-LK", ("Leakage", "泄漏"))
def leakage_term(leakage: Annotated[float, take(TONNES)]) -> float:
    """Taken off."""
    return -leakage


@_bar("deep_term", "-R_deep", ("Loss in deeper layers", "深层土壤损失"))
def deep_term(deep_loss: Annotated[float, take(TONNES, may_be_missing=True)]) -> float:
    """Taken off where it is significant."""
    return 0.0 if math.isnan(deep_loss) else -deep_loss


@_bar("deficit_term", "-deficit", ("Deficit of earlier accounts", "以前核算亏损"))
def deficit_term(carried_deficit: Annotated[float, take(TONNES)]) -> float:
    """Taken off until it is repaid."""
    return -carried_deficit


@_bar("buffer_term", "-B", ("Buffer", "缓冲池扣留"))
def buffer_term(buffer: Annotated[float, take(TONNES)]) -> float:
    """Withheld against reversals."""
    return -buffer


@_bar("rounding_term", "floor", ("Rounding down, or deficit", "取整或亏损结转"))
def rounding_term(
    net_removals: Annotated[float, take(TONNES)],
    buffer: Annotated[float, take(TONNES)],
    units: Annotated[float, take(TONNES)],
) -> float:
    """From net removals less buffer to whole units; a loss becomes a deficit."""
    return units - (net_removals - buffer)


EQUATIONS = (
    *_soil(),
    difference,
    gain,
    difference_error,
    difference_freedom,
    gain_error,
    gain_freedom,
    difference_bound,
    gain_bound,
    soil_removal,
    avoided_loss,
    deep_loss,
    *emissions.SOURCES,
    *INCREASES,
    product_increase,
    flooded_increase,
    burning_increase,
    source_increases,
    emission_increases,
    emission_increases_paddy,
    amendment_leakage,
    carrier_leakage,
    yield_leakage,
    leakage,
    net_removals,
    deficit,
    buffer_share,
    buffer,
    creditable,
    units,
    vintage_units,
    gross_effect,
    uncertainty_term,
    own_gain_term,
    emission_term,
    leakage_term,
    deep_term,
    deficit_term,
    buffer_term,
    rounding_term,
)
