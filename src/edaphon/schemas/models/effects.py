"""Typed form of effects/1, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from edaphon.schemas.models.account import Text
from edaphon.schemas.record import Record

Year: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}\\Z")]


CountsAdditionalProperty: TypeAlias = Annotated[int, Meta(ge=0, le=9007199254740991)]


EffectDecimal: TypeAlias = Annotated[
    str, Meta(max_length=64, pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")
]


EffectKnown: TypeAlias = (
    Annotated[str, Meta(max_length=64, pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]
    | None
)


class EffectFile(Record, frozen=True, kw_only=True):
    """A file by path and digest. | 文件路径及摘要值。"""

    path: Annotated[str, Meta(max_length=1000, min_length=1)]
    digest: Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


class EffectTopic(Record, frozen=True, kw_only=True):
    """A topic without data. | 无数据的主题。"""

    topic: Annotated[str, Meta(max_length=300)]
    title: Text


Row: TypeAlias = Annotated[int, Meta(ge=1, le=9007199254740991)]


class EffectValue(Record, frozen=True, kw_only=True):
    """One value and where it stands; file is empty where it is stated and not shown. | 一个数值及其出处；仅为声明而未见证据的，file 为空。"""

    when: Annotated[str, Meta(max_length=40)]
    value: EffectKnown
    file: Annotated[str, Meta(max_length=1000)]
    at: Annotated[str, Meta(max_length=2000)]
    rows: Annotated[list[Row], Meta(max_length=100000)]


class EffectSdg(Record, frozen=True, kw_only=True):
    """A target that asks the same question; no claim that it is met. | 所涉及的可持续发展目标具体目标，不表示已实现。"""

    target: Annotated[str, Meta(max_length=20)]
    reference: Annotated[str, Meta(max_length=300)]
    mark: Literal["P", "S", "M", "D", "O"]


class Effect(Record, frozen=True, kw_only=True):
    """One indicator. | 一项指标。"""

    topic: Annotated[str, Meta(max_length=300)]
    topic_title: Text
    indicator: Annotated[str, Meta(max_length=300)]
    title: Text
    unit: Annotated[str, Meta(max_length=300)]
    better: Literal["lower", "higher", "neither"]
    needs: Literal["every_year", "once"]
    origin: Literal["stated", "records"]
    baseline: EffectValue | None
    years: Annotated[list[EffectValue], Meta(max_length=200)]
    mean: EffectKnown
    change: EffectKnown
    change_percent: EffectKnown
    verdict: Literal[
        "worse",
        "incomplete",
        "not_shown",
        "no_baseline",
        "no_change",
        "told",
        "better",
        "no_data",
    ]
    method: Text | None
    measured_by: Annotated[str, Meta(max_length=2000)] | None
    detects: EffectKnown
    sdg: Annotated[list[EffectSdg], Meta(max_length=20)]


class EffectSafeguard(Record, frozen=True, kw_only=True):
    """One question, its answer and what shows it. | 一个保障措施问题、回答及证据。"""

    topic: Annotated[str, Meta(max_length=300)]
    safeguard: Annotated[str, Meta(max_length=300)]
    title: Text
    status: Literal["no", "partly", "stated", "not_applicable", "no_data", "on_file"]
    words: Text | None
    file: Annotated[str, Meta(max_length=1000)]
    at: Annotated[str, Meta(max_length=2000)]
    mitigation: Text | None
    open_grievances: Annotated[int, Meta(ge=0, le=9007199254740991)] | None


class EffectsRecord(Record, frozen=True, kw_only=True):
    """Co-effects and safeguards: what was stated, with its source, and what follows; null is no data. No carbon unit rests on it. | 协同影响与保障措施：填报内容、来源及计算结果；null 表示无数据。不影响碳信用。"""

    v: Literal["edaphon.effects/1"]
    document: EffectFile
    years: Annotated[list[Year], Meta(max_length=100)]
    counts: Annotated[
        dict[str, CountsAdditionalProperty],
        Meta(
            description="Indicators by verdict. | 按结论统计的指标数。", max_length=20
        ),
    ]
    indicators: Annotated[list[Effect], Meta(max_length=300)]
    without: Annotated[list[EffectTopic], Meta(max_length=300)]
    safeguards: Annotated[list[EffectSafeguard], Meta(max_length=300)]
