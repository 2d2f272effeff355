"""Outputs are whole or absent, whatever happens while they are written."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edaphon.kernel import files
from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.files import (
    CRASH_POINTS,
    atomic_file,
    replace_folder,
    workspace,
    write_atomically,
)

SCRIPT = """
import sys, time
from pathlib import Path
from edaphon.kernel import files

final, mark, slow = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
if "plain" in sys.argv:
    files._exchanged = lambda first, second: False
if "file" in sys.argv:
    files.write_atomically(final, mark.encode() * 100_000)
else:
    print("started", flush=True)
    with files.workspace(final) as folder:
        for name in ("a.zip", "b.html", "c/d.json"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(mark * 1000)
            time.sleep(slow)
"""


def run(final: Path, mark: str, *words: str, crash: str = "", slow: float = 0) -> int:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(final), mark, str(slow), *words],
        env=os.environ | {"EDAPHON_CRASH_AT": crash},
        stdout=subprocess.DEVNULL,
        check=False,
    ).returncode


def contents(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in found}


def whole(mark: str) -> dict[str, str]:
    return dict.fromkeys(("a.zip", "b.html", "c/d.json"), mark * 1000)


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


slow = pytest.mark.slow  # each of these starts programs and kills some

FILE_POINTS = [point for point in CRASH_POINTS if point.startswith("file.")]
FOLDER_POINTS = [
    point
    for point in CRASH_POINTS
    if point.startswith("folder.") and "aside" not in point
]


@slow
@pytest.mark.parametrize("point", FILE_POINTS)
def test_a_killed_write_leaves_the_old_file_or_the_new_one(tmp_path, point):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    assert run(path, "n", "file", crash=point) == 137
    assert path.read_bytes() in (b"old", b"n" * 100_000)

    assert run(path, "m", "file") == 0
    assert path.read_bytes() == b"m" * 100_000
    assert hidden(tmp_path) == []


@slow
@pytest.mark.parametrize("point", FOLDER_POINTS)
def test_a_killed_run_leaves_the_old_folder_or_the_new_one(tmp_path, point):
    out = tmp_path / "out"
    assert run(out, "old") == 0

    assert run(out, "new", crash=point) == 137
    assert contents(out) in (whole("old"), whole("new"))

    assert run(out, "next") == 0
    assert contents(out) == whole("next")
    assert hidden(tmp_path) == []


@slow
@pytest.mark.parametrize("point", [*FOLDER_POINTS, "folder.aside"])
def test_without_an_exchange_the_next_run_brings_the_old_folder_back(tmp_path, point):
    out = tmp_path / "out"
    assert run(out, "old", "plain") == 0

    assert run(out, "new", "plain", crash=point) == 137
    files.recover(out)
    assert contents(out) in (whole("old"), whole("new"))

    assert run(out, "next", "plain") == 0
    assert contents(out) == whole("next")
    assert hidden(tmp_path) == []


@slow
def test_kill_9_at_any_moment_leaves_whole_output_and_a_clean_next_run(tmp_path):
    out = tmp_path / "out"
    assert run(out, "0") == 0
    before = "0"
    for turn in range(1, 9):
        command = [sys.executable, "-c", SCRIPT, str(out), str(turn), "0.01"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(0.006 * turn)
            process.send_signal(signal.SIGKILL)
        assert contents(out) in (whole(before), whole(str(turn)))
        before = out.joinpath("a.zip").read_text()[:1]

    assert run(out, "9") == 0
    assert contents(out) == whole("9")
    assert hidden(tmp_path) == []


def test_a_living_run_is_not_swept_by_another(tmp_path):
    with workspace(tmp_path / "out") as first:
        (first / "a").write_text("first")
        with workspace(tmp_path / "out") as second:
            (second / "b").write_text("second")
        assert (first / "a").read_text() == "first"

    assert contents(tmp_path / "out") == {"a": "first", "b": "second"}


def test_other_output_is_carried_over_unless_the_caller_says_no(tmp_path):
    out = tmp_path / "out"
    (out / "notes").mkdir(parents=True)
    (out / "notes" / "n.txt").write_text("kept")
    (out / "a.zip").write_text("old")

    with workspace(out) as folder:
        (folder / "a.zip").write_text("new")
    assert contents(out) == {"a.zip": "new", "notes/n.txt": "kept"}

    with workspace(out, keep_others=False) as folder:
        (folder / "b.zip").write_text("only")
    assert contents(out) == {"b.zip": "only"}


def test_what_another_hand_wrote_is_carried_over_at_every_level(tmp_path):
    out = tmp_path / "out"
    (out / "a" / "deep").mkdir(parents=True)
    (out / "a" / "mine.txt").write_text("mine")
    (out / "a" / "deep" / "mine.txt").write_text("mine")
    (out / "a" / "ours.txt").write_text("old")
    (out / "a" / "gone.txt").write_text("old")

    with workspace(out, but=[Path("a/gone.txt")]) as folder:
        (folder / "a").mkdir()
        (folder / "a" / "ours.txt").write_text("new")

    kept = dict.fromkeys(("a/mine.txt", "a/deep/mine.txt"), "mine")
    assert contents(out) == {**kept, "a/ours.txt": "new"}


@pytest.mark.parametrize("name", ["file", "folder"])
def test_a_folder_and_a_file_never_take_each_others_place(tmp_path, name):
    out = tmp_path / "out"
    (out / "folder").mkdir(parents=True)
    (out / "file").write_text("mine")

    def fill(folder: Path) -> None:
        if name == "file":
            (folder / name).mkdir()
        else:
            (folder / name).write_text("new")

    with pytest.raises(EdaphonError) as caught, workspace(out) as folder:
        fill(folder)

    assert caught.value.problems[0].code == "FILE_EXISTS"
    assert caught.value.problems[0].where.file == str(out / name)
    assert (out / "file").read_text() == "mine"


@pytest.mark.parametrize("place", ["out", "out/a", "out/b.zip"])
def test_a_link_is_never_replaced_by_an_output(tmp_path, place):
    (tmp_path / "elsewhere").mkdir()
    if place != "out":
        (tmp_path / "out").mkdir()
    (tmp_path / place).symlink_to(tmp_path / "elsewhere")

    def fill(folder: Path) -> None:
        (folder / "a").mkdir()
        (folder / "b.zip").write_text("new")

    with pytest.raises(EdaphonError) as caught, workspace(tmp_path / "out") as folder:
        fill(folder)

    assert caught.value.problems[0].code == "FILE_LINK"
    assert (tmp_path / place).is_symlink()
    assert hidden(tmp_path) == []


def test_a_file_that_is_a_link_is_not_replaced(tmp_path):
    (tmp_path / "real").write_text("kept")
    (tmp_path / "a").symlink_to(tmp_path / "real")

    with pytest.raises(EdaphonError) as caught:
        write_atomically(tmp_path / "a", b"new")

    assert caught.value.problems[0].code == "FILE_LINK"
    assert (tmp_path / "real").read_text() == "kept"


def test_a_link_that_an_older_run_left_hidden_is_swept(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kept").write_text("kept")
    left = tmp_path / ".out.0123456789abcdef.edaphon-tmp"
    left.symlink_to(tmp_path / "elsewhere")

    with workspace(tmp_path / "out") as folder:
        (folder / "a").write_text("new")

    assert hidden(tmp_path) == []
    assert contents(tmp_path / "elsewhere") == {"kept": "kept"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_an_interrupted_block_changes_nothing(tmp_path, stop):
    def fill(folder: Path) -> None:
        (folder / "a").write_text("half")
        raise stop

    (tmp_path / "out").mkdir()
    with pytest.raises(stop), workspace(tmp_path / "out") as folder:
        fill(folder)
    with pytest.raises(stop), atomic_file(tmp_path / "f"):
        fill(tmp_path / "out")

    (tmp_path / "out" / "a").unlink()
    assert contents(tmp_path) == {}
    assert hidden(tmp_path) == []


def test_a_new_file_takes_the_free_place_only_when_asked_so(tmp_path):
    write_atomically(tmp_path / "a", b"1", replace=False)
    with pytest.raises(EdaphonError) as caught:
        write_atomically(tmp_path / "a", b"2", replace=False)

    assert caught.value.problems[0].code == "FILE_EXISTS"
    assert "Choose another path" in caught.value.problems[0].remedy("en")
    assert (tmp_path / "a").read_bytes() == b"1"
    assert hidden(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "code", "chinese"),
    [
        (errno.ENOSPC, "FILE_DISK_FULL", "（磁盘空间不足）"),
        (errno.EROFS, "FILE_NOT_WRITABLE", "（文件系统只读）"),
        (errno.EEXIST, "FILE_EXISTS", "（已存在）"),
        (errno.EIO, "FILE_FAILED", os.strerror(errno.EIO)),
    ],
)
def test_what_the_system_refuses_is_explained(tmp_path, number, code, chinese):
    with pytest.raises(EdaphonError) as caught, atomic_file(tmp_path / "a"):
        raise OSError(number, os.strerror(number))

    (found,) = caught.value.problems
    assert found.code == code
    assert found.where.file == str(tmp_path / "a")
    assert os.strerror(number) in found.found("en")
    assert chinese in found.found("zh")
    assert hidden(tmp_path) == []


def test_a_problem_names_the_place_of_the_output_and_no_hidden_one(tmp_path):
    def fill(folder: Path) -> None:
        write_atomically(folder / "absent" / "a.zip", b"")

    with pytest.raises(EdaphonError) as caught, workspace(tmp_path / "out") as folder:
        fill(folder)

    places = [found.where.file for found in caught.value.problems]
    assert places == [str(tmp_path / "out" / "absent" / "a.zip")]


def test_other_output_is_copied_where_the_disk_has_no_second_names(
    tmp_path, monkeypatch
):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(files.os, "link", refuse)
    (tmp_path / "out" / "b").mkdir(parents=True)
    (tmp_path / "out" / "b" / "c").write_text("kept")

    with workspace(tmp_path / "out") as folder:
        (folder / "a").write_text("new")

    assert contents(tmp_path / "out") == {"a": "new", "b/c": "kept"}


def test_a_missing_parent_and_a_file_in_the_way_are_named(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(EdaphonError) as missing:
        write_atomically(tmp_path / "no" / "a", b"")
    with pytest.raises(EdaphonError) as in_the_way, workspace(tmp_path / "out"):
        pass

    assert missing.value.problems[0].code == "FILE_NO_FOLDER"
    assert in_the_way.value.problems[0].code == "FILE_EXISTS"


def test_a_folder_is_put_in_an_empty_place_too(tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a").write_text("1")

    replace_folder(tmp_path / "new", tmp_path / "out")

    assert contents(tmp_path) == {"out/a": "1"}


def test_names_with_wildcards_sweep_only_their_own_leftovers(tmp_path):
    other = tmp_path / ".ab.0123.edaphon-tmp"
    other.write_text("someone else's")

    write_atomically(tmp_path / "a[b]*", b"x")
    write_atomically(tmp_path / "a*", b"x")

    assert other.exists()
