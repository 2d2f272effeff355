"""Typed form of run/2, made by `make models`."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from edaphon.schemas.record import Record

Version: TypeAlias = Annotated[
    str,
    Meta(
        max_length=100,
        pattern="^([0-9]{1,4}!)?[0-9]{1,6}(\\.[0-9]{1,6}){0,5}((a|b|rc)[0-9]{1,6})?(\\.post[0-9]{1,6})?(\\.dev[0-9]{1,9})?(\\+[a-z0-9]{1,40}(\\.[a-z0-9]{1,40}){0,5})?\\Z",
    ),
]


Where: TypeAlias = Annotated[str, Meta(max_length=1000)]


Where1: TypeAlias = Annotated[int, Meta(ge=0, le=9007199254740991)]


Facts: TypeAlias = Annotated[str, Meta(max_length=1000)]


FactsAdditionalProperty: TypeAlias = Annotated[str, Meta(max_length=1000)]


class Noticed(Record, frozen=True, kw_only=True):
    """One thing that was told, by code; the words follow from the facts. | 一条提示，按代码和事实还原文字。"""

    code: Annotated[str, Meta(pattern="^[A-Z][A-Z0-9_]{1,60}\\Z")]
    where: Annotated[
        dict[str, Where | Where1],
        Meta(
            description="File, sheet, row, column. | 文件、工作表、行、列。",
            max_length=6,
        ),
    ]
    facts: Annotated[
        dict[str, Facts | dict[str, FactsAdditionalProperty]], Meta(max_length=50)
    ]


class Pack(Record, frozen=True, kw_only=True):
    """A method pack of another package. | 外部方法包。"""

    id: Annotated[
        str, Meta(pattern="^[a-z0-9_.-]{1,100}/[0-9]{1,6}(\\.[0-9]{1,6}){0,3}\\Z")
    ]
    code: Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]


class Program(Record, frozen=True, kw_only=True):
    """The program by version and by the digest of its code. | 程序版本及其代码摘要值。"""

    version: Version
    code: Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}\\Z")]
    packs: Annotated[list[Pack], Meta(max_length=100, min_length=1)] | UnsetType = UNSET


class RunRecord(Record, frozen=True, kw_only=True):
    """What is true of one run alone. | 仅与某次运行有关的信息。"""

    v: Literal["edaphon.run/2"]
    generated_at: Annotated[
        str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\\Z")
    ]
    program: Program
    python: Annotated[
        str, Meta(pattern="^[0-9]{1,4}(\\.[0-9]{1,4}){0,3}((a|b|rc)[0-9]{1,4})?\\+?\\Z")
    ]
    numpy: Version
    reading_rules: Annotated[str, Meta(pattern="^edaphon\\.reading/[1-9][0-9]{0,5}\\Z")]
    draft: bool
    warnings: Annotated[list[Noticed], Meta(max_length=100000)] | UnsetType = UNSET
