"""Typed form of statement/1, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from edaphon.schemas.record import Record

Finding: TypeAlias = Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


Digest: TypeAlias = Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


class Statement(Record, frozen=True, kw_only=True):
    """What a verifier states about one bundle. | 核查方对一个证据包的陈述。"""

    v: Literal["edaphon.statement/1"]
    bundle: Digest
    account: Digest
    method: Annotated[str, Meta(max_length=300)]
    verifier: Annotated[str, Meta(max_length=300, min_length=1)]
    opinion: Literal["positive", "modified", "negative", "disclaimed"]
    stated_at: Annotated[
        str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\\Z")
    ]
    units: Annotated[int, Meta(ge=0, le=9007199254740991)] | UnsetType = UNSET
    findings: Annotated[list[Finding], Meta(max_length=1000)] | UnsetType = UNSET
