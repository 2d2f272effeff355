"""From accounts to the five files of a report: JSON, and HTML and PDF by language."""

from collections.abc import Sequence

from edaphon.accounting import Account
from edaphon.kernel.canonical import dumps
from edaphon.kernel.language import LANGUAGES
from edaphon.monitoring import Geography
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.compose import compose
from edaphon.reporting.page import page
from edaphon.reporting.paper import paper


def render(
    accounts: Sequence[Account],
    *,
    generated_at: str,
    code_version: str,
    geography: Geography | None = None,
) -> dict[str, bytes]:
    """Return the members of a bundle that are the report.

    Parameters
    ----------
    accounts
        Accounts of one evidence, one a method.
    generated_at
        UTC instant of making, ISO with ``Z``, given by the caller.
    code_version
        Version of Edaphon.
    geography
        Parcels and points for the map; those of the evidence when left out.

    Returns
    -------
    dict of str to bytes
        ``report/report.json``, ``report/report.<language>.html`` and
        ``report/report.<language>.pdf``; equal bytes for equal input.

    Raises
    ------
    EdaphonError
        ``REPORT_TYPESET`` or ``REPORT_FONTS``.
    """
    land = geography or accounts[0].evidence.geography
    content = content_record(
        accounts,
        generated_at=generated_at,
        code_version=code_version,
        geography=land,
    )
    members = {"report/report.json": dumps(content)}
    for language in LANGUAGES:
        document = compose(content, language, land)
        members[f"report/report.{language}.html"] = page(document)
        members[f"report/report.{language}.pdf"] = paper(document)
    return members
