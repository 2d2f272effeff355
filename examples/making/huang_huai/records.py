"""What the cooperative of Huang-Huai applied, used and harvested."""

from making.books import DIESEL, NITROGEN, Crop, Lot, Product

CROP_YEARS = (2022, 2023, 2024)
"""Crop years of the practice: wheat sown in October before, maize of the year."""

LOOK_BACK = (2019, 2020, 2021)
"""Crop years before."""


def _lot(name: str, year: int, made: str, until: str, season: str) -> Lot:
    autumn = season == "autumn"
    return Lot(
        id=name,
        made=made,
        until=until,
        tested=f"{year}/10/5" if autumn else f"{year}/6/2",
        crop_year=year + 1 if autumn else year,
        applied=f"{year}年10月16日" if autumn else f"{year}年6月12日",
        crop="冬小麦" if autumn else "夏玉米",
    )


PRODUCT = Product(
    licence="微生物肥（0000）准字（0000）号",
    carbon=18.0,
    dose=2.0,
    way="种肥同播",
    lots=(
        _lot("A2109", 2021, "2021/9/6", "2022/3/5", "autumn"),
        _lot("A2204", 2022, "2022/4/18", "2022/10/17", "summer"),
        _lot("A2209", 2022, "2022/9/8", "2023/3/7", "autumn"),
        _lot("A2304", 2023, "2023/4/20", "2023/10/19", "summer"),
        _lot("A2309", 2023, "2023/9/11", "2024/3/10", "autumn"),
        _lot("A2404", 2024, "2024/4/16", "2024/10/15", "summer"),
    ),
)

RATES = tuple(
    rate
    for before, after in zip(LOOK_BACK, CROP_YEARS, strict=True)
    for rate in (
        ("基准线", before, DIESEL, 98.0),
        ("基准线", before, NITROGEN, 452.0),
        ("项目", after, DIESEL, 103.0),
        ("项目", after, NITROGEN, 428.0),
    )
)
"""Scenario, crop year, item, and litres or kg of N per hectare."""

CROPS = (Crop(name="冬小麦", mean=452, step=24), Crop(name="夏玉米", mean=508, step=21))

SEASONS = dict.fromkeys(CROP_YEARS, 1.0)
LIFT = 1.022
"""Yield of project land against control land [1]."""
