"""The bundle: evidence, method, account and reports in one file that explains itself.

Its identity is the digest of ``manifest.json``, which lists every file with its own
digest, and never of the zip around it.
"""

# spec/bundle

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Self

from edaphon.bundle import crate, crate_reading
from edaphon.bundle.archive import Container, open_container
from edaphon.bundle.container_rules import (
    RAW,
    is_packed,
    problem,
    refusal,
    size_problems,
    total_problems,
)
from edaphon.bundle.crate import CrateDescription
from edaphon.bundle.limits import LIMITS, BundleLimits
from edaphon.bundle.manifest import (
    FOLDERS,
    MANIFEST,
    README,
    is_listed,
    manifest_of,
    read_manifest,
    set_problems,
)
from edaphon.bundle.member_names import name_problems, stored_names, twin_problems
from edaphon.bundle.packing import Content, Counted, Source, content, pack
from edaphon.kernel.errors import MOST_PROBLEMS, EdaphonError, Problem
from edaphon.kernel.files import atomic_file, explained
from edaphon.kernel.identity import BundleId, bundle_id

LEAD = b"PK"
"""First bytes of every zip."""

_END_MARK, _TAIL = b"PK\x05\x06", 256
"""What the end record of a zip begins with, and how far from the end ours lies at
most [bytes]: a file that has one is a zip, whatever stands in front of it."""


def write(
    path: Path,
    members: Mapping[str, Source],
    description: CrateDescription,
    *,
    limits: BundleLimits = LIMITS,
) -> BundleId:
    """Write a bundle, whole or not at all.

    Parameters
    ----------
    path
        The zip file; an old one is replaced.
    members
        Bytes, or the file to stream, by path in the bundle. Raw evidence under
        ``data/`` whose name other systems could not keep is stored under another
        (`stored_names`); README, crate and manifest are added here.
    description
        What the crate says.
    limits
        What a reader will accept.

    Returns
    -------
    BundleId
        Digest of the manifest; the same for the same members and description.

    Raises
    ------
    EdaphonError
        ``BUNDLE_PLACE``, ``BUNDLE_CHANGED``, the codes for names and sizes, and those
        of `atomic_file`.
    """
    stored = stored_names(members, limits)
    sources = {stored[name]: source for name, source in members.items()}
    sources[README] = readme()
    _refuse(_place_problems(members, sources, limits))
    with atomic_file(path) as file:
        contents = {name: content(source) for name, source in sources.items()}
        listed = {name: what for name, what in contents.items() if is_listed(name)}
        text = crate.metadata(description, listed, stored)
        _refuse(crate_reading.check(text, frozenset(listed), limits))
        sources[crate.NAME] = text
        contents[crate.NAME] = listed[crate.NAME] = content(text)
        sources[MANIFEST] = manifest = manifest_of(listed)
        contents[MANIFEST] = content(sources[MANIFEST])
        _refuse(_size_problems(contents, limits))
        written = pack(file, sources, limits)
        _refuse(_change_problems(contents, written))
        if (length := file.tell()) > limits.archive_bytes:
            raise refusal("ZIP_SIZE", found=length, limit=limits.archive_bytes)
    return bundle_id(manifest)


def readme() -> bytes:
    """Return the text that tells a stranger how to check a bundle, en and zh."""
    return resources.files("edaphon.bundle").joinpath("bundle_readme.txt").read_bytes()


def crate_of(
    bundle: "Bundle", description: CrateDescription, stored: Mapping[str, str]
) -> bytes:
    """Return the crate that the writer of a bundle puts into it.

    Parameters
    ----------
    bundle
        A bundle, for digest and size of every file.
    description
        What it says of itself.
    stored
        Wanted name to stored name, as `stored_names` gives it.
    """
    kept = {name: what for name, what in bundle.manifest.items() if name != crate.NAME}
    return crate.metadata(description, kept, stored)


@dataclass(frozen=True)
class Bundle:
    """A bundle whose every file has been compared with its manifest.

    Use it as a context manager, or `close` it.
    """

    id: BundleId
    """Digest of the manifest."""
    manifest: Mapping[str, Content]
    """Digest and size of every listed file, names in byte order."""
    originals: Mapping[str, str]
    """Old name under ``data/`` of every file that was renamed, by stored name."""
    _container: Container

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Every file, also the manifest, statements and log, in byte order."""
        return tuple(self._container.sizes)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file, compared with the manifest once more.

        Raises
        ------
        EdaphonError
            ``BUNDLE_MISSING``, and ``BUNDLE_HASH`` when the file changed meanwhile.
        """
        return b"".join(self.stream(name))

    def stream(self, name: str) -> Iterator[bytes]:
        """Give the bytes of a file in pieces; the last is followed by the comparison.

        Raises
        ------
        EdaphonError
            As `read`.
        """
        if name not in self._container.sizes:
            raise refusal("BUNDLE_MISSING", name)
        expected = self.manifest.get(name)
        found = Counted(self._container.stream(name))
        yield from found
        if expected is not None and found.content() != expected:
            raise EdaphonError(_hash_problem(name, expected, found.content()))

    def extract(self, folder: Path, under: str = RAW) -> None:
        """Write the files below ``under`` into an existing folder, old names restored.

        An old name is restored only where it stays inside the folder and is free;
        otherwise the stored name serves.

        Raises
        ------
        EdaphonError
            As `read`, and the codes of `explained`.
        """
        taken: set[str] = set()
        for name in self.names:
            if not name.startswith(under):
                continue
            inside = name.removeprefix(under)
            wanted = self.originals.get(name, inside) if under == RAW else inside
            place = wanted if _is_restorable(wanted, taken) else inside
            taken.add(place)
            target = folder / place
            with explained(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as file:
                    file.writelines(self.stream(name))

    def require(self, named: Mapping[str, str]) -> None:
        """Refuse when a record names evidence that the bundle does not hold.

        Parameters
        ----------
        named
            Digest by the place that names it, such as ``account/account.json``.

        Raises
        ------
        EdaphonError
            ``BUNDLE_LINK`` for each.
        """
        held = {f"sha256:{what.sha256}" for what in self.manifest.values()}
        held.add(self.id)
        _refuse(
            [
                problem("BUNDLE_LINK", place, found=wanted)
                for place, wanted in named.items()
                if wanted not in held
            ]
        )

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()


def open_bundle(path: Path, *, limits: BundleLimits = LIMITS) -> Bundle:
    """Open a stranger's bundle, a zip or a plain folder, after checking all of it.

    The checks, in this order: names, headers and sizes of the container; the manifest
    is canonical; nothing is missing and nothing extra but statements and log; every
    file has its digest; the crate keeps its rules; the zip's seal holds.

    Parameters
    ----------
    path
        Zip file or folder.
    limits
        What it may ask of this machine.

    Raises
    ------
    EdaphonError
        Codes that begin with ``ZIP_``, ``BUNDLE_``, ``CRATE_``, ``JSON_`` or
        ``FIELD_``; all problems of one stage at once.
    """
    if not _may_be_one(path):
        raise refusal("BUNDLE_NOT_ONE", path.name or str(path))
    container = open_container(path, limits)
    if not {MANIFEST, crate.NAME} & {*container.sizes}:
        container.close()
        raise refusal("BUNDLE_NOT_ONE", path.name)
    try:
        return _verified(container, limits)
    except BaseException:
        container.close()
        raise


def _may_be_one(path: Path) -> bool:
    """Tell what may be a bundle, however damaged, from a folder or file of no kind."""
    if path.is_dir():
        return any((path / name).exists() for name in (MANIFEST, crate.NAME))
    if not path.is_file():
        return True  # whoever opens it says why it cannot be read
    try:
        with path.open("rb") as file:
            if file.read(len(LEAD)) == LEAD:
                return True
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            return _END_MARK in file.read(_TAIL)
    except OSError:
        return True


def _verified(container: Container, limits: BundleLimits) -> Bundle:
    text = _small(container, MANIFEST, limits)
    manifest = read_manifest(text, limits)
    problems = set_problems(manifest, container.sizes)
    for name in container.sizes:
        if name != MANIFEST and len(problems) < MOST_PROBLEMS:
            problems += _content_problems(container, name, manifest.get(name))
    _refuse(problems)
    description = _small(container, crate.NAME, limits)
    _refuse(crate_reading.check(description, frozenset(manifest), limits))
    container.check_seal()
    originals = crate_reading.original_names(description, limits)
    kept = {name: old for name, old in originals.items() if name in manifest}
    return Bundle(bundle_id(text), manifest, kept, container)


def _small(container: Container, name: str, limits: BundleLimits) -> bytes:
    """Return a JSON document of the bundle, if it is there and not too long."""
    size = container.sizes.get(name)
    if size is None:
        raise refusal("BUNDLE_MISSING", name)
    if size > limits.json_bytes:
        raise refusal("JSON_SIZE", name, found=size, limit=limits.json_bytes)
    return b"".join(container.stream(name))


def _content_problems(
    container: Container, name: str, expected: Content | None
) -> list[Problem]:
    found = Counted(container.stream(name))
    try:
        for _ in found:
            pass
    except EdaphonError as error:
        return list(error.problems)
    if expected is None or found.content() == expected:
        return []
    return [_hash_problem(name, expected, found.content())]


def _hash_problem(name: str, expected: Content, found: Content) -> Problem:
    facts = {"expected": expected.sha256, "found": found.sha256}
    sizes = {"declared": expected.size, "size": found.size}
    return problem("BUNDLE_HASH", name, **facts, **sizes)


def _place_problems(
    members: Mapping[str, Source], sources: Mapping[str, Source], limits: BundleLimits
) -> list[Problem]:
    """Return what keeps members from being written under their names."""
    problems = [
        problem("BUNDLE_PLACE", name)
        for name in members
        if not name.startswith(FOLDERS)
    ]
    for name in sources:
        problems += name_problems(name, limits)
        if is_packed(name):
            problems.append(problem("ZIP_NESTED", name))
    if len(sources) <= len(members):
        problems.append(problem("BUNDLE_PLACE", README))
    return problems + twin_problems(sources)


def _size_problems(
    contents: Mapping[str, Content], limits: BundleLimits
) -> list[Problem]:
    problems = total_problems([what.size for what in contents.values()], limits)
    for name, what in contents.items():
        problems += size_problems(name, what.size, limits)
    return problems


def _change_problems(
    before: Mapping[str, Content], written: Mapping[str, Content]
) -> list[Problem]:
    return [
        problem("BUNDLE_CHANGED", name)
        for name in before
        if before[name] != written[name]
    ]


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise EdaphonError(problems)


def _is_restorable(name: str, taken: set[str]) -> bool:
    """Say whether an old name stays inside the folder and can be written there."""
    parts = name.split("/")
    return name not in taken and all(
        part not in {"", ".", ".."}
        and len(part.encode("utf-8", "surrogatepass")) <= 255
        and all(char.isprintable() and char not in "\\:" for char in part)
        for part in parts
    )
