"""A project folder, from Python: ``edaphon.open(folder).account(method)``."""

from functools import cached_property
from pathlib import Path

from edaphon.accounting.account import Account, accounts
from edaphon.accounting.evidence import Evidence
from edaphon.accounting.gathering import gather


class ProjectFolder:
    """One project folder; read once, accounted as often as wanted.

    Parameters
    ----------
    folder
        Folder with ``project.yaml``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def evidence(self) -> Evidence:
        """Evidence of the folder.

        Raises
        ------
        EdaphonError
            Every error and open question of every file.
        """
        evidence, _ = gather(self.folder)
        return evidence

    def account(self, method_id: str) -> Account:
        """Account for the evidence under one method.

        Parameters
        ----------
        method_id
            Id of a pack, such as ``"verra.vm0042/2.2"``.

        Raises
        ------
        EdaphonError
            As :attr:`evidence`, and ``METHOD_UNKNOWN``.
        """
        return accounts(self.evidence, [method_id])[0]
