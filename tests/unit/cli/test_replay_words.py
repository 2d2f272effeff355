"""The last sentence of a replay sends nobody to what is installed already."""

from types import SimpleNamespace

import pytest

from edaphon import __version__
from edaphon.cli.replay_words import conclusion

CODE = f"sha256:{'1' * 64}"


@pytest.mark.parametrize(
    ("version", "told", "not_told"),
    [
        (__version__, "other code of the same version", "pip install"),
        ("0.0.1", "pip install edaphon==0.0.1", "other code of the same version"),
    ],
)
def test_other_code_of_the_same_version_is_no_other_version(version, told, not_told):
    found = SimpleNamespace(
        failed=True, findings=(), figures="differ", program="other", packs={},
        version=version, code=CODE,
    )  # fmt: skip

    (line,) = conclusion(found, ())

    assert told in line
    assert not_told not in line
    assert CODE in line
