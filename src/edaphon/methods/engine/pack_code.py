"""The code of a pack that does not come with this program, by digest.

The record of a method is the identity of its rules. Titles, comments and bodies are
outside it, yet reports and sources are made of them: this digest tells them apart.
"""

# spec/verification §4

import hashlib
import re
from collections.abc import Mapping

from edaphon.kernel.digests import digest
from edaphon.methods.engine.pack import BUILT_IN, source_files

PACK = "pack/"
"""Where `source_files` has the pack's own files; the others come with this program."""

_STATUS = re.compile(rb"^status:[^\r\n]*", re.MULTILINE)


def pack_code(pack_id: str) -> str:
    """Return the digest of the code of an installed pack, empty for one of ours.

    Ours are covered by the digest of this program's code.
    """
    return "" if pack_id in BUILT_IN else code_of_files(source_files(pack_id))


def code_of_files(files: Mapping[str, bytes]) -> str:
    """Return the digest of a pack's own files, wherever they lie.

    Parameters
    ----------
    files
        Content by path, as `source_files` gives it. Only what is below ``pack/``
        counts, and the status in ``pack.yaml`` does not: a draft that is released
        is the same code.

    Examples
    --------
    >>> draft = {"pack/pack.yaml": b"status: draft"}
    >>> code_of_files(draft) == code_of_files({"pack/pack.yaml": b"status: released"})
    True
    """
    lines = [
        f"{hashlib.sha256(with_status(path, files[path])).hexdigest()}  {path}\n"
        for path in sorted(files, key=str.encode)
        if path.startswith(PACK)
    ]
    return digest("".join(lines).encode())


def with_status(path: str, content: bytes, status: str = "") -> bytes:
    """Return a file of a pack with another status in it, if it is the one with it."""
    if path != PACK + "pack.yaml":
        return content
    return _STATUS.sub(f"status: {status}".rstrip().encode(), content, count=1)
