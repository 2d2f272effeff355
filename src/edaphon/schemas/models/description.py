"""Typed form of description/1, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType, field

from edaphon.schemas.models.account import Text
from edaphon.schemas.record import Record

Name: TypeAlias = Annotated[str, Meta(max_length=300, min_length=1)]


Short: TypeAlias = Annotated[str, Meta(max_length=2000)]


Words1: TypeAlias = Annotated[str, Meta(max_length=20000)]


Words: TypeAlias = Annotated[dict[str, Words1 | Text], Meta(max_length=100)]


Day: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}\\Z")]


class Transition(Record, frozen=True, kw_only=True):
    listed: Day | UnsetType = UNSET
    validated: Day | UnsetType = UNSET
    registered: Day | UnsetType = UNSET
    requested: Day | UnsetType = UNSET
    period_end: Day | UnsetType = UNSET


class KnownEdition(Record, frozen=True, kw_only=True):
    """One edition of a document, and until when an older one may still be used. | 依据文件的一个版本及过渡规定。"""

    id: Name
    document: Name
    kind: Literal["method", "corrections", "programme", "module", "permanence"]
    title: Text
    edition: Short
    followed: bool
    source: Text
    mark: Literal["P", "S", "M", "D"]
    issued: Day | UnsetType = UNSET
    from_: Day | UnsetType = field(name="from", default=UNSET)
    to: Day | UnsetType = UNSET
    transition: Transition | UnsetType = UNSET
    asks: Text | UnsetType = UNSET


class Probability(Record, frozen=True, kw_only=True):
    """Quantile, and how degrees of freedom are found. | 分位数及自由度的确定方法。"""

    quantile: Short
    rule: Text
    figure: Short | UnsetType = UNSET


class Gap(Record, frozen=True, kw_only=True):
    """Equations that this version leaves out. | 本版本未纳入的公式。"""

    equations: Short
    title: Text


class Argument(Record, frozen=True, kw_only=True):
    """One argument and where it comes from. | 一个变量及其来源。"""

    name: Name
    from_: Name = field(name="from")
    kind: Literal["parameter", "equation", "evidence"]


class Equation(Record, frozen=True, kw_only=True):
    """One equation, or one variant of it. | 一个公式或其一种变体。"""

    name: Name
    number: Short
    symbol: Short
    title: Text
    unit: Short
    over: Name
    when: Annotated[dict[str, Short], Meta(max_length=20)]
    formula: Annotated[str, Meta(max_length=20000)]
    source: Short
    mark: Literal["P", "S", "M", "D"]
    arguments: Annotated[list[Argument], Meta(max_length=100)]


class Description(Record, frozen=True, kw_only=True):
    """Words, scope and equations of a method. | 方法的文字说明、适用范围与公式。"""

    v: Literal["edaphon.description/1"]
    id: Name
    draft: bool
    title: Text
    scheme: Words
    editions: Annotated[list[KnownEdition], Meta(max_length=200, min_length=1)]
    conformity: Text
    scope: Text
    probability: Probability | None
    rounding: Text | None
    not_covered: Annotated[list[Gap], Meta(max_length=1000)]
    references: Annotated[
        dict[str, Words],
        Meta(
            description="Authors, year, title and identifier by key. | 按编号列出的作者、年份、题名与标识。",
            max_length=1000,
        ),
    ]
    figures: Annotated[list[Name], Meta(max_length=1000)]
    equations: Annotated[list[Equation], Meta(max_length=10000)]
    names: Annotated[
        dict[str, Text],
        Meta(
            description="Titles of quantities by name. | 各量的名称。", max_length=10000
        ),
    ]
    after_loss: Text | UnsetType = UNSET
