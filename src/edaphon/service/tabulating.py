"""Every value of a bundle as tables: a workbook, or a map of points and parcels."""

from pathlib import Path

from edaphon.bundle import open_bundle
from edaphon.kernel.errors import EdaphonError, Problem, Where
from edaphon.kernel.files import write_atomically
from edaphon.kernel.language import Language
from edaphon.reporting import geopackage, sheets, source_of_bundle, status_of, workbook

ENDINGS = (".xlsx", ".gpkg")


def tabulate(
    bundle: Path, target: Path, language: Language, *, replace: bool = False
) -> int:
    """Write every value that an account computed, for whoever computes it again.

    Parameters
    ----------
    bundle
        A zip or a folder.
    target
        File to write: ``.xlsx`` for all values, ``.gpkg`` for points and parcels.
    language
        Language of titles.
    replace
        Put it in the place of a file that is there.

    Returns
    -------
    int
        Values written, in all tables.

    Raises
    ------
    EdaphonError
        ``TABLES_OVER_BUNDLE`` for the bundle itself; ``TABLES_ENDING``;
        ``TABLES_NO_PLACES`` for a map of a project without one; the codes of opening a
        bundle, of its records, and of `write_atomically`.
    """
    if target.exists() and target.samefile(bundle):
        where = Where(file=target.name)
        raise EdaphonError(Problem(code="TABLES_OVER_BUNDLE", where=where))
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        facts = {"found": ending or target.name, "endings": ", ".join(ENDINGS)}
        raise EdaphonError(Problem(code="TABLES_ENDING", facts=facts))
    with open_bundle(bundle) as opened:
        source = source_of_bundle(opened)
        made = sheets(opened, source, language)
    notice = status_of(source, language)
    if ending == ".gpkg":
        land = source.evidence.geography
        if not (land.parcels or land.points):
            where = Where(file=bundle.name)
            raise EdaphonError(Problem(code="TABLES_NO_PLACES", where=where))
        made = [one for one in made if one.name == "point"]
        data = geopackage(source, made[0] if made else None, notice)
    else:
        data = workbook(made, notice, language)
    write_atomically(target, data, replace=replace)
    return sum(value is not None for one in made for row in one.rows for value in row)
