"""DSSE envelopes; the worked encoding is that of the bundle specification."""

import hashlib
import json
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.signatures import (
    STATEMENT,
    encoding,
    key_id,
    load_private_key,
    load_public_key,
    new_key,
    save_private_key,
    save_public_key,
    sign,
    verify,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
BODY = b'{"a":"1"}'


def code(act) -> str:
    with pytest.raises(EdaphonError) as caught:
        act()
    return caught.value.problems[0].code


def test_the_signed_bytes_are_those_of_the_worked_example():
    signed = encoding(BODY, STATEMENT)

    assert signed == b"DSSEv1 38 " + STATEMENT.encode() + b' 9 {"a":"1"}'
    assert hashlib.sha256(signed).hexdigest() == (
        "7c2fd1ffc34e0de04e5cd6d102a6ab2ae7f37a9a930fe714de8622108d2dc3ae"
    )


def test_a_signature_verifies_and_is_the_same_each_time():
    envelope = sign(BODY, STATEMENT, KEY)

    assert verify(envelope, [OTHER.public_key(), KEY.public_key()], STATEMENT) == BODY
    assert envelope == sign(BODY, STATEMENT, KEY)
    assert json.loads(envelope)["signatures"][0]["keyid"] == key_id(KEY.public_key())


def test_every_flipped_bit_of_an_envelope_is_found():
    envelope = sign(BODY, STATEMENT, KEY)

    for place in range(len(envelope) * 8):
        changed = bytearray(envelope)
        changed[place // 8] ^= 1 << place % 8
        assert code(
            lambda data=changed: verify(bytes(data), [KEY.public_key()], STATEMENT)
        )


def test_a_changed_body_is_a_wrong_signature_and_names_the_key():
    record = json.loads(sign(BODY, STATEMENT, KEY))
    record["payload"] = json.loads(sign(b'{"a":"2"}', STATEMENT, KEY))["payload"]
    changed = json.dumps(record, separators=(",", ":")).encode()

    with pytest.raises(EdaphonError) as caught:
        verify(changed, [KEY.public_key()], STATEMENT, file="statements/v.json")

    (found,) = caught.value.problems
    assert found.code == "SIGNATURE_WRONG"
    assert found.where.file == "statements/v.json"
    assert key_id(KEY.public_key())[:60] in found.found("en")


def test_a_stranger_s_signature_counts_for_nothing():
    envelope = sign(BODY, STATEMENT, OTHER)

    assert code(lambda: verify(envelope, [KEY.public_key()], STATEMENT)) == (
        "SIGNATURE_UNKNOWN_KEY"
    )
    assert code(lambda: verify(envelope, [], STATEMENT)) == "SIGNATURE_UNKNOWN_KEY"
    record = json.loads(envelope)
    record["signatures"][0]["keyid"] = ["not", "a", "name"]
    odd = json.dumps(record, separators=(",", ":")).encode()
    assert code(lambda: verify(odd, [KEY.public_key()], STATEMENT)) == (
        "SIGNATURE_UNKNOWN_KEY"
    )


def test_a_signature_for_one_kind_never_serves_another():
    envelope = sign(BODY, "application/vnd.edaphon.account+json", KEY)

    assert code(lambda: verify(envelope, [KEY.public_key()], STATEMENT)) == (
        "SIGNATURE_TYPE"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record | {"signatures": "none"},
        lambda record: record | {"signatures": record["signatures"] * 17},
        lambda record: record | {"payload": record["payload"] + "\n"},
        lambda record: record | {"payload": record["payload"][:-1]},
        lambda record: record | {"payload": 7},
    ],
)
def test_another_form_of_the_same_envelope_is_refused(change):
    record = change(json.loads(sign(BODY + b"  ", STATEMENT, KEY)))
    text = json.dumps(record, separators=(",", ":")).encode()

    assert code(lambda: verify(text, [KEY.public_key()], STATEMENT)) == (
        "SIGNATURE_FORMAT"
    )


def test_spaces_and_unknown_fields_are_refused():
    record = json.loads(sign(BODY, STATEMENT, KEY))
    spaced = json.dumps(record).encode()
    more = json.dumps(record | {"z": 1}, separators=(",", ":")).encode()

    assert code(lambda: verify(spaced, [KEY.public_key()], STATEMENT)) == (
        "SIGNATURE_FORMAT"
    )
    assert code(lambda: verify(more, [KEY.public_key()], STATEMENT)) == "FIELD_UNKNOWN"


def test_keys_are_kept_in_files_that_only_the_owner_reads(tmp_path):
    key = new_key()
    save_private_key(tmp_path / "key", key)
    save_public_key(tmp_path / "key.pub", key.public_key())

    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert load_private_key(tmp_path / "key").sign(b"x") == key.sign(b"x")
    assert load_public_key(tmp_path / "key.pub") == key.public_key()
    assert code(lambda: save_private_key(tmp_path / "key", key)) == "FILE_EXISTS"


def test_key_files_that_cannot_serve_are_refused(tmp_path):
    save_public_key(tmp_path / "pub", KEY.public_key())
    (tmp_path / "pub").chmod(0o600)
    curve = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "ec").write_bytes(
        curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (tmp_path / "ec").chmod(0o600)
    (tmp_path / "ec.pub").write_bytes(
        curve.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )

    for private in ("pub", "ec", "absent"):
        assert (
            code(lambda name=private: load_private_key(tmp_path / name)) == "KEY_FILE"
        )
    for public in ("ec", "ec.pub", "absent"):
        assert code(lambda name=public: load_public_key(tmp_path / name)) == "KEY_FILE"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_a_private_key_that_others_can_read_is_refused(tmp_path):
    save_private_key(tmp_path / "key", KEY)
    (tmp_path / "key").chmod(0o644)

    assert code(lambda: load_private_key(tmp_path / "key")) == "KEY_FILE_OPEN"
