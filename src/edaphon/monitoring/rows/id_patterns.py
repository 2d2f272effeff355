"""Ids that hold more than one thing, such as a point and the number of a subsample."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import groupby

_PART = re.compile(r"\{(\w*)\}")
_LAST_NUMBER = re.compile(r"(?P<before>.*\w)(?P<sign>[-_. ])(?P<number>[0-9]{1,2})")

MOST_SUBSAMPLES = 5
"""Subsamples of one point up to which a last number may be theirs; points of a stratum
are mostly more."""

_SIGNS = ("-", "_", ".", " ", "/", ":")
"""Signs that may part the last part of an id."""

FEWEST_DEEP = 2
"""Points with several layers from which the number of the layer is no accident."""

FEWEST_POINTS = 3
"""Points from which the same last numbers are no accident."""


MOST_PARTS = 4
"""Parts of a pattern: with each more, a cell that does not fit takes as many times as
long to refuse as it has signs."""

LONGEST_ID = 100
"""Signs of an id that a pattern is held against."""


def fitted(pattern: str, cell: str) -> dict[str, str] | None:
    """Return the parts of an id by a pattern, None where it does not fit.

    Examples
    --------
    >>> fitted("{point}-{replicate}", "A-01-1")
    {'point': 'A-01', 'replicate': '1'}
    >>> fitted("{}{}{}{}{point}b", "a")
    """
    if len(cell) > LONGEST_ID or len(_PART.findall(pattern)) > MOST_PARTS:
        return None
    found = id_pattern(pattern).fullmatch(cell)
    return None if found is None else found.groupdict()


@cache
def id_pattern(pattern: str) -> re.Pattern[str]:
    """Return what a pattern of project.yaml matches, its parts as named groups.

    A part takes all that the ones behind it leave.

    Examples
    --------
    >>> id_pattern("{point}-{replicate}").fullmatch("A-01-1").groupdict()
    {'point': 'A-01', 'replicate': '1'}
    >>> id_pattern("{}/{point}").fullmatch("2026/A-01")["point"]
    'A-01'
    """
    texts = _PART.split(pattern)  # between two parts stands a text, and so on
    seen: set[str] = set()
    made = []
    for at, text in enumerate(texts):
        if at % 2 == 0:
            made.append(re.escape(text))
        elif not text or text in seen:
            made.append("(?:.+)")
        else:
            seen.add(text)
            made.append(f"(?P<{text}>.+)")
    return re.compile("".join(made))


def layer_pattern(layers: Iterable[tuple[str, str]]) -> str:
    """Return the pattern of ids whose last part says the layer, else nothing.

    Parameters
    ----------
    layers
        Id and depth of each row.

    Returns
    -------
    str
        Every last part stands with one depth and every depth with one last part, two
        or more of them at two points or more; of the signs before the last part the
        one counts that leaves the fewest points.

    Examples
    --------
    >>> rows = [("A-1", "0-10"), ("A-2", "10-20"), ("B-1", "0-10"), ("B-2", "10-20")]
    >>> layer_pattern(rows)
    '{point}-{}'
    >>> layer_pattern([("A-1", "0-10"), ("A-2", "0-10"), ("B-1", "0-10")])
    ''
    """
    rows = {(name, depth) for name, depth in layers if name and depth}
    found = {sign: points for sign in _SIGNS if (points := _points_of(rows, sign))}
    fewest = min(found, key=lambda sign: found[sign], default="")
    return f"{{point}}{fewest}{{}}" if fewest else ""


def _points_of(rows: Iterable[tuple[str, str]], sign: str) -> int:
    """Return at how many points a sign parts the number of a layer from ids, or 0."""
    parted = [(*name.rpartition(sign)[::2], depth) for name, depth in rows]
    ends = {(end, depth) for _, end, depth in parted}
    is_one_to_one = len(ends) == len({end for end, _ in ends})
    is_one_to_one &= len(ends) == len({depth for _, depth in ends})
    at = Counter(point for point, *_ in parted)
    deep = sum(count > 1 for count in at.values())
    is_sure = is_one_to_one and all(map(all, parted)) and deep >= FEWEST_DEEP
    return len(at) if is_sure else 0


def likely_pattern(ids: Iterable[str]) -> str:
    """Return the pattern of ids that seem to number subsamples, else nothing.

    The last numbers of three points or more run from 1 to the same two to five.

    Examples
    --------
    >>> likely_pattern(["A-01-1", "A-01-2", "A-02-1", "A-02-2", "B-01-1", "B-01-2"])
    '{point}-{replicate}'
    >>> likely_pattern(["S1-01", "S1-02", "S1-03", "S2-01", "S2-02", "S2-03"])
    ''
    """
    fits = [_LAST_NUMBER.fullmatch(one) for one in dict.fromkeys(ids)]
    if not fits or None in fits:
        return ""
    whole = sorted((one["before"], one["sign"], one["number"]) for one in fits if one)
    signs = {sign for _, sign, _ in whole}
    runs = [
        [number for *_, number in rows]
        for _, rows in groupby(whole, key=lambda one: one[0])
    ]
    counted = [str(at) for at in range(1, len(runs[0]) + 1)]
    is_run = 1 < len(counted) <= MOST_SUBSAMPLES and len(runs) >= FEWEST_POINTS
    if not is_run or len(signs) > 1 or any(run != counted for run in runs):
        return ""
    return f"{{point}}{signs.pop()}{{replicate}}"
