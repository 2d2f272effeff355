"""The RO-Crate of a bundle: who made what from which files, with which program.

The crate describes and never decides: identity and completeness come from the
manifest. Nothing that a crate names is ever fetched; the few terms beyond the RO-Crate
context stand inline.
"""

# spec/bundle §3

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from edaphon.bundle.container_rules import RAW
from edaphon.bundle.packing import Content
from edaphon.kernel.canonical import instant

NAME = "ro-crate-metadata.json"
"""File of the crate."""

CRATE = "https://w3id.org/ro/crate/1.2"
OLDER_CRATE = "https://w3id.org/ro/crate/1.1"
"""Version that Process Run Crate 0.5 is a profile of; a crate here keeps both."""

PROCESS = "https://w3id.org/ro/wfrun/process/0.5"
CONTEXT = f"{CRATE}/context"
SOFTWARE = "https://edaphon.org/software/"
"""Beginning of the identifier of a version of this program."""

_TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
_SAFE = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._~-!$&'()*+,;=@"
)
_FORMATS = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrateDescription:
    """What a bundle says of itself beyond its files."""

    name: Mapping[str, str]
    """Name of the project, ``en`` and ``zh``, at least one of them."""
    description: Mapping[str, str]
    """What the bundle holds, ``en`` and ``zh``, at least one of them."""
    proponent: Mapping[str, str]
    """Name of the project proponent, ``en`` and ``zh``, at least one of them."""
    proponent_identifier: str = ""
    """Register number of the proponent."""
    published_on: date
    """Day that the caller publishes under; never the present time by itself."""
    licence: str = ""
    """SPDX identifier, URL, or words; empty for all rights reserved."""
    agent: str = ""
    """Person or organisation that ran the account; empty for the proponent."""
    started_at: datetime
    """Start of the computation, with its offset."""
    ended_at: datetime
    """End of the computation, with its offset."""
    code_version: str
    """Version of this program."""
    code_digest: str
    """Digest of this program's source files (`environment.code_digest`)."""
    inputs: tuple[str, ...] | None = None
    """Members that were read; by default all under data/, plan/ and method/."""
    outputs: tuple[str, ...] | None = None
    """Members that were made; by default all under account/ and report/."""
    failure: str = ""
    """Why the computation gave no account; empty when it did."""


@dataclass(frozen=True, slots=True)
class _Files:
    """Files of the bundle for the crate."""

    contents: Mapping[str, Content]
    originals: Mapping[str, str]
    stored: Mapping[str, str] = field(default_factory=dict)

    def named(self, wanted: tuple[str, ...] | None, *folders: str) -> list[str]:
        """Return the members a description means, in byte order."""
        if wanted is None:
            return [name for name in self.contents if name.startswith(folders)]
        return sorted((self.stored.get(name, name) for name in wanted), key=str.encode)


def metadata(
    description: CrateDescription,
    contents: Mapping[str, Content],
    stored: Mapping[str, str],
) -> bytes:
    """Return the text of the crate; the same for the same arguments.

    Parameters
    ----------
    description
        What the bundle says of itself.
    contents
        Digest and size of every member that the manifest will list, but the crate.
    stored
        Wanted name to stored name, as `stored_names` gives it.

    Raises
    ------
    EdaphonError
        ``TIME_NO_OFFSET``.
    """
    originals = {kept: name for name, kept in stored.items() if kept != name}
    ordered = dict(sorted(contents.items(), key=lambda pair: pair[0].encode()))
    files = _Files(ordered, originals, stored)
    graph = [
        _descriptor(),
        _root(description, files),
        _profile(),
        *_people(description),
        *_licence(description),
        _software(description),
        _action(description, files),
        *(_file(name, files) for name in ordered),
    ]
    crate = {"@context": [CONTEXT, _TERMS], "@graph": graph}
    text = json.dumps(crate, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", "backslashreplace")


def file_id(name: str) -> str:
    """Return the ``@id`` of a file: its path, percent-encoded where a URI needs it.

    Examples
    --------
    >>> file_id("data/检测 结果.csv")
    'data/检测%20结果.csv'
    """
    return "".join(
        char if char in _SAFE or not char.isascii() else f"%{ord(char):02X}"
        for char in name
    )


def _descriptor() -> dict[str, object]:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": _to("./"),
        "conformsTo": [_to(CRATE), _to(OLDER_CRATE)],
    }


def _root(description: CrateDescription, files: _Files) -> dict[str, object]:
    return {
        "@id": "./",
        "@type": "Dataset",
        **_named(description.name),
        "description": "\n".join(_spoken(description.description)),
        "datePublished": description.published_on.isoformat(),
        "license": _to(_licence_id(description.licence)),
        "author": _to("#proponent"),
        "publisher": _to("#proponent"),
        "conformsTo": _to(PROCESS),
        "mentions": _to("#account"),
        "hasPart": _to_all(files.contents),
    }


def _profile() -> dict[str, object]:
    return {
        "@id": PROCESS,
        "@type": ["CreativeWork", "Profile"],
        "name": "Process Run Crate",
        "version": "0.5",
    }


def _people(description: CrateDescription) -> list[dict[str, Any]]:
    proponent = {
        "@id": "#proponent",
        "@type": "Organization",
        **_named(description.proponent),
    }
    if description.proponent_identifier:
        proponent["identifier"] = description.proponent_identifier
    agent = {"@id": "#agent", "@type": "Person", "name": description.agent}
    return [proponent, agent] if description.agent else [proponent]


def _licence_id(licence: str) -> str:
    if urlsplit(licence).scheme in {"http", "https"}:
        return licence
    is_identifier = re.fullmatch(r"[A-Za-z0-9.+-]+", licence)
    return f"https://spdx.org/licenses/{licence}" if is_identifier else "#licence"


def _licence(description: CrateDescription) -> list[dict[str, object]]:
    words = description.licence or "All rights reserved | 保留所有权利"
    identifier = _licence_id(description.licence)
    return [{"@id": identifier, "@type": "CreativeWork", "name": words}]


def _software(description: CrateDescription) -> dict[str, object]:
    identifier = SOFTWARE + description.code_version
    return {
        "@id": identifier,
        "@type": "SoftwareApplication",
        "name": "Edaphon",
        "url": identifier,
        "version": description.code_version,
        "sha256": description.code_digest.removeprefix("sha256:"),
    }


def _action(description: CrateDescription, files: _Files) -> dict[str, Any]:
    inputs = files.named(description.inputs, "data/", "plan/", "method/")
    outputs = files.named(description.outputs, "account/", "report/")
    ending = "Failed" if description.failure else "Completed"
    action = {
        "@id": "#account",
        "@type": "CreateAction",
        "name": "Account of the evidence | 证据核算",
        "description": "The methods under method/ applied to the evidence under data/"
        " | 按 method/ 下的方法学核算 data/ 下的证据",
        "instrument": _to(SOFTWARE + description.code_version),
        "object": _to_all(inputs),
        "result": _to_all(outputs),
        "agent": _to("#agent" if description.agent else "#proponent"),
        "startTime": instant(description.started_at),
        "endTime": instant(description.ended_at),
        "actionStatus": f"http://schema.org/{ending}ActionStatus",
    }
    return action | ({"error": description.failure} if description.failure else {})


def _file(name: str, files: _Files) -> dict[str, Any]:
    path = PurePosixPath(name)
    entity = {
        "@id": file_id(name),
        "@type": "File",
        "name": path.name,
        "contentSize": str(files.contents[name].size),
        "encodingFormat": _FORMATS.get(path.suffix.lower(), "application/octet-stream"),
        "sha256": files.contents[name].sha256,
    }
    if name in files.originals:
        # Bytes of a file system that are no text are shown, not passed on.
        shown = files.originals[name].encode("utf-8", "backslashreplace").decode()
        entity["alternateName"] = shown.removeprefix(RAW)
    return entity


def _to(identifier: str) -> dict[str, str]:
    return {"@id": identifier}


def _to_all(names: Iterable[str]) -> list[dict[str, str]] | dict[str, str]:
    """Point to files; one alone stands without a list, as RO-Crate asks."""
    links = [_to(file_id(name)) for name in names]
    return links[0] if len(links) == 1 else links


def _spoken(texts: Mapping[str, str]) -> list[str]:
    return [texts[language] for language in ("en", "zh") if texts.get(language)]


def _named(texts: Mapping[str, str]) -> dict[str, str]:
    """Give the English name, and the Chinese one as the other name."""
    names = _spoken(texts)
    return dict(zip(("name", "alternateName"), names, strict=False))
