"""Reading the files of a bundle that a stranger made, from a zip or a folder.

What the headers declare has been checked before (`zip_headers`); here the bytes are
inflated and counted, and the first byte too many ends the reading. This reader
shares no code with the writer.
"""

# spec/bundle §4 and §5

import hashlib
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from edaphon.bundle.container_rules import refusal
from edaphon.bundle.limits import LIMITS, BundleLimits
from edaphon.bundle.plain_folder import CHUNK, Folder, open_regular
from edaphon.bundle.zip_headers import STORED, Member, is_bomb, read_headers


class Container(Protocol):
    """A set of named files that can be streamed."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Declared size of each file [bytes], names in byte order."""

    def stream(self, name: str) -> Iterator[bytes]:
        """Give the bytes of one file in pieces, checking as they come."""

    def check_seal(self) -> None:
        """Check what the container says of itself beyond its files."""

    def close(self) -> None:
        """Let go of what is held open."""


class Archive:
    """A zip file whose headers have been checked; no byte is inflated before.

    Parameters
    ----------
    path
        The file.
    limits
        What it may ask of this machine.

    Raises
    ------
    EdaphonError
        ``ZIP_SIZE``, ``ZIP_UNREADABLE`` and those of `read_headers`.
    """

    def __init__(self, path: Path, limits: BundleLimits = LIMITS) -> None:
        self._limits = limits
        self._file = open_regular(path)
        try:
            self._headers = read_headers(self._file, self._length(), limits)
        except BaseException:
            self._file.close()
            raise

    @property
    def sizes(self) -> Mapping[str, int]:
        """Declared size of each file [bytes], names in byte order."""
        return {name: member.size for name, member in self._headers.members.items()}

    def stream(self, name: str) -> Iterator[bytes]:
        """Inflate one file piece by piece, counting.

        Raises
        ------
        EdaphonError
            ``ZIP_SIZE_LIES``, ``ZIP_RATIO`` or ``ZIP_DAMAGED``, at the first piece
            with a byte too many.
        """
        member = self._headers.members[name]
        crc = count = 0
        for piece in self._inflated(name, member):
            count += len(piece)
            if is_bomb(count, member.packed, self._limits):
                raise refusal("ZIP_RATIO", name, limit=self._limits.ratio)
            if count > member.size:
                break
            crc = zlib.crc32(piece, crc)
            yield piece
        if count != member.size:
            raise refusal("ZIP_SIZE_LIES", name, declared=member.size, found=count)
        if crc != member.crc:
            raise refusal("ZIP_DAMAGED", name)

    def check_seal(self) -> None:
        """Compare the digest in the comment with the bytes before the end record.

        A zip made by another program carries no seal; its headers are then only as
        good as the rules, and its files are safe by the manifest all the same.

        Raises
        ------
        EdaphonError
            ``ZIP_SEAL``.
        """
        if not self._headers.seal:
            return
        found = hashlib.sha256()
        for piece in self._pieces(0, self._headers.end):
            found.update(piece)
        if found.hexdigest().encode() != self._headers.seal[-64:]:
            raise refusal("ZIP_SEAL")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _length(self) -> int:
        length = os.fstat(self._file.fileno()).st_size
        if length > (limit := self._limits.archive_bytes):
            raise refusal("ZIP_SIZE", found=length, limit=limit)
        return length

    def _inflated(self, name: str, member: Member) -> Iterator[bytes]:
        pieces = self._pieces(member.begin, member.begin + member.packed)
        if member.method == STORED:
            yield from pieces
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in pieces:
                yield inflater.decompress(piece, CHUNK)
                while inflater.unconsumed_tail and not inflater.eof:
                    yield inflater.decompress(inflater.unconsumed_tail, CHUNK)
            while not inflater.eof and (more := inflater.decompress(b"", CHUNK)):
                yield more
        except zlib.error:
            raise refusal("ZIP_DAMAGED", name) from None
        if not inflater.eof or inflater.unused_data:
            raise refusal("ZIP_DAMAGED", name)

    def _pieces(self, begin: int, end: int) -> Iterator[bytes]:
        while begin < end:
            self._file.seek(begin)
            piece = self._file.read(min(CHUNK, end - begin))
            if not piece:
                raise refusal("ZIP_STRUCTURE", part="end of file", byte=begin)
            yield piece
            begin += len(piece)


def open_container(path: Path, limits: BundleLimits = LIMITS) -> Container:
    """Open a zip file or a folder after checking its names and headers."""
    return Folder(path, limits) if path.is_dir() else Archive(path, limits)
