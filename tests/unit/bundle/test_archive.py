"""A hostile zip file is refused before a byte of it is used, each trick by its code."""

import io
import os
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from edaphon.bundle.archive import open_container
from edaphon.bundle.limits import BundleLimits
from edaphon.kernel.errors import EdaphonError, Problem


@dataclass(frozen=True)
class Member:
    """One member of a crafted zip; what is not given is written honestly."""

    name: bytes = b"data/a.csv"
    data: bytes = b"plot,soc\nA,1.42\n"
    method: int = 8
    flags: int = 0x0800
    attributes: int = 0o100644 << 16
    local_name: bytes | None = None
    declared: int | None = None
    crc: int | None = None
    packed: bytes | None = None
    offset: int | None = None
    local: dict[str, int] = field(default_factory=dict)
    extra: bytes = b""
    comment: bytes = b""

    @property
    def body(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method != 8:
            return self.data
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        return packer.compress(self.data) + packer.flush()

    def fields(self, **changes: int) -> tuple[int, ...]:
        size = len(self.data) if self.declared is None else self.declared
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        honest = {
            "needed": 20, "flags": self.flags, "method": self.method, "time": 0,
            "date": 33, "crc": crc, "packed": len(self.body), "size": size,
        }  # fmt: skip
        return tuple((honest | changes).values())


def crafted(*members: Member, before=b"", between=b"", after=b"", count=None, end=b""):
    """Return the bytes of a zip whose headers say what the test wants."""
    file, table = bytearray(before), bytearray()
    for member in members:
        name = member.name if member.local_name is None else member.local_name
        offset = len(file) if member.offset is None else member.offset
        local = member.fields(**member.local)
        file += struct.pack(
            "<4s5H3L2H", b"PK\3\4", *local, len(name), len(member.extra)
        )
        file += name + member.extra + member.body + between
        lengths = (len(member.name), len(member.extra), len(member.comment))
        table += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 0x314, *member.fields(), *lengths,
            0, 0, member.attributes, offset,
        )  # fmt: skip
        table += member.name + member.extra + member.comment
    total = len(members) if count is None else count
    place = len(file)
    file += table
    file += struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, total, total, len(table), place, len(end)
    )
    return bytes(file + end + after)


def read(
    data: bytes, tmp_path: Path, limits: BundleLimits | None = None
) -> dict[str, bytes]:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    container = open_container(path, limits or BundleLimits())
    try:
        container.check_seal()
        return {name: b"".join(container.stream(name)) for name in container.sizes}
    finally:
        container.close()


def refused(act) -> list[Problem]:
    with pytest.raises(EdaphonError) as caught:
        act()
    for problem in caught.value.problems:
        for language in ("en", "zh"):
            assert problem.text(language)
            assert problem.remedy(language)
    return list(caught.value.problems)


def codes(act) -> set[str]:
    return {problem.code for problem in refused(act)}


def test_an_honest_zip_gives_its_files_in_byte_order(tmp_path):
    data = crafted(
        Member(b"data/b.bin", os.urandom(3_000_000), method=0),
        Member("data/空.txt".encode(), b""),
        Member(),
    )

    found = read(data, tmp_path)

    assert list(found) == ["data/a.csv", "data/b.bin", "data/空.txt"]
    assert found["data/a.csv"] == b"plot,soc\nA,1.42\n"
    assert len(found["data/b.bin"]) == 3_000_000


def test_a_zip_of_the_standard_library_is_read(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/a.csv", b"x" * 3_000_000)
        archive.writestr("data/表.csv", b"y")

    assert read(packed.getvalue(), tmp_path)["data/a.csv"] == b"x" * 3_000_000


OVERLAP = [Member(b"data/a"), Member(b"data/b", offset=0, local_name=b"data/b")]
TWIN_NFC, TWIN_NFD = "data/é".encode(), "data/e\u0301".encode()
LONG_EXTRA = struct.pack("<HH", 0x0001, 8) + bytes(8)
NAME_EXTRA = struct.pack("<HH", 0x7075, 5) + bytes(5)
AES_EXTRA = struct.pack("<HH", 0x9901, 7) + bytes(7)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (crafted(Member(b"../x")), "ZIP_PATH"),
        (crafted(Member(b"/abs")), "ZIP_PATH"),
        (crafted(Member(b"C:\\x")), "ZIP_PATH"),
        (crafted(Member(b"C:x")), "ZIP_PATH"),
        (crafted(Member(b"a\\..\\b")), "ZIP_PATH"),
        (crafted(Member(b"data//x")), "ZIP_PATH"),
        (crafted(Member(b"data/./x")), "ZIP_PATH"),
        (crafted(Member(b"")), "ZIP_PATH"),
        (crafted(Member(attributes=(stat.S_IFLNK | 0o777) << 16)), "ZIP_LINK"),
        (crafted(Member(attributes=(stat.S_IFIFO | 0o644) << 16)), "ZIP_LINK"),
        (crafted(Member(b"data/f/", b"", attributes=0x10)), "ZIP_FOLDERS"),
        (crafted(Member(b"data/f", b"", attributes=0x10)), "ZIP_LINK"),
        (crafted(Member(b"data/f/", b"x", attributes=0x10)), "ZIP_LINK"),
        (crafted(Member(b"../", b"", attributes=0x10)), "ZIP_PATH"),
        (crafted(Member(b"data//", b"", attributes=0x10)), "ZIP_PATH"),
        (crafted(Member(attributes=(stat.S_IFREG | 0o4755) << 16)), "ZIP_MODE"),
        (crafted(Member(attributes=(stat.S_IFREG | 0o2644) << 16)), "ZIP_MODE"),
        (crafted(Member(attributes=(stat.S_IFREG | 0o1644) << 16)), "ZIP_MODE"),
        (crafted(*OVERLAP), "ZIP_OVERLAP"),
        (crafted(Member(data=bytes(12_000_000))), "ZIP_RATIO"),
        (crafted(Member(data=bytes(50_000_000), declared=100)), "ZIP_SIZE_LIES"),
        (crafted(Member(declared=100)), "ZIP_SIZE_LIES"),
        (crafted(Member(b"data/A.csv"), Member(b"data/a.csv")), "ZIP_NAME_DUP"),
        (crafted(Member(), Member()), "ZIP_NAME_DUP"),
        (crafted(Member(b"data/a"), Member(b"data/A/b")), "ZIP_NAME_DUP"),
        (crafted(Member(TWIN_NFC), Member(TWIN_NFD)), "ZIP_NAME_DUP"),
        (crafted(Member(TWIN_NFD)), "ZIP_NAME"),
        (crafted(Member(b"data/a\0.csv")), "ZIP_NAME"),
        (crafted(Member(b"data/a\x1b[2J.csv")), "ZIP_NAME"),
        (crafted(Member("data/a\u202evsc.exe".encode())), "ZIP_NAME"),
        (crafted(Member(b"data/\xff.csv")), "ZIP_NAME"),
        (crafted(Member("data/é".encode("cp437"), flags=0)), "ZIP_NAME_MARK"),
        (crafted(Member(b"data/a ")), "ZIP_NAME"),
        (crafted(Member(b"data./a")), "ZIP_NAME"),
        (crafted(Member(b"data/NUL.csv")), "ZIP_NAME"),
        (crafted(Member(b"data/com1")), "ZIP_NAME"),
        (crafted(Member(local_name=b"data/b.csv")), "ZIP_NAMES"),
        (crafted(Member(extra=NAME_EXTRA)), "ZIP_NAMES"),
        (crafted(Member(b"report/a.zip")), "ZIP_NESTED"),
        (crafted(Member(b"method/code.TAR.GZ")), "ZIP_NESTED"),
        (crafted(Member(flags=0x0801)), "ZIP_ENCRYPTED"),
        (crafted(Member(flags=0x2800)), "ZIP_ENCRYPTED"),
        (crafted(Member(extra=AES_EXTRA)), "ZIP_ENCRYPTED"),
        (crafted(Member(method=14)), "ZIP_METHOD"),
        (crafted(Member(method=99)), "ZIP_METHOD"),
        (crafted(Member(flags=0x0808)), "ZIP_STRUCTURE"),
        (crafted(Member(extra=LONG_EXTRA)), "ZIP_STRUCTURE"),
        (crafted(Member(extra=b"xyz")), "ZIP_STRUCTURE"),
        (crafted(Member(method=0, declared=3)), "ZIP_STRUCTURE"),
        (crafted(Member(local={"size": 3})), "ZIP_STRUCTURE"),
        (crafted(Member(local={"method": 0})), "ZIP_STRUCTURE"),
        (crafted(Member(local={"crc": 0})), "ZIP_STRUCTURE"),
        (crafted(Member(comment=b"PK\5\6" + bytes(18))), "ZIP_STRUCTURE"),
        (crafted(Member(b"data/PK\5\6")), "ZIP_STRUCTURE"),
        (crafted(Member()) + crafted(Member(b"data/b")), "ZIP_STRUCTURE"),
        (crafted(Member()) + crafted(Member())[-22:], "ZIP_STRUCTURE"),
        (crafted(Member(), before=b"#!/bin/sh\n"), "ZIP_STRUCTURE"),
        (crafted(Member(offset=4), before=b"junk"), "ZIP_STRUCTURE"),
        (crafted(Member(), between=b"hidden"), "ZIP_STRUCTURE"),
        (crafted(Member(), after=b"\0"), "ZIP_STRUCTURE"),
        (crafted(Member(), end=b"a comment"), "ZIP_STRUCTURE"),
        (crafted(Member(), end=b"edaphon.zip/1 " + b"x" * 64), "ZIP_STRUCTURE"),
        (crafted(Member(), count=2), "ZIP_STRUCTURE"),
        (crafted(Member(), Member(b"data/b"), count=1), "ZIP_STRUCTURE"),
        (crafted(Member(), end=b"edaphon.zip/1 " + b"0" * 64), "ZIP_SEAL"),
        (crafted(Member(crc=7)), "ZIP_DAMAGED"),
        (crafted(Member(packed=b"\xff\xff")), "ZIP_DAMAGED"),
        (crafted(Member(packed=Member().body[:-1])), "ZIP_DAMAGED"),
        (crafted(Member(packed=Member().body + b"spare")), "ZIP_DAMAGED"),
        (b"", "ZIP_NOT_ZIP"),
        (b"%PDF-1.7 and so on, long enough for an end record", "ZIP_NOT_ZIP"),
    ],
)
def test_a_hostile_zip_is_refused_by_its_code(tmp_path, data, code):
    assert code in codes(lambda: read(data, tmp_path))


def test_fifty_entries_that_share_one_stream_are_refused_before_inflating(tmp_path):
    body = Member(b"data/0", bytes(1_000_000))
    shared = [replace(body, name=b"data/%d" % n, offset=0) for n in range(1, 50)]

    assert codes(lambda: read(crafted(body, *shared), tmp_path)) == {"ZIP_OVERLAP"}


def test_a_bundle_that_a_plain_program_packed_again_is_told_once_a_cause(tmp_path):
    names = [f"data/{folder}/检测{at}.csv" for folder in "ab" for at in range(9)]
    folders = [
        Member(b"data/%s/" % name, b"", attributes=0x10) for name in (b"a", b"b")
    ]
    data = crafted(*folders, *(Member(name.encode(), flags=0) for name in names))

    folder, mark = refused(lambda: read(data, tmp_path))

    assert folder.text("en").startswith(
        "[ZIP_FOLDERS] 2 entries are folders, the first"
    )
    assert mark.code == "ZIP_NAME_MARK"
    assert "18 names beyond ASCII" in mark.found("en")
    assert "首个为 data/a/检测0.csv" in mark.found("zh")
    assert "give the folder" in mark.remedy("en")


def test_a_byte_that_is_no_text_is_shown_as_the_byte(tmp_path):
    unmarked = crafted(Member("data/é".encode("cp437"), flags=0))
    marked = crafted(Member(b"data/\xff.csv"))

    (one,) = refused(lambda: read(unmarked, tmp_path))
    (other,) = refused(lambda: read(marked, tmp_path))

    assert "data/%82" in one.found("en")
    assert r"data/\xff.csv" in other.found("en")


def test_all_members_that_break_a_rule_are_told_in_one_pass(tmp_path):
    data = crafted(Member(b"../x"), Member(b"data/b ", flags=0x0801), Member())

    found = [
        (each.code, each.where.file) for each in refused(lambda: read(data, tmp_path))
    ]

    assert found == [
        ("ZIP_PATH", "../x"),
        ("ZIP_NAME", "data/b "),
        ("ZIP_ENCRYPTED", "data/b "),
    ]


def test_every_cut_of_a_zip_is_refused(tmp_path):
    data = crafted(Member(), Member(b"data/b", b"more"))

    for length in range(len(data)):
        assert codes(lambda cut=length: read(data[:cut], tmp_path))


def test_archives_among_raw_evidence_are_kept_and_never_opened(tmp_path):
    inner = crafted(Member(b"../../evil"))
    data = crafted(Member(b"data/lab.zip", inner), Member(b"data/lab.xlsx", inner))

    assert read(data, tmp_path)["data/lab.zip"] == inner


THREE = [Member(b"data/%d" % n, bytes(10), method=0) for n in range(3)]


@pytest.mark.parametrize(
    ("members", "limits", "tighter", "code"),
    [
        (THREE, {"members": 3}, {"members": 2}, "ZIP_COUNT"),
        (THREE, {"total_bytes": 30}, {"total_bytes": 29}, "ZIP_TOTAL_SIZE"),
        (THREE, {"member_bytes": 10}, {"member_bytes": 9}, "ZIP_MEMBER_SIZE"),
        (THREE, {"path_bytes": 6}, {"path_bytes": 5}, "ZIP_PATH"),
        (THREE, {"path_depth": 2}, {"path_depth": 1}, "ZIP_PATH"),
        (
            THREE,
            {"archive_bytes": len(crafted(*THREE))},
            {"archive_bytes": len(crafted(*THREE)) - 1},
            "ZIP_SIZE",
        ),
        (
            [Member(data=bytes(2000))],
            {"ratio": 2, "ratio_from": 2000},
            {"ratio": 2, "ratio_from": 1999},
            "ZIP_RATIO",
        ),
    ],
)
def test_each_limit_is_read_at_the_limit_and_refused_one_past_it(
    tmp_path, members, limits, tighter, code
):
    assert read(crafted(*members), tmp_path, BundleLimits(**limits))
    assert codes(
        lambda: read(crafted(*members), tmp_path, BundleLimits(**tighter))
    ) == {code}


def test_the_ratio_is_counted_at_its_limit_too(tmp_path):
    packed = len(Member(data=bytes(2000)).body)
    just = [Member(data=bytes(2000), packed=Member(data=bytes(2000)).body)]
    fits = BundleLimits(ratio=-(-2000 // packed), ratio_from=0)
    tight = BundleLimits(ratio=2000 // packed - 1, ratio_from=0)

    assert read(crafted(*just), tmp_path, fits)
    assert codes(lambda: read(crafted(*just), tmp_path, tight)) == {"ZIP_RATIO"}


def test_the_standing_limits_are_those_of_the_specification(tmp_path):
    limits = BundleLimits()
    assert limits.archive_bytes == 2 * 1024**3
    assert limits.total_bytes == 4 * 1024**3
    assert limits.member_bytes == 512 * 1024**2
    assert (limits.ratio, limits.ratio_from) == (200, 10 * 1024**2)
    assert limits.json_bytes == 16 * 1024**2

    name = "/".join(["d"] * 11 + ["x" * 178])
    assert len(name) == 200
    assert read(crafted(Member(name.encode())), tmp_path)
    assert codes(lambda: read(crafted(Member(name.encode() + b"x")), tmp_path))
    deep = "/".join(["d"] * 13).encode()
    assert codes(lambda: read(crafted(Member(deep)), tmp_path)) == {"ZIP_PATH"}

    many = [Member(b"d/%d" % n, b"", method=0) for n in range(10_001)]
    assert len(read(crafted(*many[:-1]), tmp_path)) == 10_000
    assert codes(lambda: read(crafted(*many), tmp_path)) == {"ZIP_COUNT"}


def folder_of(tmp_path: Path, **files: bytes) -> Path:
    folder = tmp_path / "folder"
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def test_a_folder_is_read_like_a_zip(tmp_path):
    folder = folder_of(tmp_path, **{"data/b": b"2", "data/a": b"1", "README.txt": b""})

    container = open_container(folder)

    assert dict(container.sizes) == {"README.txt": 0, "data/a": 1, "data/b": 1}
    assert b"".join(container.stream("data/a")) == b"1"


def test_links_pipes_and_archives_in_a_folder_are_refused(tmp_path):
    folder = folder_of(tmp_path, **{"report/a.zip": b"", "data/a": b"1"})
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "door").symlink_to("/etc")
    (folder / "data/a").chmod(0o4755)
    os.mkfifo(folder / "pipe")

    found = [
        (each.code, each.where.file) for each in refused(lambda: open_container(folder))
    ]

    assert found == [
        ("ZIP_MODE", "data/a"),
        ("ZIP_LINK", "door"),
        ("ZIP_LINK", "link"),
        ("ZIP_LINK", "pipe"),
        ("ZIP_NESTED", "report/a.zip"),
    ]


def test_a_folder_keeps_the_rules_of_names_and_the_limits(tmp_path):
    folder = folder_of(tmp_path, **{"data/A": b"1", "data/a": b"22", "data/NUL": b""})
    deep = folder_of(tmp_path / "deep", **{"a/b/c/d": b""})

    assert codes(lambda: open_container(folder)) == {"ZIP_NAME", "ZIP_NAME_DUP"}
    tight = BundleLimits(members=2)
    assert codes(lambda: open_container(folder, tight)) == {"ZIP_COUNT"}
    assert "ZIP_MEMBER_SIZE" in codes(
        lambda: open_container(folder, BundleLimits(member_bytes=1))
    )
    assert codes(lambda: open_container(deep, BundleLimits(path_depth=3))) == {
        "ZIP_PATH"
    }
    assert open_container(deep, BundleLimits(path_depth=4)).sizes == {"a/b/c/d": 0}


def test_a_file_that_changes_after_the_listing_is_noticed(tmp_path):
    folder = folder_of(tmp_path, **{"data/a": b"1", "data/b": b"1", "data/c": b"1"})
    container = open_container(folder)
    (folder / "data/a").write_bytes(b"123")
    (folder / "data/b").unlink()
    (folder / "data/b").symlink_to("/etc/passwd")
    (folder / "data/c").unlink()
    (folder / "data/c").mkdir()

    assert codes(lambda: list(container.stream("data/a"))) == {"ZIP_SIZE_LIES"}
    assert codes(lambda: list(container.stream("data/b"))) == {"ZIP_UNREADABLE"}
    assert codes(lambda: list(container.stream("data/c"))) == {"ZIP_LINK"}


def test_a_path_that_is_no_file_is_refused(tmp_path):
    assert codes(lambda: open_container(tmp_path / "absent")) == {"ZIP_UNREADABLE"}
    os.mkfifo(tmp_path / "pipe")
    assert codes(lambda: open_container(tmp_path / "pipe")) == {"ZIP_LINK"}
