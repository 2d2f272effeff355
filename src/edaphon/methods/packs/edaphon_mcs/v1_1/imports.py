"""Section 3, equation 6: organic carbon that was brought on the land."""

from typing import Annotated

from edaphon.methods.engine.equation import equation, take

METHOD = "edaphon.mcs/1.1"


@equation(
    number="6p",
    symbol="I_p",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 6",
    mark="D",
    title=("Carbon brought on project land", "带入项目地的有机碳"),
    rounding="up",
    formula="I_p = max(0, C_new) · x + max(0, C_carrier)",
)
def project_import(
    new_amendment_carbon: Annotated[float, take("t{C}/a")],
    years: Annotated[float, take("a")],
    carrier_carbon: Annotated[float, take("t{C}")],
) -> float:
    """Amendments beyond the baseline rate, and the product; all of it is retained."""
    return max(0.0, new_amendment_carbon) * years + max(0.0, carrier_carbon)


@equation(
    number="6d",
    symbol="I_D",
    unit="t{C}",
    source=f"{METHOD} §3 eq. 6",
    mark="D",
    title=(
        "Carbon brought on project land beyond control",
        "项目地较对照多带入的有机碳",
    ),
    rounding="up",
    formula="I_D = I_p",
)
def contrast_import(project_import: Annotated[float, take("t{C}")]) -> float:
    """All of it: what the control received is not recorded, and counts as nothing."""
    return project_import


EQUATIONS = (project_import, contrast_import)
