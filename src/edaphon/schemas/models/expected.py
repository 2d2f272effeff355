"""Typed form of expected/1, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from edaphon.schemas.record import Record


class Text(Record, frozen=True, kw_only=True):
    """Text in English and Chinese; one of them is enough. | 中英文文本，至少填写一种。"""

    en: Annotated[str, Meta(min_length=1)] | UnsetType = UNSET
    zh: Annotated[str, Meta(min_length=1)] | UnsetType = UNSET


Id: TypeAlias = Annotated[str, Meta(pattern="^[^\\s/\\\\@]{1,64}\\Z")]


Decimal: TypeAlias = Annotated[str, Meta(pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]


Positive: TypeAlias = Annotated[
    str, Meta(pattern="^(?=.*[1-9])(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")
]


Amount: TypeAlias = Annotated[str, Meta(pattern="^(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]


Mark: TypeAlias = Literal["P", "S", "M", "D"]


class Gain(Record, frozen=True, kw_only=True):
    """Yearly change of soil carbon on project land beyond the control, averaged over the stratum. | 项目地土壤碳年变化量超出对照地的部分，碳层平均。"""

    value: Decimal
    unit: Annotated[str, Meta(min_length=1)]
    source: Text
    mark: Mark
    file: Annotated[str, Meta(max_length=1000, min_length=1)] | UnsetType = UNSET


class ExpectedStratum(Record, frozen=True, kw_only=True):
    id: Id
    soc: Annotated[list[Positive], Meta(min_length=1)]
    bulk_density: Annotated[list[Positive], Meta(min_length=1)]
    shares: Annotated[list[Decimal], Meta(min_length=1)]
    control_change: Decimal
    source: Text
    mark: Mark
    gain: Gain | UnsetType = UNSET
    file: Annotated[str, Meta(max_length=1000, min_length=1)] | UnsetType = UNSET


class Spread(Record, frozen=True, kw_only=True):
    """How much points differ. | 采样点之间的差异。"""

    between_fields: Amount
    within_fields: Amount
    soc_percent: Amount
    density_percent: Amount
    source: Text
    mark: Mark


class ExpectedErrors(Record, frozen=True, kw_only=True):
    """Errors of measurement, standard deviations in per cent. | 测量误差，相对标准差，%。"""

    laboratory_percent: Amount
    ring_percent: Amount
    analysis_percent: Amount
    sample_density_percent: Amount
    source: Text
    mark: Mark


class ExpectedProduct(Record, frozen=True, kw_only=True):
    """What will be applied; needed wherever the practice applies a product. | 计划施用的产品；施用产品的措施必填。"""

    amount: Amount
    viable_count: Amount
    carbon_percent: Amount | UnsetType = UNSET


class ExpectedActivity(Record, frozen=True, kw_only=True):
    item: Annotated[str, Meta(min_length=1)]
    unit: Annotated[str, Meta(min_length=1)]
    baseline: Amount
    project: Amount


class ExpectedAssay(Record, frozen=True, kw_only=True):
    property: Annotated[str, Meta(min_length=1)]
    unit: Annotated[str, Meta(min_length=1)]
    top_cm: Amount
    bottom_cm: Positive
    start: Amount
    rise: Decimal
    spread: Amount


class Price(Record, frozen=True, kw_only=True):
    """Price that a tonne is expected to bring. | 预期碳价。"""

    amount: Amount
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}\\Z")]
    source: Text | UnsetType = UNSET


class ExpectedDocument(Record, frozen=True, kw_only=True):
    """What is expected before the first sampling, each with its source: the ground on which a forecast stands. | 期初采样前的预期及其来源，是预测的依据。"""

    v: Literal["edaphon.expected/1"]
    project: Id
    strata: Annotated[list[ExpectedStratum], Meta(min_length=1)]
    spread: Annotated[
        Spread,
        Meta(
            description="How much points differ. | 采样点之间的差异。", title="Spread"
        ),
    ]
    errors: Annotated[
        ExpectedErrors,
        Meta(
            description="Errors of measurement, standard deviations in per cent. | 测量误差，相对标准差，%。",
            title="ExpectedErrors",
        ),
    ]
    archived_every: Annotated[int, Meta(ge=1, le=100)] | UnsetType = UNSET
    procedure: Annotated[str, Meta(min_length=1)] | UnsetType = UNSET
    product: (
        Annotated[
            ExpectedProduct,
            Meta(
                description="What will be applied; needed wherever the practice applies a product. | 计划施用的产品；施用产品的措施必填。",
                title="ExpectedProduct",
            ),
        ]
        | UnsetType
    ) = UNSET
    activity: list[ExpectedActivity] | UnsetType = UNSET
    microbial: list[ExpectedAssay] | UnsetType = UNSET
    price: (
        Annotated[
            Price,
            Meta(
                description="Price that a tonne is expected to bring. | 预期碳价。",
                title="Price",
            ),
        ]
        | UnsetType
    ) = UNSET
