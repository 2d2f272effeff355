"""Make the frozen bundle, once.

``python -m tests.replay.frozen.make`` writes ``bundle.zip`` beside this file and its
identity into ``test_frozen.py``. A bundle that is there is never replaced: it stands
for all bundles that people keep. Only before the first release of the record forms
may it be made anew, with ``--again``, and the change then says why.

The project is a synthetic one of four points, whose nitrogen falls from 44 to 33
tonnes a year; the method is ``pack``, two equations of its own. No reports.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from edaphon.methods.engine import pack as packs
from edaphon.service import publish
from tests.synthetic_bundle import NOW
from tests.synthetic_project import ACTIVITY, SyntheticProject

METHOD = "frozen.pair/1.0"
HERE = Path(__file__).resolve().parent
BUNDLE, TEST = HERE / "bundle.zip", HERE / "test_frozen.py"
IDENTITY = re.compile(r'^IDENTITY = ".*"$', re.MULTILINE)


@contextmanager
def installed() -> Iterator[None]:
    """Let the pack be found as if it were installed."""
    known = packs._packages()
    packs.pack.cache_clear()
    with patch.object(
        packs, "_packages", lambda: {**known, METHOD: "tests.replay.frozen.pack"}
    ):
        yield
    packs.pack.cache_clear()


def project() -> SyntheticProject:
    """Return the project: less nitrogen, nothing else."""
    found = SyntheticProject(strata={"S1": 200}, points=2, controls=2)
    for row in found.rows(ACTIVITY, role="project", item="synthetic_n_applied"):
        row["amount"] = "33"
    return found


def made(folder: Path) -> tuple[Path, str]:
    """Account for the project in a folder; return the bundle and its identity."""
    with installed():
        done = publish(
            project().write(folder), [METHOD], clock=lambda: NOW, with_reports=False
        )
    return done.bundle, str(done.bundle_id)


def freeze(target: Path = BUNDLE, test: Path = TEST, *, again: bool = False) -> str:
    """Write the frozen bundle and its identity; refuse to replace one.

    Raises
    ------
    FileExistsError
        When there is one and ``again`` is not said.
    """
    if target.exists() and not again:
        message = f"{target.name} is frozen; --again replaces it, and says so in git"
        raise FileExistsError(message)
    with tempfile.TemporaryDirectory() as folder:
        bundle, identity = made(Path(folder))
        target.write_bytes(bundle.read_bytes())
    text = IDENTITY.sub(f'IDENTITY = "{identity}"', test.read_text("utf-8"))
    test.write_text(text, "utf-8")
    return identity


if __name__ == "__main__":
    print(freeze(again="--again" in sys.argv))  # noqa: T201 - the command's result
