"""Typed form of evidence/2, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from edaphon.schemas.record import Record

Digest: TypeAlias = Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


Decimal: TypeAlias = Annotated[
    str, Meta(max_length=64, pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")
]


Known: TypeAlias = (
    Annotated[str, Meta(max_length=64, pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]
    | None
)


class Words(Record, frozen=True, kw_only=True):
    """Words in English, in Chinese, or in both. | 文本，英文、中文或两者。"""

    en: Annotated[str, Meta(max_length=20000)] | UnsetType = UNSET
    zh: Annotated[str, Meta(max_length=20000)] | UnsetType = UNSET


class Draw(Record, frozen=True, kw_only=True):
    """How the random points were drawn. | 随机采样点的产生方法。"""

    value: Annotated[str, Meta(max_length=1000)] | UnsetType = UNSET
    note: Words | UnsetType = UNSET


Word: TypeAlias = Annotated[str, Meta(max_length=300)]


class Named(Record, frozen=True, kw_only=True):
    """A file by path and digest. | 文件路径及摘要值。"""

    path: Annotated[str, Meta(max_length=1000, min_length=1)]
    digest: Digest


Layer: TypeAlias = Annotated[list[Word], Meta(max_length=2, min_length=2)]


class Plan(Record, frozen=True, kw_only=True):
    """What the sampling plan says of itself; empty words without a plan. | 采样方案的要点，无方案时为空。"""

    present: bool
    digest: Annotated[str, Meta(pattern="^(sha256:[0-9a-f]{64})?\\Z")]
    sealed_at: Annotated[
        str,
        Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?\\Z"),
    ]
    intact: bool
    points: Annotated[int, Meta(ge=0, le=9007199254740991)]
    layers: Annotated[list[Layer], Meta(max_length=1000)]
    tests: Annotated[list[Word], Meta(max_length=1000)]
    description: Words | None
    seed: Draw | None
    cores_per_sample: Annotated[int, Meta(ge=1, le=1000000)] | None


class Observations(Record, frozen=True, kw_only=True):
    """The table of observations. | 观测表。"""

    digest: Digest
    rows: Annotated[int, Meta(ge=0, le=9007199254740991)]


Position: TypeAlias = Annotated[list[Decimal], Meta(max_length=2, min_length=2)]


class Point(Record, frozen=True, kw_only=True):
    """One sampling point. | 一个采样点。"""

    id: Word
    stratum: Word
    role: Word
    position: Position


class Stratum(Record, frozen=True, kw_only=True):
    """Area of one stratum [ha] and whether a map gave it. | 一个碳层的面积，以及是否由地图计算。"""

    id: Word
    area_ha: Known
    computed: bool


PolygonItem: TypeAlias = Annotated[list[Position], Meta(max_length=1000000)]


Polygon: TypeAlias = Annotated[list[PolygonItem], Meta(max_length=10000)]


class Parcel(Record, frozen=True, kw_only=True):
    """One parcel. | 一个地块。"""

    id: Word
    stratum: Word
    control: bool
    area_ha: Decimal
    stated_ha: Known
    polygons: Annotated[list[Polygon], Meta(max_length=10000)]


class Geography(Record, frozen=True, kw_only=True):
    """Parcels, points and areas; empty without a map. | 地块、采样点与面积，无地图时为空。"""

    crs: Word
    converted: bool
    area_ha: Annotated[
        dict[str, Decimal],
        Meta(description="Area of each stratum [ha]. | 各碳层面积。", max_length=10000),
    ]
    parcels: Annotated[list[Parcel], Meta(max_length=100000)]
    points: Annotated[list[Point], Meta(max_length=1000000)]


class EvidenceRecord(Record, frozen=True, kw_only=True):
    """What an account rests on: raw files, plan, table, land. | 核算所依据的原始文件、方案、观测表与地块。"""

    v: Literal["edaphon.evidence/2"]
    project: Named
    plan: Plan
    files: Annotated[list[Named], Meta(max_length=10000)]
    observations: Observations
    strata: Annotated[list[Stratum], Meta(max_length=10000)]
    area_ha: Known
    geography: Geography
    papers: Annotated[list[Named], Meta(max_length=10000)] | UnsetType = UNSET
    coeffects: Named | UnsetType = UNSET
