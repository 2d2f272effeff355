"""What every typed record has in common."""

import msgspec


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record that was read: immutable; a field that is absent is ``UNSET``."""
