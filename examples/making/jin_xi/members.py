"""Households of Jinxi: a roster in mu, and a private register of invented names."""

from collections.abc import Iterator, Mapping, Sequence

from making.land import Parcel
from making.tables import Row, csv_bytes

HOUSEHOLDS = 40

START = "2019-10-01"
"""Day on which the first households joined."""

STILL_IN = "无"

FROM_A_FAMILY = ("L2-F18", "2020-04-01", "H0039")
"""Parcel that a new household, the 40th, took over from its family, and when."""

GONE = ("L1-F9", "2024-03-01", "H0010")
"""Parcel of the household that left in the second period, when, and to whom."""

SALT = "5a" * 32
"""Salt of the register. A real one is drawn at random and never published."""


def code(number: int) -> str:
    """Return the code of a household, counted from 0."""
    return f"H{number + 1:04d}"


def holders(land: Sequence[Parcel]) -> dict[str, str]:
    """Return the household of each parcel; the first four hold a second one."""
    own = [parcel.id for parcel in land if not parcel.is_control]
    return {parcel: code(at % HOUSEHOLDS) for at, parcel in enumerate(own)}


def roster(land: Sequence[Parcel], *, later: bool) -> bytes:
    """Return activity/农户名册.csv as it stood after the first or the second period."""
    rows: list[Row] = [
        ["户号", "地块编号", "碳层", "面积（亩）", "加入日期", "退出日期"]
    ]
    held = holders(land)
    for parcel in land:
        if not parcel.is_control:
            for member, joined, left in _spells(parcel.id, held, later=later):
                where = [parcel.id, parcel.stratum, f"{parcel.mu:.1f}"]
                rows.append([member, *where, joined, left])
    return csv_bytes(rows, encoding="gb18030")


def _spells(
    parcel: str, held: Mapping[str, str], *, later: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield who held a parcel, from when to when."""
    if parcel == FROM_A_FAMILY[0]:
        _, day, family = FROM_A_FAMILY
        yield from ((family, START, day), (held[parcel], day, STILL_IN))
    elif later and parcel == GONE[0]:
        _, day, neighbour = GONE
        yield from ((held[parcel], START, day), (neighbour, day, STILL_IN))
    else:
        yield held[parcel], START, STILL_IN


def register() -> bytes:
    """Return private/members.csv; nobody of this name lives anywhere."""
    rows: list[Row] = [["成员编号", "姓名"]]
    rows += [[code(at), f"虚构户{at + 1:02d}"] for at in range(HOUSEHOLDS)]
    return csv_bytes(rows, encoding="gb18030")
