"""Typed form of trace/2, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType, field

from edaphon.schemas.record import Record

Word: TypeAlias = Annotated[str, Meta(max_length=300)]


Constant: TypeAlias = Annotated[
    str, Meta(max_length=64, pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?(/[1-9][0-9]*)?\\Z")
]


Bound: TypeAlias = Annotated[
    str, Meta(max_length=64, pattern="^(-?(0|[1-9][0-9]*)(\\.[0-9]+)?)?\\Z")
]


Number: TypeAlias = Annotated[int, Meta(ge=0, le=9007199254740991)]


Values: TypeAlias = Annotated[list[float | None], Meta(max_length=5000000)]


class Text(Record, frozen=True, kw_only=True):
    """The same words in English and Chinese. | 中英文对照文本。"""

    en: Annotated[str, Meta(max_length=2000)]
    zh: Annotated[str, Meta(max_length=2000)]


AttributesAdditionalProperty: TypeAlias = Annotated[
    list[Word], Meta(max_length=5000000)
]


HoldsAdditionalPropertyItem: TypeAlias = Annotated[
    list[Number], Meta(max_length=1000000)
]


HoldsAdditionalProperty: TypeAlias = Annotated[
    list[HoldsAdditionalPropertyItem], Meta(max_length=5000000)
]


class Axis(Record, frozen=True, kw_only=True, tag_field="kind", tag="axis"):
    """What values are counted over: elements, their parents, their attributes. | 数值所对应的元素、其上级与属性。"""

    method: Word
    name: Word
    parent: Word
    labels: Annotated[list[Word], Meta(max_length=5000000)]
    parents: Annotated[list[Number], Meta(max_length=5000000)]
    attributes: Annotated[dict[str, AttributesAdditionalProperty], Meta(max_length=100)]
    holds: Annotated[
        dict[str, HoldsAdditionalProperty],
        Meta(
            description="Elements of other axes that each element holds, by the name of that axis. | 各元素所含的其他轴上的元素。",
            max_length=100,
        ),
    ]


class Rows(Record, frozen=True, kw_only=True):
    """Rows of observations.csv behind each value, counted from 0 below the header: those of value i are ids[offsets[i]] to ids[offsets[i+1]-1]. | 各数值所依据的 observations.csv 行号，表头下自 0 计；第 i 个数值对应 ids[offsets[i]] 至 ids[offsets[i+1]-1]。"""

    offsets: Annotated[list[Number], Meta(max_length=5000001, min_length=1)]
    ids: Annotated[list[Number], Meta(max_length=50000000)]


Path: TypeAlias = Annotated[str, Meta(max_length=1000)]


class Origin(Record, frozen=True, kw_only=True):
    """Where an input comes from. | 输入的来源。"""

    kind: Word
    paths: Annotated[list[Path], Meta(max_length=10000)]


class Taken(Record, frozen=True, kw_only=True):
    """One argument of the equation and the step or input it was taken from. | 公式的一个自变量及其来源。"""

    argument: Word
    from_: Word = field(name="from")
    where: Annotated[dict[str, Word], Meta(max_length=20)]
    unless: Word | UnsetType = UNSET
    only_with: Word | UnsetType = UNSET


class Used(Record, frozen=True, kw_only=True):
    """End of the range that the equation took, and the indicator that decided; absent where the value itself was used. | 公式所取的区间端值及判定依据；直接取用参数值时不填。"""

    end: Literal["low", "high"]
    value: Constant
    by: Word


class Input(Record, frozen=True, kw_only=True, tag_field="kind", tag="input"):
    """Values that no equation made, with the rows of observations.csv they came from. | 非公式得出的数值，及其在 observations.csv 中的行。"""

    method: Word
    step: Number
    name: Word
    over: Word
    unit: Word
    values: Values
    class_: Literal["E", "T"] = field(name="class")
    origin: Origin
    rows: Rows | UnsetType = UNSET


class Parameter(Record, frozen=True, kw_only=True):
    """One argument of the equation that is a parameter of the method. | 公式中取自方法参数的一个自变量。"""

    argument: Word
    id: Word
    value: Constant
    low: Bound
    high: Bound
    unit: Word
    since: Word
    reference: Annotated[str, Meta(max_length=2000)]
    locator: Annotated[str, Meta(max_length=2000)]
    mark: Literal["P", "S", "M", "D", "O"]
    title: Text
    used: Used | UnsetType = UNSET


class Step(Record, frozen=True, kw_only=True, tag_field="kind", tag="step"):
    """Values that one equation made, and of what. | 一个公式得出的数值及其依据。"""

    method: Word
    step: Number
    name: Word
    over: Word
    unit: Word
    values: Values
    class_: Literal["E", "T"] = field(name="class")
    title: Text
    equation: Word
    symbol: Word
    formula: Annotated[str, Meta(max_length=4000)]
    source: Word
    mark: Literal["P", "S", "M", "D"]
    inputs: Annotated[list[Taken], Meta(max_length=200)]
    parameters: Annotated[list[Parameter], Meta(max_length=2000)]


TraceLine: TypeAlias = Annotated[Axis | Input | Step, Meta(title="TraceLine")]
