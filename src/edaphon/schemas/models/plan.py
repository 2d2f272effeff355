"""Typed form of plan/1, made by `make models`."""

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from edaphon.schemas.record import Record

Answer: TypeAlias = Annotated[str, Meta(min_length=1)]


class Text(Record, frozen=True, kw_only=True):
    """Text in English and Chinese; one of them is enough. | 中英文文本，至少填写一种。"""

    en: Answer | UnsetType = UNSET
    zh: Answer | UnsetType = UNSET


Id: TypeAlias = Annotated[str, Meta(pattern="^[^\\s/\\\\@]{1,64}\\Z")]


Decimal: TypeAlias = Annotated[str, Meta(pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]


Layer: TypeAlias = Annotated[list[Decimal], Meta(max_length=2, min_length=2)]


LaterLayer: TypeAlias = Annotated[list[Decimal], Meta(max_length=2, min_length=2)]


class Seed(Record, frozen=True, kw_only=True):
    """How the random points were drawn. | 随机采样点的产生方法。"""

    value: str | UnsetType = UNSET
    note: Text | UnsetType = UNSET


class Stratum(Record, frozen=True, kw_only=True):
    id: Id
    area_ha: Decimal | UnsetType = UNSET
    reason: Text | UnsetType = UNSET


class Point(Record, frozen=True, kw_only=True):
    id: Id
    stratum: Id
    role: Literal["project", "control"]
    longitude: Decimal | UnsetType = UNSET
    latitude: Decimal | UnsetType = UNSET
    parcel: Id | UnsetType = UNSET
    field_book: Id | UnsetType = UNSET


class PlanDocument(Record, frozen=True, kw_only=True):
    """Groups of fields as in the template that `edaphon new` writes. | 字段分组同 edaphon new 生成的模板。"""

    v: Literal["edaphon.plan/1"]
    project: Id
    design: Literal["paired", "independent"]
    campaigns: Annotated[list[Id], Meta(min_length=1)]
    depth_cm: Annotated[str, Meta(pattern="^(?!-).*[1-9]")]
    layers: Annotated[list[Layer], Meta(min_length=1)]
    points: Annotated[list[Point], Meta(min_length=1)]
    description: Text | UnsetType = UNSET
    planned_days: (
        Annotated[
            dict[Id, str],
            Meta(
                description='Planned first day of every campaign after the first: {"2024": 2024-10-08}. Their number K decides the confidence of the unified method; without them it bears no units. | 期初采样以后每次采样的计划首日，如 {"2024": 2024-10-08}；其次数 K 决定统一方法的置信水平，不填则不产生碳信用。'
            ),
        ]
        | UnsetType
    ) = UNSET
    later_layers: Annotated[list[LaterLayer], Meta(min_length=1)] | UnsetType = UNSET
    mass: Literal["whole", "mineral"] | UnsetType = UNSET
    som_per_soc: Annotated[str, Meta(pattern="^(?!-).*[1-9]")] | UnsetType = UNSET
    interpolation: Literal["natural", "hyman", "linear"] | UnsetType = UNSET
    reference_mass: str | dict[str, Any] | UnsetType = UNSET
    cores_per_sample: Annotated[int, Meta(ge=1)] | UnsetType = UNSET
    tests: list[str] | UnsetType = UNSET
    seed: (
        Annotated[
            Seed,
            Meta(
                description="How the random points were drawn. | 随机采样点的产生方法。"
            ),
        ]
        | UnsetType
    ) = UNSET
    crs: Literal["EPSG:4326", "EPSG:4490"] | UnsetType = UNSET
    strata: list[Stratum] | UnsetType = UNSET
