"""Typed form of forecast/1, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from edaphon.schemas.record import Record

MeasuredItem: TypeAlias = Annotated[str, Meta(min_length=1)]


Digest: TypeAlias = Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


Decimal: TypeAlias = Annotated[str, Meta(pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]


Date: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}\\Z")]


class Words(Record, frozen=True, kw_only=True):
    en: str
    zh: str


class Figures(Record, frozen=True, kw_only=True):
    """Expectation, its error by simulation, and the interval of four projects in five, t CO2e a year; chances of no result and of a negative one. | 期望值、模拟误差、80% 区间（tCO2e/年），以及结果为零和为负的概率。"""

    expected: Decimal
    error: Decimal
    low: Decimal
    high: Decimal
    chance_zero: Decimal
    chance_negative: str | None
    low_error: Decimal | UnsetType = UNSET
    high_error: Decimal | UnsetType = UNSET


class Detectable(Record, frozen=True, kw_only=True):
    """Least yearly gain that the design finds, t C/ha: the smallest lower bound of the method, before imports, emissions and leakage, lies above zero with the power. | 方案可检出的最小年增量，t C/hm²：按方法学置信水平，扣除外源碳、排放和泄漏前的最小置信下限以该检验功效大于零。"""

    change: Decimal
    confidence: Decimal
    power: Decimal
    error: Decimal | UnsetType = UNSET


class Costs(Record, frozen=True, kw_only=True):
    """Costs over the period, for an expected tonne, and for a tonne at the low end of the interval; price and margin where a price is stated. | 期内成本、单位期望量成本、区间下端的单位成本；填写碳价的另列碳价与盈亏。"""

    currency: Annotated[str, Meta(pattern="^[A-Z]{3}\\Z")]
    total: Decimal
    per_tonne: str | None
    break_even: str | None
    price: str | None
    margin: str | None


Cured: TypeAlias = Figures | None


class PlannedCase(Record, frozen=True, kw_only=True):
    """The design as planned. | 按方案。"""

    figures: Figures
    cured: Cured


class GainRow(Record, frozen=True, kw_only=True):
    """One gain of the table, t C/ha a year; none is chosen. | 对照表中的一个增量，t C/hm²/年，不作选取。"""

    gain: Decimal
    draws: Annotated[int, Meta(ge=1)]
    figures: Figures
    cured: Cured


class OtherDesign(Record, frozen=True, kw_only=True):
    """What another design would bring. | 其他方案的结果。"""

    name: Literal["plan", "points_1_5", "points_2", "years", "archive"]
    draws: Annotated[int, Meta(ge=1)]
    figures: Figures
    cured: Cured
    detectable: Detectable | None
    costs: Costs | None


class OpenCondition(Record, frozen=True, kw_only=True):
    id: str
    title: Words
    share: Decimal
    found: Words
    cure: Words


class Deduction(Record, frozen=True, kw_only=True):
    name: str
    title: Words
    mean: str | None


class MethodForecast(Record, frozen=True, kw_only=True):
    id: Annotated[str, Meta(min_length=1)]
    digest: Digest
    conditions: list[OpenCondition]
    lacking: list[str]
    detectable: Detectable | None
    table: list[GainRow]
    forecast: PlannedCase | None
    deductions: list[Deduction] | None
    dominant: str | None
    costs: Costs | None
    what_if: list[OtherDesign]


class InputFile(Record, frozen=True, kw_only=True):
    path: Annotated[str, Meta(min_length=1)]
    digest: Digest


class Span(Record, frozen=True, kw_only=True):
    start: Date
    end: Date


class Forecast(Record, frozen=True, kw_only=True):
    """What a plan may bring, by simulation on the engine of the accounts; never a credit. | 按核算程序模拟的预测，不是碳信用。"""

    v: Literal["edaphon.forecast/1"]
    project: Annotated[str, Meta(min_length=1)]
    is_no_credit: Words
    inputs: Annotated[list[InputFile], Meta(min_length=1)]
    seed: Annotated[str, Meta(pattern="^[0-9a-f]{64}\\Z")]
    draws: Annotated[int, Meta(ge=1)]
    period: Annotated[Span, Meta(title="Span")]
    gains: dict[str, Decimal] | None
    methods: Annotated[list[MethodForecast], Meta(min_length=1)]
    measured: list[MeasuredItem] | UnsetType = UNSET
    left_out: (
        list[Literal["activity", "product", "microbial", "procedure", "look_back"]]
        | UnsetType
    ) = UNSET
