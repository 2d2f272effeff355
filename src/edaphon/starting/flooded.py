"""The methane of flooded rice: without it nothing of paddies is credited."""

from collections.abc import Iterator

from edaphon.kernel.language import Text
from edaphon.starting.question import Kind, Question
from edaphon.starting.state import State

PADDY = "paddy"
UNIT = "t{CO2e}/har/a"
GROUP = "records"

BASELINE, PROJECT, REFERENCE = "flooded.baseline", "flooded.project", "flooded.source"
"""Ids of the questions."""

FACTORS = {BASELINE: "ch4_flooded.baseline", PROJECT: "ch4_flooded.project"}
"""Factor of project.yaml that an answer fills."""

SECTION = Text(en="Emissions and leakage", zh="排放与泄漏")

ASKS: dict[str, tuple[Kind, Text]] = {
    BASELINE: (
        "number",
        Text(
            en="Methane of the flooded soil before the practice, in t CO2e a hectare "
            "and year?",
            zh="措施实施前淹水土壤的甲烷排放量（tCO2e/(hm²·a)）？",
        ),
    ),
    PROJECT: (
        "number",
        Text(
            en="Methane of the flooded soil with the practice, in t CO2e a hectare and "
            "year?",
            zh="措施实施后淹水土壤的甲烷排放量（tCO2e/(hm²·a)）？",
        ),
    ),
    REFERENCE: (
        "text",
        Text(
            en="Where do both values of methane come from?",
            zh="上述两个甲烷排放量的来源？",
        ),
    ),
}
HELPS = Text(
    en="Measured by chambers, or the conservative end of Tier 2 factors. Blank: "
    "unknown, and nothing of flooded land is credited by the unified method.",
    zh="箱法实测值，或取第二层级因子的保守端。不填视为未知，"
    "统一核算方法对淹水土地不予计入。",
)


def flooded(state: State) -> Iterator[Question]:
    """Yield what is open of the methane of flooded rice; nothing for other land."""
    scenario = state.answers.get("scenario") or state.at("scenario")
    if scenario != PADDY or state.at("factors"):
        return
    for name, (kind, asks) in ASKS.items():
        if name not in state.answers:
            yield Question(
                id=name,
                section=SECTION,
                asks=asks,
                helps=HELPS,
                kind=kind,
                may_be_blank=True,
                group=GROUP,
            )


def flooded_factors(state: State) -> Iterator[tuple[str, object]]:
    """Yield the factors of methane, once both values and their source are there."""
    held = {name: state.answers.get(name, "") for name in ASKS}
    if all(held.values()) and not state.at("factors"):
        yield (
            "factors",
            {
                factor: {
                    "value": held[name],
                    "unit": UNIT,
                    "reference": held[REFERENCE],
                }
                for name, factor in FACTORS.items()
            },
        )
