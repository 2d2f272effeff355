"""A trace of a stranger: every line typed, every length and name in agreement."""

import json

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.models.trace import Input
from edaphon.schemas.records import RecordLimits
from edaphon.schemas.traces import LIMITS, read_trace


def lines_of(data):
    return [json.loads(line) for line in data.splitlines()]


def text_of(lines):
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def refusal_of(data, limits=LIMITS):
    with pytest.raises(EdaphonError) as refusal:
        read_trace(data, file="account/trace.jsonl", limits=limits)
    (problem,) = refusal.value.problems
    assert problem.text("zh")
    return problem


def test_what_the_program_writes_is_read(written):
    trace = read_trace(written["trace"], file="account/trace.jsonl")

    assert ("edaphon.mcs/1.1", "group") in trace.axes
    assert ("edaphon.mcs/1.1", "difference") in trace.steps
    assert any(isinstance(step, Input) for step in trace.steps.values())


@pytest.mark.parametrize(
    "tail",
    [
        b"\n", b"null\n", b"{}\n", b"[]\n", b'{"kind":"step"}\n', b"{\n", b"\xff\n",
        b'{"kind":"wonder"}\n', b'{"kind":1e999}\n', b'"\\ud800"\n',
    ],
)  # fmt: skip
def test_a_line_that_keeps_no_form_is_told_with_its_row(written, tail):
    problem = refusal_of(written["trace"] + tail)

    assert problem.code == "RECORD_FORM"
    assert problem.where.row == written["trace"].count(b"\n") + 1


def test_a_line_without_its_end_is_told(written):
    step = written["trace"].splitlines()[-1].replace(b'"name":"', b'"name":"x')

    assert refusal_of(written["trace"] + step).code == "RECORD_FORM"


def test_an_empty_trace_is_told():
    assert refusal_of(b"").code == "RECORD_FORM"


@pytest.mark.parametrize("text", [b"[" * 50_000, b'{"a":' * 50_000])
def test_brackets_bring_nothing_down(text):
    assert refusal_of(text + b"\n").code == "JSON_DEPTH"


def test_a_key_that_stands_twice_is_told(written):
    first = written["trace"].splitlines()[0]
    twice = first.replace(b'"kind":"axis"', b'"kind":"axis","kind":"axis"')

    assert refusal_of(twice + b"\n").code == "JSON_DUP_KEY"


def test_a_trace_at_the_limit_is_read_and_one_byte_more_is_not(written):
    size = len(written["trace"])

    assert read_trace(written["trace"], file="", limits=RecordLimits(size=size))
    problem = refusal_of(written["trace"], RecordLimits(size=size - 1))
    assert problem.code == "JSON_SIZE"


def first(lines, kind, **wanted):
    return next(
        line
        for line in lines
        if line["kind"] == kind and wanted.items() <= line.items()
    )


def observed(lines):
    """Return an input that names the rows it was read from."""
    return next(line for line in lines if len(line.get("rows", {"ids": ()})["ids"]) > 2)


def shorter(lines):
    line = first(lines, "step", over="group")
    line["values"].pop()


def over_nothing(lines):
    first(lines, "step")["over"] = "moon"


def used_before(lines):
    last = lines[-1]
    step = next(line for line in lines if line.get("inputs"))
    step["inputs"][0]["from"] = last["name"]
    last["method"] = step["method"]
    last["over"] = step["over"]
    last["values"] = step["values"]


def from_itself(lines):
    step = next(line for line in lines if line.get("inputs"))
    step["inputs"][0]["from"] = step["name"]


def twice(lines):
    lines.append(lines[-1])


def orphan(lines):
    first(lines, "axis", name="group")["parent"] = "moon"


def outside(lines):
    first(lines, "axis", name="group")["parents"][0] = 1_000_000


def fewer_attributes(lines):
    first(lines, "axis", name="group")["attributes"]["role"].pop()


def fewer_rows(lines):
    observed(lines)["rows"]["ids"].pop()


def more_offsets(lines):
    observed(lines)["rows"]["offsets"].append(0)


def falling_offsets(lines):
    offsets = observed(lines)["rows"]["offsets"]
    offsets[1] = offsets[2] + 1


def late_offsets(lines):
    observed(lines)["rows"]["offsets"][0] = 1


def negative_rows(lines):
    observed(lines)["rows"]["ids"][0] = -1


def fewer_holds(lines):
    first(lines, "axis", name="stratum")["holds"]["group"].pop()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (shorter, "values"),
        (over_nothing, "over"),
        (used_before, "name"),
        (from_itself, "inputs"),
        (twice, "name"),
        (orphan, "parent"),
        (outside, "parents"),
        (fewer_attributes, "attributes/role"),
        (fewer_rows, "rows/offsets"),
        (more_offsets, "rows/offsets"),
        (falling_offsets, "rows/offsets"),
        (late_offsets, "rows/offsets"),
        (negative_rows, "rows/ids/0"),
        (fewer_holds, "holds/group"),
    ],
)
def test_lines_agree_with_each_other(written, change, path):
    lines = lines_of(written["trace"])
    change(lines)

    problem = refusal_of(text_of(lines))

    assert (problem.code, problem.where.path) == ("RECORD_FORM", path)
