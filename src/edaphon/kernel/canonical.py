"""The one byte form of a record: RFC 8785, with the rules of this house on top.

Two programs that hold the same record write the same bytes, so its digest can be
signed, logged and compared. Quantities are decimal text, never JSON floats; text
is NFC; integers stay inside what every JSON reader keeps exactly.
"""

# spec/canonical-json

import json
import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from edaphon.kernel.errors import MOST_PROBLEMS, EdaphonError, Problem, Where
from edaphon.kernel.nesting import json_depth
from edaphon.kernel.plain_json import LARGEST_INTEGER, is_plain, plain_bytes

MOST_BYTES = 16 * 1024**2
"""Longest JSON text that is read [bytes]."""

DEEPEST = 64
"""Deepest nesting of lists and objects."""

MOST_LEVELS = 500
"""Nesting above which no parser is called; below it the path can be told."""

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
_MINUS_ZERO = re.compile(r"-0(\.0+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Refused:
    """Stands in a parsed document where the text held something we refuse."""

    code: str
    found: str


class _Inspection:
    """One walk over a document that collects every fault with its path."""

    def __init__(self, *, floats: bool, nfc: bool, depth: int, file: str) -> None:
        self.problems: list[Problem] = []
        self._floats = floats
        self._nfc = nfc
        self._depth = self._limit = depth
        self._file = file
        self._path: list[str | int] = []
        self._checks: dict[type, Callable[[Any], None]] = {
            str: self._text,
            bool: self._nothing,
            type(None): self._nothing,
            int: self._integer,
            float: self._float,
            dict: self._object,
            list: self._list,
            tuple: self._list,
            _Refused: self._refused,
        }

    def visit(self, value: object) -> None:
        """Check a value and everything inside it."""
        check = self._checks.get(type(value))
        if check is None:
            known = (kind for kind in self._checks if isinstance(value, kind))
            check = self._checks.get(next(known, object), self._stranger)
        check(value)

    def _nothing(self, value: object) -> None:
        """Accept true, false and null."""

    def _text(self, value: str) -> None:
        if value.isascii():
            return
        try:
            value.encode()
        except UnicodeEncodeError:
            self._tell("JSON_TEXT", ascii(value))
            return
        if self._nfc and not unicodedata.is_normalized("NFC", value):
            self._tell("JSON_NFC", value)

    def _integer(self, value: int) -> None:
        if abs(value) > LARGEST_INTEGER:
            digits = str(value) if abs(value) < 10**40 else f"2^{value.bit_length()}"
            self._tell("JSON_NUMBER", digits)

    def _float(self, value: float) -> None:
        if not math.isfinite(value):
            self._tell("JSON_NUMBER", repr(value))
        elif not self._floats:
            self._tell("JSON_FLOAT", repr(value))

    def _object(self, value: Mapping[Any, object]) -> None:
        if not self._enter():
            return
        for key, item in value.items():
            self._path.append(key if isinstance(key, str) else repr(key))
            if isinstance(key, str):
                self._text(key)
            else:
                self._tell("JSON_TYPE", type(key).__name__)
            self.visit(item)
            self._path.pop()
        self._depth += 1

    def _list(self, value: Collection[object]) -> None:
        if not self._enter():
            return
        for index, item in enumerate(value):
            self._path.append(index)
            self.visit(item)
            self._path.pop()
        self._depth += 1

    def _enter(self) -> bool:
        if self._depth < 1:
            self._tell("JSON_DEPTH", "")
            return False
        self._depth -= 1
        return True

    def _refused(self, value: _Refused) -> None:
        self._tell(value.code, value.found)

    def _stranger(self, value: object) -> None:
        self._tell("JSON_TYPE", type(value).__name__)

    def _tell(self, code: str, found: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            where = Where(file=self._file, path="/".join(map(str, self._path)))
            facts = {"found": found, "limit": self._limit}
            self.problems.append(Problem(code=code, where=where, facts=facts))


def dumps(
    record: object, *, allow_floats: bool = False, require_nfc: bool = True
) -> bytes:
    """Return the canonical bytes of a record.

    Parameters
    ----------
    record
        Dicts with text keys, lists, text, integers, true, false and null.
    allow_floats
        Let finite floats through; only a trace line of replay class T asks for it.
    require_nfc
        False gives RFC 8785 alone, which takes text as it comes; no record of this
        house asks for it, only a comparison with other programs.

    Returns
    -------
    bytes
        UTF-8 without a mark, no spaces, keys sorted as RFC 8785 section 3.2.3 says.

    Raises
    ------
    EdaphonError
        ``JSON_NUMBER`` for an integer beyond 2^53-1, NaN or an infinity,
        ``JSON_FLOAT``, ``JSON_TEXT`` for a lone surrogate, ``JSON_NFC``,
        ``JSON_DEPTH`` and ``JSON_TYPE``, each with its path.

    Examples
    --------
    >>> dumps({"b": "1.20", "a": [1, None]}).decode()
    '{"a":[1,null],"b":"1.20"}'
    """
    plain = plain_bytes(record, deepest=DEEPEST, nfc=require_nfc)
    if plain is not None:
        return plain
    import rfc8785  # noqa: PLC0415 - few records need it; start-up is a feature

    inspection = _Inspection(
        floats=allow_floats, nfc=require_nfc, depth=DEEPEST, file=""
    )
    _inspect(record, inspection)
    return rfc8785.dumps(record)  # type: ignore[arg-type]  # checked just above


def loads(
    data: bytes,
    *,
    max_bytes: int = MOST_BYTES,
    max_depth: int = DEEPEST,
    allow_floats: bool = True,
    file: str = "",
) -> Any:  # noqa: ANN401 - any JSON value
    """Read JSON that a stranger wrote, refusing what readers disagree about.

    Parameters
    ----------
    data
        The bytes as received.
    max_bytes, max_depth
        Limits [bytes], [levels]; a text exactly at the limit is read.
    allow_floats
        False for records of this house, whose quantities are decimal text.
    file
        Path shown in problems.

    Raises
    ------
    EdaphonError
        ``JSON_SIZE``, ``JSON_TEXT`` (not UTF-8, a byte order mark, a lone
        surrogate), ``JSON_SYNTAX``, ``JSON_DUP_KEY``, ``JSON_NUMBER``,
        ``JSON_FLOAT`` and ``JSON_DEPTH``, with path or byte.

    Examples
    --------
    >>> loads(b'{"a": [1, "2.50"]}')
    {'a': [1, '2.50']}
    """
    if len(data) > max_bytes:
        raise _problem("JSON_SIZE", file, found=len(data), limit=max_bytes)
    if json_depth(data) > MOST_LEVELS:
        raise _problem("JSON_DEPTH", file, found="", limit=max_depth)
    value = _parsed(_decoded(data, file), file)
    if b"\\u" not in data and is_plain(value, max_depth):
        return value  # only an escape can bring a lone surrogate
    inspection = _Inspection(floats=allow_floats, nfc=False, depth=max_depth, file=file)
    _inspect(value, inspection)
    return value


def decimal_of(text: object, where: Where | None = None) -> Decimal:
    """Return the number that a decimal text says.

    Parameters
    ----------
    text
        ``-?digits[.digits]`` in ASCII: no exponent, no plus, no leading zero, no
        minus zero.
    where
        Place shown in the problem.

    Raises
    ------
    EdaphonError
        ``DECIMAL_FORMAT``, also for a JSON number where decimal text is due.

    Examples
    --------
    >>> decimal_of("12.340")
    Decimal('12.340')
    """
    if (
        isinstance(text, str)
        and _DECIMAL.fullmatch(text)
        and not _MINUS_ZERO.fullmatch(text)
    ):
        return Decimal(text)
    place = where or Where()
    raise EdaphonError(
        Problem(code="DECIMAL_FORMAT", where=place, facts={"found": text})
    )


def instant(moment: datetime) -> str:
    """Return an instant as records write it, ``YYYY-MM-DDThh:mm:ssZ``.

    Raises
    ------
    EdaphonError
        ``TIME_NO_OFFSET`` when the moment does not say its offset from UTC.

    Examples
    --------
    >>> from datetime import timedelta, timezone
    >>> instant(datetime(2026, 5, 4, 9, 30, tzinfo=timezone(timedelta(hours=8))))
    '2026-05-04T01:30:00Z'
    """
    if moment.utcoffset() is None:
        facts = {"found": moment.isoformat()}
        raise EdaphonError(Problem(code="TIME_NO_OFFSET", facts=facts))
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def check_fields(
    record: object,
    required: Collection[str],
    optional: Collection[str] = (),
    *,
    where: Where | None = None,
) -> None:
    """Refuse a record that lacks a field or has one we do not know.

    Raises
    ------
    EdaphonError
        ``FIELD_MISSING`` and ``FIELD_UNKNOWN``, all of them in one go;
        ``FIELD_TYPE`` when the record is not an object.
    """
    place = where or Where()
    if not isinstance(record, dict):
        facts = {"found": type(record).__name__}
        raise EdaphonError(Problem(code="FIELD_TYPE", where=place, facts=facts))
    known = [*required, *optional]
    missing = [("FIELD_MISSING", name) for name in required if name not in record]
    unknown = [("FIELD_UNKNOWN", name) for name in record if name not in known]
    facts = {"known": ", ".join(sorted(known))}
    problems = [
        Problem(code=code, where=place, facts=facts | {"field": name})
        for code, name in missing + unknown
    ]
    if problems:
        raise EdaphonError(problems)


def _inspect(value: object, inspection: _Inspection) -> None:
    try:
        inspection.visit(value)
    except RecursionError:
        raise _problem("JSON_DEPTH", "", found="", limit=DEEPEST) from None
    if inspection.problems:
        raise EdaphonError(inspection.problems)


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = data[error.start : error.start + 4].hex(" ")
        raise _problem("JSON_TEXT", file, byte=error.start, found=found) from None
    if text.startswith("\ufeff"):
        raise _problem("JSON_TEXT", file, byte=0, found="ef bb bf")
    return text


def _parsed(text: str, file: str) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=lambda name: _Refused("JSON_NUMBER", name),
        )
    except json.JSONDecodeError as error:
        found = text[error.pos : error.pos + 20] or "∅"
        byte = len(text[: error.pos].encode("utf-8", "surrogatepass"))
        raise _problem("JSON_SYNTAX", file, byte=byte, found=found) from None
    except RecursionError:
        raise _problem("JSON_DEPTH", file, found="", limit=DEEPEST) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Refused:
    record = dict(pairs)
    if len(record) == len(pairs):
        return record
    seen: set[str] = set()
    twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add returns None, which is the point
    return _Refused("JSON_DUP_KEY", ascii(twice))


def _integer(text: str) -> int | _Refused:
    # The length is looked at first: int() refuses 4,301 digits and is slow before.
    if len(text) <= 17 and abs(int(text)) <= LARGEST_INTEGER:
        return int(text)
    return _Refused("JSON_NUMBER", text[:40])


def _float(text: str) -> float | _Refused:
    number = float(text)
    return number if math.isfinite(number) else _Refused("JSON_NUMBER", text[:40])


def _problem(
    code: str, file: str, *, byte: int | None = None, **facts: object
) -> EdaphonError:
    return EdaphonError(
        Problem(code=code, where=Where(file=file, byte=byte), facts=facts)
    )
