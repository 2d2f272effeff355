"""Typed form of account/3, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType, field

from edaphon.schemas.record import Record


class GroundTotal(Record, frozen=True, kw_only=True):
    """An amount since the first day of the project, as its document states it. | 项目文件所列自起始日以来的累计量。"""

    name: Literal[
        "carrier_carbon",
        "displaced_livestock",
        "diverted_residues",
        "displaced_production",
    ]
    value: Annotated[
        str, Meta(max_length=64, pattern="^(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")
    ]


Digest: TypeAlias = Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


Date: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}\\Z")]


Decimal: TypeAlias = Annotated[
    str, Meta(max_length=64, pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")
]


Known: TypeAlias = (
    Annotated[str, Meta(max_length=64, pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]
    | None
)


Word: TypeAlias = Annotated[str, Meta(max_length=200)]


Count: TypeAlias = Annotated[int, Meta(ge=0, le=9007199254740991)]


class Text(Record, frozen=True, kw_only=True):
    """The same words in English and Chinese. | 中英文对照文本。"""

    en: Annotated[str, Meta(max_length=20000)]
    zh: Annotated[str, Meta(max_length=20000)]


class Name(Record, frozen=True, kw_only=True):
    """A name in English, in Chinese, or in both. | 名称，英文、中文或两者。"""

    en: Annotated[str, Meta(max_length=2000, min_length=1)] | UnsetType = UNSET
    zh: Annotated[str, Meta(max_length=2000, min_length=1)] | UnsetType = UNSET


class Project(Record, frozen=True, kw_only=True):
    """The project, as its document says. | 项目，依项目文件。"""

    id: Annotated[str, Meta(pattern="^[^\\s/\\\\@]{1,64}\\Z")]
    name: Name
    synthetic: bool


class Period(Record, frozen=True, kw_only=True):
    """Monitoring period, half-open. | 监测期，前闭后开。"""

    start: Date
    end: Date


class Seed(Record, frozen=True, kw_only=True):
    """Seed of every draw. | 全部随机抽样的种子。"""

    value: Annotated[str, Meta(pattern="^[0-9a-f]{64}\\Z")]
    witnessed: bool


class Point(Record, frozen=True, kw_only=True):
    """One point with its actual position and its distance from the plan [m]. | 一个采样点的实际坐标及其与方案的距离。"""

    point: Word
    stratum: Word
    role: Word
    longitude: Known
    latitude: Known
    off_plan_m: Known


class Profile(Record, frozen=True, kw_only=True):
    """One layer of one group: cores, mean and standard error of carbon [g kg-1]. | 一个采样组的一个土层：土芯数、有机碳均值及标准误。"""

    stratum: Word
    role: Word
    campaign: Word
    top_cm: Known
    bottom_cm: Known
    cores: Count
    mean: Known
    error: Known


class StandsOn(Record, frozen=True, kw_only=True):
    """The campaign from which a method that counts from the last account begins; absent for a cumulative method. | 自上次核算起计的方法本次起算所用的采样；累计方法没有此项。"""

    campaign: Word
    values: Digest
    bundle: Digest | UnsetType = UNSET


LackingAdditionalProperty: TypeAlias = Annotated[list[Word], Meta(max_length=2000)]


class Method(Record, frozen=True, kw_only=True):
    """The method, by its identity. | 方法及其标识。"""

    id: Annotated[
        str, Meta(pattern="^[a-z0-9_.-]{1,100}/[0-9]{1,6}(\\.[0-9]{1,6}){0,3}\\Z")
    ]
    digest: Digest
    draft: bool
    title: Text
    reference_date: Date
    marks: Annotated[dict[str, Count], Meta(max_length=20)]
    confirmed: bool


class OverIssue(Record, frozen=True, kw_only=True):
    """Of an account that replaces another: what that one credited beyond this one. | 更正核算：被取代的核算多计入的数量。"""

    bundle: Digest
    credited: Count
    amount: Count | None


class Unaccepted(Record, frozen=True, kw_only=True):
    """A period of the chain for which no account was accepted. | 核算链中没有有效核算的时段。"""

    start: Date
    last: Date
    days: Count
    status: Literal["refused", "provisional", "none"]


class EditionStated(Record, frozen=True, kw_only=True):
    """An edition that rules the account, was replaced, or is still to come. | 核算所用、已被取代或后续的依据文件版本。"""

    id: Word
    document: Word
    title: Text
    edition: Word
    stands: Literal["in_force", "transition", "superseded", "next"]
    source: Text
    mark: Literal["P", "S", "M", "D"]
    from_: Date | UnsetType = field(name="from", default=UNSET)
    to: Date | UnsetType = UNSET
    reason: Text | UnsetType = UNSET
    asks: Text | UnsetType = UNSET


class Vintage(Record, frozen=True, kw_only=True):
    """Units of one calendar year. | 一个日历年的单位数。"""

    year: Annotated[str, Meta(pattern="^[0-9]{4}\\Z")]
    units: Count


class Tested(Record, frozen=True, kw_only=True):
    """How many of the tests of a condition one thing meets. | 某一对象满足的检验项数。"""

    name: Word
    met: Annotated[int, Meta(ge=0, le=9007199254740991)]
    tests: Annotated[int, Meta(ge=0, le=9007199254740991)]


class Figure(Record, frozen=True, kw_only=True):
    """One figure over the whole account. | 全项目的一个数值。"""

    name: Word
    equation: Word
    symbol: Word
    title: Text
    unit: Word
    value: Known
    uncertainty: Known
    lacks: Annotated[list[Word], Meta(max_length=2000)]
    class_: Literal["E", "T"] = field(name="class")
    source: Word
    mark: Literal["P", "S", "M", "D"]


class BridgeRow(Record, frozen=True, kw_only=True):
    """One term of the waterfall in both accounts [t CO2e]. | 瀑布图一项在两次核算中的数量。"""

    name: Word
    title: Text
    before: Decimal
    after: Decimal
    change: Decimal


class Bar(Record, frozen=True, kw_only=True):
    """One step from gross effect to net effect. | 由总效应到净效应的一步。"""

    name: Word
    title: Text
    figure: Word
    value: Known


class Interval(Record, frozen=True, kw_only=True):
    """A value with its 95 % interval and degrees of freedom. | 数值及其 95% 置信区间和自由度。"""

    value: Known
    low: Known
    high: Known
    freedom: Known


Tonnes: TypeAlias = (
    Annotated[int, Meta(ge=-9007199254740991, le=9007199254740991)] | None
)


class Change(Record, frozen=True, kw_only=True):
    """Change of a group, or of a stratum against its control, with its intervals [t C ha-1]. | 一个采样组的变化，或一个碳层相对对照的变化，及其置信区间。"""

    what: Literal["group", "difference"]
    stratum: Word
    role: Word
    equal_mass: Interval | None
    fixed_depth: Interval | None


class ScenarioTotals(Record, frozen=True, kw_only=True):
    """Change of the soil stock over the whole area [t CO2e]. | 全部面积上的土壤碳储量变化。"""

    project: Known
    control: Known


class EmissionSource(Record, frozen=True, kw_only=True):
    """One emission source in both scenarios. | 一个排放源在两种情景下的排放量。"""

    name: Word
    equation: Word
    symbol: Word
    title: Text
    unit: Word
    baseline: Known
    project: Known
    source: Word
    mark: Literal["P", "S", "M", "D"]
    subtotal: bool | UnsetType = UNSET
    recorded: bool | UnsetType = UNSET
    absent: bool | UnsetType = UNSET


class EmissionChange(Record, frozen=True, kw_only=True):
    """One source as it enters the account. | 一个排放源计入核算的数量。"""

    name: Word
    equation: Word
    symbol: Word
    title: Text
    unit: Word
    value: Known
    source: Word
    mark: Literal["P", "S", "M", "D"]
    recorded: bool | UnsetType = UNSET
    absent: bool | UnsetType = UNSET


class Interpolation(Record, frozen=True, kw_only=True):
    """How far two interpolations lie apart [t C ha-1]. | 两种内插结果的差异。"""

    profiles: Count
    mean_difference: Known
    largest_difference: Known


Constant: TypeAlias = Annotated[
    str, Meta(max_length=64, pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?(/[1-9][0-9]*)?\\Z")
]


Bound: TypeAlias = Annotated[
    str, Meta(max_length=64, pattern="^(-?(0|[1-9][0-9]*)(\\.[0-9]+)?)?\\Z")
]


Pair: TypeAlias = Annotated[list[Known], Meta(max_length=2, min_length=2)]


class Part(Record, frozen=True, kw_only=True):
    """One microbial pool. | 一个微生物碳库。"""

    name: Word
    change: Known
    interval: Pair


class CampaignErrors(Record, frozen=True, kw_only=True):
    """Relative campaign errors, which all rows of a campaign share, and the shift of the laboratory. | 采样批次的相对误差（同批样品共有）和实验室偏移。"""

    archived: Count
    laboratory: Known
    bulk_density: Known
    shift: Known
    shift_error: Known
    laboratory_correlation: Known
    density_correlation: Known


class Grounds(Record, frozen=True, kw_only=True):
    """The campaigns compared, and what every account of a chain shares. | 所比较的采样批次，以及同一核算链各次核算的共同基础。"""

    first: Word
    last: Word
    land: Digest
    start: Digest
    end: Digest
    records: Digest
    stated: Digest
    totals: Annotated[list[GroundTotal], Meta(max_length=10)]
    members: Digest | UnsetType = UNSET


class Replaces(Record, frozen=True, kw_only=True):
    """The earlier account in whose place this one stands, and why; absent where it replaces none. | 本次核算所取代的核算及原因；不取代的没有此项。"""

    bundle: Digest
    why: Name


class Points(Record, frozen=True, kw_only=True):
    """The sampled points: how many, how many have a position, the first of them. | 采样点：总数、有坐标的数量及前若干个。"""

    total: Count
    placed: Count
    listed: Annotated[list[Point], Meta(max_length=1000)]


class LayerChange(Record, frozen=True, kw_only=True):
    """One layer of one stratum: change of carbon on project land less that on control land [g kg-1], and what it was measured on. | 一个碳层的一个土层：项目地与对照地有机碳变化量之差及其测定单元数。"""

    stratum: Word
    top_cm: Known
    bottom_cm: Known
    change: Interval | None
    project: Count
    control: Count
    control_unit: Literal["field", "point"]


class EmissionChanges(Record, frozen=True, kw_only=True):
    """What the emission term of the waterfall is made of, and its sum. | 瀑布图排放项的构成及合计。"""

    rows: Annotated[list[EmissionChange], Meta(max_length=2000)]
    total: EmissionChange


class Condition(Record, frozen=True, kw_only=True):
    """One condition and what was found. | 一项条件及核查结果。"""

    id: Word
    title: Text
    source: Word
    mark: Literal["P", "S", "M", "D"]
    consequence: Literal["refuse", "provisional", "note"]
    result: Literal["met", "not_met", "not_assessed", "not_applicable"]
    stands_against: bool
    found: Text
    cure: Text
    tested: Annotated[list[Tested], Meta(max_length=20000)] | UnsetType = UNSET


class Bridge(Record, frozen=True, kw_only=True):
    """What changed against the account before, term by term; absent of a first account and where a term is unknown. | 与上一次核算相比的逐项变化；首次核算或有未知项时没有此项。"""

    bundle: Digest
    rows: Annotated[list[BridgeRow], Meta(max_length=200)]
    total: BridgeRow


class Group(Record, frozen=True, kw_only=True):
    """One sampling group: counts, change, variance, reference mass. | 一个采样组：数量、变化、方差、参考质量。"""

    label: Word
    stratum: Word
    role: Word
    profiles_start: Count
    stocks_start: Count
    profiles_end: Count
    stocks_end: Count
    mean_change: Known
    change_variance: Known
    change_freedom: Known
    reference_mass: Known
    group_area: Known
    mean_fixed_depth_change: Known
    fixed_depth_change_variance: Known
    fixed_depth_change_freedom: Known
    mean_full_change: Known
    full_change_variance: Known
    full_change_freedom: Known
    lost_fields: Known
    equal_mass: Interval | None
    fixed_depth: Interval | None


class SummaryRow(Record, frozen=True, kw_only=True):
    """Project − baseline − leakage − deductions = account result [t CO2e]. | 项目 − 基准线 − 泄漏 − 扣减 = 核算结果。"""

    year: Annotated[str, Meta(pattern="^([0-9]{4})?\\Z")]
    baseline: Tonnes
    project: Tonnes
    leakage: Tonnes
    deductions: Tonnes
    units: Count


class Used(Record, frozen=True, kw_only=True):
    """One end of a range, and the indicator that decided. | 一个区间端值及判定依据。"""

    end: Literal["low", "high"]
    value: Constant
    by: Word


class Test(Record, frozen=True, kw_only=True):
    """One comparison of project and control. | 一次项目与对照的比较。"""

    test: Word
    property: Word
    name: Text
    unit: Word
    campaign: Word
    claimed: Literal["increase", "decrease"]
    scale: Literal["difference", "log10"]
    effect: Known
    interval: Pair
    confidence: Known
    project_values: Count
    control_values: Count
    probability: Known
    probability_holm: Known
    shown: bool


class Share(Record, frozen=True, kw_only=True):
    """Microbial carbon in the measured gain. | 实测增量中的微生物碳。"""

    unit: Word
    depth_cm: Pair
    parts: Annotated[list[Part], Meta(max_length=50)]
    total: Known
    total_interval: Pair
    necromass_interval: Pair
    gain: Known
    gain_interval: Pair
    confidence: Known
    share: Known
    rest: Known
    agreement: Literal["agrees", "exceeds", "no_gain"]
    factor_spread: Known
    draws: Count


class Summary(Record, frozen=True, kw_only=True):
    """Whole tonnes by calendar year, adding up. | 按日历年列出的整吨数，各年之和等于合计。"""

    rows: Annotated[list[SummaryRow], Meta(max_length=200)]
    total: SummaryRow
    is_complete: bool


Ends: TypeAlias = Annotated[list[Used], Meta(max_length=20, min_length=1)]


class Microbial(Record, frozen=True, kw_only=True):
    """Grade of the microbial evidence and what it rests on. | 微生物证据等级及其依据。"""

    grade: Literal["A", "B", "C", "D"]
    label: Word
    shown: Annotated[dict[str, bool], Meta(max_length=20)]
    identity: Annotated[dict[str, bool], Meta(max_length=50)]
    tests: Annotated[list[Test], Meta(max_length=5000)]
    tests_made: Count
    share_of_gain: Share | None
    layers_apart: (
        Annotated[
            dict[str, Text],
            Meta(
                description="Properties that are not compared, because they were assayed in different layers; absent where there is none. | 因测定土层不同而不作比较的指标；没有时不填。",
                max_length=50,
            ),
        ]
        | UnsetType
    ) = UNSET


class Parameter(Record, frozen=True, kw_only=True):
    """One parameter that was used. | 一个所用参数。"""

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
    used: Ends | UnsetType = UNSET


class OwnFactor(Record, frozen=True, kw_only=True):
    """One factor of project.yaml that was used. | 一个取自 project.yaml 的所用因子。"""

    id: Word
    quantity: Word
    value: Constant
    low: Bound
    high: Bound
    unit: Word
    reference: Annotated[str, Meta(max_length=2000)]
    tier: Literal[1, 2, 3] | None
    used: Ends | UnsetType = UNSET


class Account(Record, frozen=True, kw_only=True):
    """The account under one method. | 一种方法下的核算结果。"""

    method: Method
    period: Period
    editions_day: Date
    editions: Annotated[list[EditionStated], Meta(max_length=600)]
    settings: Annotated[
        dict[str, Word],
        Meta(description="Choices between variants. | 各变体的选择。", max_length=100),
    ]
    status: Literal["credited", "provisional", "refused", "deficit"]
    issuable: bool
    issuable_against: Annotated[list[Text], Meta(max_length=20)]
    units: Count
    computed_units: Known
    labels: Annotated[
        dict[str, Count],
        Meta(description="Units by label. | 按标签分列的单位数。", max_length=20),
    ]
    vintages: Annotated[list[Vintage], Meta(max_length=200)]
    label: Word
    conditions: Annotated[list[Condition], Meta(max_length=1000)]
    figures: Annotated[list[Figure], Meta(max_length=2000)]
    lacking: Annotated[
        dict[str, LackingAdditionalProperty],
        Meta(
            description="Evidence that is missing, by figure. | 各数值所缺的证据。",
            max_length=2000,
        ),
    ]
    summary: Summary
    sources: Annotated[list[EmissionSource], Meta(max_length=2000)]
    waterfall: Annotated[list[Bar], Meta(max_length=200)]
    groups: Annotated[list[Group], Meta(max_length=20000)]
    equal_mass: Interval | None
    fixed_depth: Interval | None
    changes: Annotated[list[Change], Meta(max_length=20000)]
    scenario_totals: ScenarioTotals
    interpolation: Interpolation
    parameters: Annotated[list[Parameter], Meta(max_length=2000)]
    microbial: Microbial
    campaign_errors: CampaignErrors | None
    stands_on: StandsOn | UnsetType = UNSET
    why: Text | UnsetType = UNSET
    over_issue: OverIssue | UnsetType = UNSET
    held: Count | UnsetType = UNSET
    unaccepted: (
        Annotated[list[Unaccepted], Meta(max_length=1000, min_length=1)] | UnsetType
    ) = UNSET
    emission_changes: (
        Annotated[
            EmissionChanges,
            Meta(
                description="What the emission term of the waterfall is made of, and its sum. | 瀑布图排放项的构成及合计。"
            ),
        ]
        | UnsetType
    ) = UNSET
    bridge: Bridge | UnsetType = UNSET
    own_factors: Annotated[list[OwnFactor], Meta(max_length=2000)] | UnsetType = UNSET


class AccountSet(Record, frozen=True, kw_only=True):
    """Every method's account of one evidence. | 同一份证据在各方法下的核算结果。"""

    v: Literal["edaphon.account/2", "edaphon.account/3"]
    project: Project
    project_document: Digest
    evidence: Digest
    plan: Annotated[str, Meta(pattern="^(sha256:[0-9a-f]{64})?\\Z")]
    period: Period
    grounds: Grounds
    years: Decimal
    depth_cm: Decimal
    seed: Seed
    points: Points
    profiles: Annotated[list[Profile], Meta(max_length=10000)]
    accounts: Annotated[list[Account], Meta(max_length=50, min_length=1)]
    earlier: (
        Annotated[list[Digest], Meta(max_length=1000, min_length=1)] | UnsetType
    ) = UNSET
    replaces: Replaces | UnsetType = UNSET
    layer_changes: Annotated[list[LayerChange], Meta(max_length=10000)] | UnsetType = (
        UNSET
    )
