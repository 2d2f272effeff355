"""VM0042 v2.2 §8.5.1: stock change after uncertainty, with trees and shrubs."""

import math
from typing import Annotated

from edaphon.methods.engine.equation import (
    Equation,
    Values,
    equation,
    parameter,
    take,
)

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


def _adjusted(soil: float, deduction: float, sign: float) -> float:
    return soil * (1.0 - deduction * sign)


@equation(
    number="44",
    symbol="ΔCO2_bsl",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.5.1 Eq. 44; trees and shrubs enter in Eq. 45 with their loss",
    mark="D",
    title=("Stock change after uncertainty, control", "对照碳储量变化（扣减后）"),
    formula="ΔCO2_bsl = ΔC_soil,bsl · (1 − UNC · I_soil)",
)
def stock_change_baseline(
    soil: Annotated[float, take("t{CO2e}/a", "soil_change_baseline")],
    uncertainty: Annotated[float, take("1")],
    soil_sign: Annotated[float, take("1")],
) -> float:
    """Soil after its deduction, as in the project scenario.

    One deduction and one sign serve both scenarios.
    """
    return _adjusted(soil, uncertainty, soil_sign)


@equation(
    number="45",
    symbol="ΔCO2_wp",
    unit="t{CO2e}/a",
    source=f"{VCS} §8.5.1 Eq. 45; trees and shrubs enter with their loss alone",
    mark="D",
    title=("Stock change after uncertainty, project", "项目情景碳储量变化（扣减后）"),
    formula="ΔCO2_wp = ΔC_soil,wp · (1 − UNC · I_soil) − W",
)
def stock_change_project(
    soil: Annotated[float, take("t{CO2e}/a", "soil_change_project")],
    uncertainty: Annotated[float, take("1")],
    soil_sign: Annotated[float, take("1")],
    woody_loss: Annotated[float, take("t{CO2e}/a")],
) -> float:
    """Soil after its deduction, less the loss of trees and shrubs.

    A loss of the soil is enlarged.
    """
    return _adjusted(soil, uncertainty, soil_sign) - woody_loss


def _woody(kind: str, side: str, number: str, titles: tuple[str, str]) -> Equation:
    short, sign = {"project": ("wp", "p"), "control": ("bsl", "c")}[side]
    where = {"project": "project", "control": "baseline"}[side]
    symbol = f"ΔC_{kind},{short}"

    @equation(
        name=f"{kind}_change_{where}",
        number=number,
        symbol=symbol,
        unit="t{CO2e}/a",
        source=f"{VCS} §8.5.1 Eq. {number}, read as stocks of the CDM tools",
        mark="P",
        title=titles,
        formula=f"{symbol} = 44/12 · [Σ_k ΔT_{sign},k · (1 − b_wood)] / [x]",
    )
    def woody(
        without_wood: Annotated[float, take("1")],
        changes: Annotated[
            Values,
            take(
                "t{C}",
                f"wood_change_{side}",
                kind=kind,
                may_be_empty=True,
                may_be_missing=True,
            ),
        ],
        years: Annotated[float, take("a")],
        co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
    ) -> float:
        """Zero where there are none, as stated; unknown where nobody says."""
        known = math.fsum(change * (1.0 - without_wood) for change in changes)
        return co2_per_carbon * known / years

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


@equation(
    number="51a",
    symbol="W",
    unit="t{CO2e}/a",
    source=f"{VCS} §5 Table 2 and §8.5.1 Eq. 48-51; a gain is optional and not counted",
    mark="D",
    title=("Loss of woody carbon", "木本植物碳储量损失"),
    rounding="up",
    formula=(
        "W = max(0, −(ΔC_tree,wp + ΔC_shrub,wp), "
        "ΔC_tree,bsl + ΔC_shrub,bsl − (ΔC_tree,wp + ΔC_shrub,wp))"
    ),
)
def woody_loss(
    trees: Annotated[float, take("t{CO2e}/a", "tree_change_project")],
    shrubs: Annotated[float, take("t{CO2e}/a", "shrub_change_project")],
    trees_before: Annotated[float, take("t{CO2e}/a", "tree_change_baseline")],
    shrubs_before: Annotated[float, take("t{CO2e}/a", "shrub_change_baseline")],
) -> float:
    """What trees and shrubs lost, or gained less than on the control."""
    project, control = trees + shrubs, trees_before + shrubs_before
    return max(0.0, -project, control - project)


EQUATIONS = (
    soil_sign,
    *WOODY,
    woody_loss,
    stock_change_baseline,
    stock_change_project,
)
