"""From records to the five files of a report: JSON, and HTML and PDF by language."""

from msgspec import to_builtins

from edaphon.kernel.canonical import dumps
from edaphon.kernel.language import LANGUAGES, Language
from edaphon.reporting.content import content_record
from edaphon.reporting.layout.compose import compose
from edaphon.reporting.page import page
from edaphon.reporting.paper import paper
from edaphon.reporting.source import ReportSource
from edaphon.reporting.wording import read_in


def render(source: ReportSource) -> dict[str, bytes]:
    """Return the members of a bundle that are the report.

    Parameters
    ----------
    source
        The records of one bundle.

    Returns
    -------
    dict of str to bytes
        ``report/report.json``, ``report/report.<language>.html`` and
        ``report/report.<language>.pdf``, which holds the JSON too; equal bytes for
        equal records.

    Raises
    ------
    EdaphonError
        ``REPORT_TYPESET`` or ``REPORT_FONTS``.
    """
    content = content_record(source)
    told = dumps(to_builtins(content))
    members = {"report/report.json": told}
    for language in LANGUAGES:
        document = compose(content, language, source.evidence.geography)
        members[f"report/report.{language}.html"] = page(document)
        members[f"report/report.{language}.pdf"] = paper(document, told.decode())
    return members


def status_of(source: ReportSource, language: Language) -> str:
    """Return the project's name, and what a report says of itself on every page."""
    content = content_record(source)
    notice = content.notice
    told = [content.project.name, notice.status, notice.synthetic, notice.draft]
    return " · ".join(read_in(item, language) for item in told if item)
