"""What the cooperative of Jinxi applied, used and harvested in six crop years."""

from making.books import DIESEL, NITROGEN, Crop, Lot, Product

PERIOD_YEARS = ((2020, 2021, 2022), (2023, 2024, 2025))
"""Crop years of either period: millet sown in May of the year."""

LOOK_BACK = (2017, 2018, 2019)
"""Crop years before."""

DRY = 2024
"""Year of the drought, after which the failed crop was ploughed under."""

PRODUCT = Product(
    licence="微生物肥（0000）准字（0001）号",
    carbon=14.0,
    dose=1.5,
    way="种肥同播",
    lots=tuple(
        Lot(
            id=f"M{year % 100}03",
            made=f"{year}/3/{10 + year % 7}",
            until=f"{year}/9/{10 + year % 7}",
            tested=f"{year}/5/4",
            crop_year=year,
            applied=f"{year}年5月{8 + year % 5}日",
            crop="谷子",
        )
        for years in PERIOD_YEARS
        for year in years
    ),
)

RATES = (
    *((("基准线", year, DIESEL, 66.0)) for year in LOOK_BACK),
    *((("基准线", year, NITROGEN, 142.0)) for year in LOOK_BACK),
    *(
        ("项目", year, DIESEL, 92.0 if year == DRY else 68.0)
        for years in PERIOD_YEARS
        for year in years
    ),
    *(("项目", year, NITROGEN, 134.0) for years in PERIOD_YEARS for year in years),
)
"""Scenario, crop year, item, and litres or kg of N per hectare."""

CROPS = (Crop(name="谷子", mean=286, step=-22),)

SEASONS = {2020: 1.02, 2021: 0.97, 2022: 1.04, 2023: 0.99, 2024: 0.38, 2025: 1.0}
"""Yield of each crop year against a usual one [1]."""

LIFT = 1.024
"""Yield of project land against control land [1]."""
