"""Area and content of an amount are shown beside its cell, in both languages."""

import pytest

from edaphon.cli.show_area import on_land

BOTH = "limits content:E=0.46 area:D=3.2"


@pytest.mark.parametrize(
    ("language", "tests", "shown"),
    [
        ("en", "limits plausible", ""),
        ("en", BOTH, " × 0.46 (column E) × 3.2 ha (column D)"),
        ("zh", BOTH, " × 0.46 (E 列) × 3.2 hm² (D 列)"),
        ("en", "limits area:parcel=2", " × 2 ha (area of the parcel)"),
        ("zh", "limits area:stratum=50", " × 50 hm² (碳层面积)"),
    ],
)
def test_a_row_shows_what_its_amount_was_multiplied_by(
    monkeypatch, language, tests, shown
):
    monkeypatch.setenv("EDAPHON_LANG", language)

    assert on_land(tests) == shown
