"""Books of a cooperative: product, applications, inputs, yields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from making.dice import Dice
from making.land import Parcel
from making.tables import Row, csv_bytes
from making.truth import Ground

DIESEL, NITROGEN = "柴油用量", "化肥氮施用量"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot of the product: made, tested, applied on all project land."""

    id: str
    made: str
    until: str
    tested: str
    crop_year: int
    applied: str
    crop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What is applied, and how."""

    licence: str
    carbon: float
    """Organic carbon of the granules [%]."""
    dose: float
    """Product per crop [kg/mu]."""
    way: str
    lots: Sequence[Lot]

    def applied(self, land: Sequence[Parcel], years: Iterable[int]) -> float:
        """Return the product applied in crop years [kg]."""
        mu = sum(mu for _, mu in _treated(land))
        wanted = set(years)
        return mu * self.dose * sum(lot.crop_year in wanted for lot in self.lots)


def certificates(dice: Dice, product: Product, years: Iterable[int]) -> bytes:
    """Return what each lot of some crop years held when it was applied."""
    rows: list[Row] = [
        ["批号", "生产日期", "有效期至", "检测日期", "有效活菌数（亿/g）",
         "杂菌率（%）", "产品有机碳（%）", "登记证号"],
    ]  # fmt: skip
    drawn = dice.uniform("counts", count=2 * len(product.lots))
    wanted = set(years)
    for at, lot in enumerate(product.lots):
        if lot.crop_year not in wanted:
            continue
        count, others = 2.25 + 0.6 * drawn[2 * at], 3 + 6 * drawn[2 * at + 1]
        measured = [f"{count:.2f}", f"{others:.1f}", f"{product.carbon:.1f}"]
        days = [lot.made, lot.until, lot.tested]
        rows.append([lot.id, *days, *measured, product.licence])
    return csv_bytes(rows, encoding="utf-8-sig")


def applications(
    land: Sequence[Parcel], product: Product, years: Iterable[int]
) -> bytes:
    """Return every parcel and every crop of some crop years, in mu and kg."""
    rows: list[Row] = [
        ["地块编号", "作物年度", "施用日期", "作物", "批号", "亩用量(kg/亩)",
         "施用面积(亩)", "施用总量(kg)", "施用方式", "操作人"],
    ]  # fmt: skip
    wanted = set(years)
    for lot in product.lots:
        if lot.crop_year not in wanted:
            continue
        for parcel, mu in _treated(land):
            amount = [f"{product.dose:.1f}", f"{mu:.1f}", f"{mu * product.dose:.1f}"]
            what = [lot.crop_year, lot.applied, lot.crop, lot.id]
            rows.append([parcel, *what, *amount, product.way, "×××"])
    return csv_bytes(rows, encoding="gb18030")


def _treated(land: Sequence[Parcel]) -> list[tuple[str, float]]:
    """Return the treated parcels with their area on paper [mu]."""
    return [(parcel.id, parcel.mu) for parcel in land if not parcel.is_control]


Amounts = Mapping[tuple[str, int, str], float]
"""Litres and kg of N by scenario, crop year and item."""


def amounts(
    dice: Dice, hectares: float, rates: Sequence[tuple[str, int, str, float]]
) -> Amounts:
    """Return what was used: rates per hectare of scenario, crop year and item."""
    drawn = dice.normal("amounts", count=len(rates))
    return {
        (scenario, year, item): round(rate * hectares * (1 + 0.012 * drawn[at]), -1)
        for at, (scenario, year, item, rate) in enumerate(rates)
    }


def change(found: Amounts, item: str) -> float:
    """Return project less baseline of an item, whatever the number of years."""
    years = {
        scenario: {year for side, year, _ in found if side == scenario}
        for scenario in ("基准线", "项目")
    }
    lasting = len(years["项目"]) / len(years["基准线"])
    return sum(
        value if scenario == "项目" else -lasting * value
        for (scenario, _, name), value in found.items()
        if name == item
    )


def activity_book(found: Amounts) -> bytes:
    """Return the book of inputs: one row an item and crop year."""
    rows: list[Row] = [["情景", "年份", "项目", "数值", "单位", "凭证"]]
    for number, ((scenario, year, item), value) in enumerate(
        sorted(found.items()), start=1
    ):
        unit = "L" if item == DIESEL else "kg"
        rows.append([scenario, year, item, f"{value:.0f}", unit, f"凭证{number:02d}号"])
    return csv_bytes(rows, encoding="utf-8-sig")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """A crop and its yield on control land."""

    name: str
    mean: float
    """In the first stratum [kg/mu]."""
    step: float
    """More in each stratum after it [kg/mu]."""


Yield = tuple[str, str, int, str, float]
"""Stratum, role, crop year, crop and yield [kg/mu]."""


def yields(
    dice: Dice,
    grounds: Sequence[Ground],
    crops: Sequence[Crop],
    seasons: Mapping[int, float],
    lift: float,
) -> list[Yield]:
    """Return yields of all strata, sides, crop years and crops.

    Parameters
    ----------
    dice, grounds, crops
        Draws, strata and what is grown.
    seasons
        Yield of each crop year against a usual one [1].
    lift
        Yield of project land against control land [1].
    """
    found = []
    for row, ground in enumerate(grounds):
        for turn, (year, usual) in enumerate(seasons.items()):
            drawn = dice.normal("yields", row, turn, count=4)
            season = 0.02 * drawn[0]
            for side, role in enumerate(("project", "control")):
                more = lift if role == "project" else 1.0
                for crop in crops:
                    mean = (crop.mean + crop.step * row) * usual
                    value = mean * more * (1 + season + 0.008 * drawn[2 + side])
                    found.append((ground.id, role, year, crop.name, round(value, 1)))
    return found


def yield_book(found: Sequence[Yield]) -> bytes:
    """Return the book of yields."""
    words = {"project": "项目地", "control": "对照地"}
    rows: list[Row] = [["碳层", "处理", "年份", "作物", "亩产(kg/亩)"]]
    rows += [
        [stratum, words[role], year, crop, f"{value:.1f}"]
        for stratum, role, year, crop, value in found
    ]
    return csv_bytes(rows, encoding="gb18030")


def yield_change(found: Sequence[Yield]) -> float:
    """Return the change of yield against control over all crops [%]."""
    sums = {
        role: sum(item[4] for item in found if item[1] == role)
        for role in ("project", "control")
    }
    return round(100 * (sums["project"] / sums["control"] - 1), 1)
