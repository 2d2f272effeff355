"""Typed form of project/4, made by `make models`."""

from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType, field

from edaphon.schemas.record import Record

Answer: TypeAlias = Annotated[str, Meta(min_length=1)]


class Text(Record, frozen=True, kw_only=True):
    """Text in English and Chinese; one of them is enough. | 中英文文本，至少填写一种。"""

    en: Answer | UnsetType = UNSET
    zh: Answer | UnsetType = UNSET


Id: TypeAlias = Annotated[str, Meta(pattern="^[^\\s/\\\\@]{1,64}\\Z")]


Date: TypeAlias = str


Decimal: TypeAlias = Annotated[str, Meta(pattern="^-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]


Amount: TypeAlias = Annotated[str, Meta(pattern="^(0|[1-9][0-9]*)(\\.[0-9]+)?\\Z")]


class Quantity(Record, frozen=True, kw_only=True):
    """A value with its unit: {value: 200000000, unit: "[CFU]/g"}. | 数值与计量单位，如 {value: 200000000, unit: "[CFU]/g"}。"""

    value: Amount
    unit: str
    relation: Literal["=", ">=", "<="] | UnsetType = UNSET


class Party(Record, frozen=True, kw_only=True):
    """An organisation with its name. | 单位及其名称。"""

    name: Text
    identifier: str | UnsetType = UNSET
    contact: str | UnsetType = UNSET
    role: Text | UnsetType = UNSET


class Statement(Record, frozen=True, kw_only=True):
    """A signed statement: what is declared, when, by whom, and the file that shows it. | 已签署的声明：内容、日期、签署方和证明文件。"""

    text: Text
    signed_on: Date
    signed_by: Answer
    file: str | UnsetType = UNSET


class LossEvent(Record, frozen=True, kw_only=True):
    """A signed statement of an event after which carbon may be gone, with its day; without one it may have happened until the statement was signed. | 可能造成碳损失的事件的已签署声明及发生日期；未填日期的，视为声明签署日及以前均可能发生。"""

    text: Text
    signed_on: Date
    signed_by: Answer
    file: str | UnsetType = UNSET
    happened_on: Date | UnsetType = UNSET


class EarlierAccount(Record, frozen=True, kw_only=True):
    """An earlier account, whose records lie under earlier/. | 以前的一次核算，其记录存放在 earlier/ 内。"""

    bundle: Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]
    replaced: Text | UnsetType = UNSET
    later: Literal["none"] | UnsetType = UNSET


class Run(Record, frozen=True, kw_only=True):
    day: Date
    found: Amount
    known: Annotated[str, Meta(pattern="^(?!-).*[1-9]")]
    file: str


Runs: TypeAlias = list[Run]


class Column(Record, frozen=True, kw_only=True):
    """What a column of the file holds: {is: soc, unit: g/kg}. | 该列的含义，如 {is: soc, unit: g/kg}。"""

    is_: str = field(name="is")
    unit: str | UnsetType = UNSET
    values: (
        Annotated[
            dict[str, Any],
            Meta(description="The file's words and ours. | 文件写法与系统写法的对照。"),
        ]
        | UnsetType
    ) = UNSET
    pattern: (
        Annotated[
            str,
            Meta(
                pattern="^[^{}]*\\{(point|replicate|stratum|campaign)?\\}([^{}]+\\{(point|replicate|stratum|campaign)?\\})*[^{}]*\\Z"
            ),
        ]
        | UnsetType
    ) = UNSET
    also: Literal["point", "sample_id", "stratum", "replicate"] | UnsetType = UNSET
    ignore_case: bool | UnsetType = UNSET
    others: Literal["refuse", "skip"] | UnsetType = UNSET
    negative_down: bool | UnsetType = UNSET
    top: Decimal | UnsetType = UNSET
    bottom: Decimal | UnsetType = UNSET
    campaign: Id | UnsetType = UNSET
    detection_limit: Amount | UnsetType = UNSET
    procedure: str | UnsetType = UNSET
    basis: (
        Literal["fine_earth", "fine_earth_per_core", "whole_soil", "mass", "volume"]
        | UnsetType
    ) = UNSET


HeaderRow: TypeAlias = Annotated[int, Meta(ge=1)]


HeaderRowsArrayItem: TypeAlias = Annotated[int, Meta(ge=1)]


HeaderRowsArray: TypeAlias = Annotated[
    list[HeaderRowsArrayItem], Meta(max_length=4, min_length=1)
]


HeaderRowsString: TypeAlias = Annotated[str, Meta(pattern="^none\\Z")]


class File(Record, frozen=True, kw_only=True):
    """A data file and the meaning of its columns; `edaphon map DIR FILE` proposes it. | 数据文件及各列含义，可由 edaphon map DIR FILE 生成建议。"""

    path: str
    columns: Annotated[
        dict[str, Column],
        Meta(
            description="The file's own headers, each with its meaning. | 文件中的列名及其含义。",
            min_length=1,
        ),
    ]
    about: (
        Literal[
            "soil", "microbial", "product", "application", "activity", "yield", "sensor"
        ]
        | UnsetType
    ) = UNSET
    sheet: str | UnsetType = UNSET
    header_rows: HeaderRowsString | HeaderRowsArray | UnsetType = UNSET
    encoding: (
        Literal[
            "utf-8",
            "utf-8-sig",
            "gb18030",
            "gbk",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "latin-1",
            "cp1252",
            "cp1250",
            "cp1251",
            "koi8-r",
            "mac-roman",
            "big5",
        ]
        | UnsetType
    ) = UNSET
    delimiter: Literal[",", ";", "\t", "|"] | UnsetType = UNSET
    decimal: Literal[".", ","] | UnsetType = UNSET
    dates: Literal["iso", "ymd", "dmy", "mdy", "serial"] | UnsetType = UNSET
    missing: list[str] | UnsetType = UNSET
    hidden: Literal["read", "leave"] | UnsetType = UNSET
    constants: (
        Annotated[
            dict[str, Any],
            Meta(
                description="Facts that hold for every row: campaign, stratum, role, top, bottom, sampled_on, procedure … | 全表各行共有的信息。"
            ),
        ]
        | UnsetType
    ) = UNSET


class Listing(Record, frozen=True, kw_only=True):
    """A table whose headers are known words, and how it is written. | 以固定列名书写的表格及其书写方式。"""

    path: str
    sheet: str | UnsetType = UNSET
    encoding: (
        Literal[
            "utf-8",
            "utf-8-sig",
            "gb18030",
            "gbk",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "latin-1",
            "cp1252",
            "cp1250",
            "cp1251",
            "koi8-r",
            "mac-roman",
            "big5",
        ]
        | UnsetType
    ) = UNSET
    delimiter: Literal[",", ";", "\t", "|"] | UnsetType = UNSET
    decimal: Literal[".", ","] | UnsetType = UNSET
    dates: Literal["iso", "ymd", "dmy", "mdy", "serial"] | UnsetType = UNSET


class Fields(Record, frozen=True, kw_only=True):
    """Parcels and points. | 地块与采样点文件。"""

    path: str
    crs: Annotated[
        str,
        Meta(
            examples=["EPSG:4326", "EPSG:4490", "EPSG:4527", "EPSG:4548", "EPSG:32650"],
            pattern="^(EPSG:(4326|4490|451[3-9]|45[2-4][0-9]|455[0-4]|32[67](0[1-9]|[1-5][0-9]|60))|GCJ-02|BD-09)\\Z",
        ),
    ]
    within: Annotated[list[float], Meta(max_length=4, min_length=4)] | UnsetType = UNSET
    id: Annotated[str, Meta(min_length=1)] | UnsetType = UNSET
    axes: Literal["east_north", "north_east"] | UnsetType = UNSET
    statement: Statement | UnsetType = UNSET


class Strain(Record, frozen=True, kw_only=True):
    name: Answer
    accession: Answer | UnsetType = UNSET
    deposit: Answer | UnsetType = UNSET


class Product(Record, frozen=True, kw_only=True):
    name: Text | UnsetType = UNSET
    registration: Answer | UnsetType = UNSET
    standard: Answer | UnsetType = UNSET
    form: Literal["liquid", "powder", "granule"] | UnsetType = UNSET
    strains: list[Strain] | UnsetType = UNSET
    labelled_count: Quantity | UnsetType = UNSET
    legal_minimum: Quantity | UnsetType = UNSET
    carrier_carbon: Quantity | UnsetType = UNSET
    sterile_carrier_on_control: bool | UnsetType = UNSET
    sterile_carrier_record: Statement | UnsetType = UNSET


class Practice(Record, frozen=True, kw_only=True):
    """The practice that stores carbon: what, since when. | 固碳措施：内容与起始日期。"""

    category: Literal[
        "fertiliser", "water", "tillage_residue", "crop_planting_harvesting", "grazing"
    ]
    kind: Literal[
        "microbial_inoculant",
        "bio_fertilizer",
        "consortium",
        "biocrust",
        "microbial_management",
        "other",
    ]
    description: Text
    start: Date
    change: Literal["new", "changed"] | UnsetType = UNSET
    change_percent: Decimal | UnsetType = UNSET
    mechanism: (
        Annotated[
            dict[str, Literal["increase", "decrease"]],
            Meta(
                description="What the product is said to do, as signs a test can check. | 产品声称的作用机制，以可检验的变化方向表示。"
            ),
        ]
        | UnsetType
    ) = UNSET
    product: Product | UnsetType = UNSET
    evidence: list[Answer] | UnsetType = UNSET


class Land(Record, frozen=True, kw_only=True):
    cover: (
        Literal["cropland", "grassland", "wetland", "forest", "degraded"] | UnsetType
    ) = UNSET
    converted_from_native: str | UnsetType = UNSET
    organic_soil: bool | UnsetType = UNSET
    drained: bool | UnsetType = UNSET
    wet_climate: bool | UnsetType = UNSET
    irrigated: bool | UnsetType = UNSET
    calcareous: bool | UnsetType = UNSET
    stone_free: bool | UnsetType = UNSET
    history: Text | UnsetType = UNSET
    tenure: Statement | UnsetType = UNSET
    clay_silt_percent: Amount | UnsetType = UNSET


class Additionality(Record, frozen=True, kw_only=True):
    statement: Statement | UnsetType = UNSET
    regulatory_surplus: bool | UnsetType = UNSET
    barriers: Text | UnsetType = UNSET
    adoption_percent: Amount | UnsetType = UNSET


class LookBack(Record, frozen=True, kw_only=True):
    start: Date
    end: Date


class Baseline(Record, frozen=True, kw_only=True):
    description: Text | UnsetType = UNSET
    look_back: LookBack | UnsetType = UNSET
    sealed_on: Date | UnsetType = UNSET
    reassess_on: Date | UnsetType = UNSET


class Period(Record, frozen=True, kw_only=True):
    """Monitoring period, half-open: start is in, end is out. | 监测期，前闭后开：含 start，不含 end。"""

    start: Date
    end: Date


class Campaign(Record, frozen=True, kw_only=True):
    id: Id
    start: Date
    end: Date
    laboratory: Answer | UnsetType = UNSET
    procedure: Answer | UnsetType = UNSET
    bridging: Answer | UnsetType = UNSET
    archived: Id | UnsetType = UNSET
    reanalysis: Statement | UnsetType = UNSET


class Stratum(Record, frozen=True, kw_only=True):
    id: Id
    name: Text | UnsetType = UNSET
    control_area_ha: Annotated[str, Meta(pattern="^(?!-).*[1-9]")] | UnsetType = UNSET
    controls: Id | UnsetType = UNSET
    area_ha: Annotated[str, Meta(pattern="^(?!-).*[1-9]")] | UnsetType = UNSET


class MissingItem(Record, frozen=True, kw_only=True):
    point: str
    campaign: str
    reason: Text
    witness: Statement | UnsetType = UNSET


class MovedItem(Record, frozen=True, kw_only=True):
    point: str
    metres: Amount
    reason: Text


class Sampling(Record, frozen=True, kw_only=True):
    """How points were chosen and stocks are compared. | 采样设计与储量比较方法。"""

    design: Literal["paired", "independent"]
    plan: str | UnsetType = UNSET
    seal: str | UnsetType = UNSET
    depth_cm: Annotated[str, Meta(pattern="^(?!-).*[1-9]")] | UnsetType = UNSET
    mass: Literal["whole", "mineral"] | UnsetType = UNSET
    interpolation: Literal["natural", "hyman", "linear"] | UnsetType = UNSET
    reference_mass: str | dict[str, Any] | UnsetType = UNSET
    missing: list[MissingItem] | UnsetType = UNSET
    moved: list[MovedItem] | UnsetType = UNSET
    gps_error_m: Amount | UnsetType = UNSET


class CampaignErrors(Record, frozen=True, kw_only=True):
    """Runs against known values that show the campaign errors, which all rows of a campaign share; [] where there are none, and the default of the method then holds. Left out, they are not known. | 与已知值比对、用于说明采样批次误差（同批样品共有）的记录；没有则填 []，按方法缺省值计；不填视为未知。"""

    laboratory: Runs | UnsetType = UNSET
    bulk_density: Runs | UnsetType = UNSET


class ControlSite(Record, frozen=True, kw_only=True):
    point: str
    distance_km: Amount | UnsetType = UNSET
    slope_percent_class: str | UnsetType = UNSET
    same_slope_class: bool | UnsetType = UNSET
    same_aspect: bool | UnsetType = UNSET
    same_texture: bool | UnsetType = UNSET
    same_soil_group: bool | UnsetType = UNSET
    same_practice_years: Amount | UnsetType = UNSET
    same_land_cover_history: bool | UnsetType = UNSET
    same_ecoregion: bool | UnsetType = UNSET
    same_climate_zone: bool | UnsetType = UNSET
    precipitation_difference_mm: Decimal | UnsetType = UNSET
    weather_station_km: Amount | UnsetType = UNSET


class LaboratoryItem(Record, frozen=True, kw_only=True):
    name: Text
    accreditation: Answer | UnsetType = UNSET
    scope: Answer | UnsetType = UNSET
    valid_until: Date | UnsetType = UNSET


class Members(Record, frozen=True, kw_only=True):
    """Households or other members who hold the land, and the rule by which the account result is shared among them. | 持有项目土地的农户等成员，以及核算结果在成员间的分配规则。"""

    roster: Listing
    share: Literal["area_days", "area", "equal"]
    register: Listing | UnsetType = UNSET
    seal: str | UnsetType = UNSET


class Factors(Record, frozen=True, kw_only=True):
    value: Amount
    unit: str
    reference: Answer
    low: Amount | UnsetType = UNSET
    high: Amount | UnsetType = UNSET
    tier: Literal[1, 2, 3] | UnsetType = UNSET
    file: str | UnsetType = UNSET


class SourcesAbsent(Record, frozen=True, kw_only=True):
    """Sources of emission, imports, pools and leakage that do not exist here, each with the reason; one that is neither recorded nor named here is unknown. | 不存在的排放源、外源输入、碳库和泄漏及其理由；既无记录又未在此说明的视为未知。"""

    fuel: Text | UnsetType = UNSET
    lime: Text | UnsetType = UNSET
    synthetic_nitrogen: Text | UnsetType = UNSET
    organic_nitrogen: Text | UnsetType = UNSET
    nitrogen_fixing: Text | UnsetType = UNSET
    amendments: Text | UnsetType = UNSET
    carrier: Text | UnsetType = UNSET
    residue_burning: Text | UnsetType = UNSET
    livestock: Text | UnsetType = UNSET
    woody_plants: Text | UnsetType = UNSET
    displaced_livestock: Text | UnsetType = UNSET
    diverted_residues: Text | UnsetType = UNSET
    displaced_production: Text | UnsetType = UNSET


class Leakage(Record, frozen=True, kw_only=True):
    yield_change_percent: Decimal | UnsetType = UNSET
    displaced_livestock: Amount | UnsetType = UNSET
    diverted_residues: Amount | UnsetType = UNSET
    displaced_production: Amount | UnsetType = UNSET


class Milestones(Record, frozen=True, kw_only=True):
    """Days with the programme that decide whether an older edition of its rules may still be used; left out means not known, and the later rule then holds. | 决定可否继续采用旧版规则的机制流程日期；不填为未知，按较新版本执行。"""

    listed: Date | UnsetType = UNSET
    validated: Date | UnsetType = UNSET
    registered: Date | UnsetType = UNSET
    requested: Date | UnsetType = UNSET


class Permanence(Record, frozen=True, kw_only=True):
    internal: Amount | UnsetType = UNSET
    external: Amount | UnsetType = UNSET
    natural: Amount | UnsetType = UNSET
    longevity_years: Amount | UnsetType = UNSET
    events: list[LossEvent] | UnsetType = UNSET


Earlier: TypeAlias = Annotated[list[EarlierAccount], Meta(min_length=1)]


class ProjectDocument(Record, frozen=True, kw_only=True):
    """Groups of fields as in the template that `edaphon new` writes. | 字段分组同 edaphon new 生成的模板。"""

    v: Literal["edaphon.project/2", "edaphon.project/3", "edaphon.project/4"]
    id: Id
    name: Text
    proponent: Party
    jurisdiction: Annotated[str, Meta(pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?\\Z")]
    scenario: Literal["cropland", "grassland", "paddy", "forest", "degraded"]
    practice: Annotated[
        Practice,
        Meta(
            description="The practice that stores carbon: what, since when. | 固碳措施：内容与起始日期。"
        ),
    ]
    period: Annotated[
        Period,
        Meta(
            description="Monitoring period, half-open: start is in, end is out. | 监测期，前闭后开：含 start，不含 end。"
        ),
    ]
    campaigns: Annotated[list[Campaign], Meta(min_length=2)]
    strata: Annotated[list[Stratum], Meta(min_length=1)]
    sampling: Annotated[
        Sampling,
        Meta(
            description="How points were chosen and stocks are compared. | 采样设计与储量比较方法。"
        ),
    ]
    files: Annotated[list[File], Meta(min_length=1)]
    methods: Annotated[list[str], Meta(min_length=1)]
    parties: list[Party] | UnsetType = UNSET
    synthetic: bool | UnsetType = UNSET
    licence: str | UnsetType = UNSET
    fields: (
        Annotated[Fields, Meta(description="Parcels and points. | 地块与采样点文件。")]
        | UnsetType
    ) = UNSET
    land: Land | UnsetType = UNSET
    additionality: Additionality | UnsetType = UNSET
    uniqueness: Statement | UnsetType = UNSET
    authorisation: Text | UnsetType = UNSET
    baseline: Baseline | UnsetType = UNSET
    campaign_errors: (
        Annotated[
            CampaignErrors,
            Meta(
                description="Runs against known values that show the campaign errors, which all rows of a campaign share; [] where there are none, and the default of the method then holds. Left out, they are not known. | 与已知值比对、用于说明采样批次误差（同批样品共有）的记录；没有则填 []，按方法缺省值计；不填视为未知。"
            ),
        ]
        | UnsetType
    ) = UNSET
    control_sites: list[ControlSite] | UnsetType = UNSET
    laboratory: list[LaboratoryItem] | UnsetType = UNSET
    members: (
        Annotated[
            Members,
            Meta(
                description="Households or other members who hold the land, and the rule by which the account result is shared among them. | 持有项目土地的农户等成员，以及核算结果在成员间的分配规则。"
            ),
        ]
        | UnsetType
    ) = UNSET
    factors: (
        Annotated[
            dict[str, Factors],
            Meta(
                description="Emission factors of the project's own, instead of the pack's defaults. | 替代缺省值的项目自有排放因子。"
            ),
        ]
        | UnsetType
    ) = UNSET
    sources_absent: (
        Annotated[
            SourcesAbsent,
            Meta(
                description="Sources of emission, imports, pools and leakage that do not exist here, each with the reason; one that is neither recorded nor named here is unknown. | 不存在的排放源、外源输入、碳库和泄漏及其理由；既无记录又未在此说明的视为未知。"
            ),
        ]
        | UnsetType
    ) = UNSET
    leakage: Leakage | UnsetType = UNSET
    milestones: (
        Annotated[
            Milestones,
            Meta(
                description="Days with the programme that decide whether an older edition of its rules may still be used; left out means not known, and the later rule then holds. | 决定可否继续采用旧版规则的机制流程日期；不填为未知，按较新版本执行。"
            ),
        ]
        | UnsetType
    ) = UNSET
    permanence: Permanence | UnsetType = UNSET
    earlier: Literal["none"] | Earlier | UnsetType = UNSET
    previous_report: (
        Annotated[str, Meta(pattern="^(none|sha256:[0-9a-f]{64})\\Z")] | UnsetType
    ) = UNSET
    ex_ante: Decimal | UnsetType = UNSET
    disclosure: (
        Annotated[
            dict[str, Text],
            Meta(
                description="Texts for the report that no measurement can give, by the field names of the disclosure list. | 报告所需而监测数据不能给出的说明文字。"
            ),
        ]
        | UnsetType
    ) = UNSET
