"""Layered drawing of a graph without circles: which row, which order, which place.

The method of Sugiyama, Tagawa & Toda (1981) in its plainest form: longest paths
give the rows, long edges pass through invisible nodes, sweeps of means order each
row, and a few rounds of pulling straighten the edges. No chance enters, so the same
graph always gives the same drawing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Edge = tuple[str, str]
"""From the quantity that is taken to the one that takes it."""

SWEEPS = 24
PULLS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Rows from top to bottom, the middle of each node, and the bends of each edge."""

    rows: tuple[tuple[str, ...], ...]
    middles: Mapping[str, float]
    bends: Mapping[Edge, tuple[str, ...]]
    """Invisible nodes that an edge passes, from top to bottom."""


def layout(
    nodes: Sequence[str], edges: Sequence[Edge], width: Callable[[str], float]
) -> Layout:
    """Return where each node goes.

    Parameters
    ----------
    nodes
        Names in a fixed order, which settles every tie.
    edges
        Pairs of nodes; they must not go in a circle.
    width
        Room that a node needs on its row, gap included; invisible nodes are
        asked for too, with a name that is not among ``nodes``.
    """
    levels = _levels(nodes, edges)
    rows, links, bends = _threaded(nodes, edges, levels)
    ordered = _ordered(rows, links)
    middles = _placed(ordered, links, width)
    return Layout(rows=tuple(map(tuple, ordered)), middles=middles, bends=bends)


def _levels(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return the row of each node: below all it takes, as near as it can be."""
    above: dict[str, list[str]] = {name: [] for name in nodes}
    below: dict[str, list[str]] = {name: [] for name in nodes}
    for source, target in edges:
        above[target].append(source)
        below[source].append(target)
    depth: dict[str, int] = {}

    def level(name: str) -> int:
        if name not in depth:
            depth[name] = 1 + max((level(item) for item in above[name]), default=-1)
        return depth[name]

    for name in nodes:
        level(name)
    for name in sorted(nodes, key=lambda item: -depth[item]):
        if below[name]:
            depth[name] = min(depth[item] for item in below[name]) - 1
    return depth


def _threaded(
    nodes: Sequence[str], edges: Sequence[Edge], levels: Mapping[str, int]
) -> tuple[list[list[str]], list[Edge], dict[Edge, tuple[str, ...]]]:
    """Return rows with invisible nodes, edges of one row, bends of each edge."""
    rows: list[list[str]] = [[] for _ in range(max(levels.values(), default=-1) + 1)]
    for name in nodes:
        rows[levels[name]].append(name)
    links: list[Edge] = []
    bends: dict[Edge, tuple[str, ...]] = {}
    for source, target in edges:
        passed = [
            f"{source}|{target}|{row}"
            for row in range(levels[source] + 1, levels[target])
        ]
        for row, name in enumerate(passed, start=levels[source] + 1):
            rows[row].append(name)
        chain = [source, *passed, target]
        links += list(pairwise(chain))
        bends[source, target] = tuple(passed)
    return rows, links, bends


def _neighbours(links: Sequence[Edge]) -> tuple[dict[str, list[str]], ...]:
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for source, target in links:
        above.setdefault(target, []).append(source)
        below.setdefault(source, []).append(target)
    return above, below


def _ordered(rows: list[list[str]], links: Sequence[Edge]) -> list[list[str]]:
    """Return the rows with the fewest crossings that the sweeps came upon."""
    above, below = _neighbours(links)
    current = [list(row) for row in rows]
    best, fewest = current, _crossings(current, below)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        places = range(1, len(rows)) if down else range(len(rows) - 2, -1, -1)
        for row in places:
            beside = current[row - 1] if down else current[row + 1]
            current[row] = _by_means(current[row], beside, above if down else below)
        count = _crossings(current, below)
        if count < fewest:
            best, fewest = [list(row) for row in current], count
    return best


def _by_means(
    row: Sequence[str], beside: Sequence[str], near: Mapping[str, Sequence[str]]
) -> list[str]:
    place = {name: index for index, name in enumerate(beside)}
    means = {
        name: _mean(place, near.get(name, []), float(index))
        for index, name in enumerate(row)
    }
    return sorted(row, key=lambda name: means[name])


def _crossings(
    rows: Sequence[Sequence[str]], below: Mapping[str, Sequence[str]]
) -> int:
    count = 0
    for upper, lower in pairwise(rows):
        place = {name: index for index, name in enumerate(lower)}
        ends = [sorted(place[item] for item in below.get(name, [])) for name in upper]
        for index, first in enumerate(ends):
            for second in ends[index + 1 :]:
                count += sum(1 for one in first for other in second if one > other)
    return count


def _placed(
    rows: Sequence[Sequence[str]],
    links: Sequence[Edge],
    width: Callable[[str], float],
) -> dict[str, float]:
    """Return the middle of each node: near its neighbours, never over the next one."""
    above, below = _neighbours(links)
    middles = {
        name: middle
        for row in rows
        for name, middle in zip(row, _side_by_side(row, width), strict=True)
    }
    for pull in range(PULLS):
        down = pull % 2 == 0
        for row in rows if down else rows[::-1]:
            near = above if down else below
            wished = [_mean(middles, near.get(name, []), middles[name]) for name in row]
            middles.update(zip(row, _apart(row, wished, width), strict=True))
    return middles


def _side_by_side(row: Sequence[str], width: Callable[[str], float]) -> list[float]:
    """Return the middles of a row's nodes, the row centred on zero."""
    widths = [width(name) for name in row]
    ends = list(accumulate(widths))
    half = ends[-1] / 2 if ends else 0.0
    return [end - own / 2 - half for end, own in zip(ends, widths, strict=True)]


def _mean(
    middles: Mapping[str, float], names: Sequence[str], otherwise: float
) -> float:
    return sum(middles[name] for name in names) / len(names) if names else otherwise


def _apart(
    row: Sequence[str], wished: Sequence[float], width: Callable[[str], float]
) -> list[float]:
    """Return places close to the wished ones that keep order and room.

    Neighbours that come too near move as one block around the mean of what its
    members wish (pool adjacent violators).
    """
    blocks: list[list[float]] = []  # mean wish of the first member, members
    offsets: list[float] = []
    at = 0.0
    for index, name in enumerate(row):
        if index:
            at += (width(row[index - 1]) + width(name)) / 2
        offsets.append(at)
    for wish, offset in zip(wished, offsets, strict=True):
        blocks.append([wish - offset, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (first, members), (second, others) = blocks[-2], blocks[-1]
            total = members + others
            blocks[-2:] = [[(first * members + second * others) / total, total]]
    starts = [start for start, members in blocks for _ in range(int(members))]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
