"""Writing a zip file that comes out the same for the same files.

Members are sorted by the bytes of their names, dated 1980-01-01 and given one mode.
The packed bytes still depend on the build of zlib: nothing is identified by them.
"""

# spec/bundle §7

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from edaphon.bundle.limits import BundleLimits
from edaphon.kernel.digests import CHUNK

Source = bytes | Path
"""Content of a file: its bytes, or the place from which they are streamed."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MADE_BY = 3 << 8 | 20  # Unix, version 2.0 of the format
_NEEDED = 20
_UTF8 = 0x0800
_TIME, _DATE = 0, 1 << 5 | 1  # 00:00 on 1980-01-01
_ATTRIBUTES = 0o100644 << 16
_STORED, _DEFLATED = 0, 8
_LEVEL = 6
_ALREADY_PACKED = frozenset(
    {".7z", ".bz2", ".docx", ".gif", ".gz", ".jpeg", ".jpg", ".mp4", ".ods", ".pdf"}
    | {".png", ".rar", ".tgz", ".webp", ".xlsm", ".xlsx", ".xz", ".zip", ".zst"}
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a stream of bytes turned out to be."""

    sha256: str
    """Digest, 64 hex digits."""
    size: int
    """Length [bytes]."""


class Counted:
    """A stream that knows its digest and length when it has ended."""

    def __init__(self, source: Iterable[bytes]) -> None:
        self._source = source
        self._hashed = hashlib.sha256()
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._source:
            self._hashed.update(piece)
            self._size += len(piece)
            yield piece

    def content(self) -> Content:
        """Return what went through."""
        return Content(self._hashed.hexdigest(), self._size)


@dataclass(frozen=True, slots=True)
class _Packed:
    method: int
    crc: int
    packed: int
    content: Content


def pieces(source: Source) -> Iterator[bytes]:
    """Give the bytes of a source in pieces."""
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def content(source: Source) -> Content:
    """Return digest and size of a source."""
    return content_of(pieces(source))


def content_of(stream: Iterable[bytes]) -> Content:
    """Return digest and size of a stream, reading it to its end."""
    counted = Counted(stream)
    for _ in counted:
        pass
    return counted.content()


def pack(
    file: BinaryIO, sources: Mapping[str, Source], limits: BundleLimits
) -> Mapping[str, Content]:
    """Write a sealed zip of all sources to an empty file opened for both ways.

    Returns
    -------
    Mapping[str, Content]
        What was written under each name, for the caller to compare.
    """
    directory: list[bytes] = []
    written: dict[str, Content] = {}
    for name in sorted(sources, key=str.encode):
        offset = file.tell()
        packed = _write_member(file, name, sources[name], limits)
        directory.append(_central(name, packed, offset))
        written[name] = packed.content
    place = file.tell()
    table = b"".join(directory)
    file.write(table)
    seal = b"edaphon.zip/1 " + _digest_so_far(file)
    count = len(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(table), place, len(seal))
    file.write(end + seal)
    return written


def _write_member(
    file: BinaryIO, name: str, source: Source, limits: BundleLimits
) -> _Packed:
    """Write one member deflated, or as it is where deflating does not serve."""
    offset = file.tell()
    suffix = PurePosixPath(name).suffix.lower()
    method = _STORED if suffix in _ALREADY_PACKED else _DEFLATED
    packed = _attempt(file, name, source, method)
    size = packed.content.size
    # A reader refuses what inflates too much, so honest zeros are stored plainly.
    is_bomb = size > limits.ratio_from and size > limits.ratio * packed.packed
    if method == _DEFLATED and (is_bomb or packed.packed >= size):
        file.seek(offset)
        file.truncate()
        packed = _attempt(file, name, source, _STORED)
    return packed


def _attempt(file: BinaryIO, name: str, source: Source, method: int) -> _Packed:
    offset = file.tell()
    nothing = _Packed(method, 0, 0, Content("", 0))
    file.write(_local(name, nothing))
    begin = file.tell()
    counted, crc = Counted(pieces(source)), 0
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    for piece in counted:
        crc = zlib.crc32(piece, crc)
        file.write(packer.compress(piece) if method == _DEFLATED else piece)
    if method == _DEFLATED:
        file.write(packer.flush())
    end = file.tell()
    packed = _Packed(method, crc, end - begin, counted.content())
    file.seek(offset)
    file.write(_local(name, packed))
    file.seek(end)
    return packed


def _local(name: str, packed: _Packed) -> bytes:
    encoded = name.encode()
    header = _LOCAL.pack(b"PK\x03\x04", *_shared(packed), len(encoded), 0)
    return header + encoded


def _central(name: str, packed: _Packed, offset: int) -> bytes:
    encoded = name.encode()
    header = _CENTRAL.pack(
        b"PK\x01\x02",
        _MADE_BY,
        *_shared(packed),
        *(len(encoded), 0, 0, 0, 0),
        _ATTRIBUTES,
        offset,
    )
    return header + encoded


def _shared(packed: _Packed) -> tuple[int, ...]:
    size = packed.content.size
    what = (packed.crc, packed.packed, size)
    return (_NEEDED, _UTF8, packed.method, _TIME, _DATE, *what)


def _digest_so_far(file: BinaryIO) -> bytes:
    end = file.tell()
    file.seek(0)
    hashed = hashlib.sha256()
    while piece := file.read(CHUNK):
        hashed.update(piece)
    file.seek(end)
    return hashed.hexdigest().encode()
