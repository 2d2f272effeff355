"""The public key of a log, as its operator publishes it."""

# spec/verification: the key of a log

import base64
import binascii
import hashlib

from edaphon.kernel.errors import EdaphonError, Problem

ED25519 = b"\x01"
"""Kind of key that heads are signed with."""


def read_log_key(text: str) -> tuple[str, bytes]:
    """Return name and key of a log.

    Parameters
    ----------
    text
        ``name+hex(id)+base64(kind and key)``, the id being the first four bytes of the
        SHA-256 of name, line feed, kind and key.

    Raises
    ------
    EdaphonError
        ``LOG_KEY_FORM``.
    """
    name, _, rest = text.partition("+")
    stated, _, encoded = rest.partition("+")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    found = hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8]
    if not name or len(key) != 33 or key[:1] != ED25519 or stated != found:
        raise EdaphonError(Problem(code="LOG_KEY_FORM", facts={"found": text or "∅"}))
    return name, key[1:]
