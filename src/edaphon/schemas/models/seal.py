"""Typed form of seal/1, made by `make models`."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from edaphon.schemas.record import Record


class SealedFile(Record, frozen=True, kw_only=True):
    path: Literal["plan/forecast.json", "plan/expected.yaml", "plan/costs.csv"]
    digest: Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


class Head(Record, frozen=True, kw_only=True):
    """First head of a log that contains the plan. | 首个包含该方案的日志检查点。"""

    root: Annotated[str, Meta(pattern="^[A-Za-z0-9+/]{43}=\\Z")]
    signature: Annotated[str, Meta(pattern="^[A-Za-z0-9+/]{86}==\\Z")]


class SealRecord(Record, frozen=True, kw_only=True):
    """The sampling plan was complete at an instant. | 采样方案在某一时刻已经完成。"""

    v: Literal["edaphon.seal/1"]
    plan: Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]
    sealed_at: Annotated[
        str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\\Z")
    ]
    beside: Annotated[list[SealedFile], Meta(min_length=1)] | UnsetType = UNSET
    head: Head | UnsetType = UNSET
