"""Section 3, equation 9: carbon of trees and shrubs that was lost."""

from typing import Annotated

from edaphon.methods.engine.equation import equation, parameter, take

METHOD = "edaphon.mcs/1.1"

TONNES = "t{CO2e}"


@equation(
    number="9",
    symbol="W",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 9",
    mark="D",
    title=("Loss of woody carbon", "木本植物碳储量损失"),
    rounding="up",
    formula="W = 44/12 · max(0, −ΔT_p, ΔT_c − ΔT_p)",
)
def woody_loss(
    project: Annotated[float, take("t{C}", "woody_change_project")],
    control: Annotated[float, take("t{C}", "woody_change_control")],
    co2_per_carbon: Annotated[float, parameter("co2_per_carbon", "t{CO2e}/t{C}")],
) -> float:
    """What trees and shrubs lost, or gained less than on the control."""
    return co2_per_carbon * max(0.0, -project, control - project)


@equation(
    number="9b",
    symbol="X_min",
    unit=TONNES,
    source=f"{METHOD} §3 eq. 12, what a fall is judged by",
    mark="D",
    title=("Smallest estimate", "最小估计值"),
    formula="X_min = X_soil − W",
)
def least_estimate(
    soil_estimate: Annotated[float, take(TONNES)],
    woody_loss: Annotated[float, take(TONNES)],
) -> float:
    """What is stored by estimate: wood that was felled is as gone as soil carbon."""
    return soil_estimate - woody_loss


EQUATIONS = (woody_loss, least_estimate)
