"""What every measured scheme asks of the records of emissions: that none is silent."""

from collections.abc import Sequence

from edaphon.methods.engine.condition import Facts, Outcome, not_assessed, not_met
from edaphon.methods.shared.applications import lots_told

SOURCES = {
    "fuel": ("fuel", "燃料"),
    "lime": ("lime", "石灰类物质"),
    "synthetic_nitrogen": ("synthetic nitrogen", "化学氮肥"),
    "organic_nitrogen": ("organic nitrogen", "有机氮肥"),
    "nitrogen_fixing": ("nitrogen-fixing crops", "固氮作物"),
    "amendments": ("organic carbon brought on the land", "外源有机碳"),
    "carrier": ("carbon of the product and its carrier", "产品及载体带入碳"),
    "displaced_livestock": ("displaced livestock", "牲畜转移"),
    "diverted_residues": ("diverted residues", "秸秆改变用途"),
    "displaced_production": ("displaced production", "生产转移"),
    "residue_burning": ("residue burning", "秸秆焚烧"),
    "livestock": ("livestock", "牲畜"),
    "woody_plants": ("carbon of trees and shrubs", "乔灌木碳储量"),
    "product": ("the product", "菌剂"),
    "year": ("the year of some records", "部分记录的年度"),
    "role": ("baseline or project of some records", "部分记录的情景（基准线或项目）"),
}
"""Sources by the fields of ``sources_absent``, in English and Chinese."""

ROLES = {"baseline": ("baseline", "基准线"), "project": ("project", "项目")}


CURE = (
    (
        "Record every source in every year of baseline and project (0 where "
        "it was not used), or name it under sources_absent with the reason. "
        "State leakage and the carbon of the carrier with an amount above 0, "
        "or name them there. Where organic fertiliser is used or named, record "
        "its carbon (imported_carbon_manure and the like, in t{C}). Trees and "
        "shrubs need a stock (tree_carbon, shrub_carbon, 0 included) of every "
        "stratum, project and control, on the same plots in both campaigns."
    ),
    (
        "请逐年记录基准线和项目的各排放源（当年没有的填 0），或在 "
        "sources_absent 中说明不存在的理由。泄漏和载体带入碳应填写大于 0 的"
        "数量，或在其中说明理由。施用或提及有机肥的，请记录其带入碳"
        "（imported_carbon_manure 等，以 t{C} 计）。有乔灌木的，请按碳层提供"
        "项目地和对照地同一批样地在两次采样时的储量"
        "（tree_carbon、shrub_carbon，没有的填 0）。"
    ),
)

CURE_OF_LOTS = (
    (
        " Give product_carbon_content in the certificate of every lot that was "
        "applied, and the lot of every application."
    ),
    (
        "请在所用各批次检验单中给出产品有机碳含量（product_carbon_content），"
        "并在施用记录中逐条填写批号。"
    ),
)


def silent_sources(facts: Facts) -> Outcome | None:
    """Return what stands against the records: a source or a year left unsaid."""
    unsaid = [item.split(" ") for item in facts.activity.get("unsaid", [])]
    twice = [item[0] for item in unsaid if item[1:] == ["recorded"]]
    if twice:
        return not_met(
            (
                f"Recorded, and stated not to exist: {_names(twice, 0)}.",
                f"既有记录又填明不存在：{_names(twice, 1)}。",
            ),
            (
                "Take the source out of sources_absent, or correct the records.",
                "请从 sources_absent 删去该排放源，或更正记录。",
            ),
        )
    if not unsaid:
        return None
    lots = facts.activity.get("lots_without_carbon", [])
    of_lots = CURE_OF_LOTS if ["carrier", "lots"] in unsaid else ("", "")
    return not_assessed(
        (
            f"Not known: {', '.join(_told(item, 0, lots) for item in unsaid)}.",
            f"未知：{'、'.join(_told(item, 1, lots) for item in unsaid)}。",
        ),
        (CURE[0] + of_lots[0], CURE[1] + of_lots[1]),
    )


def is_silent(facts: Facts, source: str) -> bool:
    """Tell whether something is left unsaid of a source."""
    return any(
        item.split(" ")[0] == source for item in facts.activity.get("unsaid", [])
    )


def _names(names: list[str], place: int) -> str:
    return (", ", "、")[place].join(SOURCES[name][place] for name in names)


def _told(item: list[str], place: int, lots: Sequence[str]) -> str:
    source, *where = item
    name = SOURCES[source][place]
    if not where:
        return name
    if where == ["lots"]:
        listed = lots_told(lots, place)
        told = (f" (content missing for lots: {listed})", f"（缺含量的批次：{listed}）")
        return name + told[place]
    if where == ["named"]:
        told = (
            " (organic fertiliser is recorded or named)",
            "（有机肥已有记录或被提及）",
        )
        return name + told[place]
    if source == "woody_plants":
        strata = ", ".join(where)
        return (
            f"{name} of {strata} on the same plots in both campaigns",
            f"{strata} 同一批样地两次的{name}",
        )[place]
    role, *days = where
    of = ROLES[role][place]
    return (f"{name} of the {of} in {days[0]}", f"{of}{days[0]} 年{name}")[place]
