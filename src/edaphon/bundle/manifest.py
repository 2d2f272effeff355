"""The manifest of a bundle: which files there are, and what is in them."""

# spec/bundle §2

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edaphon.bundle.container_rules import RAW, problem, refusal
from edaphon.bundle.crate import NAME
from edaphon.bundle.limits import BundleLimits
from edaphon.bundle.member_names import name_problems
from edaphon.bundle.packing import Content
from edaphon.kernel.canonical import dumps
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.schemas.models.manifest import File
from edaphon.schemas.records import RecordLimits, read, version

VERSION = version("manifest")
"""Form of the manifest."""

MANIFEST, README, CRATE = "manifest.json", "README.txt", NAME

LOOSE = ("statements/", "log/")
"""Folders outside the manifest: what they hold names its digest, and comes later."""

FOLDERS = (RAW, "plan/", "method/", "env/", "account/", "report/", *LOOSE)
"""Every folder of a bundle."""


def is_listed(name: str) -> bool:
    """Say whether a file belongs into the manifest."""
    return name != MANIFEST and not name.startswith(LOOSE)


def is_placed(name: str) -> bool:
    """Say whether a file stands where the layout has a place for it."""
    return name.startswith(FOLDERS) or name in {MANIFEST, README, CRATE}


def manifest_of(contents: Mapping[str, Content]) -> bytes:
    """Return the canonical manifest of files.

    Examples
    --------
    >>> manifest_of({})
    b'{"files":[],"v":"edaphon.manifest/1"}'
    """
    files = [
        {"path": name, "sha256": contents[name].sha256, "size": contents[name].size}
        for name in sorted(contents, key=str.encode)
    ]
    return dumps({"v": VERSION, "files": files})


def read_manifest(text: bytes, limits: BundleLimits) -> Mapping[str, Content]:
    """Return what a stranger's manifest lists, in its own order.

    Raises
    ------
    EdaphonError
        ``BUNDLE_VERSION``, ``BUNDLE_PLACE``, ``BUNDLE_TWICE``,
        ``BUNDLE_NOT_CANONICAL``, and those of
        `edaphon.schemas.records.read`.
    """
    try:
        record = read(
            "manifest", text, file=MANIFEST, limits=RecordLimits(size=limits.json_bytes)
        )
    except EdaphonError as error:
        (first, *_) = error.problems
        if first.code != "RECORD_VERSION":
            raise
        found = first.facts["found"]
        raise refusal("BUNDLE_VERSION", MANIFEST, found=found, known=VERSION) from None
    listed = list(_entries(record.files, limits))
    entries = dict(listed)
    _refuse_twins([name for name, _ in listed])
    if manifest_of(entries) != text:
        raise refusal("BUNDLE_NOT_CANONICAL", MANIFEST)
    return entries


def _refuse_twins(names: Sequence[str]) -> None:
    """Refuse, by name, every path that is listed more than once."""
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        where = Where(file=MANIFEST)
        raise EdaphonError(
            [
                Problem(code="BUNDLE_TWICE", where=where, facts={"name": name})
                for name in twice
            ]
        )


def _entries(
    files: Iterable[File], limits: BundleLimits
) -> Iterator[tuple[str, Content]]:
    for index, entry in enumerate(files):
        where = Where(file=MANIFEST, path=f"files/{index}")
        name = entry.path
        if not is_listed(name) or name_problems(name, limits):
            facts = {"found": name, "name": name}
            raise EdaphonError(Problem(code="BUNDLE_PLACE", where=where, facts=facts))
        yield name, Content(entry.sha256, entry.size)


_LITTER = re.compile(
    r"(.*/)?(\.DS_Store|\._[^/]*|Thumbs\.db|ehthumbs\.db|desktop\.ini)|__MACOSX/.*",
    re.IGNORECASE | re.DOTALL,
)


def is_litter(name: str) -> bool:
    """Tell a name that file managers give to what they leave in folders.

    The name says nothing of the content: such a file is refused as any other is.
    """
    return _LITTER.fullmatch(name) is not None


def set_problems(
    manifest: Mapping[str, Content], sizes: Mapping[str, int]
) -> list[Problem]:
    """Return which files are missing, extra, or in no place of the layout."""
    missing = [
        problem("BUNDLE_MISSING", name) for name in manifest if name not in sizes
    ]
    extra = [
        problem("BUNDLE_LITTER" if is_litter(name) else "BUNDLE_EXTRA", name)
        for name in sizes
        if is_listed(name) and name not in manifest
    ]
    strange = [
        problem("BUNDLE_PLACE", name)
        for name in sizes
        if not is_placed(name) and name in manifest
    ]
    if CRATE not in manifest:
        missing.append(problem("BUNDLE_MISSING", CRATE))
    return missing + extra + strange
