"""Reading the RO-Crate of a bundle that a stranger made; nothing is ever fetched."""

# spec/bundle §3

import ipaddress
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from edaphon.bundle.container_rules import problem
from edaphon.bundle.crate import CONTEXT, CRATE, NAME, OLDER_CRATE, PROCESS
from edaphon.bundle.limits import LIMITS, BundleLimits
from edaphon.kernel.canonical import loads
from edaphon.kernel.errors import Problem

WORKFLOW = "https://w3id.org/ro/wfrun/workflow/0.5"
PROFILES = frozenset({PROCESS, WORKFLOW})
"""Profiles that this program knows; any other is told, never passed over."""

_SCHEMES = frozenset({"http", "https", "urn", "mailto"})
_DATA_TYPES = frozenset({"File", "Dataset", "MediaObject"})

Graph = Mapping[str, Mapping[str, object]]
"""Entities of a crate by ``@id``."""


def check(
    data: bytes, names: frozenset[str], limits: BundleLimits = LIMITS
) -> list[Problem]:
    """Return what is wrong with a stranger's crate.

    The checks, in this order: strict JSON; one flat graph with a descriptor and a
    root; the RO-Crate version and every profile of the root are known; nothing names
    a place outside the bundle as its own file; every file it names is there.

    Raises
    ------
    EdaphonError
        Those of `loads`, when nothing else can be said.
    """
    crate = loads(data, max_bytes=limits.json_bytes, file=NAME)
    graph = _graph(crate)
    if graph is None:
        return [problem("CRATE_SHAPE", NAME, part="@graph")]
    return [
        *_profile_problems(graph),
        *(_remote(place) for place in _remote_contexts(crate["@context"])),
        *(_remote(place) for place in _remote_places(graph)),
        *(
            problem("BUNDLE_LINK", NAME, found=name)
            for name in _local_files(graph)
            if name not in names
        ),
    ]


def original_names(data: bytes, limits: BundleLimits = LIMITS) -> Mapping[str, str]:
    """Return the old name of every file that was renamed, by stored name."""
    graph = _graph(loads(data, max_bytes=limits.json_bytes, file=NAME)) or {}
    return {
        unquote(identifier): str(entity["alternateName"])
        for identifier, entity in graph.items()
        if "File" in _types(entity) and isinstance(entity.get("alternateName"), str)
    }


def _graph(crate: object) -> Graph | None:
    """Return the entities by ``@id``, or nothing when there is no flat graph."""
    if not isinstance(crate, dict) or "@context" not in crate:
        return None
    entities = crate.get("@graph")
    if not isinstance(entities, list):
        return None
    graph: dict[str, Mapping[str, object]] = {}
    for entity in entities:
        identifier = entity.get("@id") if isinstance(entity, dict) else None
        if not isinstance(identifier, str) or identifier in graph:
            return None
        graph[identifier] = entity
    return graph


def _types(entity: Mapping[str, object]) -> list[str]:
    kinds = entity.get("@type", [])
    if isinstance(kinds, str):
        return [kinds]
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else []


def _targets(entity: Mapping[str, object], key: str) -> list[str]:
    value = entity.get(key, [])
    items = value if isinstance(value, list) else [value]
    return [
        item["@id"]
        for item in items
        if isinstance(item, dict) and isinstance(item.get("@id"), str)
    ]


def _profile_problems(graph: Graph) -> Iterator[Problem]:
    descriptor, root = graph.get(NAME), graph.get("./")
    if descriptor is None or root is None or _targets(descriptor, "about") != ["./"]:
        yield problem("CRATE_SHAPE", NAME, part="./")
        return
    declared = _targets(root, "conformsTo")
    versions = _targets(descriptor, "conformsTo")
    if CRATE not in versions or not {CRATE, OLDER_CRATE}.issuperset(versions):
        yield problem("CRATE_PROFILE", NAME, found=", ".join(versions) or "∅")
    if PROCESS not in declared:
        yield problem("CRATE_PROFILE", NAME, found=", ".join(declared) or "∅")
    for profile in declared:
        if profile not in PROFILES:
            yield problem("CRATE_PROFILE", NAME, found=profile)


def _remote_contexts(context: object) -> Iterator[str]:
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, dict):
            yield from (str(term) for term in part.values() if not _is_term(term))
            yield from (str(part[key]) for key in part if key.startswith("@"))
        elif part != CONTEXT:
            yield str(part)


def _is_term(term: object) -> bool:
    return isinstance(term, str) and urlsplit(term).scheme in {"http", "https"}


def _remote_places(graph: Graph) -> Iterator[str]:
    """Give every ``@id`` that names a place no bundle may name."""
    for identifier, entity in graph.items():
        is_data = bool(_DATA_TYPES.intersection(_types(entity)))
        if (is_data and not _is_local(identifier)) or _is_forbidden(identifier):
            yield identifier
        for key in entity:
            yield from filter(_is_forbidden, _targets(entity, key))


def _is_local(identifier: str) -> bool:
    parts = _split(identifier)
    return parts is not None and not parts[0] and not identifier.startswith("/")


def _is_forbidden(identifier: str) -> bool:
    """Say whether a place is on this machine or inside a private network."""
    parts = _split(identifier)
    if parts is None or identifier.startswith(("/", "\\")):
        return True
    scheme, host = parts
    if scheme not in {"http", "https"}:
        return bool(scheme) and scheme not in _SCHEMES
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.rpartition(".")[2].isdigit()
    return True


def _split(identifier: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(identifier)
    except ValueError:
        return None
    return parts.scheme, parts.hostname or ""


def _local_files(graph: Graph) -> Iterator[str]:
    for identifier, entity in graph.items():
        if "File" in _types(entity) and _is_local(identifier):
            yield unquote(identifier).removeprefix("./")


def _remote(place: str) -> Problem:
    return problem("CRATE_REMOTE", NAME, found=place)
