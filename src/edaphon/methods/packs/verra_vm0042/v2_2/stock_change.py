"""VM0042 v2.2 §8.5.1: stock change after uncertainty, with trees and shrubs."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Equation, Take, Values, equation, take

VCS = "VM0042 v2.2"


@equation(
    number="44a",
    symbol="I_soil",
    unit="1",
    source=f"{VCS} §8.5.1 Eq. 44-45",
    mark="P",
    title=("Sign of the soil term", "土壤项符号"),
    replay="E",
    formula=("I_soil = {+1: ΔC_soil,wp ≥ ΔC_soil,bsl; −1: ΔC_soil,wp < ΔC_soil,bsl}"),
)
def soil_sign(
    soil_change_project: Annotated[float, take("t{CO2e}/a")],
    soil_change_baseline: Annotated[float, take("t{CO2e}/a")],
) -> float:
    """Takes the deduction off a gain and adds it to a loss."""
    return 1.0 if soil_change_project >= soil_change_baseline else -1.0


def _adjusted(soil: float, deduction: float, sign: float, others: Values) -> float:
    return math.fsum((soil * (1.0 - deduction * sign), *others))


@equation(
    number="44",
    symbol="ΔCO2_bsl",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.5.1 Eq. 44",
    mark="P",
    title=("Stock change after uncertainty, control", "对照碳储量变化（扣减后）"),
    formula=(
        "ΔCO2_bsl = ΔC_soil,bsl · (1 − UNC · I_soil) + ΔC_tree,bsl + ΔC_shrub,bsl"
    ),
)
def stock_change_baseline(
    soil: Annotated[float, take("t{CO2e}/a", "soil_change_baseline")],
    uncertainty: Annotated[float, take("1")],
    soil_sign: Annotated[float, take("1")],
    trees: Annotated[float, take("t{CO2e}/a", "tree_change_baseline")],
    shrubs: Annotated[float, take("t{CO2e}/a", "shrub_change_baseline")],
) -> float:
    """Soil after its deduction, trees and shrubs, as in the project scenario.

    One deduction and one sign serve both scenarios.
    """
    return _adjusted(soil, uncertainty, soil_sign, (trees, shrubs))


@equation(
    number="45",
    symbol="ΔCO2_wp",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.5.1 Eq. 45",
    mark="P",
    title=("Stock change after uncertainty, project", "项目情景碳储量变化（扣减后）"),
    formula=("ΔCO2_wp = ΔC_soil,wp · (1 − UNC · I_soil) + ΔC_tree,wp + ΔC_shrub,wp"),
)
def stock_change_project(
    soil: Annotated[float, take("t{CO2e}/a", "soil_change_project")],
    uncertainty: Annotated[float, take("1")],
    soil_sign: Annotated[float, take("1")],
    trees: Annotated[float, take("t{CO2e}/a", "tree_change_project")],
    shrubs: Annotated[float, take("t{CO2e}/a", "shrub_change_project")],
) -> float:
    """Soil after its deduction, trees and shrubs; a loss is enlarged."""
    return _adjusted(soil, uncertainty, soil_sign, (trees, shrubs))


def _woody(kind: str, role: str, number: str, titles: tuple[str, str]) -> Equation:
    short = {"project": "wp", "control": "bsl"}[role]
    stock = f"C_{kind}"
    where = {"project": "project", "control": "baseline"}[role]

    def declared(name: str) -> Take:
        return take("t{CO2e}", name, role=where, may_be_empty=True, may_be_missing=True)

    @equation(
        name=f"{kind}_change_{where}",
        number=number,
        symbol=f"ΔC_{kind},{short}",
        unit="t{CO2e}/a",
        source=f"{VCS} §8.5.1 Eq. {number}, read as stocks of the CDM tools",
        mark="P",
        title=titles,
        formula=(
            f"ΔC_{kind},{short} = [Σ {stock},t1,{short} − Σ {stock},t0,{short}] / [x]"
        ),
    )
    def woody(
        stock_end: Annotated[Values, declared(f"{kind}_stock_end")],
        stock_start: Annotated[Values, declared(f"{kind}_stock_start")],
        years: Annotated[float, take("a")],
    ) -> float:
        """Zero where no woody stock is declared."""
        return (math.fsum(stock_end) - math.fsum(stock_start)) / years

    return woody


WOODY = (
    _woody(
        "tree",
        "project",
        "49",
        ("Tree carbon change, project", "项目情景乔木碳储量变化"),
    ),
    _woody(
        "tree",
        "control",
        "48",
        ("Tree carbon change, baseline", "基准线情景乔木碳储量变化"),
    ),
    _woody(
        "shrub",
        "project",
        "51",
        ("Shrub carbon change, project", "项目情景灌木碳储量变化"),
    ),
    _woody(
        "shrub",
        "control",
        "50",
        ("Shrub carbon change, baseline", "基准线情景灌木碳储量变化"),
    ),
)


EQUATIONS = (soil_sign, stock_change_baseline, stock_change_project, *WOODY)
