"""Digests: SHA-256 of bytes as they are, written ``sha256:`` and 64 hex digits."""

import hashlib
import re
from pathlib import Path

CHUNK = 1024**2
"""Piece in which a file is read [bytes]."""

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)


def digest(data: bytes) -> str:
    """Return the digest of bytes.

    Examples
    --------
    >>> digest(b"")[:23]
    'sha256:e3b0c44298fc1c14'
    """
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def file_digest(path: Path) -> str:
    """Return the digest of a file, read in pieces."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def is_digest(text: object) -> bool:
    """Say whether a text is a digest as this house writes it."""
    return isinstance(text, str) and _DIGEST.fullmatch(text) is not None


def shortened(text: str) -> str:
    """Return as much of a digest as a message shows.

    Examples
    --------
    >>> shortened(digest(b""))
    'sha256:e3b0c44298fc'
    """
    return text[: len("sha256:") + 12]
