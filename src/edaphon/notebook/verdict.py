"""What a replay found, as an object."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edaphon.kernel.language import Language, marked
from edaphon.notebook.markup import lines, table
from edaphon.notebook.words import language_of, text

if TYPE_CHECKING:
    import polars as pl

    from edaphon.verification import Finding, Verification

ENDS = {
    0: marked("Every check that counts passed."),
    1: marked("A check failed."),
    3: marked("A check could not be made here; this says nothing for or against it."),
}
"""What the exit code of ``edaphon replay`` means."""


class Verdict:
    """What a stranger knows of a bundle after the list of checks.

    Parameters
    ----------
    verification
        What `edaphon.verification` found.
    required
        Checks that have to be answered though only a log answers them.
    language
        Language in which it is shown.
    """

    def __init__(
        self, verification: "Verification", required: Collection[int],
        language: Language,
    ) -> None:  # fmt: skip
        self.verification = verification
        self._required = tuple(required)
        self._language = language

    @property
    def exit_code(self) -> int:
        """0 every check passed, 1 a check failed, 3 a check could not be made here."""
        return self.verification.exit_code(self._required)

    @property
    def passed(self) -> bool:
        """Whether every check was answered and none failed."""
        return self.exit_code == 0

    @property
    def findings(self) -> "Sequence[Finding]":
        """What each check says, in the order of the list."""
        return self.verification.findings

    @property
    def figures(self) -> str:
        """``identical``, ``within_tolerance``, ``differ`` or ``not_checked``."""
        return self.verification.figures

    @property
    def checks(self) -> "pl.DataFrame":
        """The list of checks: ``number, check, verdict, told``."""
        import polars as pl  # noqa: PLC0415 - slow import

        columns: dict[str, type[pl.DataType]] = {
            "number": pl.Int64, "check": pl.String, "verdict": pl.String,
            "told": pl.String,
        }  # fmt: skip
        return pl.DataFrame(self._rows(), schema=columns, orient="row")

    def _rows(self) -> list[tuple[int, str, str, str]]:
        from edaphon.verification import checks, weightiest  # noqa: PLC0415 - slow to load

        rows: list[tuple[int, str, str, str]] = []
        for check in checks():
            told = self.verification.of(check.number)
            verdict = weightiest({item.verdict for item in told})
            words = " ".join(filter(None, (one.text(self._language) for one in told)))
            title = check.title[self._language]
            rows.append((check.number, title, verdict, words))
        return rows

    def _told(self) -> list[str]:
        from edaphon.verification import FIGURES  # noqa: PLC0415 - slow to load

        line = text("Exit code {code}: {meaning} Figures: {figures}.", self._language)
        return [
            line.format(
                code=self.exit_code,
                meaning=text(ENDS[self.exit_code], self._language),
                figures=FIGURES[self.figures][self._language],
            )
        ]

    def __repr__(self) -> str:
        return "\n".join(self._told())

    def _repr_html_(self) -> str:
        from edaphon.verification import VERDICTS  # noqa: PLC0415 - slow to load

        language = self._language
        heads = [text("Check", language), "", text("Verdict", language)]
        rows = [
            (number, title, VERDICTS[verdict][language])
            for number, title, verdict, _ in self._rows()
        ]
        return lines(self._told()) + table(heads, rows)


def replay(
    path: str | Path,
    *,
    reports: bool = True,
    required: Collection[int] = (),
    earlier: Sequence[str | Path] = (),
    lang: str = "",
) -> Verdict:
    """Run the list of checks over a bundle, without network or database.

    Parameters
    ----------
    path
        Zip file or folder; it may be anybody's.
    reports
        False leaves out making the reports again, which takes the longest.
    required
        Numbers of checks that have to be answered though only a log answers them.
    earlier
        Bundles of earlier accounts, besides those in the folder of the bundle.
    lang
        ``en`` or ``zh``; that of the command line where none is named.

    Returns
    -------
    Verdict
        Nothing is raised for a bundle that is wrong: each check says what it found.

    Raises
    ------
    EdaphonError
        ``BUNDLE_NOT_ONE`` where the path is no bundle at all.
    """
    from edaphon.service import report_members  # noqa: PLC0415 - slow to load
    from edaphon.verification import verify  # noqa: PLC0415 - slow to load

    found = verify(
        Path(path),
        reports=report_members if reports else None,
        earlier=[Path(one) for one in earlier],
    )
    return Verdict(found, required, language_of(lang))
