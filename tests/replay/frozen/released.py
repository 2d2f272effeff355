"""What every released form and method is, by digest; written once for each.

``python -m tests.replay.frozen.released`` adds to ``released.yaml`` what is released
and not listed yet. A line that is there is never changed: a form or a method that was
released is not edited, it gets a next version. ``--again`` writes all lines anew, on
the day of a release, before anybody holds a record or a bundle of it.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from edaphon.kernel import canonical
from edaphon.kernel.digests import digest
from edaphon.methods import pack, pack_ids
from tests.conftest import ROOT

LIST = Path(__file__).resolve().parent / "released.yaml"
FORMS = ROOT / "src" / "edaphon" / "schemas"
WORDS = {"title", "description", "$comment", "x-status"}
"""Members of a schema that say nothing of what a record may hold."""


def listed() -> Mapping[str, Mapping[str, str]]:
    """Return the digests of forms and methods that were written down."""
    if not LIST.is_file():
        return {"forms": {}, "methods": {}}
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(LIST.read_text("utf-8"))
    return found


def found() -> dict[str, dict[str, str]]:
    """Return the digests of the forms and methods that are released here."""
    return {"forms": dict(_forms()), "methods": dict(_methods())}


def _forms() -> Iterator[tuple[str, str]]:
    for file in sorted(FORMS.glob("*/*/schema.yaml")):
        schema = yaml.safe_load(file.read_bytes())
        if schema["x-status"] == "released":
            name = f"{file.parent.parent.name}/{file.parent.name}"
            yield name, digest(canonical.dumps(meaning(schema)))


def _methods() -> Iterator[tuple[str, str]]:
    for name in sorted(pack_ids()):
        method = pack(name)
        if not method.is_draft:
            yield name, method.digest


def meaning(schema: Any, *, is_named: bool = False) -> Any:
    """Return a schema without its words; fields may be called as they please.

    Numbers that are no whole ones stand as text, since canonical records have none.
    """
    if isinstance(schema, Mapping):
        return {
            str(name): meaning(part, is_named=name in {"properties", "$defs"})
            for name, part in schema.items()
            if is_named or name not in WORDS
        }
    if isinstance(schema, list):
        return [meaning(part) for part in schema]
    return str(schema) if isinstance(schema, float) else schema


def note(*, again: bool = False) -> None:
    """Write down what is released and not listed yet."""
    kept, here = listed(), found()
    told = {
        kind: dict(here[kind]) if again else {**here[kind], **kept[kind]}
        for kind in here
    }
    LIST.write_text(yaml.safe_dump(told), "utf-8")


if __name__ == "__main__":
    note(again="--again" in sys.argv)
