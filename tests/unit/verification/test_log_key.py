"""The key of a log is read whole, or refused."""

import base64
import hashlib

import pytest

from edaphon.kernel.errors import EdaphonError
from edaphon.verification.log_key import read_log_key


def published(name="log.example", kind=b"\x01", size=32, stated=None):
    """Return a key as an operator publishes it."""
    held = kind + bytes(range(7, 7 + size))
    found = hashlib.sha256(name.encode() + b"\n" + held).hexdigest()[:8]
    return f"{name}+{stated or found}+{base64.b64encode(held).decode()}"


def test_name_and_key_come_back_without_the_kind():
    assert read_log_key(published()) == ("log.example", bytes(range(7, 39)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        published(name=""),
        published(kind=b"\x02"),
        published(size=31),
        published(size=33),
        published(stated="00000000"),
        published() + "*",
        published().replace("+", "", 1),
    ],
)
def test_any_other_text_is_refused(text):
    with pytest.raises(EdaphonError) as refusal:
        read_log_key(text)

    (problem,) = refusal.value.problems
    assert problem.code == "LOG_KEY_FORM"
    assert problem.facts["found"] == (text or "∅")
