"""A plain folder with the layout of a bundle, under the rules of the zip."""

# spec/bundle §2

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from edaphon.bundle.container_rules import (
    by_bytes,
    has_special_bits,
    is_packed,
    problem,
    refusal,
    size_problems,
    total_problems,
)
from edaphon.bundle.limits import LIMITS, BundleLimits
from edaphon.bundle.member_names import name_problems, twin_problems
from edaphon.kernel.errors import EdaphonError, Problem

CHUNK = 1024**2
"""Piece in which a file is read [bytes]."""


class Folder:
    """The files of a folder, listed once and streamed on demand.

    Parameters
    ----------
    path
        The folder.
    limits
        What it may ask of this machine.

    Raises
    ------
    EdaphonError
        ``ZIP_LINK``, ``ZIP_MODE``, ``ZIP_COUNT``, ``ZIP_NESTED`` and the codes for
        names and sizes, for all files at once.
    """

    def __init__(self, path: Path, limits: BundleLimits = LIMITS) -> None:
        self._path = path
        self._limits = limits
        self._sizes = self._checked()

    @property
    def sizes(self) -> Mapping[str, int]:
        """Size of each file [bytes], names in byte order."""
        return self._sizes

    def stream(self, name: str) -> Iterator[bytes]:
        """Give the bytes of one file in pieces.

        Raises
        ------
        EdaphonError
            ``ZIP_SIZE_LIES`` when the file changed since the folder was listed,
            ``ZIP_LINK`` when it is no longer a regular file, ``ZIP_UNREADABLE``.
        """
        count, size = 0, self._sizes[name]
        with open_regular(self._path / name, name) as file:
            while (piece := file.read(CHUNK)) and count <= size:
                count += len(piece)
                yield piece
        if count != size:
            raise refusal("ZIP_SIZE_LIES", name, declared=size, found=count)

    def check_seal(self) -> None:
        """Accept: a folder says nothing of itself beyond its files."""

    def close(self) -> None:
        """Let go of nothing: no file is held open."""

    def _checked(self) -> Mapping[str, int]:
        sizes: dict[str, int] = {}
        problems: list[Problem] = []
        for name, status in _walk(self._path, "", self._limits.path_depth):
            sizes[name] = status.st_size
            problems += name_problems(name, self._limits)
            problems += size_problems(name, status.st_size, self._limits)
            problems += _kind_problems(name, status.st_mode, self._limits)
            if is_packed(name):
                problems.append(problem("ZIP_NESTED", name))
            if len(sizes) > (limit := self._limits.members):
                raise refusal("ZIP_COUNT", found=len(sizes), limit=limit)
        problems += twin_problems(sizes)
        problems += total_problems(list(sizes.values()), self._limits)
        if problems:
            raise EdaphonError(problems)
        return dict(sorted(sizes.items(), key=by_bytes))


def _kind_problems(name: str, mode: int, limits: BundleLimits) -> list[Problem]:
    if stat.S_ISREG(mode):
        bits = f"{stat.S_IMODE(mode):04o}"
        return [problem("ZIP_MODE", name, mode=bits)] if has_special_bits(mode) else []
    if stat.S_ISDIR(mode):
        facts = {"bytes": limits.path_bytes, "depth": limits.path_depth}
        return [problem("ZIP_PATH", f"{name}/", **facts)]
    return [problem("ZIP_LINK", name)]


def open_regular(path: Path, name: str = "") -> BinaryIO:
    """Open a regular file and nothing else: no pipe or device, and inside no link.

    Raises
    ------
    EdaphonError
        ``ZIP_UNREADABLE`` or ``ZIP_LINK``.
    """
    inside = getattr(os, "O_NOFOLLOW", 0) if name else 0
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | inside)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refusal("ZIP_UNREADABLE", name or path.name, reason=reason) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise refusal("ZIP_LINK", name or path.name)
    return os.fdopen(descriptor, "rb")


def _walk(
    folder: Path, prefix: str, depth: int
) -> Iterator[tuple[str, os.stat_result]]:
    """Give every entry that is not a folder; a link is given, never followed.

    A folder past the deepest level is given too, so that the rules refuse its name.
    """
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: os.fsencode(each.name)):
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False) and depth > 1:
                yield from _walk(Path(entry.path), f"{name}/", depth - 1)
            else:
                yield name, entry.stat(follow_symlinks=False)
