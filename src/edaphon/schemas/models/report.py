"""Typed form of report/4, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType, field

from edaphon.schemas.models.account import (
    Bar,
    Bridge,
    CampaignErrors,
    Change,
    Condition,
    EditionStated,
    EmissionChanges,
    EmissionSource,
    Group,
    Interpolation,
    Interval,
    LayerChange,
    OverIssue,
    Points,
    Profile,
    Seed,
    Summary,
    Test,
    Text,
    Used,
)
from edaphon.schemas.models.description import Gap, Probability
from edaphon.schemas.models.effects import (
    Effect,
    EffectFile,
    EffectSafeguard,
    EffectTopic,
)
from edaphon.schemas.models.evidence import Named
from edaphon.schemas.record import Record

Decimal: TypeAlias = Annotated[str, Meta(pattern="^-?[0-9]+(\\.[0-9]+)?\\Z")]


Known: TypeAlias = Decimal | None


Day: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}")]


Digest: TypeAlias = Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


Mark: TypeAlias = Literal["P", "S", "M", "D", "O"]


class Statement(Record, frozen=True, kw_only=True):
    text: Text
    signed_on: Day
    signed_by: Text | None
    file: str | None


class Quantity(Record, frozen=True, kw_only=True):
    value: str
    unit: str
    relation: Literal["=", ">=", "<="]


class Party(Record, frozen=True, kw_only=True):
    name: Text
    identifier: str | None
    contact: Text | None
    role: Text | None


Ends: TypeAlias = Annotated[list[Used], Meta(min_length=1)]


class OwnFactor(Record, frozen=True, kw_only=True):
    """One factor that the project states. | 一个项目自有因子。"""

    id: str
    quantity: str
    title: Text
    value: str
    low: str
    high: str
    unit: str
    reference: Text
    tier: int | None
    used: Ends | UnsetType = UNSET


class Parameter(Record, frozen=True, kw_only=True):
    id: str
    value: str
    low: str
    high: str
    unit: str
    since: str
    reference: str
    reference_short: str
    reference_text: Text
    locator: str
    mark: Mark
    title: Text
    used: Ends | UnsetType = UNSET


class StepInput(Record, frozen=True, kw_only=True):
    name: str
    title: Text | None


class StepValue(Record, frozen=True, kw_only=True):
    label: str
    value: Known


class StepParameter(Record, frozen=True, kw_only=True):
    id: str
    value: str
    unit: str
    title: Text


class StatedValue(Record, frozen=True, kw_only=True):
    place: str
    stated: Text
    enters: list[Text]
    methods: list[str]


MarksAdditionalProperty: TypeAlias = Annotated[int, Meta(ge=0)]


LabelsAdditionalProperty: TypeAlias = Annotated[int, Meta(ge=0)]


class Unaccepted(Record, frozen=True, kw_only=True):
    start: str
    last: str
    days: Annotated[int, Meta(ge=0)]
    status: Literal["refused", "provisional", "none"]


class Stocks(Record, frozen=True, kw_only=True):
    """What one method makes of the soil: its mass, its curve, its changes, and which of them its units rest on. | 一种方法学对土壤储量的计算：质量口径、内插方法、变化量，以及其核算结果所依据的变化量。"""

    mass: Text
    curve: Text
    groups: list[Group]
    changes: list[Change]
    equal_mass: Interval | None
    fixed_depth: Interval | None
    rests_on: list[
        Literal[
            "mean_change",
            "mean_fixed_depth_change",
            "mean_full_change",
            "mean_scheme_change",
        ]
    ]


class Period(Record, frozen=True, kw_only=True):
    """Half-open: end is out; last_day is the last day in. | 前闭后开：不含 end 当日，last_day 为最后一日。"""

    start: Day
    end: Day
    last_day: Day
    years: Decimal


class Stratum(Record, frozen=True, kw_only=True):
    id: str
    name: Text
    area_ha: Known
    stated_ha: str | None
    is_computed: bool
    controls: str


class Parcel(Record, frozen=True, kw_only=True):
    id: str
    stratum: str
    is_control: bool
    area_ha: Decimal
    stated_ha: Known
    corners: Annotated[int, Meta(ge=0)]


class Land(Record, frozen=True, kw_only=True):
    cover: Text | None
    converted_from_native: str | None
    organic_soil: bool | None
    drained: bool | None
    wet_climate: bool | None
    irrigated: bool | None
    calcareous: bool | None
    clay_silt_percent: str | None
    history: Text | None
    tenure: Statement | None


class LookBack(Record, frozen=True, kw_only=True):
    start: Day
    last_day: Day


class Baseline(Record, frozen=True, kw_only=True):
    description: Text | None
    look_back: LookBack | None
    sealed_on: Day | None
    reassess_on: Day | None


class Additionality(Record, frozen=True, kw_only=True):
    statement: Statement | None
    regulatory_surplus: bool | None
    barriers: Text | None
    adoption_percent: str | None


class Project(Record, frozen=True, kw_only=True):
    id: str
    name: Text
    proponent: Party
    parties: list[Party]
    jurisdiction: str
    scenario: Text
    synthetic: bool
    licence: str | None
    period: Period
    previous_report: Text | None
    strata: list[Stratum]
    area_ha: Known
    crs: str
    parcels: list[Parcel]
    land: Land
    baseline: Baseline
    additionality: Additionality
    uniqueness: Statement | None
    authorisation: Text | None


class Mechanism(Record, frozen=True, kw_only=True):
    property: str
    name: Text
    direction: Text


class Strain(Record, frozen=True, kw_only=True):
    name: str
    accession: str | None
    deposit: str | None


class Product(Record, frozen=True, kw_only=True):
    name: Text | None
    registration: str | None
    standard: str | None
    form: Text | None
    strains: list[Strain]
    labelled_count: Quantity | None
    legal_minimum: Quantity | None
    carrier_carbon: Quantity | None
    sterile_carrier_on_control: bool | None


class Practice(Record, frozen=True, kw_only=True):
    category: Text
    kind: Text
    description: Text
    start: Day
    change: Text | None
    change_percent: str | None
    mechanism: list[Mechanism]
    product: Product | None
    evidence: list[Text]


class Permanence(Record, frozen=True, kw_only=True):
    internal: str | None
    external: str | None
    natural: str | None
    longevity_years: str | None
    events: list[Statement]


class ControlSite(Record, frozen=True, kw_only=True):
    point: str
    distance_km: str | None
    precipitation_difference_mm: str | None
    same_practice_years: str | None
    weather_station_km: str | None
    tests_met: Annotated[int, Meta(ge=0)] | None
    tests: Annotated[int, Meta(ge=0)] | None


class Laboratory(Record, frozen=True, kw_only=True):
    name: Text
    accreditation: str | None
    scope: Text | None
    valid_until: Day | None


class Achieved(Record, frozen=True, kw_only=True):
    """What an account brought beside the sealed forecast, t CO2e over the period. | 核算结果与封存预测的对比，监测期内 tCO2e。"""

    method: str
    units: int
    expected: str
    low: str
    high: str
    standing: Literal["below", "inside", "above"]


class Declared(Record, frozen=True, kw_only=True):
    leakage: dict[str, str]
    permanence: Permanence
    earlier: Literal["none", "listed", "unknown"]
    ex_ante: str | None
    control_sites: list[ControlSite]
    laboratories: list[Laboratory]
    forecast: list[Achieved] | UnsetType = UNSET


class Draw(Record, frozen=True, kw_only=True):
    value: str | None
    note: Text | None


class Plan(Record, frozen=True, kw_only=True):
    present: bool
    sealed_at: str | None
    intact: bool
    digest: Digest | None
    points: Annotated[int, Meta(ge=0)]
    layers: list[list[str]]
    tests: list[str]
    description: Text | None
    seed: Draw | None
    cores_per_sample: int | None


class Campaign(Record, frozen=True, kw_only=True):
    id: str
    start: Day
    end: Day
    laboratory: str | None
    procedure: str | None
    bridging: str | None
    points: Annotated[int, Meta(ge=0)]
    samples: Annotated[int, Meta(ge=0)]
    observations: Annotated[int, Meta(ge=0)]


class Deviation(Record, frozen=True, kw_only=True):
    point: str
    what: str
    reason: Text


class Sampling(Record, frozen=True, kw_only=True):
    design: Text
    depth_cm: Decimal
    plan: Plan
    campaigns: list[Campaign]
    missing: list[Deviation]
    moved: list[Deviation]
    gps_error_m: str | None
    points: Points


class File(Record, frozen=True, kw_only=True):
    path: str
    digest: Digest
    about: Text | None
    observations: Annotated[int, Meta(ge=0)]


class Observed(Record, frozen=True, kw_only=True):
    property: str
    name: Text
    unit: str
    count: Annotated[int, Meta(ge=0)]
    pass_: Annotated[int, Meta(ge=0)] = field(name="pass")
    suspect: Annotated[int, Meta(ge=0)]
    fail: Annotated[int, Meta(ge=0)]
    missing: Annotated[int, Meta(ge=0)]
    censored: Annotated[int, Meta(ge=0)]
    rounds: Annotated[int, Meta(ge=0)]
    procedures: list[str]
    instruments: list[str]


class Noticed(Record, frozen=True, kw_only=True):
    code: str
    file: str
    place: Text
    found: Text


FlagsAdditionalProperty: TypeAlias = Annotated[int, Meta(ge=0)]


class Data(Record, frozen=True, kw_only=True):
    observations: Annotated[int, Meta(ge=0)]
    files: list[File]
    properties: list[Observed]
    flags: dict[str, FlagsAdditionalProperty]
    papers: list[Named]
    warnings: list[Noticed]


class Notice(Record, frozen=True, kw_only=True):
    status: Text
    synthetic: Text | None
    draft: Text | None


class Digests(Record, frozen=True, kw_only=True):
    account: Digest
    evidence: Digest
    project_document: Digest
    plan: Digest | None
    methods: dict[str, Digest]
    earlier: Annotated[list[Digest], Meta(min_length=1)] | UnsetType = UNSET


class ActivityYears(Record, frozen=True, kw_only=True):
    baseline: list[str]
    project: list[str]


class Identified(Record, frozen=True, kw_only=True):
    item: str
    title: Text
    holds: bool


class Shown(Record, frozen=True, kw_only=True):
    test: str
    title: Text
    holds: bool


class Part(Record, frozen=True, kw_only=True):
    name: str
    title: Text
    change: Known
    interval: list[Known]


class Share(Record, frozen=True, kw_only=True):
    unit: str
    depth_cm: list[Known]
    parts: list[Part]
    total: Known
    total_interval: list[Known]
    necromass_interval: list[Known]
    gain: Known
    gain_interval: list[Known]
    confidence: Known
    share: Known
    rest: Known
    agreement: Literal["agrees", "exceeds", "no_gain"]
    agreement_text: Text
    rest_text: Text
    factor_spread: Known
    draws: Annotated[int, Meta(ge=0)]


class Microbial(Record, frozen=True, kw_only=True):
    grade: Literal["A", "B", "C", "D"]
    label: str
    identity: list[Identified]
    shown: list[Shown]
    tests: list[Test]
    tests_made: Annotated[int, Meta(ge=0)]
    share_of_gain: Share | None
    layers_apart: list[Text]
    statement: Text


class Pool(Record, frozen=True, kw_only=True):
    title: Text
    gas: str
    state: Literal["in", "out", "open"]
    reason: Text


class Reason(Record, frozen=True, kw_only=True):
    id: str
    title: Text
    found: Text
    cure: Text


class Lacking(Record, frozen=True, kw_only=True):
    name: str
    title: Text


class Cause(Record, frozen=True, kw_only=True):
    method: str
    title: Text
    status: str
    items: list[Reason]
    lacking: list[Lacking]


class FrontPage(Record, frozen=True, kw_only=True):
    sentences: list[Text]
    causes: list[Cause]


class Input(Record, frozen=True, kw_only=True):
    name: str
    kind: Literal["figure", "quantity", "parameter", "evidence"]
    symbol: str
    value: Known
    title: Text | None


class Clause(Record, frozen=True, kw_only=True):
    key: str
    clause: str
    mark: Mark


class Waterfall(Record, frozen=True, kw_only=True):
    terms: list[Bar]
    is_complete: bool
    total: Known


class Effects(Record, frozen=True, kw_only=True):
    v: Literal["edaphon.effects/1"]
    document: EffectFile
    years: list[str]
    counts: dict[str, int]
    indicators: list[Effect]
    without: list[EffectTopic]
    safeguards: list[EffectSafeguard]


class Figure(Record, frozen=True, kw_only=True):
    """One figure of a method, with clause and where it comes from. | 方法的一个数值，含条款和来源。"""

    name: str
    equation: str
    symbol: str
    title: Text
    unit: str
    value: Known
    class_: Literal["E", "T", "N"] = field(name="class")
    source: str
    mark: Mark
    uncertainty: Known
    formula: str
    inputs: list[Input]
    lacks: list[str]


class TraceStep(Record, frozen=True, kw_only=True):
    name: str
    equation: str
    symbol: str
    title: Text
    unit: str
    formula: str
    over: str
    count: Annotated[int, Meta(ge=0)]
    values: list[StepValue]
    inputs: list[StepInput]
    parameters: list[StepParameter]


class Field(Record, frozen=True, kw_only=True):
    """One field of the disclosure list. | 一项公开内容。"""

    id: str
    title: Text
    need: Literal["R", "C"]
    from_: list[Clause] = field(name="from")
    where: str
    state: Literal["provided", "stated", "partly", "not_provided", "not_applicable"]
    text: Text


class Method(Record, frozen=True, kw_only=True):
    """One method's account of the evidence. | 一种方法对该证据的核算结果。"""

    id: str
    digest: Digest
    title: Text
    reference_date: Day
    marks: dict[str, MarksAdditionalProperty]
    confirmed: bool
    draft: bool
    slug: str
    editions: list[EditionStated]
    edition: dict[str, Text | str]
    conformity: Text
    scope: Text
    probability: Probability | None
    rounding: Text | None
    not_covered: list[Gap]
    period: LookBack
    settings: dict[str, str]
    status: Literal["credited", "provisional", "refused", "deficit"]
    status_text: Text
    why: Text | None
    after_loss: list[Text]
    issuable: bool
    issuable_against: list[Text]
    over_issue: OverIssue | None
    unaccepted: list[Unaccepted]
    units: Annotated[int, Meta(ge=0)]
    computed_units: Known
    labels: dict[str, LabelsAdditionalProperty]
    label: str
    conditions: list[Condition]
    figures: list[Figure]
    lacking: dict[str, list[str]]
    sources: list[EmissionSource]
    waterfall: Waterfall
    bridge: Bridge | None
    summary: Summary
    steps: list[TraceStep]
    per_hectare_year: Known
    beside_estimate: Known
    parameters: list[Parameter]
    own_factors: list[OwnFactor]
    emission_changes: EmissionChanges | None
    interpolation: Interpolation
    campaign_errors: CampaignErrors | None
    stocks: Stocks
    chain_units: Annotated[int, Meta(ge=0)] | UnsetType = UNSET


class Report(Record, frozen=True, kw_only=True):
    """The content of a report of an account: quantities as decimal text, every text in English and Chinese. generated_at and code_version are of replay class N; everything else follows from evidence and methods. | 核算报告的内容：数量以十进制文本表示，文字均有中英文。generated_at 和 code_version 属复算类别 N，其余内容均由证据和方法得出。"""

    v: Literal["edaphon.report/4"]
    languages: list[str]
    generated_at: Annotated[
        str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z\\Z")
    ]
    code_version: str
    notice: Notice
    digests: Digests
    seed: Seed
    project: Project
    practice: Practice
    declared: Declared
    sampling: Sampling
    data: Data
    activity_years: ActivityYears
    methods: Annotated[list[Method], Meta(min_length=1)]
    profiles: list[Profile]
    layer_changes: list[LayerChange]
    microbial: Microbial
    boundary: list[Pool]
    stated_values: list[StatedValue]
    summary: FrontPage
    disclosure: list[Field]
    coeffects: Effects | None
