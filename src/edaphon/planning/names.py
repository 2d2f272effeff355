"""Whether expectations are of this project and of its strata."""

from collections.abc import Iterator

from edaphon.evidence import Project
from edaphon.kernel.errors import Problem
from edaphon.kernel.language import LANGUAGES, Text
from edaphon.schemas.documents import Document
from edaphon.schemas.models.expected import ExpectedDocument


def name_faults(
    model: ExpectedDocument, document: Document, project: Project
) -> Iterator[Problem]:
    """Yield names that are not those of the project, each where it stands.

    Yields
    ------
    Problem
        ``EXPECTED_PROJECT`` for another project, ``EXPECTED_DIFFERS`` for a stratum
        that the project does not have, that stands twice, or that has no entry. Both
        say where project.yaml names its own.
    """
    if model.project != project.id:
        yield Problem(
            code="EXPECTED_PROJECT",
            where=document.where("project"),
            facts={
                "found": model.project,
                "needed": project.id,
                "place": _place(project, "id"),
            },
        )
    needed = [item.id for item in project.strata]
    facts = {"needed": ", ".join(needed), "place": _place(project, "strata")}
    seen = set[str]()
    for at, item in enumerate(model.strata):
        if item.id in seen or item.id not in needed:
            told = Text(
                en=f"Stratum {item.id} stands here"
                + (" a second time" if item.id in seen else ""),
                zh=f"此处{'重复' if item.id in seen else ''}填写了碳层 {item.id}",
            )
            where = document.where("strata", at, "id")
            yield Problem(
                code="EXPECTED_DIFFERS", where=where, facts={**facts, "found": told}
            )
        seen.add(item.id)
    for name in (name for name in needed if name not in seen):
        told = Text(en=f"Stratum {name} has no entry", zh=f"没有碳层 {name} 的条目")
        yield Problem(
            code="EXPECTED_DIFFERS",
            where=document.where("strata"),
            facts={**facts, "found": told},
        )


def _place(project: Project, field: str) -> dict[str, str]:
    where = project.where(field)
    return {language: where.text(language) for language in LANGUAGES}
