"""A project folder, from Python: ``edaphon.open(folder).account(method)``."""

import tempfile
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from edaphon.kernel.errors import EdaphonError
from edaphon.kernel.language import Language
from edaphon.notebook.account import Account
from edaphon.notebook.markup import lines
from edaphon.notebook.plots import Plots
from edaphon.notebook.problems import Problems
from edaphon.notebook.sealed import Sealed
from edaphon.notebook.words import text

if TYPE_CHECKING:
    import polars as pl

    from edaphon.accounting import Evidence, Look


class Project:
    """One project folder; read once, accounted as often as wanted, never written to.

    Parameters
    ----------
    folder
        Folder with ``project.yaml``.
    language
        Language in which it is shown.
    """

    def __init__(self, folder: Path, language: Language) -> None:
        self.folder = folder
        self._language = language
        self._others: dict[str, Sealed] = {}

    @cached_property
    def _look(self) -> "Look":
        from edaphon.accounting import look  # noqa: PLC0415 - slow to load

        return look(self.folder)

    @property
    def problems(self) -> Problems:
        """Every problem of every file, as `edaphon check` tells them."""
        return Problems(self._look.problems, self._language)

    @cached_property
    def evidence(self) -> "Evidence":
        """Evidence of the folder.

        Raises
        ------
        EdaphonError
            Every error and open question of every file.
        """
        if stopping := self.problems.stopping:
            raise EdaphonError(stopping)
        return self._look.evidence()

    @property
    def observations(self) -> "pl.DataFrame":
        """The observation table, one row a value, as docs/contracts.md describes it.

        Raises
        ------
        EdaphonError
            As `evidence`.
        """
        return self.evidence.observations

    @property
    def methods(self) -> tuple[str, ...]:
        """Methods that the project names.

        Raises
        ------
        EdaphonError
            As `evidence`.
        """
        return tuple(self.evidence.project.methods)

    def account(self, method: str = "") -> Account:
        """Account for the evidence under one method.

        Methods of the project are accounted together, as `edaphon account` does.

        Parameters
        ----------
        method
            Id of a pack, such as ``"verra.vm0042/2.2"``; the first that the project
            names where none is given.

        Raises
        ------
        EdaphonError
            As `evidence`, and ``METHOD_UNKNOWN``.
        """
        if method in ("", *self.methods):
            return self._own.account(method)
        if method not in self._others:
            self._others[method] = self._drafted((method,))
        return self._others[method].account(method)

    @property
    def plots(self) -> Plots:
        """The drawings of the report, by name.

        Raises
        ------
        EdaphonError
            As `account`.
        """
        return self._own.plots

    @cached_property
    def _own(self) -> Sealed:
        return self._drafted(self.methods)

    def _drafted(self, methods: tuple[str, ...]) -> Sealed:
        """Account, write the records in a place of their own, and read them."""
        from edaphon.accounting import accounts  # noqa: PLC0415 - slow to load
        from edaphon.service import draft  # noqa: PLC0415 - slow to load

        made = accounts(self.evidence, methods)
        with tempfile.TemporaryDirectory(prefix="edaphon-notebook-") as folder:
            place = Path(folder) / f"{self.evidence.project.id}.zip"
            draft(self.evidence, made, place, now=datetime.now(tz=UTC))
            return Sealed(place, self._language)

    def _told(self) -> list[str]:
        project, imported = self._look.project, self._look.imported
        told = [str(self.folder)]
        if project is not None and imported is not None:
            line = text(
                "Project {id}: {files} files, {count} observations.", self._language
            )
            told.append(
                line.format(
                    id=project.id,
                    files=len(imported.files),
                    count=imported.observations.height,
                )
            )
        stops = len(self.problems.stopping)
        line = text("Stopping: {stops}; warnings: {rest} (.problems).", self._language)
        return [*told, line.format(stops=stops, rest=len(self.problems) - stops)]

    def __repr__(self) -> str:
        return f"<edaphon project {self.folder}>"

    def _repr_html_(self) -> str:
        return lines(self._told())
