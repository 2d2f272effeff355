"""Organic carbon brought on the land from elsewhere: an import is never a removal.

Compost, manure, plant residue, biochar and the product's own carrier. All that was
brought is taken as still there: no retention below 1 is read from evidence. What the
project brought beyond its baseline rate stands against its own gain, what it brought
beyond its control against the difference; biochar has neither baseline nor control.
"""

import math
from typing import Annotated

from edaphon.methods.engine.equation import Take, Values, equation, parameter, take

UNIFIED = "edaphon.mcs"

PROJECT = "C_p,k"


def _known(unit: str, name: str) -> Take:
    return take(unit, name, may_be_missing=True)


@equation(
    number="T32",
    symbol="I_p,k",
    unit="t{C}",
    over="import",
    source=f"{UNIFIED} §3 eq. 6, retention 1",
    mark="D",
    title=("Carbon brought beyond the baseline rate", "超出基准线用量的带入碳"),
    rounding="up",
    formula=f"I_p,k = max(0, {PROJECT} − o_k · C_b,k) · x",
)
def import_beyond_baseline(
    project: Annotated[float, take("t{C}/a", "import_project")],
    baseline: Annotated[float, take("t{C}/a", "import_baseline")],
    offset: Annotated[float, parameter("import_offset", "1", by="kind")],
    years: Annotated[float, take("a")],
) -> float:
    """Of one stratum and material, over the period; none pays for another."""
    return max(0.0, project - offset * baseline) * years


@equation(
    number="T33",
    symbol="I_D,k",
    unit="t{C}",
    over="import",
    source=f"{UNIFIED} §3 eq. 6, retention 1; the control counts the same material",
    mark="D",
    title=("Carbon brought beyond the control", "超出对照地用量的带入碳"),
    rounding="up",
    formula=(
        f"I_D,k = {{max(0, {PROJECT} − o_k · [C_c,k] / [A_c,k] · A_k) · x: "
        f"n(C_c,k) = 1, n(A_c,k) = 1; {PROJECT} · x: else}}"
    ),
)
def import_beyond_control(
    project: Annotated[float, take("t{C}/a", "import_project")],
    control: Annotated[float, _known("t{C}/a", "import_control")],
    control_area: Annotated[float, _known("har", "import_control_area")],
    area: Annotated[float, take("har", "import_area")],
    offset: Annotated[float, parameter("import_offset", "1", by="kind")],
    years: Annotated[float, take("a")],
) -> float:
    """All that was brought, less what the control got of it per hectare.

    Without a record of the control, or its area, all of it.
    """
    if math.isnan(control) or math.isnan(control_area):
        return project * years
    return max(0.0, project - offset * (control / control_area) * area) * years


@equation(
    number="T34",
    symbol="C_cert",
    unit="t{C}",
    source=f"{UNIFIED} §2 C2; of several certificates the one with most carbon",
    mark="D",
    title=("Carbon of the product by its certificates", "按检测报告计算的菌剂带入碳"),
    rounding="up",
    formula="C_cert = [P_wp] / [1000] · [max(c_b)] / [100] · x",
)
def certified_carbon(
    product_applied: Annotated[float, take("kg/a", role="project")],
    contents: Annotated[Values, take("%", "product_carbon_content")],
    years: Annotated[float, take("a")],
) -> float:
    """Product applied times the largest content that a certificate states."""
    return product_applied / 1000.0 * (max(contents) / 100.0) * years


@equation(
    number="T35",
    symbol="C_carrier",
    unit="t{C}",
    source=f"{UNIFIED} §2 C2; of statement and certificates the larger",
    mark="D",
    title=(
        "Carbon brought in with the product and its carrier over the period",
        "监测期内随菌剂及载体带入的碳",
    ),
    rounding="up",
    formula="C_carrier = {max(C_stated, C_cert): n(C_cert) = 1; C_stated: else}",
)
def carrier_carbon(
    stated: Annotated[float, take("t{C}", "stated_carrier_carbon")],
    certified: Annotated[float, _known("t{C}", "certified_carbon")],
) -> float:
    """The larger of what is known; unknown without a statement."""
    return stated if math.isnan(certified) else max(stated, certified)


@equation(
    number="T41",
    symbol="I_p",
    unit="t{C}",
    source=f"{UNIFIED} §3 eq. 6",
    mark="D",
    title=(
        "Organic carbon brought on project land beyond the baseline rate",
        "项目地超出基准线用量的外源有机碳",
    ),
    rounding="up",
    formula="I_p = Σ_k I_p,k + C_carrier",
)
def project_import(
    carrier_carbon: Annotated[float, take("t{C}")],
    imports: Annotated[
        Values, take("t{C}", "import_beyond_baseline", may_be_empty=True)
    ],
) -> float:
    """Of all strata and materials, the product's carrier included."""
    return math.fsum((*imports, carrier_carbon))


@equation(
    number="T42",
    symbol="I_D",
    unit="t{C}",
    source=f"{UNIFIED} §3 eq. 6",
    mark="D",
    title=(
        "Organic carbon brought on project land beyond the control",
        "项目地超出对照地用量的外源有机碳",
    ),
    rounding="up",
    formula="I_D = Σ_k I_D,k + C_carrier · (1 − b_sterile)",
)
def contrast_import(
    carrier_carbon: Annotated[float, take("t{C}")],
    carrier_on_control: Annotated[float, take("1")],
    imports: Annotated[
        Values, take("t{C}", "import_beyond_control", may_be_empty=True)
    ],
) -> float:
    """Of all strata and materials; the carrier where the control got none."""
    return math.fsum((*imports, carrier_carbon * (1.0 - carrier_on_control)))


@equation(
    number="T43",
    symbol="C_bc",
    unit="t{C}",
    source="VM0042 v2.2 §4 condition 7; VM0044 §8.2.2.1-2",
    mark="P",
    title=("Organic carbon of biochar", "生物炭带入的有机碳"),
    rounding="up",
    formula=f"C_bc = Σ_k {PROJECT} · x",
)
def biochar_carbon(
    years: Annotated[float, take("a")],
    biochar: Annotated[
        Values, take("t{C}/a", "import_project", kind="biochar", may_be_empty=True)
    ],
) -> float:
    """All of it, whatever was used before."""
    return math.fsum(biochar) * years


OF_PRODUCT = (certified_carbon, carrier_carbon)
"""Carbon that the product brings."""

IMPORTS = (import_beyond_baseline, *OF_PRODUCT, project_import)
"""What the project brought beyond its baseline rate."""

AGAINST_CONTROL = (import_beyond_control, contrast_import)
"""What it brought beyond its control."""
