"""Freeze the bundles of the examples, once for each released version of the methods.

``python -m tests.replay.frozen.examples`` writes one bundle an account, without
reports, beside this file, with its identity and its units into ``examples.yaml``. What
is there is never replaced: these stand for the bundles that people keep. ``--again`` is
for the day of a release, before anybody else holds one.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from edaphon.service import Publication, add_earlier, publish
from tests.conftest import ROOT
from tests.synthetic_bundle import NOW

HERE = Path(__file__).resolve().parent
LIST = HERE / "examples.yaml"
EXAMPLES = ROOT / "examples"


def listed() -> Mapping[str, Mapping[str, Any]]:
    """Return identity and units of each frozen bundle, by its name."""
    if not LIST.is_file():
        return {}
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load(LIST.read_text("utf-8"))
    return found


def bundle_of(name: str) -> Path:
    """Return where a frozen bundle lies."""
    return HERE / f"{name}.zip"


def made(room: Path) -> Iterator[tuple[str, Publication]]:
    """Account for the examples in a folder, as the tutorials do."""
    yield "huang-huai", _published(_copied("huang-huai", room))
    folder = _copied("jin-xi", room)
    first = _published(folder)
    kept = Path(shutil.copy(first.bundle, room / "jin-xi-2022.zip"))
    yield "jin-xi-2022", first
    shutil.copytree(EXAMPLES / "jin-xi-2025", folder, dirs_exist_ok=True)
    add_earlier(folder, kept)
    yield "jin-xi-2025", _published(folder)


def freeze(*, again: bool = False) -> None:
    """Write the bundles and their list; refuse to replace what is there.

    Raises
    ------
    FileExistsError
        When there is one and ``again`` is not said.
    """
    if LIST.exists() and not again:
        message = f"{LIST.name} is there; --again replaces it, and says so in git"
        raise FileExistsError(message)
    found = {}
    with tempfile.TemporaryDirectory() as room:
        for name, done in made(Path(room)):
            shutil.copy(done.bundle, bundle_of(name))
            found[name] = {
                "identity": str(done.bundle_id),
                "units": {item.method.id: item.units for item in done.account.accounts},
            }
    LIST.write_text(yaml.safe_dump(found, sort_keys=False), "utf-8")


def _copied(name: str, room: Path) -> Path:
    ignored = shutil.ignore_patterns("out")
    return Path(shutil.copytree(EXAMPLES / name, room / name, ignore=ignored))


def _published(folder: Path) -> Publication:
    return publish(folder, clock=lambda: NOW, with_reports=False)


if __name__ == "__main__":
    freeze(again="--again" in sys.argv)
