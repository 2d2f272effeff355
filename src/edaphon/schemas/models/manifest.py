"""Typed form of manifest/1, made by `make models`."""

from typing import Annotated, Literal

from msgspec import Meta

from edaphon.schemas.record import Record


class File(Record, frozen=True, kw_only=True):
    """One file. | 一个文件。"""

    path: Annotated[str, Meta(max_length=200, min_length=1)]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}\\Z")]
    size: Annotated[int, Meta(ge=0, le=9007199254740991)]


class Manifest(Record, frozen=True, kw_only=True):
    """Every file of a bundle, sorted by path. | 证据包的全部文件，按路径排序。"""

    v: Literal["edaphon.manifest/1"]
    files: Annotated[list[File], Meta(max_length=10000)]
