"""A bundle, opened to be looked at; nothing is computed again, `replay` does that."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from edaphon.kernel.errors import EdaphonError, Problem
from edaphon.kernel.language import Language
from edaphon.notebook.account import Account
from edaphon.notebook.markup import lines
from edaphon.notebook.plots import Plots
from edaphon.notebook.verdict import Verdict, replay
from edaphon.notebook.words import text

if TYPE_CHECKING:
    import polars as pl


class Sealed:
    """Observations and accounts of one bundle, as its records state them.

    Parameters
    ----------
    path
        Zip file or folder of the bundle.
    language
        Language in which it is shown.

    Raises
    ------
    EdaphonError
        Where it is no whole bundle, or its records have not their published form.
    """

    def __init__(self, path: Path, language: Language) -> None:
        from edaphon.bundle import open_bundle  # noqa: PLC0415 - slow to load
        from edaphon.reporting import source_of_bundle  # noqa: PLC0415 - slow to load
        from edaphon.verification import Trail  # noqa: PLC0415 - slow to load

        self.path = path
        self._language = language
        with open_bundle(path) as bundle:
            self.id = str(bundle.id)
            self._trail = Trail(bundle)
            self._source = source_of_bundle(bundle)

    @property
    def observations(self) -> "pl.DataFrame":
        """The observation table, one row a value, as docs/contracts.md describes it."""
        return self._trail.observations

    @property
    def methods(self) -> tuple[str, ...]:
        """Methods of the accounts, in the order of the bundle."""
        return self._trail.methods()

    def account(self, method: str = "") -> Account:
        """Return the account under one method.

        Parameters
        ----------
        method
            Id of the method; the first of the bundle where none is named.

        Raises
        ------
        EdaphonError
            ``ACCOUNT_NOT_THERE``.
        """
        wanted = method or self.methods[0]
        if wanted not in self.methods:
            facts = {"id": wanted, "known": list(self.methods)}
            raise EdaphonError(Problem(code="ACCOUNT_NOT_THERE", facts=facts))
        return Account(self._trail, wanted, self._language)

    @cached_property
    def plots(self) -> Plots:
        """The drawings of the report, by name."""
        from edaphon.reporting import drawings  # noqa: PLC0415 - slow to load

        return Plots(drawings(self._source, self._language))

    def replay(self, *, reports: bool = True) -> Verdict:
        """Run the list of checks over the bundle, as `edaphon.replay` does."""
        return replay(self.path, reports=reports, lang=self._language)

    def _told(self) -> list[str]:
        stated = text("As the bundle states; not replayed yet.", self._language)
        accounts = [self.account(name).headline for name in self.methods]
        return [f"{self.path.name}  {self.id}", *accounts, stated]

    def __repr__(self) -> str:
        return "\n".join(self._told())

    def _repr_html_(self) -> str:
        return lines(self._told())
