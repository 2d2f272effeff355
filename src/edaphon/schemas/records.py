"""Reading the records of a bundle: size, nesting, version and form, then typed.

A record was written by a program and may have been changed by a stranger. What
comes out keeps its schema to the last field; what does not is refused with the
place and with what belongs there, and never with a traceback.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NoReturn, overload

import msgspec

from edaphon.kernel.canonical import loads
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.schemas.record_problems import form_problems, shape_of, unreadable

if TYPE_CHECKING:
    from edaphon.schemas.models.account import AccountSet
    from edaphon.schemas.models.description import Description
    from edaphon.schemas.models.effects import EffectsRecord
    from edaphon.schemas.models.evidence import EvidenceRecord
    from edaphon.schemas.models.forecast import Forecast
    from edaphon.schemas.models.manifest import Manifest
    from edaphon.schemas.models.run import RunRecord
    from edaphon.schemas.models.seal import SealRecord
    from edaphon.schemas.models.statement import Statement

Kind = Literal[
    "account",
    "evidence",
    "forecast",
    "manifest",
    "run",
    "seal",
    "statement",
    "description",
    "effects",
]

_ROOTS: Mapping[str, tuple[int, str]] = {
    "account": (3, "AccountSet"),
    "evidence": (2, "EvidenceRecord"),
    "forecast": (1, "Forecast"),
    "manifest": (1, "Manifest"),
    "run": (2, "RunRecord"),
    "seal": (1, "SealRecord"),
    "statement": (1, "Statement"),
    "description": (1, "Description"),
    "effects": (1, "EffectsRecord"),
}
"""Version that this program reads and the type of a whole record, by kind."""

_STILL_READ: Mapping[str, tuple[int, ...]] = {"account": (2,)}
"""Earlier versions whose fields mean what they mean today; they have fewer of them."""

ACCOUNT_MEMBER = "account/account.json"
"""Member of a bundle that holds the record of its accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLimits:
    """What a record may ask of this machine."""

    size: int = 64 * 1024**2
    """Longest record [bytes]."""
    depth: int = 16
    """Deepest nesting; no record of ours needs more than ten levels."""


LIMITS = RecordLimits()


def version(kind: Kind) -> str:
    """Return what stands in the field ``v`` of a kind of record.

    Examples
    --------
    >>> version("account")
    'edaphon.account/3'
    """
    return f"edaphon.{kind}/{_ROOTS[kind][0]}"


@overload
def read(
    kind: Literal["account"], data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> "AccountSet": ...
@overload
def read(
    kind: Literal["evidence"], data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> "EvidenceRecord": ...
@overload
def read(
    kind: Literal["forecast"], data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> "Forecast": ...
@overload
def read(
    kind: Literal["manifest"], data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> "Manifest": ...
@overload
def read(
    kind: Literal["run"], data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> "RunRecord": ...
@overload
def read(
    kind: Literal["seal"], data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> "SealRecord": ...
@overload
def read(
    kind: Literal["statement"], data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> "Statement": ...
@overload
def read(
    kind: Literal["description"],
    data: bytes,
    *,
    file: str,
    limits: RecordLimits = LIMITS,
) -> "Description": ...
@overload
def read(
    kind: Literal["effects"], data: bytes, *, file: str, limits: RecordLimits = LIMITS
) -> "EffectsRecord": ...
def read(kind: Kind, data: bytes, *, file: str, limits: RecordLimits = LIMITS) -> Any:
    """Read one record that a stranger may have written.

    Parameters
    ----------
    kind
        Kind of record that is due here.
    data
        Its bytes.
    file
        Path shown in problems.
    limits
        What it may ask of this machine.

    Returns
    -------
    Record
        The typed record; a field that is absent is ``msgspec.UNSET``.

    Raises
    ------
    EdaphonError
        ``RECORD_VERSION`` when another version of the program made it,
        ``RECORD_FORM`` with the path of each fault, and the codes of
        `edaphon.kernel.canonical.loads`.

    Examples
    --------
    >>> read("run", b"{}", file="env/run.json")
    Traceback (most recent call last):
        ...
    edaphon.kernel.errors.EdaphonError: ...
    """
    value = loads(
        data,
        max_bytes=limits.size,
        max_depth=limits.depth,
        allow_floats=False,
        file=file,
    )
    number = _checked_version(kind, value, file)
    found: list[Problem] = []
    if number != _ROOTS[kind][0]:
        found = form_problems(kind, number, value, file, len(data))
    try:
        record = msgspec.convert(value, _model(kind))
    except msgspec.ValidationError as error:
        found = found or form_problems(kind, number, value, file, len(data))
        raise EdaphonError(found or unreadable(error, Where(file=file))) from None
    if found:
        raise EdaphonError(found)
    return record


@cache
def _model(kind: Kind) -> Any:  # noqa: ANN401 - one of eight types
    module = import_module(f"edaphon.schemas.models.{kind}")
    return getattr(module, _ROOTS[kind][1])


def _checked_version(kind: Kind, value: object, file: str) -> int:
    """Return the number of the version that a record states and that is read here."""
    wanted = version(kind)
    if not isinstance(value, dict):
        _refuse("RECORD_FORM", Where(file=file), found=shape_of(value), wanted=wanted)
    found = value.get("v")
    for known in (_ROOTS[kind][0], *_STILL_READ.get(kind, ())):
        if found == f"edaphon.{kind}/{known}":
            return known
    where = Where(file=file, path="v")
    start, _, number = str(found).partition("/")
    if isinstance(found, str) and start == f"edaphon.{kind}" and number.isdecimal():
        made_by = {"version": _AS_NAMED, "code": _AS_NAMED}
        _refuse("RECORD_VERSION", where, found=found, known=wanted, **made_by)
    return _refuse("RECORD_FORM", where, found=shape_of(found), wanted=wanted)


_AS_NAMED = {"en": "<as in env/run.json>", "zh": "<见 env/run.json>"}


def _refuse(code: str, where: Where, /, **facts: object) -> NoReturn:
    raise EdaphonError(Problem(code=code, where=where, facts=facts))
