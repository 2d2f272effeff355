"""Bundles of earlier runs that lie in a project folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edaphon.accounting import RUN
from edaphon.bundle import open_bundle
from edaphon.kernel.errors import EdaphonError
from edaphon.schemas.records import read
from edaphon.service.readiness import OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A bundle that a run before this one wrote."""

    path: Path
    """Place of the bundle."""
    day: str
    """Day of its run (UTC), ``2026-11-29``."""


def earlier_bundles(folder: Path) -> Iterator[Earlier]:
    """Yield the whole bundles among the results of a project folder, by name.

    After a refusal they still replay, and no longer follow from the folder. What is no
    bundle of ours, or is damaged, is passed over: nobody takes it for a result.

    Parameters
    ----------
    folder
        Project folder.
    """
    for path in sorted((folder / OUT).glob("*.zip")):
        try:
            with open_bundle(path) as bundle:
                run = read("run", bundle.read(RUN), file=RUN)
        except EdaphonError:
            continue
        yield Earlier(path=path, day=run.generated_at[:10])
