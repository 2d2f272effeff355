"""Rules that hold for every file of a bundle, in a zip or in a folder."""

# spec/bundle §4 and §5

import re
import stat
from collections.abc import Sequence

from edaphon.bundle.limits import BundleLimits
from edaphon.kernel.errors import EdaphonError, Problem, Where

RAW = "data/"
"""Folder of raw evidence: stored byte for byte, archives among it never opened."""

_PACKED = re.compile(
    r".*\.(zip|zipx|jar|whl|tar|tgz|tbz2?|txz|gz|bz2|xz|lzma|zst|7z|rar|cab|iso)",
    re.IGNORECASE | re.DOTALL,
)


def problem(code: str, file: str = "", /, **facts: object) -> Problem:
    """Return a problem of one file of a bundle, or of the bundle itself."""
    return Problem(code=code, where=Where(file=file), facts={"name": file} | facts)


def refusal(
    code: str, file: str = "", /, *, byte: int | None = None, **facts: object
) -> EdaphonError:
    """Return the error of one problem, with the byte where it was met."""
    where = Where(file=file, byte=byte)
    return EdaphonError(Problem(code=code, where=where, facts={"name": file} | facts))


def is_packed(name: str) -> bool:
    """Say whether a file is an archive in a place where none may be."""
    return not name.startswith(RAW) and _PACKED.fullmatch(name) is not None


def has_special_bits(mode: int) -> bool:
    """Say whether a file would run as another user or group once unpacked."""
    return bool(mode & (stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX))


def by_bytes(named: tuple[str, object]) -> bytes:
    """Sort key of pairs that begin with a name: its bytes."""
    return named[0].encode("utf-8", "surrogatepass")


def size_problems(name: str, size: int, limits: BundleLimits) -> list[Problem]:
    """Return ``ZIP_MEMBER_SIZE`` where one file is too big."""
    limit = limits.member_bytes
    if size <= limit:
        return []
    return [problem("ZIP_MEMBER_SIZE", name, found=size, limit=limit)]


def total_problems(sizes: Sequence[int], limits: BundleLimits) -> list[Problem]:
    """Return ``ZIP_COUNT`` and ``ZIP_TOTAL_SIZE`` where a set of files is too much."""
    problems = []
    if len(sizes) > limits.members:
        problems.append(problem("ZIP_COUNT", found=len(sizes), limit=limits.members))
    if (total := sum(sizes)) > (limit := limits.total_bytes):
        problems.append(problem("ZIP_TOTAL_SIZE", found=total, limit=limit))
    return problems
