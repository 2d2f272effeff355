"""What things are called: one grammar of identities, written once and read once.

=========  ==============================================================
project    a short name without spaces, slashes and ``@``: ``huang-huai``
bundle     digest of its manifest: ``sha256:`` and 64 hex digits
account    digest of its record, ``account/account.json``
statement  digest of its signed payload; so are a finding and an event
pack       name, version, semantic digest: ``edaphon.mcs/1.1@sha256:…``
units      a block of whole units: ``EDA1-R1-CN-huang-huai-2022-1-1-203``
=========  ==============================================================

A digest says nothing of its kind; the field of a record that holds it does.
"""

import re
from dataclasses import dataclass
from typing import NewType, NoReturn

from edaphon.kernel.digests import digest, is_digest
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.plain_json import LARGEST_INTEGER

ProjectId = NewType("ProjectId", str)
BundleId = NewType("BundleId", str)
AccountId = NewType("AccountId", str)
StatementId = NewType("StatementId", str)
FindingId = NewType("FindingId", str)
EventId = NewType("EventId", str)

_PROJECT = re.compile(r"[^\s/\\@]{1,64}")
_PACK = re.compile(r"[a-z0-9_.-]{1,100}/[0-9]{1,6}(\.[0-9]{1,6}){0,3}", re.ASCII)
_BLOCK = re.compile(
    r"EDA1-(?P<registry>[A-Z0-9]{1,12})-(?P<country>[A-Z]{2})-(?P<project>.{1,64})"
    r"-(?P<vintage>[0-9]{4})-(?P<batch>[1-9][0-9]{0,15})"
    r"-(?P<first>[1-9][0-9]{0,15})-(?P<last>[1-9][0-9]{0,15})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackId:
    """A method pack: what it is called, and what it says."""

    name: str
    """Name and version, ``edaphon.mcs/1.1``."""
    digest: str
    """Digest of its semantic record."""

    def __str__(self) -> str:
        """Return the identity as records and people write it."""
        return f"{self.name}@{self.digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBlock:
    """Whole units that follow each other in one batch; both ends belong to it."""

    registry: str
    country: str
    """ISO 3166 code of two letters."""
    project: ProjectId
    vintage: int
    """Calendar year."""
    batch: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """Number of units."""
        return self.last - self.first + 1

    def __str__(self) -> str:
        """Return the serial as it is shown."""
        return (
            f"EDA1-{self.registry}-{self.country}-{self.project}-{self.vintage:04d}"
            f"-{self.batch}-{self.first}-{self.last}"
        )


def bundle_id(manifest: bytes) -> BundleId:
    """Return the identity of the bundle that a manifest lists."""
    return BundleId(digest(manifest))


def account_id(record: bytes) -> AccountId:
    """Return the identity of the account that a record holds."""
    return AccountId(digest(record))


def parse_project(text: str) -> ProjectId:
    """Return a project's name.

    Raises
    ------
    EdaphonError
        ``IDENTITY_FORM``.
    """
    if not _PROJECT.fullmatch(text):
        _refuse(text, "huang-huai")
    return ProjectId(text)


def parse_digest(text: str) -> str:
    """Return the identity of a bundle, account, statement, finding or event.

    Raises
    ------
    EdaphonError
        ``IDENTITY_FORM``.
    """
    if not is_digest(text):
        _refuse(text, "sha256:…")
    return text


def parse_pack(text: str) -> PackId:
    """Return a pack by name, version and digest.

    Raises
    ------
    EdaphonError
        ``IDENTITY_FORM``.

    Examples
    --------
    >>> parse_pack("edaphon.mcs/1.1@sha256:" + 64 * "0").name
    'edaphon.mcs/1.1'
    """
    name, _, hashed = text.partition("@")
    if not is_pack_name(name) or not is_digest(hashed):
        _refuse(text, "edaphon.mcs/1.1@sha256:…")
    return PackId(name=name, digest=hashed)


def is_pack_name(text: str) -> bool:
    """Say whether a text is the name and version of a pack.

    Examples
    --------
    >>> is_pack_name("edaphon.mcs/1.1"), is_pack_name("edaphon.mcs")
    (True, False)
    """
    return _PACK.fullmatch(text) is not None


def parse_block(text: str) -> UnitBlock:
    """Return a block of units from its serial.

    Raises
    ------
    EdaphonError
        ``IDENTITY_FORM``.

    Examples
    --------
    >>> parse_block("EDA1-R1-CN-huang-huai-2022-1-1-203").size
    203
    """
    found = _BLOCK.fullmatch(text)
    if found is None or not _PROJECT.fullmatch(found["project"]):
        _refuse(text, _EXAMPLE)
    block = UnitBlock(
        registry=found["registry"],
        country=found["country"],
        project=ProjectId(found["project"]),
        vintage=int(found["vintage"]),
        batch=int(found["batch"]),
        first=int(found["first"]),
        last=int(found["last"]),
    )
    if not block.first <= block.last <= LARGEST_INTEGER:
        _refuse(text, _EXAMPLE)
    return block


_EXAMPLE = "EDA1-R1-CN-huang-huai-2022-1-1-203"


def _refuse(text: str, wanted: str) -> NoReturn:
    facts = {"found": text, "wanted": wanted}
    raise EdaphonError(Problem(code="IDENTITY_FORM", where=Where(), facts=facts))
