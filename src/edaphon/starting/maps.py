"""The map of the folder: which file it is, and what its features say of themselves."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from edaphon.monitoring import read_features

MAP, STRATUM_BY, MAPPED_CONTROLS = "fields.path", "fields.stratum", "fields.controls"
"""Questions which file is the map, which property names the strata of its features, and
which of its parcels are control land."""

ENDS, COPY = ".geojson", ".strata.geojson"
"""How maps end, and the copy of one into which strata were written."""

ONE_STRATUM = "one"
"""Answer that all land is one stratum."""

OURS = ("id", "kind", "stratum", "role", "area_ha", "area_mu")
"""Properties of a feature whose names are ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A parcel or point of the map."""

    id: str
    properties: Mapping[str, object]
    is_parcel: bool
    position: tuple[float, float] | None
    is_nameless: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a map holds."""

    features: tuple[Feature, ...] = ()
    id_properties: tuple[str, ...] = ()
    """Properties that may hold the ids of features of which none has one."""


def drawn(path: Path, name: str, named_by: str) -> Drawn:
    """Return the features of a map; none where it is not there."""
    if not path.is_file():
        return Drawn()
    return _drawn(path, path.stat().st_mtime_ns, name, named_by)


@lru_cache(maxsize=16)
def _drawn(path: Path, _stamp: int, name: str, named_by: str) -> Drawn:
    read = read_features(path.read_bytes(), name, named_by)
    features = tuple(
        Feature(
            id=one.id,
            properties=one.properties,
            is_parcel=bool(one.polygons),
            position=one.position,
            is_nameless=one.is_nameless,
        )
        for one in read.features
    )
    return Drawn(features=features, id_properties=read.id_properties)


def wants_strata(found: Drawn) -> bool:
    """Tell whether a feature does not say to which stratum it belongs."""
    return any(not one.properties.get("stratum") for one in found.features)


def unsaid_parcels(found: Drawn) -> list[str]:
    """Return the parcels of which the map does not say whose land they are."""
    return [
        one.id
        for one in found.features
        if one.is_parcel and "kind" not in one.properties
    ]


def stratum_properties(found: Drawn) -> Sequence[str]:
    """Return the properties whose words may name strata: each feature has one."""
    names = dict.fromkeys(name for one in found.features for name in one.properties)
    return [
        name
        for name in names
        if name not in OURS
        and all(
            isinstance(said, str | int) and not isinstance(said, bool) and str(said)
            for said in (one.properties.get(name) for one in found.features)
        )
    ]


def copied(
    path: Path,
    named_by: str,
    stratum_of: Callable[[Mapping[str, object]], str],
    controls: Collection[str],
) -> str:
    """Return the text of a map with stratum and control land written into it.

    Parameters
    ----------
    path
        The map as it was drawn; a collection of features.
    named_by
        Property that holds the ids, where it is not called id.
    stratum_of
        Gives the stratum of a feature by its properties.
    controls
        Names of the parcels that are control land.
    """
    document = json.loads(path.read_text("utf-8-sig"))
    listed = document.get("features", [document])
    for feature in listed:
        held = feature.get("properties") or {}
        name = held.get(named_by or "id", "" if named_by else feature.get("id", ""))
        told = {"stratum": held.get("stratum") or stratum_of(held)}
        is_parcel = "Polygon" in str((feature.get("geometry") or {}).get("type"))
        if is_parcel and "kind" not in held and str(name).strip() in controls:
            told["kind"] = "control_parcel"
        feature["properties"] = {**held, **told}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
