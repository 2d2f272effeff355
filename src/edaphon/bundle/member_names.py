"""Names of files inside a bundle that every system can keep, and only such.

A raw file keeps its name when these rules allow it; otherwise it is stored under a
short name made from the old one, and the crate keeps the old name as a label.
"""

# spec/bundle §4

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from edaphon.bundle.limits import LIMITS, BundleLimits
from edaphon.kernel.errors import Problem, Where

_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_REFUSED_BY_WINDOWS = frozenset('<>"|?*')
_PLAIN_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}", re.ASCII)


def name_problems(name: str, limits: BundleLimits = LIMITS) -> list[Problem]:
    """Return what is wrong with one path inside a bundle, ``ZIP_PATH`` or ``ZIP_NAME``.

    Examples
    --------
    >>> [problem.code for problem in name_problems("data/../etc/passwd")]
    ['ZIP_PATH']
    >>> name_problems("data/lab/检测结果 2026.xlsx")
    []
    """
    where = Where(file=name)
    facts = {"name": name, "bytes": limits.path_bytes, "depth": limits.path_depth}
    codes = []
    if _leaves(name) or _is_too_long(name, limits):
        codes.append("ZIP_PATH")
    if _is_strange(name):
        codes.append("ZIP_NAME")
    return [Problem(code=code, where=where, facts=facts) for code in codes]


def is_file_name(name: str) -> bool:
    """Say whether every system keeps a file of this name, and sees a file in it.

    Beyond the rules of members: no sign that Windows refuses, and no name that is
    hidden or that a command takes for an option.

    Examples
    --------
    >>> [is_file_name(name) for name in ("huang-huai", "CON", "a:b", "--help")]
    [True, False, False, False]
    """
    return (
        "/" not in name
        and not name_problems(name)
        and not _REFUSED_BY_WINDOWS & {*name}
        and not name.startswith(("-", "."))
    )


def twin_problems(names: Iterable[str]) -> list[Problem]:
    """Return ``ZIP_NAME_DUP`` for every name that some system takes for another.

    Of two twins the first in byte order keeps its name. A file and a folder of one
    name are twins too.
    """
    ordered = sorted(names, key=_bytes)
    owners: dict[str, str] = {}
    for name in ordered:
        owners.setdefault(_folded(name), name)
    problems = []
    for name in ordered:
        keys = (_folded(name), *_folded_parents(name))
        other = next(
            (owners[key] for key in keys if owners.get(key, name) != name), name
        )
        if other != name:
            where, facts = Where(file=name), {"name": name, "other": other}
            problems.append(Problem(code="ZIP_NAME_DUP", where=where, facts=facts))
    return problems


def stored_names(
    names: Iterable[str], limits: BundleLimits = LIMITS, *, under: str = "data/"
) -> Mapping[str, str]:
    """Return the name in the bundle for each wanted name, in the order given.

    Names outside ``under`` come back unchanged: they are ours and must be right.

    Parameters
    ----------
    names
        Wanted paths in the bundle, ``data/`` and the path in the project folder.
    limits
        BundleLimits of length and depth.
    under
        Folder in which files may be renamed.

    Returns
    -------
    Mapping[str, str]
        Wanted name to stored name; the stored name of a file that cannot keep its
        own is ``data/<16 hex>.<ext>``, the digits being the first of the SHA-256 of
        the wanted name in UTF-8.

    Examples
    --------
    >>> stored_names(["data/aux.csv"])
    {'data/aux.csv': 'data/b8ad86a0b664ae8c.csv'}
    """
    wanted = list(names)
    twins = {problem.where.file for problem in twin_problems(wanted)}
    return {
        name: _short_name(name, under)
        if name.startswith(under) and (name in twins or name_problems(name, limits))
        else name
        for name in wanted
    }


def _short_name(name: str, under: str) -> str:
    digits = hashlib.sha256(_bytes(name)).hexdigest()[:16]
    suffix = PurePosixPath(name).suffix.lower()
    return f"{under}{digits}{suffix if _PLAIN_SUFFIX.fullmatch(suffix) else '.bin'}"


def _leaves(name: str) -> bool:
    """Say whether a path may point outside its folder on some system."""
    parts = name.split("/")
    return "\\" in name or ":" in name or any(part in {"", ".", ".."} for part in parts)


def _is_too_long(name: str, limits: BundleLimits) -> bool:
    return len(_bytes(name)) > limits.path_bytes or name.count("/") >= limits.path_depth


def _is_strange(name: str) -> bool:
    return (
        _has_unseen(name)
        or not unicodedata.is_normalized("NFC", name)
        or any(
            part not in {".", ".."} and (part[-1:] == "." or part[-1:].isspace())
            for part in name.split("/")
        )
        or any(_DEVICE.fullmatch(part) for part in name.split("/"))
    )


def _has_unseen(name: str) -> bool:
    if name.isascii() and name.isprintable():
        return False
    return any(unicodedata.category(char) in _UNSEEN for char in name)


def _bytes(name: str) -> bytes:
    """Return UTF-8; a byte of the file system that is no text counts as its own."""
    return name.encode("utf-8", "surrogatepass")


def _folded(name: str) -> str:
    normal = unicodedata.normalize("NFC", name)
    return unicodedata.normalize("NFC", normal.casefold())


def _folded_parents(name: str) -> list[str]:
    folded = _folded(name)
    return [
        folded[:place] for place, char in enumerate(folded) if char == "/" and place
    ]
