"""Signatures: DSSE envelopes over Ed25519.

Only typed payloads are signed, so a signature for one kind of record never
verifies for another: the signed bytes are the pre-authentication encoding of type
and body (DSSE protocol, version 1).
"""

# spec/bundle §6

import base64
import binascii
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edaphon.kernel.canonical import check_fields, dumps, loads
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import write_atomically

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

STATEMENT = "application/vnd.edaphon.statement+json"
"""Payload type of a statement about a bundle."""

_MOST_SIGNATURES = 16
_PRIVATE_MODE = 0o600


def encoding(payload: bytes, payload_type: str) -> bytes:
    """Return the bytes that are signed.

    Examples
    --------
    >>> encoding(b'{"a":"1"}', STATEMENT)
    b'DSSEv1 38 application/vnd.edaphon.statement+json 9 {"a":"1"}'
    """
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def key_id(key: "Ed25519PublicKey") -> str:
    """Return the name of a public key: the digest of its 32 bytes."""
    return digest(key.public_bytes_raw())


def sign(payload: bytes, payload_type: str, key: "Ed25519PrivateKey") -> bytes:
    """Return the envelope of a payload with one signature, in canonical form.

    Examples
    --------
    >>> from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    >>> key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    >>> verify(sign(b"{}", STATEMENT, key), [key.public_key()], STATEMENT)
    b'{}'
    """
    signature = key.sign(encoding(payload, payload_type))
    return dumps(
        {
            "payload": _base64(payload),
            "payloadType": payload_type,
            "signatures": [
                {"keyid": key_id(key.public_key()), "sig": _base64(signature)}
            ],
        }
    )


def verify(
    envelope: bytes,
    keys: Iterable["Ed25519PublicKey"],
    payload_type: str,
    *,
    file: str = "",
) -> bytes:
    """Return the payload of an envelope that a known key signed.

    The checks, in this order: canonical JSON with the known fields and no others;
    the payload type is the expected one; strict base64; signatures of unknown keys
    are passed over; each signature of a known key verifies; there is at least one.

    Raises
    ------
    EdaphonError
        ``SIGNATURE_FORMAT``, ``SIGNATURE_TYPE``, ``SIGNATURE_WRONG`` or
        ``SIGNATURE_UNKNOWN_KEY``, and those of `loads`.
    """
    where = Where(file=file)
    record = _opened(envelope, where)
    if record["payloadType"] != payload_type:
        facts = {"found": record["payloadType"], "expected": payload_type}
        raise EdaphonError(Problem(code="SIGNATURE_TYPE", where=where, facts=facts))
    payload = _bytes(record["payload"], where)
    known = {key_id(key): key for key in keys}
    ours = [entry for entry in record["signatures"] if str(entry["keyid"]) in known]
    if not ours:
        named = ", ".join(str(entry["keyid"]) for entry in record["signatures"])
        facts = {"found": named or "∅"}
        raise EdaphonError(
            Problem(code="SIGNATURE_UNKNOWN_KEY", where=where, facts=facts)
        )
    signed = encoding(payload, payload_type)
    for entry in ours:
        _check(known[str(entry["keyid"])], entry, signed, where)
    return payload


def new_key() -> "Ed25519PrivateKey":
    """Return a fresh private key."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - slow to import; most calls never sign

    return ed25519.Ed25519PrivateKey.generate()


def save_private_key(path: Path, key: "Ed25519PrivateKey") -> None:
    """Write a private key that only its owner may read; an old key is never replaced.

    Raises
    ------
    EdaphonError
        ``FILE_EXISTS`` and the others of `write_atomically`.
    """
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - slow to import

    text = key.private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    )
    write_atomically(path, text, replace=False, mode=_PRIVATE_MODE)


def save_public_key(path: Path, key: "Ed25519PublicKey") -> None:
    """Write a public key for others to check signatures with."""
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - slow to import

    text = key.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    write_atomically(path, text)


def load_private_key(path: Path) -> "Ed25519PrivateKey":
    """Read a private key.

    Raises
    ------
    EdaphonError
        ``KEY_FILE`` when the file is no Ed25519 private key, ``KEY_FILE_OPEN`` when
        others may read it.
    """
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - slow to import
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - slow to import

    _refuse_open_key(path)
    try:
        key = form.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise _key_problem(path) from error
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise _key_problem(path)
    return key


def load_public_key(path: Path) -> "Ed25519PublicKey":
    """Read a public key.

    Raises
    ------
    EdaphonError
        ``KEY_FILE`` when the file is no Ed25519 public key.
    """
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - slow to import
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - slow to import

    try:
        key = form.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _key_problem(path) from error
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise _key_problem(path)
    return key


def _opened(envelope: bytes, where: Where) -> dict[str, Any]:
    record = loads(envelope, allow_floats=False, file=where.file)
    check_fields(record, ["payload", "payloadType", "signatures"], where=where)
    entries = record["signatures"]
    if not isinstance(entries, list) or len(entries) > _MOST_SIGNATURES:
        raise _format_problem(where)
    for entry in entries:
        check_fields(entry, ["keyid", "sig"], where=where)
    if dumps(record) != envelope:
        raise _format_problem(where)
    return dict(record)


def _check(
    key: "Ed25519PublicKey", entry: Mapping[str, object], signed: bytes, where: Where
) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - slow to import

    try:
        key.verify(_bytes(entry["sig"], where), signed)
    except InvalidSignature:
        facts = {"key": entry["keyid"]}
        problem = Problem(code="SIGNATURE_WRONG", where=where, facts=facts)
        raise EdaphonError(problem) from None


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: object, where: Where) -> bytes:
    """Decode strict base64: padded, no spaces, and only one text for each payload."""
    try:
        data = base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError):
        raise _format_problem(where) from None
    if _base64(data) != text:
        raise _format_problem(where)
    return data


def _refuse_open_key(path: Path) -> None:
    try:
        mode = path.stat().st_mode & 0o777
    except OSError as error:
        raise _key_problem(path) from error
    if mode & 0o077:
        facts = {"found": f"{mode:04o}"}
        where = Where(file=str(path))
        raise EdaphonError(Problem(code="KEY_FILE_OPEN", where=where, facts=facts))


def _format_problem(where: Where) -> EdaphonError:
    return EdaphonError(Problem(code="SIGNATURE_FORMAT", where=where))


def _key_problem(path: Path) -> EdaphonError:
    return EdaphonError(Problem(code="KEY_FILE", where=Where(file=str(path))))
