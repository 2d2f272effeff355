"""Digests; the expected values are those of FIPS 180-4 examples and trust vectors."""

import pytest

from edaphon.kernel.digests import digest, file_digest, is_digest

# NIST FIPS 180-4 example: SHA-256 of "abc".
ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_bytes_and_files_have_one_digest(tmp_path):
    (tmp_path / "abc").write_bytes(b"abc")

    assert digest(b"abc") == ABC
    assert file_digest(tmp_path / "abc") == ABC


@pytest.mark.parametrize(
    "text", [ABC.upper(), ABC[:-1], ABC + "0", ABC + "\n", ABC[7:], None, 7]
)
def test_only_the_house_form_counts_as_a_digest(text):
    assert is_digest(ABC)
    assert not is_digest(text)
