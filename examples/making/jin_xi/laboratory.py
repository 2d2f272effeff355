"""Batches of two soil laboratories: tables of 2019 and 2022, a workbook of 2025."""

from datetime import date

from making.laboratory import Batch

CLIENT = "委托单位：晋西梯田谷子农民专业合作社（虚构）"

FORMER = "吕梁山土壤检测站（虚构）"
"""Analysed the first and the second campaign, and closed in 2024."""

NEW = "太行土壤检测中心（虚构）"

FIRST = Batch(
    laboratory=FORMER,
    client=CLIENT,
    report="LLS-2019-1122",
    prefix="LS1910",
    sampled=(date(2019, 10, 8), 6),
)
SECOND = Batch(
    laboratory=FORMER,
    client=CLIENT,
    report="LLS-2022-1125",
    prefix="LS2210",
    sampled=(date(2022, 10, 8), 6),
    analysed=(date(2022, 10, 31), 12),
    archive_prefix="LS1910",
)
THIRD = Batch(
    laboratory=NEW,
    client=CLIENT,
    report="TH-2025-1128",
    prefix="TH25",
    sampled=(date(2025, 10, 8), 6),
    analysed=(date(2025, 10, 30), 12),
    issued=date(2025, 11, 28),
    received="2025-10-16",
    archive="2019年留样复测（原检测单位：吕梁山土壤检测站）",
    archive_prefix="LS1910",
    note="留样由委托方送达，封条完好，与2025年样品混编上机。",
)
