"""The one byte form of a line of the trace.

Keys are sorted, nothing stands between the marks, and ``values`` is the last key,
each number of it with 15 significant digits and no zero behind them.
"""

import json

_VALUES = b',"values":['


def is_trace_form(line: bytes) -> bool:
    """Tell whether a line that keeps its schema is written in the one form.

    Examples
    --------
    >>> is_trace_form(b'{"name":"gain","values":[0.25,null]}')
    True
    >>> is_trace_form(b'{"name":"gain","values":[0.250,null]}')
    False
    """
    head, values, tail = line.rpartition(_VALUES)
    if not values or not tail.endswith(b"]}"):
        return _is_canonical(line)
    numbers = tail[:-2]
    if not numbers:
        return _is_canonical(head + b"}")
    return _are_numbers(numbers) and _is_canonical(head + b"}")


def _is_canonical(text: bytes) -> bool:
    try:
        found = json.loads(text)
    except ValueError:
        return False
    told = json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return told.encode() == text


def _are_numbers(text: bytes) -> bool:
    """Tell whether every number of a list, millions in a trace, has the one form."""
    try:
        told = [
            item if item == b"null" else b"%.15g" % float(item)
            for item in text.split(b",")
        ]
    except ValueError:
        return False
    return b",".join(told) == text
