"""Bundles of accounts without their reports, for tests that only need the figures."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from edaphon.accounting.account import Account
from edaphon.accounting.bundle_members import members
from edaphon.accounting.remaking import crate_description
from edaphon.bundle.sealed import write
from edaphon.service.publication import run_record

NOW = datetime(2026, 5, 4, tzinfo=UTC)


def sealed(path: Path, done: Sequence[Account]) -> Path:
    """Write accounts of one evidence as a bundle and return its path."""
    evidence, run = done[0].evidence, run_record(NOW)
    contents = members(evidence, done, run=run)
    write(path, contents, crate_description(evidence, run))
    return path
