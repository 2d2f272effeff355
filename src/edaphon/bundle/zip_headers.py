"""The headers of a zip file, read as if their writer meant harm.

The zip format says many things twice and lets them disagree, and programs believe
different halves. Only files in which nothing disagrees are accepted: the headers of
each member agree, and the members lie one after another, from the first byte to the
central directory, without a gap or an overlap. Nothing is inflated here.
"""

# spec/bundle §4

import re
import stat
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
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
from edaphon.bundle.limits import BundleLimits
from edaphon.bundle.member_names import name_problems, twin_problems
from edaphon.kernel.errors import EdaphonError, Problem

SEAL = re.compile(rb"edaphon\.zip/1 [0-9a-f]{64}")
"""Comment of our zips: digest of every byte before the end record."""

SEAL_LENGTH = 78
"""Length of the seal [bytes]."""

STORED, DEFLATED = 0, 8
"""The two methods of packing that are read."""

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_CENTRAL_MARK, _LOCAL_MARK, _END_MARK = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
_MOST_CENTRAL = 64 * 1024**2
_UTF8, _LEVEL, _SECRET = 0x0800, 0x0006, 0x2041
_EXTRA_SECRET, _EXTRA_NAME, _EXTRA_LARGE = {0x9901, 0x0017}, {0x7075}, {0x0001}
_DOS_FOLDER = 0x10


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in a zip: what its central header says, and where its bytes are."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    """Bytes in the zip."""
    size: int
    """Declared bytes after inflating; the truth is counted."""
    attributes: int
    offset: int
    """Place of the local header."""
    begin: int = -1
    """Place of the packed bytes."""
    extra: bytes
    shared: tuple[int, ...]
    """Fields that the local header must repeat."""

    @property
    def text(self) -> str:
        """Name; bytes that are no text stand as lone surrogates.

        Of a name that is not marked they stand as ``%82``: it is refused for that once,
        and not again for signs that it does not hold.
        """
        if self.is_unmarked:
            return self.name.decode("utf-8", "backslashreplace").replace("\\x", "%")
        return self.name.decode("utf-8", "surrogateescape")

    @property
    def is_unmarked(self) -> bool:
        """Tell a name beyond ASCII of which the headers do not say that it is UTF-8."""
        return not self.flags & _UTF8 and not self.name.isascii()


@dataclass(frozen=True, slots=True)
class Headers:
    """What the headers of one zip file say, after every check of them."""

    members: Mapping[str, Member]
    """Members by name, in byte order."""
    end: int
    """Place of the end record."""
    seal: bytes
    """Comment, or nothing."""


_FRONT = {
    "en": "bytes in front of the first member",
    "zh": "首个成员之前另有字节",
}
"""Bytes before a zip: it may be a program that unpacks itself, or anything else."""


def read_headers(file: BinaryIO, length: int, limits: BundleLimits) -> Headers:
    """Read and check every header of a zip file.

    The checks, in this order: the end record stands at the very end, once; the
    central directory ends where it begins; members tile the file; each local header
    repeats its central one; names, kinds, methods and declared sizes are allowed.

    Raises
    ------
    EdaphonError
        ``ZIP_NOT_ZIP``, ``ZIP_STRUCTURE``, ``ZIP_OVERLAP``, ``ZIP_COUNT`` alone;
        ``ZIP_FOLDERS``, ``ZIP_NAME_MARK``, ``ZIP_NAME``, ``ZIP_PATH``,
        ``ZIP_NAME_DUP``, ``ZIP_LINK``, ``ZIP_ENCRYPTED``,
        ``ZIP_MODE``, ``ZIP_METHOD``, ``ZIP_NESTED``, ``ZIP_RATIO``,
        ``ZIP_MEMBER_SIZE`` and ``ZIP_TOTAL_SIZE`` for all members at once.
    """
    reader = _Reader(file, length)
    end, seal, count, size, offset = reader.end_record()
    if count > limits.members:
        raise refusal("ZIP_COUNT", found=count, limit=limits.members)
    front = end - offset - size
    if front > 0 and reader.bytes_at(front, 4) == _LOCAL_MARK:
        raise _broken(_FRONT, 0)
    if front or size > _MOST_CENTRAL:
        raise _broken("central directory", offset)
    table = reader.bytes_at(offset, size)
    if _END_MARK in table:
        raise _broken("second end record", offset + table.find(_END_MARK))
    entries = list(_central_entries(table, offset))
    if len(entries) != count:
        raise _broken("number of members", end)
    members = reader.tiled(entries, offset)
    return Headers(_checked(members, limits), end, seal)


class _Reader:
    """Reads pieces of one file at given places."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file = file
        self._length = length

    def bytes_at(self, offset: int, size: int) -> bytes:
        """Return the bytes at a place, fewer where the file ends."""
        self._file.seek(offset)
        return self._file.read(size)

    def end_record(self) -> tuple[int, bytes, int, int, int]:
        """Return place, comment, members, size and place of the directory."""
        for length in (0, SEAL_LENGTH):
            place = self._length - _END.size - length
            if place < 0:
                break
            tail = self.bytes_at(place, _END.size + length)
            mark, disk, first, here, count, *rest, comment = _END.unpack_from(tail)
            if mark != _END_MARK or comment != length:
                continue
            seal = tail[_END.size :]
            if disk or first or here != count or (seal and not SEAL.fullmatch(seal)):
                raise _broken("end record", place)
            return place, seal, count, rest[0], rest[1]
        if self.bytes_at(0, 4) == _LOCAL_MARK:
            raise _broken("end record", self._length)
        raise refusal("ZIP_NOT_ZIP", found=self.bytes_at(0, 8).hex(" ") or "∅")

    def tiled(self, entries: Sequence[Member], end: int) -> list[Member]:
        """Refuse members that overlap, and bytes that belong to no member."""
        members, expected = [], 0
        for entry in sorted(entries, key=lambda each: each.offset):
            if entry.offset < expected:
                raise refusal("ZIP_OVERLAP", entry.text, byte=entry.offset)
            if entry.offset > expected:
                part = "bytes between members" if expected else _FRONT
                raise _broken(part, expected)
            member = self._with_local(entry)
            members.append(member)
            expected = member.begin + member.packed
        if expected > end:
            raise refusal("ZIP_OVERLAP", members[-1].text, byte=end)
        if expected < end:
            raise _broken("bytes between members", expected)
        return members

    def _with_local(self, member: Member) -> Member:
        """Compare a local header with its central one and learn where it ends."""
        header = self.bytes_at(member.offset, _LOCAL.size)
        if len(header) < _LOCAL.size:
            raise _broken("local header", member.offset)
        mark, *fields, name_length, extra_length = _LOCAL.unpack(header)
        if mark != _LOCAL_MARK:
            raise _broken("local header", member.offset)
        start = member.offset + _LOCAL.size
        name = self.bytes_at(start, name_length)
        if name != member.name:
            other = name.decode("utf-8", "surrogateescape")
            raise refusal("ZIP_NAMES", member.text, byte=start, other=other)
        if tuple(fields) != member.shared:
            raise _broken("local header", member.offset)
        _extra_ids(self.bytes_at(start + name_length, extra_length), member.offset)
        return replace(member, begin=start + name_length + extra_length)


def _central_entries(table: bytes, offset: int) -> Iterator[Member]:
    place = 0
    while place < len(table):
        if len(table) - place < _CENTRAL.size:
            raise _broken("central directory", offset + place)
        fields = _CENTRAL.unpack_from(table, place)
        name_length, extra_length, comment, disk, _, attributes, start = fields[10:]
        begin = place + _CENTRAL.size
        end = begin + name_length + extra_length
        if fields[0] != _CENTRAL_MARK or comment or disk or end > len(table):
            raise _broken("central directory", offset + place)
        yield Member(
            name=table[begin : begin + name_length],
            flags=fields[3],
            method=fields[4],
            crc=fields[7],
            packed=fields[8],
            size=fields[9],
            attributes=attributes,
            offset=start,
            extra=table[begin + name_length : end],
            shared=fields[2:10],
        )
        place = end


def _checked(members: Sequence[Member], limits: BundleLimits) -> Mapping[str, Member]:
    problems = _packed_again(members)
    files = [member for member in members if not _is_folder_entry(member)]
    named = sorted(((member.text, member) for member in files), key=by_bytes)
    names = [name for name, _ in named]
    for name, member in named:
        problems += name_problems(name, limits)
        problems += _member_problems(name, member, limits)
    problems += [
        problem("ZIP_NAME_DUP", name, other=name)
        for name, after in pairwise(names)
        if name == after
    ]
    problems += twin_problems(names)
    problems += total_problems([member.size for member in members], limits)
    if problems:
        raise EdaphonError(problems)
    return dict(named)


def _packed_again(members: Sequence[Member]) -> list[Problem]:
    """Tell once what a plain packing program does to a whole bundle.

    Returns
    -------
    list of Problem
        ``ZIP_FOLDERS`` where folders have entries of their own, and ``ZIP_NAME_MARK``
        where names beyond ASCII are not marked as UTF-8; each with a count and the
        first name, since one cause may meet every file.
    """
    found = {
        "ZIP_FOLDERS": [item for item in members if _is_folder_entry(item)],
        "ZIP_NAME_MARK": [item for item in members if item.is_unmarked],
    }
    return [
        problem(code, count=len(items), first=min(item.text for item in items))
        for code, items in found.items()
        if items
    ]


def _is_folder_entry(member: Member) -> bool:
    """Tell an honest entry of a folder: empty, named as one, and a path that stays."""
    kind = stat.S_IFMT(member.attributes >> 16)
    return (
        member.name.endswith(b"/")
        and member.size == 0
        and kind in {0, stat.S_IFDIR}
        and not name_problems(member.text.removesuffix("/"))
    )


def _member_problems(name: str, member: Member, limits: BundleLimits) -> list[Problem]:
    ids = _extra_ids(member.extra, member.offset)
    mode = member.attributes >> 16
    kind = stat.S_IFMT(mode)
    is_broken = (
        bool(member.flags & ~(_UTF8 | _LEVEL | _SECRET))
        or bool(ids & _EXTRA_LARGE)
        or (member.method == STORED and member.packed != member.size)
    )
    codes = {
        "ZIP_ENCRYPTED": member.flags & _SECRET or ids & _EXTRA_SECRET,
        "ZIP_METHOD": member.method not in {STORED, DEFLATED},
        "ZIP_STRUCTURE": is_broken,
        "ZIP_NAMES": ids & _EXTRA_NAME,
        "ZIP_LINK": kind not in {0, stat.S_IFREG} or member.attributes & _DOS_FOLDER,
        "ZIP_MODE": has_special_bits(mode),
        "ZIP_NESTED": is_packed(name),
        "ZIP_RATIO": is_bomb(member.size, member.packed, limits),
    }
    facts: dict[str, object] = {
        "found": member.method,
        "limit": limits.ratio,
        "other": "extra field",
    }
    facts |= {"mode": f"{stat.S_IMODE(mode):04o}"}
    part = "flags, sizes or extra field"
    return [
        problem(code, name, part=part, **facts) for code, so in codes.items() if so
    ] + size_problems(name, member.size, limits)


def is_bomb(size: int, packed: int, limits: BundleLimits) -> bool:
    """Say whether a file inflates more than honest data do."""
    return size > limits.ratio_from and size > limits.ratio * packed


def _extra_ids(extra: bytes, offset: int) -> set[int]:
    """Return the kinds of the records in an extra field, which they must fill."""
    ids, place = set(), 0
    while place < len(extra):
        if len(extra) - place < 4:
            raise _broken("extra field", offset)
        kind, length = struct.unpack_from("<HH", extra, place)
        ids.add(kind)
        place += 4 + length
    if place != len(extra):
        raise _broken("extra field", offset)
    return ids


def _broken(part: object, byte: int) -> EdaphonError:
    return refusal("ZIP_STRUCTURE", part=part, byte=byte)
