"""The sections of a report's content, as the published form names them."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

Record = Mapping[str, Any]


class Content(TypedDict):
    """What a report says; the last three follow from the others."""

    v: str
    languages: list[str]
    generated_at: str
    code_version: str
    notice: Record
    digests: Record
    seed: Record
    project: Record
    practice: Record
    declared: Record
    sampling: Record
    data: Record
    activity_years: Mapping[str, Sequence[str]]
    methods: Sequence[Record]
    groups: Sequence[Record]
    changes: Sequence[Record]
    equal_mass: Record | None
    fixed_depth: Record | None
    profiles: Sequence[Record]
    microbial: Record
    boundary: NotRequired[Sequence[Record]]
    summary: NotRequired[Record]
    disclosure: NotRequired[Sequence[Record]]
