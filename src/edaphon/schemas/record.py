"""What every typed record has in common."""

from typing import TypeVar

import msgspec
from msgspec import UnsetType

Value = TypeVar("Value")
Other = TypeVar("Other")


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record that was read: immutable; a field that is absent is ``UNSET``."""


def stated_or(value: Value | UnsetType, otherwise: Other) -> Value | Other:
    """Return a field's value, or what its reader takes silence for.

    Examples
    --------
    >>> stated_or(False, None), stated_or(msgspec.UNSET, None)
    (False, None)
    """
    return otherwise if isinstance(value, UnsetType) else value
