"""Typed form of run/2, made by `make models`."""

from typing import Annotated, Literal

from msgspec import Meta

from edaphon.schemas.record import Record


class Program(Record, frozen=True, kw_only=True):
    """
    The program by version and by the digest of its code. | 程序版本及其代码摘要值。
    """

    version: Annotated[str, Meta(max_length=100, min_length=1)]
    code: Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


class RunRecord(Record, frozen=True, kw_only=True):
    """
    What is true of one run alone. | 仅与某次运行有关的信息。
    """

    v: Literal["edaphon.run/2"]
    generated_at: Annotated[
        str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\\Z")
    ]
    program: Program
    python: Annotated[str, Meta(max_length=100, min_length=1)]
    numpy: Annotated[str, Meta(max_length=100, min_length=1)]
    reading_rules: Annotated[str, Meta(pattern="^edaphon\\.reading/[1-9][0-9]{0,5}\\Z")]
    draft: bool
