"""Writing so that a kill at any moment leaves the old output or the new, never half.

Everything is written under a hidden name beside its place, forced to the disk, put
in place by one rename, and the folder is forced to the disk as well. A hidden name
that a killed run left behind is swept by the next run: each living run holds a lock
on its own, and the operating system lets go of the lock when the run dies.
"""

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from edaphon.kernel.errors import EdaphonError, Problem, Where

CRASH_POINTS = (
    "file.opened",
    "file.written",
    "file.synced",
    "file.renamed",
    "folder.opened",
    "folder.staged",
    "folder.synced",
    "folder.aside",
    "folder.swapped",
    "folder.cleared",
)
"""Moments at which ``EDAPHON_CRASH_AT`` kills the process, for tests."""

_MARK = ".edaphon-tmp"
_ASIDE = ".edaphon-old"
_HIDDEN = re.compile(r"\.([^/]+)\.[0-9a-f]{16}\.edaphon-tmp")
_CRASHED = 137
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD

_IN_CHINESE = {
    errno.ENOSPC: "磁盘空间不足", errno.EDQUOT: "超出磁盘配额", errno.EFBIG: "文件过大",
    errno.EACCES: "没有权限", errno.EPERM: "不允许该操作", errno.EROFS: "文件系统只读",
    errno.ENOENT: "文件或文件夹不存在", errno.ENOTDIR: "不是文件夹",
    errno.EEXIST: "已存在", errno.EISDIR: "是文件夹", errno.ENAMETOOLONG: "名称过长",
}  # fmt: skip
"""What the system says of a failed call, in Chinese."""

_CODES = {
    errno.ENOSPC: "FILE_DISK_FULL",
    errno.EDQUOT: "FILE_DISK_FULL",
    errno.EFBIG: "FILE_DISK_FULL",
    errno.EACCES: "FILE_NOT_WRITABLE",
    errno.EPERM: "FILE_NOT_WRITABLE",
    errno.EROFS: "FILE_NOT_WRITABLE",
    errno.ENOENT: "FILE_NO_FOLDER",
    errno.ENOTDIR: "FILE_NO_FOLDER",
    errno.EEXIST: "FILE_EXISTS",
    errno.EISDIR: "FILE_EXISTS",
}


def crash_point(name: str) -> None:
    """Kill the process here if ``EDAPHON_CRASH_AT`` names this point, as tests do."""
    if os.environ.get("EDAPHON_CRASH_AT") == name:
        os._exit(_CRASHED)


def write_atomically(
    path: Path, data: bytes, *, replace: bool = True, mode: int = 0o666
) -> None:
    """Put bytes at a path, whole or not at all.

    Parameters
    ----------
    path, data
        Place and content.
    replace
        Put the new file in the place of an old one.
    mode
        Permission bits, less the user's mask.

    Raises
    ------
    EdaphonError
        ``FILE_EXISTS`` when something is there and ``replace`` is false,
        ``FILE_LINK`` when the place is a link, ``FILE_DISK_FULL``,
        ``FILE_NOT_WRITABLE``, ``FILE_NO_FOLDER`` or ``FILE_FAILED``; the path then
        holds what it held before.
    """
    with atomic_file(path, replace=replace, mode=mode) as file:
        file.write(data)


@contextmanager
def atomic_file(
    path: Path, *, replace: bool = True, mode: int = 0o666
) -> Iterator[BinaryIO]:
    """Give a file to write that appears at its path only when the block ends well.

    Raises
    ------
    EdaphonError
        As `write_atomically`; operating-system errors of the block count too.
    """
    with explained(path):
        _refuse_link(path)
        _sweep(path)
        hidden, descriptor = _locked_file(path, mode)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                crash_point("file.opened")
                yield file
                file.flush()
                crash_point("file.written")
                os.fsync(file.fileno())
                crash_point("file.synced")
                _place_file(hidden, path, replace=replace)
            _sync_folder(path.parent)
            crash_point("file.renamed")
        finally:
            hidden.unlink(missing_ok=True)


@contextmanager
def workspace(
    final: Path, *, keep_others: bool = True, but: Collection[Path] = ()
) -> Iterator[Path]:
    """Give an empty folder that becomes ``final`` only when the block ends well.

    Parameters
    ----------
    final
        Folder of the output; its parent must exist. A reader sees the old folder
        or the new one; where the system can exchange two folders in one step
        (Linux), there is no moment without one.
    keep_others
        Carry over what the old folder holds under names that the new one lacks, at
        every level, so that nothing is lost that this run did not write.
    but
        Places inside the folder that are not carried over.

    Raises
    ------
    EdaphonError
        As `write_atomically`; ``FILE_EXISTS`` when ``final`` is a file, or where a
        folder stands in the place of a file or a file in that of a folder;
        ``FILE_LINK`` when ``final``, or what would be replaced in it, is a link.
    """
    with explained(final):
        _refuse_link(final)
        _refuse_file(final)
        _sweep(final)
        hidden, descriptor = _locked_folder(final)
        try:
            crash_point("folder.opened")
            yield hidden
            if keep_others and final.is_dir():
                _carry_over(final, hidden, {final / place for place in but})
            crash_point("folder.staged")
            replace_folder(hidden, final)
        finally:
            os.close(descriptor)
            shutil.rmtree(hidden, ignore_errors=True)


def refuse_what_is_in_the_way(final: Path, files: Collection[Path]) -> None:
    """Refuse a place of output before the work that would end there.

    Parameters
    ----------
    final
        Folder of the output, as `workspace` takes it; it need not exist.
    files
        Files that the work will put into it.

    Raises
    ------
    EdaphonError
        ``FILE_EXISTS``, ``FILE_LINK``, as `workspace` would raise them in the end.
    """
    with explained(final):
        _refuse_link(final)
        _refuse_file(final)
        for file in files:
            _refuse_link(file)
            if file.is_dir():
                message = "it is no earlier output"
                raise FileExistsError(errno.EEXIST, message, str(file))


def refuse_where_nothing_can_be_written(folder: Path) -> None:
    """Refuse a folder that takes no file (``FILE_NOT_WRITABLE``) before the work."""
    with explained(folder):
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "it takes no file", str(folder))


def replace_folder(temporary: Path, final: Path) -> None:
    """Force a folder to the disk and put it in the place of another.

    Both lie in the same parent. What ``final`` held is gone afterwards.
    """
    _sync_tree(temporary)
    crash_point("folder.synced")
    if not final.exists():
        temporary.rename(final)
    elif not _exchanged(temporary, final):
        aside = final.with_name(f".{final.name}.{secrets.token_hex(4)}{_ASIDE}")
        final.rename(aside)
        crash_point("folder.aside")
        temporary.rename(final)
        temporary = aside
    _sync_folder(final.parent)
    crash_point("folder.swapped")
    shutil.rmtree(temporary, ignore_errors=True)
    crash_point("folder.cleared")


def recover(final: Path) -> None:
    """Bring back an output folder that a killed run had only put aside."""
    asides = sorted(final.parent.glob(f".{_escaped(final.name)}.*{_ASIDE}"))
    if asides and not final.exists():
        asides.pop(0).rename(final)
    for aside in asides:
        _remove(aside)


def _sweep(final: Path) -> None:
    """Remove what killed runs left beside an output."""
    recover(final)
    for left in sorted(final.parent.glob(f".{_escaped(final.name)}.*{_MARK}")):
        with suppress(OSError):
            if left.is_symlink():  # no run of ours hides behind a link
                left.unlink()
                continue
            descriptor = os.open(left, os.O_RDONLY)
            try:
                if _locks(descriptor):
                    _remove(left)
            finally:
                os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _locked_file(final: Path, mode: int) -> tuple[Path, int]:
    while True:
        hidden = _hidden(final)
        descriptor = os.open(hidden, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        if _holds(hidden, descriptor):
            return hidden, descriptor
        os.close(descriptor)


def _locked_folder(final: Path) -> tuple[Path, int]:
    while True:
        hidden = _hidden(final)
        hidden.mkdir()
        descriptor = os.open(hidden, os.O_RDONLY)
        if _holds(hidden, descriptor):
            return hidden, descriptor
        os.close(descriptor)


def _holds(hidden: Path, descriptor: int) -> bool:
    """Lock a fresh hidden name and say whether no sweeper was faster."""
    _locks(descriptor)
    try:
        return os.path.samestat(hidden.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _locks(descriptor: int) -> bool:
    """Lock an open file or folder; false when a living run holds it."""
    try:
        import fcntl  # noqa: PLC0415 - absent on Windows, where nothing is swept
    except ImportError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _hidden(final: Path) -> Path:
    return final.with_name(f".{final.name}.{secrets.token_hex(8)}{_MARK}")


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _place_file(hidden: Path, path: Path, *, replace: bool) -> None:
    if replace:
        hidden.replace(path)
    else:
        path.hardlink_to(hidden)


def _refuse_file(final: Path) -> None:
    if final.exists() and not final.is_dir():
        raise FileExistsError(errno.EEXIST, "a file is in the way", str(final))


def _refuse_link(place: Path) -> None:
    """Refuse a link where an output belongs: the rename would replace the link."""
    if place.is_symlink():
        raise EdaphonError(Problem(code="FILE_LINK", where=Where(file=str(place))))


def _carry_over(old: Path, new: Path, but: Collection[Path]) -> None:
    """Give the new folder what the old one holds and it lacks, level by level."""
    for item in sorted(old.iterdir()):
        target = new / item.name
        if item in but or item.name.endswith((_MARK, _ASIDE)):
            continue
        is_folder = item.is_dir() and not item.is_symlink()
        if target.exists():
            _refuse_link(item)
            if is_folder != target.is_dir():
                message = "it is no earlier output"
                raise FileExistsError(errno.EEXIST, message, str(item))
            if is_folder:
                _carry_over(item, target, but)
        elif is_folder:
            target.mkdir()
            shutil.copystat(item, target)
            _carry_over(item, target, but)
        else:
            _link_or_copy(item, target)


def _link_or_copy(old: str | Path, new: str | Path) -> None:
    """Give a file a second name where the disk can, else copy it."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def _exchanged(first: Path, second: Path) -> bool:
    """Exchange two names in one step where the system can, and say whether it did."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(first), os.fsencode(second)
    return bool(rename(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)


def _sync_tree(folder: Path) -> None:
    for inside, _, files in os.walk(folder, topdown=False):
        for name in files:
            path = Path(inside, name)
            if not path.is_symlink():
                _sync_folder(path)
        _sync_folder(Path(inside))


def _sync_folder(path: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder; its rename is journalled
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: OSError) -> Mapping[str, str]:
    """Return what the system says, in Chinese too where it is known."""
    said = error.strerror or type(error).__name__
    return {"en": said, "zh": _IN_CHINESE.get(error.errno or 0, said)}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an operating-system error into a problem that says what to do."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "FILE_FAILED")
        facts = {"reason": _reason(error)}
        place = _HIDDEN.sub(r"\1", str(error.filename or path))
        problem = Problem(code=code, where=Where(file=place), facts=facts)
        raise EdaphonError(problem) from error
