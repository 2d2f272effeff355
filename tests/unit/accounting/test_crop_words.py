"""Words of crops: whole words in Latin script, parts of words in Chinese."""

import pytest

from edaphon.accounting.crop_words import crops_named


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("水稻", {"flooded"}),
        ("早籼", {"flooded"}),
        ("稻油轮作", {"flooded"}),
        ("水 稻", {"flooded"}),
        ("莲藕", {"flooded"}),
        ("Rice (Oryza sativa)", {"flooded"}),
        ("paddies", {"flooded"}),
        ("winter_rice", {"flooded"}),
        ("旱稻", {"dry_rice"}),
        ("陆稻", {"dry_rice"}),
        ("Upland-Rice", {"dry_rice"}),
        ("节水抗旱稻", {"flooded"}),
        ("rice, upland rice", {"flooded", "dry_rice"}),
        ("夏大豆", {"legume"}),
        ("花 生", {"legume"}),
        ("紫云英", {"legume"}),
        ("soybeans", {"legume"}),
        ("chick peas", {"legume"}),
        ("rice bean", {"legume"}),
        ("Medicago sativa L.", {"legume"}),
        ("玉米大豆间作", {"legume"}),
        ("麦-稻", {"flooded"}),
        ("苹果", {"woody"}),
        ("茶园", {"woody"}),
        ("coffee beans", {"woody"}),
        ("可可豆", {"woody"}),
        ("water chestnut", {"flooded"}),
    ],
)
def test_a_crop_that_an_account_turns_on_is_known_by_name(text, kinds):
    assert crops_named(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "夏玉米", "冬小麦", "谷子", "土豆", "豆粕", "大豆饼", "豆腐渣", "稻壳",
        "稻壳炭", "水稻土", "price", "steam", "peat", "liquorish", "rice husk",
        "rice straw biochar", "西红柿", "chestnut soils", "soybean meal", "糯玉米",
        "compost tea", "",
    ],
)  # fmt: skip
def test_other_crops_and_what_is_made_of_crops_are_of_no_kind(text):
    assert crops_named(text) == frozenset()
