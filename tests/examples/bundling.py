"""Bundles of accounts without their reports, for tests that only need the figures."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from edaphon.accounting.account import Account
from edaphon.accounting.bundle_members import members
from edaphon.bundle.crate import CrateDescription
from edaphon.bundle.sealed import write
from edaphon.kernel.digests import digest
from edaphon.service.publication import run_record

NOW = datetime(2024, 12, 10, tzinfo=UTC)
TEXT = {"en": "Example", "zh": "示例"}
DESCRIPTION = CrateDescription(
    name=TEXT, description=TEXT, proponent=TEXT, published_on=NOW.date(),
    started_at=NOW, ended_at=NOW, code_version="test", code_digest=digest(b""),
)  # fmt: skip


def sealed(path: Path, done: Sequence[Account]) -> Path:
    """Write accounts of one evidence as a bundle and return its path."""
    contents = members(done[0].evidence, done, run=run_record(NOW))
    write(path, contents, DESCRIPTION)
    return path
