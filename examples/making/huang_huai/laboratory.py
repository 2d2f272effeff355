"""Batches of the soil laboratory: a GBK table of 2021, a workbook of 2024."""

from datetime import date

from making.laboratory import Batch

NAME = "豫东土壤检测中心（虚构）"
CLIENT = "委托单位：豫东沃土农业专业合作社（虚构）"

FIRST = Batch(
    laboratory=NAME,
    client=CLIENT,
    report="YD-2021-1108",
    prefix="TR2110",
    sampled=(date(2021, 10, 8), 5),
)
LAST = Batch(
    laboratory=NAME,
    client=CLIENT,
    report="YD-2024-1126",
    prefix="2024-HH",
    sampled=(date(2024, 10, 8), 5),
    analysed=(date(2024, 10, 28), 10),
    issued=date(2024, 11, 26),
    received="2024-10-14",
    archive="2021年留样复测",
    archive_prefix="TR2110",
    note="2024-11-03 马弗炉校准后重测 3 个样品，结果已更新。",
)
