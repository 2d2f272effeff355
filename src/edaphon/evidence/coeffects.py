"""What ``coeffects.yaml`` states of water, inputs, life and people; no tonne of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from edaphon.evidence.coeffect_checks import Entry, named_papers, stated_problems
from edaphon.evidence.project_files import at_place, path_problem
from edaphon.kernel.digests import digest
from edaphon.kernel.errors import Problem, Where
from edaphon.schemas.documents import Document, read_document
from edaphon.schemas.forms import check_form
from edaphon.schemas.models.coeffects import CoeffectsDocument

FILE = "coeffects.yaml"
"""Where co-effects stand: beside ``project.yaml``, which does not name them."""


@dataclass(frozen=True, kw_only=True)
class CoEffects:
    """Co-effects as a project states them; empty where it has no such file."""

    problems: tuple[Problem, ...] = ()
    """All that is wrong or still open in the file."""
    source: Document | None = None
    """The file with the place of every value; None where it cannot be read."""
    content: Entry | None = None
    """Its plain values; None where there is nothing to read."""

    @property
    def present(self) -> bool:
        """Whether there is such a file, sound or not."""
        return self.source is not None or bool(self.problems)

    @property
    def digest(self) -> str:
        """Digest of the bytes of the file, empty without one."""
        return digest(self.source.data) if self.source else ""

    @cached_property
    def model(self) -> CoeffectsDocument:
        """The whole file, typed; only where no problem stops."""
        return msgspec.convert(self.content, CoeffectsDocument)

    @property
    def files(self) -> tuple[str, ...]:
        """The file itself and every paper that it names, for the bundle."""
        if self.content is None:
            return ()
        return (FILE, *(path for _, path in named_papers(self.content)))

    def where(self, *path: str | int) -> Where:
        """Return row and column of a field."""
        return self.source.where(*path) if self.source else Where(file=FILE)


def read_coeffects(folder: Path, project: Mapping[str, object]) -> CoEffects:
    """Read the co-effects of a project folder, with all that is wrong in one pass.

    Parameters
    ----------
    folder
        Project folder.
    project
        Content of ``project.yaml``: start of the practice and monitoring period.

    Returns
    -------
    CoEffects
        Empty where the folder has no ``coeffects.yaml``.
    """
    path = folder / FILE
    if not (path.exists() or path.is_symlink()):
        return CoEffects()
    if problem := path_problem(folder, FILE, Where(file=FILE)):
        return CoEffects(problems=(problem,))
    document, problems = read_document(path, FILE)
    if document is None:
        return CoEffects(problems=tuple(problems))
    form = check_form(document, "coeffects")
    found = [*problems, *form.problems]
    if not isinstance(form.content, dict):
        return CoEffects(problems=tuple(found), source=document)
    start = at_place(project, ("practice", "start"))
    period = at_place(project, ("period",))
    found += stated_problems(folder, document, form.content, start=start, period=period)
    return CoEffects(
        problems=tuple(sorted(found, key=lambda item: item.where.row or 0)),
        source=document,
        content=form.content,
    )
