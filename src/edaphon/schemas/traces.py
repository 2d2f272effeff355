"""Reading ``account/trace.jsonl``: every line typed, every length in agreement.

The trace is the longest record of a bundle, a hundred thousand values in a line, so
it is decoded straight into its types and never walked value by value.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NoReturn

import msgspec

from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.nesting import json_depth
from edaphon.schemas.models.trace import Axis, Input, Rows, Step, TraceLine
from edaphon.schemas.record_problems import shape_of, unreadable
from edaphon.schemas.records import RecordLimits

LIMITS = RecordLimits(size=1024**3, depth=8)
"""A trace of 100,000 samples has some 40 MB."""

MOST_LINES = 100_000
"""Most lines of a trace; a method has some hundred steps."""

_NUMBERS = re.compile(rb"\[[-+0-9.eE,nul]{64,}\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Every axis and every value of a trace, by method and name."""

    axes: Mapping[tuple[str, str], Axis]
    steps: Mapping[tuple[str, str], Input | Step]
    """Inputs and steps, in the order of evaluation."""


def read_trace(data: bytes, *, file: str, limits: RecordLimits = LIMITS) -> Trace:
    """Read a whole trace, with lengths and names in agreement.

    Raises
    ------
    EdaphonError
        ``JSON_SIZE``, ``JSON_DEPTH``, ``JSON_DUP_KEY`` and ``RECORD_FORM``, each with
        the line: a line that keeps no form, an axis that is not there yet, as many
        values as the axis has not, one name twice, a last line without its end.
    """
    axes: dict[tuple[str, str], Axis] = {}
    steps: dict[tuple[str, str], Input | Step] = {}
    absent: set[tuple[str, str]] = set()
    for number, line in enumerate(trace_lines(data, file=file, limits=limits), start=1):
        where = Where(file=file, row=number)
        key = (line.method, line.name)
        if isinstance(line, Axis):
            _check_axis(line, axes, where)
            axes[key] = line
        else:
            _once(line.name, key in steps, where)
            _check_values(line, axes, where)
            _check_order(line, steps, absent, where)
            steps[key] = line
    return Trace(axes=axes, steps=steps)


def trace_lines(
    data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> Iterator[Axis | Input | Step]:
    """Give the lines of a trace, each by itself.

    Raises
    ------
    EdaphonError
        As `read_trace`, but lines are not compared with each other.
    """
    if len(data) > limits.size:
        _refuse("JSON_SIZE", Where(file=file), found=len(data), limit=limits.size)
    *lines, rest = data.split(b"\n")
    if rest or not lines or len(lines) > MOST_LINES:
        wanted = {"en": "lines that each end in a newline", "zh": "每行以换行符结束"}
        place = Where(file=file, row=len(lines) + 1)
        _refuse("RECORD_FORM", place, found=f"{len(rest)} bytes", wanted=wanted)
    for number, line in enumerate(lines, start=1):
        yield _line(line, Where(file=file, row=number), limits)


@cache
def _decoder() -> "msgspec.json.Decoder[Axis | Input | Step]":
    return msgspec.json.Decoder(TraceLine)


def _line(line: bytes, where: Where, limits: RecordLimits) -> Axis | Input | Step:
    if json_depth(line) > limits.depth:
        _refuse("JSON_DEPTH", where, found="", limit=limits.depth)
    try:
        found = _decoder().decode(line)
    except msgspec.DecodeError as error:
        raise EdaphonError(unreadable(error, where)) from None
    _check_keys(line, where)
    return found


def _check_keys(line: bytes, where: Where) -> None:
    """Refuse a key that stands twice; long lists of numbers are passed over."""

    def once(pairs: list[tuple[str, object]]) -> None:
        names = [name for name, _ in pairs]
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            _refuse("JSON_DUP_KEY", where, found=ascii(twice[0]))

    json.loads(_NUMBERS.sub(b"[]", line), object_pairs_hook=once)


def _check_axis(axis: Axis, axes: Mapping[tuple[str, str], Axis], where: Where) -> None:
    size = len(axis.labels)
    _once(axis.name, (axis.method, axis.name) in axes, where)
    _as_many(axis.parents, size, where, "parents")
    for name, column in axis.attributes.items():
        _as_many(column, size, where, f"attributes/{name}")
    for name, held in axis.holds.items():
        _as_many(held, size, where, f"holds/{name}")
    above = axes.get((axis.method, axis.parent)) if axis.parent else None
    if axis.parent and above is None:
        _refuse_value(where, "parent", axis.parent, _KNOWN_AXIS)
    most = len(above.labels) if above else 1
    if max(axis.parents, default=0) >= most:
        _refuse_value(where, "parents", max(axis.parents), _WITHIN)


def _check_values(
    line: Input | Step, axes: Mapping[tuple[str, str], Axis], where: Where
) -> None:
    axis = axes.get((line.method, line.over))
    if axis is None:
        _refuse_value(where, "over", line.over, _KNOWN_AXIS)
    _as_many(line.values, len(axis.labels), where, "values")
    if isinstance(line, Input) and isinstance(line.rows, Rows):
        _check_rows(line.rows, len(line.values), where)


def _check_rows(rows: Rows, size: int, where: Where) -> None:
    """Refuse offsets that do not cut the list of rows into one piece a value."""
    _as_many(rows.offsets, size + 1, where, "rows/offsets")
    ends = rows.offsets
    rising = all(first <= last for first, last in pairwise(ends))
    if ends[0] or ends[-1] != len(rows.ids) or not rising:
        _refuse_value(where, "rows/offsets", ends[-1], _OFFSETS)


def _check_order(
    line: Input | Step,
    steps: Mapping[tuple[str, str], Input | Step],
    absent: set[tuple[str, str]],
    where: Where,
) -> None:
    """Refuse a value that an earlier step has used; what has no line may be named."""
    if (line.method, line.name) in absent:
        _refuse_value(where, "name", line.name, _EARLIER)
    if isinstance(line, Step):
        named = {(line.method, item.from_) for item in line.inputs}
        absent |= named - steps.keys()
        if (line.method, line.name) in named:
            _refuse_value(where, "inputs", line.name, _EARLIER)


_KNOWN_AXIS = {"en": "an axis of an earlier line", "zh": "前面某行定义的轴"}
_WITHIN = {"en": "an element of the axis above", "zh": "上级轴中的元素"}
_EARLIER = {"en": "a line before the steps that use it", "zh": "位于使用它的步骤之前"}
_OFFSETS = {
    "en": "offsets that rise from 0 to the number of ids",
    "zh": "由 0 递增至 ids 数量的偏移量",
}
_ONE_NAME = {"en": "each name once", "zh": "每个名称只出现一次"}


def _once(name: str, known: bool, where: Where) -> None:
    if known:
        _refuse_value(where, "name", name, _ONE_NAME)


def _as_many(found: Sequence[object], size: int, where: Where, path: str) -> None:
    if len(found) != size:
        wanted = {"en": f"{size} values", "zh": f"{size} 个值"}
        _refuse_value(where, path, len(found), wanted)


def _refuse_value(
    where: Where, path: str, found: object, wanted: Mapping[str, str]
) -> NoReturn:
    place = Where(file=where.file, row=where.row, path=path)
    _refuse("RECORD_FORM", place, found=shape_of(found), wanted=wanted)


def _refuse(code: str, where: Where, **facts: object) -> NoReturn:
    raise EdaphonError(Problem(code=code, where=where, facts=facts))
