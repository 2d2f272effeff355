"""What a column of a table may be called, and in which units it may come."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from edaphon.kernel.language import marked

_KEPT = frozenset("%:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One quantity or name that a calculation reads."""

    code: str
    """Name in messages and on help pages."""
    meaning: str
    """What it holds, in English and marked for translation."""
    stems: tuple[str, ...]
    """Accepted names, in the spelling of :func:`plain`; the first is shown."""
    unit: str = ""
    """Unit when the header names none, as help pages print it."""
    units: Mapping[str, float] = field(default_factory=dict)
    """Other units that may end the header, plain, with the factor to ``unit``."""
    optional: bool = False
    lowest: float | None = None
    """Least allowed number in ``unit``."""
    highest: float | None = None

    def factor(self, header: str) -> float | None:
        """Return the factor to the column's unit, ``None`` for another header."""
        name = plain(header)
        ends = {"": 1.0, plain(self.unit): 1.0, **self.units}
        for stem in self.stems:
            if name.startswith(stem) and name[len(stem) :] in ends:
                return ends[name[len(stem) :]]
        return None

    @property
    def names(self) -> str:
        """Accepted names, as a help page and a message list them."""
        return ", ".join(self.stems)


def plain(header: str) -> str:
    """Return a header without case, width, spaces, brackets and marks.

    Examples
    --------
    >>> plain("BD_g_cm3"), plain("容重（g/cm³）"), plain("SOC (%)")
    ('bdgcm3', '容重gcm3', 'soc%')
    """
    folded = unicodedata.normalize("NFKC", header).casefold()
    return "".join(char for char in folded if char.isalnum() or char in _KEPT)


IDENTITIES: tuple[Column, ...] = (
    Column(
        code="project", meaning=marked("project"), stems=("project", "项目", "项目名称")
    ),
    Column(
        code="campaign",
        meaning=marked("sampling campaign"),
        stems=("campaign", "round", "year", "采样批次", "采样年份", "年份"),
    ),
    Column(
        code="treatment",
        meaning=marked("treatment"),
        stems=("treatment", "treat", "处理", "处理编号", "处理名称"),
    ),
    Column(code="stratum", meaning=marked("stratum"), stems=("stratum", "碳层")),
    Column(code="site", meaning=marked("site"), stems=("site", "样区", "试验点")),
    Column(
        code="block",
        meaning=marked("block"),
        stems=("block", "replicate", "rep", "区组", "重复"),
    ),
    Column(
        code="plot",
        meaning=marked("plot"),
        stems=("plot", "plotid", "样地", "样地编号", "小区", "小区编号"),
    ),
    Column(
        code="point",
        meaning=marked("sampling point"),
        stems=("point", "pointid", "采样点", "采样点编号", "样点编号", "点位编号"),
    ),
    Column(
        code="profile",
        meaning=marked("core or profile"),
        stems=("profile", "profileid", "sid", "core", "coreid", "剖面", "剖面编号"),
    ),
)
"""Columns whose cells together name one core."""

TOP = Column(
    code="top",
    meaning=marked("upper bound of the layer, from the mineral surface"),
    stems=("top", "upper", "ud", "depthtop", "upperdepth", "上界", "顶深", "起始深度"),
    unit="cm",
    units={"mm": 0.1, "m": 100.0},
)
BOTTOM = Column(
    code="bottom",
    meaning=marked("lower bound of the layer"),
    stems=(
        "bottom", "lower", "ld", "depthbottom", "lowerdepth", "下界", "底深",
        "终止深度",
    ),
    unit="cm",
    units={"mm": 0.1, "m": 100.0},
)  # fmt: skip
ORGANIC_CARBON = Column(
    code="soc",
    meaning=marked("organic carbon of dry fine earth"),
    stems=(
        "soc", "oc", "toc", "organiccarbon", "soilorganiccarbon", "有机碳",
        "土壤有机碳", "有机碳含量", "土壤有机碳含量",
    ),
    unit="g/kg",
    units={"mgg": 1.0, "%": 10.0, "pct": 10.0, "percent": 10.0},
    lowest=0.0,
    highest=600.0,
)  # fmt: skip
BULK_DENSITY = Column(
    code="bulk_density",
    meaning=marked("bulk density, of the kind that --density names"),
    stems=("bulkdensity", "bd", "db", "容重", "土壤容重"),
    unit="g/cm3",
    units={"tm3": 1.0, "mgm3": 1.0, "kgm3": 0.001},
    lowest=0.01,
    highest=3.0,
)
COARSE = Column(
    code="coarse",
    meaning=marked("coarse fragments, share of volume (of mass with --density total)"),
    stems=(
        "coarsefraction", "coarsefragments", "coarse", "gravel", "stones", "砾石",
        "砾石含量",
    ),
    unit="1",
    units={"%": 0.01, "pct": 0.01, "percent": 0.01, "gg": 1.0, "cm3cm3": 1.0},
    optional=True,
    lowest=0.0,
    highest=1.0,
)  # fmt: skip
