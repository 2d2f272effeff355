"""How much a stranger's bundle may ask of this machine."""

# spec/bundle §5

from dataclasses import dataclass

KIB, MIB, GIB = 1024, 1024**2, 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleLimits:
    """Limits of a bundle; what is exactly at a limit is read, one more is refused."""

    archive_bytes: int = 2 * GIB
    """Size of the zip file [bytes]."""
    members: int = 10_000
    """Files inside."""
    member_bytes: int = 512 * MIB
    """Size of one file after inflating [bytes]."""
    total_bytes: int = 4 * GIB
    """Size of all files after inflating [bytes]."""
    ratio: int = 200
    """Inflated bytes for one packed byte, in files above ``ratio_from`` [1]."""
    ratio_from: int = 10 * MIB
    """Size up to which any ratio is accepted [bytes]."""
    path_bytes: int = 200
    """Length of a path in UTF-8 [bytes]."""
    path_depth: int = 12
    """Names in a path."""
    json_bytes: int = 16 * MIB
    """Size of a JSON document [bytes]."""


LIMITS = BundleLimits()
"""The limits that hold when a caller names no others."""
