"""Devices in the field: a logger with decimal commas, and chambers."""

import codecs
import math
from collections.abc import Sequence
from datetime import date, timedelta

from making.dice import Dice
from making.land import Point
from making.tables import Row, csv_bytes

LOGGER_POINT = "S2-P01"
LOGGED = date(2023, 10, 1)
DAYS = 366
GAP = range(140, 144)
"""Days on which the logger's battery was flat."""

CHAMBER_DAYS = tuple(date(2024, month, 18) for month in range(3, 10))


def logger(dice: Dice) -> bytes:
    """Return sensors/墒情仪.csv: UTF-16, semicolons, decimal commas, -99,9 a gap."""
    warm, wet = (
        dice.normal("weather", 0, count=DAYS),
        dice.normal("weather", 1, count=DAYS),
    )
    rows: list[Row] = [["日期", "地温(℃)", "体积含水量(%)", "电池(V)"]]
    for at in range(DAYS):
        day = LOGGED + timedelta(days=at)
        if at in GAP:
            rows.append([day.isoformat(), "-99.9", "-99.9", "2.9"])
            continue
        season = math.sin(2 * math.pi * (at - 202) / DAYS)
        rows.append(
            [
                day.isoformat(),
                f"{15.2 + 12.6 * season + 0.9 * warm[at]:.1f}",
                f"{24.0 + 3.5 * season + 2.4 * wet[at]:.1f}",
                "3.6",
            ]
        )
    text = csv_bytes(rows, encoding="utf-16-le", delimiter=";", decimal=",")
    return codecs.BOM_UTF16_LE + text


def chambers(dice: Dice, points: Sequence[Point]) -> bytes:
    """Return flux/静态箱通量.csv: three points of each role, eight days."""
    chosen = [point for point in points if point.id[3:] in {"P01", "C01"}]
    rows: list[Row] = [
        ["采样点", "采样日期", "土壤呼吸(umol/(m2.s))", "N2O通量(ug/m2/h)"]
    ]
    for turn, day in enumerate(CHAMBER_DAYS):
        season = math.sin(math.pi * (day.month - 2) / 9)
        for at, point in enumerate(chosen):
            drawn = dice.normal("fluxes", turn, at, count=2)
            carbon = (0.8 + 3.1 * season) * (1 + 0.12 * drawn[0])
            nitrous = (12 + 38 * season) * math.exp(0.35 * drawn[1])
            rows.append([point.id, day.isoformat(), f"{carbon:.2f}", f"{nitrous:.1f}"])
    return csv_bytes(rows, encoding="utf-8-sig")
