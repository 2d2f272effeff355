"""Typed form of coeffects/1, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from edaphon.schemas.record import Record

Answer: TypeAlias = Annotated[str, Meta(max_length=2000, min_length=1)]


class Text(Record, frozen=True, kw_only=True):
    """Text in English and Chinese; one of them is enough. | 中英文文本，至少填写一种。"""

    en: Answer | UnsetType = UNSET
    zh: Answer | UnsetType = UNSET


Date: TypeAlias = str


Decimal: TypeAlias = Annotated[
    str, Meta(pattern="^-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,12})?\\Z")
]


Amount: TypeAlias = Annotated[
    str, Meta(pattern="^(0|[1-9][0-9]{0,17})(\\.[0-9]{1,12})?\\Z")
]


Code: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,59}\\Z")]


Path: TypeAlias = Annotated[str, Meta(max_length=1000, min_length=1)]


class Baseline(Record, frozen=True, kw_only=True):
    """Value before the practice, with its day. | 措施开始前的数值及日期。"""

    value: Decimal
    day: Date
    file: Path | UnsetType = UNSET
    at: Answer | UnsetType = UNSET


class Year(Record, frozen=True, kw_only=True):
    year: Annotated[int, Meta(ge=1900, le=2199)]
    value: Decimal
    file: Path | UnsetType = UNSET
    at: Answer | UnsetType = UNSET


class Indicator(Record, frozen=True, kw_only=True):
    indicator: Code
    unit: Annotated[str, Meta(max_length=60, min_length=1)] | UnsetType = UNSET
    baseline: (
        Annotated[
            Baseline,
            Meta(
                description="Value before the practice, with its day. | 措施开始前的数值及日期。"
            ),
        ]
        | UnsetType
    ) = UNSET
    years: Annotated[list[Year], Meta(max_length=100)] | UnsetType = UNSET
    method: Text | UnsetType = UNSET
    measured_by: Answer | UnsetType = UNSET
    detects: Amount | UnsetType = UNSET


class Safeguard(Record, frozen=True, kw_only=True):
    safeguard: Code
    answer: Literal["yes", "partly", "no", "not_applicable"] | UnsetType = UNSET
    words: Text | UnsetType = UNSET
    file: Path | UnsetType = UNSET
    at: Answer | UnsetType = UNSET
    mitigation: Text | UnsetType = UNSET
    open_grievances: Annotated[int, Meta(ge=0, le=1000000)] | UnsetType = UNSET


class CoeffectsDocument(Record, frozen=True, kw_only=True):
    """Water, pesticide, fertiliser, biodiversity, livelihood and safeguards, each with its source; what is left out is no data. | 用水、农药、肥料、生物多样性、生计与保障措施，均注明来源；未填写的视为无数据。"""

    v: Literal["edaphon.coeffects/1"]
    indicators: Annotated[list[Indicator], Meta(max_length=200)] | UnsetType = UNSET
    safeguards: Annotated[list[Safeguard], Meta(max_length=100)] | UnsetType = UNSET
